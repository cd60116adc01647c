"""What we last meant, kept beside the deck: the base of each build, copies of decks that were replaced, the report of the last merge."""

from deck.ledger.backups import MOST_COPIES, save_backup
from deck.ledger.bases import (
    MOST_BASES,
    all_bases,
    bases_of,
    build_id_of,
    drop_bases,
    load_base,
    load_content,
    load_outline,
    newer_base,
    save_base,
)
from deck.ledger.masters import kept_template, save_template
from deck.ledger.reports import drop_report, report_of, save_report
from deck.ledger.washed import MOST_WASHED, save_washed, washed

__all__ = [
    "MOST_BASES",
    "MOST_COPIES",
    "MOST_WASHED",
    "all_bases",
    "bases_of",
    "build_id_of",
    "drop_bases",
    "drop_report",
    "kept_template",
    "load_base",
    "load_content",
    "load_outline",
    "newer_base",
    "report_of",
    "save_backup",
    "save_base",
    "save_report",
    "save_template",
    "save_washed",
    "washed",
]

"""The report of the last merge of a deck."""

from __future__ import annotations

import contextlib
from pathlib import Path

from deck.ledger.state import state_of
from deck.places import state_folder
from deck.writing import write_safely


def report_of(output: Path) -> Path:
    """Return the file for what the last merge of a deck has to tell."""
    return state_folder(output) / f"{output.stem}.merge.md"


def save_report(output: Path, text: str) -> Path:
    """Keep what a merge has to tell, in the place of what the last one told; return where."""
    state_of(output)
    path = report_of(output)
    write_safely(path, text.encode("utf-8", "replace"))
    return path


def drop_report(output: Path) -> None:
    """Drop what the last merge told: it is no longer so. One that cannot be dropped says itself when it was written."""
    with contextlib.suppress(OSError):
        report_of(output).unlink(missing_ok=True)

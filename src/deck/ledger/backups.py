"""Copies of decks that were about to be replaced."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import re
import time
from pathlib import Path

from deck.ledger.state import state_of
from deck.writing import write_safely

MOST_COPIES = 5
COPY = re.compile(r"([0-9a-f]{12})(?:-\d+)?\.pptx")


def save_backup(output: Path, content: bytes) -> Path:
    """Keep what a deck holds that is about to be replaced; return the copy. The last five of a deck stay, the same content once."""
    folder = state_of(output) / "backup" / output.name
    names = (f"{_digest(content)}{end}.pptx" for end in itertools.chain([""], (f"-{n}" for n in itertools.count(2))))
    copy = next(path for path in map(folder.joinpath, names) if not path.exists() or path.read_bytes() == content)
    write_safely(copy, content)
    with contextlib.suppress(OSError):
        now = time.time_ns()
        os.utime(copy, ns=(now, now))
        _drop_oldest(folder, copy)
    return copy


def _drop_oldest(folder: Path, last: Path) -> None:
    """Drop all copies but the last five. One that somebody went on working in is theirs, and not counted."""
    others = [path for path in folder.iterdir() if path != last and COPY.fullmatch(path.name)]
    newest = sorted(others, key=lambda path: path.stat().st_mtime_ns, reverse=True)
    untouched = [path for path in newest if path.name.startswith(_digest(path.read_bytes()))]
    for path in untouched[MOST_COPIES - 1 :]:
        path.unlink()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]

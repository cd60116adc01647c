"""Bases as LibreOffice would save them: kept, because a start of LibreOffice takes seconds. Losing one costs nothing else."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Container
from pathlib import Path

from deck.errors import OutputError
from deck.ledger.state import is_build, state_of, whole_package
from deck.places import state_folder
from deck.writing import write_safely

MOST_WASHED = 10


def washed(output: Path, build_id: str, key: str) -> bytes | None:
    """Return a base as it was saved in the way that `key` names (a version of LibreOffice, and by way of what); None where it was not."""
    if not is_build(build_id):
        return None
    path = _file(output, build_id, key)
    content = whole_package(path)
    if content is not None:
        _touch(path)
    return content


def save_washed(output: Path, build_id: str, key: str, content: bytes) -> None:
    """Keep a base as it was saved; only the ten used last stay. Where it cannot be kept it is made again."""
    if not is_build(build_id):
        return
    path = _file(output, build_id, key)
    with contextlib.suppress(OutputError, OSError):
        state_of(output)
        write_safely(path, content, lasting=False)
        _touch(path)
        newest = sorted(_files(path.parent), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for old in newest[MOST_WASHED:]:
            old.unlink()


def drop_washed(output: Path, bases: Container[str]) -> None:
    """Drop what was made of bases that are gone."""
    with contextlib.suppress(OSError):
        for path in _files(_folder(output)):
            if path.name.partition(".")[0] not in bases:
                path.unlink()


def _folder(output: Path) -> Path:
    return state_folder(output) / "cache"


def _file(output: Path, build_id: str, key: str) -> Path:
    return _folder(output) / f"{build_id}.{hashlib.sha256(key.encode()).hexdigest()[:12]}.pptx"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix == ".pptx" and path.is_file()]


def _touch(path: Path) -> None:
    now = time.time_ns()
    with contextlib.suppress(OSError):
        os.utime(path, ns=(now, now))

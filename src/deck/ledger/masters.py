"""Templates that decks are made on: kept, so that a deck keeps its masters although the template was edited, or nobody names it now."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import time
from pathlib import Path

from deck.errors import OutputError
from deck.ledger.state import state_of
from deck.places import state_folder
from deck.writing import write_safely

MOST_TEMPLATES = 10
# a deck tells the digest by itself, and whoever made it may have written anything there
DIGEST = re.compile(r"[0-9a-f]{64}")


def save_template(output: Path, template: Path) -> None:
    """Keep a template that a deck is made on, with its settings; only the ten used last stay. Where it cannot be kept the build goes on."""
    with contextlib.suppress(OutputError, OSError):
        content = template.read_bytes()
        folder = _folder(output) / hashlib.sha256(content).hexdigest()
        if template.parent != folder:
            state_of(output)
            write_safely(folder / template.name, content, lasting=False)
            settings = template.with_suffix(".toml")
            if settings.is_file():
                write_safely(folder / settings.name, settings.read_bytes(), lasting=False)
        now = time.time_ns()
        os.utime(folder, ns=(now, now))
        newest = sorted(folder.parent.iterdir(), key=lambda kept: kept.stat().st_mtime_ns, reverse=True)
        for old in [kept for kept in newest if DIGEST.fullmatch(kept.name)][MOST_TEMPLATES:]:
            shutil.rmtree(old, ignore_errors=True)


def kept_template(output: Path, digest: str) -> Path | None:
    """Return the file of a template by its SHA-256, None where it is gone, or is not what it was."""
    if not DIGEST.fullmatch(digest):
        return None
    try:
        files = sorted(path for path in (_folder(output) / digest).iterdir() if path.suffix.lower() != ".toml")
        return next((path for path in files if hashlib.sha256(path.read_bytes()).hexdigest() == digest), None)
    except OSError:
        return None


def _folder(output: Path) -> Path:
    return state_folder(output) / "templates"

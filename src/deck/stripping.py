"""A deck to send out: a copy without marks, in a new place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from deck.errors import OutputError, UsageError
from deck.ooxml import stripped
from deck.writing import write_safely


class Left(NamedTuple):
    """What is left out beside the marks."""

    notes: bool = False
    comments: bool = False
    hidden: bool = False


def strip(deck: Path, output: Path, left: Left) -> Path:
    """Write a copy of a deck without marks, and return where; a folder means a file of the same name in it.

    Neither the deck itself (UsageError) nor another file that is there is ever replaced (OutputError).
    """
    place = output / deck.name if output.is_dir() else output
    if os.path.realpath(place) == os.path.realpath(deck) or (place.exists() and deck.exists() and place.samefile(deck)):
        raise UsageError(f"{place} is the deck itself; give the copy another name")
    if place.suffix.lower() != ".pptx":
        raise UsageError(f"`-o {output}` is no place for a deck; end it in .pptx, or name a folder that is there")
    if deck.is_dir():
        raise OutputError(f"{deck} is a folder; name a .pptx in it")
    try:
        content = stripped(deck.read_bytes(), notes=left.notes, comments=left.comments, hidden=left.hidden)
    except FileNotFoundError as error:
        raise OutputError(f"{deck}: no such deck; check the path") from error
    except OSError as error:
        raise OutputError(f"{deck}: cannot be read: {error.strerror or error}; see that it can be") from error
    except OutputError as error:
        raise OutputError(f"{deck}: {error.message}") from error
    if place.exists() and place.is_file() and place.read_bytes() != content:
        raise OutputError(f"{place} is there already, and is another file; give the copy another name, or move that one away")
    write_safely(place, content, replaceable=lambda now: now is None)
    return place

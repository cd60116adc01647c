"""The folder of the program's own files about the decks beside it, and what may lie in there damaged."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from deck.places import state_folder
from deck.writing import write_safely

README = """This folder is kept by `deck`: what it last wrote (base), copies made before replacing a deck (backup), the templates
that decks are made on (templates), what it found when it last merged one (*.merge.md), receipts, and what it need not make twice (cache).
Keep it beside the decks; without it `deck` knows only by marks in a deck which lines you touched, and not what they said.
"""
# a deck tells its build by itself, and whoever made it may have written anything there
BUILD = re.compile(r"[\w-]{1,64}", re.ASCII)
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, OSError, RuntimeError, ValueError)


def state_of(output: Path) -> Path:
    """Return the folder for the state of a deck, with a word on what it is."""
    folder = state_folder(output)
    if not (folder / "README.txt").exists():
        write_safely(folder / "README.txt", README.encode(), lasting=False)
    return folder


def is_build(build_id: str) -> bool:
    """Tell whether a text can be the id of a build, and so the name of a folder."""
    return BUILD.fullmatch(build_id) is not None


def whole_package(path: Path) -> bytes | None:
    """Return the bytes of a .pptx that we kept; None where it is gone, torn or rotten."""
    try:
        content = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return content if package.testzip() is None else None
    except BROKEN:
        return None

"""What we last meant, kept beside the deck: the base of each build, backups, and the one safe way to write a file."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deck.errors import OutputError
from deck.model.article import Run, Span
from deck.model.language import Language
from deck.model.placed import NoteParagraph, PlacedDeck, PlacedParagraph, PlacedRun, PlacedShape, PlacedSlide
from deck.model.slides import Section
from deck.model.units import Box
from deck.places import state_folder

README = """This folder is kept by `deck`: what it last wrote (base), copies made before replacing a deck (backup), and receipts.
Keep it beside the decks; without it `deck` cannot tell your changes from its own.
"""
MOST_BASES = 20
MOST_BACKUPS = 5
SCHEMA = 1


def build_id_of(deck: PlacedDeck, template: str, version: str) -> str:
    """Return an id (40 characters) for a deck on a template (its digest), made by a version of the program."""
    meant = json.dumps([deck, template, version], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(meant.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def _made_folder(output: Path) -> Path:
    """Return the folder for the state of a deck, made where there is none."""
    folder = state_folder(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        readme = folder / "README.txt"
        if not readme.exists():
            readme.write_text(README, "utf-8")
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror}; give another place with `-o`") from error
    return folder


def save_base(output: Path, build_id: str, deck: PlacedDeck, content: bytes) -> Path:
    """Keep what was meant and what was written, under the build's id; return where. The newest twenty stay."""
    folder = _made_folder(output) / "base" / build_id
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "deck.json").write_text(json.dumps({"schema": SCHEMA, "deck": deck}, ensure_ascii=False), "utf-8", "surrogatepass")
    (folder / "deck.pptx").write_bytes(content)
    os.utime(folder)
    for old in sorted(folder.parent.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)[MOST_BASES:]:
        shutil.rmtree(old, ignore_errors=True)
    return folder


def load_base(output: Path, build_id: str) -> PlacedDeck | None:
    """Return what a build meant, None where its base is gone or unreadable."""
    path = state_folder(output) / "base" / build_id / "deck.json"
    try:
        stored = json.loads(path.read_text("utf-8", "surrogatepass"))
        return _deck(stored["deck"]) if stored["schema"] == SCHEMA else None
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def save_backup(output: Path) -> Path | None:
    """Copy a deck that is about to be replaced; return the copy, None where there is no deck. The last five stay."""
    if not output.is_file():
        return None
    folder = _made_folder(output) / "backup"
    folder.mkdir(exist_ok=True)
    taken = sorted(folder.glob(f"{output.stem}.*.pptx"), key=_number)
    copy = folder / f"{output.stem}.{_number(taken[-1]) + 1 if taken else 1}.pptx"
    shutil.copy2(output, copy)
    for old in taken[: max(0, len(taken) + 1 - MOST_BACKUPS)]:
        old.unlink()
    return copy


def _number(backup: Path) -> int:
    last = backup.stem.rpartition(".")[2]
    return int(last) if last.isdigit() else 0


def write_safely(target: Path, content: bytes, prove: Callable[[bytes], tuple[str, ...]]) -> None:
    """Write a file so that whatever happens either the old one or the whole new one is there; `prove` names what went wrong in it."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise OutputError(f"{target} is a folder; end the path in / to write into it, or name a file")
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {error.strerror}; give another place with `-o`") from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        differences = prove(temporary.read_bytes())
        if differences:
            raise OutputError(
                f"{target.name} was not written, for it would not say what was meant ({', '.join(differences[:3])}); report this"
            )
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {error.strerror}; is it open elsewhere, or the disk full?") from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _deck(row: list[Any]) -> PlacedDeck:
    """Return a deck from the lists that JSON made of its tuples."""
    language, title, authors, description, sections, slides = row
    return PlacedDeck(
        Language(*language),
        title,
        tuple(authors),
        description,
        tuple(Section(*section) for section in sections),
        tuple(map(_slide, slides)),
    )


def _slide(row: list[Any]) -> PlacedSlide:
    key, section, layout, name, span, shapes, notes = row
    paragraphs = tuple(NoteParagraph(tuple(Run(*run) for run in text), derived) for text, derived in notes)
    return PlacedSlide(key, section, layout, name, Span(*span), tuple(map(_shape, shapes)), paragraphs)


def _shape(row: list[Any]) -> PlacedShape:
    key, kind, idx, box, paragraphs, top, right, lines, height, target = row
    texts = tuple(PlacedParagraph(tuple(PlacedRun(*run) for run in runs), *rest) for runs, *rest in paragraphs)
    return PlacedShape(key, kind, idx, Box(*box), texts, top, right, tuple(lines), height, target)

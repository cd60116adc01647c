"""A deck's way to the disk: whatever lies there and is not as we wrote it stays, and the new deck lies beside it."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from deck.errors import ChangedError, DeckError, OutputError
from deck.findings import Finding, Severity
from deck.ledger import drop_bases, save_backup, save_base
from deck.model.identity import KnownSlide
from deck.model.marks import Marks, Seal
from deck.model.placed import PlacedDeck
from deck.places import shown
from deck.writing import write_safely


class Draft(NamedTuple):
    """A deck to be written: what was meant, its bytes and marks. `seal_of` tells whose a file is, `prove` what is wrong with one.

    `known` is what the next build must know of the outline.
    """

    placed: PlacedDeck
    content: bytes
    marks: Marks
    seal_of: Callable[[bytes], Seal]
    prove: Callable[[bytes, PlacedDeck], tuple[str, ...]]
    known: tuple[KnownSlide, ...] = ()


class _Place(NamedTuple):
    """A place for a deck: what lies there (None: nothing), of which article, and whether it is `ours`, exactly as we wrote it."""

    path: Path
    found: bytes | None
    origin: str
    ours: bool


def put(draft: Draft, target: Path, *, fresh: bool) -> tuple[Path, tuple[Finding, ...]]:
    """Write a deck to its target, or beside it; return where. `fresh`: replace one that was edited, after a backup.

    Raises OutputError where nothing can be written safely, or for a deck of another article.
    """
    try:
        written = _put(draft, target, fresh=fresh)
    except ChangedError:  # somebody saved it in this very moment: it is judged again, and kept
        written = _put(draft, target, fresh=False)
    drop_bases(target, lambda path: _build_in(path, draft))
    return written


def _put(draft: Draft, target: Path, *, fresh: bool) -> tuple[Path, tuple[Finding, ...]]:
    """Write a deck; what a later build needs, and what is replaced, is kept before."""
    place = _place(draft, target, fresh=fresh)
    save_base(target, draft.marks.build, draft.placed, draft.content, draft.known)
    found: tuple[Finding, ...] = ()
    if place.path != target:
        message = (
            f"{target.name} was changed since it was built, so it is left alone; the new deck is {place.path.name}: "
            "copy over what you need, or build with `--fresh` to replace yours (a backup is kept)"
        )
        found = (Finding("D501", Severity.WARNING, message),)
    elif place.found is not None and not place.ours:
        copy = save_backup(target, place.found)
        found = (Finding("D502", Severity.NOTE, f"{target.name} was changed since it was built; a copy is {shown(copy, Path.cwd())}"),)
    write_safely(place.path, draft.content, lambda written: draft.prove(written, draft.placed), lambda now: now in (None, place.found))
    return place.path, found


def _place(draft: Draft, target: Path, *, fresh: bool) -> _Place:
    """Return where a deck goes: to its target, or to a free name beside it when what lies there is not as we wrote it."""
    source = draft.marks.source
    first = _judged(target, draft)
    if first.origin != source:
        message = f"{target.name} was made from {first.origin}, not from {source}"
        raise OutputError(f"{message}; give one of them another `slug`, use `-o`, or move that deck away")
    if first.ours or fresh:
        return first
    names = itertools.chain(["new"], (f"new-{n}" for n in itertools.count(2)))
    beside = (_judged(target.with_suffix(f".{name}.pptx"), draft) for name in names)
    return next(place for place in beside if place.ours and place.origin == source)


def _judged(path: Path, draft: Draft) -> _Place:
    """Return what lies at a place; what tells no article is taken to be of the draft's."""
    found = path.read_bytes() if path.is_file() else None
    marks, unbroken = None, found is None
    if found is not None:
        with contextlib.suppress(DeckError):
            marks, whole, merged = draft.seal_of(found)
            unbroken = whole and not merged
    return _Place(path, found, marks.source if marks else draft.marks.source, unbroken)


def _build_in(path: Path, draft: Draft) -> str:
    """Return the id of the build that a deck is of, "" where it tells none."""
    try:
        marks = draft.seal_of(path.read_bytes()).marks
    except (DeckError, OSError):
        return ""
    return marks.build if marks else ""

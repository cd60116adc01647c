"""A deck's way to the disk: it is merged with what a hand did to the one that lies there, or lies beside it."""

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
from deck.model.merged import Merged
from deck.model.placed import PlacedDeck
from deck.places import shown
from deck.writing import refuse_folder, refuse_unwritable, write_safely


class Meeting(NamedTuple):
    """What shall become of a deck that was edited: its bytes, what is wrong with a file of it, and what is told.

    `content` None: it and the new deck cannot be made one, and `why`. `merged` tells what was done by hand and by the article.
    """

    content: bytes | None
    prove: Callable[[bytes], tuple[str, ...]] = lambda _: ()
    findings: tuple[Finding, ...] = ()
    merged: Merged | None = None
    why: str = ""


class Draft(NamedTuple):
    """A deck to be written: what was meant, its bytes and marks. `seal_of` tells whose a file is, `prove` what is wrong with one.

    `meet` merges it with what lies at its target (None: nothing), where that has a hand's work in it, or always where it `adopts` another
    file, which is named so. `known` is what the next build must know of the outline.
    """

    placed: PlacedDeck
    content: bytes
    marks: Marks
    seal_of: Callable[[bytes], Seal]
    prove: Callable[[bytes, PlacedDeck], tuple[str, ...]]
    meet: Callable[[bytes | None], Meeting]
    known: tuple[KnownSlide, ...] = ()
    adopts: str = ""


class Written(NamedTuple):
    """Where a deck is now, its bytes, what is told of what lay there, and what was merged with it, if anything."""

    path: Path
    content: bytes
    findings: tuple[Finding, ...]
    merged: Merged | None = None


class _Place(NamedTuple):
    """A place for a deck: what lies there (None: nothing), of which article, and whether it is `ours`, exactly as we wrote it.

    `why` a deck goes there and not to its target, "" for the target itself.
    """

    path: Path
    found: bytes | None
    origin: str
    ours: bool
    meeting: Meeting | None = None
    why: str = ""


def put(draft: Draft, target: Path, *, fresh: bool) -> Written:
    """Write a deck to its target, merged with what a hand did to the one there, or beside it. `fresh`: replace that, after a backup.

    Raises OutputError where nothing can be written safely, or for a deck of another article.
    """
    try:
        written = _put(draft, target, fresh=fresh)
    except ChangedError:  # somebody saved it in this very moment: it is judged again, and nothing of it is lost
        written = _put(draft, target, fresh=False)
    drop_bases(target, lambda path: _build_in(path, draft))
    return written


def foreseen(draft: Draft, target: Path, *, fresh: bool) -> Meeting:
    """Return what would become of a deck; nothing is written. Raises OutputError for a deck of another article."""
    place = _place(draft, target, fresh=fresh)
    if place.why:
        return Meeting(None, why=f"{target.name} would be left alone: {place.why}; the new deck would be {place.path.name}")
    meeting = place.meeting or _meeting(draft, None if fresh else place.found)
    if meeting.content is None:  # one that is as we wrote it is replaced
        meeting = _meeting(draft, None)
    if meeting.content != place.found:
        refuse_unwritable(target)
    return meeting


def _put(draft: Draft, target: Path, *, fresh: bool) -> Written:
    """Write a deck; what a later build needs, and what is replaced, is kept before."""
    place = _place(draft, target, fresh=fresh)
    save_base(target, draft.marks.build, draft.placed, draft.content, draft.known)
    meeting = place.meeting or Meeting(draft.content, lambda written: draft.prove(written, draft.placed))
    content = draft.content if meeting.content is None else meeting.content
    found = meeting.findings
    if place.why:
        remedy = "copy over what you need, or build with `--fresh` to replace yours (a backup is kept)"
        message = f"{target.name} is left alone: {place.why}; the new deck is {place.path.name}: {remedy}"
        found = (Finding("D501", Severity.WARNING, message),)
    elif place.found is not None and not place.ours and content != place.found:
        copy = save_backup(target, place.found)
        if fresh:
            message = f"{target.name} was changed since it was built; a copy is {shown(copy, Path.cwd())}"
            found = (Finding("D502", Severity.NOTE, message),)
    write_safely(place.path, content, meeting.prove, lambda now: now in (None, place.found))
    return Written(place.path, content, found, meeting.merged)


def _place(draft: Draft, target: Path, *, fresh: bool) -> _Place:
    """Return where a deck goes: to its target, or to a free name beside it when the two cannot be made one."""
    first = _judged(target, draft)
    _refuse_other(target, first.origin, draft.marks.source)
    frozen = any(slide.frozen for slide in draft.placed.slides)
    if fresh or (not draft.adopts and (first.found is None or (first.ours and not frozen))):
        return first
    meeting = _meeting(draft, first.found)
    if meeting.content is not None:
        return first._replace(meeting=meeting)
    if first.ours and not draft.adopts:
        return first
    if draft.adopts:
        raise OutputError(f"{draft.adopts} cannot be made the deck of {draft.marks.source}: {meeting.why}; nothing was changed")
    names = itertools.chain(["new"], (f"new-{n}" for n in itertools.count(2)))
    beside = (_judged(target.with_suffix(f".{name}.pptx"), draft) for name in names)
    return next(place for place in beside if place.ours and place.origin == draft.marks.source)._replace(why=meeting.why)


def _meeting(draft: Draft, found: bytes | None) -> Meeting:
    """Return what shall become of a deck that was edited; one that cannot be read cannot be merged."""
    try:
        return draft.meet(found)
    except OutputError as error:
        return Meeting(None, why=error.message)


def _refuse_other(target: Path, origin: str, source: str) -> None:
    """Raise an OutputError for a deck that was made from another article."""
    if origin != source:
        message = f"{target.name} was made from {origin}, not from {source}"
        raise OutputError(f"{message}; give one of them another `slug`, use `-o`, or move that deck away")


def _judged(path: Path, draft: Draft) -> _Place:
    """Return what lies at a place; what tells no article is taken to be of the draft's."""
    refuse_folder(path)
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

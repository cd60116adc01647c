"""Which template a deck is made on: the one that is asked for, or the one that the deck on the disk has (docs/analysis/relaying.md)."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from typing import NamedTuple

from deck.errors import DeckError
from deck.findings import Finding, Severity
from deck.known import known_build
from deck.ledger import kept_template, load_content
from deck.model.marks import Marks, Seal
from deck.ooxml import read_seal


class Named(NamedTuple):
    """The template that a build is asked for: its file, and whether the command line names it.

    `usual` is what the settings name, the command line aside, and `usual_file` where that lies (None: nowhere).
    """

    file: Path
    asked: bool
    usual: str
    usual_file: Path | None


class Choice(NamedTuple):
    """The template that a deck is made on. `asked`: for the command line asked for it, now or when the deck was made.

    `relays`: an edited deck that is on another one goes over to it. `findings` tell of a template that changed and is not taken. `reads`
    are the files of templates that the choice depends on.
    """

    file: Path
    usual: str
    asked: bool = False
    relays: bool = False
    findings: tuple[Finding, ...] = ()
    reads: tuple[Path, ...] = ()


def template_for(target: Path, named: Named, origin: str, *, fresh: bool) -> Choice:
    """Return the template for the deck of an article (`origin`) at its target."""
    seal = None if fresh else _standing(target, origin)
    marks = None if seal is None else seal.marks
    wanted = _sha256(named.file)
    choice = Choice(named.file, named.usual, _is_asked(named, wanted), relays=named.asked, reads=(named.file,))
    if seal is None or marks is None:
        return choice
    if wanted == marks.template:
        return choice._replace(asked=choice.asked if named.asked else marks.asked, relays=True)
    if named.asked or named.usual != marks.usual or (seal.unbroken and not seal.merged and not marks.asked):
        return choice._replace(relays=True)
    kept = kept_template(target, marks.template)
    if kept is not None and marks.asked:
        return choice._replace(file=kept, asked=True, relays=True, reads=(named.file, kept))
    told, reads = (_changed(named, kept),), tuple(filter(None, (named.file, kept)))
    return choice._replace(file=kept or named.file, asked=marks.asked, relays=kept is not None, findings=told, reads=reads)


def template_of(target: Path, content: bytes) -> Marks | None:
    """Return the marks of a deck, or of the build that it is of, which tell the template it was made on; None where nothing tells."""
    marks = read_seal(content).marks
    if marks is not None and marks.template:
        return marks
    wrote = load_content(target, known_build(target, content))
    marks = None if wrote is None else read_seal(wrote).marks
    return marks if marks is not None and marks.template else None


def _standing(target: Path, origin: str) -> Seal | None:
    """Return whose the deck on the disk is, with the template that it was made on; None where nothing tells."""
    with contextlib.suppress(OSError, DeckError):
        content = target.read_bytes()
        seal = read_seal(content)
        marks = template_of(target, content)
        if marks is not None and (seal.marks or marks).source == origin:
            return seal._replace(marks=marks)
    return None


def _is_asked(named: Named, wanted: str) -> bool:
    """Tell whether the command line asks for another template than the settings name."""
    return named.asked and (named.usual_file is None or _sha256(named.usual_file) != wanted)


def _changed(named: Named, kept: Path | None) -> Finding:
    if kept is None:
        message = f"the template that the deck was made on is not kept here; `-t {named.usual}` lays it anew on that one"
    else:
        message = (
            f"{named.usual} changed since the deck was made, which keeps its masters; `-t {named.usual}` lays it anew on what it is now"
        )
    return Finding("D507", Severity.WARNING, message)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""A deck that lies on the disk and what its article says now -> the deck as it shall be (docs/analysis/merge.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from deck import office
from deck.errors import OfficeError, OutputError, UsageError
from deck.findings import Finding, Severity
from deck.fit import settled
from deck.guard import Meeting, Written
from deck.ledger import (
    bases_of,
    drop_report,
    load_base,
    load_content,
    newer_base,
    report_of,
    save_report,
    save_washed,
    washed,
)
from deck.match import heirs, match
from deck.merge import Base, merge
from deck.merge.dress import dressed, likeness
from deck.merge.revealed import revealed
from deck.model.found import FoundDeck, FoundSlide
from deck.model.marks import Marks
from deck.model.merged import Merged, Side, Wishes
from deck.model.pairs import Pairs
from deck.model.placed import PlacedDeck
from deck.model.template import Template
from deck.ooxml import (
    core_fields,
    known_as,
    merged_bytes,
    merged_proof,
    overlaid,
    proof,
    read_base,
    read_found,
    read_properties,
    read_seal,
)
from deck.places import shown
from deck.telling import findings, merge_report

# what LibreOffice calls itself in a file that it saved
LIBREOFFICE = "LibreOffice"
# so much of the formatting is as we wrote it where the program that saved a file left it alone; from the second share on it is compared
UNTOUCHED, COMPARABLE = 0.95, 0.5
EMU_PER_CM = 360_000
# a deck that shares fewer of its paragraphs with what we wrote is no deck of ours
OURS = 0.3


class Aim(NamedTuple):
    """The deck that an article makes now: what was meant, its bytes and marks, its template, and what is asked for beside.

    `keeps`: what LibreOffice makes of a base is kept beside the deck for the next time.
    """

    placed: PlacedDeck
    content: bytes
    marks: Marks
    template: Template
    wishes: Wishes
    keeps: bool = True


class Known(NamedTuple):
    """What we wrote when a deck on the disk was built: the build, the deck as it was meant, and its file, where that is still there."""

    build: str
    meant: FoundDeck
    content: bytes | None
    placed: PlacedDeck | None


def build_in(content: bytes) -> str:
    """Return the id of the build that a .pptx is of, "" where it tells none. Raises OutputError for what is no .pptx."""
    marks = read_seal(content).marks
    return marks.build if marks else read_properties(content).build


def known_build(target: Path, content: bytes) -> str:
    """Return the id of the build that a deck is of; of one that tells none, that of the base which it has most in common with."""
    build = build_in(content)
    return build if build or not bases_of(target) else _likest(target, read_found(content))


def meet(aim: Aim, target: Path, file: bytes | None, disk: bytes | None) -> Meeting:
    """Return what shall become of a deck that lies on the disk, where `target` is; with a `file`, that is merged into it first.

    Raises OutputError for what is no .pptx, and for a deck of a later version of the program.
    """
    if file is not None:
        return _merged(aim, target, file if disk is None else _with_what_lies_there(aim, target, file, disk))
    if disk is None:
        nothing = FoundDeck(())
        made = merge(Base(nothing, nothing), nothing, read_found(aim.content), Pairs({}, {}), Pairs({}, {}))
        return Meeting(aim.content, lambda written: proof(written, aim.placed), merged=made)
    return _merged(aim, target, disk)


def keep_report(written: Written, target: Path, title: str) -> str:
    """Keep what was merged, in words, for a person to look up, and return where; "" where there is nothing new to tell.

    Where the article changed nothing the last report stays: it may have texts of the article that are nowhere else. One about a deck that
    was made anew goes.
    """
    merged = written.merged
    if merged is None:
        if written.path == target:
            drop_report(target)
        return ""
    again = not (merged.changes or merged.conflicts) and report_of(target).exists()
    text = "" if again else merge_report(merged, title)
    return shown(save_report(target, text), Path.cwd()) if text else ""


def came_back(file: Path, target: Path, source: str) -> bytes:
    """Return a file that came back. Raises OutputError where it cannot be the deck, UsageError where it is that already."""
    try:
        content = file.read_bytes()
        here = target.exists() and file.samefile(target)
    except OSError as error:
        raise OutputError(f"{file}: cannot be read: {error.strerror or error}; name the deck that came back") from error
    if here:
        raise UsageError(f"{file} is the deck itself; `deck build` keeps what you did to it")
    try:
        read_found(content)
        marks = read_seal(content).marks
    except OutputError as error:
        raise OutputError(f"{file}: {error.message}; nothing was changed") from error
    if marks and marks.source != source:
        raise OutputError(f"{file} was made from {marks.source}, not from {source}; name the article that it was made from")
    return content


def _with_what_lies_there(aim: Aim, target: Path, file: bytes, disk: bytes) -> bytes:
    try:
        return adopted(aim, target, file, disk)
    except OutputError as error:
        raise OutputError(f"{target.name}, with which it would be merged: {error.message}") from error


def _merged(aim: Aim, target: Path, disk: bytes) -> Meeting:
    found = read_found(disk)
    if not found.slides:
        return Meeting(None, why="it has no slides")
    base = _base(target, disk, found)
    if base is None:
        return Meeting(None, why=_unknown(target, build_in(disk)))
    new = known_as(read_found(aim.content), aim.placed)
    if (found.width, found.height) != (new.width, new.height):
        return Meeting(None, why=f"its slides are {_size(found)}, and the template's {_size(new)}; set their size back")
    if base.content is None:
        base = base._replace(meant=revealed(base.meant, found, new))
    was = match(found, base.meant)
    saved, share = _as_saved(aim, target, base, found, was)
    found = found._replace(looks=share >= COMPARABLE)
    merged = merge(Base(base.meant, saved), found, new, was, heirs(base.meant, new), aim.wishes)
    if _idle(merged, found) and base.build == aim.marks.build:
        return Meeting(disk, merged=merged)
    if not merged.edits and found.looks and saved is not base.meant and (saved.program, saved.designs) == (found.program, found.designs):
        # nothing in it is a hand's: better as we write it than as another program rewrote it
        return Meeting(aim.content, lambda written: proof(written, aim.placed), merged=merged)
    merged, told = settled(merged, found, new, aim.template)
    content = merged_bytes(disk, aim.content, merged, aim.marks, _properties(base, aim, disk))
    told = (*findings(merged), *told, *_other_template(base, new))
    return Meeting(content, lambda written: merged_proof(written, disk, aim.content, merged), told, merged)


def _other_template(base: Known, new: FoundDeck) -> Iterator[Finding]:
    """Yield a warning where the article's template is no longer the one that an edited deck is on."""
    if base.meant.designs and base.meant.designs != new.designs:
        message = "the template changed; a deck with edits keeps the old one; build with `--fresh` for the new one (a backup is kept)"
        yield Finding("D507", Severity.WARNING, message)


def _size(deck: FoundDeck) -> str:
    """Return the size of a deck's slides in centimetres."""
    width, height = (f"{round(side / EMU_PER_CM, 2):g}" for side in (deck.width, deck.height))
    return f"{width} x {height} cm"


def _unknown(target: Path, build: str) -> str:
    """Return why nothing is known of what was written when a deck was built."""
    if not build:
        return "it has no marks of `deck`, and is like nothing that was built here"
    if newer_base(target, build):
        return "it was built by a later version of `deck`; upgrade"
    return "it was edited, and what was built is not known here"


def adopted(aim: Aim, target: Path, file: bytes, disk: bytes) -> bytes:
    """Return a file that came back with what hands did since to the deck that it was a copy of."""
    found, now = read_found(file), read_found(disk)
    seal = read_seal(disk)
    if seal.unbroken and not seal.merged:
        return file
    base = _base(target, file, found)
    if base is None or seal.marks is None:
        return file
    was, here = match(found, base.meant), match(now, base.meant)
    saved, share = _as_saved(aim, target, base, found, was)
    became = Pairs({b: a for a, b in here.slides.items()}, {b: a for a, b in here.shapes.items()})
    merged = merge(Base(base.meant, saved), found._replace(looks=share >= COMPARABLE), now, was, became)
    return merged_bytes(file, disk, merged, seal.marks)


def _base(target: Path, disk: bytes, found: FoundDeck) -> Known | None:
    """Return what we wrote when a deck was built, None where that is not known."""
    build = build_in(disk)
    if not build:
        build = _likest(target, found)
        return _kept(target, build) if build else None
    kept = _kept(target, build)
    if kept is not None:
        return kept
    embedded = read_base(disk)
    return None if embedded is None else Known(build, embedded, None, None)


def _kept(target: Path, build: str) -> Known | None:
    """Return what is kept of a build beside its deck, None where that is gone."""
    content, placed = load_content(target, build), load_base(target, build)
    if content is None or placed is None:
        return None
    return Known(build, known_as(read_found(content), placed), content, placed)


def _likest(target: Path, found: FoundDeck) -> str:
    """Return the build kept for a deck that has most paragraphs in common with a file that tells none; "" where none has many."""
    said = _digests(found)
    best, most = "", OURS * sum(said.values())
    for build in bases_of(target):
        content = load_content(target, build)
        shared = 0 if content is None else sum((_digests(read_found(content)) & said).values())
        if shared > most:
            best, most = build, shared
    return best


def _digests(deck: FoundDeck) -> Counter[str]:
    return Counter(digest for slide in deck.slides for digest in _said(slide))


def _said(slide: FoundSlide) -> Iterator[str]:
    """Yield the digests of all that a slide says."""
    for body in chain((body for shape in slide.shapes for body in shape.bodies), (slide.notes,)):
        yield from (paragraph.digest for paragraph in body if paragraph.text.strip() or not paragraph.runs)


def _as_saved(aim: Aim, target: Path, base: Known, found: FoundDeck, was: Pairs) -> tuple[FoundDeck, float]:
    """Return the base as the program that saved the disk would have saved it, and how much of the disk's formatting is like that."""
    meant = base.meant
    if base.content is not None and not any(slide.key or slide.number for slide in found.slides):
        # to which slide a link leads is not to be told where no slide tells who it is
        bare = overlaid(read_found(base.content, linked=False), meant)
        meant = bare or meant
    share = likeness(found, meant, was)
    if not found.program.startswith(LIBREOFFICE):
        return meant, share
    versions = [meant]
    if base.content is not None and office.available():
        for way in ("pptx", "odp"):
            if share < UNTOUCHED and (other := _washed(aim, target, base, base.content, way)) is not None:
                versions.insert(0, other)
                share = likeness(found, dressed(found, versions, was), was)
    saved = dressed(found, versions, was)
    return _on_layouts_of(found, saved, was), likeness(found, saved, was)


def _on_layouts_of(found: FoundDeck, saved: FoundDeck, was: Pairs) -> FoundDeck:
    """Return the base on the layouts that the disk has: LibreOffice 7.4 renames them at every save, so that their names tell nothing."""
    slides = list(saved.slides)
    for n, i in was.slides.items():
        slides[i] = slides[i]._replace(layout=found.slides[n].layout)
    return saved._replace(slides=tuple(slides))


def _washed(aim: Aim, target: Path, base: Known, content: bytes, way: office.Way) -> FoundDeck | None:
    """Return the base as LibreOffice saves it, None where it fails or changes what there is on a slide."""
    try:
        key = f"{office.version()} {way}"
        saved = washed(target, base.build, key)
        if saved is None:
            saved = office.resaved(content, way)
            if aim.keeps:
                save_washed(target, base.build, key, saved)
    except OfficeError:
        return None
    return overlaid(read_found(saved), base.meant)


def _idle(merged: Merged, found: FoundDeck) -> bool:
    """Tell whether a merge leaves the disk as it is."""
    return [slide.disk for slide in merged.slides] == list(range(len(found.slides))) and all(
        slide.whole is Side.DISK and slide.hidden == found.slides[slide.disk or 0].hidden for slide in merged.slides
    )


def _properties(base: Known, aim: Aim, disk: bytes) -> Mapping[str, str]:
    """Return the core properties that the article changed and no hand did."""
    if base.placed is None:
        return {}
    was, theirs = core_fields(base.placed), read_properties(disk).core
    return {name: value for name, value in core_fields(aim.placed).items() if value != was[name] and theirs.get(name, "") == was[name]}

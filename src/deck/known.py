"""What we wrote when a deck on the disk was built: found by its marks, else by what it says; and as other programs would have saved it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from deck import office
from deck.errors import OfficeError
from deck.ledger import bases_of, load_base, load_content, newer_base, save_washed, washed
from deck.merge.dress import dressed, likeness
from deck.model.found import LIBREOFFICE, FoundDeck, FoundSlide
from deck.model.pairs import Pairs
from deck.model.placed import PlacedDeck
from deck.ooxml import base_digests, known_as, overlaid, read_base, read_found, read_properties, read_seal

# so much of the formatting is as we wrote it where the program that saved a file left it alone; from the second share on it is compared
UNTOUCHED, COMPARABLE = 0.95, 0.5
# a deck that shares less of its paragraphs with what we wrote is no deck of ours
OURS = 0.3


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


def unknown(target: Path, build: str) -> str:
    """Return why nothing is known of what was written when a deck was built."""
    if not build:
        return "it has no marks of `deck`, and is like nothing that was built here"
    if newer_base(target, build):
        return "it was built by a later version of `deck`; upgrade"
    return "it was edited, and what was built is not known here"


def base_of(target: Path, disk: bytes, found: FoundDeck) -> Known | None:
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
    """Return the build kept for a deck that is most like a file which tells none; "" where none has much in common with it.

    What one of them has besides counts against it: of a talk that grew, each build has all that those before it said.
    """
    said = _digests(found)
    best, most = "", 0.0
    for build in bases_of(target):
        there = base_digests(load_content(target, build) or b"")
        shared = (there & said).total()
        share = 2 * shared / max(1, there.total() + said.total())
        if share > most and shared >= OURS * said.total():
            best, most = build, share
        if share == 1:
            break
    return best


def _digests(deck: FoundDeck) -> Counter[str]:
    return Counter(digest for slide in deck.slides for digest in _said(slide))


def _said(slide: FoundSlide) -> Iterator[str]:
    """Yield the digests of all that a slide says."""
    for body in chain((body for shape in slide.shapes for body in shape.bodies), (slide.notes,)):
        yield from (paragraph.digest for paragraph in body if paragraph.text.strip() or not paragraph.runs)


def as_saved(target: Path, base: Known, found: FoundDeck, was: Pairs, *, keeps: bool) -> tuple[FoundDeck, float]:
    """Return the base as the program that saved the disk would have saved it, and how much of the disk's formatting is like that.

    `keeps`: what LibreOffice makes of the base is kept beside the deck for the next time.
    """
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
            if share < UNTOUCHED and (other := _washed(target, base, base.content, way, keeps=keeps)) is not None:
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


def _washed(target: Path, base: Known, content: bytes, way: office.Way, *, keeps: bool) -> FoundDeck | None:
    """Return the base as LibreOffice saves it, None where it fails or changes what there is on a slide."""
    try:
        key = f"{office.version()} {way}"
        saved = washed(target, base.build, key)
        if saved is None:
            saved = office.resaved(content, way)
            if keeps:
                save_washed(target, base.build, key, saved)
    except OfficeError:
        return None
    return overlaid(read_found(saved), base.meant)

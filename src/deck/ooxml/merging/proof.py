"""The proof of a merge: the file read back and compared with what was meant."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from lxml import etree

from deck.model.merged import Merged, MergedBody, MergedParagraph, MergedShape, MergedSlide, Side
from deck.model.pairs import Spot
from deck.ooxml.merging.boxes import box_of, xfrm_of
from deck.ooxml.merging.faults import faults
from deck.ooxml.merging.marks import PREFIX
from deck.ooxml.merging.opened import Opened, opened
from deck.ooxml.merging.sides import paragraph_at
from deck.ooxml.merging.slides import is_whole
from deck.ooxml.names import A, P, R
from deck.ooxml.package import BROKEN
from deck.ooxml.places import bodies_of, characters, paragraphs_of

Texts = list[list[str]]


class Decks(NamedTuple):
    """The deck on disk, the new one, and the one that was written; `relaid`: it went over to the masters of the new one."""

    disk: Opened
    new: Opened
    written: Opened
    relaid: bool = False

    def of(self, side: Side) -> Opened:
        return self.disk if side is Side.DISK else self.new


def merged_proof(content: bytes, disk: bytes, new: bytes, merged: Merged) -> tuple[str, ...]:
    """Return in what a written merge differs from what was meant, and what is broken in it and was not in the deck on disk."""
    decks = Decks(opened(disk), opened(new), opened(content), merged.relaid)
    if len(decks.written.slides) != len(merged.slides):
        return (f"{len(decks.written.slides)} slides for {len(merged.slides)}",)
    try:
        differences = sorted(faults(decks.written) - faults(decks.disk))
        differences += [f"slide {n + 1}: {word}" for n, slide in enumerate(merged.slides) for word in _of_slide(n, slide, decks)]
    except BROKEN as error:
        return (f"it cannot be read: {error!r}",)
    return tuple(differences)


def _of_slide(n: int, slide: MergedSlide, decks: Decks) -> Iterator[str]:
    name, shapes = decks.written.slides[n], decks.written.shapes(n)
    root = decks.written.root(name)
    if slide.disk is not None and name != decks.disk.slides[slide.disk]:
        yield "it is in another part"
    if slide.hidden != (root.get("show") in ("0", "false")):
        yield "hidden"
    named = root.find(f"{{{P}}}cSld")
    if slide.key and (named is None or named.get("name") != PREFIX + slide.key):
        yield "its name"
    if _spoken(slide, decks) != [text for text in map(characters, decks.written.spoken(n)) if text]:
        yield "its notes"
    if slide.disk is not None and is_whole(slide) is Side.DISK and decks.written.parts[name] == decks.disk.parts[name]:
        return
    meant = _shapes_meant(slide, decks)
    if len(meant) != len(shapes):
        yield f"{len(shapes)} shapes for {len(meant)}"
        return
    for m, (shape, wanted) in enumerate(zip(shapes, meant, strict=True), 1):
        yield from (f"shape {m}: {word}" for word in _of_shape((n, m - 1), shape, wanted, decks))


def _shapes_meant(slide: MergedSlide, decks: Decks) -> list[MergedShape]:
    whole = is_whole(slide)
    if whole is Side.DISK and slide.disk is not None:
        return [MergedShape(disk=(slide.disk, n)) for n in range(len(decks.disk.shapes(slide.disk)))]
    if whole is Side.NEW and slide.new is not None:
        return [MergedShape(new=(slide.new, n)) for n in range(len(decks.new.shapes(slide.new)))]
    return list(slide.shapes)


def _of_shape(spot: Spot, shape: etree._Element, meant: MergedShape, decks: Decks) -> Iterator[str]:
    for wanted, found in zip_longest(_texts_meant(meant, decks), _texts(shape)):
        if wanted != found:
            yield f"“{wanted}” is “{found}”"
    if not _sized(shape, meant):
        yield "the size of its characters"
    side = Side.NEW if meant.disk is None else Side.DISK if meant.new is None else meant.picture
    if _picture(decks.written, spot) != _picture(decks.of(side), _on(side, meant)):
        yield "its picture"
    side = Side.NEW if meant.disk is None else Side.DISK if meant.new is None else meant.place
    if not (decks.relaid and _follows(meant, decks)) and not _stands(side, _on(side, meant), spot, decks):
        yield "its place"


def _on(side: Side, meant: MergedShape) -> Spot:
    spot = meant.disk if side is Side.DISK else meant.new
    return (0, 0) if spot is None else spot


def _texts_meant(meant: MergedShape, decks: Decks) -> Texts:
    if meant.bodies is not None:
        return [_said(body, decks) or [""] for body in meant.bodies]
    side = Side.NEW if meant.disk is None else Side.DISK
    place, number = _on(side, meant)
    return _texts(decks.of(side).shapes(place)[number])


def _texts(shape: etree._Element) -> Texts:
    """Return the paragraphs of each text; of a shape that has none of its own, all that stands inside it."""
    bodies = bodies_of(shape)
    if bodies:
        return [[characters(paragraph) for paragraph in paragraphs_of(body)] for body in bodies]
    inside = [found.text or "" for found in shape.iter(f"{{{A}}}t")]
    return [inside] if inside else []


def _said(body: MergedBody, decks: Decks) -> list[str]:
    return [_words(paragraph, decks) for paragraph in body]


def _words(meant: MergedParagraph, decks: Decks) -> str:
    disk = "" if meant.disk is None else characters(paragraph_at(decks.disk, meant.disk))
    new = "" if meant.new is None else characters(paragraph_at(decks.new, meant.new))
    if meant.disk is None or meant.new is None:
        return disk or new
    return "".join((disk if piece.side is Side.DISK else new)[piece.start : piece.end] for piece in meant.pieces)


def _spoken(slide: MergedSlide, decks: Decks) -> list[str]:
    """Return the paragraphs meant for the notes; empty ones do not count, for a notes slide has one where it says nothing."""
    if slide.notes is not None and is_whole(slide) is None:
        return [text for text in _said(slide.notes, decks) if text]
    side = is_whole(slide) or (Side.NEW if slide.disk is None else Side.DISK)
    place = slide.disk if side is Side.DISK else slide.new
    return [] if place is None else [text for text in map(characters, decks.of(side).spoken(place)) if text]


def _sized(shape: etree._Element, meant: MergedShape) -> bool:
    """Tell whether the characters whose size was given have it."""
    for body, texts in zip(bodies_of(shape), meant.bodies or (), strict=False):
        for paragraph, wanted in zip(paragraphs_of(body), texts, strict=False):
            if wanted.size is not None:
                looks = [run.find(f"{{{A}}}rPr") for run in paragraph.iter(f"{{{A}}}r", f"{{{A}}}br", f"{{{A}}}fld")]
                if any(look is None or look.get("sz") != str(round(wanted.size * 100)) for look in looks):
                    return False
    return True


def _picture(package: Opened, spot: Spot) -> str:
    """Return the digest of a picture's bytes, "" for a shape that is none."""
    shape = package.shapes(spot[0])[spot[1]]
    blip = shape.find(f"{{{P}}}blipFill/{{{A}}}blip")
    row = None if blip is None else package.rows(package.slides[spot[0]]).get(str(blip.get(f"{{{R}}}embed")))
    return "" if row is None or row.target not in package.parts else hashlib.sha256(package.parts[row.target]).hexdigest()


def _follows(meant: MergedShape, decks: Decks) -> bool:
    """Tell whether a shape of the disk goes where another template has its placeholder, for it has no place of its own."""
    spot = meant.disk if meant.new is None or meant.place is Side.DISK else None
    return spot is not None and xfrm_of(decks.disk.shapes(spot[0])[spot[1]]) is None


def _stands(side: Side, there: Spot, here: Spot, decks: Decks) -> bool:
    """Tell whether a shape stands where it was; a new one that inherits its place goes where the layout on the disk has it."""
    source, written = decks.of(side), decks.written
    old, shape = source.shapes(there[0])[there[1]], written.shapes(here[0])[here[1]]
    if xfrm_of(shape) is None and xfrm_of(old) is None and side is Side.NEW:
        return True
    layout = source.layout(source.slides[there[0]])
    return box_of(source, layout, old) == box_of(written, written.layout(written.slides[here[0]]), shape)

"""Texts that a merge put together, or in another place: measured, and made smaller where they do not fit and no hand set their size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from deck.findings import Finding, Severity
from deck.fit.filling import Frame, set_plainly
from deck.fit.merged_text import Decks, Smaller, Text, body_of, evened, text_of, whole, with_sizes
from deck.fit.pieces import FLOOR
from deck.model.found import FoundDeck, FoundShape
from deck.model.merged import Merged, MergedBody, MergedShape, MergedSlide, Side
from deck.model.template import Layout, Placeholder, Template
from deck.model.units import Box

# sizes in points that the largest text of a shape is tried at, descending
STEPS = (80.0, 72.0, 64.0, 54.0, 48.0, 44.0, 40.0, 36.0, 34.0, 32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0, FLOOR)
# what is small already, and read by nobody from the last row, may be smaller
SMALL_STEPS = (16.0, 14.0, 12.0)
TITLES = ("title", "ctrTitle")
# shapes that are set alike: "Lead 1" and "Lead 2"
RANKED = re.compile(r"(.+) \d+")
# boxes as near as this (EMU) are one: programs round places
NEAR = 2000


class _Seated(NamedTuple):
    """A shape's text in its placeholder: `n` is the shape's place in the result, `rank` the name that it shares with its like.

    `moved`: neither side has this text in this place.
    """

    n: int
    name: str
    rank: str
    frame: Frame
    text: Text
    moved: bool


def settled(merged: Merged, disk: FoundDeck, new: FoundDeck, template: Template) -> tuple[Merged, tuple[Finding, ...]]:
    """Return the merge with sizes at which its texts fit, and a finding for each that does not fit even when it is small.

    A slide that is one side's as a whole stays as it is, and so does a text that one side has in the same place. Tables stay, too.
    """
    decks = Decks(disk, new)
    slides: list[MergedSlide] = []
    found: list[Finding] = []
    for number, slide in enumerate(merged.slides, 1):
        seated = list(_seated(slide, decks, template, merged.relaid)) if any(_may_move(slide, shape) for shape in slide.shapes) else []
        shapes = list(slide.shapes)
        if any(one.moved for one in seated):
            sizes = _sizes(seated)
            for one in seated:
                text = with_sizes(one.text, sizes.get(one.rank or str(one.n), {}))
                if any(paragraph.merged.size for paragraph in text):
                    shapes[one.n] = shapes[one.n]._replace(bodies=(tuple(paragraph.merged for paragraph in text),))
                if one.moved and not _fits(one.frame, text, {}, torn=True):
                    found.append(_too_long(number, slide, one, text))
        slides.append(slide._replace(shapes=tuple(shapes)))
    return merged._replace(slides=tuple(slides)), tuple(found)


def _may_move(slide: MergedSlide, shape: MergedShape) -> bool:
    """Tell whether a shape of the result may have another text, or stand elsewhere, than on either side."""
    if slide.whole:
        return False
    return shape.bodies is not None or (shape.disk is not None and Side.NEW in (shape.place, slide.layout))


def _seated(slide: MergedSlide, decks: Decks, template: Template, relaid: bool) -> Iterator[_Seated]:
    """Yield the texts of a slide that stand in placeholders which the template knows; `relaid`: the disk's deck is on another one."""
    before = decks.disk.slides[slide.disk].layout if slide.disk is not None else ""
    now = decks.new.slides[slide.new].layout if slide.new is not None else ""
    kept = template.named(before) if slide.layout is Side.DISK else None
    # a layout that LibreOffice renamed is the one that the slide has now
    layout = kept or template.named(now)
    if layout is None:
        return
    for n, shape in enumerate(slide.shapes):
        theirs, ours = decks.shape(Side.DISK, shape.disk), decks.shape(Side.NEW, shape.new)
        body, seat = body_of(shape, theirs, ours), _seat(layout, shape, theirs, ours)
        if seat is None or not body:
            continue
        frame = Frame(str(n), seat)
        text = text_of(body, decks, frame)
        there = not relaid and (slide.layout is Side.DISK or layout.name == before)
        same = (there and _stays(text, theirs, whole(Side.DISK, shape.disk, theirs), decks, frame)) or (
            layout.name == now and _stays(text, ours, whole(Side.NEW, shape.new, ours), decks, frame)
        )
        ranked = RANKED.fullmatch(ours.name) if ours else None
        name = ours.name if ours else theirs.name if theirs else ""
        text = text if same else evened(text, decks, frame)
        yield _Seated(n, name, ranked.group(1) if ranked else "", frame, text, not same)


def _seat(layout: Layout, shape: MergedShape, theirs: FoundShape | None, ours: FoundShape | None) -> Placeholder | None:
    """Return the placeholder that a shape of the result fills, where it will stand; None for what is none."""
    holder = next((found for side in (ours, theirs) if side and (found := _holder(layout, side))), None)
    if holder is None:
        return None
    looks = ours if theirs is None or (ours and shape.look is Side.NEW) else theirs
    box = ours.box if ours and (theirs is None or shape.place is Side.NEW) else _own_box(theirs)
    insets = looks.insets if looks else ()
    if insets:
        left, top, right, bottom = (usual if own is None else own for own, usual in zip(insets, holder.insets, strict=True))
        holder = holder._replace(insets=(left, top, right, bottom))
    return holder._replace(box=box or holder.box)


def _own_box(shape: FoundShape | None) -> Box | None:
    return shape.box if shape and shape.own_box else None


def _holder(layout: Layout, shape: FoundShape) -> Placeholder | None:
    if shape.kind in TITLES:
        return layout.title
    return next((holder for holder in layout.placeholders if shape.kind and holder.idx == shape.idx and holder.kind not in TITLES), None)


def _stays(text: Text, side: FoundShape | None, body: MergedBody, decks: Decks, frame: Frame) -> bool:
    """Tell whether one side has the same text, of the same sizes, in the same place."""
    if side is None or not (side.box is None or _near(side.box, frame.placeholder.box)):
        return False
    return [paragraph.placed for paragraph in text] == [paragraph.placed for paragraph in text_of(body, decks, frame)]


def _near(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def _sizes(seated: list[_Seated]) -> dict[str, Smaller]:
    """Return the sizes that give way, by the rank of shapes or the place of one that is alone in its rank."""
    sizes: dict[str, dict[tuple[int, float], float]] = {}
    for one in seated:
        if one.moved:
            known = sizes.setdefault(one.rank or str(one.n), {})
            for rank, size in _shrunk(one.frame, one.text).items():
                known[rank] = min(size, known.get(rank, size))
    return dict(sizes)


def _shrunk(frame: Frame, text: Text) -> Smaller:
    """Return the sizes of a text that give way, all in one proportion, until it fits; nothing where it fits as it is."""
    free = {paragraph.rank for paragraph in text if not paragraph.merged.sized}
    if not free or _fits(frame, text, {}):
        return {}
    largest = max(size for _, size in free)
    smaller: Smaller = {}
    for step in (step for step in (*STEPS, *(SMALL_STEPS if largest < FLOOR else ())) if step < largest):
        smaller = {(level, size): max(_floor(size), float(int(size * step / largest))) for level, size in free}
        if _fits(frame, text, smaller):
            break
    return smaller


def _floor(size: float) -> float:
    return FLOOR if size >= FLOOR else min(size, SMALL_STEPS[-1])


def _fits(frame: Frame, text: Text, smaller: Smaller, *, torn: bool = False) -> bool:
    """Tell whether a text fits at smaller sizes, where a word may be `torn` or not."""
    filled = set_plainly(frame, tuple(paragraph.at(smaller) for paragraph in text))
    return filled.fits and (torn or not filled.torn)


def _too_long(number: int, slide: MergedSlide, one: _Seated, text: Text) -> Finding:
    least = min(paragraph.placed.size or FLOOR for paragraph in text)
    message = f"slide {number}: “{one.name}” has more text than fits, even at {least:g} points; shorten what you or the article wrote"
    return Finding("D506", Severity.WARNING, message, None, slide.key)

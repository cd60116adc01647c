"""What a hand did to a deck: the disk compared with what we wrote, as the program that saved it last would have saved that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from deck.merge.lines import aligned
from deck.merge.sequence import displaced
from deck.merge.trio import Trio
from deck.model.found import EMPTY, LIBREOFFICE, Body, FoundParagraph, FoundShape
from deck.model.merged import Deed, HandEdit
from deck.model.units import Box

# programs round places and sizes to their own units, at most by so much (EMU), and crops (1/1000 %)
ROUNDING, CROP_ROUNDING = 2_000, 500
# the frame of a slide: what stands in these is made by programs
FURNITURE = ("sldNum", "dt")
# LibreOffice 7.4 writes the formatting of the frame out, or leaves it to the layout, as the slide came to it: both are nobody's
FRAME = ("ftr", *FURNITURE)


class Touch(NamedTuple):
    """What a hand did to a shape that is ours: the kinds of deeds, and which paragraph of each body (disk) was which (base)."""

    deeds: frozenset[Deed]
    lines: tuple[Mapping[int, int], ...]


class Work(NamedTuple):
    """What a hand did to a slide of ours, told one by one in `edits`.

    `shapes` are those that are still there, by place on the disk; `added` are places on the disk, `lost` places in the base.
    """

    edits: tuple[HandEdit, ...]
    shapes: Mapping[int, Touch]
    added: frozenset[int]
    lost: frozenset[int]
    deeds: frozenset[Deed]


def work_on(trio: Trio, place: int) -> Work:
    """Return what a hand did to the slide at a place of the disk, which is ours."""
    slide, origin = trio.disk.slides[place], trio.was.slides[place]
    saved = trio.base.saved.slides[origin]
    looks = trio.disk.looks and trio.base.saved.looks
    framed_anew = trio.base.saved.program.startswith(LIBREOFFICE)
    found: list[tuple[Deed, str, str, str, str]] = []
    shapes: dict[int, Touch] = {}
    for n, shape in enumerate(slide.shapes):
        spot = trio.was.shapes.get((place, n))
        if spot is None:
            continue
        lines = _lines(shape, trio.saved(spot))
        seen = looks and not (framed_anew and trio.meant(spot).kind in FRAME)
        made = list(_done_to_shape(shape, trio.saved(spot), lines, looks=seen))
        name = trio.base.meant.slides[spot[0]].shapes[spot[1]].name
        found += [(deed, name, was, now, "") for deed, was, now in made]
        shapes[n] = Touch(frozenset(deed for deed, _, _ in made), lines)
    added = frozenset(n for n in range(len(slide.shapes)) if n not in shapes)
    lost = frozenset(n for n in range(len(saved.shapes)) if (origin, n) not in trio.here.shapes)
    found += [(Deed.ADDED_SHAPE, slide.shapes[n].name, "", slide.shapes[n].text, "") for n in sorted(added)]
    meant = trio.base.meant.slides[origin].shapes
    found += [(Deed.DELETED_SHAPE, meant[n].name, meant[n].text, "", "") for n in sorted(lost)]
    if _drawn_otherwise(trio, place):
        found.append((Deed.REDRAWN, "", "", "", "order"))
    found += [(Deed.NOTES, "", was, now, "") for was, now in _done_to_notes(trio, place)]
    found += _done_to_slide(trio, place, looks=looks)
    title = slide.title or saved.title
    edits = tuple(HandEdit(deed, trio.base.meant.slides[origin].key, place + 1, title, *rest) for deed, *rest in found)
    return Work(edits, shapes, added, lost, frozenset(edit.deed for edit in edits))


def looks_changed(theirs: FoundParagraph, saved: FoundParagraph) -> bool:
    """Tell whether a hand formatted a paragraph; of one whose words changed only the sequence of looks counts."""
    if theirs.level != saved.level:
        return True
    return theirs.look != saved.look if theirs.digest == saved.digest else theirs.style != saved.style


def moved(one: Box | None, other: Box | None) -> bool:
    """Tell whether two boxes stand at different places."""
    return one is not None and other is not None and _apart((one.x, one.y), (other.x, other.y))


def resized(one: Box | None, other: Box | None) -> bool:
    return one is not None and other is not None and _apart((one.width, one.height), (other.width, other.height))


def notes_lines(trio: Trio, place: int) -> dict[int, int]:
    """Return which paragraph of a slide's notes on the disk is which of the base; derived lines are left out on both sides."""
    theirs, saved = trio.disk.slides[place].notes, trio.base.saved.slides[trio.was.slides[place]].notes
    left = own_notes(theirs, saved)
    right = [n for n, paragraph in enumerate(saved) if not paragraph.derived]
    pairs = aligned(tuple(theirs[n] for n in left), tuple(saved[n] for n in right), alone=True)
    return {left[a]: right[b] for a, b in pairs.items()}


def own_notes(theirs: Body, saved: Body) -> list[int]:
    """Return the places of the notes on the disk that are no derived line of the base, each of which is there once."""
    derived = [paragraph.digest for paragraph in saved if paragraph.derived]
    left: list[int] = []
    for n, paragraph in enumerate(theirs):
        if paragraph.digest in derived:
            derived.remove(paragraph.digest)
        else:
            left.append(n)
    return left


def _apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return any(abs(a - b) > ROUNDING for a, b in zip(one, other, strict=True))


def _lines(theirs: FoundShape, saved: FoundShape) -> tuple[Mapping[int, int], ...]:
    """Return which paragraph of each body is which; none where a table has other rows or columns."""
    if len(theirs.bodies) != len(saved.bodies) or theirs.columns != saved.columns:
        return ()
    return tuple(aligned(one, other, alone=True) for one, other in zip(theirs.bodies, saved.bodies, strict=True))


def _done_to_shape(
    theirs: FoundShape, saved: FoundShape, lines: tuple[Mapping[int, int], ...], *, looks: bool
) -> Iterator[tuple[Deed, str, str]]:
    """Yield what a hand did to a shape: the deed, what was there and what is there now."""
    if moved(theirs.box, saved.box):
        yield Deed.MOVED, "", ""
    if resized(theirs.box, saved.box) or theirs.turned != saved.turned:
        yield Deed.RESIZED, "", ""
    if theirs.image != saved.image:
        yield Deed.PICTURE, "", ""
    elif any(abs(a - b) > CROP_ROUNDING for a, b in zip(theirs.crop, saved.crop, strict=True)):
        yield Deed.CROPPED, "", ""
    if theirs.alt != saved.alt and (looks or theirs.alt):
        yield Deed.DESCRIBED, saved.alt, theirs.alt
    # a workbook that is gone was dropped by a program (LibreOffice 7.4), and by no hand
    if (looks and theirs.inside != saved.inside) or (theirs.book and theirs.book != saved.book):
        yield Deed.REDRAWN, "", ""
    restyled = looks and theirs.look != saved.look
    if saved.kind not in FURNITURE:
        if len(lines) != len(theirs.bodies) or len(lines) != len(saved.bodies):
            yield Deed.REWORDED, saved.text, theirs.text
        for one, other, pairs in zip(theirs.bodies, saved.bodies, lines, strict=False):
            yield from _done_to_text(one, other, pairs)
            restyled |= looks and any(looks_changed(one[a], other[b]) for a, b in pairs.items())
    if restyled:
        yield Deed.RESTYLED, "", theirs.text


def _done_to_text(theirs: Body, saved: Body, lines: Mapping[int, int]) -> Iterator[tuple[Deed, str, str]]:
    """Yield what a hand did to the paragraphs of a text."""
    for a, b in lines.items():
        if theirs[a].digest == EMPTY != saved[b].digest:
            yield Deed.DELETED_TEXT, saved[b].text, ""
        elif saved[b].digest == EMPTY != theirs[a].digest:
            yield Deed.ADDED_TEXT, "", theirs[a].text
        elif theirs[a].digest != saved[b].digest:
            yield Deed.REWORDED, saved[b].text, theirs[a].text
    yield from ((Deed.ADDED_TEXT, "", p.text) for n, p in enumerate(theirs) if n not in lines and p.digest != EMPTY)
    there = set(lines.values())
    yield from ((Deed.DELETED_TEXT, p.text, "") for n, p in enumerate(saved) if n not in there and p.digest != EMPTY)
    order = [lines[n] for n in sorted(lines)]
    yield from ((Deed.REORDERED_TEXT, "", saved[n].text) for n in displaced(sorted(order), order))


def _done_to_notes(trio: Trio, place: int) -> Iterator[tuple[str, str]]:
    """Yield what was in a slide's notes and what is there now, for every paragraph that a hand changed."""
    theirs, saved = trio.disk.slides[place].notes, trio.base.saved.slides[trio.was.slides[place]].notes
    if [paragraph.digest for paragraph in theirs] == [paragraph.digest for paragraph in saved]:
        return
    lines = notes_lines(trio, place)
    left = set(own_notes(theirs, saved))
    yield from ((saved[b].text, theirs[a].text) for a, b in lines.items() if theirs[a].digest != saved[b].digest)
    yield from (("", p.text) for n, p in enumerate(theirs) if n in left and n not in lines and p.digest != EMPTY)
    there = set(lines.values())
    yield from ((p.text, "") for n, p in enumerate(saved) if n not in there and not p.derived and p.digest != EMPTY)
    order = [lines[n] for n in sorted(lines)]
    yield from ((saved[n].text, saved[n].text) for n in displaced(sorted(order), order))


def _is_renamed(trio: Trio, layout: str) -> bool:
    """Tell whether another program gave a layout its name: then most of ours have such names, and are there under the old ones at most
    because a merge brought them along once more.
    """
    ours = set(trio.base.saved.layouts)
    return layout not in ours and 2 * len(set(trio.disk.layouts) - ours) > len(ours)


def _drawn_otherwise(trio: Trio, place: int) -> bool:
    """Tell whether the shapes of ours stand in another order of drawing."""
    spots = [trio.was.shapes[(place, n)] for n in range(len(trio.disk.slides[place].shapes)) if (place, n) in trio.was.shapes]
    return spots != sorted(spots)


def _done_to_slide(trio: Trio, place: int, *, looks: bool) -> Iterator[tuple[Deed, str, str, str, str]]:
    """Yield what a hand did to a slide as a whole."""
    slide, saved = trio.disk.slides[place], trio.base.saved.slides[trio.was.slides[place]]
    if slide.hidden != saved.hidden:
        yield Deed.HID if slide.hidden else Deed.SHOWED, "", "", "", ""
    if looks and slide.layout != saved.layout and saved.layout in trio.disk.layouts and not _is_renamed(trio, slide.layout):
        yield Deed.LAYOUT, "", saved.layout, slide.layout, ""
    if looks:
        now, was = dict(slide.extras), dict(saved.extras)
        for word in sorted(now.keys() | was.keys()):
            if now.get(word) != was.get(word):
                yield Deed.EXTRA, "", "was" if word in was else "", "now" if word in now else "", word

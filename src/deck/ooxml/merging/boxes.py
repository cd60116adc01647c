"""Where a shape stands, and how its text looks: by itself, or as its layout and master have it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.model.units import Box
from deck.ooxml.merging.elements import drop, match, present
from deck.ooxml.merging.opened import Opened
from deck.ooxml.names import TITLES, A, P, placeholder_mark, versions
from deck.ooxml.places import shapes_of
from deck.ooxml.template import MASTER_KIND

Seat = tuple[str, int]
# the styles of a text by level, in the order of the schema
LEVELS = (f"{{{A}}}defPPr", *(f"{{{A}}}lvl{n}pPr" for n in range(1, 10)))


def seat_of(shape: etree._Element) -> Seat | None:
    """Return type and idx of the placeholder that a shape fills, None for none."""
    mark = placeholder_mark(shape)
    return None if mark is None else (mark.get("type", "obj"), int(mark.get("idx", 0)))


def xfrm_of(shape: etree._Element) -> etree._Element | None:
    """Return the place that a shape has of its own."""
    shape = versions(shape)[0]
    paths = (f"{{{P}}}xfrm", f"{{{P}}}spPr/{{{A}}}xfrm", f"{{{P}}}grpSpPr/{{{A}}}xfrm")
    return next((found for path in paths if (found := shape.find(path)) is not None and found.find(f"{{{A}}}ext") is not None), None)


def box_of(package: Opened, layout: str, shape: etree._Element, inherited: bool = False) -> Box | None:
    """Return where a shape stands on a slide of this layout, None where nobody says; `inherited`: if it did not say so itself."""
    for place in _places(package, layout, shape, inherited):
        found = xfrm_of(place)
        offset, extent = (None, None) if found is None else (found.find(f"{{{A}}}off"), found.find(f"{{{A}}}ext"))
        if offset is not None and extent is not None:
            return Box(*(int(float(part.get(name, 0))) for part, name in ((offset, "x"), (offset, "y"), (extent, "cx"), (extent, "cy"))))
    return None


def seated(package: Opened, layout: str, seat: Seat) -> etree._Element | None:
    """Return the placeholder of a layout by its idx; a title by its type, for it has no idx."""
    title = seat[0] in TITLES
    for shape in shapes_of(package.root(layout)):
        found = seat_of(shape)
        if found is not None and (found[0] in TITLES if title else found[1] == seat[1] and found[0] not in TITLES):
            return shape
    return None


def put(shape: etree._Element, box: Box) -> None:
    """Give a shape a place of its own, in all its versions; its turns stay."""
    for version in versions(shape):
        _put(version, box)


def _put(shape: etree._Element, box: Box) -> None:
    place = xfrm_of(shape) if xfrm_of(shape) is not None else _empty_place(shape)
    if place is None:
        return
    for tag in ("off", "ext"):
        if place.find(f"{{{A}}}{tag}") is None:
            place.insert(0 if tag == "off" else 1, etree.Element(f"{{{A}}}{tag}"))
    for tag, names, values in (("off", ("x", "y"), box[:2]), ("ext", ("cx", "cy"), box[2:])):
        for name, value in zip(names, values, strict=True):
            present(place.find(f"{{{A}}}{tag}")).set(name, str(value))


def place_like(shape: etree._Element, other: etree._Element | None) -> None:
    """Give a shape the own place of another, with its turns, in all its versions; None: none of its own."""
    for version in versions(shape):
        _place_like(version, other)


def _place_like(shape: etree._Element, other: etree._Element | None) -> None:
    own = xfrm_of(shape)
    if other is None:
        if own is not None and own.tag == f"{{{A}}}xfrm":
            drop(own)
        return
    place = own if own is not None else _empty_place(shape)
    if place is None:
        return
    match(place, other, "rot", "flipH", "flipV")
    for n, tag in enumerate(("off", "ext")):
        for old in place.findall(f"{{{A}}}{tag}"):
            place.remove(old)
        found = other.find(f"{{{A}}}{tag}")
        if found is not None:
            place.insert(n, deepcopy(found))


def styled_like(shape: etree._Element, held: etree._Element | None) -> None:
    """Give a shape the styles of text that it inherited from a placeholder, for each level that has none of its own."""
    own, inherited = (None if found is None else found.find(f"{{{P}}}txBody/{{{A}}}lstStyle") for found in (shape, held))
    if own is None or inherited is None:
        return
    known = {child.tag for child in own}
    own.extend(deepcopy(child) for child in inherited if child.tag not in known)
    own[:] = sorted(own, key=lambda child: LEVELS.index(child.tag) if child.tag in LEVELS else len(LEVELS))


def _places(package: Opened, layout: str, shape: etree._Element, inherited: bool) -> Iterator[etree._Element]:
    """Yield the shape, the layout's placeholder that it fills, and the master's."""
    if not inherited:
        yield shape
    seat = seat_of(shape)
    if seat is None:
        return
    held = seated(package, layout, seat)
    if held is not None:
        yield held
        seat = seat_of(held) or seat
    wanted = MASTER_KIND.get(seat[0], seat[0])
    for master in package.related(layout, RT.SLIDE_MASTER):
        yield from (found for found in shapes_of(package.root(master)) if (seat_of(found) or ("", 0))[0] == wanted)


def _empty_place(shape: etree._Element) -> etree._Element | None:
    """Return a new empty a:xfrm in a shape that has properties to hold it."""
    for tag in ("spPr", "grpSpPr"):
        properties = shape.find(f"{{{P}}}{tag}")
        if properties is not None:
            for old in properties.findall(f"{{{A}}}xfrm"):
                properties.remove(old)
            place = etree.Element(f"{{{A}}}xfrm")
            properties.insert(0, place)
            return place
    return None

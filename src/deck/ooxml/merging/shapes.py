"""The shapes of a slide of the result."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from deck.model.merged import MergedBody, MergedShape, MergedSlide, Side
from deck.model.pairs import Spot
from deck.ooxml.merging.boxes import box_of, place_like, put, seat_of, seated, styled_like, xfrm_of
from deck.ooxml.merging.carrying import Carrier
from deck.ooxml.merging.elements import match, unset
from deck.ooxml.merging.sides import Sides, fill
from deck.ooxml.names import A, P, R, placeholder_mark, versions
from deck.ooxml.places import bodies_of, paragraphs_of

NAME = f"*/{{{P}}}cNvPr"
FILL = f"{{{P}}}blipFill"
ENDS = (f"{{{A}}}stCxn", f"{{{A}}}endCxn")


class Ground:
    """The slide that shapes are put on: its part, its layout in the result and which of its numbers (cNvPr) are free.

    `moved` tells for a shape, by its number, where each paragraph went that it had on the disk.
    """

    def __init__(self, sides: Sides, slide: MergedSlide, part: str, root: etree._Element) -> None:
        self.sides, self.slide, self.part = sides, slide, part
        self.layout = sides.result.layout(part)
        self.moved: dict[str, dict[int, int]] = {}
        self._last = max((int(found.get("id", 0)) for found in root.iter(f"{{{P}}}cNvPr")), default=1)

    def number(self, shape: etree._Element) -> None:
        """Give a shape, and what is inside it, numbers that nothing on the slide has."""
        # an mc:AlternateContent has the same shape under the same number twice
        renamed: dict[str | None, str] = {}
        for found in shape.iter(f"{{{P}}}cNvPr"):
            if found.get("id") not in renamed:
                self._last += 1
                renamed[found.get("id")] = str(self._last)
            found.set("id", renamed[found.get("id")])
        for end in shape.iter(*ENDS):
            if end.get("id") in renamed:
                end.set("id", renamed[end.get("id")])

    def layout_of(self, carrier: Carrier, spot: Spot) -> str:
        return carrier.source.layout(carrier.source.slides[spot[0]])


def merged_shape(meant: MergedShape, ground: Ground, own: list[etree._Element]) -> etree._Element | None:
    """Return a shape of the result; `own` are those of its slide as the disk has them, or the new deck where the disk has none."""
    sides = ground.sides
    shape = _source(meant, ground, own)
    if shape is None:
        return None
    if meant.disk is None and meant.new is not None:
        _settle(shape, sides.new, meant.new, ground)
    elif meant.disk is not None and meant.new is None:
        _settle(shape, sides.disk, meant.disk, ground)
    elif meant.disk is not None and meant.new is not None:
        shape = _both(shape, meant, meant.disk, meant.new, ground)
    if meant.bodies is not None:
        for body, texts in zip(_bodies(shape, len(meant.bodies)), meant.bodies, strict=False):
            fill(body, sides.paragraphs(texts, ground.part))
        _follow(shape, meant, meant.bodies, ground)
    return shape


def _follow(shape: etree._Element, meant: MergedShape, bodies: tuple[MergedBody, ...], ground: Ground) -> None:
    """Note where the paragraphs of a text went, for what animates them."""
    name = shape.find(NAME)
    if name is not None and meant.disk is not None and len(bodies) == 1:
        places = ((text.disk, n) for n, text in enumerate(bodies[0]))
        moved = {at.paragraph: n for at, n in places if at is not None and (at.slide, at.shape) == meant.disk}
        ground.moved[str(name.get("id"))] = moved


def _source(meant: MergedShape, ground: Ground, own: list[etree._Element]) -> etree._Element | None:
    """Return the element that becomes a shape of the result: one that is on its slide already, or a copy of one from elsewhere."""
    carrier, spot, here = ground.sides.disk, meant.disk, ground.slide.disk
    if spot is None:
        carrier, spot, here = ground.sides.new, meant.new, ground.slide.new if here is None else None
    if spot is None:
        return None
    return own[spot[1]] if spot[0] == here else _carried(carrier, spot, ground)


def _carried(carrier: Carrier, spot: Spot, ground: Ground) -> etree._Element | None:
    found = carrier.source.shapes(spot[0])[spot[1]]
    shape = carrier.element(found, carrier.source.slides[spot[0]], ground.part)
    if shape is not None:
        ground.number(shape)
    return shape


def _settle(shape: etree._Element, carrier: Carrier, spot: Spot, ground: Ground) -> None:
    """Write out what a shape would inherit otherwise than on its own slide, or not at all: its place, and how its text looks."""
    layout, seat = ground.layout_of(carrier, spot), seat_of(shape)
    if seat is None:
        return
    if layout != ground.layout and carrier is ground.sides.disk and seated(ground.sides.result, ground.layout, seat) is None:
        styled_like(shape, seated(carrier.source, layout, seat))
    if xfrm_of(shape) is not None:
        return
    if carrier is ground.sides.disk and layout == ground.layout:
        return
    if carrier is ground.sides.new and ground.layout == carrier.held(layout):
        return
    box = box_of(carrier.source, layout, carrier.source.shapes(spot[0])[spot[1]])
    if box is not None and box != box_of(ground.sides.result, ground.layout, shape):
        put(shape, box)


def _both(shape: etree._Element, meant: MergedShape, disk: Spot, new: Spot, ground: Ground) -> etree._Element:
    """Return the disk's shape with what the new one gives it."""
    sides = ground.sides
    layout, seat = ground.layout_of(sides.disk, disk), seat_of(shape)
    other = sides.new.source.shapes(new[0])[new[1]]
    if meant.look is Side.NEW:
        shape = _in_new_look(shape, meant, new, ground)
    else:
        if not _keeps_seat(meant, new, ground):
            _seat(shape, other, ground)
        if Side.NEW in (meant.picture, meant.crop):
            _picture(shape, meant, new, ground)
        if (meant.alt or meant.picture) is Side.NEW:
            _describe(shape, other)
    if meant.place is Side.NEW:
        _place(shape, other, new, ground)
    elif xfrm_of(shape) is None and (layout, seat) != (ground.layout, seat_of(shape)):
        box = box_of(sides.disk.source, layout, sides.disk.source.shapes(disk[0])[disk[1]])
        if box is not None and box != box_of(sides.result, ground.layout, shape):
            put(shape, box)
    return shape


def _keeps_seat(meant: MergedShape, new: Spot, ground: Ground) -> bool:
    """Tell whether a shape stays where the disk's layout has it although the article's layout is another one."""
    carrier = ground.sides.new
    if Side.NEW in (meant.place, ground.slide.layout):
        return False
    return carrier.held(ground.layout_of(carrier, new)) != ground.layout


def _seat(shape: etree._Element, other: etree._Element, ground: Ground) -> None:
    """Put a shape on the placeholder of another, where the slide's layout has it."""
    mark, wanted, seat = placeholder_mark(shape), placeholder_mark(other), seat_of(other)
    if mark is None or wanted is None or seat is None or seated(ground.sides.result, ground.layout, seat) is None:
        return
    match(mark, wanted, "type", "idx")


def _place(shape: etree._Element, other: etree._Element, new: Spot, ground: Ground) -> None:
    """Put a shape where the new one stands; it inherits its place only from the same placeholder of the same layout."""
    carrier, own = ground.sides.new, xfrm_of(other)
    if own is not None:
        place_like(shape, own)
        return
    layout = ground.layout_of(carrier, new)
    place_like(shape, None)
    box = box_of(carrier.source, layout, other)
    same = ground.layout == carrier.held(layout) and seat_of(shape) == seat_of(other)
    if box is not None and (xfrm_of(shape) is not None or not same):
        put(shape, box)


def _picture(shape: etree._Element, meant: MergedShape, new: Spot, ground: Ground) -> None:
    """Show the new picture, or cut it as the new one is cut."""
    carrier = ground.sides.new
    source = carrier.source.slides[new[0]]
    held, other = shape.find(FILL), carrier.source.shapes(new[0])[new[1]].find(FILL)
    if held is None or other is None:
        return
    blip, wanted = held.find(f"{{{A}}}blip"), other.find(f"{{{A}}}blip")
    if meant.picture is Side.NEW and blip is not None and wanted is not None:
        row = carrier.source.rows(source)[str(wanted.get(f"{{{R}}}embed"))]
        relation = carrier.relation(row)
        if relation is not None:
            blip.set(f"{{{R}}}embed", ground.sides.result.relate(ground.part, relation))
            unset(blip, f"{{{R}}}link")
            # the old picture as a drawing (svgBlip) would be shown in its place
            for found in blip.findall(f"{{{A}}}extLst"):
                blip.remove(found)
            for found in wanted.findall(f"{{{A}}}extLst"):
                drawn = carrier.element(found, source, ground.part)
                if drawn is not None:
                    blip.append(drawn)
    if meant.crop is Side.NEW:
        _crop(held, other.find(f"{{{A}}}srcRect"))


def _crop(fill_: etree._Element, cut: etree._Element | None) -> None:
    for old in fill_.findall(f"{{{A}}}srcRect"):
        fill_.remove(old)
    if cut is not None:
        blip = fill_.find(f"{{{A}}}blip")
        fill_.insert(0 if blip is None else fill_.index(blip) + 1, deepcopy(cut))


def _describe(shape: etree._Element, other: etree._Element) -> None:
    """Give a shape the alternative text of another."""
    wanted = versions(other)[0].find(NAME)
    for version in versions(shape):
        name = version.find(NAME)
        if name is not None and wanted is not None:
            match(name, wanted, "descr")


def _in_new_look(shape: etree._Element, meant: MergedShape, new: Spot, ground: Ground) -> etree._Element:
    """Return the new shape with the number, the texts, the place and the picture of the disk's."""
    carrier = ground.sides.new
    dressed = carrier.element(carrier.source.shapes(new[0])[new[1]], carrier.source.slides[new[0]], ground.part)
    if dressed is None:
        return shape
    ground.number(dressed)
    name = versions(shape)[0].find(NAME)
    for version in versions(dressed):
        wanted = version.find(NAME)
        if name is not None and wanted is not None:
            match(wanted, name, "id")
    if meant.alt is Side.DISK:
        _describe(dressed, shape)
    if meant.bodies is None:
        for body, old in zip(_bodies(dressed, len(bodies_of(shape))), bodies_of(shape), strict=False):
            fill(body, [deepcopy(paragraph) for paragraph in paragraphs_of(old)])
    if meant.place is Side.DISK:
        place_like(dressed, xfrm_of(shape))
    held, own = dressed.find(FILL), shape.find(FILL)
    if held is not None and own is not None:
        blip, wanted = held.find(f"{{{A}}}blip"), own.find(f"{{{A}}}blip")
        if meant.picture is Side.DISK and blip is not None and wanted is not None:
            held.replace(blip, deepcopy(wanted))
        if meant.crop is Side.DISK:
            _crop(held, own.find(f"{{{A}}}srcRect"))
    return dressed


def _bodies(shape: etree._Element, wanted: int) -> list[etree._Element]:
    """Return the texts of a shape; one that can have a text frame gets it where it is missing."""
    found = bodies_of(shape)
    if not found and wanted and shape.tag == f"{{{P}}}sp":
        body = etree.Element(f"{{{P}}}txBody")
        etree.SubElement(body, f"{{{A}}}bodyPr")
        etree.SubElement(body, f"{{{A}}}lstStyle")
        before = [child for child in shape if child.tag in (f"{{{P}}}style", f"{{{P}}}spPr")]
        before[-1].addnext(body)
        return [body]
    return found

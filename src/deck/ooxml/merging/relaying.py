"""A deck that goes over to the masters of another one: every slide on a layout of theirs, and its own masters gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.model.found import LIBREOFFICE
from deck.model.merged import Merged, MergedSlide
from deck.model.units import Box
from deck.ooxml.found.deck import program_of
from deck.ooxml.merging.boxes import Seat, box_of, put, seat_of, seated, styled_like, xfrm_of
from deck.ooxml.merging.elements import present, unset
from deck.ooxml.merging.opened import Opened, id_of
from deck.ooxml.merging.sides import Sides
from deck.ooxml.merging.unwritten import unwritten, written_out
from deck.ooxml.names import A, P, placeholder_mark, versions
from deck.ooxml.package import Relation
from deck.ooxml.places import bodies_of, characters, paragraphs_of, shapes_of

# placeholders of one kind: what stands in one of them can stand in the other
KINDS = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}
FURNITURE = ("dt", "ftr", "sldNum", "hdr")
# numbers that no layout gives to its placeholders, for those that a layout lacks
FIRST_FREE = 10_000


class _Layout(NamedTuple):
    """A layout: its part and name, its placeholders but for footer, date and number, counted by kind, and how many other shapes it has."""

    part: str
    name: str
    kinds: Counter[str]
    drawn: int


def masters_of(package: Opened) -> list[str]:
    """Return the parts of a deck's masters in their order."""
    rows = package.rows(package.main)
    listed = package.root(package.main).iterfind(f"{{{P}}}sldMasterIdLst/{{{P}}}sldMasterId")
    return [rows[id_of(row)].target for row in listed if id_of(row) in rows]


def relay(merged: Merged, parts: Sequence[str], sides: Sides) -> None:
    """Put every slide that is on a layout of the disk's on the one of the new deck's that is most like it, and drop the disk's masters.

    The masters of the new deck are in the result already.
    """
    old, result = sides.disk.source, sides.result
    masters = set(masters_of(old))
    left = {layout for master in masters for layout in old.related(master, RT.SLIDE_LAYOUT)}
    offered = [_layout(result, layout) for master in masters_of(result) if master not in masters for layout in _layouts(result, master)]
    became = _became(merged.slides, sides)
    for part in parts:
        layout = result.layout(part)
        if layout in left:
            names = _names(old, layout, merged.serving)
            _move(part, layout, _choice(sides, part, layout, offered, names, became.get(layout, "")), sides)
    if program_of(old.parts).startswith(LIBREOFFICE):
        faces, slots = written_out(old)
        for part in parts:
            unwritten(result.root(part), faces, slots)
    _drop_masters(masters, sides)
    _take_settings(sides)


def _names(old: Opened, layout: str, serving: Mapping[str, str]) -> tuple[str, ...]:
    """Return the name of a layout, and that of the one which serves as that in the new deck's template."""
    name = _layout(old, layout).name
    return tuple(filter(None, (name, serving.get(name, ""))))


def _layouts(package: Opened, master: str) -> list[str]:
    """Return the layouts of a master in the order in which it lists them."""
    rows = package.rows(master)
    return [rows[id_of(row)].target for row in package.root(master).iter(f"{{{P}}}sldLayoutId") if id_of(row) in rows]


def _layout(package: Opened, part: str) -> _Layout:
    root = package.root(part)
    named = root.find(f"{{{P}}}cSld")
    shapes = shapes_of(root)
    drawn = sum(seat_of(shape) is None for shape in shapes)
    return _Layout(part, "" if named is None else str(named.get("name", "")), _kinds(shapes), drawn)


def _kinds(shapes: Sequence[etree._Element]) -> Counter[str]:
    seats = (seat for shape in shapes if (seat := seat_of(shape)) is not None)
    return Counter(_kind(seat) for seat in seats if seat[0] not in FURNITURE)


def _kind(seat: Seat) -> str:
    return KINDS.get(seat[0], seat[0])


def _became(slides: Sequence[MergedSlide], sides: Sides) -> Mapping[str, str]:
    """Return for a layout of the disk the one of the result that most slides of the article went to which were on it."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    old, new = sides.disk.source, sides.new.source
    for slide in slides:
        if slide.disk is not None and slide.new is not None:
            found[old.layout(old.slides[slide.disk])][sides.new.carried(new.layout(new.slides[slide.new]))] += 1
    return {layout: counted.most_common(1)[0][0] for layout, counted in found.items()}


def _choice(sides: Sides, part: str, layout: str, offered: Sequence[_Layout], names: tuple[str, ...], became: str) -> _Layout:
    """Return the layout for a slide: one that has a placeholder for all that it fills, if there is one; of these one named as its own
    or serves as that (`names`), else the one that slides of the article went to from there, else the one with the fewest placeholders more,
    with the least beside them, where they stand most nearly as they do.

    A layout without a placeholder for what stands on the slide tells nothing of it: LibreOffice 7.4 takes them out.
    """
    old, result = sides.disk.source, sides.result
    own = _layout(old, layout)
    shapes = [shape for shape in shapes_of(old.root(part)) if seat_of(shape) is not None and _is_filled(shape)]
    filled = _kinds(shapes)
    tells = not filled - own.kinds

    def rank(offer: _Layout) -> tuple[object, ...]:
        lacking, spare = filled - offer.kinds, offer.kinds - filled
        seats = [found for found in shapes_of(result.root(offer.part)) if seat_of(found) is not None]
        away = sum(_nearest(shape, box_of(old, layout, shape), seats, offer.part, result)[0] for shape in shapes)
        return lacking.total(), offer.name not in names, offer.part != became, spare.total() if tells else 0, offer.drawn, away

    return min(offered, key=rank)


def _nearest(
    shape: etree._Element, box: Box | None, seats: Sequence[etree._Element], layout: str, package: Opened
) -> tuple[int, etree._Element | None]:
    """Return the placeholder of a shape's kind that stands nearest to its box, and how far away it is (EMU)."""
    kind = _kind(seat_of(shape) or ("", 0))
    suitable = [found for found in seats if _kind(seat_of(found) or ("", 0)) == kind]
    away = [_distance(box, box_of(package, layout, found)) for found in suitable]
    return min(zip(away, suitable, strict=True), key=lambda found: found[0]) if suitable else (0, None)


def _is_filled(shape: etree._Element) -> bool:
    """Tell whether something stands in a placeholder."""
    bodies = bodies_of(shape)
    return not bodies or any(characters(paragraph) for body in bodies for paragraph in paragraphs_of(body))


def _move(part: str, layout: str, choice: _Layout, sides: Sides) -> None:
    """Put a slide on another layout: what it fills goes to the placeholders of that, one for one."""
    old, result = sides.disk.source, sides.result
    rows = result.rows(part)
    for id_, row in rows.items():
        if row.kind == RT.SLIDE_LAYOUT:
            rows[id_] = row._replace(target=choice.part)
    free = [shape for shape in shapes_of(result.root(choice.part)) if seat_of(shape) is not None]
    shapes = [(shape, seat) for shape in shapes_of(result.root(part)) if (seat := seat_of(shape)) is not None]
    shapes.sort(key=lambda found: not _is_filled(found[0]))
    for exact in (True, False):
        for shape, seat in list(shapes):
            offered = [found for found in free if not exact or (seat_of(found) or seat)[1] == seat[1]]
            _, wanted = _nearest(shape, box_of(old, layout, shape), offered, choice.part, result)
            if wanted is not None:
                _sit(shape, wanted, layout, old)
                free.remove(wanted)
                shapes.remove((shape, seat))
    for n, (shape, _) in enumerate(shapes):
        _stand(shape, layout, old, FIRST_FREE + n)


def _distance(one: Box | None, other: Box | None) -> int:
    """Return how far apart the corners of two boxes are, 0 where that is not known."""
    return 0 if one is None or other is None else sum(abs(a - b) for a, b in zip(one, other, strict=True))


def _sit(shape: etree._Element, wanted: etree._Element, layout: str, old: Opened) -> None:
    """Put a shape on a placeholder; a picture keeps its frame, which would distort it otherwise."""
    box = box_of(old, layout, shape)
    if versions(shape)[0].tag == f"{{{P}}}pic" and xfrm_of(shape) is None and box is not None:
        put(shape, box)
    _mark(shape, present(placeholder_mark(wanted)).get("type"), present(placeholder_mark(wanted)).get("idx"))


def _stand(shape: etree._Element, layout: str, old: Opened, number: int) -> None:
    """Leave a shape where it stands, and as large, for which the layout has no placeholder."""
    seat = present(placeholder_mark(shape))
    styled_like(shape, seated(old, layout, seat_of(shape) or ("", 0)))
    box = box_of(old, layout, shape)
    if box is not None and xfrm_of(shape) is None:
        put(shape, box)
    _mark(shape, seat.get("type"), str(number))


def _mark(shape: etree._Element, kind: str | None, number: str | None) -> None:
    for version in versions(shape):
        mark = placeholder_mark(version)
        if mark is None:
            continue
        for name, value in (("type", kind), ("idx", number)):
            unset(mark, name)
            if value is not None:
                mark.set(name, value)


def _drop_masters(masters: set[str], sides: Sides) -> None:
    """Take the masters off the presentation, and its theme with them."""
    result, new = sides.result, sides.new
    root, rows = result.root(result.main), result.rows(result.main)
    listed = present(root.find(f"{{{P}}}sldMasterIdLst"))
    for entry in [entry for entry in listed if id_of(entry) in rows and rows[id_of(entry)].target in masters]:
        listed.remove(entry)
    for id_, row in list(rows.items()):
        if (row.kind == RT.SLIDE_MASTER and row.target in masters) or row.kind == RT.THEME:
            del rows[id_]
    for theme in new.source.related(new.source.main, RT.THEME):
        result.relate(result.main, Relation("", RT.THEME, new.part(theme)))


def _take_settings(sides: Sides) -> None:
    """Give the presentation the size of the new one's slides, the styles of its text and tables, and what programs took out of it."""
    result, source = sides.result, sides.new.source
    root, wanted = result.root(result.main), source.root(source.main)
    for tag in ("sldSz", "defaultTextStyle"):
        own, other = root.find(f"{{{P}}}{tag}"), wanted.find(f"{{{P}}}{tag}")
        if own is not None and other is not None:
            present(own.getparent()).replace(own, deepcopy(other))
    for kind in (RT.PRES_PROPS, RT.VIEW_PROPS, RT.TABLE_STYLES):
        if not result.related(result.main, kind):
            for name in source.related(source.main, kind):
                result.relate(result.main, Relation("", kind, sides.new.part(name)))
    for mine, theirs in zip(result.related(result.main, RT.TABLE_STYLES), source.related(source.main, RT.TABLE_STYLES), strict=False):
        styles = result.root(mine)
        known = {style.get("styleId") for style in styles}
        styles.extend(deepcopy(style) for style in source.root(theirs).iterfind(f"{{{A}}}tblStyle") if style.get("styleId") not in known)

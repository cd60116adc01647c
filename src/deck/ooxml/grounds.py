"""What stands behind the text of a layout: its ground, and what it and its master show beside placeholders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lxml import etree
from pptx.opc.package import Part

from deck.model.colour import luminance
from deck.model.template import Decoration, Shades
from deck.model.units import Box
from deck.ooxml.colour import resolved
from deck.ooxml.names import FALSE, A, P, R, placeholder_mark, share

SHAPES = tuple(f"{{{P}}}{name}" for name in ("sp", "pic", "cxnSp", "grpSp", "graphicFrame"))
# fills that have no one colour
MANY_COLOURS = tuple(f"{{{A}}}{name}" for name in ("gradFill", "blipFill", "pattFill"))
FILLS = (f"{{{A}}}solidFill", f"{{{A}}}noFill", *MANY_COLOURS)
SHAPE, PICTURE, GROUP, GROUP_FILL = f"{{{P}}}sp", f"{{{P}}}pic", f"{{{P}}}grpSp", f"{{{A}}}grpFill"
# a group of more shapes than this is a drawing, and counts as one
MOST_PARTS = 40
# indexes into a theme's fills for backgrounds begin behind this (ECMA-376-1, 20.1.4.2.10)
FIRST_BACKGROUND = 1000

COLOURS = tuple(f"{{{A}}}{name}" for name in ("schemeClr", "srgbClr", "sysClr", "prstClr", "hslClr", "scrgbClr"))
# a fill that is less opaque than this (1/1000 %) tints what is behind it, and is no ground
TINT = 50_000


class Sheet(NamedTuple):
    """A layout with its master: what each shows, the theme's fills for shapes and for backgrounds, and the colours that the layout uses.

    `parts` are the layout's and the master's, `shades_of` tells those of a picture.
    """

    layout: etree._Element
    master: etree._Element
    fills: tuple[etree._Element, ...]
    backgrounds: tuple[etree._Element, ...]
    scheme: dict[str, str]
    parts: tuple[Part, ...]
    shades_of: Callable[[bytes], Shades]


def ground_of(sheet: Sheet) -> tuple[str, Shades]:
    """Return the colour of a layout's ground as six hexadecimal digits, or "" and the shades of one of many colours."""
    for place, part in zip((sheet.layout, sheet.master), sheet.parts, strict=True):
        ground = place.find(f"{{{P}}}cSld/{{{P}}}bg")
        if ground is not None:
            return _colours(ground, part, sheet)
    return sheet.scheme.get("bg1", ""), ()


def _colours(ground: etree._Element, part: Part, sheet: Sheet) -> tuple[str, Shades]:
    reference = ground.find(f"{{{P}}}bgRef")
    if reference is not None:
        n, shown = int(reference.get("idx", 0)) - FIRST_BACKGROUND, resolved(reference, sheet.scheme)
        if 1 <= n <= len(sheet.backgrounds):
            fill = sheet.backgrounds[n - 1]
            return "" if fill.tag in MANY_COLOURS else resolved(fill, {**sheet.scheme, "phClr": shown}), ()
    if any(next(ground.iter(tag), None) is not None for tag in MANY_COLOURS):
        return "", _shades(ground, part, sheet)
    return resolved(ground, sheet.scheme), ()


def _shades(place: etree._Element, part: Part, sheet: Sheet) -> Shades:
    """Return the shades of the picture that fills a place, or of its gradient."""
    blip = next(place.iter(f"{{{A}}}blip"), None)
    if blip is not None:
        relation = part.rels.get(str(blip.get(f"{{{R}}}embed", "")))
        return () if relation is None or relation.is_external else sheet.shades_of(relation.target_part.blob)
    gradient = next(place.iter(f"{{{A}}}gradFill"), None)
    stops = [] if gradient is None else [resolved(stop, sheet.scheme) for stop in gradient.iter(f"{{{A}}}gs")]
    known = sorted((stop for stop in stops if stop), key=lambda rgb: luminance(rgb) or 0.0)
    return (((known[0], known[-1]),),) if known and len(known) == len(stops) else ()


def decorations_of(sheet: Sheet) -> tuple[Decoration, ...]:
    """Return what a layout shows beside placeholders, the master's first."""
    own, masters = ((sheet.layout, sheet.parts[0]), (sheet.master, sheet.parts[1]))
    places = (own,) if sheet.layout.get("showMasterSp") in FALSE else (masters, own)
    return tuple(found for place, part in places for found in _decorations(place, part, sheet))


def _decorations(place: etree._Element, part: Part, sheet: Sheet) -> Iterator[Decoration]:
    tree = place.find(f"{{{P}}}cSld/{{{P}}}spTree")
    return iter(()) if tree is None else _shown(tree, part, sheet)


def _shown(tree: etree._Element, part: Part, sheet: Sheet) -> Iterator[Decoration]:
    """Yield what a tree of shapes shows; of a group its parts, for what it surrounds may be the slide."""
    for shape in tree.iterchildren(*SHAPES):
        box = box_of(shape)
        if shape.tag == GROUP and sum(1 for _ in shape.iter(*SHAPES)) <= MOST_PARTS:
            yield from (found._replace(box=_outside(shape, found.box)) for found in _shown(shape, part, sheet))
        elif box is not None and placeholder_mark(shape) is None and _is_seen(shape):
            yield Decoration(box, *_paint(shape, part, sheet))


def _outside(group: etree._Element, box: Box) -> Box:
    """Return where a box stands that is told in the coordinates of a group."""
    frame = group.find(f"{{{P}}}grpSpPr/{{{A}}}xfrm")
    outer = box_of(group)
    offset = None if frame is None else frame.find(f"{{{A}}}chOff")
    extent = None if frame is None else frame.find(f"{{{A}}}chExt")
    if outer is None or offset is None or extent is None:
        return box
    wide, high = int(extent.get("cx", 0)) or outer.width or 1, int(extent.get("cy", 0)) or outer.height or 1
    x, y = int(offset.get("x", 0)), int(offset.get("y", 0))
    return Box(
        outer.x + (box.x - x) * outer.width // wide,
        outer.y + (box.y - y) * outer.height // high,
        box.width * outer.width // wide,
        box.height * outer.height // high,
    )


def _paint(shape: etree._Element, part: Part, sheet: Sheet) -> tuple[str, bool, Shades]:
    """Return the one colour that fills a shape, or "", whether it has many, and the shades of those."""
    if shape.tag != SHAPE:
        many = _has_many_colours(shape)
        return "", many, _shades(shape, part, sheet) if many else ()
    fill, within, own = _fill(shape), sheet, True
    if fill is None:
        fill, within, own = *_styled_fill(shape, sheet), False
    if fill is None or fill.tag not in MANY_COLOURS:
        return "" if fill is None or fill.tag != FILLS[0] else resolved(fill, within.scheme), False, ()
    # what a theme embeds is no relation of the part
    return "", True, _shades(fill, part, within) if own or fill.tag == MANY_COLOURS[0] else ()


def _fill(shape: etree._Element) -> etree._Element | None:
    """Return the fill that a shape says, or the group that it leaves it to; None for what its style has."""
    for place in (shape, *shape.iterancestors(GROUP)):
        properties = place.find(f"{{{P}}}{'spPr' if place is shape else 'grpSpPr'}")
        fill = None if properties is None else next(properties.iterchildren(*FILLS, GROUP_FILL), None)
        if fill is None or fill.tag != GROUP_FILL:
            return fill
    return None


def _styled_fill(shape: etree._Element, sheet: Sheet) -> tuple[etree._Element | None, Sheet]:
    """Return the fill that a shape has by its style, one of the theme's, in the colour that the style names (ECMA-376-1, 20.1.4.2.10)."""
    reference = shape.find(f"{{{P}}}style/{{{A}}}fillRef")
    n = 0 if reference is None else int(reference.get("idx", 0))
    if reference is None or not 1 <= n <= len(sheet.fills):
        return None, sheet
    return sheet.fills[n - 1], sheet._replace(scheme={**sheet.scheme, "phClr": resolved(reference, sheet.scheme)})


def box_of(shape: etree._Element) -> Box | None:
    """Return where a shape says that it stands, None where it does not."""
    transform = next(
        (
            found
            for tag in (f"{{{P}}}spPr/{{{A}}}xfrm", f"{{{P}}}grpSpPr/{{{A}}}xfrm", f"{{{P}}}xfrm")
            if (found := shape.find(tag)) is not None
        ),
        None,
    )
    offset = None if transform is None else transform.find(f"{{{A}}}off")
    extent = None if transform is None else transform.find(f"{{{A}}}ext")
    if offset is None or extent is None:
        return None
    return Box(int(offset.get("x", 0)), int(offset.get("y", 0)), int(extent.get("cx", 0)), int(extent.get("cy", 0)))


def _is_seen(shape: etree._Element) -> bool:
    """Tell whether a shape shows anything: a fill that more than tints what is behind it, a line, a picture, or text."""
    if shape.tag != f"{{{P}}}sp":
        return True
    properties = shape.find(f"{{{P}}}spPr")
    styled = shape.find(f"{{{P}}}style") is not None
    fills = () if properties is None else tuple(properties.iterchildren(*MANY_COLOURS, FILLS[0], GROUP_FILL))
    filled = any(_opacity(fill) >= TINT for fill in fills)
    bare = properties is not None and (properties.find(f"{{{A}}}noFill") is not None or (bool(fills) and not filled))
    line = None if properties is None else properties.find(f"{{{A}}}ln")
    drawn = line is not None and line.find(f"{{{A}}}noFill") is None and len(line) > 0
    written = any((run.text or "").strip() for run in shape.iter(f"{{{A}}}t"))
    return filled or drawn or written or (styled and not bare)


def _opacity(fill: etree._Element) -> int:
    """Return how opaque a fill is, in 1/1000 %: the most of its colours."""
    colours = [colour for colour in fill.iter() if colour.tag in COLOURS]
    alphas = (colour.find(f"{{{A}}}alpha") for colour in colours)
    return max((100_000 if alpha is None else share(alpha) for alpha in alphas), default=100_000)


def _has_many_colours(shape: etree._Element) -> bool:
    return next(shape.iter(f"{{{A}}}blip", *MANY_COLOURS), None) is not None


def fill_of(places: Iterable[etree._Element | None], scheme: dict[str, str]) -> str:
    """Return the colour that the nearest of places fills a placeholder with, "" for none."""
    properties = (place.find(f"{{{P}}}spPr") for place in places if place is not None)
    fills = (child for found in properties if found is not None for child in found if child.tag in FILLS)
    fill = next(fills, None)
    return resolved(fill, scheme) if fill is not None and fill.tag == FILLS[0] else ""

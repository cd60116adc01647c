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
from deck.ooxml.names import FALSE, A, P, R, placeholder_mark

SHAPES = tuple(f"{{{P}}}{name}" for name in ("sp", "pic", "cxnSp", "grpSp", "graphicFrame"))
# fills that have no one colour
MANY_COLOURS = tuple(f"{{{A}}}{name}" for name in ("gradFill", "blipFill", "pattFill"))
FILLS = (f"{{{A}}}solidFill", f"{{{A}}}noFill", *MANY_COLOURS)
# indexes into a theme's fills for backgrounds begin behind this (ECMA-376-1, 20.1.4.2.10)
FIRST_BACKGROUND = 1000


class Sheet(NamedTuple):
    """A layout with its master: what each shows, the theme's fills for backgrounds, and the colours that the layout uses.

    `parts` are the layout's and the master's, `shades_of` tells those of a picture.
    """

    layout: etree._Element
    master: etree._Element
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
    for shape in () if tree is None else tree.iterchildren(*SHAPES):
        box = box_of(shape)
        if box is not None and placeholder_mark(shape) is None and _is_seen(shape):
            filled = _is_picture(shape)
            yield Decoration(box, _fill(shape, sheet.scheme), filled, _shades(shape, part, sheet) if filled else ())


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
    """Tell whether a shape shows anything: a fill, a line, a picture, or text."""
    if shape.tag != f"{{{P}}}sp":
        return True
    properties = shape.find(f"{{{P}}}spPr")
    styled = shape.find(f"{{{P}}}style") is not None
    filled = properties is not None and (any(properties.find(tag) is not None for tag in (*MANY_COLOURS, f"{{{A}}}solidFill")))
    bare = properties is not None and properties.find(f"{{{A}}}noFill") is not None
    line = None if properties is None else properties.find(f"{{{A}}}ln")
    drawn = line is not None and line.find(f"{{{A}}}noFill") is None and len(line) > 0
    written = any((run.text or "").strip() for run in shape.iter(f"{{{A}}}t"))
    return filled or drawn or written or (styled and not bare)


def _is_picture(shape: etree._Element) -> bool:
    return next(shape.iter(f"{{{A}}}blip", *MANY_COLOURS), None) is not None


def fill_of(places: Iterable[etree._Element | None], scheme: dict[str, str]) -> str:
    """Return the colour that the nearest of places fills a placeholder with, "" for none."""
    properties = (place.find(f"{{{P}}}spPr") for place in places if place is not None)
    fills = (child for found in properties if found is not None for child in found if child.tag in FILLS)
    fill = next(fills, None)
    return resolved(fill, scheme) if fill is not None and fill.tag == FILLS[0] else ""


def _fill(shape: etree._Element, scheme: dict[str, str]) -> str:
    fill = shape.find(f"{{{P}}}spPr/{{{A}}}solidFill")
    return "" if fill is None else resolved(fill, scheme)

"""A template of our own as the tests read it: its layouts, their placeholders, and every colour with the one below it."""

from __future__ import annotations

import colorsys
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MASTER = "ppt/slideMasters/slideMaster1.xml"


class Colour(NamedTuple):
    red: float
    green: float
    blue: float

    @property
    def luminance(self) -> float:
        """The relative luminance of WCAG 2, section "relative luminance"."""
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in self]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class Area(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int

    def holds(self, x: int, y: int) -> bool:
        return self.left <= x < self.right and self.top <= y < self.bottom

    def meets(self, other: Area) -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


class Master:
    """A template, read from its file."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    @cached_property
    def slide_parts(self) -> dict[str, etree._Element]:
        """The master and the layouts by their names in the package, the master first."""
        names = (name for name in self.parts if re.fullmatch(r"ppt/slide(Master|Layout)s/[^/]+\.xml", name))
        return {name: self.tree(name) for name in sorted(names, key=lambda name: "Layout" in name)}

    @cached_property
    def layouts(self) -> dict[str, etree._Element]:
        return {root[0].get("name", ""): root for name, root in self.slide_parts.items() if "Layout" in name}

    @cached_property
    def theme(self) -> dict[str, Colour]:
        scheme = found(self.tree("ppt/theme/theme1.xml"), f".//{A}clrScheme")
        return {etree.QName(slot).localname: colour_of_hex(slot[0].get("val", "")) for slot in scheme}

    @cached_property
    def size(self) -> tuple[int, int]:
        size = found(self.tree("ppt/presentation.xml"), f"{P}sldSz")
        return int(size.get("cx", "")), int(size.get("cy", ""))

    def resolved(self, filled: etree._Element) -> Colour:
        """Return the colour of an element with a solid fill: the theme's slot, then its changes in order, in HLS."""
        scheme = found(filled, f"{A}solidFill/{A}schemeClr")
        colour_map = found(self.slide_parts[MASTER], f"{P}clrMap")
        slot = scheme.get("val", "")
        hue, light, saturation = colorsys.rgb_to_hls(*self.theme[colour_map.get(slot, slot)])
        for change in scheme:
            share = int(change.get("val", "0")) / 100_000
            match etree.QName(change).localname:
                case "lumMod":
                    light *= share
                case "lumOff":
                    light += share
                case "satMod":
                    saturation *= share
                case other:
                    raise AssertionError(f"no rule for {other}")
        return Colour(*colorsys.hls_to_rgb(hue, min(1, max(0, light)), min(1, max(0, saturation))))

    def page(self, root: etree._Element) -> Colour:
        own = root.find(f".//{P}bg/{P}bgPr")
        return self.resolved(own if own is not None else found(self.slide_parts[MASTER], f".//{P}bg/{P}bgPr"))

    def grounds(self, root: etree._Element, shape: etree._Element) -> Iterator[Colour]:
        """Yield the colours below the four corners of a shape: the last filled panel there, else the page."""
        panels = [
            (area(panel), self.resolved(found(panel, f"{P}spPr")))
            for panel in root.iter(f"{P}sp")
            if panel.find(f"{P}spPr/{A}solidFill") is not None
        ]
        box = area(shape)
        for x, y in ((box.left, box.top), (box.right - 1, box.top), (box.left, box.bottom - 1), (box.right - 1, box.bottom - 1)):
            yield next((colour for where, colour in reversed(panels) if where.holds(x, y)), self.page(root))

    def inks(self, root: etree._Element) -> Iterator[tuple[str, etree._Element, Colour]]:
        """Yield each level of each placeholder that a layout styles: its name, its shape, its colour."""
        for idx, shape in placeholders(root).items():
            for level in shape.iterfind(f"{P}txBody/{A}lstStyle/*"):
                style = level.find(f"{A}defRPr")
                if style is not None:
                    yield f"{idx} {etree.QName(level).localname}", shape, self.resolved(style)

    def contrasts(self, root: etree._Element) -> dict[str, float]:
        """Return the least contrast of each styled level of a layout with what lies below it."""
        return {level: min(contrast(ink, ground) for ground in self.grounds(root, shape)) for level, shape, ink in self.inks(root)}


def found(element: etree._Element, path: str) -> etree._Element:
    """Return what stands there; that it does is part of every test."""
    there = element.find(path)
    assert there is not None, path
    return there


def placeholders(root: etree._Element) -> dict[int, etree._Element]:
    return {int(found(shape, f".//{P}ph").get("idx", "0")): shape for shape in root.iter(f"{P}sp") if shape.find(f".//{P}ph") is not None}


def area(shape: etree._Element) -> Area:
    offset, size = found(shape, f".//{A}xfrm/{A}off"), found(shape, f".//{A}xfrm/{A}ext")
    x, y = int(offset.get("x", "")), int(offset.get("y", ""))
    return Area(x, y, x + int(size.get("cx", "")), y + int(size.get("cy", "")))


def contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colour_of_hex(digits: str) -> Colour:
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return Colour(red, green, blue)

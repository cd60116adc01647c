"""Colours of a file as a reader sees them: written without the program, so that it sees its faults."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Mapping
from typing import NamedTuple

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
KINDS = ("srgbClr", "schemeClr", "sysClr", "prstClr", "scrgbClr", "hslClr")
NAMED = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "yellow": "FFFF00", "gray": "808080"}
SAME = {name: name for name in ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")}
FILLS = ("solidFill", "gradFill", "blipFill", "pattFill", "noFill", "grpFill")


class Colour(NamedTuple):
    """Shares of red, green and blue from 0 to 1, and how much of it covers what is below."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @property
    def luminance(self) -> float:
        """The relative luminance of WCAG 2."""
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in self[:3])
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def over(self, below: Colour) -> Colour:
        mixed = [own * self.alpha + other * (1 - self.alpha) for own, other in zip(self[:3], below[:3], strict=True)]
        return Colour(*mixed)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of WCAG 2, from 1 to 21."""
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Palette(NamedTuple):
    """The colours of a theme by slot, and the slot of each name that a text may use."""

    slots: Mapping[str, Colour]
    names: Mapping[str, str]
    theme: etree._Element

    def colour(self, element: etree._Element | None, placed: Colour | None = None) -> Colour | None:
        """Return the colour that an element holds; `placed` stands for phClr. None where it holds none."""
        found = None if element is None else next((child for child in element if _name(child) in KINDS), None)
        if found is None:
            return None
        base = self._plain(found, placed)
        for change in found if base is not None else ():
            base = changed(base, _name(change), int(change.get("val", "0")) / 100_000) if base else None
        return base

    def _plain(self, found: etree._Element, placed: Colour | None) -> Colour | None:
        value = str(found.get("val", ""))
        match _name(found):
            case "srgbClr":
                return of_hex(value)
            case "sysClr":
                return of_hex(str(found.get("lastClr") or {"windowText": "000000"}.get(value, "FFFFFF")))
            case "prstClr":
                return of_hex(NAMED.get(value, "808080"))
            case "schemeClr":
                return placed if value == "phClr" else self.slots.get(self.names.get(value, value))
            case "scrgbClr":
                return Colour(*(_encoded(int(found.get(part, "0")) / 100_000) for part in "rgb"))
            case _:
                hue, saturation, light = (int(found.get(part, "0")) for part in ("hue", "sat", "lum"))
                return Colour(*colorsys.hls_to_rgb(hue / 21_600_000, light / 100_000, saturation / 100_000))


def palette(theme: etree._Element, mapping: Mapping[str, str]) -> Palette:
    """Return the colours of a theme under a colour map."""
    scheme = theme.find(f".//{A}clrScheme")
    assert scheme is not None
    empty = Palette({}, {}, theme)
    slots = {_name(slot): colour for slot in scheme if (colour := empty.colour(slot)) is not None}
    return Palette(slots, {**SAME, **mapping}, theme)


def fill_of(element: etree._Element | None) -> etree._Element | None:
    return None if element is None else next((child for child in element if _name(child) in FILLS), None)


def colours_of(fill: etree._Element | None, known: Palette, placed: Colour | None = None) -> list[Colour] | None:
    """Return the colours that a fill may show; none for no fill, None where it is a picture."""
    match "" if fill is None else _name(fill):
        case "solidFill":
            return [found] if (found := known.colour(fill, placed)) else []
        case "gradFill" if fill is not None:
            return [found for stop in fill.iter(f"{A}gs") if (found := known.colour(stop, placed))]
        case "pattFill" if fill is not None:
            return [found for tag in ("fgClr", "bgClr") if (found := known.colour(fill.find(f"{A}{tag}"), placed))]
        case "blipFill":
            return None
        case _:
            return []


def of_hex(digits: str) -> Colour:
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return Colour(red, green, blue)


def changed(colour: Colour, change: str, share: float) -> Colour:
    """Return a colour after one of the changes of ECMA-376-1, 20.1.2.3; others leave it as it is."""
    hue, light, saturation = colorsys.rgb_to_hls(*colour[:3])
    match change:
        case "alpha":
            return colour._replace(alpha=share)
        case "lumMod":
            light *= share
        case "lumOff":
            light += share
        case "lum":
            light = share
        case "satMod":
            saturation *= share
        case "satOff":
            saturation += share
        case "shade":
            return _channels(colour, lambda part: part * share)
        case "tint":
            return _channels(colour, lambda part: 1 - (1 - part) * share)
        case _:
            return colour
    return Colour(*colorsys.hls_to_rgb(hue, min(1, max(0, light)), min(1, max(0, saturation))), colour.alpha)


def _channels(colour: Colour, change: Callable[[float], float]) -> Colour:
    """Return a colour whose linear channels were changed."""
    red, green, blue = (_encoded(change(_linear(part))) for part in colour[:3])
    return Colour(red, green, blue, colour.alpha)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""

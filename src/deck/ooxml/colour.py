"""The colours of a template: which one a fill shows, whether it is dark, and how far two of them stand apart."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Mapping

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.slide import SlideMaster

from deck.model.colour import DARK, luminance
from deck.ooxml.names import A, P
from deck.ooxml.package import parsed

# the colours of a scheme have other names where no master maps them (ECMA-376-1, 20.1.10.54)
UNMAPPED = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
# what a system colour and a preset one is (ECMA-376-1, 20.1.10.58 and 20.1.10.48), of those that templates name
SYSTEM = {"windowText": "000000", "window": "FFFFFF", "btnFace": "F0F0F0", "btnText": "000000", "highlight": "0078D7", "grayText": "6D6D6D"}
PRESETS = {
    "black": "000000",
    "white": "FFFFFF",
    "red": "FF0000",
    "green": "008000",
    "lime": "00FF00",
    "blue": "0000FF",
    "yellow": "FFFF00",
    "cyan": "00FFFF",
    "aqua": "00FFFF",
    "magenta": "FF00FF",
    "fuchsia": "FF00FF",
    "gray": "808080",
    "grey": "808080",
    "silver": "C0C0C0",
    "ltGray": "D3D3D3",
    "lightGray": "D3D3D3",
    "dkGray": "A9A9A9",
    "darkGray": "A9A9A9",
    "dimGray": "696969",
    "maroon": "800000",
    "navy": "000080",
    "olive": "808000",
    "purple": "800080",
    "teal": "008080",
    "orange": "FFA500",
    "dkBlue": "00008B",
    "darkBlue": "00008B",
    "dkRed": "8B0000",
    "darkRed": "8B0000",
    "dkGreen": "006400",
    "darkGreen": "006400",
    "whiteSmoke": "F5F5F5",
    "gainsboro": "DCDCDC",
    "ivory": "FFFFF0",
}
COLOURS = tuple(f"{{{A}}}{name}" for name in ("schemeClr", "srgbClr", "sysClr", "prstClr", "hslClr", "scrgbClr"))

# red, green and blue from 0 to 1, as they are written (sRGB) and not as light adds up
_Rgb = tuple[float, float, float]


def theme_of(master: SlideMaster) -> etree._Element | None:
    """Return the theme of a master, None where it has none."""
    theme = next((relation.target_part for relation in master.part.rels.values() if relation.reltype == RT.THEME), None)
    return None if theme is None else parsed(theme.blob)


def scheme_of(master: SlideMaster) -> dict[str, str]:
    """Return the colours of a master's theme as six hexadecimal digits, by slot (dk1) and by the name mapped to it (tx1)."""
    theme = theme_of(master)
    scheme = None if theme is None else theme.find(f".//{{{A}}}clrScheme")
    slots = {} if scheme is None else {etree.QName(row).localname: row[0] for row in scheme if len(row)}
    colours = {slot: _hex(_named(colour, {})) for slot, colour in slots.items()}
    mapping = master.element.find(f"{{{P}}}clrMap")
    mapped = {} if mapping is None else {str(name): colours.get(str(slot), "") for name, slot in mapping.attrib.items()}
    return {**colours, **mapped}


def mapped(layout: etree._Element, scheme: dict[str, str]) -> dict[str, str]:
    """Return the colours as a layout has them, which may map other slots to the names than its master does."""
    override = layout.find(f"{{{P}}}clrMapOvr/{{{A}}}overrideClrMapping")
    if override is None:
        return scheme
    return {**scheme, **{str(name): scheme.get(str(slot), "") for name, slot in override.attrib.items()}}


def fills_of(master: SlideMaster) -> tuple[tuple[etree._Element, ...], tuple[etree._Element, ...]]:
    """Return the fills of a master's theme: those for shapes, and those for grounds."""
    theme = theme_of(master)
    lists = (None if theme is None else theme.find(f".//{{{A}}}{name}") for name in ("fillStyleLst", "bgFillStyleLst"))
    shapes, grounds = (() if found is None else tuple(found) for found in lists)
    return shapes, grounds


def is_dark(fill: etree._Element, scheme: Mapping[str, str]) -> bool | None:
    """Tell whether the first colour of a fill is dark; None where it names none."""
    shade = luminance(resolved(fill, scheme))
    return None if shade is None else shade < DARK


def resolved(fill: etree._Element, scheme: Mapping[str, str]) -> str:
    """Return the first colour of a fill as it is shown, six hexadecimal digits; "" where it names none.

    What changes it (ECMA-376-1, 20.1.2.3) counts in the order in which it stands; how much shines through (alpha) does not.
    """
    colour = next(fill.iter(*COLOURS), None)
    rgb = None if colour is None else _named(colour, scheme)
    if colour is None or rgb is None:
        return ""
    for change in colour:
        if isinstance(change.tag, str) and (changed := CHANGES.get(etree.QName(change).localname)):
            rgb = changed(rgb, _share(change.get("val")))
    return _hex(rgb)


def _named(colour: etree._Element, scheme: Mapping[str, str]) -> _Rgb | None:
    """Return the colour that an element names, before any change."""
    value = str(colour.get("val", ""))
    match etree.QName(colour).localname:
        case "schemeClr":
            return _rgb(scheme.get(value) or scheme.get(UNMAPPED.get(value, ""), ""))
        case "srgbClr":
            return _rgb(value)
        case "sysClr":
            return _rgb(str(colour.get("lastClr") or SYSTEM.get(value, "")))
        case "prstClr":
            return _rgb(PRESETS.get(value, ""))
        case "hslClr":
            hue, depth, light = int(colour.get("hue", 0)) / 60_000 / 360, _share(colour.get("sat")), _share(colour.get("lum"))
            return colorsys.hls_to_rgb(hue % 1.0, _within(light), _within(depth))
        case "scrgbClr":
            red, green, blue = (_written(_within(_share(colour.get(name)))) for name in "rgb")
            return red, green, blue
    return None


def _share(value: str | None) -> float:
    """Return a percentage as a share; ISO 29500 strict writes "90%" for 90000."""
    said = value or "0"
    return float(said[:-1]) / 100 if said.endswith("%") else int(said) / 100_000


def _rgb(digits: str) -> _Rgb | None:
    try:
        red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    except ValueError:
        return None
    return red, green, blue


def _hex(rgb: _Rgb | None) -> str:
    return "" if rgb is None else "".join(f"{round(_within(channel) * 255):02X}" for channel in rgb)


def _within(value: float) -> float:
    return min(1.0, max(0.0, value))


def _light(written: float) -> float:
    """Return how much light a channel gives (sRGB, IEC 61966-2-1)."""
    return written / 12.92 if written <= 0.04045 else ((written + 0.055) / 1.055) ** 2.4


def _written(light: float) -> float:
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _shade(rgb: _Rgb, share: float) -> _Rgb:
    """Return a colour with so much of its own light, the rest black."""
    red, green, blue = (_written(_within(_light(channel) * share)) for channel in rgb)
    return red, green, blue


def _tint(rgb: _Rgb, share: float) -> _Rgb:
    """Return a colour with so much of its own light, the rest white."""
    red, green, blue = (_written(_within(_light(channel) * share + 1 - share)) for channel in rgb)
    return red, green, blue


def _turned(part: int, *, times: bool) -> Callable[[_Rgb, float], _Rgb]:
    """Return what multiplies one of hue, lightness and saturation (0, 1, 2) by a share, or adds one to it."""

    def change(rgb: _Rgb, share: float) -> _Rgb:
        parts = list(colorsys.rgb_to_hls(*rgb))
        parts[part] = parts[part] * share if times else parts[part] + share
        hue, light, depth = parts
        return colorsys.hls_to_rgb(hue % 1.0, _within(light), _within(depth))

    return change


CHANGES: Mapping[str, Callable[[_Rgb, float], _Rgb]] = {
    "lumMod": _turned(1, times=True),
    "lumOff": _turned(1, times=False),
    "satMod": _turned(2, times=True),
    "satOff": _turned(2, times=False),
    "hueMod": _turned(0, times=True),
    "shade": _shade,
    "tint": _tint,
}

"""The colours of a template, and whether one is dark."""

from __future__ import annotations

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.slide import SlideMaster

from deck.model.colour import DARK, luminance
from deck.ooxml.names import A, P
from deck.ooxml.package import parsed


def theme_of(master: SlideMaster) -> etree._Element | None:
    """Return the theme of a master, None where it has none."""
    theme = next((relation.target_part for relation in master.part.rels.values() if relation.reltype == RT.THEME), None)
    return None if theme is None else parsed(theme.blob)


def scheme_of(master: SlideMaster) -> dict[str, str]:
    """Return the colours of a master's theme as six hexadecimal digits, by slot (dk1) and by the name mapped to it (tx1)."""
    theme = theme_of(master)
    scheme = None if theme is None else theme.find(f".//{{{A}}}clrScheme")
    slots = {} if scheme is None else {etree.QName(row).localname: row[0] for row in scheme if len(row)}
    colours = {slot: str(colour.get("lastClr") or colour.get("val", "")) for slot, colour in slots.items()}
    mapping = master.element.find(f"{{{P}}}clrMap")
    mapped = {} if mapping is None else {str(name): colours.get(str(slot), "") for name, slot in mapping.attrib.items()}
    return {**colours, **mapped}


def mapped(layout: etree._Element, scheme: dict[str, str]) -> dict[str, str]:
    """Return the colours as a layout has them, which may map other slots to the names than its master does."""
    override = layout.find(f"{{{P}}}clrMapOvr/{{{A}}}overrideClrMapping")
    if override is None:
        return scheme
    return {**scheme, **{str(name): scheme.get(str(slot), "") for name, slot in override.attrib.items()}}


def backgrounds_of(master: SlideMaster) -> tuple[etree._Element, ...]:
    """Return the fills for grounds of a master's theme."""
    theme = theme_of(master)
    fills = None if theme is None else theme.find(f".//{{{A}}}bgFillStyleLst")
    return () if fills is None else tuple(fills)


def is_dark(fill: etree._Element, scheme: dict[str, str]) -> bool | None:
    """Tell whether the first colour of a fill is dark, before any modification; None where it names none."""
    shade = luminance(colour_of(fill, scheme))
    return None if shade is None else shade < DARK


def colour_of(fill: etree._Element, scheme: dict[str, str]) -> str:
    """Return the first colour of a fill as six hexadecimal digits, before any modification; "" where it names none."""
    for colour in fill.iter(f"{{{A}}}schemeClr", f"{{{A}}}srgbClr"):
        value = str(colour.get("val", ""))
        return scheme.get(value, "") if colour.tag == f"{{{A}}}schemeClr" else value
    return ""

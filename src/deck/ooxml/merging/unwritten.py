"""What LibreOffice wrote out of a theme, on slides that go over to another one, given back to the theme."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.ooxml.merging.elements import drop
from deck.ooxml.merging.opened import Opened
from deck.ooxml.names import A, P, placeholder_mark
from deck.ooxml.places import shapes_of

FACES = (f"{{{A}}}latin", f"{{{A}}}ea", f"{{{A}}}cs")
LOOKS = (f"{{{A}}}rPr", f"{{{A}}}endParaRPr")
COLOUR, FILL = f"{{{A}}}srgbClr", f"{{{A}}}solidFill"
# slots of a theme for text and ground: which of them a placeholder's text has is the layout's affair
NEUTRAL = ("dk1", "lt1", "dk2", "lt2")


def unwritten(root: etree._Element, faces: frozenset[str], slots: Mapping[str, str]) -> None:
    """Take the faces of a theme off the characters of a slide, and let its colours be those of the theme that the slide has now.

    LibreOffice 7.4 writes both on all text. `slots` are the theme's by their colours, as six hexadecimal digits in lower case. Text in a
    placeholder takes the colour that its layout has for it, unless the slide has a ground of its own.
    """
    for face in list(root.iter(*FACES)):
        if face.get("typeface") in faces:
            drop(face)
    grounded = root.find(f"{{{P}}}cSld/{{{P}}}bg") is not None
    for shape in shapes_of(root):
        inherits = placeholder_mark(shape) is not None and not grounded
        for colour in list(shape.iter(COLOUR)):
            _give_back(colour, slots.get(str(colour.get("val")).lower(), ""), inherits=inherits)


def _give_back(colour: etree._Element, slot: str, *, inherits: bool) -> None:
    fill = colour.getparent()
    look = None if fill is None else fill.getparent()
    if slot in NEUTRAL and inherits and fill is not None and look is not None and fill.tag == FILL and look.tag in LOOKS:
        drop(fill)
    elif slot:
        colour.tag = f"{{{A}}}schemeClr"
        colour.set("val", slot)


def written_out(package: Opened) -> tuple[frozenset[str], Mapping[str, str]]:
    """Return the faces of a deck's themes, and their slots by their colours."""
    faces: set[str] = set()
    slots: dict[str, str] = {}
    for master in package.related(package.main, RT.SLIDE_MASTER):
        for theme in package.related(master, RT.THEME):
            root = package.root(theme)
            faces |= {str(found.get("typeface")) for found in root.iter(*FACES) if found.get("typeface")}
            for scheme in root.iter(f"{{{A}}}clrScheme"):
                for slot in scheme:
                    value = next((str(found.get("lastClr") or found.get("val")).lower() for found in slot), "")
                    slots.setdefault(value, etree.QName(slot).localname)
    return frozenset(faces), slots

"""What a shape holds that is only compared as a whole: a group, a connector, a chart, a drawing of another program."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from deck.ooxml.found.looks import SKIPPED, Leads, attributes
from deck.ooxml.found.text import PARAGRAPH, paragraph_of
from deck.ooxml.names import A, P, whole

PLACE, OFFSET, EXTENT, CHILD_OFFSET = (f"{{{A}}}{name}" for name in ("xfrm", "off", "ext", "chOff"))
FRAME = f"{{{P}}}xfrm"
ENDS = (f"{{{A}}}stCxn", f"{{{A}}}endCxn")
MARKS, GROUP = f"{{{P}}}cNvPr", f"{{{P}}}grpSpPr"
Origin = tuple[int, int]


def inside_of(shape: etree._Element, leads: Leads, names: Mapping[str, str]) -> str:
    """Return the canonical form of what is in a shape; its own place, name and alternative text are no part of it."""
    return "".join(_form(child, leads, names, _origin(shape), depth=1) for child in shape if _counts(child))


def _counts(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and element.tag not in SKIPPED


def _origin(group: etree._Element) -> Origin:
    """Return from where the places in a group are counted: some programs move what is in it along with it."""
    found = group.find(f"{GROUP}/{PLACE}/{CHILD_OFFSET}")
    return (0, 0) if found is None else (whole(found.get("x")), whole(found.get("y")))


def _form(element: etree._Element, leads: Leads, names: Mapping[str, str], origin: Origin, depth: int) -> str:
    tag = str(element.tag)
    if tag == PARAGRAPH:
        paragraph = paragraph_of(element, leads)
        return f"<{tag} {paragraph.level} {paragraph.look} {paragraph.text}>"
    if tag in (PLACE, FRAME):
        return _place(element, origin, depth)
    if tag == MARKS and depth <= 2:
        return ""
    inside = _origin(element) if element.find(GROUP) is not None else origin
    said = f" {names.get(str(element.get('id')), '')} {element.get('idx')}" if tag in ENDS else attributes(element, leads)
    said += "".join(_form(child, leads, names, inside, depth + 1) for child in element if _counts(child))
    text = element.text
    return f"<{tag}{said}{f'={text}' if text and text.strip() else ''}>"


def _place(frame: etree._Element, origin: Origin, depth: int) -> str:
    """Return where something in a group stands, counted from the group's corner; nothing for the shape's own place."""
    if depth <= (1 if frame.tag == FRAME else 2):
        return ""
    offset, extent = frame.find(OFFSET), frame.find(EXTENT)
    if offset is None or extent is None:
        return ""
    turns = "".join(f" {name!s}={value!s}" for name, value in sorted(frame.attrib.items()))
    x, y = whole(offset.get("x")) - origin[0], whole(offset.get("y")) - origin[1]
    return f"<place {x} {y} {extent.get('cx')} {extent.get('cy')}{turns}>"

"""Where things stand in a slide: the one order in which shapes, texts and paragraphs are counted."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from deck.ooxml.names import A, P, placeholder_mark

# what else stands in a tree of shapes
NO_SHAPES = (f"{{{P}}}nvGrpSpPr", f"{{{P}}}grpSpPr", f"{{{P}}}extLst")
CELLS = "/".join(f"{{{A}}}{tag}" for tag in ("graphic", "graphicData", "tbl", "tr", "tc", "txBody"))
# what a field that shows the slide's number counts as: the number itself is another on every slide
NUMBER = "‹#›"


def shapes_of(root: etree._Element) -> list[etree._Element]:
    """Return the shapes of a slide in the order of drawing; a group is one, and so is an mc:AlternateContent."""
    tree = root.find(f"{{{P}}}cSld/{{{P}}}spTree")
    return [] if tree is None else [child for child in tree if isinstance(child.tag, str) and child.tag not in NO_SHAPES]


def bodies_of(shape: etree._Element) -> list[etree._Element]:
    """Return the texts of a shape: its text frame, or those of a table's cells, row by row."""
    return shape.findall(f"{{{P}}}txBody") or shape.findall(CELLS)


def paragraphs_of(body: etree._Element | None) -> list[etree._Element]:
    return [] if body is None else body.findall(f"{{{A}}}p")


def notes_body(root: etree._Element) -> etree._Element | None:
    """Return the text of a notes slide, None where it has no place for one."""
    marked = ((shape, placeholder_mark(shape)) for shape in root.iter(f"{{{P}}}sp"))
    bodies = (shape.find(f"{{{P}}}txBody") for shape, mark in marked if mark is not None and mark.get("type") == "body")
    return next((body for body in bodies if body is not None), None)


def characters(paragraph: etree._Element) -> str:
    """Return the characters of a paragraph: a line break is a newline."""
    return "".join(text for text, _ in atoms(paragraph))


def atoms(paragraph: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield runs, fields and line breaks of a paragraph with their characters; what else stands there has none."""
    for child in paragraph:
        if child.tag == f"{{{A}}}br":
            yield "\n", child
        elif child.tag == f"{{{A}}}fld" and child.get("type") == "slidenum":
            yield NUMBER, child
        elif child.tag in (f"{{{A}}}r", f"{{{A}}}fld"):
            yield child.findtext(f"{{{A}}}t") or "", child
        elif child.tag not in (f"{{{A}}}pPr", f"{{{A}}}endParaRPr"):
            yield "", child

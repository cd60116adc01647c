"""Text styles that a file has in its sample text alone: LibreOffice 7.4 exports masters without p:txStyles and layouts without styles.

What a person sees in the layout is meant for the text that takes its place, so each level of a placeholder gets what its sample shows.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from pptx.presentation import Presentation as OpenPresentation

from deck.ooxml.names import LEVELS, A, P, placeholder_mark

# of a run's properties these say what a text is, not what it looks like
OF_TEXT = ("lang", "altLang", "dirty", "err", "bmk", "smtClean")
NOT_STYLE = tuple(f"{{{A}}}{name}" for name in ("hlinkClick", "hlinkMouseOver", "highlight", "extLst"))


def style_from_samples(presentation: OpenPresentation) -> None:
    """Give the placeholders of masters without text styles, and of their layouts, the styles of their sample text."""
    for master in presentation.slide_masters:
        if master.element.find(f"{{{P}}}txStyles") is not None:
            continue
        for place in (master, *master.slide_layouts):
            for shape in place.element.iter(f"{{{P}}}sp"):
                if placeholder_mark(shape) is not None:
                    _style(shape)
        # said, so that a language that reads from the right can have it at the other side
        for level in (found for style in master.element.iter(f"{{{A}}}lstStyle") for found in style if "algn" not in found.attrib):
            level.set("algn", "l")


def _style(shape: etree._Element) -> None:
    body = shape.find(f"{{{P}}}txBody")
    frame = None if body is None else body.find(f"{{{A}}}bodyPr")
    if body is None or frame is None:
        return
    styles = body.find(f"{{{A}}}lstStyle")
    if styles is None:
        styles = etree.Element(f"{{{A}}}lstStyle")
        frame.addnext(styles)
    if len(styles):
        return
    found: dict[int, etree._Element] = {}
    for paragraph in body.iterchildren(f"{{{A}}}p"):
        properties = paragraph.find(f"{{{A}}}pPr")
        level = 0 if properties is None else int(properties.get("lvl", 0))
        if level < LEVELS and level not in found and (looks := _looks(paragraph)) is not None:
            found[level] = _level(level + 1, properties, looks)
    styles.extend(found[level] for level in sorted(found))


def _looks(paragraph: etree._Element) -> etree._Element | None:
    """Return the properties of the first text of a paragraph, or of its end."""
    runs = (run.find(f"{{{A}}}rPr") for run in paragraph if run.tag in (f"{{{A}}}r", f"{{{A}}}fld"))
    return next((found for found in runs if found is not None), paragraph.find(f"{{{A}}}endParaRPr"))


def _level(n: int, properties: etree._Element | None, looks: etree._Element) -> etree._Element:
    level = etree.Element(f"{{{A}}}lvl{n}pPr")
    if properties is not None:
        level.attrib.update({name: value for name, value in properties.attrib.items() if name != "lvl"})
        level.extend(deepcopy(child) for child in properties if child.tag != f"{{{A}}}extLst")
    run = etree.SubElement(level, f"{{{A}}}defRPr")
    run.attrib.update({name: value for name, value in looks.attrib.items() if name not in OF_TEXT})
    run.extend(deepcopy(child) for child in looks if child.tag not in NOT_STYLE)
    return level

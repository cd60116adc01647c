"""Take every mark off a deck, as a copy has lost them that came back by way of Google Slides."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

JITTER = 600
FIRST_SLIDE = 256
DROPPED = {RT.CORE_PROPERTIES, RT.EXTENDED_PROPERTIES, RT.CUSTOM_PROPERTIES, RT.CUSTOM_XML, RT.THUMBNAIL}


def strip(source: Path, target: Path) -> None:
    """Names, ids, extensions, the base and all properties of the file go; every place is off by up to 600 EMU."""
    deck = Presentation(str(source))
    chance = random.Random(7)
    for n, layout in enumerate(layout for master in deck.slide_masters for layout in master.slide_layouts):
        layout._element.set("matchingName", layout.name)
        layout._element.cSld.set("name", f"CUSTOM_{n}")
    for n, page in enumerate(deck.slides):
        _slide(page._element, [*page.shapes], f"p{n + 1}", chance)
        if page.has_notes_slide:
            _slide(page.notes_slide._element, [*page.notes_slide.shapes], f"p{n + 1}:notes", chance)
    root = deck.part._element
    for n, row in enumerate(deck.slides._sldIdLst):
        row.set("id", str(FIRST_SLIDE + n))
    for extensions in root.findall(qn("p:extLst")):
        root.remove(extensions)
    package = deck.part.package
    for rels in (package._rels, deck.part.rels):
        for rid in [rid for rid, rel in rels.items() if rel.reltype in DROPPED]:
            rels._rels.pop(rid)
    target.parent.mkdir(parents=True, exist_ok=True)
    deck.save(str(target))


def _slide(root: Any, shapes: list[Any], page: str, chance: random.Random) -> None:
    root.find(qn("p:cSld")).attrib.pop("name", None)
    # where a shape inherits its place, Google writes it out
    for shape in shapes:
        if shape.is_placeholder and hasattr(shape, "left") and None not in (places := (shape.left, shape.top, shape.width, shape.height)):
            shape.left, shape.top, shape.width, shape.height = places
    for extensions in list(root.iter(qn("p:extLst"), qn("a:extLst"))):
        extensions.getparent().remove(extensions)
    numbers: dict[str, str] = {}
    for n, properties in enumerate(root.iter(qn("p:cNvPr"))):
        numbers[properties.get("id")] = str(n + 50)
        properties.set("id", numbers[properties.get("id")])
        properties.set("name", f"Google Shape;{n + 50};{page}")
        properties.attrib.pop("title", None)
    for node in root.iter():
        for name in ("spid", "id") if etree.QName(node).localname in ("spTgt", "bldP", "stCxn", "endCxn") else ():
            if node.get(name) in numbers:
                node.set(name, numbers[node.get(name)])
    for node in root.iter(qn("a:off"), qn("a:ext")):
        for name in ("x", "y", "cx", "cy"):
            if node.get(name):
                node.set(name, str(max(0, int(node.get(name)) + chance.randint(-JITTER, JITTER))))

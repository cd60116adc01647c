"""What a .pptx on disk says: to prove a file behind its writing, and to tell whether anyone has changed it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.errors import OutputError
from deck.model.article import plain
from deck.model.marks import Marks, Seal
from deck.model.placed import PlacedDeck, PlacedPicture, PlacedRun, PlacedShape, PlacedSlide, PlacedTable, Shape
from deck.ooxml.marks import NAMESPACE
from deck.ooxml.names import A, P, R, placeholder_mark
from deck.ooxml.package import BROKEN, Parts, digest_of, legal, parsed, related, relations_part, targets, unzipped

PREFIX = "deck:"
ITEM = re.compile(r"customXml/item\d+\.xml")
SHAPES = tuple(f"{{{P}}}{name}" for name in ("sp", "pic", "graphicFrame"))
NO_DECK = "the file is no .pptx that can be opened"


class ShapeOnDisk(NamedTuple):
    """A filled placeholder: its idx, its paragraphs with line breaks as newlines, a table's cell by cell, and the digest of its picture."""

    idx: int
    paragraphs: tuple[str, ...]
    image: str = ""


class SlideOnDisk(NamedTuple):
    """A slide as it lies on disk; `key` is empty on one that we did not make. A `hidden` one is skipped when the talk is given."""

    key: str
    layout: str
    shapes: tuple[ShapeOnDisk, ...]
    notes: tuple[str, ...]
    hidden: bool = False


class DeckOnDisk(NamedTuple):
    """A deck as it lies on disk."""

    slides: tuple[SlideOnDisk, ...]
    seal: Seal


def read_deck(content: bytes) -> DeckOnDisk:
    """Return what a .pptx holds; raises OutputError for what is none."""
    try:
        parts = unzipped(content)
        main = related(parts, "", RT.OFFICE_DOCUMENT)[0]
        names = targets(parts, main)
        layout_of = cache(lambda name: _name(parsed(parts[name])))
        ids = [str(row.get(f"{{{R}}}id")) for row in parsed(parts[main]).iter(f"{{{P}}}sldId")]
        return DeckOnDisk(tuple(_slide(parts, names[slide], layout_of) for slide in ids), _seal(parts))
    except BROKEN as error:
        raise OutputError(NO_DECK) from error


def read_seal(content: bytes) -> Seal:
    """Return whose a .pptx is, without opening it as a presentation; raises OutputError for what is none."""
    try:
        return _seal(unzipped(content))
    except BROKEN as error:
        raise OutputError(NO_DECK) from error


def proof(content: bytes, deck: PlacedDeck) -> tuple[str, ...]:
    """Return in what a written file differs from what was meant; empty where it does not."""
    found = read_deck(content)
    differences = [] if found.seal.unbroken else ["the digest of the parts"]
    for n, (meant, written) in enumerate(zip_longest(deck.slides, found.slides), 1):
        if meant is None or written is None or _as_written(meant) != written:
            differences.append(f"slide {n}")
    return tuple(differences)


def _as_written(slide: PlacedSlide) -> SlideOnDisk:
    """Return a slide as it is read back from its file."""
    shapes = tuple(map(_shape_as_written, slide.shapes))
    notes = tuple(legal(plain(paragraph.text)) for paragraph in slide.notes)
    return SlideOnDisk(slide.key, slide.layout, shapes, notes, slide.hidden)


def _shape_as_written(shape: Shape) -> ShapeOnDisk:
    match shape:
        case PlacedPicture(idx=idx, image=image):
            return ShapeOnDisk(idx, (), image.digest)
        case PlacedTable(idx=idx, rows=rows):
            return ShapeOnDisk(idx, tuple(_said(cell.runs) for row in rows for cell in row.cells))
        case PlacedShape(idx=idx, paragraphs=paragraphs):
            return ShapeOnDisk(idx, tuple(_said(paragraph.runs) for paragraph in paragraphs))


def _said(runs: tuple[PlacedRun, ...]) -> str:
    return legal("".join(run.text for run in runs))


def _seal(parts: Parts) -> Seal:
    item = next((name for name in sorted(parts) if ITEM.fullmatch(name) and NAMESPACE.encode() in parts[name]), "")
    if not item:
        return Seal(None, False)
    base = json.loads(parsed(parts[item]).text or "")
    marks = Marks(str(base["build"]), str(base["source"]), str(base["version"]))
    own = {item, relations_part(item), *related(parts, item, RT.CUSTOM_XML_PROPS)}
    return Seal(marks, base["parts"] == digest_of({name: part for name, part in parts.items() if name not in own}))


def _slide(parts: Parts, name: str, layout_of: Callable[[str], str]) -> SlideOnDisk:
    """Return a slide; `layout_of` gives the name of the layout in a part, which many slides share."""
    root = parsed(parts[name])
    spoken = (found for part in related(parts, name, RT.NOTES_SLIDE) for found in _filled(parsed(parts[part]), parts, part))
    notes: tuple[str, ...] = next((shape.paragraphs for kind, shape in spoken if kind == "body"), ())
    layout = layout_of(related(parts, name, RT.SLIDE_LAYOUT)[0])
    said = _name(root)
    key = said.removeprefix(PREFIX) if said.startswith(PREFIX) else ""
    shapes = tuple(shape for _, shape in _filled(root, parts, name))
    return SlideOnDisk(key, layout, shapes, notes, root.get("show") in ("0", "false"))


def _name(root: etree._Element) -> str:
    slide = root.find(f"{{{P}}}cSld")
    return "" if slide is None else str(slide.get("name", ""))


def _filled(root: etree._Element, parts: Parts, name: str) -> Iterator[tuple[str, ShapeOnDisk]]:
    """Yield the type of each filled placeholder of the part `name`, and what is in it."""
    for shape in root.iter(*SHAPES):
        mark = placeholder_mark(shape)
        if mark is None:
            continue
        texts = [*shape.findall(f"{{{P}}}txBody"), *shape.iter(f"{{{A}}}txBody")]
        picture = next(shape.iter(f"{{{A}}}blip"), None)
        if not texts and picture is None:
            continue
        paragraphs = tuple(_paragraph(paragraph) for text in texts for paragraph in text.iter(f"{{{A}}}p"))
        image = "" if picture is None else _digest(parts[targets(parts, name)[str(picture.get(f"{{{R}}}embed"))]])
        yield mark.get("type", "obj"), ShapeOnDisk(int(mark.get("idx", 0)), paragraphs, image)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _paragraph(paragraph: etree._Element) -> str:
    """Return the characters of a paragraph, a line break as a newline."""
    return "".join("\n" if found.tag == f"{{{A}}}br" else found.text or "" for found in paragraph.iter(f"{{{A}}}t", f"{{{A}}}br"))

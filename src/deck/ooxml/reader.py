"""What a .pptx on disk says: to prove a file behind its writing, and to tell whether anyone has changed it."""

from __future__ import annotations

import io
import json
import re
from itertools import zip_longest
from typing import NamedTuple

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide

from deck.errors import OutputError
from deck.model.article import plain
from deck.model.marks import Marks, Seal
from deck.model.placed import PlacedDeck, PlacedSlide
from deck.ooxml.marks import NAMESPACE
from deck.ooxml.package import BROKEN, digest_of, legal, parsed, related, relations_part, unzipped

PREFIX = "deck:"
ITEM = re.compile(r"customXml/item\d+\.xml")
NO_DECK = "the file is no .pptx that can be opened"


class ShapeOnDisk(NamedTuple):
    """A placeholder with text: its idx, and its paragraphs with line breaks as newlines."""

    idx: int
    paragraphs: tuple[str, ...]


class SlideOnDisk(NamedTuple):
    """A slide as it lies on disk; `key` is empty on one that we did not make."""

    key: str
    layout: str
    shapes: tuple[ShapeOnDisk, ...]
    notes: tuple[str, ...]


class DeckOnDisk(NamedTuple):
    """A deck as it lies on disk."""

    slides: tuple[SlideOnDisk, ...]
    seal: Seal


def read_deck(content: bytes) -> DeckOnDisk:
    """Return what a .pptx holds; raises OutputError for what is none."""
    try:
        slides = tuple(_slide(slide) for slide in Presentation(io.BytesIO(content)).slides)
    except BROKEN as error:
        raise OutputError(NO_DECK) from error
    return DeckOnDisk(slides, read_seal(content))


def read_seal(content: bytes) -> Seal:
    """Return whose a .pptx is, without opening it as a presentation; raises OutputError for what is none."""
    try:
        parts = unzipped(content)
        item = next((name for name in sorted(parts) if ITEM.fullmatch(name) and NAMESPACE.encode() in parts[name]), "")
        if not item:
            return Seal(None, False)
        base = json.loads(parsed(parts[item]).text or "")
        marks = Marks(str(base["build"]), str(base["source"]), str(base["version"]))
        own = {item, relations_part(item), *related(parts, item, RT.CUSTOM_XML_PROPS)}
        return Seal(marks, base["parts"] == digest_of({name: part for name, part in parts.items() if name not in own}))
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
    shapes = tuple(
        ShapeOnDisk(shape.idx, tuple(legal("".join(run.text for run in p.runs)) for p in shape.paragraphs)) for shape in slide.shapes
    )
    return SlideOnDisk(slide.key, slide.layout, shapes, tuple(legal(plain(paragraph.text)) for paragraph in slide.notes))


def _slide(slide: Slide) -> SlideOnDisk:
    shapes = tuple(
        ShapeOnDisk(shape.placeholder_format.idx, _paragraphs(shape.text_frame.text))
        for shape in slide.shapes
        if isinstance(shape, Shape) and shape.is_placeholder
    )
    notes: tuple[str, ...] = ()
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = _paragraphs(slide.notes_slide.notes_text_frame.text)
    name = slide.element.cSld.get("name", "")
    key = name.removeprefix(PREFIX) if name.startswith(PREFIX) else ""
    return SlideOnDisk(key, slide.slide_layout.name, shapes, notes)


def _paragraphs(value: str) -> tuple[str, ...]:
    return tuple(line.replace("\v", "\n") for line in value.split("\n"))

"""What a .pptx on disk says: to prove a file behind its writing, and to tell whether anyone has changed it."""

from __future__ import annotations

import io
import json
from itertools import zip_longest
from typing import NamedTuple
from zipfile import BadZipFile

from lxml import etree
from pptx import Presentation
from pptx.exc import PackageNotFoundError, PythonPptxError
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide

from deck.errors import OutputError
from deck.model.article import plain
from deck.model.placed import PlacedDeck, PlacedSlide
from deck.ooxml.marks import NAMESPACE, Marks
from deck.ooxml.package import BASE_FOLDER, digest_of, unzipped
from deck.ooxml.slide import ILLEGAL

PREFIX = "deck:"


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
    """A deck as it lies on disk; `marks` are ours, if it has them; `untouched`: no part differs from what we wrote."""

    slides: tuple[SlideOnDisk, ...]
    marks: Marks | None
    untouched: bool


def read_deck(content: bytes) -> DeckOnDisk:
    """Return what a .pptx holds; raises OutputError for what is none."""
    try:
        slides = tuple(_slide(slide) for slide in Presentation(io.BytesIO(content)).slides)
        parts = unzipped(content)
    except (PackageNotFoundError, PythonPptxError, BadZipFile, KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise OutputError("the file is no .pptx that can be opened") from error
    base = _base(parts)
    if base is None:
        return DeckOnDisk(slides, None, False)
    marks = Marks(str(base.get("build", "")), str(base.get("source", "")), str(base.get("version", "")))
    return DeckOnDisk(slides, marks, base.get("parts") == digest_of(parts))


def read_marks(content: bytes) -> tuple[Marks | None, bool]:
    """Return our marks in a file, and whether it is exactly as we wrote it, without opening it as a presentation."""
    try:
        parts = unzipped(content)
    except BadZipFile as error:
        raise OutputError("the file is no .pptx that can be opened") from error
    base = _base(parts)
    if base is None:
        return None, False
    return Marks(str(base.get("build", "")), str(base.get("source", "")), str(base.get("version", ""))), base.get("parts") == digest_of(
        parts
    )


def proof(content: bytes, deck: PlacedDeck) -> tuple[str, ...]:
    """Return in what a written file differs from what was meant; empty where it does not."""
    found = read_deck(content)
    differences = [] if found.untouched else ["the digest of the parts"]
    for n, (meant, written) in enumerate(zip_longest(deck.slides, found.slides), 1):
        if meant is None or written is None or _as_written(meant) != written:
            differences.append(f"slide {n}")
    return tuple(differences)


def _as_written(slide: PlacedSlide) -> SlideOnDisk:
    """Return a slide as it is read back from its file."""
    shapes = tuple(
        ShapeOnDisk(shape.idx, tuple(_legal("".join(run.text for run in p.runs)) for p in shape.paragraphs)) for shape in slide.shapes
    )
    return SlideOnDisk(slide.key, slide.layout, shapes, tuple(_legal(plain(paragraph.text)) for paragraph in slide.notes))


def _legal(value: str) -> str:
    return ILLEGAL.sub("", value)


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


def _base(parts: dict[str, bytes]) -> dict[str, object] | None:
    """Return the embedded base, None where there is none that can be read."""
    for name in sorted(parts):
        if name.startswith(f"{BASE_FOLDER}item") and NAMESPACE.encode() in parts[name] and "Props" not in name:
            try:
                found = json.loads(etree.fromstring(parts[name]).text or "")
            except (etree.XMLSyntaxError, json.JSONDecodeError):
                return None
            return found if isinstance(found, dict) else None
    return None

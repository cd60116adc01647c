"""Marks by which a deck, its slides and its shapes are known again (see docs/analysis/identity.md)."""

from __future__ import annotations

import hashlib
import json
import uuid

from deck.model.article import Image, plain
from deck.model.marks import Marks
from deck.model.placed import PlacedDeck, PlacedPicture, PlacedRun, PlacedShape, PlacedSlide, PlacedTable, Shape
from deck.ooxml.package import legal

SPACE = uuid.UUID("6f2d0b0e-6a0f-5b7e-9a44-3c1d2f0e8a51")
NAMESPACE = "urn:recap-deck:base:1"


def slide_number(key: str) -> int:
    """Return the 32-bit creation id of a slide (p14:creationId)."""
    return int.from_bytes(hashlib.sha256(f"slide:{key}".encode()).digest()[:4], "big")


def shape_guid(slide: str, shape: str) -> str:
    """Return the GUID of a shape (a16:creationId), unique in the deck."""
    return _guid(f"{slide}/{shape}")


def section_guid(key: str) -> str:
    return _guid(f"section:{key}")


def _guid(name: str) -> str:
    return "{" + str(uuid.uuid5(SPACE, name)).upper() + "}"


def media_part(image: Image) -> str:
    """Return the name of the part that holds a picture."""
    return f"ppt/media/{image.digest[:16]}.{image.kind}"


def digest(text: str) -> str:
    """Return a short hash of a text as the file holds it; the base in the file has these and never the text."""
    return hashlib.sha256(legal(text).encode()).hexdigest()[:16]


def embedded_base(deck: PlacedDeck, marks: Marks, parts: str) -> str:
    """Return the base that travels in the file, as JSON; `parts` is the digest of all other parts."""
    content = {
        "schema": 1,
        "build": marks.build,
        "source": marks.source,
        "version": marks.version,
        "parts": parts,
        "slides": [_slide(slide) for slide in deck.slides],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _slide(slide: PlacedSlide) -> dict[str, object]:
    return {
        "key": slide.key,
        "layout": slide.layout,
        "hidden": slide.hidden,
        "shapes": [_shape(shape) for shape in slide.shapes],
        "notes": [digest(plain(paragraph.text)) for paragraph in slide.notes if not paragraph.derived],
    }


def _shape(shape: Shape) -> dict[str, object]:
    box = [shape.box.x, shape.box.y, shape.box.width, shape.box.height]
    return {"key": shape.key, "kind": shape.kind, "idx": shape.idx, "box": box, **_content(shape)}


def _content(shape: Shape) -> dict[str, object]:
    match shape:
        case PlacedPicture(image=image, crop=crop):
            return {"image": image.digest, "crop": list(crop)}
        case PlacedTable(rows=rows, columns=columns):
            return {"columns": list(columns), "cells": [[digest(_text(cell.runs)) for cell in row.cells] for row in rows]}
        case PlacedShape(paragraphs=paragraphs):
            return {"text": [digest(_text(paragraph.runs)) for paragraph in paragraphs]}


def _text(runs: tuple[PlacedRun, ...]) -> str:
    return "".join(run.text for run in runs)

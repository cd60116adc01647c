"""A deck as an audience and its speaker get it: what the matrix compares."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.oxml.ns import qn

from edits.uno_edit import plain
from edits.xml_edit import is_picture, texts_of

Place = tuple[int, int, int, int]
RED = "C00000"


class Page(NamedTuple):
    """A slide: `places` by each line on it, `red` the words in the hand's colour, `pictures` by their bytes."""

    title: str
    lines: Counter[str]
    notes: tuple[str, ...]
    hidden: bool
    places: dict[str, Place]
    red: str
    pictures: dict[str, Place]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def pages_of(path: Path) -> list[Page]:
    return [_page(slide) for slide in Presentation(str(path)).slides]


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _page(slide: Any) -> Page:
    found = [(shape, row, text) for shape, row in _rows(slide) if (text := " ".join(plain(row.text).split()))]
    title = slide.shapes.title
    words = [run.text for _, row, _ in found for run in row.runs if _colour(run) == RED]
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return Page(
        title=" ".join(plain(title.text_frame.text).split()) if title is not None else "",
        lines=Counter(text for _, _, text in found),
        notes=tuple(plain(row.text) for row in notes.paragraphs if row.text.strip()) if notes is not None else (),
        hidden=slide._element.get("show") in ("0", "false"),
        places={text: _place(shape) for shape, _, text in found},
        red=plain(" ".join(words)),
        pictures={digest(shape.image.blob): _place(shape) for shape in slide.shapes if is_picture(shape)},
    )


def _rows(slide: Any) -> Iterator[tuple[Any, Any]]:
    """Every paragraph with its shape, those aside that number the slide or date it."""
    for shape, frame in texts_of(slide.shapes):
        for row in frame.paragraphs:
            if row._p.find(qn("a:fld")) is None:
                yield shape, row


def _colour(run: Any) -> str:
    colour = run._r.find(f"{qn('a:rPr')}/{qn('a:solidFill')}/{qn('a:srgbClr')}")
    return str(colour.get("val")).upper() if colour is not None else ""


def _place(shape: Any) -> Place:
    left, top, width, height = (getattr(shape, side) or 0 for side in ("left", "top", "width", "height"))
    return left, top, width, height

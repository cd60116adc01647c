"""What a .pptx on disk says: to prove a file behind its writing, and to tell whether anyone has changed it."""

from __future__ import annotations

from itertools import zip_longest
from typing import NamedTuple

from deck.errors import OutputError
from deck.model.article import plain
from deck.model.found import FoundShape, FoundSlide
from deck.model.marks import Seal
from deck.model.placed import PlacedChart, PlacedDeck, PlacedFormula, PlacedPicture, PlacedRun, PlacedShape, PlacedSlide, PlacedTable, Shape
from deck.ooxml.base import seal_of
from deck.ooxml.found import NO_DECK, found_in
from deck.ooxml.found.charts import book_digest
from deck.ooxml.package import BROKEN, legal, unzipped
from deck.ooxml.places import NUMBER
from deck.ooxml.workbooks import cells_meant


class _Shape(NamedTuple):
    """What is proved of a shape: the placeholder that it fills, its paragraphs, a table's cell by cell, the digests of its picture and of
    the workbook behind its chart.
    """

    idx: int
    paragraphs: tuple[str, ...]
    image: str = ""
    book: str = ""


class _Slide(NamedTuple):
    """What is proved of a slide."""

    key: str
    layout: str
    shapes: tuple[_Shape, ...]
    notes: tuple[str, ...]
    hidden: bool = False


def read_seal(content: bytes) -> Seal:
    """Return whose a .pptx is, without opening it as a presentation.

    Raises OutputError for what is none, NewerError for a deck of a later version of the program.
    """
    try:
        return seal_of(unzipped(content))
    except BROKEN as error:
        raise OutputError(NO_DECK) from error


def proof(content: bytes, deck: PlacedDeck) -> tuple[str, ...]:
    """Return in what a written file differs from what was meant; empty where it does not. Raises OutputError for what is no .pptx."""
    try:
        parts = unzipped(content)
        found, seal = found_in(parts), seal_of(parts)
    except BROKEN as error:
        raise OutputError(NO_DECK) from error
    differences = [] if seal.unbroken else ["the digest of the parts"]
    for n, (meant, written) in enumerate(zip_longest(deck.slides, found.slides), 1):
        if meant is None or written is None or _meant(meant) != _written(written):
            differences.append(f"slide {n}")
    return tuple(differences)


def _written(slide: FoundSlide) -> _Slide:
    shapes = tuple(_Shape(shape.idx, _texts(shape), shape.image, shape.book) for shape in slide.shapes)
    return _Slide(slide.key, slide.layout, shapes, tuple(paragraph.text for paragraph in slide.notes), slide.hidden)


def _texts(shape: FoundShape) -> tuple[str, ...]:
    return tuple(paragraph.text for body in shape.bodies for paragraph in body)


def _meant(slide: PlacedSlide) -> _Slide:
    """Return a slide as it is read back from its file; notes that say nothing are none."""
    notes = tuple(legal(plain(paragraph.text)) for paragraph in slide.notes)
    return _Slide(slide.key, slide.layout, tuple(map(_meant_shape, slide.shapes)), notes if any(notes) else (), slide.hidden)


def _meant_shape(shape: Shape) -> _Shape:
    match shape:
        case PlacedPicture(idx=idx, image=image):
            return _Shape(idx, (), image.mark)
        case PlacedChart(idx=idx):
            return _Shape(idx, (), book=book_digest(cells_meant(shape)))
        case PlacedTable(idx=idx, rows=rows):
            return _Shape(idx, tuple(_said(cell.runs) for row in rows for cell in row.cells))
        case PlacedFormula(idx=idx):
            return _Shape(idx, ())
        case PlacedShape(kind="sldNum", idx=idx):
            return _Shape(idx, (NUMBER,))
        case PlacedShape(idx=idx, paragraphs=paragraphs):
            return _Shape(idx, tuple(_said(paragraph.runs) for paragraph in paragraphs))


def _said(runs: tuple[PlacedRun, ...]) -> str:
    return legal("".join(run.text for run in runs))

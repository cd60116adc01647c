"""Footnotes as small print at the foot of the slide where their marks stand: each whole, or in the notes alone."""

from __future__ import annotations

from collections.abc import Iterator

from deck.fit.filling import Frame, set_plainly
from deck.fit.text import detail_of, runs
from deck.model.article import RAISED, Footnote, Inline, Run, Table, raised
from deck.model.inline import is_mark, joined, one_line
from deck.model.placed import PlacedParagraph, PlacedRun, PlacedShape, PlacedTable, Shape
from deck.model.slides import Point, Slide
from deck.model.template import Layout

SOURCES = 22
# what stands between two footnotes of a line
GAP = "\u2003"


def sources(layout: Layout, slide: Slide, points: tuple[Point, ...], shapes: tuple[Shape, ...], notes: tuple[Footnote, ...]) -> list[Shape]:
    """Return the footnotes of what a slide shows on the one line that its layout has for them, none where that holds none whole."""
    holder = layout.placeholder(SOURCES)
    told = {note.number: note.paragraphs[0] for note in notes if note.number and len(note.paragraphs) == 1}
    if holder is None or not told:
        return []
    here = {run.text for shape in shapes for run in _runs(shape) if run.shift == 1}
    marks = [mark for mark in _marks(slide, points) if str(mark) in here and mark in told]
    frame = Frame("sources", holder)
    while marks:
        text = tuple(run for i, mark in enumerate(marks) for run in _entry(mark, told[mark], first=i == 0))
        filled = set_plainly(frame, (PlacedParagraph(runs(joined(text))),))
        if filled.fits and not filled.torn and len(filled.measured.lines) == 1:
            return [filled.shape]
        marks.pop()
    return []


def _entry(mark: int, text: Inline, *, first: bool) -> Inline:
    return (*(() if first else (Run(GAP),)), Run(raised(mark), shift=1), Run(" "), *one_line(text))


def _marks(slide: Slide, points: tuple[Point, ...]) -> list[int]:
    """Return the numbers of the marks in what a slide may show, in order."""
    found: dict[int, None] = {}
    for text in _shown(slide, points):
        for run in text:
            if is_mark(run):
                found[int("".join(str(RAISED.index(digit)) for digit in run.text))] = None
    return list(found)


def _shown(slide: Slide, points: tuple[Point, ...]) -> Iterator[Inline]:
    for point in points:
        yield from (point.lead, detail_of(point, slide.detail))
        yield from _shown(slide._replace(exhibit=None, statements=()), point.children)
    if isinstance(slide.exhibit, Table):
        yield from (cell for row in slide.exhibit.rows for cell in row)
    yield slide.legend
    yield from slide.statements


def _runs(shape: Shape) -> Iterator[PlacedRun]:
    """Yield the runs that a shape shows."""
    match shape:
        case PlacedShape(paragraphs=paragraphs):
            yield from (run for paragraph in paragraphs for run in paragraph.runs)
        case PlacedTable(rows=rows):
            yield from (run for row in rows for cell in row.cells for run in cell.runs)
        case _:
            return

"""Deck and template -> placed deck: which layout, which sizes, how many slides."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from deck.findings import Finding, Severity
from deck.fit.arrange import Area
from deck.fit.builds import builds_of
from deck.fit.charts import drawn_otherwise
from deck.fit.filling import Frame, largest
from deck.fit.forced import forced
from deck.fit.furniture import Furniture, foot, kicker_shape, leading, title_shape, under_shapes
from deck.fit.guessed import font_files, guessed
from deck.fit.measures import Measure, measured_by
from deck.fit.notes import notes
from deck.fit.pages import Page, pages_of
from deck.fit.pieces import FLOOR
from deck.fit.settle import settled
from deck.fit.sources import sources
from deck.fit.text import emphasis, shown_words
from deck.fit.wrap import level_of
from deck.model.article import Code, Formula, Run, Table, plain
from deck.model.placed import (
    PlacedChart,
    PlacedDeck,
    PlacedFormula,
    PlacedParagraph,
    PlacedPicture,
    PlacedShape,
    PlacedSlide,
    PlacedTable,
    Shape,
)
from deck.model.slides import Deck, Kind, Point, Title
from deck.model.template import Layout, Placeholder, Template
from deck.model.words import numeral

__all__ = ["Measure", "fit", "font_files", "forced", "measured_by", "settled"]

# shapes that nobody reads from the last row
SMALL_PRINT = ("kicker", "byline", "footer", "number", "caption", *(f"caption {n}" for n in range(1, 5)), "sources")


def fit(deck: Deck, template: Template) -> tuple[PlacedDeck, tuple[Finding, ...]]:
    """Return every slide of the deck laid out on the template, and what had to give way."""
    pages: list[Page] = []
    before: tuple[str, ...] = ()
    for slide in deck.slides:
        made = list(pages_of(slide, Area(template, slide.detail, deck.digits, deck.language.right_to_left), before))
        before = (*before, made[-1].family)
        pages += made
    furniture = Furniture(_footer(deck), deck.numbers, deck.footnotes)
    marks = [numeral(mark, deck.digits) for mark in _marks(pages)]
    slides = [_placed(page, n, mark, template, furniture) for n, (page, mark) in enumerate(zip(pages, marks, strict=True), 1)]
    if deck.builds == "points":
        slides = [slide._replace(builds=builds_of(slide.shapes)) for slide in slides]
    slides = [slide._replace(transition=deck.transition) for slide in slides]
    placed = PlacedDeck(deck.language, deck.title, deck.authors, deck.description, deck.sections, tuple(slides))
    return placed, (*_judged(pages, slides, template), *guessed(slides, template))


def _marks(pages: list[Page]) -> list[str]:
    """Return "1/2" and so on for consecutive slides of one title, "" for a slide alone and for the first of the talk."""
    marks: list[str] = []
    for _, run in groupby(pages, key=lambda page: (page.slide.kind is Kind.TITLE, page.slide.section, plain(page.slide.title.text))):
        count = len(list(run))
        marks += [f"{i}/{count}" if count > 1 else "" for i in range(1, count + 1)]
    return marks


def _placed(page: Page, number: int, mark: str, template: Template, furniture: Furniture) -> PlacedSlide:
    slide, layout = page.slide, template.layout(page.layout)
    if layout is None:
        raise LookupError(page.layout)
    shapes: tuple[Shape, ...] = (
        title_shape(layout, slide.title, mark),
        *_lines(page, layout),
        *page.shapes,
        *sources(layout, slide._replace(detail=page.detail or slide.detail), page.points, page.shapes, furniture.footnotes),
        *foot(layout, furniture, number),
    )
    if slide.leads_to:
        shapes = leading(shapes, slide.leads_to)
    key = slide.key if page.first else f"{slide.key}+{page.part + 1}"
    title = plain(slide.title.text) + (f" ({mark})" if mark else "")
    said = notes(slide, page.points, page.also_said, first=page.first)
    return PlacedSlide(key, slide.section, layout.name, title, slide.span, shapes, said, slide.hidden, slide.frozen)


def _lines(page: Page, layout: Layout) -> Iterator[PlacedShape]:
    """Yield the single lines around a title: kicker, subtitle, byline, the names of a chapter's groups."""
    slide = page.slide
    lines = [kicker_shape(layout, slide.kicker)]
    if slide.kind in (Kind.TITLE, Kind.QUESTION):
        lines += under_shapes(layout, slide.under, slide.byline)
    elif layout.known_as == "Chapter":
        lines.append(_names(layout, page.points))
    yield from (line for line in lines if line is not None)


def _names(layout: Layout, points: tuple[Point, ...]) -> PlacedShape | None:
    """Return the names of a chapter's groups, a line each, or None where they are too many to be read."""
    holder = layout.placeholder(1)
    if holder is None:
        return None
    texts = [Title(point.lead, point.sentences[0] if point.sentences else ()) for point in points]
    paragraphs = tuple(PlacedParagraph(emphasis(text.topic)) for text in texts)
    frame = Frame("groups", holder)
    filled = largest(frame, paragraphs, (frame.level(0).size, 20, FLOOR, 16))
    return filled.shape if filled.fits else None


def _footer(deck: Deck) -> tuple[Run, ...]:
    """Return the deck's short name; none in mixed directions, which LibreOffice 7.4 sets word over word in a footer."""
    title = deck.slides[0].title.text if deck.slides else ()
    if deck.language.right_to_left and any(c.isascii() and c.isalpha() for c in plain(title)):
        return ()
    return tuple(run._replace(bold=False, link="") for run in title)


def _judged(pages: list[Page], slides: list[PlacedSlide], template: Template) -> Iterator[Finding]:
    """Yield what gave way, with the number of the slide that shows it."""
    for number, (page, placed) in enumerate(zip(pages, slides, strict=True), 1):
        slide = page.slide
        if slide.kind is Kind.POINTS and page.first and page.detail != slide.detail:
            words = shown_words(slide.title, slide.points, slide.detail)
            message = f"slide {number} shows leads only ({words} words with details)"
            yield Finding("D401", Severity.NOTE, message, slide.span, placed.key)
        if isinstance(slide.exhibit, Code | Table) and page.also_said:
            kind, span = ("code" if isinstance(slide.exhibit, Code) else "table"), slide.exhibit.span
            message = (
                f"slide {number}: this {kind} is longer than slides can show, all of it is in the notes; shorten it to what is talked about"
            )
            yield Finding("D411", Severity.WARNING, message, span, placed.key)
        if isinstance(slide.exhibit, Formula) and not any(isinstance(shape, PlacedFormula) for shape in page.shapes) and page.shapes:
            message = f"slide {number}: this formula is too large for a slide, so it is shown as its source; write it on several lines"
            yield Finding("D320", Severity.WARNING, message, slide.exhibit.span, placed.key)
        if slide.layout and page.first and slide.layout != page.family:
            message = f"slide {number}: layout “{slide.layout}” cannot carry this content; it is set as “{page.family}”"
            yield Finding("D402", Severity.WARNING, message, slide.span, placed.key)
        if page.first and (message := drawn_otherwise(slide.exhibit, placed.shapes)):
            yield Finding(
                "D421", Severity.WARNING, f"slide {number}: {message}", slide.exhibit.span if slide.exhibit else slide.span, placed.key
            )
        # what is read is a share of the slide
        floor = template.least * min(1.0, template.scale)
        if (least := min(_sizes_of(placed, template), default=floor)) < floor:
            message = f"slide {number}: its text fits only at {least:g} points; shorten it"
            yield Finding("D403", Severity.ERROR, message, slide.span, placed.key)


def _sizes_of(slide: PlacedSlide, template: Template) -> Iterator[float]:
    """Yield the sizes of a slide's text, small print aside."""
    layout = template.named(slide.layout)
    holders = {} if layout is None else {(holder.kind, holder.idx): holder for holder in layout.placeholders}
    for shape in slide.shapes:
        if shape.key not in SMALL_PRINT:
            yield from _sizes(shape, holders.get((shape.kind, shape.idx)))


def _sizes(shape: Shape, holder: Placeholder | None) -> Iterator[float]:
    """Yield the sizes of a shape's text, each its own or its level's."""
    match shape:
        case PlacedShape(paragraphs=paragraphs):
            sizes = (paragraph.size or (level_of(holder, paragraph).size if holder else None) for paragraph in paragraphs)
            yield from (size for size in sizes if size is not None)
        case PlacedTable(size=size) | PlacedFormula(size=size):
            yield size
        case PlacedChart(size=size) if shape.labelled:
            yield size
        case PlacedPicture() | PlacedChart():
            return

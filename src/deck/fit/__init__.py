"""Deck and template -> placed deck: which layout, which sizes, how many slides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from deck.errors import TemplateError
from deck.findings import Finding, Severity
from deck.fit.agenda import agenda
from deck.fit.arrange import MOST_POINTS, Area, Shapes
from deck.fit.exhibits import exhibit
from deck.fit.filling import Frame, largest
from deck.fit.flow import Flowed, flow, flow_cards, split
from deck.fit.furniture import Furniture, foot, kicker_shape, line_shape, title_shape
from deck.fit.lists import flow_list
from deck.fit.notes import notes
from deck.fit.pictures import flow_beside
from deck.fit.pieces import FLOOR
from deck.fit.text import emphasis, shown_words
from deck.model.article import Inline, Picture, Run, plain
from deck.model.placed import PlacedDeck, PlacedParagraph, PlacedShape, PlacedSlide
from deck.model.slides import Deck, Kind, Point, Slide, Title
from deck.model.template import Layout, Template
from deck.model.words import numeral

__all__ = ["fit"]

# the placeholders (idx) of each layout that content goes to
REQUIRED: Mapping[str, tuple[int, ...]] = {
    "Title": (0, 1),
    "Chapter": (0, 1),
    "Title Only": (0,),
    "Two Points": (0, 30, 31, 40, 41),
    "Three Points": (0, 30, 31, 32, 40, 41, 42),
    "Four Points": (0, 30, 31, 32, 33, 40, 41, 42, 43),
    "Stack": (0, 1),
    "Duo": (0, 30, 31),
    "Contrast": (0, 30, 31),
    "Two Cards": (0, 30, 31, 50, 51),
    "Three Cards": (0, 30, 31, 32, 50, 51, 52),
    "Four Cards": (0, 30, 31, 32, 33, 50, 51, 52, 53),
    "List": (0, 1),
    "Two Lists": (0, 1, 2),
    "Question": (0, 1),
    "Agenda": (0, 30, 31),
    "Key Figure": (0, 1, 60, 61),
    "Statement": (0, 1),
    "Quote": (0, 1, 2),
    "Picture": (0, 1, 70),
    "Wide Picture": (0, 1, 70),
    "Picture and Points": (0, 1, 70),
    "Picture Right": (0, 1, 70),
    "Table": (0, 1, 90),
    "Code": (0, 80),
}
# shapes that nobody reads from the last row
SMALL_PRINT = ("kicker", "byline", "footer", "number", "caption")


class _Page(NamedTuple):
    """One slide to be: its part (from 0) of the points, the layout and the content already set."""

    slide: Slide
    layout: str
    family: str
    points: tuple[Point, ...] = ()
    shapes: Shapes = ()
    part: int = 0
    detail: str = ""
    also_said: tuple[Inline, ...] = ()

    @property
    def first(self) -> bool:
        return self.part == 0


def fit(deck: Deck, template: Template) -> tuple[PlacedDeck, tuple[Finding, ...]]:
    """Return every slide of the deck laid out on the template, and what had to give way."""
    _check(template)
    pages: list[_Page] = []
    before: tuple[str, ...] = ()
    for slide in deck.slides:
        made = list(_pages(slide, Area(template, slide.detail, deck.digits, deck.language.right_to_left), before))
        before = (*before, made[-1].family)
        pages += made
    furniture = Furniture(_footer(deck), deck.numbers)
    marks = [numeral(mark, deck.digits) for mark in _marks(pages)]
    slides = [_placed(page, n, mark, template, furniture) for n, (page, mark) in enumerate(zip(pages, marks, strict=True), 1)]
    placed = PlacedDeck(deck.language, deck.title, deck.authors, deck.description, deck.sections, tuple(slides))
    return placed, tuple(_judged(pages, slides))


def _check(template: Template) -> None:
    """Raise a TemplateError for a template that lacks a layout or a placeholder that content goes to."""
    layouts = {name: template.layout(name) for name in REQUIRED}
    if missing := [name for name, layout in layouts.items() if layout is None]:
        names = ", ".join(f"“{name}”" for name in missing)
        raise TemplateError(f"{template.name}: the template has no layout {names}; start from a copy of the one that ships")
    for name, layout in layouts.items():
        lacking = [str(idx) for idx in REQUIRED[name] if layout is None or (layout.placeholder(idx) if idx else layout.title) is None]
        if lacking:
            message = f"{template.name}: the layout “{name}” has no placeholder with idx {', '.join(lacking)}"
            raise TemplateError(f"{message}; start from a copy of the one that ships")


def _pages(slide: Slide, area: Area, before: tuple[str, ...]) -> Iterator[_Page]:
    match slide.kind:
        case Kind.TITLE:
            yield _Page(slide, "Title", "title")
        case Kind.HEADLINE:
            yield _Page(slide, "Title Only", "headline")
        case Kind.QUESTION:
            yield _Page(slide, "Question", "question")
        case Kind.CHAPTER:
            yield from _chapter(slide, area)
        case Kind.AGENDA:
            yield _Page(slide, "Agenda", "agenda", slide.points, agenda(slide.points, area).shapes)
        case Kind.POINTS | Kind.LIST:
            yield from _with_points(slide, area, before)
        case Kind.TABLE | Kind.CODE | Kind.PICTURE | Kind.QUOTE:
            yield from _exhibited(slide, area)


def _with_points(slide: Slide, area: Area, before: tuple[str, ...]) -> Iterator[_Page]:
    """Yield a slide's points: beside its picture where both fit, else on slides of their own with the picture behind them."""
    beside = flow_beside(slide.exhibit, slide.points, area) if isinstance(slide.exhibit, Picture) else None
    if beside is not None:
        (placed,) = beside.arrangements
        yield _Page(slide, placed.layout, "picture", slide.points, placed.shapes, 0, slide.detail, beside.left_out)
        return
    flowed = list(_flowed(slide, flow_list(slide, area) if slide.kind is Kind.LIST else flow(slide, area, before)))
    yield from flowed
    if slide.exhibit is not None:
        for page in _exhibited(slide, area):
            yield page._replace(part=page.part + len(flowed))


def _exhibited(slide: Slide, area: Area) -> Iterator[_Page]:
    """Yield the slides of an exhibit; where no slide can show it, the title alone, and its text is said."""
    shown = exhibit(slide, area)
    if shown is None:
        yield _Page(slide, "Title Only", "headline", also_said=slide.instead)
        return
    for i, placed in enumerate(shown.arrangements):
        yield _Page(slide, placed.layout, str(slide.kind), (), placed.shapes, i, also_said=() if i else shown.left_out)


def _flowed(slide: Slide, flowed: Flowed) -> Iterator[_Page]:
    for i, (points, arrangement) in enumerate(zip(flowed.parts, flowed.arrangements, strict=True)):
        yield _Page(slide, arrangement.layout, flowed.family, points, arrangement.shapes, i, flowed.detail)


def _chapter(slide: Slide, area: Area) -> Iterator[_Page]:
    """Yield a section's groups as numbered cards, on two slides from five on; as a list on dark ground when they are too many."""
    count = len(slide.points)
    flowed = None
    if 2 <= count <= 2 * MOST_POINTS and slide.layout != "section":
        flowed = flow_cards(split(slide.points, -(-count // MOST_POINTS)), area)
    if flowed is None:
        yield _Page(slide, "Chapter", "section", slide.points)
    else:
        yield from _flowed(slide, flowed)


def _marks(pages: list[_Page]) -> list[str]:
    """Return "1/2" and so on for consecutive slides of one title, "" for a slide alone and for the first of the talk."""
    marks: list[str] = []
    for _, run in groupby(pages, key=lambda page: (page.slide.kind is Kind.TITLE, page.slide.section, plain(page.slide.title.text))):
        count = len(list(run))
        marks += [f"{i}/{count}" if count > 1 else "" for i in range(1, count + 1)]
    return marks


def _placed(page: _Page, number: int, mark: str, template: Template, furniture: Furniture) -> PlacedSlide:
    slide, layout = page.slide, template.layout(page.layout)
    if layout is None:
        raise LookupError(page.layout)
    shapes = (
        title_shape(layout, slide.title, mark),
        *_lines(page, layout),
        *page.shapes,
        *foot(layout, furniture, number),
    )
    key = slide.key if page.first else f"{slide.key}+{page.part + 1}"
    title = plain(slide.title.text) + (f" ({mark})" if mark else "")
    said = notes(slide, page.points, page.also_said, first=page.first)
    return PlacedSlide(key, slide.section, layout.name, title, slide.span, shapes, said)


def _lines(page: _Page, layout: Layout) -> Iterator[PlacedShape]:
    """Yield the single lines around a title: kicker, subtitle, byline, the names of a chapter's groups."""
    slide = page.slide
    lines = [kicker_shape(layout, slide.kicker)]
    if slide.kind in (Kind.TITLE, Kind.QUESTION):
        lines += [line_shape(layout, 1, "under", slide.under), line_shape(layout, 21, "byline", slide.byline)]
    elif layout.name == "Chapter":
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


def _judged(pages: list[_Page], slides: list[PlacedSlide]) -> Iterator[Finding]:
    """Yield what gave way, with the number of the slide that shows it."""
    for number, (page, placed) in enumerate(zip(pages, slides, strict=True), 1):
        slide = page.slide
        if slide.kind is Kind.POINTS and page.first and page.detail != slide.detail:
            words = shown_words(slide.title, slide.points, slide.detail)
            message = f"slide {number} shows leads only ({words} words with details)"
            yield Finding("D401", Severity.NOTE, message, slide.span, placed.key)
        if slide.layout and page.first and slide.layout != page.family:
            message = f"slide {number}: layout “{slide.layout}” cannot carry this content; it is set as “{page.family}”"
            yield Finding("D402", Severity.WARNING, message, slide.span, placed.key)
        least = min((size for shape in placed.texts if shape.key not in SMALL_PRINT for size in _sizes(shape)), default=FLOOR)
        if least < FLOOR:
            message = f"slide {number}: its text fits only at {least:g} points; shorten it"
            yield Finding("D403", Severity.ERROR, message, slide.span, placed.key)


def _sizes(shape: PlacedShape) -> Iterator[float]:
    return (paragraph.size for paragraph in shape.paragraphs if paragraph.size is not None)

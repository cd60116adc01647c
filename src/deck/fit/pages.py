"""What becomes of a slide as it is meant: its layout and its content, on one page or more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from deck.fit.agenda import flow_agenda
from deck.fit.appendix import flow_appendix
from deck.fit.arrange import MOST_POINTS, Area, Shapes
from deck.fit.exhibits import exhibit
from deck.fit.figures import flow_figure
from deck.fit.flow import Flowed, flow, flow_cards, split
from deck.fit.lists import flow_list, flow_run
from deck.fit.pictures import flow_beside, flow_beside_statements
from deck.fit.statements import flow_statements
from deck.model.article import Inline, Picture
from deck.model.slides import Kind, Point, Slide

# how a title alone may be set, by what its author asks for
HEADLINES = {"headline": "Title Only", "statement": "Statement", "section": "Chapter", "question": "Question"}
# a section on more slides than this is read and not listened to
MOST_SLIDES = 5


class Page(NamedTuple):
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


def pages_of(slide: Slide, area: Area, before: tuple[str, ...]) -> Iterator[Page]:
    """Yield a slide's pages; `before` are the families of the slides before it, for the rhythm."""
    match slide.kind:
        case Kind.TITLE:
            yield Page(slide, "Title", "title")
        case Kind.HEADLINE:
            yield _headline(slide, area, before)
        case Kind.QUESTION:
            yield Page(slide, "Question", "question")
        case Kind.CHAPTER:
            yield from _chapter(slide, area)
        case Kind.AGENDA:
            for i, (points, placed) in enumerate(flow_agenda(slide.points, area)):
                yield Page(slide, placed.layout, "agenda", points, placed.shapes, i)
        case Kind.APPENDIX:
            for i, (points, placed) in enumerate(flow_appendix(slide.points, area)):
                yield Page(slide, placed.layout, "appendix", points, placed.shapes, i)
        case Kind.POINTS | Kind.LIST:
            yield from _with_points(slide, area, before)
        case Kind.TABLE | Kind.CHART | Kind.CODE | Kind.PICTURE | Kind.FORMULA | Kind.QUOTE | Kind.CALLOUT | Kind.QR_CODES:
            yield from _exhibited(slide, area)


def _headline(slide: Slide, area: Area, before: tuple[str, ...]) -> Page:
    """Return a title with the sentences that it may show; alone where there are none, or its author asks for a layout without."""
    stated = flow_statements(slide.statements, area, () if slide.layout else before) if slide.layout in ("", "statement") else None
    if stated is None:
        asked = slide.layout if slide.layout in HEADLINES else "headline"
        return Page(slide, HEADLINES[asked], asked)
    arrangement, family = stated
    return Page(slide, arrangement.layout, slide.layout or family, shapes=arrangement.shapes)


def _with_points(slide: Slide, area: Area, before: tuple[str, ...]) -> Iterator[Page]:
    """Yield a slide's points: beside its picture where both fit, else on slides of their own with the picture behind them."""
    beside = flow_beside(slide.exhibit, slide.points, area) if isinstance(slide.exhibit, Picture) else None
    if beside is not None:
        (placed,) = beside.arrangements
        yield Page(slide, placed.layout, "picture", slide.points, placed.shapes, 0, slide.detail, beside.left_out)
        return
    flowed = list(_flowed(slide, _flow(slide, area, before)))
    yield from flowed
    if slide.exhibit is not None:
        for page in _exhibited(slide, area):
            yield page._replace(part=page.part + len(flowed))


def _flow(slide: Slide, area: Area, before: tuple[str, ...]) -> Flowed:
    """Return a slide's points arranged as they or their author ask; so many that they take long are a list of what they are called."""
    listed = slide.kind is Kind.LIST or slide.layout == "list"
    if not listed and slide.layout in ("", "figure") and (figured := flow_figure(slide, area)):
        return figured
    usual = flow_list(slide, area) if listed else flow(slide, area, before)
    run = flow_run(slide, area) if len(usual.parts) > MOST_SLIDES else None
    return run if run is not None and len(run.parts) < len(usual.parts) else usual


def _exhibited(slide: Slide, area: Area) -> Iterator[Page]:
    """Yield the slides of an exhibit, with sentences beside a picture; where no slide can show it, its text is said."""
    if isinstance(slide.exhibit, Picture) and (side := flow_beside_statements(slide.exhibit, slide.statements, area)):
        (placed,) = side.arrangements
        yield Page(slide, placed.layout, "picture", (), placed.shapes, also_said=side.left_out)
        return
    shown = exhibit(slide, area)
    if shown is None:
        yield _headline(slide, area, ())._replace(also_said=slide.instead)
        return
    for i, placed in enumerate(shown.arrangements):
        yield Page(slide, placed.layout, str(slide.kind), (), placed.shapes, i, also_said=() if i else shown.left_out)


def _flowed(slide: Slide, flowed: Flowed) -> Iterator[Page]:
    for i, (points, arrangement) in enumerate(zip(flowed.parts, flowed.arrangements, strict=True)):
        yield Page(slide, arrangement.layout, flowed.family, points, arrangement.shapes, i, flowed.detail)


def _chapter(slide: Slide, area: Area) -> Iterator[Page]:
    """Yield a section's groups as numbered cards, on two slides from five on; as a list on dark ground when they are too many."""
    count = len(slide.points)
    flowed = None
    if 2 <= count <= 2 * MOST_POINTS and slide.layout != "section":
        flowed = flow_cards(split(slide.points, -(-count // MOST_POINTS)), area)
    if flowed is None:
        yield Page(slide, "Chapter", "section", slide.points)
    else:
        yield from _flowed(slide, flowed)

"""A number set large on a panel, with the points beside it."""

from __future__ import annotations

from deck.fit.arrange import Area, Arrangement, Sizes, layout_of, pair, placeholder
from deck.fit.filling import Filled, Frame, set_text, sized
from deck.fit.flow import BOLD, COMFORT, Flowed
from deck.fit.text import emphasis, runs
from deck.model.article import Run
from deck.model.placed import PlacedParagraph, PlacedShape
from deck.model.slides import Figure, Point, Slide
from deck.model.template import Layout

POINTS, FIGURE, LEGEND = 1, 60, 61
MOST_POINTS = 3
# the number's own, by what its glyphs allow; below the last it is no figure
NUMBER_SIZES = (115.0, 96.0, 80.0, 66.0, 54.0, 48.0)
UNIT_SIZES = (24.0, 22.0, 20.0, 18.0)
LEGEND_SIZES = (22.0, 20.0, 18.0)
LARGEST = 28


def flow_figure(slide: Slide, area: Area) -> Flowed | None:
    """Return a slide's points beside its figure, None where it has none or they do not fit.

    Where the details of all points do not fit, none is shown, and the sentence that holds the number stands below it.
    """
    figure, points = slide.figure, slide.points
    if figure is None or not 1 <= len(points) <= MOST_POINTS:
        return None
    layout = layout_of(area, "Key Figure")
    number = _number(layout, figure)
    if number is None:
        return None
    for detail, ladder in ((slide.detail, COMFORT), ("none", BOLD)):
        for sizes in area.pairs(ladder):
            if sizes[0] > LARGEST * area.template.scale and len(points) > 1:
                continue
            beside = _points(layout, points, detail, sizes)
            if not beside.fits or beside.torn:
                continue
            legend = _legend(layout, figure, points) if detail == "none" else None
            shapes = (number, *((legend,) if legend is not None else ()), beside.shape)
            return Flowed((points,), (Arrangement(layout.known_as, shapes),), detail, "figure")
    return None


def _number(layout: Layout, figure: Figure) -> PlacedShape | None:
    """Return the number with its unit below it, at the largest size at which it stands on one line."""
    frame = Frame("figure", placeholder(layout, FIGURE))
    for size in NUMBER_SIZES:
        for unit_size in UNIT_SIZES:
            number = sized(frame, PlacedParagraph(emphasis((Run(figure.number),))), size)
            unit = sized(frame, PlacedParagraph(emphasis(figure.unit), level=1), unit_size)
            filled = set_text(frame, (number, unit) if figure.unit else (number,))
            lines = filled.measured.paragraphs
            if (
                filled.fits
                and not filled.torn
                and not filled.measured.broken
                and len(lines[0]) == 1
                and all(len(text) <= 2 for text in lines)
            ):
                return filled.shape
    return None


def _legend(layout: Layout, figure: Figure, points: tuple[Point, ...]) -> PlacedShape | None:
    """Return the whole sentence of the point that holds the number, None where there is none or it does not fit."""
    if figure.point is None or not points[figure.point].sentences:
        return None
    point = points[figure.point]
    sentence = (*point.lead, *point.sentences[0]) if point.runs_in else point.sentences[0]
    frame = Frame("legend", placeholder(layout, LEGEND))
    for size in LEGEND_SIZES:
        filled = set_text(frame, (sized(frame, PlacedParagraph(runs(sentence)), size),))
        if filled.fits and not filled.torn:
            return filled.shape
    return None


def _points(layout: Layout, points: tuple[Point, ...], detail: str, sizes: Sizes) -> Filled:
    frame = Frame("points", placeholder(layout, POINTS))
    return set_text(frame, tuple(shown for point in points for shown in pair(frame, point, detail, sizes)))

"""What slides leave out, on slides that are read and not listened to: leads in bold, whole sentences, as many as fit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, product
from typing import NamedTuple

from deck.fit.arrange import Area, Arrangement, Sizes, layout_of, placeholder
from deck.fit.filling import Filled, Frame, set_text, sized
from deck.fit.flow import LAST_RESORT, split
from deck.fit.text import detail_of, head, runs
from deck.model.article import Inline
from deck.model.placed import PlacedParagraph
from deck.model.slides import Point

TEXT = 1
# of a lead and of what is said to it; at the last, slides are filled where no even split of the points fits
SIZES: tuple[Sizes, ...] = ((26, 24), (24, 22), (22, 20), (20, 18))
# above a lead, above what is said to it (points)
ABOVE_LEAD, BELOW_LEAD = 16.0, 3.0


class _Said(NamedTuple):
    """A sentence, and the place (from 0) of the point that it is of."""

    point: int
    text: Inline


def flow_appendix(points: tuple[Point, ...], area: Area) -> list[tuple[tuple[Point, ...], Arrangement]]:
    """Return points with all of their sentences on as few slides as hold them at sizes that can be read; a lead is said on each of its."""
    layout = layout_of(area, "Stack")
    frame = Frame("points", placeholder(layout, TEXT))
    every = _every(points)
    for sizes in area.pairs(SIZES):
        if (filled := _set(frame, points, every, sizes)).fits:
            return [(points, Arrangement(layout.known_as, (filled.shape,)))]
    pages = list(_pages(frame, points, every))
    for run, sizes in product((split(points, n) for n in (len(pages), len(pages) + 1) if n <= len(points)), SIZES):
        placed = [_set(frame, part, _every(part), sizes) for part in run]
        if all(filled.fits for filled in placed):
            return [(part, Arrangement(layout.known_as, (filled.shape,))) for part, filled in zip(run, placed, strict=True)]
    return [(_shown(points, page), Arrangement(layout.known_as, (_smallest(frame, points, page).shape,))) for page in pages]


def _every(points: tuple[Point, ...]) -> list[_Said]:
    return [_Said(n, text) for n, point in enumerate(points) for text in point.sentences]


def _pages(frame: Frame, points: tuple[Point, ...], every: list[_Said]) -> Iterator[list[_Said]]:
    """Yield the sentences slide by slide, each as full as it gets."""
    page: list[_Said] = []
    for said in every:
        if page and not _set(frame, points, [*page, said], SIZES[-1]).fits:
            yield page
            page = []
        page.append(said)
    if page:
        yield page


def _smallest(frame: Frame, points: tuple[Point, ...], page: list[_Said]) -> Filled:
    """Return a page, at a smaller size where it is one sentence that none of the usual holds."""
    filled = _set(frame, points, page, SIZES[-1])
    for sizes in LAST_RESORT:
        if filled.fits:
            break
        filled = _set(frame, points, page, sizes)
    return filled


def _set(frame: Frame, points: tuple[Point, ...], page: list[_Said], sizes: Sizes) -> Filled:
    paragraphs: list[PlacedParagraph] = []
    for point in _shown(points, page):
        above = ABOVE_LEAD if paragraphs else None
        if point.lead:
            paragraphs.append(sized(frame, PlacedParagraph(head(point.lead), before=above), sizes[0]))
            above = BELOW_LEAD
        text = runs(detail_of(point, "full"))
        paragraphs.append(sized(frame, PlacedParagraph(text, level=1, before=above), sizes[1]))
    return set_text(frame, tuple(paragraphs))


def _shown(points: tuple[Point, ...], page: list[_Said]) -> tuple[Point, ...]:
    """Return the points of a page with the sentences that stand there."""
    runs_of = groupby(page, key=lambda said: said.point)
    return tuple(points[n]._replace(sentences=tuple(said.text for said in each)) for n, each in runs_of)

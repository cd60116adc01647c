"""A slide's speaker notes: the author's own, the cue words, and below a rule the full text of what the slide stands for."""

from __future__ import annotations

from collections.abc import Iterator

from deck.model.article import Inline, Run, plain
from deck.model.counting import count_words
from deck.model.inline import is_mark, lowered
from deck.model.placed import NoteParagraph
from deck.model.slides import Kind, Point, Slide

RULE = "———"
MOST_CUE_WORDS = 120


def notes(slide: Slide, points: tuple[Point, ...], also: tuple[Inline, ...] = (), *, first: bool) -> tuple[NoteParagraph, ...]:
    """Return the notes for the part of a slide that shows `points`; what belongs to the whole goes with the first part.

    `also` is what is said because no slide shows it.
    """
    own = slide.own_notes if first else ()
    said = (*(slide.spoken if first else ()), *spoken(points), *also)
    cues = _cues(points) if slide.kind in (Kind.POINTS, Kind.LIST) and said else ()
    above = tuple(_paragraph(text) for text in (*own, *cues))
    rule = (NoteParagraph((Run(RULE),), derived=True),) if above and said else ()
    return (*above, *rule, *(_paragraph(text) for text in said))


def _paragraph(text: Inline) -> NoteParagraph:
    """Return a text to be said: without the marks of footnotes in it, which would be read as digits; a footnote keeps its number."""
    return NoteParagraph(tuple(lowered(run) for i, run in enumerate(text) if not i or not is_mark(run)))


def spoken(points: tuple[Point, ...]) -> Iterator[Inline]:
    """Yield all text of the points, and of those below them, in order."""
    for point in points:
        yield from point.spoken
        yield from spoken(point.children)


def _cues(points: tuple[Point, ...]) -> tuple[Inline, ...]:
    """Return the leads, bold, as many as can be taken in at a glance."""
    cues: list[Inline] = []
    for point in points:
        cue = tuple(run._replace(bold=True, link="") for run in point.lead)
        if plain(cue).strip() and count_words([*cues, cue]) <= MOST_CUE_WORDS:
            cues.append(cue)
    return tuple(cues)

"""How long it takes to say what a talk says, all of it: see docs/analysis/time.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deck.model.article import Inline, plain
from deck.model.placed import PlacedDeck, PlacedSlide
from deck.model.slides import Deck, Point, Slide

# reading aloud takes 68 ms a character (IReST, 14 alphabetic languages); a talk is slower, and turning to a slide takes a moment
SECONDS_A_SLIDE = 3.0
SECONDS_FOR_A_QUESTION = 20.0


def minutes(deck: PlacedDeck, speech: float) -> float:
    """Return the time to speak the full text of the notes, in minutes; `speech` is the time for one character in milliseconds."""
    return sum(seconds(slide, speech) for slide in deck.slides if not slide.hidden) / 60


def expected_minutes(deck: Deck, speech: float) -> float:
    """Return about how long a talk will take before it is laid out, in minutes: as `minutes`, with a slide for each that is meant."""
    shown = [slide for slide in deck.slides if not slide.hidden]
    return (sum(characters(said_on(slide)) for slide in shown) * speech / 1000 + SECONDS_A_SLIDE * len(shown)) / 60


def said_on(slide: Slide) -> tuple[Inline, ...]:
    """Return all that is said to a slide as it is meant, in order."""
    return (*slide.spoken, *said_by(slide.points))


def said_by(points: tuple[Point, ...]) -> Iterator[Inline]:
    """Yield all that is said to points and to those below them, in order."""
    for point in points:
        yield from point.spoken
        yield from said_by(point.children)


def characters(texts: Iterable[Inline]) -> int:
    return sum(len(plain(text)) for text in texts)


def moment(slide: PlacedSlide) -> float:
    """Return the seconds that a slide takes whatever is said to it."""
    return SECONDS_FOR_A_QUESTION if slide.layout == "Question" else SECONDS_A_SLIDE


def to_say(slide: PlacedSlide) -> int:
    """Return the characters of what is said to a slide; cue words above the rule are not said twice."""
    rule = max((i for i, paragraph in enumerate(slide.notes) if paragraph.derived), default=-1)
    return characters(paragraph.text for paragraph in slide.notes[rule + 1 :])


def seconds(slide: PlacedSlide, speech: float) -> float:
    """Return the seconds to say the full text of one slide."""
    return to_say(slide) * speech / 1000 + moment(slide)

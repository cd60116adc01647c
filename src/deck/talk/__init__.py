"""How long a talk takes."""

from __future__ import annotations

from deck.model.article import Inline, plain
from deck.model.placed import PlacedDeck, PlacedSlide
from deck.model.slides import Deck, Point

# reading aloud takes 68 ms a character (IReST, 14 alphabetic languages); a talk is slower, and turning to a slide takes a moment
SECONDS_A_SLIDE = 3.0
SECONDS_FOR_A_QUESTION = 20.0


def minutes(deck: PlacedDeck, speech: int) -> float:
    """Return the time to speak the full text of the notes, in minutes; `speech` is the time for one character in milliseconds."""
    return sum(_seconds(slide, speech) for slide in deck.slides) / 60


def expected_minutes(deck: Deck, speech: int) -> float:
    """Return about how long a talk will take before it is laid out, in minutes: as `minutes`, with a slide for each that is meant."""
    said = sum(_characters(slide.spoken) + sum(map(_said, slide.points)) for slide in deck.slides)
    return (said * speech / 1000 + SECONDS_A_SLIDE * len(deck.slides)) / 60


def _said(point: Point) -> int:
    return _characters(point.spoken) + sum(map(_said, point.children))


def _characters(texts: tuple[Inline, ...]) -> int:
    return sum(len(plain(text)) for text in texts)


def _seconds(slide: PlacedSlide, speech: int) -> float:
    """Return the seconds for one slide; cue words above the rule are not said twice."""
    rule = next((i for i, paragraph in enumerate(slide.notes) if paragraph.derived), -1)
    said = sum(len(plain(paragraph.text)) for paragraph in slide.notes[rule + 1 :])
    return said * speech / 1000 + (SECONDS_FOR_A_QUESTION if slide.layout == "Question" else SECONDS_A_SLIDE)

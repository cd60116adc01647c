"""The time plan: how the minutes of a slot are shared out over the slides."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from deck.findings import Finding, Severity
from deck.model.article import Run
from deck.model.placed import NoteParagraph, PlacedDeck, PlacedSlide
from deck.model.words import numeral
from deck.talk.speech import moment, seconds, to_say

# turning from slide to slide takes no more of a slot than this, however short that is
MOST_FOR_MOMENTS = 0.5
# text that takes so many times its share cannot be made up for by talking faster
TOO_LONG = 2.0
BETWEEN, THEN = "\u2013", " \u00b7 "


class Timed(NamedTuple):
    """A slide of the talk: its number in the file, and the seconds of its share."""

    number: int
    slide: PlacedSlide
    share: float


def scheduled(deck: PlacedDeck, slot: float, speech: float, digits: str = "") -> tuple[PlacedDeck, tuple[Finding, ...]]:
    """Return the deck with a time plan for `slot` minutes in the notes, and a finding where text takes far longer than its share.

    The plan is the first line of the notes of each slide that is shown: when it begins and ends, and how long that is, in minutes and
    seconds. `speech` is the time for one character in milliseconds, `digits` are the ten of the language.
    """
    timed = _shared(deck, slot * 60, speech)
    edges = [round(edge) for edge in accumulate((row.share for row in timed), initial=0.0)]
    plans = {
        row.number: numeral(f"{clock(begin)}{BETWEEN}{clock(end)}{THEN}{clock(end - begin)}", digits)
        for row, (begin, end) in zip(timed, pairwise(edges), strict=True)
    }
    slides = tuple(_planned(slide, plans.get(number, "")) for number, slide in enumerate(deck.slides, 1))
    return deck._replace(slides=slides), tuple(_too_long(timed, speech))


def clock(time: float) -> str:
    """Return seconds as minutes and seconds, as a stopwatch shows them: 75:05."""
    whole = round(time)
    return f"{whole // 60}:{whole % 60:02}"


def _shared(deck: PlacedDeck, budget: float, speech: float) -> list[Timed]:
    """Return the slides that are shown, each with its share: its moment, and of the rest as its part of all that is to be said.

    Where nothing is to be said, the moments are all that there is to share by.
    """
    shown = [(number, slide) for number, slide in enumerate(deck.slides, 1) if not slide.hidden]
    moments = [moment(slide) for _, slide in shown]
    said = [to_say(slide) * speech for _, slide in shown]
    shares = [_part(of, moments) * min(sum(moments), budget * MOST_FOR_MOMENTS) for of in moments]
    rest = budget - sum(shares)
    weights = said if any(said) else moments
    return [
        Timed(number, slide, share + rest * _part(weight, weights))
        for (number, slide), share, weight in zip(shown, shares, weights, strict=True)
    ]


def _part(of: float, every: list[float]) -> float:
    return of / sum(every)


def _planned(slide: PlacedSlide, plan: str) -> PlacedSlide:
    return slide._replace(notes=(NoteParagraph((Run(plan),), derived=True), *slide.notes)) if plan else slide


def _too_long(timed: list[Timed], speech: float) -> Iterator[Finding]:
    """Yield what takes over twice its share, as one finding: by characters, most slides do or none does."""
    long = [row for row in timed if to_say(row.slide) and seconds(row.slide, speech) > TOO_LONG * row.share]
    if long:
        worst = max(long, key=lambda row: seconds(row.slide, speech) - row.share)
        takes = f"its text takes {clock(seconds(worst.slide, speech))}, over twice its share of the slot, {clock(worst.share)}"
        more = f", and so does that of {len(long) - 1} more" if len(long) > 1 else ""
        message = f"slide {worst.number}: {takes}{more}; tell it in fewer words"
        yield Finding("D404", Severity.NOTE, message, worst.slide.span, worst.slide.key)

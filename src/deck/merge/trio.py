"""The three decks of a merge, and who is who in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from deck.model.found import Body, FoundDeck, FoundParagraph, FoundShape, FoundSlide
from deck.model.merged import NOTES, At
from deck.model.pairs import Pairs, Spot

CONTINUED = re.compile(r"\+\d+$")


class Base(NamedTuple):
    """What we wrote last: as it was `meant`, for comparing with the new deck, and as the program that saved the disk would have `saved` it,
    for comparing with the disk. Both have the same slides, shapes and paragraphs at the same places.
    """

    meant: FoundDeck
    saved: FoundDeck


class Trio(NamedTuple):
    """Base, disk and new. `was` leads from disk to base, `here` back; `heir` from base to new, `before` back; each by place.

    `relaid`: the new deck is on another template, to which all goes over.
    """

    base: Base
    disk: FoundDeck
    new: FoundDeck
    was: Pairs
    here: Pairs
    heir: Pairs
    before: Pairs
    relaid: bool = False

    def meant(self, spot: Spot) -> FoundShape:
        return self.base.meant.slides[spot[0]].shapes[spot[1]]

    def saved(self, spot: Spot) -> FoundShape:
        return self.base.saved.slides[spot[0]].shapes[spot[1]]

    def on_disk(self, spot: Spot) -> FoundShape:
        return self.disk.slides[spot[0]].shapes[spot[1]]

    def anew(self, spot: Spot) -> FoundShape:
        return self.new.slides[spot[0]].shapes[spot[1]]


def trio(base: Base, disk: FoundDeck, new: FoundDeck, was: Pairs, heir: Pairs, *, relaid: bool = False) -> Trio:
    """Return the decks of a merge; `was` pairs disk with base, `heir` base with new."""
    return Trio(base, disk, new, was, turned(was), heir, turned(heir), relaid)


def body_of(deck: FoundDeck, slide: int, shape: int, body: int) -> Body:
    """Return the paragraphs of a text, or of the notes."""
    return deck.slides[slide].notes if shape == NOTES else deck.slides[slide].shapes[shape].bodies[body]


def paragraph_at(deck: FoundDeck, at: At) -> FoundParagraph:
    return body_of(deck, at.slide, at.shape, at.body)[at.paragraph]


def content_of(shape: FoundShape) -> tuple[object, ...]:
    """Return what a shape says and shows, however it looks."""
    return shape.image, shape.inside, [paragraph.digest for body in shape.bodies for paragraph in body]


def lost_book(base: FoundShape, disk: FoundShape) -> bool:
    """Tell whether a chart of ours came to the disk without the workbook in which its numbers are edited."""
    return bool(base.book) and not disk.book


def families(slides: Iterable[FoundSlide]) -> Mapping[str, tuple[int, ...]]:
    """Return the places of the slides that go on from one another, by the key of the first."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for n, slide in enumerate(slides):
        found[family(slide.key)].append(n)
    return {key: tuple(places) for key, places in found.items()}


def family(key: str) -> str:
    """Return the key of the slide that a slide continues, its own where it does not."""
    return CONTINUED.sub("", key)


def turned(pairs: Pairs) -> Pairs:
    """Return pairs the other way round."""
    return Pairs({b: a for a, b in pairs.slides.items()}, {b: a for a, b in pairs.shapes.items()})

"""What two copies of a deck have alike that their base has not: slides and shapes that hands added before they parted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from deck.match.content import Content
from deck.match.places import apart, overlap
from deck.match.profile import Profiles
from deck.match.shapes import SAME_PLACE, shape_pairs
from deck.match.text import Text, alike
from deck.model.found import FoundDeck, FoundShape, FoundSlide
from deck.model.pairs import Pairs, Spot

# two hands may add much the same, but hardly so much: of words in shapes, and of all that is on a slide
SHAPE, SLIDE = 0.6, 0.5


def twins(one: FoundDeck, other: FoundDeck, was: Pairs, now: Pairs) -> Pairs:
    """Return which slides and shapes of two decks are one thing, of those that `was` and `now` do not pair with the base of both."""
    slides = _slides(one, other, was, now)
    shapes = {(i, a): (j, b) for i, j in slides.items() for a, b in shape_pairs(one.slides[i], other.slides[j]).items()}
    there = {base: j for j, base in now.slides.items()}
    for i, base in was.slides.items():
        if base in there:
            shapes.update(_shapes(_added(one, i, was), _added(other, there[base], now)))
    return Pairs(slides, shapes)


def _slides(one: FoundDeck, other: FoundDeck, was: Pairs, now: Pairs) -> dict[int, int]:
    """Return the slides that both have and their base has not: by creation ids, else by what they say."""
    left = [i for i in range(len(one.slides)) if i not in was.slides]
    right = [j for j in range(len(other.slides)) if j not in now.slides]
    if not left or not right:
        return {}
    here, there = (tuple(deck.slides[n] for n in places) for deck, places in ((one, left), (other, right)))
    profiles = Profiles(one._replace(slides=here), other._replace(slides=there))
    marked = {i: there_by[number] for number, i in _numbered(here).items() if number in (there_by := _numbered(there))}
    content = Content(profiles, marked)
    content.by_equality()
    content.by_likeness()
    return {left[i]: right[j] for i, j in content.pairs.items() if i in marked or profiles.alike(i, j) >= SLIDE}


def _numbered(slides: Sequence[FoundSlide]) -> dict[int, int]:
    """Return the places of slides by the creation ids that only one of them has."""
    often = Counter(slide.number for slide in slides)
    return {slide.number: n for n, slide in enumerate(slides) if slide.number and often[slide.number] == 1}


def _added(deck: FoundDeck, n: int, known: Pairs) -> list[tuple[Spot, FoundShape]]:
    return [((n, k), shape) for k, shape in enumerate(deck.slides[n].shapes) if (n, k) not in known.shapes]


def _shapes(here: list[tuple[Spot, FoundShape]], there: list[tuple[Spot, FoundShape]]) -> Iterator[tuple[Spot, Spot]]:
    """Yield pairs of shapes, the most alike first, of those the nearest. Names tell nothing: programs count the shapes of a slide."""
    scored = [
        (-score, apart(one.box, other.box), spot, twin)
        for spot, one in here
        for twin, other in there
        if one.tag == other.tag and (score := _likeness(one, other)) >= SHAPE
    ]
    taken: set[tuple[int, Spot]] = set()
    for *_, spot, twin in sorted(scored):
        if (0, spot) not in taken and (1, twin) not in taken:
            taken |= {(0, spot), (1, twin)}
            yield spot, twin


def _likeness(one: FoundShape, other: FoundShape) -> float:
    """Return how much two added shapes are alike, from 0 to 1, or 2 for one creation id."""
    if one.guid and one.guid == other.guid:
        return 2.0
    if (one.image, one.inside) != (other.image, other.inside):
        return 0.0
    left, right = Text(one.bodies), Text(other.bodies)
    if left.digests or right.digests:
        return alike(left, right)
    # what says nothing is known by its picture, or else by its place
    return 1.0 if one.image or one.inside or overlap(one.box, other.box) >= SAME_PLACE else 0.0

"""Which slide on disk is which of the base, and which are copies: by their marks, else by what they say."""

from __future__ import annotations

from collections import Counter, defaultdict

from deck.match.content import Content
from deck.match.places import overlap
from deck.match.profile import Profiles, shown
from deck.match.text import Text, alike
from deck.model.found import FoundDeck, FoundSlide

# shares are compared to this many places
PLACES = 3

Slides = dict[int, int]


def slide_pairs(disk: FoundDeck, base: FoundDeck) -> tuple[Slides, Slides]:
    """Return which slides of the base those on disk are, and which of the rest are copies of slides of the base."""
    pairs, copies = _by_marks(disk, base)
    if len(pairs) + len(copies) == len(disk.slides):
        return pairs, copies
    profiles = Profiles(disk, base)
    content = Content(profiles, pairs, copies)
    content.by_all(marked=2 * len(pairs) >= len(disk.slides))
    return dict(sorted(content.pairs.items())), dict(sorted({**copies, **content.copies()}.items()))


def _by_marks(disk: FoundDeck, base: FoundDeck) -> tuple[Slides, Slides]:
    """Return pairs and copies as far as marks tell: creation ids first, then keys."""
    numbers = _once({j: slide.number for j, slide in enumerate(base.slides)})
    keys = _once({j: slide.key for j, slide in enumerate(base.slides)})
    # the slides that claim to be one of the base: those with its creation id, and those with its key alone
    claims: defaultdict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, slide in enumerate(disk.slides):
        if slide.number in numbers:
            claims[numbers[slide.number]][0].append(i)
        elif slide.key in keys:
            claims[keys[slide.key]][1].append(i)
    claimed = {i: j for j, (by_number, by_key) in claims.items() for i in (*by_number, *by_key)}
    pairs: Slides = {}
    for j, (by_number, by_key) in claims.items():
        pairs[_original(by_number or by_key, j, disk, base, claimed)] = j
    return dict(sorted(pairs.items())), {i: j for i, j in claimed.items() if i not in pairs}


def _once(marks: dict[int, int] | dict[int, str]) -> dict[object, int]:
    """Return the place of each mark that only one slide has."""
    often = Counter(marks.values())
    return {mark: n for n, mark in marks.items() if mark and often[mark] == 1}


def _original(among: list[int], j: int, disk: FoundDeck, base: FoundDeck, claimed: Slides) -> int:
    """Return which of several slides with one mark is the original: the most similar, then by its neighbours and place.

    Of several that stand in a row it is the first: programs put a copy behind its original.
    """
    if len(among) == 1:
        return among[0]

    def rank(i: int) -> tuple[float, int, int, int]:
        wanted = ((step, j + step if j + step < len(base.slides) else -1) for step in (-1, 1))
        beside = sum(_neighbour(i, step, j, len(disk.slides), claimed) == there for step, there in wanted)
        start = i
        while claimed.get(start - 1) == j:
            start -= 1
        return -_same(disk.slides[i], base.slides[j]), -beside, abs(start - j), i

    return min(among, key=rank)


def _neighbour(i: int, step: int, j: int, count: int, claimed: Slides) -> int | None:
    """Return which slide of the base stands beside one, other copies of its own passed over; -1 at an end, None where nothing tells."""
    i += step
    while 0 <= i < count and claimed.get(i) == j:
        i += step
    return claimed.get(i) if 0 <= i < count else -1


def _same(one: FoundSlide, other: FoundSlide) -> float:
    """Return how much of two slides is the same, texts, pictures, and places."""
    texts = alike(*(Text((*(body for shape in slide.shapes for body in shape.bodies), slide.notes)) for slide in (one, other)))
    look, there = Counter(shown(one)), Counter(shown(other))
    content = 2 * (look & there).total() / max(1, look.total() + there.total())
    boxes = sum(max((overlap(shape.box, twin.box) for twin in other.shapes), default=0.0) for shape in one.shapes)
    return round(texts + content + boxes / max(1, len(one.shapes), len(other.shapes)), PLACES)

"""Which slides on disk are copies: what repeats another slide, for nobody writes the same twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from deck.match.profile import Profiles, places_of
from deck.model.likeness import RARE

# so much in common have a slide and its copy, and so much less a slide and what it is no copy of
COPY = 0.8
FAR = 0.2
# shares are compared to this many places
PLACES = 3


class Copies:
    """What slides on disk may be copies of; only those in `left` are asked for."""

    def __init__(self, profiles: Profiles, left: Collection[int]) -> None:
        self.profiles, self._left = profiles, left
        self._found: dict[int, tuple[int, float]] = {}

    @cached_property
    def repeated(self) -> frozenset[int]:
        """The slides that repeat the one before them: one of a row alone is the original. Rows that the base has, too, do not count."""
        disk = [self.profiles.shown_here(i) for i in range(len(self.profiles.disk))]
        base = [self.profiles.shown_there(j) for j in range(len(self.profiles.base))]
        rows = {one for one, other in pairwise(base) if one == other}
        return frozenset(i for i, (one, other) in enumerate(pairwise(disk), 1) if one and one == other and one not in rows)

    def forbid(self, i: int, j: int, score: float, *, row: bool) -> bool:
        """Tell whether a slide is far more like another slide of the base than like one that has `score` in common with it.

        It must be nearly that one, or, where a `row` of equal slides counts, repeat the slide before it.
        """
        nearest, most = self.nearest(i)
        return nearest != j and (most >= COPY or (row and i in self.repeated)) and score < most - FAR

    def nearest(self, i: int) -> tuple[int, float]:
        """Return which slide of the base, paired or not, has most in common with one on disk, and how much; at ties the nearest."""
        if i not in self._found:
            told = (self._index.get(token, ()) for token in set(self.profiles.shown_here(i)))
            near = {j for places in told if len(places) <= RARE for j in places}
            scored = ((round(self.profiles.alike(i, j), PLACES), -abs(i - j), j) for j in near)
            score, _, j = max(scored, default=(0.0, 0, -1))
            self._found[i] = j, score
        return self._found[i]

    def among(self, left: Collection[int], pairs: Mapping[int, int]) -> Iterator[tuple[int, int]]:
        """Yield those of the slides `left` that say nearly what a slide of the base says, or all that its partner says on disk."""
        partners = {j: i for i, j in pairs.items()}
        of = dict(pairs)
        for i in sorted(left):
            nearest, score = self.nearest(i)
            if i - 1 in of and self._equal(i, i - 1):
                of[i] = of[i - 1]
            elif score >= COPY or (nearest in partners and self._equal(i, partners[nearest])):
                of[i] = nearest
            if i in of:
                yield i, of[i]

    def _equal(self, i: int, twin: int) -> bool:
        text = self.profiles.shown_here(i)
        return bool(text) and text == self.profiles.shown_here(twin)

    @cached_property
    def _index(self) -> Mapping[str, list[int]]:
        """The slides of the base by the paragraphs and pictures that they have in common with those that are asked for."""
        return places_of({token for i in self._left for token in self.profiles.shown_here(i)}, self.profiles.base)

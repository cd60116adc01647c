"""Which slide is which by what they say, where no mark tells: equal ones, then the most alike, then those between the same neighbours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from heapq import nlargest

from deck.match.copies import Copies
from deck.match.order import aligned, gaps
from deck.match.profile import Profiles, noted, same_look
from deck.model.likeness import RARE

# weighted share of words in common (Dice): anywhere, with an equal title, and between the same neighbours
LEAST = 0.4
LEAST_TITLED = 0.25
LEAST_IN_PLACE = 0.2
# so much more alike than any other that no order need be asked
CLEARLY = 0.05
# the whole length of the deck away counts as much as this share of the words
DISTANCE = 0.05
# and to stand beside the same slide this much
NEIGHBOUR = 0.05
# so many of the rarest words of a slide are looked up, and the most promising slides compared in full
RAREST = 30
CANDIDATES = 8
# slides of so few words may be reworded from end to end, where they look alike
SHORT = 6
LOOKS_ALIKE = 0.5

Scored = tuple[float, int, int]


class Content:
    """Pairs of slides on disk and of the base; each method adds the pairs of one kind of evidence, to those that marks gave.

    Those in `apart` are known to be copies, and no pair is sought for them.
    """

    def __init__(self, profiles: Profiles, pairs: Mapping[int, int], apart: Collection[int] = ()) -> None:
        self.profiles, self.pairs, self._apart = profiles, dict(pairs), apart
        self._taken = set(pairs.values())
        # slides that repeat the one before them, left out for now
        self._twins: frozenset[int] = frozenset()
        self._in_rows = False
        self._copies = Copies(profiles, self.open_here())

    def by_all(self, *, marked: bool) -> None:
        """Pair by every kind of evidence, the surest first; where slides are `marked`, one without a mark is most likely a new one."""
        if not self.open_there():
            return
        if marked:
            self.by_equality()
            self.by_likeness()
            return
        self._in_rows, self._twins = True, self._copies.repeated
        self.by_equality()
        self.by_likeness(clearly=True)
        self.by_place()
        self.by_likeness()
        self.by_place()
        self.by_order()
        if self._twins:
            # of a row of equal slides that the base has not, all may have been edited alike
            self._twins = frozenset()
            self.by_equality()
            self.by_likeness()

    def copies(self) -> dict[int, int]:
        """Return which slides without a pair are copies, and of which slides of the base."""
        self._twins = frozenset()
        return dict(self._copies.among(self.open_here(), self.pairs))

    def open_here(self) -> list[int]:
        return [i for i in range(len(self.profiles.disk)) if i not in self.pairs and i not in self._apart and i not in self._twins]

    def open_there(self) -> list[int]:
        return [j for j in range(len(self.profiles.base)) if j not in self._taken]

    def by_equality(self) -> None:
        """Pair slides that show the same, and say the same in their notes; of several equal ones those between the same neighbours."""
        here = {i: (self.profiles.shown_here(i), noted(self.profiles.disk[i])) for i in self.open_here()}
        there = {j: (self.profiles.shown_there(j), noted(self.profiles.base[j])) for j in self.open_there()}
        self._equal(here, there)
        self._equal({i: text for i, (text, _) in here.items()}, {j: text for j, (text, _) in there.items()})

    def _equal(self, here: Mapping[int, Hashable], there: Mapping[int, Hashable]) -> None:
        often, once = Counter(here.values()), {text: j for j, text in there.items()}
        for text, n in Counter(there.values()).items():
            if n > 1:
                del once[text]
        for i, text in here.items():
            if often[text] == 1 and text in once and any(text if isinstance(text, tuple) else ()):
                self._pair(i, once[text])
        self._by_neighbours(here, there)

    def by_likeness(self, *, clearly: bool = False) -> None:
        """Pair slides that have much in common, the most alike first; `clearly`: only where no other comes near."""
        found = [
            (self._near(i, j, score), i, j)
            for i, j, score in self._candidates()
            if score >= self._least(i, j) and not self._copies.forbid(i, j, score, row=self._in_rows)
        ]
        for _, i, j in sorted(_clear(found) if clearly else found, key=lambda found: (-found[0], *found[1:])):
            self._pair(i, j)

    def by_place(self) -> None:
        """Pair what stands between the same neighbours and has a few words in common; so short a slide may be reworded as a whole."""
        left = set(self.open_here())
        for here, there in list(gaps(self.pairs, len(self.profiles.disk), len(self.profiles.base))):
            for i, j in aligned([i for i in here if i in left], there, self._in_place):
                self._pair(i, j)

    def by_order(self) -> None:
        """Pair slides that show the same, wherever they are, in order."""
        there: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for j in reversed(self.open_there()):
            there[self.profiles.shown_there(j)].append(j)
        for i in self.open_here():
            if (text := self.profiles.shown_here(i)) and there[text]:
                self._pair(i, there[text].pop())

    def _pair(self, i: int, j: int) -> None:
        if i not in self.pairs and j not in self._taken:
            self.pairs[i] = j
            self._taken.add(j)

    def _by_neighbours(self, one: Mapping[int, Hashable], other: Mapping[int, Hashable]) -> None:
        """Pair equal slides whose neighbours are each other's: both, or else the one before, or the one behind."""
        ways: tuple[tuple[Iterable[int], tuple[int, ...]], ...] = ((one, (-1, 1)), (one, (-1,)), (reversed(list(one)), (1,)))
        for places, steps in ways:
            for i in places:
                wanted = {self._beside(i, step) for step in steps}
                j = next(iter(wanted))
                if len(wanted) == 1 and j in other and one[i] == other[j]:
                    self._pair(i, j)

    def _beside(self, i: int, step: int) -> int:
        """Return which slide of the base a slide is if its neighbour tells, -1 where that has no pair."""
        last = len(self.profiles.disk) - 1
        if (i == 0 and step < 0) or (i == last and step > 0):
            return 0 if step < 0 else len(self.profiles.base) - 1
        return self.pairs[i + step] - step if i + step in self.pairs else -1

    def _candidates(self) -> Iterator[tuple[int, int, float]]:
        """Yield slides that have rare things in common, and how much they are alike."""
        here, there = self.open_here(), self.open_there()
        index: defaultdict[str, list[int]] = defaultdict(list)
        for j in there:
            for token in self.profiles.there(j):
                index[token].append(j)
        for i in here:
            known = [(len(places), token) for token in self.profiles.here(i) if (places := index.get(token))]
            promise: defaultdict[int, float] = defaultdict(float)
            for often, token in sorted(known)[:RAREST]:
                if often <= RARE:
                    for j in index[token]:
                        promise[j] += self.profiles.points(token)
            for j in nlargest(CANDIDATES, promise, key=promise.__getitem__):
                yield i, j, self.profiles.alike(i, j)

    def _least(self, i: int, j: int) -> float:
        title = self.profiles.disk[i].title
        return LEAST_TITLED if title and title == self.profiles.base[j].title else LEAST

    def _near(self, i: int, j: int, score: float) -> float:
        """Return how much two slides are alike with what their places say of it."""
        away = abs(i / len(self.profiles.disk) - j / len(self.profiles.base))
        return score - DISTANCE * away + NEIGHBOUR * (j in (self._beside(i, -1), self._beside(i, 1)))

    def _in_place(self, i: int, j: int) -> float:
        """Return how much speaks for two slides between the same neighbours being one, 0 for nothing."""
        one, other = self.profiles.disk[i], self.profiles.base[j]
        if self.profiles.shown_here(i) == self.profiles.shown_there(j):
            return 1.0
        score = self.profiles.alike(i, j)
        if self._copies.forbid(i, j, score, row=True):
            return 0.0
        if score >= LEAST_IN_PLACE:
            return score
        short = max(self.profiles.length_here(i), self.profiles.length_there(j)) <= SHORT
        return LEAST_IN_PLACE / 2 if short and same_look(one, other) >= LOOKS_ALIKE else 0.0


def _clear(found: list[Scored]) -> list[Scored]:
    """Return those that are far more alike than any other that one of both could be."""
    best: defaultdict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for score, *both in found:
        for place in enumerate(both):
            best[place] = sorted((*best[place], score))[-2:]
    return [one for one in found if all(one[0] >= best[place][0] + CLEARLY and one[0] == best[place][1] for place in enumerate(one[1:]))]

"""Which of the new is which of the old: by equal text, then by words in common, then by place; one to one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

from deck.model.likeness import RARE

# weighted share of words in common (Dice), measured on articles (docs/analysis/identity.md): at home, somewhere else, in the same gap
LEAST_AT_HOME = 0.3
LEAST_ELSEWHERE = 0.55
LEAST_IN_PLACE = 0.2
# and of all words, each as often as it stands there, in the same gap
HALF = 0.5
# so much in common tells more than an equal head
LEAST_FOR_SURE = 0.7
# a text of so few different words may be reworded from end to end
SHORT = 6
# beyond this many pairs a gap is not looked through
MOST_PAIRS = 400


class Entry(NamedTuple):
    """A thing to be known again: its key, the key of what it belongs to ("" for none), its head and all of its words, head included."""

    key: str
    home: str
    head: tuple[str, ...]
    words: tuple[str, ...]


Pick = Callable[[Entry], bool]


def every(_: Entry) -> bool:
    return True


class Likeness:
    """Pairs of new and old entries, by their places. `homes` tells what a new home was called; each pair adds its own.

    Each method adds the pairs of one kind of evidence, among those that have none yet and that `some` picks: ask the surest first.
    """

    def __init__(self, new: Sequence[Entry], old: Sequence[Entry], homes: Mapping[str, str]) -> None:
        self.new, self.old, self.homes = new, old, {**homes, "": ""}
        self.pairs: dict[int, int] = {}
        self._taken: set[int] = set()
        self._sets = ([frozenset(entry.words) for entry in new], [frozenset(entry.words) for entry in old])
        often = Counter(word for side in self._sets for words in side for word in words)
        self._weight = {word: log(1 + (len(new) + len(old)) / n) for word, n in often.items()}

    def pair(self, i: int, j: int) -> None:
        self.pairs[i] = j
        self._taken.add(j)
        self.homes[self.new[i].key] = self.old[j].key

    def by_text(self, some: Pick = every, *, elsewhere: bool = False) -> None:
        """Pair equal texts; of several the one with the same neighbours, at home or else `elsewhere`, too."""
        new, old = _neighbours(self.new), _neighbours(self.old)
        for both in ((0, 1), (0,), (1,), ()):
            self._pair_equal(
                {i: (e.words, self._home(e), *(new[i][side] for side in both)) for i, e in self._open_new(some)},
                {j: (e.words, e.home, *(old[j][side] for side in both)) for j, e in self._open_old(some)},
            )
        if elsewhere:
            self._pair_equal({i: e.words for i, e in self._open_new(some)}, {j: e.words for j, e in self._open_old(some)})

    def by_head(self, some: Pick = every) -> None:
        """Pair those at home whose head no other there has."""
        new = _by_trait({i: (e.head, self._home(e)) for i, e in self._open_new(some) if e.head})
        old = _by_trait({j: (e.head, e.home) for j, e in self._open_old(some)})
        for trait, found in new.items():
            if len(found) == len(old.get(trait, ())) == 1:
                self.pair(found[0], old[trait][0])

    def by_words(self, some: Pick = every, *, elsewhere: bool = False, least: float = 0.0) -> None:
        """Pair those that have many of their words in common, `least` or what is telling enough, the most alike first."""
        index: defaultdict[str, list[int]] = defaultdict(list)
        for j, _ in self._open_old(some):
            for word in self._sets[1][j]:
                index[word].append(j)
        found: list[tuple[float, int, int]] = []
        for i, entry in self._open_new(some):
            told = (index[word] for word in self._sets[0][i] if len(index.get(word, ())) in range(1, RARE + 1))
            for j in {j for places in told for j in places}:
                at_home = self.old[j].home == self._home(entry)
                if at_home or elsewhere:
                    score = self._score(i, j)
                    if score >= (max(least, LEAST_AT_HOME) if at_home else LEAST_ELSEWHERE):
                        found.append((-score - at_home, i, j))
        self._pair_best(found)

    def by_place(self, some: Pick = every) -> None:
        """Pair what stands between the same neighbours: where a few words are the same, or as many short ones went as came."""
        for new, old in list(self._gaps(some)):
            if len(new) * len(old) <= MOST_PAIRS:
                scored = ((self._score(i, j), i, j) for i in new for j in old)
                self._pair_best([(-score, i, j) for score, i, j in scored if score >= LEAST_IN_PLACE or self._shared(i, j) >= HALF])
            left, gone = [i for i in new if i not in self.pairs], [j for j in old if j not in self._taken]
            if len(left) == len(gone):
                for i, j in zip(left, gone, strict=True):
                    if max(len(self._sets[0][i]), len(self._sets[1][j])) <= SHORT:
                        self.pair(i, j)

    def _home(self, entry: Entry) -> str | None:
        return self.homes.get(entry.home)

    def _open_new(self, some: Pick) -> Iterator[tuple[int, Entry]]:
        return ((i, entry) for i, entry in enumerate(self.new) if i not in self.pairs and some(entry))

    def _open_old(self, some: Pick) -> Iterator[tuple[int, Entry]]:
        return ((j, entry) for j, entry in enumerate(self.old) if j not in self._taken and some(entry))

    def _pair_equal(self, new: Mapping[int, Hashable], old: Mapping[int, Hashable]) -> None:
        """Pair those of one trait, in order."""
        there = _by_trait(old)
        for trait, found in _by_trait(new).items():
            for i, j in zip(found, there.get(trait, ()), strict=False):
                self.pair(i, j)

    def _pair_best(self, found: list[tuple[float, int, int]]) -> None:
        for _, i, j in sorted(found):
            if i not in self.pairs and j not in self._taken:
                self.pair(i, j)

    def _score(self, i: int, j: int) -> float:
        """Return how alike two texts are, from 0 to 1: a rare word in common says more than one that many have."""
        one, other = self._sets[0][i], self._sets[1][j]
        weight = self._weight
        whole = sum(weight[word] for word in one) + sum(weight[word] for word in other)
        return 2 * sum(weight[word] for word in one & other) / whole if whole else 0.0

    def _shared(self, i: int, j: int) -> float:
        """Return how much of two texts is the same, from 0 to 1, with each word as often as it stands there."""
        one, other = Counter(self.new[i].words), Counter(self.old[j].words)
        return 2 * (one & other).total() / max(1, one.total() + other.total())

    def _gaps(self, some: Pick) -> Iterator[tuple[list[int], list[int]]]:
        """Yield what has no pair between two neighbours that are each other's, or at an end: the new there, and the old."""
        here = _by_trait({i: e.home for i, e in enumerate(self.new) if some(e)})
        there = _by_trait({j: e.home for j, e in enumerate(self.old) if some(e)})
        back = {j: i for i, j in self.pairs.items()}
        for home, new in here.items():
            old = there.get(self.homes.get(str(home)), [])
            inside, before = set(new), set(old)
            # each is named by the old one that it is, or None while it has no pair; what went elsewhere or came from there is passed over
            gaps = dict(_runs([(j, j if j in back else None) for j in old if j not in back or back[j] in inside]))
            for gap, found in _runs([(i, self.pairs.get(i)) for i in new if i not in self.pairs or self.pairs[i] in before]):
                if gap in gaps:
                    yield found, gaps[gap]


def _neighbours(entries: Sequence[Entry]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the words of the entries before and behind each."""
    texts = [(), *(entry.words for entry in entries), ()]
    return list(zip(texts, texts[2:], strict=False))


def _by_trait(traits: Mapping[int, Hashable]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for n, trait in traits.items():
        found.setdefault(trait, []).append(n)
    return found


def _runs(line: Iterable[tuple[int, int | None]]) -> Iterator[tuple[tuple[int | None, int | None], list[int]]]:
    """Yield what has no name between two that have, with their names; None is an end."""
    before: int | None = None
    run: list[int] = []
    for n, name in line:
        if name is None:
            run.append(n)
            continue
        if run:
            yield (before, name), run
        before, run = name, []
    if run:
        yield (before, None), run

"""Which shape of a section in the base became which in the new deck: by what it says, then by its name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from deck.match.order import aligned
from deck.match.text import Text, alike, common
from deck.model.found import FoundDeck, FoundShape
from deck.model.pairs import Spot

NUMBERED = re.compile(r" \d+$")
# what a slide has once: it is the same whatever it says
FIXED = frozenset({"Title", "Kicker", "Under", "Byline", "Groups", "Picture", "Table", "Figure", "Footer", "Number"})
# and this never goes to another slide, nor into another text
ITS_SLIDES = frozenset({"Title", "Kicker", "Footer", "Number"})
# what goes with what: a detail with its lead, the number of a card with its text
COMPANIONS = {"Lead": "Detail", "Detail": "Lead", "Point": "Number", "Number": "Point"}
# a text of which so much is the same was reworded
LEAST = 0.5
# so much of the shorter of two texts is in the other: it went there
MOST = 0.5


# a shape, and what must be equal
Told = tuple[Spot, object]
Pick = Callable[[Spot, Spot], bool]


class Family:
    """The shapes of one section's slides, in the base and in the new deck, and which became which."""

    def __init__(self, base: FoundDeck, new: FoundDeck, old: Sequence[int], now: Sequence[int], slides: Mapping[int, int]) -> None:
        self._slides = slides
        self._old, self._new = _shapes(base, old), _shapes(new, now)
        self._named = {(spot[0], shape.name): spot for spot, shape in self._new.items()}
        self._names = {(spot[0], shape.name): spot for spot, shape in self._old.items()}
        self._texts = _texts(self._old), _texts(self._new)
        self._pairs: dict[Spot, Spot] = {}
        self._taken: set[Spot] = set()
        # pairs whose companions are still to be paired
        self._fresh: list[tuple[Spot, Spot]] = []

    def paired(self) -> dict[Spot, Spot]:
        """Return the pairs, found by the surest evidence first."""
        if any(shape.image for shape in self._old.values()):
            self._by_picture()
        self._by_name(lambda one, _: self._old[one].name in FIXED)
        self._by_name(self._same_text)
        self._with_companions()
        if len(self._pairs) < len(self._old):
            self._by_equal_text()
            self._by_likeness()
            self._by_name()
            self._by_share()
        return self._pairs

    def _same_text(self, one: Spot, other: Spot) -> bool:
        text = self._texts[0][one].digests
        return bool(text) and text == self._texts[1][other].digests and _role(self._old[one]) != "Number"

    def _by_name(self, some: Pick | None = None) -> None:
        """Pair those of one name on a slide and its partner, or those of them that `some` picks."""
        for spot, shape in self._old.items():
            there = self._named.get((self._slides.get(spot[0], -1), shape.name))
            if there and spot not in self._pairs and there not in self._taken and (some is None or some(spot, there)):
                self._pair(spot, there)

    def _by_picture(self) -> None:
        """Pair equal pictures, on whichever slide they are; on the partner of theirs, if they are there."""
        for spot, shape in self._open_old():
            twins = [there for there, other in self._open_new() if shape.image and other.image == shape.image]
            if twins:
                self._pair(spot, min(twins, key=lambda there: (there[0] != self._slides.get(spot[0]), there)))

    def _by_equal_text(self) -> None:
        """Pair equal texts: as many as are in the same order, then those that moved; each takes with it what belongs to it."""
        for role_too in (True, False):
            old, new = self._telling(role_too=role_too)
            for i, j in _in_order(old, new):
                self._pair(old[i][0], new[j][0])
            left: defaultdict[object, list[Spot]] = defaultdict(list)
            for spot, trait in reversed(new):
                if spot not in self._taken:
                    left[trait].append(spot)
            for spot, trait in old:
                if spot not in self._pairs and left[trait]:
                    self._pair(spot, left[trait].pop())
            self._with_companions()

    def _telling(self, *, role_too: bool) -> tuple[list[Told], list[Told]]:
        """Return what is open on both sides, with its text, and its role if that shall be equal, too; numbers tell nothing."""

        def traits(shapes: Iterable[tuple[Spot, FoundShape]], texts: Mapping[Spot, Text]) -> list[Told]:
            return [
                (spot, (tuple(sorted(texts[spot].digests)), _role(shape) if role_too else ""))
                for spot, shape in shapes
                if texts[spot].digests and _role(shape) != "Number"
            ]

        return traits(self._open_old(), self._texts[0]), traits(self._open_new(), self._texts[1])

    def _by_likeness(self) -> None:
        """Pair what was reworded, of one role; leads first, for what belongs to them goes with them."""
        for details in (False, True):
            scored = [
                (-alike(self._texts[0][spot], self._texts[1][there]), spot, there)
                for spot, shape in self._open_old()
                for there, other in self._open_new()
                if _role(shape) == _role(other) != "Number" and (_role(shape) == "Detail") is details
            ]
            self._pair_best(found for found in scored if -found[0] >= LEAST)
            self._with_companions()

    def _by_share(self) -> None:
        """Pair what became another kind of shape: with the one that most of its text went to, or that it makes the most of."""
        scored = []
        for spot, _ in self._open_old():
            for there, _ in self._open_new():
                one, other = self._texts[0][spot], self._texts[1][there]
                amount = common(one, other)
                if amount and amount >= MOST * min(_size(one, other), _size(other, one)):
                    scored.append((-amount, spot, there))
        self._pair_best(scored)

    def _with_companions(self) -> None:
        """Pair what belongs to pairs: the details of leads, and leads of details."""
        fresh, self._fresh = self._fresh, []
        for spot, there in fresh:
            one, other = self._old[spot], self._new[there]
            if _role(one) == _role(other) in COMPANIONS:
                mate = self._names.get((spot[0], _companion(one)))
                twin = self._named.get((there[0], _companion(other)))
                if mate and twin and mate not in self._pairs and twin not in self._taken:
                    self._pair(mate, twin)

    def _pair(self, spot: Spot, there: Spot) -> None:
        self._pairs[spot] = there
        self._fresh.append((spot, there))
        self._taken.add(there)

    def _pair_best(self, found: Iterable[tuple[float, Spot, Spot]]) -> None:
        for _, spot, there in sorted(found):
            if spot not in self._pairs and there not in self._taken:
                self._pair(spot, there)

    def _open_old(self) -> list[tuple[Spot, FoundShape]]:
        return [(spot, shape) for spot, shape in self._old.items() if spot not in self._pairs and shape.name not in ITS_SLIDES]

    def _open_new(self) -> list[tuple[Spot, FoundShape]]:
        return [(spot, shape) for spot, shape in self._new.items() if spot not in self._taken and shape.name not in ITS_SLIDES]


def _shapes(deck: FoundDeck, slides: Sequence[int]) -> dict[Spot, FoundShape]:
    return {(n, k): shape for n in slides for k, shape in enumerate(deck.slides[n].shapes)}


def _texts(shapes: Mapping[Spot, FoundShape]) -> dict[Spot, Text]:
    return {spot: Text(shape.bodies) for spot, shape in shapes.items()}


def _in_order(old: Sequence[Told], new: Sequence[Told]) -> list[tuple[int, int]]:
    """Return pairs of places of what is equal, as many as are in the same order."""
    return aligned(range(len(old)), range(len(new)), lambda i, j: float(old[i][1] == new[j][1]))


def _role(shape: FoundShape) -> str:
    """Return what a shape is for: its name without its number."""
    return NUMBERED.sub("", shape.name) if shape.name[-1:].isdecimal() else shape.name


def _companion(shape: FoundShape) -> str:
    role = _role(shape)
    return COMPANIONS[role] + shape.name.removeprefix(role)


def _size(one: Text, other: Text) -> int:
    """Return how much a text says, in the measure in which it is compared with another."""
    return one.words.total() if one.words and other.words else len(one.digests)

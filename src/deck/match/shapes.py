"""Which shape on a slide is which on its partner in the base: by marks, by placeholder, by picture, by text, by place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property

from deck.match.places import apart, overlap
from deck.match.text import TITLES, Text, alike
from deck.model.found import FoundShape, FoundSlide

# what LibreOffice calls every placeholder
NAMELESS = re.compile(r"PlaceHolder \d+")
# placeholders of which a slide has one, whatever their number
SINGLE = frozenset({"subTitle", "ftr", "sldNum", "dt"})
# placeholders that hold what a slide says
BODIES = frozenset({"body", "obj", "subTitle"})
# texts that have so much in common are one that was reworded
LEAST = 0.5
# what stands there wrote over it: a text box in the very same place, a placeholder or a picture about there
SAME_PLACE = 0.8
NEAR_PLACE = 0.3

Mark = Callable[[FoundShape], Hashable]


def shape_pairs(disk: FoundSlide, base: FoundSlide) -> dict[int, int]:
    """Return which shapes of a slide of the base those of its partner on disk are.

    What is neither alike nor in its place is no shape of the base: a person drew it. What is inside a group has no partner.
    """
    if len(disk.shapes) == len(base.shapes) and all(map(_one_guid, disk.shapes, base.shapes)):
        return {n: n for n in range(len(base.shapes))}
    shapes = _Shapes(disk.shapes, base.shapes)
    shapes.by_mark(lambda shape: shape.guid)
    marked = bool(shapes.pairs)
    shapes.by_mark(lambda shape: "" if NAMELESS.fullmatch(shape.name) else shape.name)
    if len(shapes.pairs) < min(len(disk.shapes), len(base.shapes)):
        shapes.by_placeholder()
        shapes.by_picture()
        shapes.by_text()
        # where marks are, a shape without one is new, however well it stands in the place of one that is gone
        if not marked:
            shapes.by_place()
    return dict(sorted(shapes.pairs.items()))


class _Shapes:
    """Pairs of shapes; each method adds those of one kind of evidence. Only shapes of one tag are ever one shape."""

    def __init__(self, disk: tuple[FoundShape, ...], base: tuple[FoundShape, ...]) -> None:
        self.disk, self.base = disk, base
        self.pairs: dict[int, int] = {}
        self._taken: set[int] = set()
        # known to be made by hand: copies of ours
        self._foreign: set[int] = set()

    def by_mark(self, mark: Mark) -> None:
        """Pair those of one mark; of several the most similar, and the rest are copies."""
        if len(self.pairs) == len(self.disk):
            return
        there = _by_mark(mark, enumerate(self.base))
        for text, found in _by_mark(mark, self._open_here()).items():
            places = there.get(text, ())
            if len(places) != 1:
                continue
            j = places[0]
            same = [i for i in found if self.disk[i].tag == self.base[j].tag]
            if same and j not in self._taken:
                self._pair(self._most_similar(same, j), j)
            self._foreign.update(i for i in same if i not in self.pairs)

    def by_placeholder(self) -> None:
        """Pair those that fill one placeholder; other than a title it must be where it was, or say something of what it said."""
        self._pair_single(lambda shape: "title" if shape.kind in TITLES else "")
        self._pair_single(lambda shape: shape.kind if shape.kind in SINGLE else "")
        numbered = {j: shape for j, shape in self._open_there() if shape.kind and shape.idx}
        here = _by_mark(_filling, self._open_here())
        for j, shape in numbered.items():
            found = here.get(_filling(shape), ())
            if len(found) == 1 and (overlap(self.disk[found[0]].box, shape.box) >= NEAR_PLACE or self._alike(found[0], j) >= LEAST):
                self._pair(found[0], j)

    def by_picture(self) -> None:
        """Pair equal pictures, of several those that are nearest to each other."""
        self._pair_best((apart(one.box, other.box), i, j) for i, one, j, other in self._open() if one.image and one.image == other.image)

    def by_text(self) -> None:
        """Pair equal texts, then those that are alike; at ties those that are nearest to each other."""
        there: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for j, _ in self._open_there():
            there[self._texts[1][j].digests].append(j)
        equal = [(i, j) for i, _ in self._open_here() if (text := self._texts[0][i].digests) for j in there.get(text, ())]
        self._pair_best((apart(self.disk[i].box, self.base[j].box), i, j) for i, j in equal if self.disk[i].tag == self.base[j].tag)
        scored = [(self._alike(i, j), i, j) for i, _, j, _ in self._open()]
        self._pair_best((-s, apart(self.disk[i].box, self.base[j].box), i, j) for s, i, j in scored if s >= LEAST)

    def by_place(self) -> None:
        """Pair what has other content in the same place, then placeholders that are left over in as many kinds as there were."""
        shares = ((overlap(one.box, other.box), i, j) for i, one, j, other in self._open())
        self._pair_best(
            (-share, i, j) for share, i, j in shares if share >= (NEAR_PLACE if _keeps(self.disk[i], self.base[j]) else SAME_PLACE)
        )
        here = [i for i, shape in self._open_here() if shape.kind in BODIES]
        there = [j for j, shape in self._open_there() if shape.kind in BODIES]
        if len(here) == len(there):
            for i, j in zip(here, there, strict=True):
                if self.disk[i].tag == self.base[j].tag:
                    self._pair(i, j)

    def _pair(self, i: int, j: int) -> None:
        self.pairs[i] = j
        self._taken.add(j)

    def _pair_single(self, mark: Mark) -> None:
        there = _by_mark(mark, self._open_there())
        for kind, found in _by_mark(mark, self._open_here()).items():
            places = there.get(kind, ())
            if len(places) == 1 == len(found) and self.disk[found[0]].tag == self.base[places[0]].tag:
                self._pair(found[0], places[0])

    def _pair_best(self, found: Iterable[tuple[float, ...]]) -> None:
        for *_, a, b in sorted(found):
            i, j = int(a), int(b)
            if i not in self.pairs and j not in self._taken:
                self._pair(i, j)

    def _open_here(self) -> Iterator[tuple[int, FoundShape]]:
        return ((i, shape) for i, shape in enumerate(self.disk) if i not in self.pairs and i not in self._foreign)

    def _open_there(self) -> Iterator[tuple[int, FoundShape]]:
        return ((j, shape) for j, shape in enumerate(self.base) if j not in self._taken)

    def _open(self) -> Iterator[tuple[int, FoundShape, int, FoundShape]]:
        there = list(self._open_there())
        return ((i, one, j, other) for i, one in self._open_here() for j, other in there if one.tag == other.tag)

    def _alike(self, i: int, j: int) -> float:
        return alike(self._texts[0][i], self._texts[1][j])

    def _most_similar(self, among: list[int], j: int) -> int:
        return among[0] if len(among) == 1 else min(among, key=lambda i: (-self._same(i, j), i))

    def _same(self, i: int, j: int) -> float:
        one, other = self.disk[i], self.base[j]
        return self._alike(i, j) + (one.image == other.image) + overlap(one.box, other.box)

    @cached_property
    def _texts(self) -> tuple[list[Text], list[Text]]:
        return [Text(shape.bodies) for shape in self.disk], [Text(shape.bodies) for shape in self.base]


def _by_mark(mark: Mark, shapes: Iterable[tuple[int, FoundShape]]) -> Mapping[Hashable, list[int]]:
    """Return the places of shapes by their marks, those that have one."""
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for n, shape in shapes:
        if told := mark(shape):
            found[told].append(n)
    return found


def _one_guid(one: FoundShape, other: FoundShape) -> bool:
    return one.guid == other.guid != "" and one.tag == other.tag


def _filling(shape: FoundShape) -> Hashable:
    return (shape.tag, shape.kind, shape.idx) if shape.kind and shape.idx else None


def _keeps(one: FoundShape, other: FoundShape) -> bool:
    """Tell whether a shape on disk is of a kind that a person fills anew rather than adds."""
    return (one.kind in BODIES and other.kind in BODIES) or one.tag == "pic" or (one.columns > 0 and one.columns == other.columns)

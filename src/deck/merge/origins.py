"""Which paragraph of the new deck was which of the base, and where the disk has it: also where it went to another shape or slide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from deck.merge.deeds import Work, notes_lines
from deck.merge.lines import aligned
from deck.merge.trio import Trio, families, paragraph_at
from deck.merge.words import ALIKE, alike
from deck.model.found import EMPTY, Body, FoundDeck
from deck.model.merged import NOTES, At

# paragraphs of one slide that are compared word by word with those that lost their shape
MOST_COMPARED = 60


class Origins(NamedTuple):
    """`was` leads from paragraphs of the new deck to those of the base, `heir` back; `here` from the base to the disk, `of` back.

    `came` are, by the slide of the new deck, the paragraphs of the base that came to it from another slide.
    """

    was: Mapping[At, At]
    heir: Mapping[At, At]
    here: Mapping[At, At]
    of: Mapping[At, At]
    came: Mapping[int, Sequence[At]]


def origins(trio: Trio, works: Mapping[int, Work]) -> Origins:
    """Return what became of every paragraph; `works` are what hands did, by place of the slide on the disk."""
    was = dict(_of_heirs(trio))
    was.update(_of_notes(trio))
    lent = set(was.values())
    for old, now in _families(trio):
        was.update(_lent(trio, old, now, was, lent))
    here = dict(_on_disk(trio, works))
    came: defaultdict[int, list[At]] = defaultdict(list)
    for new, old in was.items():
        if trio.before.slides.get(new.slide) != old.slide:
            came[new.slide].append(old)
    return Origins(was, {b: a for a, b in was.items()}, here, {b: a for a, b in here.items()}, came)


def _of_heirs(trio: Trio) -> Iterator[tuple[At, At]]:
    """Yield the paragraphs of shapes that are heirs of a shape of the base."""
    for base, new in trio.heir.shapes.items():
        old, now = trio.meant(base), trio.anew(new)
        if len(old.bodies) != len(now.bodies) or old.columns != now.columns:
            continue
        for n, (one, other) in enumerate(zip(now.bodies, old.bodies, strict=True)):
            pairs = aligned(one, other, alone=len(one) == len(other) == 1)
            yield from ((At(*new, n, a), At(*base, n, b)) for a, b in pairs.items())


def _of_notes(trio: Trio) -> Iterator[tuple[At, At]]:
    for base, new in trio.heir.slides.items():
        (left, one), (right, other) = _spoken(trio.new, new), _spoken(trio.base.meant, base)
        for a, b in aligned(one, other, alone=False).items():
            yield At(new, NOTES, 0, left[a]), At(base, NOTES, 0, right[b])


def _spoken(deck: FoundDeck, slide: int) -> tuple[list[int], Body]:
    """Return the notes that are not derived, and their places."""
    notes = deck.slides[slide].notes
    places = [n for n, paragraph in enumerate(notes) if not paragraph.derived]
    return places, tuple(notes[n] for n in places)


def _families(trio: Trio) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield the slides of the base and of the new deck that go on from one another."""
    there = families(trio.new.slides)
    for key, places in families(trio.base.meant.slides).items():
        if key in there:
            yield places, there[key]


def _lent(trio: Trio, here: tuple[int, ...], there: tuple[int, ...], was: Mapping[At, At], lent: set[At]) -> Iterator[tuple[At, At]]:
    """Yield the paragraphs of a family that went to another shape or slide of it."""
    free = [at for at in _texts(trio.base.meant, here) if at not in lent]
    open_ = [at for at in _texts(trio.new, there) if at not in was]
    by_digest: dict[tuple[bool, str], list[At]] = {}
    for at in free:
        by_digest.setdefault((at.shape == NOTES, paragraph_at(trio.base.meant, at).digest), []).append(at)
    rest: list[At] = []
    for at in open_:
        same = by_digest.get((at.shape == NOTES, paragraph_at(trio.new, at).digest))
        if same:
            lent.add(same[0])
            yield at, same.pop(0)
        else:
            rest.append(at)
    left = [at for at in free if at not in lent]
    if len(left) > MOST_COMPARED or len(rest) > MOST_COMPARED:
        return
    for at in rest:
        ours = paragraph_at(trio.new, at).text
        alikes = [
            (alike(ours, paragraph_at(trio.base.meant, old).text), old) for old in left if (old.shape == NOTES) == (at.shape == NOTES)
        ]
        best = max(alikes, key=lambda pair: pair[0], default=(0.0, at))
        if best[0] >= ALIKE:
            left.remove(best[1])
            lent.add(best[1])
            yield at, best[1]


def _texts(deck: FoundDeck, slides: tuple[int, ...]) -> Iterator[At]:
    """Yield the places of all paragraphs that say something of their own."""
    for n in slides:
        for s, shape in enumerate(deck.slides[n].shapes):
            for b, body in enumerate(shape.bodies):
                yield from (At(n, s, b, p) for p, paragraph in enumerate(body) if paragraph.digest != EMPTY)
        yield from (At(n, NOTES, 0, p) for p, paragraph in enumerate(deck.slides[n].notes) if not paragraph.derived)


def _on_disk(trio: Trio, works: Mapping[int, Work]) -> Iterator[tuple[At, At]]:
    for place, work in works.items():
        for n, touch in work.shapes.items():
            base = trio.was.shapes[(place, n)]
            for body, pairs in enumerate(touch.lines):
                yield from ((At(*base, body, b), At(place, n, body, a)) for a, b in pairs.items())
        origin = trio.was.slides[place]
        yield from ((At(origin, NOTES, 0, b), At(place, NOTES, 0, a)) for a, b in notes_lines(trio, place).items())

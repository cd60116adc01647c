"""The order of things that two sides changed: slides of a deck, shapes of a slide, paragraphs of a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Hashable, Sequence
from typing import Generic, NamedTuple, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class Woven(NamedTuple, Generic[Thing]):
    """The result in order. `moved`: the disk has the common things in another order than the base; `contested`: so has the new side,
    in yet another one, and the disk's order stays.
    """

    order: tuple[Thing, ...]
    moved: bool
    contested: bool


def woven(base: Sequence[Thing], disk: Sequence[Thing], new: Sequence[Thing], kept: Collection[Thing] = frozenset()) -> Woven[Thing]:
    """Return base, disk and new as one sequence; a thing is the same on every side, and none occurs twice on one.

    What one side lacks of the base is gone, but for what the disk has and `kept` names. What one side alone has stands behind the thing
    that it follows there: what the disk added first, then what the new side did.
    """
    known, here, there = set(base), set(disk), set(new)
    common = here & there & known
    before, theirs, ours = ([thing for thing in side if thing in common] for side in (base, disk, new))
    moved = theirs != before
    contested = moved and ours not in (before, theirs)
    order = list(theirs if moved else ours)
    own = {thing for thing in disk if thing not in known} | (set(kept) & here - there)
    _insert(order, disk, own, passing=frozenset())
    _insert(order, new, {thing for thing in new if thing not in known}, passing=own)
    return Woven(tuple(order), moved, contested)


def extended(order: Sequence[Thing], side: Sequence[Thing], extra: Collection[Thing]) -> tuple[Thing, ...]:
    """Return a sequence with the extra things of one side in it, each behind the thing that it follows there."""
    result = list(order)
    _insert(result, side, set(extra), passing=frozenset())
    return tuple(result)


def displaced(before: Sequence[Thing], after: Sequence[Thing]) -> tuple[Thing, ...]:
    """Return the fewest things whose removal makes `after` follow the order of `before`; both hold the same things."""
    place = {thing: n for n, thing in enumerate(before)}
    staying = _longest_rise([place[thing] for thing in after])
    return tuple(thing for thing in after if place[thing] not in staying)


def _insert(order: list[Thing], side: Sequence[Thing], extra: set[Thing], *, passing: Collection[Thing]) -> None:
    """Put the extra things of one side behind what they follow there, and behind the things of `passing` that stand there already."""
    placed = set(order)
    follows: dict[Thing | None, list[Thing]] = {}
    last: Thing | None = None
    for thing in side:
        if thing in placed:
            last = thing
        elif thing in extra:
            follows.setdefault(last, []).append(thing)
    if not follows:
        return
    result: list[Thing] = []
    pending = list(follows.get(None, ()))
    for thing in order:
        if thing not in passing:
            result += pending
            pending = []
        result.append(thing)
        pending = [*pending, *follows.get(thing, ())]
    order[:] = [*result, *pending]


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return a longest increasing run of numbers, not necessarily side by side."""
    ends: list[int] = []
    tails: list[int] = []
    back: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        back[number] = tails[at - 1] if at else None
        if at == len(ends):
            ends.append(number)
            tails.append(number)
        else:
            ends[at] = tails[at] = number
    run: set[int] = set()
    step = tails[-1] if tails else None
    while step is not None:
        run.add(step)
        step = back[step]
    return run

"""The largest part of a box that is free: against one found by trying all, and in time where a thousand dots lie in the way."""

from __future__ import annotations

import time
from itertools import combinations
from random import Random

from deck.compose.space import area, largest_free, overlap
from deck.model.units import Box

WHOLE = Box(100_000, 200_000, 9_000_000, 6_000_000)


def scattered(random: Random, count: int, side: int) -> list[Box]:
    return [Box(random.randrange(0, 9_100_000), random.randrange(0, 6_200_000), side, side) for _ in range(count)]


def tried(box: Box, taken: list[Box]) -> int:
    """Return the area of the largest free part, by trying all that edges give."""
    xs = {box.x, box.x + box.width, *(edge for found in taken for edge in (found.x, found.x + found.width))}
    ys = {box.y, box.y + box.height, *(edge for found in taken for edge in (found.y, found.y + found.height))}
    inside = (sorted(x for x in xs if box.x <= x <= box.x + box.width), sorted(y for y in ys if box.y <= y <= box.y + box.height))
    parts = (
        Box(left, top, right - left, bottom - top)
        for left, right in combinations(inside[0], 2)
        for top, bottom in combinations(inside[1], 2)
    )
    return max(area(part) for part in parts if not any(area(overlap(part, found)) for found in taken))


def test_the_largest_free_part_is_the_largest() -> None:
    random = Random(8)
    for _ in range(20):
        taken = scattered(random, 5, 900_000)
        taken = [found for found in taken if min(overlap(WHOLE, found)[2:]) > 36_576]
        assert area(largest_free(WHOLE, taken)) == tried(WHOLE, taken)


def test_a_thousand_dots_take_no_time_and_none_is_written_on() -> None:
    taken = scattered(Random(8), 1000, 60_000)
    begun = time.perf_counter()
    free = largest_free(WHOLE, taken)
    assert time.perf_counter() - begun < 5
    assert overlap(free, WHOLE) == free
    # what reaches into the box by a hair is in nobody's way
    assert all(min(overlap(free, found)[2:]) <= 36_576 for found in taken)


def test_a_side_of_many_dots_is_left_free() -> None:
    free = largest_free(WHOLE, [Box(8_000_000, 200_000 + n * 60_000, 50_000, 50_000) for n in range(100)])
    assert (free.x, free.y, free.height) == (WHOLE.x, WHOLE.y, WHOLE.height)
    assert 7_700_000 <= free.x + free.width <= 8_000_000

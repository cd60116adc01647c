"""Pairs in order: what stands between the same neighbours, and the best way through two rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

# so many comparisons are made in full; of longer rows only what is near the same place is compared
MOST_PAIRS = 10_000
NEAR = 12


def backbone(pairs: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return as many pairs as can be in the same order on both sides: what was moved is left out."""
    tails: list[int] = []
    last: list[int] = []
    line = sorted(pairs.items())
    before = [-1] * len(line)
    for n, (_, j) in enumerate(line):
        at = bisect_left(tails, j)
        before[n] = last[at - 1] if at else -1
        tails[at : at + 1] = [j]
        last[at : at + 1] = [n]
    found: list[tuple[int, int]] = []
    n = last[-1] if last else -1
    while n >= 0:
        found.append(line[n])
        n = before[n]
    return found[::-1]


def gaps(pairs: Mapping[int, int], here: int, there: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield what has no pair between two neighbours that have, or at an end: of the `here` things of one side, the `there` of the other."""
    taken = set(pairs.values())
    i = j = 0
    for a, b in (*backbone(pairs), (here, there)):
        one, other = [n for n in range(i, a) if n not in pairs], [n for n in range(j, b) if n not in taken]
        if one and other:
            yield one, other
        i, j = a + 1, b + 1


def aligned(one: Sequence[int], other: Sequence[int], score: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Return pairs in the same order on both sides with the highest sum of scores; what scores 0 is no pair, the first wins at ties."""
    rows, columns = len(one), len(other)
    near = max(rows, columns) if rows * columns <= MOST_PAIRS else NEAR + abs(rows - columns)
    best: list[dict[int, float]] = [{} for _ in range(rows + 1)]
    own: dict[tuple[int, int], float] = {}
    # from the end, so that the way from the start takes the first of equals
    for i in reversed(range(rows)):
        for j in reversed(range(max(0, i - near), min(columns, i + near + 1))):
            own[i, j] = score(one[i], other[j])
            with_it = own[i, j] + best[i + 1].get(j + 1, 0.0) if own[i, j] > 0 else 0.0
            best[i][j] = max(with_it, best[i + 1].get(j, 0.0), best[i].get(j + 1, 0.0))
    found = []
    i = j = 0
    while i < rows and j < columns:
        here = best[i].get(j, 0.0)
        if (alone := own.get((i, j), 0.0)) > 0 and alone + best[i + 1].get(j + 1, 0.0) >= here:
            found.append((one[i], other[j]))
            i, j = i + 1, j + 1
        elif best[i].get(j + 1, 0.0) >= here and j + 1 < columns:
            j += 1
        else:
            i += 1
    return found

"""Which paragraph of one text is which of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from deck.merge.words import ALIKE, alike
from deck.model.found import EMPTY, Body, FoundParagraph

# pairs of paragraphs that are compared word by word between two that are equal; beyond, only equal ones are paired
MOST_COMPARED = 400


def aligned(one: Body, other: Body, *, alone: bool) -> dict[int, int]:
    """Return the places of the paragraphs of `other` by those of `one`, for those that are the same.

    Equal ones in order, between them those that are alike, and at last equal ones that were moved. `alone`: what is left between two pairs
    on either side, one paragraph each, is the same, written anew. So are as many as there are, where `other` has digests for words: of
    those nobody knows what they are like.
    """
    left, right = ([paragraph.digest for paragraph in body] for body in (one, other))
    if left == right:
        return {n: n for n in range(len(left))}
    pairs: dict[int, int] = {}
    start = begin = 0
    for a, b, size in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        pairs.update(_between(one, other, range(start, a), range(begin, b), alone=alone))
        pairs.update((a + n, b + n) for n in range(size))
        start, begin = a + size, b + size
    pairs.update(_moved(one, other, pairs))
    return pairs


def _between(one: Body, other: Body, rows: range, columns: range, *, alone: bool) -> Iterator[tuple[int, int]]:
    """Yield the pairs of two runs of paragraphs that have no equal ones, in order and as alike as can be."""
    if not rows or not columns:
        return
    found: list[tuple[int, int]] = []
    if len(rows) * len(columns) <= MOST_COMPARED:
        found = _likest(one, other, rows, columns)
    yield from found
    a = [n for n in rows if n not in {pair[0] for pair in found}]
    b = [n for n in columns if n not in {pair[1] for pair in found}]
    if len(a) == len(b) and ((alone and len(a) == 1) or all(_is_unknown(other[n]) for n in b)):
        yield from (pair for pair in zip(a, b, strict=True) if _in_order(pair, found))


def _is_unknown(paragraph: FoundParagraph) -> bool:
    return not paragraph.runs and paragraph.digest != EMPTY


def _in_order(pair: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return all((pair[0] < a) == (pair[1] < b) for a, b in others)


def _likest(one: Body, other: Body, rows: range, columns: range) -> list[tuple[int, int]]:
    """Return the pairs in order whose likeness adds up to most."""
    best: list[list[float]] = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    likeness = [[_likeness(one, a, other, b) for b in columns] for a in rows]
    for i in range(len(rows) - 1, -1, -1):
        for j in range(len(columns) - 1, -1, -1):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(rows) and j < len(columns):
        if likeness[i][j] >= ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            found.append((rows[i], columns[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _likeness(one: Body, a: int, other: Body, b: int) -> float:
    left, right = one[a].text, other[b].text
    return alike(left, right) if left.strip() and right.strip() else 0.0


def _moved(one: Body, other: Body, pairs: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of equal paragraphs that stand in another order."""
    taken = set(pairs.values())
    free: dict[str, list[int]] = {}
    for n, paragraph in enumerate(other):
        if n not in taken and paragraph.digest != EMPTY:
            free.setdefault(paragraph.digest, []).append(n)
    for n, paragraph in enumerate(one):
        if n not in pairs and (places := free.get(paragraph.digest)):
            yield n, places.pop(0)

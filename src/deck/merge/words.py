"""Words that two sides changed: both changes where they do not touch, else none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from deck.model.merged import Piece, Side

# scripts without spaces between words are compared character by character
TOKEN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]|\w+|\s|[^\w\s]")
# below this likeness a text was written anew, and changes to it have nothing in common
ALIKE = 0.5
# a text of so many words and more, nearly all of which stand in another one in a row, became longer
FEWEST_TOKENS, CONTAINED = 6, 0.8
# comparing takes the product of both lengths; a text of more words than this is one thing
MOST_TOKENS = 3000


class _Change(NamedTuple):
    """Tokens `start` to `end` of the base become those from `left` to `right` of one side."""

    start: int
    end: int
    left: int
    right: int


def alike(one: str, other: str) -> float:
    """Return how much two texts have in common, from 0 to 1: of both, or of the shorter one where the other goes on from it."""
    left, right = TOKEN.findall(one), TOKEN.findall(other)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and (ratio := matcher.ratio()) >= ALIKE:
        return ratio
    shorter = min(len(left), len(right))
    if shorter < FEWEST_TOKENS or max(len(left), len(right)) > MOST_TOKENS:
        return 0.0
    share = matcher.find_longest_match().size / shorter
    return share if share >= CONTAINED else 0.0


def both(base: str, disk: str, new: str) -> tuple[Piece, ...] | None:
    """Return the text with the changes of disk and new in pieces of these two; None where they touch the same words."""
    before, theirs, ours = (TOKEN.findall(text) for text in (base, disk, new))
    if max(map(len, (before, theirs, ours))) > MOST_TOKENS:
        return None
    if disk != base and (alike(base, disk) < ALIKE or alike(base, new) < ALIKE):
        return None
    here, there = _changes(before, theirs), _changes(before, ours)
    ours_alone = [change for change in there if not any(_same(change, other, ours, theirs) for other in here)]
    if any(_touch(change, other) for change in ours_alone for other in here):
        return None
    return _pieces(here, ours_alone, theirs, ours)


def carries(base: str, text: str, other: str) -> bool:
    """Tell whether a text that was made of the base has all the changes that another one made of it has."""
    before, has, wanted = (TOKEN.findall(said) for said in (base, text, other))
    if max(map(len, (before, has, wanted))) > MOST_TOKENS:
        return text == other
    here = _changes(before, has)
    return all(any(_same(change, found, wanted, has) for found in here) for change in _changes(before, wanted))


def _changes(before: Sequence[str], after: Sequence[str]) -> list[_Change]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [_Change(*where) for tag, *where in matcher.get_opcodes() if tag != "equal"]


def _same(one: _Change, other: _Change, ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return one[:2] == other[:2] and ours[one.left : one.right] == theirs[other.left : other.right]


def _touch(one: _Change, other: _Change) -> bool:
    """Tell whether two changes are of the same words, or one puts words at the edge of the other."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def _pieces(here: Sequence[_Change], there: Sequence[_Change], theirs: Sequence[str], ours: Sequence[str]) -> tuple[Piece, ...]:
    """Return the disk's text, with the words of the new side in the place of those that it changed."""
    at, of = ([0, *accumulate(map(len, tokens))] for tokens in (theirs, ours))
    pieces: list[Piece] = []
    done = shift = 0
    changes = iter(here)
    following = next(changes, None)
    for change in there:
        while following and following.end <= change.start:
            shift = following.right - following.end
            following = next(changes, None)
        start, end = change.start + shift, change.end + shift
        pieces += [Piece(Side.DISK, at[done], at[start]), Piece(Side.NEW, of[change.left], of[change.right])]
        done = end
    pieces.append(Piece(Side.DISK, at[done], at[-1]))
    return tuple(piece for piece in pieces if piece.start < piece.end)

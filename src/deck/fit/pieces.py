"""Text cut where a line may or must end, each piece with its width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from deck.fit.breaks import COMPLEX, break_points, line_break_class
from deck.fit.fonts import Face, advance
from deck.fit.phrases import cuts, words
from deck.fit.scripts import EASTERN, WEAK, script_kind
from deck.model.placed import PlacedRun
from deck.model.template import Level

# points below which nobody in the room can read; a word is torn instead
FLOOR = 18.0
# LibreOffice 7.4 sets a space of this width (em) between East Asian and other characters; PowerPoint does not
BETWEEN_SCRIPTS = 0.25
# a hyphen between digits
RANGE = re.compile(r"(?<=\d)-(?=\d)")
SOFT_HYPHEN, HYPHEN, HYPHENS = "\u00ad", "-", "-\u2010"
# a word of so many letters is broken by the width of each, a shorter one by what they have on average
VERY_LONG = 24
# scripts whose faces set quotes and dashes a whole em wide
WIDE_MARKS = frozenset({"Jpan", "Hans", "Hant"})


class Piece(NamedTuple):
    """Text that no line may end within; its width with and without its closing spaces, in points. `ends`: a line must end behind it.

    `least` is its width at the smallest size that anybody can read. `joins`: it is one phrase with what follows.
    `by_words`: a program cuts it by a dictionary. `steps`: where each character of a very long word ends, in points from its beginning.
    """

    text: str
    width: float
    bare: float
    ends: bool
    least: float
    joins: bool
    by_words: bool
    steps: tuple[float, ...] = ()


class _Shape(NamedTuple):
    """A piece at any size: widths in em, and the characters that tracking spreads."""

    text: str
    ems: float
    bare_ems: float
    bare_length: int
    ends: bool
    joins: bool
    by_words: bool
    steps: tuple[float, ...] = ()


@lru_cache(maxsize=4096)
def pieces_of(runs: tuple[PlacedRun, ...], level: Level, size: float, *, exact: bool = False) -> tuple[Piece, ...]:
    """Return runs cut where a line may or must end, at a size in points; `exact`: in the very faces that the level names."""
    smaller, tracking = min(1.0, FLOOR / size), level.tracking
    pieces = []
    for text, ems, bare_ems, bare_length, ends, joins, by_words, steps in _shapes(runs, level, exact=exact):
        bare = bare_ems * size + tracking * bare_length
        at = tuple(step * size + tracking * i for i, step in enumerate(steps, 1)) if steps else ()
        pieces.append(Piece(text, ems * size + tracking * len(text), bare, ends, bare * smaller, joins, by_words, at))
    return tuple(pieces)


@lru_cache(maxsize=2048)
def _shapes(runs: tuple[PlacedRun, ...], level: Level, *, exact: bool) -> tuple[_Shape, ...]:
    text = "".join(run.text for run in runs)
    ends: list[int] = []
    start = 0
    for part in text.split("\n"):
        ends += [start + point for point in _points(part, level.script)]
        start += len(part) + 1
        ends.append(start)
    edges = [0, *(end for end in ends if 0 < end < len(text)), len(text)]
    faces, inside, eastern = list(_faces(runs, level, exact=exact)), cuts(text, level.script), _eastern(text)
    return tuple(_shape(text, a, b, faces, joins=b in inside, eastern=eastern) for a, b in pairwise(edges) if a < b)


@lru_cache(maxsize=256)
def _eastern(text: str) -> bool:
    """Tell whether a text may hold letters whose lines a dictionary breaks, or that are as wide as high."""
    return any("\u0e00" <= c < "\u2000" or "\u2300" <= c < "\u2c00" or c >= "\u2e80" for c in text)


def _points(text: str, script: str) -> list[int]:
    """Return where a line may end, by UAX #14 but for what LibreOffice does otherwise, and where Thai writing allows it besides."""
    found = set(break_points(text))
    found.update(match.end() for match in RANGE.finditer(text))
    if _eastern(text) and _complex(text):
        known = words(text, script)
        between = (i for i in range(1, len(text)) if _between_clusters(text[i - 1], text[i]))
        found.update(i for i in between if known is None or i in known)
    return sorted(i for i in found if not _kept(text, i, script))


def _kept(text: str, i: int, script: str) -> bool:
    """Tell whether LibreOffice 7.4 keeps together what UAX #14 would part: at a slash, in a Hebrew or Korean word."""
    before = text[i - 1]
    if before == "/" or (before in HYPHENS and i > 1 and line_break_class(text[i - 2]) == "HL"):
        return not text[i].isspace()
    return script == "Kore" and _hangul(text[i]) and _hangul(before)


def _hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"


def _between_clusters(before: str, behind: str) -> bool:
    if line_break_class(before) not in (COMPLEX, "CM") or line_break_class(behind) != COMPLEX:
        return False
    return unicodedata.category(behind) not in ("Mn", "Mc") and not "\u0e40" <= before <= "\u0e44"


def _complex(text: str) -> bool:
    return any(line_break_class(character) == COMPLEX for character in text)


def _faces(runs: tuple[PlacedRun, ...], level: Level, *, exact: bool) -> Iterator[tuple[int, int, Face]]:
    """Yield the face of each run with the offsets at which it begins and ends."""
    face = Face(level.face, level.complex_face, level.eastern_face, east_asian=level.script in WIDE_MARKS, exact=exact)
    at = 0
    for run in runs:
        bold = level.bold if run.bold is None else run.bold
        yield at, at + len(run.text), face._replace(bold=bold, italic=run.italic, code=run.code)
        at += len(run.text)


def _shape(text: str, a: int, b: int, faces: list[tuple[int, int, Face]], *, joins: bool, eastern: bool) -> _Shape:
    whole = text[a:b]
    shown = whole.rstrip("\n")
    bare = len(shown.rstrip(" \u3000\t\u2003\u2002\u200b"))

    def ems(end: int) -> float:
        if len(faces) == 1 and not eastern:
            return advance(text[a:end], 1.0, faces[0][2])
        parts = ((text[max(a, first) : min(end, last)], face) for first, last, face in faces if first < end and last > a)
        return sum(advance(part, 1.0, face) for part, face in parts) + (BETWEEN_SCRIPTS * _changes(text, a, end) if eastern else 0.0)

    bare_ems = ems(a + bare)
    full = bare_ems if bare == len(shown) else ems(a + len(shown))
    if eastern and _changes(text, a, b + 1) > _changes(text, a, b):
        full += BETWEEN_SCRIPTS
    if shown.endswith(SOFT_HYPHEN):
        # nothing shows of it but where a line ends
        bare_ems += advance(HYPHEN, 1.0, _face_at(a + bare - 1, faces))
    elif eastern and 0 < bare < len(shown) and script_kind(text[b : b + 1] or " ") != WEAK:
        # Hangul fonts kern a space with the letters around it; others so little that the reserve of a line covers it
        full += _kerning(text[a + bare - 1 : b], text[b], _face_at(b - 1, faces))
    steps = tuple(ems(a + i) for i in range(1, bare + 1)) if bare >= VERY_LONG else ()
    return _Shape(shown, full, bare_ems, bare, whole.endswith("\n"), joins, eastern and _complex(shown), steps)


def _face_at(at: int, faces: list[tuple[int, int, Face]]) -> Face:
    return next(face for first, last, face in faces if first <= at < last)


def _kerning(before: str, behind: str, face: Face) -> float:
    """Return by how much two texts are wider together than apart, in em."""
    return advance(before + behind, 1.0, face) - advance(before, 1.0, face) - advance(behind, 1.0, face)


def _changes(text: str, a: int, b: int) -> int:
    """Return how often the characters from `a` to `b` change between East Asian and other ones.

    Spaces and general punctuation go with what stands before them.
    """
    before = next((c for c in reversed(text[:a]) if script_kind(c) != WEAK), "") if script_kind(text[a]) == WEAK else ""
    eastern = [kind == EASTERN for kind in map(script_kind, before + text[a:b]) if kind != WEAK]
    return sum(one != other for one, other in pairwise(eastern))

"""Text cut where a line may or must end, with the places of its pieces."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from deck.fit.breaks import COMPLEX, break_points, line_break_class
from deck.fit.fonts import Face, advance
from deck.fit.phrases import cuts, words
from deck.fit.scripts import EASTERN, WEAK, is_mixed, script_kind
from deck.model.placed import PlacedRun
from deck.model.template import Level

# points below which nobody in the room can read; a word is torn instead
FLOOR = 18.0
# LibreOffice 7.4 sets a space of this width (em) between East Asian and other characters; PowerPoint does not
BETWEEN_SCRIPTS = 0.25
# a hyphen between digits
RANGE = re.compile(r"(?<=\d)-(?=\d)")
# a word of a link with the spaces behind it, as it is written
LINKED_WORD = re.compile(r"\S+\s*")
SOFT_HYPHEN, HYPHEN, HYPHENS = "\u00ad", "-", "-\u2010"
# a word of so many letters is broken by the width of each, a shorter one by what they have on average
VERY_LONG = 24
# the classes of what words and numbers are made of
IN_WORDS = frozenset({"AL", "HL", "NU"})
# the size of what stands above or below the line: 2/3 in PowerPoint, 58 % in LibreOffice 7.4
SHIFTED = 0.667
# how far apart tab stops are, in points, where a paragraph sets none
TAB = 72.0
# scripts whose faces set quotes and dashes a whole em wide
WIDE_MARKS = frozenset({"Jpan", "Hans", "Hant"})


class _Piece(NamedTuple):
    """Text that no line may end within, at any size: its width with and without its closing spaces in em, and without them in characters.

    `ends`: a line must end behind it. `joins`: it is one phrase with what follows. `by_words`: a program cuts it by a dictionary.
    `steps`: where each character of a very long word ends, in em from its beginning.
    """

    text: str
    ems: float
    bare_ems: float
    bare_length: int
    ends: bool
    joins: bool
    by_words: bool
    steps: tuple[float, ...] = ()


class _Text:
    """What of a text is the same at every size: its pieces, where each begins, behind which a line must end, and of what kind it is."""

    def __init__(self, pieces: tuple[_Piece, ...]) -> None:
        self.pieces = pieces
        self.whole = "".join([piece.text for piece in pieces])
        self.offsets = [0, *accumulate([len(piece.text) for piece in pieces])]
        self.forced = [i for i, piece in enumerate(pieces) if piece.ends]
        self.tabs = "\t" in self.whole
        self.by_words = any(piece.by_words for piece in pieces)
        self.mixed = is_mixed(self.whole)
        self.ems = [0.0, *accumulate([piece.ems for piece in pieces])]
        self.bare_ems = [start + piece.bare_ems for start, piece in zip(self.ems, pieces, strict=False)]
        self.bare_offsets = [start + piece.bare_length for start, piece in zip(self.offsets, pieces, strict=False)]


class Cut:
    """A text at one size, cut into pieces; lengths in points.

    `starts` and `stops` are where each piece begins and where it ends without its closing spaces, all on one endless line.
    """

    def __init__(self, text: _Text, size: float, tracking: float) -> None:
        self.pieces, self.by_words, self.mixed = text.pieces, text.by_words, text.mixed
        self._text, self._size, self._tracking = text, size, tracking
        self.starts = [ems * size + tracking * at for ems, at in zip(text.ems, text.offsets, strict=True)]
        self.stops = [ems * size + tracking * at for ems, at in zip(text.bare_ems, text.bare_offsets, strict=True)]

    def between(self, i: int, j: int) -> str:
        """Return the text from piece `i` up to piece `j`."""
        return self._text.whole[self._text.offsets[i] : self._text.offsets[j]]

    def bare(self, i: int) -> float:
        """Return the width of a piece without its closing spaces."""
        return self.stops[i] - self.starts[i]

    @property
    def longest(self) -> float:
        """The width of the widest piece."""
        return max((self.bare(i) for i in range(len(self.pieces))), default=0.0)

    @property
    def whole(self) -> float:
        """The width of all of it on one line."""
        return self.starts[-1]

    def least(self, i: int) -> float:
        """Return the width of a piece at the smallest size that anybody can read."""
        return self.bare(i) * min(1.0, FLOOR / self._size)

    def steps(self, i: int) -> list[float]:
        """Return where each character of a piece ends, from its beginning."""
        piece = self.pieces[i]
        if piece.steps:
            return [step * self._size + self._tracking * n for n, step in enumerate(piece.steps, 1)]
        length = max(1, len(piece.text.rstrip()))
        return [self.bare(i) * n / length for n in range(1, length + 1)]

    def reach(self, i: int, used: float, limit: float) -> tuple[int, float]:
        """Return which piece no longer stands on a line that goes on with piece `i`, and the width of what does.

        `used` is what stands on the line before it. A line ends behind a piece that ends it.
        """
        forced = self._text.forced
        at = bisect_left(forced, i)
        last = forced[at] + 1 if at < len(forced) else len(self.pieces)
        if self._text.tabs:
            return self._by_steps(i, last, used, limit)
        before = self.starts[i] - used
        j = bisect_right(self.stops, before + limit, i, last)
        return j, self.stops[j - 1] - before if j > i else used

    def _by_steps(self, i: int, last: int, used: float, limit: float) -> tuple[int, float]:
        """Return the same for a text with tabs, whose width depends on where they stand."""
        width = bare = used
        for j in range(i, last):
            if width + self.bare(j) > limit:
                return j, bare
            bare = width + self.bare(j)
            width += self.starts[j + 1] - self.starts[j]
            text = self.pieces[j].text
            if text.endswith("\t"):
                width = TAB * (bare // TAB + len(text) - len(text.rstrip("\t")))
        return last, bare


class _Look(NamedTuple):
    """What of a level decides how wide text is, besides its size; `face` is that of text which says nothing else."""

    face: Face
    bold: bool
    script: str
    tracking: float


def cut_of(runs: tuple[PlacedRun, ...], level: Level, size: float, *, exact: bool = False) -> Cut:
    """Return runs cut where a line may or must end, at a size in points; `exact`: in the very faces that the level names."""
    return _cut(_capitals(runs) if level.caps else runs, _look(level, exact=exact), size)


def _capitals(runs: tuple[PlacedRun, ...]) -> tuple[PlacedRun, ...]:
    """Return runs as a level in capitals shows them, code as it is; a language's own rules change no width worth counting."""
    return tuple(run if run.code or run.key else run._replace(text=run.text.upper()) for run in runs)


@lru_cache(maxsize=256)
def _look(level: Level, *, exact: bool) -> _Look:
    eastern = level.script in WIDE_MARKS
    faces = (level.face, level.complex_face, level.eastern_face)
    face = Face(*faces, italic=level.italic, east_asian=eastern, exact=exact, fonts=level.fonts)
    return _Look(face, level.bold, level.script, level.tracking)


@lru_cache(maxsize=4096)
def _cut(runs: tuple[PlacedRun, ...], look: _Look, size: float) -> Cut:
    return Cut(_text(runs, look._replace(tracking=0.0)), size, look.tracking)


@lru_cache(maxsize=2048)
def _text(runs: tuple[PlacedRun, ...], look: _Look) -> _Text:
    return _Text(_pieces(runs, look))


def _pieces(runs: tuple[PlacedRun, ...], look: _Look) -> tuple[_Piece, ...]:
    text = "".join(run.text for run in runs)
    ends: list[int] = []
    start = 0
    for part in text.split("\n"):
        ends += [start + point for point in _points(part, look.script)]
        start += len(part) + 1
        ends.append(start)
    ends = _around_links(runs, text, ends)
    edges = [0, *(end for end in ends if 0 < end < len(text)), len(text)]
    faces, inside, eastern = list(_faces(runs, look)), cuts(text, look.script), _eastern(text)
    return tuple(_piece(text, a, b, faces, joins=b in inside, eastern=eastern) for a, b in pairwise(edges) if a < b)


def _around_links(runs: tuple[PlacedRun, ...], text: str, ends: list[int]) -> list[int]:
    """Return where lines may end as LibreOffice 7.4 has it, to which each linked word is a field.

    A line may end on both sides of a field, whatever mark stands there, and never within.
    """
    if not any(run.link for run in runs):
        return ends
    found, at = set(ends), 0
    for run in runs:
        if run.link:
            words = [match.span() for match in LINKED_WORD.finditer(run.text)]
            found -= {i for start, end in words for i in range(at + start + 1, at + end)}
            found |= {at + edge for word in words for edge in word}
        at += len(run.text)
    return sorted(i for i in found if not text[i : i + 1].isspace() or text[i - 1 : i].isspace() or i in ends)


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
    return sorted(i for i in found if not _kept(text, i))


def _kept(text: str, i: int) -> bool:
    """Tell whether LibreOffice 7.4 keeps together what UAX #14 would part.

    That is at a slash, in a Hebrew or Korean word, between a word and an East Asian bracket or stop, and before a character beyond the
    basic plane, an emoji for one: where that is the first that a line has no room for, the word before it goes along.
    """
    before = text[i - 1]
    if text[i] > "\uffff" >= before or _held_in_office(line_break_class(before), line_break_class(text[i])):
        return True
    if before == "/" or (before in HYPHENS and i > 1 and line_break_class(text[i - 2]) == "HL"):
        return not text[i].isspace()
    return _hangul(text[i]) and _hangul(before)


def _held_in_office(before: str, behind: str) -> bool:
    return (before == "CL" and behind in IN_WORDS) or (before in IN_WORDS and behind == "OP")


def _hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"


def _between_clusters(before: str, behind: str) -> bool:
    if line_break_class(before) not in (COMPLEX, "CM") or line_break_class(behind) != COMPLEX:
        return False
    return unicodedata.category(behind) not in ("Mn", "Mc") and not "\u0e40" <= before <= "\u0e44"


def _complex(text: str) -> bool:
    return any(line_break_class(character) == COMPLEX for character in text)


def _faces(runs: tuple[PlacedRun, ...], look: _Look) -> Iterator[tuple[int, int, Face]]:
    """Yield the face of each run with the offsets at which it begins and ends."""
    at = 0
    for run in runs:
        bold = look.bold if run.bold is None else run.bold
        italic = look.face.italic or run.italic
        yield (
            at,
            at + len(run.text),
            look.face._replace(bold=bold, italic=italic, code=run.code or run.key, share=SHIFTED if run.shift else 1.0),
        )
        at += len(run.text)


def _piece(text: str, a: int, b: int, faces: list[tuple[int, int, Face]], *, joins: bool, eastern: bool) -> _Piece:
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
    return _Piece(shown, full, bare_ems, bare, whole.endswith("\n"), joins, eastern and _complex(shown), steps)


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

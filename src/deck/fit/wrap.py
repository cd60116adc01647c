"""Lines and heights of text before any program has drawn it.

A line advances 1.2 x size x line spacing in LibreOffice and in PowerPoint, whatever the face (LibreOffice 7.4; PowerPoint by its PDFs).
Lines are wrapped a little short of the box, so that neither program breaks one that is predicted whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from deck.fit.breaks import COMPLEX, break_points, line_break_class
from deck.fit.fonts import Face, advance, exact
from deck.fit.phrases import cuts as phrase_cuts
from deck.model.placed import PlacedParagraph, PlacedRun
from deck.model.template import Level, Placeholder
from deck.model.units import points

LINE = 1.2
# the share of the width that is used; 0.994 is where real decks first broke differently
USED = 0.985
# in scripts without spaces words are kept whole by a dictionary, which costs up to this much of a line
USED_BY_WORDS = 0.88
EDGE = 0.01
# points below which a word is torn instead
SMALLEST = 18
# how far ink reaches below the advance of the last line, as a share of the size
DESCENT = 0.02
# how much narrower than its safe width a text may turn out
GUESSED = 1.25
# LibreOffice 7.4 sets a space of this width (em) between East Asian and other characters; PowerPoint does not
BETWEEN_SCRIPTS = 0.25
# scripts whose faces set quotes and dashes a whole em wide
WIDE_MARKS = frozenset({"Jpan", "Hans", "Hant"})


class Line(NamedTuple):
    """A line's text and its width in points; `cut`: it ends inside a phrase."""

    text: str
    width: float
    cut: bool = False


class Measured(NamedTuple):
    """The lines of each paragraph; `height` in points below the placeholder's own top inset.

    `fragile`: a line, or a line with the next word, ends within 1 % of the edge. `torn`: a word is broken where none may be.
    """

    paragraphs: tuple[tuple[Line, ...], ...]
    height: float
    fragile: bool
    torn: bool

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for lines in self.paragraphs for line in lines)


class Piece(NamedTuple):
    """Text that no line may end within; its width with and without its closing spaces. `ends`: a line must end behind it.

    `least` is its width at the smallest size that anybody can read. `joins`: it is one phrase with what follows.
    """

    text: str
    width: float
    bare: float
    ends: bool
    least: float
    joins: bool


def available_height(placeholder: Placeholder) -> float:
    """Return the height between a placeholder's insets, in points."""
    return points(placeholder.box.height - placeholder.insets[1] - placeholder.insets[3])


def sure_lines(paragraph: PlacedParagraph, placeholder: Placeholder) -> int | None:
    """Return how many lines a paragraph takes, None where its widths are safe guesses and it may well take fewer."""
    count = len(measure((paragraph,), placeholder).lines)
    if all(exact(run.text) for run in paragraph.runs):
        return count
    roomy = placeholder._replace(box=placeholder.box._replace(width=round(placeholder.box.width * GUESSED)))
    return count if len(measure((paragraph,), roomy).lines) == count else None


def first_baseline(size: float, line: float) -> float:
    """Return how far below the top of the text the first baseline lies, in points, as LibreOffice 7.4 sets it."""
    if line == 1.0:
        return size
    return 0.8 * LINE * size * line if line < 1 else size + LINE * size * (line - 1)


def measure(
    paragraphs: tuple[PlacedParagraph, ...],
    placeholder: Placeholder,
    *,
    top_inset: int | None = None,
    right_inset: int | None = None,
) -> Measured:
    """Return the lines that `paragraphs` take in a placeholder, and their height."""
    left, top, right, _ = placeholder.insets
    width = points(placeholder.box.width - left - (right if right_inset is None else right_inset))
    height = points((top if top_inset is None else top_inset) - top)
    filled_paragraphs: list[tuple[Line, ...]] = []
    fragile = torn = False
    size = 0.0
    for i, paragraph in enumerate(paragraphs):
        level = level_of(placeholder, paragraph)
        size = paragraph.size or level.size
        room = width - points(margin_of(level, paragraph))
        filled = fill(pieces_of(paragraph.runs, level, size), room)
        before = level.before if paragraph.before is None else paragraph.before
        height += (before if i else 0.0) + LINE * size * level.line * len(filled.lines)
        filled_paragraphs.append(filled.lines)
        fragile, torn = fragile or filled.fragile, torn or filled.torn
    return Measured(tuple(filled_paragraphs), height + DESCENT * size, fragile, torn)


def level_of(placeholder: Placeholder, paragraph: PlacedParagraph) -> Level:
    return placeholder.levels[min(paragraph.level, len(placeholder.levels) - 1)]


def margin_of(level: Level, paragraph: PlacedParagraph) -> int:
    return level.margin if paragraph.margin is None else paragraph.margin


def fill(pieces: tuple[Piece, ...], room: float) -> Measured:
    """Return pieces set in lines of `room` points; the height is left to the caller."""
    limit = room * (USED_BY_WORDS if any(_complex(piece.text) for piece in pieces) else USED)
    lines: list[Line] = []
    text, width, bare, joins = "", 0.0, 0.0, False
    fragile = torn = False
    for piece in pieces:
        if text and width + piece.bare > limit:
            fragile = fragile or width + piece.bare <= room * (1 + EDGE)
            lines.append(Line(text.rstrip(), bare, joins))
            text, width, bare = "", 0.0, 0.0
        if piece.bare > limit and not text:
            *whole, last = _broken(piece, limit)
            lines += whole
            # a word that fits at no size is better broken than small
            torn = torn or piece.least <= limit
            text, width, bare = last.text, last.width, last.width
        else:
            text, bare, width = text + piece.text, width + piece.bare, width + piece.width
        joins = piece.joins
        fragile = fragile or bare > room * (USED - EDGE)
        if piece.ends:
            lines.append(Line(text.rstrip(), bare))
            text, width, bare = "", 0.0, 0.0
    if text or not lines or pieces[-1].ends:
        lines.append(Line(text.rstrip(), bare))
    return Measured((tuple(lines),), 0.0, fragile, torn)


def _broken(piece: Piece, limit: float) -> list[Line]:
    """Return a piece wider than a line, broken anywhere."""
    each = piece.bare / max(1, len(piece.text.rstrip()))
    count = max(1, int(limit / max(each, 0.1)))
    parts = [piece.text[i : i + count] for i in range(0, len(piece.text), count)]
    return [Line(part, len(part.rstrip()) * each) for part in parts]


@lru_cache(maxsize=4096)
def pieces_of(runs: tuple[PlacedRun, ...], level: Level, size: float) -> tuple[Piece, ...]:
    """Return runs cut where a line may or must end."""
    text = "".join(run.text for run in runs)
    cuts: list[int] = []
    start = 0
    for part in text.split("\n"):
        cuts += [start + point for point in _points(part, level.script)]
        start += len(part) + 1
        cuts.append(start)
    edges = [0, *(cut for cut in cuts if 0 < cut < len(text)), len(text)]
    styles, inside = list(_spread(runs)), phrase_cuts(text, level.script)
    return tuple(_piece(text, a, b, styles, level, size)._replace(joins=b in inside) for a, b in pairwise(edges) if a < b)


def _points(text: str, script: str) -> Iterator[int]:
    """Yield where a line may end, by UAX #14, and where LibreOffice and Thai writing allow it besides; in Korean only between words."""
    allowed = set(break_points(text))
    for i in range(1, len(text)):
        digits = text[i - 1] == "-" and text[i].isdigit() and i > 1 and text[i - 2].isdigit()
        if script == "Kore" and _hangul(text[i]) and not text[i - 1].isspace():
            continue
        if i in allowed or digits or _between_clusters(text[i - 1], text[i]):
            yield i


def _hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"


def _between_clusters(before: str, behind: str) -> bool:
    if line_break_class(before) not in (COMPLEX, "CM") or line_break_class(behind) != COMPLEX:
        return False
    return unicodedata.category(behind) not in ("Mn", "Mc") and not "\u0e40" <= before <= "\u0e44"


def _complex(text: str) -> bool:
    return any(line_break_class(character) == COMPLEX for character in text)


def _spread(runs: tuple[PlacedRun, ...]) -> Iterator[tuple[int, int, PlacedRun]]:
    """Yield the runs with the offsets at which they begin and end."""
    at = 0
    for run in runs:
        yield at, at + len(run.text), run
        at += len(run.text)


def _piece(text: str, a: int, b: int, styles: list[tuple[int, int, PlacedRun]], level: Level, size: float) -> Piece:
    whole = text[a:b]
    shown = whole.rstrip("\n")
    bare = len(shown.rstrip(" \u3000\t\u2003\u2002\u200b"))

    def width(end: int) -> float:
        total = 0.0
        for first, last, run in styles:
            part = text[max(a, first) : min(end, last)]
            if part:
                face = Face(level.bold if run.bold is None else run.bold, run.italic, run.code, level.script in WIDE_MARKS)
                total += advance(part, size, face, level.tracking)
        return total

    full = width(a + len(shown)) + BETWEEN_SCRIPTS * size * _changes(text, a, a + len(shown))
    end = full if bare == len(shown) else width(a + bare) + BETWEEN_SCRIPTS * size * _changes(text, a, a + bare)
    return Piece(shown, full, end, whole.endswith("\n"), end * min(1.0, SMALLEST / size), False)


def _changes(text: str, a: int, b: int) -> int:
    """Return how often the characters from `a` to `b` change between East Asian and other ones, the one before them included."""
    wide = [unicodedata.east_asian_width(character) in "WF" for character in text[max(0, a - 1) : b]]
    return sum(one != other for one, other in pairwise(wide))

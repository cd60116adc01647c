"""Lines and heights of text before any program has drawn it.

A line advances 1.2 x size x line spacing in LibreOffice and in PowerPoint, whatever the face (LibreOffice 7.4; PowerPoint by its PDFs).
Lines are wrapped a little short of the box, so that neither program breaks one that is predicted whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from deck.fit.breaks import COMPLEX, break_points, line_break_class
from deck.fit.fonts import Face, advance, exact
from deck.model.placed import PlacedParagraph, PlacedRun
from deck.model.template import Level, Placeholder
from deck.model.units import emu_from_points, points

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
DASHES = ("\u2014", "\u2013")
HYPHENS = ("-", "\u2010", "\u00ad")
EVEN_STEPS = 10
# the space inside a number
GROUPED = re.compile(r"(?<=\d)\s(?=\d{3})")
# the share of the longest line below which a last word looks lost, and any other line looks torn off
SHORT_LINE = 0.3
RAGGED_LINE = 0.6
# by this share of its width a column is made narrower, and so often at the most, for lines that end better
STEP, MOST_STEPS = 0.015, 20
# how much narrower than its safe width a text may turn out
GUESSED = 1.25
# LibreOffice 7.4 sets a space of this width (em) between East Asian and other characters; PowerPoint does not
BETWEEN_SCRIPTS = 0.25


class Line(NamedTuple):
    """A line's text and its width in points."""

    text: str
    width: float


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


class _Piece(NamedTuple):
    """Text that no line may end within; its width with and without its closing spaces. `ends`: a line must end behind it.

    `least` is its width at the smallest size that anybody can read.
    """

    text: str
    width: float
    bare: float
    ends: bool
    least: float


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
        level = _level(placeholder, paragraph)
        size = paragraph.size or level.size
        room = width - points(_margin(level, paragraph))
        filled = _fill(_pieces(paragraph.runs, level, size), room)
        before = level.before if paragraph.before is None else paragraph.before
        height += (before if i else 0.0) + LINE * size * level.line * len(filled.lines)
        filled_paragraphs.append(filled.lines)
        fragile, torn = fragile or filled.fragile, torn or filled.torn
    return Measured(tuple(filled_paragraphs), height + DESCENT * size, fragile, torn)


def mended_inset(paragraphs: tuple[PlacedParagraph, ...], placeholder: Placeholder) -> int | None:
    """Return the least inset (EMU) at the line's end with which lines end better, None where they end well or no inset helps.

    No paragraph takes more lines for it.
    """
    full = placeholder.box.width - placeholder.insets[0] - placeholder.insets[2]

    def filled(width: float) -> list[Measured]:
        found = []
        for paragraph in paragraphs:
            level = _level(placeholder, paragraph)
            pieces = _pieces(paragraph.runs, level, paragraph.size or level.size)
            found.append(_fill(pieces, points(round(width)) - points(_margin(level, paragraph))))
        return found

    now = filled(full)
    best, inset = sum(map(_faults, now)), None
    for step in range(1, MOST_STEPS + 1):
        if not best:
            break
        width = full * (1 - STEP * step)
        then = filled(width)
        if any(len(a.lines) > len(b.lines) for a, b in zip(then, now, strict=True)):
            break
        if (faults := sum(map(_faults, then))) < best:
            best, inset = faults, placeholder.insets[2] + round(full - width)
    return inset


def balanced_inset(paragraph: PlacedParagraph, placeholder: Placeholder) -> int | None:
    """Return the inset (EMU) at the line's end that evens out the lines of a paragraph, None where there is nothing to gain.

    The number of lines stays; a last line of one word and a line that ends in a hyphen are avoided where a width allows it.
    """
    level = _level(placeholder, paragraph)
    pieces = _pieces(paragraph.runs, level, paragraph.size or level.size)
    full = points(placeholder.box.width - placeholder.insets[0] - placeholder.insets[2] - _margin(level, paragraph))
    now = _fill(pieces, full)
    if len(now.lines) < 2 or now.torn:
        return None
    narrow = _narrowest(pieces, full, len(now.lines))
    widths = [narrow + (full - narrow) * step / EVEN_STEPS for step in range(EVEN_STEPS + 1)]
    even = min(widths, key=lambda width: (_faults(_fill(pieces, width)), width))
    if _faults(now) <= _faults(_fill(pieces, even)) and even > 0.97 * full:
        return None
    return placeholder.insets[2] + emu_from_points(full - even)


def _level(placeholder: Placeholder, paragraph: PlacedParagraph) -> Level:
    return placeholder.levels[min(paragraph.level, len(placeholder.levels) - 1)]


def _margin(level: Level, paragraph: PlacedParagraph) -> int:
    return level.margin if paragraph.margin is None else paragraph.margin


def _narrowest(pieces: tuple[_Piece, ...], full: float, count: int) -> float:
    """Return the least width that still takes `count` lines, with a hand's breadth to spare."""
    low, high = 0.3 * full, full
    for _ in range(9):
        middle = (low + high) / 2
        filled = _fill(pieces, middle)
        if len(filled.lines) <= count and not filled.torn:
            high = middle
        else:
            low = middle
    return min(full, high * 1.012)


def ends_badly(lines: tuple[Line, ...]) -> int:
    """Return how much a reader would object to where lines end: on a hyphen, with a short last word, far from the others."""
    if len(lines) < 2:
        return 0
    longest = max(line.width for line in lines)
    hyphens = sum(line.text.endswith(HYPHENS) for line in lines[:-1])
    ragged = sum(line.width < RAGGED_LINE * longest for line in lines[:-1])
    parted = sum(_parted(one.text, other.text) for one, other in pairwise(lines))
    return 3 * hyphens + _widow(lines, longest) + ragged + parted


def _widow(lines: tuple[Line, ...], longest: float) -> int:
    """Return 2 for a last line of one short word, 1 for one of any single word behind lines of several."""
    if _words(lines[-1]) > 1:
        return 0
    if lines[-1].width < SHORT_LINE * longest:
        return 2
    return int(any(_words(line) > 1 for line in lines[:-1]) and lines[-1].width < RAGGED_LINE * longest)


def _words(line: Line) -> int:
    """Return how many words a reader sees on a line: a number is one, a mark on its own is none."""
    return sum(any(map(str.isalnum, word)) for word in GROUPED.sub("", line.text).split())


def _parted(end: str, start: str) -> int:
    """Return how bad it is that a line breaks where it may but should not: before a dash, inside a range, inside a word in katakana."""
    if start.startswith(DASHES) or (end.endswith(DASHES) and end[-2:-1].isdigit() and start[:1].isdigit()):
        return 2
    return int("\u30a0" < end[-1:] <= "\u30ff" and "\u30a0" < start[:1] <= "\u30ff")


def _faults(filled: Measured) -> int:
    return 4 * filled.torn + ends_badly(filled.lines) + filled.fragile


def _fill(pieces: tuple[_Piece, ...], room: float) -> Measured:
    """Return pieces set in lines of `room` points; the height is left to the caller."""
    limit = room * (USED_BY_WORDS if any(_complex(piece.text) for piece in pieces) else USED)
    lines: list[Line] = []
    text, width, bare = "", 0.0, 0.0
    fragile = torn = False
    for piece in pieces:
        if text and width + piece.bare > limit:
            fragile = fragile or width + piece.bare <= room * (1 + EDGE)
            lines.append(Line(text.rstrip(), bare))
            text, width, bare = "", 0.0, 0.0
        if piece.bare > limit and not text:
            *whole, last = _broken(piece, limit)
            lines += whole
            # a word that fits at no size is better broken than small
            torn = torn or piece.least <= limit
            text, width, bare = last.text, last.width, last.width
        else:
            text, bare, width = text + piece.text, width + piece.bare, width + piece.width
        fragile = fragile or bare > room * (USED - EDGE)
        if piece.ends:
            lines.append(Line(text.rstrip(), bare))
            text, width, bare = "", 0.0, 0.0
    if text or not lines or pieces[-1].ends:
        lines.append(Line(text.rstrip(), bare))
    return Measured((tuple(lines),), 0.0, fragile, torn)


def _broken(piece: _Piece, limit: float) -> list[Line]:
    """Return a piece wider than a line, broken anywhere."""
    each = piece.bare / max(1, len(piece.text.rstrip()))
    count = max(1, int(limit / max(each, 0.1)))
    parts = [piece.text[i : i + count] for i in range(0, len(piece.text), count)]
    return [Line(part, len(part.rstrip()) * each) for part in parts]


@lru_cache(maxsize=4096)
def _pieces(runs: tuple[PlacedRun, ...], level: Level, size: float) -> tuple[_Piece, ...]:
    """Return runs cut where a line may or must end."""
    text = "".join(run.text for run in runs)
    cuts: list[int] = []
    start = 0
    for part in text.split("\n"):
        cuts += [start + point for point in _points(part)]
        start += len(part) + 1
        cuts.append(start)
    edges = [0, *(cut for cut in cuts if 0 < cut < len(text)), len(text)]
    styles = list(_spread(runs))
    return tuple(_piece(text, a, b, styles, level, size) for a, b in pairwise(edges) if a < b)


def _points(text: str) -> Iterator[int]:
    """Yield where a line may end, by UAX #14, and where LibreOffice and Thai writing allow it besides."""
    allowed = set(break_points(text))
    for i in range(1, len(text)):
        digits = text[i - 1] == "-" and text[i].isdigit() and i > 1 and text[i - 2].isdigit()
        if i in allowed or digits or _between_clusters(text[i - 1], text[i]):
            yield i


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


def _piece(text: str, a: int, b: int, styles: list[tuple[int, int, PlacedRun]], level: Level, size: float) -> _Piece:
    whole = text[a:b]
    shown = whole.rstrip("\n")
    bare = len(shown.rstrip(" \u3000\t\u2003\u2002\u200b"))

    def width(end: int) -> float:
        total = 0.0
        for first, last, run in styles:
            part = text[max(a, first) : min(end, last)]
            if part:
                face = Face(level.bold if run.bold is None else run.bold, run.italic, run.code, level.east_asian)
                total += advance(part, size, face, level.tracking)
        return total

    full = width(a + len(shown)) + BETWEEN_SCRIPTS * size * _changes(text, a, a + len(shown))
    end = full if bare == len(shown) else width(a + bare) + BETWEEN_SCRIPTS * size * _changes(text, a, a + bare)
    return _Piece(shown, full, end, whole.endswith("\n"), end * min(1.0, SMALLEST / size))


def _changes(text: str, a: int, b: int) -> int:
    """Return how often the characters from `a` to `b` change between East Asian and other ones, the one before them included."""
    wide = [unicodedata.east_asian_width(character) in "WF" for character in text[max(0, a - 1) : b]]
    return sum(one != other for one, other in pairwise(wide))

"""Lines and heights of text before any program has drawn it.

A line advances 1.2 x size x line spacing in LibreOffice and in PowerPoint, whatever the face (LibreOffice 7.4; PowerPoint by its PDFs).
Lines are wrapped a little short of the box, so that neither program breaks one that is predicted whole.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from deck.fit.fonts import exact
from deck.fit.pieces import Piece, pieces_of
from deck.model.placed import PlacedParagraph
from deck.model.template import Level, Placeholder
from deck.model.units import points

LINE = 1.2
# the share of the width that is used; 0.994 is where real decks first broke differently
USED = 0.985
# in scripts without spaces words are kept whole by a dictionary, which costs up to this much of a line
USED_BY_WORDS = 0.88
EDGE = 0.01
# how far apart tab stops are, in points, where a paragraph sets none
TAB = 72.0
# how far ink reaches below the advance of the last line, as a share of the size; in some scripts marks hang far below the letters
DESCENT, DEEP_DESCENT = 0.02, 0.12
SHALLOW_SCRIPTS = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor", "Hebr", "Jpan", "Hans", "Hant", "Kore"})
# how much narrower than its safe width a text may turn out
GUESSED = 1.25


class Line(NamedTuple):
    """A line's text and its width in points; `cut`: it ends inside a phrase."""

    text: str
    width: float
    cut: bool = False


class Measured(NamedTuple):
    """The lines of each paragraph; `height` in points below the placeholder's own top inset.

    `fragile`: a line, or a line with the next word, ends within 1 % of the edge. `torn`: a word is broken that a smaller size would hold;
    `broken`: one is that no size would.
    """

    paragraphs: tuple[tuple[Line, ...], ...]
    height: float
    fragile: bool
    torn: bool
    broken: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(chain.from_iterable(self.paragraphs))


def available_height(placeholder: Placeholder) -> float:
    """Return the height between a placeholder's insets, in points."""
    return points(placeholder.box.height - placeholder.insets[1] - placeholder.insets[3])


def sure_lines(paragraph: PlacedParagraph, placeholder: Placeholder) -> int | None:
    """Return how many lines a paragraph takes, None where its widths are safe guesses and it may well take fewer."""
    count = len(measure((paragraph,), placeholder).lines)
    if all(exact(run.text, level_of(placeholder, paragraph).face) for run in paragraph.runs):
        return count
    roomy = placeholder._replace(box=placeholder.box._replace(width=round(placeholder.box.width * GUESSED)))
    return count if len(measure((paragraph,), roomy).lines) == count else None


def first_baseline(size: float, line: float) -> float:
    """Return how far below the top of the text the first baseline lies, in points, as LibreOffice 7.4 sets it."""
    if line == 1.0:
        return size
    return 0.8 * LINE * size * line if line < 1 else size + LINE * size * (line - 1)


# one text is tried in many arrangements, and set again where it ends well
@lru_cache(maxsize=4096)
def measure(
    paragraphs: tuple[PlacedParagraph, ...],
    placeholder: Placeholder,
    *,
    top_inset: int | None = None,
    right_inset: int | None = None,
    exact: bool = False,
) -> Measured:
    """Return the lines that `paragraphs` take in a placeholder, and their height.

    `exact`: where the deck is shown all faces are there that the template names, so no width is held in reserve.
    """
    left, top, right, _ = placeholder.insets
    width = points(placeholder.box.width - left - (right if right_inset is None else right_inset))
    width = (width - points(placeholder.gutter) * (placeholder.columns - 1)) / placeholder.columns
    lowered = points((top if top_inset is None else top_inset) - top)
    filled_paragraphs: list[tuple[Line, ...]] = []
    heights: list[float] = []
    fragile = torn = broken = False
    size = 0.0
    for i, paragraph in enumerate(paragraphs):
        level = level_of(placeholder, paragraph)
        size = paragraph.size or level.size
        room = width - points(margin_of(level, paragraph))
        filled = fill(pieces_of(paragraph.runs, level, size, exact=exact), room, first_indent(level), exact=exact)
        before = level.before if paragraph.before is None else paragraph.before
        heights += [LINE * size * level.line] * len(filled.lines)
        heights[-len(filled.lines)] += before if i else 0.0
        filled_paragraphs.append(filled.lines)
        fragile, torn, broken = fragile or filled.fragile, torn or filled.torn, broken or filled.broken
    below = DESCENT if placeholder.levels[0].script in SHALLOW_SCRIPTS else DEEP_DESCENT
    height = lowered + _tallest(heights, available_height(placeholder) - lowered, placeholder.columns) + below * size
    return Measured(tuple(filled_paragraphs), height, fragile, torn, broken)


def _tallest(lines: list[float], room: float, columns: int) -> float:
    """Return the height of the tallest column, each of them filled before the next begins."""
    heights = [0.0]
    for line in lines:
        if heights[-1] and heights[-1] + line > room and len(heights) < columns:
            heights.append(0.0)
        heights[-1] += line
    return max(heights)


def level_of(placeholder: Placeholder, paragraph: PlacedParagraph) -> Level:
    return placeholder.levels[min(paragraph.level, len(placeholder.levels) - 1)]


def margin_of(level: Level, paragraph: PlacedParagraph) -> int:
    return level.margin if paragraph.margin is None else paragraph.margin


def first_indent(level: Level) -> float:
    """Return how much narrower the first line is, in points: a hanging one holds the bullet and begins where the others do."""
    return max(0.0, points(level.indent))


@lru_cache(maxsize=4096)
def fill(pieces: tuple[Piece, ...], room: float, indent: float = 0.0, *, exact: bool = False) -> Measured:
    """Return pieces set in lines of `room` points, the first narrower by `indent`; the height is left to the caller."""
    usual = room * (1.0 if exact else USED_BY_WORDS if any(piece.by_words for piece in pieces) else USED)
    limit = usual - indent
    lines: list[Line] = []
    text, width, bare, joins = "", 0.0, 0.0, False
    fragile = torn = broken = False
    for piece in pieces:
        if text and width + piece.bare > limit:
            fragile = fragile or width + piece.bare <= room * (1 + EDGE)
            lines.append(Line(text.rstrip(), bare, joins))
            text, width, bare, limit = "", 0.0, 0.0, usual
        if piece.bare > limit and not text:
            *whole, last = _broken(piece, limit)
            lines += whole
            # a word that fits at no size is better broken than small
            torn, broken = torn or piece.least <= limit, broken or piece.least > limit
            text, bare, width, limit = last.text, last.width, last.width + piece.width - piece.bare, usual
        else:
            text, bare, width = text + piece.text, width + piece.bare, width + piece.width
            if piece.text.endswith("\t"):
                width = TAB * (bare // TAB + len(piece.text) - len(piece.text.rstrip("\t")))
        joins = piece.joins
        fragile = fragile or bare > room * (USED - EDGE)
        if piece.ends:
            lines.append(Line(text.rstrip(), bare))
            text, width, bare, limit = "", 0.0, 0.0, usual
    if text or not lines or pieces[-1].ends:
        lines.append(Line(text.rstrip(), bare))
    return Measured((tuple(lines),), 0.0, fragile, torn, broken)


def _broken(piece: Piece, limit: float) -> list[Line]:
    """Return a piece wider than a line, broken anywhere; the last line with the spaces behind it."""
    length = max(1, len(piece.text.rstrip()))
    ends = piece.steps or [piece.bare * i / length for i in range(1, length + 1)]
    lines, start, before = [], 0, 0.0
    for i in range(1, length):
        if ends[i] - before > limit:
            lines.append(Line(piece.text[start:i], ends[i - 1] - before))
            start, before = i, ends[i - 1]
    return [*lines, Line(piece.text[start:], ends[-1] - before)]

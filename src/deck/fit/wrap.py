"""Lines and heights of text before any program has drawn it.

A line advances 1.2 x size x line spacing in LibreOffice and in PowerPoint, whatever the face (LibreOffice 7.4; PowerPoint by its PDFs).
Lines are wrapped a little short of the box, so that neither program breaks one that is predicted whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from deck.fit.fonts import exact
from deck.fit.pieces import Cut, cut_of
from deck.model.placed import PlacedParagraph
from deck.model.template import Level, Placeholder
from deck.model.units import points

LINE = 1.2
# in tables and in code LibreOffice 7.4 gives a line the height of the font that has its letters, in em: up to 1.45 from the first of these
# letters on (Noto Sans CJK), more where signs are stacked (Noto Sans Myanmar, Khmer)
TALL_LINE, FIRST_TALL = 1.45, "\u0900"
STACKED_LINE, STACKED = 1.8, re.compile("[\u0f00-\u109f\u1780-\u17ff]")
# of so many lines of mixed scripts one may be more than is predicted
LINES_OF_MIXED = 4
# what hangs below the line makes it higher in LibreOffice 7.4 by so much of the size, and in PowerPoint not
LOWERED_LINE = 0.17
# the share of the width that is used; 0.994 is where real decks first broke differently
USED = 0.985
# in scripts without spaces words are kept whole by a dictionary, which costs up to this much of a line
USED_BY_WORDS = 0.88
# where letters of several scripts meet, programs take them from faces that nobody can foresee
USED_MIXED = 0.95
EDGE = 0.01
# how far ink reaches below the advance of the last line, as a share of the size; in some scripts marks hang far below the letters
DESCENT, DEEP_DESCENT = 0.02, 0.12
SHALLOW_SCRIPTS = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor", "Hebr", "Jpan", "Hans", "Hant", "Kore"})
# the room for a bullet and for what stands between it and the text, in em: a dash and a space
BULLET = 0.6
# how much narrower than its safe width a text may turn out
GUESSED = 1.25


class Line(NamedTuple):
    """A line's text and its width in points; `cut`: it ends inside a phrase."""

    text: str
    width: float
    cut: bool = False


class Lines(NamedTuple):
    """The lines of one text; see Measured."""

    lines: tuple[Line, ...]
    fragile: bool
    torn: bool
    broken: bool
    mixed: bool = False


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
    """Return the height between a placeholder's insets, in points; where lines run downwards they stand side by side."""
    left, top, right, bottom = placeholder.insets
    return points(placeholder.box.width - left - right if placeholder.vertical else placeholder.box.height - top - bottom)


def sure_lines(paragraph: PlacedParagraph, placeholder: Placeholder) -> int | None:
    """Return how many lines a paragraph takes, None where its widths are safe guesses and it may well take fewer."""
    count = len(measure((paragraph,), placeholder).lines)
    level = level_of(placeholder, paragraph)
    if all(exact(run.text, level.face, level.fonts) for run in paragraph.runs):
        return count
    roomy = placeholder._replace(box=placeholder.box._replace(width=round(placeholder.box.width * GUESSED)))
    return count if len(measure((paragraph,), roomy).lines) == count else None


def own_line(text: str) -> float:
    """Return how high a line of a text is where its font decides, in em."""
    if max(text, default="") < FIRST_TALL:
        return LINE
    return STACKED_LINE if STACKED.search(text) else TALL_LINE


def first_baseline(size: float, line: float) -> float:
    """Return how far below the top of the text the first baseline lies, in points, as LibreOffice 7.4 sets it."""
    if line == 1.0:
        return size
    return 0.8 * LINE * size * line if line < 1 else size + LINE * size * (line - 1)


def baseline_of(level: Level, size: float) -> float:
    """Return how far below the top of the text the first baseline of a level lies, in points, where it is set in `size`."""
    return size + level.pitch - LINE * size if level.pitch else first_baseline(size, level.line)


def advance_of(level: Level, size: float) -> float:
    """Return how far apart the lines of a level are, in points, where it is set in `size`."""
    return level.pitch or LINE * size * level.line


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
    top, width = placeholder.insets[1], column_width(placeholder, right_inset)
    lowered = points((top if top_inset is None else top_inset) - top)
    filled_paragraphs: list[tuple[Line, ...]] = []
    heights: list[float] = []
    fragile = torn = broken = False
    size = after = 0.0
    for i, paragraph in enumerate(paragraphs):
        level = level_of(placeholder, paragraph)
        size = paragraph.size or level.size
        filled = lines_of(paragraph, level, width, exact=exact)
        before = level.before if paragraph.before is None else paragraph.before
        count = len(filled.lines) + (len(filled.lines) // LINES_OF_MIXED if filled.mixed and not exact else 0)
        heights += [advance_of(level, size)] * count
        lowered_lines = min(count, sum(run.shift < 0 for run in paragraph.runs))
        heights[len(heights) - lowered_lines :] = [height + LOWERED_LINE * size for height in heights[len(heights) - lowered_lines :]]
        # programs add up what stands behind one paragraph and before the next; behind the last there is nothing to keep clear of
        heights[-count] += before + after if i else 0.0
        after = level.after
        filled_paragraphs.append(filled.lines)
        fragile, torn, broken = fragile or filled.fragile, torn or filled.torn, broken or filled.broken
    below = DESCENT if placeholder.levels[0].script in SHALLOW_SCRIPTS else DEEP_DESCENT
    height = lowered + _tallest(heights, available_height(placeholder) - lowered, placeholder.columns) + below * size
    return Measured(tuple(filled_paragraphs), height, fragile, torn, broken)


def lines_of(paragraph: PlacedParagraph, level: Level, width: float, *, exact: bool = False) -> Lines:
    """Return the lines that a paragraph takes in a column of a width in points."""
    size = paragraph.size or level.size
    text = cut_of(paragraph.runs, level, size, exact=exact)
    return fill(text, width - points(margin_of(level, paragraph)), first_indent(level, paragraph, size), exact=exact)


def column_width(placeholder: Placeholder, right_inset: int | None = None) -> float:
    """Return how wide a column of a placeholder is between its insets, in points."""
    left, top, right, bottom = placeholder.insets
    end = right if right_inset is None else right_inset
    width = points(placeholder.box.height - top - bottom if placeholder.vertical else placeholder.box.width - left - end)
    return (width - points(placeholder.gutter) * (placeholder.columns - 1)) / placeholder.columns


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


def first_indent(level: Level, paragraph: PlacedParagraph, size: float) -> float:
    """Return how much narrower the first line is, in points, where text is set in `size`.

    A hanging one holds the bullet and begins where the others do, unless the bullet needs more than it hangs. Nothing hangs beyond the edge
    of the text (LibreOffice 7.4; PowerPoint offers no such indent).
    """
    margin = margin_of(level, paragraph)
    own = None if paragraph.margin is None else paragraph.margin if paragraph.hang is None else paragraph.hang
    begins = points(max(-margin, level.indent if own is None else -own))
    return max(0.0, begins + (BULLET * size if level.bullet else 0.0))


@lru_cache(maxsize=8192)
def fill(text: Cut, room: float, indent: float = 0.0, *, exact: bool = False) -> Lines:
    """Return a text set in lines of `room` points, the first narrower by `indent`."""
    usual = _used(text, room, exact=exact)
    limit = usual - indent
    pieces, count = text.pieces, len(text.pieces)
    lines: list[Line] = []
    fragile = torn = broken = False
    # what a broken word leaves on its last line, with and without the spaces behind it
    head, used, bare = "", 0.0, 0.0
    i = 0
    while i < count or head:
        j, width = text.reach(i, used, limit) if i < count else (i, bare)
        if j == i and not head:
            *whole, last = _broken(pieces[i].text, text.steps(i), limit)
            lines += whole
            # a word that fits at no size is better broken than small
            torn, broken = torn or text.least(i) <= limit, broken or text.least(i) > limit
            head, bare = last.text, last.width
            used, limit, i = bare + text.starts[i + 1] - text.stops[i], usual, i + 1
            fragile = fragile or bare > room * (USED - EDGE)
            if i < count and not pieces[i - 1].ends:
                continue
            j, width = i, bare
        elif j == i:
            width = bare
        over = 0 < j < count and not pieces[j - 1].ends
        fragile = fragile or width > room * (USED - EDGE) or (over and _nearly(text, i, j, used, room))
        lines.append(Line((head + text.between(i, j)).rstrip(), width, over and pieces[j - 1].joins))
        head, used, bare, limit, i = "", 0.0, 0.0, usual, j
    if not lines or pieces[-1].ends:
        lines.append(Line("", 0.0))
    return Lines(tuple(lines), fragile, torn, broken, text.mixed)


def count_lines(text: Cut, room: float) -> int:
    """Return how many lines a text takes, 0 where a word of it is wider than one."""
    limit, i, lines = _used(text, room), 0, 0
    while i < len(text.pieces):
        j, _ = text.reach(i, 0.0, limit)
        if j == i:
            return 0
        i, lines = j, lines + 1
    return lines + (not lines or text.pieces[-1].ends)


def _used(text: Cut, room: float, *, exact: bool = False) -> float:
    """Return how much of a line is used."""
    return room * (1.0 if exact else USED_BY_WORDS if text.by_words else USED_MIXED if text.mixed else USED)


def _nearly(text: Cut, i: int, j: int, used: float, room: float) -> bool:
    """Tell whether piece `j` would stand on the line of the pieces from `i` on, if that were a little longer."""
    return used + text.stops[j] - text.starts[i] <= room * (1 + EDGE)


def _broken(word: str, ends: list[float], limit: float) -> list[Line]:
    """Return a word wider than a line, broken anywhere; the last line with the spaces behind it. `ends`: where each letter ends."""
    lines, start, before = [], 0, 0.0
    for i in range(1, len(ends)):
        if ends[i] - before > limit:
            lines.append(Line(word[start:i], ends[i - 1] - before))
            start, before = i, ends[i - 1]
    return [*lines, Line(word[start:], ends[-1] - before)]

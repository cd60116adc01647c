"""How well lines end, and what makes them end better: a narrower column, breaks between phrases. Never at the cost of a line."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from deck.fit.pieces import Cut, cut_of
from deck.fit.wrap import Line, Lines, count_lines, fill, first_indent, level_of, margin_of
from deck.model.placed import PlacedParagraph
from deck.model.template import Placeholder
from deck.model.units import emu_from_points, points

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
# no column is so narrow that a single word fills more of it
MOST_FILLED = 0.93


@lru_cache(maxsize=2048)
def mended_inset(paragraphs: tuple[PlacedParagraph, ...], placeholder: Placeholder) -> int | None:
    """Return the least inset (EMU) at the line's end with which lines end better, None where they end well or no inset helps.

    No paragraph takes more lines for it.
    """
    if not _begins_at_start(paragraphs, placeholder):
        return None
    full = placeholder.box.width - placeholder.insets[0] - placeholder.insets[2]

    def filled(width: float) -> list[Lines]:
        found = []
        for paragraph in paragraphs:
            level = level_of(placeholder, paragraph)
            size = paragraph.size or level.size
            text, indent = cut_of(paragraph.runs, level, size), first_indent(level, paragraph, size)
            found.append(fill(text, points(round(width)) - points(margin_of(level, paragraph)), indent))
        return found

    if placeholder.columns > 1:
        return None
    levels = (level_of(placeholder, paragraph) for paragraph in paragraphs)
    texts = [cut_of(paragraph.runs, level, paragraph.size or level.size) for paragraph, level in zip(paragraphs, levels, strict=True)]
    if any(text.mixed or text.by_words for text in texts):
        return None
    now = filled(full)
    best, inset = sum(map(_faults, now)), None
    for step in range(1, MOST_STEPS + 1):
        if not best:
            break
        width = full * (1 - STEP * step)
        if any(text.longest > MOST_FILLED * points(round(width)) for text in texts):
            break
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
    level = level_of(placeholder, paragraph)
    size = paragraph.size or level.size
    if placeholder.columns > 1 or first_indent(level, paragraph, size) or not _begins_at_start((paragraph,), placeholder):
        return None
    text = cut_of(paragraph.runs, level, size)
    full = points(placeholder.box.width - placeholder.insets[0] - placeholder.insets[2] - margin_of(level, paragraph))
    now = fill(text, full)
    if len(now.lines) < 2 or now.torn or now.broken or text.mixed or text.by_words:
        return None
    narrow = min(full, max(_narrowest(text, full, len(now.lines)), text.longest / MOST_FILLED))
    widths = [narrow + (full - narrow) * step / EVEN_STEPS for step in range(EVEN_STEPS + 1)]
    faults, even = _faults(now) + 1, full
    for width in widths:
        if (found := _faults(fill(text, width))) < faults:
            faults, even = found, width
        if not faults:
            break
    if _faults(now) <= faults and even > 0.97 * full:
        return None
    return placeholder.insets[2] + emu_from_points(full - even)


def _begins_at_start(paragraphs: tuple[PlacedParagraph, ...], placeholder: Placeholder) -> bool:
    """Tell whether lines stand at their start: an inset at their end would move those that do not, and one beside lines that run down."""
    return not placeholder.vertical and all(level_of(placeholder, paragraph).align == "start" for paragraph in paragraphs)


@lru_cache(maxsize=4096)
def ends_badly(lines: tuple[Line, ...]) -> int:
    """Return how much a reader would object to where lines end: on a hyphen, with a short last word, far from the others."""
    if len(lines) < 2:
        return 0
    longest = max(line.width for line in lines)
    hyphens = sum(line.text.endswith(HYPHENS) for line in lines[:-1])
    ragged = sum(line.width < RAGGED_LINE * longest for line in lines[:-1])
    parted = sum(2 * line.cut for line in lines) + sum(_parted(one.text, other.text) for one, other in pairwise(lines))
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
    """Return how bad it is that a line breaks where it may but should not: before a dash, or inside a range."""
    return 2 * (start.startswith(DASHES) or (end.endswith(DASHES) and end[-2:-1].isdigit() and start[:1].isdigit()))


def _faults(filled: Lines) -> int:
    return 4 * (filled.torn or filled.broken) + ends_badly(filled.lines) + filled.fragile


def _narrowest(text: Cut, full: float, count: int) -> float:
    """Return the least width that still takes `count` lines, with a hand's breadth to spare."""
    low, high = 0.3 * full, full
    for _ in range(9):
        middle = (low + high) / 2
        if 0 < count_lines(text, middle) <= count:
            high = middle
        else:
            low = middle
    return min(full, high * 1.012)

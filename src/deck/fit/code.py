"""Code on its panel: monospaced, in its tones, whole lines where they fit, split at blank lines over slides."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, groupby
from math import ceil
from typing import NamedTuple

from deck.fit.arrange import Area, Arrangement, layout_of, placeholder
from deck.fit.exhibited import Exhibited
from deck.fit.filling import Filled, Frame, set_plainly, sized
from deck.fit.safe import code_width
from deck.fit.wrap import LINE, USED, advance_of, available_height, column_width, own_line
from deck.model.article import Code, Run, Tone
from deck.model.code import tidied
from deck.model.placed import PlacedParagraph, PlacedRun
from deck.model.template import Layout
from deck.model.units import emu_from_points

CODE = 80
SIZES = (32.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
# lines may be wrapped at these
WRAPPING = (20.0, 18.0)
# beyond so many slides nobody follows: what is left is in the notes, with all the rest
MOST_SLIDES = 4
# beyond so many lines there are more slides than that
MOST_LINES = 400
# what goes on from a line begins so many letters further in than the line, which counts as no further in than MOST_INDENT
HANGING, MOST_INDENT = 4, 24
# its mark stands so many letters before it
MARK = 2
# a line is broken behind a space, or else behind one of these, but not in the first part of its room
BREAKING, LEAST_SHARE = ",;({[|&=/.", 0.4
# the advance of a letter in Courier New and Liberation Mono, in em
LETTER = 0.6
# a part of code does not begin with what closes the part before
CLOSING = frozenset(")]}")


class _Row(NamedTuple):
    """A line of code: its parts of one tone; `marked` by its author."""

    runs: tuple[PlacedRun, ...]
    marked: bool

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def flow_code(code: Code, area: Area) -> Exhibited | None:
    """Return code on one slide or more; all of it is said instead where slides do not show it to its end."""
    layout = layout_of(area, "Code")
    code = tidied(code)
    rows = list(_rows(code))
    capacity = _capacity(layout, WRAPPING[-1])
    if len(rows) <= capacity:
        whole = _largest(layout, [rows], area.sizes(SIZES), wrapped=False) or _largest(layout, [rows], WRAPPING, wrapped=True)
        if whole:
            return Exhibited(tuple(whole))
    head = rows[:MOST_LINES]
    heights = [_tallness(row.text) * _lines(row.text, WRAPPING[-1], _room(layout)) for row in head]
    parts = _parts(head, heights, capacity)
    shown = parts[:MOST_SLIDES]
    placed = _largest(layout, shown, area.sizes(SIZES), wrapped=False) or _largest(layout, shown, WRAPPING, wrapped=True)
    if placed is None:
        return None
    return Exhibited(tuple(placed), () if len(shown) == len(parts) and head == rows else ((Run(code.text, code=True),),))


def _rows(code: Code) -> Iterator[_Row]:
    """Yield the lines of tidy code."""
    marked, tones = frozenset(code.marked), iter((*code.tones, None))
    tone = next(tones)
    at = 0
    for n, line in enumerate(code.text.split("\n"), 1):
        end, runs = at + len(line), []
        start = at
        while tone is not None and tone.start < end:
            runs += [(start, tone.start, ""), (max(start, tone.start), min(end, tone.end), tone.tone)]
            start = max(start, min(end, tone.end))
            if tone.end > end:
                break
            tone = next(tones)
        runs.append((start, end, ""))
        pieces = ((code.text[a:b], kind) for a, b, kind in runs if a < b)
        yield _Row(tuple(PlacedRun(text, code=True, tone=str(kind)) for text, kind in pieces), n in marked)
        at = end + 1


def _largest(layout: Layout, parts: list[list[_Row]], sizes: tuple[float, ...], *, wrapped: bool) -> list[Arrangement] | None:
    """Return the parts at the largest size at which all fit and, unless they may be `wrapped`, no line is broken."""
    for size in sizes:
        placed = [_set(layout, part, size, n if len(parts) > 1 else 0) for n, part in enumerate(parts, 1)]
        if all(text.fits and (wrapped or len(text.measured.lines) == len(part)) for text, part in zip(placed, parts, strict=True)):
            return [Arrangement(layout.known_as, (text.shape,)) for text in placed]
    return None


def _set(layout: Layout, rows: list[_Row], size: float, n: int) -> Filled:
    frame = Frame(f"code {n}" if n else "code", placeholder(layout, CODE))
    paragraphs = (paragraph for row in _lit(rows) for paragraph in _wrapped(row, size, _room(layout)))
    filled = set_plainly(frame, tuple(sized(frame, paragraph, size) for paragraph in paragraphs))
    room, line = _room(layout), advance_of(frame.placeholder.levels[0], size)
    taller = sum((_tallness(row.text) - 1) * _lines(row.text, size, room) for row in rows) * line
    return filled if not taller else filled._replace(fits=filled.measured.height + taller <= available_height(frame.placeholder))


def _lit(rows: list[_Row]) -> Iterator[_Row]:
    """Yield lines with those bold that are marked, and the others dimmed; where none is, they are as they are."""
    for row in rows:
        if row.marked:
            yield row._replace(runs=tuple(run._replace(bold=True) for run in row.runs))
        elif row.runs and any(beside.marked for beside in rows):
            yield row._replace(runs=(PlacedRun(row.text, code=True, tone=str(Tone.DIM)),))
        else:
            yield row


def _room(layout: Layout) -> float:
    """Return how much of a line of the panel is used, in points."""
    return column_width(placeholder(layout, CODE)) * USED


def _capacity(layout: Layout, size: float) -> int:
    """Return how many lines a panel holds."""
    holder = placeholder(layout, CODE)
    level = holder.levels[0]
    return int(available_height(holder) / (advance_of(level, size) + level.before + level.after))


def _wrapped(row: _Row, size: float, room: float) -> Iterator[PlacedParagraph]:
    """Yield a line, or, where it is too long, its parts, each but the first further in and marked."""
    first = PlacedParagraph((), left_to_right=True)
    margin, hang = (emu_from_points(letters * LETTER * size) for letters in (_hanging(row.text), MARK))
    further = first._replace(margin=margin, hang=hang, continued=True)
    start = 0
    for end in _ends(row.text, size, room):
        yield (further if start else first)._replace(runs=tuple(_cut(row.runs, start, end)))
        start = end


def _cut(runs: tuple[PlacedRun, ...], start: int, end: int) -> Iterator[PlacedRun]:
    """Yield what runs have between two characters."""
    at = 0
    for run in runs:
        if text := run.text[max(0, start - at) : max(0, end - at)]:
            yield run._replace(text=text)
        at += len(run.text)


def _hanging(text: str) -> int:
    """Return how many letters further in a long line goes on: further than it begins, unless that is far."""
    return min(_indent(text), MOST_INDENT) + HANGING


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _ends(text: str, size: float, room: float) -> Iterator[int]:
    """Yield where the parts of a line end, none wider than its room in points."""
    if code_width(text) * size > room:
        reached = list(accumulate((code_width(letter) * size for letter in text), initial=0.0))
        start, limit = 0, room
        while reached[-1] - reached[start] > limit:
            start = _break(text, start, max(start + 1, bisect_right(reached, reached[start] + limit) - 1))
            limit = room - _hanging(text) * LETTER * size
            if start < len(text):
                yield start
    yield len(text)


def _break(text: str, start: int, end: int) -> int:
    """Return where a part of a line that reaches to `end` is ended: behind a space, else behind a mark.

    A word that no line holds stays whole, so that it is found and copied as one: the program that shows it breaks it where it must.
    """
    least = max(start, _indent(text)) + int((end - start) * LEAST_SHARE)
    for first, marks in ((least, " "), (least, BREAKING), (max(start, _indent(text)), " " + BREAKING)):
        if found := next((n for n in range(end, first, -1) if text[n - 1] in marks and text[n : n + 1] != " "), 0):
            return found
    return next((n for n in range(end, len(text)) if text[n - 1] == " " != text[n]), len(text))


def _tallness(text: str) -> float:
    """Return how high a line of code is, its font given, in lines of the code's own font."""
    return own_line(text) / LINE


def _lines(text: str, size: float, room: float) -> int:
    """Return on how many lines a line of code is set."""
    start, limit, lines = 0, room, 0
    for end in _ends(text, size, room):
        lines += max(1, ceil(code_width(text[start:end].rstrip()) * size / limit))
        start, limit = end, room - _hanging(text) * LETTER * size
    return lines


def _parts(rows: list[_Row], heights: list[float], capacity: int) -> list[list[_Row]]:
    """Return lines in as few parts as hold them, `capacity` lines of a panel each, as even as cuts at blank lines allow."""
    sums = list(accumulate(heights, initial=0.0))
    fewest = _filled(rows, sums, capacity)
    limits = range(ceil(sums[-1] / len(fewest)), capacity) if len(fewest) <= MOST_SLIDES else ()
    even = next((parts for limit in limits if len(parts := _filled(rows, sums, limit)) == len(fewest)), fewest)
    return [rows[a:b] for a, b in even]


def _filled(rows: list[_Row], sums: list[float], limit: float) -> list[tuple[int, int]]:
    """Return the first and last line of parts that are filled one after the other, cut at blank lines where there are some."""
    parts: list[tuple[int, int]] = []
    for a, b in _blocks(rows):
        if parts and sums[b] - sums[parts[-1][0]] <= limit:
            parts[-1] = (parts[-1][0], b)
            continue
        if parts and sums[b] - sums[a] > limit:
            # it is cut in any case, and what stands before it is not left alone
            a = parts.pop()[0]
        while sums[b] - sums[a] > limit and b - a > 1:
            cut = _cut_in(rows, a, max(a + 1, bisect_right(sums, sums[a] + limit) - 1))
            parts.append((a, cut))
            a = next((n for n in range(cut, b) if rows[n].text.strip()), cut)
        parts.append((a, b))
    return parts


def _blocks(rows: list[_Row]) -> Iterator[tuple[int, int]]:
    """Yield where the runs of lines between blank ones begin and end."""
    for blank, block in groupby(range(len(rows)), key=lambda n: not rows[n].text.strip()):
        if not blank:
            lines = list(block)
            yield lines[0], lines[-1] + 1


def _cut_in(rows: list[_Row], start: int, end: int) -> int:
    """Return where a block that reaches to `end` is best cut: before the line that is least far in, and closes nothing."""
    least = start + 1 + (end - start) // 2
    fair = [n for n in range(least, end + 1) if n < len(rows) and rows[n].text.lstrip()[:1] not in CLOSING]
    return min(fair, key=lambda n: (_indent(rows[n].text), -n), default=end)

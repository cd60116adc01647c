"""A table on its slides: columns as wide as their text asks, rows split evenly with the head repeated."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import count as numbers
from itertools import pairwise
from typing import NamedTuple

from deck.fit.arrange import Area, Arrangement, layout_of, placeholder
from deck.fit.exhibited import Exhibited
from deck.fit.filling import Frame, set_text
from deck.fit.flow import TOO_MANY_WORDS, split
from deck.fit.pieces import cut_of
from deck.fit.text import head, runs
from deck.fit.wrap import LINE, USED, USED_BY_WORDS, fill, own_line
from deck.model.article import Inline, Table, plain
from deck.model.counting import count_words
from deck.model.placed import PlacedCell, PlacedParagraph, PlacedRow, PlacedRun, PlacedShape, PlacedTable
from deck.model.template import Layout, Level, Placeholder
from deck.model.units import Box, emu_from_points, points

LEGEND, TABLE = 1, 90
# where no cell needs a second line: size of the text, and the room above and below it in a row, in points
AIRY = ((28.0, 14.0), (26.0, 13.0))
# the same for any table
LADDER = ((24.0, 11.0), (22.0, 11.0), (22.0, 7.0), (20.0, 7.0), (20.0, 5.0), (18.0, 5.0))
# a row that is too tall for these is better said
LAST_RESORT = (18.0, 16.0, 14.0, 12.0)
SIDE = 13.0
# rows of a slide below its head
MOST_ROWS, FEWEST_ROWS = 8, 2
# beyond so many slides nobody follows: all of the table is in the notes
MOST_SLIDES = 4
# a first column whose texts are so short names its rows
NAME_WORDS = 5
# between a table and the line that introduces it, in points
LEGEND_GAP = 6.0
# a share of the width that a column gets at least, however little stands in it
LEAST_SHARE = 0.06
# names of rows are on one line if they take no more of the width
MOST_FOR_NAMES = 0.25
# how finely columns are shared out over slides
STEPS = 40
# a table is no wider than the least of these shares of its room that leaves so much between its columns, in points
SHARES, APART = (5 / 12, 1 / 2, 2 / 3, 5 / 6, 1.0), 36.0
# LibreOffice 7.4 forgets at a save that an outer cell has no padding, and gives it this (points): kept free where there is room
OFFICE_SIDE = 7.2
# a line is wrapped a little short of its room
SPARE = 1.02 / USED
# characters of a text that is still read with ease where its lines do not begin below each other
MOST_AT_END = 40
# such a share of amounts makes a column one of amounts; dashes count as nothing
MOSTLY = 2 / 3
AMOUNT = re.compile(r"[^\w\s]{0,2}\s?\d[\d\s.,'’]*\s?[^\W\d_]{0,4}[^\w\s]{0,2}")


class _Grid(NamedTuple):
    """A table as it is set: cells by row from left to right, how each column is aligned, which one names the rows, the placeholder that it
    fills (idx), and the room for all of it.

    `names` is -1 where no column does. Where it is `headed` its first row is its head. `scale` is that of sizes on a slide that is larger
    than usual.
    """

    cells: tuple[tuple[Inline, ...], ...]
    aligns: tuple[str, ...]
    names: int
    level: Level
    idx: int
    box: Box
    headed: bool = True
    right_to_left: bool = False
    scale: float = 1.0

    def head(self) -> tuple[int, ...]:
        """Return the rows that stand above those of every part."""
        return (0,) if self.headed else ()

    def runs(self, row: int, column: int) -> tuple[PlacedRun, ...]:
        """Return a cell's text as it is measured and written."""
        cell = self.cells[row][column]
        named = (self.headed and row == 0) or column == self.names
        placed = runs(cell, bold=True) if named else runs(cell)
        # what a table shows is not said, so its links are nowhere else
        return tuple(one._replace(link=run.link) for one, run in zip(placed, cell, strict=True))


def flow_table(table: Table, legend: Inline, area: Area, instead: tuple[Inline, ...] = ()) -> Exhibited | None:
    """Return a table on one slide or more, None where no size holds it; its legend above it where that is one line.

    Of one that would take too many slides the first rows are shown, of as many columns as can be, and all is said: `instead`.
    """
    layout = layout_of(area, "Table")
    holder = placeholder(layout, TABLE)
    above = line_above(layout, legend)
    box = holder.box
    if above is not None:
        top = above.box.y + emu_from_points(above.height + LEGEND_GAP)
        box = Box(box.x, max(box.y, top), box.width, box.y + box.height - max(box.y, top))
    table = _without_blank_rows(table)
    parts = list(_by_columns(table, holder, box))
    most = max(1, MOST_SLIDES // len(parts))
    rows = min(len(table.rows), 1 + most * MOST_ROWS)
    by_part = _parted(parts, rows, holder, box, area)
    if any(len(placed) > most for placed in by_part):
        # every part of the columns shows the same rows
        rows = 1 + min(sum(len(one.rows) - one.headed for one in placed[:most] if one is not None) for placed in by_part)
        by_part = _parted(parts, rows, holder, box, area)
    tables = [one for placed in by_part for one in placed[:most]]
    cut = len(by_part) < len(parts) or rows < len(table.rows)
    if not tables or any(placed is None for placed in tables):
        return None
    beside = (above,) if above is not None else ()
    shown = tuple(Arrangement(layout.known_as, (*beside, placed)) for placed in tables if placed is not None)
    return Exhibited(tuple(map(_named, shown, numbers(1))) if len(shown) > 1 else shown, instead if cut else ())


def _without_blank_rows(table: Table) -> Table:
    """Return a table without rows that say nothing below its head."""
    head, *body = table.rows
    return table._replace(rows=(head, *(row for row in body if any(plain(cell).strip() for cell in row))))


def _parted(parts: list[Table], rows: int, holder: Placeholder, box: Box, area: Area) -> list[list[PlacedTable | None]]:
    """Return the first rows of the first parts of a table's columns, each part on its slides."""
    return [list(_by_rows(_grid(part._replace(rows=part.rows[:rows]), holder, box, area))) for part in parts[:MOST_SLIDES]]


def _named(arrangement: Arrangement, n: int) -> Arrangement:
    """Return a part of a table with its own name among all of them."""
    shapes = (shape._replace(key=f"table {n}") if isinstance(shape, PlacedTable) else shape for shape in arrangement.shapes)
    return arrangement._replace(shapes=tuple(shapes))


def line_above(layout: Layout, legend: Inline) -> PlacedShape | None:
    """Return the sentence above what it introduces, None where it is none, or longer than a line, or has no place."""
    holder = layout.placeholder(LEGEND)
    if holder is None or not plain(legend).strip():
        return None
    filled = set_text(Frame("legend", holder), (PlacedParagraph(head(legend)),))
    return filled.shape if filled.fits and len(filled.measured.lines) == 1 else None


def _grid(table: Table, holder: Placeholder, box: Box, area: Area) -> _Grid:
    count = max(len(row) for row in table.rows)
    cells = tuple((*row, *((),) * (count - len(row))) for row in table.rows)
    headed = len(cells) < 2 or any(plain(cell).strip() for cell in cells[0])
    cells = cells if headed else cells[1:]
    body = cells[headed:]
    columns = list(zip(*body, strict=True)) if body else [()] * count
    aligns = tuple(_align(table.aligns[i] if i < len(table.aligns) else "", columns[i], area.right_to_left) for i in range(count))
    if count > 1 and aligns[0] == "end" and not "".join(table.aligns[:1]):
        # years and ranks name their rows
        aligns = ("start", *aligns[1:])
    names = [count_words([cell]) for cell in columns[0]]
    named = count > 1 and bool(names) and max(names) <= NAME_WORDS and aligns[0] == "start"
    scale = max(1.0, area.template.scale)
    if not area.right_to_left:
        return _Grid(cells, aligns, 0 if named else -1, holder.levels[0], holder.idx, box, headed, scale=scale)
    # LibreOffice 7.4 knows no table that runs from the right, so its columns are set in the order in which they are seen
    turned = tuple(row[::-1] for row in cells)
    return _Grid(turned, aligns[::-1], count - 1 if named else -1, holder.levels[0], holder.idx, box, headed, True, scale)


def _align(asked: str, cells: tuple[Inline, ...], right_to_left: bool) -> str:
    """Return what the author asked for, but for prose, which begins where reading does; else amounts stand at the end of their column."""
    if asked == "center":
        return "center"
    if asked:
        longest = max((len(plain(cell)) for cell in cells), default=0)
        return "end" if (asked == "right") != right_to_left and longest <= MOST_AT_END else "start"
    texts = [unicodedata.normalize("NFKC", text) for cell in cells if any(map(str.isalnum, text := plain(cell).strip()))]
    amounts = sum(bool(AMOUNT.fullmatch(text)) for text in texts)
    return "end" if amounts and amounts >= MOSTLY * len(texts) else "start"


def _by_columns(table: Table, holder: Placeholder, box: Box) -> Iterator[Table]:
    """Yield the table, or, where its columns are too many for the smallest type, parts that each begin with its first column."""
    count = max(len(row) for row in table.rows)
    size, padding = LADDER[-1][0], 2 * SIDE
    least = [max(_least(row[i], holder.levels[0], size) if i < len(row) else 0.0 for row in table.rows) + padding for i in range(count)]
    room = points(box.width)
    if count < 3 or sum(least) <= room:
        yield table
        return
    names = max(cut_of(runs(row[0], bold=True), holder.levels[0], size).whole for row in table.rows if row) * SPARE + padding
    least[0] = max(least[0], names if names <= MOST_FOR_NAMES * room else 0.0)
    fewest = len(_column_cuts(least, room))
    # as even as can be: the narrowest room in which the parts are not more
    rooms = (room * n / STEPS for n in range(STEPS // 2, STEPS + 1))
    cuts = next((cuts for narrow in rooms if len(cuts := _column_cuts(least, narrow)) == fewest), [1])
    for a, b in pairwise([*cuts, count]):
        rows = tuple((*row[:1], *row[a:b]) for row in table.rows)
        yield table._replace(rows=rows, aligns=(*table.aligns[:1], *table.aligns[a:b]))


def _column_cuts(least: list[float], room: float) -> list[int]:
    """Return at which columns parts begin that each fit in a room beside the first column."""
    cuts, used = [1], least[0]
    for i in range(1, len(least)):
        if used + least[i] > room and i > cuts[-1]:
            cuts.append(i)
            used = least[0]
        used += least[i]
    return cuts


def _least(cell: Inline, level: Level, size: float) -> float:
    """Return the width of a cell's longest word in points."""
    return cut_of(runs(cell, bold=True), level, size).longest


def _by_rows(grid: _Grid) -> Iterator[PlacedTable | None]:
    """Yield a table on as few slides as hold it in type that can be read, None where none does."""
    rows = range(len(grid.head()), len(grid.cells))
    few = max(1, -(-len(rows) // MOST_ROWS))
    for parts in range(few, max(few, len(rows) // FEWEST_ROWS) + 1):
        runs_of = split(tuple(rows), parts)
        if parts < len(rows) // FEWEST_ROWS and any(_words(grid, part) > TOO_MANY_WORDS for part in runs_of):
            continue
        for size, padding in (*AIRY, *LADDER):
            done = _set(grid, runs_of, float(round(size * grid.scale)), padding * grid.scale)
            if done and ((size, padding) in LADDER or all(row.single for table in done for row in table.rows)):
                yield from done
                return
    for size in LAST_RESORT:
        if done := _set(grid, split(tuple(rows), max(1, len(rows))), size, LADDER[-1][1]):
            yield from done
            return
    yield None


def _words(grid: _Grid, rows: tuple[int, ...]) -> int:
    return count_words(cell for row in (*grid.head(), *rows) for cell in grid.cells[row])


def _set(grid: _Grid, parts: tuple[tuple[int, ...], ...], size: float, padding: float) -> list[PlacedTable] | None:
    """Return the parts of a table at one size, in the same columns, None where one of them does not fit."""
    widths = _widths(grid, size)
    tables = []
    for rows in parts:
        placed: list[PlacedRow] = []
        for row in (*grid.head(), *rows):
            lines, tallest = 1, LINE
            for column, width in enumerate(widths):
                filled = fill(cut_of(grid.runs(row, column), grid.level, size), width - _sides(column, len(widths)))
                if (filled.torn or filled.broken) and size >= LADDER[-1][0]:
                    return None
                lines = max(lines, len(filled.lines))
                tallest = max(tallest, own_line(plain(grid.cells[row][column])))
            cells = tuple(PlacedCell(grid.runs(row, column), align) for column, align in enumerate(grid.aligns))
            placed.append(PlacedRow(cells, emu_from_points(lines * tallest * size * grid.level.line + 2 * padding), lines == 1))
        height = sum(row.height for row in placed)
        if height > grid.box.height:
            return None
        columns = tuple(map(emu_from_points, widths))
        left = grid.box.x + grid.box.width - sum(columns) if grid.right_to_left else grid.box.x
        box = Box(left, grid.box.y, sum(columns), height)
        pads = (emu_from_points(SIDE), emu_from_points(padding))
        tables.append(
            PlacedTable("table", "tbl", grid.idx, box, columns, tuple(placed), size, grid.level.line, pads, grid.names, grid.headed)
        )
    return tables


def _sides(column: int, count: int) -> float:
    """Return what a column's padding takes; at the outer sides there is none, so that text stands on the grid."""
    return SIDE * ((column > 0) + (column < count - 1))


def _widths(grid: _Grid, size: float) -> list[float]:
    """Return the widths of the columns in points: no word broken, short texts on one line, the rest by how much there is to read."""
    count, room = len(grid.aligns), points(grid.box.width)
    wanted, least = [], []
    for column in range(count):
        texts = [cut_of(grid.runs(row, column), grid.level, size) for row in range(len(grid.cells))]
        # a line is wrapped a little short of its room
        spare = 1.02 / (USED_BY_WORDS if any(text.by_words for text in texts) else USED)
        sides = _sides(column, count)
        wanted.append(spare * max(text.whole for text in texts) + sides)
        # names of rows are not broken, unless they are long
        whole = wanted[-1] if column == grid.names and wanted[-1] <= MOST_FOR_NAMES * room else 0.0
        least.append(max(spare * max(text.longest for text in texts) + sides, whole, LEAST_SHARE * room))
    if sum(wanted) <= room:
        kept = [need + OFFICE_SIDE * ((column == 0) + (column == count - 1)) for column, need in enumerate(wanted)]
        wanted = kept if sum(kept) <= room else wanted
        room = next((share * room for share in SHARES if sum(wanted) + APART * (count - 1) <= share * room), room)
        return _spread(grid, wanted, room)
    widths = [min(need, room / count) if sum(least) > room else need for need in least]
    return _shared(wanted, widths, room)


def _spread(grid: _Grid, wanted: list[float], room: float) -> list[float]:
    """Return widths of columns that fill the room, with the same between their texts, and nothing beyond the outer ones."""
    sides = [align if align == "center" else "left" if (align == "start") != grid.right_to_left else "right" for align in grid.aligns]
    # a column grows at the side at which its text does not stand
    grown = [
        {n: 1.0} if one == "left" else {n + 1: 1.0} if other == "right" else {n: 0.5, n + 1: 0.5}
        for n, (one, other) in enumerate(pairwise(sides))
    ]
    between, widths = (room - sum(wanted)) / max(1, len(grown)), list(wanted)
    for shares in grown or [{0: 1.0}]:
        for column, share in shares.items():
            widths[column] += share * between
    return widths


def _shared(wanted: list[float], widths: list[float], room: float) -> list[float]:
    """Return widths widened to fill the room: those that want little get it, the others share the rest by the root of what they want."""
    rest = room - sum(widths)
    open_columns = {i for i in range(len(widths)) if wanted[i] > widths[i]}
    while open_columns and rest > 1e-6:
        total = sum(wanted[i] ** 0.5 for i in open_columns)
        given = {i: min(wanted[i] - widths[i], rest * wanted[i] ** 0.5 / total) for i in open_columns}
        for i, more in given.items():
            widths[i] += more
        rest -= sum(given.values())
        open_columns = {i for i in open_columns if wanted[i] - widths[i] > 1e-6}
    return [width + rest / len(widths) for width in widths]

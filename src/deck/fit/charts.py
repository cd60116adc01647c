"""A chart on its slide: names and numbers stand at what they tell of, in type that is read from the last row; else it is a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from math import cos, pi
from typing import Any, NamedTuple

from deck.fit.arrange import Area, Arrangement, layout_of, placeholder
from deck.fit.code import flow_code
from deck.fit.exhibited import Exhibited
from deck.fit.pieces import cut_of
from deck.fit.tables import LEGEND_GAP, MOST_ROWS, flow_table, line_above
from deck.fit.wrap import LINE, fill
from deck.model.article import Chart, Code, Inline, Run, Table
from deck.model.placed import AXIS_NUMBERS, SERIES_NAMES, PlacedChart, PlacedRun, Shape
from deck.model.slides import Exhibit
from deck.model.template import Level, Placeholder
from deck.model.units import Box, emu_from_points, points

LEGEND, CHART = 1, 95
# sizes of numbers at lines and slices, at bars at least, and of the names along the axis, in points
NUMBERS, LEAST, AXIS_SIZES = 20.0, 18.0, (24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
# where a name takes more than a line it is no larger than this
ON_LINES = 20.0
# series that are told apart by their colours, slices that are
MOST_SERIES, MOST_SLICES = 6, 6
# lines of a name below a column and beside a bar, and the share of the width that names beside bars take at most
LINES_BELOW, LINES_BESIDE, BESIDE = 2, 3, 0.42
# between a name or a number and what it stands at, in points
GAP = 8.0
# the height of the row of names above the plot, its marks and what is between two of them, in points
NAMES, MARK = 36.0, 44.0
# between two groups of bars, as a share of a bar; a bar thinner than this (points) is a line
BETWEEN, THINNEST = 0.6, 6.0
# categories of a single line that have a number each
MOST_LABELLED = 12
# the share of the width for names at the ends of lines, and of a slice's name
AT_ENDS, AT_SLICE = 0.30, 0.25
# the width of a pie, as shares of its height
ROUND = (0.90, 0.86, 0.82, 0.78, 0.74, 0.70, 0.66)
# of the whole, two slices side by side whose names would meet
TWO_SLICES = 0.07
# a table on more slides than this is not read
MOST_TABLES = 5
# numbers that are all told in the text for those who do not see the chart
MOST_TOLD = 30
# values from here on have a sign between thousands
GROUPED = 10_000
# Excel begins an axis at zero where the least value is below this share of the greatest
FROM_ZERO = 5 / 6


class _Space(NamedTuple):
    """A chart, the placeholder and the box that it goes into, and which way its language reads."""

    chart: Chart
    holder: Placeholder
    box: Box
    right_to_left: bool

    @property
    def width(self) -> float:
        """In points."""
        return points(self.box.width)

    @property
    def height(self) -> float:
        """In points."""
        return points(self.box.height)

    @property
    def level(self) -> Level:
        return self.holder.levels[0]

    @property
    def values(self) -> tuple[float, ...]:
        return tuple(value for series in self.chart.series for value in series.values if value is not None)

    def wide(self, texts: Iterable[str], size: float) -> float:
        """Return the width of the widest of some texts on one line, in points."""
        return max((cut_of((PlacedRun(text, bold=True),), self.level, size).whole for text in texts), default=0.0)

    def numbers(self, size: float) -> float:
        """Return the width of the widest number, in points."""
        return self.wide({number_text(self.chart, value) for value in self.values}, size)

    def lines(self, size: float, width: float) -> int:
        """Return how many lines the longest name of a category takes, 0 where a word of one is wider than that."""
        set_ = [fill(cut_of((PlacedRun(name),), self.level, size), width) for name in self.chart.categories]
        return 0 if any(one.torn or one.broken for one in set_) else max(len(one.lines) for one in set_)

    def plot(self, before: float, top: float, behind: float, bottom: float) -> tuple[float, float, float, float]:
        """Return where the plot stands, as shares of the box; what is around it is in points, `before` it where a line begins."""
        left, width = behind if self.right_to_left else before, self.width - before - behind
        high = (self.height - top - bottom) / self.height
        return round(left / self.width, 4), round(top / self.height, 4), round(width / self.width, 4), round(high, 4)

    def placed(self, type_: str, plot: tuple[float, float, float, float], sizes: tuple[float, float], **more: Any) -> PlacedChart:
        chart = self.chart
        format_ = number_format(chart)
        return PlacedChart(
            "chart",
            "chart",
            self.holder.idx,
            self.box,
            type_,
            chart.categories,
            chart.series,
            plot,
            *sizes,
            format_,
            alt=_described(chart),
            **more,
        )


def flow_chart(chart: Chart, legend: Inline, said: tuple[Inline, ...], area: Area) -> Exhibited | None:
    """Return a chart on a slide, or its numbers as a table, or as code, where none shows it; all of it is `said`, too."""
    layout = layout_of(area, "Chart")
    holder = placeholder(layout, CHART)
    alone = chart.series[0].name if len(chart.series) == 1 else ""
    titles = ((Run(chart.title),), legend, (Run(alone),))
    lines = (line_above(layout, title) for title in titles)
    above = next((line for line in lines if line is not None), None)
    top = 0 if above is None else above.box.y + emu_from_points(above.height + LEGEND_GAP) - holder.box.y
    box = Box(holder.box.x, holder.box.y + max(0, top), holder.box.width, holder.box.height - max(0, top))
    drawn = next(filter(None, (way(_Space(chart, holder, box, area.right_to_left)) for way in WAYS[chart.kind])), None)
    if drawn is not None:
        shapes = (above, drawn) if above is not None else (drawn,)
        return Exhibited((Arrangement(layout.known_as, shapes),), said)
    table = None
    if len(chart.rows) <= MOST_TABLES * MOST_ROWS:
        rows = tuple(tuple((Run(cell),) for cell in row) for row in chart.rows)
        table = flow_table(Table(chart.span, rows), titles[0] if chart.title else legend, area)
    if table is not None and len(table.arrangements) <= MOST_TABLES:
        return table._replace(left_out=said)
    first = (";".join(row) for row in chart.rows[: MOST_TABLES * MOST_ROWS])
    code = flow_code(Code(chart.span, "\n".join(first), "csv"), area)
    return code and code._replace(left_out=said)


def drawn_otherwise(exhibit: Exhibit | None, shapes: tuple[Shape, ...]) -> str:
    """Return what is told of a chart that is not drawn as its author asked, "" for any other."""
    if not isinstance(exhibit, Chart):
        return ""
    drawn = next((shape.type for shape in shapes if isinstance(shape, PlacedChart)), "")
    if drawn == exhibit.kind:
        return ""
    size = f"{len(exhibit.series) * len(exhibit.categories)} numbers"
    if drawn:
        return f"a {exhibit.kind} chart of {size} with these names cannot be read, so it is set as a {drawn} chart"
    return f"a {exhibit.kind} chart of {size} cannot be read, so its numbers are shown as they are; draw fewer"


def number_text(chart: Chart, value: float) -> str:
    """Return a number about as it stands in the chart; the signs in it are those of whoever opens the file."""
    core = f"{value:,.{chart.decimals}f}" if _is_grouped(chart) else f"{value:.{chart.decimals}f}"
    return f"{chart.unit}{core}" if chart.leads else f"{core}{chart.unit}"


def number_format(chart: Chart) -> str:
    """Return the format of the chart's numbers (ECMA-376-1, 18.8.31), in the digits that they are written in."""
    core = ("#,##0" if _is_grouped(chart) else "0") + (f".{'0' * chart.decimals}" if chart.decimals else "")
    unit = f'"{chart.unit}"'.replace('""', "") if chart.unit.replace('"', "") else ""
    return NUMERALS.get(chart.zero, "") + (f"{unit}{core}" if chart.leads else f"{core}{unit}")


def _is_grouped(chart: Chart) -> bool:
    return chart.grouped or any(value is not None and abs(value) >= GROUPED for series in chart.series for value in series.values)


def _bars(space: _Space) -> PlacedChart | None:
    """Return bars from the side, the first at the top, names beside them; numbers at their ends, or on an axis where they are thin."""
    chart, count = space.chart, len(space.chart.series)
    named = _named(space)
    if named is None or count > MOST_SERIES:
        return None
    top = NAMES if named else 0.0
    for labelled in (True, False):
        bottom = 0.0 if labelled else AXIS_NUMBERS * LINE + GAP
        pitch = (space.height - top - bottom) / len(chart.categories)
        thick = pitch / (count + BETWEEN)
        for size in AXIS_SIZES:
            number = max(LEAST, size)
            lines = space.lines(size, BESIDE * space.width)
            room = pitch >= number * LINE if count == 1 else thick >= number
            if not 0 < lines <= _most(LINES_BESIDE, size) or lines * size * LINE > pitch or (labelled and not room) or thick < THINNEST:
                continue
            before = min(space.wide(chart.categories, size), BESIDE * space.width) + GAP
            behind = space.numbers(number) + GAP if labelled else space.numbers(AXIS_NUMBERS) / 2
            below_zero = any(value < 0 for value in space.values)
            plot = space.plot(before + (behind if below_zero and labelled else 0.0), top, behind, bottom)
            return space.placed("bar", plot, (number, size), labelled=labelled, named=named)
    return None


def _columns(space: _Space) -> PlacedChart | None:
    """Return columns, names below them; numbers above them, or on an axis where they are narrow."""
    chart, count = space.chart, len(space.chart.series)
    named = _named(space)
    if named is None or count > MOST_SERIES:
        return None
    for labelled in (True, False):
        for size in AXIS_SIZES:
            number = max(LEAST, size)
            before = 0.0 if labelled else space.numbers(AXIS_NUMBERS) + GAP
            pitch = (space.width - before) / len(chart.categories)
            narrow = pitch / (count + BETWEEN)
            lines = space.lines(size, pitch - GAP)
            room = space.numbers(number) <= (narrow if count > 1 else pitch - GAP)
            if not 0 < lines <= _most(LINES_BELOW, size) or (labelled and not room) or narrow < THINNEST:
                continue
            top = (NAMES if named else 0.0) + (number * LINE if labelled else GAP)
            bottom = lines * size * LINE + GAP
            return space.placed("column", space.plot(before, top, 0.0, bottom), (number, size), labelled=labelled, named=named)
    return None


def _lines(space: _Space) -> PlacedChart | None:
    """Return lines, each with its name and its last number at its end, or a single one of few points with all its numbers."""
    chart, count = space.chart, len(space.chart.series)
    number = NUMBERS
    labelled = count == 1 and len(chart.categories) <= MOST_LABELLED
    labelled = labelled and space.numbers(number) <= (space.width - 2 * MARK) / len(chart.categories)
    ends = "" if labelled else _at_ends(space, number)
    named = "ends" if ends else "" if labelled else _named(space)
    if named is None or count > MOST_SERIES or (count == 1 and not labelled and not ends):
        return None
    before = GAP if labelled else space.numbers(AXIS_NUMBERS) + GAP
    behind = space.wide(ends, number) + MARK / 2 if ends else GAP
    pitch = (space.width - before - behind) / len(chart.categories)
    size = next((size for size in AXIS_SIZES if 0 < space.lines(size, pitch - GAP) <= _most(LINES_BELOW, size)), AXIS_SIZES[-1])
    lines = space.lines(size, pitch - GAP)
    every = 1 if 0 < lines <= LINES_BELOW else -int(-(space.wide(chart.categories, size) + 2 * GAP) // pitch)
    bottom = (lines if every == 1 else 1) * size * LINE + GAP
    top = NAMES if named == "legend" else number * LINE if labelled else GAP
    plot = space.plot(before, top, behind, bottom)
    return space.placed("line", plot, (number, size), labelled=labelled, named=named, every=every)


def _at_ends(space: _Space, size: float) -> tuple[str, ...]:
    """Return what stands at the ends of lines, nothing where these would meet, or take too much room."""
    last = [next((value for value in reversed(series.values) if value is not None), None) for series in space.chart.series]
    texts = tuple(
        f"{series.name} {number_text(space.chart, value or 0.0)}".strip() for series, value in zip(space.chart.series, last, strict=True)
    )
    ends = sorted(value for value in last if value is not None)
    low, high = min(space.values), max(space.values)
    low = 0.0 if 0 <= low < FROM_ZERO * high else low
    per_point = (high - low) / (0.75 * space.height) or 1.0
    meet = any(other - one < size * LINE * per_point for one, other in pairwise(ends))
    return () if meet or len(ends) < len(last) or space.wide(texts, size) > AT_ENDS * space.width else texts


def _pie(space: _Space) -> PlacedChart | None:
    """Return a few slices, each with its name and its share beside it."""
    (series, *others), categories = space.chart.series, space.chart.categories
    values = [value or 0.0 for value in series.values]
    total = sum(values)
    close = any(one + other < TWO_SLICES * total for one, other in pairwise((*values, values[0])))
    if others or len(values) > MOST_SLICES or close or not all(values) or space.wide(categories, NUMBERS) > AT_SLICE * space.width:
        return None
    round_ = _round(values, space.height)
    side = (space.width - round_) / 2
    percent = space.chart.unit.strip() not in PERCENT or abs(total - 100) > 1
    plot = space.plot(side, (space.height - round_) / 2, side, (space.height - round_) / 2)
    return space.placed("pie", plot, (NUMBERS, NUMBERS), percent=percent)


def _round(values: list[float], height: float) -> float:
    """Return the width of a pie that leaves room for the two lines at each of its slices, in points."""
    middles = (2 * pi * (sum(values[:n]) + value / 2) / sum(values) for n, value in enumerate(values))
    steepest = max(abs(cos(middle)) for middle in middles)
    told = 2 * NUMBERS * LINE + GAP
    # a name begins at its slice's edge, and goes on from there away from the middle
    return next(share * height for share in ROUND if share * height / 2 * steepest + told <= height / 2 or share == ROUND[-1])


def _most(lines: int, size: float) -> int:
    """Return on how many lines a name may stand at a size: on one where it is large."""
    return lines if size <= ON_LINES else 1


def _named(space: _Space) -> str | None:
    """Return where the names of several series stand above the plot: "legend", "" for one alone, None where they find no room."""
    names = [series.name for series in space.chart.series]
    if len(names) == 1:
        return ""
    return "legend" if sum(space.wide((name,), SERIES_NAMES) + MARK for name in names) <= space.width and all(names) else None


def _described(chart: Chart) -> str:
    """Return what a chart shows for those who do not see it: its title, and its numbers as they were written, or the first and the last."""
    body = chart.rows[1:] if len(chart.rows) * len(chart.series) <= MOST_TOLD else (chart.rows[1], chart.rows[-1])
    gap = "; " if len(body) == len(chart.rows) - 1 else " … "
    # what is written at each number in the chart alone is told once
    unit = chart.unit.strip() if not any(chart.unit.strip() in cell for row in chart.rows for cell in row) else ""
    told = []
    for n, series in enumerate(chart.series, 1):
        numbers = gap.join(f"{row[0]} {row[n]}".strip() for row in body if row[n])
        told.append(f"{series.name}: {numbers}" if series.name else numbers)
    title = " ".join(filter(None, (chart.title, f"({unit})" if unit else "")))
    return ". ".join(filter(None, (title, *told)))


Way = Callable[[_Space], PlacedChart | None]
# the ways to draw each kind of chart, the one that was asked for first
WAYS: Mapping[str, tuple[Way, ...]] = {"bar": (_bars,), "column": (_columns, _bars), "line": (_lines,), "pie": (_pie, _bars)}
PERCENT = frozenset("%٪％")
# digits by their zero, as a format of numbers asks for them: their shape in the first figure of a locale
NUMERALS = {"٠": "[$-2000401]", "۰": "[$-3000429]", "०": "[$-4000439]"}

"""A fenced block called "chart": values between separators, and lines above them that say how they are drawn."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from deck.findings import Finding, Severity
from deck.model.article import Block, Chart, ChartSeries, Code, Inline, Paragraph, Run, Span, Table

CHART = "chart"
KINDS = ("bar", "column", "line", "pie")
USUAL = "column"
OPTIONS = ("type", "title", "unit")
OPTION = re.compile(r"\s*([A-Za-z][\w-]*)\s*:(?:\s+(.*))?")
ON_FENCE = re.compile(r"(\w+)(?:=|:\s*)(?:\"([^\"]*)\"|'([^']*)'|(\S+(?:\s+(?!\w+[=:])\S+)*))")
FENCE = "---"
# a semicolon, a tab, those of Arabic, Chinese and Japanese; a comma is the last to be tried, for numbers may have it, too
SEPARATORS = ("\t", ";", "؛", "，", "،", ",")
# with these a comma is that of a decimal
WITH_DECIMAL_COMMA = (";", "؛")
# more are no drawing that anybody reads
MOST_ROWS = 500
# a greater number has no digits of its own in a workbook
MOST = 1e15
# lines of a block that are shown as code
MOST_LINES = 40
GROUPING = " \u00a0\u202f\u2009'’_\u066c"
DECIMAL = "\u066b"
# units that stand before their number
LEADING = frozenset("$£¥￥₩₹")
GAPS = frozenset(("", "-", "–", "—", "−"))
# a number with what stands before and behind it
NUMBER = re.compile(r"(?P<sign>[+−-]?)\s*(?P<before>[^\w\s.,+−-]?)\s*(?P<digits>\d[\d.,]*)(?P<behind>\s?[^\d\s][^\d]{0,11})?")
INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
BETWEEN_THOUSANDS = re.compile(rf"(?<=\d)[{GROUPING}](?=\d{{2,3}}(?!\d))")
SPACE = re.compile(r"^\s")
NO_BREAK = "\u00a0"
DIGITS = re.compile(r"\d*")


class Amount(NamedTuple):
    """A number as written in a cell: its value, how many decimals it has, whether it is grouped by thousands, its unit, its zero."""

    value: float
    decimals: int = 0
    grouped: bool = False
    before: str = ""
    behind: str = ""
    zero: str = "0"


class RefusedError(Exception):
    """Why values are not drawn."""


class _Asked(NamedTuple):
    """What stands in a block: how many lines are above its values, what its author asks for, the options that are none."""

    above: int
    options: dict[str, str]
    unknown: tuple[tuple[str, int], ...] = ()


def is_chart(info: str) -> bool:
    """Tell whether the info string of a fence calls it a chart."""
    return info.split()[:1] == [CHART]


def from_chart(info: str, content: str, span: Span, inline: Callable[[str], Inline]) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Return the chart that a fence holds, or its values as a table, or else as code, where they cannot be drawn; and what was noticed."""
    lines = content.split("\n")
    asked = _asked(info, lines)
    findings = tuple(
        _warning(span, line, f"`{name}` is no option of a chart; use {', '.join(f'`{known}`' for known in OPTIONS)}")
        for name, line in asked.unknown
    )
    separator, rows, places = _rows(lines, asked.above)
    try:
        return (_chart(asked.options, separator, rows, places, span),), findings
    except RefusedError as refused:
        reason, line = refused.args
        table = _as_table(rows, span, inline)
        told = f"the chart cannot be drawn, so it is shown as {'a table' if table else 'code'}: {reason}"
        if not content.strip():
            return (), (*findings, _warning(span, -1, "the chart is empty, so nothing is shown of it; write its values, or take it out"))
        title = asked.options.get("title", "")
        above = (Paragraph(span, inline(title)),) if title and table else ()
        return (*above, *((table,) if table else _as_code(content, span))), (*findings, _warning(span, line, told))


def _warning(span: Span, line: int, message: str) -> Finding:
    """Return a warning for a line of the block, counted from 0 behind its opening fence."""
    at = min(span.first + 1 + line, span.last) if line >= 0 else span.first
    return Finding("D121", Severity.WARNING, message, span._replace(first=at, last=at))


def _asked(info: str, lines: list[str]) -> _Asked:
    """Return the options of a chart: behind the word on its fence, and above its values, between lines of dashes or not."""
    words = info.split()[1:]
    options = {found[1].lower(): next(filter(None, found.groups()[1:]), "") for found in ON_FENCE.finditer(info)}
    if words[:1] and words[0].lower() in KINDS:
        options["type"] = words[0].lower()
    unknown = [(name, -1) for name in options if name not in OPTIONS]
    above = 0
    for n, line in enumerate(lines):
        option = OPTION.fullmatch(line)
        name = option[1].lower() if option else ""
        known = name in OPTIONS
        if not known and line.strip() not in ("", FENCE) and (option is None or any(mark in line for mark in SEPARATORS)):
            break
        if known and option:
            options[name] = (option[2] or "").strip().strip("\"'")
        elif option:
            unknown.append((option[1], n))
        above = n + 1
    return _Asked(above, {name: value for name, value in options.items() if name in OPTIONS}, tuple(unknown))


def _rows(lines: list[str], above: int) -> tuple[str, list[list[str]], list[int]]:
    """Return the separator, the rows of cells without empty ones, and the line on which each row ends."""
    text = [unicodedata.normalize("NFC", line) for line in lines[above:]]
    text = [INVISIBLE.sub("", line) for line in text]
    for separator in SEPARATORS:
        rows, places = [], []
        try:
            reader = csv.reader((f"{line}\n" for line in text), delimiter=separator, skipinitialspace=True)
            for row in reader:
                cells = [" ".join(cell.split()) for cell in row]
                if any(cells):
                    rows.append(cells)
                    places.append(above + reader.line_num - 1)
        except csv.Error:
            continue
        if rows and len(rows[0]) > 1:
            return separator, rows, places
    return "", [[line.strip()] for line in text if line.strip()], [above + n for n, line in enumerate(text) if line.strip()]


def _chart(options: dict[str, str], separator: str, rows: list[list[str]], places: list[int], span: Span) -> Chart:
    """Return the chart; raises RefusedError, with the reason and the line, for what cannot be drawn."""
    kind = _kind(options, separator, rows, places)
    head, *body = rows
    amounts = [[_amount(cell, separator, place) for cell in row[1:]] for row, place in zip(body, places[1:], strict=True)]
    found = [amount for row in amounts for amount in row if amount is not None]
    if not found:
        raise RefusedError("there are no numbers in it; put them behind the name of each row", places[0])
    worst = next((n for n, row in enumerate(amounts, 1) if any(amount and amount.value < 0 for amount in row)), 0)
    if kind == "pie" and worst:
        raise RefusedError("a pie has no negative numbers; ask for `type: bar`", places[worst])
    if kind == "pie" and not any(amount.value for amount in found):
        raise RefusedError("a pie of nothing but zeros has no slices; ask for `type: bar`", places[1])
    units = {(amount.before, amount.behind) for amount in found} - {("", "")}
    if len(units) > 1 and "unit" not in options:
        raise RefusedError("its numbers have different units; draw those of one unit, or say which: `unit:`", places[0])
    unit, leads = _unit(options, *next(iter(units), ("", "")))
    columns = zip(head[1:], zip(*amounts, strict=True), strict=True)
    return Chart(
        span,
        kind,
        tuple(row[0] for row in body),
        tuple(ChartSeries(name, tuple(amount and amount.value for amount in column)) for name, column in columns),
        tuple(map(tuple, rows)),
        options.get("title", ""),
        unit,
        leads,
        max(amount.decimals for amount in found),
        any(amount.grouped for amount in found),
        found[0].zero,
    )


def _kind(options: dict[str, str], separator: str, rows: list[list[str]], places: list[int]) -> str:
    """Return the kind of a chart; raises RefusedError for one that is not known, and for rows that make none."""
    kind = options.get("type", USUAL).lower()
    if kind not in KINDS:
        raise RefusedError(f"`type: {kind}` is not known; use {', '.join(KINDS)}", -1)
    if not separator:
        raise RefusedError(
            "there are no columns in it; put a name and its numbers on each line, with commas between", places[0] if places else -1
        )
    head, *body = rows
    if len(body) < 2:
        raise RefusedError("one row is no chart; give it two or more below the head", places[-1])
    if len(body) > MOST_ROWS:
        raise RefusedError(f"it has {len(body)} rows; draw at most {MOST_ROWS}", places[MOST_ROWS + 1])
    ragged = next((n for n, row in enumerate(body, 1) if len(row) != len(head)), 0)
    if ragged:
        raise RefusedError(
            f"this row has {len(rows[ragged])} cells, the head has {len(head)}; leave a cell empty for a gap", places[ragged]
        )
    return kind


def _unit(options: dict[str, str], before: str, behind: str) -> tuple[str, bool]:
    """Return what is written at each number, and whether it stands before it: what was asked for, else what its numbers have."""
    unit = options.get("unit", "")
    if unit:
        return (f"{NO_BREAK}{unit}" if unit[0].isalpha() else unit), unit in LEADING
    return before or behind, bool(before)


def _amount(cell: str, separator: str, place: int) -> Amount | None:
    """Return the number in a cell, None for an empty one; raises RefusedError for words."""
    if cell in GAPS:
        return None
    found = amount_of(cell, comma=separator in WITH_DECIMAL_COMMA, either=separator == "\t")
    if found is None:
        raise RefusedError(f"“{cell}” is no number; leave the cell empty for a gap", place)
    return found


def amount_of(cell: str, *, comma: bool = False, either: bool = False) -> Amount | None:
    """Return a number as written, in any digits, None for what is none.

    `comma`: it is the sign of decimals, and a full stop that of thousands; `either`: so it is unless three digits alone stand behind it.
    """
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in cell)
    plain, grouped = BETWEEN_THOUSANDS.subn("", plain)
    point, thousands = (",", ".") if comma or (either and _ends_in_comma(plain)) else (".", ",")
    found = NUMBER.fullmatch(plain.replace(DECIMAL, point))
    if found is None:
        return None
    whole, _, decimals = found["digits"].partition(point)
    if (decimals and not decimals.isdigit()) or not re.fullmatch(rf"\d+|\d{{1,3}}(?:\{thousands}\d{{2,3}})+", whole):
        return None
    value = float(f"{whole.replace(thousands, '')}.{decimals or 0}")
    if value >= MOST:
        return None
    value = -value if found["sign"] in tuple("-−") else value
    unit = SPACE.sub(NO_BREAK, found["behind"] or "")
    return Amount(value, len(decimals), bool(grouped) or thousands in whole, found["before"], unit, _zero(cell))


def _zero(cell: str) -> str:
    """Return the zero of the digits that a number is written in."""
    return next((chr(ord(c) - unicodedata.decimal(c)) for c in cell if c.isdecimal()), "0")


def _ends_in_comma(digits: str) -> bool:
    """Tell whether a comma is the last sign in a number, and no three digits alone stand behind it."""
    before, comma, tail = digits.rpartition(",")
    behind = DIGITS.match(tail)
    return bool(comma) and "." not in tail and ("." in before or behind is None or len(behind[0]) != 3)


def _as_code(content: str, span: Span) -> Iterator[Block]:
    """Yield a block as it was written; of a long one the lines beyond the first are said, and on no slide."""
    lines = content.rstrip("\n").split("\n")
    yield Code(span, "\n".join(lines[:MOST_LINES]), "csv")
    if rest := "\n".join(lines[MOST_LINES:]):
        yield Paragraph(span, (Run(rest, code=True),))


def _as_table(rows: list[list[str]], span: Span, inline: Callable[[str], Inline]) -> Table | None:
    """Return rows as a table, None where they make none, or so long a one that nobody reads it."""
    width = max(map(len, rows), default=0)
    if width < 2 or not 1 < len(rows) <= MOST_ROWS:
        return None
    return Table(span, tuple(tuple(inline(cell) for cell in (*row, *[""] * (width - len(row)))) for row in rows))

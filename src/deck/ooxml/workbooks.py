"""The workbook behind a chart, in which its numbers are edited: written, and read by what its cells say."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import TypeAlias

from lxml import etree

from deck.model.placed import PlacedChart
from deck.ooxml.package import BROKEN, EARLIEST, Parts, legal, parsed, unzipped, zipped

SHEET = "Sheet1"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRINGS = "xl/sharedStrings.xml"
WORKSHEETS = "xl/worksheets/"
# how a cell without a character reads
EMPTY = "="
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
CATEGORY_WIDTH = 24
# what a cell holds: text, a number, or nothing
Cell: TypeAlias = str | float | None


def rows_of(chart: PlacedChart) -> list[list[Cell]]:
    """Return the rows of a chart's sheet: the names of its series above their numbers, the categories at the left."""
    head: list[Cell] = [None, *(legal(series.name) for series in chart.series)]
    return [head, *([legal(name), *(series.values[n] for series in chart.series)] for n, name in enumerate(chart.categories))]


def workbook_bytes(chart: PlacedChart) -> bytes:
    """Return the .xlsx of a chart: the same bytes for the same chart."""
    from xlsxwriter import Workbook  # takes its time, and few decks have a chart

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(*EARLIEST, tzinfo=UTC)})
    sheet, number = book.add_worksheet(SHEET), book.add_format({"num_format": chart.number})
    sheet.set_column(0, 0, CATEGORY_WIDTH)
    for r, row in enumerate(rows_of(chart)):
        for c, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(r, c, cell)
            elif cell is not None:
                sheet.write_number(r, c, cell, number)
    book.close()
    return zipped(unzipped(out.getvalue()))


def column_of(n: int) -> str:
    """Return the name of a column, counted from 0."""
    return (column_of(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)


def cells_meant(chart: PlacedChart) -> str:
    """Return what the cells of a chart's workbook say, as `cells_said` reads it."""
    cells = {f"{column_of(c)}{r}": cell for r, row in enumerate(rows_of(chart), 1) for c, cell in enumerate(row)}
    return _form([{name: _value(cell) for name, cell in cells.items() if cell not in (None, "")}])


def cells_said(content: bytes) -> str:
    """Return what the cells of a workbook say, however they look; "" for one that cannot be read."""
    try:
        parts = unzipped(content)
        strings = [_unescaped("".join(map(str, entry.itertext()))) for entry in parsed(parts[STRINGS])] if STRINGS in parts else []
        sheets = sorted(
            (name for name in parts if name.startswith(WORKSHEETS) and name.endswith(".xml")), key=lambda name: (len(name), name)
        )
        return _form([found for name in sheets if (found := _cells(parts, name, strings))])
    except BROKEN:
        return ""


def _cells(parts: Parts, name: str, strings: list[str]) -> dict[str, str]:
    cells = ((str(cell.get("r")), _text(cell, strings)) for cell in parsed(parts[name]).iter(f"{MAIN}c"))
    return {place: text for place, text in cells if text not in ("", EMPTY)}


def _text(cell: etree._Element, strings: list[str]) -> str:
    value = cell.findtext(f"{MAIN}v") or ""
    match cell.get("t", "n"):
        case "s":
            return _value(strings[int(value)]) if value else ""
        case "n":
            return _value(float(value)) if value else ""
        case "inlineStr":
            return _value(_unescaped("".join(map(str, cell.itertext()))))
        case _:
            return _value(value) if value else ""


def _unescaped(text: str) -> str:
    """Return a text of a workbook, in which characters may stand as their numbers (ECMA-376-1, 22.9.2.19)."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _value(cell: Cell) -> str:
    return f"={cell}" if isinstance(cell, str) else repr(float(cell or 0.0))


def _form(sheets: list[dict[str, str]]) -> str:
    return "\n".join(f"{place} {text}" for sheet in sheets for place, text in sorted(sheet.items()))

"""Tables that are written as something else: lists of lists, values between commas; and the rows of a table that only draw a line."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable

from markdown_it.tree import SyntaxTreeNode

from deck.model.article import Block, Inline, Paragraph, Span, Table
from deck.read.heads import with_head

# kramdown's lines between the parts of a table
LINE = re.compile(r"[ \t:+-]*-{3,}[ \t:+-]*|={3,}")
NO_CELL = re.compile(r"[ \t:+=-]*")


def aligns_of(table: SyntaxTreeNode) -> tuple[str, ...]:
    """Return how the columns of a table are aligned: "left", "center", "right", "" where its author does not say."""
    head = next((cell for part in table.children for row in part.children for cell in [row.children]), [])
    return tuple(str(cell.attrs.get("style", "")).partition(":")[2].strip() for cell in head)


def is_line(cells: Iterable[str]) -> bool:
    """Tell whether a row of a table draws a line and says nothing."""
    first, *others = cells
    return bool(LINE.fullmatch(first)) and all(map(NO_CELL.fullmatch, others))


def from_values(header: str, heads: int, content: str, span: Span, inline: Callable[[str], Inline]) -> tuple[Block, ...]:
    """Return values between commas as the table that they stand for (docutils, directive "csv-table"), text that is none as it is."""
    lines = [line for line in (header, *content.split("\n")) if line.strip()]
    try:
        rows = list(csv.reader(lines, skipinitialspace=True))
    except csv.Error:
        return tuple(Paragraph(span, inline(line)) for line in lines)
    cells = [[inline(cell.strip()) for cell in row] for row in rows]
    return (Table(span, with_head(cells, heads + bool(header.strip()))),) if cells else ()

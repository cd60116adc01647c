"""Tables that are written as something else: lists of lists, values between commas; and the rows of a table that only draw a line."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from itertools import zip_longest

from markdown_it.tree import SyntaxTreeNode

from deck.model.article import Block, Inline, Paragraph, Picture, Span, Table, plain
from deck.model.inline import one_line
from deck.read.heads import with_head
from deck.read.inline import Content

NOTHING = Content(())
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


def pictures_of(rows: Iterable[Iterable[Content]], span: Span) -> tuple[Picture, ...]:
    """Return a table that only lays out pictures as these, row by row, each with the words above or below it; nothing for any other."""
    held = [row for row in map(list, rows) if any(cell.pictures or plain(cell.runs).strip() for cell in row)]
    shown = [any(cell.pictures for cell in row) for row in held]
    apart = [row for row, pictured in zip(held, shown, strict=True) if not pictured]
    pictured = [row for row, has in zip(held, shown, strict=True) if has]
    below = bool(apart) and shown == [True, False] * len(apart)
    above = bool(apart) and shown == [False, True] * len(apart)
    if not pictured or (apart and not (below or above)):
        return ()
    words = apart or [[] for _ in pictured]
    found = [_pictured(row, said, span) for row, said in zip(pictured, words, strict=True)]
    pictures = tuple(picture for row in found for picture in row or ())
    return pictures if None not in found and len(pictures) > 1 else ()


def _pictured(row: list[Content], words: list[Content], span: Span) -> tuple[Picture, ...] | None:
    """Return the pictures of a row with the words in their columns; None where a cell is another thing."""
    pictures: list[Picture] = []
    for cell, said in zip_longest(row, words, fillvalue=NOTHING):
        texts = [plain(one_line(text.runs)).strip() for text in (cell, said)]
        if (
            len(cell.pictures) > 1
            or (not cell.pictures and any(texts))
            or cell.footnotes
            or said.footnotes
            or cell.comments
            or said.comments
        ):
            return None
        pictures += (picture._replace(title=" ".join(filter(None, (picture.title, *texts)))).at(span) for picture in cell.pictures)
    return tuple(pictures)


def from_values(header: str, heads: int, content: str, span: Span, inline: Callable[[str], Inline]) -> tuple[Block, ...]:
    """Return values between commas as the table that they stand for (docutils, directive "csv-table"), text that is none as it is."""
    lines = [line for line in (header, *content.split("\n")) if line.strip()]
    try:
        rows = list(csv.reader(lines, skipinitialspace=True))
    except csv.Error:
        return tuple(Paragraph(span, inline(line)) for line in lines)
    cells = [[inline(cell.strip()) for cell in row] for row in rows]
    return (Table(span, with_head(cells, heads + bool(header.strip()))),) if cells else ()

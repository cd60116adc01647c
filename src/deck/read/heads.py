"""Rows as a table whose first row is its head, whatever its author's way to write heads."""

from __future__ import annotations

from collections.abc import Sequence

from deck.model.article import Inline
from deck.model.inline import in_lines


def with_head(rows: Sequence[Sequence[Inline]], heads: int) -> tuple[tuple[Inline, ...], ...]:
    """Return rows of one width behind a single head, made of the first `heads`; of none an empty one, which is not shown."""
    width = max(map(len, rows), default=0)
    even = [(*row, *(() for _ in range(width - len(row)))) for row in rows]
    above = [in_lines(dict.fromkeys(column)) for column in zip(*even[:heads], strict=True)] if heads else [()] * width
    return (tuple(above), *even[heads:])

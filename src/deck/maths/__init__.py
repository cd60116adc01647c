"""Article -> Article: formulas in LaTeX as trees, or as runs of their sentences where those say the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from deck.findings import Finding
from deck.model.article import Article, Formula, Run, Span


class Solved(NamedTuple):
    """An article whose formulas are set, and the bytes of their pictures by digest."""

    article: Article
    media: Mapping[str, bytes]
    findings: tuple[Finding, ...]


def with_formulas(article: Article, painted: Callable[[bytes, int], bytes]) -> Solved:
    """Return an article with its formulas set; one that cannot be set stays as its source, and a warning says why, once.

    `painted` makes a PNG, of a width in pixels, of an SVG. A formula in a sentence becomes text that says the same; where a line of text
    says less, the formula stands below as well.
    """
    if not any(_has_maths(block) for block in article.blocks):
        return Solved(article, {}, ())
    from deck.maths.board import Board  # the parser and the drawing of formulas take 0.2 s, and most articles have none

    board = Board(painted)
    blocks = board.filled(article.blocks)
    return Solved(article._replace(blocks=blocks), board.media, tuple(board.findings))


def _has_maths(block: object) -> bool:
    """Tell whether a formula stands in a block, or in any part of it."""
    if isinstance(block, Run):
        return block.math
    return isinstance(block, Formula) or (isinstance(block, tuple) and not isinstance(block, Span) and any(map(_has_maths, block)))

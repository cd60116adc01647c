"""The layouts that most companies have, on a grid that the template chooses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from foreign.packing import Master, Sheet, pack
from foreign.pieces import Inches, Ph


class Grid(NamedTuple):
    """Where titles and bodies stand on a page, in inches."""

    width: float
    height: float
    title: Inches
    body: Inches
    foot: Inches

    def columns(self, count: int, gap: float = 0.4) -> list[Inches]:
        x, y, width, height = self.body
        each = (width - gap * (count - 1)) / count
        return [(x + i * (each + gap), y, each, height) for i in range(count)]


WIDE = Grid(13.333, 7.5, (0.9, 0.5, 11.5, 1.2), (0.9, 1.9, 11.5, 4.7), (0.9, 6.85, 11.5, 0.4))


def furniture(grid: Grid) -> list[Ph]:
    """Return date, footer and slide number in one row."""
    x, y, width, height = grid.foot
    small = '<a:lvl1pPr><a:defRPr sz="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    spots = (("dt", 10, x, width * 0.25), ("ftr", 11, x + width * 0.3, width * 0.4), ("sldNum", 12, x + width * 0.75, width * 0.25))
    return [Ph(kind, idx, (left, y, across, height), small, 'anchor="ctr"', size="quarter") for kind, idx, left, across in spots]


def on_master(grid: Grid) -> list[Ph | str]:
    return [Ph("title", None, grid.title, body='anchor="b"'), Ph("body", 1, grid.body), *furniture(grid)]


def inherited(*holders: Ph) -> list[Ph | str]:
    """Return placeholders, and the furniture without a place of its own."""
    return [*holders, *(Ph(kind, idx) for kind, idx in (("dt", 10), ("ftr", 11), ("sldNum", 12)))]


def usual(grid: Grid) -> list[Sheet]:
    """Return the layouts that PowerPoint gives a new master, by its names and types."""
    x, y, width, height = grid.body
    title_size = '<a:lvl1pPr algn="l"><a:defRPr sz="4400" b="1"/></a:lvl1pPr>'
    plain = '<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="2000"/></a:lvl1pPr>'
    left, right = grid.columns(2)
    return [
        Sheet(
            "Title Slide",
            inherited(
                Ph("ctrTitle", None, (x, grid.height * 0.2, width, grid.height * 0.32), title_size, 'anchor="b"'),
                Ph("subTitle", 1, (x, grid.height * 0.55, width, grid.height * 0.2), plain),
            ),
            "title",
        ),
        Sheet("Title and Content", inherited(Ph("title"), Ph("", 1)), "obj"),
        Sheet(
            "Section Header",
            inherited(
                Ph("title", None, (x, grid.height * 0.25, width, grid.height * 0.3), title_size, 'anchor="b"'),
                Ph("body", 1, (x, grid.height * 0.57, width, grid.height * 0.2), plain),
            ),
            "secHead",
        ),
        Sheet("Two Content", inherited(Ph("title"), Ph("", 1, left, size="half"), Ph("", 2, right, size="half")), "twoObj"),
        Sheet("Comparison", inherited(Ph("title"), *_comparison(left, right, plain)), "twoTxTwoObj"),
        Sheet("Title Only", inherited(Ph("title")), "titleOnly"),
        Sheet("Blank", inherited(), "blank"),
        Sheet(
            "Picture with Caption",
            inherited(
                Ph("title"), Ph("pic", 1, (x, y, width * 0.6, height)), Ph("body", 2, (x + width * 0.63, y, width * 0.37, height), plain)
            ),
            "picTx",
        ),
    ]


def _comparison(left: Inches, right: Inches, plain: str) -> list[Ph]:
    head = 0.6
    return [
        ph
        for number, (x, y, width, height) in enumerate((left, right))
        for ph in (
            Ph("body", 1 + 2 * number, (x, y, width, head), plain, 'anchor="b"'),
            Ph("", 2 + 2 * number, (x, y + head, width, height - head)),
        )
    ]


def write(path: Path, grid: Grid, *masters: Master) -> None:
    pack(path, grid.width, grid.height, masters)


def company(grid: Grid, layouts: Sequence[Sheet] | None = None, **changes: Any) -> Master:
    """Return a master on a grid with the usual layouts, or these."""
    plain = Master(on_master(grid), usual(grid) if layouts is None else layouts)
    return plain._replace(**changes)

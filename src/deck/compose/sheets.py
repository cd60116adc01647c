"""What all composed layouts share: how they are called for, and the line for footnotes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from deck.compose.grid import Grid
from deck.model.template import Composition, Holder, LevelStyle, Mark

Draw: TypeAlias = Callable[[str, Grid], Composition]

# between columns, in units
GAP = 0.35
# the line for footnotes below the content, where the region is this high
SOURCES, HIGH_ENOUGH = 0.28, 3.4


def composition(name: str, grid: Grid, holders: tuple[Holder, ...], marks: tuple[Mark, ...] = ()) -> Composition:
    return Composition(name, grid.like, holders, marks)


def content_height(grid: Grid) -> float:
    """Return the height of the content above the line for footnotes, in units."""
    return grid.height - SOURCES if grid.height >= HIGH_ENOUGH else grid.height


def sources(grid: Grid) -> tuple[Holder, ...]:
    if grid.height < HIGH_ENOUGH:
        return ()
    small = LevelStyle(grid.size(12, 10.0), ink=grid.plain.text)
    return (grid.text(22, "Sources", (0, grid.height - SOURCES, grid.width, SOURCES), small, anchor="b"),)

"""Lengths: whole English Metric Units for places, points for type."""

from __future__ import annotations

from typing import NamedTuple

EMU_PER_INCH = 914_400
EMU_PER_POINT = 12_700


def emu(inches: float) -> int:
    """Return a length in inches as whole EMU."""
    return round(inches * EMU_PER_INCH)


def emu_from_points(points: float) -> int:
    """Return a length in points as whole EMU."""
    return round(points * EMU_PER_POINT)


def points(length: int) -> float:
    """Return a length in EMU as points."""
    return length / EMU_PER_POINT


class Box(NamedTuple):
    """A rectangle on the slide, in EMU from the slide's top left corner."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

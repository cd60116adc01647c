"""Lengths: whole English Metric Units for places, points for type."""

from __future__ import annotations

from typing import NamedTuple

EMU_PER_POINT = 12_700


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

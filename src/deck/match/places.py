"""Where shapes stand, against each other."""

from __future__ import annotations

from deck.model.units import Box


def overlap(one: Box | None, other: Box | None) -> float:
    """Return the share of two boxes that both cover, from 0 to 1; 0 where one has no place."""
    if one is None or other is None:
        return 0.0
    width = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    height = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / (one.width * one.height + other.width * other.height - both)


def apart(one: Box | None, other: Box | None) -> int:
    """Return how far two boxes are from each other, in EMU, by their corners."""
    if one is None or other is None:
        return 0
    return abs(one.x - other.x) + abs(one.y - other.y)

"""How dark and how light a picture is, part by part, for text that stands on it."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from deck.assets.pixels import reduced
from deck.model.template import Shades

Pixel: TypeAlias = tuple[int, int, int]

COLUMNS, ROWS = 16, 9
# pixels of a cell at each side; a picture is looked at no closer
CELL = 10
# of a cell's pixels so many are left out at either end: a spark is no ground
SPARED = 0.05


@lru_cache(maxsize=32)
def shades_of(content: bytes) -> Shades:
    """Return the darkest and the lightest colour of each cell of a picture, () for what cannot be read or is too large to."""
    lines = reduced(content, COLUMNS * CELL, ROWS * CELL)
    return tuple(tuple(_ends(lines, x * CELL, y * CELL) for x in range(COLUMNS)) for y in range(ROWS)) if lines else ()


def _ends(lines: list[list[Pixel]], left: int, top: int) -> tuple[str, str]:
    """Return the darkest and the lightest colour of a cell, but for the few pixels at either end."""
    pixels = [pixel for line in lines[top : top + CELL] for pixel in line[left : left + CELL]]
    pixels.sort(key=lambda rgb: 299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2])
    spared = round(SPARED * len(pixels))
    return bytes(pixels[spared]).hex().upper(), bytes(pixels[-1 - spared]).hex().upper()

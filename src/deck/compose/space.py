"""Where on a layout there is room: what lies below a box, what lies in its way, and the largest part of it that is free."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from deck.model.colour import luminance
from deck.model.template import FOOT, Layout, Shades
from deck.model.units import Box

# what reaches into a box by less than this (EMU; 0.04 in) is not in its way
TOUCHES = 36_576
# how far text keeps from decoration that it had to make room for (0.1 in)
CLEAR = 91_440
# from so many boxes in the way on, their edges count on a raster of so many lines alone: patterns have thousands of dots
MANY, RASTER = 32, 64


def overlap(one: Box, other: Box) -> Box:
    """Return what two boxes share; without width or height where that is nothing."""
    left, top = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.x + one.width, other.x + other.width), min(one.y + one.height, other.y + other.height)
    return Box(left, top, max(0, right - left), max(0, bottom - top))


def area(box: Box) -> int:
    return box.width * box.height


def ground_below(layout: Layout, box: Box, slide: Box) -> tuple[str, ...]:
    """Return the colours that a box stands on as six hexadecimal digits: one, or the darkest and the lightest; () where nobody knows."""
    below = [decoration for decoration in layout.decorations if decoration.paints and decoration.lies_below(box)]
    if below:
        top = below[-1]
        return (top.fill,) if top.fill else _shades(top.shades, top.box, box)
    return (layout.ground,) if layout.ground else _shades(layout.shades, slide, box)


def _shades(shades: Shades, whole: Box, box: Box) -> tuple[str, ...]:
    """Return the darkest and the lightest of the cells that a box reaches into."""
    if not shades or not area(whole):
        return ()
    rows, columns = len(shades), len(shades[0])
    found: list[str] = []
    for row, column in product(range(rows), range(columns)):
        cell = Box(
            whole.x + column * whole.width // columns,
            whole.y + row * whole.height // rows,
            whole.width // columns,
            whole.height // rows,
        )
        if area(overlap(cell, box)):
            found += shades[row][column]
    found.sort(key=lambda rgb: luminance(rgb) or 0.0)
    return (found[0], found[-1]) if found else ()


def obstacles(layout: Layout, box: Box) -> tuple[Box, ...]:
    """Return the decorations that reach into a box and are not its ground."""
    boxes = (decoration.box for decoration in layout.decorations if not decoration.lies_below(box))
    return tuple(found for found in boxes if _reaches(found, box))


def _reaches(one: Box, other: Box) -> bool:
    left, top = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.x + one.width, other.x + other.width), min(one.y + one.height, other.y + other.height)
    # a line has no width or no height of its own
    return right - left > min(TOUCHES, one.width // 2) and bottom - top > min(TOUCHES, one.height // 2)


def is_clean(layout: Layout, box: Box) -> bool:
    """Tell whether nothing lies in the way of a text in a box."""
    return not obstacles(layout, box)


def largest_free(box: Box, taken: Iterable[Box]) -> Box:
    """Return the largest part of a box that none of the `taken` boxes reaches into."""
    in_way = [overlap(box, found) for found in taken if _reaches(found, box)]
    if not in_way:
        return box
    if len(in_way) > MANY:
        in_way = list(dict.fromkeys(_coarse(found, box) for found in in_way))
    xs = sorted({box.x, box.x + box.width, *(edge for found in in_way for edge in (found.x, found.x + found.width))})
    ys = sorted({box.y, box.y + box.height, *(edge for found in in_way for edge in (found.y, found.y + found.height))})
    column_of, row_of = ({edge: n for n, edge in enumerate(edges)} for edges in (xs, ys))
    full: set[tuple[int, int]] = set()
    for found in in_way:
        rows = range(row_of[found.y], row_of[found.y + found.height])
        full.update(product(rows, range(column_of[found.x], column_of[found.x + found.width])))
    best = Box(box.x, box.y, 0, 0)
    heights = [0] * (len(xs) - 1)
    for row in range(len(ys) - 1):
        heights = [0 if (row, n) in full else height + ys[row + 1] - ys[row] for n, height in enumerate(heights)]
        best = max(best, _widest(xs, heights, ys[row + 1]), key=area)
    return best


def _coarse(found: Box, box: Box) -> Box:
    """Return a part of a box as large as the squares of a raster over that box which it reaches into."""
    left, right = (_on_raster(at, box.width, end) for at, end in ((found.x - box.x, 0), (found.x + found.width - box.x, 1)))
    top, bottom = (_on_raster(at, box.height, end) for at, end in ((found.y - box.y, 0), (found.y + found.height - box.y, 1)))
    return Box(box.x + left, box.y + top, right - left, bottom - top)


def _on_raster(at: int, length: int, end: int) -> int:
    """Return the line of a raster before what stands `at` a place of a length, or behind it (`end` 1)."""
    n = -(-at * RASTER // length) if end else at * RASTER // length
    return n * length // RASTER


def _widest(xs: list[int], heights: list[int], bottom: int) -> Box:
    """Return the largest box that stands on a line, where so much above it is free in each column."""
    best, largest = Box(xs[0], bottom, 0, 0), 0
    for first in range(len(heights)):
        height = heights[first]
        for last in range(first, len(heights)):
            height = min(height, heights[last])
            if not height:
                break
            if height * (xs[last + 1] - xs[first]) > largest:
                best = Box(xs[first], bottom - height, xs[last + 1] - xs[first], height)
                largest = area(best)
    return best


def free_region(layout: Layout, start: Box) -> Box:
    """Return the part of a box where text may stand: away from decoration, from the title and from the foot."""
    others = [holder.box for holder in layout.placeholders if holder.kind in FOOT]
    title = [layout.title.box] if layout.title is not None else []
    clear = (Box(box.x - CLEAR, box.y - CLEAR, box.width + 2 * CLEAR, box.height + 2 * CLEAR) for box in obstacles(layout, start))
    return largest_free(start, (*clear, *title, *others))

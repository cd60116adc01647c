"""Where the shapes of a slide stand on which one stays where the article would not have it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from deck.merge.deeds import moved, resized
from deck.merge.trio import Trio
from deck.model.merged import MergedShape, Side
from deck.model.pairs import Spot
from deck.model.units import Box

# boxes that share no more than this (EMU, in each direction) stand beside one another
TOUCHING = 60_000
# "Lead 1" and "Lead 2" have the same part
NUMBERED = re.compile(r" \d+$")


class Arrangement(NamedTuple):
    """The shapes of a slide, and whose layout it has; `displaced` are those of the disk that do not stand where a hand put them."""

    shapes: tuple[MergedShape, ...]
    layout: Side
    displaced: tuple[Spot, ...] = ()


def arranged(trio: Trio, here: int | None, shapes: Sequence[MergedShape], together: Sequence[MergedShape], layout: Side) -> Arrangement:
    """Return the shapes as the article arranges them; as the disk does where what stays of it would else lie under something.

    The article's layout has no room for a shape that it knows nothing of (one that was kept for a hand's words, or that a hand added), nor
    for one that stays where a hand put it. `together` are the shapes with the kept texts inside those of the article, which comes before
    the disk's arrangement. Where none is clear, what a hand moved goes where the article has it.
    """
    new = Arrangement(tuple(shapes), layout)
    if here is None or not any(shape.new is None or _is_contested(trio, here, shape) for shape in shapes):
        return new
    old = Arrangement(tuple(_staying(trio, here, shape) for shape in shapes), Side.DISK)
    gone = [shape.disk for shape in shapes if shape.disk is not None and _is_contested(trio, here, shape) and _is_another(trio, shape)]
    all_new = tuple(shape._replace(place=Side.NEW) if shape.disk in gone else shape for shape in shapes)
    ways = [new, Arrangement(tuple(together), layout)]
    if not trio.relaid:
        # on another template the disk's layout is gone with its master, and what a hand placed stays there
        ways += [old, Arrangement(all_new, layout, tuple(gone))]
    return min(ways, key=lambda way: _heaps(trio, way.shapes))


def _staying(trio: Trio, here: int, shape: MergedShape) -> MergedShape:
    """Return a shape at its place on the disk; its look goes with its place, except that of a table or a picture."""
    if shape.disk is None or shape.disk[0] != here:
        return shape
    text = trio.on_disk(shape.disk).tag == "sp"
    return shape._replace(place=Side.DISK, look=Side.DISK if text else shape.look)


def _is_contested(trio: Trio, here: int, shape: MergedShape) -> bool:
    """Tell whether a shape stands where a hand put it, and the article has it elsewhere."""
    if shape.new is None or shape.disk is None or shape.disk[0] != here or shape.place is Side.NEW:
        return False
    meant, ours = trio.meant(trio.was.shapes[shape.disk]).box, trio.anew(shape.new).box
    return moved(meant, ours) or resized(meant, ours)


def _is_another(trio: Trio, shape: MergedShape) -> bool:
    """Tell whether a shape has another part on its slide than it had: a lead that was half of a slide."""
    if shape.disk is None or shape.new is None:
        return False
    was, now = trio.meant(trio.was.shapes[shape.disk]).name, trio.anew(shape.new).name
    return NUMBERED.sub("", was) != NUMBERED.sub("", now)


def _heaps(trio: Trio, shapes: Sequence[MergedShape]) -> int:
    """Return how many pairs of shapes lie on top of one another."""
    boxes = [box for shape in shapes if (box := _box(trio, shape)) is not None]
    return sum(_overlap(one, other) for one, other in combinations(boxes, 2))


def _box(trio: Trio, shape: MergedShape) -> Box | None:
    if shape.new is not None and (shape.disk is None or shape.place is Side.NEW):
        return trio.anew(shape.new).box
    return None if shape.disk is None else trio.on_disk(shape.disk).box


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > TOUCHING and down > TOUCHING

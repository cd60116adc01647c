"""Which slide and shape of one deck is which of another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# the places (from 0) of a slide and of a shape on it
Spot = tuple[int, int]


class Pairs(NamedTuple):
    """One to one: `slides` by place, `shapes` by slide and shape; a shape's partner may be on another slide than its slide's partner.

    `copies` are slides of the first deck that are duplicates of a slide of the second, which another one is paired with.
    """

    slides: Mapping[int, int]
    shapes: Mapping[Spot, Spot]
    copies: Mapping[int, int] = {}

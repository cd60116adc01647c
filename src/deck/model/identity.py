"""What a build remembers of its slides and points, so that the next one knows them again."""

from __future__ import annotations

from typing import NamedTuple


class KnownPoint(NamedTuple):
    """A point's key, its lead and all that it says; points below others stand behind them."""

    key: str
    lead: str
    text: str


class KnownSlide(NamedTuple):
    """A slide as it was meant: `text` is what is said to it beside its points."""

    key: str
    section: str
    kind: str
    pinned: bool
    title: str
    text: str
    points: tuple[KnownPoint, ...] = ()

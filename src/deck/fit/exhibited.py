"""What comes of setting an exhibit."""

from __future__ import annotations

from typing import NamedTuple

from deck.fit.arrange import Arrangement
from deck.model.article import Inline


class Exhibited(NamedTuple):
    """An exhibit on its slides; `left_out` is what of its text no slide shows, to be said instead."""

    arrangements: tuple[Arrangement, ...]
    left_out: tuple[Inline, ...] = ()

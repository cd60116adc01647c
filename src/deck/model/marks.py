"""What a deck says of its making, and by which it is known again."""

from __future__ import annotations

from typing import NamedTuple


class Marks(NamedTuple):
    """`build` identifies what was meant, `source` is the article's path from the project root, `version` the program's."""

    build: str
    source: str
    version: str


class Seal(NamedTuple):
    """Our marks in a file, if it has them; `unbroken`: no part differs from what we wrote; `merged`: with a hand's work in it."""

    marks: Marks | None
    unbroken: bool
    merged: bool = False

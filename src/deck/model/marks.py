"""What a deck says of its making, and by which it is known again."""

from __future__ import annotations

from typing import NamedTuple


class Marks(NamedTuple):
    """`build` identifies what was meant, `source` is the article's path from the project root, `version` the program's.

    `template` is the SHA-256 of the template that the deck is made on ("" in decks of before it was told), `usual` the one that the
    settings named then, the command line aside; `asked`: the template is another one than that, for the command line asked for it.
    """

    build: str
    source: str
    version: str
    template: str = ""
    usual: str = ""
    asked: bool = False


class Seal(NamedTuple):
    """Our marks in a file, if it has them; `unbroken`: no part differs from what we wrote; `merged`: with a hand's work in it."""

    marks: Marks | None
    unbroken: bool
    merged: bool = False

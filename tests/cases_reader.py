"""Read tests/cases/*.md: a heading is the title of a case, the next two fenced blocks are its input and what is expected of it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """One case; `name` is where it stands, for the report of a failure."""

    name: str
    given: str
    expected: str


def cases(name: str, folder: Path = CASES) -> tuple[Case, ...]:
    """Return the cases of `<name>.md` in `folder`; a heading of level 2 without its two fenced blocks is an error."""
    read: list[tuple[str, list[str]]] = []
    tokens = MarkdownIt("commonmark").parse((folder / f"{name}.md").read_text("utf-8"))
    for token, following in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            read.append((f"{name}.md:{(token.map or [0])[0] + 1} {following.content}", []))
        elif following.type == "fence" and read:
            read[-1][1].append(following.content.removesuffix("\n"))
    return tuple(Case(title, *blocks) for title, blocks in read)

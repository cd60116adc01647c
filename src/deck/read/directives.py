"""Directives of MyST in fences: their name, title, options and content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from deck.read.codes import language_of, marked_of, name_of
from deck.read.markdown.rules import OPTION
from deck.read.vocabulary import callout_kind, names

BRACED = re.compile(r"\{([\w:-]+)\}\s*(.*)")
CAPTION = re.compile(r"\s*:?caption:\s*(.*)")
ALT = re.compile(r"\s*:?alt:\s*(.*)")
HEADS = re.compile(r"\s*:?header-rows:\s*(\d{1,3})\s*")
HEADER = re.compile(r"\s*:?header:\s*(.*)")
# a term of a glossary begins its line, what it is said to be stands indented below
TERM = re.compile(r"^(?=\S)(.*\n)([ \t]+)(?=\S)", re.MULTILINE)
FENCE = "---"


class Directed(NamedTuple):
    """What a fence says: its `directive`, "" for code in a `language`, its name for `title`; `above` lines of options stand above it.

    `marked` are the lines of code that its author points at, `heads` the rows of a table's head.
    """

    directive: str
    title: str
    content: str
    language: str = ""
    alt: str = ""
    caption: str = ""
    header: str = ""
    above: int = 0
    marked: tuple[int, ...] = ()
    heads: int = 0


def directed(info: str, content: str) -> Directed:
    """Return what a fence with this info string holds."""
    found = BRACED.fullmatch(info.strip())
    kind, title = (found[1], found[2]) if found else ("", "")
    known = callout_kind(kind) or any(kind in names(table, row) for table, row in KINDS)
    lines = content.split("\n")
    above = _options_end(lines)
    if not known and kind not in names("directives", "code"):
        # what is said behind a name in braces, and options below it, are those of a directive
        named = name_of(info) or ("" if "=" in title else title)
        content = "\n".join(lines[above:]).lstrip("\n") if found and above else content
        options = lines[:above] if found else []
        return Directed("", named, content, language_of(info), marked=marked_of("\n".join((info, *options))))
    options = lines[:above]
    said = (next((found[1] for found in map(pattern.fullmatch, options) if found), "") for pattern in (ALT, CAPTION, HEADER))
    alt, caption, header = said
    rest = "\n".join(lines[above:])
    if kind in names("directives", "code"):
        return Directed("", "", rest, title, caption=caption, above=above, marked=marked_of("\n".join(options)))
    if kind == "glossary":
        rest = TERM.sub(r"\1: ", rest)
    title = "" if kind in names("directives", "untitled") else title
    return Directed(kind, title, rest, alt=alt, caption=caption, header=header, above=above, heads=heads_of(options))


def heads_of(options: Iterable[str]) -> int:
    """Return how many rows at the top of a table its author calls head."""
    return next((int(said[1]) for said in map(HEADS.fullmatch, options) if said), 0)


KINDS = (*(("directives", row) for row in ("pictures", "figures", "text", "silent")), ("callouts", "quotes"))


def _options_end(lines: list[str]) -> int:
    """Return how many lines of options open a directive: each `:key: value`, or all between two lines of dashes."""
    if lines[0].strip() == FENCE and FENCE in map(str.strip, lines[1:]):
        return [line.strip() for line in lines].index(FENCE, 1) + 1
    return next((i for i, line in enumerate(lines) if not OPTION.fullmatch(line)), len(lines))

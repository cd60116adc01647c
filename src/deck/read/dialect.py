"""The shortcodes, variables and footnote marks of blog engines, taken out of a text and noted; lines keep their numbers, code stays."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from deck.read.shortcodes import CLOSING, Call
from deck.read.vocabulary import callout_kind, names

PROSE = 3  # so many bare words between the marks, and they are a sentence about the marks
SHOWN = 40  # characters of an expression without a name in a message
FARTHEST_MARGIN = 40  # characters of quotation marks and spaces before a footnote
OPENING = re.compile(r"\\.|`+|<!--|\{\{[<%]?|\{%|\[\^[^\[\]\s]+\]", re.DOTALL)
RAW = re.compile(r"[+~-]?\s*(?:raw|verbatim)\s*[+~-]?")
END = re.compile(r"\{\{[<%]\s*/\s*([\w./-]+)|\{%-?\s*end([\w-]+)")
END_OF_RAW = re.compile(r"\{%[+~-]?\s*end(?:raw|verbatim)\s*[+~-]?%\}")
ADDRESS = re.compile(r"\s*[\"']([^\"'|]*)[\"']\s*\|\s*(\w+)")
# HTML whose inside is no text: what stands in it stays as it is
RAW_HTML = re.compile(r"\s*<(?:!--|pre|script|style|textarea)", re.IGNORECASE)
BARE = re.compile(r"[^\w\s]?[^\W\d_]+(?:['’-][^\W\d_]+)*[.,;:!?…)]*|[.,;:!?…–—-]+")


class LeftOut(NamedTuple):
    """Something that is not known and so not shown: what tells it from others, how to write of it, and its line, counted from 0."""

    name: str
    shown: str
    line: int


def without_dialect(text: str, markdown: MarkdownIt) -> tuple[str, tuple[LeftOut, ...]]:
    """Return a Markdown text without shortcodes, variables and footnote marks, and what was left out that was not known.

    Nothing but raw text reaches over the end of its paragraph, heading, row of a table or HTML block.
    """
    if not any(mark in text for mark in ("{{", "{%", "[^")):
        return text, ()
    tokens: list[Token] = []
    markdown.block.parse(text, markdown, {}, tokens)
    lines = text.split("\n")
    out: list[str] = []
    left_out: list[LeftOut] = []
    last_end = max((i for i, line in enumerate(lines) if END_OF_RAW.search(line)), default=-1)
    ends = frozenset(match[1] or match[2] for match in END.finditer(text))
    raw = False
    for first, last, read in _stretches(tokens, lines):
        stretch = _Stretch("\n".join(lines[first:last]), first, left_out, ends_below=last_end >= last, ends=ends)
        out.append(stretch.plain(raw=raw) if read else stretch.text)
        raw = stretch.raw_at_end if read else raw
    return "\n".join(out), tuple(left_out)


def _stretches(tokens: Iterable[Token], lines: list[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield all lines in stretches that nothing reaches over: the first, the one behind the last, and whether they are text."""
    ends: dict[int, int] = {}
    code: dict[int, int] = {}
    for token in tokens:
        first, last = token.map or (0, 0)
        if token.type in ("fence", "code_block", "module") or (token.type == "html_block" and RAW_HTML.match(token.content)):
            code[first] = last
        elif token.type in ("inline", "html_block"):
            ends[first] = last
    line = 0
    while line < len(lines):
        last = code.get(line, ends.get(line, line + 1))
        # to Markdown the end of a shortcode on a line of its own (>}}) is a quotation
        while line not in code and last < len(lines) and lines[last].lstrip().startswith(">}}"):
            last = ends.get(last, last + 1)
        yield line, last, line not in code
        line = last


class _Stretch:
    """A piece of text read from left to right; no part of it is searched twice.

    `ends_below` tells whether a tag below it ends raw text, `raw_at_end` whether raw text goes on there; `ends` are the names of all
    shortcodes and tags that have an end.
    """

    def __init__(self, text: str, line: int, left_out: list[LeftOut], *, ends_below: bool, ends: frozenset[str]) -> None:
        self.text = text
        self.ends_below = ends_below
        self.ends = ends
        self.raw_at_end = False
        self.line = line
        self.left_out = left_out
        self._next: dict[str, int] = {}
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._ticks: dict[int, list[int]] = {}
        for run in re.finditer("`+", text):
            self._ticks.setdefault(len(run[0]), []).append(run.start())
        self._ends_of_raw = [match.span() for match in END_OF_RAW.finditer(text)]

    def plain(self, *, raw: bool) -> str:
        """Return the text without what is no text; where it begins as `raw`, it stays as it is up to the tag that ends that."""
        out: list[str] = []
        at = 0
        if raw:
            at, said = self._raw(0)
            out.append(said)
        while opening := OPENING.search(self.text, at):
            out.append(self.text[at : opening.start()])
            at, said = self._read(opening[0], *opening.span())
            out.append(said)
        return "".join((*out, self.text[at:]))

    def _read(self, mark: str, start: int, behind: int) -> tuple[int, str]:
        """Return where to read on behind a mark, and what is said up to there."""
        match mark[0]:
            case "`":
                end = self._behind_ticks(len(mark), behind)
            case "<":
                end = self._find("-->", behind) + 3
            case "[":
                return behind, self.text[start:behind] if self._opens_footnote(start, behind) else ""
            case "{":
                return self._template(mark, start, behind)
            case _:
                end = behind
        end = max(end, behind)
        return end, self.text[start:end]

    def _find(self, wanted: str, start: int) -> int:
        """Return where something next stands at or behind `start`, -1 for nowhere."""
        if 0 <= self._next.get(wanted, 0) < start or wanted not in self._next:
            self._next[wanted] = self.text.find(wanted, start)
        return self._next[wanted]

    def _behind_ticks(self, length: int, start: int) -> int:
        runs = self._ticks.get(length, [])
        at = bisect_left(runs, start)
        return runs[at] + length if at < len(runs) else -1

    def _opens_footnote(self, start: int, behind: int) -> bool:
        """Tell whether a footnote's mark stands at the beginning of a line with its colon: there the footnote itself follows."""
        line = bisect_left(self._breaks, start)
        margin = self._breaks[line - 1] + 1 if line else 0
        first = start - margin <= FARTHEST_MARGIN and not self.text[margin:start].strip(" \t>")
        return first and self.text.startswith(":", behind)

    def _raw_ends(self, start: int) -> bool:
        return self.ends_below or bisect_left(self._ends_of_raw, (start, 0)) < len(self._ends_of_raw)

    def _raw(self, start: int) -> tuple[int, str]:
        """Return where raw text that begins at `start` ends, and what it says: all of it, braces too; the lines of its tag stay lines."""
        at = bisect_left(self._ends_of_raw, (start, 0))
        if at == len(self._ends_of_raw):
            self.raw_at_end = True
            return len(self.text), self.text[start:]
        end, behind = self._ends_of_raw[at]
        return behind, self.text[start:end] + "\n" * self.text.count("\n", end, behind)

    def _template(self, mark: str, start: int, behind: int) -> tuple[int, str]:
        end = self._find(CLOSING[mark], behind)
        if end < 0 or any(0 <= self._find(opening, behind) < end for opening in ("{{", "{%")):
            return behind, mark
        inside = self.text[behind:end]
        end += len(CLOSING[mark])
        if mark == "{%" and RAW.fullmatch(inside) and self._raw_ends(end):
            behind, kept = self._raw(end)
            return behind, "\n" * inside.count("\n") + kept
        # JSX: style={{ a: { b: 1 } }}; Mustache: {{{ x }}}
        surplus = inside.count("{") - inside.count("}") if mark == "{{" else 0
        while surplus > 0 and self.text.startswith("}", end):
            end, surplus = end + 1, surplus - 1
        said = (
            '""'
            if mark == "{{" and self.text.endswith("=", 0, start)
            else _said(Call(mark, inside), alone=self._alone(start, end), ends=self.ends)
        )
        if said is None:
            return behind, mark
        if isinstance(said, LeftOut):
            self.left_out.append(said._replace(line=self.line + bisect_left(self._breaks, start)))
            said = ""
        return end, said + "\n" * inside.count("\n")

    def _alone(self, start: int, end: int) -> bool:
        """Tell whether nothing but the marks of lists and quotations stands beside a shortcode on its lines."""
        line = bisect_left(self._breaks, start)
        margin = self._breaks[line - 1] + 1 if line else 0
        last = bisect_left(self._breaks, end)
        limit = self._breaks[last] if last < len(self._breaks) else len(self.text)
        before, after = self.text[margin : min(start, margin + FARTHEST_MARGIN)], self.text[end : min(limit, end + FARTHEST_MARGIN)]
        return start - margin < FARTHEST_MARGIN and not before.strip(" \t>-*") and not after.strip()


def _said(call: Call, *, alone: bool, ends: frozenset[str]) -> str | LeftOut | None:
    """Return what a shortcode, tag or variable says in Markdown, "" where that is nothing; None where it is none but prose.

    One that stands `alone` on its lines and has an end, so that its name is among `ends`, is a box.
    """
    table, name = call.table, call.name
    if table == "variables" and (said := _address(call.inside)) is not None:
        return said
    if (picture := call.picture()) is not None:
        return picture
    if boxed := alone and _box(call, ends):
        return boxed
    known = name in names(table, "harmless") or bool(callout_kind(name))
    title = call.title()
    if known:
        return f"**{title}** " if title and not call.closes else ""
    words = call.inside.split()
    if len(words) >= PROSE and all(BARE.fullmatch(word) for word in words):
        return None
    shown = name + (" …" if call.arguments.strip(" /-\n") else "") if name else " ".join(words)[:SHOWN]
    return LeftOut(f"{table} {name or shown}", f"{call.mark} {shown} {CLOSING[call.mark]}", 0)


def _box(call: Call, ends: frozenset[str]) -> str:
    """Return a shortcode that opens or closes a box as a line of colons, "" for any other."""
    kind = call.kind()
    if not kind or call.name not in ends:
        return ""
    return ":::" if call.closes else f"::: {kind} {call.title()}".rstrip()


def _address(inside: str) -> str | None:
    """Return the text that a variable makes an address of, "" for a comment, None for any other."""
    if inside.startswith(("/*", "!")):
        return ""
    found = ADDRESS.match(inside)
    return found[1] if found and found[2] in names("variables", "addresses") else None

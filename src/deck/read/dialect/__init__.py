"""The shortcodes, variables and footnote marks of blog engines, taken out of a text and noted; lines keep their numbers, code stays."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from deck.read.dialect.jsx import expression_end, text_of, value_of
from deck.read.dialect.shortcodes import CLOSING, Call
from deck.read.markdown.formulas import formula_at
from deck.read.vocabulary import callout_kind, names

PROSE = 3  # so many bare words between the marks, and they are a sentence about the marks
SHOWN = 40  # characters of an expression without a name in a message
FARTHEST_MARGIN = 40  # characters of quotation marks and spaces before a footnote
OPENING = re.compile(r"\$|\\.|`+|<!--|=\{(?!\{)|\{\{[<%]?|\{%|\{#(?=\s)|\{(?![#:./*])|</?>|\[\^[^\[\]\s]+\](?:\{:[^{}\n]*\})?", re.DOTALL)
END = re.compile(r"\{\{[<%]\s*/\s*([\w./-]+)|\{%-?\s*end([\w-]*)")
# what stays as it is, and what is never shown, from the tag that opens it to the one that ends it
SHOWN_RAW, HIDDEN = "raw", "comment"
OPENINGS = {
    SHOWN_RAW: re.compile(r"\{%[+~-]?\s*(?:raw|verbatim)\s*[+~-]?"),
    HIDDEN: re.compile(r"\{(?:%[+~-]?|\{[<%])\s*comment\b[^{}]*"),
}
ENDS = {
    SHOWN_RAW: re.compile(r"\{%[+~-]?\s*end(?:raw|verbatim)\s*[+~-]?%\}"),
    HIDDEN: re.compile(r"\{%[+~-]?\s*endcomment\s*[+~-]?%\}|\{\{[<%]\s*/\s*comment\s*[>%]\}\}"),
}
MOST_UNCLOSED = 50  # braces in a stretch that nothing closes
FARTHEST_TAG = 1_000  # characters of a tag before the value of its attribute
TAG = re.compile(r"<[A-Za-z][\w.:-]*\s")
# before the address of a link or a picture, or the value of an attribute
IN_ADDRESS = re.compile(r"(?:\]\(<?|=\s*[\"'])(?:\{\{[^{}]*\}\}|[^\s()\"'<>{}])*\Z")
# HTML whose inside is no text: what stands in it stays as it is
RAW_HTML = re.compile(r"\s*<(?:!--|pre|script|style|textarea)", re.IGNORECASE)
VERBATIM = frozenset(("fence", "code_block", "module", "formula_block"))
BARE = re.compile(r"[^\w\s]?[^\W\d_]+(?:['’-][^\W\d_]+)*[.,;:!?…)]*|[.,;:!?…–—-]+")


class LeftOut(NamedTuple):
    """Something that is not known and so not shown: what tells it from others, how to write of it, and its line, counted from 0."""

    name: str
    shown: str
    line: int


class Dialect(NamedTuple):
    """What is known of a whole article before it is read: whether braces hold expressions, what it imports, the labels of its footnotes."""

    expressions: bool = False
    imports: Mapping[str, str] = {}
    footnotes: frozenset[str] = frozenset()


def without_dialect(text: str, markdown: MarkdownIt, dialect: Dialect) -> tuple[str, tuple[LeftOut, ...]]:
    """Return a Markdown text without shortcodes, variables and marks without a footnote, and what was left out that was not known.

    Nothing but raw text and comments reaches over the end of its paragraph, heading, row of a table or HTML block.
    """
    if "{" not in text and "[^" not in text:
        return text, ()
    tokens: list[Token] = []
    markdown.block.parse(text, markdown, {}, tokens)
    lines = text.split("\n")
    out: list[str] = []
    left_out: list[LeftOut] = []
    below = {kind: max((i for i, line in enumerate(lines) if end.search(line)), default=-1) for kind, end in ENDS.items()}
    whole = _Whole(dialect, left_out, frozenset(match[1] or match[2] for match in END.finditer(text)))
    inside = ""
    for first, last, read in _stretches(tokens, lines):
        stretch = _Stretch("\n".join(lines[first:last]), first, whole, {kind for kind in ENDS if below[kind] >= last})
        if inside == HIDDEN or read:
            out.append(stretch.plain(inside))
            inside = stretch.inside_at_end
        else:
            out.append(stretch.text)
    return "\n".join(out), tuple(left_out)


def _stretches(tokens: Iterable[Token], lines: list[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield all lines in stretches that nothing reaches over: the first, the one behind the last, and whether they are text."""
    ends: dict[int, int] = {}
    code: dict[int, int] = {}
    verbatim: list[int] = []
    for token in tokens:
        verbatim = _verbatim(token, verbatim, code)
        first, last = token.map or (0, 0)
        # the term of a list of definitions has the same line for both; what takes no line would be read for ever
        last = max(last, first + 1)
        if token.type in VERBATIM or (token.type == "html_block" and RAW_HTML.match(token.content)):
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


def _verbatim(token: Token, begun: list[int], code: dict[int, int]) -> list[int]:
    """Return the lines that open VitePress' `::: v-pre` or a box within it and wait for their ends; what ends the first is as code."""
    if token.type != "colons" or not token.map or not (begun or token.meta["kind"] == "v-pre"):
        return begun
    if token.meta["kind"]:
        return [*begun, token.map[0]]
    if len(begun) == 1:
        code[begun[0]] = token.map[1]
    return begun[:-1]


class _Whole(NamedTuple):
    """What the stretches of a text share: its dialect, what is left out of it, the names of shortcodes and tags that have an end."""

    dialect: Dialect
    left_out: list[LeftOut]
    ends: frozenset[str]


class _Stretch:
    """A piece of text read from left to right; no part of it is searched twice.

    `ends_below` are the kinds of text that a tag below it ends, `inside_at_end` the kind that goes on there.
    """

    def __init__(self, text: str, line: int, whole: _Whole, ends_below: set[str]) -> None:
        self.text = text
        self.whole = whole
        self.ends_below = ends_below
        self.inside_at_end = ""
        self.line = line
        self._next: dict[str, int] = {}
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._ticks: dict[int, list[int]] = {}
        for run in re.finditer("`+", text):
            self._ticks.setdefault(len(run[0]), []).append(run.start())
        self._ends = {kind: [match.span() for match in end.finditer(text)] for kind, end in ENDS.items()}
        self._behind_expression = 0
        self._unclosed = 0

    def plain(self, inside: str) -> str:
        """Return the text without what is no text; where it begins `inside` raw text or a comment, that goes up to the tag that ends it."""
        out: list[str] = []
        at = 0
        if inside:
            at, said = self._up_to_end(inside, 0)
            out.append(said)
        while opening := OPENING.search(self.text, at):
            out.append(self.text[at : opening.start()])
            at, said = self._read(opening[0], *opening.span())
            out.append(said)
        return "".join((*out, self.text[at:]))

    def _read(self, mark: str, start: int, behind: int) -> tuple[int, str]:
        """Return where to read on behind a mark, and what is said up to there."""
        match mark:
            case "={":
                return self._attribute(start)
            case "{":
                return self._expression(start) if self.whole.dialect.expressions else (behind, mark)
            case "{#":
                end = self._find("#}", behind) + 2
                return (end, "\n" * self.text.count("\n", start, end)) if end > behind else (behind, mark)
            case "<>" | "</>":
                return behind, "" if self.whole.dialect.expressions else mark
            case "<!--":
                end = self._find("-->", behind) + 3
            case _ if formula := formula_at(self.text, start, len(self.text)):
                end = formula.end()
            case _ if mark[0] == "`":
                end = self._behind_ticks(len(mark), behind)
            case _ if mark[0] == "[":
                known = mark[2 : mark.index("]")] in self.whole.dialect.footnotes
                return behind, self.text[start:behind] if self._opens_footnote(start, behind) else mark[: mark.index("]") + 1] * known
            case _ if mark[0] == "{":
                return self._template(mark, start, behind)
            case _:
                end = behind
        end = max(end, behind)
        return end, self.text[start:end]

    def _attribute(self, start: int) -> tuple[int, str]:
        """Return an attribute of a tag whose value is an expression with what that says; text where no tag is open."""
        opened = self.text.rfind("<", max(self._behind_expression, start - FARTHEST_TAG), start)
        begun = opened if opened >= 0 else self._behind_expression
        within = begun > 0 or opened == 0
        if not within or ">" in self.text[begun:start] or (opened >= 0 and not TAG.match(self.text, opened)):
            return start + 1, "="
        end = self._expression_end(start + 1)
        if end < 0:
            return start + 1, "="
        self._behind_expression = end
        written = self.text[start + 2 : end - 1]
        # an empty line would end the tag; attributes without a value say nothing
        return end, f'="{value_of(written, self.whole.dialect.imports)}"' + "\n_" * written.count("\n")

    def _expression(self, start: int) -> tuple[int, str]:
        end = self._expression_end(start)
        if end < 0:
            return start + 1, "{"
        written = self.text[start + 1 : end - 1]
        said = text_of(written)
        if said is None and written.strip():
            self._leave_out(LeftOut(f"expression {written}", f"{{{' '.join(written.split())[:SHOWN]}}}", 0), start)
        return end, (said or "") + "\n" * (written.count("\n") - (said or "").count("\n"))

    def _expression_end(self, start: int) -> int:
        """Return where an expression ends, -1 for nowhere; where many do not, none is looked for any more."""
        end = expression_end(self.text, start) if self._unclosed < MOST_UNCLOSED else -1
        self._unclosed += end < 0
        return end

    def _leave_out(self, left_out: LeftOut, start: int) -> None:
        self.whole.left_out.append(left_out._replace(line=self.line + bisect_left(self._breaks, start)))

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
        return first and self.text.startswith(":", behind) and self.text[behind - 1] == "]"

    def _ends_somewhere(self, kind: str, start: int) -> bool:
        return kind in self.ends_below or bisect_left(self._ends[kind], (start, 0)) < len(self._ends[kind])

    def _up_to_end(self, kind: str, start: int) -> tuple[int, str]:
        """Return where raw text or a comment that begins at `start` ends, and what it says: all of it or nothing; lines stay lines."""
        at = bisect_left(self._ends[kind], (start, 0))
        if at == len(self._ends[kind]):
            self.inside_at_end = kind
            end = behind = len(self.text)
        else:
            end, behind = self._ends[kind][at]
        said = self.text[start:end] if kind == SHOWN_RAW else "\n" * self.text.count("\n", start, end)
        return behind, said + "\n" * self.text.count("\n", end, behind)

    def _template(self, mark: str, start: int, behind: int) -> tuple[int, str]:
        end = self._find(CLOSING[mark], behind)
        if end < 0 or any(0 <= self._find(opening, behind) < end for opening in ("{{", "{%")):
            return behind, mark
        inside = self.text[behind:end]
        end += len(CLOSING[mark])
        kind = next((kind for kind, opening in OPENINGS.items() if opening.fullmatch(mark + inside)), "")
        if kind and self._ends_somewhere(kind, end):
            behind, kept = self._up_to_end(kind, end)
            return behind, "\n" * inside.count("\n") + kept
        # JSX: style={{ a: { b: 1 } }}; Mustache: {{{ x }}}
        surplus = inside.count("{") - inside.count("}") if mark == "{{" else 0
        while surplus > 0 and self.text.startswith("}", end):
            end, surplus = end + 1, surplus - 1
        if mark == "{{" and self.text.endswith("=", 0, start):
            return end, '""' + "\n" * inside.count("\n")
        said = self._said(Call(mark, inside), start, end)
        if said is None:
            return behind, mark
        if isinstance(said, LeftOut):
            self._leave_out(said, start)
            said = ""
        # what was written over lines is said on one, so that those behind it keep their numbers
        return end, said.replace("\n", " ") + "\n" * inside.count("\n")

    def _said(self, call: Call, start: int, end: int) -> str | LeftOut | None:
        """Return what a shortcode, tag or variable says in Markdown, "" where that is nothing; None where it is none but prose."""
        if IN_ADDRESS.search(self.text, max(0, start - FARTHEST_TAG), start):
            return call.address()
        alone = self._alone(start, end)
        if boxed := alone and _box(call, self.whole.ends):
            return boxed
        return _plainly(call, alone=alone)

    def _alone(self, start: int, end: int) -> bool:
        """Tell whether nothing but the marks of lists and quotations stands beside a shortcode on its lines."""
        line = bisect_left(self._breaks, start)
        margin = self._breaks[line - 1] + 1 if line else 0
        last = bisect_left(self._breaks, end)
        limit = self._breaks[last] if last < len(self._breaks) else len(self.text)
        before, after = self.text[margin : min(start, margin + FARTHEST_MARGIN)], self.text[end : min(limit, end + FARTHEST_MARGIN)]
        return start - margin < FARTHEST_MARGIN and not before.strip(" \t>-*") and not after.strip()


def _plainly(call: Call, *, alone: bool) -> str | LeftOut | None:
    """Return what a shortcode says that stands in no address and is no box; one `alone` on its line is no prose."""
    table, name = call.table, call.name
    if table == "variables" and (said := call.filtered()) is not None:
        return said
    if (picture := call.picture()) is not None:
        return picture
    if title := "" if call.closes else call.title():
        return f"**{title}** "
    words = call.words()
    if words or name in names(table, "harmless") or callout_kind(name):
        return words
    bare = call.inside.split()
    if not (alone and table != "variables") and len(bare) >= PROSE and all(BARE.fullmatch(word) for word in bare):
        return None
    shown = name + (" …" if call.arguments.strip(" /-\n") else "") if name else " ".join(bare)[:SHOWN]
    return LeftOut(f"{table} {name or shown}", f"{call.mark} {shown} {CLOSING[call.mark]}", 0)


def _box(call: Call, ends: frozenset[str]) -> str:
    """Return a shortcode that opens or closes a box as a line of colons, "" for any other."""
    if call.name == "end":
        return ":::"
    kind, ends_so = call.kind(), call.table == "tags" and call.arguments.startswith("(") and "" in ends
    if not kind or not (call.name in ends or ends_so):
        return ""
    return ":::" if call.closes else f"::: {kind} {call.title()}".rstrip()

"""Rules for markdown-it: MDX comments, the modules of MDX, and directives of colons."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

# what a line of ours ends: a paragraph, a link's definition, a quotation's or a table's lazy lines, a list
INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]
MODULE = re.compile(r"(?:import|export)\b")
IMPORT = re.compile(r"import ?(?:[\w*{},$ ]+ from )?[\"'][^\"']+[\"'] ?;?")
EXPORT = re.compile(
    r"export (?:"
    r"(?:const|let|var) [\w$]+(?: ?: ?[^=]+)? ?= ?\S.*"
    r"|(?:default )?(?:async )?function\*? ?[\w$]* ?\(.*"
    r"|(?:default )?class(?: [\w$]+)?(?: extends [\w$.]+)? ?\{.*"
    r"|(?:type|interface|enum) [\w$]+.*[={].*"
    r"|\{[^{}]*\}(?: from [\"'][^\"']+[\"'])? ?;?"
    r"|\*(?: as [\w$]+)? from [\"'][^\"']+[\"'] ?;?"
    r"|default (?:[A-Z][\w$.]*|[\w$.]+ ?;|[\w$.]+\(.*|[({\[<\"'`].*|[^=]+=>.*)"
    r")(?<![.,:?!])"
)
LONGEST_MODULE = 200
LISTING = re.compile(r"\{(?:%-?|\{[<%])\s*(highlight|codeblock)\b\s*(?:lang:)?([\w+#.-]*)[^{}]*\}{1,2}\s*")
LISTING_END = re.compile(r"\{(?:%-?\s*end|\{[<%]\s*/\s*)(?:highlight|codeblock)\s*-?[>%]\}+\s*")
COMMENT_END = re.compile(r"\*/\}")
TITLE = re.compile(r"title=[\"']([^\"']*)[\"']")
KIND = re.compile(r"[\w:-]*")
OPTION = re.compile(r"\s*:[\w-]+:.*")


class Colons(NamedTuple):
    """A line of colons: the `kind` of directive that it opens and its `title`; both empty where it closes one."""

    kind: str
    title: str


def dialect_rules(markdown: MarkdownIt) -> None:
    """Teach a parser the blocks and comments that blog engines add.

    An MDX comment becomes HTML's; a line of colons a token "colons" with `kind`, `title` and `options` in its `meta`;
    modules a token "module"; Jekyll's, Hexo's and Hugo's highlighted code a fence.
    """
    block = markdown.block.ruler
    block.before("table", "listing", _listing, {"alt": INTERRUPTS})
    block.before("table", "colons", _colons, {"alt": INTERRUPTS})
    block.before("table", "mdx_comment", _comment_block, {"alt": INTERRUPTS})
    # no text is interrupted by a module: "export" at the beginning of a wrapped line is a word
    block.before("table", "module", _module)
    markdown.inline.ruler.before("link", "mdx_comment", _comment)


def line_at(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def colons_of(line: str) -> Colons:
    """Return what a line that begins with `:::` says: Pandoc, Docusaurus, VitePress and MyST each write it in a way of their own."""
    said = line.strip().lstrip(":").strip()
    said = said.rstrip(":").rstrip() if said.endswith(":::") else said
    if said.startswith("{"):
        inside, _, behind = said[1:].partition("}")
        title = TITLE.search(inside)
        return Colons(inside.split()[0].lstrip(".") if inside.split() else "", behind.strip() or (title[1] if title else ""))
    kind = KIND.match(said)
    name = kind[0] if kind else ""
    behind = said[len(name) :].strip()
    if behind.endswith("}"):
        behind = behind[: behind.rfind("{")].rstrip() if "{" in behind else behind
    if behind.startswith("[") and behind.endswith("]"):
        behind = behind[1:-1].strip()
    return Colons(name, behind)


def _colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    line = line_at(state, start)
    if not line.startswith(":::") or state.is_code_block(start):
        return False
    if silent:
        return True
    behind = start + 1
    if "{" in line:  # MyST's, the only ones with options
        while behind < end and state.sCount[behind] >= state.blkIndent and OPTION.fullmatch(line_at(state, behind)):
            behind += 1
    token = state.push("colons", "", 0)
    token.meta = {**colons_of(line)._asdict(), "options": [line_at(state, n) for n in range(start + 1, behind)]}
    token.map = [start, behind]
    state.line = behind
    return True


def _listing(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take the lines between `{% highlight python %}` and `{% endhighlight %}` as code."""
    opening = LISTING.fullmatch(line_at(state, start)) if state.src.startswith("{", state.bMarks[start] + state.tShift[start]) else None
    if opening is None or state.is_code_block(start):
        return False
    closing = _closing(state, LISTING_END, state.eMarks[start])
    last = bisect_left(state.eMarks, closing, start)
    if closing < 0 or last >= end or not LISTING_END.fullmatch(line_at(state, last)):
        return False
    if not silent:
        token = state.push("fence", "", 0)
        token.map, token.info = [start, last + 1], opening[2]
        token.content = state.getLines(start + 1, last, state.sCount[start], True)
        state.line = last + 1
    return True


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a comment that begins a line and ends one; paragraphs may lie between."""
    opening = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("{/*", opening) or state.is_code_block(start):
        return False
    closing = _closing(state, COMMENT_END, opening + 3)
    last = bisect_left(state.eMarks, closing, start)
    if closing < 0 or last >= end or state.src[closing + 3 : state.eMarks[last]].strip():
        return False
    if any(state.sCount[line] < state.blkIndent and not state.isEmpty(line) for line in range(start, last + 1)):
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.map = [start, last + 1]
        token.content = f"<!--{state.getLines(start, last + 1, state.blkIndent, False).strip()[3:-3]}-->"
        state.line = last + 1
    return True


def _comment(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("{/*", state.pos):
        return False
    closing = _closing(state, COMMENT_END, state.pos + 3)
    if not 0 <= closing <= state.posMax - 3:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = f"<!--{state.src[state.pos + 3 : closing]}-->"
    state.pos = closing + 3
    return True


def _closing(state: StateBlock | StateInline, pattern: re.Pattern[str], start: int) -> int:
    """Return where what closes something next stands at or behind `start`, -1 for nowhere; no stretch is searched twice."""
    source, first, found = state.env.get(pattern.pattern, ("", 0, -1))
    if source is not state.src or start < first or 0 <= found < start:
        match = pattern.search(state.src, start)
        found = match.start() if match else -1
        state.env[pattern.pattern] = (state.src, start, found)
    return int(found)


def _module(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a statement of MDX at the beginning of a block, over as many lines as its brackets are open."""
    if state.level or state.sCount[start] or silent or not MODULE.match(line_at(state, start)):
        return False
    lines: list[str] = []
    depth = 0
    for number in range(start, min(end, start + LONGEST_MODULE)):
        line = line_at(state, number)
        if not line:
            return False
        lines.append(line)
        depth += sum(line.count(mark) for mark in "([{") - sum(line.count(mark) for mark in ")]}")
        if depth <= 0:
            break
    statement = " ".join(" ".join(lines).split())
    if depth > 0 or not (IMPORT.fullmatch(statement) or EXPORT.fullmatch(statement)):
        return False
    token = state.push("module", "", 0)
    token.map = [start, start + len(lines)]
    state.line = start + len(lines)
    return True

"""Rules for markdown-it: the blocks and comments that blog engines add."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from deck.read.codes import info_of
from deck.read.markdown.inner import element
from deck.read.vocabulary import names

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
LISTING = re.compile(r"\{(?:%-?|\{[<%])\s*(highlight|codeblock)\b([^{}]*?)-?[>%]\}{1,2}\s*")
LISTING_END = re.compile(r"\{(?:%-?\s*end|\{[<%]\s*/\s*)(?:highlight|codeblock)\s*-?[>%]\}+\s*")
# Python-Markdown's and PyMdown's boxes: !!! note "Title", ??? tip, === "Tab"
ADMONITION = re.compile(
    r"""(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[\w-]+(?:[ \t]+[\w-]+)*)?(?:[ \t]*"(?P<title>.*)")?[ \t]*|===[!+]?[ \t]+"(?P<tab>.*)"[ \t]*"""
)
ADMONITION_INDENT = 4
# MyST: {ref}`text <target>`
ROLE = re.compile(r"\{([a-zA-Z][\w:+-]*)\}(`+)((?:[^`\n]|\n(?!\n))+)\2(?!`)")
FORMULA_ROLE = "math"
CODE_ROLES = frozenset(("code", "command", "program", "file", "samp", "option", "envvar", "func", "class", "py:func", "py:class"))
# docutils, and what MyST adds
ELEMENT_ROLES = {"kbd": "kbd", "sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup", "del": "s", "strike": "s"}
# icons have no words
SILENT_ROLES = re.compile(r"octicon|fa[a-z]?|material-.*|raw|index")
TARGETED = re.compile(r"(.*\S)\s*<[^<>]*>", re.DOTALL)
# MyST's targets and block breaks, kramdown's abbreviations and table of contents: lines that say nothing
LABEL = re.compile(r"\([\w:./ -]+\)=|\+{3,}(?:[ \t]*\{.*\})?|\*\[[^\[\]\n]+\]:[ \t].*|\[\[_?toc_?\]\]|\[toc\]", re.IGNORECASE)
LABEL_OPENINGS = tuple("(+*[")
TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
COMMENT_END = re.compile(r"\*/\}")
TITLE = re.compile(r"title=[\"']([^\"']*)[\"']")
KIND = re.compile(r"[\w:-]*")
YAML_FENCE = "---"
MOST_OPTIONS = 50
OPTION = re.compile(r"\s*:[\w-]+:.*")


class Colons(NamedTuple):
    """A line of colons: the `kind` of directive that it opens, its `title` and lines of `options`; all empty where it closes one."""

    kind: str
    title: str
    options: tuple[str, ...] = ()


def dialect_rules(markdown: MarkdownIt) -> None:
    """Teach a parser the blocks and comments that blog engines add.

    An MDX comment becomes HTML's; a line of colons a token "colons" with `kind`, `title` and `options` in its `meta`; an indented box
    tokens "admonition_open" and "admonition_close" with `kind` and `title`; modules a token "module"; Jekyll's, Hexo's and Hugo's
    highlighted code a fence.
    """
    block = markdown.block.ruler
    block.before("table", "listing", _listing, {"alt": INTERRUPTS})
    block.before("table", "colons", _colons, {"alt": INTERRUPTS})
    block.before("table", "admonition", _admonition, {"alt": INTERRUPTS})
    block.before("html_block", "html_table", _html_table, {"alt": INTERRUPTS})
    block.before("table", "label", _label, {"alt": INTERRUPTS})
    block.before("table", "mdx_comment", _comment_block, {"alt": INTERRUPTS})
    # no text is interrupted by a module: "export" at the beginning of a wrapped line is a word
    block.before("table", "module", _module)
    markdown.inline.ruler.before("link", "mdx_comment", _comment)
    markdown.inline.ruler.before("backticks", "role", _role)


def line_at(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def colons_of(line: str) -> Colons:
    """Return what a line that begins with `:::` says: Pandoc, Docusaurus, VitePress and MyST each write it in a way of their own."""
    said = line.strip().lstrip(":").strip()
    said = said.rstrip(":").rstrip() if said.endswith(":::") else said
    if said.startswith("{"):
        inside, _, behind = said[1:].partition("}")
        title = TITLE.search(inside)
        words = inside.split() or [""]
        name = next((word for word in words if word.startswith(".")), words[0]).lstrip(".")
        behind = "" if name in names("directives", "untitled") else behind.strip()
        return Colons(name, behind or (title[1] if title else ""))
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
        behind = options_end(state, behind, end)
        while behind < end and state.sCount[behind] >= state.blkIndent and OPTION.fullmatch(line_at(state, behind)):
            behind += 1
    token = state.push("colons", "", 0)
    token.meta = colons_of(line)._replace(options=tuple(line_at(state, n) for n in range(start + 1, behind)))._asdict()
    token.map = [start, behind]
    state.line = behind
    return True


def options_end(state: StateBlock, first: int, end: int) -> int:
    """Return the line behind options that stand between lines of dashes, `first` where none begin there."""
    if first >= end or line_at(state, first).rstrip() != YAML_FENCE:
        return first
    for line in range(first + 1, min(end, first + MOST_OPTIONS)):
        if line_at(state, line).rstrip() == YAML_FENCE:
            return line + 1
        if state.isEmpty(line):
            break
    return first


def _listing(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take the lines between `{% highlight python %}` and `{% endhighlight %}` as code."""
    opening = LISTING.fullmatch(line_at(state, start)) if state.src.startswith("{", state.bMarks[start] + state.tShift[start]) else None
    if opening is None or state.is_code_block(start):
        return False
    closing = closing_at(state, LISTING_END, state.eMarks[start])
    last = bisect_left(state.eMarks, closing, start)
    if closing < 0 or last >= end or not LISTING_END.fullmatch(line_at(state, last)):
        return False
    if not silent:
        token = state.push("fence", "", 0)
        token.map, token.info = [start, last + 1], info_of(opening[1], opening[2])
        token.content = state.getLines(start + 1, last, state.sCount[start], True)
        state.line = last + 1
    return True


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a comment that begins a line and ends one; paragraphs may lie between."""
    opening = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("{/*", opening) or state.is_code_block(start):
        return False
    closing = closing_at(state, COMMENT_END, opening + 3)
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
    closing = closing_at(state, COMMENT_END, state.pos + 3)
    if not 0 <= closing <= state.posMax - 3:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = f"<!--{state.src[state.pos + 3 : closing]}-->"
    state.pos = closing + 3
    return True


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take the indented lines below `!!! note "Title"` as a box."""
    line = line_at(state, start)
    opening = ADMONITION.fullmatch(line) if line.startswith(("!!!", "???", "===")) and not state.is_code_block(start) else None
    if opening is None:
        return False
    last = behind = start + 1
    while behind < end and (state.isEmpty(behind) or state.sCount[behind] >= state.blkIndent + ADMONITION_INDENT):
        behind += 1
        last = last if state.isEmpty(behind - 1) else behind
    if last == start + 1:
        return False
    if not silent:
        token = state.push("admonition_open", "", 1)
        token.map = [start, last]
        kind = (opening["kind"] or "").split()
        token.meta = {"kind": kind[0] if kind else "", "title": opening["title"] or opening["tab"] or ""}
        state.blkIndent += ADMONITION_INDENT
        state.md.block.tokenize(state, start + 1, last)
        state.blkIndent -= ADMONITION_INDENT
        state.push("admonition_close", "", -1)
        state.line = last
    return True


def _html_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a table of HTML with the empty lines in it."""
    first = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not TABLE.match(state.src, first):
        return False
    closing = closing_at(state, TABLE_END, first)
    last = bisect_left(state.eMarks, closing, start)
    if closing < 0 or last >= end:
        return False
    if not silent:
        while last + 1 < end and not state.isEmpty(last + 1):
            last += 1
        token = state.push("html_block", "", 0)
        token.map = [start, last + 1]
        token.content = state.getLines(start, last + 1, state.blkIndent, True)
        state.line = last + 1
    return True


def _label(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Take a line that says nothing to readers: a target, a break between cells, what an abbreviation stands for."""
    line = line_at(state, start)
    if not line.startswith(LABEL_OPENINGS) or state.is_code_block(start) or not LABEL.fullmatch(line.rstrip()):
        return False
    if not silent:
        state.line = start + 1
    return True


def _role(state: StateInline, silent: bool) -> bool:
    """Take what a role of MyST shows: its text, without the target behind it."""
    found = ROLE.match(state.src, state.pos, state.posMax) if state.src.startswith("{", state.pos) else None
    if found is None:
        return False
    if not silent and not SILENT_ROLES.fullmatch(found[1]):
        targeted = TARGETED.fullmatch(found[3])
        content = " ".join((targeted[1] if targeted else found[3]).split())
        if tag := ELEMENT_ROLES.get(found[1]):
            return element(state, tag, content, found.end(), silent)
        kind = "formula" if found[1] == FORMULA_ROLE else "code_inline" if found[1] in CODE_ROLES else "text"
        state.push(kind, "" if kind == "text" else "code", 0).content = content
    state.pos = found.end()
    return True


def closing_at(state: StateBlock | StateInline, pattern: re.Pattern[str], start: int) -> int:
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
        if not line and depth <= 0:
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

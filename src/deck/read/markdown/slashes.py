"""Boxes and leaves of directives that are written without three colons: PyMdown's slashes, MDC's and remark's two colons."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from deck.read.markdown.rules import INTERRUPTS, MOST_OPTIONS, Colons, closing_at, line_at, options_end
from deck.read.vocabulary import callout_kind, names

SLASHES = re.compile(r"/{3,}[ \t]+([a-z][\w-]*)(?:[ \t]*\|[ \t]*(.*?))?[ \t]*")
SLASHES_END = re.compile(r"^[ \t>]*/{3,}[ \t]*$", re.MULTILINE)
TWO = re.compile(r"::([a-zA-Z][\w-]*)(?:\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\])?(\{[^{}]*\})?[ \t]*")
TWO_END = re.compile(r"^[ \t>]*::[ \t]*$", re.MULTILINE)
CLOSING = re.compile(r"(/{3,}|::)[ \t]*")
OPENINGS = ("///", "::")
# of MDC's boxes
SLOT = re.compile(r"#(?:default|title|description|body|header|footer|content|code|summary|actions|icon|left|right)[ \t]*")
OPTION_INDENT = 4
VALUE = re.compile(r"[ \t]*([\w-]+)[ \t]*:[ \t]*(.*?)[ \t]*")
ATTRIBUTE = re.compile(r"(?<![\w-])([\w-]+)=(?:\"([^\"]*)\"|'([^']*)')")
TITLES = ("title", "label", "summary", "heading", "caption")
# how many boxes are open, in the parser's environment
DEPTH = "open boxes"


def slash_rules(markdown: MarkdownIt) -> None:
    """Teach a parser these boxes: each line that opens or closes one becomes a token "colons"; a leaf the paragraph that it says."""
    markdown.block.ruler.before("table", "slashes", _slashes, {"alt": INTERRUPTS})
    markdown.block.ruler.before("table", "two_colons", _two_colons, {"alt": INTERRUPTS})
    markdown.block.ruler.before("table", "box_end", _box_end, {"alt": INTERRUPTS})


def _slashes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take the line that opens a box of PyMdown's, with its options."""
    line = line_at(state, start)
    found = SLASHES.fullmatch(line) if line.startswith("///") and not state.is_code_block(start) else None
    if found is None or not _known(found[1]) or closing_at(state, SLASHES_END, state.eMarks[start]) < 0:
        return False
    if not silent:
        behind, said = start + 1, {}
        while behind < min(end, start + MOST_OPTIONS) and state.sCount[behind] >= state.blkIndent + OPTION_INDENT:
            value = VALUE.fullmatch(line_at(state, behind))
            if value is None:
                break
            said[value[1]], behind = value[2], behind + 1
        title = "" if found[1] in names("directives", "untitled") else found[2] or ""
        _open(state, start, behind, Colons(callout_kind(said.get("type", "")) or found[1], title), "/")
    return True


def _known(kind: str) -> bool:
    return bool(callout_kind(kind)) or kind in names("directives", "slashes")


def _two_colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take the line that opens a box of MDC's, with its options, or a leaf of remark's."""
    line = line_at(state, start)
    found = TWO.fullmatch(line) if line.startswith("::") and not state.is_code_block(start) else None
    if found is None:
        return False
    # what says its words in brackets is a leaf of remark's
    boxed = found[2] is None and closing_at(state, TWO_END, state.eMarks[start]) >= 0
    if not boxed and found[2] is None and found[3] is None:
        return False
    if silent:
        return True
    said = {name: double or single for name, double, single in ATTRIBUTE.findall(found[3] or "")}
    behind = start + 1
    if boxed:
        behind = options_end(state, behind, end)
        values = (VALUE.fullmatch(line_at(state, line)) for line in range(start + 2, behind - 1))
        said |= {value[1]: value[2].strip("\"'") for value in values if value}
    title = found[2] or next(filter(None, map(said.get, TITLES)), "")
    if boxed:
        kind = callout_kind(found[1]) and (callout_kind(said.get("type", "")) or callout_kind(found[1]))
        _open(state, start, behind, Colons(kind or found[1], title), ":")
    elif title:
        _paragraph(state, start, title)
    state.line = behind
    return True


def _box_end(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Take the line that closes a box, or names a slot of it, where one is open."""
    line = line_at(state, start)
    if SLOT.fullmatch(line) and _opened(state, ":") and not state.is_code_block(start):
        state.line = state.line if silent else start + 1
        return True
    found = CLOSING.fullmatch(line) if line.startswith(OPENINGS) and not state.is_code_block(start) else None
    if found is None or not _opened(state, found[1][0]):
        return False
    if not silent:
        state.env[DEPTH][found[1][0]] -= 1
        _push(state, start, start + 1, Colons("", ""))
    return True


def _opened(state: StateBlock, mark: str) -> int:
    return int(state.env.get(DEPTH, {}).get(mark, 0))


def _open(state: StateBlock, start: int, behind: int, colons: Colons, mark: str) -> None:
    state.env.setdefault(DEPTH, {})[mark] = _opened(state, mark) + 1
    _push(state, start, behind, colons)


def _push(state: StateBlock, start: int, behind: int, colons: Colons) -> None:
    token = state.push("colons", "", 0)
    token.meta, token.map = colons._asdict(), [start, behind]
    state.line = behind


def _paragraph(state: StateBlock, start: int, text: str) -> None:
    state.push("paragraph_open", "p", 1).map = [start, start + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text.strip(), [start, start + 1], []
    state.push("paragraph_close", "p", -1)
    state.line = start + 1

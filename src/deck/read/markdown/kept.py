"""Text that CommonMark and GitHub's tables drop or change, and its author wrote: surplus cells of a row, marks within bare addresses."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as gfm_table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline

from deck.read.markdown.rules import line_at

SCHEMES = ("http", "https", "ftp")
# up to what may end an address in prose
ADDRESS = re.compile(r"://[^\s<>*\"'()\[\]{}|\\^`~]*[\w/#=&-]")


def kept_text(markdown: MarkdownIt) -> None:
    """Let a parser keep the cells of a row that are more than its table has columns, and bare addresses as they are written."""
    markdown.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    markdown.inline.ruler.before("emphasis", "bare_address", _bare_address)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = len(state.tokens)
    if not gfm_table(state, start, end, silent):
        return False
    # the tokens of a row: its opening, three for each cell, its end
    opened = -1
    for at in range(first, len(state.tokens)):
        kind = state.tokens[at].type
        if kind == "tr_open":
            opened = at
        elif kind == "tr_close":
            cells = _cells(line_at(state, (state.tokens[opened].map or [start])[0]))
            columns = (at - opened) // 3
            if len(cells) > columns:
                state.tokens[at - 2].content = " | ".join(cells[columns - 1 :])
    return True


def _cells(line: str) -> list[str]:
    cells = escapedSplit(line.strip())
    return [cell.strip() for cell in cells[cells[0] == "" : len(cells) - (len(cells) > 1 and cells[-1] == "")]]


def _bare_address(state: StateInline, silent: bool) -> bool:
    """Take the rest of a bare address behind its scheme as text: no underscore in it opens emphasis."""
    if not state.src.startswith("://", state.pos) or not state.pending.endswith(SCHEMES):
        return False
    found = ADDRESS.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True

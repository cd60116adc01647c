"""HTML that is never closed, ended at the next empty line: to CommonMark it goes on to the end of the article, and no author means that."""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from deck.read.markdown.rules import closing_at


class Raw(NamedTuple):
    """HTML whose inside is none: how it opens, what closes it, and how that is written."""

    opening: re.Pattern[str]
    closing: re.Pattern[str]
    written: str


RAW = (
    Raw(re.compile(r"<!--"), re.compile(r"-->"), "-->"),
    *(
        Raw(re.compile(rf"<{name}\b[^>\n]*>?", re.IGNORECASE), re.compile(rf"</{name}", re.IGNORECASE), f"</{name}>")
        for name in ("script", "style")
    ),
    Raw(re.compile(r"<\?"), re.compile(r"\?>"), "?>"),
    Raw(re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>"), "]]>"),
)


def unclosed(markdown: MarkdownIt) -> None:
    """Let a block of raw HTML without an end stop at the next empty line; its token has ("opening", "closing") as "unclosed" in `meta`."""
    markdown.block.ruler.before("html_block", "unclosed", _unclosed, {"alt": ["paragraph", "reference", "blockquote"]})


def _unclosed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<", first) or state.is_code_block(start):
        return False
    raw, opening = next(((raw, found) for raw in RAW if (found := raw.opening.match(state.src, first))), (None, None))
    if raw is None or opening is None or 0 <= closing_at(state, raw.closing, opening.end()) < state.eMarks[end - 1]:
        return False
    last = start + 1
    while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        last += 1
    if state.skipEmptyLines(last) >= end:
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.map, token.meta = [start, last], {"unclosed": (opening[0], raw.written)}
        token.content = f"{state.getLines(start, last, state.blkIndent, False)}{raw.written}\n"
        state.line = last
    return True

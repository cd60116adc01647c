"""What stands around text and says nothing: commands for pages, marks of captions, anchors in headings."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from deck.read.markdown.rules import line_at

# Pandoc's and Quarto's pauses and pages, and what Quarto's editor writes for an empty line; each is a paragraph of its own
LINE = re.compile(r"\\(?:newpage|pagebreak|clearpage|cleardoublepage|tableofcontents|listoffigures|listoftables|maketitle)?|\. \. \.")
OPENINGS = ("\\", ".")
CAPTION = re.compile(r":[ \t]+(?=\S)")
ANCHOR = re.compile(r"\[\]\(<?#[^()<>\s]*>?\)")


def silent_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Leave out a paragraph of a command."""
    line = line_at(state, start)
    if silent or not line.startswith(OPENINGS) or state.is_code_block(start) or not LINE.fullmatch(line.rstrip()):
        return False
    if start + 1 < end and not state.isEmpty(start + 1):
        return False
    state.line = start + 1
    return True


def unmarked(state: StateCore) -> None:
    """Take Pandoc's colon from a table's caption, and from headings the anchors that show nothing."""
    for at, token in enumerate(state.tokens):
        if token.type != "inline":
            continue
        opening = state.tokens[at - 1].type
        if opening == "heading_open" and "[](" in token.content:
            token.content = ANCHOR.sub("", token.content)
        elif opening == "paragraph_open" and token.content.startswith(":"):
            beside = (state.tokens[at - 2].type if at > 1 else "", *(behind.type for behind in state.tokens[at + 2 : at + 3]))
            if "table_close" in beside or "table_open" in beside:
                token.content = CAPTION.sub("", token.content, count=1)

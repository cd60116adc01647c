"""Lines with a meaning of their own: those that say nothing, headings without a space, lists that a table of contents replaces."""

from __future__ import annotations

import re
from bisect import bisect_left

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from deck.read.markdown.emphasis import spaceless
from deck.read.markdown.rules import INTERRUPTS, closing_at, line_at

# MkDocs' and VitePress' lines that import a file, the mark between Hugo Book's columns
SILENT = re.compile(r";?-{1,}8<-{1,}(?:[ \t]+(?:\"[^\"]*\"|'[^']*'))?[ \t]*|<<<[ \t]*[@.~/][^\s<>]*(?:[ \t]*[\[{].*)?[ \t]*|<-{3,}>[ \t]*")
SILENT_OPENINGS = (";", "-", "<")
SNIPPETS = re.compile(r"-{1,}8<-{1,}[ \t]*")
SNIPPET_NAME = re.compile(r";?[ \t]*[\w./:~-]+\.\w+(?::[\w:,-]+)?[ \t]*")
MOST_SNIPPETS = 50
# Grav's end of the summary, kramdown's end of a block: with empty lines around them
APART = re.compile(r"(?:={3,}|\^)[ \t]*")
# two or more, and what is no punctuation right behind them
TIGHT = re.compile(r"(#{2,6})(?=[^\s#,.;:!?)\]}])(.*\S)")
# a single one may be a tag: only before a letter of a script without spaces, with no other on its line
TIGHT_ONE = re.compile(r"(#)(?=\w)([^#]*[^\s#])\s*")
SPACED = re.compile(r"^ {0,3}#{1,6}[ \t]", re.MULTILINE)
REPLACED = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
REPLACES = re.compile(r"\{:[ \t]*toc(?:[ \t][^{}]*)?\}[ \t]*")
# kramdown's extensions
COMMENT = "{::comment}"
COMMENT_END = re.compile(r"\{:/(?:comment)?\}")
EXTENSION = re.compile(r"\{:(?::(?:nomarkdown|options)\b[^{}\n]*|/(?:nomarkdown|comment|options)?)\}")
# where no space is left before what is taken out
BEHIND = re.compile(r"[\s.,;:!?)]|\Z")
# the end of a card's head (sphinx-design)
HEAD_END = re.compile(r"\^{3,}[ \t]*")
# MyST's comments; in other dialects they are prose, and names in braces may be Quarto's languages
REMARK = "%"
MYST = re.compile(r"^(?:`{3,}|:{3,})\{(?!(?:python|r|julia|ojs|dot|mermaid)\b)[a-z]|^\([\w:.-]+\)=[ \t]*$", re.MULTILINE)
CARD = re.compile(r"\{(?:grid-item-)?card\}")


def line_rules(markdown: MarkdownIt) -> None:
    """Teach a parser these lines; the head of a card is a paragraph with "strong" in its `meta`."""
    block = markdown.block.ruler
    block.before("table", "silent", _silent, {"alt": INTERRUPTS})
    block.before("table", "apart", _apart)
    block.before("table", "toc", _toc)
    block.before("table", "tight_heading", _tight_heading, {"alt": INTERRUPTS})
    block.before("attributes", "kramdown_comment", _comment_block, {"alt": INTERRUPTS})
    block.before("table", "card_head", _card_head)
    block.before("table", "remark", _remark)
    markdown.inline.ruler.before("link", "kramdown_extension", _extension)


def _silent(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a line that stands for a file, or a file's names between two marks."""
    line = line_at(state, start)
    if not line.startswith(SILENT_OPENINGS) or state.is_code_block(start) or not SILENT.fullmatch(line):
        return False
    behind = start + 1
    if SNIPPETS.fullmatch(line):
        while behind < min(end, start + MOST_SNIPPETS) and SNIPPET_NAME.fullmatch(line_at(state, behind)):
            behind += 1
        if behind == start + 1 or behind >= end or not SNIPPETS.fullmatch(line_at(state, behind)):
            return False
        behind += 1
    if not silent:
        state.line = behind
    return True


def _remark(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Take a line of a comment where the text has directives or targets of MyST."""
    if silent or not line_at(state, start).startswith(REMARK) or state.is_code_block(start) or closing_at(state, MYST, 0) < 0:
        return False
    state.line = start + 1
    return True


def _apart(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a mark that stands between empty lines."""
    if silent or state.is_code_block(start) or not APART.fullmatch(line_at(state, start)):
        return False
    if (start and not state.isEmpty(start - 1)) or (start + 1 < end and not state.isEmpty(start + 1)):
        return False
    state.line = start + 1
    return True


def _toc(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take the list of one item that kramdown puts a table of contents in the place of."""
    if silent or start + 1 >= end or state.is_code_block(start) or not REPLACES.fullmatch(line_at(state, start + 1)):
        return False
    if not REPLACED.match(line_at(state, start)):
        return False
    state.line = start + 2
    return True


def _tight_heading(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Take a heading whose author left out the space behind its marks."""
    line = line_at(state, start)
    if not line.startswith("#") or state.is_code_block(start):
        return False
    found = TIGHT.match(line) or (None if silent else _tight_one(state, start))
    if found is None:
        return False
    if not silent:
        marks, text = found[1], found[2]
        # as many marks behind the text close it; C# keeps its own
        text = text.removesuffix(marks) if len(text) - len(text.rstrip("#")) == len(marks) else text
        state.line = start + 1
        opening = state.push("heading_open", f"h{len(marks)}", 1)
        opening.map, opening.markup = [start, start + 1], marks
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = text.strip(), [start, start + 1], []
        state.push("heading_close", f"h{len(marks)}", -1).markup = marks
    return True


def _tight_one(state: StateBlock, start: int) -> re.Match[str] | None:
    """Return a heading of one mark: alone between empty lines, with text below it, in an article that writes no heading with a space."""
    line = line_at(state, start)
    found = TIGHT_ONE.fullmatch(line)
    if found is None or not spaceless(found[2][0]) or state.level or (start and not state.isEmpty(start - 1)):
        return None
    below = start + 1
    while below < state.lineMax and state.isEmpty(below):
        below += 1
    if below >= state.lineMax or line_at(state, below).startswith("#") != bool(TIGHT.match(line_at(state, below))):
        return None
    return found if closing_at(state, SPACED, 0) < 0 else None


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a comment of kramdown's from its line to the line that ends it."""
    first = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(COMMENT, first) or state.is_code_block(start):
        return False
    ending = closing_at(state, COMMENT_END, first + len(COMMENT))
    last = bisect_left(state.eMarks, ending, start)
    found = COMMENT_END.match(state.src, ending) if ending >= 0 else None
    if found is None or last >= end or state.src[found.end() : state.eMarks[last]].strip():
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.map, token.content = [start, last + 1], f"<!--{state.src[first + len(COMMENT) : ending].replace('--', '- -')}-->"
        state.line = last + 1
    return True


def _extension(state: StateInline, _silent: bool) -> bool:
    """Take the marks of kramdown's extensions, and a comment between them."""
    if not state.src.startswith("{:", state.pos):
        return False
    if state.src.startswith(COMMENT, state.pos):
        ending = closing_at(state, COMMENT_END, state.pos)
        found = COMMENT_END.match(state.src, ending, state.posMax) if ending >= 0 else None
    else:
        found = EXTENSION.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if state.pending.endswith(" ") and BEHIND.match(state.src, found.end()):
        state.pending = state.pending[:-1]
    state.pos = found.end()
    return True


def _card_head(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take the mark that ends the head of a card, with the line above it."""
    if silent or state.isEmpty(start) or state.is_code_block(start):
        return False
    mark = next((line for line in (start, start + 1) if line < end and HEAD_END.fullmatch(line_at(state, line))), -1)
    if mark < 0 or closing_at(state, CARD, 0) < 0 or state.sCount[mark] < state.blkIndent:
        return False
    if mark > start:
        state.push("paragraph_open", "p", 1).map = [start, mark]
        state.tokens[-1].meta = {"strong": True}
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = line_at(state, start).strip(), [start, mark], []
        state.push("paragraph_close", "p", -1)
    state.line = mark + 1
    return True

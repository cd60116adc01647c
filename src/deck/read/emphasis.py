"""Where `*` opens and closes emphasis, as East Asian authors mean it: they write no spaces for CommonMark's rule to hold on to."""

from __future__ import annotations

import unicodedata

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.rules_inline.state_inline import Delimiter


def east_asian_emphasis(markdown: MarkdownIt) -> None:
    """Let a wide character beside `*` stand for the space that CommonMark (section 6.2, flanking) asks for beside punctuation."""
    markdown.inline.ruler.at("emphasis", _tokenize)


def wide(character: str) -> bool:
    """Tell whether a character takes the width of two: Chinese, Japanese, Korean and their punctuation."""
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def _tokenize(state: StateInline, silent: bool) -> bool:
    start = state.pos
    end = start + len(state.src[start : state.posMax]) - len(state.src[start : state.posMax].lstrip("*"))
    before = state.src[start - 1] if start else " "
    behind = state.src[end] if end < state.posMax else " "
    if silent or end == start or not (wide(before) or wide(behind)):
        return emphasis.tokenize(state, silent)
    opens, closes = _may_open(before, behind), _may_open(behind, before)
    for _ in range(end - start):
        state.push("text", "", 0).content = "*"
        state.delimiters.append(Delimiter(ord("*"), end - start, len(state.tokens) - 1, -1, opens, closes))
    state.pos = end
    return True


def _may_open(outside: str, inside: str) -> bool:
    if isWhiteSpace(ord(inside)):
        return False
    return wide(inside) or not _punctuation(inside) or isWhiteSpace(ord(outside)) or _punctuation(outside) or wide(outside)


def _punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)

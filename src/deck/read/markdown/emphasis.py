"""Where `*`, `_` and `~~` open and close emphasis, as authors mean it: CommonMark's rule leaves the marks of many in their text."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline, emphasis, strikethrough
from markdown_it.rules_inline.state_inline import Delimiter

STARS = re.compile(r"\*+")
# `2 ** 3`, `(**options`, `**/*.py`: what opens no bold words
LITERAL = re.compile(r"[/\\*=.,;:!?)\]}>&|+-]")
NOTHING_ENDS = re.compile(r"[/\\=&|+#$@-]")
# so many stars are bold
SHORTEST, LONGEST = 2, 3
HANGUL = ("\uac00", "\ud7a3")
# behind these a sentence or a head is over, so that `**Lead: **the rest` ends there
ENDINGS = frozenset(":：.。!！?？…")
EAST_ASIAN_CLOSERS = frozenset("：。！？，、；」』）】》〉”’")
OPENERS = frozenset("([{<«‹„“‘「『（【《〈¿¡\"'")


def meant_emphasis(markdown: MarkdownIt) -> None:
    """Let a parser take for bold what its author means to be.

    A wide character beside `*` stands for the space that CommonMark (section 6.2, flanking) asks for beside punctuation; then
    `**` that found no partner are paired where one plainly opens and the other plainly closes: `**Lead:**text`, `** text**`.
    """
    markdown.inline.ruler.at("emphasis", _tokenize)
    markdown.inline.ruler.at("strikethrough", _struck)
    markdown.inline.ruler2.before("emphasis", "meant_bold", _pair_left_over)


def wide(character: str) -> bool:
    """Tell whether a character takes the width of two: Chinese, Japanese, Korean and their punctuation."""
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def spaceless(character: str) -> bool:
    """Tell whether a character is of a script that is written without spaces: a wide one, but no Korean."""
    return wide(character) and not HANGUL[0] <= character <= HANGUL[1]


def _tokenize(state: StateInline, silent: bool) -> bool:
    stars = STARS.match(state.src, state.pos, state.posMax)
    if silent or stars is None:
        return _underscores(state, silent)
    before, behind = _around(state.src, stars.start(), stars.end(), state.posMax)
    if not (wide(before) or wide(behind)):
        return emphasis.tokenize(state, silent)
    _push(state, stars.end(), "*", opens=_may_open(before, behind), closes=_may_open(behind, before))
    return True


def _underscores(state: StateInline, silent: bool) -> bool:
    """Take `__` behind East Asian punctuation as closing: `__Title：__text`; any other as CommonMark does."""
    start = state.pos
    before, behind = _around(state.src, start, start + 2, state.posMax)
    if silent or not state.src.startswith("__", start) or before not in EAST_ASIAN_CLOSERS or behind in "_ ":
        return emphasis.tokenize(state, silent)
    _push(state, start + 2, "_", opens=False, closes=True)
    return True


def _struck(state: StateInline, silent: bool) -> bool:
    """Take `~~` beside a wide character like `**`: `~~Title：~~text`."""
    start = state.pos
    before, behind = _around(state.src, start, start + 2, state.posMax)
    alone = state.src.startswith("~~", start) and "~" not in (before, behind)
    if silent or not alone or not (wide(before) or wide(behind)):
        return strikethrough.tokenize(state, silent)
    state.push("text", "", 0).content = "~~"
    opens, closes = _may_open(before, behind), _may_open(behind, before)
    state.delimiters.append(Delimiter(ord("~"), 0, len(state.tokens) - 1, -1, opens, closes))
    state.pos = start + 2
    return True


def _push(state: StateInline, end: int, marker: str, *, opens: bool, closes: bool) -> None:
    """Push each mark up to `end` as a token and as a delimiter of its own."""
    length = end - state.pos
    for _ in range(length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(Delimiter(ord(marker), length, len(state.tokens) - 1, -1, opens, closes))
    state.pos = end


def _around(source: str, start: int, end: int, limit: int) -> tuple[str, str]:
    return source[start - 1] if start else " ", source[end] if end < limit else " "


def _may_open(outside: str, inside: str) -> bool:
    if isWhiteSpace(ord(inside)):
        return False
    return wide(inside) or not _punctuation(inside) or isWhiteSpace(ord(outside)) or _punctuation(outside) or wide(outside)


def _punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


class _Stars(NamedTuple):
    """A run of stars without partners: where it begins in the list of delimiters, how many, and the text on its two sides."""

    at: int
    length: int
    before: str
    behind: str


def _pair_left_over(state: StateInline) -> None:
    _pair(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _pair(state, meta["delimiters"])


def _pair(state: StateInline, delimiters: list[Delimiter]) -> None:
    """Pair the runs of stars that are left over, the nearest first, never across a pair that was found."""
    matched = {delimiter.end for delimiter in delimiters if delimiter.end >= 0}
    # the runs that wait for a partner, within each pair that is open, and where that ends
    frames: list[tuple[int, list[_Stars]]] = [(len(delimiters), [])]
    at = 0
    while at < len(delimiters):
        while frames[-1][0] <= at:
            frames.pop()
        if delimiters[at].end >= 0:
            frames.append((delimiters[at].end, []))
        stars = _left_over(state, delimiters, at, matched)
        waiting = frames[-1][1]
        if stars and waiting and _closes(stars, waiting[-1]):
            opener = waiting.pop()
            for n in range(stars.length):
                delimiters[opener.at + n].end = at + stars.length - 1 - n
        elif stars and _opens(stars):
            waiting.append(stars)
        at += stars.length if stars else 1


def _left_over(state: StateInline, delimiters: list[Delimiter], at: int, matched: set[int]) -> _Stars | None:
    """Return the run of two or three stars that begins at a place in the list of delimiters, if none of them has a partner."""
    count = 0
    # no run is looked at beyond what makes it too long: one of a million stars is asked about at each of them
    while count <= LONGEST and at + count < len(delimiters) and delimiters[at + count].token == delimiters[at].token + count:
        star = delimiters[at + count]
        if star.marker != ord("*") or star.end >= 0 or at + count in matched:
            break
        count += 1
    if not SHORTEST <= count <= LONGEST:
        return None
    first, last = delimiters[at].token, delimiters[at + count - 1].token
    return _Stars(at, count, _written(state, first - 1), _written(state, last + 1))


def _written(state: StateInline, place: int) -> str:
    """Return what a token says, a line break for the ends of the text, and a letter for what is no text."""
    if not 0 <= place < len(state.tokens):
        return "\n"
    token = state.tokens[place]
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return (token.content or "\n") if token.type in ("text", "text_special") else "x"


def _opens(stars: _Stars) -> bool:
    outside, inside = stars.before[-1], stars.behind[0]
    if inside.isspace():
        return inside != "\n" and (outside == "\n" or wide(outside) or wide(stars.behind.lstrip()[:1]))
    return not LITERAL.match(inside) and (outside.isspace() or outside in OPENERS or wide(outside))


def _closes(stars: _Stars, opener: _Stars) -> bool:
    if stars.length != opener.length:
        return False
    inside, outside = stars.before[-1], stars.behind[0]
    if not inside.isspace():
        return inside not in OPENERS and not NOTHING_ENDS.match(inside)
    ended = stars.before.rstrip()[-1:] in ENDINGS
    return not opener.behind[0].isspace() and (ended or not outside.isalnum())

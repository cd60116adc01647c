"""Marks within text that dialects add: highlights, keys, changes, emoji; they vanish, and what stands between them stays.

Each is a pattern that is matched where its first character stands. It looks no farther than to the next mark of its kind, so that a
line of a million marks takes time in proportion. Where it may be prose (a == b, C++, 3~5, ^_^), the text stays as it is.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from deck.read.markdown.inner import FREE_BEFORE, FREE_BEHIND, Mark, element, inside, said, table, within, words
from deck.read.markdown.placeholders import ANGLES, note_closed
from deck.read.markdown.silent import silent_line, unmarked
from deck.read.markdown.spans import BRACKETS
from deck.read.markdown.wiki import OBSIDIAN, wiki_comments

# what stands right behind a bracket or between quotation marks is an operator
HIGHLIGHT_OPENS = rf"{FREE_BEFORE}(?<![=<>!)\]])(?:(?<![\"'])==|==(?=\w))(?![\s=>])"
HIGHLIGHT = re.compile(rf"{HIGHLIGHT_OPENS}([^=]++(?:=(?!=)[^=]*+)*+)(?<![\s<])==(?![=>]){FREE_BEHIND}")
# `^^` alone is a smile, `++` belongs to languages and counters
INSERTED = re.compile(r"(?<![\w^(])\^\^(?=\w)([^^]++)(?<=[\w.,;!?…)»”])\^\^(?![\w^])")
UNDERLINED = re.compile(rf"{FREE_BEFORE}(?<![+/])\+\+(?=[^\W\d_])([^+=;`]++)(?<=[^\W_])\+\+(?!\+){FREE_BEHIND}")
SHORTEST_WORD = 3
KEY = r"(?:[A-Za-z][A-Za-z0-9-]*|\d|\"[^\"\n+]{1,40}\")"
KEYS = re.compile(rf"{FREE_BEFORE}(?<!\+)\+\+({KEY}(?:\+{KEY}){{0,8}})\+\+(?!\+){FREE_BEHIND}")
LOWERED = re.compile(r"(?<=[A-Za-z\u0391-\u03c9)\]*_])~(\d{1,4}[+-]?|[a-z]{1,8})~(?!~)")
RAISED = re.compile(r"(?<=[\w)\]*.])\^([+-]?\d{1,4}[+-]?|[+-]|[^\W\d_]{1,3})\^(?!\^)" + FREE_BEHIND)
# a sign above or below the line is as long as a plus
MINUS = "\u2212"
LETTER = re.compile(r"[a-z]")
# CriticMarkup; within braces stand none
ADDED = re.compile(r"\{(?:\+\+([^{}]+)\+\+|==([^{}]+)==)\}")
DELETED = re.compile(r"\{--([^{}]+)--\}")
REPLACED = re.compile(r"\{~~([^{}~]*+(?:~(?!>)[^{}~]*+)*+)~>([^{}]*)~~\}")
REMARK = re.compile(r"\{>>[^{}]*<<\}")
# one emoji or several in a row, with their attributes; times, std::x and a:b:c are none
EMOJI = re.compile(r"(?<![A-Za-z0-9_:/\\.@=-])((?::[a-z0-9_+-]{1,60}:)++)(?:\{:?[ \t]*[.#][^{}\n]*\})?(?![A-Za-z0-9_:])")
ICON = re.compile(r"([a-z]+)-[a-z0-9-]+")


def inline_marks(markdown: MarkdownIt) -> None:
    """Let a parser read what stands between the marks of dialects, without the marks."""
    markdown.inline.ruler.before("strikethrough", "marks", _mark)
    markdown.block.ruler.before("table", "silent_line", silent_line)
    markdown.core.ruler.before("inline", "closed", note_closed)
    markdown.core.ruler.before("inline", "unmarked", unmarked)
    wiki_comments(markdown)


def _mark(state: StateInline, silent: bool) -> bool:
    return any(mark(state, silent) for mark in MARKS.get(state.src[state.pos], ()))


def _highlighted(state: StateInline, silent: bool) -> bool:
    found = HIGHLIGHT.match(state.src, state.pos, state.posMax)
    return found is not None and within(state, "mark", found.span(1), found.end(), silent)


def _inserted(state: StateInline, silent: bool) -> bool:
    found = INSERTED.match(state.src, state.pos, state.posMax)
    return found is not None and inside(state, found.span(1), found.end(), silent)


def _underlined(state: StateInline, silent: bool) -> bool:
    """Take `++words++` without its marks; "++i and j++" are counters."""
    found = UNDERLINED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    first, last = found[1].split()[0], found[1].split()[-1]
    short = any(word.isascii() and len(word) < SHORTEST_WORD for word in (first, last))
    return not short and (first != last or first == found[1]) and inside(state, found.span(1), found.end(), silent)


def _keys(state: StateInline, silent: bool) -> bool:
    found = KEYS.match(state.src, state.pos, state.posMax)
    keys = re.findall(KEY, found[1]) if found else []
    if found is None or not any(key.lower() in table("keys") for key in keys):
        return False
    for i, key in enumerate(keys):
        if i:
            said(state, "+", found.end(), silent)
        element(state, "kbd", table("keys").get(key.lower()) or (key.upper() if len(key) == 1 else key.strip('"')), found.end(), silent)
    return True


def _lowered(state: StateInline, silent: bool) -> bool:
    """Take H~2~O, x~i~ and v~max~; other words between tildes are prose."""
    found = LOWERED.match(state.src, state.pos, state.posMax)
    if found is None or found[1] == state.src[state.pos - 1]:
        return False
    if len(found[1]) > 1 and found[1].isalpha() and found[1] not in words("lowered"):
        return False
    return element(state, "sub", found[1].replace("-", MINUS), found.end(), silent)


def _raised(state: StateInline, silent: bool) -> bool:
    """Take x^2^, 1^st^ and e^x^; letters behind a word are prose."""
    found = RAISED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    before, beyond = state.src[state.pos - 1], state.src[state.pos - 2 : state.pos - 1]
    ordinal = found[1] in words("ordinals") and (before.isdigit() or before == "." or found[1] == "TM")
    alone = before.isdigit() or before == ")" or (before.isalpha() and not beyond.isalnum())
    if found[1].isalpha() and not ordinal and not (alone and LETTER.fullmatch(found[1])):
        return False
    return element(state, "sup", found[1].replace("-", MINUS), found.end(), silent)


def _changed(state: StateInline, silent: bool) -> bool:
    """Take CriticMarkup: what is added or highlighted stays, what is deleted is struck through, a remark is no text."""
    at, limit = state.pos, state.posMax
    if found := ADDED.match(state.src, at, limit):
        return within(state, "mark", found.span(2), found.end(), silent) if found[2] else inside(state, found.span(1), found.end(), silent)
    if found := DELETED.match(state.src, at, limit):
        return within(state, "s", found.span(1), found.end(), silent)
    if found := REMARK.match(state.src, at, limit):
        return said(state, "", found.end(), silent)
    if not (found := REPLACED.match(state.src, at, limit)):
        return False
    within(state, "s", found.span(1), found.start(2), silent)
    if found[1] and found[2]:
        said(state, " ", found.start(2), silent)
    return inside(state, found.span(2), found.end(), silent)


def _emoji(state: StateInline, silent: bool) -> bool:
    """Take the short names of emoji as these; icons, which only a site has, say nothing."""
    found = EMOJI.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    shown = [_character(name) for name in found[1].strip(":").split("::")]
    return None not in shown and said(state, "".join(filter(None, shown)), found.end(), silent)


def _character(name: str) -> str | None:
    icon = ICON.fullmatch(name)
    return "" if icon and icon[1] in words("icons") else table("emoji").get(name)


OWN: dict[str, tuple[Mark, ...]] = {
    "=": (_highlighted,),
    "^": (_inserted, _raised),
    "+": (_keys, _underlined),
    "~": (_lowered,),
    "{": (_changed,),
    ":": (_emoji,),
}
# the rules for each character that a mark begins with
MARKS = {first: tuple(mark for rules in (OWN, OBSIDIAN, BRACKETS, ANGLES) for mark in rules.get(first, ())) for first in "=^+~{:[!%@<"}

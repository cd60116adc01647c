"""Links, pictures and footnotes where brackets are heaped: markdown-it looks for the end of each anew, at every level of the others.

Each `[` asks for its `]`, and on the way there every other `[` does the same, down to the parser's limit of nesting (markdown-it-py 4.3,
`helpers/parse_link_label.py`): 60 KB of them took half a minute.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image, link
from mdit_py_plugins.footnote.index import footnote_inline, footnote_ref

Rule: TypeAlias = Callable[[StateInline, bool], bool]
# brackets in each other; what is deeper in a link's text makes it no link, and is looked at again when the parser gets there
DEEPEST = 12
# the mark of a footnote is searched no farther than any author writes it
MARK = re.compile(r"\[\^[^ \n\]]{1,500}\]")


def sparing_brackets(markdown: MarkdownIt) -> None:
    """Let a parser that knows footnotes look for the ends of brackets no more often than it must."""
    ruler = markdown.inline.ruler
    ruler.at("link", partial(_bracketed, link, "["))
    ruler.at("image", partial(_bracketed, image, "!["))
    ruler.at("footnote_inline", partial(_bracketed, footnote_inline, "^["))
    ruler.at("footnote_ref", _footnote_mark)


def _bracketed(rule: Rule, mark: str, state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(mark, state.pos) or _last(state, "]") < state.pos:
        return False
    # a link or picture has its address behind it, or elsewhere in the article
    if mark != "^[" and "references" not in state.env and _last(state, "](") < state.pos:
        return False
    if silent and state.level > DEEPEST:
        # what markdown-it does at its own limit
        state.pos = state.posMax
        return True
    return rule(state, silent)


def _footnote_mark(state: StateInline, silent: bool) -> bool:
    return bool(MARK.match(state.src, state.pos, state.posMax)) and footnote_ref(state, silent)


def _last(state: StateInline, wanted: str) -> int:
    """Return where something stands for the last time, -1 for nowhere; each text is searched once."""
    known = state.env.setdefault("last", {})
    found = known.get((state.src, wanted))
    if found is None:
        found = known[state.src, wanted] = state.src.rfind(wanted)
    return int(found)

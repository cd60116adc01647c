"""The parser of Markdown with all that blogs add to it, and what keeps it from dropping text."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from deck.read.markdown.attributes import attributes
from deck.read.markdown.brackets import sparing_brackets
from deck.read.markdown.emphasis import meant_emphasis
from deck.read.markdown.formulas import formula_rules
from deck.read.markdown.kept import kept_text
from deck.read.markdown.lines import line_rules
from deck.read.markdown.marks import inline_marks
from deck.read.markdown.pandoc import pandoc_rules
from deck.read.markdown.rules import dialect_rules, line_at
from deck.read.markdown.slashes import slash_rules
from deck.read.markdown.unclosed import unclosed
from deck.read.markdown.wordpress import wordpress_rules

# lists and quotations in each other; a list takes two. markdown-it drops text below its limit (20 or 100 levels in its presets) without
# a word, so what is nested deeper is made flat before it gets there.
DEEPEST = 60
MARKS = re.compile(r"^(?:[ \t]|>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))+")


@cache
def markdown(*, mdx: bool = False, in_html: bool = False) -> MarkdownIt:
    """Return the parser; in MDX and within HTML indented text is no code, and within HTML a tag opens no block.

    A paragraph that holds what was nested too deep has "flat" in the `meta` of its token.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": 2 * DEEPEST}).enable(["table", "strikethrough"])
    # whatever it leads to, a link is no text: whether it may lead there is asked where its address is read
    parser.validateLink = _anywhere  # type: ignore[method-assign]
    parser.use(deflist_plugin).use(footnote_plugin, inline=True, move_to_end=False)
    sparing_brackets(parser)
    kept_text(parser)
    meant_emphasis(parser)
    dialect_rules(parser)
    formula_rules(parser)
    attributes(parser)
    inline_marks(parser)
    unclosed(parser)
    line_rules(parser)
    slash_rules(parser)
    wordpress_rules(parser)
    pandoc_rules(parser)
    # before all other rules: a box of ours, too, is a level
    parser.block.ruler.before("listing", "flat", _flat)
    # escaped characters stay apart from typed ones, so that `\*\*` is never taken for emphasis
    parser.disable("text_join")
    without = (["code"] if mdx or in_html else []) + (["html_block", "unclosed"] if in_html else [])
    return parser.disable(without)


def _anywhere(url: str) -> bool:
    """Tell that a link is one wherever it leads."""
    return isinstance(url, str)


def _flat(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take all that is nested too deep as one paragraph without its marks."""
    if silent or state.level < DEEPEST:
        return False
    last = start
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
        last += 1
    lines = (MARKS.sub("", line_at(state, number), count=1) for number in range(start, last))
    opening = state.push("paragraph_open", "p", 1)
    opening.map, opening.meta = [start, last], {"flat": True}
    inline = state.push("inline", "", 0)
    inline.map, inline.content, inline.children = [start, last], "\n".join(filter(None, lines)), []
    state.push("paragraph_close", "p", -1)
    state.line = last
    return True

"""Attributes in braces, as kramdown, Pandoc, MyST and Python-Markdown write them: none of them is ever shown."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from deck.read.focus import written_focus
from deck.read.markdown.rules import INTERRUPTS, line_at

# a class begins with a small letter, so that a platform in braces ({.NET}) stays a word
CLASS_OR_VALUE = r"\.[a-z_-][\w-]*|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+)"
WITHIN = rf"(?:#[^\W\d][^\s{{}}]*|{CLASS_OR_VALUE})"
AT_A_HEADING = rf"(?:-|#[^\s{{}}]+|{CLASS_OR_VALUE})"
INLINE = re.compile(rf"(?:\{{:?[ \t]*{WITHIN}(?:[ \t]+{WITHIN})*[ \t]*\}})+")
# kramdown's own words stand alone on a line: {:toc}, {::options /}, {:/comment}, {:centered: .x}, {: centered}
OWN = r"\{:(?:toc(?:[ \t][^{}\n]*)?|[:/][^{}\n]*|[\w-]+:[ \t][^{}\n]*|[ \t]*[\w-]+[ \t]*)\}"
LINE = re.compile(rf"(?:(?:\{{:?[ \t]*{AT_A_HEADING}(?:[ \t]+{AT_A_HEADING})*[ \t]*\}}|{OWN})[ \t]*)+")
LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
LAST = r"(?=[ \t]*(?:$|<!--|\{/\*))"
HEADING = re.compile(rf"(?<!\\)\{{:?[ \t]*{AT_A_HEADING}(?:[ \t]+{AT_A_HEADING})*[ \t]*\}}{LAST}")
MDX_ID = re.compile(rf"\{{/\*[ \t]*#?(?!deck:|notes:)([\w:.-]+)[ \t]*\*/\}}{LAST}")
ID = re.compile(r"#([^\s{}]+)")
LEAST_OF_HEADING = 3  # tokens
# what an attribute may stand right behind: a link or a picture, emphasis, code, a span in brackets, an address
BEARERS = frozenset(")*_`]>")


def attributes(markdown: MarkdownIt) -> None:
    """Let attributes vanish: a line of them, those behind what bears them, those at a line's end; a heading keeps its id in `meta`."""
    markdown.block.ruler.before("table", "attributes", _line, {"alt": INTERRUPTS})
    markdown.inline.ruler.before("link", "attributes", _inline)
    markdown.core.ruler.before("inline", "heading_ids", _heading_ids)


def is_attributes(line: str) -> bool:
    """Tell whether a line holds attributes and nothing else."""
    return bool(LINE.fullmatch(line.strip()))


def _line(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    line = line_at(state, start)
    if not line.startswith("{") or state.is_code_block(start) or not is_attributes(line):
        return False
    if not silent:
        _heading_above(state, start, line)
        _picture_above(state, start, line)
        state.line = start + 1
    return True


def _heading_above(state: StateBlock, start: int, line: str) -> None:
    """Give the heading right above a line of attributes the id in it."""
    if len(state.tokens) < LEAST_OF_HEADING or state.tokens[-1].type != "heading_close":
        return
    opening = state.tokens[-LEAST_OF_HEADING]
    if (name := ID.search(line)) and opening.map and opening.map[1] == start:
        opening.meta["id"] = name[1]


def _picture_above(state: StateBlock, start: int, line: str) -> None:
    """Give the picture that ends the paragraph right above a line of attributes what they say of it."""
    if not written_focus(line) or len(state.tokens) < LEAST_OF_HEADING or state.tokens[-1].type != "paragraph_close":
        return
    above = state.tokens[-2]
    if above.map and above.map[1] == start and above.content.endswith(")"):
        above.content += f'{{focus="{written_focus(line)}"}}'


def _inline(state: StateInline, _silent: bool) -> bool:
    match = INLINE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    borne = state.pos > 0 and state.src[state.pos - 1] in BEARERS
    if not borne and not LINE_END.match(state.src, match.end(), state.posMax):
        return False
    if state.tokens and state.tokens[-1].type == "image" and not state.pending and (focus := written_focus(match[0])):
        state.tokens[-1].meta["focus"] = focus
    state.pos = match.end()
    return True


def _heading_ids(state: StateCore) -> None:
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "heading_open":
            continue
        written = inline.content
        found = HEADING.search(written) or MDX_ID.search(written)
        if found:
            opening.meta["id"] = next((name[1] for name in [ID.search(found[0]) if found.re is HEADING else found] if name), "")
            inline.content = written[: found.start()].rstrip() + written[found.end() :]

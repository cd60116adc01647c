"""Shortcodes of WordPress in brackets, also with the backslashes that its exports to Markdown put before them."""

from __future__ import annotations

import re
from bisect import bisect_left

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from deck.read.markdown.rules import INTERRUPTS, Colons, closing_at, line_at

ARGUMENTS = r"((?:\s(?:[^\[\]\\\n]|\\[^\[\]\n])*)?)"
CAPTION = re.compile(rf"\\?\[caption{ARGUMENTS}\\?\]")
CAPTION_END = re.compile(r"\\?\[/caption\\?\]")
LONGEST_CAPTION = 30  # lines
SAID = re.compile(r"\bcaption=\"([^\"]*)\"")
CODE = re.compile(rf"(\\?)\[(?:code|sourcecode){ARGUMENTS}\\?\](.*)")
CODE_END = re.compile(r"\\?\[/(?:code|sourcecode)\\?\][ \t]*$", re.MULTILINE)
FENCE = re.compile(r"^[ \t>]*(?:`{3}|~{3})", re.MULTILINE)
LANGUAGE = re.compile(r"(?:language|lang)=[\"']?([\w+#.-]+)")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# what shows no words: with arguments it is no text in brackets
PLAYER = r"(?:gallery|audio|video|playlist|youtube|vimeo|wpvideo|googlemaps|contact-form(?:-7)?|embedyt|soundcloud|slideshare|poll)"
SILENT = re.compile(
    rf"(?:\\?\[{PLAYER}[\s=][^\[\]\n]*\]|\\?\[gallery\\?\]|\\?\[embed{ARGUMENTS}\\?\][^\[\]\s]*)(?:\\?\[/(?:{PLAYER}|embed)\\?\])?[ \t]*"
)
BARE = re.compile(r"\[gallery\]")
DEFINED = re.compile(r"^ {0,3}\[gallery\]:", re.MULTILINE)
# the boxes of page builders
BUILT = re.compile(r"\\?\[/?(?:su|vc|et_pb|fusion)\\?_[\w\\-]+(?:\s[^\[\]\n]*)?\\?\]")
BUILT_OPENING = re.compile(r"\\?\[/?(?:su|vc|et|fusion)\\?_")
OPENINGS = ("[", "\\[")


def wordpress_rules(markdown: MarkdownIt) -> None:
    """Teach a parser these: a caption makes a container of tokens "colons", code a fence; what shows no words says nothing."""
    for name, rule in (("captioned", _captioned), ("bracketed_code", _code), ("player", _player), ("built", _built)):
        markdown.block.ruler.before("table", name, rule, {"alt": INTERRUPTS})


def _captioned(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a picture and its caption up to the end of both."""
    first = state.bMarks[start] + state.tShift[start]
    found = CAPTION.match(state.src, first) if state.src.startswith(OPENINGS, first) and not state.is_code_block(start) else None
    ending = closing_at(state, CAPTION_END, found.end()) if found else -1
    last = bisect_left(state.eMarks, ending, start)
    if found is None or ending < 0 or last >= min(end, start + LONGEST_CAPTION) or any(map(state.isEmpty, range(start, last))):
        return False
    if silent:
        return True
    closing = CAPTION_END.match(state.src, ending)
    behind = state.src[closing.end() : state.eMarks[last]] if closing else ""
    lines = state.src[found.end() : ending].split("\n")
    _colons(state, [start, start + 1], Colons("captioned", ""))
    _paragraph(state, [start, last + 1], "\n".join(line.strip() for line in lines))
    if said := SAID.search(found[1]):
        _paragraph(state, [start, start + 1], said[1])
    _colons(state, [last, last + 1], Colons("", ""))
    _paragraph(state, [last, last + 1], behind)
    state.line = last + 1
    return True


def _code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take what stands between the marks of code as it is."""
    line = line_at(state, start)
    found = CODE.fullmatch(line) if line.startswith(OPENINGS) and not state.is_code_block(start) else None
    content = state.eMarks[start] - len(found[3]) if found else 0
    ending = closing_at(state, CODE_END, content) if found else -1
    last = bisect_left(state.eMarks, ending, start)
    fence = closing_at(state, FENCE, content) if found else -1
    if found is None or ending < 0 or last >= end or 0 <= fence < ending:
        return False
    if not silent:
        language = LANGUAGE.search(found[2])
        token = state.push("fence", "", 0)
        token.map, token.info = [start, last + 1], language[1] if language else ""
        inside = state.getLines(start + 1, last, state.sCount[start], True)
        tail = state.src[max(content, state.bMarks[last]) : ending]
        written = (
            (found[3].strip() + "\n" if last > start and found[3].strip() else "") + inside + (tail.rstrip() + "\n" if tail.strip() else "")
        )
        token.content = ESCAPED.sub(r"\1", written) if found[1] else written
        state.line = last + 1
    return True


def _player(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Take a line of pictures, sound or film, which has no words."""
    line = line_at(state, start)
    if not line.startswith(OPENINGS) or state.is_code_block(start) or not SILENT.fullmatch(line):
        return False
    if BARE.match(line) and closing_at(state, DEFINED, 0) >= 0:
        return False
    if not silent:
        state.line = start + 1
    return True


def _built(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Take a line that begins with boxes of a page builder as what else it says."""
    line = line_at(state, start)
    if not line.startswith(OPENINGS) or state.is_code_block(start) or not BUILT_OPENING.match(line) or not BUILT.match(line):
        return False
    if not silent:
        _paragraph(state, [start, start + 1], BUILT.sub("", line))
        state.line = start + 1
    return True


def _colons(state: StateBlock, lines: list[int], colons: Colons) -> None:
    token = state.push("colons", "", 0)
    token.meta, token.map = colons._asdict(), lines


def _paragraph(state: StateBlock, lines: list[int], text: str) -> None:
    if not text.strip():
        return
    state.push("paragraph_open", "p", 1).map = lines
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text.strip(), lines, []
    state.push("paragraph_close", "p", -1)

"""Obsidian's marks: links between notes, embedded files, comments, the ids of blocks."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from deck.read.markdown.inner import FREE_BEFORE, Mark, said, words
from deck.read.markdown.rules import INTERRUPTS, line_at
from deck.read.vocabulary import is_picture

LINK = re.compile(rf"{FREE_BEFORE}(?<![\])#])\[\[(?!\s|[:.=^'-]|\d+,)([^\[\]\n|\"$]+)(?:\|([^\[\]\n]*))?(?<!\s)\]\](?![(\[])")
EMBED = re.compile(r"!\[\[([^\[\]\n|]+)((?:\|[^\[\]\n|]*)*)\]\](?![(\[])")
SIZE = re.compile(r"\d+(?:x\d+)?|left|right|center")
# a comment has no space within its marks, or takes its whole line; %%NAME%% is a place for a name
COMMENT = re.compile(
    r"(?<!\S)%%(?!\w+%%)(?=\w)[^%]*+(?:%(?!%)[^%]*+)*+(?<!\s)%%(?=[\s.,;:!?)]|\Z)"
    r"|(?:(?<=\n)|\A)%%[ \t]+[^%\n]+[ \t]%%[ \t]*(?=\n|\Z)"
)
COMMENT_LINE = "%%"
# six letters and digits, or words joined by hyphens, at the end of a block; on a line of its own any six letters
NAMED = r"(?=[a-z]*\d)[a-z0-9]{6}|[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+"
BLOCK_ID = re.compile(rf"(?:(?<=[ \t])\^(?:{NAMED})|(?:(?<=\n)|\A)\^(?:{NAMED}|[a-z]{{6}}))[ \t]*\Z")
MARKDOWN = re.compile(r"\.(?:md|markdown)(?=#|$)", re.IGNORECASE)


def wiki_comments(markdown: MarkdownIt) -> None:
    """Let a parser leave out the paragraphs between two lines of `%%`."""
    markdown.block.ruler.before("table", "wiki_comment", _comment_block, {"alt": INTERRUPTS})


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not state.src.startswith(COMMENT_LINE, state.bMarks[start] + state.tShift[start]) or state.is_code_block(start):
        return False
    if line_at(state, start).rstrip() != COMMENT_LINE:
        return False
    # a head says that the lines are ornaments between sections
    stops = (n for n in range(start + 1, end) if _stops(state, n))
    last = next(stops, end)
    if last == end or line_at(state, last).rstrip() != COMMENT_LINE:
        return False
    if not silent:
        state.line = last + 1
    return True


def _stops(state: StateBlock, line: int) -> bool:
    """Tell whether a comment ends on a line, or cannot go on there."""
    written = line_at(state, line)
    outside = state.sCount[line] < state.blkIndent and not state.isEmpty(line)
    return outside or written.startswith("#") or written.rstrip() == COMMENT_LINE


def _comment(state: StateInline, silent: bool) -> bool:
    found = COMMENT.match(state.src, state.pos, state.posMax)
    return found is not None and said(state, "", found.end(), silent)


def _block_id(state: StateInline, silent: bool) -> bool:
    found = BLOCK_ID.match(state.src, state.pos)
    return found is not None and found.end() == state.posMax and said(state, "", found.end(), silent)


def _link(state: StateInline, silent: bool) -> bool:
    """Take a link to a note as its words; numbers in double brackets are a matrix or a reference, words of C++ an attribute."""
    found = LINK.match(state.src, state.pos, state.posMax)
    if found is None or not any(map(str.isalpha, found[1])) or found[1].strip() in words("cpp"):
        return False
    if normalizeReference(found[1]) in state.env.get("references", ()):
        return False
    return said(state, (found[2] or "").strip() or _name(found[1]), found.end(), silent)


def _name(target: str) -> str:
    """Return how the target of a link is shown: Note#Head as "Note > Head"."""
    parts = (part.strip() for part in MARKDOWN.sub("", target).split("#"))
    return " > ".join(part for part in parts if part and not part.startswith("^")) or target.strip("#^ ")


def _embed(state: StateInline, silent: bool) -> bool:
    """Take an embedded picture with its caption; another note stands elsewhere."""
    found = EMBED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    source = found[1].strip()
    if is_picture(source.rpartition("/")[2].replace(" ", "_")) and not silent:
        caption = " ".join(part.strip() for part in found[2].split("|") if part.strip() and not SIZE.fullmatch(part.strip()))
        token = state.push("image", "img", 0)
        token.attrs = {"src": state.md.normalizeLink(source), "alt": "", **({"title": caption} if caption else {})}
        token.children = list[Token]()
    state.pos = found.end()
    return True


OBSIDIAN: dict[str, tuple[Mark, ...]] = {"[": (_link,), "!": (_embed,), "%": (_comment,), "^": (_block_id,)}

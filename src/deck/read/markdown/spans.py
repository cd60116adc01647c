"""Brackets with something before or behind them: Pandoc's spans and citations, directives within text, embeds, MyST's empty links."""

from __future__ import annotations

import re

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from deck.read.addresses import decoded
from deck.read.markdown.attributes import INLINE
from deck.read.markdown.inner import BRACKETED, Mark, inside, said, words

SPAN = re.compile(rf"\[{BRACKETED}\](?={{)")
DIRECTIVE = re.compile(rf"(?<![^\s(*_>|]):([A-Za-z][\w-]*)\[{BRACKETED}\](?![(\[])(?:{{[^{{}}\n]*}})?")
EMBED = re.compile(r"@\[([A-Za-z]*)\]\([^()\s]*\)")
# what Pandoc allows before a key, and a page behind it
CITED = r"(?:([^\[\]\n@;,]{1,20})[ \t]+)?-?@(\w[\w:.#$%&+?~-]*)(?:[, \t][^\[\]\n@;]*)?"
CITATION = re.compile(rf"(?<![\w)\]*/])\[((?:{CITED};[ \t]*)*{CITED})\](?![(\[{{:])")
ONE = re.compile(CITED)
KEY = re.compile(r"-?@(?=\w)")
REFERENCE = re.compile(r"(?<![\w.@/])@([a-z]{2,3})-[\w-]+")
EMPTY = re.compile(r"(?<!\w)\[\]\(<?(#?[^()<>\s]+)>?\)(?!\w)")
# an address elsewhere is no name
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
ENDING = re.compile(r"\.(?:md|markdown|ipynb|rst|html?)(?=#|$)", re.IGNORECASE)
FIG_ALT = re.compile(r"fig-alt=(?:\"([^\"\n]*)\"|'([^'\n]*)')")
SIZED = r"(?:[ \t]+=(?:\d+(?:px|%)?)?x?(?:\d+(?:px|%)?)?)"
PICTURE = re.compile(
    rf"!\[((?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\])*+)\]\([ \t]*(?:<([^<>\n]+)>|((?:[^()\n\"'<>]|'(?=\w)|\([^()\n]*\)){{1,500}}?))"
    rf"({SIZED})?(?:[ \t]+(?:\"([^\"\n]*)\"|'([^'\n]*)'))?({SIZED})?[ \t]*\)"
)
ENDS_AS_PICTURE = re.compile(r".*\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?|heic)(?:[?#].*)?", re.IGNORECASE)


def _span(state: StateInline, silent: bool) -> bool:
    """Take [words]{.class} as the words."""
    found = SPAN.match(state.src, state.pos, state.posMax)
    behind = INLINE.match(state.src, found.end(), state.posMax) if found else None
    if found is None or behind is None or normalizeReference(found[1]) in state.env.get("references", ()):
        return False
    return inside(state, found.span(1), behind.end(), silent)


def _directive(state: StateInline, silent: bool) -> bool:
    """Take :name[words]{title="more"} as the words; what has neither a usual name nor attributes is code or a command (:name[0])."""
    found = DIRECTIVE.match(state.src, state.pos, state.posMax)
    meant = found is not None and (found[1].lower() in words("directives") or found[0].endswith("}"))
    return found is not None and meant and inside(state, found.span(2), found.end(), silent)


def _embed(state: StateInline, silent: bool) -> bool:
    found = EMBED.match(state.src, state.pos, state.posMax)
    return found is not None and found[1].lower() in words("embeds") and said(state, "", found.end(), silent)


def _citation(state: StateInline, silent: bool) -> bool:
    """Take [@key2020; @other] in round brackets; one bare name in brackets may be anything (@ada, @media)."""
    found = CITATION.match(state.src, state.pos, state.posMax)
    cited = ONE.findall(found[1]) if found else []
    if found is None or not (len(cited) > 1 or any(map(str.isdigit, cited[0][1]))):
        return False
    if any(before.strip().lower() not in words("cited") for before, _ in cited if before.strip()):
        return False
    if normalizeReference(found[1]) in state.env.get("references", ()):
        return False
    return said(state, f"({KEY.sub('', found[1]).strip()})", found.end(), silent)


def _reference(state: StateInline, silent: bool) -> bool:
    found = REFERENCE.match(state.src, state.pos, state.posMax)
    return found is not None and found[1] in words("references") and said(state, found[0][1:], found.end(), silent)


def _empty_link(state: StateInline, silent: bool) -> bool:
    """Take a link without words as what it leads to; alone it is an anchor."""
    found = EMPTY.match(state.src, state.pos, state.posMax)
    if found is None or ELSEWHERE.match(found[1]) or found.end() - state.pos == len(state.src):
        return False
    path, _, part = ENDING.sub("", found[1]).partition("#")
    return said(state, decoded(part or path.rpartition("/")[2]), found.end(), silent)


def _fig_alt(state: StateInline, silent: bool) -> bool:
    """Give a picture the text for those who do not see it that Quarto's attributes say; what stood in its place is the caption."""
    picture = state.tokens[-1] if state.tokens and not state.pending and not silent else None
    found = INLINE.match(state.src, state.pos, state.posMax) if picture is not None and picture.type == "image" else None
    alt = FIG_ALT.search(found[0]) if found else None
    if found is None or alt is None or picture is None or state.src[state.pos - 1] != ")":
        return False
    caption = "".join(child.content for child in picture.children or [])
    picture.attrs = {"title": caption, **picture.attrs}
    picture.children = [Token("text", "", 0, content=alt[1] or alt[2] or "")]
    state.pos = found.end()
    return True


def _picture(state: StateInline, silent: bool) -> bool:
    """Take a picture with spaces in its address, or with a size behind it (=300x200), as engines do and CommonMark does not."""
    found = PICTURE.match(state.src, state.pos, state.posMax)
    address = (found[2] or found[3]).strip() if found else ""
    if found is None or not ((found[4] or found[7]) or (found[3] and " " in address and ENDS_AS_PICTURE.fullmatch(address))):
        return False
    if not silent:
        title = found[5] or found[6] or ""
        token = state.push("image", "img", 0)
        token.attrs = {"src": state.md.normalizeLink(address), "alt": "", **({"title": title} if title else {})}
        token.children = state.md.inline.parse(found[1], state.md, state.env, [])
    state.pos = found.end()
    return True


BRACKETS: dict[str, tuple[Mark, ...]] = {
    "[": (_span, _citation, _empty_link),
    ":": (_directive,),
    "@": (_embed, _reference),
    "{": (_fig_alt,),
    "!": (_picture,),
}

"""Addresses of links and pictures as their author wrote them, without what only an engine resolves."""

from __future__ import annotations

import re

from markdown_it.common.normalize_url import normalizeLink, normalizeLinkText

# Pelican's places: {static}/a.png, |filename|b.md, as written or as markdown-it encodes them
PLACE = re.compile(r"(?:\{|\||%7B|%7C)(?:static|attach|filename|photo|image|author|category|tag|index)(?:\}|\||%7D|%7C)", re.IGNORECASE)
# what a title looks like where the address before it is gone
TITLE = re.compile(r"%22.*%22|%27.*%27")
# what browsers leave out of an address before they look at it, and what no address begins with
UNSEEN = re.compile(r"[\t\n\r]|^[\x00-\x20\x7f-\xa0\u200b-\u200f\ufeff]+|[\x00-\x20\x7f-\xa0]+$")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# the only links that leave a deck: to pages and to mailboxes
OUTWARD = re.compile(r"https?://[^/?#\s]|mailto:[^?\s]", re.IGNORECASE)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def picture_source(address: str) -> str:
    """Return the source of a picture as its author wrote it; of one that lies elsewhere, its address as it must be asked for."""
    if TITLE.fullmatch(address):
        return ""
    path = PLACE.sub("", address, count=1) if PLACE.match(address) else address
    return path if ELSEWHERE.match(path) else decoded(path)


def link_address(address: str) -> str:
    """Return where a link leads, "" where only its engine knows, or where a deck must not lead: to scripts, files and the like."""
    if PLACE.match(address) or TITLE.fullmatch(address):
        return ""
    bare = UNSEEN.sub("", address)
    whole = f"https:{bare}" if bare.startswith("//") else bare
    if not SCHEME.match(whole):
        return decoded(whole) if whole.startswith("#") else whole
    return normalizeLink(whole) if OUTWARD.match(whole) else ""


def decoded(path: str) -> str:
    """Return a path with the characters that escapes stand for, but for those that would end it (%23, %3F) and for what is no UTF-8."""
    shown = normalizeLinkText(path) if "%" in path else path
    return path if "\ufffd" in shown else shown

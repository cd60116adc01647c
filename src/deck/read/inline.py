"""The inline content of a block as runs, and the pictures in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from markdown_it.token import Token

from deck.model.article import Inline, Run
from deck.model.inline import BREAK, joined
from deck.read.emphasis import spaceless

TAG = re.compile(r"^<\s*(/?)\s*([A-Za-z][\w.-]*)")
STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "code": "code", "kbd": "code", "s": "strike", "del": "strike"}
SPACES = re.compile(r"[ \t]{2,}")


class PictureTag(NamedTuple):
    """A picture met inside text."""

    source: str
    alt: str
    title: str


class Content(NamedTuple):
    """What a block of text holds: `comments` are the texts of those met inside."""

    runs: Inline
    pictures: tuple[PictureTag, ...] = ()
    comments: tuple[str, ...] = ()


def content_of(children: list[Token]) -> Content:
    """Return the runs of an inline token's children, neighbours of one style joined; pictures and comments are taken out."""
    runs: list[Run] = []
    pictures: list[PictureTag] = []
    comments: list[str] = []
    style = Run("")
    for token in children:
        if token.type == "image":
            pictures.append(PictureTag(str(token.attrs.get("src", "")), _alt(token), str(token.attrs.get("title") or "")))
        elif token.type == "html_inline" and token.content.startswith("<!--"):
            comments.append(token.content[4:-3].strip())
        elif token.type == "html_inline":
            tag = TAG.match(token.content)
            if tag and tag.group(2).lower() == "img":
                pictures.append(_img(token.content))
            elif tag and tag.group(2).lower() == "br":
                runs.append(style._replace(text="\n"))
            elif tag and (name := STYLES.get(tag.group(2).lower())):
                style = _with(style, name, not tag.group(1))
        elif (changed := _restyled(token, style)) is not None:
            style = changed
        elif text := _text(token):
            runs.append(style._replace(text=text, code=style.code or token.type == "code_inline"))
    return Content(tuple(_spaced(joined(_broken(runs)))), tuple(pictures), tuple(comments))


def _restyled(token: Token, style: Run) -> Run | None:
    """Return the style behind a token that opens or closes one, None for any other."""
    names = {"strong": "bold", "em": "italic", "s": "strike"}
    kind, _, end = token.type.rpartition("_")
    if kind in names and end in ("open", "close"):
        return _with(style, names[kind], end == "open")
    if token.type == "link_open":
        return style._replace(link=str(token.attrs.get("href", "")))
    if token.type == "link_close":
        return style._replace(link="")
    return None


def _with(style: Run, name: str, on: bool) -> Run:
    """Return a style with one of its switches set."""
    match name:
        case "bold":
            return style._replace(bold=on)
        case "italic":
            return style._replace(italic=on)
        case "strike":
            return style._replace(strike=on)
        case _:
            return style._replace(code=on)


def _text(token: Token) -> str:
    if token.type == "softbreak":
        return "\r"  # decided when its neighbours are known
    if token.type == "hardbreak":
        return "\n"
    return token.content


def _broken(runs: list[Run]) -> Iterator[Run]:
    """Yield runs with soft breaks as spaces, or as nothing between East Asian characters, which are written without."""
    for i, run in enumerate(runs):
        if run.text != "\r":
            yield run
            continue
        before = runs[i - 1].text[-1:] if i else ""
        behind = runs[i + 1].text[:1] if i + 1 < len(runs) else ""
        if not (spaceless(before) and spaceless(behind)):
            yield run._replace(text=" ")


def _spaced(runs: Inline) -> Iterator[Run]:
    """Yield runs without the spaces that mean nothing: doubled ones, those beside a line break, at the beginning or at the end."""
    shown = [run if run.code else run._replace(text=SPACES.sub(" ", BREAK.sub("\n", run.text))) for run in runs]
    last = "\n"
    for i, run in enumerate(shown):
        behind = shown[i + 1].text[:1] if i + 1 < len(shown) else "\n"
        text = run.text
        if not run.code:
            text = text.lstrip(" ") if last in " \n" else text
            text = text.rstrip(" ") if behind == "\n" else text
        if text:
            last = text[-1]
            yield run._replace(text=text)


def _alt(token: Token) -> str:
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or [])


def _img(tag: str) -> PictureTag:
    parser = _Attributes()
    parser.feed(tag)
    return PictureTag(parser.found.get("src", ""), unescape(parser.found.get("alt", "")), unescape(parser.found.get("title", "")))


class _Attributes(HTMLParser):
    """Collects the attributes of the one tag that it is fed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update({name: value or "" for name, value in attrs})

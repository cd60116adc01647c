"""The inline content of a block as runs, and the pictures in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from markdown_it.token import Token

from deck.model.article import MIDDLE, Inline, Picture, Run, Span, plain
from deck.model.inline import BREAK, joined
from deck.read.addresses import link_address, picture_source
from deck.read.characters import clean
from deck.read.focus import focus_of
from deck.read.footnotes import mark_of
from deck.read.markdown.emphasis import spaceless
from deck.read.markup import SILENT
from deck.read.vocabulary import names

TAG = re.compile(r"^<\s*(/?)\s*([A-Za-z][\w.-]*)")
STYLES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("code", "samp", "tt"), "code"),
    **dict.fromkeys(("s", "del", "strike"), "strike"),
    **{name: name for name in ("sub", "sup", "mark", "kbd")},
}
# what opens and closes in the tokens of the parser
PAIRS = {"strong": "bold", "em": "italic", "s": "strike", "sub": "sub", "sup": "sup", "mark": "mark", "kbd": "kbd"}
# the attributes by which components say something to readers
COMPONENT_WORDS = ("title", "label", "heading", "summary", "caption", "text", "description", "alt")
# what ends a line where it stands within text, as in the cell of a table
BREAKS = frozenset(("li", "p", "div", "tr", "dt", "dd"))
# Obsidian's, behind what a picture shows: ![Hall|300](hall.png)
SIZE = re.compile(r"\s*\|\s*(?:\d+(?:x\d+)?|left|right|center)\s*$")
# what may stand between a picture and its caption
BETWEEN = frozenset(("softbreak", "hardbreak", "link_open", "link_close"))
SPACES = re.compile(r"[ \t]{2,}")


class PictureTag(NamedTuple):
    """A picture met inside text."""

    source: str
    alt: str
    title: str
    focus: tuple[float, float] = MIDDLE

    def at(self, span: Span) -> Picture:
        """Return the picture as a block."""
        return Picture(span, self.source, self.alt, self.title, focus=self.focus)


class Content(NamedTuple):
    """What a block of text holds: `comments` are the texts of those met inside, `footnotes` those that stand where they are noted."""

    runs: Inline
    pictures: tuple[PictureTag, ...] = ()
    comments: tuple[str, ...] = ()
    footnotes: tuple[Inline, ...] = ()


def content_of(children: list[Token]) -> Content:
    """Return the runs of an inline token's children, neighbours of one style joined; pictures and comments are taken out."""
    runs: list[Run] = []
    pictures: list[PictureTag] = []
    comments: list[str] = []
    footnotes: list[Inline] = []
    style = Run("")
    for token in _seen(_captioned(children)):
        if token.type == "image":
            pictures.append(_picture(token))
        elif token.type == "footnote_ref":
            note = content_of(token.children).runs if token.children else ()
            footnotes += [note] if note else []
            runs.append(mark_of(f"^{plain(note)}" if note else str(token.meta.get("label", "")), _unspaced(runs) or style))
        elif token.type == "html_inline" and token.content.startswith("<!--"):
            comments.append(token.content[4:-3].strip())
        elif token.type == "html_inline" and (picture := _img(token.content)):
            pictures.append(picture)
        elif token.type == "html_inline":
            style, said = _tag(token.content, style)
            runs += [style._replace(text=said)] if said else []
        elif (changed := _restyled(token, style)) is not None:
            style = changed
        elif text := _text(token):
            code, math = token.type == "code_inline", token.type == "formula"
            runs.append(style._replace(text=text, code=style.code or code, math=math))
    return Content(tuple(_spaced(joined(_broken(runs)))), tuple(pictures), tuple(comments), tuple(footnotes))


def _unspaced(runs: list[Run]) -> Run | None:
    """Return what stands right before, None where that is a space or nothing."""
    return runs[-1] if runs and runs[-1].text[-1:].strip() else None


def _captioned(children: list[Token]) -> list[Token]:
    """Return pictures, and nothing but italics behind each, as pictures with captions; any other tokens as they are."""
    out: list[Token] = []
    at = 0
    while at < len(children):
        token = children[at]
        if token.type == "image":
            out.append(token)
        elif out and out[-1].type == "image" and (end := _italics_end(children, at)):
            title = str(out[-1].attrs.get("title") or "")
            caption = plain(content_of(children[at + 1 : end]).runs)
            out[-1] = out[-1].copy(attrs={**out[-1].attrs, "title": f"{title} {caption}".strip()})
            # what is captioned takes no second one
            out.append(Token("text", "", 0))
            at = end
        elif token.type not in BETWEEN and (token.type != "text" or token.content.strip()):
            return children
        at += 1
    return out


def _italics_end(children: list[Token], at: int) -> int:
    """Return where the italics end that begin at a token, 0 where it begins none."""
    opening = children[at]
    if opening.type == "em_open":
        return next((i for i in range(at + 1, len(children)) if _closes(children[i], opening)), 0)
    tag = TAG.match(opening.content) if opening.type == "html_inline" else None
    if tag is None or tag[1] or tag[2] not in ("em", "i"):
        return 0
    return next((i for i in range(at + 1, len(children)) if children[i].content == f"</{tag[2]}>"), 0)


def _closes(token: Token, opening: Token) -> bool:
    return token.type == "em_close" and token.level == opening.level


def _seen(children: list[Token]) -> Iterator[Token]:
    """Yield tokens but for those within elements that no reader sees; one that is never closed hides nothing."""
    names_of = [_silent_name(token) for token in children]
    last_end = {name: at for at, (name, opens) in enumerate(names_of) if name and not opens}
    hidden = -1
    for at, (token, (name, opens)) in enumerate(zip(children, names_of, strict=True)):
        if name and opens and at > hidden:
            hidden = next((i for i in range(at, last_end.get(name, -1) + 1) if names_of[i] == (name, False)), hidden)
        if at > hidden and not name:
            yield token


def _silent_name(token: Token) -> tuple[str, bool]:
    """Return the name of an element that no reader sees, "" for any other token, and whether its tag opens it."""
    tag = TAG.match(token.content) if token.type == "html_inline" else None
    return (tag[2], not tag[1]) if tag and tag[2] in SILENT else ("", False)


def cell_of(content: Content) -> Inline:
    """Return a cell's text; a picture in it speaks by its alternative text."""
    spoken = " ".join(picture.alt for picture in content.pictures if picture.alt)
    return (*content.runs, Run(f" {spoken}" if content.runs else spoken)) if spoken else content.runs


def component_words(attributes: Mapping[str, str]) -> str:
    """Return what a component of JSX says by its attributes: its title or label, and what describes it."""
    said = (attributes.get(name, "").strip() for name in COMPONENT_WORDS)
    return " – ".join(dict.fromkeys(unescape(words) for words in said if any(map(str.isalpha, words))))


def _tag(written: str, style: Run) -> tuple[Run, str]:
    """Return the style behind a tag of HTML, and what the tag itself says."""
    tag = TAG.match(written)
    if tag is None:
        return style, ""
    opens, name = not tag[1], tag[2].lower()
    if name == "br" or (opens and name in BREAKS):
        return style, "\n"
    if name == "q":
        return style, '"'
    if name == "a":
        return style._replace(link=link_address(_attributes(written).get("href", "")) if opens else ""), ""
    if switch := STYLES.get(name):
        return _with(style, switch, opens), ""
    said = component_words(_attributes(written)) if opens and tag[2] != name else ""
    return style, f"{said} " if said else ""


def _restyled(token: Token, style: Run) -> Run | None:
    """Return the style behind a token that opens or closes one, None for any other."""
    kind, _, end = token.type.rpartition("_")
    if kind in PAIRS and end in ("open", "close"):
        return _with(style, PAIRS[kind], end == "open")
    if token.type == "link_open":
        return style._replace(link=link_address(str(token.attrs.get("href", ""))))
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
        case "sub" | "sup":
            return style._replace(shift=(1 if name == "sup" else -1) if on else 0)
        case "mark":
            return style._replace(mark=on)
        case "kbd":
            return style._replace(key=on)
        case _:
            return style._replace(code=on)


def _text(token: Token) -> str:
    if token.type == "softbreak":
        return "\r"  # decided when its neighbours are known
    if token.type == "hardbreak":
        return "\n"
    # what an entity stands for has not been seen before
    return clean(token.content) if token.type == "text_special" else token.content


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
    shown = [run if run.code or run.math else run._replace(text=SPACES.sub(" ", BREAK.sub("\n", run.text))) for run in runs]
    last = "\n"
    for i, run in enumerate(shown):
        behind = shown[i + 1].text[:1] if i + 1 < len(shown) else "\n"
        text = run.text
        if not (run.code or run.math):
            text = text.lstrip(" ") if last in " \n" else text
            text = text.rstrip(" ") if behind == "\n" else text
        if text:
            last = text[-1]
            yield run._replace(text=text)


def _picture(token: Token) -> PictureTag:
    focus = focus_of(str(token.meta.get("focus", "")))
    return PictureTag(picture_source(str(token.attrs.get("src", ""))), _alt(token), str(token.attrs.get("title") or ""), focus)


def _alt(token: Token) -> str:
    alt = "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or [])
    return SIZE.sub("", alt)


def _img(tag: str) -> PictureTag | None:
    """Return the picture that a tag shows, None for any other tag: `img`, and components named like it."""
    name = TAG.match(tag)
    if name is None or name[1] or name[2].lower() not in names("shortcodes", "pictures"):
        return None
    found = _attributes(tag)
    source = found.get("src") or found.get("data-src", "")
    source = picture_source(source)
    focus = focus_of(found.get("data-focus", found.get("focus", "")), found.get("style", ""))
    shown = PictureTag(source, found.get("alt", ""), found.get("title", found.get("caption", "")), focus)
    return shown if source or name[2] == "img" else None


def _attributes(tag: str) -> Mapping[str, str]:
    parser = _Attributes()
    parser.feed(tag)
    return parser.found


class _Attributes(HTMLParser):
    """Collects the attributes of the one tag that it is fed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update({name: value or "" for name, value in attrs})

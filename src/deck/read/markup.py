"""Raw HTML and JSX as a tree of elements around stretches of Markdown; nothing of it is ever run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

# nothing in these is read by people
SILENT = frozenset(
    (
        "script",
        "style",
        "iframe",
        "svg",
        "template",
        "noscript",
        "object",
        "canvas",
        "video",
        "audio",
        "select",
        "Head",
        "Helmet",
        "head",
        "math",
    )
)
VOID = frozenset(("area", "base", "col", "embed", "hr", "input", "link", "meta", "param", "source", "track"))
# what stays within its line: Markdown's own parser knows what to make of it
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
LITERAL = frozenset(("code", "kbd", "samp", "tt", "var"))
# what an opening closes that its author left open, and what holds that in
IMPLIED = {
    **dict.fromkeys(("li",), (("li",), ("ul", "ol", "menu"))),
    **dict.fromkeys(("dt", "dd"), (("dt", "dd"), ("dl",))),
    **dict.fromkeys(("td", "th"), (("td", "th"), ("tr", "table"))),
    **dict.fromkeys(("tr",), (("td", "th", "tr"), ("table",))),
    **dict.fromkeys(("tbody", "thead", "tfoot"), (("td", "th", "tr", "tbody", "thead", "tfoot"), ("table",))),
}
# elements in each other; deeper ones are read as what is in them
DEEPEST = 40
MARK = re.compile(r"([\\`*_{}\[\]<>#~$|^=:!])")
CLOSINGS = {"<!--": "-->", "{/*": "*/}"}
NEVER_SHOWN = re.compile(r"\s*(<(script|style)\b[^>]*>?)", re.IGNORECASE)
# `<!-->` within a comment ends it
COMMENT_MARK = re.compile(r"<!--(?!-?>)|-->|\{/\*|\*/\}")
NAME = re.compile(r"</?([\w.:-]+)")


class Text(NamedTuple):
    """A stretch of Markdown within HTML and its first line, counted from 0; in `pre` it is no Markdown, but characters."""

    written: str
    line: int

    @property
    def last(self) -> int:
        return self.line + self.written.strip("\n").count("\n")


class Element(NamedTuple):
    """An element and what is in it; `closed` tells whether its own end was found. A lone end has a name that begins with a slash.

    `line` and `last` are its lines, counted from 0.
    """

    name: str
    attributes: Mapping[str, str]
    line: int
    last: int
    children: list[Element | Text]
    closed: bool = False

    def text(self) -> str:
        """Return all that is written in the element and those in it."""
        return "".join(child.text() if isinstance(child, Element) else child.written for child in self.children)


def tree_of(source: str) -> list[Element | Text]:
    """Return what stands in HTML: elements of blocks, and Markdown that may hold tags which stay within a line."""
    reader = _Reader()
    # the parser takes quadratic time over tags that never end; what stands behind the last end of a tag is text
    end = source.rfind(">") + 1
    reader.feed(source[:end])
    reader.close()
    reader.handle_data(source[end:])
    return reader.root()


def without_comments(source: str) -> tuple[str, tuple[str, ...]]:
    """Return HTML with its comments, and those of MDX, as empty lines, and the texts of the comments in order."""
    last = {opening: source.rfind(closing) for opening, closing in CLOSINGS.items()}
    out: list[str] = []
    texts: list[str] = []
    opened, begun, at = "", 0, 0
    for match in COMMENT_MARK.finditer(source):
        mark = match[0]
        if not opened and match.end() <= last.get(mark, -1):
            opened, begun = mark, match.end()
        elif opened and mark == CLOSINGS[opened]:
            text = source[begun : match.start()]
            texts.append(text.strip())
            out += (source[at : begun - len(opened)], "\n" * text.count("\n"))
            opened, at = "", match.end()
    return "".join((*out, source[at:])), tuple(texts)


def never_closed(source: str) -> tuple[str, str, int] | None:
    """Return what opens in HTML and is never closed, what would close it, and the offset of the next empty line; None where all is closed.

    To CommonMark it goes on to the end of the article; no author means that.
    """
    raw = NEVER_SHOWN.match(source)
    at, opening, closing = source.rfind("<!--"), "<!--", "-->"
    if raw and f"</{raw[2].lower()}" not in source.lower():
        at, opening, closing = raw.start(1), raw[1], f"</{raw[2]}>"
    elif at < 0 or source.find("-->", at) >= 0:
        return None
    end = source.find("\n\n", at)
    return (opening, closing, end) if end >= 0 and source[end:].strip() else None


class _Open(NamedTuple):
    name: str
    attributes: dict[str, str]
    line: int
    children: list[Element | Text]


class _Reader(HTMLParser):
    """Builds the tree; the names of components keep their capitals."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._stack = [_Open("", {}, 0, [])]
        self._text: list[str] = []
        self._line = 0
        self._silent: list[str] = []
        self._literal = 0

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002
        """Return the end of `<![CDATA[...]]>` or `<![...>`; the base class of Python 3.11 asserts that it knows the word in it."""
        closing = "]]>" if self.rawdata.startswith("<![CDATA[", i) else ">"
        end = self.rawdata.find(closing, i)
        return end + len(closing) if end >= 0 else -1

    def root(self) -> list[Element | Text]:
        """Return what was read; elements that are open end here."""
        while len(self._stack) > 1:
            self._end(closed=False)
        self._end_text()
        return self._stack[0].children

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        name = _name(written, tag)
        if self._silent or name in SILENT:
            # names are equal or not there: `<svg>` in `<svg>` ends with its own end
            self._silent.append(name)
            return
        if name in INLINE:
            self._inline(name, written, opens=True)
            self._note_language(dict(attrs))
        elif name == "input":
            self._task(dict(attrs))
        elif name not in VOID or name == "hr":
            self._imply(name)
            self._end_text()
            if name == "hr":
                self._stack[-1].children.append(self._alone(name, {}))
            elif len(self._stack) <= DEEPEST:
                self._stack.append(_Open(name, {key: value or "" for key, value in attrs}, self.getpos()[0] - 1, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        name = _name(written, tag)
        if name == "input" and not self._silent:
            self._task(dict(attrs))
        if self._silent or name in SILENT or (name in VOID and name != "hr"):
            return
        if name in INLINE:
            self._write(written)
            return
        self._end_text()
        values = {key: value or "" for key, value in attrs}
        self._stack[-1].children.append(self._alone(name, values))

    def _task(self, attributes: Mapping[str, str | None]) -> None:
        """Write the box of a task, which only an entry of a list has, as Markdown does."""
        if (attributes.get("type") or "").lower() == "checkbox" and any(waiting.name == "li" for waiting in self._stack):
            self._write("[x] " if "checked" in attributes else "[ ] ")

    def handle_endtag(self, tag: str) -> None:
        # the parser keeps no text of an end: its name in capitals is found at its place
        name = self._name_of_end(tag)
        if self._silent:
            while name in self._silent and self._silent.pop() != name:
                pass
        elif name in INLINE:
            self._inline(name, f"</{name}>", opens=False)
        elif any(waiting.name == name for waiting in self._stack[1:]):
            while self._stack[-1].name != name:
                self._end(closed=False)
            self._end(closed=True)
        elif name not in VOID:
            self._end_text()
            self._stack[-1].children.append(self._alone(f"/{name}", {}))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._write(data if self._raw() else MARK.sub(r"\\\1", data) if self._literal else data)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, written: str) -> None:
        if not self._silent:
            self._write(unescape(written) if self._raw() else written)

    def _raw(self) -> bool:
        return any(waiting.name == "pre" for waiting in self._stack)

    def _inline(self, name: str, written: str, *, opens: bool) -> None:
        if self._raw():
            self._write("\n" if name == "br" else "")
            return
        self._literal = max(0, self._literal + (1 if opens else -1)) if name in LITERAL else self._literal
        self._write(written)

    def _note_language(self, values: Mapping[str, str | None]) -> None:
        """Give `pre` the class of the `code` in it, which names its language."""
        if self._stack[-1].name == "pre" and values.get("class"):
            self._stack[-1].attributes["class"] = f"{self._stack[-1].attributes.get('class', '')} {values['class']}"

    def _write(self, text: str) -> None:
        if not self._text:
            self._line = self.getpos()[0] - 1
        self._text.append(text)

    def _imply(self, name: str) -> None:
        """End what the opening of an element ends."""
        closes, within = IMPLIED.get(name, ((), ()))
        while any(waiting.name in closes for waiting in _above(self._stack, within)):
            self._end(closed=True)
        if name not in INLINE and self._stack[-1].name == "p":
            self._end(closed=True)

    def _end(self, *, closed: bool) -> None:
        self._end_text()
        name, attributes, line, children = self._stack.pop()
        self._stack[-1].children.append(Element(name, attributes, line, self.getpos()[0] - 1, children, closed))

    def _alone(self, name: str, values: Mapping[str, str]) -> Element:
        line = self.getpos()[0] - 1
        return Element(name, values, line, line, [], True)

    def _end_text(self) -> None:
        text = "".join(self._text)
        if text.strip():
            above = len(text) - len(text.lstrip("\n"))
            self._stack[-1].children.append(Text(text[above:], self._line + above))
        self._text = []
        self._literal = 0

    def _name_of_end(self, tag: str) -> str:
        return next((waiting.name for waiting in reversed(self._stack) if waiting.name.lower() == tag), tag)


def _above(stack: list[_Open], within: tuple[str, ...]) -> Iterator[_Open]:
    """Yield what is open, from the innermost out to what holds it in."""
    for waiting in reversed(stack[1:]):
        if waiting.name in within:
            return
        yield waiting


def _name(written: str, tag: str) -> str:
    found = NAME.match(written)
    return found[1] if found and found[1] != found[1].lower() else tag

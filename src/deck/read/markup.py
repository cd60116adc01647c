"""Raw HTML as blocks: its text, its headings and its pictures; nothing of it is ever run."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from deck.model.article import Block, Heading, Paragraph, Picture, Run, Span

SILENT = {"script", "style", "iframe", "svg", "template", "noscript", "object"}
BREAKS = {
    "p",
    "div",
    "li",
    "tr",
    "br",
    "summary",
    "figcaption",
    "section",
    "article",
    "blockquote",
    "table",
    "ul",
    "ol",
    "details",
    "td",
    "th",
    "dt",
    "dd",
}
HEADINGS = {f"h{n}": n for n in range(1, 7)}
CLOSINGS = {"<!--": "-->", "{/*": "*/}"}
NEVER_SHOWN = re.compile(r"\s*(<(script|style)\b[^>]*>?)", re.IGNORECASE)
COMMENT_MARK = re.compile(r"<!--|-->|\{/\*|\*/\}")


def without_comments(source: str) -> tuple[str, tuple[str, ...]]:
    """Return HTML with its comments, and those of MDX, as empty lines, and the texts of the comments in order."""
    last = {opening: source.rfind(closing) for opening, closing in CLOSINGS.items()}
    out: list[str] = []
    texts: list[str] = []
    opened, begun, at = "", 0, 0
    for match in COMMENT_MARK.finditer(source):
        mark = match[0]
        if not opened and match.end() <= last.get(mark, -1):
            out.append(source[at : match.start()])
            opened, begun = mark, match.end()
        elif opened and mark == CLOSINGS[opened]:
            text = source[begun : match.start()]
            texts.append(text.strip())
            out.append("\n" * text.count("\n"))
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


def html_blocks(source: str, span: Span) -> tuple[Block, ...]:
    """Return the paragraphs, headings and pictures of an HTML block."""
    reader = _Reader(span)
    # the parser takes quadratic time over tags that never end; what stands behind the last end of a tag is text
    end = source.rfind(">") + 1
    reader.feed(source[:end])
    reader.close()
    reader.handle_data(unescape(source[end:]))
    reader.end_text()
    return tuple(reader.blocks)


class _Reader(HTMLParser):
    def __init__(self, span: Span) -> None:
        super().__init__(convert_charrefs=True)
        self.span = span
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._level = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += 1
        elif tag in BREAKS:
            self.end_text()
        elif tag in HEADINGS:
            self.end_text()
            self._level = HEADINGS[tag]
        elif tag == "img":
            self.end_text()
            values = {name: value or "" for name, value in attrs}
            if values.get("src"):
                self.blocks.append(Picture(self.span, values["src"], values.get("alt", ""), values.get("title", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in BREAKS or tag in HEADINGS:
            self.end_text()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(data)

    def end_text(self) -> None:
        """End the paragraph or heading that is open."""
        text = " ".join("".join(self._text).split())
        if text:
            runs = (Run(text),)
            self.blocks.append(Heading(self.span, self._level, runs) if self._level else Paragraph(self.span, runs))
        self._text, self._level = [], 0

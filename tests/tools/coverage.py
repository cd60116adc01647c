#!/usr/bin/env python3
"""Report the sentences of an article that its deck has lost or put into another section.

usage: coverage.py ARTICLE.md DECK.pptx [--json] [--floor 1.0]

The article's visible text (CommonMark, tables, strikethrough, text of HTML, alt text and title of pictures, code; without front matter,
comments, shortcodes, directives, JSX, heading ids) is cut into fragments at sentence ends, colons, dashes and the edges of bold. Each
fragment must stand, word for word, on a slide of its H2's section, in its notes, tables or alt texts. Slides belong to the section whose
heading is in their title, up to the next section's first slide. A fragment found elsewhere in the deck counts as "moved", one found
nowhere as "lost".
Needs: markdown-it-py, python-pptx. Exit status: 0 share of fragments kept in place >= floor, 1 below.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pptx import Presentation

CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
WORD = re.compile(rf"[{CJK}]|[^\W_{CJK}]+", re.UNICODE)
EDGE = re.compile(r"[.!?…。！？؟।:：;；—–\n|]+")
DIALECT = [
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"\{/\*.*?\*/\}", re.DOTALL),
    re.compile(r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}", re.DOTALL),
    re.compile(r"!\[[^\]]*\]\([^)\n]*\{\{.*?\}\}[^)\n]*\)"),
    re.compile(r"\{\{.*?\}\}"),
    re.compile(r"\s*\{[#:][^}\n]*\}"),
    re.compile(r"^\s*:::+.*$", re.MULTILINE),
    re.compile(r"^(?:import\s(?:\{|.*[\"'])|export\s).*$", re.MULTILINE),
    re.compile(r"\[\^[^\]\s]+\]:?"),
    re.compile(r"(?<=[-*+] )\[[ xX]\](?= )"),
    # what a chart is, and what only points at lines of code
    re.compile(r"^(?:type:.*|(?:title|unit|decimals):)", re.MULTILINE),
    re.compile(r"^[ \t]*(?://|#) highlight-[\w-]+$", re.MULTILINE),
]
# what stands off the line, is highlighted, is a key, or is marked by a role: only the words are compared
MARKED = re.compile(r"(?<!~)~([^~\s]+)~(?!~)|\^([^\^\s]+)\^|==(.+?)==|\+\+([\w+]+)\+\+|\{kbd\}")
# a footnote with the indented lines below it; what may stand before its mark, where no exponent does
FOOTNOTE = re.compile(r"^\[\^([^\]\s]+)\]:.*(?:\n(?:[ \t]+.*|(?=\n[ \t]+\S)))*", re.MULTILINE)
BEFORE_MARK = re.compile(r"(?:^|[.!?,;:…»”)\]]|[^\W\d_]{2}|\d{3})\s*$")
CELLS = re.compile(r"[,;\t]")
# the title of a box (`:::tip[Its title]`) is read
TITLED = re.compile(r"^[ \t]*:::+[ \t]*\w+\[([^\]\n]+)\][ \t]*$", re.MULTILINE)
DIRECTIVE = re.compile(
    r"^(`{3,}|~{3,})\{(?!(?:list|csv)-table\})[\w-]+\}[^\n]*\n((?:[ \t]*:[^\n]*\n)*)(.*?)^\1[ \t]*$", re.DOTALL | re.MULTILINE
)
GROUP = 6


class Fragment(NamedTuple):
    """A piece of a sentence; section 0 stands before the first H2."""

    section: int
    line: int
    text: str


class Coverage(NamedTuple):
    """How many fragments an article has, and which of them its deck lost or moved to another section."""

    fragments: int
    lost: tuple[Fragment, ...]
    moved: tuple[Fragment, ...]

    @property
    def share(self) -> float:
        """Return the share of fragments kept in place."""
        return 1 - (len(self.lost) + len(self.moved)) / self.fragments if self.fragments else 1.0


FORMULA = re.compile(r"(?<![\\\w$])\$(?![\s$])[^$\n]+(?<!\s)\$(?![\w$])|\\\(.+?\\\)|\$`[^`\n]+`\$")


def apart(_formula: re.Match[str]) -> str:
    """Return what parts the words around a formula: its signs are set as signs, and only words are compared."""
    return "\n"


def words(text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\u200b", "").replace("\u2011", "-")
    return [word.casefold() for word in WORD.findall(text)]


def lines_only(match: re.Match[str]) -> str:
    return "\n" * match.group(0).count("\n")


def visible(source: str) -> str:
    """Return the article without front matter and dialect syntax; line numbers are kept."""
    source = source.lstrip("\ufeff").replace("\r\n", "\n")
    source = re.sub(r"\A(-{3,})\n.*?\n(-{3,}|\.\.\.)\n", lines_only, source, count=1, flags=re.DOTALL)
    source = re.sub(r"\A\+\+\+\n.*?\n\+\+\+\n", lines_only, source, count=1, flags=re.DOTALL)
    source = TITLED.sub(r"\1", source)
    source = DIRECTIVE.sub(lambda m: "\n" * (1 + m.group(2).count("\n")) + m.group(3), source)
    for pattern in DIALECT:
        source = pattern.sub(lines_only, source)
    return source


def unmarked(text: str) -> str:
    return MARKED.sub(lambda found: next(filter(None, found.groups()), ""), text)


def html_text(raw: str) -> str:
    alts = " ".join(re.findall(r"<img\b[^>]*?\balt=[\"']([^\"']*)", raw))
    raw = re.sub(r"<(script|style)\b.*?</\1>", "", raw, flags=re.DOTALL | re.IGNORECASE)
    raw = re.sub(r"</?su[bp]>", "", raw, flags=re.IGNORECASE)
    raw = re.sub(r"</(?:t[dh]|caption|li|p)>", "\n", raw, flags=re.IGNORECASE)
    return html.unescape(re.sub(r"<[^>]*>", " ", raw) + (f" {alts}" if alts else ""))


def fenced_text(info: str, content: str) -> str:
    """Return what a reader sees of a fence: code, a chart's values, or a table that is written as lists or as values (MyST)."""
    if info.startswith("chart"):
        return CELLS.sub("\n", content)
    table = re.match(r"\{(list|csv)-table\}(.*)", info)
    if table is None:
        return content
    rows = re.sub(r"^:(?!header:).*\n|^:header:", "", content, flags=re.MULTILINE)
    return f"{table[2]}\n" + (re.sub(r"[\",]+", "\n", rows) if table[1] == "csv" else re.sub(r"^[ *]*- ", "\n", rows, flags=re.MULTILINE))


def inline_text(children: Iterable[Token] | None) -> str:
    out = []
    for token in children or ():
        if token.type in ("text", "code_inline"):
            out.append(token.content)
        elif token.type == "image":
            out.append(f"\n{token.content or ''}\n{token.attrs.get('title', '')}\n")
        elif token.type in ("softbreak", "hardbreak"):
            out.append(" ")
        elif token.type in ("strong_open", "strong_close"):
            out.append("\n")
        elif token.type == "html_inline":
            out.append(html_text(token.content))
    return "".join(out)


def blocks(source: str, formula: Callable[[re.Match[str]], str] = apart) -> Iterator[tuple[int, str, str]]:
    """Yield (line, text, tag) of each block of the article that a reader sees; tag is h1-h6 or ''; `formula` says what one in text is."""
    markdown = MarkdownIt("commonmark", {"maxNesting": 2000}).enable(["table", "strikethrough"])
    # where a link leads is no text, wherever it leads
    markdown.validateLink = lambda _: True  # type: ignore[method-assign,assignment]
    tag = ""
    for token in markdown.parse(visible(source)):
        line = (token.map or [0])[0] + 1
        if token.type == "heading_open":
            tag = token.tag
        elif token.type == "inline":
            text = FORMULA.sub(formula, inline_text(token.children))
            yield line, text if "$$" in text else unmarked(unmarked(text)), tag
            tag = ""
        elif token.type in ("fence", "code_block"):
            yield line, fenced_text(token.info, token.content), ""
        elif token.type == "html_block":
            yield line, html_text(token.content), ""


def article_text(source: str, formula: Callable[[re.Match[str]], str] = apart) -> str:
    return "\n".join(text for _, text, _ in blocks(source, formula))


def fragments(source: str) -> tuple[list[Fragment], list[str]]:
    """Return the fragments of an article, and the words of its H2s, with nothing for what stands before the first."""
    heads, found, starts_at = [""], [], [0]
    for line, text, tag in blocks(source):
        if tag == "h2":
            heads.append(" ".join(words(text)))
            starts_at.append(line)
        found += [Fragment(len(heads) - 1, line, part) for part in EDGE.split(text) if words(part)]
    noted = footnote_sections(source, starts_at)
    return [fragment._replace(section=noted.get(fragment.line, fragment.section)) for fragment in found], heads


def footnote_sections(source: str, starts_at: list[int]) -> dict[int, int]:
    """Return for each line of a footnote the section in which its first mark stands, which is where it is told."""
    found: dict[int, int] = {}
    for note in FOOTNOTE.finditer(source):
        mark = source.find(f"[^{note[1]}]")
        if 0 <= mark < note.start():
            section = sum(start <= source.count("\n", 0, mark) + 1 for start in starts_at) - 1
            first = source.count("\n", 0, note.start()) + 1
            found |= dict.fromkeys(range(first, first + note[0].count("\n") + 1), section)
    return found


def frame_text(frame: Any) -> str:
    """Return the text of a frame without the marks of footnotes."""
    lines = []
    for paragraph in frame.paragraphs:
        said, shifted = "", False
        for child in paragraph._p:
            name = child.tag.rpartition("}")[2]
            text = "\v" if name == "br" else "".join(child.xpath("./*[local-name()='t']/text()")) if name in ("r", "fld") else ""
            raised = name == "r" and text.isdigit() and child.xpath("./*[local-name()='rPr'][@baseline > 0]")
            said += "" if raised and not shifted and BEFORE_MARK.search(said) else text
            shifted = bool(child.xpath("./*[local-name()='rPr'][@baseline != 0]"))
        lines.append(said)
    return "\n".join(lines)


def shape_texts(shapes: Iterable[Any]) -> Iterator[str]:
    for shape in shapes:
        if shape.shape_type == GROUP:
            yield from shape_texts(shape.shapes)
            continue
        if shape.has_text_frame:
            yield frame_text(shape.text_frame)
        if getattr(shape, "has_table", False):
            yield from (frame_text(cell.text_frame) for row in shape.table.rows for cell in row.cells)
        if getattr(shape, "has_chart", False):
            yield " ".join(shape._element.itertext())
        yield " ".join(shape._element.xpath(".//*[local-name()='cNvPr']/@descr"))
        yield " ".join(shape._element.xpath(".//*[local-name()='oMath']//*[local-name()='t']/text()"))


def deck_slides(path: Path) -> list[tuple[str, str]]:
    """Return (title, all text with notes) of each slide, as folded words joined by blanks."""
    out = []
    for slide in Presentation(str(path)).slides:
        parts = list(shape_texts(slide.shapes))
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            parts.append(frame_text(slide.notes_slide.notes_text_frame))
        title = slide.shapes.title.text_frame.text if slide.shapes.title is not None else next(iter(parts), "")
        out.append((" ".join(words(title)[:40]), " " + " ".join(w for p in parts for w in words(p.replace("\v", " "))) + " "))
    return out


def starts(heads: list[str], slides: list[tuple[str, str]]) -> dict[int, int]:
    """Return the first slide of each section whose heading is found in a title."""
    first, at = {0: 0}, 0
    for n, head in enumerate(heads[1:], 1):
        hit = next((i for i in range(at, len(slides)) if head and f" {head} " in f" {slides[i][0]} "), None)
        if hit is not None:
            first[n] = at = hit
    return first


def coverage(article: Path, deck: Path) -> Coverage:
    """Return what of an article its deck has lost or moved."""
    found, heads = fragments(article.read_text("utf-8", "replace"))
    slides = deck_slides(deck)
    whole = "".join(text for _, text in slides)
    first = starts(heads, slides)
    edges = [*sorted(set(first.values())), len(slides)]
    lost: list[Fragment] = []
    moved: list[Fragment] = []
    for fragment in found:
        text = " " + " ".join(words(fragment.text)) + " "
        at = first.get(fragment.section)
        # the closing may follow the last section as a scene of its own, and what stands before a section may open it
        last = len(slides) if at is None or fragment.section == len(heads) - 1 else next(edge for edge in edges if edge > at)
        if text not in "".join(text for _, text in slides[at or 0 : last]):
            (moved if text in whole else lost).append(fragment)
    return Coverage(len(found), tuple(lost), tuple(moved))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", type=Path)
    parser.add_argument("deck", type=Path)
    parser.add_argument("--floor", type=float, default=1.0)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = coverage(args.article, args.deck)
    kinds = (("lost", found.lost), ("moved", found.moved))
    rows = {kind: [{"line": part.line, "text": part.text.strip()[:100]} for part in kept[:40]] for kind, kept in kinds}
    if args.json:
        print(json.dumps({"fragments": found.fragments, "coverage": round(found.share, 4), **rows}, ensure_ascii=False))
    else:
        for kind, kept in rows.items():
            for row in kept:
                print(f"{kind}: line {row['line']}: {row['text']}")
        print(f"{found.fragments} fragments, coverage {found.share:.2%}, {len(found.lost)} lost, {len(found.moved)} moved")
    return 0 if found.share >= args.floor else 1


if __name__ == "__main__":
    sys.exit(main())

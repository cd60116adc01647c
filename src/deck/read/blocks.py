"""Markdown as blocks, each with the lines that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from deck.errors import ArticleError
from deck.model.article import (
    Block,
    Code,
    Directive,
    Heading,
    Inline,
    Item,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    Span,
    SpokenNote,
    Table,
    plain,
)
from deck.read.dialect import TITLE_MARK, plain_markdown
from deck.read.emphasis import east_asian_emphasis
from deck.read.inline import Content, PictureTag, content_of
from deck.read.markup import html_blocks

# markdown-it drops text below its limit (20 or 100 levels in its presets) without a word
DEEPEST = 200
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
ANCHOR = re.compile(r"\s*\{#([\w:.-]+)[^}]*\}\s*$")
MYST = re.compile(r"^\{([\w:-]+)\}\s*(.*)$")
OPTION = re.compile(r"^\s*:[\w-]+:.*$")
TASK = re.compile(r"^\[[ xX]\]\s+")
EMPTY_ANCHOR = re.compile(r"^\s*\{#[\w:.-]+\}\s*$")
CODE_DIRECTIVES = {"code", "code-block", "code-cell", "literalinclude", "mermaid", "math"}


class Source:
    """A stretch of Markdown: the file's name, and how many lines stand above it."""

    def __init__(self, name: str, above: int) -> None:
        self.name = name
        self.above = above

    def span(self, node: SyntaxTreeNode) -> Span:
        first, last = node.map or (0, 1)
        return Span(self.name, self.above + first + 1, self.above + max(last, first + 1))


def read_blocks(body: str, name: str, above: int) -> tuple[Block, ...]:
    """Return the blocks of a Markdown body that begins `above` lines into the file."""
    return _parsed(plain_markdown(body), Source(name, above))


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    east_asian_emphasis(markdown)
    # escaped characters stay apart from typed ones, so that `\*\*` is never taken for emphasis
    return markdown.disable("text_join")


def _parsed(text: str, source: Source) -> tuple[Block, ...]:
    tokens = _markdown().parse(text)
    too_deep = next((token for token in tokens if token.level >= DEEPEST - 1), None)
    if too_deep is not None:
        line = source.above + (too_deep.map or [0])[0] + 1
        raise ArticleError("lists or quotations are nested too deep; flatten them", Span(source.name, line, line))
    return tuple(block for node in SyntaxTreeNode(tokens).children for block in _blocks(node, source))


def _blocks(node: SyntaxTreeNode, source: Source) -> Iterator[Block]:
    """Yield the blocks of a node of the syntax tree."""
    span = source.span(node)
    match node.type:
        case "heading":
            yield from _heading(node, span)
        case "paragraph":
            yield from _paragraph(_inline(node), span)
        case "bullet_list" | "ordered_list":
            items = tuple(_item(child, source) for child in node.children)
            yield Listing(span, node.type == "ordered_list", items, int(node.attrs.get("start", 1)))
        case "blockquote":
            yield Quote(span, tuple(block for child in node.children for block in _blocks(child, source)))
        case "fence":
            yield from _fence(node, span, source)
        case "code_block":
            yield Code(span, node.content)
        case "table":
            yield Table(span, tuple(_row(row) for part in node.children for row in part.children))
        case "hr":
            yield Rule(span)
        case "html_block":
            yield from _html(node.content, span)


def _inline(node: SyntaxTreeNode) -> Content:
    inline = next((child for child in node.children if child.type == "inline"), None)
    token = inline.token if inline is not None else None
    return content_of(token.children or []) if token is not None else Content((), ())


def _heading(node: SyntaxTreeNode, span: Span) -> Iterator[Block]:
    """Yield a heading and the pictures in it; one of pictures alone speaks by their alternative text."""
    content = _inline(node)
    found = ANCHOR.search(_written(node))
    yield Heading(span, int(node.tag[1]), content.runs or _cell(content), found.group(1) if found else "")
    yield from (_picture(picture, span) for picture in content.pictures)


def _written(node: SyntaxTreeNode) -> str:
    return "".join(child.content for child in node.children)


def _paragraph(content: Content, span: Span) -> Iterator[Block]:
    text = plain(content.runs)
    if text.strip() and not EMPTY_ANCHOR.match(text):
        yield Paragraph(span, content.runs)
    for picture in content.pictures:
        yield _picture(picture, span)


def _picture(tag: PictureTag, span: Span) -> Picture:
    return Picture(span, tag.source, tag.alt, tag.title)


def _item(node: SyntaxTreeNode, source: Source) -> Item:
    blocks = [block for child in node.children for block in _blocks(child, source)]
    if blocks and isinstance(blocks[0], Paragraph):
        task = TASK.match(plain(blocks[0].text))
        if task and blocks[0].text[0].text.startswith("["):
            first, *others = blocks[0].text
            blocks[0] = Paragraph(blocks[0].span, (first._replace(text=first.text[task.end() :]), *others))
    return Item(source.span(node), tuple(blocks))


def _row(node: SyntaxTreeNode) -> tuple[Inline, ...]:
    return tuple(_cell(_inline(cell)) for cell in node.children)


def _cell(content: Content) -> Inline:
    """Return a cell's text; a picture in it speaks by its alternative text."""
    spoken = " ".join(picture.alt for picture in content.pictures if picture.alt)
    return (*content.runs, Run(f" {spoken}" if content.runs else spoken)) if spoken else content.runs


def _fence(node: SyntaxTreeNode, span: Span, source: Source) -> Iterator[Block]:
    """Yield a fence as code, or, where its language is a MyST directive, as what the directive makes of it."""
    directive = MYST.match(node.info.strip())
    if directive is None:
        yield Code(span, node.content, node.info.split()[0] if node.info.split() else "")
        return
    kind, title = directive.group(1), directive.group(2).strip()
    lines = node.content.split("\n")
    options = next((i for i, line in enumerate(lines) if not OPTION.match(line)), len(lines))
    inside = Source(source.name, span.first + options)
    content = "\n".join(lines[options:])
    if kind in CODE_DIRECTIVES:
        yield Code(span, content, title)
    elif kind in ("figure", "image"):
        alt = next((line.partition(":alt:")[2].strip() for line in lines[:options] if ":alt:" in line), "")
        yield Picture(span, title, alt)
        yield from _parsed(content, inside)
    else:
        if title:
            yield from _parsed(f"**{title}**", Source(source.name, span.first - 1))
        yield from _parsed(content, inside)


def _html(content: str, span: Span) -> Iterator[Block]:
    """Yield what an HTML block says; the program's own comments as what they ask for."""
    for comment in COMMENT.finditer(content):
        text = comment.group(1).strip()
        if text.startswith("deck:"):
            yield Directive(span, _values(text.removeprefix("deck:")))
        elif text.startswith("notes:"):
            yield SpokenNote(span, tuple(_texts(_parsed(text.removeprefix("notes:").strip(), Source("", 0)))))
        elif text.startswith(TITLE_MARK):
            yield from _parsed(f"**{text.removeprefix(TITLE_MARK).strip()}**", Source(span.path, span.first - 1))
    yield from html_blocks(COMMENT.sub("", content), span)


def _values(text: str) -> tuple[tuple[str, str], ...]:
    """Return "a=b c" as pairs; a bare word is true."""
    pairs = (word.partition("=") for word in text.split())
    return tuple((key, value if equals else "true") for key, equals, value in pairs)


def _texts(blocks: tuple[Block, ...]) -> Iterator[Inline]:
    """Yield the text of the blocks, paragraph by paragraph."""
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield text
            case Quote(blocks=inner):
                yield from _texts(inner)
            case Listing(items=items):
                for item in items:
                    yield from _texts(item.blocks)
            case Code(text=written):
                yield (Run(written.rstrip("\n"), code=True),)
            case Table(rows=rows):
                yield from (cell for row in rows for cell in row)

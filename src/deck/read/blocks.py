"""Markdown as blocks, each with the lines that it came from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from deck.errors import ArticleError
from deck.findings import Finding, Severity
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
from deck.model.inline import one_line
from deck.read.attributes import attributes, is_attributes
from deck.read.comments import pairs_of
from deck.read.dialect import LeftOut, without_dialect
from deck.read.emphasis import meant_emphasis
from deck.read.inline import Content, PictureTag, content_of
from deck.read.markup import html_blocks, never_closed, without_comments
from deck.read.rules import OPTION, colons_of, dialect_rules
from deck.read.vocabulary import names

# markdown-it drops text below its limit (20 or 100 levels in its presets) without a word
DEEPEST = 200
BRACED = re.compile(r"\{([\w:-]+)\}\s*(.*)")
LANGUAGE = re.compile(r"\{?[.=]?([\w+#.-]*)")
TASK = re.compile(r"^\[[ xX]\]\s+")
RAW = re.compile(r"\s*<pre", re.IGNORECASE)


class Source:
    """A stretch of Markdown: the file's name, how many lines stand above it, and what is noticed and left out in the whole file."""

    def __init__(self, name: str, above: int, whole: Source | None = None) -> None:
        self.name = name
        self.above = above
        self.left_out: list[LeftOut] = whole.left_out if whole else []
        self.unclosed: list[Finding] = whole.unclosed if whole else []

    def span(self, node: SyntaxTreeNode) -> Span:
        first, last = node.map or (0, 1)
        return Span(self.name, self.above + first + 1, self.above + max(last, first + 1))

    def inside(self, above: int) -> Source:
        """Return a stretch within the same file."""
        return Source(self.name, above, self)

    def ends(self, line: int, opening: str, closing: str, where: str) -> None:
        """Note that what opens on a line is never closed, and where it is taken to end."""
        message = f"`{opening}` is never closed, so it ends {where}; close it with `{closing}`"
        self.unclosed.append(Finding("D103", Severity.WARNING, message, Span(self.name, line, line)))

    def findings(self) -> tuple[Finding, ...]:
        """Return a warning for each thing that is never closed, and for each name that was left out, at its first line."""
        times = Counter(out.name for out in self.left_out)
        once: dict[str, LeftOut] = {}
        for out in sorted(self.left_out, key=lambda out: out.line):
            once.setdefault(out.name, out)
        return (*self.unclosed, *(_warning(out, times[name], self.name) for name, out in once.items()))


def read_blocks(body: str, name: str, above: int) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Return the blocks of a Markdown body that begins `above` lines into the file, and what was left out of it."""
    source = Source(name, above)
    blocks = tuple(block for outer in _parsed(body, source) for block in _aside(outer))
    return blocks, source.findings()


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    meant_emphasis(markdown)
    dialect_rules(markdown)
    attributes(markdown)
    return markdown


def _parsed(text: str, source: Source) -> tuple[Block, ...]:
    plain_text, left_out = without_dialect(text, _markdown())
    source.left_out += (out._replace(line=source.above + out.line + 1) for out in left_out)
    tokens = _markdown().parse(plain_text)
    too_deep = next((token for token in tokens if token.level >= DEEPEST - 1), None)
    if too_deep is not None:
        line = source.above + (too_deep.map or [0])[0] + 1
        raise ArticleError("lists or quotations are nested too deep; flatten them", Span(source.name, line, line))
    return tuple(_each(SyntaxTreeNode(tokens).children, source))


def _warning(out: LeftOut, times: int, name: str) -> Finding:
    often = f" ({times} times)" if times > 1 else ""
    message = f"`{out.shown}` is not known, so it is left out{often}; write what it says as text"
    return Finding("D102", Severity.WARNING, message, Span(name, out.line, out.line))


def _aside(block: Block) -> Iterator[Block]:
    """Yield a block, and behind it the notes and settings that stood inside: they are the section's, wherever they stand."""
    found: list[Block] = []
    kept = _without_asides(block, found)
    yield kept
    yield from found


def _without_asides(block: Block, found: list[Block]) -> Block:
    match block:
        case Quote(blocks=inner):
            return block._replace(blocks=_kept(inner, found))
        case Listing(items=items):
            return block._replace(items=tuple(item._replace(blocks=_kept(item.blocks, found)) for item in items))
    return block


def _kept(blocks: tuple[Block, ...], found: list[Block]) -> tuple[Block, ...]:
    found += (block for block in blocks if isinstance(block, Directive | SpokenNote))
    return tuple(_without_asides(block, found) for block in blocks if not isinstance(block, Directive | SpokenNote))


def _each(nodes: Iterable[SyntaxTreeNode], source: Source) -> Iterator[Block]:
    """Yield the blocks of nodes that follow each other."""
    following = iter(nodes)
    for node in following:
        if node.type == "colons" and node.meta["kind"] == "notes":
            yield from _spoken_note(node, following, source)
        else:
            yield from _blocks(node, source)


def _spoken_note(opening: SyntaxTreeNode, following: Iterator[SyntaxTreeNode], source: Source) -> Iterator[Block]:
    """Yield the note between `::: notes` and the colons that close it; one that is never closed ends before the next heading."""
    inside: list[SyntaxTreeNode] = []
    last, depth = opening, 1
    for node in following:
        last = node
        if node.type == "colons":
            depth += 1 if node.meta["kind"] or node.meta["title"] else -1
        if not depth:
            break
        if node.type != "colons" or node.meta["kind"] != "notes":
            inside.append(node)
    rest: list[SyntaxTreeNode] = []
    if depth:
        source.ends(source.span(opening).first, "::: notes", ":::", "before the next heading")
        stop = next((i for i, node in enumerate(inside) if node.type == "heading"), len(inside))
        inside, rest = inside[:stop], inside[stop:]
        last = inside[-1] if inside else opening
    span = Span(source.name, source.span(opening).first, source.span(last).last)
    yield SpokenNote(span, tuple(_texts(tuple(_each(inside, source)))))
    yield from _each(rest, source)


def _blocks(node: SyntaxTreeNode, source: Source) -> Iterator[Block]:
    """Yield the blocks of a node of the syntax tree."""
    span = source.span(node)
    match node.type:
        case "heading":
            yield from _heading(node, source)
        case "paragraph":
            yield from _paragraph(_inline(node), span, source)
        case "bullet_list" | "ordered_list":
            items = tuple(_item(child, source) for child in node.children)
            yield Listing(span, node.type == "ordered_list", items, int(node.attrs.get("start", 1)))
        case "blockquote":
            yield Quote(span, tuple(_each(node.children, source)))
        case "fence":
            yield from _fence(node, span, source)
        case "code_block":
            yield Code(span, node.content)
        case "table":
            rows = [[_inline(cell) for cell in row.children] for part in node.children for row in part.children]
            yield Table(span, tuple(tuple(_cell(cell) for cell in row) for row in rows), _aligns(node))
            yield from _asides((comment for row in rows for cell in row for comment in cell.comments), span, source)
        case "hr":
            yield Rule(span)
        case "html_block":
            yield from _html(node.content, span, source)
        case "colons":
            yield from _titled(node.meta["kind"], node.meta["title"], node.meta["options"], source.span(node), source)


def _aligns(table: SyntaxTreeNode) -> tuple[str, ...]:
    """Return how the columns of a table are aligned: "left", "center", "right", "" where its author does not say."""
    head = next((cell for part in table.children for row in part.children for cell in [row.children]), [])
    return tuple(str(cell.attrs.get("style", "")).partition(":")[2].strip() for cell in head)


def _inline(node: SyntaxTreeNode) -> Content:
    inline = next((child for child in node.children if child.type == "inline"), None)
    token = inline.token if inline is not None else None
    return content_of(token.children or []) if token is not None else Content(())


def _heading(node: SyntaxTreeNode, source: Source) -> Iterator[Block]:
    """Yield a heading, the pictures in it and what its comments ask for; one of pictures alone speaks by their alternative text."""
    content, span = _inline(node), source.span(node)
    yield Heading(span, int(node.tag[1]), content.runs or _cell(content), str(node.meta.get("id", "")))
    yield from (_picture(picture, span) for picture in content.pictures)
    yield from _asides(content.comments, span, source)


def _paragraph(content: Content, span: Span, source: Source) -> Iterator[Block]:
    if plain(content.runs).strip():
        yield Paragraph(span, content.runs)
    yield from (_picture(picture, span) for picture in content.pictures)
    yield from _asides(content.comments, span, source)


def _asides(comments: Iterable[str], span: Span, source: Source) -> Iterator[Block]:
    """Yield what comments of ours ask for; any other says nothing."""
    for text in comments:
        if text.startswith("deck:"):
            yield Directive(span, pairs_of(text.removeprefix("deck:")))
        elif text.startswith("notes:"):
            yield SpokenNote(span, tuple(_texts(_parsed(text.removeprefix("notes:").strip(), source.inside(span.first - 1)))))


def _picture(tag: PictureTag, span: Span) -> Picture:
    return Picture(span, tag.source, tag.alt, tag.title)


def _item(node: SyntaxTreeNode, source: Source) -> Item:
    blocks = list(_each(node.children, source))
    if blocks and isinstance(blocks[0], Paragraph):
        task = TASK.match(plain(blocks[0].text))
        if task and blocks[0].text[0].text.startswith("["):
            first, *others = blocks[0].text
            blocks[0] = Paragraph(blocks[0].span, (first._replace(text=first.text[task.end() :]), *others))
    return Item(source.span(node), tuple(blocks))


def _cell(content: Content) -> Inline:
    """Return a cell's text; a picture in it speaks by its alternative text."""
    spoken = " ".join(picture.alt for picture in content.pictures if picture.alt)
    return (*content.runs, Run(f" {spoken}" if content.runs else spoken)) if spoken else content.runs


def _fence(node: SyntaxTreeNode, span: Span, source: Source) -> Iterator[Block]:
    """Yield a fence as code, or, where its language is a MyST directive, as what the directive makes of it."""
    directive = BRACED.fullmatch(node.info.strip())
    kind, title = (directive[1], directive[2]) if directive else ("", "")
    if not any(kind in names("directives", known) for known in ("pictures", "code", "text")):
        language = LANGUAGE.match(node.info.strip())
        yield Code(span, node.content, language[1] if language else "")
        return
    lines = node.content.split("\n")
    options = next((i for i, line in enumerate(lines) if not OPTION.fullmatch(line)), len(lines))
    content = "\n".join(lines[options:])
    if kind in names("directives", "code"):
        yield Code(span, content, title)
        return
    above = tuple(_titled(kind, title, lines[:options], span, source))
    yield from _captioned((*above, *_parsed(content, source.inside(span.first + options))))


def _captioned(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with the paragraph behind a picture that opens them as its caption (docutils, directive "figure")."""
    match blocks:
        case Picture() as picture, Paragraph(text=text), *others:
            return (picture._replace(caption=plain(one_line(text))), *others)
        case _:
            return blocks


def _titled(kind: str, title: str, options: list[str], span: Span, source: Source) -> Iterator[Block]:
    """Yield what a directive says by itself: a picture, or its title in bold."""
    if kind in names("directives", "pictures"):
        alt = next((line.partition(":alt:")[2].strip() for line in options if ":alt:" in line), "")
        yield Picture(span, title, alt)
    elif title:
        yield from _parsed(f"**{title}**", source.inside(span.first - 1))


def _html(content: str, span: Span, source: Source) -> Iterator[Block]:
    """Yield what an HTML block says; the program's own comments as what they ask for."""
    if open_end := never_closed(content):
        opening, closing, end = open_end
        above = content.count("\n", 0, end)
        source.ends(span.first + content.count("\n", 0, content.index(opening)), opening, closing, "at the next empty line")
        yield from _html(content[:end] + closing, span._replace(last=span.first + above), source)
        yield from _parsed(content[end:].lstrip("\n"), source.inside(span.first - 1 + above + _breaks(content[end:])))
        return
    if RAW.match(content):
        yield from html_blocks(content, span)
        return
    written, comments = without_comments(content)
    yield from _asides(comments, span, source)
    if comments and content.lstrip().startswith("<!--"):
        # to CommonMark all of the line is HTML, to the author what stands behind a comment is Markdown like any other
        empty = written[: len(written) - len(written.lstrip("\n"))]
        yield from _parsed(empty + written.strip(), source.inside(span.first - 1))
    else:
        yield from html_blocks("\n".join(_shown(line) for line in written.split("\n")), span)


def _breaks(text: str) -> int:
    return len(text) - len(text.lstrip("\n"))


def _shown(line: str) -> str:
    """Return what a line of HTML says that is none: the title of a directive; attributes say nothing."""
    if line.lstrip().startswith(":::"):
        return colons_of(line).title
    return "" if is_attributes(line) else line


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
            case Picture(alt=alt) if alt:
                yield (Run(alt),)

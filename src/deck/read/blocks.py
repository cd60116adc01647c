"""Markdown as blocks, each with the lines that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from deck.findings import Finding
from deck.model.article import (
    Block,
    Callout,
    Code,
    Directive,
    Footnote,
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
from deck.model.inline import bold
from deck.read.charts import from_chart, is_chart
from deck.read.codes import FORMULA, fenced, indented, without_fences
from deck.read.comments import pairs_of, with_asides_behind
from deck.read.containers import COLONS, NOTES, Closing, Opening, Piece, made, paired, texts_of
from deck.read.dialect import Dialect, LeftOut, without_dialect
from deck.read.dialect.jsx import imported, is_box
from deck.read.directives import ALT, Directed, directed, heads_of
from deck.read.elements import Reading, done_of, entry, pieces_of
from deck.read.footnotes import with_footnotes
from deck.read.inline import Content, cell_of, content_of
from deck.read.markdown import markdown
from deck.read.markdown.nodes import Node
from deck.read.markdown.rules import Colons
from deck.read.markup import Element, Text, never_closed, tree_of, without_comments
from deck.read.source import PLAIN, Source
from deck.read.tables import aligns_of, from_values, is_line, pictures_of
from deck.read.vocabulary import callout_kind, names

# GitHub's and Obsidian's call-outs: > [!tip]- Title
CALL_OUT = re.compile(r"\[!([\w-]+)(?:\|[^\]\n]*)?\][+-]?[ \t]*([^\n]*)(?:\n|$)")
# a file without an ending of MDX may be MDX all the same: with modules braces hold expressions, components are in other dialects, too
MODULE = re.compile(r"^(?:import\s.+\sfrom\s+[\"']|import\s+[\"']|export\s+(?:const|default|function)\b)", re.MULTILINE)
COMPONENT = re.compile(r"^(?:</?[A-Z][\w.]*(?:[\s/>]|$)|\{/\*)", re.MULTILINE)
TAG_ALONE = re.compile(r"</?[A-Za-z][\w.:-]*(?:[^<>\n]*>)?\s*(?:\n|$)|<[A-Za-z][\w.:-]*\s[^<>]*\n[^<>]*>")
# an address between angle brackets is no tag (CommonMark 6.5)
AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>")
FOOTNOTE = re.compile(r"^[ \t>]*\[\^([^\[\]\s]+)\]:", re.MULTILINE)
# directives in each other; deeper ones are code
DEEPEST = 12


def read_blocks(body: str, name: str, above: int) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Return the blocks of a Markdown body that begins `above` lines into the file, and what was noticed in it."""
    written = without_fences(body)
    modules = name.endswith(".mdx") or bool(MODULE.search(written))
    dialect = Dialect(modules, imported(written), frozenset(FOOTNOTE.findall(written)))
    source = Source(name, above, mdx=modules or bool(COMPONENT.search(written)), dialect=dialect)
    blocks = with_footnotes(tuple(block for outer in _parsed(body, source) for block in with_asides_behind(outer)))
    return blocks, source.findings()


def _parsed(text: str, source: Source) -> tuple[Block, ...]:
    return _paired(_pieces(text, source), source)


def _paired(pieces: Iterable[Piece], source: Source) -> tuple[Block, ...]:
    return paired(pieces, source.unclosed_at)


def _pieces(text: str, source: Source) -> Iterator[Piece]:
    """Yield the blocks of Markdown, and where containers open and close."""
    parser = markdown(mdx=source.mdx, in_html=source.in_html)
    plain_text, left_out = without_dialect(text, parser, source.dialect)
    source.left_out += (out._replace(line=source.above + out.line + 1) for out in left_out)
    env: dict[str, Any] = source.env()
    tokens = parser.parse(plain_text, env)
    for token in tokens:
        if token.meta.get("flat"):
            source.flattened((token.map or [0])[0])
        if html := token.meta.get("unclosed"):
            source.ends(source.above + (token.map or [0])[0] + 1, html[0], html[1], "at the next empty line")
        _with_footnotes(token, env)
    yield from _each(Node(tokens).children, source)


def _with_footnotes(token: Token, env: Mapping[str, Any]) -> None:
    """Give the marks of footnotes that are written where they stand the tokens of their text, which the plug-in keeps apart."""
    for child in token.children or []:
        if child.type == "footnote_ref":
            child.children = env["footnotes"]["list"][child.meta["id"]].get("tokens")


def _each(nodes: Iterable[SyntaxTreeNode], source: Source) -> Iterator[Piece]:
    for node in nodes:
        yield from _piece(node, source)


def _inside(node: SyntaxTreeNode, source: Source) -> tuple[Block, ...]:
    return _paired(_each(node.children, source), source)


def _piece(node: SyntaxTreeNode, source: Source) -> Iterator[Piece]:
    """Yield the blocks of a node of the syntax tree, and where containers open and close in it."""
    span = source.span(node)
    match node.type:
        case "heading":
            yield from _heading(node, source)
        case "paragraph":
            yield from _paragraph(node, span, source)
        case "bullet_list" | "ordered_list":
            items = tuple(_item(child, source) for child in node.children)
            yield Listing(span, node.type == "ordered_list", items, int(node.attrs.get("start", 1)))
        case "dl":
            yield Listing(span, False, tuple(_definitions(node, source)))
        case "blockquote":
            yield _quote(node, span, source)
        case "fence" if is_chart(node.info):
            yield from source.noting(*from_chart(node.info, node.content, span, _titled))
        case "fence":
            yield from _fence(node, span, source)
        case "code_block":
            yield Code(span, *indented(node.content))
        case "formula_block":
            yield fenced(span, node.content, FORMULA)
        case "table":
            yield from _table(node, span, source)
        case "hr":
            yield Rule(span)
        case "html_block":
            yield from _html(node.content, span, source)
        case "colons":
            yield from _colons(Colons(**node.meta), span)
        case "admonition":
            kind = callout_kind(node.meta["kind"])
            yield from made(Opening(span, kind, _titled(node.meta["title"]), ""), _inside(node, source))
        case "footnote_reference":
            yield Footnote(span, node.meta["label"], tuple(texts_of(_inside(node, source))))


def _written(node: SyntaxTreeNode) -> str:
    return next((child.content for child in node.children if child.type == "inline"), "")


def _inline(node: SyntaxTreeNode) -> Content:
    inline = next((child for child in node.children if child.type == "inline"), None)
    token = inline.token if inline is not None else None
    return content_of(token.children or []) if token is not None else Content(())


def _read_inline(written: str, source: Source | None = None) -> Content:
    """Return what stands in a piece of Markdown without blocks."""
    text = without_dialect(written, markdown(), source.dialect if source else PLAIN)[0].strip()
    (inline,) = markdown().parseInline(text, env := source.env() if source else {})
    _with_footnotes(inline, env)
    return content_of(inline.children or []) if text else Content(())


def _titled(written: str) -> Inline:
    return _read_inline(written).runs


def _heading(node: SyntaxTreeNode, source: Source) -> Iterator[Block]:
    """Yield a heading, the pictures in it and what its comments ask for; one of pictures alone speaks by their alternative text."""
    content, span = _inline(node), source.span(node)
    yield Heading(span, int(node.tag[1]), content.runs or cell_of(content), str(node.meta.get("id", "")))
    yield from _beside(content, span, source)


def _paragraph(node: SyntaxTreeNode, span: Span, source: Source) -> Iterator[Piece]:
    """Yield a paragraph, or, where its author wrote tags over several lines, what these say."""
    written = _written(node)
    tagged = written.startswith("<") and written.rstrip().endswith(">") and not AUTOLINK.match(written)
    if not source.in_html and tagged and (TAG_ALONE.match(written) or is_box(written)):
        yield from _markup(written, span, source)
    else:
        content = _inline(node)
        yield from _said(content._replace(runs=bold(content.runs)) if node.meta.get("strong") else content, span, source)


def _said(content: Content, span: Span, source: Source) -> Iterator[Block]:
    if plain(content.runs).strip():
        yield Paragraph(span, content.runs)
    yield from _beside(content, span, source)


def _beside(content: Content, span: Span, source: Source) -> Iterator[Block]:
    """Yield what stands within text and is none of it: pictures, footnotes, comments."""
    yield from (picture.at(span) for picture in content.pictures)
    yield from (Footnote(span, f"^{plain(note)}", (note,)) for note in content.footnotes)
    yield from _asides(content.comments, span, source)


def _asides(comments: Iterable[str], span: Span, source: Source) -> Iterator[Block]:
    """Yield what comments of ours ask for; any other says nothing."""
    for text in comments:
        if text.startswith("deck:"):
            yield Directive(span, pairs_of(text.removeprefix("deck:")))
        elif text.startswith("tab "):
            # the title of a tab in Hexo's {% tabs %}
            yield Paragraph(span, bold(_titled(text.removeprefix("tab "))))
        elif text.startswith("notes:"):
            yield SpokenNote(span, tuple(texts_of(_parsed(text.removeprefix("notes:").strip(), source.inside(span.first - 1)))))


def _item(node: SyntaxTreeNode, source: Source) -> Item:
    return entry(source.span(node), _inside(node, source), done_of(_written(node.children[0])) if node.children else None)


def _definitions(node: SyntaxTreeNode, source: Source) -> Iterator[Item]:
    """Yield an item for each term of a list of definitions: the term in bold, and what it is said to be."""
    terms: list[tuple[Span, list[Block]]] = []
    for child in node.children:
        span = source.span(child)
        if child.type == "dt":
            content = _inline(child)
            terms.append((span, [Paragraph(span, bold(content.runs)), *_beside(content, span, source)]))
        elif terms:
            terms[-1] = (terms[-1][0]._replace(last=span.last), terms[-1][1])
            terms[-1][1].extend(_inside(child, source))
    yield from (Item(span, tuple(blocks)) for span, blocks in terms)


def _quote(node: SyntaxTreeNode, span: Span, source: Source) -> Block:
    """Return a quotation, or the call-out that its first line makes of it."""
    first = node.children[0] if node.children else None
    written = _written(first) if first is not None else ""
    called = CALL_OUT.match(written) if first is not None and first.type == "paragraph" else None
    if first is None or called is None:
        return Quote(span, _inside(node, source))
    rest = _said(_read_inline(written[called.end() :], source), source.span(first), source)
    others = _paired(_each(node.children[1:], source), source)
    kind, title = callout_kind(called[1]) or "note", _titled(called[2])
    return Callout(span, kind, title, (*rest, *others), called[1].capitalize())


def _table(node: SyntaxTreeNode, span: Span, source: Source) -> Iterator[Block]:
    lines = [row for part in node.children for row in part.children]
    rows = [[_inline(cell) for cell in row.children] for i, row in enumerate(lines) if not i or not is_line(map(_written, row.children))]
    if pictures := pictures_of(rows, span):
        yield from pictures
        return
    yield Table(span, tuple(tuple(cell_of(cell) for cell in row) for row in rows), aligns_of(node))
    yield from (Footnote(span, f"^{plain(note)}", (note,)) for row in rows for cell in row for note in cell.footnotes)
    yield from _asides((comment for row in rows for cell in row for comment in cell.comments), span, source)


def _fence(node: SyntaxTreeNode, span: Span, source: Source) -> Iterator[Piece]:
    """Yield a fence as code, or, where its language is a MyST directive, as what the directive makes of it."""
    found = directed(node.info, node.content)
    if found.directive and source.depth < DEEPEST:
        yield from _directive(found, span, source)
        return
    if above := _titled(found.caption) or tuple(Run(name, bold=True) for name in [found.title] if name):
        yield Paragraph(span, above)
    yield fenced(span, found.content, found.language, found.marked)


def _directive(found: Directed, span: Span, source: Source) -> Iterator[Block]:
    """Yield what a directive makes of the Markdown in it."""
    inside = source.inside(span.first + found.above)
    if found.directive in names("directives", "pictures"):
        yield from made(Opening(span, "figure", (), ""), (Picture(span, found.title, found.alt), *_parsed(found.content, inside)))
        return
    opening = Opening(span, callout_kind(found.directive) or found.directive, _titled(found.title), "", heads=found.heads)
    match found.directive:
        case "csv-table":
            blocks = from_values(found.header, found.heads, found.content, span, _titled)
        case "math":
            formula = "\n".join(filter(None, (found.title, found.content.strip())))
            blocks, opening = (fenced(span, formula, FORMULA),), opening._replace(title=())
        case "button-link" | "button-ref":
            link = found.title if found.directive == "button-link" else ""
            text = _titled(" ".join(found.content.split()) or found.title)
            blocks, opening = (Paragraph(span, tuple(run._replace(link=link) for run in text)),), opening._replace(title=())
        case name:
            blocks = () if name in names("directives", "silent") else _parsed(found.content, inside)
            opening = opening._replace(title=()) if name in names("directives", "silent") else opening
    yield from made(opening, blocks)


def _colons(colons: Colons, span: Span) -> Iterator[Piece]:
    """Yield where a directive of colons opens or closes; a picture among them is there at once."""
    kind = callout_kind(colons.kind) or colons.kind
    if kind in names("callouts", "kinded") and colons.title.islower() and callout_kind(colons.title):
        kind, colons = callout_kind(colons.title), colons._replace(title="")
    if not kind and not colons.title:
        yield Closing(span, COLONS)
        return
    picture = kind in names("directives", "pictures")
    written = f"::: {kind}" if kind == NOTES or callout_kind(kind) else ""
    yield Opening(span, kind, () if picture else _titled(colons.title), COLONS, written, heads_of(colons.options))
    if picture:
        alt = next((said[1] for said in map(ALT.fullmatch, colons.options) if said), "")
        yield Picture(span, colons.title, alt)


def _html(content: str, span: Span, source: Source) -> Iterator[Piece]:
    """Yield what an HTML block says; the program's own comments as what they ask for."""
    if open_end := never_closed(content):
        opening, closing, end = open_end
        above = content.count("\n", 0, end)
        source.ends(span.first + content.count("\n", 0, content.index(opening)), opening, closing, "at the next empty line")
        yield from _html(content[:end] + closing, span._replace(last=span.first + above), source)
        yield from _pieces(
            content[end:].lstrip("\n"), source.inside(span.first - 1 + above + len(content[end:]) - len(content[end:].lstrip("\n")))
        )
        return
    written, comments = without_comments(content)
    yield from _asides(comments, span, source)
    if comments and content.lstrip().startswith("<!--"):
        # to CommonMark all of the line is HTML, to the author what stands behind a comment is Markdown like any other
        empty = written[: len(written) - len(written.lstrip("\n"))]
        yield from _pieces(empty + written.strip(), source.inside(span.first - 1))
    else:
        yield from _markup(written, span, source)


def _markup(written: str, span: Span, source: Source) -> Iterator[Piece]:
    """Yield what HTML and JSX say."""

    def blocks(text: str, line: int) -> Iterator[Piece]:
        return _pieces(text, source.inside(span.first - 1 + line, in_html=True))

    def lines(of: Element | Text) -> Span:
        return span._replace(first=min(span.first + of.line, span.last), last=min(span.first + of.last, span.last))

    def left_out(name: str, line: int) -> None:
        source.left_out.append(LeftOut(f"components {name}", f"<{name} …>", span.first + line))

    reading = Reading(blocks, lambda text: _read_inline(text, source), lambda pieces: _paired(pieces, source), lines, left_out)
    yield from pieces_of(tree_of(written), reading)

"""Elements of HTML and JSX -> blocks: their headings, lists, tables, pictures and boxes, and the Markdown between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import NamedTuple, TypeAlias

from deck.model.article import Block, Code, Heading, Inline, Item, Listing, Paragraph, Picture, Quote, Rule, Run, Span, Table, plain
from deck.model.inline import bold, in_lines, in_one_line, regular
from deck.read.codes import marked_of
from deck.read.containers import SOURCE, Closing, Opening, Piece, made, texts_of
from deck.read.heads import with_head
from deck.read.inline import Content, cell_of, component_words
from deck.read.markup import Element, Text
from deck.read.vocabulary import callout_kind, is_picture, names

HEADING = re.compile(r"h([1-6])")
LISTS = ("ul", "ol", "menu")
CELLS = ("td", "th")
# what holds one paragraph
PARAGRAPHS = ("p", "summary", "figcaption", "caption", "legend", "dt", "button", "address", "option")
# what an entry of a list that is a task opens with, in Markdown and in HTML within it
TASK = re.compile(r"^\[([ xX])\]\s+")
BOX = re.compile(r"\s*(?:<(?:label|p)\b[^>]*>\s*)?<input\b([^>]*)>", re.IGNORECASE)
TICKBOX = re.compile(r"\btype\s*=\s*[\"']?checkbox\b", re.IGNORECASE)
TICKED = re.compile(r"(?<![\w-])checked\b(?!\s*=\s*(?:[\"']?false|\{false))", re.IGNORECASE)
DASHES = ("-", "\u2013", "\u2014", "\u2015")
LANGUAGE = re.compile(r"(?:language|lang|highlight|brush)[-:]\s*([\w+#.-]+)")
MOST_COLUMNS = 100


_Row: TypeAlias = "list[tuple[Element, Inline]]"


class Reading(NamedTuple):
    """How what stands in elements is read.

    `blocks` reads Markdown from a line on, counted from 0, `inline` what stands in a line; `paired` closes what is open among
    pieces; `span` returns the lines of an element or a text; `left_out` is told a component that says nothing.
    """

    blocks: Callable[[str, int], Iterable[Piece]]
    inline: Callable[[str], Content]
    paired: Callable[[Iterable[Piece]], tuple[Block, ...]]
    span: Callable[[Element | Text], Span]
    left_out: Callable[[str, int], None]


def pieces_of(children: Iterable[Element | Text], reading: Reading, *, flow: bool = True) -> Iterator[Piece]:
    """Yield what elements and text between them say; `flow` tells whether text between them may hold blocks of Markdown."""
    for child in children:
        if isinstance(child, Element):
            yield from _element(child, reading)
        elif flow:
            yield from reading.blocks(_dedented(child.written), child.line)
        else:
            yield from _paragraph(child, reading)


def _element(element: Element, reading: Reading) -> Iterator[Piece]:
    name, span = element.name, reading.span(element)
    if name.startswith("/"):
        yield Closing(span, f"<{name.lower()}>")
    elif level := HEADING.fullmatch(name):
        yield from _heading(element, int(level[1]), span, reading)
    elif name in LISTS:
        yield from _listing(element, span, reading)
    elif name == "dl":
        yield from _definitions(element, span, reading)
    elif name == "table":
        yield from _table(element, span, reading)
    elif name == "pre":
        yield _code(element, span)
    elif name == "hr":
        yield Rule(span)
    elif name == "blockquote":
        yield _quote(element, span, reading)
    elif name in PARAGRAPHS:
        yield from _phrases(element, reading)
    elif name == "li":
        yield Listing(span, False, (_item(element, reading),))
    else:
        yield from _container(element, span, reading)


def _blocks(element: Element, reading: Reading, *, flow: bool = True) -> tuple[Block, ...]:
    """Return what is in an element."""
    return reading.paired(pieces_of(element.children, reading, flow=flow))


def _paragraph(text: Text, reading: Reading, *, strong: bool = False) -> Iterator[Block]:
    content, span = reading.inline(text.written), reading.span(text)
    if plain(content.runs).strip():
        yield Paragraph(span, bold(content.runs) if strong else content.runs)
    yield from (picture.at(span) for picture in content.pictures)


def _phrases(element: Element, reading: Reading) -> Iterator[Piece]:
    """Yield the paragraph of an element that holds one, and whatever else its author put in it."""
    for child in element.children:
        if isinstance(child, Element):
            yield from _element(child, reading)
        else:
            yield from _paragraph(child, reading, strong=element.name in ("summary", "dt"))


def _quote(element: Element, span: Span, reading: Reading) -> Block:
    """Return a quotation; a `footer` at its end says whose words they are."""
    words = [child for child in element.children if not (isinstance(child, Element) and child.name == "footer")]
    blocks = _blocks(element._replace(children=words), reading)
    told = [child for child in element.children if child not in words]
    source = in_one_line(texts_of(_blocks(element._replace(children=told), reading)))
    if not source:
        return Quote(span, blocks)
    dash = () if plain(source)[:1] in DASHES else (Run(SOURCE),)
    return Quote(span, (*blocks, Paragraph(reading.span(told[0]), (*dash, *source))))


def _heading(element: Element, level: int, span: Span, reading: Reading) -> Iterator[Piece]:
    content = reading.inline(element.text())
    yield Heading(span, level, content.runs or cell_of(content), element.attributes.get("id", ""))
    yield from (picture.at(span) for picture in content.pictures)


def _item(element: Element, reading: Reading) -> Item:
    return entry(reading.span(element), _blocks(element, reading, flow=False))


def entry(span: Span, blocks: tuple[Block, ...], done: bool | None = None) -> Item:
    """Return an entry of a list; one that opens with `[x]` or `[ ]` is a task, without these marks."""
    if not blocks or not isinstance(blocks[0], Paragraph):
        return Item(span, blocks)
    task, (first, *others) = TASK.match(plain(blocks[0].text)), blocks[0].text
    if task is None or not first.text.startswith(task[0]) or first.link:
        return Item(span, blocks, done)
    return Item(span, (blocks[0]._replace(text=(first._replace(text=first.text[task.end() :]), *others)), *blocks[1:]), task[1] != " ")


def done_of(written: str) -> bool | None:
    """Return whether a task is done by the box of HTML that its entry opens with, None for any other entry."""
    box = BOX.match(written)
    return bool(TICKED.search(box[1])) if box and TICKBOX.search(box[1]) else None


def _listing(element: Element, span: Span, reading: Reading) -> Iterator[Piece]:
    """Yield a list; what stands in it beside its items is an item, too."""
    items: list[Item] = []
    for child in element.children:
        if isinstance(child, Element) and child.name == "li":
            items.append(_item(child, reading))
        elif blocks := _blocks(element._replace(children=[child]), reading, flow=False):
            items.append(Item(reading.span(child), blocks))
    if items:
        yield Listing(span, element.name == "ol", tuple(items), *_numbers(element, len(items)))


def _numbers(element: Element, count: int) -> tuple[int, str, int]:
    """Return the first number of a list, the style of all, and by how much each differs from the one before it."""
    values = element.attributes
    start, style = values.get("start", ""), values.get("type", "")
    down = element.name == "ol" and "reversed" in values
    first = int(start) if start.isdecimal() and len(start) < 5 else count if down else 1
    return first, style if style in ("a", "A", "i", "I") else "", -1 if down else 1


def _definitions(element: Element, span: Span, reading: Reading) -> Iterator[Piece]:
    """Yield a list of definitions: each term, in bold, opens an item, what stands behind it is in the item."""
    items: list[tuple[Span, list[Block]]] = []
    for child in _terms(element.children):
        inside = element._replace(children=[child]) if child.name == "dt" else child
        blocks = _blocks(inside, reading, flow=False)
        if child.name != "dt" and items:
            items[-1][1].extend(blocks)
        elif blocks:
            items.append((reading.span(child), list(blocks)))
    if items:
        yield Listing(span, False, tuple(Item(at, tuple(blocks)) for at, blocks in items))


def _terms(children: Iterable[Element | Text]) -> Iterator[Element]:
    """Yield the terms and definitions in a list of them; they may stand in boxes."""
    for child in children:
        if isinstance(child, Text):
            yield Element("dd", {}, child.line, child.last, [child])
        elif child.name in ("dt", "dd"):
            yield child
        else:
            yield from _terms(child.children)


def _table(element: Element, span: Span, reading: Reading) -> Iterator[Piece]:
    """Yield a table with the paragraphs above it; one that only lays out pictures or blocks yields what is in it."""
    rows = list(_rows(element.children))
    around = [child for child in element.children if isinstance(child, Text) or child.name == "caption"]
    yield from pieces_of(around, reading, flow=False)
    cells = [cell for row in rows for cell in row]
    if not any(isinstance(child, Text) and reading.inline(child.written).runs for cell in cells for child in _leaves(cell)):
        yield from (piece for cell in cells for piece in pieces_of(cell.children, reading, flow=False))
        return
    read = [[(cell, _cell(cell, reading)) for cell in row] for row in rows]
    heads = _heads(read)
    yield Table(span, with_head(_laid(read, heads), heads))


def _leaves(element: Element) -> Iterator[Element | Text]:
    for child in element.children:
        if isinstance(child, Element):
            yield from _leaves(child)
        else:
            yield child


def _rows(children: Iterable[Element | Text]) -> Iterator[tuple[Element, ...]]:
    """Yield the cells of each row that has some."""
    loose: list[Element] = []
    for child in children:
        if isinstance(child, Text) or child.name == "caption":
            continue
        if child.name in CELLS:
            loose.append(child)
        elif child.name == "tr":
            if cells := tuple(cell for cell in child.children if isinstance(cell, Element) and cell.name in CELLS):
                yield cells
        else:
            yield from _rows(child.children)
    if loose:
        yield tuple(loose)


def _heads(rows: list[_Row]) -> int:
    """Return how many rows at the top are a table's head: those of header cells, or a first row that is bold throughout."""
    count = next((n for n, row in enumerate(rows) if not all(cell.name == "th" or not text for cell, text in row)), len(rows))
    if count == len(rows):
        return min(count, 1)
    bold_first = all(run.bold for _, text in rows[0] for run in text if run.text.strip())
    return count or int(bold_first)


def _laid(rows: list[_Row], heads: int) -> list[list[Inline]]:
    """Return the texts of rows in the columns where they stand.

    A cell over several rows says in each what it is about, so each row can be read alone; one over several columns says it once, but in a
    head of several rows above each.
    """
    laid: list[list[Inline]] = []
    hanging: dict[int, tuple[int, Inline]] = {}
    for n, row in enumerate(rows):
        out: list[Inline] = []

        def reach(out: list[Inline]) -> None:
            while hanging.get(len(out), (0,))[0]:
                rest, text = hanging[len(out)]
                hanging[len(out)] = rest - 1, text
                out.append(text)

        for cell, text in row:
            reach(out)
            for k in range(_extent(cell, "colspan")):
                shown = text if k == 0 or (heads > 1 and n < heads) else ()
                hanging[len(out)] = _extent(cell, "rowspan") - 1, shown
                out.append(shown)
        reach(out)
        laid.append(out)
    return laid


def _extent(cell: Element, name: str) -> int:
    """Return over how many columns ("colspan") or rows ("rowspan") a cell goes."""
    span = cell.attributes.get(name, "")
    return min(int(span), MOST_COLUMNS) if span.isdecimal() and len(span) < 9 and int(span) else 1


def _cell(element: Element, reading: Reading) -> Inline:
    """Return all text of a cell, a line for each of its paragraphs."""
    text = in_lines(texts_of(_blocks(element, reading, flow=False)))
    return regular(text) if element.name == "th" else text


def _code(element: Element, span: Span) -> Block:
    language = LANGUAGE.search(element.attributes.get("class", ""))
    marked = marked_of(f'data-line="{element.attributes.get("data-line", "")}"')
    return Code(span, element.text().lstrip("\n").rstrip() + "\n", language[1] if language else "", marked)


def _container(element: Element, span: Span, reading: Reading) -> Iterator[Piece]:
    """Yield what is in a box: a picture, a call-out, a figure, or no more than what is in it."""
    name, values = element.name, element.attributes
    component = name != name.lower() or "-" in name or "." in name
    if component and (source := _source(element)):
        yield Picture(span, source, unescape(values.get("alt", "")), unescape(values.get("caption", values.get("title", ""))))
        yield from pieces_of(element.children, reading)
        return
    kind = _kind(element, component=component)
    title, children = _title(element, reading, component=component)
    opening = Opening(span, kind, title, f"</{name.lower()}>")
    if not element.closed:
        yield opening
        yield from pieces_of(children, reading)
        return
    if component and not children and not title:
        reading.left_out(name, element.line)
    inside = _blocks(element._replace(children=_caption_last(children)), reading)
    yield from made(opening, inside)


def _caption_last(children: list[Element | Text]) -> list[Element | Text]:
    """Return what is in a figure with its caption at the end, wherever its author set it."""
    return sorted(children, key=lambda child: isinstance(child, Element) and child.name == "figcaption")


def _source(element: Element) -> str:
    """Return the source of a component that shows a picture, nothing for any other."""
    source = element.attributes.get("src", "")
    return source if source and (element.name.lower() in names("shortcodes", "pictures") or is_picture(source)) else ""


def _kind(element: Element, *, component: bool) -> str:
    """Return what kind of container an element is: a figure, a kind of call-out, or nothing."""
    if element.name in ("figure", "aside"):
        return "figure" if element.name == "figure" else callout_kind("note")
    values = element.attributes
    said = (element.name, values.get("type", ""), values.get("kind", ""), values.get("variant", "")) if component else ()
    marks = () if component else values.get("class", values.get("classname", "")).split()
    found = [kind for kind in map(callout_kind, (*said, *marks)) if kind]
    boxed = component and callout_kind(element.name)
    return (found[-1] if component else found[0]) if found and (boxed or not component) else ""


def _title(element: Element, reading: Reading, *, component: bool) -> tuple[Inline, list[Element | Text]]:
    """Return the title of a box and what else is in it: a component says it itself, a call-out in HTML in an element of its own."""
    if component:
        return reading.inline(component_words(element.attributes)).runs, element.children
    first = element.children[0] if element.children else None
    if isinstance(first, Element) and "title" in re.split(r"[\s_-]", first.attributes.get("class", "")):
        return reading.inline(first.text()).runs, element.children[1:]
    return (), element.children


def _dedented(text: str) -> str:
    """Return text without the white space that sets it off within its elements; its lines stay lines."""
    lines = text.split("\n")
    margin = min((len(line) - len(line.lstrip(" \t")) for line in lines[1:] if line.strip()), default=0)
    return "\n".join((lines[0].lstrip(" \t"), *(line[margin:] for line in lines[1:])))

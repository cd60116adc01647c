"""What stands between an opening and its closing: call-outs, speaker notes, figures, and boxes that say no more than what is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from deck.model.article import (
    Block,
    Callout,
    Code,
    Footnote,
    Formula,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Run,
    Span,
    SpokenNote,
    Table,
    plain,
)
from deck.model.inline import bold, in_lines, one_line
from deck.read.heads import with_head
from deck.read.vocabulary import names

NOTES = "notes"
LIST_TABLE = "list-table"
COLONS = ":::"
# before the name of who is quoted
SOURCE = "\u2014 "
# a heading down to this level opens a section; a call-out that holds one is no box
SECTIONS = 2
# deeper in each other they are no more than their titles
DEEPEST = 20


class Opening(NamedTuple):
    """Where a container begins: its kind, its title, and how what closes it is written; `told`: one that nothing closes is a finding.

    `heads` are the rows of a table's head.
    """

    span: Span
    kind: str
    title: Inline
    closes: str
    written: str = ""
    heads: int = 0

    @property
    def told(self) -> bool:
        return bool(self.written)


class Closing(NamedTuple):
    """Where containers end that are closed by what is `written` here."""

    span: Span
    written: str


Piece: TypeAlias = Block | Opening | Closing
Unclosed: TypeAlias = Callable[[Opening, str], None]


class _Open(NamedTuple):
    opening: Opening
    inside: list[Block]


def paired(pieces: Iterable[Piece], unclosed: Unclosed) -> tuple[Block, ...]:
    """Return pieces with each container made of what stands between its opening and its closing; a closing alone says nothing.

    `unclosed` is told each opening that nothing closes, and where it ends instead.
    """
    out: list[Block] = []
    stack: list[_Open] = []

    def inside() -> list[Block]:
        return stack[-1].inside if stack else out

    def left_open() -> None:
        last = stack.pop()
        inside().extend(_unclosed(last, unclosed))

    for piece in pieces:
        if isinstance(piece, Opening) and len(stack) >= DEEPEST:
            inside().extend(_title(piece))
        elif isinstance(piece, Opening):
            stack.append(_Open(piece, []))
        elif not isinstance(piece, Closing):
            inside().append(piece)
        elif any(waiting.opening.closes == piece.written for waiting in stack):
            while stack[-1].opening.closes != piece.written:
                left_open()
            opening, blocks = stack.pop()
            span = opening.span._replace(last=max(opening.span.last, piece.span.last))
            if opening.kind in names("directives", "captions") and inside() and isinstance(inside()[-1], Picture):
                blocks = list(captioned((inside().pop(), *blocks)))
            inside().extend(made(opening._replace(span=span), tuple(blocks)))
    while stack:
        left_open()
    return tuple(out)


def made(opening: Opening, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return what a container makes of the blocks in it."""
    if opening.kind == NOTES:
        return (SpokenNote(opening.span, tuple(texts_of(blocks))),)
    if opening.kind == LIST_TABLE:
        return (*_title(opening), *_from_lists(blocks, opening))
    if opening.kind in names("directives", "pictures") | names("directives", "figures"):
        return captioned(blocks)
    if opening.kind in names("directives", "headed"):
        blocks = tuple(Paragraph(block.span, bold(block.text)) if isinstance(block, Heading) else block for block in blocks)
    if opening.kind in names("callouts", "quotes") and blocks:
        source = ((Paragraph(opening.span, (Run(SOURCE), *opening.title))),) if opening.title else ()
        return (Quote(opening.span, (*blocks, *source)),)
    if opening.kind not in names("callouts", "kinds"):
        return (*_title(opening), *blocks)
    if not opening.title and blocks and isinstance(blocks[0], Heading):
        # Quarto's way to give a title
        opening, blocks = opening._replace(title=blocks[0].text), blocks[1:]
    if any(isinstance(block, Heading) and block.level <= SECTIONS for block in blocks):
        return (*_title(opening), *blocks)
    return (Callout(opening.span, opening.kind, opening.title, blocks),) if blocks or opening.title else ()


def _from_lists(blocks: tuple[Block, ...], opening: Opening) -> tuple[Block, ...]:
    """Return a list of lists as the table that it stands for (docutils, directive "list-table")."""
    lists = (inner for outer in blocks if isinstance(outer, Listing) for item in outer.items for inner in item.blocks)
    rows = [[in_lines(texts_of(cell.blocks)) for cell in inner.items] for inner in lists if isinstance(inner, Listing)]
    return (Table(opening.span, with_head(rows, min(opening.heads, len(rows)))),) if rows else blocks


def captioned(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with the paragraph behind a picture that opens them as its caption (docutils, directive "figure")."""
    match blocks:
        case (Picture() as picture, Paragraph(text=text), *others) if not picture.caption:
            return (picture._replace(caption=plain(one_line(text))), *others)
        case (Paragraph(text=text), Picture() as picture) if not picture.caption:
            # both in one line
            return (picture._replace(caption=plain(one_line(text))),)
        case _:
            return blocks


def _unclosed(waiting: _Open, unclosed: Unclosed) -> tuple[Block, ...]:
    """Return what stands behind an opening that nothing closes: notes end before the next heading, any other is no container."""
    opening, blocks = waiting.opening, tuple(waiting.inside)
    if opening.kind != NOTES:
        if opening.told and opening.kind in names("callouts", "kinds"):
            unclosed(opening, "before what follows")
        return (*(_title(opening) if _is_known(opening) else _as_text(opening)), *blocks)
    unclosed(opening, "before the next heading")
    stop = next((i for i, block in enumerate(blocks) if isinstance(block, Heading)), len(blocks))
    last = blocks[stop - 1].span.last if stop else opening.span.last
    return (*made(opening._replace(span=opening.span._replace(last=last)), blocks[:stop]), *blocks[stop:])


def _is_known(opening: Opening) -> bool:
    """Tell whether an opening is one of a dialect's; a word behind colons that nothing closes may be prose: `::: not a box`."""
    known = (("callouts", "kinds"), ("callouts", "quotes"), ("directives", "text"), ("directives", "pictures"), ("shortcodes", "boxes"))
    return opening.closes != COLONS or any(opening.kind in names(table, row) for table, row in known)


def _as_text(opening: Opening) -> tuple[Block, ...]:
    return (Paragraph(opening.span, (Run(f"{opening.kind} "), *opening.title)),) if opening.title else ()


def _title(opening: Opening) -> tuple[Block, ...]:
    return (Paragraph(opening.span, bold(opening.title)),) if opening.title else ()


def texts_of(blocks: tuple[Block, ...]) -> Iterator[Inline]:
    """Yield the text of the blocks, paragraph by paragraph."""
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield text
            case Quote(blocks=inner):
                yield from texts_of(inner)
            case Callout(blocks=inner) as box:
                yield from filter(None, (bold(box.head),))
                yield from texts_of(inner)
            case Listing(items=items):
                for item in items:
                    yield from texts_of(item.blocks)
            case Code(text=written):
                yield (Run(written.rstrip("\n"), code=True),)
            case Formula(source=written):
                yield (Run(written, code=True),)
            case Table(rows=rows):
                yield from (cell for row in rows for cell in row)
            case SpokenNote(paragraphs=paragraphs) | Footnote(paragraphs=paragraphs):
                yield from paragraphs
            case Picture(alt=alt) if alt:
                yield (Run(alt),)

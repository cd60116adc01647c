"""What a block says, whether or not a slide shows it: all of its text, as paragraphs of speaker notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from deck.model.article import (
    Block,
    Callout,
    Chart,
    Code,
    Directive,
    Footnote,
    Formula,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    SpokenNote,
    Table,
    plain,
    raised,
)
from deck.model.inline import bold

# the box of a task, ticked and empty
DONE, OPEN = "\u2611 ", "\u2610 "
Found = TypeVar("Found", bound=Block)


def spoken(block: Block) -> tuple[Inline, ...]:
    """Return all text of a block as paragraphs to be said."""
    match block:
        case Paragraph(text=text):
            return (text,)
        case Heading(text=text):
            return (bold(text),)
        case Listing(items=items):
            entries = ((item.done, tuple(text for inner in item.blocks for text in spoken(inner))) for item in items)
            return tuple(text for done, said in entries for text in ticked(said, done))
        case Quote(blocks=blocks):
            return tuple(text for inner in blocks for text in spoken(inner))
        case Callout(blocks=blocks) as box:
            return (*filter(None, (bold(box.head),)), *(text for inner in blocks for text in spoken(inner)))
        case Code(text=source):
            return ((Run(source.rstrip("\n"), code=True),),) if source.strip() else ()
        case Formula(source=source):
            return ((Run(source, code=True),),) if source.strip() else ()
        case Table(rows=rows):
            return tuple(row for row in (_row(cells) for cells in rows) if plain(row).strip(" |"))
        case Chart(rows=rows, title=title):
            said = (row for row in (" | ".join(cells) for cells in rows) if row.strip(" |"))
            return tuple((Run(text),) for text in (*filter(None, (title,)), *said))
        case Picture(alt=alt, caption=caption):
            return tuple((Run(text),) for text in dict.fromkeys((alt.strip(), caption.strip())) if text)
        case Footnote(paragraphs=paragraphs, number=number):
            mark = (Run(raised(number), shift=1), Run(" ")) if number else ()
            return tuple((*(() if i else mark), *text) for i, text in enumerate(paragraphs))
        case Rule() | Directive() | SpokenNote():
            return ()


def ticked(said: tuple[Inline, ...], done: bool | None) -> tuple[Inline, ...]:
    """Return what an entry of a list says, with its box before it where it is a task."""
    return said if done is None or not said else ((Run(DONE if done else OPEN), *said[0]), *said[1:])


def all_of(kind: type[Found], blocks: tuple[Block, ...]) -> Iterator[Found]:
    """Yield every block of a kind, those in lists and quotations among them."""
    for block in blocks:
        if isinstance(block, kind):
            yield block
        elif isinstance(block, Quote | Callout):
            yield from all_of(kind, block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from all_of(kind, item.blocks)


def own_notes(blocks: tuple[Block, ...]) -> tuple[Inline, ...]:
    """Return the author's own notes in the blocks."""
    return tuple(text for note in all_of(SpokenNote, blocks) for text in note.paragraphs)


def _row(cells: tuple[Inline, ...]) -> Inline:
    return tuple(run for i, cell in enumerate(cells) for run in ((Run(" | "), *cell) if i else cell))

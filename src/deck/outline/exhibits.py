"""What is shown as it is: tables, charts, code, formulas, pictures; quotations and boxes where they are short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TypeGuard

from deck.model.article import Block, Callout, Chart, Code, Formula, Inline, Listing, Paragraph, Picture, Quote, Table, plain
from deck.model.inline import cut, lines_of, one_line, trimmed
from deck.model.slides import Aside, Exhibit, Quotation
from deck.model.words import Words
from deck.outline.sentences import sentences
from deck.outline.spoken import all_of
from deck.outline.wording import word_count

# a line of code alone is a word of the text
FEWEST_LINES = 2
# words and paragraphs of a quotation that a room can read
MOST_WORDS, MOST_PARAGRAPHS = 45, 2
# words of a sentence that may stand above a table
MOST_LEGEND_WORDS = 18
# who said it stands behind a dash
# or behind the last sentence, on its line: a name, or what begins like one
BEHIND = re.compile(r"(?<=[.!?…。！？»”\"’」』])\s*(?:[\u2014\u2013\u2015]{1,2}|--+)\s*(?P<who>[^\W\d_][^\n]{0,79}[^\s.!?…。！？])$")
SOURCE = re.compile(r"[\u2014\u2013\u2015]{1,2}\s*|--+\s*|-\s+")


def exhibit_of(block: Block) -> Exhibit | None:
    """Return a block as what is shown as it is, None for one that is not."""
    match block:
        case Table(rows=rows):
            # a cell alone is a box around a text
            cells = sum(bool(plain(cell).strip()) for row in rows for cell in row)
            return block if cells > 1 else None
        case Code(text=text):
            return block if sum(bool(line.strip()) for line in text.splitlines()) >= FEWEST_LINES else None
        case Chart():
            return block
        case Formula(span, source, tree):
            # what cannot be set is shown as its author wrote it, if anything was written
            return block if tree is not None else Code(span, source, "latex") if source.strip() else None
        case Picture(image=image):
            return block if image is not None else None
        case Quote():
            return _quotation(block)
        case Callout():
            return _aside(block)
        case _:
            return None


def legend_of(before: Block | None, tongue: Words) -> Inline:
    """Return the sentence right before an exhibit that introduces it, whole; nothing where there is none that is short."""
    if not isinstance(before, Paragraph):
        return ()
    said = sentences(one_line(before.text), tongue)
    return said[0] if len(said) == 1 and word_count(said[0]) <= MOST_LEGEND_WORDS else ()


def exhibits_in(block: Block) -> Iterator[tuple[Exhibit, Inline]]:
    """Yield what the items of a list show on slides of their own, each with the paragraph before it where that is short."""
    if isinstance(block, Listing):
        for item in block.items:
            for before, inner in pairwise((None, *item.blocks)):
                if is_shown(inner):
                    yield inner, _short(before)
                elif isinstance(inner, Formula | Picture | Quote | Callout):
                    yield from ((shown, ()) for shown in _said_too(inner))
                elif inner is not None:
                    yield from exhibits_in(inner)


def _said_too(block: Block) -> Iterator[Exhibit]:
    """Yield the pictures and formulas in a block, which are said with it, too."""
    yield from (picture for picture in all_of(Picture, (block,)) if picture.image is not None)
    yield from (formula for formula in all_of(Formula, (block,)) if formula.tree is not None)


def _short(block: Block | None) -> Inline:
    text = trimmed(one_line(block.text)) if isinstance(block, Paragraph) else ()
    return text if word_count(text) <= MOST_LEGEND_WORDS else ()


def is_shown(block: Block | None) -> TypeGuard[Table | Code | Chart]:
    """Tell whether a block in a list's item is shown on a slide of its own, and need not be said."""
    return isinstance(block, Table | Code | Chart) and exhibit_of(block) is not None


def _quotation(block: Quote) -> Quotation | None:
    """Return a quotation with who said it, None for one that is long, or a box of another kind."""
    if not all(isinstance(inner, Paragraph) for inner in block.blocks):
        return None
    texts = [inner.text for inner in block.blocks if isinstance(inner, Paragraph)]
    if not texts or all(_calls_out(text) for text in texts):
        return None
    *others, last = texts
    *lines, end = lines_of(last)
    source: Inline = ()
    if (dash := SOURCE.match(plain(end).lstrip())) and (others or lines):
        shown = trimmed(end)
        source = cut(shown, dash.end())
        texts = [*others, *([tuple(run for line in lines for run in line)] if lines else [])]
    elif (named := BEHIND.search(plain(last).rstrip())) and not named["who"][0].islower():
        source = trimmed(cut(last, named.start("who")))
        texts = [*others, cut(last, 0, named.start())]
    texts = [trimmed(one_line(text)) for text in texts]
    if len(texts) > MOST_PARAGRAPHS or sum(map(word_count, texts)) > MOST_WORDS:
        return None
    return Quotation(block.span, tuple(texts), source)


def _aside(block: Callout) -> Aside | None:
    """Return what stands in a box, None for more than a room can read, or for more than text."""
    texts = tuple(trimmed(one_line(inner.text)) for inner in block.blocks if isinstance(inner, Paragraph))
    if not texts or len(texts) < len(block.blocks) or len(texts) > MOST_PARAGRAPHS:
        return None
    return Aside(block.span, one_line(block.title), texts) if sum(map(word_count, (block.title, *texts))) <= MOST_WORDS else None


def _calls_out(text: Inline) -> bool:
    """Tell whether a text is a banner: bold or a link from end to end."""
    return all(run.bold or run.link for run in text if run.text.strip())

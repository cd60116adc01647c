"""The blocks of an article, and what becomes of each formula in them."""

from __future__ import annotations

from collections.abc import Iterator

from deck.findings import Finding, Severity
from deck.maths.drawing import Painted, drawn
from deck.maths.inline import inline
from deck.maths.latex import parsed
from deck.maths.source import UnsetError
from deck.model.article import Block, Callout, Formula, Heading, Inline, Listing, Paragraph, Quote, Run, Span, SpokenNote, Table
from deck.model.inline import joined

LONGEST_SHOWN = 40


class Board:
    """What is known of the formulas so far: pictures by their digests, what could not be set, what was lifted out of a sentence."""

    def __init__(self, painted: Painted) -> None:
        self._painted = painted
        self.media: dict[str, bytes] = {}
        self.findings: list[Finding] = []
        self._displayed: dict[str, Formula | UnsetError] = {}
        self._lifted: set[str] = set()

    def filled(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return blocks with their formulas set, and behind each what was lifted out of its sentences."""
        return tuple(found for block in blocks for found in self._filled(block))

    def _filled(self, block: Block) -> Iterator[Block]:
        lifted: list[Formula] = []
        match block:
            case Formula():
                yield self._display(block)
            case Heading(span, _, text) | Paragraph(span, text):
                yield block._replace(text=self._text(text, span, lifted))
            case Table(span, rows):
                yield block._replace(rows=tuple(tuple(self._text(cell, span, lifted) for cell in row) for row in rows))
            case SpokenNote(span, paragraphs):
                yield block._replace(paragraphs=tuple(self._text(text, span, []) for text in paragraphs))
            case Listing(items=items):
                yield block._replace(items=tuple(item._replace(blocks=self.filled(item.blocks)) for item in items))
            case Quote(blocks=inside):
                # behind the quotation, which shows nothing but words
                within = self.filled(inside)
                yield block._replace(blocks=tuple(one for one in within if not _is_lifted(one)))
                yield from filter(_is_lifted, within)
            case Callout(span, title=title, blocks=inside):
                yield block._replace(title=self._text(title, span, lifted), blocks=self.filled(inside))
            case _:
                yield block
        yield from lifted

    def _display(self, block: Formula) -> Formula:
        """Return a formula set, or as it is where it cannot be."""
        known = self._displayed.get(block.source)
        if known is None:
            known = self._displayed[block.source] = self._set(block)
            if isinstance(known, UnsetError):
                self._warn(block.source, known, block.span)
        return block if isinstance(known, UnsetError) else known._replace(span=block.span, lifted=block.lifted)

    def _set(self, block: Formula) -> Formula | UnsetError:
        try:
            read = parsed(block.source, display=True)
            seen = drawn(read.mathml, self._painted)
        except UnsetError as error:
            return error
        self.media[seen.image.digest] = seen.content
        return block._replace(tree=read.tree, extent=seen.extent, image=seen.image)

    def _text(self, text: Inline, span: Span, lifted: list[Formula]) -> Inline:
        """Return a text with its formulas as runs; those that say more than a line can are added to `lifted`."""
        if not any(run.math for run in text):
            return text
        return joined(found for run in text for found in (self._runs(run, span, lifted) if run.math else (run,)))

    def _runs(self, run: Run, span: Span, lifted: list[Formula]) -> Inline:
        try:
            tree = parsed(run.text, display=False).tree
        except UnsetError as error:
            self._warn(run.text, error, span)
            return (run._replace(code=True, math=False),)
        runs, same = inline(tree, run)
        if not same and run.text not in self._lifted:
            self._lifted.add(run.text)
            lifted += [shown for shown in (self._display(Formula(span, run.text, lifted=True)),) if shown.tree is not None]
        return runs

    def _warn(self, source: str, error: UnsetError, span: Span) -> None:
        line = " ".join(source.split())
        shown = line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"
        message = f"the formula “{shown}” is shown as its source: {error}; correct it, or write it in another way"
        if not line:
            message = "a formula is empty, so nothing is shown of it; write it, or take it out"
        self.findings.append(Finding("D320", Severity.WARNING, message, span))


def _is_lifted(block: Block) -> bool:
    return isinstance(block, Formula) and block.lifted

"""Footnotes: each behind the block in which its mark stands, under the number that its mark has in the whole article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from deck.model.article import Block, Callout, Footnote, Heading, Listing, Quote, Run, Span, raised

# how a mark says, until all are numbered, to which footnote it belongs
MARK = "footnote:"


def mark_of(label: str, before: Run) -> Run:
    """Return the mark of a footnote in the style of what stands before it."""
    return before._replace(text=raised(0), link=f"{MARK}{label}", shift=1, code=False, key=False)


def with_footnotes(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with numbered marks, each footnote behind the block of its first mark; one without a mark stays where it stands."""
    notes: dict[str, Footnote] = {}
    for note in _all_notes(blocks):
        notes.setdefault(note.label, note)
    numbers: dict[str, int] = {}
    for label in _labels(blocks, headings=False):
        if label in notes:
            numbers.setdefault(label, len(numbers) + 1)
    told = {**dict.fromkeys(_labels(blocks, headings=True), 0), **numbers}
    placing = _Placing({label: notes[label]._replace(number=n) for label, n in told.items() if label in notes})
    return tuple(_numbered(block, numbers) for block in placing.blocks(blocks))


class _Placing:
    """Gives out each footnote once, where its first mark is met."""

    def __init__(self, notes: dict[str, Footnote]) -> None:
        self._waiting = dict(notes)
        self._taken = frozenset((note.label, note.span) for note in notes.values())

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(found for block in blocks for found in self._around(block))

    def _around(self, block: Block) -> Iterator[Block]:
        match block:
            case Footnote() if self._is_taken(block):
                return
            case Listing(items=items):
                yield block._replace(items=tuple(item._replace(blocks=self._at_end(item.blocks)) for item in items))
            case Callout(blocks=inner):
                own = self._of(block.title)
                yield block._replace(blocks=(*self.blocks(inner), *own))
            case Quote(blocks=inner):
                yield block._replace(blocks=tuple(found for found in inner if not isinstance(found, Footnote)))
                yield from (found for found in inner if isinstance(found, Footnote) and not self._is_taken(found))
                yield from self._of(inner)
            case _:
                yield block
                yield from self._of(block)

    def _is_taken(self, note: Footnote) -> bool:
        """Tell whether a footnote is told where its mark stands; a second one of the same name is not."""
        return (note.label, note.span) in self._taken

    def _at_end(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the blocks of an entry of a list with its footnotes behind all of them."""
        placed = self.blocks(blocks)
        notes = tuple(block for block in placed if isinstance(block, Footnote))
        return (*(block for block in placed if not isinstance(block, Footnote)), *notes)

    def _of(self, value: object) -> Iterator[Footnote]:
        """Yield the footnotes whose first marks stand in a part of the article, those of their own text behind them."""
        for label in _labels(value, headings=True):
            if note := self._waiting.pop(label, None):
                yield note
                yield from self._of(note.paragraphs)


def _all_notes(value: object) -> Iterator[Footnote]:
    if isinstance(value, Footnote):
        yield value
    elif isinstance(value, tuple) and not isinstance(value, Run | Span):
        for inner in value:
            yield from _all_notes(inner)


def _labels(value: object, *, headings: bool) -> Iterator[str]:
    """Yield what the marks in a part of the article name; those of headings, which show none, only where they are asked for."""
    if isinstance(value, Run):
        if value.link.startswith(MARK):
            yield value.link.removeprefix(MARK)
    elif isinstance(value, tuple) and not isinstance(value, Span) and (headings or not isinstance(value, Heading)):
        for inner in value:
            yield from _labels(inner, headings=headings)


def _is_lost(run: Run, numbers: dict[str, int]) -> bool:
    """Tell whether a run is the mark of a footnote that nobody wrote."""
    return run.link.startswith(MARK) and run.link.removeprefix(MARK) not in numbers


def _numbered(value: Any, numbers: dict[str, int]) -> Any:
    """Return a part of the article with the number of each mark as its text; a heading without marks."""
    if isinstance(value, Run):
        if not value.link.startswith(MARK):
            return value
        return value._replace(text=raised(numbers[value.link.removeprefix(MARK)]), link="")
    if not isinstance(value, tuple) or isinstance(value, Span):
        return value
    if isinstance(value, Heading):
        return value._replace(text=tuple(run for run in value.text if not run.link.startswith(MARK)))
    inner = [_numbered(item, numbers) for item in value if not (isinstance(item, Run) and _is_lost(item, numbers))]
    if len(inner) == len(value) and all(new is old for new, old in zip(inner, value, strict=True)):
        return value
    return getattr(type(value), "_make", tuple)(inner)

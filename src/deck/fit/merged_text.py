"""A merged text as paragraphs to be measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from deck.fit.filling import Frame
from deck.model.found import FoundDeck, FoundParagraph, FoundRun, FoundShape
from deck.model.merged import At, MergedBody, MergedParagraph, MergedShape, Side
from deck.model.placed import PlacedParagraph, PlacedRun

# the sizes that give way, by level and size in points, and what becomes of each
Smaller = Mapping[tuple[int, float], float]


class Decks(NamedTuple):
    """The deck on disk, and the one that the article makes now."""

    disk: FoundDeck
    new: FoundDeck

    def shape(self, side: Side, place: tuple[int, int] | None) -> FoundShape | None:
        return None if place is None else self._of(side).slides[place[0]].shapes[place[1]]

    def paragraph(self, side: Side, at: At | None) -> FoundParagraph | None:
        return None if at is None else self._of(side).slides[at.slide].shapes[at.shape].bodies[at.body][at.paragraph]

    def _of(self, side: Side) -> FoundDeck:
        return self.disk if side is Side.DISK else self.new


class Measurable(NamedTuple):
    """A paragraph of the result, and the same to be measured, its size told whatever it inherits."""

    merged: MergedParagraph
    placed: PlacedParagraph

    @property
    def rank(self) -> tuple[int, float]:
        """Its level and its size."""
        return self.placed.level, self.placed.size or 0.0

    def at(self, smaller: Smaller) -> PlacedParagraph:
        """Return what is measured when sizes give way; one that a hand set does not."""
        return self.placed if self.merged.sized else self.placed._replace(size=smaller.get(self.rank, self.placed.size))


Text = tuple[Measurable, ...]


def body_of(shape: MergedShape, theirs: FoundShape | None, ours: FoundShape | None) -> MergedBody:
    """Return the text of a shape of the result, nothing where it has none, or is a table or a group."""
    if any(found is not None and (found.tag != "sp" or found.columns) for found in (theirs, ours)):
        return ()
    if shape.bodies is not None:
        return shape.bodies[0] if len(shape.bodies) == 1 else ()
    return whole(Side.DISK, shape.disk, theirs) or (whole(Side.NEW, shape.new, ours) if theirs is None else ())


def whole(side: Side, place: tuple[int, int] | None, found: FoundShape | None) -> MergedBody:
    """Return the text of one side as it is."""
    if place is None or found is None or len(found.bodies) != 1:
        return ()
    spots = (At(*place, 0, n) for n in range(len(found.bodies[0])))
    return tuple(MergedParagraph(disk=at) if side is Side.DISK else MergedParagraph(new=at) for at in spots)


def text_of(body: MergedBody, decks: Decks, frame: Frame) -> Text:
    """Return a text to be measured in a placeholder."""
    return tuple(Measurable(paragraph, _placed(paragraph, decks, frame)) for paragraph in body)


def evened(text: Text, decks: Decks, frame: Frame) -> Text:
    """Return the text with paragraphs that a hand added as large as those beside them, where they were so on disk."""
    sizes: dict[tuple[int, float], float] = {}
    for paragraph in text:
        merged = paragraph.merged
        if merged.dressed and merged.disk is not None and merged.new is not None and not merged.sized:
            before = _placed(MergedParagraph(disk=merged.disk), decks, frame)
            sizes.setdefault((paragraph.placed.level, before.size or 0.0), paragraph.placed.size or 0.0)
    made = {(level, size): now for level, size, now in _uniform(text, decks, frame)}
    return tuple(
        with_sizes((paragraph,), {**made, **sizes})[0] if paragraph.merged.new is None and paragraph.merged.size is None else paragraph
        for paragraph in text
    )


def _uniform(text: Text, decks: Decks, frame: Frame) -> Iterator[tuple[int, float, float]]:
    """Yield the levels of which all paragraphs had one size on the disk, that size, and the one that the article gives them now."""
    for at in (paragraph.merged.disk for paragraph in text if paragraph.merged.new is None):
        if at is None:
            continue
        body = decks.disk.slides[at.slide].shapes[at.shape].bodies[at.body]
        beside = [_placed(MergedParagraph(disk=at._replace(paragraph=n)), decks, frame) for n in range(len(body))]
        level = beside[at.paragraph].level
        before = {paragraph.size for paragraph in beside if paragraph.level == level}
        now = {one.placed.size for one in text if one.merged.new is not None and not one.merged.sized and one.placed.level == level}
        if len(before) == len(now) == 1:
            yield level, before.pop() or 0.0, now.pop() or 0.0


def with_sizes(text: Text, smaller: Smaller) -> Text:
    """Return the text with each size that is in `smaller` as it says there, unless a hand set it."""
    return tuple(
        Measurable(paragraph.merged._replace(size=size), paragraph.placed._replace(size=size))
        if not paragraph.merged.sized and (size := smaller.get(paragraph.rank, 0.0)) and size != paragraph.placed.size
        else paragraph
        for paragraph in text
    )


def _placed(merged: MergedParagraph, decks: Decks, frame: Frame) -> PlacedParagraph:
    theirs, ours = decks.paragraph(Side.DISK, merged.disk), decks.paragraph(Side.NEW, merged.new)
    own = ours if ours is not None and (merged.dressed or theirs is None) else theirs
    if own is None:
        return PlacedParagraph((), size=merged.size or frame.level(0).size)
    runs = _pieced(merged, theirs, ours) if merged.pieces and theirs and ours else (theirs or own).runs
    size = merged.size or own.size or frame.level(own.level).size
    return PlacedParagraph(tuple(_joined(runs)), own.level, size, own.before, own.margin)


def _pieced(merged: MergedParagraph, theirs: FoundParagraph, ours: FoundParagraph) -> Iterator[FoundRun]:
    """Yield the words of both sides; those of the new one are as bold as their left neighbour, at the start as their right one."""
    known = [run for piece in merged.pieces if piece.side is Side.DISK for run in _cut(theirs, piece.start, piece.end)]
    bold = known[0].bold if known else None
    for piece in merged.pieces:
        if piece.side is Side.NEW:
            yield FoundRun(ours.text[piece.start : piece.end], bold=bold)
            continue
        for run in _cut(theirs, piece.start, piece.end):
            bold = run.bold
            yield run


def _cut(paragraph: FoundParagraph, start: int, end: int) -> Iterator[FoundRun]:
    """Yield the runs of a paragraph between two of its characters."""
    at = 0
    for run in paragraph.runs:
        if text := run.text[max(0, start - at) : max(0, end - at)]:
            yield run._replace(text=text)
        at += len(run.text)


def _joined(runs: Iterable[FoundRun]) -> Iterator[PlacedRun]:
    """Yield runs that differ from their neighbours."""
    for bold, alike in groupby((run for run in runs if run.text), key=lambda run: run.bold):
        yield PlacedRun("".join(run.text for run in alike), bold)

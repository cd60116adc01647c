"""Texts that stay for a hand's words, put into the texts that those beside them went to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from deck.merge.deeds import Touch, looks_changed
from deck.merge.origins import Origins
from deck.merge.shapes import TEXTUAL
from deck.merge.texts import written_out
from deck.merge.trio import Trio, paragraph_at
from deck.model.found import EMPTY
from deck.model.merged import At, Deed, MergedBody, MergedParagraph, MergedShape, Piece, Side
from deck.model.pairs import Spot

# "Lead 1" and "Lead 2" are alike
NUMBER = re.compile(r" \d+$")
# what tells of the slide, and holds none of its points
ASIDE = frozenset({"Title", "Kicker", "Footer", "Number"})
# what goes with the paragraphs of a text when these go elsewhere
CARRIED = TEXTUAL | {Deed.RESTYLED}


def joined(trio: Trio, origins: Origins, touches: Mapping[int, Touch], here: int, shapes: Sequence[MergedShape]) -> tuple[MergedShape, ...]:
    """Return the shapes of a slide with the paragraphs of each text that the article no longer has in the text that the one before it in
    the base went to, or else the one behind it; `touches` are what a hand did to the shapes on the disk.

    A shape that a hand placed, and one with nothing beside it on this slide, stays a shape.
    """
    result = list(shapes)
    for shape in shapes:
        if shape.new is not None or shape.disk is None or shape.disk[0] != here or shape.disk not in trio.was.shapes:
            continue
        found = trio.on_disk(shape.disk)
        old = trio.was.shapes[shape.disk]
        if not found.kind or len(found.bodies) != 1 or trio.meant(old).name in ASIDE or touches[shape.disk[1]].deeds - CARRIED:
            continue
        place = next(_places(trio, origins, old, result), None)
        if place is not None:
            n, at = place
            body = _body(trio, result[n])
            lines = tuple(_lines(trio, origins, shape.disk, result))
            result[n] = result[n]._replace(bodies=((*body[:at], *lines, *body[at:]),))
            result.remove(shape)
    return tuple(result)


def _places(trio: Trio, origins: Origins, old: Spot, shapes: Sequence[MergedShape]) -> Iterator[tuple[int, int]]:
    """Yield the shapes, and the places in their texts, where what was beside a shape of the base is now, the nearest before it first."""
    for n, step in ((old[1], -1), (old[1], 1)):
        around = range(n - 1, -1, -1) if step < 0 else range(n + 1, len(trio.base.meant.slides[old[0]].shapes))
        for other in around:
            for at in _paragraphs(trio, (old[0], other))[::step]:
                yield from _spots(trio, at, origins, shapes, 0 if step > 0 else 1)


def _paragraphs(trio: Trio, spot: Spot) -> list[At]:
    bodies = trio.meant(spot).bodies
    return [At(*spot, 0, n) for n in range(len(bodies[0]))] if len(bodies) == 1 else []


def _spots(trio: Trio, old: At, origins: Origins, shapes: Sequence[MergedShape], behind: int) -> Iterator[tuple[int, int]]:
    """Yield where a paragraph of the base is in the result, or the place `behind` it."""
    ours = origins.heir.get(old)
    for n, shape in enumerate(shapes):
        if ours is None or shape.new != ours[:2] or not trio.anew(shape.new).kind or trio.anew(shape.new).name in ASIDE:
            continue
        for at, line in enumerate(_body(trio, shape)):
            if ours == line.new or (line.disk is not None and line.disk == origins.here.get(old)):
                yield n, at + behind


def _body(trio: Trio, shape: MergedShape) -> MergedBody:
    """Return the text of a shape of the result."""
    if shape.bodies is not None:
        return shape.bodies[0] if len(shape.bodies) == 1 else ()
    if shape.disk is not None:
        bodies = trio.on_disk(shape.disk).bodies
        return tuple(MergedParagraph(disk=At(*shape.disk, 0, n)) for n in range(len(bodies[0]))) if len(bodies) == 1 else ()
    bodies = trio.anew(shape.new).bodies if shape.new is not None else ()
    return tuple(MergedParagraph(new=At(*shape.new, 0, n)) for n in range(len(bodies[0]))) if shape.new and len(bodies) == 1 else ()


def _lines(trio: Trio, origins: Origins, here: Spot, shapes: Iterable[MergedShape]) -> Iterator[MergedParagraph]:
    """Yield the paragraphs of a text on the disk, set as the article sets those that stood in a text like it."""
    old = trio.was.shapes[here]
    rank = NUMBER.sub("", trio.meant(old).name)
    there = {shape.new for shape in shapes if shape.new is not None}
    alike = [n for n, other in enumerate(trio.base.meant.slides[old[0]].shapes) if n != old[1] and NUMBER.sub("", other.name) == rank]
    models = [
        [ours for other in alike if (ours := origins.heir.get(At(old[0], other, 0, n))) is not None and ours[:2] in there]
        for n in range(max((len(_paragraphs(trio, (old[0], other))) for other in alike), default=0))
    ]
    for n, paragraph in enumerate(trio.on_disk(here).bodies[0]):
        if paragraph.digest == EMPTY:
            continue
        at, model = At(*here, 0, n), _nearest(trio, models[min(n, len(models) - 1)]) if models else None
        whole = (Piece(Side.DISK, 0, len(paragraph.text)),)
        was = origins.of.get(at)
        plain = was is not None and written_out(trio, was) and not looks_changed(paragraph, paragraph_at(trio.base.saved, was))
        yield MergedParagraph(at, model, whole, dressed=True, plain=plain) if model is not None else MergedParagraph(disk=at)


def _nearest(trio: Trio, models: Sequence[At]) -> At | None:
    """Return the paragraph with the least space before it: more than that lines texts up that stand beside one another."""
    return min(models, key=lambda at: paragraph_at(trio.new, at).before or 0.0, default=None)

"""Text set in a placeholder: measured, sized, and its lines made even."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from deck.fit.endings import balanced_inset, ends_badly, mended_inset
from deck.fit.fonts import exact
from deck.fit.wrap import Measured, available_height, baseline_of, column_width, lines_of, measure
from deck.model.placed import PlacedParagraph, PlacedShape
from deck.model.template import Level, Placeholder
from deck.model.units import emu_from_points, points

# rounding of places to whole EMU and of advances to font units never adds up to this much (points)
TOLERANCE = 0.5
# a text this short is better broken before its last word than after its first
FEW_WORDS = 5
# the room for a number, in ems of its text
NUMBER_ROOM = 1.5
INNER_HYPHEN = re.compile(r"(?<=\S)-(?=[^\s-])")


class Frame(NamedTuple):
    """A placeholder to be filled, and its key on the slide."""

    key: str
    placeholder: Placeholder

    def level(self, n: int) -> Level:
        levels = self.placeholder.levels
        return levels[min(n, len(levels) - 1)]


class Filled(NamedTuple):
    """A filled placeholder and how it sits."""

    shape: PlacedShape
    fits: bool
    torn: bool
    measured: Measured


def sized(frame: Frame, paragraph: PlacedParagraph, size: float) -> PlacedParagraph:
    """Return the paragraph at `size` points, said only where the level has another."""
    return paragraph._replace(size=None if frame.level(paragraph.level).size == size else size)


def numbered(frame: Frame, paragraph: PlacedParagraph) -> PlacedParagraph:
    """Return a paragraph of a level without bullets, with room for its number where it has one."""
    if not paragraph.number:
        return paragraph
    level = frame.level(paragraph.level)
    room = emu_from_points(NUMBER_ROOM * (paragraph.size or level.size))
    return paragraph._replace(margin=level.margin + room, hang=room)


def set_text(frame: Frame, paragraphs: tuple[PlacedParagraph, ...], *, top_inset: int | None = None, even: bool = False) -> Filled:
    """Return the placeholder filled with `paragraphs`; `even` makes its lines of like length by an inset at their end."""
    simply = _filled(frame, paragraphs, top_inset, None)
    if not simply.fits or simply.torn:
        return simply  # no better line end makes a text shorter
    settled = _settled(frame, paragraphs)
    alone = even and len(settled) == 1
    inset = balanced_inset(settled[0], frame.placeholder) if alone else mended_inset(settled, frame.placeholder)
    return simply if inset is None and settled == paragraphs else _filled(frame, settled, top_inset, inset)


def set_plainly(frame: Frame, paragraphs: tuple[PlacedParagraph, ...], *, top_inset: int | None = None) -> Filled:
    """Return the placeholder filled with `paragraphs` just as they are."""
    return _filled(frame, paragraphs, top_inset, None)


def spaced(frame: Frame, text: Filled, n: int, before: float) -> Filled:
    """Return a set text with `before` points above its paragraph `n`, its lines as they are."""
    paragraphs = tuple(p._replace(before=before) if i == n else p for i, p in enumerate(text.shape.paragraphs))
    return _filled(frame, paragraphs, text.shape.top_inset, text.shape.right_inset)


def head_height(frame: Frame, text: Filled) -> float:
    """Return the height of a set text's first paragraph, in points."""
    return measure(text.shape.paragraphs[:1], frame.placeholder, right_inset=text.shape.right_inset).height


def _filled(frame: Frame, paragraphs: tuple[PlacedParagraph, ...], top_inset: int | None, right_inset: int | None) -> Filled:
    holder = frame.placeholder
    measured = measure(paragraphs, holder, top_inset=top_inset, right_inset=right_inset)
    lines = tuple(line.text for line in measured.lines)
    shape = PlacedShape(frame.key, holder.kind, holder.idx, holder.box, paragraphs, top_inset, right_inset, lines, measured.height)
    return Filled(shape, measured.height <= available_height(holder) + TOLERANCE, measured.torn, measured)


def _settled(frame: Frame, paragraphs: tuple[PlacedParagraph, ...]) -> tuple[PlacedParagraph, ...]:
    """Return paragraphs whose lines end well: on no hyphen, and the last on more than one word, where that costs no line."""
    return tuple(_ends_well(frame, paragraph) for paragraph in paragraphs)


def _ends_well(frame: Frame, paragraph: PlacedParagraph) -> PlacedParagraph:
    level, width = frame.level(paragraph.level), column_width(frame.placeholder)
    now = lines_of(paragraph, level, width)
    count = len(now.lines)
    if count < 2:
        return paragraph
    # where widths are guesses a last word may stand alone though it is not predicted to
    guessed = not all(exact(run.text, level.face, level.fonts) for run in paragraph.runs)
    for mend in (_unhyphenated, _accompanied):
        surer = guessed and mend is _accompanied
        if not surer and not ends_badly(now.lines):
            continue
        better = mend(paragraph)
        if better == paragraph:
            continue
        then = lines_of(better, level, width)
        if (
            len(then.lines) <= count
            and not then.torn
            and then.broken <= now.broken
            and (surer or ends_badly(then.lines) < ends_badly(now.lines))
        ):
            paragraph, now = better, then
    return paragraph


def _unhyphenated(paragraph: PlacedParagraph) -> PlacedParagraph:
    """Return the paragraph with the hyphens inside its words as ones that no line ends on."""
    return paragraph._replace(
        runs=tuple(run if run.code else run._replace(text=INNER_HYPHEN.sub("\u2011", run.text)) for run in paragraph.runs)
    )


def _accompanied(paragraph: PlacedParagraph) -> PlacedParagraph:
    """Return the paragraph with its last two words kept together."""
    if not paragraph.runs:
        return paragraph
    *others, last = paragraph.runs
    head, space, tail = last.text.rpartition(" ")
    words = sum(len(run.text.split()) for run in paragraph.runs)
    if last.code or not space or not head.strip() or not tail.strip() or words < FEW_WORDS:
        return paragraph
    return paragraph._replace(runs=(*others, last._replace(text=f"{head}\u00a0{tail}")))


def largest(frame: Frame, paragraphs: tuple[PlacedParagraph, ...], sizes: Iterable[float], *, even: bool = False) -> Filled:
    """Return the text at the first of the descending `sizes` at which it fits and no word is torn, else at the last."""
    found: Filled | None = None
    for size in sizes:
        found = set_text(frame, tuple(sized(frame, paragraph, size) for paragraph in paragraphs))
        if found.fits and not found.torn:
            break
    if found is None:
        raise ValueError("no size to try")
    return set_text(frame, found.shape.paragraphs, even=True) if even else found


def ladder(start: float, *steps: float) -> tuple[float, ...]:
    """Return sizes from `start` down through those `steps` that are smaller, then by a tenth at a time as a last resort."""
    sizes = [start, *(step for step in steps if step < start)]
    while sizes[-1] > 6:
        sizes.append(max(6.0, float(int(sizes[-1] * 0.9))))
    return tuple(sizes)


def baseline_gap(first: Frame, first_size: float, second: Frame, second_size: float) -> float:
    """Return by how many points the first baseline in `first` lies below that in `second`; negative when above.

    It is 0 where one of them does not hang from its top: its first line moves with every other one.
    """
    if (first.placeholder.anchor, second.placeholder.anchor) != ("t", "t"):
        return 0.0
    return _baseline(first, first_size) - _baseline(second, second_size)


def _baseline(frame: Frame, size: float) -> float:
    holder = frame.placeholder
    return points(holder.box.y + holder.insets[1]) + baseline_of(frame.level(0), size)


def lowered(frame: Frame, by: float) -> int:
    """Return the top inset (EMU) that lowers the text in `frame` by `by` points."""
    return frame.placeholder.insets[1] + emu_from_points(by)

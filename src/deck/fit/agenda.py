"""The talk's sections at a glance, each a way to its slide."""

from __future__ import annotations

from deck.fit.arrange import Area, Arrangement, Shapes, layout_of, placeholder
from deck.fit.filling import Frame, set_text, sized
from deck.fit.flow import LAST_RESORT, split
from deck.fit.text import emphasis
from deck.model.placed import PlacedParagraph
from deck.model.slides import Point
from deck.model.units import emu_from_points

COLUMNS = (30, 31)
SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
# more entries than this stand in two columns
ONE_COLUMN = 4
# the room for a number, in ems of its text
NUMBER_ROOM = 1.9


def agenda(points: tuple[Point, ...], area: Area) -> Arrangement:
    """Return the entries, numbered, in one column or two, at the largest size at which all fit."""
    layout = layout_of(area, "Agenda")
    columns = split(points, 1 if len(points) <= ONE_COLUMN else 2)
    starts = [1, 1 + len(columns[0])]
    shapes: Shapes = ()
    for size in (*SIZES, *(size for size, _ in LAST_RESORT)):
        placed = []
        for n, (idx, start, entries) in enumerate(zip(COLUMNS, starts, columns, strict=False), 1):
            frame = Frame(f"entries {n}", placeholder(layout, idx))
            placed.append(set_text(frame, tuple(_entry(frame, entry, number, size) for number, entry in enumerate(entries, start))))
        shapes = tuple(text.shape for text in placed)
        if all(text.fits and not text.torn for text in placed):
            break
    return Arrangement(layout.name, shapes)


def _entry(frame: Frame, entry: Point, number: int, size: float) -> PlacedParagraph:
    text = tuple(run._replace(target=entry.target) for run in emphasis(entry.lead))
    return sized(frame, PlacedParagraph(text, number=number, margin=emu_from_points(NUMBER_ROOM * size)), size)

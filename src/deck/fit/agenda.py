"""The talk's sections at a glance, each a way to its slide."""

from __future__ import annotations

from deck.fit.arrange import Area, Arrangement, layout_of, placeholder
from deck.fit.filling import Filled, Frame, set_text, sized
from deck.fit.flow import LAST_RESORT, split
from deck.fit.pieces import FLOOR
from deck.fit.text import emphasis
from deck.model.placed import PlacedParagraph, PlacedShape
from deck.model.slides import Point
from deck.model.template import Layout

FIRST = 30
IN_A_COLUMN, COLUMNS = 6, 2
SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0)


def flow_agenda(entries: tuple[Point, ...], area: Area) -> list[tuple[tuple[Point, ...], Arrangement]]:
    """Return the entries on as few slides as hold them, numbered throughout, each a placeholder that leads to its slide."""
    columns = 1 if len(entries) <= IN_A_COLUMN else COLUMNS
    found = _flowed(entries, area, columns)
    if columns > 1 and any(_is_small(placed) for _, placed in found):
        # in one column, on more slides, entries are larger
        wider = _flowed(entries, area, 1)
        return found if any(_is_small(placed) for _, placed in wider) else wider
    return found


def _is_small(placed: Arrangement) -> bool:
    """Tell whether entries are set smaller than is read from the last row."""
    sizes = (p.size for shape in placed.shapes if isinstance(shape, PlacedShape) for p in shape.paragraphs)
    return any(size is not None and size < FLOOR for size in sizes)


def _flowed(entries: tuple[Point, ...], area: Area, columns: int) -> list[tuple[tuple[Point, ...], Arrangement]]:
    parts = split(entries, -(-len(entries) // (IN_A_COLUMN * columns)))
    columns = 1 if max(map(len, parts)) <= IN_A_COLUMN else columns
    layout = layout_of(area, "Agenda" if columns == 1 else "Agenda in Two Columns")
    found: list[tuple[tuple[Point, ...], Arrangement]] = []
    for part in parts:
        number = 1 + sum(len(before) for before, _ in found)
        shapes = tuple(
            text.shape._replace(target=entry.target)
            for text, entry in zip(_set(layout, part, number, area.sizes(SIZES), columns), part, strict=True)
        )
        found.append((part, Arrangement(layout.known_as, shapes)))
    return found


def _set(layout: Layout, entries: tuple[Point, ...], number: int, sizes: tuple[float, ...], columns: int) -> list[Filled]:
    """Return entries in even columns, all at the largest size at which each fits."""
    places = [FIRST + column * IN_A_COLUMN + row for column, run in enumerate(split(entries, columns)) for row in range(len(run))]
    placed: list[Filled] = []
    for size in (*sizes, *(size for size, _ in LAST_RESORT)):
        placed = [_entry(layout, idx, entry, n, size) for n, (idx, entry) in enumerate(zip(places, entries, strict=True), number)]
        if all(text.fits and not text.torn for text in placed):
            break
    return placed


def _entry(layout: Layout, idx: int, entry: Point, number: int, size: float) -> Filled:
    frame = Frame(f"entry {number}", placeholder(layout, idx))
    margin = frame.level(0).margin
    return set_text(frame, (sized(frame, PlacedParagraph(emphasis(entry.lead), number=number, margin=margin), size),))

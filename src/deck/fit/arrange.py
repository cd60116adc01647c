"""The ways to arrange points on a slide: each a pure function from points and sizes to filled placeholders, or None."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from deck.fit.endings import ends_badly
from deck.fit.filling import TOLERANCE, Filled, Frame, baseline_gap, head_height, lowered, numbered, set_plainly, set_text, sized, spaced
from deck.fit.pieces import FLOOR
from deck.fit.text import detail_of, lead_paragraph, runs
from deck.fit.wrap import available_height, sure_lines
from deck.model.counting import count_words
from deck.model.placed import PlacedParagraph, PlacedRun, PlacedShape, Shape
from deck.model.slides import Point
from deck.model.template import Layout, Placeholder, Template
from deck.model.words import numeral

Sizes: TypeAlias = tuple[float, float]
Shapes: TypeAlias = tuple[Shape, ...]

NUMBER_WORDS = {1: "One", 2: "Two", 3: "Three", 4: "Four"}
MOST_POINTS = 4
SHORT_LEAD = 4
# lines of a lead that are taken in at a glance, and those beyond which it reads as a paragraph
EASY_LINES, MOST_LEAD_LINES = 2, 4
# lines of a detail that are read with ease
EASY_DETAIL_LINES = 4
# the share of its height below which a column looks left over
HALF_EMPTY = 0.5
# what a word broken for want of any size that holds it costs, in strain
BROKEN = 12


class Area(NamedTuple):
    """A slide's content area: the template to take a layout from, how much of each point is shown, the digits to count with."""

    template: Template
    detail: str
    digits: str = ""
    right_to_left: bool = False

    def sizes(self, usual: tuple[float, ...]) -> tuple[float, ...]:
        """Return sizes of text, meant for slides of usual size, as they suit the template's."""
        return _scaled(usual, self.template.scale)

    def pairs(self, usual: tuple[Sizes, ...]) -> tuple[Sizes, ...]:
        """Return the sizes of leads and details, meant for slides of usual size, as they suit the template's and its titles."""
        return _scaled_pairs(usual, self.template.scale, self.template.largest)


def _one(size: float, scale: float) -> float:
    # what is below the floor is a last resort on any slide
    return size if size < FLOOR else max(FLOOR, float(round(size * scale)))


@lru_cache(maxsize=256)
def _scaled(usual: tuple[float, ...], scale: float) -> tuple[float, ...]:
    return usual if scale == 1 else tuple(dict.fromkeys(_one(size, scale) for size in usual))


@lru_cache(maxsize=256)
def _scaled_pairs(usual: tuple[Sizes, ...], scale: float, largest: float) -> tuple[Sizes, ...]:
    if scale == 1 and largest >= usual[0][0]:
        return usual
    shown = dict.fromkeys((_one(lead, scale), _one(detail, scale)) for lead, detail in usual)
    return tuple(sizes for sizes in shown if sizes[0] <= largest) or (min(shown),)


class Arrangement(NamedTuple):
    """Filled placeholders of a layout; `strain` counts what a smaller size would mend: lines that barely fit, leads of many lines."""

    layout: str
    shapes: Shapes
    strain: int = 0


Arrange: TypeAlias = Callable[[Area, tuple[Point, ...], Sizes], Arrangement | None]


def rows(area: Area, points: tuple[Point, ...], sizes: Sizes) -> Arrangement | None:
    """Leads at the left, their details at the right, a row each."""
    if not 2 <= len(points) <= MOST_POINTS or any(point.runs_in for point in points):
        return None
    layout = layout_of(area, f"{NUMBER_WORDS[len(points)]} Points")
    halves = [half for i, point in enumerate(points) for half in _row(area, layout, i, point, sizes)]
    # first whether all of them fit, then how well
    if not all(_sits(set_plainly(half.frame, half.paragraphs, top_inset=half.down)) for half in halves):
        return None
    texts = [set_text(half.frame, half.paragraphs, top_inset=half.down, even=True) for half in halves]
    both = list(zip(halves, texts, strict=True))
    if not all(_sits(text) and (not half.leads or len(text.measured.lines) <= MOST_LEAD_LINES) for half, text in both):
        return None
    return Arrangement(layout.known_as, tuple(text.shape for text in texts), sum(_strain(text, lead=half.leads) for half, text in both))


class _Half(NamedTuple):
    """A row's lead or its detail: where it goes, its text, and the top inset that lowers it."""

    frame: Frame
    paragraphs: tuple[PlacedParagraph, ...]
    down: int | None
    leads: bool


def _row(area: Area, layout: Layout, i: int, point: Point, sizes: Sizes) -> Iterator[_Half]:
    """Yield a row's lead, and its detail where it has one, with their first baselines on one line."""
    lead_frame, detail_frame = _frame(layout, 30 + i, f"lead {i + 1}"), _frame(layout, 40 + i, f"detail {i + 1}")
    gap = baseline_gap(lead_frame, sizes[0], detail_frame, sizes[1])
    down = lowered(detail_frame, gap) if gap > TOLERANCE else None
    lead_down = lowered(lead_frame, -gap) if gap < -TOLERANCE else None
    yield _Half(lead_frame, (numbered(lead_frame, sized(lead_frame, lead_paragraph(point, area.detail), sizes[0])),), lead_down, True)
    if text := detail_of(point, area.detail):
        yield _Half(detail_frame, (sized(detail_frame, PlacedParagraph(runs(text)), sizes[1]),), down, False)


def duo(area: Area, points: tuple[Point, ...], sizes: Sizes) -> Arrangement | None:
    """Two points side by side."""
    return _columns(area, layout_of(area, "Duo"), points, sizes) if len(points) == 2 else None


def contrast(area: Area, points: tuple[Point, ...], sizes: Sizes) -> Arrangement | None:
    """Two points with short leads, one on light and one on dark ground."""
    if len(points) != 2 or any(point.runs_in or count_words([point.lead]) > SHORT_LEAD for point in points):
        return None
    return _columns(area, layout_of(area, "Contrast"), points, sizes)


def cards(area: Area, points: tuple[Point, ...], sizes: Sizes) -> Arrangement | None:
    """A panel for each point."""
    if not 2 <= len(points) <= MOST_POINTS:
        return None
    return _columns(area, layout_of(area, f"{NUMBER_WORDS[len(points)]} Cards"), points, sizes, level=False)


def stack(area: Area, points: tuple[Point, ...], sizes: Sizes) -> Arrangement | None:
    """Points one below the other over the whole width; the only way for one that fills a slide."""
    if len(points) > MOST_POINTS:
        return None
    layout = layout_of(area, "Stack")
    frame = _frame(layout, 1, "points")
    paragraphs = tuple(p for point in points for p in pair(frame, point, area.detail, sizes))
    filled = set_text(frame, paragraphs, even=len(paragraphs) == 1)
    return Arrangement(layout.known_as, (filled.shape,), _strain(filled)) if _sits(filled) else None


def statement(area: Area, points: tuple[Point, ...], sizes: Sizes) -> Arrangement | None:
    """One point below its title, both large on dark ground; only where its author asks for it."""
    if len(points) != 1:
        return None
    layout = layout_of(area, "Statement")
    frame = _frame(layout, 1, "point")
    (point,) = points
    lead = lead_paragraph(point, area.detail)
    strong = lead._replace(runs=tuple(run if run.soft else run._replace(bold=True) for run in lead.runs))
    text = () if point.runs_in else detail_of(point, area.detail)
    shown = (numbered(frame, sized(frame, strong, sizes[0])), *((sized(frame, PlacedParagraph(runs(text)), sizes[1]),) if text else ()))
    filled = set_text(frame, shown)
    return Arrangement(layout.known_as, (filled.shape,), _strain(filled)) if _sits(filled) else None


def _columns(area: Area, layout: Layout, points: tuple[Point, ...], sizes: Sizes, *, level: bool = True) -> Arrangement | None:
    """Return each point in a placeholder of its own; `level` lets all details begin at the same height."""
    if layout.placeholder(40) is not None:
        return _heads(area, layout, points, sizes)
    frames = [_frame(layout, 30 + i, f"point {i + 1}") for i in range(len(points))]
    texts: list[Filled] = []
    for frame, point in zip(frames, points, strict=True):
        texts.append(set_text(frame, pair(frame, point, area.detail, sizes)))
        if not _sits(texts[-1]):
            return None  # and levelling would only lower it
    if level:
        texts = _levelled(frames, texts)
    if not all(_sits(text) for text in texts):
        return None
    shapes = tuple(_linked(text.shape, point) for text, point in zip(texts, points, strict=True))
    uneven = _unevenness(frames, texts) if layout.known_as == "Duo" else 0
    return Arrangement(layout.known_as, shapes, sum(map(_strain, texts)) + uneven)


def _heads(area: Area, layout: Layout, points: tuple[Point, ...], sizes: Sizes) -> Arrangement | None:
    """Return each point in two placeholders, its lead above its detail, as a template's settings may have it."""
    shapes: list[PlacedShape] = []
    strain = 0
    for i, point in enumerate(points):
        lead, detail = _frame(layout, 30 + i, f"lead {i + 1}"), _frame(layout, 40 + i, f"detail {i + 1}")
        texts = [set_text(lead, (numbered(lead, sized(lead, lead_paragraph(point, area.detail), sizes[0])),))]
        if not point.runs_in and (shown := detail_of(point, area.detail)):
            texts.append(set_text(detail, (sized(detail, PlacedParagraph(runs(shown)), sizes[1]),)))
        if not all(_sits(text) for text in texts):
            return None
        shapes += (_linked(text.shape, point) for text in texts)
        strain += sum(_strain(text, lead=text is texts[0]) for text in texts)
    return Arrangement(layout.known_as, tuple(shapes), strain)


def _levelled(frames: list[Frame], texts: list[Filled]) -> list[Filled]:
    """Return texts whose details begin below the tallest head; as they are where a detail is missing or a head's lines are a guess."""
    surely = (sure_lines(text.shape.paragraphs[0], frame.placeholder) for frame, text in zip(frames, texts, strict=True))
    if any(len(text.shape.paragraphs) != 2 for text in texts) or None in surely:
        return texts
    heads = [head_height(frame, text) for frame, text in zip(frames, texts, strict=True)]
    tall = max(heads)
    return [
        text if head > tall - TOLERANCE else spaced(frame, text, 1, round(frame.level(1).before + tall - head, 1))
        for frame, text, head in zip(frames, texts, heads, strict=True)
    ]


def pair(frame: Frame, point: Point, detail: str, sizes: Sizes) -> tuple[PlacedParagraph, ...]:
    """Return a point as its lead on the first level and its detail on the second; behind a number both begin at the same place."""
    lead = numbered(frame, sized(frame, lead_paragraph(point, detail), sizes[0]))
    text = () if point.runs_in else detail_of(point, detail)
    if not text:
        return (lead,)
    below = sized(frame, PlacedParagraph(runs(text), level=1), sizes[1])
    return lead, below if lead.hang is None else below._replace(margin=frame.level(1).margin + lead.hang, hang=0)


def numbered_cards(area: Area, points: tuple[Point, ...], sizes: Sizes, first: int) -> Arrangement | None:
    """Return cards with a running number on each, counted from `first`, on the baseline of its head."""
    placed = cards(area, points, sizes)
    if placed is None:
        return None
    layout = layout_of(area, placed.layout)
    shapes: list[Shape] = []
    for i, shape in enumerate(placed.shapes):
        number, card = _frame(layout, 50 + i, f"number {i + 1}"), _frame(layout, 30 + i, shape.key)
        gap = baseline_gap(card, sizes[0], number, number.level(0).size)
        text = (PlacedParagraph((PlacedRun(numeral(str(first + i), area.digits)),)),)
        shapes += (set_text(number, text, top_inset=lowered(number, gap) if gap > TOLERANCE else None).shape, shape)
    return Arrangement(layout.known_as, tuple(shapes), placed.strain)


def _linked(shape: PlacedShape, point: Point) -> PlacedShape:
    return shape._replace(target=point.target) if point.target else shape


def _strain(text: Filled, *, lead: bool = True) -> int:
    """Return how much a text wants to be smaller, or arranged in another way.

    That is by lines that barely fit, by lines that end badly (in a detail half as much), by each line of a lead beyond the easy ones,
    and by each line of another text beyond those that are read with ease.
    """
    strain = int(text.measured.fragile) + BROKEN * text.measured.broken
    for paragraph, lines in zip(text.shape.paragraphs, text.measured.paragraphs, strict=True):
        if lead and paragraph.level == 0 and not any(run.soft for run in paragraph.runs):
            strain += ends_badly(lines) + max(0, len(lines) - EASY_LINES) ** 2
        else:
            strain += ends_badly(lines) // 2 + max(0, len(lines) - EASY_DETAIL_LINES)
    return strain


def _unevenness(frames: list[Frame], texts: list[Filled]) -> int:
    """Return how much columns want to be rows, in strain: by leads of other lengths, by one text far longer, by much white below both."""
    heads = [len(text.measured.paragraphs[0]) for text in texts if len(text.measured.paragraphs) > 1]
    bodies = [len(text.measured.lines) for text in texts]
    filled = max(text.measured.height / available_height(frame.placeholder) for frame, text in zip(frames, texts, strict=True))
    apart = max(heads) - min(heads) if heads else 0
    return apart + (max(bodies) > 2 * min(bodies)) + 2 * (filled < HALF_EMPTY)


def _sits(text: Filled) -> bool:
    return text.fits and not text.torn


def layout_of(area: Area, name: str) -> Layout:
    """Return a layout that the template is known to have (it was checked for it)."""
    layout = area.template.layout(name)
    if layout is None:
        raise LookupError(name)
    return layout


def _frame(layout: Layout, idx: int, key: str) -> Frame:
    return Frame(key, placeholder(layout, idx))


def placeholder(layout: Layout, idx: int) -> Placeholder:
    """Return a placeholder that the layout is known to have (the template was checked for it)."""
    found = layout.placeholder(idx)
    if found is None:
        raise LookupError(f"{layout.known_as}: {idx}")
    return found


FAMILIES: Mapping[str, Arrange] = {"contrast": contrast, "duo": duo, "rows": rows, "cards": cards, "stack": stack, "statement": statement}

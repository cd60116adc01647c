"""How well the text of a template's layouts can be read: its contrast, what lies in its way, and the room that it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from deck.compose.found import LARGE, used_levels
from deck.compose.grid import LARGE_READABLE, READABLE
from deck.compose.space import area, ground_below, obstacles
from deck.model.colour import contrast
from deck.model.template import FOOT, TEXTS, Layout, Level, Placeholder, Template
from deck.model.units import Box, points

TITLES = ("title", "ctrTitle")
# a line of text is so many times its size high, and a word of a title at least so many ems wide
LINE, WORD = 1.2, 6.0
# a title holds a line at this size, a body takes this share of the slide (points; shares)
TITLE_SIZE, BODY_SHARE = 24.0, 0.04


class Text(NamedTuple):
    """A text of a layout: `ratio` is the contrast of its faintest level on what is below it (WCAG 2.1), None where nobody knows that.

    `least` is the contrast that level AA asks of that level. `crossed`: decoration lies in its way.
    """

    layout: Layout
    holder: Placeholder
    ratio: float | None
    least: float
    crossed: bool

    @property
    def is_faint(self) -> bool:
        """It is known not to be read with ease."""
        return self.ratio is not None and self.ratio < self.least


def texts_of(template: Template, layout: Layout, used: Mapping[int, frozenset[int]] | None = None) -> Iterator[Text]:
    """Yield the title of a layout and its texts for content; where it is known which levels (of each idx) are `used`, by those."""
    slide = Box(0, 0, template.width, template.height)
    for holder in layout.placeholders:
        if holder.kind in (*TITLES, *TEXTS) and holder.slot != -1:
            grounds = (holder.fill,) if holder.fill else ground_below(layout, holder.box, slide)
            levels = used_levels(layout, holder)
            if used is not None:
                levels = tuple(level for n, level in enumerate(holder.levels) if n in used.get(holder.idx, ()))
            inks = [(level.colour, _least(holder, level)) for level in levels]
            stood = [(min(contrast(ink, ground) for ground in grounds), least) for ink, least in inks if grounds and ink]
            ratio, least = min(stood, key=lambda found: found[0] / found[1], default=(None, READABLE))
            yield Text(layout, holder, ratio, least, not holder.fill and bool(obstacles(layout, holder.box)))


def _least(holder: Placeholder, level: Level) -> float:
    """Return the contrast that level AA asks of a level of text."""
    return LARGE_READABLE if holder.kind in TITLES or level.size >= LARGE else READABLE


class Cramped(NamedTuple):
    """A placeholder that is too small for what it is for, and why."""

    layout: Layout
    holder: Placeholder
    why: str


def cramped(template: Template, layout: Layout) -> Iterator[Cramped]:
    """Yield what of a layout is too small: a title that holds no line, the only body, or the foot, which holds no line of its own."""
    bodies = [holder for holder in layout.placeholders if holder.kind in TEXTS and holder.slot != -1]
    for holder in layout.placeholders:
        wide, high = _room(holder)
        size = holder.levels[0].size if holder.levels else 0.0
        if holder.kind in TITLES and (wide < WORD * TITLE_SIZE or high < LINE * TITLE_SIZE):
            yield Cramped(layout, holder, f"holds no line of a title at {TITLE_SIZE:g} points")
        elif [holder] == bodies and holder.kind != "subTitle" and area(holder.box) < BODY_SHARE * template.width * template.height:
            share = 100 * area(holder.box) / (template.width * template.height)
            yield Cramped(layout, holder, f"takes {share:.0f} % of the slide, which is too small for content")
        elif holder.kind in FOOT and high < size:
            yield Cramped(layout, holder, f"is {high:.0f} points high and holds no line at its {size:g} points")


def _room(holder: Placeholder) -> tuple[float, float]:
    """Return how wide and how high the text of a placeholder may be, in points."""
    left, top, right, bottom = holder.insets
    room = points(holder.box.width - left - right), points(holder.box.height - top - bottom)
    return (room[1], room[0]) if holder.vertical else room

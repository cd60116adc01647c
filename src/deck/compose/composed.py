"""The layouts that have to be added to a template: drawn on its grid, their titles read where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from deck.compose.drawn import DRAWN
from deck.compose.found import Finder
from deck.compose.grid import LARGE_READABLE, TEXTS, Grid, readable, stands
from deck.compose.region import BACKING, grid_of
from deck.compose.space import ground_below, overlap
from deck.model.template import Composition, Mark, Template
from deck.model.units import Box


def compositions(finder: Finder, roles: Sequence[str], *, right_to_left: bool) -> dict[str, Composition]:
    """Return a layout for each role, on the grid of the template."""
    if not roles:
        return {}
    grid, template = grid_of(finder, right_to_left=right_to_left), finder.template
    taken = {layout.name for layout in template.layouts}
    return {role: _finished(DRAWN[role](_free(role, taken), grid), grid, template) for role in roles}


def _free(role: str, taken: set[str]) -> str:
    """Return a name for a composed layout that no other has."""
    return next(name for name in (role, *(f"{role} {n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _finished(drawn: Composition, grid: Grid, template: Template) -> Composition:
    """Return a composition whose title is read where it stands, with the panel below all of it where one is needed."""
    like, slide = template.named(drawn.like), Box(0, 0, template.width, template.height)
    own = like.title if like is not None else None
    title = drawn.title or (grid.title if own is None or grid.title != own.box else None)
    place = title or grid.title
    if grid.backing is not None:
        pad = round(1.5 * BACKING * grid.unit)
        left, top = min(place.x, grid.region.x) - pad, min(place.y, grid.region.y) - pad
        right = max(place.x + place.width, grid.region.x + grid.region.width) + pad
        bottom = max(place.y + place.height, grid.region.y + grid.region.height) + pad
        card = overlap(Box(left, top, right - left, bottom - top), slide)
        return drawn._replace(title=title, marks=(Mark("panel", card, grid.backing), *drawn.marks), title_ink=grid.plain.text)
    grounds = ground_below(like, place, slide) if like is not None else ()
    ink = None
    if own is not None and not stands(own.levels[0].colour, grounds, LARGE_READABLE):
        ink = readable(TEXTS, grounds, template.scheme)
    return drawn._replace(title=title, title_ink=ink)

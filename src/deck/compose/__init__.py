"""Template -> template: every role bound to a layout, one that the template has or one composed on its own grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from typing import NamedTuple

from deck.compose.drawn import DRAWN
from deck.compose.found import TEXTS, Finder, Seen, Test, content, natives, seen
from deck.compose.grid import (
    INCH,
    LARGE_READABLE,
    LEAST,
    Grid,
    backed,
    deep_panel,
    plain_ground,
    quiet_panel,
    readable,
    stands,
)
from deck.compose.grid import (
    TEXTS as INKS,
)
from deck.compose.mapped import mapped
from deck.compose.space import FOOT, area, free_region, ground_below, is_clean, largest_free, obstacles, overlap
from deck.model.language import HEAD_ROOM, LOW_SCRIPTS
from deck.model.roles import ROLES
from deck.model.template import Binding, Composition, Ink, Layout, Level, Mark, Template, TemplateSettings
from deck.model.units import Box

__all__ = ["Roles", "bound", "compose"]

# the margin of a slide that tells none, and the least of it that content needs, as shares of the slide
MARGIN, LEAST_WIDTH, LEAST_HEIGHT = 0.06, 0.4, 0.24
# a lead is no larger than this share of the title
BELOW_TITLE = 0.9
# how far a panel below everything reaches beyond the text, in units, and a point in EMU
BACKING, EMU_PER_POINT = 0.14, 12_700
# a region cut by decoration to less than this share of the template's own body is not worth it: the body was meant to be written on
KEPT = 0.5
# what lies between a title and content that no body of the template has a place for, as a share of the slide's height
APART = 0.03
RULES = (Ink("bg1", 85_000), Ink("bg1", 75_000), Ink("tx1", 50_000, 50_000), Ink("tx1", 75_000, 25_000), Ink("tx1"))
FAINT = 1.25


class Roles(NamedTuple):
    """What serves each role, and the layouts that have to be added to the template for that."""

    bindings: tuple[Binding, ...]
    compositions: tuple[Composition, ...]


def compose(template: Template, settings: TemplateSettings, names: Mapping[str, tuple[str, ...]], *, right_to_left: bool = False) -> Roles:
    """Return what serves each role: what the settings say, then what is ours by name, then by structure and name, else composed.

    `names` is what programs call their layouts. Raises TemplateError for settings that name what the template has not.
    """
    finder = Finder(template, tuple(seen(layout, right_to_left=right_to_left) for layout in template.layouts), names)
    bindings = {binding.role: binding for binding in mapped(template, settings)}
    for binding in _ours(template):
        bindings.setdefault(binding.role, binding)
    if len(bindings) == len(ROLES):
        return Roles(tuple(bindings[role] for role in ROLES), ())
    for binding in natives(finder):
        bindings.setdefault(binding.role, binding)
    grid = _grid(finder, right_to_left=right_to_left)
    taken = {layout.name for layout in template.layouts}
    made = {role: _finished(DRAWN[role](_free(role, taken), grid), grid, template) for role in ROLES if role not in bindings}
    for role, composition in made.items():
        slots = {0: 0, **{holder.idx: holder.idx for holder in composition.holders}}
        bindings[role] = Binding(role, composition.name, slots, f"composed on “{composition.like}”", composed=True)
    return Roles(tuple(bindings[role] for role in ROLES), tuple(made.values()))


def bound(template: Template, roles: Roles) -> Template:
    """Return a template whose layouts and placeholders are known by the roles and slots that they serve."""
    layouts = tuple(_served(template, binding) for binding in roles.bindings)
    serving = {binding.layout for binding in roles.bindings}
    rest = tuple(layout for layout in template.layouts if layout.name not in serving)
    foreign = next((layout for layout in layouts if layout.role in ("List", "Stack") and layout.title is not None), None)
    title = foreign.title.levels[0].size if roles.compositions and foreign is not None and foreign.title else inf
    return template._replace(layouts=(*layouts, *rest), compositions=roles.compositions, largest=max(LEAST, BELOW_TITLE * title))


def _served(template: Template, binding: Binding) -> Layout:
    layout = template.named(binding.layout)
    if layout is None:
        raise LookupError(binding.layout)
    slots = {idx: slot for slot, idx in binding.slots.items() if slot}
    holders = (
        holder if holder.kind not in (*TEXTS, "pic", "tbl", "chart") else holder._replace(slot=slots.get(holder.idx, -1))
        for holder in layout.placeholders
    )
    return layout._replace(role=binding.role, placeholders=tuple(holders))


def _ours(template: Template) -> Iterator[Binding]:
    """Yield the roles that layouts of ours serve: those with the name and all the placeholders of one."""
    for role, slots in ROLES.items():
        layout = template.named(role)
        if layout is not None and all((layout.placeholder(slot) if slot else layout.title) is not None for slot in slots):
            yield Binding(role, role, {holder.idx: holder.idx for holder in layout.placeholders}, "a layout of ours")


def _free(role: str, taken: set[str]) -> str:
    """Return a name for a composed layout that no other has."""
    return next(name for name in (role, *(f"{role} {n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _grid(finder: Finder, *, right_to_left: bool) -> Grid:
    """Return the grid for composed layouts: on the template's layout for content, else on its barest one."""
    base, template = _base(finder), finder.template
    layout, scheme, slide = base.layout, template.scheme, Box(0, 0, template.width, template.height)
    region, title, clean = _region(finder, base)
    level = _text_level(finder, base)
    own = level.colour or scheme.get("tx1", "")
    plain = plain_ground(ground_below(layout, region, slide), own, scheme) if clean else None
    backing: Ink | None = None
    if plain is None:
        backing, plain = backed(scheme)
        inset = round(BACKING * INCH * template.scale)
        region = _without(region, (inset, 0, inset, inset))
    ground = plain.rgbs[0] if plain.rgbs else ""
    quiet = quiet_panel(ground, plain.text, scheme)
    rule = readable(RULES, plain.rgbs or (scheme.get("bg1", ""),), scheme, FAINT)
    return Grid(
        layout.name,
        title,
        region,
        INCH * template.scale,
        template.scale,
        layout.title.levels[0].size if layout.title else 36.0,
        min(max(level.line, 0.9), 1.2),
        plain,
        quiet,
        deep_panel(ground, scheme),
        rule or Ink("tx1"),
        right_to_left,
        0 if level.script in LOW_SCRIPTS else HEAD_ROOM,
        backing,
        layout.title.levels[0].align if layout.title else "start",
    )


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
        ink = readable(INKS, grounds, template.scheme)
    return drawn._replace(title=title, title_ink=ink)


def _base(finder: Finder) -> Seen:
    """Return the layout that composed ones are like: that for content, else one with a title alone, else any with a title, else any."""
    if (found := content(finder)) is not None:
        return found
    titled = [found for found in finder.layouts if found.title is not None and not found.title.vertical]
    tests: tuple[Test, ...] = (
        lambda found: found.layout.type == "titleOnly",
        lambda found: not found.bodies and not found.others.get("pic"),
        lambda found: found.layout.type not in ("title", "secHead"),
    )
    return next((found for test in tests for found in titled if test(found)), (titled or list(finder.layouts))[0])


def _text_level(finder: Finder, base: Seen) -> Level:
    """Return the style of text of content: that of a body, else of the title."""
    holders = [body for found in (base, *finder.layouts) for body in found.bodies]
    holders += [found.title for found in (base, *finder.layouts) if found.title is not None]
    return holders[0].levels[0] if holders else Level(18.0)


def _region(finder: Finder, base: Seen) -> tuple[Box, Box, bool]:
    """Return where content goes on a layout, where its title stands, and whether nothing lies in the way of either."""
    layout, wide, high = base.layout, finder.template.width, finder.template.height
    across, down = round(MARGIN * wide), round(MARGIN * high)
    whole = Box(across, down, wide - 2 * across, high - 2 * down)
    if layout.title is None:
        apart = round(0.19 * high)
        title = Box(whole.x, whole.y, whole.width, round(0.15 * high))
        start = Box(whole.x, whole.y + apart, whole.width, whole.height - apart)
        free = free_region(layout, start)
        return free, title, is_clean(layout, title) and _enough(free, finder)
    title = layout.title.box
    cut = largest_free(title, obstacles(layout, title))
    titled = cut.width >= KEPT * title.width and cut.height >= layout.title.levels[0].size * EMU_PER_POINT
    start = _start(base, finder, whole)
    below = overlap(start, Box(0, title.y + title.height, wide, high))
    frees = (free_region(layout, below), free_region(layout, start))
    for free, least in zip(frees, (KEPT * area(below), KEPT * area(start)), strict=True):
        if area(free) >= least and _enough(free, finder):
            return free, cut if titled else title, titled
    foot = [holder.box for holder in layout.placeholders if holder.kind in FOOT]
    return largest_free(start, [title, *foot]), title, False


def _start(base: Seen, finder: Finder, whole: Box) -> Box:
    """Return where content may stand before anything is in its way: where the bodies do, else all that lies beside the title."""
    bodies = [body for body in base.bodies if not body.vertical]
    if bodies:
        left, top = min(body.box.x for body in bodies), min(body.box.y for body in bodies)
        right = max(body.box.x + body.box.width for body in bodies)
        bottom = max(body.box.y + body.box.height for body in bodies)
        around = overlap(Box(left, top, right - left, bottom - top), Box(0, 0, finder.template.width, whole.y + whole.height))
        if _enough(around, finder):
            return _without(around, bodies[0].insets)
    title = base.title
    if title is None:
        return whole
    text = _without(title.box, title.insets)
    below = title.box.y + title.box.height + round(APART * finder.template.height)
    under = Box(text.x, below, text.width, whole.y + whole.height - below)
    return under if _enough(under, finder) and area(under) >= KEPT * area(whole) else whole


def _without(box: Box, insets: tuple[int, int, int, int]) -> Box:
    left, top, right, bottom = insets
    return Box(box.x + left, box.y + top, box.width - left - right, box.height - top - bottom)


def _enough(box: Box, finder: Finder) -> bool:
    """Tell whether content has room in a box."""
    return box.width >= LEAST_WIDTH * finder.template.width and box.height >= LEAST_HEIGHT * finder.template.height

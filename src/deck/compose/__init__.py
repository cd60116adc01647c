"""Template -> template: every role bound to a layout, one that the template has or one composed on its own grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from deck.compose.drawn import DRAWN
from deck.compose.found import TEXTS, Finder, Seen, content, natives, seen
from deck.compose.grid import INCH, Grid, deep_panel, plain_ground, quiet_panel, readable
from deck.compose.mapped import mapped
from deck.compose.space import area, free_region, ground_below, largest_free
from deck.model.language import HEAD_ROOM, LOW_SCRIPTS
from deck.model.roles import ROLES
from deck.model.template import Binding, Composition, Ink, Layout, Level, Template, TemplateSettings
from deck.model.units import Box

__all__ = ["Roles", "bound", "compose"]

# the margin of a slide that tells none, and the least of it that content needs, as shares of the slide
MARGIN, LEAST_WIDTH, LEAST_HEIGHT = 0.06, 0.4, 0.3
# a region cut by decoration to less than this share of the template's own body is not worth it: the body was meant to be written on
KEPT = 0.5
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
    made = {role: DRAWN[role](_free(role, taken), grid) for role in ROLES if role not in bindings}
    for role, composition in made.items():
        slots = {0: 0, **{holder.idx: holder.idx for holder in composition.holders}}
        bindings[role] = Binding(role, composition.name, slots, f"composed on “{composition.like}”", composed=True)
    return Roles(tuple(bindings[role] for role in ROLES), tuple(made.values()))


def bound(template: Template, roles: Roles) -> Template:
    """Return a template whose layouts and placeholders are known by the roles and slots that they serve."""
    layouts = tuple(_served(template, binding) for binding in roles.bindings)
    serving = {binding.layout for binding in roles.bindings}
    rest = tuple(layout for layout in template.layouts if layout.name not in serving)
    return template._replace(layouts=(*layouts, *rest), compositions=roles.compositions)


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
    base = _base(finder)
    layout = base.layout
    region, title = _region(finder, base)
    level = _text_level(finder, base)
    ground = ground_below(layout, region)
    template = finder.template
    plain = plain_ground(ground, level.colour, template.scheme)
    own = level.colour or template.scheme.get("tx1", "")
    rules = (ink for ink in RULES if readable([ink], ground or template.scheme.get("bg1", ""), template.scheme, FAINT))
    largest = layout.title.levels[0].size if layout.title else 36.0
    return Grid(
        layout.name,
        title,
        region,
        INCH * template.scale,
        template.scale,
        largest,
        min(max(level.line, 0.9), 1.2),
        plain,
        quiet_panel(ground, own, template.scheme),
        deep_panel(ground, template.scheme),
        next(rules, Ink("tx1")),
        right_to_left,
        0 if level.script in LOW_SCRIPTS else HEAD_ROOM,
    )


def _base(finder: Finder) -> Seen:
    """Return the layout that composed ones are like: that for content, else one with a title alone, else any with a title, else any."""
    if (found := content(finder)) is not None:
        return found
    titled = [found for found in finder.layouts if found.title is not None and not found.title.vertical]
    tests = (
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


def _region(finder: Finder, base: Seen) -> tuple[Box, Box]:
    """Return where content goes on a layout, and where its title stands."""
    template, layout = finder.template, base.layout
    wide, high = template.width, template.height
    body = base.bodies[0].box if base.bodies else None
    if body is not None and area(body) >= LEAST_WIDTH * wide * LEAST_HEIGHT * high:
        free = free_region(layout, body)
        inner = free if area(free) >= KEPT * area(body) else body
        left, top, right, bottom = base.bodies[0].insets
        kept = Box(inner.x + left, inner.y + top, inner.width - left - right, inner.height - top - bottom)
        return kept, layout.title.box if layout.title else kept
    across, down = round(MARGIN * wide), round(MARGIN * high)
    whole = Box(across, down, wide - 2 * across, high - 2 * down)
    if layout.title is None:
        title = Box(whole.x, whole.y, whole.width, round(0.15 * high))
        return largest_free(Box(whole.x, whole.y + round(0.19 * high), whole.width, whole.height - round(0.19 * high)), ()), title
    return free_region(layout, whole), layout.title.box

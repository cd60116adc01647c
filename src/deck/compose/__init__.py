"""Template -> template: every role bound to a layout, one that the template has or one composed on its own grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from typing import NamedTuple

from deck.errors import TemplateError
from deck.model.roles import ROLES
from deck.model.template import LEAST_SIZE, OBJECTS, TEXTS, Binding, Composition, Layout, Template, TemplateSettings

__all__ = ["OURS", "Roles", "bound", "compose", "counting"]

# a lead is no larger than this share of the title
BELOW_TITLE = 0.9
# why a layout of ours serves a role
OURS = "a layout of ours"


class Roles(NamedTuple):
    """What serves each role, and the layouts that have to be added to the template for that."""

    bindings: tuple[Binding, ...]
    compositions: tuple[Composition, ...]


def compose(template: Template, settings: TemplateSettings, names: Mapping[str, tuple[str, ...]], *, right_to_left: bool = False) -> Roles:
    """Return what serves each role: what the settings say, then what is ours by name, then by structure and name, else composed.

    `names` is what programs call their layouts. Those of one slide master count: of the one that the settings name, else of the first on
    which nothing lies in the way of content, else of the first; and each that the settings name. Raises TemplateError for settings that
    name what the template has not.
    """
    counted = counting(template, settings)
    ours = tuple(_ours(counted))
    if len(ours) == len(ROLES) and not settings.roles:
        return Roles(ours, ())
    # most decks are on a template of ours, which needs none of this
    from deck.compose.composed import compositions
    from deck.compose.found import finder_of, natives
    from deck.compose.mapped import mapped

    finder = finder_of(template._replace(scheme=counted.scheme), counted.layouts, names, right_to_left=right_to_left)
    bindings: dict[str, Binding] = {}
    for binding in (*mapped(template, settings), *ours, *natives(finder)):
        bindings.setdefault(binding.role, binding)
    made = compositions(finder, [role for role in ROLES if role not in bindings], right_to_left=right_to_left)
    for role, composition in made.items():
        slots = {0: 0, **{holder.idx: holder.idx for holder in composition.holders}}
        bindings[role] = Binding(role, composition.name, slots, f"composed on “{composition.like}”", composed=True)
    return Roles(tuple(bindings[role] for role in ROLES), tuple(made.values()))


def counting(template: Template, settings: TemplateSettings) -> Template:
    """Return a template with the layouts of the slide master that counts. Raises TemplateError for one that it has not."""
    wanted = settings.master.casefold() or _first(template).casefold()
    found = next((master for master in template.masters if master.name.casefold() == wanted), None)
    layouts = tuple(layout for layout in template.layouts if layout.master.casefold() == wanted)
    if settings.master and (found is None or not layouts):
        held = dict.fromkeys(layout.master for layout in template.layouts)
        names = ", ".join(f"“{name}”" for name in held)
        raise TemplateError(f"{template.name}: its settings name the slide master “{settings.master}”; those with layouts are {names}")
    return template if found is None else template._replace(layouts=layouts, scheme=found.scheme)


def _first(template: Template) -> str:
    """Return the name of the master that counts where nobody names one: a cover is none that content can stand on."""
    serving = next((layout.master for layout in template.layouts if layout.role), "")
    names = list(dict.fromkeys(layout.master for layout in template.layouts))
    if serving or len(names) < 2:
        return serving or "".join(names)
    from deck.compose.found import has_clean_content  # most templates have one master

    return next((name for name in names if has_clean_content(template, name)), names[0])


def bound(template: Template, roles: Roles) -> Template:
    """Return a template whose layouts and placeholders are known by the roles and slots that they serve."""
    layouts = tuple(_served(template, binding) for binding in roles.bindings)
    serving = {binding.layout for binding in roles.bindings}
    rest = tuple(layout for layout in template.layouts if layout.name not in serving)
    foreign = next((layout for layout in layouts if layout.role in ("List", "Stack") and layout.title is not None), None)
    title = foreign.title.levels[0].size if roles.compositions and foreign is not None and foreign.title else inf
    largest = max(LEAST_SIZE, BELOW_TITLE * title)
    return template._replace(layouts=(*layouts, *rest), compositions=roles.compositions, largest=largest, bindings=roles.bindings)


def _served(template: Template, binding: Binding) -> Layout:
    layout = template.named(binding.layout)
    if layout is None:
        raise LookupError(binding.layout)
    slots = {idx: slot for slot, idx in binding.slots.items() if slot}
    holders = (
        holder if holder.kind not in (*TEXTS, *OBJECTS) else holder._replace(slot=slots.get(holder.idx, -1))
        for holder in layout.placeholders
    )
    return layout._replace(role=binding.role, placeholders=tuple(holders))


def _ours(template: Template) -> Iterator[Binding]:
    """Yield the roles that layouts of ours serve: those with the name and all the placeholders of one."""
    for role, slots in ROLES.items():
        layout = template.named(role)
        if layout is not None and all((layout.placeholder(slot) if slot else layout.title) is not None for slot in slots):
            yield Binding(role, role, {holder.idx: holder.idx for holder in layout.placeholders}, OURS)

"""What the settings beside a template say of its layouts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deck.errors import TemplateError
from deck.model.roles import CALLED, ROLES
from deck.model.template import Binding, Layout, RoleSettings, Template, TemplateSettings

# the first slot of what leads, and of what stands below or beside it, where that is not the usual one
LEAD, DETAIL = 30, 40
FIRST: Mapping[str, tuple[int, int]] = {
    "Key Figure": (60, 1),
    "Quote": (1, 2),
    "Picture": (70, 1),
    "Wide Picture": (70, 1),
    "Picture and Points": (70, 1),
    "Table": (90, 1),
    "Chart": (95, 1),
    "Code": (80, 1),
    "Formula": (100, 1),
    "Two Pictures": (71, 75),
    "Three Pictures": (71, 75),
    "Four Pictures": (71, 75),
    "QR Codes": (71, 75),
}
ALONE = ("Title", "Chapter", "Title Only", "List", "Two Lists", "Stack", "Statement", "Sentence", "Callout", "Question")


def mapped(template: Template, settings: TemplateSettings) -> Iterator[Binding]:
    """Yield the roles that settings give a layout. Raises TemplateError for a layout or a placeholder that is not there."""
    for called, said in settings.roles.items():
        layout = _layout(template, called, said)
        roles = CALLED[called]
        role = roles[0] if len(roles) == 1 else roles[min(max(len(said.lead), 2), len(roles)) - 1]
        first, second = (1, 2) if role in ALONE else FIRST.get(role, (LEAD, DETAIL))
        slots = {0: said.title or 0}
        slots.update({first + n: idx for n, idx in enumerate(said.lead)})
        slots.update({second + n: idx for n, idx in enumerate(said.detail)})
        for slot, idx in slots.items():
            if slot and layout.placeholder(idx) is None:
                held = ", ".join(str(holder.idx) for holder in layout.placeholders)
                raise TemplateError(f"{template.name}: [roles.{called}] names the placeholder {idx}, and “{layout.name}” has {held}")
        missing = [slot for slot in ROLES[role] if slot not in slots]
        if layout.title is None or missing:
            raise TemplateError(f"{template.name}: [roles.{called}] needs a title and {_counted(role)}; name them in `lead` and `detail`")
        yield Binding(role, layout.name, slots, "the settings beside the template")


def _layout(template: Template, called: str, said: RoleSettings) -> Layout:
    found = template.named(said.layout)
    if found is None and said.layout.isdecimal():
        found = next((layout for layout in template.layouts if layout.number == int(said.layout)), None)
    if found is None:
        names = ", ".join(f"“{layout.name}”" for layout in template.layouts)
        raise TemplateError(f"{template.name}: [roles.{called}] names the layout “{said.layout}”; it has {names}")
    return found


def _counted(role: str) -> str:
    count = len(ROLES[role]) - 1
    return f"{count} placeholder{'s' if count > 1 else ''}"

"""What the settings beside a template say of its layouts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deck.errors import TemplateError
from deck.model.roles import CALLED, ROLES
from deck.model.template import OBJECTS, TEXTS, Binding, Layout, RoleSettings, Template, TemplateSettings

# the first slot of what leads, and of what stands below or beside it, where that is not the usual one
LEAD, DETAIL = 30, 40
FIRST: Mapping[str, tuple[int, int]] = {
    "Two Cards": (LEAD, 50),
    "Three Cards": (LEAD, 50),
    "Four Cards": (LEAD, 50),
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
# the slots of objects by the type of placeholder that holds them; one for content holds anything
KINDS, PICTURES = {90: "tbl", 95: "chart"}, range(70, 75)
NAMED = {"": "text", "pic": "pictures", "tbl": "tables", "chart": "charts", **dict.fromkeys(TEXTS, "text")}
ALONE = ("Title", "Chapter", "Title Only", "List", "Two Lists", "Stack", "Statement", "Sentence", "Callout", "Question")


def mapped(template: Template, settings: TemplateSettings) -> Iterator[Binding]:
    """Yield the roles that settings give a layout. Raises TemplateError for a layout or a placeholder that is not there."""
    for called, said in settings.roles.items():
        layout = _layout(template, called, said)
        roles = CALLED[called]
        role = roles[0] if len(roles) == 1 else roles[min(max(len(said.lead), 2), len(roles)) - 1]
        first, second = (1, 2) if role in ALONE else FIRST.get(role, (LEAD, DETAIL))
        slots = {first + n: idx for n, idx in enumerate(said.lead)}
        slots.update({second + n: idx for n, idx in enumerate(said.detail)})
        where = f"{template.name}: [roles.{called}]"
        for slot, idx in slots.items():
            _check(layout, slot, idx, where)
        if said.title is not None and (layout.title is None or layout.title.idx != said.title):
            own = "no title" if layout.title is None else f"its title at {layout.title.idx}"
            raise TemplateError(f"{where} names {said.title} for the title, and “{layout.name}” has {own}")
        if twice := sorted({idx for idx in slots.values() if [*said.lead, *said.detail].count(idx) > 1}):
            raise TemplateError(f"{where} names the placeholder {twice[0]} twice; each holds one thing")
        if layout.title is None or any(slot and slot not in slots for slot in ROLES[role]):
            raise TemplateError(f"{where} needs a title and {_counted(role)}; name them in `lead` and `detail`")
        yield Binding(role, layout.name, {0: layout.title.idx, **slots}, "the settings beside the template")


def _check(layout: Layout, slot: int, idx: int, where: str) -> None:
    """Raise a TemplateError where a layout has no placeholder of a number, or one that cannot hold what goes to a slot."""
    holder = layout.placeholder(idx)
    if holder is None:
        held = ", ".join(str(found.idx) for found in layout.placeholders if found.kind in (*TEXTS, *OBJECTS))
        raise TemplateError(f"{where} names the placeholder {idx}, and “{layout.name}” has {held or 'none'} for content")
    wanted = KINDS.get(slot) or ("pic" if slot in PICTURES else "")
    if holder.kind != wanted and (wanted or holder.kind not in TEXTS) and holder.kind != "obj":
        raise TemplateError(
            f"{where} names the placeholder {idx} of “{layout.name}” for {NAMED[wanted]}, which is one for {NAMED[holder.kind]}"
        )


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

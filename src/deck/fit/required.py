"""What a template must have for content to go to."""

from __future__ import annotations

from collections.abc import Mapping

from deck.errors import TemplateError
from deck.model.template import Template

# the placeholders (idx) of each layout that content goes to
REQUIRED: Mapping[str, tuple[int, ...]] = {
    "Title": (0, 1),
    "Chapter": (0, 1),
    "Title Only": (0, 1),
    "Two Points": (0, 30, 31, 40, 41),
    "Three Points": (0, 30, 31, 32, 40, 41, 42),
    "Four Points": (0, 30, 31, 32, 33, 40, 41, 42, 43),
    "Stack": (0, 1),
    "Duo": (0, 30, 31),
    "Contrast": (0, 30, 31),
    "Two Cards": (0, 30, 31, 50, 51),
    "Three Cards": (0, 30, 31, 32, 50, 51, 52),
    "Four Cards": (0, 30, 31, 32, 33, 50, 51, 52, 53),
    "List": (0, 1),
    "Two Lists": (0, 1, 2),
    "Question": (0, 1),
    "Agenda": (0, *range(30, 36)),
    "Agenda in Two Columns": (0, *range(30, 42)),
    "Key Figure": (0, 1, 60, 61),
    "Statement": (0, 1),
    "Sentence": (0, 1),
    "Two Sentences": (0, 30, 31),
    "Three Sentences": (0, 30, 31, 32),
    "Quote": (0, 1, 2),
    "Callout": (0, 1),
    "Picture": (0, 1, 70),
    "Wide Picture": (0, 1, 70),
    "Picture and Points": (0, 1, 70),
    "Picture Right": (0, 1, 70),
    "Two Pictures": (0, 71, 72, 75, 76),
    "Three Pictures": (0, 71, 72, 73, 75, 76, 77),
    "Four Pictures": (0, 71, 72, 73, 74, 75, 76, 77, 78),
    "One QR Code": (0, 71, 75),
    "QR Codes": (0, *range(71, 79)),
    "Table": (0, 1, 90),
    "Chart": (0, 1, 95),
    "Code": (0, 80),
    "Formula": (0, 1, 100),
}


def check(template: Template) -> None:
    """Raise a TemplateError for a template that lacks a layout or a placeholder that content goes to."""
    layouts = {name: template.layout(name) for name in REQUIRED}
    if missing := [name for name, layout in layouts.items() if layout is None]:
        names = ", ".join(f"“{name}”" for name in missing)
        raise TemplateError(f"{template.name}: the template has no layout {names}; start from a copy of the one that ships")
    for name, layout in layouts.items():
        lacking = [str(idx) for idx in REQUIRED[name] if layout is None or (layout.placeholder(idx) if idx else layout.title) is None]
        if lacking:
            message = f"{template.name}: the layout “{name}” has no placeholder with idx {', '.join(lacking)}"
            raise TemplateError(f"{message}; start from a copy of the one that ships")

"""A template as data: its layouts, their placeholders, and the styles of their text, with all inheritance resolved."""

from __future__ import annotations

from typing import NamedTuple

from deck.model.units import Box


class Level(NamedTuple):
    """The style of one outline level. Sizes, tracking and space in points; indents in EMU; `line` is 1.0 for 100 %.

    `face`, `complex_face` and `eastern_face` are the typefaces of Latin, complex and East Asian scripts; "" for whatever is at hand.
    `script` is that of the deck's language (ISO 15924), by which lines are broken and marks of ambiguous width measured.
    """

    size: float
    bold: bool = False
    line: float = 1.0
    before: float = 0.0
    tracking: float = 0.0
    margin: int = 0
    indent: int = 0
    script: str = "Latn"
    face: str = "Arial"
    complex_face: str = ""
    eastern_face: str = ""


class Placeholder(NamedTuple):
    """A placeholder of a layout: `kind` is OOXML's type ("title", "ctrTitle", "subTitle", "body", "ftr", "sldNum" ...).

    `insets` are left, top, right and bottom in EMU. Text flows through `columns`, `gutter` (EMU) apart.
    """

    kind: str
    idx: int
    name: str
    box: Box
    levels: tuple[Level, ...]
    insets: tuple[int, int, int, int] = (0, 0, 0, 0)
    columns: int = 1
    gutter: int = 0

    def __hash__(self) -> int:
        # it is looked up in caches far more often than made, and two of one place differ in little else
        return hash((self.kind, self.idx, self.box))


class Layout(NamedTuple):
    """A slide layout by its name; `dark` tells that its ground is dark."""

    name: str
    placeholders: tuple[Placeholder, ...]
    dark: bool = False

    def placeholder(self, idx: int) -> Placeholder | None:
        return next((p for p in self.placeholders if p.idx == idx), None)

    @property
    def title(self) -> Placeholder | None:
        return next((p for p in self.placeholders if p.kind in ("title", "ctrTitle")), None)


class Template(NamedTuple):
    """A master template; `width` and `height` of its slides in EMU."""

    name: str
    width: int
    height: int
    layouts: tuple[Layout, ...]

    def layout(self, name: str) -> Layout | None:
        return next((layout for layout in self.layouts if layout.name == name), None)

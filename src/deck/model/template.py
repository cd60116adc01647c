"""A template as data: its layouts, their placeholders, and the styles of their text, with all inheritance resolved."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from deck.model.units import Box

# the shorter side of a slide for which sizes of text are chosen, in EMU (7.5 inches)
USUAL_SIDE = 6_858_000
# placeholders that hold text, and those that hold one object of a kind
TEXTS, OBJECTS = ("body", "obj", "subTitle"), ("pic", "tbl", "chart")
# those of the foot of a slide
FOOT = ("ftr", "sldNum", "dt")
# the smallest size that is read from the last row, in points
LEAST_SIZE = 18.0


class Level(NamedTuple):
    """The style of one outline level. Sizes, tracking and space in points; indents in EMU; `line` is 1.0 for 100 %.

    `face`, `complex_face` and `eastern_face` are the typefaces of Latin, complex and East Asian scripts; "" for whatever is at hand.
    `script` is that of the deck's language (ISO 15924), by which lines are broken and marks of ambiguous width measured.
    `after` is the space behind a paragraph in points. `align` is "start", "end", "center" or "justify", as the text reads. `caps`: shown in
    capitals whatever is written. `colour` as six hexadecimal digits, "" where nobody says or it is none that can be told.
    `pitch` is the distance of lines in points where it is the same at every size, 0.0 where it is `line`, a share. `bullet`: a bullet or a
    number stands before each paragraph. `fonts` are, for faces, the file or the package that the template's settings say they are measured
    by.
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
    after: float = 0.0
    align: str = "start"
    caps: bool = False
    colour: str = ""
    italic: bool = False
    pitch: float = 0.0
    bullet: bool = False
    fonts: tuple[tuple[str, str], ...] = ()


class Placeholder(NamedTuple):
    """A placeholder of a layout: `kind` is OOXML's type ("title", "ctrTitle", "subTitle", "body", "ftr", "sldNum" ...).

    `insets` are left, top, right and bottom in EMU. Text flows through `columns`, `gutter` (EMU) apart. `anchor` is "t", "ctr" or "b".
    `vertical`: its lines run from top to bottom. `fill` is the colour of its own ground as six hexadecimal digits, "" for none.
    `styled`: the layout itself says how its text looks, and leaves that not to the master.
    `slot` is the number by which `fit` asks for it (docs/analysis/rooms.md); None where that is its idx.
    """

    kind: str
    idx: int
    name: str
    box: Box
    levels: tuple[Level, ...]
    insets: tuple[int, int, int, int] = (0, 0, 0, 0)
    columns: int = 1
    gutter: int = 0
    anchor: str = "t"
    vertical: bool = False
    fill: str = ""
    slot: int | None = None
    styled: bool = True

    def __hash__(self) -> int:
        # it is looked up in caches far more often than made, and two of one place differ in little else
        return hash((self.kind, self.idx, self.box))


# a decoration that covers this share of a box is its ground
COVERED = 0.97
# what has many colours, as rows of cells over all of it: the darkest and the lightest colour of each as six hexadecimal digits
Shades: TypeAlias = tuple[tuple[tuple[str, str], ...], ...]


class Decoration(NamedTuple):
    """What a layout or its master shows beside placeholders; `fill` as six hexadecimal digits, "" for a line, none, or many colours.

    `shades` are those of a picture or a gradient, () for one that is not known.
    """

    box: Box
    fill: str = ""
    picture: bool = False
    shades: Shades = ()

    @property
    def paints(self) -> bool:
        """Whether it fills its box: a frame and a line show what is behind them."""
        return bool(self.fill) or self.picture

    def lies_below(self, box: Box) -> bool:
        """Tell whether all of a box lies within it, so that it is no obstacle there; it is the ground where it `paints`."""
        width = min(self.box.x + self.box.width, box.x + box.width) - max(self.box.x, box.x)
        height = min(self.box.y + self.box.height, box.y + box.height) - max(self.box.y, box.y)
        return max(0, width) * max(0, height) >= COVERED * box.width * box.height > 0


class Layout(NamedTuple):
    """A slide layout by its name; `dark` tells that its ground is dark.

    `role` is what `fit` asks for it by, "" where that is its name. `type` is OOXML's ("title", "obj", "secHead" ..., "" for none said),
    `number` its place among all layouts from 1 on. `ground` is its colour as six hexadecimal digits, "" for a picture, a
    pattern, or a gradient, which has `shades` where they are known. `decorations` stand in the order in which they are painted, the
    master's first. `master` is the name of its slide master.
    """

    name: str
    placeholders: tuple[Placeholder, ...]
    dark: bool = False
    role: str = ""
    type: str = ""
    number: int = 0
    ground: str = ""
    decorations: tuple[Decoration, ...] = ()
    shades: Shades = ()
    master: str = ""

    @property
    def known_as(self) -> str:
        """The name by which it is asked for: its role, or its own."""
        return self.role or self.name

    def placeholder(self, slot: int) -> Placeholder | None:
        """Return the placeholder for content of a slot; templates of others may give that number to their titles and footers."""
        filled = (p for p in self.placeholders if p.kind in (*TEXTS, *OBJECTS))
        return next((p for p in filled if (p.idx if p.slot is None else p.slot) == slot), None)

    def ground_below(self, box: Box) -> str:
        """Return the colour that a box stands on as six hexadecimal digits, "" for a picture, or more colours than one."""
        below = [decoration for decoration in self.decorations if decoration.paints and decoration.lies_below(box)]
        return ("" if below[-1].picture else below[-1].fill) if below else self.ground

    @property
    def title(self) -> Placeholder | None:
        return next((p for p in self.placeholders if p.kind in ("title", "ctrTitle")), None)


class Master(NamedTuple):
    """A slide master by its name, which is its theme's; `scheme` are its colours, see Template."""

    name: str
    scheme: Mapping[str, str] = MappingProxyType({})


class Template(NamedTuple):
    """A master template; `width` and `height` of its slides in EMU.

    `scheme` gives the colours of the theme as six hexadecimal digits, by slot (dk1) and by the name that the master maps to it (tx1).
    `masters` are its slide masters, in order; `scheme` is that of the one whose layouts count. `bindings` tell what serves each role.
    `compositions` are those of its layouts that were added to it. No lead is larger than `largest` points, no text shall be smaller than
    `least`.
    """

    name: str
    width: int
    height: int
    layouts: tuple[Layout, ...]
    scheme: Mapping[str, str] = MappingProxyType({})
    compositions: tuple[Composition, ...] = ()
    largest: float = inf
    least: float = LEAST_SIZE
    masters: tuple[Master, ...] = ()
    bindings: tuple[Binding, ...] = ()

    @property
    def scale(self) -> float:
        """How large its slides are beside those for which sizes are chosen, which are 7.5 inches high; between 0.75 and 3."""
        return min(max(min(self.width, self.height) / USUAL_SIDE, 0.75), 3.0)

    def layout(self, role: str) -> Layout | None:
        return next((layout for layout in self.layouts if layout.known_as == role), None)

    def named(self, name: str) -> Layout | None:
        """Return a layout by the name that the file gives it."""
        return next((layout for layout in self.layouts if layout.name == name), None)


class RoleSettings(NamedTuple):
    """What `[roles.<role>]` beside a template says: the layout by its name or its number, and placeholders by their idx."""

    layout: str
    title: int | None = None
    lead: tuple[int, ...] = ()
    detail: tuple[int, ...] = ()


class TemplateSettings(NamedTuple):
    """What `<template>.toml` beside a template says (contract, section 4).

    `master`: the name of the slide master whose layouts count, "" for the first. `fonts` gives for a typeface the file or the package that
    it is measured by. `least` is the smallest size of text in points.
    """

    roles: Mapping[str, RoleSettings] = MappingProxyType({})
    fonts: Mapping[str, str] = MappingProxyType({})
    least: float = LEAST_SIZE
    master: str = ""


class Ink(NamedTuple):
    """A colour of the theme by the name that the master maps (tx1, bg2, accent1), or six hexadecimal digits, made darker or lighter.

    `times` and `plus` change its luminance in 1/1000 % (a:lumMod, a:lumOff); `plus` 0 for nothing added.
    """

    slot: str
    times: int = 100_000
    plus: int = 0


class Mark(NamedTuple):
    """Decoration of a composed layout: a "panel" or a "rule", `weight` of a rule in points."""

    kind: str
    box: Box
    ink: Ink
    weight: float = 1.0


class LevelStyle(NamedTuple):
    """A level of a composed placeholder, in what it differs from the master's: points, 1.0 for 100 % of line spacing.

    `ink` None: the master's own colour. `heading`: in the theme's face for headings. `bullet`: the master's own bullet and indent.
    """

    size: float
    bold: bool = False
    ink: Ink | None = None
    before: float = 0.0
    line: float = 1.0
    heading: bool = False
    align: str = "start"
    bullet: bool = False
    margin: int = 0


class Holder(NamedTuple):
    """A placeholder of a composed layout: OOXML's type, its idx, which is its slot, its levels; `fill` is its own ground."""

    kind: str
    idx: int
    name: str
    box: Box
    levels: tuple[LevelStyle, ...]
    anchor: str = "t"
    insets: tuple[int, int, int, int] = (0, 0, 0, 0)
    fill: Ink | None = None


class Composition(NamedTuple):
    """A layout that a template lacks, named `name`: all that its layout `like` shows but its bodies, and these marks and placeholders.

    `title` is where the title stands, None for where it stands there; `title_size` its size in points, 0 for its own, `title_ink` its
    colour, None for its own.
    """

    name: str
    like: str
    holders: tuple[Holder, ...]
    marks: tuple[Mark, ...] = ()
    title: Box | None = None
    title_size: float = 0.0
    title_ink: Ink | None = None


class Binding(NamedTuple):
    """Which layout of a template serves a role, which placeholder (idx) each slot is, and why, in words for the person who asks."""

    role: str
    layout: str
    slots: Mapping[int, int]
    why: str
    composed: bool = False

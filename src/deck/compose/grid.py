"""The grid that layouts are composed on: the template's own region for content, its measures, and colours that can be read there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from deck.model.colour import contrast, lit
from deck.model.template import Holder, Ink, LevelStyle, Mark
from deck.model.units import Box

INCH = 914_400
# WCAG 2.1: text of any size, large text, and what is wanted where a theme has it
READABLE, LARGE_READABLE, EASY = 4.5, 3.0, 7.0
# a panel is told from its ground by this contrast, and no louder than that where it carries text like the ground
SEEN, QUIET = 1.04, 1.6
LEAST = 18.0


class Ground(NamedTuple):
    """The colours that text stands on, () for what nobody knows, and those of the text on it and of what is stressed, None for nothing."""

    rgbs: tuple[str, ...]
    text: Ink
    accent: Ink | None


class Grid(NamedTuple):
    """Where content goes on a layout of the template, in EMU, and what it looks like there.

    `whole` is the region with the title's place, where nothing parts them. `unit` is an inch on a slide of usual size. `plain` is the
    slide's own ground, `panel` a quiet one and `deep` a loud one, each None for a theme that has no such colour. `line` is the spacing of
    its text, 1.0 for 100 %. `backing` is a panel below all of it, where what the template shows there is no ground for text. `align` is
    how its titles stand.
    """

    like: str
    title: Box
    region: Box
    whole: Box
    unit: float
    scale: float
    largest: float
    line: float
    plain: Ground
    panel: tuple[Ink, Ground] | None
    deep: tuple[Ink, Ground] | None
    rule: Ink
    right_to_left: bool
    head_room: int
    backing: Ink | None
    align: str

    @property
    def width(self) -> float:
        """The width of the region in units."""
        return self.region.width / self.unit

    @property
    def height(self) -> float:
        return self.region.height / self.unit

    def size(self, usual: float, least: float = LEAST) -> float:
        """Return a size of text in points, for one that is meant for a slide of usual size."""
        return max(least, float(round(usual * self.scale)))

    def lead(self, usual: float) -> float:
        """Return the size of what heads a text: never larger than the title."""
        return max(LEAST, min(self.size(usual), self.largest))

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        """Return a box in EMU for one in units from the corner of the region where reading begins."""
        unit, region = self.unit, self.region
        left = region.width - round((x + width) * unit) if self.right_to_left else round(x * unit)
        return Box(region.x + left, region.y + round(y * unit), round(width * unit), round(height * unit))

    def text(self, idx: int, name: str, place: tuple[float, float, float, float], *levels: LevelStyle, anchor: str = "t") -> Holder:
        """Return a placeholder for text; marks above its first line stand within its head room."""
        insets = (0, self.head_room, 0, 0)
        return Holder("body", idx, name, self.box(*place), levels, anchor, insets)

    def bold(self, usual: float, ground: Ground | None = None, before: float = 0.0) -> LevelStyle:
        return LevelStyle(self.lead(usual), True, (ground or self.plain).text, before, self.line)

    def regular(self, usual: float, ground: Ground | None = None, before: float = 0.0) -> LevelStyle:
        return LevelStyle(self.size(usual), False, (ground or self.plain).text, before, self.line)

    def panel_at(self, *place: float) -> tuple[Mark, ...]:
        x, y, width, height = place
        return () if self.panel is None else (Mark("panel", self.box(x, y, width, height), self.panel[0]),)

    def rule_at(self, x: float, y: float, width: float, weight: float = 1.0, ink: Ink | None = None) -> Mark:
        return Mark("rule", self.box(x, y, width, 0.0), ink or self.rule, weight)

    @property
    def on_panel(self) -> Ground:
        return self.panel[1] if self.panel else self.plain

    @property
    def on_deep(self) -> Ground:
        return self.deep[1] if self.deep else self.on_panel


def rgb_of(ink: Ink, scheme: Mapping[str, str]) -> str:
    """Return a colour as six hexadecimal digits, "" for one that the theme lacks."""
    return lit(scheme.get(ink.slot, ink.slot), ink.times, ink.plus)


def ink_of(rgb: str, scheme: Mapping[str, str]) -> Ink:
    """Return a colour by the name that the master maps to it, where one is; that of text for one that nobody knows."""
    if not rgb:
        return Ink("tx1")
    return Ink(next((name for name in NAMES if scheme.get(name, "").upper() == rgb.upper()), rgb.upper()))


OFFICE_BEIGE = "EEECE1"
# quiet panels, the best first: lighter or darker than the ground whatever that is
PANELS = (
    Ink("bg2"),
    Ink("bg1", 95_000),
    Ink("bg1", 90_000, 10_000),
    Ink("bg1", 92_000),
    Ink("bg2", 40_000, 60_000),
    Ink("bg2", 20_000, 80_000),
    Ink("bg2", 75_000),
    Ink("bg1", 75_000, 25_000),
    Ink("tx1", 10_000, 90_000),
    Ink("tx1", 15_000),
    Ink("tx1", 85_000, 15_000),
    Ink("tx2", 50_000),
)
DEEP = (
    Ink("tx2"),
    Ink("accent1", 75_000),
    Ink("accent1", 50_000),
    Ink("accent1"),
    Ink("tx1"),
    Ink("accent2", 50_000),
    Ink("bg2"),
    Ink("bg1"),
)
# darker and lighter tones of an accent before the next one: the first is the brand's
TONES = ((100_000, 0), (75_000, 0), (60_000, 40_000), (50_000, 0), (40_000, 60_000))
STRESSED = tuple(Ink(f"accent{n}", *tone) for n in (1, 2, 5, 6, 4, 3) for tone in TONES)
# the names that a master maps to the slots of its theme, those of text first
NAMES = ("tx1", "tx2", "bg1", "bg2", *(f"accent{n}" for n in range(1, 7)))
TEXTS = (Ink("tx1"), Ink("bg1"), Ink("tx2"), Ink("bg2"))


def stands(rgb: str, grounds: tuple[str, ...], least: float = READABLE) -> bool:
    """Tell whether a colour is read on each of the grounds; whoever drew what nobody knows chose the colour of its text for it."""
    return all(contrast(rgb, ground) >= least for ground in grounds)


def readable(inks: Iterable[Ink], grounds: tuple[str, ...], scheme: Mapping[str, str], least: float = READABLE) -> Ink | None:
    """Return the first colour that is read on each of the grounds, None for none."""
    return next((ink for ink in inks if (rgb := rgb_of(ink, scheme)) and stands(rgb, grounds, least)), None)


def plain_ground(grounds: tuple[str, ...], own: str, scheme: Mapping[str, str]) -> Ground | None:
    """Return the slide's own ground, with the template's own colour of text (`own`) where that is read on it; None where no colour is."""
    mine = ink_of(own, scheme)
    if not grounds:
        return Ground((), mine, None)
    text = readable((mine, *TEXTS), grounds, scheme)
    return None if text is None else Ground(grounds, text, readable(STRESSED, grounds, scheme))


def backed(scheme: Mapping[str, str]) -> tuple[Ink, Ground]:
    """Return a panel for all of a slide's text, and what is written on it."""
    ink = Ink("bg1")
    rgb = rgb_of(ink, scheme)
    return ink, Ground((rgb,), readable(TEXTS, (rgb,), scheme) or Ink("tx1"), readable(STRESSED, (rgb,), scheme))


def quiet_panel(ground: str, text: Ink, scheme: Mapping[str, str]) -> tuple[Ink, Ground] | None:
    """Return a panel on which text of the slide's own colour is read, and which is told from the ground; None for none."""
    # the beige of Office 2007 is nobody's choice: who never made a theme has it
    panels = PANELS[1:] if scheme.get("bg2", "").upper() == OFFICE_BEIGE else PANELS
    for least in (EASY, READABLE):
        for ink in panels:
            rgb = rgb_of(ink, scheme)
            apart = contrast(rgb, ground) if ground else SEEN
            if rgb and SEEN <= apart <= (QUIET if least == EASY else 21) and contrast(rgb_of(text, scheme), rgb) >= least:
                return ink, Ground((rgb,), text, readable(STRESSED, (rgb,), scheme))
    return None


def deep_panel(ground: str, scheme: Mapping[str, str]) -> tuple[Ink, Ground] | None:
    """Return the loudest panel that text is read on, None for a theme without one."""
    for ink in DEEP:
        rgb = rgb_of(ink, scheme)
        text = readable(TEXTS, (rgb,), scheme, EASY) if rgb else None
        if text is not None and (not ground or contrast(rgb, ground) >= LARGE_READABLE):
            return ink, Ground((rgb,), text, readable(STRESSED, (rgb,), scheme) or text)
    return None

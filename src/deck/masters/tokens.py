"""The look in numbers: colours as slots of the theme, faces, the grid, and the styles of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

W, H = 13.333, 7.5
LEFT, WIDTH = 0.80, 11.733

THEME = {
    "dk1": "141A2E",
    "lt1": "FFFFFF",
    "dk2": "101A36",
    "lt2": "F3F5F9",
    "accent1": "B93A12",
    "accent2": "1B2A57",
    "accent3": "5AA9E6",
    "accent4": "FFB066",
    "accent5": "1F8A70",
    "accent6": "8A93A6",
    "hlink": "1F4FA8",
    "folHlink": "5B4B8A",
}
# faces of the theme for the scripts that Arial lacks
SCRIPTS = {
    "Jpan": "Yu Gothic",
    "Hang": "Malgun Gothic",
    "Hans": "Microsoft YaHei",
    "Hant": "Microsoft JhengHei",
    "Arab": "Arial",
    "Hebr": "Arial",
    "Thai": "Leelawadee UI",
    "Deva": "Nirmala UI",
    "Beng": "Nirmala UI",
    "Taml": "Nirmala UI",
    "Telu": "Nirmala UI",
    "Gujr": "Nirmala UI",
    "Guru": "Nirmala UI",
    "Knda": "Nirmala UI",
    "Mlym": "Nirmala UI",
    "Viet": "Arial",
}


class Logo(NamedTuple):
    """A picture for the layouts: its bytes, "png" or "jpeg", and its size in pixels; `drawing` is the SVG that it is a copy of.

    `inks` are the colours (six hexadecimal digits) of what is seen of it where the ground shows through, none where it has its own.
    """

    content: bytes
    kind: str
    width: int
    height: int
    drawing: bytes = b""
    inks: tuple[str, ...] = ()


class Look(NamedTuple):
    """What a template made of these layouts may differ in: its name, the theme's colours and Latin faces, how wide its slides are (inches).

    Slides that are less wide have the same layouts with all that lies across in proportion; heights and type are the same.
    """

    name: str = "Conference"
    theme: Mapping[str, str] = THEME
    heading: str = "Arial"
    text: str = "Arial"
    width: float = W
    logo: Logo | None = None


class Ink(NamedTuple):
    """A colour: a slot of the theme, and the modifications (in thousandths of a percent) that make a tone of it."""

    slot: str
    changes: tuple[tuple[str, int], ...] = ()


INK = Ink("tx1")
SLATE = Ink("tx1", (("satMod", 40000), ("lumMod", 75000), ("lumOff", 25000)))
WHITE = Ink("bg1")
MUTED = Ink("bg2", (("lumMod", 80000),))
VERMILION = Ink("accent1")
AMBER = Ink("accent4")
NAVY = Ink("tx2")
MIST = Ink("bg2")
HAIRLINE = Ink("bg2", (("lumMod", 85000),))
PALE_RING = Ink("bg2", (("lumMod", 94000),))
DARK_RING = Ink("tx2", (("satMod", 65000), ("lumMod", 80000), ("lumOff", 20000)))


class Style(NamedTuple):
    """One level of text: size, tracking and space before in points, line spacing in percent, margin in inches.

    `bullet` is a glyph, or "" for none; `mono` is the face of code.
    """

    size: float
    ink: Ink
    bold: bool = False
    line: int = 100
    before: float = 0
    tracking: float = 0
    bullet: str = ""
    margin: float = 0
    heading: bool = False
    mono: bool = False
    align: str = "l"


TITLE = Style(36, INK, True, 90, tracking=-0.3, heading=True)
KICKER = Style(16, VERMILION, True)
FOOTER = Style(12, SLATE)
LEAD = Style(32, INK, True, 95, tracking=-0.1)
DETAIL = Style(26, SLATE)
LIST = (
    Style(26, INK, before=12, bullet="•", margin=0.35),
    Style(22, SLATE, before=6, bullet="–", margin=0.75),
    Style(20, SLATE, before=4, bullet="–", margin=1.10),
)

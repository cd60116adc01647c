"""What tables and charts are drawn in on a ground: colours of the theme that can be read there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from deck.model.colour import DARK, contrast, luminance
from deck.ooxml.colour import resolved
from deck.ooxml.names import A
from deck.ooxml.package import parsed

# the second tone of a text, as a tone of the theme's colours: slate on a light ground, a pale grey on a dark one
SOFT_ON_LIGHT = (
    '<a:solidFill><a:schemeClr val="tx1"><a:satMod val="40000"/><a:lumMod val="75000"/><a:lumOff val="25000"/></a:schemeClr></a:solidFill>'
)
SOFT_ON_DARK = '<a:solidFill><a:schemeClr val="bg2"><a:lumMod val="80000"/></a:schemeClr></a:solidFill>'
# WCAG 2.1, level AA, for text of any size
READABLE = 4.5
# a rule is seen on its ground and no louder than text, and a bar is seen at all
SEEN, LOUD, BARELY = 1.1, 3.0, 1.5
# colours of the theme in the order in which series and slices take them: the accent first, neighbours far apart in lightness
ACCENTS = ("accent1", "accent2", "accent6", "accent3", "accent5", "accent4")
TEXTS = ("tx1", "bg1", "tx2", "bg2")
# shares of a colour's lightness, and what is added to it, in %: as PowerPoint's own palette has them
SHADES = ((100, 0), (75, 0), (60, 40), (50, 0), (40, 60), (20, 80))
# the same for the rules of a chart, of a table, and behind bars, on a light and on a dark ground, in shares of the text's colour
PALE_RULES, DEEP_RULES = ((25, 75), (15, 85), (10, 90)), ((60, 0), (45, 0), (35, 0))
# where nobody knows the ground, its text tells whether it is dark
UNKNOWN_DARK, UNKNOWN_LIGHT = "262626", "FFFFFF"


def fill_xml(slot: str, share: int = 100, shift: int = 0) -> str:
    """Return a colour of the theme, its lightness changed by a share and a shift in %, as a fill."""
    changes = "" if share == 100 else f'<a:lumMod val="{share * 1000}"/>'
    changes += f'<a:lumOff val="{shift * 1000}"/>' if shift else ""
    closed = f">{changes}</a:schemeClr>" if changes else "/>"
    return f'<a:solidFill><a:schemeClr val="{slot}"{closed}</a:solidFill>'


class Inks(NamedTuple):
    """Fills as XML: of what is set strongly, of other text, of a head; of the rules of a chart, of a table, and behind bars; of the ground.

    `accents` are the slots of the theme that series take in turn.
    """

    strong: str = fill_xml("tx1")
    quiet: str = SOFT_ON_LIGHT
    head: str = fill_xml("accent1")
    axis: str = fill_xml("bg2", 75)
    rule: str = fill_xml("bg2", 85)
    grid: str = fill_xml("bg2", 90)
    ground: str = fill_xml("bg1")
    accents: tuple[str, ...] = ACCENTS


# on white, or what is nearly so
ON_WHITE = Inks()


def inks_on(ground: str, scheme: Mapping[str, str], *, light: bool) -> Inks:
    """Return what can be read on a ground (six hexadecimal digits, "" for one of many colours); `light`: the text there is light."""
    known = ground or (UNKNOWN_DARK if light else UNKNOWN_LIGHT)
    dark = (luminance(known) or 0.0) < DARK

    def stands(fill: str) -> float:
        return contrast(shown(fill, scheme), known)

    best = max(TEXTS, key=lambda slot: stands(fill_xml(slot)))
    slot = next((slot for slot in TEXTS if stands(fill_xml(slot)) >= READABLE), best)
    strong = fill_xml(slot)
    softer = (SOFT_ON_DARK, SOFT_ON_LIGHT) if dark else (SOFT_ON_LIGHT,)
    quiet = next((fill for fill in softer if ground and stands(fill) >= READABLE), strong)
    heads = (fill_xml("accent1", *shade) for shade in SHADES)
    head = next((fill for fill in heads if ground and stands(fill) >= READABLE), strong)
    rules = [ON_WHITE.axis, ON_WHITE.rule, ON_WHITE.grid]
    # on a dark ground a rule is lighter than that, as text is
    darker = dark and (luminance(shown(ON_WHITE.rule, scheme)) or 0.0) < (luminance(known) or 0.0)
    if darker or not all(SEEN <= stands(fill) <= LOUD for fill in rules[:2]):
        rules = [fill_xml(slot, *step) for step in (DEEP_RULES if dark else PALE_RULES)]
    edge = min(("bg1", *TEXTS), key=lambda name: stands(fill_xml(name)))
    accents = tuple(sorted(ACCENTS, key=lambda name: stands(fill_xml(name)) < BARELY))
    axis, rule, grid = rules
    return Inks(strong, quiet, head, axis, rule, grid, fill_xml(edge), accents)


def shown(fill: str, scheme: Mapping[str, str]) -> str:
    """Return the colour that a fill of ours has in a theme, as six hexadecimal digits."""
    return _shown(fill, tuple(sorted(scheme.items())))


@lru_cache(maxsize=1024)
def _shown(fill: str, scheme: tuple[tuple[str, str], ...]) -> str:
    return resolved(parsed(fill.replace(">", f' xmlns:a="{A}">', 1).encode()), dict(scheme))

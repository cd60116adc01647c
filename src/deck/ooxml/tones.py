"""Colours of a theme for the parts of code, each of which can be read on its ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from deck.model.article import Tone
from deck.model.colour import contrast, lit, luminance
from deck.ooxml.inks import fill_xml

# WCAG 2.1, level AA, for text of any size; what a projector leaves of colours is less, so more is taken where a theme has it
CONTRAST, WANTED = 4.5, 6.0
# the slots of a theme that a tone takes its hue from, the best first; the text's own colour is one that every theme has
SLOTS: Mapping[Tone, tuple[str, ...]] = {
    Tone.KEYWORD: ("accent4", "accent2", "accent1"),
    Tone.NAME: ("accent3", "accent5", "accent1"),
    Tone.STRING: ("accent5", "accent6", "accent3"),
    Tone.NUMBER: ("accent1", "accent2", "accent4"),
    Tone.COMMENT: ("bg2", "tx2"),
    Tone.DIM: ("bg2", "tx2"),
}
# shares of a colour's own lightness, and what is added to it, in %: as it is, then lighter or darker (PowerPoint's own steps)
LIGHTER = ((100, 0), (80, 20), (60, 40), (40, 60), (20, 80), (10, 90))
DARKER = ((100, 0), (75, 0), (50, 0), (35, 0), (25, 0), (15, 0))
# what is softer than text: the ground's opposite, taken back as far as it can still be read
SOFTER_ON_DARK, SOFTER_ON_LIGHT = ((65, 0), (75, 0), (85, 0), (100, 0)), ((50, 50), (65, 35), (75, 25), (85, 15), (100, 0))
SOFT = (Tone.COMMENT, Tone.DIM)


class Tint(NamedTuple):
    """A slot of the theme, and the share and shift of its lightness in %."""

    slot: str
    share: int
    shift: int

    def xml(self) -> str:
        return fill_xml(self.slot, self.share, self.shift)

    def rgb(self, scheme: Mapping[str, str]) -> str:
        """Return the colour as six hexadecimal digits, "" where the theme lacks it."""
        return lit(scheme.get(self.slot, ""), self.share * 1000, self.shift * 1000)


def tones_on(ground: str, scheme: Mapping[str, str]) -> Mapping[str, str]:
    """Return the fill of each tone that can be read on a ground (six hexadecimal digits); of one that cannot there is none."""
    tints = ((tone, _readable(tuple(_tints(tone, ground)), ground, scheme)) for tone in SLOTS)
    return {str(tone): tint.xml() for tone, tint in tints if tint is not None}


def _readable(tints: tuple[Tint, ...], ground: str, scheme: Mapping[str, str]) -> Tint | None:
    """Return the first tint that stands out from a ground as wanted, or else as it must, None where none does."""
    shades = [(tint, contrast(tint.rgb(scheme), ground)) for tint in tints]
    return next((tint for least in (WANTED, CONTRAST) for tint, shade in shades if shade >= least), None)


def _tints(tone: Tone, ground: str) -> Iterator[Tint]:
    """Yield what a tone may be, the best first."""
    dark = (luminance(ground) or 0.0) < 0.18
    if tone in SOFT:
        slot = SLOTS[tone][0 if dark else 1]
        yield from (Tint(slot, *step) for step in (SOFTER_ON_DARK if dark else SOFTER_ON_LIGHT))
    else:
        yield from (Tint(slot, *step) for slot in SLOTS[tone] for step in (LIGHTER if dark else DARKER))

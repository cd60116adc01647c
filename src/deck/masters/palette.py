"""The colours of a theme, all of one: its hue kept, its lightness shifted until what is written in it can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from deck.masters.colour import Tone, difference, rgb_of, shown, tone_of
from deck.masters.tokens import MUTED, SLATE, THEME
from deck.model.colour import contrast

WHITE = "FFFFFF"
# WCAG 2.1: text, and text that is read at length
AA, AAA = 4.5, 7.0
# what is computed here is rounded to eight bits before anybody sees it
SPARE = 0.05
STEP = 0.005
# below that a colour is grey, and its hue an accident
GREY = 0.02
# grey and coloured text on the dark ground: somewhat above AAA, for projectors take the most from what is dark
ON_GROUND, ACCENT_ON_GROUND = 9.0, 8.0
# what is written in the accent of the dark ground is drawn on white too, in charts
ON_WHITE = 1.35
# series of a chart differ by that at least to every eye (CIE 1976 delta E), and by so much where colours for it are found
LEAST_APART, APART = 15.0, 18.0
# how much colour a dark ground takes, up to a hue: yellow and orange make mud of it
RICHNESS = ((45, 0.09), (60, 0.06), (80, 0.045), (120, 0.03), (170, 0.055), (230, 0.06), (310, 0.10), (360, 0.09))
# light red is pink: towards this hue, by this share, it is apricot
WARM, WARMER, REDS = 80.0, 0.4, 62.0
# neighbours of any brand in charts, those of the usual palette first
SERIES = (
    *(THEME[slot] for slot in ("accent3", "accent5", "accent6")),
    "F2A33A",
    "C2557A",
    "7B5EA7",
    "D9B63C",
    "2AA5A0",
    "8C5E3C",
    "8FB8DE",
    "9CC5A1",
    "B79AD6",
    "EE8866",
    "14532D",
    "1B4B91",
    "5F6775",
)


class Shift(NamedTuple):
    """A slot of the theme in which the brand's colour cannot be read: the contrast that it has, what was set, and what that has."""

    slot: str
    asked: str
    has: float
    beside: str
    made: str
    now: float

    def __str__(self) -> str:
        ink, ground = (self.beside, f"#{self.asked}") if self.slot == "dk2" else (f"#{self.asked}", self.beside)
        return f"{self.slot}: {ink} has {self.has:.1f}:1 on {ground}, set to #{self.made} ({self.now:.1f}:1)"


class Palette(NamedTuple):
    theme: Mapping[str, str]
    shifts: tuple[Shift, ...]


def palette_of(brand: str) -> Palette:
    """Return the colours of a theme made of one, six hexadecimal digits, and where that one could not stand as it is."""
    tone = tone_of(brand)
    if tone.chroma < GREY:
        tone = Tone(tone.light, 0.0, 0.0)
    theme = {"lt1": WHITE, "lt2": rgb_of(Tone(0.972, min(tone.chroma * 0.05, 0.0045), tone.hue))}
    theme["dk1"] = _ink(tone, theme)
    theme["dk2"] = _ground(brand, tone, theme)
    theme["accent1"] = _readable(brand, tone, (WHITE, theme["lt2"]), AA)
    theme["accent4"] = _on_dark(brand, tone, theme["dk2"])
    link = (THEME["hlink"], tone_of(THEME["hlink"])) if tone.chroma < GREY else (theme["accent1"], tone_of(theme["accent1"]))
    theme["hlink"] = _readable(*link, (WHITE, theme["lt2"]), AAA)
    seen = tone_of(theme["hlink"])
    theme["folHlink"] = _darkened(seen._replace(chroma=seen.chroma * 0.45, hue=(seen.hue - 30) % 360), (WHITE, theme["lt2"]), AAA)
    theme |= _series(tone, theme)
    return Palette({slot: theme[slot] for slot in THEME}, tuple(_shifts(brand, theme)))


def _ink(tone: Tone, theme: Mapping[str, str]) -> str:
    """Return the colour of text: almost black, so that the softer tone of it is AAA on panels, too."""
    return _first(
        Tone(0.24, min(tone.chroma, 0.03), tone.hue),
        -STEP,
        lambda rgb: contrast(shown(SLATE, {**theme, "dk1": rgb}), theme["lt2"]) >= AAA + SPARE,
    )


def _ground(brand: str, tone: Tone, theme: Mapping[str, str]) -> str:
    """Return the ground of dark slides: the brand itself where it is dark enough, else what is left of it in the dark."""
    muted = shown(MUTED, dict(theme))
    if contrast(muted, brand) >= AAA + SPARE:
        return brand
    rich = next(chroma for hue, chroma in RICHNESS if tone.hue <= hue)
    start = Tone(min(tone.light, 0.36), min(tone.chroma, rich), tone.hue)
    return _first(start, -STEP, lambda rgb: contrast(muted, rgb) >= ON_GROUND)


def _on_dark(brand: str, tone: Tone, ground: str) -> str:
    """Return the accent of the dark ground: the brand itself where it is light enough, else a light tone of it, red ones warmer."""
    is_read, is_seen = contrast(brand, ground) >= AAA, contrast(brand, WHITE) >= ON_WHITE
    if is_read:
        return brand if is_seen else _first(tone, -STEP, lambda rgb: contrast(rgb, WHITE) >= ON_WHITE)
    hue = tone.hue + (WARM - tone.hue) * WARMER if abs(WARM - tone.hue) < REDS and tone.chroma else tone.hue
    start = Tone(max(tone.light, 0.72), min(tone.chroma, 0.15), hue)
    return _first(start, STEP, lambda rgb: contrast(rgb, ground) >= ACCENT_ON_GROUND)


def _readable(rgb: str, tone: Tone, grounds: tuple[str, ...], least: float) -> str:
    """Return a colour as it is where it can be read on light grounds, else darkened."""
    return rgb if min(contrast(rgb, ground) for ground in grounds) >= least else _darkened(tone, grounds, least)


def _darkened(tone: Tone, grounds: tuple[str, ...], least: float) -> str:
    return _first(tone, -STEP, lambda rgb: min(contrast(rgb, ground) for ground in grounds) >= least + SPARE)


def _first(tone: Tone, step: float, fits: Callable[[str], bool]) -> str:
    """Return the first colour that fits as a tone gets darker or lighter by steps; black or white where none does."""
    light = tone.light
    while 0.0 < light < 1.0:
        rgb = rgb_of(tone._replace(light=light))
        if fits(rgb):
            return rgb
        light += step
    return "000000" if step < 0 else WHITE


def _series(tone: Tone, theme: Mapping[str, str]) -> dict[str, str]:
    """Return what charts take beside both accents: a shade of the brand, and three colours that no eye takes for another."""
    given = (theme["accent1"], theme["accent4"])
    shades = [rgb_of(Tone(light, min(tone.chroma, 0.10), tone.hue)) for light in (0.32, 0.42, 0.60, 0.70, 0.22, 0.80)]
    apart = {(one, other): difference(one, other) for one, other in combinations({*given, *shades, *SERIES}, 2)}
    apart |= {(other, one): distance for (one, other), distance in apart.items()}

    def least(colours: tuple[str, ...]) -> float:
        return min(APART, *(apart.get(pair, 0.0) for pair in combinations(colours, 2)))

    choices = [(*given, shade, *rest) for shade in shades for rest in combinations(SERIES, 3)]
    best = max(choices, key=least)
    return dict(zip(("accent2", "accent3", "accent5", "accent6"), best[2:], strict=True))


def _shifts(brand: str, theme: Mapping[str, str]) -> Iterator[Shift]:
    """Yield where the brand's colour could not stand as it is."""
    muted, ground = shown(MUTED, dict(theme)), theme["dk2"]
    tried = (
        ("accent1", WHITE, "white", AA),
        ("accent1", theme["lt2"], "pale panels", AA),
        ("accent4", ground, f"the dark ground #{ground}", AAA),
        ("accent4", WHITE, "white, where charts have it", ON_WHITE),
        ("hlink", WHITE, "white", AAA),
        ("hlink", theme["lt2"], "pale panels", AAA),
    )
    told: set[str] = set()
    for slot, beside, name, least in tried:
        if slot not in told and contrast(brand, beside) < least:
            told.add(slot)
            yield Shift(slot, brand, contrast(brand, beside), name, theme[slot], contrast(theme[slot], beside))
    if ground != brand:
        yield Shift("dk2", brand, contrast(muted, brand), "grey text", ground, contrast(muted, ground))

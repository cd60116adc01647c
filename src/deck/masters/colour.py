"""Colours as numbers: contrast (WCAG 2.1), lightness, chroma and hue as the eye has them (OKLCH), and how far apart two are."""

from __future__ import annotations

import colorsys
from math import atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

from deck.masters.tokens import Ink

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

# Ottosson 2020, "A perceptual color space for image processing"
TO_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_OKLAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
FROM_OKLAB: Matrix = ((1.0, 0.3963377774, 0.2158037573), (1.0, -0.1055613458, -0.0638541728), (1.0, -0.0894841775, -1.2914855480))
FROM_CONES: Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
# IEC 61966-2-1, white D65 as 1
TO_XYZ: Matrix = (
    (0.4339499, 0.3762080, 0.1898430),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0177566, 0.1094680, 0.8727760),
)
# what an eye sees of red, green and blue without one kind of its cones: Machado, Oliveira, Fernandes 2009, severity 1.0
EYES: tuple[Matrix, ...] = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
)


class Tone(NamedTuple):
    """A colour by its lightness (0 to 1), its chroma (0 is grey, 0.3 the most that screens show), and its hue in degrees."""

    light: float
    chroma: float
    hue: float


def shown(ink: Ink, theme: dict[str, str]) -> str:
    """Return the colour that a slot of a theme with its modifications has on a slide (ECMA-376-1, clause 20.1.2.3)."""
    slot = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}.get(ink.slot, ink.slot)
    hue, light, saturation = colorsys.rgb_to_hls(*_channels(theme[slot]))
    for name, value in ink.changes:
        share = value / 100_000
        if name == "satMod":
            saturation *= share
        else:
            light = light * share if name == "lumMod" else light + share
    return _digits(colorsys.hls_to_rgb(hue, min(1.0, light), min(1.0, saturation)))


def tone_of(rgb: str) -> Tone:
    cones = _times(TO_CONES, _linear(rgb))
    light, a, b = _times(TO_OKLAB, (cones[0] ** (1 / 3), cones[1] ** (1 / 3), cones[2] ** (1 / 3)))
    return Tone(light, hypot(a, b), degrees(atan2(b, a)) % 360)


def rgb_of(tone: Tone) -> str:
    """Return the colour of a tone; one that no screen shows is made greyer, its lightness and hue kept."""
    chroma = tone.chroma
    while True:
        a, b = chroma * cos(radians(tone.hue)), chroma * sin(radians(tone.hue))
        one, two, three = _times(FROM_OKLAB, (tone.light, a, b))
        linear = _times(FROM_CONES, (one**3, two**3, three**3))
        if all(-0.0005 <= part <= 1.0005 for part in linear) or chroma <= 0:
            red, green, blue = (_encoded(min(1.0, max(0.0, part))) for part in linear)
            return _digits((red, green, blue))
        chroma = max(0.0, chroma - 0.002)


def difference(one: str, other: str) -> float:
    """Return how far apart two colours are (CIE 1976 delta E) to the eye to which they are nearest, colour-blind ones among them."""
    return min(_delta(_lab(_times(eye, _linear(one))), _lab(_times(eye, _linear(other)))) for eye in EYES)


def _delta(one: Triple, other: Triple) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)


def _lab(linear: Triple) -> Triple:
    x, y, z = (_root(max(0.0, part)) for part in _times(TO_XYZ, linear))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(part: float) -> float:
    return float(part ** (1 / 3)) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116


def _times(matrix: Matrix, vector: Triple) -> Triple:
    one, two, three = (row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2] for row in matrix)
    return one, two, three


def _channels(rgb: str) -> Triple:
    return int(rgb[:2], 16) / 255, int(rgb[2:4], 16) / 255, int(rgb[4:], 16) / 255


def _linear(rgb: str) -> Triple:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _channels(rgb))
    return red, green, blue


def _encoded(part: float) -> float:
    return float(part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055)


def _digits(channels: Triple) -> str:
    return "".join(f"{round(part * 255):02X}" for part in channels)

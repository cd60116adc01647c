"""Colours as six hexadecimal digits: how light they are, how they stand out from each other, lighter and darker ones."""

from __future__ import annotations

import colorsys

# relative luminance (WCAG 2.1) below which white text reads better than black
DARK = 0.18


def luminance(rgb: str) -> float | None:
    """Return the relative luminance of a colour (WCAG 2.1), None for what is none."""
    try:
        channels = [int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    except ValueError:
        return None
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.1), from 1 to 21; 1 where one of them is not known."""
    lights = [luminance(one), luminance(other)]
    if lights[0] is None or lights[1] is None:
        return 1.0
    low, high = sorted((lights[0], lights[1]))
    return (high + 0.05) / (low + 0.05)


def lit(rgb: str, times: int, plus: int) -> str:
    """Return a colour with its lightness (HSL) changed as a:lumMod and a:lumOff do, both in 1/1000 %; "" for what is none."""
    if luminance(rgb) is None:
        return ""
    hue, light, depth = colorsys.rgb_to_hls(*(int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    shown = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light * times / 100_000 + plus / 100_000)), depth)
    return "".join(f"{round(channel * 255):02X}" for channel in shown)

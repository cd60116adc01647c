"""How wide text is: shaped by HarfBuzz in Arimo, whose advances are Arial's; by safe widths where Arimo has no glyph.

The only door to HarfBuzz and to font files. Kerning is on and ligatures are off, as PowerPoint sets text.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

import uharfbuzz

FEATURES = {"kern": True, "liga": False, "clig": False}
REGULAR, BOLD = 400, 700


class _Safe(NamedTuple):
    scripts: tuple[tuple[int, int, float, float], ...]
    wide: float
    half: float
    emoji: float
    monospace: float
    other: float


def advance(text: str, size: float, *, bold: bool = False, italic: bool = False, code: bool = False, tracking: float = 0.0) -> float:
    """Return the width of `text` in points; `tracking` (points) is added for each character."""
    ems = _code(text) if code else _ems(text, bold, italic)
    return ems * size + tracking * len(text)


def exact(text: str) -> bool:
    """Tell whether every character of `text` is measured by its glyph and none by a safe width."""
    return all(_covered(character, False, False) for character in text if character != "\n")


@lru_cache(maxsize=16384)
def _ems(text: str, bold: bool, italic: bool) -> float:
    total = 0.0
    for covered, characters in groupby(text, key=lambda c: _covered(c, bold, italic)):
        piece = "".join(characters)
        total += _shaped(piece, bold, italic) if covered else sum(_safe(c, bold) for c in piece)
    return total


@cache
def _font(bold: bool, italic: bool) -> uharfbuzz.Font:
    name = "Arimo-Italic[wght].ttf" if italic else "Arimo[wght].ttf"
    face = uharfbuzz.Face(files("fontpkg_arimo").joinpath("files", name).read_bytes())
    font = uharfbuzz.Font(face)
    font.set_variations({"wght": BOLD if bold else REGULAR})
    return font


@lru_cache(maxsize=8192)
def _covered(character: str, bold: bool, italic: bool) -> bool:
    return bool(_font(bold, italic).get_nominal_glyph(ord(character)))


def _shaped(text: str, bold: bool, italic: bool) -> float:
    """Return the advance of text that the face covers, in em."""
    font = _font(bold, italic)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, FEATURES)
    return float(sum(position.x_advance for position in buffer.glyph_positions) / font.face.upem)


@cache
def _safe_widths() -> _Safe:
    table = tomllib.loads(files(__package__).joinpath("widths.toml").read_text("utf-8"))
    scripts = tuple((int(first, 16), int(last, 16), regular, bold) for first, last, regular, bold in table.pop("scripts"))
    return _Safe(scripts, **table)


@lru_cache(maxsize=8192)
def _safe(character: str, bold: bool) -> float:
    """Return a width in em that no usual font exceeds for a character that the face lacks."""
    widths = _safe_widths()
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    code = ord(character)
    if code >= 0x1F000:
        return widths.emoji if unicodedata.category(character) in ("So", "Sk", "Cn") else widths.wide
    width = unicodedata.east_asian_width(character)
    if width in ("W", "F"):
        return widths.emoji if unicodedata.category(character) == "So" and code < 0x3000 else widths.wide
    if width == "H":
        return widths.half
    for first, last, regular, strong in widths.scripts:
        if first <= code <= last:
            return strong if bold else regular
    return widths.other


def _code(text: str) -> float:
    """Return the width of text in a monospaced face, in em."""
    mono = _safe_widths().monospace
    return sum(0.0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else max(mono, _wide(c)) for c in text)


def _wide(character: str) -> float:
    return _safe_widths().wide if unicodedata.east_asian_width(character) in ("W", "F") else 0.0

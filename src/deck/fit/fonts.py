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
REGULAR_WEIGHT, BOLD_WEIGHT = 400, 700


class _Safe(NamedTuple):
    scripts: tuple[tuple[int, int, float, float], ...]
    wide: float
    half: float
    emoji: float
    monospace: float
    other: float


class Face(NamedTuple):
    """What text is set in; `east_asian`: the marks of ambiguous width (UAX #11) come from an East Asian face."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    east_asian: bool = False


REGULAR = Face()


def advance(text: str, size: float, face: Face = REGULAR, tracking: float = 0.0) -> float:
    """Return the width of `text` in points; `tracking` (points) is added for each character."""
    ems = _code(text) if face.code else _ems(text, face)
    return ems * size + tracking * len(text)


def exact(text: str) -> bool:
    """Tell whether every character of `text` has a known width: its glyph's, or the em of East Asian letters."""
    return all(_covered(c, REGULAR) or unicodedata.east_asian_width(c) in "WF" for c in text if c != "\n")


@lru_cache(maxsize=16384)
def _ems(text: str, face: Face) -> float:
    total = 0.0
    for covered, characters in groupby(text, key=lambda c: _covered(c, face)):
        piece = "".join(characters)
        total += _shaped(piece, face) if covered else sum(_safe(c, face) for c in piece)
    return total


@cache
def _font(*, bold: bool, italic: bool) -> uharfbuzz.Font:
    name = "Arimo-Italic[wght].ttf" if italic else "Arimo[wght].ttf"
    face = uharfbuzz.Face(files("fontpkg_arimo").joinpath("files", name).read_bytes())
    font = uharfbuzz.Font(face)
    font.set_variations({"wght": BOLD_WEIGHT if bold else REGULAR_WEIGHT})
    return font


@lru_cache(maxsize=8192)
def _covered(character: str, face: Face) -> bool:
    """Tell whether a character's own glyph is measured."""
    if face.east_asian and _ambiguous_mark(character):
        return False
    return bool(_font(bold=face.bold, italic=face.italic).get_nominal_glyph(ord(character)))


def _ambiguous_mark(character: str) -> bool:
    return unicodedata.east_asian_width(character) == "A" and unicodedata.category(character)[0] in "PS"


def _shaped(text: str, face: Face) -> float:
    """Return the advance of text that the face covers, in em."""
    font = _font(bold=face.bold, italic=face.italic)
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
def _safe(character: str, face: Face) -> float:
    """Return a width in em that no usual font exceeds for a character that the face lacks."""
    widths = _safe_widths()
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    code = ord(character)
    if code >= 0x1F000:
        return widths.emoji if unicodedata.category(character) in ("So", "Sk", "Cn") else widths.wide
    width = unicodedata.east_asian_width(character)
    if face.east_asian and _ambiguous_mark(character):
        return widths.wide
    if width in ("W", "F"):
        return widths.emoji if unicodedata.category(character) == "So" and code < 0x3000 else widths.wide
    if width == "H":
        return widths.half
    for first, last, regular, strong in widths.scripts:
        if first <= code <= last:
            return strong if face.bold else regular
    return widths.other


def _code(text: str) -> float:
    """Return the width of text in a monospaced face, in em."""
    mono = _safe_widths().monospace
    return sum(0.0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else max(mono, _wide(c)) for c in text)


def _wide(character: str) -> float:
    return _safe_widths().wide if unicodedata.east_asian_width(character) in ("W", "F") else 0.0

"""How wide text is: shaped by HarfBuzz in Arimo, whose advances are Arial's; by safe widths where Arimo has no glyph.

The only door to HarfBuzz and to font files. Kerning is on and ligatures are off, as PowerPoint sets text.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

import uharfbuzz

FEATURES = {"kern": True, "liga": False, "clig": False}
REGULAR_WEIGHT, BOLD_WEIGHT = 400, 700
# a joining letter has so many forms; the one that opens a word is this of them
FORMS, FIRST = 4, 2
# a face that widths.txt does not know may be so much wider
SPARE = 1.03


class _Safe(NamedTuple):
    wide: float
    hangul: float
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


@lru_cache(maxsize=4096)
def exact(text: str) -> bool:
    """Tell whether every character of `text` has a known width: its glyph's, or the em of East Asian letters."""
    return all(_covered(c, REGULAR) or unicodedata.east_asian_width(c) in "WF" for c in text if c != "\n")


@lru_cache(maxsize=16384)
def _ems(text: str, face: Face) -> float:
    total = 0.0
    for covered, characters in groupby(text, key=lambda c: _covered(c, face)):
        piece = "".join(characters)
        total += _shaped(piece, face) if covered else _unshaped(piece, face)
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


def _unshaped(text: str, face: Face) -> float:
    """Return a width in em that no usual font exceeds for text that the face lacks: by letters, and where they join, by their forms."""
    letters = [_letter(character, face.bold) for character in text]
    solid = [i for i, letter in enumerate(letters) if letter != (0,)]
    total = 0.0
    for at, i in enumerate(solid):
        letter = letters[i]
        if not letter:
            total += _safe(text[i], face)
            continue
        before = letters[solid[at - 1]] if at else ()
        behind = letters[solid[at + 1]] if at + 1 < len(solid) else ()
        after_one = len(letter) == FORMS == len(before) and before[FIRST] > 0
        before_one = len(letter) == FORMS == len(behind) and letter[FIRST] > 0
        total += SPARE * letter[after_one + 2 * before_one if len(letter) == FORMS else 0] / 1000
    return total


@lru_cache(maxsize=8192)
def _letter(character: str, bold: bool) -> tuple[int, ...]:
    """Return the widths of a letter in 1/1000 em: one, or alone, last, first and in the middle of a word; () for one that is not known."""
    row = _letters().get(character, ())
    half = len(row) // 2
    return row[half:] if bold else row[:half]


@cache
def _letters() -> Mapping[str, tuple[int, ...]]:
    rows = (line.split() for line in files(__package__).joinpath("widths.txt").read_text("ascii").splitlines())
    return {chr(int(code, 16)): tuple(map(int, widths)) for code, *widths in rows}


@cache
def _safe_widths() -> _Safe:
    return _Safe(**tomllib.loads(files(__package__).joinpath("widths.toml").read_text("utf-8")))


@lru_cache(maxsize=8192)
def _safe(character: str, face: Face) -> float:
    """Return a width in em that no usual font exceeds for a character of no known letter form."""
    widths = _safe_widths()
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    code = ord(character)
    if code >= 0x1F000:
        return widths.emoji if unicodedata.category(character) in ("So", "Sk", "Cn") else widths.wide
    if "\uac00" <= character <= "\ud7a3":
        return widths.hangul
    width = unicodedata.east_asian_width(character)
    if face.east_asian and _ambiguous_mark(character):
        return widths.wide
    if width in ("W", "F"):
        return widths.emoji if unicodedata.category(character) == "So" and code < 0x3000 else widths.wide
    return widths.half if width == "H" else widths.other


def _code(text: str) -> float:
    """Return the width of text in a monospaced face, in em."""
    mono = _safe_widths().monospace
    return sum(0.0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else max(mono, _wide(c)) for c in text)


def _wide(character: str) -> float:
    return _safe_widths().wide if unicodedata.east_asian_width(character) in ("W", "F") else 0.0

"""Widths that no usual font exceeds, in em: for text that the face at hand has no glyphs for. They are the same on every machine."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

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


def is_ambiguous_mark(character: str) -> bool:
    """Tell whether a character is a mark that an East Asian face sets as wide as a letter and another does not (UAX #11)."""
    return unicodedata.east_asian_width(character) == "A" and unicodedata.category(character)[0] in "PS"


@lru_cache(maxsize=8192)
def has_letter(character: str) -> bool:
    """Tell whether the table of letters has a character."""
    return character in _letters()


def safe_width(text: str, *, bold: bool = False, east_asian: bool = False) -> float:
    """Return the safe width of text: by letters, and where they join, by their forms."""
    letters = [_letter(character, bold) for character in text]
    solid = [i for i, letter in enumerate(letters) if letter != (0,)]
    total = 0.0
    for at, i in enumerate(solid):
        letter = letters[i]
        if not letter:
            total += _safe(text[i], east_asian=east_asian)
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
def _safe(character: str, *, east_asian: bool) -> float:
    """Return a width in em that no usual font exceeds for a character of no known letter form."""
    widths = _safe_widths()
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    code = ord(character)
    if code >= 0x1F000:
        return widths.emoji if unicodedata.category(character) in ("So", "Sk", "Cn") else widths.wide
    if "\uac00" <= character <= "\ud7a3":
        return widths.hangul
    if unicodedata.category(character) == "So":
        return widths.emoji  # a program may draw it as a picture, whatever its width class
    width = unicodedata.east_asian_width(character)
    if east_asian and is_ambiguous_mark(character):
        return widths.wide
    if width in ("W", "F"):
        return widths.wide
    return widths.half if width == "H" else widths.other


def code_width(text: str) -> float:
    """Return the width of text in a monospaced face, in em."""
    mono = _safe_widths().monospace
    return sum(0.0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else max(mono, _wide(c)) for c in text)


def _wide(character: str) -> float:
    return _safe_widths().wide if unicodedata.east_asian_width(character) in ("W", "F") else 0.0

"""How wide text is: shaped by HarfBuzz in the level's face or one as wide; by safe widths where that face has no glyph.

The only door to HarfBuzz and to font files. Kerning is on and ligatures are off, as PowerPoint sets text.
Arial's widths ship with the program (Arimo); docs/analysis/measure.md tells what is measured by what.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeAlias

import uharfbuzz

from deck.fit.fontfiles import BOLD_WEIGHT, FontFile, nearest
from deck.fit.measures import OTHER, measured_by
from deck.fit.safe import code_width, has_letter, is_ambiguous_mark, safe_width
from deck.fit.scripts import LATIN, WEAK, script_kind

FEATURES = {"kern": True, "liga": False, "clig": False}
# the face whose widths are always at hand
ARIAL = "Arial"
# for a face the file or the package that the template's settings name
Fonts: TypeAlias = tuple[tuple[str, str], ...]


class Face(NamedTuple):
    """What text is set in: its families for Latin, complex and East Asian scripts, "" for whatever the program that shows it takes.

    `east_asian`: the marks of ambiguous width (UAX #11) come from an East Asian face. `exact`: the faces are there where the deck is shown.
    `share`: its size as a share of the text around it, less than 1 above or below the line. `fonts`: what the template's settings say
    that faces are measured by.
    """

    family: str = ARIAL
    complex_family: str = ""
    eastern_family: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    east_asian: bool = False
    exact: bool = False
    share: float = 1.0
    fonts: Fonts = ()


class _Metrics(NamedTuple):
    """A font to measure in, and by how much its widths are stretched where it stands in for a face that is not at hand."""

    font: uharfbuzz.Font
    share: float


REGULAR = Face()


def advance(text: str, size: float, face: Face = REGULAR, tracking: float = 0.0) -> float:
    """Return the width of `text` in points; `tracking` (points) is added for each character."""
    ems = code_width(text) if face.code else _ems(text, face)
    return ems * size * face.share + tracking * len(text)


@lru_cache(maxsize=4096)
def exact(text: str, family: str = ARIAL, fonts: Fonts = ()) -> bool:
    """Tell whether every character of `text` has a known width: its glyph's, or the em of East Asian letters."""
    at_hand = _metrics(family, fonts, bold=False, italic=False).share == 1.0
    return all(
        (at_hand and _covered(c, family, fonts, bold=False, italic=False)) or unicodedata.east_asian_width(c) in "WF"
        for c in text
        if c != "\n"
    )


@lru_cache(maxsize=16384)
def _ems(text: str, face: Face) -> float:
    """Return the width of text in em, piece by piece of one font."""
    total = 0.0
    for family, characters in groupby(_fonts_of(text, face), key=itemgetter(0)):
        piece = "".join(character for _, character in characters)
        safe = safe_width(piece, bold=face.bold, east_asian=face.east_asian) if _is_safer(family, piece, face) else 0.0
        total += max(safe, _shaped(piece, family, face) if family else 0.0)
    return total


def _is_safer(family: str, piece: str, face: Face) -> bool:
    """Tell whether safe widths count: where no font has the text, or the one that has it may be missing where the deck is shown."""
    if not family:
        return True
    return family == face.complex_family and not face.exact and all(has_letter(c) or not c.isalnum() for c in piece)


def _fonts_of(text: str, face: Face) -> Iterator[tuple[str, str]]:
    """Yield each character with the family that it is measured in, "" where no font has it."""
    for character, kind in zip(text, _kinds(text, face), strict=True):
        if face.east_asian and not face.exact and is_ambiguous_mark(character):
            yield "", character
            continue
        family = (face.family, face.complex_family, face.eastern_family)[kind] or face.family
        if _covered(character, family, face.fonts, bold=face.bold, italic=face.italic):
            yield family, character
        else:
            # what a family lacks comes from another, of which nobody knows more than what that usually is
            spare = not has_letter(character) and _covered(character, OTHER, (), bold=face.bold, italic=face.italic)
            yield (OTHER if spare else ""), character


def _kinds(text: str, face: Face) -> Iterator[int]:
    """Yield for each character whether its Latin, complex or East Asian face counts, as LibreOffice 7.4 tells them apart.

    Spaces and general punctuation go with what stands before them, at the start with what comes; so does every mark
    behind right-to-left letters.
    """
    if not (face.complex_family or face.eastern_family):
        yield from (LATIN for _ in text)
        return
    kind = next((found for found in map(script_kind, text) if found != WEAK), LATIN)
    leftwards = False
    for character in text:
        found = script_kind(character)
        leftwards = unicodedata.bidirectional(character) in ("R", "AL") if character.isalnum() else leftwards
        if found != WEAK and (character.isalnum() or not leftwards):
            kind = found
        yield kind


@lru_cache(maxsize=8192)
def _covered(character: str, family: str, fonts: Fonts, *, bold: bool, italic: bool) -> bool:
    """Tell whether a character's own glyph is measured."""
    return bool(_metrics(family, fonts, bold=bold, italic=italic).font.get_nominal_glyph(ord(character)))


def _shaped(text: str, family: str, face: Face) -> float:
    """Return the advance of text that the family covers, in em."""
    font, share = _metrics(family, face.fonts, bold=face.bold, italic=face.italic)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, FEATURES)
    return share * float(sum(position.x_advance for position in buffer.glyph_positions) / font.face.upem)


@lru_cache(maxsize=64)
def _metrics(family: str, fonts: Fonts, *, bold: bool, italic: bool) -> _Metrics:
    """Return what a family is measured in: its files or those of one as wide; Arimo, stretched, where neither is at hand."""
    measure = measured_by(family, dict(fonts))
    if not measure.fonts:
        return _Metrics(_metrics(ARIAL, (), bold=bold, italic=italic).font, measure.shares[bold])
    weight = max(measure.weight, BOLD_WEIGHT) if bold else measure.weight
    return _Metrics(_opened(nearest(measure.fonts, measure.by, weight, italic=italic), weight), 1.0)


@lru_cache(maxsize=64)
def _opened(file: FontFile, weight: int) -> uharfbuzz.Font:
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file.path)), file.number))
    if file.variable:
        font.set_variations({"wght": weight})
    return font

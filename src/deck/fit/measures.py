"""What a typeface is measured by: the file that the template's settings name, a package, a font installed, one as wide, or a guess.

Fonts from packages come before those installed, so that a deck does not depend on the machine where it need not;
docs/analysis/measure.md tells more.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.machinery import ModuleSpec
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from deck.fit.fontfiles import FONT_FILES, REGULAR_WEIGHT, FontFile, fonts_in, fonts_of_folder
from deck.fit.installed import installed

# a package of fonts is named after the family; no other is looked into, whatever a template calls its face
PACKAGES, FAMILY = ("fontpkg_{}", "font_{}"), re.compile(r"[A-Za-z0-9]+( [A-Za-z0-9]+)*")
PREFIX = re.compile(r"font(?:pkg)?[-_]")
# from this weight on a face is guessed as bold
BOLDISH = 600
# how much wider than Arial's regular letters its bold ones are, on the mean
BOLD_OF_ARIAL = 1.08
# no family: whatever takes the place of one that lacks a letter
OTHER = "?"
# how far a weight may be from the one that a family's name asks for
NEAR = 50


class Kind(StrEnum):
    """How a face is measured, the surest first."""

    SETTINGS = "settings"
    PACKAGE = "package"
    INSTALLED = "installed"
    STAND_IN = "stand-in"
    GUESS = "guess"


class Measure(NamedTuple):
    """What a face is measured by; `by` names it for people.

    `safe`: PowerPoint has the face on Windows and on the Mac (with Office), and so have Keynote and Google Slides.
    `fonts` are those to measure in, `packaged` where they lie in a package, `weight` that of the regular style; without any, `shares` are
    how wide a line of it may be, regular and bold, as a share of the same in Arial.
    """

    kind: Kind
    by: str
    safe: bool
    fonts: tuple[FontFile, ...] = ()
    packaged: bool = False
    weight: int = REGULAR_WEIGHT
    shares: tuple[float, float] = (1.0, 1.0)


class _Table(NamedTuple):
    """faces.toml."""

    stand_ins: Mapping[str, tuple[str, ...]]
    safe: frozenset[str]
    weights: Mapping[str, int]
    shares: Mapping[str, tuple[float, float]]
    missing: tuple[float, float]
    unknown: tuple[float, float]


def measured_by(family: str, fonts: Mapping[str, str] = MappingProxyType({})) -> Measure:
    """Return what a face is measured by; `fonts` gives for a face its file or its package, as the template's settings say."""
    safe = family in _table().safe
    if family == OTHER:
        return Measure(Kind.GUESS, family, safe, shares=_table().missing)
    if family in fonts and (own := _set(fonts[family])):
        return Measure(Kind.SETTINGS, _shown(fonts[family]), safe, own, not _is_file(fonts[family]))
    finders: tuple[tuple[Kind, Callable[[str], tuple[FontFile, ...]]], ...] = ((Kind.PACKAGE, packaged), (Kind.INSTALLED, installed))
    for kind, found_in in finders:
        for name, weight in _names(family):
            found = found_in(name)
            if found and (name == family or weight == REGULAR_WEIGHT or any(font.variable or _near(font, weight) for font in found)):
                as_wide = name in _table().stand_ins.get(family, ())
                return Measure(Kind.STAND_IN if as_wide else kind, name, safe, found, kind is Kind.PACKAGE, weight)
    return Measure(Kind.GUESS, family, safe, shares=_guessed(family))


def packaged(family: str) -> tuple[FontFile, ...]:
    """Return the fonts of a family that is installed as a package of the Python index; the package itself is not run."""
    if not FAMILY.fullmatch(family):
        return ()
    return _package(family.lower().replace(" ", "_"))


def _package(name: str) -> tuple[FontFile, ...]:
    for spec in filter(None, (_spec(package.format(name)) for package in PACKAGES)):
        for place in spec.submodule_search_locations or ():
            if found := fonts_of_folder(Path(place, "files")):
                return found
    return ()


def _spec(name: str) -> ModuleSpec | None:
    try:
        return find_spec(name)
    except (ImportError, ValueError):
        return None


def _set(source: str) -> tuple[FontFile, ...]:
    """Return the fonts that a setting names: of a file and its kin beside it, or of a package."""
    if _is_file(source):
        named = fonts_in(Path(source))
        family = named[0].families if named else frozenset()
        kin = (font for font in fonts_of_folder(Path(source).parent) if font.families & family)
        return tuple(kin) or named
    return _package(PREFIX.sub("", source.lower(), 1).replace("-", "_").replace(" ", "_"))


def _is_file(source: str) -> bool:
    return source.lower().endswith(FONT_FILES)


def _shown(source: str) -> str:
    return Path(source).name if _is_file(source) else source


def _names(family: str) -> Iterator[tuple[str, int]]:
    """Yield the names under which a face or one as wide may be found, each with the weight that its regular style has."""
    yield family, REGULAR_WEIGHT
    base, _, word = family.rpartition(" ")
    if base and word in _table().weights:
        yield base, _table().weights[word]
    for name in _table().stand_ins.get(family, ()):
        yield name, REGULAR_WEIGHT


def _near(font: FontFile, weight: int) -> bool:
    return abs(font.weight - weight) <= NEAR


def _guessed(family: str) -> tuple[float, float]:
    """Return how wide a line of a face may be whose files are not at hand, no less than what is shown in its place."""
    table = _table()
    base, _, word = family.rpartition(" ")
    regular, bold = table.shares.get(family) or table.shares.get(base if word in table.weights else "") or table.unknown
    if table.weights.get(word, REGULAR_WEIGHT) >= BOLDISH and family not in table.shares:
        # such a face is held against Arial's regular style
        regular = max(regular, bold * BOLD_OF_ARIAL)
    return max(regular, table.missing[0]), max(bold, table.missing[1])


@cache
def _table() -> _Table:
    read = tomllib.loads(files(__package__).joinpath("faces.toml").read_text("utf-8"))
    shares = {family: (regular, bold) for group in read["shares"].values() for family, (regular, bold) in group.items()}
    regular, bold = read["missing"]["share"]
    widest = read["unknown"]["share"]
    return _Table(
        {family: tuple(names) for family, names in read["stand_ins"].items()},
        frozenset(read["safe"]["faces"]),
        read["weights"],
        shares,
        (regular, bold),
        (widest[0], widest[1]),
    )

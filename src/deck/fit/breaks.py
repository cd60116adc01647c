"""Where a line may end: Unicode Standard Annex #14 (Unicode 16.0), rules LB4 to LB31.

`linebreak.txt` holds the classes, LB1 resolved: AI, SG and XX are AL, CJ is NS (strict), combining marks of SA are CM. Characters that it
does not name are AL. SA keeps its name in the table, because a program may end a line inside such text where this algorithm does not.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

# scripts without spaces whose words only a dictionary tells apart
COMPLEX = "SA"
BREAKS = frozenset({"BK", "CR", "LF", "NL"})
MARKS = frozenset({"CM", "ZWJ"})
NO_BASE = BREAKS | {"SP", "ZW"}
LETTERS = frozenset({"AL", "HL"})
IDEOGRAPHS = frozenset({"ID", "EB", "EM"})
AFFIXES = frozenset({"PR", "PO"})
HANGUL = frozenset({"JL", "JV", "JT", "H2", "H3"})
SYLLABLE = frozenset(
    {
        *(("JL", "JL"), ("JL", "JV"), ("JL", "H2"), ("JL", "H3"), ("JV", "JV"), ("JV", "JT"), ("H2", "JV"), ("H2", "JT")),
        *(("JT", "JT"), ("H3", "JT")),
    }
)
BEFORE_OPENING_QUOTE = NO_BASE | {"OP", "QU", "GL"}
BEHIND_CLOSING_QUOTE = NO_BASE | {"GL", "WJ", "CL", "QU", "CP", "EX", "IS", "SY"}
BEFORE_LONE_HYPHEN = NO_BASE | {"CB", "GL"}
BETWEEN_WORDS = re.compile(r"(?<=[^\W_] )(?=[^\W_])")
HYPHEN, DOTTED_CIRCLE = "\u2010", "\u25cc"


class _Unit(NamedTuple):
    """A character with the marks on it: its class, where it starts, and whether a joiner ends it (LB9, LB10)."""

    kind: str
    start: int
    character: str
    joins: bool


@cache
def _table() -> tuple[list[int], list[tuple[int, str]]]:
    rows = [line.split() for line in files(__package__).joinpath("linebreak.txt").read_text("ascii").splitlines()]
    return [int(row[0], 16) for row in rows], [(int(row[1], 16), row[2]) for row in rows]


@lru_cache(maxsize=4096)
def line_break_class(character: str) -> str:
    """Return the Line_Break class of a character, LB1 resolved."""
    starts, ends = _table()
    at = bisect_right(starts, ord(character)) - 1
    return ends[at][1] if at >= 0 and ord(character) <= ends[at][0] else "AL"


@lru_cache(maxsize=2048)
def break_points(text: str) -> tuple[int, ...]:
    """Return the offsets in `text` at which a line may end, its own end not among them.

    A line may always end at a space between letters or digits (LB18), and no rule looks over it to the other side.
    """
    found: list[int] = []
    start = 0
    for part in BETWEEN_WORDS.split(text):
        found += [start + at for at in _points_within(part)]
        start += len(part)
        found.append(start)
    return tuple(found[:-1])


@lru_cache(maxsize=8192)
def _points_within(text: str) -> tuple[int, ...]:
    units = _units(text)
    return tuple(units[i].start for i in range(1, len(units)) if _may_end(units, i))


def _units(text: str) -> list[_Unit]:
    units: list[_Unit] = []
    for at, character in enumerate(text):
        kind = line_break_class(character)
        if kind in MARKS and units and units[-1].kind not in NO_BASE:
            units[-1] = units[-1]._replace(joins=kind == "ZWJ")
        else:
            units.append(_Unit("AL" if kind in MARKS or kind == COMPLEX else kind, at, character, kind == "ZWJ"))
    return units


def _may_end(units: list[_Unit], i: int) -> bool:
    """Tell whether a line may end before unit `i`."""
    before, behind = units[i - 1].kind, units[i].kind
    if before in BREAKS:
        return (before, behind) != ("CR", "LF")
    if behind in NO_BASE or units[i - 1].joins:
        return False
    solid = i - 1
    while solid > 0 and units[solid].kind == "SP":
        solid -= 1
    if units[solid].kind == "ZW":
        return True
    if _held_over_spaces(units, solid, i):
        return False
    if before == "SP":
        return True
    if before == "GL" or (behind == "GL" and before not in ("BA", "HY")):
        return False
    if "QU" in (before, behind) and _held_by_quotes(units, i):
        return False
    return "CB" in (before, behind) or not (_held(before, behind) or _held_in_context(units, i))


def _held_over_spaces(units: list[_Unit], solid: int, i: int) -> bool:
    """Return the rules that hold whether or not spaces stand between unit `solid` and unit `i`: LB11, LB13 to LB17."""
    open_side, behind = units[solid].kind, units[i].kind
    if behind == "WJ" or units[i - 1].kind == "WJ" or behind in ("CL", "CP", "EX", "SY") or open_side == "OP":
        return True
    if behind == "IS":
        return not (units[i - 1].kind == "SP" and _kind(units, i + 1) == "NU")
    if open_side == "QU" and _initial(units[solid]) and (solid == 0 or units[solid - 1].kind in BEFORE_OPENING_QUOTE):
        return True
    if behind == "QU" and _final(units[i]) and (i + 1 == len(units) or units[i + 1].kind in BEHIND_CLOSING_QUOTE):
        return True
    return (open_side in ("CL", "CP") and behind == "NS") or open_side == behind == "B2"


def _held_by_quotes(units: list[_Unit], i: int) -> bool:
    """Return LB19 and LB19a: a quote holds on both sides, save a directed one towards East Asian text."""
    before, behind = units[i - 1], units[i]
    if behind.kind == "QU":
        outside = i + 1 == len(units) or not _east_asian(units[i + 1])
        if not _initial(behind) or not _east_asian(before) or outside:
            return True
    if before.kind == "QU":
        outside = i == 1 or not _east_asian(units[i - 2])
        return not _final(before) or not _east_asian(behind) or outside
    return False


@cache
def _held(before: str, behind: str) -> bool:
    """Return the rules that two classes decide alone: LB21 to LB30b."""
    return (
        behind in ("BA", "HY", "NS", "IN")
        or before == "BB"
        or (before == "SY" and behind == "HL")
        or (before in LETTERS and behind in LETTERS | AFFIXES | {"NU"})
        or (before in AFFIXES | {"NU", "IS"} and behind in LETTERS)
        or (before == "PR" and behind in IDEOGRAPHS | HANGUL)
        or (before in IDEOGRAPHS | HANGUL and behind == "PO")
        or (before in AFFIXES | {"HY", "IS", "NU"} and behind == "NU")
        or (before == "NU" and behind in AFFIXES)
        or (before, behind) in SYLLABLE
        or (before == "AP" and behind in ("AK", "AS"))
        or (before in ("AK", "AS") and behind in ("VF", "VI"))
        or (before == "EB" and behind == "EM")
    )


def _held_in_context(units: list[_Unit], i: int) -> bool:
    """Return the rules that ask what stands further off: LB20a, LB21a, LB25, LB28a, LB30, LB30a."""
    before, behind = units[i - 1], units[i]
    match before.kind:
        case "HY" | "BA":
            lone = before.kind == "HY" or before.character == HYPHEN
            if behind.kind == "AL" and lone and (i == 1 or units[i - 2].kind in BEFORE_LONE_HYPHEN):
                return True
            east_asian = before.kind == "BA" and _east_asian(before)
            return behind.kind != "HL" and not east_asian and _kind(units, i - 2) == "HL"
        case "CL" | "CP" | "SY" | "IS" if _in_number(units, i):
            return True
        case "PR" | "PO" if behind.kind == "OP":
            ahead = _kind(units, i + 1), _kind(units, i + 2)
            return ahead[0] == "NU" or ahead == ("IS", "NU")
        case "RI":
            return behind.kind == "RI" and _flags_before(units, i) % 2 == 1
    if before.kind == "CP" and not _east_asian(before):
        return behind.kind in LETTERS | {"NU"}
    if behind.kind == "OP" and not _east_asian(behind):
        return before.kind in LETTERS | {"NU"}
    return _held_in_aksara(units, i)


def _in_number(units: list[_Unit], i: int) -> bool:
    """Return LB25 behind the signs within a number and the bracket that closes it."""
    at, behind = i - 1, units[i].kind
    if behind not in ("PO", "PR", "NU"):
        return False
    if behind != "NU" and units[at].kind in ("CL", "CP"):
        at -= 1
    while at > 0 and units[at].kind in ("SY", "IS"):
        at -= 1
    return units[at].kind == "NU" if at >= 0 else False


def _held_in_aksara(units: list[_Unit], i: int) -> bool:
    """Return LB28a as far as it concerns a virama or the dotted circle."""
    before, behind = units[i - 1], units[i]
    if before.kind == "AP":
        return behind.character == DOTTED_CIRCLE
    if before.kind == "VI":
        return i > 1 and _aksara(units[i - 2]) and (behind.kind == "AK" or behind.character == DOTTED_CIRCLE)
    return _aksara(before) and (behind.kind in ("VF", "VI") or (_aksara(behind) and _kind(units, i + 1) == "VF"))


def _flags_before(units: list[_Unit], i: int) -> int:
    """Return how many regional indicators stand in a row before unit `i`."""
    count = 0
    while count < i and units[i - 1 - count].kind == "RI":
        count += 1
    return count


def _kind(units: list[_Unit], i: int) -> str:
    return units[i].kind if 0 <= i < len(units) else ""


def _aksara(unit: _Unit) -> bool:
    return unit.kind in ("AK", "AS") or unit.character == DOTTED_CIRCLE


def _initial(unit: _Unit) -> bool:
    return unicodedata.category(unit.character) == "Pi"


def _final(unit: _Unit) -> bool:
    return unicodedata.category(unit.character) == "Pf"


def _east_asian(unit: _Unit) -> bool:
    return unicodedata.east_asian_width(unit.character) in ("F", "W", "H")

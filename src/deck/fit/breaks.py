"""Where a line may end: Unicode Standard Annex #14 (Unicode 16.0), by table.

What is simplified: rule LB25 as pairs, and LB30 without the width of brackets. `linebreak.txt` holds the classes; characters that it does
not name are AL.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache
from importlib.resources import files

ALPHABETIC = {"AL", "HL", "SA"}
IDEOGRAPHIC = {"ID", "EB", "EM"}
CLOSES = {"CL", "CP", "EX", "SY", "IS"}
HANGUL = {"JL", "JV", "JT", "H2", "H3"}
NUMERIC = {
    *(("CL", "PO"), ("CP", "PO"), ("CL", "PR"), ("CP", "PR"), ("NU", "PO"), ("NU", "PR"), ("PO", "OP"), ("PO", "NU")),
    *(("PR", "OP"), ("PR", "NU"), ("HY", "NU"), ("IS", "NU"), ("NU", "NU"), ("SY", "NU")),
}
SYLLABLE = {
    *(("JL", "JL"), ("JL", "JV"), ("JL", "H2"), ("JL", "H3"), ("JV", "JV"), ("JV", "JT"), ("H2", "JV"), ("H2", "JT")),
    *(("JT", "JT"), ("H3", "JT")),
}
BREAKS = {"BK", "CR", "LF", "NL"}
# scripts without spaces whose words only a dictionary tells apart
COMPLEX = "SA"


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
    """Return the offsets in `text` at which a line may end, its own end not among them."""
    classes = [line_break_class(character) for character in text]
    found: list[int] = []
    base = ""  # the class before, combining marks taken in (LB9)
    solid = ""  # the class before the spaces, if any stand between
    flags = 0  # how many regional indicators in a row
    for i, here in enumerate(classes):
        raw = classes[i - 1] if i else ""
        if here in ("CM", "ZWJ") and base and base not in (*BREAKS, "SP", "ZW"):
            continue
        kind = "AL" if here in ("CM", "ZWJ") else here
        if i and _may_end(base, kind, solid, raw, flags):
            found.append(i)
        flags = flags + 1 if kind == "RI" else 0
        if kind != "SP":
            solid = kind
        base = kind
    return tuple(found)


def _may_end(before: str, behind: str, solid: str, raw: str, flags: int) -> bool:
    """Tell whether a line may end between two characters; `solid` is the class before any spaces, `raw` without LB9."""
    if before in BREAKS:
        return True
    if behind in (*BREAKS, "SP", "ZW"):
        return False
    if solid == "ZW" and before in ("ZW", "SP"):
        return True
    if raw == "ZWJ" or "WJ" in (before, behind) or before == "GL":
        return False
    if before == "SP":
        return not _held_over_spaces(solid, behind)
    return not (_held_by_marks(before, behind) or _held_by_letters(before, behind) or (before == behind == "RI" and flags % 2 == 1))


def _held_over_spaces(solid: str, behind: str) -> bool:
    """Return the rules that look through spaces: LB13 to LB17."""
    return (
        behind in CLOSES
        or solid == "OP"
        or (solid == "QU" and behind == "OP")
        or (solid in ("CL", "CP") and behind == "NS")
        or (solid == behind == "B2")
    )


def _held_by_marks(before: str, behind: str) -> bool:
    """Return the rules for punctuation: LB12a to LB22."""
    return (
        (behind == "GL" and before not in ("BA", "HY"))
        or behind in CLOSES
        or before == "OP"
        or (before in ("CL", "CP") and behind == "NS")
        or (before == behind == "B2")
        or "QU" in (before, behind)
        or (behind in ("BA", "HY", "NS", "IN") and before != "CB")
        or (before == "BB" and behind != "CB")
        or (before == "SY" and behind == "HL")
    )


def _held_by_letters(before: str, behind: str) -> bool:
    """Return the rules for letters and numbers: LB23 to LB30b."""
    letters = before in ALPHABETIC, behind in ALPHABETIC
    return (
        (letters[0] and (behind == "NU" or letters[1] or behind in ("PR", "PO", "OP")))
        or (letters[1] and before in ("NU", "PR", "PO", "IS", "CP"))
        or (before == "PR" and behind in IDEOGRAPHIC)
        or (before in IDEOGRAPHIC and behind == "PO")
        or (before, behind) in NUMERIC
        or (before, behind) in SYLLABLE
        or (before in HANGUL and behind == "PO")
        or (before == "PR" and behind in HANGUL)
        or (before == "NU" and behind == "OP")
        or (before == "CP" and behind == "NU")
        or (before == "EB" and behind == "EM")
    )

"""Where phrases and words end in scripts that write no spaces: by BudouX, which learned it from people.

The only door to budoux. UAX #14 lets a line end between any two letters of these scripts; a reader stumbles over a word that is cut.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import budoux

SCRIPTS = frozenset({"Jpan", "Hans", "Hant"})


@lru_cache(maxsize=2048)
def cuts(text: str, script: str) -> frozenset[int]:
    """Return the offsets between two letters of the script at which a line would cut a phrase."""
    if script not in SCRIPTS:
        return frozenset()
    ends, at = set(), 0
    for phrase in _parser(script).parse(text):
        at += len(phrase)
        ends.add(at)
    return frozenset(i for i in range(1, len(text)) if i not in ends and _letter(text[i - 1]) and _letter(text[i]))


@lru_cache(maxsize=2048)
def words(text: str, script: str) -> frozenset[int] | None:
    """Return the offsets at which words end in a script that writes no spaces between them, None for one that nobody has learned."""
    if script != "Thai":
        return None
    return frozenset(accumulate(map(len, _parser(script).parse(text))))


@cache
def _parser(script: str) -> budoux.Parser:
    import budoux  # only such a language pays for it

    match script:
        case "Jpan":
            return budoux.load_default_japanese_parser()
        case "Thai":
            return budoux.load_default_thai_parser()
        case "Hans":
            return budoux.load_default_simplified_chinese_parser()
        case _:
            return budoux.load_default_traditional_chinese_parser()


def _letter(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" and character.isalpha()

"""Which of a level's three faces a character is set in: the Latin, the complex-script or the East Asian one."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache

LATIN, COMPLEX, EASTERN, WEAK = range(4)
# where a stretch of characters begins, and its kind (LibreOffice 7.4, i18npool; ECMA-376-1, 21.1.2.3, leaves the sorting to the program)
STRETCHES = (
    *((0x0000, LATIN), (0x0300, WEAK), (0x0370, LATIN), (0x0590, COMPLEX), (0x10A0, LATIN), (0x1100, EASTERN), (0x1200, COMPLEX)),
    *((0x13A0, LATIN), (0x1780, COMPLEX), (0x18B0, LATIN), (0x1900, COMPLEX), (0x1D00, LATIN), (0x2000, WEAK), (0x2C00, LATIN)),
    *((0x2E00, WEAK), (0x2E80, EASTERN), (0xA4D0, LATIN), (0xA840, COMPLEX), (0xAB30, LATIN), (0xAC00, EASTERN), (0xD800, LATIN)),
    *((0xF900, EASTERN), (0xFB00, LATIN), (0xFB1D, COMPLEX), (0xFE00, WEAK), (0xFE30, EASTERN), (0xFE70, COMPLEX), (0xFEFF, WEAK)),
    *((0xFF00, EASTERN), (0xFFF0, WEAK), (0x10000, LATIN), (0x16FE0, EASTERN), (0x1B300, LATIN), (0x1F000, WEAK), (0x20000, EASTERN)),
)
FIRST_COMPLEX = "\u0590"
# Japanese words, and marks that any text may have
WRITTEN_TOGETHER = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH", "BOPOMOFO"})
STARTS = tuple(start for start, _ in STRETCHES)


@lru_cache(maxsize=4096)
def script_kind(character: str) -> int:
    """Return the kind of a character; WEAK for one that goes with its neighbours."""
    if character in " \u00a0\t":
        return WEAK
    return STRETCHES[bisect_right(STARTS, ord(character)) - 1][1]


@lru_cache(maxsize=256)
def is_mixed(text: str) -> bool:
    """Tell whether letters or digits of two scripts or more meet, those that Arial has aside; the scripts of Japanese count as one."""
    if max(text, default="") < FIRST_COMPLEX:
        return False
    return len({_script(character) for character in set(text) if character >= FIRST_COMPLEX and character.isalnum()}) > 1


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """Return the first word of a character's name, which is that of its script."""
    name = unicodedata.name(character, "").partition(" ")[0]
    return "CJK" if name in WRITTEN_TOGETHER else name

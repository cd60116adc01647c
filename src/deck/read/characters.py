"""Characters that no file may hold, or that stand for others: halves of pairs, controls, what takes no width and says nothing."""

from __future__ import annotations

import re

SURROGATE = re.compile("[\ud800-\udfff]")
# read as Windows-1252, as browsers read them (HTML, clause 13.2.5.80), the controls from U+0080 on are marks of punctuation
WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
# what XML cannot hold, and what is invisible everywhere: a mark of the order of bytes, operators of formulas
NOTHING = dict.fromkeys([*range(9), *range(14, 32), 0x7F, 0xFEFF, 0xFFFE, 0xFFFF, 0x180E, *range(0x2061, 0x2065)])
SPACES = dict.fromkeys([0x0B, 0x0C, 0x2028, 0x2029], " ")
CHANGED = {**WINDOWS, **NOTHING, **SPACES}
# a place to break a line means something in scripts without spaces: Thai, Lao, Tibetan, Myanmar, Khmer
SPACELESS = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"
IDLE_BREAK = re.compile(rf"(?<![{SPACELESS}])\u200b+|\u200b+(?![{SPACELESS}])")


def clean(text: str) -> str:
    """Return a text with two halves of a pair as the character that they mean, a lone half as U+FFFD, and nothing that cannot be shown.

    Line feeds and carriage returns stay as they are, so that lines keep their numbers.
    """
    if SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return IDLE_BREAK.sub("", text.translate(CHANGED))

"""Characters that no file may hold: halves of surrogate pairs, and what XML forbids."""

from __future__ import annotations

import re

# control characters that XML cannot hold; tab, line feed and carriage return aside
CONTROL = dict.fromkeys([*range(9), 11, *range(14, 32), 0x7F, 0xFFFE, 0xFFFF])
SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return a text with two halves of a pair as the character that they mean, a lone half as U+FFFD, and without control characters."""
    if SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.translate(CONTROL)

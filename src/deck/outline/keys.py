"""Stable names for slides and points, so that a later build knows them again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 48
# the keys of the talk's opening and closing, and of what may stand behind
OPENING = "opening"
RESERVED = frozenset({"title", OPENING, "closing", "qr", "appendix"})


def slug(text: str) -> str:
    """Return `text` as a key: letters, marks and digits of any script in lower case, the rest as single hyphens."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else "-" for c in folded)
    words = [word for word in kept.split("-") if word]
    return "-".join(words)[:LONGEST].strip("-") or "untitled"


def pinned(name: str) -> str:
    """Return a name that an author gave a slide as a key, without the marks by which keys are joined."""
    return "-".join(re.split(r"[\s+~/#]+", name.strip())).strip("-")


class Keys:
    """Gives out keys, each once: a name met again gets `-2`, `-3`, in order."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def take(self, name: str, joint: str = "-") -> str:
        key, n = name, 1
        while key in self._taken:
            n += 1
            key = f"{name}{joint}{n}"
        self._taken.add(key)
        return key

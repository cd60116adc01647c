"""Long texts shortened for one line, around what was changed in them."""

from __future__ import annotations

import unicodedata

GONE = "…"
# columns of a text that is shown on a line with others, and those that are left of it on the narrowest terminal
MOST, LEAST = 64, 16
# letters of a word that is shown from its beginning on when something in it changed
LONGEST_WORD = 20
RIGHT_TO_LEFT = ("R", "AL", "AN")
# keeps what stands on both sides of a text in the order of the line, whatever its script
LEFT_TO_RIGHT_MARK = "\u200e"


def quoted(text: str) -> str:
    """Return a text in quotation marks."""
    mark = LEFT_TO_RIGHT_MARK if any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in text) else ""
    return f"{mark}“{text}”{mark}"


def short(text: str, columns: int = MOST) -> str:
    """Return the beginning of a text on one line, at most so many columns wide."""
    line = one_line(text)
    return _cut(line, 0, len(line), columns)


def around_change(was: str, now: str, columns: int = MOST) -> tuple[str, str]:
    """Return two versions of a text, each shortened to so many columns around that in which they differ."""
    before, after = one_line(was), one_line(now)
    same = _alike(before, after)
    ends_alike = _alike(before[::-1], after[::-1])
    ends_alike = min(ends_alike, len(before) - same, len(after) - same)
    first, second = (_around(text, same, len(text) - ends_alike, columns) for text in (before, after))
    return first, second


def one_line(text: str) -> str:
    return " ".join(text.split())


def width(text: str) -> int:
    """Return the columns of a text in a terminal: East Asian characters take two, what combines with others none."""
    return sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _around(text: str, start: int, end: int, columns: int) -> str:
    """Return a text with its characters from `start` to `end` in sight, and as much on both sides as there is room for."""
    if width(text) <= columns:
        return text
    word = text.rfind(" ", 0, start) + 1
    start = word if start - word <= LONGEST_WORD else start
    spare = max(0, columns - width(text[start:end])) // 2
    first = start
    while first and width(text[first - 1 : start]) <= spare:
        first -= 1
    return _cut(text, _word_start(text, first, start), len(text), columns)


def _cut(text: str, first: int, end: int, columns: int) -> str:
    """Return a text from `first` on, at most so many columns wide, with a mark where something is left out."""
    before = GONE if first else ""
    if width(before + text[first:end]) <= columns:
        return before + text[first:end]
    last = first
    while last < end and width(before + text[first : last + 1]) < columns:
        last += 1
    while last > first and _joined(text, last):
        last -= 1
    space = text.rfind(" ", first, last)
    # a word is cut where otherwise too little would be left
    if space > first + (last - first) // 2:
        last = space
    return f"{before}{text[first:last].rstrip()}{GONE}"


def _word_start(text: str, first: int, start: int) -> int:
    """Return where the first whole word from `first` on begins, before `start`."""
    if first == 0 or text[first - 1] == " ":
        return first
    space = text.find(" ", first, start)
    if space >= 0:
        return space + 1
    while first < start and _joined(text, first):
        first += 1
    return first


def _joined(text: str, at: int) -> bool:
    """Tell whether the character at a place belongs to the one before it."""
    return at < len(text) and (unicodedata.category(text[at]) in ("Mn", "Mc", "Me", "Cf") or text[at - 1] == "\u200d")

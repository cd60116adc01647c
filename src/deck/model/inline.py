"""Cutting and trimming styled text; every function keeps the style of the characters that it keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from deck.model.article import RAISED, Inline, Run, plain

DIGITS = str.maketrans(RAISED, "0123456789")

# a run of spaces is tried once, at its beginning: a long one without a break would take its length squared
BREAK = re.compile(r"(?:(?<![ \t])[ \t]+)?\n[ \t]*")


def cut(text: Inline, start: int, end: int | None = None) -> Inline:
    """Return the characters of `text` from offset `start` to `end`."""
    end = len(plain(text)) if end is None else end
    kept: list[Run] = []
    at = 0
    for run in text:
        piece = run.text[max(0, start - at) : max(0, end - at)]
        if piece:
            kept.append(run._replace(text=piece))
        at += len(run.text)
    return tuple(kept)


def trimmed(text: Inline, also: str = "") -> Inline:
    """Return `text` without white space, nor any character of `also`, at its ends."""
    words = plain(text)
    front = len(words) - len(words.lstrip(None if not also else " \n\t\u00a0\u202f\u3000" + also))
    back = len(words.rstrip(None if not also else " \n\t\u00a0\u202f\u3000" + also))
    return cut(text, front, max(front, back))


def joined(runs: Iterable[Run]) -> Inline:
    """Return runs with neighbours of one style as one run."""
    styles = groupby(runs, lambda run: run._replace(text=""))
    return tuple(style._replace(text="".join(run.text for run in alike)) for style, alike in styles)


def regular(text: Inline) -> Inline:
    """Return `text` without bold, for a place that is bold by itself."""
    return tuple(run._replace(bold=False) for run in text)


def bold(text: Inline) -> Inline:
    return tuple(run._replace(bold=True) for run in text)


def one_line(text: Inline) -> Inline:
    """Return `text` with its hard breaks, and the white space around them, as single spaces."""
    return tuple(run._replace(text=BREAK.sub(" ", run.text)) for run in text)


def in_one_line(texts: Iterable[Inline]) -> Inline:
    """Return texts behind each other, a space between them."""
    spaced = ((Run(" "), *one_line(text)) for text in texts if plain(text).strip())
    return trimmed(joined(run for text in spaced for run in text))


def in_lines(texts: Iterable[Inline]) -> Inline:
    """Return texts below each other, a line break between them."""
    spaced = ((Run("\n"), *text) for text in texts if plain(text).strip())
    return trimmed(joined(run for text in spaced for run in text))


def lines_of(text: Inline) -> list[Inline]:
    """Return what stands between the hard breaks of `text`."""
    lines: list[list[Run]] = [[]]
    for run in text:
        first, *others = run.text.split("\n")
        lines[-1].append(run._replace(text=first))
        lines += [[run._replace(text=other)] for other in others]
    return [tuple(run for run in line if run.text) for line in lines]


def is_mark(run: Run) -> bool:
    """Tell whether a run is the mark of a footnote."""
    return run.shift == 1 and bool(run.text) and not run.text.strip(RAISED)


def lowered(run: Run) -> Run:
    """Return a run with the mark of a footnote as the digits that its style raises."""
    digits = run.text.translate(DIGITS) if run.shift == 1 else run.text
    return run._replace(text=digits) if digits != run.text else run


def bold_opening(text: Inline) -> int:
    """Return how many characters at the start of `text` are bold, up to the first that is not (white space aside)."""
    at = 0
    for run in text:
        if not run.bold and run.text.strip():
            break
        at += len(run.text)
    opening = plain(text)[:at]
    return len(opening.rstrip()) if any(run.bold and run.text.strip() for run in text) and text[0].bold else 0

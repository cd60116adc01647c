"""Whole sentences of a text, by the library sentencex and what a language's abbreviations mend in it."""

from __future__ import annotations

import sentencex

from deck.model.article import Inline, plain
from deck.model.inline import cut, trimmed

CLOSERS = "」』）】〉》”’\"')]»"
HIRAGANA = ("\u3040", "\u309f")


def sentences(text: Inline, language: str, abbreviations: tuple[str, ...] = (), after: int = 0) -> tuple[Inline, ...]:
    """Return the sentences of `text` in order, each trimmed; none ends before offset `after`."""
    words = plain(text)
    ends = [end for end in boundaries(words, language, abbreviations) if end > after]
    starts = [0, *ends[:-1]]
    found = (trimmed(cut(text, start, end)) for start, end in zip(starts, ends, strict=True))
    return tuple(sentence for sentence in found if sentence)


def boundaries(words: str, language: str, abbreviations: tuple[str, ...] = ()) -> list[int]:
    """Return the offsets at which a sentence of `words` ends; the last is the end of the text."""
    ends = [0]
    for piece in sentencex.segment(language, words):
        ends.append(ends[-1] + len(piece))
    inner = [end for end in ends[1:] if end < len(words) and _ends(words[:end].rstrip(), words[end:].lstrip(), abbreviations)]
    return [*inner, len(words)] if words else []


def _ends(before: str, behind: str, abbreviations: tuple[str, ...]) -> bool:
    """Tell whether a sentence may end between the two texts."""
    if not before or not behind:
        return False
    if behind[0].islower() or before.endswith(abbreviations and _words_of(before, abbreviations)):
        return False
    quoted = before[-1] in CLOSERS and HIRAGANA[0] <= behind[0] <= HIRAGANA[1]
    return not quoted


def _words_of(before: str, abbreviations: tuple[str, ...]) -> tuple[str, ...]:
    """Return the abbreviations that stand as a word of their own at the end of `before`."""
    return tuple(short for short in abbreviations if before.endswith(short) and not before[: -len(short)][-1:].isalnum())

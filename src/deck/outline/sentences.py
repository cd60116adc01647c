"""Whole sentences of a text, by the library sentencex and what a language's abbreviations mend in it."""

from __future__ import annotations

import re
import unicodedata

import sentencex

from deck.model.article import RAISED, Inline, plain
from deck.model.inline import cut, trimmed
from deck.model.words import Words
from deck.outline.punctuation import CLOSERS, QUESTION, STOP, WHITE

# sentencex 1.0.32 panics on some white space beyond a plain space behind an initial
SPACES = re.compile(r"[^\S\n]")
# "21." where a number with a full stop says which and not how many
ORDINAL = re.compile(r"(?<![\d.,])\d{1,2}\.$")
# the number of what a text is an entry of
ENUMERATOR = re.compile(r"\(?\d{1,3}[.)]")
HIRAGANA = ("\u3040", "\u309f")
HANGUL = ("\uac00", "\ud7a3")


def sentences(text: Inline, tongue: Words, after: int = 0) -> tuple[Inline, ...]:
    """Return the sentences of `text` in order, each trimmed; none ends before offset `after`."""
    if not plain(text).strip():
        return ()
    ends = [end for end in boundaries(plain(text), tongue) if end > after]
    starts = [0, *ends[:-1]]
    found = (trimmed(cut(text, start, end)) for start, end in zip(starts, ends, strict=True))
    return tuple(sentence for sentence in found if sentence)


def boundaries(words: str, tongue: Words) -> list[int]:
    """Return the offsets at which a sentence of `words` ends; the last is the end of the text."""
    ends = [0]
    for piece in sentencex.segment(tongue.code.partition("-")[0], SPACES.sub(" ", words)):
        ends.append(ends[-1] + len(piece))
    inner = [end for end in ends[1:] if end < len(words) and _ends(words[:end].rstrip(), words[end:].lstrip(), tongue)]
    # the mark of a footnote belongs to what it stands behind
    inner = [end + len(words[end:]) - len(words[end:].lstrip(RAISED)) for end in inner]
    return [*(end for end in inner if words[end:].strip()), len(words)] if words else []


def _ends(before: str, behind: str, tongue: Words) -> bool:
    """Tell whether a sentence may end between the two texts."""
    if not before or not behind or ENUMERATOR.fullmatch(before):
        return False
    if behind[0].isdigit() and ends_on(before, tongue.before_numbers):
        return False
    if behind[0].islower() or ends_on(before, tongue.abbreviations) or (tongue.ordinals and ORDINAL.search(before)):
        return False
    return not (before[-1] in CLOSERS and _goes_on(behind[0]))


def _goes_on(character: str) -> bool:
    """Tell whether what follows a quotation may well belong to its sentence, in scripts that have no capitals to tell by.

    In Chinese and Japanese it does when a particle follows.
    """
    if HIRAGANA[0] <= character <= HIRAGANA[1]:
        return True
    caseless = character.isalpha() and character.lower() == character.upper()
    return (caseless and unicodedata.east_asian_width(character) not in "WF") or HANGUL[0] <= character <= HANGUL[1]


def is_question(sentence: Inline, tongue: Words) -> bool:
    words = plain(sentence).rstrip(CLOSERS + WHITE)
    return words[-1:] in (*QUESTION, *tongue.questions) or words.rstrip(STOP).endswith(tongue.asking)


def ends_on(text: str, abbreviations: tuple[str, ...]) -> bool:
    """Tell whether a text ends on one of the abbreviations, as a word of its own, with a capital or not and any spaces within."""
    plainly = SPACES.sub(" ", text)
    forms = (form for short in abbreviations for form in (short, short[:1].upper() + short[1:]))
    return any(plainly.endswith(form) and not plainly[: -len(form)][-1:].isalnum() for form in forms)

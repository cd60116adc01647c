"""How many words a text has, as a reader takes words in, whether or not its script writes spaces between them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from deck.model.article import Inline, plain

# how many characters of a script make a word, as a reader takes words in
IDEOGRAPHS_A_WORD, LETTERS_A_JAPANESE_WORD, UNSPACED_A_WORD, LETTERS_A_WORD = 2, 2.4, 4, 4.5
# no script before this letter is written without spaces
FIRST_UNSPACED = "\u0e00"
# where so many words have fewer letters than this, they are syllables
MANY_SYLLABLES, FEWEST_LETTERS_A_WORD = 12, 3.8


def count_words(texts: Iterable[Inline]) -> int:
    """Return the number of words.

    Scripts without spaces count by characters, and so does a language that writes its syllables apart, such as Vietnamese.
    """
    return round(sum(_words_in(plain(text)) for text in texts))


@lru_cache(maxsize=4096)
def _words_in(text: str) -> float:
    if max(text, default="") < FIRST_UNSPACED:
        return _spaced_words(text)
    japanese = any("\u3040" <= c <= "\u30ff" for c in text)
    ideographs = sum(map(_ideographic, text)) / (LETTERS_A_JAPANESE_WORD if japanese else IDEOGRAPHS_A_WORD)
    unspaced = sum(_unspaced(c) for c in text)
    apart = "".join(" " if _ideographic(c) or _unspaced(c) else c for c in text)
    return ideographs + unspaced / UNSPACED_A_WORD + _spaced_words(apart)


def _spaced_words(text: str) -> float:
    """Return the number of words of a script with spaces between them, or between its syllables."""
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    if len(words) < MANY_SYLLABLES:
        return len(words)
    letters = sum(c.isalnum() for word in words for c in word)
    return letters / LETTERS_A_WORD if letters < FEWEST_LETTERS_A_WORD * len(words) else len(words)


def _ideographic(character: str) -> bool:
    """Tell whether a character is a Chinese or Japanese letter; Korean words have spaces between them."""
    return unicodedata.east_asian_width(character) in "WF" and character.isalnum() and not "\uac00" <= character <= "\ud7a3"


def _unspaced(character: str) -> bool:
    """Tell whether a character is of a script that writes no spaces between words: Thai, Lao, Myanmar, Khmer."""
    return character.isalpha() and (
        "\u0e00" <= character <= "\u0eff" or "\u1000" <= character <= "\u109f" or "\u1780" <= character <= "\u17ff"
    )

"""The words of a text: which they are, and how many."""

from __future__ import annotations

import re
import unicodedata

from deck.model.article import Inline, plain

WORD = re.compile(r"\w+", re.UNICODE)
# letters that make a word in scripts without spaces: East Asian ones, and Thai, Lao, Burmese and Khmer
EAST_ASIAN, LETTERS_A_WORD = "\u2e80", 2.5
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
SIGNS_A_WORD = 5.0


def words_of(text: Inline | str) -> list[str]:
    """Return the words of a text, whatever the case, width and accents' form of its letters, and no emphasis by underscores."""
    said = unicodedata.normalize("NFKC", text if isinstance(text, str) else plain(text))
    return [word for found in WORD.findall(said.casefold()) if (word := found.strip("_"))]


def word_count(text: Inline) -> float:
    """Return about how many words a text has, whether or not its script writes spaces."""
    shown = plain(text)
    letters = sum(character >= EAST_ASIAN for character in shown) / LETTERS_A_WORD
    return max(len(shown.split()), letters, len(UNSPACED.findall(shown)) / SIGNS_A_WORD)

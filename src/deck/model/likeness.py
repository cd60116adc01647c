"""The words by which texts are compared, in any script."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

# a word that more texts have says little about which is which, and looking them all up would take the square of their number
RARE = 24
WORD = re.compile(r"\w+")
# Thai, Lao, Burmese, Khmer, kana and Han: scripts without spaces between words
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text by which it is compared: whatever their case; pairs of characters where a script has no spaces.

    A word may come in pieces, as Hindi does at its vowel signs: that is as good for comparing.
    """
    said = unicodedata.normalize("NFKC", text).casefold()
    found: list[str] = []
    for piece in WORD.findall(said):
        apart = UNSPACED.search(piece) and len(piece) > 1
        found += map("".join, pairwise(piece)) if apart else (piece,)
    return tuple(found) or tuple(said.split())

"""What the words of a language tell of a sentence: what it hangs on, what it measures, whom it names, what it sets against what."""

from __future__ import annotations

import re
from functools import lru_cache

from deck.model.words import Words
from deck.outline.punctuation import BEFORE, WHITE

# a pronoun so near the opening stands for something in the sentence before
NEAR = 4
# a number that is no part of a word; where no spaces are written, a letter may stand right before it
NUMBER = r"(?<![a-zA-Z0-9_\u00c0-\u0dff.,:/#+\-\u2011\u2013])\d+(?:[.,\u00a0\u202f ']\d{3})*(?:[.,]\d+)?"
SIGNS, MONEY = "%\u2030\u066a", "$\u20ac\u00a3\u00a5\u20b9\u20a9"
# "3x", "3 times" in signs
MULTIPLE = r"\s?[x\u00d7](?!\w)"
# a number with its noun: in scripts with capitals a small letter follows, for "Track 2 Hall" counts nothing
COUNTED = re.compile(rf"({NUMBER})\+?(?P<gap>[ \u00a0]?)(?P<noun>[^\W\d_]+)")
YEAR = re.compile(r"(?:19|20)\d\d")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
WORD = re.compile(r"[^\W\d_][\w'-]*")
CAMEL = re.compile(r"\w+[A-Z]")
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
WORD_BEGINS, WORD_ENDS = r"(?<!\w)", r"(?!\w)"
APOSTROPHES = str.maketrans({"\u2019": "'", "\u0130": "i"})


def opens_with(text: str, tongue: Words) -> bool:
    """Tell whether a text opens with a word that leads on from another, or that greets, announces or thanks."""
    return bool(_phrases(tongue.openers).match(_folded(text).lstrip(BEFORE + WHITE)))


def points_away(text: str, tongue: Words) -> bool:
    """Tell whether a pronoun stands near the opening of a text, before anything that it could stand for."""
    near = " ".join(text.split()[:NEAR])
    return bool(_phrases(tongue.pointers).search(_folded(near)))


def refers(text: str, tongue: Words) -> bool:
    """Tell whether a text refers to another place of its article, or to its reader."""
    return bool(_phrases(tongue.references).search(_folded(text)))


def sets_against(text: str, tongue: Words) -> bool:
    """Tell whether a text sets one thing against another."""
    return bool(_phrases(tongue.contrasts).search(_folded(text)))


def measures(text: str, tongue: Words) -> bool:
    """Tell whether a text has a share, a sum of money, a multiple, or a number in thousands and more."""
    return bool(_measured(tongue).search(text))


def counts(text: str, tongue: Words) -> bool:
    """Tell whether a text has a number of things, and not a date, a name or a version."""
    units = _date_letters(tongue)
    for found in COUNTED.finditer(text):
        noun = found["noun"]
        thing = not noun[0].isupper() and not (noun[0].islower() and (len(noun) < 2 or not found["gap"]))
        dates = YEAR.fullmatch(found[1]) or noun in tongue.months or noun.startswith(units)
        if thing and not dates and noun not in tongue.stop_words:
            return True
    return False


def names(text: str, tongue: Words) -> int:
    """Return how many words inside a text are names: by a capital, or by Latin letters in a script without capitals."""
    cased = any(c.islower() and not c.isascii() for c in text) or not any(c.isalpha() and not c.isascii() for c in text)
    found = [word.group() for word in WORD.finditer(text.translate(APOSTROPHES))]
    return len({word for word in (found[1:] if cased else found) if _is_name(word, tongue)})


def _is_name(word: str, tongue: Words) -> bool:
    if len(word) < 2 or not word[0].isupper() or word in tongue.months or word.partition("'")[0].casefold() in ("i", *tongue.stop_words):
        return bool(CAMEL.match(word)) and word[0].islower()
    return not tongue.capital_nouns or bool(CAMEL.match(word))


def dated(text: str, tongue: Words) -> bool:
    """Tell whether a text says a day: that is what a byline or an announcement does."""
    if ISO_DATE.search(text):
        return True
    letters = _date_letters(tongue)
    if letters:
        return bool(re.search(rf"\d\s?(?:{'|'.join(map(re.escape, letters))})\s?\d", text))
    months = "|".join(map(re.escape, tongue.months))
    return bool(months) and bool(re.search(rf"(?i:\b(?:{months}))\W{{1,3}}\d|\d\W{{1,3}}(?:\w{{1,2}} )?(?i:{months})\b", text))


def _folded(text: str) -> str:
    return " ".join(text.translate(APOSTROPHES).casefold().split())


def _date_letters(tongue: Words) -> tuple[str, ...]:
    """Return what stands behind the numbers of a date in a language that writes it with numbers alone."""
    if not any(month.isdigit() for month in tongue.months):
        return ()
    return tuple(found for found in re.findall(r"\}([^\W\d_])", tongue.date) if found)


@lru_cache(maxsize=256)
def _phrases(listed: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds one of the phrases: as words of their own, or anywhere in a script that writes no spaces between them.

    One that ends in an apostrophe is elided before the next word.
    """
    longest = sorted({_folded(phrase) for phrase in listed}, key=len, reverse=True)
    return re.compile("|".join(map(_form, longest)) or "(?!)")


def _form(phrase: str) -> str:
    apart = not UNSPACED.search(phrase)
    begins = WORD_BEGINS if apart and phrase[0].isalnum() else ""
    return begins + re.escape(phrase) + (WORD_ENDS if apart and not phrase.endswith("'") else "")


@lru_cache(maxsize=64)
def _measured(tongue: Words) -> re.Pattern[str]:
    scales, moneys = ("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)" for words in (tongue.scales, tongue.moneys))
    end = r"(?!\w)" if tongue.spaced else ""
    kinds = (
        rf"{NUMBER}[ \u00a0\u202f]?[{SIGNS}{MONEY}]",
        rf"[{MONEY}][ \u00a0]?\d",
        rf"{NUMBER}[ \u00a0]?(?:{scales}|{moneys}){end}",
        rf"{NUMBER}{MULTIPLE}",
    )
    return re.compile("|".join(kinds), re.IGNORECASE)

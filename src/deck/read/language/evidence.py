"""What a text tells of its language: the script that it is written in, and how well its words and letters fit each language of it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from deck.model.language import Language

Known = Mapping[str, Language]
StopWords = Mapping[str, tuple[str, ...]]

# letters, and the vowel signs and points of Hebrew, Arabic, the scripts of India and Thai, which are no letters to Unicode
WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u05b0-\u05bd\u064b-\u0652\u0900-\u0963\u0971-\u0dff\u0e31-\u0e3a\u0e47-\u0e4e])+")
# more than enough to tell, and no more to read of a long text
SAMPLE = 20_000
# a character of these says about as much as two letters
DENSE = {"Kana", "Hani", "Kore"}
HAN = {"Hans", "Hant"}
# so many kana among so many characters, and a text is Japanese; names of Japan stand in Chinese, too
KANA = 12
# letters of another script for one Latin letter: below, they are names and samples; above, the Latin ones are terms and titles
FEWEST_FOREIGN, MOST_FOREIGN = 0.05, 0.25
# a line with more of its letters Latin than these is in Latin letters alone
FEWEST_SHARE = 0.95
# so many stop words among the Latin words, and they are sentences, not terms and titles
FLUENT = 0.25
# what a word with letters of its own says for the languages that write them all, and against the rest, where a stop word says 1
OWN_LETTERS, FOREIGN_LETTERS = 0.3, 0.7
# English terms, titles and names stand in every language: its words say less
LENT = 0.8

# what stands in a text and is in no language, or in any: addresses, tags, and what is quoted in a line
NO_WORDS = re.compile(r"\b[a-z][a-z0-9+.-]{1,15}://[!-~]*|\bwww\.[!-~]+|[\w.+-]{1,64}@[\w.-]+|[#@]\w+", re.IGNORECASE)
QUOTED = re.compile(
    r"\"[^\"\n]{,120}\"|[\u201c-\u201e][^\u201c\u201d\n]{,120}[\u201c\u201d]|\u00ab[^\u00bb\n]{,120}\u00bb|\u300c[^\u300d\n]{,120}\u300d"
)
SENTENCE = re.compile(r"[.!?:;\u2026\u3002\uff01\uff1f\uff1a\u0964\u06d4\u061f][)\]\"'*\u201c\u201d\u2019\u00bb\u300d]*\s*$")
# characters: a longer line is no title
TITLE = 100
# times that a sentence counts besides once with all the rest
SENTENCES = 5


class Fit(NamedTuple):
    """How well a text fits a language: `score` by all its words, `kinds` by how many different ones."""

    score: float = 0
    kinds: int = 0


class _Scripts(NamedTuple):
    """The table of scripts.toml."""

    ranges: tuple[tuple[int, int, str], ...]
    defaults: Mapping[str, str]
    traditional: frozenset[str]
    simplified: frozenset[str]
    letters: Mapping[str, Mapping[str, frozenset[str]]]
    lent: str


@cache
def _scripts() -> _Scripts:
    table = tomllib.loads(files(__package__).joinpath("scripts.toml").read_text("utf-8"))
    ranges = tuple((int(first, 16), int(last, 16), script) for first, last, script in table["ranges"])
    letters = {script: {key: frozenset(row) for key, row in rows.items()} for script, rows in table["letters"].items()}
    return _Scripts(ranges, table["defaults"], frozenset(table["traditional"]), frozenset(table["simplified"]), letters, table["lent"])


def telling(text: str) -> str:
    """Return what of a text tells its language: its sentences, where they are enough; titles, names and quotations may be in any."""
    text = without_addresses(text)
    lines = (line for line in QUOTED.sub(" ", text).split("\n") if len(line) > TITLE or SENTENCE.search(line))
    sentences = "\n".join(lines)
    return "\n".join((text, *[sentences] * SENTENCES))


def without_addresses(text: str) -> str:
    """Return the beginning of a text in composed characters, without addresses and tags."""
    return NO_WORDS.sub(" ", unicodedata.normalize("NFC", text[:SAMPLE]))


def without_quoted(text: str) -> str:
    """Return a text without what it quotes in a line, whole where it is nothing but a quotation."""
    bare = QUOTED.sub(" ", text)
    return bare if WORD.search(bare) else text


def usual_of(script: str) -> str:
    """Return the language that a script is most often used for; empty where it is not known."""
    return _scripts().defaults.get(script, "")


def script_of(text: str, stop_words: StopWords) -> str:
    """Return the script of the sentences of a text, however many Latin terms, names and titles stand among them."""
    characters = Counter(text)
    counts = _counts(characters)
    latin, east = counts.pop("Latn", 0), counts["Kana"] + counts["Hani"]
    best = max(counts, key=lambda script: counts[script], default="Latn")
    other = max(counts[best], east)
    if not other or other < latin * FEWEST_FOREIGN or (other < latin and _is_latin(text, other / latin, stop_words)):
        return "Latn"
    if best not in ("Kana", "Hani") and counts[best] >= east:
        return best
    if counts["Kana"] * KANA > east:
        return "Jpan"
    old, new = (sum(characters[letter] for letter in letters) for letters in (_scripts().traditional, _scripts().simplified))
    return "Hant" if old > new else "Hans"


def _counts(characters: Mapping[str, int]) -> Counter[str]:
    """Return how much is written in each script."""
    counts: Counter[str] = Counter()
    for character, times in characters.items():
        code = ord(character)
        if character.isalpha():
            script = next((script for first, last, script in _scripts().ranges if first <= code <= last), "")
            counts[script] += 2 * times if script in DENSE else times
    counts.pop("", None)
    return counts


def _is_latin(text: str, share: float, stop_words: StopWords) -> bool:
    """Tell whether the sentences of a text are Latin though letters of another script stand in it, `share` of them for a Latin one."""
    counted = ((line, _counts(Counter(line))) for line in text.split("\n"))
    alone = "\n".join(line for line, counts in counted if counts["Latn"] > FEWEST_SHARE * counts.total())
    if len(alone) * 2 > len(text) and _is_fluent(alone, stop_words):
        return True
    return share < MOST_FOREIGN and _is_fluent(text, stop_words)


def _is_fluent(text: str, stop_words: StopWords) -> bool:
    """Tell whether the Latin words of a text are the sentences of a language."""
    words = [word for word in WORD.findall(text.lower()) if word[0] < "\u0250" and len(word) > 1]
    return any(sum(word in listed for word in words) > len(words) * FLUENT for listed in map(frozenset, stop_words.values()))


def fits_of(text: str, script: str, known: Known, stop_words: StopWords) -> Mapping[str, Fit]:
    """Return how well a text fits each language of its script, by the code of the language; those that nothing speaks for are left out."""
    # a single letter from a to z is a name, a choice or a key in any language
    words = Counter(word for word in WORD.findall(text.lower()) if len(word) > 1 or not word.isascii())
    letters = _scripts().letters.get(script, {})
    lettered = _lettered(words, frozenset().union(*letters.values()))
    fits = {}
    for key, language in known.items():
        if language.script == script and language.code == key.partition("-")[0] and (key in stop_words or key in letters):
            found = [words[word] for word in stop_words.get(key, ()) if words[word]]
            strange = 0 if key == _scripts().lent else -FOREIGN_LETTERS
            own = letters.get(key, frozenset())
            marks = [(fit, together <= own) for together, fit in lettered.items()]
            score = sum(map(_weight, found)) + sum(fit.score * (OWN_LETTERS if ours else strange) for fit, ours in marks)
            kinds = len(found) + sum(fit.kinds for fit, ours in marks if ours)
            if kinds and score > 0:
                fits[language.code] = Fit(score * (LENT if key == _scripts().lent else 1), kinds)
    return fits


def _lettered(words: Mapping[str, int], special: frozenset[str]) -> Mapping[frozenset[str], Fit]:
    """Return each set of special letters that stand together in a word, with what such words say."""
    fits: dict[frozenset[str], Fit] = {}
    for word, times in words.items():
        if letters := special.intersection(word):
            before = fits.get(letters, Fit())
            fits[letters] = Fit(before.score + _weight(times), before.kinds + 1)
    return fits


def _weight(times: int) -> float:
    """Return what a word says that stands so many times: a term that a text turns about must not outvote its sentences."""
    return float(times**0.75)

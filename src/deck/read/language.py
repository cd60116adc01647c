"""The language of an article: what was asked for, what it says itself, where it lies, what is usual, and else its text."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import NamedTuple

from deck.model.language import TAG, Language

WORD = re.compile(r"[^\W\d_]+")
CODE = re.compile(r"[a-z]{2,3}([-_][A-Za-z]{2,4})?")
RIGHT_TO_LEFT = {"Arab", "Hebr"}
# a character of these says about as much as two letters
DENSE = {"Kana", "Hani", "Kore"}
HAN = {"Hans", "Hant"}
FEWEST_HITS = 3
# so many times the hits of a folder's language, and the text is clearly in another; more where its own words are not known
CLEARLY, CLEARLY_UNKNOWN = 1.5, 2
SAMPLE = 20_000


class _Scripts(NamedTuple):
    """The table of scripts.toml."""

    ranges: tuple[tuple[int, int, str], ...]
    defaults: Mapping[str, str]
    telltale: tuple[tuple[str, str, str], ...]
    traditional: frozenset[str]


@cache
def _scripts() -> _Scripts:
    table = tomllib.loads(files(__package__).joinpath("scripts.toml").read_text("utf-8"))
    ranges = tuple((int(first, 16), int(last, 16), script) for first, last, script in table["ranges"])
    telltale = tuple((row["script"], row["language"], row["letters"]) for row in table["telltale"])
    return _Scripts(ranges, table["defaults"], telltale, frozenset(table["traditional"]))


def language_of(
    place: str,
    text: str,
    said: tuple[str, ...],
    known: Mapping[str, Language],
    stop_words: Mapping[str, tuple[str, ...]],
    usual: str = "",
) -> Language:
    """Return the language: the first of `said` (option, front matter) that says one, else that of the path, the usual one, the text's.

    `place` is the article's path from the root of its project.
    """
    path = PurePosixPath(place.replace("\\", "/"))
    suffix = path.stem.rpartition(".")[2] if "." in path.stem else ""
    for code in (*said, suffix if _is_code(suffix, known) else ""):
        if TAG.fullmatch(code):
            return _named(code, text, known)
    sample = text[:SAMPLE]
    for folder in path.parts[:-1][:-5:-1]:
        if _is_code(folder, known) and (language := _in_folder(folder, sample, known, stop_words)):
            return language
    return _named(usual, text, known) if usual else _in_text(sample, known, stop_words)


def _named(code: str, text: str, known: Mapping[str, Language]) -> Language:
    """Return the language of a tag such as "fr", "fr-CA" or "pt_BR"; one that is not known still has a script and a direction."""
    tag = code.replace("_", "-")
    exact = next((known[key] for key in known if key.lower() == tag.lower()), None)
    if exact:
        return exact
    primary = known.get(tag.partition("-")[0].lower())
    if primary:
        return primary._replace(tag=tag)
    script = _script(text[:SAMPLE])
    return Language(tag.partition("-")[0].lower(), tag, script, script in RIGHT_TO_LEFT)


def _is_code(name: str, known: Mapping[str, Language]) -> bool:
    return bool(CODE.fullmatch(name)) and name.replace("_", "-").partition("-")[0] in known


def _in_folder(code: str, text: str, known: Mapping[str, Language], stop_words: Mapping[str, tuple[str, ...]]) -> Language | None:
    """Return the language that a folder is named after; None where the text is clearly in another: `it/` and `my/` are words, too."""
    language, script = _named(code, text, known), _script(text)
    if language.script != script:
        # a folder says nothing of the way of writing: `zh/`, `sr/`
        written = next((other for key, other in known.items() if key.startswith(f"{code}-") and other.script == script), None)
        if not (written or {language.script, script} <= HAN or (language.script == "Jpan" and script in HAN)):
            return None
        language = written or language
    hits = {name: sum(times) for name, times in _hits(text, script, known, stop_words).items()}
    best, second = (*sorted(hits.values(), reverse=True), 0, 0)[:2]
    if best < FEWEST_HITS:
        return language
    if language.code in hits:
        return language if hits[language.code] * CLEARLY >= best else None
    usual = hits.get(_scripts().defaults.get(script, ""), 0)
    return language if usual < best or best < second * CLEARLY_UNKNOWN else None


def _hits(
    text: str, script: str, known: Mapping[str, Language], stop_words: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[int, ...]]:
    """Return how often each stop word of each language of a text's script stands in it; words that do not are left out."""
    # a single letter from a to z is a name, a choice or a key in any language
    words = Counter(word for word in WORD.findall(text.lower()) if len(word) > 1 or not word.isascii())
    listed = {name: words_of for name, words_of in stop_words.items() if name in known and known[name].script == script}
    return {name: tuple(words[word] for word in words_of if words[word]) for name, words_of in listed.items()}


def _script(text: str) -> str:
    """Return the script that most of a text is written in."""
    counts: Counter[str] = Counter()
    for character in text:
        code = ord(character)
        if character.isalpha():
            script = next((script for first, last, script in _scripts().ranges if first <= code <= last), "")
            counts[script] += 2 if script in DENSE else 1
    counts.pop("", None)
    east = counts["Kana"] + counts["Hani"]
    best = max(counts, key=lambda script: counts[script], default="Latn")
    if best in ("Kana", "Hani") or east > counts[best]:
        if counts["Kana"] * 12 > east:
            return "Jpan"
        return "Hant" if sum(character in _scripts().traditional for character in text) * 40 > counts["Hani"] / 2 else "Hans"
    return best


def _in_text(text: str, known: Mapping[str, Language], stop_words: Mapping[str, tuple[str, ...]]) -> Language:
    script = _script(text)
    code = next(
        (code for of, code, letters in _scripts().telltale if of == script and sum(text.count(c) for c in letters) * 50 > len(text)), ""
    )
    if script in ("Hans", "Hant"):
        code = next((key for key, language in known.items() if language.script == script), "zh")
    if not code:
        # one word often is no language: "to do" is Czech, too
        hits = {name: sum(times) for name, times in _hits(text, script, known, stop_words).items() if len(times) >= FEWEST_HITS}
        code = max(hits, key=lambda name: hits[name], default=_scripts().defaults.get(script, "en"))
    return known.get(code) or Language(code, code, script, script in RIGHT_TO_LEFT)

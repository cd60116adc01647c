"""The language of an article: what was asked for, what it says itself, where it lies, and else its text."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import NamedTuple

from deck.model.language import Language

WORD = re.compile(r"[^\W\d_]+")
SUFFIX = re.compile(r"\.([a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)$")
RIGHT_TO_LEFT = {"Arab", "Hebr"}
# a character of these says about as much as two letters
DENSE = {"Kana", "Hani", "Kore"}
FEWEST_HITS = 3
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
    name: str, text: str, said: tuple[str, ...], known: Mapping[str, Language], stop_words: Mapping[str, tuple[str, ...]]
) -> Language:
    """Return the language: the first of `said` (option, front matter) that says one, else the path's, else the text's."""
    for code in said:
        if code:
            return _named(code, text, known)
    from_path = _in_path(name, known)
    return _named(from_path, text, known) if from_path else _in_text(text[:SAMPLE], known, stop_words)


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


def _in_path(name: str, known: Mapping[str, Language]) -> str:
    """Return the code in a path such as `fr/talk.md`, `i18n/fr/talk.md` or `talk.fr.md`, "" where there is none."""
    path = PurePosixPath(name.replace("\\", "/"))
    suffix = SUFFIX.search(path.stem)
    folders = path.parts[:-1][-4:][::-1]
    for code in (suffix.group(1) if suffix else "", *folders):
        if code and code.replace("_", "-").partition("-")[0] in known and re.fullmatch(r"[a-z]{2,3}([-_][A-Za-z]{2,4})?", code):
            return code
    return ""


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
        words = Counter(WORD.findall(text.lower()))
        hits = {
            name: sum(words[word] for word in listed)
            for name, listed in stop_words.items()
            if name in known and known[name].script == script
        }
        best = max(hits, key=lambda name: hits[name], default="")
        code = best if best and hits[best] >= FEWEST_HITS else _scripts().defaults.get(script, "en")
    return known.get(code) or Language(code, code, script, script in RIGHT_TO_LEFT)

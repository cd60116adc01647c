"""The language of an article: what was asked for, what it says itself, where it lies, what is usual, and else its text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

from deck.model.language import TAG, Language
from deck.read.language.evidence import (
    HAN,
    WORD,
    Fit,
    Known,
    StopWords,
    fits_of,
    script_of,
    telling,
    usual_of,
    without_addresses,
    without_quoted,
)

CODE = re.compile(r"[a-z]{2,3}([-_][A-Za-z]{4})?([-_](?:[A-Za-z]{2}|\d{3}))?")
RIGHT_TO_LEFT = {"Arab", "Hebr"}
# what follows the language in a locale ("fr_FR.UTF-8", "ca@valencia"), or another language behind it ("fr, en")
REST = re.compile(r"[.@,;/|(].*", re.DOTALL)
FEWEST_KINDS = 3
# so many times the score of a folder's language, and the text is clearly in another; more where its own words are not known
CLEARLY, CLEARLY_UNKNOWN = 1.5, 2
# a part of so many words is in another language where it fits it so many times as well as the article's, and by so many of its words
FEWEST_WORDS, PART_CLEARLY, PART_FLUENT = 12, 2.5, 0.2
EAST = {*HAN, "Jpan"}
UNSPACED = {*EAST, "Thai", "Laoo", "Khmr", "Mymr"}
# letters of the name of a script in a tag; a region has fewer
FOUR = 4


def language_of(place: str, text: str, said: tuple[str, ...], known: Known, stop_words: StopWords, usual: str = "") -> Language:
    """Return the language: the first of `said` (option, front matter) that says one, else that of the path, the usual one, the text's.

    `place` is the article's path from the root of its project.
    """
    path = PurePosixPath(place.replace("\\", "/"))
    suffix = path.stem.rpartition(".")[2] if "." in path.stem else ""
    sample = telling(text)
    for code in (*map(_tag_of, said), suffix if _is_code(suffix, known) else ""):
        if code:
            return _named(code, sample, known, stop_words)
    for folder in (path.stem, *path.parts[:-1][:-5:-1]):
        if _is_code(folder, known) and (language := _in_folder(folder, sample, known, stop_words)):
            return language
    usual = _tag_of(usual)
    return _named(usual, sample, known, stop_words) if usual else _in_text(sample, known, stop_words)


def _tag_of(said: str) -> str:
    """Return the BCP 47 tag that was said in any of the usual ways: a tag, a locale, a name; empty where no language was said."""
    said = said.strip()
    for form in (said, REST.sub("", said).strip()):
        if tag := _names().get(form.casefold(), ""):
            return tag
        primary, _, rest = form.replace("_", "-").partition("-")
        if TAG.fullmatch(form) and primary.casefold() not in _nameless():
            return "-".join(filter(None, (_names().get(primary.casefold(), primary), rest)))
    return ""


@cache
def _names() -> Mapping[str, str]:
    """Return the tag of each name that a language goes by."""
    table = tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))
    return {name.casefold(): tag for tag, names in table["names"].items() for name in names}


@cache
def _nameless() -> frozenset[str]:
    return frozenset(tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))["none"])


def _named(code: str, text: str, known: Known, stop_words: StopWords) -> Language:
    """Return the language of a tag such as "fr", "fr-CA" or "pt_BR"; one that is not known still has a script and a direction."""
    primary, *rest = code.replace("_", "-").split("-")
    script = rest.pop(0).title() if rest and re.fullmatch(r"[A-Za-z]{4}", rest[0]) else ""
    rest = [part.upper() if len(part) < FOUR else part for part in rest]
    plain = known.get(primary.lower())
    for key in (f"{primary.lower()}-{part}" for part in (*rest[:1], script) if part):
        if key in known and known[key].script == (script or known[key].script):
            return known[key]
    if plain and script in ("", plain.script):
        return plain._replace(tag="-".join((plain.code, *rest))) if rest else plain
    script = script or script_of(text, stop_words)
    tag = "-".join((primary.lower(), *([script] if plain else ()), *rest))
    return Language(plain.code if plain else primary.lower(), tag, script, script in RIGHT_TO_LEFT)


def _is_code(name: str, known: Known) -> bool:
    return bool(CODE.fullmatch(name)) and name.replace("_", "-").partition("-")[0] in known


def _in_folder(code: str, text: str, known: Known, stop_words: StopWords) -> Language | None:
    """Return the language that a folder is named after; None where the text is clearly in another: `it/` and `my/` are words, too."""
    language, script = _named(code, text, known, stop_words), script_of(text, stop_words)
    if language.script != script:
        # a folder says nothing of the way of writing: `zh/`, `sr/`
        written = next((other for key, other in known.items() if key.startswith(f"{code}-") and other.script == script), None)
        if not (written or {language.script, script} <= HAN or (language.script == "Jpan" and script in HAN)):
            return None
        language = written or language
    fits = fits_of(text, script, known, stop_words)
    best, second = (*sorted((fit.score for fit in fits.values() if fit.kinds >= FEWEST_KINDS), reverse=True), 0, 0)[:2]
    if not best:
        return language
    if language.code in fits or language.code in stop_words:
        return language if fits.get(language.code, Fit()).score * CLEARLY >= best else None
    usual = fits.get(usual_of(script), Fit()).score
    return language if usual < best or best < second * CLEARLY_UNKNOWN else None


def _in_text(text: str, known: Known, stop_words: StopWords) -> Language:
    """Return the language that a text is in, the usual one of its script where its words do not tell."""
    script = script_of(text, stop_words)
    # one word often is no language: "to do" is Czech, too
    fits = {code: fit.score for code, fit in fits_of(text, script, known, stop_words).items() if fit.kinds >= FEWEST_KINDS}
    code = max(fits, key=lambda code: fits[code], default=usual_of(script) or "en")
    return _of_code(code, script, known)


def _of_code(code: str, script: str, known: Known) -> Language:
    written = (language for language in known.values() if language.code == code and language.script == script)
    return next(written, Language(code, code, script, script in RIGHT_TO_LEFT))


def language_of_part(text: str, own: Language, known: Known, stop_words: StopWords) -> Language:
    """Return the language of a paragraph, an item or a quotation: `own`, the article's, unless its text is clearly in another.

    What it quotes in a line does not count, and a few words are names and titles in any language.
    """
    text = without_quoted(without_addresses(text))
    script, words = script_of(text, stop_words), len(WORD.findall(text))
    if script != own.script and not {script, own.script} <= EAST:
        # scripts without spaces have few words, and say in a letter what others say in some
        long = words >= FEWEST_WORDS / 2 or (script in UNSPACED and len(text.strip()) >= FEWEST_WORDS)
        return _in_text(text, known, stop_words) if long else own
    if words < FEWEST_WORDS or own.code not in stop_words:
        return own
    mine = fits_of(text, script, {own.code: own}, stop_words).get(own.code, Fit()).score
    if mine > words * PART_FLUENT:
        return own
    fits = fits_of(text, script, known, stop_words)
    code = max(fits, key=lambda code: fits[code].score, default=own.code)
    mine = fits.get(own.code, Fit()).score
    clear = code in fits and fits[code].score > max(mine * PART_CLEARLY, words * PART_FLUENT)
    return _of_code(code, script, known) if clear else own

"""What the program knows of natural languages, as data: one list of words a language, and one table of languages.

A list is a TOML file with the fields of `Words`, and two keys more: `first_day` is how the first of a month is written, and `like` names
the list that has all that this one leaves out. A region has a list only where it differs from its language ("fr-CA").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from deck.model.language import Language
from deck.model.specimen import Specimen
from deck.model.words import Words, numeral

_LIST_NAME = re.compile(r"[a-z]{2,3}(-([A-Z][a-z]{3}|[A-Z]{2}))?")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def words_for(code: str) -> Words:
    """Return the words of a language by its code or tag ("fr", "fr-CA", "zh-TW"); empty but for the code where there is no list."""
    return next((_words(name) for name in _list_names(code) if _list(name)), Words(code))


@cache
def languages() -> Mapping[str, Language]:
    """Return the known languages by primary subtag, and variants by their tag ("zh-TW")."""
    return MappingProxyType({key: _language(key, row) for key, row in _table().items()})


@cache
def stop_words() -> Mapping[str, tuple[str, ...]]:
    """Return the stop words of every language that has some, in its list or in the table of languages, by its key there."""
    names = sorted(entry.name.removesuffix(".toml") for entry in files(__name__).iterdir() if entry.name.endswith(".toml"))
    found = {name: words_for(name).stop_words for name in names if _LIST_NAME.fullmatch(name) and "-" not in name}
    bare = {key: tuple(row["stop_words"]) for key, row in _table().items() if "stop_words" in row}
    return MappingProxyType({**bare, **{name: words for name, words in found.items() if words}})


@cache
def layout_names() -> Mapping[str, tuple[str, ...]]:
    """Return what programs call the layouts of their templates in their languages, in lower case, by what each is for."""
    table = tomllib.loads(files(__name__).joinpath("layouts.toml").read_text("utf-8"))
    return MappingProxyType({purpose: tuple(names) for purpose, names in table.items()})


def specimen(code: str) -> Specimen:
    """Return sample text in a language by its code; in English where there is none in it."""
    table = tomllib.loads(files(__name__).joinpath("specimen.toml").read_text("utf-8"))
    said = {**table["any"], **table.get(code, table["en"])}
    return Specimen._make(_frozen(said[field]) for field in Specimen._fields)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def spoken_date(words: Words, iso_date: str) -> str:
    """Return "2025-02-03" as the language writes it; the text as it is when it is no such date or the language has no pattern."""
    if not words.date or not _ISO_DATE.fullmatch(iso_date):
        return iso_date
    try:
        when = date.fromisoformat(iso_date)
    except ValueError:
        return iso_date
    day = str(_list(words.code).get("first_day", "1")) if when.day == 1 else str(when.day)
    text = words.date.format(day=day, month=words.months[when.month - 1], year=when.year)
    return numeral(text, words.digits)


def _list_names(code: str) -> tuple[str, ...]:
    """Return the names that the list of `code` may have, the nearest first: with its script or region, then without."""
    primary, _, region = code.partition("-")
    if not region:
        return (code,)
    known = languages().get(code)
    return (f"{primary}-{known.script if known else region.upper()}", primary)


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files(__name__).joinpath("languages.toml").read_text("utf-8"))


@cache
def _list(name: str) -> Mapping[str, object]:
    """Return the list of that name, completed by the one that it is `like`; empty where there is none."""
    if not _LIST_NAME.fullmatch(name):
        return {}
    try:
        own = tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return {**_list(str(own.pop("like", ""))), **own}


@cache
def _words(name: str) -> Words:
    """Return a list as `Words`; a field that the list leaves out keeps its default, and a key that is no field is left out."""
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in _list(name).items()}
    return Words._make({"code": name, **Words._field_defaults, **fields}[field] for field in Words._fields)


def _language(key: str, entry: Mapping[str, Any]) -> Language:
    """Return a row of the table of languages; its code is the primary subtag of its key unless the row says otherwise."""
    code = str(entry.get("code", key.partition("-")[0]))
    return Language(code, str(entry["tag"]), str(entry["script"]), bool(entry.get("right_to_left", False)))

"""The one schema of what a user may set, and the places where it may be set: the nearer wins."""

from __future__ import annotations

import difflib
import math
import re
import reprlib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from enum import Enum, StrEnum
from pathlib import Path
from typing import NamedTuple

from deck.errors import ArticleError, DeckError, UsageError
from deck.model.article import Span
from deck.model.language import TAG
from deck.model.settings import TRANSITIONS, SectionSettings, Settings

NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


class Place(Enum):
    """Where a setting may stand, the nearest first."""

    OPTION = "the command line"
    SECTION = "a comment under a heading"
    FRONT_MATTER = "front matter"
    TOML = "deck.toml"


class Kind(StrEnum):
    """What a setting takes, in the words of a message."""

    TEXT = "a text"
    TAG = "a language tag such as fr or pt-BR"
    FLAG = "true or false"
    NUMBER = "a number"
    TEXTS = "a list of texts"
    CHOICE = "one of its choices"
    CHOICE_OR_FLAG = "one of its choices, true or false"
    ADDRESS_OR_FLAG = "an address that begins with https://, true or false"


class Key(NamedTuple):
    """One setting. Its default is that of the model.

    `limits` are the least and the most that a number may be.
    """

    name: str
    kind: Kind
    about: str
    places: tuple[Place, ...]
    choices: tuple[str, ...] = ()
    limits: tuple[float, float] = (-math.inf, math.inf)


_TALK = (Place.FRONT_MATTER, Place.TOML)
_ANY_TALK = (Place.OPTION, *_TALK)
_SECTION = (Place.SECTION,)
_DETAIL = ("first", "full", "none")
_FIGURES = ("auto", "none")
_BUILDS = ("none", "points")
_TRANSITIONS = ("none", *TRANSITIONS)
_LAYOUTS = (
    *("statement", "rows", "duo", "contrast", "cards", "figure", "list"),
    *("quote", "picture", "table", "code", "section", "question"),
)

KEYS = (
    Key("template", Kind.TEXT, "The name of a template that ships, or the path of a .pptx.", _ANY_TALK),
    Key("lang", Kind.TAG, "The language of the article as a BCP 47 tag; found by itself where it is not set.", _ANY_TALK),
    Key(
        "detail",
        Kind.CHOICE,
        "What stands under a lead: its first sentence, all of its text, or nothing.",
        (*_ANY_TALK, *_SECTION),
        _DETAIL,
    ),
    Key("minutes", Kind.NUMBER, "The length of the slot in minutes; what does not fit is folded.", _ANY_TALK, limits=(1, 600)),
    Key("pace", Kind.NUMBER, "How fast the speaker talks; 1.0 is usual, 1.2 a fifth faster.", _TALK, limits=(0.25, 4)),
    Key("agenda", Kind.CHOICE_OR_FLAG, "Whether a slide lists the sections; by itself from 30 minutes on.", _TALK, ("auto",)),
    Key("opening", Kind.FLAG, "Whether a first statement of the intro stands behind the title.", _TALK),
    Key("figures", Kind.CHOICE, "Whether key figures are set large.", (*_TALK, *_SECTION), _FIGURES),
    Key("numbers", Kind.FLAG, "Whether slides and sections are numbered.", _TALK),
    Key("builds", Kind.CHOICE, "Whether points appear one by one, each at a click.", _TALK, _BUILDS),
    Key("transitions", Kind.CHOICE, "How one slide gives way to the next.", _TALK, _TRANSITIONS),
    Key("appendix", Kind.FLAG, "Whether hidden slides behind the closing show what the slides of a section leave out.", _TALK),
    Key(
        "qr",
        Kind.ADDRESS_OR_FLAG,
        "Whether a last slide has codes that lead to the article and to what it links to; the article's address where its front matter "
        "does not tell it.",
        _TALK,
    ),
    Key("articles", Kind.TEXTS, "The articles that `deck build` builds, as patterns from the folder of deck.toml.", (Place.TOML,)),
    Key("output", Kind.TEXT, "The folder of the decks, from the folder of deck.toml.", (Place.OPTION, Place.TOML)),
    Key(
        "authors",
        Kind.TEXT,
        "The file that says who the keys of authors are; found where blog engines keep it.",
        _TALK,
    ),
    Key("layout", Kind.CHOICE, "How the points of this slide are arranged.", _SECTION, _LAYOUTS),
    Key("key", Kind.TEXT, "The key that this slide keeps when its title changes.", _SECTION),
    Key("freeze", Kind.FLAG, "This slide is the author's own: never touch it.", _SECTION),
    Key("skip", Kind.FLAG, "This section has no slide.", _SECTION),
    Key("closing", Kind.FLAG, "This section closes the talk.", _SECTION),
)
_BY_NAME = {key.name: key for key in KEYS}

SpanOf = Callable[[str], Span | None]


def talk_settings(
    options: Mapping[str, object], front_matter: Mapping[str, object], toml: Mapping[str, object], lines: Mapping[str, int], name: str = ""
) -> Settings:
    """Return the settings of a talk; ArticleError for bad front matter.

    `toml` is what `read_toml` gives; `lines` are those of the front matter's keys ("deck", "deck.detail") in the article called `name`.
    """

    def span(key: str) -> Span | None:
        line = lines.get(f"deck.{key}", lines.get("deck", 1))
        return Span(name, line, line) if name else None

    front = _checked(front_matter, Place.FRONT_MATTER, span)
    asked = _checked(options, Place.OPTION, lambda _: None)
    merged = {**toml, **front, **asked}
    return Settings._make(merged.get(key, default) for key, default in Settings._field_defaults.items())


def section_settings(values: tuple[tuple[str, str], ...], span: Span) -> SectionSettings:
    """Return the settings of one section from the texts of its comment, where a bare word means true; ArticleError for a bad one."""
    checked = _checked(_from_texts(values), Place.SECTION, lambda _: span)
    return SectionSettings._make(checked.get(key, default) for key, default in SectionSettings._field_defaults.items())


def read_toml(path: Path) -> Mapping[str, object]:
    """Return the settings in a deck.toml, checked, `output` as the full path of a folder; UsageError with the line for what is wrong."""
    text, table = toml_of(path, UsageError)

    def span(key: str) -> Span:
        found = re.search(rf"""^[ \t]*\[*[ \t]*["']?{re.escape(key)}["']?[ \t]*[=.\]]""", text, re.MULTILINE)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        return Span(str(path), line, line)

    checked = dict(_checked(table, Place.TOML, span))
    if "output" in checked:
        checked["output"] = _folder_inside(path.parent, str(checked["output"]), span("output"))
    return checked


def toml_of(path: Path, wrong: type[DeckError]) -> tuple[str, dict[str, object]]:
    """Return the text of a TOML file and what it says; an error of the kind `wrong`, with the line, for one that cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return text, tomllib.loads(text)
    except OSError as error:
        raise wrong(f"this file cannot be read: {error.strerror}; see that it can", Span(str(path), 1, 1)) from error
    except UnicodeDecodeError as error:
        raise wrong("this file is not UTF-8; save it as UTF-8", Span(str(path), 1, 1)) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"\(at line (\d+), column \d+\)", str(error))
        at = int(line[1]) if line else text.count("\n") + 1
        said = re.sub(r" \(at [^)]*\)$", "", str(error))
        raise wrong(f"this is no TOML: {said}; mend the line", Span(str(path), at, at)) from error
    except RecursionError as error:
        raise wrong("this file is nested too deep; flatten it", Span(str(path), 1, 1)) from error
    except ValueError as error:
        raise wrong("this file holds a number that is too long; shorten it", Span(str(path), 1, 1)) from error


def schema() -> dict[str, object]:
    """Return the JSON schema of deck.toml and of front matter's `deck:`, which settings.schema.json holds."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of deck: deck.toml, and `deck:` in front matter",
        "$ref": "#/$defs/deck.toml",
        "$defs": {"deck.toml": _schema_of(Place.TOML), "front-matter": _schema_of(Place.FRONT_MATTER)},
    }


def _schema_of(place: Place) -> dict[str, object]:
    keys = [key for key in KEYS if place in key.places]
    return {"type": "object", "additionalProperties": False, "properties": {key.name: _schema_of_key(key) for key in keys}}


def _schema_of_key(key: Key) -> dict[str, object]:
    default = Settings._field_defaults[key.name]
    about: dict[str, object] = {"description": key.about}
    if key.kind is Kind.ADDRESS_OR_FLAG:
        about["default"] = default == "true"
    elif default not in (None, ""):
        about["default"] = list(default) if isinstance(default, tuple) else default
    taken: Mapping[Kind, dict[str, object]] = {
        Kind.TEXT: {"type": "string", "minLength": 1},
        Kind.TAG: {"type": "string", "pattern": f"^{TAG.pattern}$"},
        Kind.FLAG: {"type": "boolean"},
        Kind.NUMBER: {"type": "number", "minimum": key.limits[0], "maximum": key.limits[1]},
        Kind.TEXTS: {"type": "array", "items": {"type": "string", "minLength": 1}},
        Kind.CHOICE: {"enum": list(key.choices)},
        Kind.CHOICE_OR_FLAG: {"enum": [*key.choices, True, False]},
        Kind.ADDRESS_OR_FLAG: {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": f"^{ADDRESS.pattern}$"}]},
    }
    return {**about, **taken[key.kind]}


def _checked(given: Mapping[str, object], place: Place, span_of: SpanOf) -> Mapping[str, object]:
    """Return what is given, each value as the model has it; an unknown key or a wrong value is an error at its place."""
    return {name: _value(name, value, place, span_of(name)) for name, value in given.items() if value is not None or name not in _BY_NAME}


def _value(name: str, value: object, place: Place, span: Span | None) -> object:
    shown = f"deck.{name}" if place is Place.FRONT_MATTER else name
    key = _BY_NAME.get(name)
    if key is None or place not in key.places:
        raise _error(place)(f"`{shown}` {_misplaced(name, place)}", span)
    taken = _taken(key, _number(value) if place is Place.OPTION and key.kind is Kind.NUMBER else value)
    if taken is None:
        said = value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else reprlib.repr(value)
        near = difflib.get_close_matches(said, key.choices, 1)
        asks = f"did you mean `{near[0]}`?" if near else f"it takes {_takes(key)}"
        raise _error(place)(f"`{shown}` cannot be `{said}`; {asks}", span)
    return taken


def _taken(key: Key, value: object) -> object | None:
    """Return a value as the model has it; None when the key does not take it."""
    match key.kind, value:
        case (Kind.FLAG, bool()) | (Kind.TEXT, str()):
            return value if value != "" else None
        case Kind.TAG, str() if TAG.fullmatch(value):
            return value
        case Kind.NUMBER, int() | float() if not isinstance(value, bool) and key.limits[0] <= value <= key.limits[1]:
            return float(value)
        case Kind.TEXTS, list() | tuple() if all(isinstance(text, str) and text for text in value):
            return tuple(value)
        case ((Kind.CHOICE | Kind.CHOICE_OR_FLAG), str()) if value in key.choices:
            return value
        case Kind.ADDRESS_OR_FLAG, str() if ADDRESS.fullmatch(value):
            return value
        case ((Kind.CHOICE_OR_FLAG | Kind.ADDRESS_OR_FLAG), bool()):
            return str(value).lower()
    return None


def _number(text: object) -> object:
    """Return what was typed as a number, where it is one written out in digits."""
    return float(text) if isinstance(text, str) and NUMBER.fullmatch(text) else text


def _takes(key: Key) -> str:
    if key.choices:
        words = [*key.choices, *(("true", "false") if key.kind is Kind.CHOICE_OR_FLAG else ())]
        return f"{', '.join(words[:-1])} or {words[-1]}"
    least, most = key.limits
    return f"{key.kind} from {least:g} to {most:g}" if key.kind is Kind.NUMBER else str(key.kind)


def _misplaced(name: str, place: Place) -> str:
    """Return what to say of a key that is unknown, or that has no meaning at this place."""
    if name in _BY_NAME:
        belongs = " or ".join(where.value for where in _BY_NAME[name].places)
        return f"has no meaning in {place.value}; it belongs in {belongs}"
    known = [key.name for key in KEYS if place in key.places]
    near = difflib.get_close_matches(name, known, 1) or difflib.get_close_matches(name, _BY_NAME, 1)
    return f"is no setting; did you mean `{near[0]}`?" if near else f"is no setting; there are: {', '.join(known)}"


def _error(place: Place) -> type[DeckError]:
    return ArticleError if place in (Place.SECTION, Place.FRONT_MATTER) else UsageError


def _from_texts(values: Iterable[tuple[str, str]]) -> Mapping[str, object]:
    """Return the texts of a comment as values: a flag's bare word, `true` and `false` as truth."""
    truth = {"": True, "true": True, "false": False}
    flags = {key.name for key in KEYS if key.kind is Kind.FLAG}
    return {name: truth.get(text, text) if name in flags else text for name, text in values}


def _folder_inside(root: Path, output: str, span: Span) -> str:
    root = root.resolve()
    folder = (root / output).resolve()
    if not folder.is_relative_to(root):
        raise UsageError(f"`output` cannot be `{output}`, which lies outside the folder of this file; name a folder inside it", span)
    return f"{folder.as_posix()}/"

"""The names that dialects of Markdown give to things, from dialects.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

# how class names say it: alert-warning, callout-note, is-info
PREFIX = re.compile(r"(?:admonition|alert|box|callout|is|notice|note)--?(?=\w)")
PICTURE = re.compile(r"[^\s\"'<>()]+\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?|heic)(?:[?#][^\s\"'<>()]*)?", re.IGNORECASE)


@cache
def _tables() -> Mapping[str, Mapping[str, frozenset[str]]]:
    table = tomllib.loads(files(__package__).joinpath("dialects.toml").read_text("utf-8"))
    return {name: {kind: frozenset(words) for kind, words in kinds.items()} for name, kinds in table.items()}


def names(table: str, kind: str) -> frozenset[str]:
    """Return the names of a kind: `names("directives", "code")`."""
    return _tables()[table][kind]


def callout_kind(word: str) -> str:
    """Return the kind of call-out that a name, a type or a class says, nothing for any other."""
    name = PREFIX.sub("", word.lower(), count=1)
    return name if name in names("callouts", "kinds") else ""


def is_picture(source: str) -> bool:
    """Tell whether a source is named like a picture."""
    return bool(PICTURE.fullmatch(source))

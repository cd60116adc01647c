"""The names that dialects of Markdown give to things, from dialects.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _tables() -> Mapping[str, Mapping[str, frozenset[str]]]:
    table = tomllib.loads(files(__package__).joinpath("dialects.toml").read_text("utf-8"))
    return {name: {kind: frozenset(words) for kind, words in kinds.items()} for name, kinds in table.items()}


def names(table: str, kind: str) -> frozenset[str]:
    """Return the names of a kind: `names("directives", "code")`."""
    return _tables()[table][kind]

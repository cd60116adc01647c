"""What the rules for marks within text share."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from markdown_it.rules_inline import StateInline

Mark = Callable[[StateInline, bool], bool]
# letters of scripts that are written without spaces: marks may stand right beside them
SPACELESS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
FREE_BEFORE, FREE_BEHIND = rf"(?<![^\W_{SPACELESS}])", rf"(?![^\W_{SPACELESS}])"
# what stands in square brackets, and may hold such brackets itself
BRACKETED = r"((?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\])++)"


@cache
def table(name: str) -> Mapping[str, str]:
    """Return a table of names and what they stand for: `table("keys")`; emoji have a file of their own."""
    found: Mapping[str, str] = _file("emoji.toml") if name == "emoji" else _file("marks.toml")[name]
    return found


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a list: `words("ordinals")`."""
    lists = _file("marks.toml")
    return frozenset(lists["words"].get(name) or lists["html"][name])


def inside(state: StateInline, span: tuple[int, int], end: int, silent: bool) -> bool:
    """Read the Markdown between marks, and go on behind them."""
    if not silent:
        limit = state.posMax
        state.pos, state.posMax = span
        state.md.inline.tokenize(state)
        state.posMax = limit
    state.pos = end
    return True


def said(state: StateInline, text: str, end: int, silent: bool, kind: str = "text") -> bool:
    """Say a text in the place of marks, nothing where it is empty, and go on behind them."""
    if text and not silent:
        state.push(kind, "code" if kind == "code_inline" else "", 0).content = text
    state.pos = end
    return True


def within(state: StateInline, tag: str, span: tuple[int, int], end: int, silent: bool) -> bool:
    """Read the Markdown between marks as what an element of HTML makes of it, and go on behind them."""
    if not silent:
        state.push(f"{tag}_open", tag, 1)
        inside(state, span, end, silent)
        state.push(f"{tag}_close", tag, -1)
    state.pos = end
    return True


def element(state: StateInline, tag: str, text: str, end: int, silent: bool) -> bool:
    """Say a text as what an element of HTML makes of it, and go on behind its marks."""
    if not silent:
        state.push(f"{tag}_open", tag, 1)
        state.push("text", "", 0).content = text
        state.push(f"{tag}_close", tag, -1)
    state.pos = end
    return True


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))

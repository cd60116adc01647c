"""Expressions of JSX in braces: where they end, and what of them a reader sees. None is ever evaluated."""

from __future__ import annotations

import re
from collections.abc import Mapping

from deck.read.vocabulary import callout_kind

LONGEST = 10_000  # characters of an expression
STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|`([^`]*)`")
IMPORT = re.compile(r"^import[ \t]+(\w+)[ \t]+from[ \t]+[\"']([^\"'\n]+)[\"']", re.MULTILINE)
STEP = re.compile(r"[{}]|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|/\*.*?\*/", re.DOTALL)
BOXED = re.compile(r"<([A-Z][\w.]*)(?:\s[^<>]*)?>.*</\1>", re.DOTALL)
NUMBER = re.compile(r"\s*[\d.]+\s*")


def imported(text: str) -> Mapping[str, str]:
    """Return what names stand for that an article imports: `import hall from "./hall.png"`."""
    return dict(IMPORT.findall(text)) if "import" in text else {}


def expression_end(text: str, start: int) -> int:
    """Return where the expression ends whose brace opens at `start`, -1 where it is not closed."""
    depth = 0
    for step in STEP.finditer(text, start, start + LONGEST):
        depth += (step[0] == "{") - (step[0] == "}")
        if not depth:
            return step.end()
    return -1


def text_of(expression: str) -> str | None:
    """Return the text of an expression that is one string, None for any other."""
    found = STRING.fullmatch(expression.strip())
    return next(group for group in found.groups() if group is not None) if found else None


def value_of(expression: str, imports: Mapping[str, str]) -> str:
    """Return an expression as the value of an attribute: its string, its number, the file that a name is imported from, or nothing."""
    if NUMBER.fullmatch(expression):
        return expression.strip()
    found = STRING.search(expression)
    said = next((group for group in found.groups() if group is not None), "") if found else imports.get(expression.strip(), "")
    return " ".join(said.split("\n")).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def is_box(written: str) -> bool:
    """Tell whether a text is a call-out from end to end: `<Note>Text</Note>`."""
    found = BOXED.fullmatch(written.rstrip())
    return bool(found and callout_kind(found[1]))

"""Front matter in all its forms: YAML, TOML, JSON, Pelican's lines, or none."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

import toml
import yaml
from frontmatter.default_handlers import BaseHandler, JSONHandler, TOMLHandler, YAMLHandler

from deck.errors import ArticleError
from deck.findings import Finding, Severity
from deck.model.article import Meta, Span

FENCE = re.compile(r"^(-{3,}|\+{3,})\s*$")
PELICAN = re.compile(r"^(title|date|modified|author|authors|slug|lang|tags|category|summary|status)\s*:\s+\S", re.IGNORECASE)
KEY_LINE = re.compile(r"^(\s*)[\"']?([\w-]+)[\"']?\s*[:=]")
TABLE_LINE = re.compile(r"^\s*\[([\w.-]+)\]\s*$")
SLASHED_DATE = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
LINKED = re.compile(r"\[([^\]]*)\]\([^)]*\)")


class Split(NamedTuple):
    """A source cut in two: front matter `text` starting on line `first`, of a `kind`; the body starts on line `body` (from 1)."""

    kind: str
    text: str
    first: int
    body: int


def read_front_matter(source: str, name: str) -> tuple[Meta, int, tuple[Finding, ...]]:
    """Return what the front matter says, the line (from 1) on which the body begins, and findings."""
    lines = source.split("\n")
    split, found = _split(lines, name)
    if split is None:
        return Meta(), 1, found
    values = _parsed(split, name)
    if values is None:
        return Meta(), split.body, found
    key_lines = _key_lines(split)
    settings = values.get("deck") or {}
    if not isinstance(settings, Mapping):
        at = key_lines.get("deck", split.first)
        raise ArticleError("`deck:` must hold settings, such as `detail: none`; write them indented below it", Span(name, at, at))
    return _meta(values, settings, key_lines), split.body, found


def _split(lines: list[str], name: str) -> tuple[Split | None, tuple[Finding, ...]]:
    start = next((i for i, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return None, ()
    first = lines[start]
    fence = FENCE.match(first)
    if fence:
        closing = {"-": ("---", "..."), "+": ("+++",)}[fence.group(1)[0]]
        for end in range(start + 1, len(lines)):
            line = lines[end].rstrip()
            if line in (fence.group(1), *closing):
                kind = "yaml" if fence.group(1)[0] == "-" else "toml"
                return Split(kind, "\n".join(lines[start + 1 : end]), start + 2, end + 2), ()
        if fence.group(1)[0] == "+" or KEY_LINE.match(lines[start + 1] if start + 1 < len(lines) else ""):
            message = f"the front matter that opens here is never closed, so it is read as text; end it with `{fence.group(1)}`"
            return None, (Finding("D101", Severity.WARNING, message, Span(name, start + 1, start + 1)),)
        return None, ()
    if first.rstrip() == "{":
        brace = next((i for i in range(start, len(lines)) if lines[i].rstrip() == "}"), None)
        if brace is not None:
            return Split("json", "\n".join(lines[start : brace + 1]), start + 1, brace + 2), ()
    if PELICAN.match(first):
        stop = next((i for i in range(start, len(lines)) if not KEY_LINE.match(lines[i])), len(lines))
        return Split("lines", "\n".join(lines[start:stop]), start + 1, stop + 1), ()
    return None, ()


def _parsed(split: Split, name: str) -> Mapping[str, object] | None:
    """Return the front matter as a mapping, None where it is empty."""
    if split.kind == "lines":
        rows = (line.partition(":") for line in split.text.split("\n"))
        return {key.strip().lower(): value.strip() for key, _, value in rows}
    if split.kind == "yaml" and not split.text.strip():
        return None
    try:
        values = _handler(split.kind).load(split.text)
    except (yaml.YAMLError, toml.TomlDecodeError, json.JSONDecodeError, ValueError, IndexError) as error:
        line = split.first + _line_of(error)
        raise ArticleError(
            f"the front matter is not valid {split.kind.upper()}: {_cause(error)}; mend it or remove it", Span(name, line, line)
        ) from error
    if values is None:
        return None
    if not isinstance(values, Mapping):
        raise ArticleError(
            "the front matter is no list of `key: value` lines; write it so, or remove it", Span(name, split.first, split.body - 2)
        )
    return {str(key): value for key, value in values.items()}


def _handler(kind: str) -> BaseHandler:
    handlers: dict[str, type[BaseHandler]] = {"yaml": YAMLHandler, "toml": TOMLHandler, "json": JSONHandler}
    return handlers[kind]()


def _line_of(error: Exception) -> int:
    """Return the line of an error, counted from 0 within the front matter."""
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return int(mark.line)
    return max(0, int(getattr(error, "lineno", 1)) - 1)


def _cause(error: Exception) -> str:
    return str(getattr(error, "problem", None) or getattr(error, "msg", None) or error).split("\n")[0]


def _key_lines(split: Split) -> dict[str, int]:
    """Return the line of each top-level key, and of each key below `deck`, as "deck.key"."""
    found: dict[str, int] = {}
    table = ""
    margin = next((len(match.group(1)) for match in map(KEY_LINE.match, split.text.split("\n")) if match), 0)
    for number, line in enumerate(split.text.split("\n"), split.first):
        if heading := TABLE_LINE.match(line):
            table = heading.group(1)
            found.setdefault(table, number)
        elif match := KEY_LINE.match(line):
            indented = len(match.group(1)) > margin and split.kind != "toml"
            if not indented and split.kind != "toml":
                table = match.group(2)
                found.setdefault(table, number)
            else:
                found.setdefault(f"{table}.{match.group(2)}" if table else match.group(2), number)
    return found


def _meta(values: Mapping[str, object], settings: Mapping[str, object], lines: Mapping[str, int]) -> Meta:
    folded = {key.lower(): value for key, value in values.items()}

    def text(*keys: str) -> str:
        return next((_text(folded[key]) for key in keys if folded.get(key) is not None), "")

    return Meta(
        title=text("title"),
        subtitle=text("subtitle"),
        description=text("description", "summary", "excerpt"),
        authors=_authors(folded.get("authors") or folded.get("author")),
        date=_date(folded.get("date")),
        event=text("event", "conference"),
        venue=text("venue", "location"),
        slug=text("slug"),
        language=text("lang", "language", "locale"),
        settings={str(key): value for key, value in settings.items()},
        lines=dict(lines),
    )


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float | date) and not isinstance(value, bool) else ""


def _date(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = _text(value)
    if re.match(r"^\d{4}-\d{2}-\d{2}[T ]", text):
        return text[:10]
    slashed = SLASHED_DATE.match(text)
    return "-".join(part.zfill(2) for part in slashed.groups()) if slashed else text


def _authors(value: object) -> tuple[str, ...]:
    """Return names from a text, a list, or a mapping with `name`; a Markdown link is its text."""
    if isinstance(value, Mapping):
        return _authors(value.get("name") or value.get("title") or [key for key in value if isinstance(key, str)])
    if isinstance(value, list | tuple):
        return tuple(name for entry in value for name in _authors(entry))
    name = LINKED.sub(r"\1", _text(value)).strip()
    return (name,) if name else ()

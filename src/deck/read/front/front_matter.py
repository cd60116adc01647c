"""Front matter in all its forms: YAML, TOML, JSON, Pelican's lines, or none."""

from __future__ import annotations

import contextlib
import re
import tomllib
from collections.abc import Mapping
from typing import NamedTuple

import yaml
from frontmatter.default_handlers import BaseHandler, JSONHandler, TOMLHandler, YAMLHandler

from deck.errors import ArticleError
from deck.findings import Finding, Severity
from deck.model.article import Meta, Span
from deck.read.front.meta import meta_of

# TOML's and JSON's errors are ValueErrors; the others are PyYAML's for a value that is not what its tag says: `!!timestamp x`, `!!bool x`
MISTAGGED = (AttributeError, KeyError, TypeError, OverflowError)
UNREADABLE = (yaml.YAMLError, ValueError, IndexError, *MISTAGGED)
# a fence may say its kind, as Eleventy and Gatsby take it
FENCE = re.compile(r"^(?:(-{3,}|\+{3,})|(---)[ \t]*(yaml|yml|toml|json))\s*$", re.IGNORECASE)
PELICAN = re.compile(r"^(title|date|modified|author|authors|slug|lang|tags|category|summary|status)\s*:\s+\S", re.IGNORECASE)
PELICAN_LINE = re.compile(r"^(?:([\w-]+)\s*:(?:\s+(.*))?|(?: {4}|\t)\s*(\S.*))$")
# keys whose values are texts, whatever characters stand in them
TEXT_LINE = re.compile(
    r"^((?:sub)?title|description|summary|excerpt|abstract|author|event|conference|venue|location)[ \t]*:[ \t]+([^\s|>].*)$", re.IGNORECASE
)
MOST_MENDED = 20
# tables in each other; to tomllib of Python 3.11 a key of n parts is n squared of memory: 200 kB of them are 38 GB
PART = r"(?:(?<![\w-])[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*"
DEEP_KEY = re.compile(rf"{PART}(?:\.[ \t]*{PART}){{100}}")
# what to do about the errors of YAML that are made most, by a part of PyYAML's message
REMEDIES = {
    "mapping values are not allowed": "put a value with a colon in it in quotes",
    "'\\t'": "indent with spaces",
    "unexpected end of stream": "end the quotation that is open",
}
# one of the keys that an article opens with may open a sentence too, two of these do not
TELLING = frozenset({"title", "date", "author", "authors", "slug"})
KEY_LINE = re.compile(r"^(\s*)[\"']?([\w-]+)[\"']?\s*[:=]")
# what begins text and no more of front matter
TEXT_BELOW = re.compile(r"#{1,6} |[*_]{1,3}\w|!?\[[^\]]+\]\(|[^\W\d_]|[<>「『“«\u201e]")
TABLE_LINE = re.compile(r"^\s*\[([\w.-]+)\]\s*$")


class _AsWritten(yaml.SafeLoader):
    """Reads YAML with its values as written: a title may be 3.10 or No, a language no, a date anything; only true, false and null are more.

    YAML 1.1 (PyYAML 6) takes them for a number, for false and for a date that must exist.
    """


_AsWritten.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag.endswith((":null", ":merge"))]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_AsWritten.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))


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
    split, mended = _mended(split, name)
    try:
        values = _parsed(split, name)
    except ArticleError:
        # a rule far below may have been taken for its end
        fenced = split.first > 1 and FENCE.match(lines[split.first - 2])
        opened = _left_open(lines, split.first - 2, split.kind, name) if fenced else None
        if opened is None:
            raise
        (split, finding), mended = opened, ()
        found, values = (finding,), _parsed(split, name)
    if values is None:
        return Meta(), split.body, found
    key_lines = _key_lines(split)
    settings = {} if values.get("deck") is None else values["deck"]
    if not isinstance(settings, Mapping):
        at = key_lines.get("deck", split.first)
        raise ArticleError("`deck:` must hold settings, such as `detail: none`; write them indented below it", Span(name, at, at))
    return meta_of(values, settings, key_lines), split.body, (*found, *mended)


def values_of(source: str, name: str) -> Mapping[str, object]:
    """Return what the front matter of a page says, by its keys; nothing where there is none. Raises ArticleError for a broken one."""
    split, _ = _split(source.split("\n"), name)
    return (_parsed(_mended(split, name)[0], name) if split else None) or {}


def _split(lines: list[str], name: str) -> tuple[Split | None, tuple[Finding, ...]]:
    start = next((i for i, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return None, ()
    first = lines[start]
    fence = FENCE.match(first)
    if fence:
        mark, said = fence[1] or fence[2], (fence[3] or "").lower().replace("yml", "yaml")
        closing = {"-": ("---", "..."), "+": ("+++",)}[mark[0]]
        for end in range(start + 1, len(lines)):
            line = lines[end].rstrip()
            if line in (mark, *closing):
                kind = said or ("yaml" if mark[0] == "-" else "toml")
                return Split(kind, "\n".join(lines[start + 1 : end]), start + 2, end + 2), ()
        if opened := _left_open(lines, start, said or ("yaml" if mark[0] == "-" else "toml"), name):
            return opened[0], (opened[1],)
        if mark[0] == "+" or said or KEY_LINE.match(lines[start + 1] if start + 1 < len(lines) else ""):
            message = f"the front matter that opens here is never closed, so it is read as text; end it with `{mark}`"
            return None, (Finding("D101", Severity.WARNING, message, Span(name, start + 1, start + 1)),)
        return None, ()
    if first.rstrip() == "{":
        brace = next((i for i in range(start, len(lines)) if lines[i].rstrip() == "}"), None)
        if brace is not None:
            return Split("json", "\n".join(lines[start : brace + 1]), start + 1, brace + 2), ()
    if PELICAN.match(first):
        stop = next((i for i in range(start, len(lines)) if not PELICAN_LINE.match(lines[i])), len(lines))
        text = "\n".join(lines[start:stop])
        keys = TELLING & _of_lines(text).keys()
        if "title" in keys or len(keys) > 1:
            return Split("lines", text, start + 1, stop + 1), ()
    return None, ()


def _left_open(lines: list[str], start: int, kind: str, name: str) -> tuple[Split, Finding] | None:
    """Return the front matter that opens on a line, from 0, and ends at an empty one above text, with a finding; None for anything else."""
    end = next((i for i in range(start + 1, len(lines)) if not lines[i].strip()), len(lines))
    below = next((line for line in lines[end:] if line.strip()), "")
    if not TEXT_BELOW.match(below) or KEY_LINE.match(below):
        return None
    split, _ = _mended(Split(kind, "\n".join(lines[start + 1 : end]), start + 2, end + 1), name)
    try:
        values = _parsed(split, name)
    except (ArticleError, RecursionError):
        return None
    if "title" not in {key.lower() for key in values or {}}:
        return None
    message = f"the front matter that opens here is never closed, so it ends before line {end + 1}; end it with `{lines[start].split()[0]}`"
    return split, Finding("D101", Severity.WARNING, message, Span(name, start + 1, start + 1))


def _mended(split: Split, name: str) -> tuple[Split, tuple[Finding, ...]]:
    """Return YAML with what its authors mean: a text with a colon as text, tabs as indentation; each is a finding.

    Where that does not make it valid, it stays as it is.
    """
    if split.kind != "yaml":
        return split, ()
    lines = split.text.split("\n")
    found: dict[int, Finding] = {}
    while (wrong := _wrong_line("\n".join(lines))) is not None:
        # a key after its value is not at fault, and a line that was mended is not mended again
        if len(found) == MOST_MENDED or wrong in found or wrong >= len(lines):
            return split, ()
        said, lines[wrong] = _as_meant(lines[wrong], lines[wrong + 1] if wrong + 1 < len(lines) else "")
        if not said:
            return split, ()
        at = split.first + wrong
        found[wrong] = Finding("D105", Severity.WARNING, said, Span(name, at, at))
    return split._replace(text="\n".join(lines)), tuple(found.values())


def _as_meant(line: str, after: str) -> tuple[str, str]:
    """Return what is wrong with a line of YAML and how it is read; nothing and the line itself where that is anybody's guess."""
    text = TEXT_LINE.match(line)
    closed = text and (text[2][0] not in "\"'" or text[2].count(text[2][0]) > 1)
    if text and closed and not after.startswith((" ", "\t")):
        said = f"the value of `{text[1]}` is not valid YAML, so it is read as written; put it in quotes"
        value = text[2].strip()
        bare = value[1:-1] if value[0] in "\"'" and len(value) > 2 and value[-1] == value[0] else value
        return said, "{}: '{}'".format(text[1], bare.replace("'", "''"))
    margin = line[: len(line) - len(line.lstrip())]
    if "\t" in margin:
        return "YAML takes no tabs, so this one is read as two spaces; indent with spaces", margin.replace("\t", "  ") + line.lstrip()
    return "", line


def _wrong_line(text: str) -> int | None:
    """Return the first line, from 0, that is not valid YAML; None where all of it is."""
    try:
        yaml.compose(text, Loader=_AsWritten)
    except yaml.MarkedYAMLError as error:
        return _line_of(error)
    except (yaml.YAMLError, ValueError, IndexError):
        return len(text)
    return None


def _of_lines(text: str) -> dict[str, str | list[str]]:
    """Return Pelican's lines as a mapping; an indented line goes on with the one before, and names in `authors` are apart at commas."""
    values: dict[str, list[str]] = {}
    key = ""
    for match in filter(None, map(PELICAN_LINE.match, text.split("\n"))):
        if match[1]:
            key = match[1].lower()
            values[key] = [match[2] or ""]
        else:
            values[key].append(match[3])
    joined = {key: " ".join(lines) for key, lines in values.items()}
    authors = joined.get("authors", "")
    return {**joined, "authors": authors.split(",")} if "," in authors and ";" not in authors else {**joined}


def _parsed(split: Split, name: str) -> Mapping[str, object] | None:
    """Return the front matter as a mapping, None where it is empty."""
    if split.kind == "lines":
        return _of_lines(split.text)
    if split.kind == "yaml" and not split.text.strip():
        return None
    try:
        values = _loaded(split)
        if isinstance(values, dict) and split.kind == "yaml" and "deck" in values:
            values["deck"] = _settings_of(split.text)
    except UNREADABLE as error:
        line = split.first + _line_of(error)
        raise ArticleError(
            f"the front matter is not valid {split.kind.upper()}: {_cause(error)}; {_remedy(error)}", Span(name, line, line)
        ) from error
    if values is None:
        return None
    if not isinstance(values, Mapping):
        raise ArticleError(
            "the front matter is no list of `key: value` lines; write it so, or remove it", Span(name, split.first, split.body - 2)
        )
    return {str(key): value for key, value in values.items()}


def _loaded(split: Split) -> object:
    if split.kind == "toml":
        if DEEP_KEY.search(split.text):
            raise RecursionError("a key of more than a hundred parts")
        # the library knows TOML 0.5 alone, and most files are newer
        with contextlib.suppress(tomllib.TOMLDecodeError):
            return tomllib.loads(split.text)
    return _handler(split.kind).load(split.text, **({"Loader": _AsWritten} if split.kind == "yaml" else {}))


def _handler(kind: str) -> BaseHandler:
    handlers: dict[str, type[BaseHandler]] = {"yaml": YAMLHandler, "toml": TOMLHandler, "json": JSONHandler}
    return handlers[kind]()


def _settings_of(text: str) -> object:
    """Return what stands under `deck` in YAML, its numbers, yes and no as such."""
    loader = yaml.SafeLoader("")
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((loader.construct_document(value) for key, value in reversed(pairs) if key.value == "deck"), None)


def _line_of(error: Exception) -> int:
    """Return the line of an error, counted from 0 within the front matter."""
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return int(mark.line)
    return max(0, int(getattr(error, "lineno", 1)) - 1)


def _cause(error: Exception) -> str:
    if isinstance(error, MISTAGGED):
        return "a value is not of the kind that its tag says"
    return str(getattr(error, "problem", None) or getattr(error, "msg", None) or error).split("\n")[0]


def _remedy(error: Exception) -> str:
    return next((remedy for part, remedy in REMEDIES.items() if part in _cause(error)), "mend it or remove it")


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

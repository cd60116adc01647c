"""Who the keys of authors are: the authors file of Docusaurus, Hugo or Jekyll, inside the project."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from deck.errors import ArticleError
from deck.model.article import Span

KEY = re.compile(r"[\w.-]+")
# beside the article or above it, as Docusaurus has it
NEAR = ("authors.yml", "authors.yaml", "authors.json", "authors.toml")
# from the project root, as Jekyll, Hugo and Docusaurus have them
FROM_ROOT = (
    *(f"{folder}/authors.{ending}" for folder in ("_data", "data") for ending in ("yml", "yaml", "toml", "json")),
    "blog/authors.yml",
)
# one file an author, as Hugo may have it
EACH = tuple(f"data/authors/{{key}}.{ending}" for ending in ("yml", "yaml", "toml", "json"))
NAMES = ("name", "display_name", "title")


class Authors(NamedTuple):
    """Names in the article's order, the files they come from, and those that were looked for and are not there."""

    names: tuple[str, ...]
    reads: tuple[Path, ...] = ()
    absent: tuple[Path, ...] = ()


def author_names(given: tuple[str, ...], article: Path, root: Path, asked: str = "", span: Span | None = None) -> Authors:
    """Return the names behind an article's authors; one that is no key, or that no file knows, stays as it is.

    `asked` is the file that a setting at `span` names, from the root. Raises ArticleError for one that is missing, outside or broken.
    """
    if asked:
        path = root / asked
        if not path.is_file() or not _inside(path, root):
            raise ArticleError(f"`authors` names {asked}, which is no file of this project; give its path from {root.name}/", span)
        return Authors(tuple(_name(key, _table(path), key) for key in given), (path,))
    found: dict[str, str] = {}
    reads: list[Path] = []
    absent: list[Path] = []
    missing = list(dict.fromkeys(key for key in given if KEY.fullmatch(key)))
    for path, of in _places(article, root, tuple(missing)):
        if not missing or of not in ("", *missing):
            continue
        if not (path.is_file() and _inside(path, root)):
            absent.append(path)
            continue
        reads.append(path)
        table = {of: _table(path)} if of else _table(path)
        found |= {key: name for key in missing if (name := _name(key, table, ""))}
        missing = [key for key in missing if key not in found]
    return Authors(tuple(found.get(key, key) for key in given), tuple(reads), tuple(absent))


def _places(article: Path, root: Path, keys: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """Yield where authors may stand, and whose file it is: from the article's folder up to the root, then where engines keep their data."""
    folder, top = article.resolve().parent, root.resolve()
    while folder.is_relative_to(top):
        yield from ((folder / name, "") for name in NEAR)
        if folder == top:
            break
        folder = folder.parent
    yield from ((root / name, "") for name in FROM_ROOT)
    yield from ((root / pattern.format(key=key), key) for key in keys for pattern in EACH)


def _inside(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())


def _table(path: Path) -> Mapping[str, object]:
    """Return an authors file as a mapping; JSON is YAML, too."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        values = tomllib.loads(text) if path.suffix == ".toml" else yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        raise ArticleError("this authors file cannot be read; mend it, or move it away", Span(str(path), line, line)) from error
    return values if isinstance(values, Mapping) else {}


def _name(key: str, table: Mapping[str, object], otherwise: str) -> str:
    """Return the name behind a key: a text, or what a mapping calls it."""
    entry = table.get(key)
    if isinstance(entry, Mapping):
        entry = next((entry[name] for name in NAMES if entry.get(name)), None)
    return " ".join(entry.split()) if isinstance(entry, str) and entry.strip() else otherwise

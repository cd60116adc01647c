"""Who the keys of authors are: what a blog engine keeps of its authors, inside the project."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from deck.errors import ArticleError
from deck.model.article import Span
from deck.read.front.front_matter import UNREADABLE, values_of
from deck.read.front.meta import KEY, folded, key_in, name_in, text_of

# all authors in one file, in any folder from the article's up to the root: Docusaurus, Gatsby; MkDocs Material begins it with a dot
NEAR = (*(f"authors.{ending}" for ending in ("yml", "yaml", "json", "toml")), ".authors.yml")
# below each of those folders: Jekyll, Hugo and Next, Eleventy, Hexo, Gatsby, Docusaurus (for its `i18n/`), Astro
DATA = ("_data", "data", "src/_data", "src/data", "source/_data", "content", "src/content", "blog")
# what a site says of itself, authors among it: Jekyll, MyST
SITE = ("_config.yml", "myst.yml")
# a file or a folder for each author: Hugo, Jekyll's collection, Astro, Next
FOLDERS = ("authors", "_authors")
PAGES = frozenset({".md", ".mdx"})
EACH = (*(f"{{key}}.{ending}" for ending in ("yml", "yaml", "toml", "json", "md", "mdx")), "{key}/_index.md", "{key}/index.md")


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
        if not path.is_file() or not path.resolve().is_relative_to(root.resolve()):
            raise ArticleError(f"`authors` names {asked}, which is no file of this project; give its path from {root.name}/", span)
        known = _people(_values(path))
        return Authors(tuple(known.get(key, key) for key in given), (path,))
    search = _Search(root.resolve(), tuple(dict.fromkeys(key for key in given if KEY.fullmatch(key))))
    for folder in _upwards(article.resolve().parent, root.resolve()):
        search.in_folder(folder)
    return Authors(tuple(search.found.get(key, key) for key in given), tuple(search.reads), tuple(search.absent))


def _upwards(folder: Path, top: Path) -> Iterator[Path]:
    """Yield the folders from an article's own up to the root."""
    inside = folder.is_relative_to(top)
    yield from (place for place in (folder, *folder.parents) if place.is_relative_to(top)) if inside else (top,)


class _Search:
    """The keys that have a name so far, and what was looked at. Dictionaries without values keep paths in their order, each once."""

    def __init__(self, root: Path, keys: tuple[str, ...]) -> None:
        self._root = root
        self._missing = list(keys)
        self.found: dict[str, str] = {}
        self.reads: dict[Path, None] = {}
        self.absent: dict[Path, None] = {}

    def in_folder(self, folder: Path) -> None:
        """Look for authors in a folder and in the places for data below it, as long as any is missing."""
        self._beside(folder)
        for name in SITE:
            self._all_in(folder / name)
        for name in DATA:
            if self._missing and self._is_there(folder / name, folder=True):
                self._beside(folder / name)

    def _beside(self, folder: Path) -> None:
        for name in NEAR:
            self._all_in(folder / name)
        for name in FOLDERS:
            if self._missing and self._is_there(folder / name, folder=True):
                for key in tuple(self._missing):
                    self._one_in(folder / name, key)

    def _all_in(self, path: Path) -> None:
        """Take the authors of a file that holds many."""
        if self._missing and path not in self.reads and self._is_there(path):
            self._take(_people_of_site(path) if path.name in SITE else _people(_values(path)))

    def _one_in(self, folder: Path, key: str) -> None:
        """Take an author from the first file that is theirs."""
        for pattern in EACH:
            path = folder / pattern.format(key=key)
            if key in self._missing and path not in self.reads and self._is_there(path):
                self._take({key: _name(_values(path))})

    def _is_there(self, path: Path, *, folder: bool = False) -> bool:
        """Tell whether a file or folder is there and inside the project, and keep what was seen."""
        if path in self.absent:
            return False
        there = (path.is_dir() if folder else path.is_file()) and path.resolve().is_relative_to(self._root)
        if not there:
            self.absent[path] = None
        elif not folder:
            self.reads[path] = None
        return there

    def _take(self, known: Mapping[str, str]) -> None:
        self.found |= {key: known[key] for key in self._missing if known.get(key)}
        self._missing = [key for key in self._missing if key not in self.found]


def _values(path: Path) -> object:
    """Return what a file about authors holds; of a page, its front matter. JSON is YAML, too."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        if path.suffix in PAGES:
            return values_of(text.replace("\r\n", "\n"), str(path))
        return tomllib.loads(text) if path.suffix == ".toml" else yaml.safe_load(text)
    except (OSError, RecursionError, *UNREADABLE) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        raise ArticleError("this authors file cannot be read; mend it, or move it away", Span(str(path), line, line)) from error


def _people_of_site(path: Path) -> Mapping[str, str]:
    """Return the authors that a site's own settings list; none where they cannot be read, for they are about much else."""
    try:
        values = _values(path)
    except ArticleError:
        return {}
    site = values if isinstance(values, Mapping) else {}
    project = site.get("project")
    places = (project if isinstance(project, Mapping) else {}, site)
    known = [_people(place.get(name)) for place in places for name in ("authors", "contributors")]
    return {key: name for people in (_people([site.get("author")]), *known) for key, name in people.items()}


def _people(values: object) -> Mapping[str, str]:
    """Return the names of many by their keys: from a mapping, also one below `authors`, or from a list of mappings that say their key."""
    if isinstance(values, list):
        entries = [entry for entry in values if isinstance(entry, Mapping)]
        keyed = {key_in(entry): _name(entry) for entry in entries if key_in(entry)}
        return {str(key): _name(value) for entry in entries if len(entry) == 1 for key, value in entry.items()} | keyed
    if not isinstance(values, Mapping):
        return {}
    below = values.get("authors")
    inner = _people(below) if isinstance(below, Mapping | list) and "name" not in folded(values) else {}
    return {**inner, **{str(key): _name(entry) for key, entry in values.items()}}


def _name(entry: object) -> str:
    """Return what an entry calls somebody: a text, or what a mapping says; nothing where it says none."""
    return name_in(entry) or text_of(entry.get("title")) if isinstance(entry, Mapping) else text_of(entry)

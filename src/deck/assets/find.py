"""Where a picture lies: the path that an article writes, as a file of the project."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

# where site generators keep what a page names from the site's root: Hugo, Astro, Jekyll, Hexo, Pelican, VuePress, MkDocs; the last
# for articles that lie beside their site
STATIC = ("static", "public", "assets", "source", "content", "src", "docs/public", "docs", "", "website/static", "site/static")

FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|webp|svgz?|avif|bmp|tiff?|heic)", re.IGNORECASE)
# as cameras, phones and screenshots name theirs
CAMERA = re.compile(r"(?:IMG|DSC[NF]?|PXL|GOPR|DJI|MVIMG|P|VID)[-_ ]?\d{3,}[-_\d.]*", re.IGNORECASE)
REMOTE = re.compile(r"[a-z][a-z\d+.-]+:|//", re.IGNORECASE)  # one letter is no scheme but a drive
ESCAPES = re.compile(r"(?:%[\da-f]{2})+", re.IGNORECASE)
# {{ "/a.png" | relative_url }}
FILTERED = re.compile(r"""\{\{-?\s*(["'])(?P<path>.*?)\1\s*\|[^}]*\}\}""")
# {{ site.baseurl }}, and the aliases of Docusaurus, Astro and Nuxt
SITE = re.compile(r"(?:\{\{[^}]*\}\}\s*)+|@site/|[@~]/|@(?=[\w-]+/)")
# Pelican's ways to begin a path: they do not say from where; nor does Docusaurus' way to keep a path as it is
MARKERS = re.compile(r"\{(?:static|filename|attach|photo)\}|\|(?:static|filename|attach)\||pathname://")
# {require('./a.png').default}, {useBaseUrl('/a.png')}
CALLED = re.compile(r"""\{?\s*(?:require|useBaseUrl|withBase)\(\s*(["'`])(?P<path>[^"'`]+)\1\s*\)(?:\.default)?\s*\}?""")


class Search(NamedTuple):
    """The file behind a source, None where there is none; the places looked at that hold none; whether one lies outside the project."""

    path: Path | None
    absent: tuple[Path, ...] = ()
    outside: bool = False


def is_remote(source: str) -> bool:
    """Tell whether a source names something that would have to be fetched, or holds the picture itself (data:)."""
    address = bare(source)
    return bool(REMOTE.match(address)) and not MARKERS.match(address)


def path_of(source: str) -> str:
    """Return a source as a path: without query and fragment, its escapes decoded; from the site's root it begins with a slash."""
    path = _decoded(re.split(r"[?#]", bare(source), maxsplit=1)[0]).replace("\\", "/")
    if found := FILTERED.match(path):
        return _from_site(found["path"] + path[found.end() :])
    if found := SITE.match(path):
        return _from_site(path[found.end() :])
    return MARKERS.sub("", path, count=1) if MARKERS.match(path) else path


def is_file_name(words: str, source: str) -> bool:
    """Tell whether the words beside a picture are but the name of a file, its own or another's."""
    said = words.strip()
    path = PurePosixPath(path_of(source)) if source else PurePosixPath()
    own = said.casefold() in (path.name.casefold(), str(path).casefold(), source.strip().casefold())
    # "hall" of hall.png is a word, "IMG_2041" of IMG_2041.jpg is none
    counted = said.casefold() == path.stem.casefold() and not said.isalpha()
    return bool(said) and (own or counted or bool(FILE_NAME.fullmatch(said) or CAMERA.fullmatch(said)))


def search(source: str, folder: Path, root: Path, own: str = "") -> Search:
    """Return the file that a source names in an article of `folder`; both paths are resolved.

    `own` is the name of the article's own folder for pictures, where it has one (Hexo). What leads out of the root, by its dots or by
    a symbolic link, is not even looked at.
    """
    absent: list[Path] = []
    outside = False
    for place in _places(path_of(source), folder, root, own):
        target = _resolved(place)
        if target is not None and not target.is_relative_to(root):
            outside = True
        elif target is not None and _is_file(target):
            return Search(place, tuple(absent))
        if place.is_relative_to(root):
            absent.append(place)
    return Search(None, tuple(absent), outside)


def _places(path: str, folder: Path, root: Path, own: str) -> Iterator[Path]:
    """Yield where a path may lead, the likeliest first."""
    if not path.strip("/. ") or any(ord(char) < ord(" ") for char in path):
        return
    if not path.startswith("/"):
        yield _at(folder, path)
        if own:
            yield _at(folder / own, path)
        return
    upwards = [place for place in (folder, *folder.parents) if place.is_relative_to(root)]
    whole = path.lstrip("/")
    # a site may be published below a folder of its host, which the page then names: /docs/img/a.png
    _, _, below = whole.partition("/")
    for named in (whole, below) if "/" in below else (whole,):
        yield from (_at(place / name, named) for place in upwards for name in STATIC)


def _at(folder: Path, path: str) -> Path:
    return Path(os.path.normpath(folder / path))


def _resolved(path: Path) -> Path | None:
    """Return where a path leads; None where it leads nowhere: a link to itself, a name that no system takes."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def bare(source: str) -> str:
    """Return a source without white space, angle brackets or a call of JavaScript around it."""
    text = source.strip()
    if called := CALLED.fullmatch(text):
        text = called["path"].strip()
    return text[1:-1].strip() if text.startswith("<") and text.endswith(">") else text


def _decoded(text: str) -> str:
    """Return a text with its percent escapes as the characters that they stand for; those that are no UTF-8 stay."""
    return ESCAPES.sub(_characters, text)


def _characters(escapes: re.Match[str]) -> str:
    try:
        return bytes.fromhex(escapes[0].replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return escapes[0]


def _from_site(path: str) -> str:
    """Return a path from the site's root; nothing where there is no path."""
    return f"/{path.strip().lstrip('/')}" if path.strip(" /") else ""

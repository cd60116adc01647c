"""Where things lie: the project, its articles, the deck of an article, and the program's own files beside it."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from deck.errors import ArticleError, OutputError, UsageError

ARTICLES = frozenset({".md", ".markdown", ".mdx"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp", ".tif", ".tiff"})
FOLDER_PAGES = frozenset({"index", "_index", "readme", "+page"})
TALKS = "talks"
MANY = 50
SLUG_BYTES = 180  # file systems allow 255 for a name, and ours goes on after the slug

# a date may stand in the name, in the folders above it, or in both: 2025-02-03-x (Jekyll), 2025/02/03/x, 2025/02-03-x (Docusaurus)
_DATED = re.compile(r"(?:^|/)(\d{4})[-/](\d{2})[-/](\d{2})(?:[-_/](.+))?$", re.ASCII)
_REGION = re.compile(r"[A-Za-z]{2}|[A-Z][a-z]{3}", re.ASCII)
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.ASCII | re.IGNORECASE)


def project_root(article: Path) -> Path:
    """Return the project of an article: the nearest folder upwards with a deck.toml, else with .git, else the article's own."""
    return root_above(article.resolve().parent)


def root_above(folder: Path) -> Path:
    """Return the project of whatever lies in a folder."""
    own = folder.resolve()
    upwards = (own, *own.parents)
    marked = (place for mark in ("deck.toml", ".git") for place in upwards if (place / mark).exists())
    return next(marked, own)


def slug_of(article: Path, front_matter_slug: str, languages: Collection[str]) -> str:
    """Return the name that an article's deck goes by: a file name without its language and ending, safe on every system."""
    page = _page(article.absolute(), languages)
    found = _DATED.search("/".join(page.parts[-4:]))
    # a date of folders alone is the name of a page about them; one in the name goes
    plain = (found[4] or "-".join(found.group(1, 2, 3))) if found else page.name
    slug = _safe(front_matter_slug) or _safe(plain.rpartition("/")[2]) or "deck"
    return f"{slug}-deck" if _DEVICE.fullmatch(slug) else slug


def date_in(article: Path, root: Path, languages: Collection[str]) -> str:
    """Return the date (ISO 8601) that an article's name and the project's folders above it say; nothing where they say none."""
    page, top = _page(article.resolve(), languages), root.resolve()
    found = _DATED.search("/".join((page.relative_to(top) if page.is_relative_to(top) else Path(page.name)).parts[-4:]))
    try:
        return date(*map(int, found.group(1, 2, 3))).isoformat() if found else ""
    except ValueError:
        return ""


def _page(article: Path, languages: Collection[str]) -> Path:
    """Return the path that an article is known by: without language and ending; of a page about a folder, the folder's."""
    stem = _without_language(article.stem, languages)
    return article.parent if stem.lower() in FOLDER_PAGES else article.parent / stem


def output_for(article: Path, root: Path, slug: str, language_code: str, output_option: str) -> Path:
    """Return the file that an article's deck is written to; UsageError for an output that is no deck and no folder."""
    name = f"{slug}.{_safe(language_code)}.pptx" if language_code else f"{slug}.pptx"
    if not output_option:
        return root / TALKS / name
    chosen = Path(output_option).absolute()
    if output_option.endswith(("/", os.sep)) or chosen.is_dir():
        return chosen / name
    if chosen.suffix.lower() != ".pptx":
        raise UsageError(f"`-o {output_option}` is no place for {article.name}; end it in .pptx for a file, or in / for a folder")
    return chosen


def state_folder(output: Path) -> Path:
    """Return the folder for what the program keeps about a deck."""
    return output.parent / ".deck"


def cache_folder(output: Path) -> Path:
    """Return the folder of what need not be fetched twice for the decks beside it."""
    return state_folder(output) / "cache"


def receipt_of(output: Path) -> Path:
    """Return the file that records the last build of a deck."""
    return receipts_in(output.parent) / f"{output.name}.json"


def receipts_in(folder: Path) -> Path:
    """Return the folder for the receipts of the decks in a folder."""
    return state_folder(folder / "*.pptx") / "receipts"


def shown(path: Path, cwd: Path) -> str:
    """Return a path as somebody in `cwd` would type it: whole when it lies elsewhere."""
    whole = Path(os.path.normpath(cwd / path))
    return whole.relative_to(cwd).as_posix() if whole.is_relative_to(cwd) else whole.as_posix()


def articles_of(paths: Sequence[Path], cwd: Path, toml_articles: Sequence[str], all_allowed: bool, output: str = "") -> tuple[Path, ...]:
    """Return the articles to build, sorted, each once, named from `cwd`; without `paths`, those of the project around `cwd`.

    `toml_articles` and `output` are deck.toml's. A file that is missing or a folder without articles is an ArticleError;
    more articles than anybody meant, or nothing to build, is a UsageError.
    """
    if paths:
        found = [article for path in paths for article in _articles_at(path, cwd)]
        named = all((cwd / path).is_file() for path in paths)
    else:
        root = root_above(cwd)
        found = list(_articles_named(root, toml_articles) if toml_articles else _articles_in_project(root, output))
        named = bool(toml_articles)
        if not found:
            raise UsageError("nothing to build here; name an article, or list `articles` in deck.toml")
    once = tuple(sorted(unique(found, cwd), key=str))
    if len(once) > MANY and not (named or all_allowed):
        raise UsageError(f"that would build {len(once)} articles; name some, list `articles` in deck.toml, or give `--all`")
    return once if paths else tuple(Path(_named_from(path, cwd)) for path in once)


def unique(paths: Iterable[Path], cwd: Path) -> tuple[Path, ...]:
    """Return the paths in their order, each file once."""
    once: dict[Path, Path] = {}
    for path in paths:
        once.setdefault((cwd / path).resolve(), path)
    return tuple(once.values())


def refuse_collisions(pairs: Iterable[tuple[str, Path]]) -> None:
    """Raise an OutputError that names both when two articles (by name) would become one file."""
    taken: dict[str, str] = {}
    for name, output in pairs:
        # one file on file systems that fold case or accents
        same = unicodedata.normalize("NFC", os.path.realpath(output)).casefold()
        if same in taken:
            raise OutputError(f"{taken[same]} and {name} would both become {output.name}; give one of them another `slug`, or use `-o`")
        taken[same] = name


def _articles_at(path: Path, cwd: Path) -> tuple[Path, ...]:
    place = cwd / path
    if place.is_file():
        return (path,)
    if not place.is_dir():
        raise ArticleError(f"{path}: no such article; check the path")
    inside = _articles_in(place)
    if not inside:
        raise ArticleError(f"{path}: no article in this folder (.md, .markdown, .mdx); name one")
    return tuple(path / article.name for article in _inside(inside, root_above(place)))


def _articles_in(folder: Path) -> tuple[Path, ...]:
    """Return the articles directly in a folder: pages about the folder itself only when there is nothing else."""
    every = sorted(path for path in folder.iterdir() if path.suffix.lower() in ARTICLES and path.is_file() and _open_to_see(path))
    return tuple(path for path in every if not _about_folder(path)) or tuple(every)


def _articles_named(root: Path, patterns: Sequence[str]) -> Iterator[Path]:
    for pattern in patterns:
        try:
            matched = [path for path in root.glob(pattern) if path.suffix.lower() in ARTICLES and path.is_file()]
        except (ValueError, NotImplementedError) as error:
            raise UsageError(f"`articles` in deck.toml: `{pattern}` is no pattern ({error}); write one like `content/*.md`") from error
        if not matched:
            raise ArticleError(f"`articles` in deck.toml: no article matches `{pattern}`; check it from the folder of deck.toml")
        yield from _inside(matched, root)


def _articles_in_project(root: Path, output: str) -> tuple[Path, ...]:
    """Return all of content/ where that is a folder of articles alone, else the articles of the decks that there are."""
    content = root / "content"
    if content.is_dir() and _only_articles(content) and (found := _articles_in(content)):
        return _inside(found, root)
    return tuple(_sources_of_decks(Path(output) if output else root / TALKS, root))


def _only_articles(folder: Path) -> bool:
    """Tell whether a folder holds articles and their pictures alone, the decks made of them aside."""
    return all(
        path.name == TALKS or _only_pictures(path) if path.is_dir() else path.suffix.lower() in ARTICLES | PICTURES
        for path in folder.iterdir()
        if _open_to_see(path)
    )


def _only_pictures(folder: Path) -> bool:
    return all(
        _only_pictures(path) if path.is_dir() else path.suffix.lower() in PICTURES for path in folder.iterdir() if _open_to_see(path)
    )


def _sources_of_decks(folder: Path, root: Path) -> Iterator[Path]:
    """Yield the articles that the decks in a folder were made from, as their receipts have it."""
    for deck in sorted(folder.glob("*.pptx")):
        try:
            source = json.loads(receipt_of(deck).read_text("utf-8"))["source"]
        except (OSError, ValueError, LookupError, TypeError):
            continue
        article = root / str(source)
        if not article.is_file():
            raise ArticleError(f"{source}: the article of {deck.name} is gone; name the articles to build")
        yield from _inside((article,), root)


def _inside(articles: Iterable[Path], root: Path) -> tuple[Path, ...]:
    found = tuple(articles)
    for article in found:
        if not article.resolve().is_relative_to(root):
            raise ArticleError(f"{article.name}: this article lies outside the project {root.name}/; name it by its own path")
    return found


def _named_from(path: Path, cwd: Path) -> str:
    try:
        return os.path.relpath(path, cwd)
    except ValueError:  # another drive
        return str(path)


def _open_to_see(path: Path) -> bool:
    return not path.name.startswith(".")


def _about_folder(path: Path) -> bool:
    return path.name.lower().split(".")[0] in FOLDER_PAGES


def _without_language(stem: str, languages: Collection[str]) -> str:
    """Return a stem without its last ending when that is a language: "notes.fr", "notes.pt-br"."""
    plain, _, code = stem.rpartition(".")
    primary, _, region = code.partition("-")
    known = code in languages or (primary.lower() in languages and (not region or bool(_REGION.fullmatch(region))))
    return plain if plain and known else stem


def _safe(text: str) -> str:
    """Return the letters and digits of any script, runs of anything else as one hyphen."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in composed)
    return "-".join(kept.split()).encode()[:SLUG_BYTES].decode("utf-8", "ignore").strip("-")

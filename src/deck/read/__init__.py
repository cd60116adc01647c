"""Path -> Article: any blog's Markdown as clean blocks with their source lines."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from deck.errors import ArticleError
from deck.findings import Finding
from deck.model.article import Article, Block, Callout, Code, Heading, Listing, Paragraph, Quote, Span
from deck.model.language import Language
from deck.read.blocks import read_blocks
from deck.read.characters import clean
from deck.read.front.authors import author_names
from deck.read.front.front_matter import read_front_matter
from deck.read.language import language_of, language_of_part

# paragraphs, headings and items: more than enough to tell the language by
LINES = 1_000

__all__ = ["author_names", "language_of_part", "read_article"]


def read_article(
    path: Path,
    name: str,
    *,
    language: str,
    languages: Mapping[str, Language],
    stop_words: Mapping[str, tuple[str, ...]],
    usual: str = "",
    root: Path | None = None,
) -> tuple[Article, tuple[Finding, ...]]:
    """Return an article and what was noticed in reading it.

    `name` is the path as the user typed it, `language` what they asked for, `usual` the project's own where neither the article nor
    its path says one; `root` is the project's folder: only folders below it can say a language.
    """
    source = _source(path, name)
    if not source.strip():
        raise ArticleError("the article is empty; write some text, then build again", Span(name, 1, 1))
    try:
        meta, first, found = read_front_matter(source, name)
    except RecursionError as error:
        raise ArticleError("the front matter is nested too deep; flatten it", Span(name, 1, 1)) from error
    body = "\n".join(source.split("\n")[first - 1 :])
    try:
        blocks, left_out = read_blocks(body, name, first - 1)
    except RecursionError as error:
        raise ArticleError("lists or quotations are nested too deep; flatten them", Span(name, first, first)) from error
    text = "\n".join(islice(_prose(blocks), LINES)) or meta.title
    said = (language, str(meta.settings.get("lang") or ""), meta.language)
    spoken = language_of(_place(path, root), text, said, languages, stop_words, usual)
    return Article(path, name, meta, spoken, blocks), (*found, *left_out)


def _place(path: Path, root: Path | None) -> str:
    """Return the path of an article from the root of its project, its name alone where that is not known or elsewhere."""
    folder = path.parent.resolve()
    below = root is not None and folder.is_relative_to(root.resolve())
    return (folder / path.name).relative_to(root.resolve()).as_posix() if root and below else path.name


def _source(path: Path, name: str) -> str:
    """Return the text of a file with its line ends made uniform."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(f"{name}: no such article; check the path") from None
    except OSError as error:
        raise ArticleError(f"{name}: cannot be read: {error.strerror}") from error
    # Windows' editors save UTF-16, too, and say so by its mark
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ArticleError(
            f"the file is not {encoding.removesuffix('-sig').upper()} (byte {error.start}); save it as UTF-8", Span(name, line, line)
        ) from error
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"))


def _prose(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the running text of the blocks, without its code: by it the language is told."""
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield "".join(run.text for run in text if not run.code)
            case Quote(blocks=inner) | Callout(blocks=inner):
                yield from _prose(inner)
            case Listing(items=items):
                for item in items:
                    yield from _prose(item.blocks)
            case Code():
                continue

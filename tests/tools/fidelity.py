#!/usr/bin/env python3
"""Report what stands on the slides of a deck but not, as whole sentences, in its article.

usage: fidelity.py ARTICLE.md DECK.pptx [--json]

Each paragraph on a slide (titles, bodies, table cells; not notes, footers, numbers) must be a run of consecutive words of the article
or of its front matter that begins and ends at a boundary: the edge of a block, a sentence's end, a colon or a dash. Consecutive
paragraphs of a slide are also tried joined (a lead and the sentence it runs on into; a word split over boxes). Words that the program
may add by itself (continuation marks, dates, "2/4") show up here too: the list is for reading, not a verdict.
Needs: markdown-it-py, python-pptx. Exit status: 0 nothing found, 1 something was.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from pptx import Presentation

sys.path.insert(0, str(Path(__file__).parents[1]))
from deck.maths.inline import inline
from deck.maths.latex import parsed
from deck.maths.source import UnsetError
from deck.model.article import Run, plain
from tools.coverage import article_text, shape_texts

TOKEN = re.compile(r"[^\W_]+|[.!?…。！？؟।:：;；—–\n|()«»\"“”]", re.UNICODE)
# a lead and its sentence are two paragraphs; a long line of code is as many as it has parts
MOST_JOINED = 8
SKIP = {"FOOTER", "SLIDE_NUMBER", "DATE"}


class Stranger(NamedTuple):
    """A paragraph of a slide that is no whole sentence of the article."""

    slide: int
    text: str
    fault: str


class Source(NamedTuple):
    """The words of an article, whether a boundary stands before and after each, and where each word occurs."""

    words: list[str]
    before: list[bool]
    after: list[bool]
    at: dict[str, list[int]]


def tokens(text: str) -> tuple[list[str], list[bool], list[bool]]:
    """Return the words of `text`, and for each whether a boundary stands before and after it."""
    text = unicodedata.normalize("NFKC", text.replace("…", " \u2026 ")).replace("...", "…").replace("\u00ad", "").replace("\u200b", "")
    words: list[str] = []
    before: list[bool] = []
    after: list[bool] = []
    edge = True
    for token in TOKEN.findall(text):
        if token[0].isalnum() or unicodedata.category(token[0])[0] in "LMN":
            words.append(token.casefold())
            before.append(edge)
            after.append(False)
            edge = False
        else:
            edge = True
            if after:
                after[-1] = True
    if after:
        after[-1] = True
    return words, before, after


def front_matter(source: str) -> str:
    match = re.match(r"\ufeff?(---|\+\+\+)\r?\n(.*?)\r?\n\1", source, re.DOTALL)
    return re.sub(r"^\s*[\w-]+\s*[:=]\s*", "", match.group(2), flags=re.MULTILINE) if match else ""


def as_set(formula: re.Match[str]) -> str:
    """Return a formula as a line of text has it; its source where it cannot be set."""
    written = formula[0].strip("$`").removeprefix("\\(").removesuffix("\\)")
    try:
        return plain(inline(parsed(written, display=False).tree, Run(""))[0])
    except UnsetError:
        return written


def source_of(article: Path) -> Source:
    text = article.read_text("utf-8")
    words, before, after = tokens(article_text(text, as_set) + "\n" + front_matter(text))
    at = defaultdict(list)
    for i, word in enumerate(words):
        at[word].append(i)
    return Source(words, before, after, at)


def fault_of(text: str, source: Source) -> str:
    """Return what is wrong with a paragraph; empty when it stands whole in the article."""
    words, _, _ = tokens(text)
    if not words:
        return ""
    worst = "not in the article"
    for i in source.at.get(words[0], ()):
        if source.words[i : i + len(words)] == words:
            if source.before[i] and source.after[i + len(words) - 1]:
                return ""
            worst = "part of a sentence"
    return worst


def paragraphs(slide: Any) -> list[str]:
    """Return the paragraphs of a slide, shape by shape, without footer, date and number."""
    found: list[str] = []
    for shape in slide.shapes:
        if shape.is_placeholder and shape.placeholder_format.type is not None and shape.placeholder_format.type.name in SKIP:
            continue
        alt = " ".join(shape._element.xpath(".//*[local-name()='cNvPr']/@descr"))
        found += [part for text in shape_texts([shape]) if text != alt for part in re.split(r"[\n\v]", text) if part.strip()]
    return found


def strangers(article: Path, deck: Path) -> list[Stranger]:
    """Return every paragraph on the slides of a deck that is no whole sentence of its article."""
    source, found = source_of(article), []
    for number, slide in enumerate(Presentation(str(deck)).slides, 1):
        shown = paragraphs(slide)
        i = 0
        while i < len(shown):
            fault = fault_of(shown[i], source)
            ends = range(i + 2, min(i + MOST_JOINED, len(shown)) + 1)
            if fault and (end := next((n for n in ends if not fault_of(" ".join(shown[i:n]), source)), 0)):
                i = end
                continue
            if fault and any(char.isalpha() for char in shown[i]):
                found.append(Stranger(number, shown[i][:120], fault))
            i += 1
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", type=Path)
    parser.add_argument("deck", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = strangers(args.article, args.deck)
    if args.json:
        print(json.dumps([row._asdict() for row in found], ensure_ascii=False))
    else:
        for row in found:
            print(f"slide {row.slide}: {row.fault}: {row.text}")
        print(f"{len(found)} paragraphs that are no whole sentence of the article")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

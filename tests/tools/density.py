#!/usr/bin/env python3
"""Report how full the slides of decks are: words, points, the smallest type, and how much of each slide is covered.

usage: density.py DECK.pptx... [--json]

Words count the title and not the line above it, the footer or the number; East Asian letters count by halves. Covered is the share of
6-pixel cells of a picture 320 pixels wide whose lightness varies by more than 35 of 255. A line a deck; what is beyond the limits
(more than 90 words, type below 18 points, more than half of the slide covered) is listed below it.
Needs: soffice, pdftoppm, Pillow, python-pptx. Exit status: 0 nothing is too full, 1 something is.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from pptx import Presentation
from pptx.slide import Slide

sys.path.insert(0, str(Path(__file__).parents[1]))
from tools.office import render

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SMALL_PRINT = ("kicker", "footer", "number", "byline", "caption")
MOST_WORDS, LEAST_SIZE, MOST_COVERED = 90, 18.0, 0.5
WIDTH, CELL, CONTRAST = 320, 6, 35


class Fullness(NamedTuple):
    """One slide: its number, words, smallest size in points (0 where every size is the layout's), and the share of it that is covered."""

    number: int
    words: int
    size: float
    covered: float


def fullness(deck: Path) -> list[Fullness]:
    """Return how full each slide of a deck is."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = render((deck,), Path(folder))[deck]
        to = Path(folder) / "page"
        subprocess.run(["pdftoppm", "-png", "-gray", "-scale-to-x", str(WIDTH), "-scale-to-y", "-1", str(pdf), str(to)], check=True)
        covered = [_covered(Image.open(path).convert("L")) for path in sorted(Path(folder).glob("page*.png"))]
    slides = Presentation(str(deck)).slides
    return [Fullness(n, round(_words(slide)), _size(slide), share) for n, (slide, share) in enumerate(zip(slides, covered, strict=True), 1)]


def _texts(slide: Slide) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.name.lower() in SMALL_PRINT:
            continue
        for paragraph in shape.element.iter(f"{A}p"):
            yield "".join(found.text or "" for found in paragraph.iter(f"{A}t"))


def _words(slide: Slide) -> float:
    total = 0.0
    for text in _texts(slide):
        wide = sum(unicodedata.east_asian_width(c) in "WF" and c.isalnum() for c in text)
        spaced = "".join(" " if unicodedata.east_asian_width(c) in "WF" else c for c in text)
        total += wide / 2 + sum(any(map(str.isalnum, word)) for word in spaced.split())
    return total


def _size(slide: Slide) -> float:
    sizes = [
        int(str(run.get("sz")))
        for shape in slide.shapes
        if shape.name.lower() not in SMALL_PRINT
        for run in shape._element.iter()
        if str(run.tag).endswith("}rPr") and run.get("sz")
    ]
    return min(sizes, default=0) / 100


def _covered(page: Image.Image) -> float:
    columns, rows = page.width // CELL, page.height // CELL
    cells = (page.crop((x * CELL, y * CELL, (x + 1) * CELL, (y + 1) * CELL)) for y in range(rows) for x in range(columns))
    varied = [max(lightness) - min(lightness) > CONTRAST for lightness in map(Image.Image.tobytes, cells)]
    return sum(varied) / len(varied)


def beyond(row: Fullness) -> list[str]:
    """Return what is too much on a slide."""
    found = []
    if row.words > MOST_WORDS:
        found.append(f"{row.words} words")
    if 0 < row.size < LEAST_SIZE:
        found.append(f"type of {row.size:g} points")
    if row.covered > MOST_COVERED:
        found.append(f"{row.covered:.0%} covered")
    return found


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("decks", type=Path, nargs="+")
    ap.add_argument("--json", action="store_true")
    args = ap.parse_args()
    faults = 0
    for deck in args.decks:
        rows = fullness(deck)
        if args.json:
            print(json.dumps({"deck": deck.name, "slides": [row._asdict() for row in rows]}))
            continue
        words = [row.words for row in rows]
        shares = [row.covered for row in rows]
        print(
            f"{deck.stem}: {len(rows)} slides, words {sum(words) / len(words):.0f} mean, {max(words)} most; "
            f"covered {sum(shares) / len(shares):.2f} mean, {max(shares):.2f} most"
        )
        for row in rows:
            if found := beyond(row):
                faults += 1
                print(f"  slide {row.number}: {', '.join(found)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

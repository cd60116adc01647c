#!/usr/bin/env python3
"""Draw a contact sheet of one or more decks as a PNG, to be looked at.

usage: sheet.py DECK.pptx... -o SHEET.png [--columns 4] [--width 480]

Renders with LibreOffice and pdftoppm; slides in reading order, deck after deck. Needs: soffice, pdftoppm, Pillow.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))
from tools.office import render

GROUND = "#8a909b"
GAP = 12


def pictures(pdf: Path, width: int) -> list[Image.Image]:
    """Return each page of a PDF as a picture `width` pixels wide."""
    to = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-png", "-scale-to-x", str(width), "-scale-to-y", "-1", str(pdf), str(to)], check=True)
    return [Image.open(path).convert("RGB") for path in sorted(pdf.parent.glob(f"{to.name}-*.png"))]


def sheet(pages: Sequence[Image.Image], columns: int) -> Image.Image:
    """Return all pages on one picture, row by row."""
    width, height = max(page.width for page in pages), max(page.height for page in pages)
    rows = -(-len(pages) // columns)
    drawn = Image.new("RGB", (columns * (width + GAP) + GAP, rows * (height + GAP) + GAP), GROUND)
    for i, page in enumerate(pages):
        drawn.paste(page, (GAP + i % columns * (width + GAP), GAP + i // columns * (height + GAP)))
    return drawn


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("decks", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--columns", type=int, default=4)
    parser.add_argument("--width", type=int, default=480)
    args = parser.parse_args()
    pages: list[Image.Image] = []
    for deck in args.decks:
        with tempfile.TemporaryDirectory() as folder:
            pages += pictures(render([deck], Path(folder))[deck], args.width)
    sheet(pages, args.columns).save(args.output)
    print(f"{args.output}: {len(pages)} slides")


if __name__ == "__main__":
    main()

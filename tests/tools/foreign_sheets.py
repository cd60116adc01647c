#!/usr/bin/env python3
"""Build one article on every template that nobody made for the program, and draw a contact sheet of each, to be looked at.

usage: foreign_sheets.py ARTICLE.md FOLDER [--only NAME...] [--columns 4] [--width 360] [--office]

The drawn templates of tests/foreign, and with --office those of LibreOffice Impress. Needs: soffice, pdftoppm, Pillow.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from deck.build import build
from deck.errors import DeckError
from deck.stages import Request
from foreign import HOSTILE
from foreign.office import converted
from tools.office import render
from tools.sheet import pictures, sheet

ROOT = Path(__file__).parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--columns", type=int, default=4)
    parser.add_argument("--width", type=int, default=360)
    parser.add_argument("--office", action="store_true")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    article = args.article.resolve()
    decks = []
    for name, template in templates(args.folder, office=args.office).items():
        if not args.only or name in args.only:
            options = {"output": f"{args.folder}/{name}.pptx", "template": str(template)}
            try:
                decks.append(build(Request(article, article.name, ROOT, options)).output)
            except DeckError as error:
                print(f"{name}: {error}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as pages:
        for deck, pdf in render(decks, Path(pages), timeout=60 * len(decks)).items():
            sheet(pictures(pdf, args.width), args.columns).save(args.folder / f"{deck.stem}.png")


def templates(folder: Path, *, office: bool) -> dict[str, Path]:
    """Return each template by its name, written below a folder."""
    place = folder / "templates"
    place.mkdir(exist_ok=True)
    drawn = {name: place / f"{name}.pptx" for name in HOSTILE}
    for name, path in drawn.items():
        HOSTILE[name](path)
    return drawn | ({path.stem: path for path in converted(place)} if office else {})


if __name__ == "__main__":
    main()

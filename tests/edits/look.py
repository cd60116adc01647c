"""Write a dozen results of the matrix to a folder, to be opened and looked at: `PYTHONPATH=src:tests python tests/edits/look.py FOLDER`.

Beside each deck lies what the build said. `--pdf` renders them.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from edits.articles import PICTURE, ROWS
from edits.routes import build, deck_name, edited_decks, returned
from tools.office import render

# hand, change, target, route
DOZEN = (
    ("moved box", "added", ROWS, "powerpoint"),
    ("moved box", "dropped", ROWS, "libreoffice"),
    ("recoloured", "same", ROWS, "libreoffice"),
    ("reworded", "apart", ROWS, "odp"),
    ("reworded", "added", ROWS, "stripped"),
    ("added line", "added", PICTURE, "libreoffice"),
    ("deleted bullet", "other", PICTURE, "powerpoint"),
    ("moved slide", "new section", ROWS, "odp"),
    ("replaced picture", "other", PICTURE, "libreoffice"),
    ("added box", "no section", ROWS, "libreoffice"),
    ("deleted shape", "added", ROWS, "stripped"),
    ("duplicated slide", "reordered", ROWS, "libreoffice"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pdf", action="store_true", help="render them, too")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    made = []
    with tempfile.TemporaryDirectory() as place:
        decks = Path(place) / "decks"
        decks.mkdir()
        edited_decks(decks, [*dict.fromkeys((hand, target) for hand, _, target, _ in DOZEN)])
        for n, (hand, change, target, route) in enumerate(DOZEN, 1):
            built = build(returned(decks, route, deck_name(hand, target), change, target, Path(place) / str(n)))
            name = asked.folder / f"{n:02} {hand}, {change}, {route}.pptx"
            shutil.copyfile(built.deck, name)
            name.with_suffix(".txt").write_text(f"ended with {built.code}\n{built.told}", "utf-8")
            print(f"{name.name}: {built.code}")
            made.append(name)
    if asked.pdf:
        render(made, asked.folder)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Write src/deck/fit/linebreak.txt: the Line_Break property of every character, as ranges.

usage: make_linebreak_table.py

Source: Unicode's LineBreak.txt as carried by the package uniseg 0.10.1 (Unicode 16.0). Resolved as UAX #14 rule LB1 allows:
AI, SG and XX become AL; CJ becomes NS, the strict style, which suits large type; combining marks of SA become CM.
"""

import sys
import unicodedata
from pathlib import Path

from uniseg.linebreak import line_break

TABLE = Path(__file__).parents[2] / "src" / "deck" / "fit" / "linebreak.txt"
RESOLVED = {"AI": "AL", "SG": "AL", "XX": "AL", "CJ": "NS"}


def line_break_class(code: int) -> str:
    name = str(line_break(chr(code)).name)
    if name == "SA" and unicodedata.category(chr(code)) in ("Mn", "Mc"):
        return "CM"
    return RESOLVED.get(name, name)


def main() -> None:
    rows: list[str] = []
    start, current = 0, line_break_class(0)
    for code in range(1, sys.maxunicode + 2):
        name = "" if code > sys.maxunicode else line_break_class(code)
        if name != current:
            if current != "AL":
                rows.append(f"{start:x} {code - 1:x} {current}")
            start, current = code, name
    TABLE.write_text("\n".join(rows) + "\n", "ascii")
    print(f"{TABLE.name}: {len(rows)} ranges")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Write the texts that the decks of the golden cases are held against; of all cases, or of those named.

usage: python tests/golden/renew.py [CASE...]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from golden.cases import NAMES, TEMPLATES, as_text, expected, made


def main() -> int:
    asked = sys.argv[1:] or NAMES
    if unknown := [name for name in asked if name not in NAMES]:
        print(f"no such case: {', '.join(unknown)}; there are {', '.join(NAMES)}")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        for name in asked:
            for template in TEMPLATES:
                file, text = expected(name, template), as_text(made(name, template, Path(folder)))
                if not file.is_file() or file.read_text("utf-8") != text:
                    file.write_text(text, "utf-8")
                    print(f"{name}: {template} is new")
    return 0


if __name__ == "__main__":
    sys.exit(main())

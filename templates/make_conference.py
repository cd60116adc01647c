#!/usr/bin/env python3
"""Write the templates that ship: the same bytes each time. What they are made of is in src/deck/masters.

usage: python templates/make_conference.py [FOLDER]
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from deck.masters import Look, template_bytes

SHIPPED = {"conference": Look(), "conference-4x3": Look(width=10.0)}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for name, look in SHIPPED.items():
        (folder / f"{name}.pptx").write_bytes(template_bytes(look))
        print(f"{name}.pptx")


if __name__ == "__main__":
    main()

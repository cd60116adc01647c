#!/usr/bin/env python3
"""Time what happens to a deck of 1,000 slides when it is built again: reading it.

usage: merge.py [ARTICLE.md] [--slides 1000] [--runs 5]

The slides are those of an article, over and over, each under a key of its own and with its notes. A deck is read cold (no slide of it was
read before in the process) and again (all were: base, disk and new have most slides in common). A row shows the best of all runs and its
target.
Exit status: 0 all targets met, 1 not.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from deck.build import Plan, Request, plan, source_of
from deck.model.marks import Marks
from deck.model.placed import PlacedDeck
from deck.ooxml import deck_bytes, read_base, read_found
from deck.ooxml.found import forget

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "content" / "sommet-deepseek.fr.md"
MARKS = Marks("0" * 40, "content/talk.md", "1.0")


class Row(NamedTuple):
    name: str
    seconds: float
    target: float


def long_deck(planned: Plan, length: int) -> PlacedDeck:
    """Return a deck of `length` slides."""
    several = itertools.islice(itertools.cycle(planned.placed.slides), length)
    return planned.placed._replace(slides=tuple(slide._replace(key=f"{slide.key}-{n}") for n, slide in enumerate(several)))


def best(task: Callable[[], object], runs: int, before: Callable[[], None] = lambda: None) -> float:
    """Return the seconds that a task takes; `before` runs ahead of each run, and is not counted."""
    found = []
    for _ in range(runs):
        before()
        start = time.perf_counter()
        task()
        found.append(time.perf_counter() - start)
    return min(found)


def rows(content: bytes, runs: int) -> list[Row]:
    return [
        Row("read, cold", best(lambda: read_found(content), runs, forget), 0.6),
        Row("read again", best(lambda: read_found(content), runs), 0.3),
        Row("read the base in it", best(lambda: read_base(content), runs), 0.3),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?", type=Path, default=ARTICLE)
    parser.add_argument("--slides", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        planned = plan(source_of(Request(args.article, args.article.name, ROOT, {"output": f"{folder}/deck.pptx"})))
    content = deck_bytes(long_deck(planned, args.slides), planned.template, MARKS, planned.source.media)
    found = rows(content, args.runs)
    print(f"{args.slides} slides of {args.article.name}, {len(content) / 1e6:.1f} MB, best of {args.runs}")
    for row in found:
        print(f"{row.name:<20} {row.seconds:6.3f} s  <= {row.target} s {'' if row.seconds <= row.target else 'MISSED'}".rstrip())
    return 0 if all(row.seconds <= row.target for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Time the matching of large decks: seconds for 1,000 and 2,000 slides, with all marks and with none, and how the time grows.

usage: match.py

A tenth of the slides of the deck on disk has a reworded point; one in fifty was moved, copied, added or deleted.
Exit status: 0 targets met, 1 not.
"""

from __future__ import annotations

import gc
import hashlib
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from deck.__main__ import COLLECT_AFTER
from deck.match import heirs, match
from deck.match.text import words_of
from deck.model.found import FoundDeck, FoundParagraph, FoundRun, FoundShape, FoundSlide
from deck.model.pairs import Pairs
from deck.model.units import Box

TARGETS = {"with marks": 0.2, "without": 1.0, "to the new deck": 1.0}
SIZES = (1_000, 2_000)
VOCABULARY = 3_000
POINTS = 4


def sentence(random: Random, length: int) -> str:
    """Return words of which some are common and most are rare, as in any language."""
    return " ".join(f"w{int(VOCABULARY ** random.random())}" for _ in range(length))


def paragraph(text: str) -> FoundParagraph:
    return FoundParagraph((FoundRun(text),), hashlib.sha256(text.encode()).hexdigest()[:16])


def slide(n: int, random: Random) -> FoundSlide:
    """Return a slide with a title, four points and notes."""

    def shape(name: str, k: int, kind: str, text: str) -> FoundShape:
        return FoundShape(name, f"{n}/{name}", "sp", kind, k, Box(k, 500_000 * k, 9_000_000, 400_000), bodies=((paragraph(text),),))

    shapes = [shape("Title", 0, "title", sentence(random, 5))]
    for k in range(1, POINTS + 1):
        shapes += (shape(f"Lead {k}", 30 + k, "body", sentence(random, 4)), shape(f"Detail {k}", 40 + k, "body", sentence(random, 12)))
    shapes += (shape("Footer", 11, "ftr", "A long talk"), shape("Number", 12, "sldNum", str(n)))
    notes = tuple(paragraph(sentence(random, 30)) for _ in range(3))
    return FoundSlide(f"key-{n}", "Four Points", tuple(shapes), notes, number=n + 1)


def edited(deck: FoundDeck, random: Random) -> FoundDeck:
    """Return a deck after a busy day."""
    slides = list(deck.slides)
    for n in random.sample(range(len(slides)), len(slides) // 10):
        old = slides[n]
        changed = old.shapes[3]._replace(bodies=((paragraph(sentence(random, 4)),),))
        slides[n] = old._replace(shapes=(*old.shapes[:3], changed, *old.shapes[4:]))
    for _ in range(len(slides) // 50):
        slides.insert(random.randrange(len(slides)), slides.pop(random.randrange(len(slides))))
        del slides[random.randrange(len(slides))]
        copied = random.randrange(len(slides))
        slides.insert(copied, slides[copied])
        slides.insert(random.randrange(len(slides)), slide(random.randrange(10**6, 10**7), random)._replace(key="", number=0))
    return deck._replace(slides=tuple(slides))


def stripped(deck: FoundDeck) -> FoundDeck:
    return deck._replace(
        slides=tuple(
            slide._replace(key="", number=0, shapes=tuple(x._replace(name="", guid="", kind="", idx=0) for x in slide.shapes))
            for slide in deck.slides
        )
    )


def seconds(count: int) -> Iterator[float]:
    """Yield the seconds that each kind of matching takes, at best."""
    random = Random(count)
    base = FoundDeck(tuple(slide(n, random) for n in range(count)))
    disk = edited(base, random)
    bare = stripped(disk)
    calls: tuple[Callable[[], Pairs], ...] = (partial(match, disk, base), partial(match, bare, base), partial(heirs, base, disk))
    for call in calls:
        yield min(timed(call) for _ in range(3))


def timed(call: Callable[[], Pairs]) -> float:
    """Return the seconds of one call that finds nothing remembered."""
    words_of.cache_clear()
    gc.collect()
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def main() -> int:
    # as the program runs
    gc.set_threshold(COLLECT_AFTER)
    few, many = (list(seconds(count)) for count in SIZES)
    met = True
    for (name, target), one, two in zip(TARGETS.items(), few, many, strict=True):
        print(f"{name:16} {SIZES[0]:,} slides: {one:5.2f} s (target {target} s); {SIZES[1]:,}: {two:5.2f} s; ratio {two / one:.1f}")
        met = met and one <= target
    print("targets: " + ("met" if met else "MISSED"))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())

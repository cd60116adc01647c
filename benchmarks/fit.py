#!/usr/bin/env python3
"""Time the fitting of large decks: seconds for 1,000 slides, and for 2,000 and 4,000 to show that it grows with them and no faster.

usage: fit.py [--profile]

The decks hold slides of one to five points in five languages; no two slides share a text, so that no cache answers for another slide.
Start-up (the template, the fonts, the tables) is done before the clock runs. Exit status: 0 target met, 1 not.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import sys
import time
from pathlib import Path

from deck.__main__ import COLLECT_AFTER
from deck.fit import fit
from deck.model.article import Run, Span
from deck.model.language import Language
from deck.model.slides import Deck, Kind, Point, Section, Slide, Title
from deck.ooxml import read_template
from deck.templates import find_template

TARGET = 2.0
SIZES = (1_000, 2_000, 4_000)
ENGLISH = Language("en", "en-US")
SPAN = Span("benchmark.md", 1, 1)
# words of five languages; a sentence takes so many of them in a row, from a place that its number decides
TEXTS = (
    "every reader counts lines before anyone draws them and the second draft keeps what first drafts promised to late guests",
    "jede Messung braucht zwei Zeugen damit niemand später über Zeilenumbrüche oder Donaudampfschifffahrt streiten muss",
    "chaque ligne trouve sa place avant que la salle entière regarde l’écran et que les questions arrivent trop tôt",
    "каждая строка знает своё место ещё до того как кто-нибудь откроет файл и начнёт спорить о переносах",
    "κάθε γραμμή βρίσκει τη θέση της πριν ανοίξει κανείς το αρχείο και πριν αρχίσει η συζήτηση",
)
WORDS = tuple(text.split() for text in TEXTS)


def sentence(n: int, length: int) -> str:
    """Return a sentence that no other number has."""
    words = WORDS[n % len(WORDS)]
    picked = [words[(n * 7 + i * (1 + n % 3)) % len(words)] for i in range(length)]
    return f"{' '.join(picked)} {n}.".capitalize()


def slide(n: int) -> Slide:
    points = tuple(
        Point(f"s{n}/{i}", SPAN, (Run(sentence(9 * n + i, 2 + (n + i) % 4)[:-1]),), ((Run(sentence(9 * n + i + 5, 7 + (n * i) % 12)),),))
        for i in range(1 + n % 5)
    )
    return Slide(f"s{n}", Kind.POINTS, SPAN, "s", Title((Run(sentence(9 * n + 8, 4)[:-1]),)), points=points)


def deck_of(first: int, count: int) -> Deck:
    """Return a deck of `count` slides, numbered from `first`, so that two decks have no text in common."""
    title = Slide("title", Kind.TITLE, SPAN, "title", Title((Run("A long talk"),)))
    slides = tuple(slide(first + n) for n in range(count - 1))
    return Deck(ENGLISH, "A long talk", (), "", (Section("title", "Start"), Section("s", "Slides")), (title, *slides))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", action="store_true", help="show where the time of 1,000 slides goes")
    args = parser.parse_args()
    # as the program runs
    gc.set_threshold(COLLECT_AFTER)
    template = read_template(find_template("conference", Path()), ENGLISH)
    fit(deck_of(0, 20), template)
    if args.profile:
        deck = deck_of(100_000, SIZES[0])
        with cProfile.Profile() as profile:
            fit(deck, template)
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)
        return 0
    seconds = []
    for n, count in enumerate(SIZES, 2):
        deck = deck_of(n * 100_000, count)
        gc.collect()
        start = time.perf_counter()
        placed, _ = fit(deck, template)
        made = len(placed.slides)
        seconds.append((time.perf_counter() - start) * 1000 / made)
        print(f"{made:5} slides: {seconds[-1]:5.2f} s per 1,000")
    met = seconds[0] <= TARGET
    print(f"target: {TARGET} s per 1,000 after start-up: {'met' if met else 'MISSED'}")
    print(f"the longest deck against the shortest, a slide: {seconds[-1] / seconds[0]:.2f}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())

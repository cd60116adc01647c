"""Nothing ever runs off a slide: random slides of all languages, drawn by LibreOffice in one call."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from deck.errors import ArticleError
from deck.fit import fit
from deck.model.marks import Marks
from deck.model.slides import Deck
from deck.ooxml import deck_bytes, read_template
from deck.templates import find_template
from deck.typeset import typeset
from deck.words import languages, words_for
from random_slides import Draft, collected, deck_of
from tools.overflow import faults, painted

TEMPLATE = find_template("conference", Path())
# in CI and by hand
DRAFTS, MANY_DRAFTS = 160, 600
# of so many drafts one may hold a point that no slide holds
REFUSED = 100

Render = Callable[[Iterable[Path]], dict[Path, Path]]


class Shown(NamedTuple):
    """What came of drafts: the decks, how many slides they have, and how many drafts were refused."""

    decks: tuple[Path, ...]
    slides: int
    refused: int


@pytest.mark.office
def test_nothing_runs_off_three_hundred_random_slides(render: Render, tmp_path: Path) -> None:
    drafts = collected(DRAFTS)
    shown = written(drafts, tmp_path)
    assert shown.slides >= 300
    assert shown.refused <= len(drafts) / REFUSED
    assert list(faulty(shown, render, tmp_path)) == []


@pytest.mark.long
@pytest.mark.office
def test_nothing_runs_off_many_slides_of_a_fresh_seed(render: Render, tmp_path: Path) -> None:
    number = random.randrange(10**6)
    shown = written(collected(MANY_DRAFTS, number), tmp_path)
    assert (number, list(faulty(shown, render, tmp_path))) == (number, [])


def written(drafts: list[Draft], folder: Path) -> Shown:
    """Write a deck for each language."""
    by_language: dict[str, list[Draft]] = defaultdict(list)
    refused = 0
    for draft in drafts:
        try:
            _fitted(deck_of(draft.language, [draft]))
        except ArticleError:
            refused += 1
        else:
            by_language[draft.language].append(draft)
    decks, slides = [], 0
    for language, some in by_language.items():
        placed, _ = fit(_set(deck_of(language, some)), read_template(TEMPLATE, languages()[language]))
        path = folder / f"{language}.pptx"
        path.write_bytes(deck_bytes(placed, TEMPLATE, Marks("0" * 40, "random.md", "1")))
        decks.append(path)
        slides += len(placed.slides)
    return Shown(tuple(decks), slides, refused)


def _fitted(deck: Deck) -> None:
    fit(_set(deck), read_template(TEMPLATE, deck.language))


def _set(deck: Deck) -> Deck:
    return typeset(deck, lambda _: words_for(deck.language.tag))


def faulty(shown: Shown, render: Render, folder: Path) -> Iterator[str]:
    """Yield what is wrong on the slides of some decks."""
    copies = {deck: folder / f"{deck.stem}.painted.pptx" for deck in shown.decks}
    paint = {copy: painted(deck, copy) for deck, copy in copies.items()}
    pages = render(paint)
    for copy, deck in paint.items():
        for fault in faults(deck, pages[copy]):
            yield f"{copy.name}: slide {fault.slide}: {fault.shape}: {fault.fault} ({fault.by_pt})"

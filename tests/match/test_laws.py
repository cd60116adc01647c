"""What holds for every deck, real or random: marks or none, the same pairs."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deck.match import heirs, match
from deck.match.profile import shown
from deck.model.found import FoundDeck, FoundSlide
from found_decks import ARTICLES, built, by_libreoffice, digest_only, stripped, titled, with_a_word_changed

VOCABULARY = [
    a + b + c for a in ("ka", "mo", "ri", "tu", "se", "lo") for b in ("n", "st", "m", "r") for c in ("del", "ing", "o", "ar", "ux")
]
numbers = st.integers(0, 2**32)


class Edited(NamedTuple):
    """A deck after small edits: which slide of the base each is, None for one that was added; copies apart."""

    deck: FoundDeck
    slides: dict[int, int]
    copies: dict[int, int]


def written(number: int) -> FoundDeck:
    """Return a deck of random slides that have realistic words in common."""
    random = Random(number)

    def text(length: int) -> str:
        return " ".join(VOCABULARY[int(len(VOCABULARY) ** random.random()) - 1] for _ in range(length))

    def page(n: int) -> FoundSlide:
        points = (text(random.randrange(4, 16)) for _ in range(random.randrange(1, 6)))
        return titled(f"slide-{n}", text(random.randrange(2, 7)), *points, notes=(text(random.randrange(5, 40)),))

    return FoundDeck(tuple(page(n) for n in range(random.randrange(3, 25))))


def edited(base: FoundDeck, number: int) -> Edited:
    """Return a deck with some slides reworded, and one moved, one deleted, one added, one copied, or none."""
    random = Random(number)
    deck = base
    for n in random.sample(range(len(base.slides)), len(base.slides) // 3):
        # a slide of few words cannot be both reworded and moved
        if len(deck.slides[n].shapes[0].text) + sum(len(p.text) for p in deck.slides[n].notes) > 60:
            deck = with_a_word_changed(deck, n, random)
    rows: list[tuple[int | None, bool, FoundSlide]] = [(n, False, page) for n, page in enumerate(deck.slides)]
    if random.random() < 0.5:
        rows.insert(random.randrange(len(rows)), rows.pop(random.randrange(len(rows))))
    if random.random() < 0.5:
        del rows[random.randrange(len(rows))]
    if random.random() < 0.5:
        own = titled("", "Zwei Fragen an euch", "Wer hat das schon probiert?", "Und wer traut sich das zu?")._replace(number=77)
        rows.insert(random.randrange(len(rows) + 1), (None, False, own))
    if random.random() < 0.5:
        k = random.randrange(len(rows))
        if rows[k][0] is not None:
            rows.insert(k + 1, (rows[k][0], True, rows[k][2]))
    ours = [(i, n, copied) for i, (n, copied, _) in enumerate(rows) if n is not None]
    slides, copies = {i: n for i, n, copied in ours if not copied}, {i: n for i, n, copied in ours if copied}
    return Edited(deck._replace(slides=tuple(page for *_, page in rows)), slides, copies)


def identity(deck: FoundDeck) -> dict[tuple[int, int], tuple[int, int]]:
    return {(n, k): (n, k) for n, page in enumerate(deck.slides) for k in range(len(page.shapes))}


def holds(base: FoundDeck, number: int) -> None:
    """Fail unless every editor and every base give the pairs that are true."""
    disk, slides, copies = edited(base, number)
    shapes = {(i, k): (j, k) for i, j in slides.items() for k in range(len(base.slides[j].shapes))}
    for saved in (lambda deck: deck, by_libreoffice, stripped):
        for known in (base, digest_only(base)):
            pairs = match(saved(disk), known)
            assert pairs.slides == slides
            assert pairs.copies == copies
            assert pairs.shapes == shapes


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_a_real_deck_is_itself(article) -> None:  # type: ignore[no-untyped-def]
    deck = built(article)
    for base in (deck, digest_only(deck)):
        for disk in (deck, by_libreoffice(deck), stripped(deck)):
            pairs = match(disk, base)
            assert pairs.slides == {n: n for n in range(len(deck.slides))}
            assert pairs.shapes == identity(deck)
            assert not pairs.copies
        assert heirs(base, deck).shapes == identity(deck)


@pytest.mark.parametrize("article", [path for path in ARTICLES if "too-much" not in path.name], ids=lambda path: path.name)
@pytest.mark.parametrize("number", range(6))
def test_a_real_deck_is_known_again_after_small_edits(article, number) -> None:  # type: ignore[no-untyped-def]
    holds(built(article), number)


@settings(max_examples=100, deadline=None)
@given(numbers, numbers)
def test_marks_or_none_the_pairs_are_the_same(deck: int, edits: int) -> None:
    holds(written(deck), edits)


@settings(max_examples=50, deadline=None)
@given(numbers, st.randoms(use_true_random=False))
def test_what_is_moved_is_moved_in_the_result(number: int, random: Random) -> None:
    base = written(number)
    if len(set(map(shown, base.slides))) < len(base.slides):
        return
    places = list(range(len(base.slides)))
    random.shuffle(places)
    disk = base._replace(slides=tuple(base.slides[j] for j in places))
    for saved in (disk, stripped(disk)):
        assert match(saved, base).slides == dict(enumerate(places))


@settings(max_examples=50, deadline=None)
@given(numbers, numbers)
def test_pairs_are_one_to_one_and_copies_are_apart(one: int, other: int) -> None:
    disk, base = stripped(written(one)), written(other)
    for pairs in (match(disk, base), heirs(base, written(one))):
        assert len(set(pairs.slides.values())) == len(pairs.slides)
        assert len(set(pairs.shapes.values())) == len(pairs.shapes)
        assert not pairs.copies.keys() & pairs.slides.keys()

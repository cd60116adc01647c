"""The base that two copies share, over random decks: what hands did before the copies parted is no edit of either."""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from deck.match import twins
from deck.merge import Base, merge
from deck.merge.common import Common, Copies, common
from deck.model.found import FoundDeck
from merge_outcome import outcome
from random_merges import Writer, found, pairs_of

many = settings(max_examples=int(os.environ.get("DECK_MERGE_CASES", "200")), deadline=None)
seeds, few = st.integers(0, 10**9), st.integers(0, 6)


def copies_of(base: FoundDeck, file: FoundDeck, here: FoundDeck) -> Copies:
    was, now = pairs_of(file, base), pairs_of(here, base)
    return Copies(file, here, was, now, twins(file, here, was, now))


def shared(base: FoundDeck, file: FoundDeck, here: FoundDeck) -> Common:
    return common(Base(base, base), copies_of(base, file, here))


@many
@given(seeds, few)
def test_a_copy_of_the_deck_here_has_no_edit(seed: int, edits: int) -> None:
    slides = Writer(seed, "b").deck(4)
    here = found(Writer(seed, "h").changed(slides, edits, by_hand=True))
    both = shared(found(slides), here, here)
    result = merge(both.base, here, here, both.was, both.heir)
    assert not [edit for edit in result.edits if edit.slide or edit.number] and not result.conflicts
    assert outcome(result, here, here).slides == here.slides


@many
@given(seeds, few, few)
def test_what_was_done_here_since_the_copy_was_made_comes_out(seed: int, before: int, since: int) -> None:
    slides = Writer(seed, "b").deck(4)
    copy = Writer(seed, "h").changed(slides, before, by_hand=True)
    file, here = found(copy), found(Writer(seed, "i").changed(copy, since, by_hand=True))
    both = shared(found(slides), file, here)
    assert len(both.base.meant.slides) == len(both.base.saved.slides)
    for meant, saved in zip(both.base.meant.slides, both.base.saved.slides, strict=True):
        assert [[len(body) for body in shape.bodies] for shape in meant.shapes] == [
            [len(b) for b in shape.bodies] for shape in saved.shapes
        ]
        assert len(meant.notes) == len(saved.notes)
    assert all(slide in both.was.slides.values() for slide in both.heir.slides if slide >= len(slides))

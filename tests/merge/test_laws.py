"""The laws of a merge, over random decks, hands and articles."""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from deck.merge import Base, merge
from deck.merge.outcome import outcome
from deck.model.found import FoundDeck
from deck.model.merged import Deed, Side
from deck.model.pairs import Pairs
from random_merges import Slide, Writer, found, merged

CASES = int(os.environ.get("DECK_MERGE_CASES", "200"))
many = settings(max_examples=CASES, deadline=None)
seeds, few = st.integers(0, 10**9), st.integers(0, 6)


def base_of(seed: int) -> list[Slide]:
    return Writer(seed, "b").deck(4)


@many
@given(seeds, few)
def test_an_empty_base_and_disk_give_exactly_the_new_deck(seed: int, changes: int) -> None:
    new = found(Writer(seed, "a").changed(base_of(seed), changes, by_hand=False))
    nothing = FoundDeck(())
    result = merge(Base(nothing, nothing), nothing, new, Pairs({}, {}), Pairs({}, {}))
    assert outcome(result, nothing, new).slides == new.slides
    assert not result.edits and not result.conflicts


@many
@given(seeds, few)
def test_without_a_hand_edit_the_new_deck_comes_out(seed: int, changes: int) -> None:
    slides = base_of(seed)
    base, new = found(slides), found(Writer(seed, "a").changed(slides, changes, by_hand=False))
    result = merged(base, base, new)
    assert outcome(result, base, new).slides == new.slides
    assert not result.edits and not result.conflicts


@many
@given(seeds, few)
def test_an_unchanged_article_leaves_the_disk_alone(seed: int, edits: int) -> None:
    slides = base_of(seed)
    base, disk = found(slides), found(Writer(seed, "h").changed(slides, edits, by_hand=True))
    result = merged(base, disk, base)
    assert outcome(result, disk, base).slides == disk.slides
    assert all(slide.whole is Side.DISK for slide in result.slides)
    assert not result.changes and not result.conflicts


@many
@given(seeds, few, few)
def test_twice_is_once(seed: int, edits: int, changes: int) -> None:
    slides = base_of(seed)
    base, disk = found(slides), found(Writer(seed, "h").changed(slides, edits, by_hand=True))
    new = found(Writer(seed + 1, "a").changed(slides, changes, by_hand=False))
    once = outcome(merged(base, disk, new), disk, new)
    again = merged(new, once, new)
    assert outcome(again, once, new).slides == once.slides
    assert not again.changes and not again.conflicts


@many
@given(seeds, few, few)
def test_nothing_made_by_hand_is_lost_unless_it_is_told(seed: int, edits: int, changes: int) -> None:
    slides = base_of(seed)
    writer = Writer(seed, "h")
    base, disk = found(slides), found(writer.changed(slides, edits, by_hand=True))
    new = found(Writer(seed + 1, "a").changed(slides, changes, by_hand=False))
    result = merged(base, disk, new)
    after, told = repr(outcome(result, disk, new).slides), repr(result.conflicts)
    for word in writer.words:
        # what has no words, a look or a picture, is told by the name of its shape
        homes = [shape for slide in disk.slides for shape in slide.shapes if word in repr(shape)]
        assert word in after or word in told or any(shape.name in told for shape in homes) or word not in repr(disk.slides)


@many
@given(seeds, few, few)
def test_whatever_the_article_changed_arrives_or_is_told(seed: int, edits: int, changes: int) -> None:
    slides = base_of(seed)
    base, disk = found(slides), found(Writer(seed, "h").changed(slides, edits, by_hand=True))
    writer = Writer(seed + 1, "a")
    new = found(writer.changed(slides, changes, by_hand=False))
    result = merged(base, disk, new)
    after, told = repr(outcome(result, disk, new).slides), repr(result.conflicts)
    deleted = {conflict.slide for conflict in result.conflicts if conflict.deed is Deed.DELETED_SLIDE}
    for word in writer.words:
        for slide in new.slides:
            homes = [shape for shape in slide.shapes if word in repr(shape)]
            # sizes and the like follow what a slide holds: nobody is told where a hand's look stays instead, or the whole slide is gone
            look = any(word in shape.look for shape in homes)
            assert (
                word not in repr(slide)
                or word in after
                or word in told
                or slide.key in deleted
                or any(shape.name in told for shape in homes)
                or look
            )

"""The laws of a merge, over random decks, hands and articles."""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from deck.merge import Base, merge
from deck.merge.revealed import revealed
from deck.model.found import Body, FoundDeck, FoundShape
from deck.model.merged import Deed, HandEdit, Merged, Side
from deck.model.pairs import Pairs
from deck.ooxml import hashed
from merge_outcome import outcome
from random_merges import Slide, Writer, found, merged, on_one_slide, pairs_of

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


# --- a base that is known by its digests alone, as it travels in the file ----------------------------------------------------------------


def merged_by_digests(base: FoundDeck, disk: FoundDeck, new: FoundDeck) -> Merged:
    known = revealed(hashed(base), disk, new)
    return merge(Base(known, known), disk, new, on_one_slide(pairs_of(disk, base)), pairs_of(base, new))


def homes(edits: tuple[HandEdit, ...]) -> set[tuple[str, str]]:
    """Return where hands were: without the words of the base a line written anew may be one that went and one that came."""
    return {(edit.slide, edit.shape) for edit in edits}


@many
@given(seeds, few)
def test_by_digests_alone_the_new_deck_comes_out_where_no_hand_was(seed: int, changes: int) -> None:
    slides = base_of(seed)
    base, new = found(slides), found(Writer(seed, "a").changed(slides, changes, by_hand=False))
    result = merged_by_digests(base, base, new)
    assert outcome(result, base, new).slides == new.slides
    assert not result.edits and not result.conflicts


@many
@given(seeds, few, few)
def test_by_digests_alone_no_edit_is_told_that_nobody_made(seed: int, edits: int, changes: int) -> None:
    slides = base_of(seed)
    base, disk = found(slides), found(Writer(seed, "h").changed(slides, edits, by_hand=True))
    new = found(Writer(seed + 1, "a").changed(slides, changes, by_hand=False))
    assert homes(merged_by_digests(base, disk, new).edits) == homes(merged(base, disk, new).edits)


@many
@given(seeds, few, few)
def test_by_digests_alone_nothing_made_by_hand_is_lost_and_twice_is_once(seed: int, edits: int, changes: int) -> None:
    slides = base_of(seed)
    writer = Writer(seed, "h")
    base, disk = found(slides), found(writer.changed(slides, edits, by_hand=True))
    new = found(Writer(seed + 1, "a").changed(slides, changes, by_hand=False))
    result = merged_by_digests(base, disk, new)
    once, told = outcome(result, disk, new), repr(result.conflicts)
    for word in writer.words:
        shapes = [shape for slide in disk.slides for shape in slide.shapes if word in repr(shape)]
        assert word in repr(once.slides) or word in told or any(shape.name in told for shape in shapes) or word not in repr(disk.slides)
    again = merged_by_digests(new, once, new)
    assert outcome(again, once, new).slides == once.slides
    assert not again.changes and not again.conflicts


# --- a disk whose formatting tells nothing, for another program rewrote it ----------------------------------------------------------------


def rewritten(deck: FoundDeck) -> FoundDeck:
    """Return a deck with other looks everywhere."""

    def text(body: Body) -> Body:
        return tuple(row._replace(look=f"other {row.look}", style=f"other {row.style}") for row in body)

    def shape(old: FoundShape) -> FoundShape:
        return old._replace(look=f"other {old.look}", bodies=tuple(map(text, old.bodies)))

    slides = tuple(slide._replace(shapes=tuple(map(shape, slide.shapes))) for slide in deck.slides)
    return deck._replace(slides=slides, looks=False)


def plainly(deck: FoundDeck) -> list[object]:
    """Return what a deck shows and says, whatever it looks like."""
    return [
        (
            slide.key,
            slide.hidden,
            [(shape.guid, shape.box, shape.image, [[row.text for row in body] for body in shape.bodies]) for shape in slide.shapes],
            [row.text for row in slide.notes],
        )
        for slide in deck.slides
    ]


@many
@given(seeds, few)
def test_where_looks_are_unknown_the_new_deck_comes_out_where_no_hand_was(seed: int, changes: int) -> None:
    slides = base_of(seed)
    base, new = found(slides), found(Writer(seed, "a").changed(slides, changes, by_hand=False))
    disk = rewritten(base)
    result = merged(base, disk, new)
    assert plainly(outcome(result, disk, new)) == plainly(new)
    assert not result.edits and not result.conflicts


@many
@given(seeds, few)
def test_where_looks_are_unknown_an_unchanged_article_leaves_the_disk_alone(seed: int, edits: int) -> None:
    slides = base_of(seed)
    base, disk = found(slides), rewritten(found(Writer(seed, "h").changed(slides, edits, by_hand=True)))
    result = merged(base, disk, base)
    assert outcome(result, disk, base).slides == disk.slides
    assert not result.changes and not result.conflicts


@many
@given(seeds, few, few)
def test_where_looks_are_unknown_nothing_written_by_hand_is_lost_and_twice_is_once(seed: int, edits: int, changes: int) -> None:
    slides = base_of(seed)
    writer = Writer(seed, "h")
    base, disk = found(slides), rewritten(found(writer.changed(slides, edits, by_hand=True)))
    new = found(Writer(seed + 1, "a").changed(slides, changes, by_hand=False))
    result = merged(base, disk, new)
    once, told = outcome(result, disk, new), repr(result.conflicts)
    before, after = repr(plainly(disk)), repr(plainly(once))
    for word in writer.words:
        shapes = [shape for slide in disk.slides for shape in slide.shapes if word in repr(shape)]
        assert word in after or word in told or any(shape.name in told for shape in shapes) or word not in before
    again = merged(new, once, new)
    assert outcome(again, once, new).slides == once.slides
    assert not again.changes and not again.conflicts

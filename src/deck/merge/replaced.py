"""What hands had done to the deck here that a file which came back does otherwise: the file stays, and this is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from deck.merge.common import Common, Copies
from deck.merge.trio import turned
from deck.merge.words import carries
from deck.model.merged import Conflict, Deed, HandEdit, Merged, Side

# what can be told only where formatting can be compared
OF_LOOKS = frozenset({Deed.RESTYLED, Deed.LAYOUT, Deed.DESIGN, Deed.DESCRIBED, Deed.REDRAWN})
# what a copy's added slide has as much as the deck's here, or besides
NOT_OF_TWINS = frozenset({Deed.ADDED_SLIDE, Deed.DUPLICATED, Deed.REORDERED, Deed.ADDED_SHAPE, Deed.ADDED_TEXT, Deed.DESIGN})


def replaced(here: Collection[HandEdit], adoption: Merged, result: Merged, *, looks: bool, one_program: bool) -> tuple[HandEdit, ...]:
    """Return the edits of the deck `here` that are not in the result, or only as the file has them.

    `adoption` is the merge of the file with that deck, `result` the one with the article; `looks`: formatting was compared;
    `one_program` saved both: what both formatted can be compared, too.
    """
    disputed = [edit for edit in here if any(_is_of(edit, conflict) for conflict in adoption.conflicts)]
    if one_program:
        formatted = {(edit.deed, edit.slide, edit.shape) for edit in adoption.edits if edit.deed in OF_LOOKS}
        disputed += [edit for edit in here if (edit.deed, edit.slide, edit.shape) in formatted]
    alive = Counter(map(_trait, result.edits))
    lost: list[HandEdit] = []
    for edit in here:
        if edit.deed is Deed.EXTRA:
            continue
        trait = _trait(edit)
        if edit not in disputed and alive[trait]:
            alive[trait] -= 1
        elif edit not in disputed and any(_has_words_of(other, edit) for other in result.edits):
            continue
        elif edit in disputed or looks or edit.deed not in OF_LOOKS:
            lost.append(_told(edit))
    return tuple(dict.fromkeys((*lost, *_of_twins(adoption))))


def of_article(here: Collection[HandEdit], adoption: Merged, result: Merged) -> tuple[Conflict, ...]:
    """Return the conflicts of a file with what the article said when the deck `here` was built, but for those that are told again."""
    told = {(conflict.deed, conflict.slide, conflict.shape) for conflict in result.conflicts}
    return tuple(
        conflict
        for conflict in adoption.conflicts
        if (conflict.deed, conflict.slide, conflict.shape) not in told and not any(_is_of(edit, conflict) for edit in here)
    )


def extras_left(adoption: Merged, both: Common, copies: Copies) -> Iterator[HandEdit]:
    """Yield what else hands put on slides here, animations and the like, that the slides of the file take the place of."""
    back = turned(both.heir).slides
    for slide in adoption.slides:
        if slide.disk is None or slide.new is None or slide.whole is Side.NEW or slide.new not in back:
            continue
        here, theirs = copies.here.slides[slide.new], dict(copies.file.slides[slide.disk].extras)
        meant = dict(both.base.meant.slides[back[slide.new]].extras)
        for word, digest in here.extras:
            gone = word not in theirs or (copies.looks and theirs[word] != digest)
            if gone and meant.get(word) != digest:
                yield HandEdit(Deed.EXTRA, here.key, 0, here.title, now="now", what=word)


def _is_of(edit: HandEdit, conflict: Conflict) -> bool:
    """Tell whether it is an edit of the deck here that the file is in conflict with."""
    if conflict.deed is Deed.DELETED_SLIDE or conflict.deed is Deed.DELETED_SHAPE:
        return edit.slide == conflict.slide and (edit.shape == conflict.shape or not conflict.shape)
    if (edit.slide, edit.shape) != (conflict.slide, conflict.shape):
        return False
    return edit.now == conflict.ours if conflict.ours else edit.deed is conflict.deed


def _trait(edit: HandEdit) -> tuple[object, ...]:
    """Return what an edit is known by in another copy; names of added shapes are given by programs."""
    if edit.deed in (Deed.ADDED_SLIDE, Deed.DUPLICATED):
        return edit.deed, edit.slide, edit.title
    if edit.deed is Deed.ADDED_SHAPE:
        return edit.deed, edit.slide, edit.now
    if edit.deed is Deed.RESTYLED:
        return edit.deed, edit.slide, edit.shape
    return edit.deed, edit.slide, edit.shape, edit.was, edit.now, edit.what


def _has_words_of(other: HandEdit, edit: HandEdit) -> bool:
    """Tell whether an edit has the words of another one and more, because both copies reworded one paragraph."""
    same = (other.deed, other.slide, other.shape, other.was) == (edit.deed, edit.slide, edit.shape, edit.was)
    return same and bool(edit.was and edit.now and other.now) and carries(edit.was, other.now, edit.now)


def _told(edit: HandEdit) -> HandEdit:
    """Return an edit of the deck here as it is told of the result, where its number is another one, or nobody's."""
    return edit._replace(number=0, slide="" if edit.deed is Deed.DELETED_SLIDE and edit.title else edit.slide)


def _of_twins(adoption: Merged) -> Iterator[HandEdit]:
    """Yield what a slide that both copies added had here, and has otherwise in the file."""
    for edit in adoption.edits:
        if not edit.slide and edit.number and edit.deed not in NOT_OF_TWINS:
            deed = Deed.ADDED_TEXT if edit.was else edit.deed
            yield edit._replace(deed=deed, was="", now=edit.was or edit.now, number=0)

"""The order in which a merge is told: that of the slides, each thing once."""

from __future__ import annotations

from math import inf
from typing import TypeVar

from deck.model.merged import Change, Conflict, HandEdit, Merged

Told = HandEdit | Conflict | Change
Some = TypeVar("Some", HandEdit, Conflict, Change)


class Order:
    """The places of all that is told of one merge."""

    def __init__(self, merged: Merged) -> None:
        self._at_disk = {slide.disk: place for place, slide in enumerate(merged.slides) if slide.disk is not None}
        self._at_key = {slide.key: place for place, slide in enumerate(merged.slides) if slide.key}

    def place(self, told: Told) -> float:
        """Return where the slide stands in the result: the deck as a whole first, what is no longer in it last."""
        if isinstance(told, Change):
            return told.number - 1 if told.number else inf
        if not (told.number or told.slide):
            return -1
        return self._at_disk.get(told.number - 1, self._at_key.get(told.slide, inf))

    def sorted(self, told: tuple[Some, ...]) -> tuple[Some, ...]:
        """Return what is told in the order of the slides."""
        return tuple(sorted(told, key=self.place))


def edits_apart(merged: Merged) -> tuple[HandEdit, ...]:
    """Return the edits that are in no conflict: of an edit and its conflict one is told."""
    in_conflict = {_common(conflict, conflict.theirs) for conflict in merged.conflicts}
    return tuple(edit for edit in merged.edits if _common(edit, edit.now) not in in_conflict)


def _common(told: HandEdit | Conflict, theirs: str) -> tuple[object, ...]:
    """Return what an edit and its conflict have in common."""
    return told.deed, told.slide, told.number, told.shape, theirs

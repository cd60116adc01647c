"""What a build would do, line by line, as JSON, and in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from deck.model.merged import Change, Conflict, Fate, HandEdit, Merged
from deck.telling.excerpts import LEAST, MOST, width
from deck.telling.words import change_in_words, conflict_in_words, edit_in_words, where

SCHEMA = 1
# what is done to slides, in the order in which it is told
DONE = (
    (Fate.UPDATED, "updated", ""),
    (Fate.ADDED, "added", ""),
    (Fate.REMOVED, "removed", ""),
    (Fate.MOVED, "moved", ""),
    (Fate.KEPT, "kept", "gone from the article"),
)


def summary(merged: Merged, report_name: str = "") -> str:
    """Return what a merge did in a sentence, "" where there is nothing to tell; `report_name` is the file that tells more."""
    done = [f"kept {_count(len(merged.edits), 'edit')} of yours"] if merged.edits else []
    noun = "slide"
    for fate, verb, why in DONE:
        if number := sum(change.fate is fate for change in merged.changes):
            # the noun is said once, and again where more is said of it
            counted = _count(number, "slide") if noun or why else str(number)
            done.append(" ".join(filter(None, (verb, counted, why))))
            noun = ""
    if merged.conflicts:
        done.append(f"{_count(len(merged.conflicts), 'conflict')}: yours stays")
    told = ", ".join(done)
    reported = merged.edits or merged.conflicts or any(change.fate is Fate.KEPT for change in merged.changes)
    return f"{told} ({report_name})" if report_name and reported else told


def plan_text(merged: Merged, columns: int | None = None) -> str:
    """Return a line for each slide that the article changes, for each hand edit and for each conflict, in the order of the slides.

    Long texts are shortened around their change; `columns` is the width of the terminal, None where there is none.
    """
    lines = [_fitted(told, columns) for _, told in sorted(_placed(merged), key=lambda placed: placed[0])]
    return "\n".join(lines) or "nothing would change"


def plan_data(merged: Merged) -> dict[str, object]:
    """Return what a build would do as JSON has it, its fields as docs/plan.md has them."""
    return {
        "schema": SCHEMA,
        "summary": summary(merged),
        "edits": [{**edit._asdict(), "deed": str(edit.deed), "says": edit_in_words(edit)} for edit in merged.edits],
        "conflicts": [{**found._asdict(), "deed": str(found.deed), "says": conflict_in_words(found)} for found in merged.conflicts],
        "changes": [{**change._asdict(), "fate": str(change.fate)} for change in merged.changes],
    }


Told = HandEdit | Conflict | Change


def _placed(merged: Merged) -> Iterator[tuple[tuple[float, int], Told]]:
    """Yield all that is to be told with its place: the article's doing before the hand's, what is no longer in the deck last."""
    at_disk = {slide.disk: place for place, slide in enumerate(merged.slides) if slide.disk is not None}
    at_key = {slide.key: place for place, slide in enumerate(merged.slides) if slide.key}

    def of_hand(told: HandEdit | Conflict) -> float:
        if not (told.number or told.slide):
            return -1
        return at_disk.get(told.number - 1, at_key.get(told.slide, inf))

    in_conflict = {_same(conflict, conflict.theirs) for conflict in merged.conflicts}
    yield from (((change.number - 1 if change.number else inf, 0), change) for change in merged.changes)
    yield from (((of_hand(edit), 1), edit) for edit in merged.edits if _same(edit, edit.now) not in in_conflict)
    yield from (((of_hand(conflict), 2), conflict) for conflict in merged.conflicts)


def _same(told: HandEdit | Conflict, theirs: str) -> tuple[object, ...]:
    """Return what an edit and its conflict have in common: of the two one is told."""
    return told.deed, told.slide, told.number, told.shape, theirs


def _fitted(told: Told, columns: int | None) -> str:
    """Return a line, its texts as long as there is room for them."""
    lead = f"{where(told)}: "
    most = MOST
    line = lead + _in_words(told, most)
    while columns is not None and width(line) > columns and most > LEAST:
        most -= 4
        line = lead + _in_words(told, most)
    return line


def _in_words(told: Told, columns: int) -> str:
    match told:
        case HandEdit():
            return edit_in_words(told, columns)
        case Conflict():
            return conflict_in_words(told, columns)
        case Change():
            return change_in_words(told)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")

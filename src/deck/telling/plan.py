"""What a build would do, line by line, as JSON, and in one sentence."""

from __future__ import annotations

from deck.model.merged import Change, Conflict, Fate, HandEdit, Merged
from deck.telling.excerpts import LEAST, MOST, width
from deck.telling.order import Order, Told, edits_apart
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
    done = ["laid every slide anew on the template"] if merged.relaid else []
    done += [f"kept {_count(len(merged.edits), 'edit')} of yours"] if merged.edits else []
    noun = "slide"
    for fate, verb, why in DONE:
        if number := sum(change.fate is fate for change in merged.changes):
            # the noun is said once, and again where more is said of it
            counted = _count(number, "slide") if noun or why else str(number)
            done.append(" ".join(filter(None, (verb, counted, why))))
            noun = ""
    if merged.conflicts:
        done.append(f"{_count(len(merged.conflicts), 'conflict')}: yours stays")
    if merged.replaced:
        done.append(f"gave up {_count(len(merged.replaced), 'edit')} of the deck that lay here: the file's stays")
    told = ", ".join(done)
    reported = merged.edits or merged.conflicts or merged.replaced or any(change.fate is Fate.KEPT for change in merged.changes)
    return f"{told} ({report_name})" if report_name and reported else told


def plan_text(merged: Merged, columns: int | None = None) -> str:
    """Return a line for each slide that the article changes, for each hand edit and for each conflict, in the order of the slides.

    Long texts are shortened around their change; `columns` is the width of the terminal, None where there is none.
    """
    # at one slide what the article does comes first, then the hand's doing, then what is in conflict
    every: tuple[Told, ...] = (*merged.changes, *edits_apart(merged), *merged.conflicts)
    lines = ["the deck: every slide laid anew on the template"] if merged.relaid else []
    lines += [_fitted(told, columns) for told in sorted(every, key=Order(merged).place)]
    return "\n".join(lines) or "nothing would change"


def plan_data(merged: Merged) -> dict[str, object]:
    """Return what a build would do as JSON has it, its fields as docs/plan.md has them."""
    return {
        "schema": SCHEMA,
        "summary": summary(merged),
        "relaid": merged.relaid,
        "edits": [{**edit._asdict(), "deed": str(edit.deed), "says": edit_in_words(edit)} for edit in merged.edits],
        "conflicts": [{**found._asdict(), "deed": str(found.deed), "says": conflict_in_words(found)} for found in merged.conflicts],
        "changes": [{**change._asdict(), "fate": str(change.fate)} for change in merged.changes],
    }


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

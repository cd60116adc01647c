"""What a merge tells beside its result: conflicts, slides that stay though the article has none, slides that stay deleted."""

from __future__ import annotations

from collections.abc import Iterator

from deck.findings import Finding, Severity
from deck.model.merged import Deed, Fate, Merged
from deck.telling.words import conflict_in_words, replaced_in_words, where


def findings(merged: Merged) -> tuple[Finding, ...]:
    """Return what the author of a deck should know of a merge, conflicts first."""
    return tuple(_found(merged))


def _found(merged: Merged) -> Iterator[Finding]:
    for conflict in merged.conflicts:
        yield Finding("D503", Severity.WARNING, f"{where(conflict)}: {conflict_in_words(conflict)}", None, conflict.slide)
    for edit in merged.replaced:
        yield Finding("D508", Severity.WARNING, f"{where(edit)}: {replaced_in_words(edit)}", None, edit.slide)
    for change in merged.changes:
        if change.fate is Fate.KEPT:
            message = f"{where(change)} is gone from the article and stays, for you worked on it; delete it in the deck to be rid of it"
            yield Finding("D504", Severity.NOTE, message, None, change.slide)
    told = {conflict.slide for conflict in merged.conflicts if conflict.deed is Deed.DELETED_SLIDE}
    deleted = [edit for edit in merged.edits if edit.deed is Deed.DELETED_SLIDE and edit.slide not in told]
    if len(deleted) == 1:
        (edit,) = deleted
        yield Finding("D505", Severity.NOTE, f"{where(edit)} stays deleted; `--restore {edit.slide}` brings it back", None, edit.slide)
    elif deleted:
        keys = ", ".join(edit.slide for edit in deleted)
        yield Finding("D505", Severity.NOTE, f"{len(deleted)} slides stay deleted; `--restore KEY` brings one back: {keys}")

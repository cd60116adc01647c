"""The report of a merge as Markdown: what a person may want to look at again, both texts in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from deck.model.merged import Conflict, Deed, Fate, HandEdit, Merged
from deck.telling.excerpts import around_change
from deck.telling.order import Order, edits_apart
from deck.telling.words import conflict_in_words, edit_in_words, shape_in_words, where

FENCE = "```"
RELAID = """Every slide went over to another template: texts, notes, slides and objects of yours stay, what you placed stays where you put
it, and all else stands and looks as the new template has it. A copy of the deck is in `.deck/backup`.
"""
# what Markdown would take for markup within a line
MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


def merge_report(merged: Merged, title: str) -> str:
    """Return the report of a merge, the same for the same merge; "" where nothing of a hand's was found."""
    order = Order(merged)
    edits = order.sorted(edits_apart(merged))
    deleted = [edit for edit in edits if edit.deed is Deed.DELETED_SLIDE]
    others = [edit for edit in edits if edit.deed is not Deed.DELETED_SLIDE]
    kept = [change for change in order.sorted(merged.changes) if change.fate is Fate.KEPT]
    parts = [
        _part("Laid anew", [RELAID] if merged.relaid else []),
        _part("Conflicts: yours stays", _conflicts(order.sorted(merged.conflicts))),
        _part(
            "In the deck that lay here",
            _replaced(order.sorted(merged.replaced)),
            "The file that came back has something else in place of these edits, and that stays. A copy of the deck is in `.deck/backup`.",
        ),
        _part(
            "Kept, though gone from the article",
            (f"- {_plain(where(change))}\n" for change in kept),
            "You worked on these slides, so they stay. To be rid of one, delete it in the deck.",
        ),
        _part(
            "Deleted by you",
            (f"- {_plain(where(edit))}: `deck build --restore {edit.slide}`\n" for edit in deleted),
            "The article still has these slides. They stay deleted; the command behind one brings it back.",
        ),
        _part("Your edits, kept", _edits(others)),
    ]
    told = [part for part in parts if part]
    return "\n".join((f"# {_plain(title)}: what was merged\n", *told)) if told else ""


def _part(heading: str, entries: Iterable[str], about: str = "") -> str:
    told = "".join(entries)
    return "\n".join(filter(None, (f"## {heading}\n", f"{about}\n" if about else "", told))) if told else ""


def _conflicts(conflicts: Iterable[Conflict]) -> Iterator[str]:
    for conflict in conflicts:
        named = " · ".join(filter(None, (where(conflict), shape_in_words(conflict.shape) if conflict.shape else "")))
        yield f"### {_plain(named)}\n\n"
        if conflict.theirs or conflict.ours:
            yield f"{_what(conflict)}\n\n"
            yield from _text("Yours, in the deck:", conflict.theirs)
            yield from _text("The article's:", conflict.ours)
        else:
            yield f"{_sentence(conflict_in_words(conflict))}\n\n"


def _what(conflict: Conflict) -> str:
    return _sentence(conflict_in_words(conflict._replace(theirs="", ours="")))


def _text(label: str, text: str) -> Iterator[str]:
    """Yield a text in full, just as it is, to be copied."""
    if not text:
        return
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = FENCE if longest < len(FENCE) else "`" * (longest + 1)
    yield f"{label}\n\n{fence}text\n{text}\n{fence}\n\n"


def _edits(edits: Iterable[HandEdit]) -> Iterator[str]:
    """Yield the edits slide by slide."""
    for place, run in groupby(edits, key=where):
        yield f"- {_plain(place)}\n"
        yield from (f"  - {_plain(edit_in_words(edit))}\n" for edit in run)


def _replaced(edits: Iterable[HandEdit]) -> Iterator[str]:
    """Yield edits of the deck that lay here, each with what it wrote in full."""
    for place, run in groupby(edits, key=where):
        yield f"- {_plain(place)}\n"
        for edit in run:
            yield f"  - {_plain(edit_in_words(edit))}\n"
            if edit.now and around_change(edit.was, edit.now)[1] != edit.now:
                yield "".join(f"    {line}\n" for line in "".join(_text("In full:", edit.now)).splitlines())


def _sentence(words: str) -> str:
    """Return words as a sentence; what stands in backticks is a command and stays."""
    return f"{words[:1].upper()}{words[1:]}."


def _plain(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return MARKUP.sub(r"\\\1", " ".join(text.split()))

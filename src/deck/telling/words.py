"""One edit, one conflict, one change of the article in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from deck.model.merged import Change, Conflict, Deed, Fate, HandEdit
from deck.telling.excerpts import MOST, around_change, quoted, short

# parts of a slide as we name them; any other shape is called by its name
OURS = re.compile(
    r"(title|kicker|under|byline|footer|number|groups|points|point|lead|detail|sentences|sentence|quotation|source|picture|caption|table|chart|code"
    r"|formula|callout|figure|legend|entry|sources|notes)( \d+)?",
    re.IGNORECASE,
)
CALLED = {
    "under": "the line below the title",
    "kicker": "the line above the title",
    "number": "the slide number",
    "groups": "the names",
    "callout": "the call-out",
    "sources": "the footnotes",
}
EXTRAS = {
    "animation": "you animated it",
    "transition": "you gave it a transition",
    "background": "you changed its background",
    "comments": "you commented on it",
    "other": "you added something to it",
}
# those that a deck may have from us
OF_OURS = ("animation", "transition")
FATES = {
    Fate.ADDED: "added",
    Fate.UPDATED: "updated",
    Fate.REMOVED: "removed",
    Fate.MOVED: "moved",
    Fate.KEPT: "gone from the article, kept because you worked on it",
}


def where(told: HandEdit | Conflict | Change) -> str:
    """Return "slide 3 “Title”", as far as that is known."""
    title = quoted(short(told.title)) if told.title.strip() else ""
    if not (told.number or title or told.slide):
        return "the deck"
    return " ".join(filter(None, ("slide", str(told.number or ""), title or (quoted(told.slide) if not told.number else ""))))


def shape_in_words(name: str) -> str:
    """Return what a shape is called: "the title", "lead 2", “TextBox 5”."""
    if not OURS.fullmatch(name):
        return quoted(short(name))
    kind, _, number = name.lower().partition(" ")
    if number:
        return name.lower()
    return CALLED.get(kind, f"the {kind}")


def change_in_words(change: Change) -> str:
    """Return what the article does to a slide."""
    return FATES[change.fate]


def edit_in_words(edit: HandEdit, columns: int = MOST) -> str:
    """Return what somebody did by hand; each text that it names is at most so many columns wide."""
    was, now = around_change(edit.was, edit.now, columns)
    shape = shape_in_words(edit.shape) if edit.shape.strip() else ""
    return EDITS[edit.deed](_Said(shape, quoted(was) if was else "", quoted(now) if now else "", edit.what, edit.slide))


def conflict_in_words(conflict: Conflict, columns: int = MOST) -> str:
    """Return what hand and article both did, and which of it stays."""
    ours, theirs = around_change(conflict.ours, conflict.theirs, columns)
    says = f"the article says {quoted(ours)}" if ours else ""
    which = _thing(conflict)
    if conflict.lost and conflict.deed is Deed.DESIGN:
        return "you changed its masters and the deck goes over to another template: they are in the copy that is kept"
    if conflict.lost:
        did = "formatted" if conflict.deed in (Deed.RESTYLED, Deed.REDRAWN) else "placed"
        return f"you {did} {which} and the article arranged its slide anew: its words stay, how you {did} it does not"
    match conflict.deed:
        case Deed.DELETED_SLIDE:
            told = f"you deleted it and the article changed it: it stays deleted; `--restore {conflict.slide}` brings it back"
        case Deed.DELETED_TEXT | Deed.DELETED_SHAPE:
            whole = conflict.deed is Deed.DELETED_SHAPE or not says
            told = f"you deleted {which if whole else f'text of {which}'} and the article changed it: it stays deleted"
        case Deed.REORDERED_TEXT:
            told = f"you moved text of {which} and the article changed it: it stays where you put it"
        case Deed.MOVED | Deed.RESIZED | Deed.REORDERED:
            told = f"you and the article both moved {which}: it stays where you put it"
        case _:
            told = f"you and the article both changed {which}: yours stays{f', {quoted(theirs)}' if theirs else ''}"
    return "; ".join(filter(None, (told, says)))


def replaced_in_words(edit: HandEdit, columns: int = MOST) -> str:
    """Return what somebody had done to the deck that lay here, in place of which a file that came back has something else."""
    return f"in the deck that lay here {edit_in_words(edit, columns)}: what the file has stays"


def _thing(conflict: Conflict) -> str:
    if conflict.deed is Deed.NOTES:
        return "the notes"
    if conflict.deed is Deed.DESIGN:
        return "the design"
    return shape_in_words(conflict.shape) if conflict.shape else "it"


class _Said(NamedTuple):
    """The parts of an edit, ready to be put into a sentence, each "" where there is none."""

    shape: str
    was: str
    now: str
    what: str
    slide: str

    @property
    def thing(self) -> str:
        return self.shape or "a shape"

    def on_shape(self, joint: str) -> str:
        """Return " to the title" for the joint "to"."""
        return f" {joint} {self.shape}" if self.shape else ""


def _restyled(said: _Said) -> str:
    text = said.now or said.was
    return f"you restyled {text}{said.on_shape('in')}" if text else f"you restyled {said.shape or 'it'}"


def _reworded(said: _Said) -> str:
    if said.was and said.now:
        return f"you wrote {said.now} where the article had {said.was}"
    return _added_text(said) if said.now else _deleted_text(said)


def _added_text(said: _Said) -> str:
    return f"you added {said.now or 'text'}{said.on_shape('to')}"


def _deleted_text(said: _Said) -> str:
    return f"you deleted {said.was}" if said.was else f"you deleted text{said.on_shape('of')}"


def _reordered_text(said: _Said) -> str:
    return f"you moved {said.now or said.was or 'a paragraph'}{said.on_shape('within')}"


def _added_shape(said: _Said) -> str:
    return f"you added {said.thing}{f' with {said.now}' if said.now else ''}"


def _redrawn(said: _Said) -> str:
    return f"you changed what {said.shape} shows" if said.shape else "you changed which shape lies in front"


def _described(said: _Said) -> str:
    described = f"the description of {said.thing}"
    return f"you wrote {said.now} as {described}" if said.now else f"you deleted {described}"


def _notes(said: _Said) -> str:
    if said.was and said.now:
        return f"in the notes you wrote {said.now} where the article had {said.was}"
    if said.now:
        return f"you added {said.now} to the notes"
    return f"you deleted {said.was} from the notes" if said.was else "you edited the notes"


def _added_slide(said: _Said) -> str:
    return f"you added it{f', after {quoted(short(said.what))}' if said.what else ''}"


def _deleted_slide(said: _Said) -> str:
    return f"you deleted it{f'; `--restore {said.slide}` brings it back' if said.slide else ''}"


def _extra(said: _Said) -> str:
    """Return what became of an extra; of one that was there before it is not known how it was."""
    if said.was and said.what in OF_OURS:
        return f"you {'changed' if said.now else 'took off'} its {said.what}"
    return EXTRAS.get(said.what, f"you added {said.what or 'something'} to it")


EDITS: dict[Deed, Callable[[_Said], str]] = {
    Deed.MOVED: lambda said: f"you moved {said.thing}",
    Deed.RESIZED: lambda said: f"you resized {said.thing}",
    Deed.RESTYLED: _restyled,
    Deed.REWORDED: _reworded,
    Deed.ADDED_TEXT: _added_text,
    Deed.DELETED_TEXT: _deleted_text,
    Deed.REORDERED_TEXT: _reordered_text,
    Deed.ADDED_SHAPE: _added_shape,
    Deed.DELETED_SHAPE: lambda said: f"you deleted {said.thing}",
    Deed.REDRAWN: _redrawn,
    Deed.PICTURE: lambda said: f"you replaced {said.thing}",
    Deed.CROPPED: lambda said: f"you cropped {said.thing}",
    Deed.DESCRIBED: _described,
    Deed.NOTES: _notes,
    Deed.ADDED_SLIDE: _added_slide,
    Deed.DELETED_SLIDE: _deleted_slide,
    Deed.DUPLICATED: lambda _: "you made this copy of a slide",
    Deed.REORDERED: lambda _: "you moved it",
    Deed.HID: lambda _: "you hid it",
    Deed.SHOWED: lambda _: "you show it again",
    Deed.LAYOUT: lambda said: f"you gave it the layout {said.now}" if said.now else "you gave it another layout",
    Deed.EXTRA: _extra,
    Deed.DESIGN: lambda said: f"you changed the {said.what or 'design'} of the deck",
}

"""Words in angle brackets that are no tags: List<String>, <your-name>, a < b and c > d."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from deck.read.markdown.inner import Mark, said, words
from deck.read.vocabulary import callout_kind, names

CLOSED = re.compile(r"</\s*([A-Za-z][\w.:-]*)")
OPENING = re.compile(r"<([A-Za-z][\w-]*)((?:[ \t]+[A-Za-z_][\w.:-]*)*)[ \t]*>")
# the elements of HTML that are also the names of types: Vec<A>
TYPES = frozenset("ABIQSU")


def note_closed(state: StateCore) -> None:
    """Keep the names of all elements that a text closes: what opens these is a tag."""
    state.env["closed"] = frozenset(CLOSED.findall(state.src)) if "</" in state.src else frozenset()


def _prose(state: StateInline, silent: bool) -> bool:
    """Take what is no element of HTML, nor closed anywhere, as the words that it is."""
    found = OPENING.match(state.src, state.pos, state.posMax)
    prose = found is not None and _is_prose(found[1], found[2].split(), state)
    return found is not None and prose and said(state, found[0], found.end(), silent)


def _is_prose(name: str, behind: list[str], state: StateInline) -> bool:
    in_word = state.pos > 0 and state.src[state.pos - 1].isalnum()
    if name.lower() in words("elements") and not (in_word and name in TYPES):
        # an element has values, or one of the few words that need none
        return bool(behind) and not any(word.lower() in words("bare") or "-" in word for word in behind)
    # a box that its author forgot to close is a tag
    boxed = name.istitle() and (callout_kind(name) or name.lower() in names("shortcodes", "boxes"))
    return not boxed and name not in state.env.get("closed", ())


ANGLES: dict[str, tuple[Mark, ...]] = {"<": (_prose,)}

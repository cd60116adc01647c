"""Links within an article as jumps to the slides of its headings.

A heading is found under the anchor that its author gave it, else under the one that site generators make of its words: letters and digits
in lower case, words joined by hyphens, `-1` behind one met again (GitHub, Docusaurus, Hugo). They differ in marks, accents and doubled
hyphens alone, so that letters and digits decide where no anchor is the very same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from deck.findings import Finding, Severity
from deck.model.article import Block, Heading, Run, Span, plain
from deck.model.slides import Deck, Slide

INTERNAL = "#"
# where every page begins
TOP = ("", "top")


def linked(deck: Deck, blocks: tuple[Block, ...]) -> tuple[Deck, tuple[Finding, ...]]:
    """Return the deck with links to headings as `#` and the key of a slide, and what was found of those that lead nowhere."""
    named = list(_internal(blocks, None))
    if not named:
        return deck, ()
    places = _places(deck.slides, blocks)
    found = {link: place for link, _ in named if (place := _place(link, *places))}

    def set_link(run: Run) -> Run:
        return run._replace(link=found.get(run.link, "")) if run.link.startswith(INTERNAL) else run

    return _mapped(deck, set_link), tuple(_lost(link, span) for link, span in dict(named).items() if link not in found)


def _lost(link: str, span: Span | None) -> Finding:
    return Finding("D311", Severity.WARNING, f"“{link}” is the anchor of no heading here, so it is no link; check the anchor", span)


def _places(slides: Sequence[Slide], blocks: tuple[Block, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the key of the slide of each anchor as it is written, and of each by its letters and digits."""
    exact: dict[str, str] = {}
    loose: dict[str, str] = {}
    starts = sorted((slide.span.first, n) for n, slide in enumerate(slides) if n)
    met: dict[str, int] = {}
    for heading in _headings(blocks):
        before = [n for first, n in starts if first <= heading.span.first]
        key = slides[before[-1] if before else 0].key
        made = _anchor(plain(heading.text))
        again = met.get(made, 0)
        met[made] = again + 1
        for anchor in filter(None, (heading.anchor, f"{made}-{again}" if again else made)):
            exact.setdefault(anchor, key)
            loose.setdefault(_letters(anchor), key)
    for top in TOP:
        exact.setdefault(top, slides[0].key)
    return exact, loose


def _place(link: str, exact: dict[str, str], loose: dict[str, str]) -> str:
    """Return a link to the slide that an anchor names, "" where none does."""
    anchor = link.removeprefix(INTERNAL)
    key = exact.get(anchor) or exact.get(anchor.lower()) or loose.get(_letters(anchor) or INTERNAL)
    return f"{INTERNAL}{key}" if key else ""


def _anchor(text: str) -> str:
    """Return the anchor that GitHub makes of a heading's words."""
    kept = "".join(c for c in text.strip().lower() if c.isalnum() or c in " -_" or unicodedata.category(c) in ("Mn", "Mc"))
    return kept.replace(" ", "-")


def _letters(anchor: str) -> str:
    apart = unicodedata.normalize("NFKD", anchor).casefold()
    return "".join(c for c in apart if c.isalnum())


def _headings(value: object) -> Iterator[Heading]:
    """Yield the headings of blocks, those in boxes among them."""
    if isinstance(value, Heading):
        yield value
    elif isinstance(value, tuple) and not isinstance(value, Run | Span):
        for inner in value:
            yield from _headings(inner)


def _internal(value: object, span: Span | None) -> Iterator[tuple[str, Span | None]]:
    """Yield the links to anchors with the lines where they stand."""
    if isinstance(value, Run):
        if value.link.startswith(INTERNAL):
            yield value.link, span
    elif isinstance(value, tuple) and not isinstance(value, Span):
        own = getattr(value, "span", span)
        for inner in value:
            yield from _internal(inner, own)


def _mapped(value: Any, change: Callable[[Run], Run]) -> Any:
    """Return a value of the model with each run in it changed; one that holds none is the same object."""
    if isinstance(value, Run):
        return change(value)
    if not isinstance(value, tuple) or isinstance(value, Span):
        return value
    inner = [_mapped(item, change) for item in value]
    if all(new is old for new, old in zip(inner, value, strict=True)):
        return value
    make = getattr(type(value), "_make", tuple)
    return make(inner)

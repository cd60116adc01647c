"""Whole sentences below a title, set as statements: large and calm, no bullets, hairlines between them."""

from __future__ import annotations

from collections.abc import Iterator

from deck.fit.arrange import NUMBER_WORDS, Area, Arrangement, layout_of, placeholder
from deck.fit.endings import ends_badly
from deck.fit.filling import Filled, Frame, set_text, sized
from deck.fit.text import runs
from deck.model.article import Inline, plain
from deck.model.inline import regular
from deck.model.placed import PlacedParagraph
from deck.model.template import Layout

ROW, BODY = 30, 1
# below the last of these a sentence gives way
SIZES = (44.0, 40.0, 36.0, 34.0, 32.0, 30.0, 28.0, 26.0, 24.0, 22.0)
# lines of a sentence that are taken in at a glance, by how many sentences share the slide
EASY_LINES = {1: 4, 2: 3, 3: 2}
# a single sentence stands large on dark ground, or below a title that is the larger: no two dark slides in a row
DARK, LIGHT = "Sentence", "Title Only"
DARK_FAMILIES = ("sentence", "statement", "quote", "section")


def flow_statements(statements: tuple[Inline, ...], area: Area, before: tuple[str, ...]) -> tuple[Arrangement, str] | None:
    """Return sentences arranged, and the family of that; None where there is none or no size holds one.

    Where they do not fit at a size that is read from the last row, the longest gives way.
    """
    for shown in fewer(statements):
        for name, family in _layouts(len(shown), before):
            layout = layout_of(area, name)
            places = (BODY,) if len(shown) == 1 else tuple(range(ROW, ROW + len(shown)))
            if placed := _set(layout, places, shown, area.sizes(SIZES)):
                return placed, family
    return None


def _layouts(count: int, before: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the layouts for so many sentences, each with its family, in order of preference."""
    if count > 1:
        return ((f"{NUMBER_WORDS[count]} Sentences", "sentences"),)
    below_title = (LIGHT, "headline")
    return (below_title,) if before and before[-1] in DARK_FAMILIES else ((DARK, "sentence"), below_title)


def fewer(statements: tuple[Inline, ...]) -> Iterator[tuple[Inline, ...]]:
    """Yield all sentences, then ever fewer: the one that needs most room gives way first."""
    while statements:
        yield statements
        longest = max(range(len(statements)), key=lambda i: len(plain(statements[i])))
        statements = (*statements[:longest], *statements[longest + 1 :])


def _set(layout: Layout, places: tuple[int, ...], statements: tuple[Inline, ...], sizes: tuple[float, ...]) -> Arrangement | None:
    """Return each sentence in a placeholder of its own, all at the one size that suits them best; None where none fits."""
    frames = [Frame(f"sentence {n}", placeholder(layout, idx)) for n, idx in enumerate(places, 1)]
    best: tuple[int, tuple[Filled, ...]] | None = None
    for step, size in enumerate(size for size in sizes if size <= frames[0].level(0).size):
        if best and step >= best[0]:
            break
        texts = tuple(
            set_text(frame, (sized(frame, PlacedParagraph(runs(regular(text))), size),), even=True)
            for frame, text in zip(frames, statements, strict=True)
        )
        if any(not text.fits or text.torn for text in texts):
            continue
        cost = step + sum(_strain(text, EASY_LINES[len(statements)]) for text in texts)
        if best is None or cost < best[0]:
            best = cost, texts
    return Arrangement(layout.known_as, tuple(text.shape for text in best[1])) if best else None


def _strain(text: Filled, easy: int) -> int:
    """Return how much a sentence wants to be smaller: by lines that end badly or barely fit, and by those beyond the easy ones."""
    lines = text.measured.lines
    return int(text.measured.fragile) + ends_badly(lines) + max(0, len(lines) - easy)

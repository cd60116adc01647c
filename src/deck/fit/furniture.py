"""What stands around a slide's content: title, kicker, footer, number."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from deck.fit.endings import HYPHENS
from deck.fit.filling import Filled, Frame, ladder, largest, set_plainly, set_text, sized
from deck.fit.text import emphasis, leads_to, title_runs
from deck.model.article import Footnote, Inline, Run, plain
from deck.model.language import LEFTWARDS
from deck.model.placed import PlacedParagraph, PlacedShape, Shape
from deck.model.slides import Title
from deck.model.template import Layout, Placeholder

KICKER, UNDER, BYLINE = 20, 1, 21
# who speaks, beside what the talk is about in one placeholder: a share of its size, and no smaller than this (points)
BYLINE_SHARE, LEAST_BYLINE = 0.75, 18.0
STEPS = (54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 22.0, 20.0, 18.0)
MOST_LINES = 3
# down to this share of its size a title gives way to lines that cut no phrase and no word at its hyphen
SMALLER = 0.75


class Furniture(NamedTuple):
    """What every slide of a deck may carry: the deck's short name in the footer, whether slides are numbered, the article's footnotes."""

    footer: Inline
    numbers: bool
    footnotes: tuple[Footnote, ...] = ()


def title_shape(layout: Layout, title: Title, mark: str = "") -> PlacedShape:
    """Return the title at the largest size that fits and cuts neither phrase nor word, broken after its colon where that costs no line."""
    holder = layout.title
    if holder is None:
        raise LookupError(f"{layout.known_as}: title")
    frame = Frame("title", holder)
    two_tones = not layout.dark
    plainly = PlacedParagraph(title_runs(title, two_tones=two_tones, mark=mark))
    sizes = ladder(frame.level(0).size, *STEPS)
    first: Filled | None = None
    best: Filled | None = None
    for size in sizes:
        filled = _at(frame, title, plainly, size, two_tones, mark)
        few = len(filled.measured.lines) <= MOST_LINES or size <= 24
        if not (filled.fits and not filled.torn and few):
            best = filled
            continue
        first = first or filled
        if not any(line.cut or line.text.endswith(HYPHENS) for line in filled.measured.lines[:-1]):
            first = filled
            break
        if size < SMALLER * sizes[0]:
            break
    best = first or best
    if best is None:
        raise LookupError(f"{layout.known_as}: title")
    return best.shape._replace(target=leads_to(title.text))


def _at(frame: Frame, title: Title, plainly: PlacedParagraph, size: float, two_tones: bool, mark: str) -> Filled:
    """Return the title at one size: with a break after the colon if it then takes no more lines."""
    flowing = set_text(frame, (sized(frame, plainly, size),), even=True)
    if not title.claim or len(flowing.measured.lines) < 2:
        return flowing
    broken = sized(frame, PlacedParagraph(title_runs(title, two_tones=two_tones, broken=True, mark=mark)), size)
    apart = set_text(frame, (broken,), even=True)
    return apart if len(apart.measured.lines) <= len(flowing.measured.lines) else flowing


def kicker_shape(layout: Layout, kicker: Inline) -> PlacedShape | None:
    """Return the small line above the title, or None where there is nothing to say or no place for it."""
    holder = layout.placeholder(KICKER)
    if holder is None or not plain(kicker).strip():
        return None
    frame = Frame("kicker", holder)
    return largest(frame, (PlacedParagraph(emphasis(kicker)),), ladder(frame.level(0).size, 14, 12)).shape


def line_shape(layout: Layout, idx: int, key: str, text: Inline) -> PlacedShape | None:
    """Return a line of text such as a subtitle or a byline in the placeholder `idx`, at the largest size that fits."""
    holder = layout.placeholder(idx)
    if holder is None or not plain(text).strip():
        return None
    frame = Frame(key, holder)
    return largest(frame, (PlacedParagraph(emphasis(text)),), ladder(frame.level(0).size, *STEPS, 16, 14, 12), even=True).shape


def under_shapes(layout: Layout, under: Inline, byline: Inline) -> tuple[PlacedShape | None, ...]:
    """Return what stands below the title of a talk: both in one placeholder where the layout has none for who speaks."""
    holder = layout.placeholder(UNDER)
    if layout.placeholder(BYLINE) is not None or holder is None or not plain(byline).strip():
        return line_shape(layout, UNDER, "under", under), line_shape(layout, BYLINE, "byline", byline)
    frame, texts = Frame("under", holder), [text for text in (under, byline) if plain(text).strip()]
    placed: PlacedShape | None = None
    for size in ladder(frame.level(0).size, *STEPS, 16, 14, 12):
        small = max(BYLINE_SHARE * size, min(size, LEAST_BYLINE)) if len(texts) > 1 else size
        sizes = (size, float(round(small)))
        shown = tuple(sized(frame, PlacedParagraph(emphasis(text)), at) for text, at in zip(texts, sizes, strict=False))
        filled = set_text(frame, shown)
        placed = filled.shape
        if filled.fits and not filled.torn:
            break
    return (placed,)


def foot(layout: Layout, furniture: Furniture, number: int) -> tuple[PlacedShape, ...]:
    """Return the footer and the slide's number, as far as the layout has them and the footer fits on its line."""
    shapes = []
    footer = _of_kind(layout, "ftr")
    if footer and (shape := _footer(footer, furniture.footer)):
        shapes.append(shape)
    holder = _of_kind(layout, "sldNum")
    if holder and furniture.numbers:
        shapes.append(set_plainly(Frame("number", holder), (PlacedParagraph(emphasis((Run(str(number)),))),)).shape)
    return tuple(shapes)


@lru_cache(maxsize=64)
def _footer(holder: Placeholder, text: Inline) -> PlacedShape | None:
    """Return the footer, which is the same on all slides of a layout, None where it is empty or does not fit.

    LibreOffice 7.4 takes one without formatting for a field of its own: where the layout leaves its looks to the master it sets that in a
    face and a colour of nobody's, and words from the right beyond its edge if digits follow.
    """
    size = holder.levels[0].size if not holder.styled or LEFTWARDS.search(plain(text)) else None
    filled = set_plainly(Frame("footer", holder), (PlacedParagraph(emphasis(text), size=size),))
    return filled.shape if plain(text) and filled.fits and len(filled.measured.lines) == 1 else None


def leading(shapes: tuple[Shape, ...], target: str) -> tuple[Shape, ...]:
    """Return the shapes of a slide with a click on its kicker that leads to another; on its title where there is no kicker."""
    named = "kicker" if any(shape.key == "kicker" for shape in shapes) else "title"
    return tuple(
        shape._replace(target=shape.target or target) if isinstance(shape, PlacedShape) and shape.key == named else shape
        for shape in shapes
    )


def _of_kind(layout: Layout, kind: str) -> Placeholder | None:
    return next((p for p in layout.placeholders if p.kind == kind), None)

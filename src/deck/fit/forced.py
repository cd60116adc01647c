"""A slide on the layout that somebody wants to see, whether or not its text fits there."""

from __future__ import annotations

from collections.abc import Iterator

from deck.fit.arrange import pair
from deck.fit.filling import Filled, Frame, set_text, sized
from deck.fit.furniture import kicker_shape, title_shape
from deck.fit.text import emphasis, runs
from deck.model.article import Inline, Run
from deck.model.placed import PlacedParagraph, PlacedShape, PlacedSlide
from deck.model.slides import Aside, Gallery, Quotation, Slide
from deck.model.template import TEXTS, Layout

# the first slots of leads and of details, and of the words below pictures
LEAD, DETAIL, WORDS, MOST = 30, 40, 75, 12
SIZES = (48.0, 36.0, 32.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0, 8.0, 6.0)
FOOT = ("footer", "number")


def forced(slide: Slide, layout: Layout, made: PlacedSlide) -> PlacedSlide:
    """Return a slide with its text in the placeholders of a layout, at the size that all of it takes; its objects are left out.

    `made` is the slide as it would be set.
    """
    kicker = kicker_shape(layout, slide.kicker)
    above = (title_shape(layout, slide.title), *((kicker,) if kicker is not None else ()))
    foot = (
        shape._replace(idx=holder.idx, box=holder.box)
        for holder in layout.placeholders
        for shape in made.texts
        if holder.kind == shape.kind and shape.key in FOOT
    )
    return made._replace(layout=layout.name, shapes=(*above, *_texts(slide, layout), *foot))


def _texts(slide: Slide, layout: Layout) -> tuple[PlacedShape, ...]:
    """Return the text of a slide, none of it larger than the largest size at which each part fits in its placeholder."""
    filled: list[Filled] = []
    for largest in SIZES:
        filled = []
        for holder in layout.placeholders:
            slot = holder.idx if holder.slot is None else holder.slot
            frame = Frame(f"text {slot}", holder)
            together = layout.placeholder(DETAIL) is None
            said = tuple(_paragraphs(slide, slot, frame, together)) if holder.kind in TEXTS else ()
            shown = tuple(sized(frame, text, min(largest, frame.level(text.level).size)) for text in said)
            filled += [set_text(frame, shown)] if shown else []
        if all(text.fits and not text.torn for text in filled):
            break
    return tuple(text.shape for text in filled)


def _paragraphs(slide: Slide, slot: int, frame: Frame, together: bool) -> Iterator[PlacedParagraph]:
    """Yield what goes into a slot of the text of a slide; `together`: a lead and its detail stand in one placeholder."""
    points, sizes = slide.points, (frame.level(0).size, frame.level(1).size)
    if slot == 1:
        for point in points:
            yield from pair(frame, point, slide.detail, sizes)
        for text in _said(slide):
            yield PlacedParagraph(runs(text))
    elif LEAD <= slot < LEAD + MOST and slot - LEAD < max(len(points), len(slide.statements)):
        n = slot - LEAD
        if points and together:
            yield from pair(frame, points[n], slide.detail, sizes)
        else:
            yield PlacedParagraph(emphasis(points[n].lead if points else slide.statements[n]))
    elif DETAIL <= slot < DETAIL + MOST and slot - DETAIL < len(points) and points[slot - DETAIL].sentences:
        yield PlacedParagraph(runs(points[slot - DETAIL].sentences[0]))
    elif isinstance(slide.exhibit, Gallery) and WORDS <= slot < WORDS + len(slide.exhibit.pictures):
        yield PlacedParagraph(emphasis((Run(slide.exhibit.pictures[slot - WORDS].caption),)))


def _said(slide: Slide) -> Iterator[Inline]:
    """Yield what a slide without points says in its one body."""
    match slide.exhibit:
        case Quotation(text=text):
            yield from text
        case Aside(title=title, text=text):
            yield title
            yield from text
        case _:
            yield from (text for text in (*slide.statements, slide.legend) if text)

"""A deck as it would be on slides of another size."""

from __future__ import annotations

from deck.model.found import Body, FoundDeck, FoundParagraph, FoundShape, FoundSlide
from deck.model.units import Box


def scaled(deck: FoundDeck, factor: float) -> FoundDeck:
    """Return a deck whose slides are `factor` times as large, with all that stands on them; digests stay."""
    size = (round(deck.width * factor), round(deck.height * factor))
    return deck._replace(slides=tuple(_slide(slide, factor) for slide in deck.slides), width=size[0], height=size[1])


def _slide(slide: FoundSlide, factor: float) -> FoundSlide:
    return slide._replace(shapes=tuple(_shape(shape, factor) for shape in slide.shapes))


def _shape(shape: FoundShape, factor: float) -> FoundShape:
    box = None if shape.box is None else Box(*(round(side * factor) for side in shape.box))
    insets = tuple(None if inset is None else round(inset * factor) for inset in shape.insets)
    return shape._replace(box=box, insets=insets, bodies=tuple(_body(body, factor) for body in shape.bodies))


def _body(body: Body, factor: float) -> Body:
    return tuple(_paragraph(paragraph, factor) for paragraph in body)


def _paragraph(paragraph: FoundParagraph, factor: float) -> FoundParagraph:
    runs = tuple(run._replace(size=None if run.size is None else round(run.size * factor, 2)) for run in paragraph.runs)
    before = None if paragraph.before is None else round(paragraph.before * factor, 2)
    margin = None if paragraph.margin is None else round(paragraph.margin * factor)
    return paragraph._replace(runs=runs, before=before, margin=margin)

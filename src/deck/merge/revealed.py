"""A base that is known by its digests alone, with the words that the other decks still tell."""

from __future__ import annotations

from collections.abc import Iterator

from deck.model.found import Body, FoundDeck, FoundRun, FoundSlide, text_digest


def revealed(base: FoundDeck, *others: FoundDeck) -> FoundDeck:
    """Return a base whose paragraphs and alternative texts have their words back where another deck has the same."""
    runs: dict[str, tuple[FoundRun, ...]] = {}
    alts: dict[str, str] = {}
    for deck in others:
        for slide in deck.slides:
            runs.update((paragraph.digest, paragraph.runs) for body in _bodies(slide) for paragraph in body)
            alts.update((text_digest(shape.alt), shape.alt) for shape in slide.shapes if shape.alt)

    def told(body: Body) -> Body:
        return tuple(paragraph._replace(runs=runs.get(paragraph.digest, ())) for paragraph in body)

    def known(slide: FoundSlide) -> FoundSlide:
        shapes = tuple(shape._replace(bodies=tuple(map(told, shape.bodies)), alt=alts.get(shape.alt, shape.alt)) for shape in slide.shapes)
        return slide._replace(shapes=shapes, notes=told(slide.notes))

    return base._replace(slides=tuple(map(known, base.slides)))


def _bodies(slide: FoundSlide) -> Iterator[Body]:
    for shape in slide.shapes:
        yield from shape.bodies
    yield slide.notes

"""The base with the no-break spaces of the new deck: how wide a layout is decides where they keep words together, which says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deck.model.found import Body, FoundDeck, FoundParagraph, FoundSlide, text_digest

TIED, LOOSE = "\N{NO-BREAK SPACE}", " "


def respaced(meant: FoundDeck, new: FoundDeck) -> FoundDeck:
    """Return the base in which each paragraph that the new deck has, spaces aside, has the spaces that it has there."""
    spaced = {
        text.replace(TIED, LOOSE): text for slide in new.slides for paragraph in _paragraphs(slide) if TIED in (text := paragraph.text)
    }
    loose = {text for slide in new.slides for paragraph in _paragraphs(slide) if TIED not in (text := paragraph.text)}
    return meant._replace(slides=tuple(_slide(slide, {text: text for text in loose} | spaced) for slide in meant.slides))


def _paragraphs(slide: FoundSlide) -> Iterator[FoundParagraph]:
    yield from (paragraph for shape in slide.shapes for body in shape.bodies for paragraph in body)
    yield from slide.notes


def _slide(slide: FoundSlide, spaced: Mapping[str, str]) -> FoundSlide:
    shapes = tuple(shape._replace(bodies=tuple(_body(body, spaced) for body in shape.bodies)) for shape in slide.shapes)
    return slide._replace(shapes=shapes, notes=_body(slide.notes, spaced))


def _body(body: Body, spaced: Mapping[str, str]) -> Body:
    return tuple(_paragraph(paragraph, spaced) for paragraph in body)


def _paragraph(paragraph: FoundParagraph, spaced: Mapping[str, str]) -> FoundParagraph:
    text = spaced.get(paragraph.text.replace(TIED, LOOSE), paragraph.text)
    if text == paragraph.text:
        return paragraph
    runs, at = [], 0
    for run in paragraph.runs:
        runs.append(run._replace(text=text[at : at + len(run.text)]))
        at += len(run.text)
    return paragraph._replace(runs=tuple(runs), digest=text_digest(text))

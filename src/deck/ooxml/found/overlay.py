"""What we know of a deck and its file does not tell: which lines are made anew at every build, and who is who."""

from __future__ import annotations

from deck.model.article import plain
from deck.model.found import Body, FoundDeck, FoundShape, FoundSlide
from deck.model.placed import PlacedDeck
from deck.ooxml.package import legal


def known_as(found: FoundDeck, meant: PlacedDeck) -> FoundDeck:
    """Return a deck of ours with the notes marked that were `derived` in what was meant; slides are known by their keys."""
    derived = {
        slide.key: frozenset(legal(plain(paragraph.text)) for paragraph in slide.notes if paragraph.derived) for slide in meant.slides
    }
    return found._replace(
        slides=tuple(slide._replace(notes=_marked(slide.notes, derived.get(slide.key, frozenset()))) for slide in found.slides)
    )


def _marked(notes: Body, derived: frozenset[str]) -> Body:
    return tuple(paragraph._replace(derived=paragraph.text in derived) for paragraph in notes)


def overlaid(washed: FoundDeck, raw: FoundDeck) -> FoundDeck | None:
    """Return a deck as another program saved it, with what it took from `raw`, the deck as we wrote it.

    Keys, numbers, layouts and derived notes of its slides; names, GUIDs and placeholders of its shapes. None where slides and shapes of
    the two are not one to one, in order.
    """
    if len(washed.slides) != len(raw.slides):
        return None
    slides = [_slide(other, ours) for other, ours in zip(washed.slides, raw.slides, strict=True)]
    return None if None in slides else washed._replace(slides=tuple(slide for slide in slides if slide is not None))


def _slide(washed: FoundSlide, raw: FoundSlide) -> FoundSlide | None:
    if len(washed.shapes) != len(raw.shapes) or any(map(_differ, washed.shapes, raw.shapes)):
        return None
    shapes = tuple(
        other._replace(name=ours.name, guid=ours.guid, kind=ours.kind, idx=ours.idx)
        for other, ours in zip(washed.shapes, raw.shapes, strict=True)
    )
    derived = frozenset(paragraph.digest for paragraph in raw.notes if paragraph.derived)
    notes = tuple(paragraph._replace(derived=paragraph.digest in derived) for paragraph in washed.notes)
    return washed._replace(key=raw.key, number=raw.number, layout=raw.layout, shapes=shapes, notes=notes)


def _differ(washed: FoundShape, raw: FoundShape) -> bool:
    """Tell whether two shapes are not the same by what they hold."""
    return washed.tag != raw.tag or _digests(washed) != _digests(raw)


def _digests(shape: FoundShape) -> list[list[str]]:
    return [[paragraph.digest for paragraph in body] for body in shape.bodies]

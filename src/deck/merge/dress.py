"""What we wrote as it is on a disk that another program saved: value by value as we wrote it, or as that program rewrites it.

After a merge a deck has both: slides that the other program rewrote, and slides, shapes and paragraphs that came from us since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from deck.model.found import Body, FoundDeck, FoundParagraph, FoundShape, FoundSlide
from deck.model.pairs import Pairs

# what is compared of a shape as a whole
FIELDS = ("box", "turned", "crop", "alt", "look", "inside", "book", "image")


def dressed(disk: FoundDeck, versions: Sequence[FoundDeck], was: Pairs) -> FoundDeck:
    """Return the first of several versions of a base, with the values of another one wherever the disk has that one's.

    All versions have the same slides, shapes and paragraphs at the same places. `was` pairs the disk with them.
    """
    first, others = versions[0], versions[1:]
    if not others:
        return first
    shapes: defaultdict[int, dict[int, FoundShape]] = defaultdict(dict)
    for (n, s), (i, j) in was.shapes.items():
        if was.slides.get(n) == i:
            shapes[n][j] = disk.slides[n].shapes[s]
    slides = list(first.slides)
    for n, i in was.slides.items():
        slides[i] = _slide(disk.slides[n], first.slides[i], [other.slides[i] for other in others], shapes[n])
    return first._replace(slides=tuple(slides))


def likeness(disk: FoundDeck, saved: FoundDeck, was: Pairs) -> float:
    """Return the share of the words of a disk and its base that are the same, and look the same, too."""
    same = alike = 0
    for (n, s), (i, j) in was.shapes.items():
        for one, other in zip(disk.slides[n].shapes[s].bodies, saved.slides[i].shapes[j].bodies, strict=False):
            looks = {(paragraph.digest, paragraph.look) for paragraph in other}
            words = {paragraph.digest for paragraph in other}
            same += sum(paragraph.digest in words for paragraph in one)
            alike += sum((paragraph.digest, paragraph.look) in looks for paragraph in one)
    return alike / same if same else 0.0


def _slide(disk: FoundSlide, first: FoundSlide, others: Sequence[FoundSlide], shapes: dict[int, FoundShape]) -> FoundSlide:
    result = list(first.shapes)
    for n, theirs in shapes.items():
        result[n] = _shape(theirs, first.shapes[n], [other.shapes[n] for other in others])
    extras = next((other.extras for other in others if other.extras == disk.extras), first.extras)
    return first._replace(shapes=tuple(result), extras=extras)


def _shape(disk: FoundShape, first: FoundShape, others: Sequence[FoundShape]) -> FoundShape:
    for other in others:
        same = {name: getattr(other, name) for name in FIELDS if getattr(other, name) == getattr(disk, name)}
        bodies = tuple(_body(theirs, ours, one) for theirs, ours, one in zip(disk.bodies, first.bodies, other.bodies, strict=False))
        first = first._replace(**same, bodies=(*bodies, *first.bodies[len(bodies) :]))
    return first


def _body(disk: Body, first: Body, other: Body) -> Body:
    """Return paragraphs in the looks of the other version where the disk has these."""
    looks = {(paragraph.digest, paragraph.look) for paragraph in disk}
    words = {paragraph.digest for paragraph in disk}
    styles = {paragraph.style for paragraph in disk}

    def worn(ours: FoundParagraph, one: FoundParagraph) -> FoundParagraph:
        known = ours.digest in words
        wears = (one.digest, one.look) in looks if known else one.style in styles and ours.style not in styles
        return ours._replace(runs=one.runs, look=one.look, style=one.style, level=one.level) if wears else ours

    return tuple(worn(ours, one) for ours, one in zip(first, other, strict=True))

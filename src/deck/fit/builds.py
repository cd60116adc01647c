"""What of a slide appears at each click, where points are to come one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deck.model.placed import Build, Part, PlacedShape, Shape

# a shape for each point ("lead 1" and "detail 1", "number 2" and "point 2", "sentence 3")
ROW = re.compile(r"(?:lead|detail|number|point|sentence) (\d+)")
# texts that have a point in each paragraph of their first level
BODY = re.compile(r"(?:points|sentences)(?: \d+)?|point")
# a thing alone on its slide is what the slide is for: nothing to wait for
FEWEST = 2


def builds_of(shapes: tuple[Shape, ...]) -> tuple[Build, ...]:
    """Return the points of a slide in their order, each with all that appears with it; nothing where there is but one."""
    texts = [shape for shape in shapes if isinstance(shape, PlacedShape)]
    rows: dict[str, list[Part]] = {}
    found: list[Build] = []
    for shape in texts:
        if row := ROW.fullmatch(shape.key):
            rows.setdefault(row[1], []).append(Part(shape.key))
        elif BODY.fullmatch(shape.key):
            found += _by_paragraph(shape)
    found += (tuple(parts) for parts in rows.values())
    return tuple(found) if len(found) >= FEWEST else ()


def _by_paragraph(shape: PlacedShape) -> Iterator[Build]:
    """Yield the paragraphs of a text, those of deeper levels with the one above them."""
    parts: list[Part] = []
    top = min((paragraph.level for paragraph in shape.paragraphs), default=0)
    for n, paragraph in enumerate(shape.paragraphs):
        if paragraph.level == top and parts:
            yield tuple(parts)
            parts = []
        parts.append(Part(shape.key, n))
    if parts:
        yield tuple(parts)

"""Several pictures on a slide: each whole, at one height in a row, with its words below or beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from deck.fit.arrange import NUMBER_WORDS, Area, Arrangement, layout_of, placeholder
from deck.fit.exhibited import Exhibited
from deck.fit.filling import Frame, largest
from deck.fit.pictures import EYE, LEAST_PIXELS
from deck.fit.text import emphasis
from deck.model.article import Image, Inline, Picture, Run
from deck.model.placed import PlacedParagraph, PlacedPicture, PlacedShape
from deck.model.slides import Gallery
from deck.model.template import Layout
from deck.model.units import Box, emu_from_points

MOST = 4
PICTURE, CAPTION = 71, 75
CAPTION_SIZES = (18.0, 16.0, 14.0)
INCH = 914_400
GAP = round(0.2 * INCH)
# pictures whose heights differ by no more than this share are made equally high
ALIKE = 0.7
# in how many rows so many pictures may stand, and how many in each
ROWS = {2: ((2,), (1, 1)), 3: ((3,), (1, 2), (2, 1)), 4: ((4,), (2, 2))}
# what stands below so many pictures stands beside them where there are more
BELOW = 3


def flow_gallery(gallery: Gallery, area: Area) -> Exhibited | None:
    """Return pictures on as few slides as hold them, about as many on each; captions that no slide shows are said instead."""
    shown = [_Shown(picture, picture.image) for picture in gallery.pictures if picture.image is not None]
    if len(shown) < 2:
        return None
    count = -(-len(shown) // MOST)
    bounds = [round(n * len(shown) / count) for n in range(count + 1)]
    pages = [_page(tuple(shown[start:end]), area) for start, end in pairwise(bounds)]
    return Exhibited(tuple(page.arrangement for page in pages), tuple(text for page in pages for text in page.told))


class _Shown(NamedTuple):
    """A picture that can be shown."""

    picture: Picture
    image: Image

    @property
    def words(self) -> str:
        return self.picture.caption.strip() or self.picture.alt.strip()

    @property
    def ratio(self) -> float:
        return self.image.width / self.image.height


class _Page(NamedTuple):
    arrangement: Arrangement
    told: tuple[Inline, ...] = ()


def _page(shown: tuple[_Shown, ...], area: Area) -> _Page:
    """Return the slide of up to four pictures: with their words where all that there are fit, else the pictures alone, and larger."""
    layout = layout_of(area, f"{NUMBER_WORDS[len(shown)]} Pictures")
    captions = [_caption(layout, n, one.words) if one.words else None for n, one in enumerate(shown)]
    worded = any(one.words for one in shown) and all(caption or not one.words for caption, one in zip(captions, shown, strict=True))
    boxes = _above_words(shown, layout, area) if worded else _alone(shown, layout, area)
    shapes: list[PlacedShape | PlacedPicture] = []
    for n, (one, box, caption) in enumerate(zip(shown, boxes, captions, strict=True)):
        alt = one.picture.alt.strip() or one.picture.caption.strip()
        shapes.append(PlacedPicture(f"picture {n + 1}", "pic", PICTURE + n, box, one.image, alt))
        shapes += [caption] if worded and caption is not None else []
    unshown = () if worded else tuple((Run(one.picture.caption.strip()),) for one in shown if one.picture.caption.strip())
    return _Page(Arrangement(layout.name, tuple(shapes)), unshown)


def _caption(layout: Layout, n: int, text: str) -> PlacedShape | None:
    """Return the words of a picture at a size that fits, None where none does."""
    frame = Frame(f"caption {n + 1}", placeholder(layout, CAPTION + n))
    filled = largest(frame, (PlacedParagraph(emphasis((Run(text),))),), CAPTION_SIZES)
    return filled.shape if filled.fits and not filled.torn else None


def _above_words(shown: tuple[_Shown, ...], layout: Layout, area: Area) -> Iterator[Box]:
    """Yield where pictures with words stand: on the line of their words where those are below, else next to them."""
    places = [placeholder(layout, PICTURE + n).box for n in range(len(shown))]
    heights = [min(place.height, place.width / one.ratio, _sharp(one)) for one, place in zip(shown, places, strict=True)]
    below = len(shown) <= BELOW
    even = below and min(heights) >= ALIKE * max(heights)
    # at the start of the line above words, at its end beside them
    share = float(area.right_to_left) if below else float(not area.right_to_left)
    for one, place, own in zip(shown, places, heights, strict=True):
        height = round(min(heights) if even else own)
        width = round(height * one.ratio)
        yield Box(place.x + round((place.width - width) * share), place.y + (place.height - height if below else 0), width, height)


def _alone(shown: tuple[_Shown, ...], layout: Layout, area: Area) -> Iterator[Box]:
    """Yield where pictures without words stand: in the rows in which they are largest, each row as wide as the others."""
    held = [placeholder(layout, idx + n).box for idx in (PICTURE, CAPTION) for n in range(len(shown))]
    left, top = min(box.x for box in held), min(box.y for box in held)
    width, height = max(box.x + box.width for box in held) - left, max(box.y + box.height for box in held) - top
    _, wide, rows = max(((*_size(rows, width, height), rows) for rows in _rows(shown)), key=lambda found: found[0])
    tall = sum(_height(row, wide) for row in rows) + GAP * (len(rows) - 1)
    y = top + (height - tall) * EYE
    for row in rows:
        x = left + (width - wide) / 2
        for one in row:
            across = _height(row, wide) * one.ratio
            mirrored = 2 * left + width - x - across if area.right_to_left else x
            yield Box(round(mirrored), round(y), round(across), round(_height(row, wide)))
            x += across + GAP
        y += _height(row, wide) + GAP


def _rows(shown: tuple[_Shown, ...]) -> Iterator[tuple[tuple[_Shown, ...], ...]]:
    for counts in ROWS[len(shown)]:
        starts = [sum(counts[:n]) for n in range(len(counts))]
        yield tuple(shown[start : start + count] for start, count in zip(starts, counts, strict=True))


def _size(rows: tuple[tuple[_Shown, ...], ...], width: int, height: int) -> tuple[float, float]:
    """Return how large pictures in rows are together, and how wide the rows are at most."""
    # the height of all rows is a * width - b
    a = sum(1 / sum(one.ratio for one in row) for row in rows)
    b = sum(GAP * (len(row) - 1) / sum(one.ratio for one in row) for row in rows)
    wide = min(width, (height - GAP * (len(rows) - 1) + b) / a)
    sharp = min(_sharp(one) / _height(row, wide) for row in rows for one in row)
    wide *= min(1.0, max(0.5, sharp))
    return sum(_height(row, wide) ** 2 * one.ratio for row in rows for one in row), wide


def _height(row: tuple[_Shown, ...], wide: float) -> float:
    return (wide - GAP * (len(row) - 1)) / sum(one.ratio for one in row)


def _sharp(one: _Shown) -> float:
    """Return how high a picture may be shown (EMU) with pixels enough."""
    return emu_from_points(one.image.height * 72 / LEAST_PIXELS)

"""Several pictures on a slide: each whole, at one height in a row, with its words below or beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from deck.fit.arrange import NUMBER_WORDS, Area, Arrangement, layout_of, placeholder
from deck.fit.exhibited import Exhibited
from deck.fit.filling import Frame, largest, set_text, sized
from deck.fit.pictures import EYE, LEAST_PIXELS
from deck.fit.text import emphasis
from deck.fit.wrap import LINE
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
# between a picture and its words below it, and lines of words there, at most
NEAR, MOST_LINES = emu_from_points(6.0), 3
# pictures whose places are their layout's are given others where they are so much larger there
LARGER = 1.15
# rows of this share of their room are as wide as that
ABOUT = 0.85


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
    boxes = list(_above_words(shown, layout, area) if worded else _alone(shown, layout, area))
    if any(one.words for one in shown) and (rows := _in_rows(shown, layout, area)) is not None:
        larger = sum(box.width * box.height for box in rows.boxes) > LARGER * sum(box.width * box.height for box in boxes)
        if larger or not worded:
            boxes, captions, worded = rows.boxes, rows.captions, True
    shapes: list[PlacedShape | PlacedPicture] = []
    for n, (one, box, caption) in enumerate(zip(shown, boxes, captions, strict=True)):
        alt = one.picture.alt.strip() or one.picture.caption.strip()
        shapes.append(PlacedPicture(f"picture {n + 1}", "pic", placeholder(layout, PICTURE + n).idx, box, one.image, alt))
        shapes += [caption] if worded and caption is not None else []
    unshown = () if worded else tuple((Run(one.picture.caption.strip()),) for one in shown if one.picture.caption.strip())
    return _Page(Arrangement(layout.known_as, tuple(shapes)), unshown)


class _Worded(NamedTuple):
    """Where pictures stand, and their words right below them."""

    boxes: list[Box]
    captions: list[PlacedShape | None]


def _in_rows(shown: tuple[_Shown, ...], layout: Layout, area: Area) -> _Worded | None:
    """Return pictures in rows in which all are equally high, each with its words below; None where these fit nowhere."""
    found = (_set_rows(shown, rows, layout, area) for rows in _rows(shown))
    return max((one for one in found if one), key=lambda one: sum(box.width * box.height for box in one.boxes), default=None)


def _set_rows(shown: tuple[_Shown, ...], rows: tuple[tuple[_Shown, ...], ...], layout: Layout, area: Area) -> _Worded | None:
    """Return pictures in these rows with their words in the largest type, and on the fewest lines, that fit."""
    whole = _whole(shown, layout)
    for size in CAPTION_SIZES:
        for lines in range(1, MOST_LINES + 1):
            strip = NEAR + emu_from_points(lines * LINE * size)
            room = whole._replace(height=whole.height - len(rows) * strip)
            boxes = list(_places(rows, room, area, strip))
            captions = [_below(layout, n, one.words, box, size, strip) for n, (one, box) in enumerate(zip(shown, boxes, strict=True))]
            if all(caption or not one.words for one, caption in zip(shown, captions, strict=True)):
                return _Worded(boxes, captions)
    return None


def _below(layout: Layout, n: int, text: str, picture: Box, size: float, strip: int) -> PlacedShape | None:
    """Return the words of a picture in the strip below it, None where they do not fit or there are none."""
    if not text:
        return None
    box = Box(picture.x, picture.y + picture.height + NEAR, picture.width, strip - NEAR)
    frame = Frame(f"caption {n + 1}", placeholder(layout, CAPTION + n)._replace(box=box))
    filled = set_text(frame, (sized(frame, PlacedParagraph(emphasis((Run(text),))), size),))
    return filled.shape._replace(apart=True) if filled.fits and not filled.torn else None


def _whole(shown: tuple[_Shown, ...], layout: Layout) -> Box:
    """Return the room that a layout has for its pictures and their words together."""
    held = [placeholder(layout, idx + n).box for idx in (PICTURE, CAPTION) for n in range(len(shown))]
    left, top = min(box.x for box in held), min(box.y for box in held)
    return Box(left, top, max(box.x + box.width for box in held) - left, max(box.y + box.height for box in held) - top)


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
    room = _whole(shown, layout)
    rows = max(_rows(shown), key=lambda rows: _size(rows, room.width, room.height)[0])
    yield from _places(rows, room, area)


def _places(rows: tuple[tuple[_Shown, ...], ...], room: Box, area: Area, strip: int = 0) -> Iterator[Box]:
    """Yield where pictures stand in rows that are all as wide, in the middle of a room; `strip` is what stays free below each row."""
    _, wide = _size(rows, room.width, room.height)
    tall = sum(_height(row, wide) for row in rows) + GAP * (len(rows) - 1)
    y = room.y + (room.height - tall) * EYE
    # what is about as wide as the room begins where its title does
    begun = 0.0 if wide >= ABOUT * room.width else (room.width - wide) / 2
    for row in rows:
        x = room.x + begun
        for one in row:
            across = _height(row, wide) * one.ratio
            mirrored = 2 * room.x + room.width - x - across if area.right_to_left else x
            yield Box(round(mirrored), round(y), round(across), round(_height(row, wide)))
            x += across + GAP
        y += _height(row, wide) + GAP + strip


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

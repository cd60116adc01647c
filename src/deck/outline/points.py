"""What a section shows: its blocks as runs of points, each with the prose that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from deck.model.article import Block, Inline, Item, Listing, Paragraph, Quote, Run, Span, plain
from deck.model.inline import cut, lines_of, one_line, trimmed
from deck.model.slides import Point
from deck.model.words import Words
from deck.outline.leads import lead_of, opens_paragraph
from deck.outline.sentences import sentences
from deck.outline.spoken import own_notes, spoken


class Series(NamedTuple):
    """Consecutive points of one kind: all with a lead and nothing below it, or a plain list."""

    led: bool
    points: tuple[Point, ...]


class Content(NamedTuple):
    """A section's body: `spoken` comes before its first point; `own_notes` are the author's, wherever they stand in it."""

    series: tuple[Series, ...]
    spoken: tuple[Inline, ...]
    own_notes: tuple[Inline, ...]


def content_of(blocks: tuple[Block, ...], tongue: Words) -> Content:
    """Return the points of a section in order; prose goes with the point before it."""
    series: list[Series] = []
    before: list[Inline] = []
    for block in (inner for outer in blocks for inner in _opened(outer, tongue)):
        points = _points_of(block, tongue)
        if points:
            led = all(point.lead and not point.children for point in points)
            if series and series[-1].led == led:
                points = (*series.pop().points, *points)
            series.append(Series(led, points))
        elif said := spoken(block):
            if series:
                series[-1] = _also_says(series[-1], said)
            else:
                before += said
    return Content(tuple(series), tuple(before), own_notes(blocks))


def _opened(block: Block, tongue: Words) -> tuple[Block, ...]:
    """Return what stands in a quotation that is a box around bold-led bullets; any other block as it is."""
    if not isinstance(block, Quote):
        return (block,)
    within = tuple(found for inner in block.blocks for found in _opened(inner, tongue))
    lists = (inner for inner in within if isinstance(inner, Listing))
    led = any(point.lead for inner in lists for point in _points_of(inner, tongue))
    return within if led else (block,)


def _points_of(block: Block, tongue: Words) -> tuple[Point, ...]:
    match block:
        case Listing(ordered=ordered, items=items, start=start):
            points = [tuple(_point_of(item, tongue)) for item in items]
            if not ordered:
                return tuple(point for found in points for point in found)
            return tuple(point._replace(number=n) for n, found in enumerate(points, start) for point in found)
        case Paragraph(span, text) if opens_paragraph(text, tongue):
            return tuple(_point(span, part, (), (), tongue) for part in _led_lines(text, tongue))
        case _:
            return ()


def _point_of(item: Item, tongue: Words) -> Iterator[Point]:
    """Yield the point of a list's item; an item that does not open with text yields the points of the lists in it."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        for block in item.blocks:
            yield from _points_of(block, tongue) or _silent(block, tongue)
        return
    children: list[Point] = []
    said: list[Inline] = []
    for block in item.blocks[1:]:
        if isinstance(block, Listing):
            children += _points_of(block, tongue)
        elif children:
            children[-1] = _followed(children[-1], spoken(block))
        else:
            said += spoken(block)
    *others, last = _led_lines(first.text, tongue)
    yield from (_point(item.span, line, (), (), tongue) for line in others)
    point = _point(item.span, last, tuple(said), tuple(children), tongue)
    yield point._replace(sentences=(*point.sentences, *_further(item, tongue)))


def _led_lines(text: Inline, tongue: Words) -> list[Inline]:
    """Return a text that opens with a lead in parts, one for each of its lines that opens with one, too."""
    first, *others = lines_of(text) if opens_paragraph(text, tongue) else [text]
    parts = [first]
    for line in others:
        if opens_paragraph(line, tongue):
            parts.append(line)
        else:
            parts[-1] = (*parts[-1], Run("\n"), *line)
    return parts


def _further(item: Item, tongue: Words) -> Iterator[Inline]:
    """Yield the sentences of the paragraphs that follow the first one of a list's item."""
    for block in item.blocks[1:]:
        if not isinstance(block, Paragraph):
            return
        yield from sentences(one_line(block.text), tongue)


def _silent(block: Block, tongue: Words) -> Iterator[Point]:
    """Yield a block that opens a list's item as a point of its own, if it says anything."""
    said = spoken(block)
    if said:
        yield _point(block.span, said[0], said[1:], (), tongue)


def _point(span: Span, text: Inline, more: tuple[Inline, ...], children: tuple[Point, ...], tongue: Words) -> Point:
    """Return the point that a bullet's text makes; its key is given later."""
    shown = trimmed(text)
    lead = lead_of(shown, tongue)
    if lead is None:
        return Point("", span, (), sentences(one_line(shown), tongue), spoken=(text, *more), children=children)
    head = one_line(lead.head)
    if lead.runs_in:
        behind = len(plain(one_line(cut(shown, 0, lead.behind))))
        first, *others = sentences(one_line(shown), tongue, behind)
        return Point("", span, head, (cut(first, behind), *others), True, (text, *more), children)
    rest = sentences(one_line(trimmed(cut(shown, lead.behind))), tongue)
    return Point("", span, head, rest, False, (text, *more), children)


def _also_says(series: Series, said: tuple[Inline, ...]) -> Series:
    *others, last = series.points
    return Series(series.led, (*others, _followed(last, said)))


def _followed(point: Point, said: tuple[Inline, ...]) -> Point:
    """Return a point with what is said behind it, which is behind all that stands below it."""
    if not point.children:
        return point._replace(spoken=(*point.spoken, *said))
    *others, last = point.children
    return point._replace(children=(*others, _followed(last, said)))

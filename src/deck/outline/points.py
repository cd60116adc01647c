"""What a section shows: its blocks as runs of points, each with the prose that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from deck.model.article import Block, Callout, Formula, Inline, Item, Listing, Paragraph, Picture, Quote, Run, Span, plain
from deck.model.inline import bold, cut, lines_of, one_line, trimmed
from deck.model.slides import Aside, Exhibit, Gallery, Point, QrCodes, Quotation, pictures_of
from deck.model.words import Words
from deck.outline.exhibits import exhibit_of, exhibits_in, is_shown, legend_of
from deck.outline.heads import HeadOf, first_texts, gathered, heads_of
from deck.outline.leads import lead_of, opens_paragraph
from deck.outline.sentences import sentences
from deck.outline.spoken import own_notes, spoken, ticked

# so many of other people's words and of boxes a section shows; the rest are said
MOST_QUOTES = 2
# the language of the names that engines give to the kinds of call-outs
ENGLISH = "en"
# beside a picture no more points than this are read
MOST_BESIDE = 4
# a list so short does not stand for itself
FEW = 3
# a picture as wide as this needs the whole width of a slide
WIDE = 2.0


class Series(NamedTuple):
    """Consecutive points of one kind: all with a lead and nothing below it, or a plain list; or an exhibit, or both side by side.

    `spoken` comes behind the exhibit, and before the points; `legend` is the sentence that introduces it.
    """

    led: bool
    points: tuple[Point, ...]
    exhibit: Exhibit | None = None
    legend: Inline = ()
    instead: tuple[Inline, ...] = ()
    spoken: tuple[Inline, ...] = ()


class Content(NamedTuple):
    """A section's body: `spoken` comes before its first point; `own_notes` are the author's, wherever they stand in it."""

    series: tuple[Series, ...]
    spoken: tuple[Inline, ...]
    own_notes: tuple[Inline, ...]


def content_of(blocks: tuple[Block, ...], tongue: Words) -> Content:
    """Return the points of a section in order; prose goes with the point before it."""
    series: list[Series] = []
    before: list[Inline] = []
    last: Block | None = None
    quotes = 0
    for block in (inner for outer in gathered(blocks, tongue) for inner in _opened(outer, tongue)):
        points = _points_of(block, tongue)
        within = tuple(exhibits_in(block))
        shown = None if points or within else exhibit_of(block)
        if isinstance(shown, Quotation | Aside):
            quotes += 1
            shown = shown if quotes <= MOST_QUOTES else None
        if points:
            # the box of a task stands before a line of a list
            led = all(point.lead and not point.children and point.done is None for point in points)
            if series and _goes_on(series[-1], led, points, apart=last is not None and not isinstance(last, Listing)):
                points = (*series.pop().points, *points)
            series.append(Series(led, points))
        elif shown is not None:
            said = spoken(block)
            # the source of a formula can be read aloud, and is in the notes for those who do not see it
            behind, instead = (said, ()) if isinstance(block, Formula) else ((), said)
            if isinstance(shown, Aside) and isinstance(block, Callout) and block.label:
                # an article in another language is not shown an English word
                if not block.title and tongue.code.partition("-")[0] == ENGLISH:
                    shown = shown._replace(title=block.head)
                else:
                    behind, instead = said[:1], said[1:]
            series.append(Series(False, (), shown, legend_of(last, tongue), instead, behind))
        elif (said := spoken(block)) and not within:
            if series:
                series[-1] = _also_says(series[-1], said)
            else:
                before += said
        series += (Series(False, (), held, legend, _instead(held)) for held, legend in within)
        last = block
    return Content(paired(series), tuple(before), own_notes(blocks))


def _instead(exhibit: Exhibit) -> tuple[Inline, ...]:
    """Return what is said where no slide can show an exhibit of a list; a formula is said with its item."""
    if isinstance(exhibit, Quotation | Aside | Formula | QrCodes):
        return ()
    said = pictures_of(exhibit) if isinstance(exhibit, Gallery) else (exhibit,)
    return tuple(text for block in said for text in spoken(block))


def _opened(block: Block, tongue: Words) -> tuple[Block, ...]:
    """Return what stands in a call-out, in a list of pictures, or in a quotation that is a box around bold-led bullets; else the block."""
    if isinstance(block, Callout):
        if exhibit_of(block) is not None and not any(_points_of(inner, tongue) for inner in block.blocks):
            return (block,)
        head = (Paragraph(block.span, bold(block.head)),) if block.head else ()
        return (*head, *(found for inner in block.blocks for found in _opened(inner, tongue)))
    if isinstance(block, Listing):
        within = tuple(inner for item in block.items for inner in item.blocks)
        return within if within and all(isinstance(inner, Picture) for inner in within) else (block,)
    if not isinstance(block, Quote):
        return (block,)
    within = tuple(found for inner in block.blocks for found in _opened(inner, tongue))
    lists = (inner for inner in within if isinstance(inner, Listing))
    led = any(point.lead for inner in lists for point in _points_of(inner, tongue))
    return within if led else (block,)


def _points_of(block: Block, tongue: Words) -> tuple[Point, ...]:
    match block:
        case Listing(ordered=ordered, items=items, start=start, style=style, step=step):
            head_of = heads_of(first_texts(items), tongue)
            points = [tuple(_point_of(item, head_of, tongue)) for item in items]
            if not ordered:
                return tuple(point for found in points for point in found)
            numbers = ((start + step * i, found) for i, found in enumerate(points))
            # no program counts below one
            return tuple(point._replace(number=max(n, 0), style=style) for n, found in numbers for point in found)
        case Paragraph(span, text) if opens_paragraph(text, tongue):
            return tuple(_point(span, part, (), (), tongue) for part in _led_lines(text, tongue))
        case _:
            return ()


def _point_of(item: Item, head_of: HeadOf, tongue: Words) -> Iterator[Point]:
    """Yield the point of a list's item; an item that does not open with text yields the points of the lists in it."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        for block in item.blocks:
            yield from _points_of(block, tongue) or (() if is_shown(block) else _silent(block, tongue))
        return
    children: list[Point] = []
    said: list[Inline] = []
    for block in item.blocks[1:]:
        if isinstance(block, Listing):
            children += _points_of(block, tongue)
        elif is_shown(block):
            continue
        elif children:
            children[-1] = _followed(children[-1], spoken(block))
        else:
            said += spoken(block)
    *others, last = _led_lines(first.text, tongue)
    yield from (_point(item.span, line, (), (), tongue, head_of) for line in others)
    point = _point(item.span, last, tuple(said), tuple(children), tongue, head_of)
    point = point._replace(sentences=(*point.sentences, *_further(item, tongue)))
    yield point._replace(done=item.done, spoken=ticked(point.spoken, item.done))


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


def _point(
    span: Span, text: Inline, more: tuple[Inline, ...], children: tuple[Point, ...], tongue: Words, head_of: HeadOf | None = None
) -> Point:
    """Return the point that a bullet's text makes, with the head that `head_of` finds; its key is given later."""
    shown = trimmed(text)
    lead = head_of(shown) if head_of is not None else lead_of(shown, tongue)
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
    if not series.points:
        return series._replace(spoken=(*series.spoken, *said))
    *others, last = series.points
    return series._replace(points=(*others, _followed(last, said)))


def _followed(point: Point, said: tuple[Inline, ...]) -> Point:
    """Return a point with what is said behind it, which is behind all that stands below it."""
    if not point.children:
        return point._replace(spoken=(*point.spoken, *said))
    *others, last = point.children
    return point._replace(children=(*others, _followed(last, said)))


def _in_galleries(series: list[Series]) -> Iterator[Series]:
    """Yield series with the pictures that stand together as one; where something is said between them they do not."""
    together: list[Series] = []
    for this in series:
        if together and (together[-1].spoken or this.legend or not _is_picture(this)):
            yield _as_one(together)
            together = []
        if _is_picture(this):
            together.append(this)
        else:
            yield this
    if together:
        yield _as_one(together)


def _as_one(together: list[Series]) -> Series:
    """Return pictures as one series, which is that of the one where it is alone."""
    first, last = together[0], together[-1]
    if first is last:
        return first
    pictures = tuple(picture for this in together for picture in pictures_of(this.exhibit))
    instead = tuple(text for this in together for text in this.instead)
    return first._replace(exhibit=Gallery(pictures[0].span, pictures), instead=instead, spoken=last.spoken)


def paired(series: list[Series]) -> tuple[Series, ...]:
    """Return series with each picture beside the few points that follow it, or else those before it."""
    found: list[Series] = []
    for this in _in_galleries(series):
        before = found[-1] if found else None
        if before is not None and _stands_beside(before, this) and _is_picture(before):
            found[-1] = this._replace(exhibit=before.exhibit, instead=before.instead, spoken=before.spoken)
        elif before is not None and _stands_beside(this, before) and _is_picture(this):
            beside = before._replace(exhibit=this.exhibit, instead=this.instead)
            found[-1] = _also_says(beside, this.spoken) if this.spoken else beside
        else:
            found.append(this)
    return tuple(found)


def _goes_on(series: Series, led: bool, points: tuple[Point, ...], *, apart: bool) -> bool:
    """Tell whether points go on with those before them; two lists without leads, or of other kinds, that prose keeps `apart` do not."""
    if not series.points or series.led != led:
        return False
    alike = bool(series.points[-1].number) == bool(points[0].number)
    return led or not apart or (alike and min(len(series.points), len(points)) < FEW)


def _is_picture(series: Series) -> bool:
    return isinstance(series.exhibit, Picture) and not series.points


def _stands_beside(picture: Series, points: Series) -> bool:
    """Tell whether points are so few and flat that they can share their slide with a picture that is not far wider than high."""
    if not isinstance(picture.exhibit, Picture) or points.exhibit is not None or not points.points:
        return False
    image = picture.exhibit.image
    flat = len(points.points) <= MOST_BESIDE and not any(point.children or point.done is not None for point in points.points)
    return flat and image is not None and image.width < WIDE * image.height

"""A section's tree as slides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from deck.model.article import Block, Chart, Code, Formula, Heading, Inline, Picture, Run, Span, Table, plain
from deck.model.inline import bold, cut, trimmed
from deck.model.settings import SectionSettings
from deck.model.slides import CARD, Aside, Exhibit, Gallery, Kind, Point, QrCodes, Quotation, Slide, Title
from deck.model.words import Words, numeral
from deck.outline.keys import Keys, pinned, slug
from deck.outline.points import Content, Series, content_of
from deck.outline.runs import runs_of
from deck.outline.spoken import spoken
from deck.outline.tree import headline
from deck.outline.wording import word_count

COLON = re.compile(r"\s*[:：]\s+|：\s*|\s+[:：]$")
NUMBER = re.compile(r"^\(?\d{1,2}[.)、．]\s*")
# a group without points has a slide of its own only when there is this much to say to it
LEAST_WORDS = 40
# groups that two slides of cards hold
MOST_CARDS = 8
# keeps what follows it in its place among words read from the right
RIGHT_TO_LEFT_MARK = "\u200f"


class Unit(NamedTuple):
    """A section or one of its groups: its heading, what stands directly under it, what its author set, and its key.

    `given` is False where its heading is a sentence of its text.
    """

    heading: Heading
    blocks: tuple[Block, ...]
    settings: SectionSettings
    key: str
    groups: tuple[Unit, ...] = ()
    given: bool = True


def all_units(unit: Unit) -> Iterator[Unit]:
    """Yield a section and every group in it, in order."""
    yield unit
    for group in unit.groups:
        yield from all_units(group)


def is_bare(unit: Unit) -> bool:
    """Tell whether nothing stands under a heading."""
    return not unit.groups and not any(isinstance(block, Picture) or spoken(block) for block in unit.blocks)


def divides(unit: Unit, following: Unit | None) -> bool:
    """Tell whether a heading stands alone above those that follow, as that of a part of the talk."""
    return following is not None and following.heading.level > unit.heading.level and is_bare(unit)


class Manner(NamedTuple):
    """How a section is shown: its number above the title (or ""), the talk's `detail`, and what joins the parts of a kicker."""

    number: str
    detail: str
    joint: str


def joint(right_to_left: bool) -> str:
    """Return what stands between the parts of a line."""
    return f" · {RIGHT_TO_LEFT_MARK}" if right_to_left else " · "


def titled(text: Inline) -> Title:
    """Return a heading as "Topic:" and claim, in two where a colon stands between words."""
    words = plain(text)
    colon = COLON.search(words)
    if colon is None or not words[: colon.start()].strip() or not words[colon.end() :].strip():
        return Title(text)
    end = words.rindex(colon.group().strip(), colon.start(), colon.end()) + 1
    return Title(trimmed(cut(text, 0, end)), trimmed(cut(text, end)))


def section_slides(unit: Unit, manner: Manner, tongue: Words, keys: Keys) -> Iterator[Slide]:
    """Yield the slides of a section: its own points, then its groups, with cards before them."""
    base = _base(unit, manner, unit.key if unit.given else "title", headline(unit.heading.text), _line(manner.number))
    yield from _unit_slides(base, unit, manner, tongue, keys)


def _unit_slides(base: Slide, unit: Unit, manner: Manner, tongue: Words, keys: Keys) -> Iterator[Slide]:
    """Yield the slides of a section or group, all in the manner of its first, `base`."""
    runs = runs_of(unit.blocks, tongue)
    contents = [content_of(run, tongue) for run in runs]
    groups = [group for group in unit.groups if not group.settings.skip]
    insides = [content_of(group.blocks, tongue) for group in groups]
    shown = len(contents) > 1 or bool(contents[0].series)
    alone = [bool(group.groups) or shown or _stands_alone(inner) for group, inner in zip(groups, insides, strict=True)]
    if shown or not unit.groups:
        yield from _own_slides(base, list(zip(runs, contents, strict=True)), keys)
    else:
        yield _chapter(base, contents[0], list(zip(groups, insides, strict=True)), alone)
    parent = plain(headline(unit.heading.text) if base.key == base.section else unnumbered(unit.heading))
    for i, group in enumerate(groups):
        if alone[i]:
            place = numeral(f"{i + 1}/{len(groups)}", tongue.digits) if len(groups) > 1 else ""
            above = manner.joint.join(filter(None, (manner.number, parent, place)))
            slide = _base(group, manner._replace(detail=base.detail), base.section, unnumbered(group.heading), _line(above))
            yield from _unit_slides(slide._replace(frozen=slide.frozen or base.frozen), group, manner, tongue, keys)


def _base(unit: Unit, manner: Manner, section: str, title: Inline, kicker: Inline) -> Slide:
    """Return a unit's slide before anything stands on it."""
    slide = Slide(unit.key, Kind.HEADLINE, unit.heading.span, section, titled(title), kicker)
    pin = bool(pinned(unit.settings.key or unit.heading.anchor))
    return slide._replace(
        detail=unit.settings.detail or manner.detail, layout=unit.settings.layout, pinned=pin, frozen=unit.settings.freeze
    )


def keyed(slide: Slide, keys: Keys) -> Slide:
    """Return the slide with a key on each of its points."""

    def name(points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(
            point._replace(key=keys.take(f"{slide.key}/{slug(_first_words(point))}"), children=name(point.children)) for point in points
        )

    return slide._replace(points=name(slide.points))


def _first_words(point: Point) -> str:
    return plain(point.lead or (point.sentences[0] if point.sentences else ()))


def _line(text: str) -> Inline:
    return (Run(text),) if text else ()


def unnumbered(heading: Heading) -> Inline:
    """Return the words of a group's heading without a number before them: its place is told above the title."""
    text = headline(heading.text)
    number = NUMBER.match(plain(text))
    return cut(text, number.end()) if number and number.end() < len(plain(text)) else text


def _own_slides(base: Slide, runs: list[tuple[tuple[Block, ...], Content]], keys: Keys) -> Iterator[Slide]:
    """Yield the slides of what stands directly under a heading, run after run."""
    for i, (run, content) in enumerate(runs):
        slide = base if i == 0 else base._replace(key=keys.take(base.key, "~"), layout="", span=run[0].span)
        yield from _series_slides(slide, content, keys)


def _series_slides(base: Slide, content: Content, keys: Keys) -> Iterator[Slide]:
    """Yield a slide a run of points, or the title alone; what is said before the points goes with the first."""
    first = base._replace(spoken=content.spoken, own_notes=content.own_notes)
    if not content.series:
        yield first
    for i, series in enumerate(content.series):
        slide = first if i == 0 else base._replace(key=keys.take(base.key.partition("~")[0], "~"), layout="")
        yield keyed(_with(slide, series), keys)


def _with(slide: Slide, series: Series) -> Slide:
    """Return the slide with what a series shows."""
    kind = _kind_of(series.exhibit) if series.exhibit and not series.points else Kind.POINTS if series.led else Kind.LIST
    slide = slide._replace(kind=kind, points=series.points, spoken=(*slide.spoken, *series.spoken))
    return slide._replace(exhibit=series.exhibit, legend=series.legend, instead=series.instead)


def _kind_of(exhibit: Exhibit) -> Kind:
    match exhibit:
        case Table():
            return Kind.TABLE
        case Chart():
            return Kind.CHART
        case Code():
            return Kind.CODE
        case Picture() | Gallery():
            return Kind.PICTURE
        case Formula():
            return Kind.FORMULA
        case Quotation():
            return Kind.QUOTE
        case Aside():
            return Kind.CALLOUT
        case QrCodes():
            return Kind.QR_CODES


def _stands_alone(content: Content) -> bool:
    return bool(content.series) or sum(map(word_count, content.spoken)) >= LEAST_WORDS


def _chapter(base: Slide, content: Content, groups: list[tuple[Unit, Content]], alone: list[bool]) -> Slide:
    """Return the slide that shows a section's groups; it speaks for those that have no slide of their own."""
    cards = []
    own = [*content.own_notes]
    for (group, inner), apart in zip(groups, alone, strict=True):
        heading = titled(unnumbered(group.heading))
        said = () if apart else (bold(headline(group.heading.text)), *inner.spoken)
        own += () if apart else inner.own_notes
        claim = (heading.claim,) if heading.claim else ()
        lead = _without_colon(heading.topic) if claim else heading.topic
        cards.append(Point(f"{group.key}{CARD}", group.heading.span, lead, claim, spoken=said, target=group.key if apart else ""))
    # names that no slide of their own shows are read here, however many they are
    kind = Kind.LIST if len(cards) > MOST_CARDS and not all(alone) else Kind.CHAPTER
    return base._replace(kind=kind, points=tuple(cards), spoken=content.spoken, own_notes=tuple(own))


def _without_colon(topic: Inline) -> Inline:
    return trimmed(topic, ":：")


def title_slide(title: Inline, subtitle: str, description: str, byline: str, said: tuple[Inline, ...], span: Span) -> Slide:
    """Return the first slide; the part behind the title's colon, the subtitle or a short description stands below it."""
    two = titled(title)
    under: Inline = ()
    shown = Title(title)
    if subtitle:
        under = (Run(subtitle),)
    elif two.claim:
        shown, under = Title(_without_colon(two.topic)), two.claim
    elif 0 < len(description.split()) <= 24:
        under = (Run(description),)
    return Slide("title", Kind.TITLE, span, "title", shown, (), under, (Run(byline),) if byline else (), spoken=said)

"""A section's tree as slides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from deck.model.article import Inline, Paragraph, Run, Span, plain
from deck.model.inline import bold, cut, trimmed
from deck.model.settings import SectionSettings
from deck.model.slides import Kind, Point, Slide, Title
from deck.outline.keys import Keys, slug
from deck.outline.points import Content, Series, Tongue, content_of, spoken
from deck.outline.sentences import sentences
from deck.outline.tree import Closing, Group, Part, headline

COLON = re.compile(r"\s*[:：]\s+|：\s*|\s+[:：]$")
NUMBER = re.compile(r"^\(?\d{1,2}[.)、．]\s*")
QUESTION = ("?", "？", "؟", "՞", "፧", ";", "\u037e")
CLOSERS = " \u00a0\u202f»”’\"'）)」』"
MOST_CARDS = 4
# a group without points has a slide of its own only when there is this much to say to it
LEAST_WORDS = 40


def joint(right_to_left: bool) -> str:
    """Return what stands between the parts of a line; a mark keeps numbers in their place among words read from the right."""
    return " · ‏" if right_to_left else " · "


class Manner(NamedTuple):
    """How a section is shown: its number above the title (or ""), its settings, and what joins the parts of a kicker."""

    number: str
    settings: SectionSettings
    detail: str
    joint: str


def titled(text: Inline) -> Title:
    """Return a heading as "Topic:" and claim, in two where a colon stands between words."""
    words = plain(text)
    colon = COLON.search(words)
    if colon is None or not words[: colon.start()].strip() or not words[colon.end() :].strip():
        return Title(text)
    end = words.rindex(colon.group().strip(), colon.start(), colon.end()) + 1
    return Title(trimmed(cut(text, 0, end)), trimmed(cut(text, end)))


def part_slides(part: Part, manner: Manner, key: str, tongue: Tongue, keys: Keys) -> Iterator[Slide]:
    """Yield the slides of a section: its own points, then its groups, with cards before them."""
    title = headline(part.heading.text)
    content = content_of(part.blocks, tongue)
    base = Slide(key, Kind.HEADLINE, part.heading.span, key, titled(title), _kicker(manner.number))
    base = base._replace(detail=manner.detail, layout=manner.settings.layout)
    if not part.groups:
        yield from _series_slides(base, content, keys)
        return
    groups = [(group, content_of(group.blocks, tongue)) for group in part.groups]
    names = [keys.take(f"{key}/{slug(plain(_unnumbered(group)))}") for group in part.groups]
    alone = [_stands_alone(inner) for _, inner in groups]
    if content.series:
        yield from _series_slides(base, content, keys)
    else:
        yield _chapter(base, content, groups, names, alone)
    for i, ((group, inner), name) in enumerate(zip(groups, names, strict=True)):
        if alone[i] or content.series:
            above = manner.joint.join(filter(None, (manner.number, plain(title), f"{i + 1}/{len(groups)}" if len(groups) > 1 else "")))
            slide = base._replace(key=name, span=group.heading.span, title=titled(_unnumbered(group)), kicker=(Run(above),), layout="")
            yield from _series_slides(slide, inner, keys)


def closing_slide(closing: Closing, tongue: Tongue) -> Slide:
    """Return the slide that stays up during the questions: the first question large, one that follows it below."""
    said = sentences(closing.text, *tongue)
    asked = [i for i, sentence in enumerate(said) if is_question(sentence)]
    texts = tuple(text for block in closing.blocks for text in spoken(block))
    slide = Slide("closing", Kind.QUESTION, closing.span, "closing", Title(closing.label), spoken=texts)
    if not asked:
        return slide._replace(under=said[0] if said else ()) if closing.label else slide._replace(title=Title(said[0]))
    first = asked[0]
    under = said[first + 1] if first + 1 in asked else ()
    return slide._replace(title=Title(said[first]), kicker=closing.label, under=under)


def asked_in(part: Part, tail: Closing | None) -> Closing:
    """Return a section as the closing that its author made it; what follows the last rule is spoken after it."""
    blocks = [*part.blocks]
    for group in part.groups:
        blocks += [group.heading, *group.blocks]
    text = next((block.text for block in blocks if isinstance(block, Paragraph)), ())
    return Closing(part.heading.span, headline(part.heading.text), text, (*blocks, *(tail.blocks if tail else ())))


def is_question(sentence: Inline) -> bool:
    return plain(sentence).rstrip(CLOSERS).endswith(QUESTION)


def keyed(slide: Slide, keys: Keys) -> Slide:
    """Return the slide with a key on each of its points."""

    def name(points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(
            point._replace(key=keys.take(f"{slide.key}/{slug(_first_words(point))}"), children=name(point.children)) for point in points
        )

    return slide._replace(points=name(slide.points))


def _first_words(point: Point) -> str:
    return plain(point.lead or (point.sentences[0] if point.sentences else ()))


def _kicker(text: str) -> Inline:
    return (Run(text),) if text else ()


def _unnumbered(group: Group) -> Inline:
    text = headline(group.heading.text)
    number = NUMBER.match(plain(text))
    return cut(text, number.end()) if number and number.end() < len(plain(text)) else text


def _series_slides(base: Slide, content: Content, keys: Keys) -> Iterator[Slide]:
    """Yield a slide a run of points, or the title alone; what is said before the points goes with the first."""
    first = base._replace(spoken=content.spoken, own_notes=content.own_notes)
    if not content.series:
        yield first
    for i, series in enumerate(content.series):
        slide = first if i == 0 else base._replace(key=keys.take(base.key, "~"))
        yield keyed(_with(slide, series), keys)


def _with(slide: Slide, series: Series) -> Slide:
    return slide._replace(kind=Kind.POINTS if series.led else Kind.LIST, points=series.points)


def _stands_alone(content: Content) -> bool:
    return bool(content.series) or sum(len(plain(text).split()) for text in content.spoken) >= LEAST_WORDS


def _chapter(base: Slide, content: Content, groups: list[tuple[Group, Content]], names: list[str], alone: list[bool]) -> Slide:
    """Return the slide that shows a section's groups; it speaks for those that have no slide of their own."""
    cards = []
    for (group, inner), name, own in zip(groups, names, alone, strict=True):
        heading = titled(_unnumbered(group))
        said = () if own else (bold(headline(group.heading.text)), *inner.spoken)
        claim = (heading.claim,) if heading.claim else ()
        lead = _without_colon(heading.topic) if claim else heading.topic
        cards.append(Point(f"{name}#card", group.heading.span, lead, claim, spoken=said, target=name if own else ""))
    return base._replace(kind=Kind.CHAPTER, points=tuple(cards), spoken=content.spoken, own_notes=content.own_notes)


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

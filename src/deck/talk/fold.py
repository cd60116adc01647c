"""A shorter talk of the same article: what gives way when all that there is to say takes longer than the slot.

In this order, the lightest section first: groups become cards of their section, details go to the notes, whole sections stand hidden
behind the closing. What is not shown is in the notes of its section, or on a hidden slide of it; no key changes. How long a slide takes
that is not read out is told in docs/analysis/time.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from deck.findings import Finding, Severity
from deck.model.article import Inline, plain
from deck.model.inline import bold, trimmed
from deck.model.slides import CARD, Aside, Deck, Kind, Point, Quotation, Section, Slide, muted
from deck.model.words import numeral
from deck.talk.speech import SECONDS_A_SLIDE, SECONDS_FOR_A_QUESTION, characters, expected_minutes, said_on

# a slide is talked about for so long at least, one that only says what comes for so long
LEAST_SECONDS, SIGNPOST_SECONDS = 25.0, 10.0
# points, cards and bullets that share a slide; more cards than these are a list on one
MOST_POINTS, MOST_CARDS, MOST_BULLETS = 4, 8, 8
# letters that make a word in scripts without spaces
UNSPACED, LETTERS_A_WORD = ("Hans", "Hant", "Jpan", "Khmr", "Laoo", "Mymr", "Thai"), 2.5
ENDS = ("title", "opening", "closing")


class Folds(NamedTuple):
    """What is folded: parts (their keys) whose groups are cards, whose details are in the notes, that are hidden.

    A part is a section, or a slide's worth of an article without headings, which has no sections.
    """

    cards: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


def fold(deck: Deck, slot: float | None, speech: float) -> tuple[Deck, tuple[Finding, ...]]:
    """Return the deck as it can be told in `slot` minutes, and what that took; as it is where all of it can be said, or without a slot.

    `speech` is the time for one character in milliseconds.
    """
    if slot is None or expected_minutes(deck, speech) <= slot:
        return deck, ()
    slides = _by_part(deck)
    folds, takes = Folds(), _minutes(deck.slides, speech)
    for kind, key in _candidates(deck, slides):
        if takes <= slot:
            break
        further = folds._replace(**{kind: getattr(folds, kind) | {key}})
        shorter, longer = (_minutes(_part(key, slides[key], by), speech) for by in (further, folds))
        if shorter < longer:
            folds, takes = further, takes - longer + shorter
    folded = _folded(deck, slides, folds)
    return folded, tuple(_told(deck, folded, folds, slot, _minutes(folded.slides, speech)))


def left_out(deck: Deck, folded: Deck) -> frozenset[str]:
    """Return the keys of the slides that folding took out of a deck, whose words its cards say."""
    return frozenset(slide.key for slide in deck.slides) - {slide.key for slide in folded.slides}


def _candidates(deck: Deck, slides: Mapping[str, list[Slide]]) -> Iterator[tuple[str, str]]:
    """Yield what may give way, in order: the kind of fold, and the part. What its author froze does not."""
    inner = [key for key in slides if key not in ENDS][1:-1]
    free = (key for key in slides if not any(slide.frozen for slide in slides[key]))
    by_weight = sorted(free, key=lambda key: _weight(slides[key], deck.language.script))
    yield from (("cards", key) for key in by_weight if any(map(_of_group, slides[key])))
    yield from (("bare", key) for key in by_weight if any(map(_shows_details, slides[key])))
    yield from (("hidden", key) for key in by_weight if key in inner)


def _folded(deck: Deck, slides: Mapping[str, list[Slide]], folds: Folds) -> Deck:
    """Return the deck with all that is folded; what is hidden and no section stays where it is."""
    sections = sorted(deck.sections, key=lambda section: section.key in folds.hidden)
    behind = folds.hidden.intersection(section.key for section in sections)
    parts = sorted(slides, key=lambda key: key in behind)
    placed = (slide for key in parts for slide in _part(key, slides[key], folds))
    renumbered = _renumbered(placed, deck.sections, sections, deck.digits)
    return deck._replace(slides=tuple(renumbered), sections=tuple(sections))


def _part(key: str, slides: list[Slide], folds: Folds) -> list[Slide]:
    """Return the slides of a part as folded; one that is hidden is not, for those who ask."""
    if key in folds.hidden:
        return [slide._replace(hidden=True) for slide in slides]
    folded = _carded(slides) if key in folds.cards else slides
    return [slide._replace(detail="none") if key in folds.bare and _shows_details(slide) else slide for slide in folded]


def _by_part(deck: Deck) -> dict[str, list[Slide]]:
    found: dict[str, list[Slide]] = {}
    for slide in deck.slides:
        found.setdefault(_part_of(slide), []).append(slide)
    return found


def _part_of(slide: Slide) -> str:
    """Return the key of the part of a talk that a slide is of."""
    return _stem(slide) if slide.section in ENDS else slide.section


def _renumbered(slides: Iterable[Slide], before: tuple[Section, ...], after: list[Section], digits: str) -> Iterator[Slide]:
    """Yield slides with the number above their title as their section now stands in the talk, so that no number is missing in it."""
    old, new = _numbers(before, digits), _numbers(after, digits)
    for slide in slides:
        was = old.get(slide.section, "")
        first, *others = slide.kicker or ((),)
        if was and first and first.text.startswith(was):
            number = first._replace(text=new[slide.section] + first.text.removeprefix(was))
            yield slide._replace(kicker=(number, *others))
        else:
            yield slide


def _numbers(sections: tuple[Section, ...] | list[Section], digits: str) -> dict[str, str]:
    inner = [section.key for section in sections if section.key not in ENDS]
    return {key: numeral(f"{number:02}", digits) for number, key in enumerate(inner, 1)}


def _carded(slides: list[Slide]) -> list[Slide]:
    """Return a section with its groups as cards, which say all that their slides said.

    What a group shows as it is, a picture, a table, code, stays behind them on a hidden slide, one click away.
    """
    own = [slide for slide in slides if not _of_group(slide)]
    groups: dict[str, list[Slide]] = {}
    for slide in slides:
        if _of_group(slide):
            groups.setdefault(_stem(slide), []).append(slide)
    if not own or not groups:
        return slides
    chapter = next((slide for slide in own if slide.kind is Kind.CHAPTER), None)
    if chapter is None:
        first = own[0]
        span = next(iter(groups.values()))[0].span
        chapter = Slide(f"{first.section}#cards", Kind.CHAPTER, span, first.section, first.title, first.kicker)
        chapter = chapter._replace(points=tuple(_card(key, inner[0]) for key, inner in groups.items()))
        own.append(chapter)
    cards = tuple(_speaking(card, groups.get(card.target, [])) for card in chapter.points)
    noted = (text for slide in slides if _of_group(slide) for text in slide.own_notes)
    # names that stand for all that is said are read, however many they are
    kind = Kind.LIST if len(cards) > MOST_CARDS else Kind.CHAPTER
    folded = chapter._replace(kind=kind, points=cards, own_notes=(*chapter.own_notes, *noted))
    return [*(folded if slide is chapter else slide for slide in own), *_exhibited(groups)]


def _card(key: str, slide: Slide) -> Point:
    """Return the card of a group, as that of a section that shows nothing else."""
    title = slide.title
    return Point(
        f"{key}{CARD}",
        slide.span,
        trimmed(title.topic, ":\uff1a") if title.claim else title.topic,
        (title.claim,) if title.claim else (),
        target=key,
    )


def _speaking(card: Point, slides: list[Slide]) -> Point:
    """Return a card that says what the slides of its group said, and leads to what they show as it is."""
    if not slides:
        return card
    said = tuple(text for slide in slides for text in said_on(slide))
    shown = next((slide.key for slide in slides if slide.exhibit), "")
    return card._replace(spoken=(bold(slides[0].title.text), *said), target=shown)


def _exhibited(groups: dict[str, list[Slide]]) -> Iterator[Slide]:
    for slide in (slide for slides in groups.values() for slide in slides if slide.exhibit):
        yield slide._replace(hidden=True, spoken=(), own_notes=(), points=muted(slide.points))


def _of_group(slide: Slide) -> bool:
    return slide.kind is not Kind.AGENDA and _stem(slide) != _part_of(slide)


def _stem(slide: Slide) -> str:
    """Return the key of what a slide shows, of which it may be a further one."""
    return slide.key.partition("~")[0]


def _shows_details(slide: Slide) -> bool:
    """Tell whether a slide shows sentences that can go to the notes: those behind a lead that does not run on into them."""
    led = any(point.lead and point.sentences and not point.runs_in for point in _every(slide.points))
    return led and slide.kind in (Kind.POINTS, Kind.LIST) and slide.detail != "none"


def _every(points: tuple[Point, ...]) -> Iterator[Point]:
    for point in points:
        yield point
        yield from _every(point.children)


def _weight(slides: list[Slide], script: str) -> float:
    """Return what a section weighs: its words and its points."""
    words = sum(_words(plain(text), script) for slide in slides for text in said_on(slide))
    return words + sum(1 for slide in slides if slide.kind in (Kind.POINTS, Kind.LIST) for _ in _every(slide.points))


def _words(text: str, script: str) -> float:
    return len(text) / LETTERS_A_WORD if script in UNSPACED else len(text.split())


def _minutes(slides: Iterable[Slide], speech: float) -> float:
    """Return how long slides take at least, in minutes, when the notes are not read out."""
    return sum(_least(slide, speech) for slide in slides if not slide.hidden) / 60


def _least(slide: Slide, speech: float) -> float:
    """Return the seconds that a slide takes at least: those to say what stands on it, and never fewer than it takes to be taken in."""
    pages = _pages(slide)
    saying = characters(_shown(slide)) * speech / 1000 + SECONDS_A_SLIDE * pages
    if slide.kind is Kind.QUESTION:
        return max(saying, SECONDS_FOR_A_QUESTION)
    leads_on = slide.kind is Kind.CHAPTER and all(point.target and not point.spoken for point in slide.points)
    return max(saying, SIGNPOST_SECONDS if leads_on or slide.kind in (Kind.TITLE, Kind.AGENDA) else LEAST_SECONDS * pages)


def _pages(slide: Slide) -> int:
    """Return about how many slides one as it is meant will need."""
    count = len(slide.points)
    if slide.kind is Kind.POINTS or (slide.kind is Kind.CHAPTER and count <= MOST_CARDS):
        return max(1, -(-count // MOST_POINTS))
    return max(1, -(-sum(1 for _ in _every(slide.points)) // MOST_BULLETS)) if slide.kind is Kind.LIST else 1


def _shown(slide: Slide) -> Iterator[Inline]:
    """Yield what a slide gives to read."""
    yield from (slide.title.text, slide.under, slide.legend, *slide.statements)
    if isinstance(slide.exhibit, Quotation):
        yield from (*slide.exhibit.text, slide.exhibit.source)
    if isinstance(slide.exhibit, Aside):
        yield from (slide.exhibit.title, *slide.exhibit.text)
    for point in _every(slide.points):
        yield point.lead
        if slide.detail == "full":
            yield from point.sentences
        elif slide.detail == "first" or point.runs_in or not point.lead:
            yield from point.sentences[:1]


def _told(deck: Deck, folded: Deck, folds: Folds, slot: float, takes: float) -> Iterator[Finding]:
    """Yield what was folded, and whether that was not enough."""
    kept = {slide.key for slide in folded.slides if not slide.hidden}
    shown = [slide for slide in deck.slides if _part_of(slide) not in folds.hidden]
    cards = sum(slide.key not in kept for slide in shown)
    bare = sum(_part_of(slide) in folds.bare and slide.key in kept and _shows_details(slide) for slide in shown)
    sections = sum(section.key in folds.hidden for section in deck.sections)
    alone = sum(slide.hidden and slide.section in ENDS for slide in folded.slides)
    last = "closing" if any(section.key == "closing" for section in deck.sections) else "last section"
    done = (
        f"{_count(cards, 'slide')} into cards" if cards else "",
        f"details of {_count(bare, 'slide')} to the notes" if bare else "",
        f"{_count(sections, 'section')} hidden after the {last}" if sections else "",
        f"{_count(alone, 'slide')} hidden" if alone else "",
    )
    if any(done):
        yield Finding("D405", Severity.NOTE, f"folded to {_slot(slot)}: {', '.join(filter(None, done))}")
    if takes > slot:
        message = f"what is left takes about {_slot(round(takes, 1))}, the slot is {_slot(slot)}; skip a section, or ask for more"
        yield Finding("D406", Severity.WARNING, message)


def _slot(minutes: float) -> str:
    return f"{minutes:g} minute" + ("" if minutes == 1 else "s")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")

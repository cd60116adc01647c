"""A new outline under the keys of the last build: what was reworded, moved or has new neighbours is known again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from deck.model.article import plain
from deck.model.identity import KnownPoint, KnownSlide
from deck.model.likeness import words_in
from deck.model.slides import CARD, Deck, Kind, Point, Slide
from deck.outline.keys import RESERVED, Keys
from deck.outline.likeness import LEAST_FOR_SURE, Entry, Likeness

Names = Mapping[str, str]


class _Outline(NamedTuple):
    """Slides and points by what they belong to: units are sections and their groups, in order, with all of their text."""

    units: tuple[Entry, ...]
    slides: tuple[Entry, ...]
    points: tuple[Entry, ...]
    pinned: frozenset[str]


def known(deck: Deck) -> tuple[KnownSlide, ...]:
    """Return what the next build must know of an outline."""
    return tuple(
        KnownSlide(
            slide.key, slide.section, str(slide.kind), slide.pinned, plain(slide.title.text), _said(slide), tuple(_points(slide.points))
        )
        for slide in deck.slides
    )


def settled(deck: Deck, before: tuple[KnownSlide, ...]) -> Deck:
    """Return the outline with the keys that its slides and points had in the last build; what is new has a key that nothing had."""
    if not before:
        return deck
    now = known(deck)
    new, old = _outline_of(now), _outline_of(before)
    again = _units_again(new, old)
    units = _unit_names(new, again, before)
    slides = _slide_names(new, _slides_again(new, old, again), units, before)
    points = _point_names(now, _points_again(new, old, again), slides, before, units)
    sections = tuple(section._replace(key=units.get(section.key, section.key)) for section in deck.sections)
    named = (_named(slide, units, slides, points) for slide in deck.slides)
    return deck._replace(sections=sections, slides=tuple(named))


def _points(points: Iterable[Point]) -> Iterator[KnownPoint]:
    for point in points:
        said = point.spoken or (point.lead, *point.sentences)
        # a card speaks only for a group without a slide; its own words are the group's title
        words = (point.lead, *point.sentences, *point.spoken) if point.key.endswith(CARD) else said
        yield KnownPoint(point.key, plain(point.lead), " ".join(map(plain, words)))
        yield from _points(point.children)


def _said(slide: Slide) -> str:
    return " ".join(map(plain, (*slide.spoken, *slide.instead)))


def _unit_of(key: str) -> str:
    """Return the section or group that a slide or card is of."""
    return key.removesuffix(CARD).partition("~")[0]


def _outline_of(slides: tuple[KnownSlide, ...]) -> _Outline:
    """Return the slides and points to compare. The agenda is none of them: all that it says is said elsewhere."""
    shown = [slide for slide in slides if slide.kind != Kind.AGENDA]
    titles: dict[str, tuple[str, str]] = {}
    texts: dict[str, list[str]] = {}
    for slide in shown:
        unit = _unit_of(slide.key)
        titles.setdefault(unit, (slide.title, "" if slide.section == unit else slide.section))
        texts.setdefault(unit, []).extend((slide.text, *(point.text for point in slide.points)))
    for slide in shown:
        for point in slide.points:
            unit = _unit_of(point.key)
            if point.key.endswith(CARD) and unit not in titles:
                titles[unit], texts[unit] = (point.lead, slide.section), [point.text]
    units = (_entry(unit, home, title, " ".join((title, *texts[unit]))) for unit, (title, home) in titles.items())
    runs = (
        _entry(slide.key, _unit_of(slide.key), "", " ".join((slide.kind, slide.text, *(point.text for point in slide.points))))
        for slide in shown
    )
    points = (
        _entry(point.key, _unit_of(slide.key), point.lead, point.text)
        for slide in shown
        for point in slide.points
        if not point.key.endswith(CARD)
    )
    pinned = frozenset(_unit_of(slide.key) for slide in shown if slide.pinned) | RESERVED
    return _Outline(tuple(units), tuple(runs), tuple(points), pinned)


def _entry(key: str, home: str, head: str, text: str) -> Entry:
    return Entry(key, home, words_in(head), words_in(text))


def _units_again(new: _Outline, old: _Outline) -> Names:
    """Return what sections and groups were called: the pinned ones first; a section may have been a group, or become one."""
    places = {entry.key: j for j, entry in enumerate(old.units)}
    likeness = Likeness(new.units, old.units, {})
    for i, entry in enumerate(new.units):
        if entry.key in new.pinned and entry.key in places:
            likeness.pair(i, places[entry.key])
    for some in (_is_section, _is_named):
        likeness.by_text(some, elsewhere=some is _is_named)
    for some in (_is_section, _is_named):
        likeness.by_words(some, elsewhere=some is _is_named, least=LEAST_FOR_SURE)
    for some in (_is_section, _is_named):
        likeness.by_head(some)
    for some in (_is_section, _is_named):
        likeness.by_words(some, elsewhere=some is _is_named)
        likeness.by_place(some)
    return _names_by(likeness)


def _is_named(unit: Entry) -> bool:
    """Tell whether a unit has a name of its own, unlike the talk's opening and closing."""
    return unit.key not in RESERVED


def _is_section(unit: Entry) -> bool:
    return _is_named(unit) and not unit.home


def _slides_again(new: _Outline, old: _Outline, units: Names) -> Names:
    """Return what the slides within each section or group were called."""
    likeness = Likeness(new.slides, old.slides, units)
    here, there = (Counter(slide.home for slide in side.slides) for side in (new, old))
    alone = {slide.home: j for j, slide in enumerate(old.slides) if there[slide.home] == 1}
    for i, slide in enumerate(new.slides):
        if here[slide.home] == 1 and (home := units.get(slide.home)) in alone:
            likeness.pair(i, alone[str(home)])
    likeness.by_text()
    likeness.by_words()
    likeness.by_place()
    return _names_by(likeness)


def _points_again(new: _Outline, old: _Outline, units: Names) -> Names:
    """Return what the points were called, those that went to another section or group among them."""
    likeness = Likeness(new.points, old.points, units)
    likeness.by_text(elsewhere=True)
    likeness.by_words(least=LEAST_FOR_SURE)
    likeness.by_head()
    likeness.by_words(elsewhere=True)
    likeness.by_place()
    return _names_by(likeness)


def _names_by(likeness: Likeness) -> Names:
    return {likeness.new[i].key: likeness.old[j].key for i, j in likeness.pairs.items()}


def _unit_names(new: _Outline, again: Names, before: tuple[KnownSlide, ...]) -> Names:
    """Return the keys of sections and groups: the author's, or those that they had, or new ones."""
    names = {unit.key: unit.key for unit in new.units if unit.key in new.pinned}
    names |= {key: was for key, was in again.items() if key not in names and was not in names}
    keys = Keys((*_keys_in(before), *names.values()))
    for unit in new.units:
        if unit.key not in names:
            home = names.get(unit.home, "")
            names[unit.key] = keys.take(home + unit.key.removeprefix(unit.home) if unit.key.startswith(f"{unit.home}/") else unit.key)
    return names


def _slide_names(new: _Outline, again: Names, units: Names, before: tuple[KnownSlide, ...]) -> Names:
    """Return the keys of slides: that of their section or group, and the number that they had in it, or a new one."""
    names = {
        slide.key: units[slide.home] + again[slide.key].removeprefix(_unit_of(again[slide.key]))
        for slide in new.slides
        if slide.key in again
    }
    keys = Keys((*(slide.key for slide in before), *names.values()))
    for slide in new.slides:
        if slide.key not in names:
            names[slide.key] = keys.take(units[slide.home], "~")
    return names


def _point_names(now: tuple[KnownSlide, ...], again: Names, slides: Names, before: tuple[KnownSlide, ...], units: Names) -> Names:
    """Return the keys of points: those that they had, or new ones behind that of their slide."""
    names = dict(again)
    keys = Keys((*_keys_in(before), *names.values(), *units.values()))
    for slide in now:
        for point in slide.points:
            if point.key.endswith(CARD):
                names[point.key] = units[_unit_of(point.key)] + CARD
            elif point.key not in names:
                names[point.key] = keys.take(slides[slide.key] + point.key.removeprefix(slide.key))
    return names


def _keys_in(slides: tuple[KnownSlide, ...]) -> Iterator[str]:
    """Yield every key that a build gave out."""
    for slide in slides:
        yield from (
            slide.key,
            _unit_of(slide.key),
            *(point.key for point in slide.points),
            *(_unit_of(point.key) for point in slide.points),
        )


def _named(slide: Slide, units: Names, slides: Names, points: Names) -> Slide:
    """Return a slide under its name, and all that it leads to."""

    def with_names(below: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(
            point._replace(key=points[point.key], target=slides.get(point.target, point.target), children=with_names(point.children))
            for point in below
        )

    return slide._replace(key=slides[slide.key], section=units[slide.section], points=with_names(slide.points))

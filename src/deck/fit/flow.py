"""How points give way when they do not fit: in the one order that the contract names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from math import inf
from typing import NamedTuple, TypeVar

from deck.errors import ArticleError
from deck.fit.arrange import FAMILIES, MOST_POINTS, Area, Arrange, Arrangement, Sizes, numbered_cards
from deck.fit.text import shown_words
from deck.model.counting import count_words
from deck.model.inline import is_mark
from deck.model.slides import Point, Slide

# lead and detail in points, descending; what stands in the first row is comfortable, the last is the floor below which details give way
COMFORT: tuple[Sizes, ...] = ((32, 28), (32, 26), (28, 26), (28, 24), (28, 22), (26, 22), (24, 22))
BOLD: tuple[Sizes, ...] = ((36, 22), (32, 22), (28, 22), (26, 22), (24, 22), (22, 22))
SMALL: tuple[Sizes, ...] = ((22, 20), (20, 20), (20, 18), (18, 18))
# two short claims, one on light and one on dark ground, are set larger than anything else
CONTRAST: tuple[Sizes, ...] = ((36, 30), *COMFORT)
LAST_RESORT: tuple[Sizes, ...] = tuple((float(n), float(n)) for n in (16, 14, 12, 11, 10, 9, 8, 7, 6, 5, 4))
# beyond these a slide is read and not listened to: it is split, or its details go to the notes
TOO_MANY_WORDS = 90
# a preferred way of arranging is kept while another would gain less than this many steps in size
STEPS_FOR_PREFERENCE = 2
# one below the other, points do not stand apart: so many steps more must be gained by it
STEPS_FOR_STACK = 4
# slides in a row that may be arranged alike, unless in rows
MOST_ALIKE = 4


T = TypeVar("T")


class Flowed(NamedTuple):
    """Points on their slides: `parts` beside the arrangement of each; `detail` as shown; `family` names the way of arranging."""

    parts: tuple[tuple[Point, ...], ...]
    arrangements: tuple[Arrangement, ...]
    detail: str
    family: str


class _Attempt(NamedTuple):
    parts: tuple[tuple[Point, ...], ...]
    detail: str
    sizes: tuple[Sizes, ...]
    families: tuple[str, ...]


def flow(slide: Slide, area: Area, before: tuple[str, ...]) -> Flowed:
    """Return a slide's points on one slide or more; `before` are the families of the slides before, for the rhythm."""
    for attempt in _attempts(slide, before):
        if flowed := _try(attempt, area):
            return flowed
    return _one_a_slide(slide, area)


def split(things: tuple[T, ...], parts: int) -> tuple[tuple[T, ...], ...]:
    """Return things in `parts` runs as even as can be, the longer ones first (5 = 3 + 2)."""
    size, more = divmod(len(things), parts)
    cuts = [i * size + min(i, more) for i in range(parts + 1)]
    return tuple(things[a:b] for a, b in pairwise(cuts))


def _attempts(slide: Slide, before: tuple[str, ...]) -> Iterator[_Attempt]:
    """Yield what to try, in order: smaller, split, leads only, smaller still."""
    points, detail = slide.points, slide.detail
    few = -(-len(points) // MOST_POINTS)
    for parts in range(few, max(few, len(points) // 2) + 1):
        runs = split(points, parts)
        if len(runs[0]) == MOST_POINTS and any(point.runs_in for point in points):
            continue
        if any(shown_words(slide.title, run, detail) > TOO_MANY_WORDS for run in runs) and detail != "none" and len(points) > 1:
            continue
        yield _Attempt(runs, detail, COMFORT if detail != "none" else BOLD, _families(runs, before, slide.layout, detail))
    for sizes in (BOLD, SMALL):
        for parts in range(few, max(few, len(points) // 2) + 1):
            runs = split(points, parts)
            yield _Attempt(runs, "none", sizes, _families(runs, before, slide.layout, "none"))


def _one_a_slide(slide: Slide, area: Area) -> Flowed:
    """Return each point on a slide of its own, at any size that holds it as a last resort; ArticleError where none does."""
    found: list[Flowed] = []
    for point in slide.points:
        ladder = ((slide.detail, COMFORT), ("none", BOLD), ("none", SMALL), *(("none", (sizes,)) for sizes in LAST_RESORT))
        tries = (_try(_Attempt(((point,),), shown, sizes, ("stack",)), area) for shown, sizes in ladder)
        alone = next(filter(None, tries), None)
        if alone is None:
            raise ArticleError("this point is too long for any slide; shorten its bold lead", point.span)
        found.append(alone)
    detail = "none" if any(flowed.detail == "none" for flowed in found) else slide.detail
    return Flowed(split(slide.points, len(slide.points)), tuple(flowed.arrangements[0] for flowed in found), detail, "stack")


def _families(parts: tuple[tuple[Point, ...], ...], before: tuple[str, ...], asked: str, detail: str) -> tuple[str, ...]:
    """Return the ways of arranging in order of preference: what the author asked for, what suits, then rhythm."""
    if detail == "none":
        order = ["stack", "cards"]
    elif len(parts) == 1 and len(parts[0]) == 2:
        order = ["rows", "duo", "stack"] if before[-1:] == ("duo",) else ["duo", "rows", "stack"]
        # a slide that is half dark has no line for footnotes
        if before[-1:] != ("contrast",) and not any(map(_noted, parts[0])):
            order.insert(0, "contrast")
    else:
        order = ["rows", "duo", "stack"]
    if len(before) >= MOST_ALIKE and set(before[-MOST_ALIKE:]) == {order[0]} and order[0] != "rows":
        order.append(order.pop(0))
    if asked in FAMILIES:
        order = [asked, *(name for name in order if name != asked)]
    return tuple(order)


def _noted(point: Point) -> bool:
    """Tell whether the mark of a footnote stands in what is shown of a point."""
    return any(is_mark(run) for text in (point.lead, *point.sentences[:1]) for run in text)


def flow_cards(parts: tuple[tuple[Point, ...], ...], area: Area) -> Flowed | None:
    """Return groups as numbered cards, a slide for each part, or None when no size fits."""
    starts = [sum(map(len, parts[:i])) + 1 for i in range(len(parts))]

    def placed(sizes: Sizes) -> list[Arrangement | None]:
        return [numbered_cards(area, part, sizes, start) for part, start in zip(parts, starts, strict=True)]

    best = _best(area.pairs((*COMFORT, *SMALL)), placed)
    return Flowed(parts, best.arrangements, area.detail, "cards") if best else None


class _Best(NamedTuple):
    """What is arranged at the sizes with the best balance between large type and lines that end well, and what it costs, in steps."""

    cost: int
    arrangements: tuple[Arrangement, ...]


def _best(
    ladder: tuple[Sizes, ...], place: Callable[[Sizes], list[Arrangement | None]], least: int = 0, below: float = inf
) -> _Best | None:
    """Return the best of a ladder of sizes, descending, that all fit; `least` is what any of them costs, none costs `below` or more."""
    best: _Best | None = None
    for step, sizes in enumerate(ladder, least):
        if step >= below:
            break
        placed = place(sizes)
        done = tuple(arrangement for arrangement in placed if arrangement is not None)
        cost = step + max((arrangement.strain for arrangement in done), default=0)
        if len(done) == len(placed) and cost < below:
            best, below = _Best(cost, done), cost
    return best


def _try(attempt: _Attempt, area: Area) -> Flowed | None:
    """Return the attempt with the best balance of size and preference, or None when no size and no way fits."""
    shown = area._replace(detail=attempt.detail)
    best: Flowed | None = None
    below: float = inf
    for rank, family in enumerate(attempt.families):
        least = rank * STEPS_FOR_PREFERENCE + (STEPS_FOR_STACK if rank and family == "stack" else 0)
        sizes = CONTRAST if family == "contrast" and attempt.sizes == COMFORT else attempt.sizes
        if found := _best(area.pairs(sizes), partial(_all, FAMILIES[family], shown, attempt.parts), least, below):
            best, below = Flowed(attempt.parts, found.arrangements, attempt.detail, family), found.cost
    return best


def _all(arrange: Arrange, area: Area, parts: tuple[tuple[Point, ...], ...], sizes: Sizes) -> list[Arrangement | None]:
    return [arrange(area, part, sizes) for part in parts]


def short(point: Point) -> bool:
    """Tell whether a bullet is so short that eight of its kind share a slide."""
    return count_words([point.lead, *point.sentences[:1]]) <= 8

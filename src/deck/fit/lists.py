"""Bullets without a lead: in one column or two, on as few slides as they can be read from."""

from __future__ import annotations

from collections.abc import Iterator

from deck.errors import ArticleError
from deck.fit.arrange import Area, Arrangement, placeholder
from deck.fit.filling import NUMBER_ROOM, Frame, set_text, sized
from deck.fit.flow import LAST_RESORT, TOO_MANY_WORDS, Flowed, short, split
from deck.fit.notes import spoken
from deck.fit.text import detail_of, head, runs, shown_words
from deck.model.counting import count_words
from deck.model.placed import PlacedParagraph, PlacedRun
from deck.model.slides import Point, Slide
from deck.model.units import emu_from_points

SIZES = (34.0, 32.0, 30.0, 28.0, 26.0, 24.0, 22.0)
SMALL = (20.0, 18.0)
# levels below the first that a slide shows
DEEPEST = 2
# as many words as a slide of a few long bullets has
MANY_WORDS = 60
MOST_SHORT, MOST_LONG, TWO_COLUMNS = 8, 5, 5
# sizes and entries of a long run, such as the sessions of a programme
RUN_SIZES = (26.0, 24.0, 22.0, 20.0)
MOST_IN_RUN = 12


def flow_list(slide: Slide, area: Area) -> Flowed:
    """Return a slide's bullets on one slide or more, none torn from those below it unless there are more of these than a slide holds."""
    for sizes, parts in _attempts(tuple(piece for point in slide.points for piece in _divided(_shallow(point)))):
        for size in area.sizes(sizes):
            placed = [_place(area._replace(detail=slide.detail), part, size) for part in parts]
            done = tuple(arrangement for arrangement in placed if arrangement is not None)
            if len(done) == len(parts):
                return Flowed(parts, done, slide.detail, "list")
    longest = max(slide.points, key=lambda point: _words((point,)))
    raise ArticleError("this bullet is too long for any slide; shorten it, or make prose of it", longest.span)


def flow_run(slide: Slide, area: Area) -> Flowed | None:
    """Return a long run of points by their leads, or their first sentences, in two columns on few slides; None where it does not fit."""
    if any(point.children or point.runs_in for point in slide.points):
        return None
    leads = tuple(point._replace(sentences=()) if point.lead else point for point in slide.points)
    for parts in range(-(-len(leads) // MOST_IN_RUN), len(leads) // 2 + 1):
        runs_of = split(leads, parts)
        if any(shown_words(slide.title, run, "none") > TOO_MANY_WORDS for run in runs_of):
            continue
        for size in area.sizes(RUN_SIZES):
            placed = [_columns(area, run, size) for run in runs_of]
            done = tuple(arrangement for arrangement in placed if arrangement is not None)
            if len(done) == len(runs_of):
                return Flowed(split(slide.points, parts), done, "none", "list")
    return None


def _attempts(points: tuple[Point, ...]) -> Iterator[tuple[tuple[float, ...], tuple[tuple[Point, ...], ...]]]:
    brief = all(short(point) for point in points) or (_lines(points) <= MOST_SHORT and _words(points) <= MANY_WORDS)
    few = min(len(points), max(1, -(-_lines(points) // (MOST_SHORT if brief else MOST_LONG))))
    for parts in range(few, max(few, len(points) // 2) + 1):
        runs_of = split(points, parts)
        if parts == few or all(_words(run) <= TOO_MANY_WORDS for run in runs_of):
            yield SIZES, runs_of
    single = split(points, len(points))
    yield SIZES, single
    yield SMALL, split(points, few)
    yield (*SIZES, *SMALL, *(size for size, _ in LAST_RESORT)), single


def _shallow(point: Point, level: int = 0) -> Point:
    """Return a bullet with what is below the deepest level that a slide shows said in its notes alone."""
    if level < DEEPEST:
        return point._replace(children=tuple(_shallow(child, level + 1) for child in point.children))
    return point._replace(children=(), spoken=(*point.spoken, *spoken(point.children)))


def _divided(point: Point) -> Iterator[Point]:
    """Yield a bullet once for each run of what is below it that a slide holds; its own words are spoken with the first."""
    if _lines((point,)) <= MOST_SHORT:
        yield point
        return
    runs_of: list[list[Point]] = [[]]
    for child in [piece for below in point.children for piece in _divided(below)]:
        if runs_of[-1] and 1 + _lines((*runs_of[-1], child)) > MOST_SHORT:
            runs_of.append([])
        runs_of[-1].append(child)
    for i, children in enumerate(runs_of):
        yield point._replace(children=tuple(children), spoken=() if i else point.spoken)


def _lines(points: tuple[Point, ...]) -> int:
    return sum(1 + _lines(point.children) for point in points)


def _words(points: tuple[Point, ...]) -> int:
    return sum(count_words([point.lead, *point.sentences[:1]]) + _words(point.children) for point in points)


def _place(area: Area, points: tuple[Point, ...], size: float) -> Arrangement | None:
    two = len(points) >= TWO_COLUMNS and all(short(point) and not point.children for point in points)
    return (_columns(area, points, size) if two else None) or _column(area, "List", ((1, points),), size)


def _columns(area: Area, points: tuple[Point, ...], size: float) -> Arrangement | None:
    left, right = split(points, 2)
    return _column(area, "Two Lists", ((1, left), (2, right)), size)


def _column(area: Area, name: str, columns: tuple[tuple[int, tuple[Point, ...]], ...], size: float) -> Arrangement | None:
    layout = area.template.layout(name)
    if layout is None:
        return None
    shapes = []
    for n, (idx, points) in enumerate(columns, 1):
        frame = Frame("points" if len(columns) == 1 else f"points {n}", placeholder(layout, idx))
        steps = tuple(round(size * level.size / frame.level(0).size) for level in frame.placeholder.levels)
        paragraphs = tuple(
            sized(frame, p, max(steps[min(p.level, len(steps) - 1)], min(size, 18))) for p in _paragraphs(points, area.detail)
        )
        filled = set_text(frame, tuple(_numbered(paragraphs, frame)))
        if not filled.fits or (filled.torn and size > SMALL[-1]):
            return None
        shapes.append(filled.shape)
    return Arrangement(layout.known_as, tuple(shapes))


def _paragraphs(points: tuple[Point, ...], detail: str, level: int = 0) -> Iterator[PlacedParagraph]:
    for point in points:
        yield PlacedParagraph(_bullet(point, detail), level, number=point.number, done=point.done, style=point.style)
        yield from _paragraphs(point.children, detail, level + 1)


def _numbered(paragraphs: tuple[PlacedParagraph, ...], frame: Frame) -> Iterator[PlacedParagraph]:
    """Yield paragraphs with room for their numbers and the boxes of tasks; what stands below them begins where their text does."""
    marked = {p.level for p in paragraphs if p.number or p.done is not None}
    starts: dict[int, int] = {}
    for paragraph in paragraphs:
        level = frame.level(paragraph.level)
        hang = max(0, -level.indent)
        room = emu_from_points(NUMBER_ROOM * (paragraph.size or level.size)) if paragraph.level in marked else hang
        margin = max(level.margin - hang, starts.get(paragraph.level - 1, 0)) + room
        starts[paragraph.level] = margin
        moved = margin != level.margin
        yield paragraph._replace(margin=margin, hang=room) if moved else paragraph


def _bullet(point: Point, detail: str) -> tuple[PlacedRun, ...]:
    """Return a bullet's text: its lead, where it has one, bold and on a line of its own unless it runs on."""
    text = detail_of(point, detail)
    if not point.lead:
        return runs(text)
    lead = tuple(run._replace(bold=True) for run in head(point.lead))
    if not text:
        return lead
    return (*lead, *runs(text)) if point.runs_in else (*lead, PlacedRun("\n"), *runs(text))

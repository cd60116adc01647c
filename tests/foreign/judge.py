"""What is wrong with a deck on a template of anybody's, from its file alone; nothing here asks the program."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from openxml_audit import validate_pptx

from foreign.colours import Colour, P, contrast
from foreign.seen import FURNITURE, TITLES, Line, Page, Run, Seen, pages
from tools.overflow import Rect
from tools.structure import broken

# a line of text is so many times its size high, and a character so wide: as most faces are
LINE, NARROW, WIDE = 1.2, 0.5, 1.0
# points by which text may touch what is beside it: an estimate is no measure
SLACK = 4.0
# the least size of a text on a slide of usual size, and that size, in points
SMALLEST, USUAL = 10.0, (960.0, 540.0)


class Fault(NamedTuple):
    slide: int
    shape: str
    what: str


def judged(deck: Path, told: Sequence[str] = ()) -> list[Fault]:
    """Return the faults of a deck; `told` are the findings of its build, and a contrast that one of them names is none."""
    result = validate_pptx(str(deck))
    found = [Fault(0, "", str(error)) for error in ([] if result.is_valid else result.errors)]
    found += [Fault(0, "", fault) for fault in broken(deck.read_bytes())]
    lenient = any("contrast" in line for line in told)
    return found + [fault for page in pages(deck) for rule in RULES if not (lenient and rule is too_pale) for fault in rule(page)]


def empty_placeholders(page: Page) -> Iterator[Fault]:
    """A placeholder without text, picture or object."""
    for shape in page.shapes:
        if (
            shape.mark is not None
            and shape.element.tag == f"{P}sp"
            and not _text(shape).strip()
            and not list(shape.element.iter("{*}oMath"))
        ):
            yield Fault(page.number, shape.name, "empty placeholder")


def loose_texts(page: Page) -> Iterator[Fault]:
    """Text that stands in no placeholder of the layout."""
    for shape in page.shapes:
        if shape.mark is None:
            yield Fault(page.number, shape.name, "no placeholder")
        elif len(shape.places) < 2:
            yield Fault(page.number, shape.name, "a placeholder that neither the layout nor the master has")


def title_elsewhere(page: Page) -> Iterator[Fault]:
    """A slide whose first text is no title."""
    first = next((shape for shape in page.shapes if _text(shape).strip()), None)
    if first is None or first.kind not in TITLES:
        yield Fault(page.number, first.name if first else "", "the first text is no title")


def outside(page: Page) -> Iterator[Fault]:
    """Text, or a picture, beyond the edge of the slide."""
    for shape in page.shapes:
        area = text_area(shape) if _text(shape).strip() else shape.box
        if area and not _holds(page.size, area, SLACK):
            yield Fault(page.number, shape.name, "leaves the slide")


def on_decoration(page: Page) -> Iterator[Fault]:
    """Text over the edge of a panel, or upon a picture, that is not the ground of its whole placeholder."""
    for shape in page.shapes:
        area = text_area(shape)
        if area is None:
            continue
        marks = [mark for mark in page.decoration if mark.fills]
        # what a panel below the text hides is not there
        hidden = max((n for n, mark in enumerate(marks, 1) if mark.colours and _holds(mark.box, area, 0)), default=0)
        for mark in marks[hidden:]:
            if _overlap(area, mark.box) and not _holds(mark.box, shape.box, SLACK):
                yield Fault(page.number, shape.name, f"lies on {mark.name!r}")


def too_pale(page: Page) -> Iterator[Fault]:
    """Text whose contrast with its ground is below AA of WCAG 2: with each colour of a gradient, as where each stands only a page tells."""
    for shape in page.shapes:
        ground = ground_of(shape)
        for run in (run for line in shape.lines for run in line.runs if run.colour is not None and ground):
            best = max(contrast(run.colour.over(below), below) for below in ground or ()) if run.colour else 21.0
            if best < needed(run) - 0.005:
                yield Fault(page.number, shape.name, f"contrast {best:.2f}: {run.text[:30]!r}")


def needed(run: Run) -> float:
    """Return the least contrast of a text, by its size in points."""
    return 3.0 if run.size >= 24 or (run.bold and run.size >= 18) else 4.5


def lost_colour_map(page: Page) -> Iterator[Fault]:
    """A slide that leaves it to the program whether its layout's colour map counts (ECMA-376-1, 20.1.6.6: the master's does)."""
    own, layout = page.overrides
    if layout and own != layout:
        yield Fault(page.number, "", "the colour map of the layout is not the slide's")


def upright(page: Page) -> Iterator[Fault]:
    """Text that runs from top to bottom."""
    for shape in page.shapes:
        if _text(shape).strip() and shape.of_body("vert", "horz") != "horz":
            yield Fault(page.number, shape.name, "runs from top to bottom")


def too_small(page: Page) -> Iterator[Fault]:
    """Text that nobody reads from the last row; footers aside."""
    for shape in page.shapes:
        least = min((run.size for line in shape.lines for run in line.runs), default=math.inf)
        scale = min(page.size.x1 / USUAL[0], page.size.y1 / USUAL[1])
        if shape.kind not in FURNITURE and least < SMALLEST * scale:
            yield Fault(page.number, shape.name, f"{least:g} pt")


def over_each_other(page: Page) -> Iterator[Fault]:
    """Two texts, or a text and a picture, in one place."""
    areas = [(shape, text_area(shape) or (shape.box if shape.element.tag != f"{P}sp" else None)) for shape in page.shapes]
    for at, (shape, area) in enumerate(areas):
        for other, there in areas[at + 1 :]:
            if area and there and _overlap(area, there):
                yield Fault(page.number, shape.name, f"lies on {other.name!r}")


Rule = Callable[[Page], Iterator[Fault]]
RULES: tuple[Rule, ...] = (
    empty_placeholders,
    loose_texts,
    title_elsewhere,
    outside,
    on_decoration,
    over_each_other,
    too_pale,
    lost_colour_map,
    upright,
    too_small,
)


def ground_of(shape: Seen) -> Sequence[Colour] | None:
    """Return the colours right below a text, None where a picture may be among them, or something of another form than its box."""
    page, area = shape.page, text_area(shape) or shape.box
    layers = [page.ground]
    for mark in page.decoration:
        if mark.fills and _holds(mark.box, area, SLACK):
            layers.append(mark.colours)
        elif not mark.fills and _overlap(area, mark.box):
            layers.append(None)
    layers.append(shape.fill)
    below: list[Colour] | None = [Colour(1, 1, 1)]
    for layer in layers:
        if layer is None:
            below = None
        elif layer and all(colour.alpha >= 1 for colour in layer):
            below = list(layer)
        elif layer and below is not None:
            below = [colour.over(under) for colour in layer for under in below]
    return below


def text_area(shape: Seen) -> Rect | None:
    """Return about where the ink of a shape's text stands in its box, None where it has none; what leaves it, a rendered page tells."""
    lines = list(shape.lines)
    if not lines or shape.box.x1 <= shape.box.x0:
        return None
    inner, columns = shape.inner, int(shape.of_body("numCol", "1"))
    width = (inner.x1 - inner.x0) / columns
    rows = [(line, _rows(line, width - line.margin)) for line in lines]
    height = sum(line.before + count * max(run.size for run in line.runs) * LINE * line.spacing for line, count in rows) - lines[0].before
    height = height / columns
    longest = max(min(width, line.margin + _length(line)) if count == 1 else width for line, count in rows)
    top = {"b": inner.y1 - height, "ctr": (inner.y0 + inner.y1 - height) / 2}.get(shape.of_body("anchor", "t"), inner.y0)
    align = lines[0].align if len({line.align for line in lines}) == 1 and columns == 1 else "just"
    left = {"r": inner.x1 - longest, "ctr": (inner.x0 + inner.x1 - longest) / 2}.get(align, inner.x0)
    right = left + longest if align in ("l", "r", "ctr") else inner.x1
    box = shape.box
    return Rect(max(left, box.x0), max(top, box.y0), min(right, box.x1), min(top + height, box.y1))


def _length(line: Line) -> float:
    return sum(run.size * sum(WIDE if unicodedata.east_asian_width(char) in "WF" else NARROW for char in run.text) for run in line.runs)


def _rows(line: Line, width: float) -> int:
    return max(1, math.ceil(_length(line) / max(width, 1.0)))


def _text(shape: Seen) -> str:
    return "".join(str(node.text or "") for node in shape.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t"))


def _holds(outer: Rect, inner: Rect, slack: float) -> bool:
    return outer.x0 - slack <= inner.x0 and outer.y0 - slack <= inner.y0 and outer.x1 + slack >= inner.x1 and outer.y1 + slack >= inner.y1


def _overlap(one: Rect, other: Rect) -> bool:
    """Tell whether two areas share more than their edges; a rule is thin, and lies on text when it stands in its midst."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    thin = min(other.x1 - other.x0, other.y1 - other.y0, SLACK)
    return across >= min(SLACK, thin) and down >= min(SLACK, thin) and across > 0 and down > 0 and not _touches(one, other)


def _touches(one: Rect, other: Rect) -> bool:
    return other.y0 >= one.y1 - SLACK or other.y1 <= one.y0 + SLACK or other.x0 >= one.x1 - SLACK or other.x1 <= one.x0 + SLACK

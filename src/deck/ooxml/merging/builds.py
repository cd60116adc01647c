"""The article's animation and transition on a slide that is put together: pointed at its shapes and lines as they are in the result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from deck.model.merged import At, MergedShape, MergedSlide, Side
from deck.model.pairs import Spot
from deck.ooxml.merging.elements import drop
from deck.ooxml.merging.sides import Sides
from deck.ooxml.merging.timing import TIMING, still
from deck.ooxml.names import MC, P
from deck.ooxml.places import bodies_of, paragraphs_of

TRANSITION, ALTERNATE = f"{{{P}}}transition", f"{{{MC}}}AlternateContent"
BEFORE_TRANSITION = (f"{{{P}}}cSld", f"{{{P}}}clrMapOvr")
NAME = f"*/{{{P}}}cNvPr"

Shown = list[tuple[MergedShape, etree._Element]]


def animate(root: etree._Element, slide: MergedSlide, shapes: Shown, sides: Sides) -> None:
    """Give a slide the new deck's animation and transition, where it shall have them; `shapes` are those of the result."""
    if slide.new is None or slide.disk is None:
        return
    source = sides.new.source.root(sides.new.source.slides[slide.new])
    if slide.transition is Side.NEW:
        _put(root, [found for found in root if _turns(found)], [found for found in source if _turns(found)])
    if slide.animation is Side.NEW:
        _put(root, root.findall(TIMING), source.findall(TIMING))
        _point(root, dict(_places(slide, slide.new, shapes, sides)))


def _turns(element: etree._Element) -> bool:
    """Tell whether an element is a slide's transition, or brings one in two editions."""
    return element.tag == TRANSITION or (element.tag == ALTERNATE and next(element.iter(TRANSITION), None) is not None)


def _put(root: etree._Element, old: list[etree._Element], new: list[etree._Element]) -> None:
    """Put copies of elements in the place that the format has for them, and those that were there out."""
    for element in old:
        drop(element)
    place = max((n + 1 for n, child in enumerate(root) if child.tag in BEFORE_TRANSITION or _turns(child)), default=0)
    for element in reversed(new):
        root.insert(place, deepcopy(element))


def _places(slide: MergedSlide, new: int, shapes: Shown, sides: Sides) -> Iterator[tuple[str, tuple[str, Mapping[int, int]]]]:
    """Yield for the shapes of the new slide, by their numbers, their number in the result and where each of their lines is there."""
    ours = sides.new.source.shapes(new)
    for meant, shape in shapes:
        if meant.new is None or meant.new[0] != new:
            continue
        was, now = ours[meant.new[1]].find(NAME), shape.find(NAME)
        if was is not None and now is not None:
            yield str(was.get("id")), (str(now.get("id")), _lines(meant, meant.new, shape, slide.lines))


def _lines(meant: MergedShape, new: Spot, shape: etree._Element, common: tuple[tuple[At, At], ...]) -> Mapping[int, int]:
    """Return where each line of a new shape is in the result."""
    ours = {disk: at for at, disk in common if at[:2] == new}
    if meant.bodies is None and meant.disk is None:
        return {n: n for body in bodies_of(shape) for n in range(len(paragraphs_of(body)))}
    if meant.bodies is None:
        return {at.paragraph: disk.paragraph for disk, at in ours.items() if disk[:2] == meant.disk}
    found: dict[int, int] = {}
    for n, paragraph in enumerate(meant.bodies[0] if meant.bodies else ()):
        at = paragraph.new or (ours.get(paragraph.disk) if paragraph.disk is not None else None)
        if at is not None and at[:2] == new:
            # a line that a hand added is set as the one before it, and is no second place of that one
            found.setdefault(at.paragraph, n)
    return found


def _point(root: etree._Element, places: Mapping[str, tuple[str, Mapping[int, int]]]) -> None:
    """Point an animation of the new slide at the shapes of the result; what is not there is not animated."""
    timing = root.find(TIMING)
    if timing is None:
        return
    moved: dict[str, Mapping[int, int]] = {}
    gone = str(max((int(found.get("id", 0)) for found in root.iter(f"{{{P}}}cNvPr")), default=0) + 1)
    for element in timing.iter(f"{{{P}}}spTgt", f"{{{P}}}bldP"):
        number, lines = places.get(str(element.get("spid")), (gone, {}))
        element.set("spid", number)
        moved[number] = lines
    still(root, moved)

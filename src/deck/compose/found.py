"""Which layouts of a template serve a role as they are: by their structure first, by their name second."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from deck.compose.grid import LARGE_READABLE, READABLE, stands
from deck.compose.space import area, ground_below, is_clean, overlap
from deck.model.template import OBJECTS, TEXTS, Binding, Layout, Level, Placeholder, Template
from deck.model.units import Box

# shares of a slide: a body for content, one of two such bodies, a title that is read from afar, a picture or a table
CONTENT, HALF, LOUD, EXHIBIT = 0.22, 0.11, 0.06, 0.20
# the narrowest title of a section or of the talk, as a share of the slide's width
WIDE = 0.4
# a text below the title of a talk holds no line where it is narrower
NARROW = 0.25
# the levels of a body that a slide may use
USED_LEVELS = 3
# the size in points from which a text is large to WCAG 2.1
LARGE = 24.0


class Seen(NamedTuple):
    """A layout as its structure tells it: its title, its bodies from the top and in reading order, and what is for other objects."""

    layout: Layout
    title: Placeholder | None
    bodies: tuple[Placeholder, ...]
    others: Mapping[str, tuple[Placeholder, ...]]

    @property
    def titled(self) -> bool:
        """Its title can be read, and nothing lies in its way."""
        return self.title is not None and not self.title.vertical and is_clean(self.layout, self.title.box)

    @property
    def clean(self) -> bool:
        """Its title and bodies can be read, and nothing lies in their way."""
        return self.titled and all(not body.vertical and is_clean(self.layout, body.box) for body in self.bodies)


def seen(layout: Layout, *, right_to_left: bool) -> Seen:
    """Return a layout's structure."""
    bodies = [holder for holder in layout.placeholders if holder.kind in TEXTS]
    kinds = sorted({holder.kind for holder in layout.placeholders} - {*TEXTS, "title", "ctrTitle"})
    others = {kind: tuple(holder for holder in layout.placeholders if holder.kind == kind) for kind in kinds}
    # columns first, from where reading begins, each from the top
    bodies.sort(key=lambda holder: (-(holder.box.x + holder.box.width) if right_to_left else holder.box.x, holder.box.y))
    return Seen(layout, layout.title, tuple(bodies), others)


def used_levels(layout: Layout, holder: Placeholder) -> tuple[Level, ...]:
    """Return the levels of a text that a slide may use."""
    # a line below a title has no outline: of its styles often the first alone is set for its ground
    alone = layout.type in ("title", "secHead") or holder.kind not in ("body", "obj")
    return holder.levels[: 1 if alone else USED_LEVELS]


Test: TypeAlias = Callable[[Seen], bool]


class Finder(NamedTuple):
    """The layouts of a template by their structure, and what programs call them, by purpose."""

    template: Template
    layouts: tuple[Seen, ...]
    names: Mapping[str, tuple[str, ...]]

    def share(self, holder: Placeholder) -> float:
        """Return how much of a slide a placeholder takes."""
        return area(holder.box) / (self.template.width * self.template.height)

    def serves(self, found: Seen) -> bool:
        """Tell whether a layout can be used as it is: nothing lies in the way of its title and its bodies, and both are read there."""
        slide = Box(0, 0, self.template.width, self.template.height)
        titles = (found.title,) if found.title else ()
        inks = [(holder, holder.levels[0].colour, LARGE_READABLE) for holder in titles]
        used = [(holder, level) for holder in found.bodies for level in used_levels(found.layout, holder)]
        inks += [(holder, level.colour, LARGE_READABLE if level.size >= LARGE else READABLE) for holder, level in used]
        return found.clean and all(stands(ink, ground_below(found.layout, holder.box, slide), least) for holder, ink, least in inks)

    def named(self, found: Seen, purpose: str) -> bool:
        return found.layout.name.strip().casefold() in self.names.get(purpose, ())


def finder_of(template: Template, layouts: tuple[Layout, ...], names: Mapping[str, tuple[str, ...]], *, right_to_left: bool) -> Finder:
    """Return those layouts of a template that count by their structure; `names` is what programs call them."""
    return Finder(template, tuple(seen(layout, right_to_left=right_to_left) for layout in layouts), names)


def has_clean_content(template: Template, master: str) -> bool:
    """Tell whether nothing lies in the way of text on the layout for content of one of the masters of a template."""
    layouts = tuple(layout for layout in template.layouts if layout.master == master)
    finder = finder_of(template, layouts, {}, right_to_left=False)
    found = content(finder)
    return found is not None and found.clean


def natives(finder: Finder) -> Iterator[Binding]:
    """Yield the roles that layouts of the template serve as they are."""
    title = _title(finder)
    section = _section(finder, title)
    yield from filter(None, (_bound_title(title), *_bound_sections(section)))
    yield from filter(None, (_list(finder), _two_lists(finder)))
    yield from filter(
        None, (_exhibit(finder, "Picture", "pic", 70), _exhibit(finder, "Table", "tbl", 90), _exhibit(finder, "Chart", "chart", 95))
    )


def _title(finder: Finder) -> Seen | None:
    """Return the layout that opens a talk."""
    wide = [found for found in finder.layouts if found.titled and found.title and found.title.box.width >= WIDE * finder.template.width]
    tests: tuple[Test, ...] = (
        lambda found: found.layout.type == "title" or (found.title is not None and found.title.kind == "ctrTitle"),
        lambda found: finder.named(found, "title") and len(found.bodies) <= 2,
        lambda found: len(found.bodies) == 1 and found.bodies[0].kind == "subTitle",
    )
    least = NARROW * finder.template.width
    plain = [
        found for found in wide if finder.serves(found) and _is_plain(found) and all(one.box.width >= least for one in _below(found)[:1])
    ]
    return next((found for test in tests for found in plain if test(found)), None)


def _below(found: Seen) -> list[Placeholder]:
    """Return what stands below the title of a talk: what it is about, then who speaks."""
    return sorted(found.bodies, key=lambda body: (body.kind != "subTitle", body.box.y))


def _is_plain(found: Seen) -> bool:
    """Tell whether no bullets stand before what is below a title."""
    return not any(body.levels[0].bullet for body in found.bodies)


def _section(finder: Finder, title: Seen | None) -> Seen | None:
    """Return the layout that opens a section: a loud title and a line or two."""
    serving = [found for found in finder.layouts if finder.serves(found) and _is_plain(found)]
    usable = [found for found in serving if found.title and len(found.bodies) <= 2 and found is not title]
    tests: tuple[Test, ...] = (lambda found: found.layout.type == "secHead", lambda found: finder.named(found, "section"))
    found = next((found for test in tests for found in usable if test(found)), None)
    if found is None or found.title is None or finder.share(found.title) < LOUD or found.title.box.width < WIDE * finder.template.width:
        return None
    return found


def _bound_title(found: Seen | None) -> Binding | None:
    if found is None:
        return None
    slots = {0: found.title.idx} if found.title else {}
    slots.update(zip((1, 21), (body.idx for body in _below(found)), strict=False))
    return Binding("Title", found.layout.name, slots, _why(found, "title"))


def _bound_sections(found: Seen | None) -> Iterator[Binding]:
    if found is None or found.title is None:
        return
    bodies = sorted(found.bodies, key=area_of, reverse=True)
    if not bodies:
        return
    slots = {0: found.title.idx, 1: bodies[0].idx}
    for role in ("Chapter", "Question"):
        yield Binding(role, found.layout.name, slots, _why(found, "section"))


def area_of(holder: Placeholder) -> int:
    return area(holder.box)


def _list(finder: Finder) -> Binding | None:
    found = content(finder)
    if found is None or found.title is None or not finder.serves(found) or len(found.bodies) != 1:
        return None
    return Binding("List", found.layout.name, {0: found.title.idx, 1: found.bodies[0].idx}, _why(found, "content"))


def content(finder: Finder) -> Seen | None:
    """Return the layout with a title and one body below or beside it, None where a template has none."""
    fit = [
        found
        for found in finder.layouts
        if found.title is not None and not found.title.vertical and len(found.bodies) == 1 and not found.bodies[0].vertical
    ]
    large = [found for found in fit if finder.share(found.bodies[0]) >= CONTENT and not found.others.get("pic")]
    tests: tuple[Test, ...] = (
        lambda found: found.clean and found.layout.type == "obj",
        lambda found: found.clean and finder.named(found, "content"),
        lambda found: found.clean and found.layout.type != "title" and found.bodies[0].kind != "subTitle",
        lambda found: found.layout.type == "obj" or finder.named(found, "content"),
        lambda found: found.layout.type != "title" and found.bodies[0].kind != "subTitle",
    )
    return next((found for test in tests for found in large if test(found)), None)


def _two_lists(finder: Finder) -> Binding | None:
    for found in finder.layouts:
        if finder.serves(found) and found.title and len(found.bodies) == 2 and not found.others.get("pic"):
            one, other = found.bodies
            alike = abs(area(one.box) - area(other.box)) <= 0.2 * area(one.box) and abs(one.box.y - other.box.y) <= 0.1 * one.box.height
            if alike and min(finder.share(one), finder.share(other)) >= HALF and one.box.x != other.box.x:
                return Binding("Two Lists", found.layout.name, {0: found.title.idx, 1: one.idx, 2: other.idx}, _why(found, "two bodies"))
    return None


def _exhibit(finder: Finder, role: str, kind: str, slot: int) -> Binding | None:
    """Return the layout with one placeholder for an object and at most one text beside it."""
    for found in finder.layouts:
        holders = found.others.get(kind, ())
        if finder.serves(found) and found.title and len(holders) == 1 and len(found.bodies) <= 1 and finder.share(holders[0]) >= EXHIBIT:
            others = [other for name in OBJECTS for other in found.others.get(name, ())]
            apart = not any(area(overlap(holders[0].box, text.box)) for text in (found.title, *found.bodies))
            loud = found.title.levels[0].size >= LARGE * min(1.0, finder.template.scale)
            if loud and len(others) == 1 and apart and is_clean(found.layout, holders[0].box) and (found.bodies or kind != "pic"):
                slots = {0: found.title.idx, slot: holders[0].idx, **({1: found.bodies[0].idx} if found.bodies else {})}
                return Binding(role, found.layout.name, slots, _why(found, f"a placeholder of type “{kind}”"))
    return None


def _why(found: Seen, purpose: str) -> str:
    kind = f"type “{found.layout.type}”, " if found.layout.type else ""
    return f"{kind}{purpose}"

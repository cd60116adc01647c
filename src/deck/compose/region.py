"""Where content goes on a template: the layout that composed ones are like, the region that is free on it, and the grid there."""

from __future__ import annotations

from deck.compose.found import Finder, Seen, Test, content
from deck.compose.grid import INCH, Grid, backed, deep_panel, plain_ground, quiet_panel, readable
from deck.compose.space import area, free_region, ground_below, is_clean, largest_free, obstacles, overlap
from deck.model.language import HEAD_ROOM, LOW_SCRIPTS
from deck.model.template import FOOT, Ink, Layout, Level
from deck.model.units import Box

# the margin of a slide that tells none, and the least of it that content needs, as shares of the slide
MARGIN, LEAST_WIDTH, LEAST_HEIGHT = 0.06, 0.4, 0.24
# how far a panel below everything reaches beyond the text, in units, and a point in EMU
BACKING, EMU_PER_POINT = 0.14, 12_700
# a region cut by decoration to less than this share of the template's own body is not worth it: the body was meant to be written on
KEPT = 0.5
# what lies between a title and content that no body of the template has a place for, as a share of the slide's height
APART = 0.03
RULES = (Ink("bg1", 85_000), Ink("bg1", 75_000), Ink("tx1", 50_000, 50_000), Ink("tx1", 75_000, 25_000), Ink("tx1"))
FAINT = 1.25


def grid_of(finder: Finder, *, right_to_left: bool) -> Grid:
    """Return the grid for composed layouts: on the template's layout for content, else on its barest one."""
    base, template = _base(finder), finder.template
    layout, scheme, slide = base.layout, template.scheme, Box(0, 0, template.width, template.height)
    region, title, clean = _region(finder, base)
    level = _text_level(finder, base)
    own = level.colour or scheme.get("tx1", "")
    plain = plain_ground(ground_below(layout, region, slide), own, scheme) if clean else None
    backing: Ink | None = None
    if plain is None:
        backing, plain = backed(scheme)
        inset = round(BACKING * INCH * template.scale)
        region, title = _covered(finder, base, title)
        region = _without(region, (inset, 0, inset, inset))
    ground = plain.rgbs[0] if plain.rgbs else ""
    quiet = quiet_panel(ground, plain.text, scheme)
    rule = readable(RULES, plain.rgbs or (scheme.get("bg1", ""),), scheme, FAINT)
    return Grid(
        layout.name,
        title,
        region,
        _whole(layout, title, region, slide, clean=backing is None),
        INCH * template.scale,
        template.scale,
        layout.title.levels[0].size if layout.title else 36.0,
        min(max(level.line, 0.9), 1.2),
        plain,
        quiet,
        deep_panel(ground, scheme),
        rule or Ink("tx1"),
        right_to_left,
        0 if level.script in LOW_SCRIPTS else HEAD_ROOM,
        backing,
        layout.title.levels[0].align if layout.title else "start",
    )


def _whole(layout: Layout, title: Box, region: Box, slide: Box, *, clean: bool) -> Box:
    """Return the region with the title's place above or below it, where both are on one ground and nothing else lies between."""
    top, bottom = min(title.y, region.y), max(region.y + region.height, title.y + title.height)
    both = Box(region.x, top, region.width, bottom - top)
    one = ground_below(layout, both, slide) == ground_below(layout, region, slide)
    return both if not clean or (is_clean(layout, both) and one) else region


def _base(finder: Finder) -> Seen:
    """Return the layout that composed ones are like: that for content, else one with a title alone, else any with a title, else any."""
    if (found := content(finder)) is not None:
        return found
    titled = [found for found in finder.layouts if found.title is not None and not found.title.vertical]
    tests: tuple[Test, ...] = (
        lambda found: found.layout.type == "titleOnly",
        lambda found: not found.bodies and not found.others.get("pic"),
        lambda found: found.layout.type not in ("title", "secHead"),
    )
    return next((found for test in tests for found in titled if test(found)), (titled or list(finder.layouts))[0])


def _text_level(finder: Finder, base: Seen) -> Level:
    """Return the style of text of content: that of a body, else of the title."""
    holders = [body for found in (base, *finder.layouts) for body in found.bodies]
    holders += [found.title for found in (base, *finder.layouts) if found.title is not None]
    return holders[0].levels[0] if holders else Level(18.0)


def _region(finder: Finder, base: Seen) -> tuple[Box, Box, bool]:
    """Return where content goes on a layout, where its title stands, and whether nothing lies in the way of either."""
    layout, wide, high = base.layout, finder.template.width, finder.template.height
    across, down = round(MARGIN * wide), round(MARGIN * high)
    whole = Box(across, down, wide - 2 * across, high - 2 * down)
    if layout.title is None:
        apart = round(0.19 * high)
        title = Box(whole.x, whole.y, whole.width, round(0.15 * high))
        start = Box(whole.x, whole.y + apart, whole.width, whole.height - apart)
        free = free_region(layout, start)
        return free, title, is_clean(layout, title) and _enough(free, finder)
    title = layout.title.box
    cut = largest_free(title, obstacles(layout, title))
    titled = cut.width >= KEPT * title.width and cut.height >= layout.title.levels[0].size * EMU_PER_POINT
    start = _start(base, finder, whole)
    below = overlap(start, Box(0, title.y + title.height, wide, high))
    frees = (free_region(layout, below), free_region(layout, start))
    for free, least in zip(frees, (KEPT * area(below), KEPT * area(start)), strict=True):
        if area(free) >= least and _enough(free, finder):
            return free, cut if titled else title, titled
    return *_covered(finder, base, title), False


def _covered(finder: Finder, base: Seen, title: Box) -> tuple[Box, Box]:
    """Return where content and the title stand on a panel, which covers whatever lies there but the foot."""
    own = base.title.box if base.title is not None else title
    across, down = (round(MARGIN * side) for side in (finder.template.width, finder.template.height))
    whole = Box(across, down, finder.template.width - 2 * across, finder.template.height - 2 * down)
    foot = [holder.box for holder in base.layout.placeholders if holder.kind in FOOT]
    start = _start(base, finder, whole)
    below = largest_free(overlap(start, Box(0, own.y + own.height, finder.template.width, finder.template.height)), foot)
    return (below if _enough(below, finder) else largest_free(start, [own, *foot])), own


def _start(base: Seen, finder: Finder, whole: Box) -> Box:
    """Return where content may stand before anything is in its way: where the bodies do, else all that lies beside the title."""
    bodies = [body for body in base.bodies if not body.vertical]
    if bodies:
        left, top = min(body.box.x for body in bodies), min(body.box.y for body in bodies)
        right = max(body.box.x + body.box.width for body in bodies)
        bottom = max(body.box.y + body.box.height for body in bodies)
        around = overlap(Box(left, top, right - left, bottom - top), Box(0, 0, finder.template.width, whole.y + whole.height))
        if _enough(around, finder):
            return _without(around, bodies[0].insets)
    title = base.title
    if title is None:
        return whole
    text = _without(title.box, title.insets)
    below = title.box.y + title.box.height + round(APART * finder.template.height)
    under = Box(text.x, below, text.width, whole.y + whole.height - below)
    return under if _enough(under, finder) and area(under) >= KEPT * area(whole) else whole


def _without(box: Box, insets: tuple[int, int, int, int]) -> Box:
    left, top, right, bottom = insets
    return Box(box.x + left, box.y + top, box.width - left - right, box.height - top - bottom)


def _enough(box: Box, finder: Finder) -> bool:
    """Tell whether content has room in a box."""
    return box.width >= LEAST_WIDTH * finder.template.width and box.height >= LEAST_HEIGHT * finder.template.height

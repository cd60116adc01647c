"""The layouts that a template may lack, drawn on its grid: what stands where, in units from the corner of its region for content."""

from __future__ import annotations

from collections.abc import Mapping

from deck.compose.exhibits import beside_picture, code, codes, exhibit, formula, one_code, picture, pictures, wide_picture
from deck.compose.grid import Grid, Ground
from deck.compose.sheets import GAP, Draw, composition, content_height, sources
from deck.model.template import Composition, Holder, LevelStyle, Mark

# what stays free between the text of a row and the next rule, and inside a panel
CLEARANCE, PAD = 0.12, 0.28
# the share of a row that its lead takes, and where its detail begins
LEAD_SHARE, DETAIL_AT = 0.39, 0.42


def rows(count: int, lead: float, detail: float) -> Draw:
    """Leads at the side where reading begins, details beside them, a hairline above each."""

    def draw(name: str, grid: Grid) -> Composition:
        pitch, pad = content_height(grid) / count, 0.14
        holders, marks = [], []
        for i in range(count):
            top, high = i * pitch + pad, pitch - pad - CLEARANCE
            marks.append(grid.rule_at(0, i * pitch, grid.width))
            holders.append(grid.text(30 + i, f"Lead {i + 1}", (0, top, LEAD_SHARE * grid.width, high), grid.bold(lead)))
            place = (DETAIL_AT * grid.width, top, (1 - DETAIL_AT) * grid.width, high)
            holders.append(grid.text(40 + i, f"Detail {i + 1}", place, grid.regular(detail)))
        return composition(name, grid, (*holders, *sources(grid)), tuple(marks))

    return draw


def sentences(count: int, size: float) -> Draw:
    """Whole sentences one below the other, each in the middle of its row."""

    def draw(name: str, grid: Grid) -> Composition:
        pitch = content_height(grid) / count
        marks = tuple(grid.rule_at(0, i * pitch, grid.width) for i in range(count))
        places = ((0, i * pitch + CLEARANCE, 0.94 * grid.width, pitch - 2 * CLEARANCE) for i in range(count))
        style = grid.regular(size)
        holders = (grid.text(30 + i, f"Sentence {i + 1}", place, style, anchor="ctr") for i, place in enumerate(places))
        return composition(name, grid, (*holders, *sources(grid)), marks)

    return draw


def stack(name: str, grid: Grid) -> Composition:
    place = (0, 0.18, 0.95 * grid.width, content_height(grid) - 0.18)
    points = grid.text(1, "Points", place, grid.bold(32, before=24 * grid.scale), grid.regular(26, before=8 * grid.scale))
    return composition(name, grid, (points, *sources(grid)), (grid.rule_at(0, 0, grid.width),))


def duo(name: str, grid: Grid) -> Composition:
    wide = (grid.width - 1.4 * GAP) / 2
    levels = (grid.bold(32), grid.regular(26, before=12 * grid.scale))
    starts = (0, grid.width - wide)
    holders = (grid.text(30 + i, f"Point {i + 1}", (x, 0.24, wide, content_height(grid) - 0.24), *levels) for i, x in enumerate(starts))
    marks = tuple(grid.rule_at(x, 0, wide, 2.25, grid.plain.accent) for x in starts)
    return composition(name, grid, (*holders, *sources(grid)), marks)


def contrast(name: str, grid: Grid) -> Composition:
    """Two short claims, one on a quiet panel and one on a loud one."""
    wide = grid.width / 2
    grounds = (grid.on_panel, grid.on_deep)
    holders = tuple(
        grid.text(
            30 + i,
            f"Point {i + 1}",
            (i * wide + PAD, 0.4, wide - 2 * PAD, grid.height - 0.4 - PAD),
            grid.bold(36, ground),
            grid.regular(26, ground, before=10 * grid.scale),
        )
        for i, ground in enumerate(grounds)
    )
    deep = grid.deep or grid.panel
    loud = (Mark("panel", grid.box(wide, 0, wide, grid.height), deep[0]),) if deep else ()
    return composition(name, grid, holders, (*grid.panel_at(0, 0, wide, grid.height), *loud))


def cards(columns: int, lines: int, lead: float, detail: float) -> Draw:
    """A panel with a number for each of up to four groups."""

    def draw(name: str, grid: Grid) -> Composition:
        gap = 0.6 * GAP
        wide, high = (grid.width - (columns - 1) * gap) / columns, (grid.height - (lines - 1) * gap) / lines
        ground = grid.on_panel
        number = LevelStyle(grid.size(36), True, ground.accent or ground.text, line=0.9, heading=True)
        holders: list[Holder] = []
        marks: list[Mark] = []
        for i in range(columns * lines):
            x, y = (i % columns) * (wide + gap), (i // columns) * (high + gap)
            marks += grid.panel_at(x, y, wide, high)
            holders.append(grid.text(50 + i, f"Number {i + 1}", (x + 0.22, y + 0.04, 0.62, 0.9), number))
            place = (x + 0.86, y + 0.22, wide - 1.04, high - 0.34)
            levels = (grid.bold(lead, ground), grid.regular(detail, ground, before=4 * grid.scale))
            holders.append(grid.text(30 + i, f"Card {i + 1}", place, *levels))
        return composition(name, grid, tuple(holders), tuple(marks))

    return draw


def listing(columns: int) -> Draw:
    """Bullets as the master has them, in one column or two."""

    def draw(name: str, grid: Grid) -> Composition:
        wide = (grid.width - (columns - 1) * GAP) / columns
        ink = grid.plain.text
        levels = tuple(LevelStyle(grid.size(size), ink=ink, bullet=True, before=before) for size, before in ((26, 12), (22, 6), (20, 4)))
        holders = (
            grid.text(1 + i, f"Content {i + 1}" if columns > 1 else "Content", (i * (wide + GAP), 0, wide, content_height(grid)), *levels)
            for i in range(columns)
        )
        return composition(name, grid, (*holders, *sources(grid)))

    return draw


def agenda(columns: int) -> Draw:
    def draw(name: str, grid: Grid) -> Composition:
        wide, pitch = (grid.width - (columns - 1) * GAP) / columns, grid.height / 6
        style = grid.regular(28 if columns == 1 else 22)._replace(margin=round(0.62 * grid.unit))
        places = ((column * (wide + GAP), row * pitch, wide, pitch - 0.02) for column in range(columns) for row in range(6))
        holders = tuple(grid.text(30 + i, f"Entry {i + 1}", place, style) for i, place in enumerate(places))
        return composition(name, grid, holders)

    return draw


def key_figure(name: str, grid: Grid) -> Composition:
    """A number large on a panel, with the points beside it."""
    wide, high = 0.35 * grid.width, grid.height
    ground = grid.on_deep
    inside = (PAD, wide - 2 * PAD)
    figure = grid.text(
        60,
        "Figure",
        (inside[0], 0.15, inside[1], 0.52 * high),
        LevelStyle(grid.size(115), True, ground.accent or ground.text, line=0.9, heading=True),
        LevelStyle(grid.size(24), True, ground.text, 2, 0.95),
        anchor="b",
    )
    legend = grid.text(61, "Legend", (inside[0], 0.56 * high, inside[1], 0.44 * high - PAD), grid.regular(20, ground))
    left = wide + GAP
    levels = (grid.bold(28, before=22 * grid.scale), grid.regular(24, before=6 * grid.scale))
    points = grid.text(1, "Points", (left, 0.14, grid.width - left, high - 0.14), *levels)
    panel = grid.deep or grid.panel
    marks = (Mark("panel", grid.box(0, 0, wide, high), panel[0]),) if panel else ()
    return composition(name, grid, (figure, legend, points), (*marks, grid.rule_at(left, 0, grid.width - left)))


def loud(size: float, below: float, share: float = 0.58, byline: float = 0.0) -> Draw:
    """The title large over most of the slide, what may stand below it, and a line for who speaks where one is wanted (its size)."""

    def draw(name: str, grid: Grid) -> Composition:
        deck = grid._replace(region=grid.whole)
        line, foot = share * deck.height, 0.6 if byline else 0.0
        style = grid.regular(below, before=8 * grid.scale)._replace(align=grid.align)
        wide = deck.width if grid.align == "center" else 0.9 * deck.width
        holders = [deck.text(1, "Text", (0, line + 0.14, wide, deck.height - line - 0.14 - foot), style)]
        if byline:
            small = LevelStyle(grid.size(byline, 12.0), False, grid.plain.accent or grid.plain.text, align=grid.align)
            holders.append(deck.text(21, "Byline", (0, deck.height - foot, wide, foot), small, anchor="b"))
        return Composition(name, grid.like, tuple(holders), (), deck.box(0, 0, deck.width, line), grid.size(size))

    return draw


def sentence(name: str, grid: Grid) -> Composition:
    """One sentence in the middle of the slide, as large as a title."""
    style = LevelStyle(grid.size(44), False, grid.plain.text, line=min(grid.line, 1.0), heading=True)
    holder = grid.text(1, "Sentence", (0, 0, 0.94 * grid.width, grid.height), style, anchor="ctr")
    return composition(name, grid, (holder,))


def quote(name: str, grid: Grid) -> Composition:
    style = LevelStyle(grid.size(44), True, grid.plain.text, 10, min(grid.line, 1.0), heading=True)
    high = 0.8 * grid.height
    bar = Mark("panel", grid.box(0, 0.08, 0.08, high - 0.16), grid.plain.accent or grid.rule)
    words = grid.text(1, "Quotation", (0.42, 0, 0.95 * grid.width - 0.42, high), style, anchor="ctr")
    source = LevelStyle(grid.size(24), False, grid.plain.accent or grid.plain.text)
    named = grid.text(2, "Source", (0.42, high + 0.12, 0.9 * grid.width, grid.height - high - 0.12), source)
    return composition(name, grid, (words, named), (bar,))


def callout(name: str, grid: Grid) -> Composition:
    ground: Ground = grid.on_panel
    head = LevelStyle(grid.size(26), True, ground.accent or ground.text, line=0.95)
    holder = grid.text(
        1,
        "Call-out",
        (0.5, PAD, grid.width - 1.0, grid.height - 2 * PAD),
        head,
        grid.regular(36, ground, before=12 * grid.scale),
        anchor="ctr",
    )
    bar = Mark("panel", grid.box(0, 0, 0.09, grid.height), ground.accent or grid.rule)
    return composition(name, grid, (holder,), (*grid.panel_at(0, 0, grid.width, grid.height), bar))


DRAWN: Mapping[str, Draw] = {
    "Title": loud(54, 28, 0.5, 18),
    "Chapter": loud(44, 22, 0.45),
    "Title Only": loud(44, 26),
    "Two Points": rows(2, 32, 26),
    "Three Points": rows(3, 28, 22),
    "Four Points": rows(4, 24, 22),
    "Stack": stack,
    "Duo": duo,
    "Contrast": contrast,
    "Two Cards": cards(1, 2, 32, 26),
    "Three Cards": cards(1, 3, 28, 24),
    "Four Cards": cards(2, 2, 26, 24),
    "List": listing(1),
    "Two Lists": listing(2),
    "Question": loud(44, 28),
    "Agenda": agenda(1),
    "Agenda in Two Columns": agenda(2),
    "Key Figure": key_figure,
    "Statement": loud(54, 36, 0.5),
    "Sentence": sentence,
    "Two Sentences": sentences(2, 36),
    "Three Sentences": sentences(3, 30),
    "Quote": quote,
    "Callout": callout,
    "Picture": picture,
    "Wide Picture": wide_picture,
    "Picture and Points": beside_picture,
    "Picture Right": beside_picture,
    "Two Pictures": pictures(2, 1),
    "Three Pictures": pictures(3, 1),
    "Four Pictures": pictures(2, 2),
    "One QR Code": one_code,
    "QR Codes": codes,
    "Table": exhibit("tbl", 90, "Table"),
    "Chart": exhibit("chart", 95, "Chart"),
    "Code": code,
    "Formula": formula,
}

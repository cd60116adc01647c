"""Layouts for pictures, QR codes, tables, charts, code and formulas, drawn on the template's grid."""

from __future__ import annotations

from typing import TypeAlias

from deck.compose.grid import Grid
from deck.compose.sheets import GAP, Draw, composition, content_height, sources
from deck.model.template import Composition, Holder, LevelStyle

Place: TypeAlias = tuple[float, float, float, float]


def picture_of(idx: int, name: str, grid: Grid, place: Place) -> Holder:
    return Holder("pic", idx, name, grid.box(*place), (grid.regular(18),))


def picture(name: str, grid: Grid) -> Composition:
    """A picture with its caption beside it."""
    beside = 0.26 * grid.width
    caption = grid.text(1, "Caption", (0, 0, beside, grid.height), grid.regular(22))
    shown = picture_of(70, "Picture", grid, (beside + GAP, 0, grid.width - beside - GAP, grid.height))
    return composition(name, grid, (caption, shown))


def wide_picture(name: str, grid: Grid) -> Composition:
    below = min(0.66, 0.16 * grid.height)
    shown = picture_of(70, "Picture", grid, (0, 0, grid.width, grid.height - below - 0.12))
    caption = grid.text(1, "Caption", (0, grid.height - below, grid.width, below), LevelStyle(grid.size(18, 14.0), ink=grid.plain.text))
    return composition(name, grid, (shown, caption))


def beside_picture(name: str, grid: Grid) -> Composition:
    """Points or sentences with a picture beside them."""
    wide = 0.44 * grid.width
    levels = (grid.bold(28, before=18 * grid.scale), grid.regular(22, before=6 * grid.scale), grid.regular(24)._replace(bullet=True))
    points = grid.text(1, "Points", (0, 0, wide, grid.height), *levels)
    return composition(name, grid, (points, picture_of(70, "Picture", grid, (wide + GAP, 0, grid.width - wide - GAP, grid.height))))


def pictures(columns: int, lines: int) -> Draw:
    """Pictures each with its words below it."""

    def draw(name: str, grid: Grid) -> Composition:
        wide, high = (grid.width - (columns - 1) * GAP) / columns, (grid.height - (lines - 1) * GAP) / lines
        words = 0.7 if lines == 1 else 0.42
        style = LevelStyle(grid.size(18, 14.0), ink=grid.plain.text)
        holders: list[Holder] = []
        for i in range(columns * lines):
            x, y = (i % columns) * (wide + GAP), (i // columns) * (high + GAP)
            holders.append(picture_of(71 + i, f"Picture {i + 1}", grid, (x, y, wide, high - words - 0.1)))
            holders.append(grid.text(75 + i, f"Caption {i + 1}", (x, y + high - words, wide, words), style))
        return composition(name, grid, tuple(holders))

    return draw


def one_code(name: str, grid: Grid) -> Composition:
    side = min(grid.height, 0.42 * grid.width)
    words = (grid.bold(32)._replace(heading=True), grid.regular(20, before=12 * grid.scale))
    caption = grid.text(75, "Caption 1", (side + GAP, 0, grid.width - side - GAP, side), *words, anchor="ctr")
    return composition(name, grid, (picture_of(71, "Code 1", grid, (0, 0, side, side)), caption))


def codes(name: str, grid: Grid) -> Composition:
    wide = min((grid.width - 3 * GAP) / 4, 0.56 * grid.height)
    pitch = (grid.width + GAP) / 4
    words = (grid.bold(20), LevelStyle(grid.size(14, 12.0), ink=grid.plain.text, before=6))
    holders: list[Holder] = []
    for i in range(4):
        holders.append(picture_of(71 + i, f"Code {i + 1}", grid, (i * pitch, 0, wide, wide)))
        place = (i * pitch, wide + 0.14, pitch - GAP, grid.height - wide - 0.14)
        holders.append(grid.text(75 + i, f"Caption {i + 1}", place, *words))
    return composition(name, grid, tuple(holders))


def exhibit(kind: str, idx: int, title: str) -> Draw:
    """A table or a chart, with room for the sentence that introduces it."""

    def draw(name: str, grid: Grid) -> Composition:
        legend = grid.text(1, "Legend", (0, 0, grid.width, 0.46), grid.regular(22))
        shown = Holder(kind, idx, title, grid.box(0, 0, grid.width, content_height(grid)), (grid.regular(22),))
        return composition(name, grid, (legend, shown, *sources(grid)))

    return draw


def code(name: str, grid: Grid) -> Composition:
    panel = grid.deep or grid.panel
    ground = panel[1] if panel else grid.plain
    inset, end = round(0.34 * grid.unit), round(0.28 * grid.unit)
    level = LevelStyle(grid.size(20), False, ground.text, line=1.0)
    holder = Holder("body", 80, "Code", grid.region, (level,), "t", (inset, end, inset, end), panel[0] if panel else None)
    return composition(name, grid, (holder,))


def formula(name: str, grid: Grid) -> Composition:
    legend = grid.text(1, "Legend", (0, 0, grid.width, 0.46), grid.regular(22))
    style = LevelStyle(grid.size(44), False, grid.on_panel.text, align="center")
    place = (0.5, 0.84, grid.width - 1.0, grid.height - 1.12)
    return composition(
        name, grid, (legend, grid.text(100, "Formula", place, style, anchor="ctr")), grid.panel_at(0, 0.56, grid.width, grid.height - 0.56)
    )

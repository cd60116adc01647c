"""A formula on its panel: as large as is beautiful and as fits, with the sentence above it that introduces it."""

from __future__ import annotations

from deck.fit.arrange import Area, Arrangement, layout_of, placeholder
from deck.fit.code import flow_code
from deck.fit.exhibited import Exhibited
from deck.fit.tables import line_above
from deck.fit.wrap import available_height, column_width
from deck.model.article import Code, Formula, Inline
from deck.model.placed import PlacedFormula
from deck.model.units import Box, emu_from_points

FORMULA, LEGEND = 100, 1
SIZES = (60.0, 54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
# Cambria Math and LibreOffice's Liberation Serif set a formula up to so much wider and higher than STIX Two Math, which measures it
RESERVE = 1.12
# LibreOffice 7.4 stretches a formula over its box; its own is so much of an em higher than what is inked, and narrower by this share
LEADING, NARROWER = 0.36, 0.85


def flow_formula(formula: Formula, legend: Inline, area: Area) -> Exhibited | None:
    """Return a formula on a slide; one that is too large for any is shown as its source."""
    layout = layout_of(area, "Formula")
    holder = placeholder(layout, FORMULA)
    size = _largest(formula, column_width(holder), available_height(holder), area.sizes(SIZES))
    if formula.tree is None or formula.image is None or size is None:
        return flow_code(Code(formula.span, formula.source, "latex"), area)
    box = _middle(formula, size, holder.box)
    shown = PlacedFormula("formula", holder.kind, holder.idx, box, formula.tree, size, formula.image, " ".join(formula.source.split()))
    above = line_above(layout, legend)
    return Exhibited((Arrangement(layout.known_as, (*((above,) if above is not None else ()), shown)),))


def _largest(formula: Formula, width: float, height: float, sizes: tuple[float, ...]) -> float | None:
    """Return the largest size (points) at which a formula fits in so many points, None for none."""
    wide, high = (RESERVE * ems for ems in formula.extent)
    return next((size for size in sizes if size * wide <= width and size * high <= height), None)


def _middle(formula: Formula, size: float, box: Box) -> Box:
    """Return the middle of a box, as wide as a formula at a size in points, and so high that LibreOffice does not draw it flat."""
    wide, high = formula.extent
    width = emu_from_points(RESERVE * wide * size)
    height = min(box.height, emu_from_points(RESERVE * (high + LEADING) * size / NARROWER))
    return Box(box.x + (box.width - width) // 2, box.y + (box.height - height) // 2, width, height)

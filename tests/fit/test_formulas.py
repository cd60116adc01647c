"""Formulas on slides: as large as is beautiful and as fits, in the middle; one that fits nowhere is its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from deck.fit.arrange import Area
from deck.fit.formulas import FORMULA, RESERVE, flow_formula
from deck.model.article import Formula, Image, Run, Span
from deck.model.formula import Extent, Role, Symbol
from deck.model.language import Language
from deck.model.placed import PlacedFormula, PlacedShape
from deck.model.units import points
from deck.ooxml import read_template
from deck.templates import find_template

AREA = Area(read_template(find_template("conference", Path()), Language("en", "en-US")), "first")
SPAN = Span("a.md", 1, 1)


def formula(width: float, height: float) -> Formula:
    return Formula(SPAN, "x", Symbol("x", Role.IDENTIFIER), Extent(width, height), Image("0" * 64, "png", 10, 10))


@pytest.mark.parametrize(("width", "height"), [(2, 1), (15, 2), (30, 3), (10, 8), (35, 11)])
def test_a_formula_stands_in_the_middle_of_its_place_and_fits_it(width: float, height: float) -> None:
    layout = AREA.template.layout("Formula")
    holder = layout and layout.placeholder(FORMULA)
    assert holder
    shown = flow_formula(formula(width, height), (), AREA)
    assert shown
    (placed,) = shown.arrangements[0].shapes
    assert isinstance(placed, PlacedFormula)
    assert 18 <= placed.size <= 60
    assert points(placed.box.width) == pytest.approx(width * RESERVE * placed.size, abs=1)
    assert placed.box.width <= holder.box.width and placed.box.height <= holder.box.height
    assert abs(2 * placed.box.x + placed.box.width - 2 * holder.box.x - holder.box.width) <= 2


def test_the_sentence_that_introduces_it_stands_above_where_it_is_one_line() -> None:
    short, long = ((Run(text),) for text in ("It is so:", "a long sentence " * 12))
    shown, alone = flow_formula(formula(5, 2), short, AREA), flow_formula(formula(5, 2), long, AREA)
    assert shown and alone
    legend, _ = shown.arrangements[0].shapes
    assert isinstance(legend, PlacedShape) and legend.key == "legend"
    assert len(alone.arrangements[0].shapes) == 1


def test_one_that_no_slide_holds_is_shown_as_its_source() -> None:
    shown = flow_formula(formula(90, 2), (), AREA)
    assert shown
    assert shown.arrangements[0].layout == "Code"


def test_a_small_formula_is_large_and_its_place_is_no_flatter_than_type_is() -> None:
    shown = flow_formula(formula(3.7, 0.85), (), AREA)
    assert shown
    (placed,) = shown.arrangements[0].shapes
    assert isinstance(placed, PlacedFormula)
    assert placed.size == 60
    assert points(placed.box.height) > 1.3 * placed.size

"""Charts on their slide: in type that can be read, nothing beyond the box, else drawn in another way, or shown as numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from deck.findings import Finding
from deck.fit import fit
from deck.fit.charts import number_format
from deck.model.article import Chart, ChartSeries, Run, Span
from deck.model.language import Language
from deck.model.placed import PlacedChart, PlacedSlide, PlacedTable
from deck.model.slides import Deck, Kind, Section, Slide, Title
from deck.model.template import Template
from deck.ooxml import read_template
from deck.templates import find_template

ENGLISH, ARABIC = Language("en", "en-US"), Language("ar", "ar-SA", "Arab", right_to_left=True)
SPAN = Span("a.md", 1, 1)


@pytest.fixture(scope="module")
def template() -> Template:
    return read_template(find_template("conference", Path()), ENGLISH)


def chart(kind: str, names: tuple[str, ...], *series: tuple[float | None, ...], title: str = "") -> Chart:
    lines = tuple(ChartSeries(f"S{n}", values) for n, values in enumerate(series, 1))
    head = ("name", *(one.name for one in lines))
    rows = (head, *((name, *(str(one.values[n] or "") for one in lines)) for n, name in enumerate(names)))
    return Chart(SPAN, kind, names, lines, rows, title)


def shown(template: Template, exhibit: Chart, language: Language = ENGLISH) -> tuple[tuple[PlacedSlide, ...], tuple[Finding, ...]]:
    title = Slide("title", Kind.TITLE, SPAN, "title", Title((Run("The talk"),)))
    slide = Slide("s", Kind.CHART, SPAN, "s", Title((Run("The title"),)), exhibit=exhibit, instead=((Run("all of it"),),))
    placed, findings = fit(Deck(language, "The talk", (), "", (Section("title", "A"), Section("s", "S")), (title, slide)), template)
    return placed.slides[1:], findings


def drawn(template: Template, exhibit: Chart, language: Language = ENGLISH) -> PlacedChart:
    slides, _ = shown(template, exhibit, language)
    (found,) = (shape for slide in slides for shape in slide.shapes if isinstance(shape, PlacedChart))
    return found


def names(count: int, length: int = 4) -> tuple[str, ...]:
    return tuple(f"{n} {'m' * length}" for n in range(count))


@pytest.mark.parametrize("kind", ["bar", "column", "line", "pie"])
@pytest.mark.parametrize("language", [ENGLISH, ARABIC], ids=["left", "right"])
@pytest.mark.parametrize("count", [2, 3, 5, 6, 9, 14, 24])
def test_what_is_drawn_can_be_read_and_stays_in_its_box(template: Template, kind: str, language: Language, count: int) -> None:
    for series in (1,) if kind == "pie" else (1, 2, 3, 5):
        values = tuple(tuple(float(10 * n + i) for i in range(1, count + 1)) for n in range(series))
        slides, findings = shown(template, chart(kind, names(count), *values), language)
        for found in (shape for slide in slides for shape in slide.shapes if isinstance(shape, PlacedChart)):
            left, top, width, height = found.plot
            assert min(left, top) >= 0 and left + width <= 1.001 and top + height <= 1.001 and min(width, height) > 0.2
            assert found.size >= 18 and found.axis_size >= 14
            assert found.type == kind or any(finding.code == "D421" for finding in findings)
        assert "all of it" in "".join(run.text for note in slides[0].notes for run in note.text)


def test_long_names_of_columns_are_set_as_bars_and_many_slices_too(template: Template) -> None:
    for exhibit in (chart("column", names(8, 24), tuple(map(float, range(1, 9)))), chart("pie", names(7), tuple(map(float, range(5, 12))))):
        assert drawn(template, exhibit).type == "bar"
        assert [finding.code for finding in shown(template, exhibit)[1]] == ["D421"]


def test_more_than_can_be_told_apart_is_shown_as_numbers(template: Template) -> None:
    slides, findings = shown(template, chart("line", names(4), *(((1.0, 2.0, 3.0, 4.0),) * 9)))
    assert any(isinstance(shape, PlacedTable) for slide in slides for shape in slide.shapes)
    assert [finding.code for finding in findings] == ["D421"] and "36 numbers" in findings[0].message


def test_names_of_lines_stand_at_their_ends_unless_they_would_meet(template: Template) -> None:
    apart, close = ((1.0, 10.0), (2.0, 50.0)), ((1.0, 49.5), (2.0, 50.0))
    assert drawn(template, chart("line", names(2), *apart)).named == "ends"
    assert drawn(template, chart("line", names(2), *close)).named == "legend"


def test_right_to_left_the_names_beside_bars_stand_at_the_right(template: Template) -> None:
    exhibit = chart("bar", names(3, 12), (1.0, 2.0, 3.0))
    left, right = drawn(template, exhibit).plot, drawn(template, exhibit, ARABIC).plot
    assert left[0] + left[2] > right[0] + right[2] and left[0] > right[0]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "0"),
        ({"decimals": 2, "unit": "\u00a0ms"}, '0.00"\u00a0ms"'),
        ({"grouped": True, "unit": "$", "leads": True}, '"$"#,##0'),
        ({"zero": "٠", "decimals": 1}, "[$-2000401]0.0"),
    ],
)
def test_numbers_are_written_as_their_author_wrote_them(changes: dict[str, object], code: str) -> None:
    assert number_format(chart("bar", ("a", "b"), (1.0, 2.0))._replace(**changes)) == code  # type: ignore[arg-type]


def test_few_short_names_are_set_large_and_long_ones_on_lines_are_not(template: Template) -> None:
    few, long = ("Row", "Column"), tuple(f"{n} a name of which a line holds less than the whole of it" for n in range(3))
    assert drawn(template, chart("column", few, (14.0, 3.0))).axis_size == 24
    assert drawn(template, chart("bar", long, (1.0, 2.0, 3.0))).axis_size <= 20


def test_a_pie_is_as_large_as_the_names_above_and_below_it_leave_room_for(template: Template) -> None:
    # the middles of two halves lie at the sides, those of four quarters nearer to the top
    halves = drawn(template, chart("pie", names(2), (50.0, 50.0))).plot
    thin = drawn(template, chart("pie", names(3), (46.0, 46.0, 8.0))).plot
    assert halves[3] > thin[3] >= 0.6

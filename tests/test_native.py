"""Every object of the golden cases is one of PowerPoint's own: what it is, python-pptx and the XML are asked, kind by kind."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from golden.cases import TEMPLATES, made
from golden.described import A14, ASVG, MC, A, M, R, shapes_of

# the placeholder of the panel
CODE = 80


def target_of(click: Any, part: Any) -> str:
    """Return the address that a link leads to, "" for one within the deck."""
    relation = part.rels.get(click.get(f"{R}id"))
    return str(relation.target_ref) if relation is not None and relation.is_external else ""


def drawn(deck: Any) -> Iterator[tuple[Any, str]]:
    """Yield each shape of a deck and what a program needs to know for it."""
    for slide in deck.slides:
        yield from shapes_of(slide)


def tables(deck: Any) -> int:
    """Count the tables whose first row is a header."""
    return sum(getattr(shape, "has_table", False) and shape.has_table and shape.table.first_row for shape, _ in drawn(deck))


def charts(deck: Any) -> int:
    """Count the charts whose numbers stand in a workbook of their own."""
    found = [shape.chart for shape, _ in drawn(deck) if getattr(shape, "has_chart", False) and shape.has_chart]
    return sum(
        {value for plot in chart.plots for one in plot.series for value in one.values} - {None} <= in_workbook(chart) for chart in found
    )


def in_workbook(chart: Any) -> set[float]:
    with zipfile.ZipFile(BytesIO(chart.part.chart_workbook.xlsx_part.blob)) as workbook:
        sheet = workbook.read("xl/worksheets/sheet1.xml").decode()
    return {float(number) for number in re.findall(r"<c r=\"\w+\"(?: s=\"\d+\")?><v>([^<]+)</v>", sheet)}


def pictures(deck: Any) -> int:
    """Count the pictures: placeholders that hold one, and pictures by themselves."""
    return sum(shape.shape_type == MSO_SHAPE_TYPE.PICTURE or "Picture" in type(shape).__name__ for shape, _ in drawn(deck))


def vector_pictures(deck: Any) -> int:
    """Count the pictures that are drawn from a vector graphic, and have another for programs that draw none."""
    return sum(shape._element.find(f".//{ASVG}svgBlip") is not None and len(shape.image.blob) > 0 for shape, _ in drawn(deck))


def equations(deck: Any) -> int:
    """Count the display equations that stand as such in a choice, with a fallback for programs that know none."""
    found = (shape._element for shape, needs in drawn(deck) if needs == "a14")
    return sum(
        shape.find(f".//{A14}m//{M}oMath") is not None and shape.getparent().getparent().find(f"{MC}Fallback") is not None
        for shape in found
    )


def numbers(deck: Any) -> int:
    """Count the paragraphs that PowerPoint numbers."""
    return sum(len(slide._element.findall(f".//{A}buAutoNum")) for slide in deck.slides)


def check_marks(deck: Any) -> int:
    """Count the paragraphs with a sign of their own for a bullet."""
    return sum(len(slide._element.findall(f".//{A}buChar")) for slide in deck.slides)


def code_panels(deck: Any) -> int:
    """Count the panels of text in a placeholder, monospaced in every script: spaces before Japanese words are as wide as others."""
    found = [frame for slide in deck.slides if slide.slide_layout.name == "Code" for frame in slide.placeholders if frame.has_text_frame]
    runs = [list(frame._element.iter(f"{A}rPr")) for frame in found if frame.placeholder_format.idx == CODE]
    return sum(all(faces(properties) == {"Courier New"} for properties in panel) for panel in runs)


def faces(properties: Any) -> set[str]:
    """Return the typefaces of a run for each kind of script, "" where it has none of its own."""
    named = (properties.find(f"{A}{kind}") for kind in ("latin", "ea", "cs"))
    return {"" if face is None else face.get("typeface") for face in named}


def links(deck: Any) -> int:
    """Count the addresses of a deck that its own text leads to."""
    clicks = ((slide.part, click) for slide in deck.slides for click in slide._element.iter(f"{A}hlinkClick"))
    return len({address for part, click in clicks if (address := target_of(click, part))})


def builds(deck: Any) -> int:
    return sum(step.get("presetClass") == "entr" for slide in deck.slides for step in slide._element.iter("{*}cTn"))


def transitions(deck: Any) -> int:
    return sum(next(slide._element.iter("{*}transition"), None) is not None for slide in deck.slides)


def hidden(deck: Any) -> int:
    return sum(slide._element.get("show") == "0" for slide in deck.slides)


# how many a case has of each kind, on either template
ASKED = {
    tables: {"table-github": 3, "table-html": 2, "table-list": 2, "table-large": 9, "table-ragged": 3, "tables": 4, "chart-bad": 6},
    charts: {"chart-bar": 2, "chart-column": 3, "chart-line": 3, "chart-pie": 2},
    pictures: {
        "picture": 2,
        "picture-captions": 6,
        "picture-focus": 3,
        "picture-grid": 18,
        "picture-kinds": 7,
        "picture-missing": 1,
        "qr": 4,
    },
    vector_pictures: {"picture-svg": 3},
    equations: {"maths-display": 6, "maths-inline": 1, "maths-broken": 1},
    links: {"links": 4, "qr": 4, "table-github": 2, "table-html": 1, "tables": 1},
    numbers: {"ordered": 16},
    check_marks: {"tasks": 7},
    code_panels: {"code-marked": 3, "code-long": 6, "code-wide": 2, "mermaid": 2},
    builds: {"builds": 12},
    transitions: {"transitions": 4},
    hidden: {"appendix": 2},
}
ROWS = [
    pytest.param(question, case, count, template, id=f"{question.__name__}-{case}-{template}")
    for question, cases in ASKED.items()
    for case, count in cases.items()
    for template in TEMPLATES
]


@pytest.mark.parametrize(("question", "case", "count", "template"), ROWS)
def test_an_object_is_of_its_native_kind(question: Callable[[Any], int], case: str, count: int, template: str, tmp_path: Path) -> None:
    assert question(Presentation(str(made(case, template, tmp_path).deck))) == count

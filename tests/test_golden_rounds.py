"""What LibreOffice leaves of each kind of object when it opens a deck and saves it, and that a build over that finds no hand's edit."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from deck.cli import run
from edits.resave import through
from golden.cases import NAMES, TEMPLATES, article_of, made
from golden.described import R, kind_of, shapes_of

pytestmark = pytest.mark.office

KEPT = ("table", "chart", "equation", "picture")
# a plan over a deck of LibreOffice's takes seconds; the others are looked at by hand with `pytest -m long`
ONE_OF_A_KIND = (
    "builds",
    "chart-line",
    "code-marked",
    "footnotes",
    "maths-display",
    "picture-grid",
    "picture-svg",
    "table-github",
    "tasks",
)
Decks = dict[tuple[str, str], tuple[Path, Path]]


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Decks:
    """Return the deck of each case on each template, and its copy as LibreOffice saved it."""
    folder = tmp_path_factory.mktemp("rounds")
    ours = {(case, template): made(case, template, folder).deck for case in NAMES for template in TEMPLATES}
    saved = through(list(ours.values()), folder / "saved")
    return {which: (deck, saved[deck]) for which, deck in ours.items()}


def shapes(deck: Path) -> Iterator[Any]:
    for slide in Presentation(str(deck)).slides:
        yield from (shape for shape, _ in shapes_of(slide))


def kinds(deck: Path) -> Counter[str]:
    return Counter(kind for shape in shapes(deck) if (kind := kind_of(shape)) in KEPT)


def cells(deck: Path) -> list[list[str]]:
    """Return what stands in the cells of each table."""
    tables = (shape.table for shape in shapes(deck) if kind_of(shape) == "table")
    return [[" ".join(cell.text.split()) for row in table.rows for cell in row.cells] for table in tables]


def values(deck: Path) -> list[list[list[float | None]]]:
    """Return the numbers of each chart, series by series."""
    plots = (shape.chart.plots[0] for shape in shapes(deck) if kind_of(shape) == "chart")
    return [[list(series.values) for series in plot.series] for plot in plots]


def addresses(deck: Path) -> set[str]:
    """Return where the links on the slides lead that leave the deck."""
    found: set[str] = set()
    for slide in Presentation(str(deck)).slides:
        outside = {key: rel.target_ref for key, rel in slide.part.rels.items() if rel.is_external}
        used = {str(value) for element in slide._element.iter() for name, value in element.attrib.items() if name == f"{R}id"}
        found |= {address for key, address in outside.items() if key in used}
    return found


def test_every_kind_of_object_is_still_what_it_was(decks: Decks) -> None:
    lost = {which: (kinds(ours), kinds(theirs)) for which, (ours, theirs) in decks.items() if kinds(ours) != kinds(theirs)}
    assert lost == {}
    assert set().union(*(kinds(ours) for ours, _ in decks.values())) == set(KEPT)


def test_tables_keep_their_text_charts_their_numbers_and_links_their_addresses(decks: Decks) -> None:
    for ours, theirs in decks.values():
        assert cells(theirs) == cells(ours), ours.name
        assert values(theirs) == values(ours), ours.name
        assert addresses(theirs) == addresses(ours), ours.name


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the article of each case in a project of its own, with its deck as LibreOffice saved it."""
    folder = tmp_path_factory.mktemp("projects")
    found: dict[str, Path] = {}
    decks: dict[str, Path] = {}
    for case in NAMES:
        project = shutil.copytree(article_of(case).parent, folder / case)
        found[case] = project / "article.md"
        assert run(["build", str(found[case]), "-o", str(project / f"{case}.pptx")]) == 0
        decks[case] = project / f"{case}.pptx"
    saved = through(list(decks.values()), folder / "saved")
    for deck in decks.values():
        shutil.copyfile(saved[deck], deck)
    return found


@pytest.mark.parametrize("case", [pytest.param(case, marks=() if case in ONE_OF_A_KIND else pytest.mark.long) for case in NAMES])
def test_a_build_over_what_libreoffice_saved_invents_no_edit(case: str, projects: dict[str, Path]) -> None:
    article, deck = projects[case], projects[case].with_name(f"{case}.pptx")
    out, before = io.StringIO(), deck.read_bytes()
    with contextlib.redirect_stdout(out):
        assert run(["plan", str(article), "--json", "-o", str(deck)]) == 0
    assert json.loads(out.getvalue())["edits"] == []
    built = []
    for _ in range(2):
        assert run(["build", str(article), "-o", str(deck)]) == 0
        built.append(deck.read_bytes())
    # LibreOffice takes the workbooks from charts, which get them back
    assert built == [built[0] if "chart" in kinds(deck) else before] * 2

"""What LibreOffice leaves of each kind of object when it opens a deck and saves it, and that a build over that finds no hand's edit."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from deck import office
from deck.build import foresee
from deck.known import build_in
from deck.ledger import save_washed
from deck.stages import Request, source_of
from edits.resave import through
from edits.routes import once
from golden.cases import NAMES, TEMPLATES, article_of, made
from golden.described import R, kind_of, shapes_of

pytestmark = pytest.mark.office

Decks = dict[tuple[str, str], tuple[Path, Path]]
KEPT = ("table", "chart", "equation", "picture")
BY_HAND = ", we say"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of all cases, each deck with what LibreOffice makes of it: made once, for all processes that run these tests."""
    base = tmp_path_factory.getbasetemp()
    return once((base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "golden-rounds", write_cases)


def write_cases(folder: Path) -> None:
    """Build each case in a folder of its own, and save it in LibreOffice: on both templates, and once more on the first.

    That last is what LibreOffice does to a deck that nobody edits, kept as a build keeps it: else each of them would start it.
    """
    decks = {(case, template): made(case, template, new(folder / case)).deck for case in NAMES for template in TEMPLATES}
    through(list(decks.values()), folder / "saved")
    first = [decks[case, TEMPLATES[0]] for case in NAMES]
    for deck, untouched in through(first, folder / "untouched").items():
        save_washed(deck, build_in(deck.read_bytes()), f"{office.version()} pptx", untouched.read_bytes())


def new(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def decks(folder: Path) -> Decks:
    """Return the deck of each case on each template, and its copy as LibreOffice saved it."""
    names = {(case, template): f"{case}.{template}.pptx" for case in NAMES for template in TEMPLATES}
    return {which: (folder / which[0] / name, folder / "saved" / name) for which, name in names.items()}


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


@pytest.mark.parametrize("case", NAMES)
def test_a_build_over_what_libreoffice_saved_invents_no_edit_and_loses_none(case: str, folder: Path, decks: Decks, tmp_path: Path) -> None:
    ours, theirs = decks[case, TEMPLATES[0]]
    deck = shutil.copytree(ours.parent, tmp_path / case) / ours.name
    shutil.copyfile(theirs, deck)
    assert deeds(case, deck) == []
    built = [made(case, TEMPLATES[0], deck.parent).deck.read_bytes() for _ in range(2)]
    # LibreOffice takes the workbooks from charts, which get them back
    assert built == [built[0] if "chart" in kinds(deck) else theirs.read_bytes()] * 2
    retitled(deck)
    assert deeds(case, deck) == ["reworded"]
    was = kinds(deck), cells(deck), values(deck), addresses(deck)
    assert made(case, TEMPLATES[0], deck.parent).deck == deck
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(str(deck)).slides]
    assert any(title.endswith(BY_HAND) for title in titles)
    assert (kinds(deck), cells(deck), values(deck), addresses(deck)) == was


def deeds(case: str, deck: Path) -> list[str]:
    """Return what a build would find of hands."""
    article = article_of(case)
    ahead = foresee(source_of(Request(article, article.name, article.parent, {"output": str(deck)})))
    assert ahead.merged is not None, ahead.why
    return [str(edit.deed) for edit in ahead.merged.edits]


def retitled(deck: Path) -> None:
    """Write behind the title of the second slide, as a hand would."""
    presentation = Presentation(str(deck))
    presentation.slides[1].shapes.title.text_frame.paragraphs[-1].runs[-1].text += BY_HAND
    presentation.save(str(deck))

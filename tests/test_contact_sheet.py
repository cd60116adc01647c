"""`deck template check --sheet`: a deck with a slide for each role, each on its own layout, valid, and never over another file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.util import Emu, Pt

from deck.cli import run
from deck.model.roles import ROLES
from deck.model.specimen import Specimen
from deck.words import languages, specimen


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def own(name: str = "brand.pptx", low: bool = False) -> str:
    """Write python-pptx's own template; `low`: with little room for content."""
    made = Presentation()
    if low:
        body = made.slide_layouts[1].placeholders[1]
        body.left, body.top, body.width, body.height = Emu(457200), Pt(126), Emu(8229600), Pt(150)
    made.save(name)
    return name


def sheet(template: str, *options: str) -> Any:
    """Return the sheet of a template, opened."""
    assert run(["template", "check", template, "--sheet", "sheet.pptx", *options]) == 0
    return Presentation("sheet.pptx")


def layouts(deck: Any) -> list[str]:
    return [slide.slide_layout.name for slide in deck.slides]


def titles(deck: Any) -> list[str]:
    return [re.sub(r"\s+", " ", slide.shapes.title.text_frame.text) for slide in deck.slides]


def test_each_role_has_a_slide_on_its_own_layout_called_by_both() -> None:
    deck = sheet(own())
    assert len(layouts(deck)) == len(ROLES)
    shown = dict(zip(titles(deck), layouts(deck), strict=True))
    assert shown["List · “Title and Content”"] == "Title and Content"
    assert shown["Three Points · composed on “Title and Content”"] == "Three Points"
    assert {title.partition(" · ")[0] for title in titles(deck)[1:]} == {role for role in ROLES if role != "Title"}
    assert layouts(deck)[0] in ("Title Slide", "Title")
    assert titles(deck)[0] == "brand"


@pytest.mark.parametrize("template", ["conference", "conference-4x3"])
def test_those_that_ship_show_each_layout(template: str, capsys: pytest.CaptureFixture[str]) -> None:
    deck = sheet(template, "--strict")
    assert sorted(layouts(deck)) == sorted(ROLES)
    assert "D636" not in capsys.readouterr().err


@pytest.mark.parametrize("language", ["en", "ar", "ja"])
def test_a_sheet_is_valid_in_any_language(language: str) -> None:
    sheet(own(), "--lang", language)
    result = validate_pptx("sheet.pptx")
    assert result.is_valid, result.errors


def test_no_placeholder_is_left_empty_and_objects_are_native() -> None:
    deck = sheet(own())
    for slide in deck.slides:
        for shape in slide.placeholders:
            assert not shape.has_text_frame or shape.text_frame.text.strip()
    named = dict(zip((title.partition(" · ")[0] for title in titles(deck)), deck.slides, strict=True))
    assert any(shape.has_table for shape in named["Table"].shapes)
    assert any(shape.has_chart for shape in named["Chart"].shapes)
    assert sum(shape.shape_type == 13 or "Picture" in type(shape).__name__ for shape in named["Four Pictures"].shapes) == 4


def test_a_sheet_is_no_deck_of_ours() -> None:
    sheet("conference")
    assert b"recap-deck:base" not in Path("sheet.pptx").read_bytes()
    assert not Path("talks").exists()


def test_a_sheet_is_the_same_every_time() -> None:
    sheet("conference")
    first = Path("sheet.pptx").read_bytes()
    sheet("conference", "--force")
    assert Path("sheet.pptx").read_bytes() == first


def test_a_role_whose_sample_does_not_fit_is_shown_all_the_same_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    deck = sheet(own(low=True))
    said = re.sub(r"\s+", " ", capsys.readouterr().out)
    assert re.search(r"so a deck sets such a text on the layout behind each: [^;]*Four Points \(“", said)
    named = dict(zip((title.partition(" · ")[0] for title in titles(deck)), deck.slides, strict=True))
    assert named["Four Points"].slide_layout.name == "Four Points"
    texts = {shape.text_frame.text for shape in named["Four Points"].placeholders}
    assert {lead for lead, _ in specimen("en").points} <= texts
    assert {text for _, text in specimen("en").points} <= {text.replace("\u00a0", " ") for text in texts}


def test_a_file_that_is_there_is_replaced_only_if_asked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("sheet.pptx").write_bytes(b"mine")
    assert run(["template", "check", "conference", "--sheet", "sheet.pptx"]) == 5
    assert "--force" in capsys.readouterr().err
    assert Path("sheet.pptx").read_bytes() == b"mine"
    assert run(["template", "check", "conference", "--sheet", "sheet.pptx", "--force"]) == 0
    assert len(Presentation("sheet.pptx").slides) == len(ROLES)


def test_the_template_itself_is_never_the_sheet() -> None:
    before = Path(own()).read_bytes()
    assert run(["template", "check", "brand.pptx", "--sheet", "brand.pptx", "--force"]) == 2
    assert Path("brand.pptx").read_bytes() == before


@pytest.mark.parametrize(("place", "code"), [("sheet.pdf", 2), ("nowhere/sheet.pptx", 2), ("folder.pptx", 5)])
def test_what_is_no_place_for_a_sheet_is_said(place: str, code: int) -> None:
    Path("folder.pptx").mkdir()
    assert run(["template", "check", "conference", "--sheet", place, "--force"]) == code


def test_samples_are_whole_in_every_language_that_has_some() -> None:
    english = specimen("en")
    for code in languages():
        said: Specimen = specimen(code)
        assert (len(said.points), len(said.claims), len(said.items), len(said.entries)) == (4, 2, 8, 9)
        assert (len(said.sentences), len(said.captions), len(said.codes)) == (3, 4, 4)
        assert all(float(row[-1]) for row in said.table[1:])
        assert said.code == english.code

"""A template whose placeholders let programs resize their text: what we write against that is no edit of anybody's."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.slide import Slide

from deck.cli import run
from deck.templates import find_template

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TALK = """---
title: A talk
lang: en
---

## Bread

**Bakers rise at three.** {} The oven is warm by then.

**Dough is slow.** It rests.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a template in which programs make text smaller, or shapes larger."""
    made = Presentation(str(find_template("conference", tmp_path)))
    for place in (made.slide_masters[0], *made.slide_layouts):
        for n, fit in enumerate(list(place._element.iter(f"{A}noAutofit"))):
            fit.tag = f"{A}spAutoFit" if n % 2 else f"{A}normAutofit"
    made.save(str(tmp_path / "house.pptx"))
    (tmp_path / "deck.toml").write_text('template = "house.pptx"\n')
    write(tmp_path, "Few know why.")
    return tmp_path


def write(project: Path, sentence: str) -> None:
    (project / "talk.md").write_text(TALK.format(sentence))


def build(project: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["build", str(project / "talk.md"), "-o", f"{project}/"]) == 0
    return "".join(capsys.readouterr())


def fits(slide: Slide) -> list[str]:
    return [etree.QName(body[0]).localname if len(body) else "" for body in slide._element.iter(f"{A}bodyPr")]


def test_a_rebuild_sees_no_hand_in_it_and_keeps_what_a_hand_set(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(project, capsys)
    deck = project / "talk.en.pptx"
    assert {fit for slide in Presentation(str(deck)).slides for fit in fits(slide)} == {"noAutofit"}
    write(project, "Nobody knows why.")
    assert "of yours" not in build(project, capsys)
    made = Presentation(str(deck))
    (body,) = [shape for shape in made.slides[1].placeholders if shape.has_text_frame and "Nobody knows" in shape.text_frame.text]
    (fit,) = body._element.iter(f"{A}noAutofit")
    fit.tag = f"{A}normAutofit"
    fit.set("fontScale", "90000")
    made.save(str(deck))
    write(project, "Some know why.")
    assert "1 edit of yours" in build(project, capsys)
    slide = Presentation(str(deck)).slides[1]
    assert sorted(set(fits(slide))) == ["noAutofit", "normAutofit"]
    (kept,) = [shape for shape in slide.placeholders if shape.has_text_frame and "Some know" in shape.text_frame.text]
    assert next(kept._element.iter(f"{A}normAutofit"), None) is not None

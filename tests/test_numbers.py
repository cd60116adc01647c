"""Ordered lists on slides: their first number, letters, Roman numbers, and those that count down."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from deck.cli import run

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("4. Mix it\n5. Bake it", [("arabicPeriod", "4"), ("arabicPeriod", "5")]),
        ('<ol type="a" start="3"><li>Mix it</li><li>Bake it</li></ol>', [("alphaLcPeriod", "3"), ("alphaLcPeriod", "4")]),
        ('<ol type="I"><li>Mix it</li><li>Bake it</li></ol>', [("romanUcPeriod", "1"), ("romanUcPeriod", "2")]),
        ("<ol reversed><li>Mix it</li><li>Bake it</li></ol>", [("arabicPeriod", "2"), ("arabicPeriod", "1")]),
        ("<ol start='0'><li>Mix it</li><li>Bake it</li></ol>", [("", ""), ("arabicPeriod", "1")]),
        ("1. Mix it\n   1. Slowly\n2. Bake it", [("arabicPeriod", "1"), ("arabicPeriod", "1"), ("arabicPeriod", "2")]),
    ],
)
def test_numbers_are_those_of_the_author(written: str, told: list[tuple[str, str]], tmp_path: Path) -> None:
    article = tmp_path / "bread.md"
    article.write_text(f"---\ntitle: Bread\n---\n\nIntro.\n\n## Steps in order\n\n{written}\n", "utf-8")
    assert run(["build", str(article), "-o", str(tmp_path / "out.pptx")]) == 0
    slide = Presentation(str(tmp_path / "out.pptx")).slides[1]
    body = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 1)
    found = [paragraph._p.find(f"{A}pPr/{A}buAutoNum") for paragraph in body.text_frame.paragraphs]
    assert [("", "") if number is None else (number.get("type"), number.get("startAt")) for number in found] == told
    margins = [int(paragraph._p.find(f"{A}pPr").get("marL")) for paragraph in body.text_frame.paragraphs]
    indents = [int(paragraph._p.find(f"{A}pPr").get("indent")) for paragraph in body.text_frame.paragraphs]
    if len(told) == 3:
        assert margins[1] + indents[1] >= margins[0]

"""The tools that judge a deck from outside must themselves be able to find fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches, Pt

from cases_reader import Case, cases
from tools.coverage import coverage
from tools.fidelity import strangers
from tools.overflow import faults, painted

ARTICLE = """## Bread

- **Rye:** It keeps for a week. It likes butter.

## Cheese

- **Brie:** It does not keep.
"""


def deck(path: Path, slides: list[tuple[str, str]]) -> Path:
    """Write a deck of (title, body) slides."""
    presentation = Presentation()
    for title, body in slides:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text_frame.text = title
        slide.placeholders[1].text_frame.text = body
    presentation.save(str(path))
    return path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "food.md"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_a_whole_deck_is_covered_and_has_no_strangers(article: Path, tmp_path: Path) -> None:
    made = deck(tmp_path / "a.pptx", [("Bread", "Rye\nIt keeps for a week.\nIt likes butter."), ("Cheese", "Brie: It does not keep.")])
    assert coverage(article, made).share == 1.0
    assert strangers(article, made) == []


def test_a_sentence_left_out_is_lost_and_one_in_another_section_is_moved(article: Path, tmp_path: Path) -> None:
    made = deck(tmp_path / "a.pptx", [("Bread", "Rye\nBrie\nIt does not keep."), ("Cheese", "It keeps for a week.")])
    found = coverage(article, made)
    assert [part.text.strip() for part in found.lost] == ["It likes butter"]
    assert [part.text.strip() for part in found.moved] == ["It keeps for a week", "Brie", "It does not keep"]


def test_a_trimmed_sentence_and_an_invented_one_are_strangers(article: Path, tmp_path: Path) -> None:
    made = deck(tmp_path / "a.pptx", [("Bread", "It keeps.\nIt likes cheese."), ("Cheese", "Buy some today.")])
    assert [row.fault for row in strangers(article, made)] == ["part of a sentence", "not in the article", "not in the article"]


@pytest.mark.office
def test_text_that_leaves_its_shape_or_lands_on_other_text_is_found(
    tmp_path: Path, render: Callable[[Iterable[Path]], dict[Path, Path]]
) -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    for name, top in (("high", 1.0), ("low", 1.3)):
        box = slide.shapes.add_textbox(Inches(1), Inches(top), Inches(3), Inches(0.4))
        box.name, box.text_frame.word_wrap = name, True
        box.text_frame.text = "Far too many words for a box as small as this one is, on any machine"
        box.text_frame.paragraphs[0].runs[0].font.size = Pt(20)
    source, bad, good = tmp_path / "source.pptx", tmp_path / "bad.pptx", tmp_path / "good.pptx"
    presentation.save(str(source))
    crowded = painted(source, bad)
    calm = painted(deck(tmp_path / "calm.pptx", [("Bread", "Rye")]), good)
    pages = render([bad, good])
    found = [(fault.shape, fault.fault) for fault in faults(crowded, pages[bad])]
    assert ("high", "text leaves its shape at the bottom") in found
    assert ("high", "text lands on the text of 'low'") in found
    assert faults(calm, pages[good]) == []


def test_a_case_is_a_heading_and_two_fenced_blocks(tmp_path: Path) -> None:
    (tmp_path / "some.md").write_text("# Some\n\nWhy.\n\n## a title\n\n~~~\n```\na\n```\n~~~\n\n~~~\nb\n\n~~~\n", "utf-8")
    assert cases("some", tmp_path) == (Case("some.md:5 a title", "```\na\n```", "b\n"),)


def test_a_case_without_what_is_expected_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "some.md").write_text("## a title\n\n~~~\na\n~~~\n", "utf-8")
    with pytest.raises(TypeError):
        cases("some", tmp_path)

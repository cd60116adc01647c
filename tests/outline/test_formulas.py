"""Formulas in the outline: one by itself has a slide of its own, its source is said, the sentence before it stands above."""

from __future__ import annotations

from pathlib import Path

from deck.model.article import Code, Formula, plain
from deck.model.slides import Kind, Slide
from deck.stages import Request, plan, source_of

HEAD = "---\ntitle: T\nlang: en\n---\n\nIntro of the talk.\n\n## One\n\n"


def slides(tmp_path: Path, text: str) -> tuple[Slide, ...]:
    (tmp_path / "a.md").write_text(HEAD + text, "utf-8")
    return plan(source_of(Request(tmp_path / "a.md", "a.md", tmp_path, {}))).deck.slides[1:]


def test_a_formula_is_a_slide_under_the_sentence_that_introduces_it(tmp_path: Path) -> None:
    (slide,) = slides(tmp_path, "The law is short:\n\n$$\nE = mc^2\n$$\n\nIt holds.\n")
    assert slide.kind is Kind.FORMULA and isinstance(slide.exhibit, Formula)
    assert plain(slide.legend) == "The law is short:"
    assert [plain(text) for text in slide.spoken] == ["The law is short:", "E = mc^2", "It holds."]


def test_points_and_a_formula_are_two_slides_and_one_in_a_list_is_shown_too(tmp_path: Path) -> None:
    points, formula = slides(tmp_path, "- **A.** It is.\n- **B.** It is, too:\n\n  $$\n  x_i\n  $$\n")
    assert (points.kind, formula.kind) == (Kind.POINTS, Kind.FORMULA)
    assert "x_i" in [plain(text) for text in points.points[1].spoken]


def test_what_cannot_be_set_is_shown_as_code_however_short(tmp_path: Path) -> None:
    (slide,) = slides(tmp_path, "$$\n\\frac{a\n$$\n")
    assert slide.kind is Kind.CODE
    assert isinstance(slide.exhibit, Code) and slide.exhibit.text == "\\frac{a"


def test_a_formula_in_a_sentence_leaves_its_point_as_it_is(tmp_path: Path) -> None:
    (slide,) = slides(tmp_path, "- **It takes $O(n \\log n)$ steps.** With $n = 10^6$ few.\n- **B.** C.\n")
    assert plain(slide.points[0].lead).replace("\u00a0", " ") == "It takes O(n log n) steps"
    assert [run.shift for run in slide.points[0].sentences[0] if run.shift] == [1]


def test_a_formula_of_nothing_makes_no_slide(tmp_path: Path) -> None:
    (slide,) = slides(tmp_path, "Words stand here.\n\n$$\n$$\n")
    assert slide.exhibit is None


def test_a_formula_that_no_slide_holds_is_shown_as_its_source_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(HEAD + "$$\n" + " + ".join(f"a_{{{n}}}" for n in range(60)) + "\n$$\n", "utf-8")
    planned = plan(source_of(Request(tmp_path / "a.md", "a.md", tmp_path, {})))
    assert [shape.key for shape in planned.placed.slides[1].shapes if shape.key in ("formula", "code")] == ["code"]
    assert [(found.code, found.span and found.span.first) for found in planned.findings] == [("D320", 10)]

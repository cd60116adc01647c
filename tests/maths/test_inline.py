"""Formulas in sentences: text where that says the same, else a formula below as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from deck.assets.drawings import png_from
from deck.maths import with_formulas
from deck.maths.inline import inline
from deck.maths.latex import parsed
from deck.model.article import Article, Formula, Inline, Meta, Paragraph, Run, Span, plain
from deck.model.language import Language

SPAN = Span("a.md", 3, 3)
# _lowered_ and ^raised^, /slanting/, *bold*; a dot is a space at which no line ends
SAME = {
    r"x_i^2": "/x/_(/i/)^(2)",
    r"e^{-x^2}": "/e/^(−/x/²)",
    r"10^{-3}": "10^(−3)",
    r"O(n \log n)": "/O/(/n/·log·/n/)",
    r"\alpha + \beta \le \pi": "/α/·+ /β/·≤ /π/",
    r"\frac{a+b}{2c}": "(/a/·+ /b/)/(2/c/)",
    r"\sqrt{x+y}": "√(/x/·+ /y/)",
    r"\sum_{i=1}^n x_i": "∑_(/i/=1)^(/n/)·/x/_(/i/)",
    r"\hat{y}": "/ŷ/",
    r"x \in \mathbb{R}^n": "/x/·∈ ℝ^(/n/)",
    r"\mathbf{w}^\top": "*w*^(⊤)",
    r"f'(x)": "/f/′(/x/)",
    r"90^\circ": "90°",
    r"p(y|x)": "/p/(/y/·∣ /x/)",
    r"-1": "−1",
    r"\lVert x \rVert_2": "‖/x/‖_(2)",
    r"\text{loss} = 0.5": "loss·= 0.5",
    r"x_{\text{max}}": "/x/_(max)",
    r"\{0,1\}": "{0, 1}",
}
LESS = [
    r"\begin{pmatrix}1\\2\end{pmatrix}",
    r"\frac{1}{\frac{a}{b}}",
    r"\overline{AB}",
    r"x^{y_q}",
    r"\binom{n}{k}",
    r"\underbrace{x}_n",
    r"\boxed{x}",
]


def shown(text: Inline) -> str:
    out = ""
    for run in text:
        part = f"/{run.text}/" if run.italic else f"*{run.text}*" if run.bold else run.text
        out += f"{'^' if run.shift > 0 else '_'}({part})" if run.shift else part
    return _joined(out).replace("\u00a0", "·")


def _joined(text: str) -> str:
    """Return a text whose neighbours of one shift stand in one pair of brackets."""
    out = ""
    at = 0
    while at < len(text):
        mark = text[at : at + 2]
        if mark in ("_(", "^(") and (end := text.find(")", at)) >= 0 and text[end + 1 : end + 3] == mark:
            text = text[:end] + text[end + 3 :]
            continue
        out += text[at]
        at += 1
    return out


@pytest.mark.parametrize("source", list(SAME))
def test_a_formula_is_text_where_that_says_the_same(source: str) -> None:
    runs, same = inline(parsed(source, display=False).tree, Run(""))
    assert (shown(runs), same) == (SAME[source], True)


@pytest.mark.parametrize("source", LESS)
def test_a_line_of_text_says_less_than_some_formulas(source: str) -> None:
    assert not inline(parsed(source, display=False).tree, Run(""))[1]


def article(*text: Run) -> Article:
    return Article(Path("a.md"), "a.md", Meta(), Language("en", "en-US"), (Paragraph(SPAN, text),))


def test_a_sentence_keeps_its_style_and_its_words_around_a_formula() -> None:
    solved = with_formulas(article(Run("Let ", bold=True), Run("n^2", bold=True, math=True), Run(" be.")), png_from)
    (block,) = solved.article.blocks
    assert isinstance(block, Paragraph)
    assert [(run.text, run.bold, run.italic, run.shift) for run in block.text] == [
        ("Let ", True, False, 0),
        ("n", True, True, 0),
        ("2", True, False, 1),
        (" be.", False, False, 0),
    ]


def test_what_a_line_cannot_say_stands_below_once() -> None:
    matrix = Run(r"\begin{pmatrix}1\\2\end{pmatrix}", math=True)
    paragraph, formula = with_formulas(article(Run("A "), matrix, Run(" and "), matrix), png_from).article.blocks
    assert isinstance(paragraph, Paragraph) and plain(paragraph.text) == "A (1; 2) and (1; 2)"
    assert isinstance(formula, Formula) and formula.tree is not None and formula.lifted


def test_what_cannot_be_set_is_its_source_and_told_with_its_line() -> None:
    solved = with_formulas(article(Run("A "), Run(r"\nope{x}", math=True)), png_from)
    (block,) = solved.article.blocks
    assert isinstance(block, Paragraph) and block.text[1] == Run(r"\nope{x}", code=True)
    (finding,) = solved.findings
    assert (finding.code, finding.span) == ("D320", SPAN)
    assert "\\nope is not known" in finding.message

"""LaTeX as authors write it becomes trees; what cannot be read is refused with a reason, in time, and never raises anything else."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deck.assets.drawings import png_from
from deck.maths.drawing import drawn
from deck.maths.latex import parsed
from deck.maths.source import LONGEST, UnsetError
from deck.model.formula import Accent, Bar, Brace, Enclosed, Fence, Fraction, Grid, Limits, Node, Role, Root, Row, Scripts, Symbol

FORMULAS = [
    r"\frac{a}{b} \dfrac12 \tfrac{1}{2} \cfrac{1}{1+x}",
    r"\sum_{i=1}^n x_i \prod\limits_{k} \int_0^1 f(x)\,dx \iint_D \oint_C",
    r"\begin{pmatrix}a&b\\c&d\end{pmatrix}^{-1} \begin{bmatrix}1\\2\end{bmatrix}^\top \begin{vmatrix}a\end{vmatrix}",
    r"f(x)=\begin{cases}1 & x>0\\[4pt] 0 & \text{otherwise}\end{cases}",
    r"\begin{aligned}a&=b\\&=c+d\end{aligned}",
    r"\begin{align}a&=b \nonumber\\c&=d \label{eq}\end{align}",
    r"\begin{equation}E = mc^2 \tag{1}\end{equation}",
    r"\begin{gathered}a\\b\end{gathered} \begin{eqnarray}a &=& b\\ c &\le& d\end{eqnarray}",
    r"\underbrace{a+b}_{n} \overbrace{x}^{y} \overset{!}{=} \underset{x}{\max} \stackrel{d}{=}",
    r"\text{if $x > 0$} \mathbb{R} \mathcal{L} \mathfrak{g} \mathbf{x} \boldsymbol{\beta} \mathrm{ReLU} \mathsf{T}",
    r"\hat{x} \vec{v} \bar{y} \tilde z \dot x \ddot x \widehat{abc} \overline{AB} \underline{x} \overrightarrow{AB}",
    r"\binom{n}{k} {n \choose k} \left.\frac{a}{b}\right|_{x=0} \left\lfloor x \right\rfloor \bigl( x \bigr)",
    r"\color{red}{x} \textcolor{blue}{y} \boxed{z} \cancel{w} \phantom{v}",
    r"\lim_{x\to 0} \max_\theta \argmin_w \operatorname{softmax}(x) \sin^2 x \log_2 n",
    r"p(y \mid x) \sim \mathcal{N}(\mu, \sigma^2), x \in \{0, 1\}, a \not= b, 50\%, \$5",
    r"f'(x), f''(x), x^{y^{z}}, {}_a b, \sqrt[3]{x}, \lVert x \rVert_2, \mathbb{E}_{x\sim p}[f(x)]",
    r"\substack{a\\b} \xrightarrow{f} \quad \; \! \dots \cdots \vdots \ddots % a comment",
    r"a &= b \\ c &= d",
    r"日本 é ∑",
]
REFUSED = {
    r"\frac{a}{b": "never closed",
    r"a}b": "closes nothing",
    r"\left( x": "never closed",
    r"\begin{foo}": "never closed",
    r"\begin{a} x \end{b": "never closed",
    r"\mystery{x}": "not known",
    r"x^": "can be read",
    r"": "empty",
    r"% nothing but this": "empty",
    r"\def\x{\x}\x": "defines a macro",
    r"\newcommand{\R}{\mathbb{R}}\R": "defines a macro",
    "{" * 500 + "x" + "}" * 500: "stand in each other",
    "x+" * 5_000 + "y": "longer",
    r"\sqrt" * 500 + "x": "read|known|deep|missing",
    r"\frac" * 600 + "x": "read|known|deep|missing",
}


def tree(source: str) -> Node:
    return parsed(source, display=True).tree


@pytest.mark.parametrize("source", FORMULAS)
def test_what_authors_write_is_read_and_has_a_size_and_a_picture(source: str) -> None:
    seen = drawn(parsed(source, display=True).mathml, png_from)
    assert seen.extent.width > 0.3 and seen.extent.height > 0.3
    assert seen.content.startswith(b"\x89PNG") and seen.image.width > 20


@pytest.mark.parametrize("source", list(REFUSED), ids=lambda source: source[:20])
def test_what_cannot_be_read_is_refused_with_a_reason_and_soon(source: str) -> None:
    start = time.perf_counter()
    with pytest.raises(UnsetError, match=REFUSED[source]):
        parsed(source, display=True)
    assert time.perf_counter() - start < 2


def test_the_longest_formula_takes_no_more_than_seconds() -> None:
    start = time.perf_counter()
    with suppress(UnsetError):
        drawn(parsed("x + " * (LONGEST // 4 - 1) + "y", display=True).mathml, png_from)
    assert time.perf_counter() - start < 10


@given(
    st.lists(
        st.sampled_from([*r"ab1{}^_&+=()[]|\ ", r"\frac", r"\sqrt", r"\left(", r"\right)", r"\begin{cases}", r"\end{cases}", r"\\"]),
        max_size=25,
    )
)
@settings(max_examples=300, deadline=None)
def test_nothing_is_raised_but_a_refusal(pieces: list[str]) -> None:
    for display in (True, False):
        try:
            drawn(parsed("".join(pieces), display=display).mathml, png_from)
        except UnsetError as error:
            assert str(error)


def test_each_kind_of_part_is_a_node_of_its_own() -> None:
    x, n = Symbol("x", Role.IDENTIFIER), Symbol("n", Role.IDENTIFIER)
    assert tree(r"\frac{x}{n}") == Fraction(x, n)
    assert tree(r"\binom{x}{n}") == Fence("(", Fraction(x, n, False), ")")
    assert tree(r"\sqrt[n]{x}") == Root(x, n)
    assert tree(r"x_n^2") == Scripts(x, n, Symbol("2", Role.NUMBER, True))
    assert tree(r"\hat{x}") == Accent(x, "\u0302")
    assert tree(r"\overline{x}") == Bar(x)
    assert tree(r"\underbrace{x}_n") == Limits(Brace(x, "⏟", True), n)
    assert tree(r"\boxed{x}") == Enclosed(x)
    assert tree(r"\mathrm{ReLU}") == Symbol("ReLU", Role.IDENTIFIER, True)
    assert tree(r"\mathbf{x}") == Symbol("x", Role.IDENTIFIER, True, True)


def test_brackets_belong_together_also_where_something_is_raised_behind_them() -> None:
    match tree(r"\sigma(z)_i"):
        case Row((Symbol("σ"), Scripts(Fence("(", Symbol("z"), ")"), Symbol("i"), None))):
            pass
        case other:
            pytest.fail(str(other))
    match tree(r"p(y|x) + |x|"):
        case Row((Symbol("p"), Fence("(", Row((Symbol("y"), Symbol("∣"), Symbol("x"))), ")"), Symbol("+"), Fence("|", Symbol("x"), "|"))):
            pass
        case other:
            pytest.fail(str(other))


def test_a_sum_has_its_limits_above_and_below_where_it_is_no_part_of_a_smaller_one() -> None:
    assert isinstance(tree(r"\max_x"), Limits)
    assert isinstance(tree(r"\int_0^1"), Scripts)
    match tree(r"\frac{1}{\sum_j}"):
        case Fraction(_, Scripts()):
            pass
        case other:
            pytest.fail(str(other))


def test_rows_of_equations_are_aligned_and_those_of_cases_are_not() -> None:
    match tree(r"\begin{aligned}a&=b\\&=c\end{aligned}"):
        case Grid(rows, ("right", "left"), True):
            assert len(rows) == 2
        case other:
            pytest.fail(str(other))
    match tree(r"\begin{cases}a&b\\c&d\end{cases}"):
        case Fence("{", Grid(_, ("left", "left"), False), ""):
            pass
        case other:
            pytest.fail(str(other))

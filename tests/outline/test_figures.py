"""Which numbers may stand large and alone: a wrong figure is an error, a missing one is not."""

from __future__ import annotations

import pytest

from cases_reader import Case, cases
from deck.model.article import Inline, Run, Span, plain
from deck.model.slides import Figure, Point, Title
from deck.outline.figures import figure_of
from deck.outline.sentences import sentences
from deck.words import words_for

CASES = cases("outline/figures")
SPAN = Span("a.md", 1, 1)


def inline(text: str) -> Inline:
    """Return text with what stands between backticks as code."""
    return tuple(Run(part, code=i % 2 == 1) for i, part in enumerate(text.split("`")) if part)


def point(line: str, language: str) -> Point:
    """Return the point of a line "- lead | sentences", or "- lead ~ what runs on from it"."""
    lead, runs_in, rest = line.removeprefix("- ").partition(" ~")
    if not runs_in:
        lead, _, rest = lead.partition(" | ")
    said = ((Run(rest),),) if runs_in else sentences((Run(rest),), words_for(language))
    return Point("p", SPAN, (Run(lead, bold=True),), said, bool(runs_in))


def told(figure: Figure | None) -> str:
    if figure is None:
        return "none"
    unit = f" / {plain(figure.unit)}" if figure.unit else ""
    return figure.number + unit + ("" if figure.point is None else f", point {figure.point + 1}")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_slide_has_this_figure(case: Case) -> None:
    language = case.name.partition(" ")[2].partition(":")[0]
    title, *lines = case.given.splitlines()
    points = tuple(point(line, language) for line in lines) or (Point("p", SPAN, (Run("Something", bold=True),)),)
    figure = figure_of(Title(inline(title)), points, words_for(language))
    assert told(figure) == case.expected


@pytest.mark.parametrize("case", [case for case in CASES if case.expected != "none"], ids=lambda case: case.name)
def test_a_figure_and_its_unit_are_adjacent_words(case: Case) -> None:
    figure = case.expected.partition(", point")[0]
    assert figure.replace(" / ", "").replace(" ", "") in case.given.replace(" ", "")


def test_the_cases_are_of_many_languages() -> None:
    assert len(CASES) >= 150
    assert len({case.name.partition(" ")[2].partition(":")[0] for case in CASES}) >= 12

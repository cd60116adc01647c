"""Every form in which authors write the head of a point, as a section of an article, with the points that come of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cases_reader import Case, cases
from deck.model.article import Inline, Run, plain
from deck.model.slides import Point
from deck.outline.points import content_of
from deck.read.blocks import read_blocks
from deck.words import words_for

CASES = cases("outline/leads")


def styled(run: Run) -> str:
    """Return a run of a head, which is bold by itself, with the marks of its other styles."""
    text = f"*{run.text}*" if run.italic else f"`{run.text}`" if run.code else run.text
    return f"[{text}]({run.link})" if run.link else text


def head(point: Point) -> str:
    return f"<{''.join(map(styled, point.lead))}>{'~' if point.runs_in else ''}"


def told(points: tuple[Point, ...], depth: int = 0) -> Iterator[str]:
    """Yield a line a point: its head, "~" behind it where it runs on, its sentences; what is below it is indented."""
    for point in points:
        details = " | ".join(map(plain, point.sentences))
        yield (
            "  " * depth
            + f"{f'{point.number}. ' if point.number else ''}{head(point)}{details if point.runs_in else f' {details}'}".rstrip()
        )
        yield from told(point.children, depth + 1)


def said(text: Inline) -> str:
    return f"said: {' / '.join(plain(text).splitlines())}"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_section_gives_these_points(case: Case) -> None:
    language = case.name.partition(" ")[2].partition(":")[0]
    content = content_of(read_blocks(case.given, "talk.md", 0)[0], words_for(language))
    lines = [*map(said, content.spoken), *(line for series in content.series for line in told(series.points))]
    assert lines == case.expected.splitlines()


def test_the_cases_are_of_many_languages() -> None:
    assert len(CASES) >= 80
    assert len({case.name.partition(" ")[2].partition(":")[0] for case in CASES}) >= 15

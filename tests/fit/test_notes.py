"""Speaker notes: the author's own, cues, a rule, and the whole text, in this order (contract, section 5)."""

from __future__ import annotations

from typing import Any

from deck.fit.notes import MOST_CUE_WORDS, notes
from deck.model.article import Run, Span, plain
from deck.model.slides import Kind, Point, Slide, Title

SPAN = Span("a.md", 1, 1)


def point(lead: str, *spoken: str, children: tuple[Point, ...] = ()) -> Point:
    return Point(
        "s/1",
        SPAN,
        (Run(lead, link="https://example.org"),) if lead else (),
        spoken=tuple((Run(text),) for text in spoken),
        children=children,
    )


def lines(points: tuple[Point, ...], *, first: bool = True, **changes: Any) -> list[str]:
    slide = Slide("s", Kind.POINTS, SPAN, "s", Title((Run("S"),)), points=points)._replace(**changes)
    return [plain(paragraph.text) for paragraph in notes(slide, points, first=first)]


def test_cues_are_the_leads_bold_without_their_links() -> None:
    points = (point("One", "One. And more."),)
    slide = Slide("s", Kind.POINTS, SPAN, "s", Title((Run("S"),)), points=points)
    assert notes(slide, points, first=True)[0].text == (Run("One", bold=True),)


def test_cues_stay_within_what_can_be_taken_in_at_a_glance() -> None:
    points = tuple(point(f"lead {n} " + "word " * 28, f"said {n}") for n in range(6))
    above = lines(points)[: lines(points).index("———")]
    assert len(above) == MOST_CUE_WORDS // 30


def test_a_list_with_leads_has_cues_too() -> None:
    points = (point("One", "One. More.", children=(point("", "Below."),)),)
    assert lines(points, kind=Kind.LIST) == ["One", "———", "One. More.", "Below."]


def test_what_belongs_to_the_whole_slide_goes_with_its_first_part() -> None:
    points = (point("One", "One. More."),)
    whole: dict[str, Any] = {"spoken": ((Run("Before."),),), "own_notes": ((Run("Smile."),),)}
    assert lines(points, **whole) == ["Smile.", "One", "———", "Before.", "One. More."]
    assert lines(points, first=False, **whole) == ["One", "———", "One. More."]


def test_a_slide_with_nothing_to_say_has_no_rule() -> None:
    assert lines((), kind=Kind.HEADLINE, own_notes=((Run("Smile."),),)) == ["Smile."]
    assert lines((), kind=Kind.HEADLINE) == []

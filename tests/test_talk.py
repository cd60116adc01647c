"""How long a talk takes."""

from __future__ import annotations

import pytest

from deck.model.article import Run, Span
from deck.model.language import Language
from deck.model.placed import NoteParagraph, PlacedDeck, PlacedSlide
from deck.talk import minutes

SPAN = Span("a.md", 1, 1)


def deck(*slides: tuple[str, tuple[NoteParagraph, ...]]) -> PlacedDeck:
    placed = tuple(PlacedSlide(f"s{n}", "s", layout, "S", SPAN, (), notes) for n, (layout, notes) in enumerate(slides))
    return PlacedDeck(Language("en", "en-US"), "T", (), "", (), placed)


def note(text: str, *, derived: bool = False) -> NoteParagraph:
    return NoteParagraph((Run(text),), derived)


def test_a_talk_takes_the_time_to_say_its_notes_and_a_moment_for_each_slide() -> None:
    assert minutes(deck(("Duo", (note("x" * 1000),))), 78) == pytest.approx((78 + 3) / 60)


def test_cue_words_above_the_rule_are_not_said_twice() -> None:
    notes = (note("a cue"), note("———", derived=True), note("x" * 500))
    assert minutes(deck(("Duo", notes)), 100) == pytest.approx((50 + 3) / 60)


def test_a_question_stays_up_for_longer() -> None:
    assert minutes(deck(("Question", ())), 78) == pytest.approx(20 / 60)


def test_a_slide_without_notes_takes_its_moment() -> None:
    assert minutes(deck(("Duo", ()), ("Four Cards", ())), 78) == pytest.approx(6 / 60)

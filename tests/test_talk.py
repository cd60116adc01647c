"""How long a talk takes."""

from __future__ import annotations

import pytest

from deck.findings import Severity
from deck.model.article import Run, Span, plain
from deck.model.language import Language
from deck.model.placed import NoteParagraph, PlacedDeck, PlacedSlide
from deck.talk import minutes, scheduled

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


def test_a_hidden_slide_takes_no_time() -> None:
    shown, hidden = deck(("Duo", (note("x" * 1000),)), ("Duo", (note("x" * 1000),))).slides
    talk = deck()._replace(slides=(shown, hidden._replace(hidden=True)))
    assert minutes(talk, 78) == minutes(talk._replace(slides=(shown,)), 78)


def plans(talk: PlacedDeck, slot: float, speech: float = 100, digits: str = "") -> list[str]:
    planned, _ = scheduled(talk, slot, speech, digits)
    return [plain(slide.notes[0].text) if slide.notes and slide.notes[0].derived else "" for slide in planned.slides]


def test_a_slot_is_shared_out_by_what_is_to_be_said_and_filled() -> None:
    talk = deck(("Title", (note("x" * 100),)), ("Duo", (note("a cue"), note("———", derived=True), note("x" * 300))))
    assert plans(talk, 1) == ["0:00–0:16 · 0:16", "0:16–1:00 · 0:44"]
    assert plans(talk, 90) == ["0:00–22:32 · 22:32", "22:32–90:00 · 67:28"]


def test_a_slide_without_notes_and_a_question_have_their_moment() -> None:
    talk = deck(("Title", ()), ("Duo", (note("x" * 100),)), ("Question", ()))
    assert plans(talk, 1) == ["0:00–0:03 · 0:03", "0:03–0:40 · 0:37", "0:40–1:00 · 0:20"]
    assert plans(deck(("Title", ()), ("Duo", ())), 1) == ["0:00–0:30 · 0:30", "0:30–1:00 · 0:30"]


def test_turning_slides_takes_at_most_half_of_a_slot() -> None:
    talk = deck(*[("Duo", ())] * 39, ("Duo", (note("x" * 100),)))
    assert plans(talk, 1)[-1] == "0:29–1:00 · 0:31"


def test_the_plan_is_a_derived_line_before_all_others_and_none_is_on_a_hidden_slide() -> None:
    shown, hidden = deck(("Duo", (note("own"), note("———", derived=True), note("said"))), ("Duo", (note("x" * 900),))).slides
    talk = deck()._replace(slides=(shown, hidden._replace(hidden=True)))
    planned, _ = scheduled(talk, 1, 100)
    assert planned.slides[0].notes == (note("0:00–1:00 · 1:00", derived=True), *shown.notes)
    assert planned.slides[1] == talk.slides[1]
    assert minutes(planned, 100) == minutes(talk, 100)


def test_a_plan_is_in_the_digits_of_its_language() -> None:
    assert plans(deck(("Duo", (note("x"),))), 2, digits="۰۱۲۳۴۵۶۷۸۹") == ["۰:۰۰–۲:۰۰ · ۲:۰۰"]


def test_text_that_takes_over_twice_its_share_is_found_and_the_worst_of_it_named() -> None:
    talk = deck(("Title", (note("x" * 1000),)), ("Duo", (note("x" * 3000),)), ("Duo", ()), ("Duo", (note("x"),)))
    assert scheduled(talk, 4, 100)[1] == ()
    (found,) = scheduled(talk, 3, 100)[1]
    assert (found.code, found.severity, found.slide, found.span) == ("D404", Severity.NOTE, "s1", SPAN)
    told = "slide 2: its text takes 5:03, over twice its share of the slot, 2:09, and so does that of 1 more; tell it in fewer words"
    assert found.message == told

"""A shorter slot: what gives way, in which order, and that nothing is lost by it (contract, section 5)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases_reader import CASES, Case, cases
from deck.findings import Severity
from deck.model.article import plain
from deck.model.settings import Settings
from deck.model.slides import Deck, Kind, Point, Slide
from deck.outline import outline, with_agenda
from deck.read import read_article
from deck.settings import section_settings
from deck.talk import expected_minutes, fold, left_out
from deck.words import languages, stop_words, words_for

# so slow a speaker, in milliseconds a character, that short texts make long talks
SLOW = 1000.0
FOLDS = cases("fold", CASES / "outline")
SLOTS = (1, 1.5, 2, 2.5, 3, 4, 5, 8)


def talk(tmp_path: Path, text: str, language: str = "en") -> Deck:
    path = tmp_path / "talk.md"
    path.write_text(text, "utf-8")
    article, _ = read_article(path, "talk.md", language=language, languages=languages(), stop_words=stop_words())
    return outline(article, Settings(), words_for(language), lambda d: section_settings(d.values, d.span))[0]


def folded(deck: Deck, slot: float | None) -> Deck:
    return fold(deck, slot, SLOW)[0]


def listed(deck: Deck) -> str:
    return "\n".join(map(line_of, deck.slides))


def line_of(slide: Slide) -> str:
    told = f"{slide.kind} {slide.key}"
    if slide.kind is Kind.CHAPTER:
        cards = (plain(point.lead) + (f" > {point.target}" if point.target else "") for point in slide.points)
        told += f": {', '.join(cards)}"
    return ("- " if slide.hidden else "") + told + (" leads" if slide.detail == "none" else "")


def said(slides: tuple[Slide, ...]) -> list[str]:
    """Return all that is spoken or kept to be spoken, in order of the text."""

    def of(points: tuple[Point, ...]) -> Iterator[str]:
        for point in points:
            yield from map(plain, point.spoken)
            yield from of(point.children)

    return sorted(text for slide in slides for text in (*map(plain, (*slide.spoken, *slide.own_notes, *slide.instead)), *of(slide.points)))


def keys(deck: Deck) -> set[str]:
    return {key for slide in deck.slides for key in (slide.key, *(point.key for point in slide.points))}


@pytest.mark.parametrize("case", FOLDS, ids=lambda case: case.name)
def test_what_gives_way(tmp_path: Path, case: Case) -> None:
    slot = float(case.name.partition(" ")[2].partition(" ")[0])
    assert listed(folded(talk(tmp_path, case.given), slot)) == case.expected


@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize("case", FOLDS, ids=lambda case: case.name)
def test_nothing_is_lost_in_any_slot(tmp_path: Path, case: Case, slot: float) -> None:
    hold(talk(tmp_path, case.given), slot)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Return an article of sections with points, prose and tables of their own and in groups, no two texts of it alike."""
    numbers = iter(range(10_000))

    def body(least: int) -> str:
        points = "".join(f"- **Lead {next(numbers)}.** Said {next(numbers)}.\n" for _ in range(draw(st.integers(least, 3))))
        prose = f"Prose {next(numbers)} {'and more ' * draw(st.sampled_from((0, 2, 30)))}of it.\n"
        table = f"| a{next(numbers)} | b |\n|---|---|\n| c | d |\n" if draw(st.booleans()) else ""
        return "\n".join((prose, points, table))

    text = f"# Talk\n\n{body(0)}\n"
    for _ in range(draw(st.integers(1, 5))):
        text += f"\n## Section {next(numbers)}\n\n{body(0) if draw(st.booleans()) else ''}\n"
        text += "".join(f"\n### Group {next(numbers)}\n\n{body(0)}\n" for _ in range(draw(st.integers(0, 3))))
    return text + ("\n---\n\n**A question:** Who goes?\n" if draw(st.booleans()) else "")


@settings(max_examples=150, deadline=None)
@given(articles(), st.sampled_from(SLOTS))
def test_nothing_is_lost_of_any_article(text: str, slot: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hold(talk(Path(folder), text), slot)


def hold(whole: Deck, slot: float) -> None:
    """Hold that a shorter talk says all of the whole one, each section its own, once, under the same keys, in whole sections."""
    short = folded(whole, slot)
    for section in whole.sections:
        before, after = (said(tuple(slide for slide in deck.slides if slide.section == section.key)) for deck in (whole, short))
        headings = {plain(slide.title.text) for slide in whole.slides if slide.section == section.key}
        assert sorted(text for text in after if text not in headings) == sorted(text for text in before if text not in headings)
    assert {key for key in keys(short) - keys(whole) if not key.endswith("#cards")} <= {f"{slide.key}#card" for slide in whole.slides}
    assert len(keys(short)) == sum(1 + len(slide.points) for slide in short.slides)
    order = [section.key for section in short.sections]
    assert sorted(order) == sorted(section.key for section in whole.sections)
    assert [slide.section for slide in short.slides] == sorted((slide.section for slide in short.slides), key=order.index)
    exhibits = {slide.key for slide in whole.slides if slide.exhibit}
    assert exhibits <= {slide.key for slide in short.slides}


def test_a_folded_slide_is_told_by_its_card_under_its_name(tmp_path: Path) -> None:
    (case,) = [case for case in FOLDS if "groups become cards" in case.name]
    chapter = folded(talk(tmp_path, case.given), 2).slides[2]
    assert [[plain(text) for text in point.spoken] for point in chapter.points] == [
        ["Warm", "Below forty. More kills."],
        ["Cold", "One night. Patience rises."],
    ]
    assert all(point.spoken[0][0].bold for point in chapter.points)


def test_cards_made_for_a_section_with_points_have_its_title_and_its_groups_names(tmp_path: Path) -> None:
    (case,) = [case for case in FOLDS if "own get cards" in case.name]
    points, chapter = folded(talk(tmp_path, case.given), 1.2).slides[1:3]
    assert (chapter.title, chapter.kicker, chapter.section) == (points.title, points.kicker, points.section)
    assert [(plain(point.lead), *map(plain, point.sentences)) for point in chapter.points] == [("Wheat", "the strong one"), ("Rye",)]


def test_an_author_s_notes_to_a_group_go_with_its_card(tmp_path: Path) -> None:
    more = "It goes on for longer than the slot."
    text = f"# T\n\n## A\n\n### B\n\n<!-- notes: Smile. -->\n\n- **C:** d. {more}\n\n### E\n\n- **F:** g. {more}\n"
    (chapter,) = folded(talk(tmp_path, text), 1).slides[1:]
    assert (chapter.kind, [plain(text) for text in chapter.own_notes]) == (Kind.CHAPTER, ["Smile."])


def test_numbers_above_titles_have_no_gap_and_hidden_sections_come_last(tmp_path: Path) -> None:
    (case,) = [case for case in FOLDS if "unfolded" in case.name]
    short = folded(talk(tmp_path, case.given), 2)
    assert [(slide.key, plain(slide.kicker)) for slide in short.slides if slide.kicker][:3] == [
        ("oil", "01"),
        ("flour", "02"),
        ("fire", "03"),
    ]
    assert [plain(slide.kicker) for slide in short.slides if slide.hidden] == ["04", "04 · Water · 1/2", "04 · Water · 2/2"]


def test_digits_of_the_language_are_renumbered_too(tmp_path: Path) -> None:
    sections = "".join(f"## بخش {name}\n\n- **نکته {name}:** متن بسیار کوتاه.\n\n" for name in ("نخست", "دوم", "سوم و بلندتر", "چهارم"))
    short = folded(talk(tmp_path, f"# عنوان\n\n{sections}", "fa"), 1)
    assert [(plain(slide.kicker), slide.hidden) for slide in short.slides[1:]] == [
        ("۰۱", False),
        ("۰۲", False),
        ("۰۳", True),
        ("۰۴", True),
    ]


def test_a_slot_that_all_that_is_said_fits_into_changes_nothing(tmp_path: Path) -> None:
    whole = talk(tmp_path, FOLDS[0].given)
    needed = expected_minutes(whole, SLOW)
    assert fold(whole, needed, SLOW) == fold(whole, 2 * needed, SLOW) == fold(whole, None, SLOW) == (whole, ())


def test_notes_that_are_longer_than_the_slot_fold_nothing_that_can_be_shown_in_it(tmp_path: Path) -> None:
    text = "# T\n\n" + "".join(f"## S{n}\n\n- **Lead {n}.** {'Word ' * 3}here.\n\n{'More to say. ' * 90}\n\n" for n in range(3))
    whole = talk(tmp_path, text)
    assert expected_minutes(whole, 78) > 4
    assert fold(whole, 3, 78) == (whole, ())


def test_what_was_folded_is_said_and_so_is_a_slot_that_is_too_short(tmp_path: Path) -> None:
    (case,) = [case for case in FOLDS if "unfolded" in case.name]
    whole = talk(tmp_path, case.given)
    assert [(found.code, found.severity, found.message) for found in fold(whole, 2, SLOW)[1]] == [
        ("D405", Severity.NOTE, "folded to 2 minutes: details of 1 slide to the notes, 1 section hidden after the closing"),
    ]
    told, short = fold(whole, 1, SLOW)[1]
    assert told.message == "folded to 1 minute: 2 sections hidden after the closing"
    assert (short.code, short.severity) == ("D406", Severity.WARNING)
    (case,) = [case for case in FOLDS if "groups become cards" in case.name]
    assert fold(talk(tmp_path, case.given), 2, SLOW)[1][0].message == "folded to 2 minutes: 2 slides into cards"


def test_more_groups_than_two_slides_hold_become_a_list_of_their_names(tmp_path: Path) -> None:
    groups = "".join(f"### Group {n}\n\n- **Lead {n}.** It goes on for a while.\n\n" for n in range(9))
    chapter = folded(talk(tmp_path, f"# T\n\n## A\n\n{groups}"), 1).slides[1]
    assert (chapter.kind, len(chapter.points)) == (Kind.LIST, 9)


def test_sentences_that_a_slide_shows_take_time(tmp_path: Path) -> None:
    text = "# T\n\n## A\n\nPeople went on with the work for a while. **Bread needs a long night and nothing else at all.**\n"
    whole = talk(tmp_path, text)
    assert len(whole.slides[1].statements) == 1
    assert fold(whole, 0.9, SLOW)[1][-1].code == "D406"


def test_slides_of_an_article_without_headings_that_are_hidden_are_counted(tmp_path: Path) -> None:
    (case,) = [case for case in FOLDS if "without headings" in case.name]
    assert fold(talk(tmp_path, case.given), 1.2, SLOW)[1][0].message == "folded to 1.2 minutes: 1 slide hidden"


def test_an_agenda_lists_what_is_shown(tmp_path: Path) -> None:
    (case,) = [case for case in FOLDS if "unfolded" in case.name]
    planned = with_agenda(folded(talk(tmp_path, case.given), 2), words_for("en"))
    assert planned.slides[1].kind is Kind.AGENDA
    assert [plain(point.lead) for point in planned.slides[1].points] == ["Oil", "Flour", "Fire"]


def test_what_its_author_froze_is_not_folded(tmp_path: Path) -> None:
    (case,) = [case for case in FOLDS if "groups become cards" in case.name]
    whole = talk(tmp_path, case.given)
    frozen = whole._replace(slides=tuple(slide._replace(frozen=True) for slide in whole.slides))
    assert left_out(whole, folded(whole, 2))
    assert folded(frozen, 2).slides == frozen.slides
    assert not left_out(frozen, folded(frozen, 2))

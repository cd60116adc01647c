"""The same articles in short slots and long ones: whole files, held against the contract."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.slide import Slide

from deck.build import build
from deck.cli import run
from deck.model.article import plain
from deck.stages import Plan, Request, plan, source_of
from test_decks import ARTICLES, FRENCH, OWN_MARKS, TESTS, P
from tools.coverage import coverage
from tools.fidelity import strangers

SLOTS = ("1", "5")
every_slot = pytest.mark.parametrize("minutes", SLOTS)
every_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
DeckIn = Callable[[Path, str], Path]


@pytest.fixture(scope="session")
def deck_in(tmp_path_factory: pytest.TempPathFactory) -> DeckIn:
    """Return a function from an article and a slot to the deck built of it, once a session."""
    folder = tmp_path_factory.mktemp("slots")

    @cache
    def call(article: Path, minutes: str) -> Path:
        options = {"output": str(folder / f"{article.stem}.{minutes}.pptx"), "minutes": minutes}
        return build(Request(article, article.name, TESTS.parent, options)).output

    return call


def planned(article: Path, **options: object) -> Plan:
    return plan(source_of(Request(article, article.name, TESTS.parent, options)))


def slides(deck: Path) -> list[Slide]:
    return list(Presentation(str(deck)).slides)


def hidden(slide: Slide) -> bool:
    return bool(slide.element.get("show") == "0")


def in_the_order_of_the_article(deck: Path, plan_of_it: Plan, copy: Path) -> Path:
    """Return a copy with its sections as the article has them: the tool looks for a heading behind the one before, and two may be alike."""
    whole = [section.key for section in planned(plan_of_it.source.request.article).deck.sections]
    places = [whole.index(slide.section) for slide in plan_of_it.placed.slides]
    opened = Presentation(str(deck))
    listed = opened.element.find(f"{P}sldIdLst")
    ordered = sorted(zip(places, listed, strict=True), key=lambda row: row[0])
    listed[:] = [slide for _, slide in ordered]
    opened.save(str(copy))
    return copy


@every_slot
@every_article
def test_nothing_is_lost_or_moved_or_invented(article: Path, minutes: str, deck_in: DeckIn, tmp_path: Path) -> None:
    deck = deck_in(article, minutes)
    found = coverage(article, in_the_order_of_the_article(deck, planned(article, minutes=minutes), tmp_path / "copy.pptx"))
    assert (found.lost, found.moved) == ((), ())
    assert [row.text for row in strangers(article, deck) if not OWN_MARKS.fullmatch(row.text)] == []


@every_slot
@every_article
def test_the_file_is_valid_and_its_sections_name_its_slides_in_order(article: Path, minutes: str, deck_in: DeckIn) -> None:
    deck = deck_in(article, minutes)
    result = validate_pptx(deck)
    assert result.is_valid, result.errors
    root = Presentation(str(deck)).element
    sections = list(root.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}section"))
    assert [entry.get("id") for section in sections for entry in section[0]] == [slide.get("id") for slide in root.iter(f"{P}sldId")]


@every_article
def test_keys_are_those_of_the_whole_talk_and_its_sections_stay_together(article: Path) -> None:
    whole, short = planned(article), planned(article, minutes="1")
    assert {slide.key for slide in short.deck.slides if not slide.key.endswith("#cards")} <= {slide.key for slide in whole.deck.slides}
    by_section = [key for key, _ in groupby(slide.section for slide in short.placed.slides)]
    assert sorted(by_section) == sorted({slide.section for slide in whole.placed.slides})
    assert [section.key for section in short.placed.sections] == by_section


def test_the_closing_is_the_last_slide_that_is_shown(deck_in: DeckIn) -> None:
    found = slides(deck_in(FRENCH, "1"))
    shown = [slide for slide in found if not hidden(slide)]
    assert shown[-1].slide_layout.name == "Question"
    assert found[: len(shown)] == shown
    assert len(found) > len(shown)


def test_each_slide_that_is_shown_begins_its_notes_with_its_time(deck_in: DeckIn) -> None:
    found = slides(deck_in(FRENCH, "5"))
    frames = [slide.notes_slide.notes_text_frame for slide in found if not hidden(slide)]
    lines = [frame.text.partition("\n")[0] for frame in frames if frame is not None]
    assert len(lines) == len(frames)
    edges = [line.partition(" ")[0].split("–") for line in lines]
    assert (edges[0][0], edges[-1][1]) == ("0:00", "5:00")
    assert [end for _, end in edges[:-1]] == [begin for begin, _ in edges[1:]]


def test_more_time_than_all_of_it_takes_changes_nothing_but_the_plan() -> None:
    whole, long = (
        planned(
            FRENCH,
        ),
        planned(FRENCH, minutes="29"),
    )
    assert long.deck == whole.deck
    assert [slide._replace(notes=slide.notes[1:]) for slide in long.placed.slides] == list(whole.placed.slides)
    assert all(slide.notes[0].derived for slide in long.placed.slides)


def test_the_plan_counts_from_the_slot_and_not_from_the_text() -> None:
    kinds = [slide.kind for slide in planned(FRENCH, minutes="30").deck.slides]
    assert "agenda" in kinds
    assert "agenda" not in [slide.kind for slide in planned(TESTS / "articles" / "too-much.en.md", minutes="5").deck.slides]


def test_a_faster_speaker_folds_less(tmp_path: Path) -> None:
    def shown(pace: str) -> int:
        article = tmp_path / "talk.md"
        text = FRENCH.read_text("utf-8").replace("---\n", f"---\ndeck: {{minutes: 3, pace: {pace}}}\n", 1)
        article.write_text(text, "utf-8")
        return sum(not slide.hidden for slide in plan(source_of(Request(article, article.name, tmp_path, {}))).placed.slides)

    assert shown("4") > shown("0.5")


def test_the_report_says_what_was_folded_and_what_is_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "talk.fr.md").write_text(FRENCH.read_text("utf-8"), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["build", "talk.fr.md", "--minutes", "5"]) == 0
    told = capsys.readouterr().out
    assert "folded to 5 minutes: 4 slides into cards, details of " in told
    assert " hidden after the closing\n" in told
    assert " more hidden\n" in told
    assert ", planned for 5\n" in told
    assert run(["build", "talk.fr.md", "--minutes", "5"]) == 0
    assert "up to date" in capsys.readouterr().out
    assert run(["build", "talk.fr.md", "--minutes", "0"]) == 2
    assert capsys.readouterr().err == "deck: error: `minutes` cannot be `0`; it takes a number from 1 to 600\n"


def test_every_title_and_lead_that_is_hidden_is_there_in_full() -> None:
    whole, short = planned(FRENCH), planned(FRENCH, minutes="1")
    before = {slide.key: slide for slide in whole.deck.slides}
    for slide in (slide for slide in short.deck.slides if slide.hidden):
        assert slide._replace(hidden=False, kicker=()) == before[slide.key]._replace(kicker=())
        assert plain(slide.title.text)

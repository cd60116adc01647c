"""Which sentences of its prose a section without points shows: whole ones, chosen, never written."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases_reader import Case, cases
from deck.model.article import Image, Picture, plain
from deck.model.settings import Settings
from deck.model.slides import Deck, Kind
from deck.outline import outline
from deck.read import read_article
from deck.settings import section_settings
from deck.words import languages, stop_words, words_for

CASES = cases("outline/statements")
# languages in which the lists were written by somebody sure of the words
LISTED = (
    "ar",
    "ca",
    "cs",
    "da",
    "de",
    "en",
    "es",
    "fi",
    "fr",
    "hi",
    "id",
    "it",
    "ja",
    "ko",
    "nb",
    "nl",
    "pl",
    "pt",
    "ru",
    "sv",
    "tr",
    "uk",
    "vi",
    "zh",
)
SAID = "Mills of 40 towns report. **Slow builds hide bad tests.**"


def talk(folder: Path, text: str, language: str = "en", **changes: str) -> Deck:
    path = folder / "talk.md"
    path.write_text(text, "utf-8")
    article, _ = read_article(path, "talk.md", language=language, languages=languages(), stop_words=stop_words())
    return outline(article, Settings(**changes), words_for(language), lambda d: section_settings(d.values, d.span))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_section_shows_the_sentences_that_deserve_it(case: Case, tmp_path: Path) -> None:
    language = case.name.split(" ", 1)[1].partition(":")[0]
    slide = talk(tmp_path, f"# Talk\n\n## The section in 10 words\n\n{case.given}\n", language).slides[1]
    assert [plain(text) for text in slide.statements] == case.expected.splitlines()


def test_each_list_that_was_written_has_its_case() -> None:
    assert {case.name.split(" ", 1)[1].partition(":")[0] for case in CASES} >= set(LISTED)


@pytest.mark.parametrize("code", LISTED)
def test_a_language_has_all_four_lists_or_none(code: str) -> None:
    words = words_for(code)
    assert words.openers and words.pointers and words.references and words.contrasts


def test_all_of_the_prose_is_said_whatever_is_shown(tmp_path: Path) -> None:
    slide = talk(tmp_path, f"# Talk\n\n## Mills\n\n{SAID}\n\nMore.\n").slides[1]
    assert slide.statements
    assert [plain(text) for text in slide.spoken] == [SAID.replace("**", ""), "More."]


def test_a_section_with_points_shows_no_sentences(tmp_path: Path) -> None:
    slide = talk(tmp_path, f"# Talk\n\n## Mills\n\n{SAID}\n\n- **One.** Two.\n").slides[1]
    assert (slide.kind, slide.statements) == (Kind.POINTS, ())


def test_a_group_shows_its_own_sentences(tmp_path: Path) -> None:
    filling = "Nothing else is told of it. " * 10
    deck = talk(tmp_path, f"# Talk\n\n## Mills\n\n### North\n\n{SAID} {filling}\n\n### South\n\n{filling}\n")
    shown = {plain(slide.title.text): [plain(text) for text in slide.statements] for slide in deck.slides}
    assert shown["North"] == ["Slow builds hide bad tests."]
    assert shown["Mills"] == shown["South"] == []


def test_no_details_asked_for_is_the_title_alone(tmp_path: Path) -> None:
    text = f"# Talk\n\n## Mills\n\n{SAID}\n\n## Wells\n\n<!-- deck: detail=first -->\n\n{SAID}\n"
    _, mills, wells = talk(tmp_path, text, detail="none").slides
    assert not mills.statements
    assert wells.statements


def test_a_statement_asked_for_is_the_one_sentence_that_deserves_it_most(tmp_path: Path) -> None:
    slide = talk(tmp_path, f"# Talk\n\n## Mills\n\n<!-- deck: layout=statement -->\n\n{SAID}\n").slides[1]
    assert [plain(text) for text in slide.statements] == ["Slow builds hide bad tests."]


def test_a_picture_without_points_shows_the_sentences_around_it(tmp_path: Path) -> None:
    text = f"# Talk\n\n## Mills\n\n![A mill](mill.png)\n\n{SAID}\n"
    (tmp_path / "talk.md").write_text(text, "utf-8")
    article, _ = read_article(tmp_path / "talk.md", "talk.md", language="en", languages=languages(), stop_words=stop_words())
    image = Image("0" * 64, "png", 800, 600)
    blocks = tuple(block._replace(image=image) if isinstance(block, Picture) else block for block in article.blocks)
    slide = outline(article._replace(blocks=blocks), Settings(), words_for("en"), lambda d: section_settings(d.values, d.span))[0].slides[1]
    assert (slide.kind, [plain(text) for text in slide.statements]) == (Kind.PICTURE, ["Slow builds hide bad tests."])

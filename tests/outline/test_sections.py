"""From an article of any form to sections, groups, runs of prose and the closing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases_reader import CASES as ALL_CASES
from cases_reader import Case, cases
from deck.findings import Finding
from deck.fit.notes import spoken
from deck.model.article import Run, plain
from deck.model.settings import Settings
from deck.model.slides import Deck, Kind, Point
from deck.outline import outline
from deck.outline.closing import concludes
from deck.outline.wording import word_count
from deck.read import read_article
from deck.settings import section_settings
from deck.words import languages, stop_words, words_for

CASES = ALL_CASES / "outline"
JUDGEMENTS = ("D301", "D303", "D304", "D308")
# a printed page of notes, and half a paragraph
LONGEST_NOTES = 800


def talk(folder: Path, text: str) -> tuple[Deck, tuple[Finding, ...]]:
    path = folder / "talk.md"
    path.write_text(text, "utf-8")
    article, _ = read_article(path, "talk.md", language="", languages=languages(), stop_words=stop_words())
    words = words_for(article.language.tag)
    return outline(article, Settings(), words, lambda comment: section_settings(comment.values, comment.span), "talk")


def shown(deck: Deck, findings: tuple[Finding, ...]) -> Iterator[str]:
    """Yield a deck line by line: each slide with what stands above, on and below it, what is said to it, and what was judged."""
    for slide in deck.slides:
        above = f"[{plain(slide.kicker)}] " if slide.kicker else ""
        under = f" < {plain(slide.under)}" if slide.under else ""
        yield f"{slide.key} {slide.kind}: {above}{plain(slide.title.text)}{under}"
        yield from (f"  * {name(point)}" for point in slide.points)
        yield from (f"  . {plain(text)}" for text in (*slide.spoken, *spoken(slide.points)))
    yield from (f"! {finding.code} {finding.span.first if finding.span else ''}" for finding in findings if finding.code in JUDGEMENTS)


def name(point: Point) -> str:
    return plain(point.lead or point.sentences[0])


@pytest.mark.parametrize("case", [*cases("sections", CASES), *cases("closings", CASES)], ids=lambda case: case.name)
def test_an_article_becomes_these_slides(case: Case, tmp_path: Path) -> None:
    assert "\n".join(shown(*talk(tmp_path, case.given))) == case.expected


def said(deck: Deck) -> list[list[str]]:
    """Return what is said to each slide, and the words that it quotes."""
    return [[plain(text) for text in (*slide.instead, *slide.spoken, *spoken(slide.points))] for slide in deck.slides]


def words_said(deck: Deck) -> list[float]:
    return [sum(word_count(text) for text in (*slide.spoken, *spoken(slide.points))) for slide in deck.slides]


def test_no_slide_of_a_long_section_stands_for_much_more_than_five_minutes(tmp_path: Path) -> None:
    told = [f"Paragraph {n} opens. {'It goes on for a while. ' * 14}".strip() for n in range(40)]
    deck, _ = talk(tmp_path, "# T\n\n## S\n<!-- deck: layout=statement -->\n\n" + "\n\n".join(told) + "\n")
    first, *others = deck.slides[1:]
    assert len(others) == 4
    assert {plain(slide.title.text) for slide in (first, *others)} == {"S"}
    assert [slide.key for slide in (first, *others)] == ["s", *(f"s~{n}" for n in range(2, 6))]
    assert (first.layout, {slide.layout for slide in others}) == ("statement", {""})
    assert [text for texts in said(deck)[1:] for text in texts] == told
    assert all(200 < words < LONGEST_NOTES for words in words_said(deck)[1:])


@pytest.mark.parametrize(("language", "sentence"), [("en", "It goes on for a while. "), ("ja", "雨が降りました。")])
def test_one_paragraph_too_long_for_a_slide_is_divided_between_sentences(tmp_path: Path, language: str, sentence: str) -> None:
    deck, _ = talk(tmp_path, f"---\ntitle: T\nlang: {language}\n---\n\n## S\n\n{sentence * 300}\n")
    assert len(deck.slides) > 2
    assert all(words < LONGEST_NOTES for words in words_said(deck))
    assert "".join(text for texts in said(deck) for text in texts).replace(" ", "") == sentence.replace(" ", "") * 300


def test_long_prose_around_a_list_keeps_its_ends_with_it(tmp_path: Path) -> None:
    prose = [f"Paragraph {n}. {'It goes on for a while. ' * 14}".strip() for n in range(8)]
    deck, _ = talk(tmp_path, "# T\n\n## S\n\n" + "\n\n".join([*prose, "- **A:** b.", "- **C:** d.", *prose]) + "\n")
    (listed,) = [slide for slide in deck.slides if slide.points]
    assert plain(listed.spoken[-1]) == prose[-1]
    assert plain(listed.points[-1].spoken[1]) == prose[0]
    assert [text for texts in said(deck) for text in texts] == [*prose, "A: b.", "C: d.", *prose]
    assert all(words < 2 * LONGEST_NOTES for words in words_said(deck))


def test_more_groups_than_cards_are_read_as_a_list_unless_each_has_a_slide(tmp_path: Path) -> None:
    brief = "".join(f"### Group {n}\n\nFew words.\n\n" for n in range(27))
    deck, _ = talk(tmp_path, f"# T\n\n## S\n\n{brief}")
    (listed,) = deck.slides[1:]
    assert (listed.kind, len(listed.points)) == (Kind.LIST, 27)
    assert said(deck)[1][:3] == ["Group 0", "Few words.", "Group 1"]
    deck, _ = talk(tmp_path, "# T\n\n## S\n\n" + brief.replace("Few words.", "- **A:** b."))
    chapter, *others = deck.slides[1:]
    assert (chapter.kind, len(others)) == (Kind.CHAPTER, 27)
    assert plain(others[-1].kicker) == "01 · S · 27/27"


def test_the_heading_of_a_part_is_set_as_one_unless_its_author_asks_for_another_layout(tmp_path: Path) -> None:
    deck, _ = talk(tmp_path, "---\ntitle: T\n---\n\n# A\n\n## B\n\nx\n\n# C\n<!-- deck: layout=statement -->\n\n## D\n\ny\n")
    assert [slide.layout for slide in deck.slides] == ["", "section", "", "statement", ""]


def test_slides_under_no_heading_are_no_sections_and_have_no_number(tmp_path: Path) -> None:
    told = "\n\n".join(f"Paragraph number {n} opens. {'It goes on for a while. ' * 10}" for n in range(6))
    deck, findings = talk(tmp_path, f"---\ntitle: T\n---\n\n<!-- deck: layout=duo -->\n\nIntro.\n\n<!-- deck: layout=duo -->\n\n{told}\n")
    assert [section.key for section in deck.sections] == ["title"]
    assert {slide.section for slide in deck.slides} == {"title"}
    assert not any(slide.kicker or slide.layout for slide in deck.slides)
    assert len(deck.slides) > 2
    assert [finding.code for finding in findings] == ["D301", "D309", "D309"]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Final Thoughts"),
        ("en", "7. Conclusion!"),
        ("en", "The Final Word: hats matter"),
        ("en", "Summary / what next"),
        ("de", "Zum Schluss: ein Dank"),
        ("fr", "Ce qu’il faut retenir"),
        ("fr", "Le mot de la fin — et merci"),
        ("es", "Reflexiones finales"),
        ("pt", "Considerações finais"),
        ("it", "L'ultima parola"),
        ("nl", "Tot slot"),
        ("pl", "Podsumowanie"),
        ("ru", "Выводы"),
        ("uk", "Замість висновку"),
        ("cs", "Závěrečné shrnutí"),
        ("sv", "Sammanfattning & slutsatser"),
        ("tr", "SONUÇ"),
        ("vi", "Lời kết"),
        ("ja", "５、まとめ"),
        ("zh", "总结与展望"),
        ("ko", "마치며"),
        ("ar", "الكلمة الأخيرة: الرؤية"),
        ("he", "לסיכום"),
        ("hi", "निष्कर्ष"),
        ("th", "สรุป"),
    ],
)
def test_a_title_announces_the_end_in_its_language(language: str, title: str) -> None:
    assert concludes((Run(title),), words_for(language))


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Closing the gap"),
        ("en", "Inconclusive"),
        ("en", "Fazit"),
        ("de", "Conclusion"),
        ("vi", "Kết nối"),
        ("zh", "最后一场"),
        ("en", "12"),
        ("en", ""),
    ],
)
def test_a_title_that_only_looks_like_an_end_announces_none(language: str, title: str) -> None:
    assert not concludes((Run(title),), words_for(language))


FORMS = (
    *("# {}", "## {}", "### {}", "#### {}", "###### {}", "**{}**", "## Conclusion {}"),
    *("{}.", "{}. " + "More of it. " * 30, "{}?", "- **{}:** x.", "- {}", "---", "> {}."),
)


@given(st.lists(st.sampled_from(FORMS), min_size=1, max_size=14))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_order_of_its_blocks_an_article_is_said_once_and_whole(tmp_path: Path, forms: list[str]) -> None:
    blocks = [form.format(f"word{n}x") for n, form in enumerate(forms)]
    deck, _ = talk(tmp_path, "Opening.\n\n" + "\n\n".join(blocks) + "\n")
    told = " ".join(text for texts in said(deck) for text in texts)
    heads = [text for slide in deck.slides for text in (slide.title.text, slide.kicker, *(point.lead for point in slide.points))]
    seen = " ".join(map(plain, heads))
    for n, form in enumerate(forms):
        word = f"word{n}x"
        if form.startswith(("#", "**")):
            assert word in told + seen
        elif "{}" in form:
            assert told.count(word) == 1
    assert len({slide.key for slide in deck.slides}) == len(deck.slides)

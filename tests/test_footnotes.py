"""Footnotes: a raised number where the mark stands, the whole note in the notes of that slide, never a mark of Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.slide import Slide

from deck.build import build
from deck.cli import run
from deck.stages import Request

ARTICLE = """---
title: "Sources: what we read"
---

An intro with a note.[^intro]

## Where the numbers come from

- **Yield:** It rose in two years.[^yield] Then it fell.
- **Waste**[^waste]: It fell to a tenth.

## What a table says

| Year | Loaves |
|---|---|
| 2024 | 1200[^count] |
| 2025 | 1600 |

## A heading with a note[^head]

The prose goes on for a while.^[A note in its line.] It was in the ledger.[^yield]

<p>In HTML there is one, too.[^html]</p>

Nothing is known of this one.[^nowhere]

[^intro]: The note of the intro.
[^yield]: Ledger of the bakery, page 12.
[^waste]: A survey among forty shops.

    It was taken in spring.
[^count]: Counted by hand.
[^head]: The note of a heading.
[^html]: The note in HTML.
[^unused]: Nobody asked for this one.
"""


@pytest.fixture(scope="module")
def slides(tmp_path_factory: pytest.TempPathFactory) -> list[Slide]:
    folder = tmp_path_factory.mktemp("footnotes")
    (folder / "bread.md").write_text(ARTICLE, "utf-8")
    assert run(["build", str(folder / "bread.md"), "-o", str(folder / "out.pptx")]) == 0
    return list(Presentation(str(folder / "out.pptx")).slides)


def notes(slide: Slide) -> list[str]:
    frame = slide.notes_slide.notes_text_frame
    return frame.text.split("\n") if frame is not None else []


def raised_by(run: Any) -> str | None:
    """Return how far a run stands off the line, as the file has it."""
    return None if run._r.rPr is None else run._r.rPr.get("baseline")


def test_a_note_is_told_where_its_mark_stands(slides: list[Slide]) -> None:
    assert "1 The note of the intro." in notes(slides[0])
    assert "2 Ledger of the bakery, page 12." in notes(slides[1])
    assert notes(slides[1])[-2:] == ["3 A survey among forty shops.", "It was taken in spring."]
    assert "4 Counted by hand." in notes(slides[2])
    assert {"The note of a heading.", "5 A note in its line.", "6 The note in HTML."} <= set(notes(slides[3]))


def test_a_note_without_a_mark_is_told_where_it_stands(slides: list[Slide]) -> None:
    assert "Nobody asked for this one." in notes(slides[3])


def test_the_mark_is_raised_on_the_slide_and_before_its_note(slides: list[Slide]) -> None:
    shown = [
        one.text
        for shape in slides[1].placeholders
        for paragraph in shape.text_frame.paragraphs
        for one in paragraph.runs
        if raised_by(one) == "30000"
    ]
    # the first stands before its note in the small print, too
    assert sorted(shown) == ["2", "2", "3"]
    frame = slides[1].notes_slide.notes_text_frame
    assert frame is not None
    in_notes = [(n, one.text) for paragraph in frame.paragraphs for n, one in enumerate(paragraph.runs) if raised_by(one) == "30000"]
    assert in_notes == [(0, "2"), (0, "3")]


def test_the_sentence_before_a_mark_keeps_it(slides: list[Slide]) -> None:
    texts = [shape.text_frame.text.replace("\u00a0", " ") for shape in slides[1].placeholders]
    assert any("It rose in two years.2" in text and "Then" not in text for text in texts)
    assert any(text.startswith("Waste3") for text in texts)


def test_a_heading_keeps_its_words_and_no_mark_of_markdown_is_left(slides: list[Slide]) -> None:
    assert slides[3].shapes.title is not None
    assert slides[3].shapes.title.text_frame.text == "A heading with a note"
    for slide in slides:
        shapes: Any = slide.shapes
        texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
        assert "[^" not in " ".join([*texts, *notes(slide)])


def test_a_note_of_one_paragraph_is_small_print_on_its_slide(slides: list[Slide]) -> None:
    table = slides[2]
    (line,) = [shape for shape in table.placeholders if shape.placeholder_format.idx == 22]
    assert line.text_frame.text == "4 Counted by hand."
    assert not [shape for shape in slides[3].placeholders if shape.placeholder_format.idx == 22]


def test_a_word_raised_and_a_key_marked_by_hand_stay_so(tmp_path: Path) -> None:
    article, out = tmp_path / "bread.md", tmp_path / "out.pptx"
    text = "---\ntitle: Bread\n---\n\nIntro.\n\n## Tools of the trade\n\n- Press ++f5++ now\n- Water is H~2~O\n- Wait for it\n"
    article.write_text(text, "utf-8")
    assert run(["build", str(article), "-o", str(out)]) == 0
    deck = Presentation(str(out))
    body: Any = next(shape for shape in deck.slides[1].placeholders if shape.placeholder_format.idx == 1)
    body.text_frame.paragraphs[2].runs[0]._r.get_or_add_rPr().set("baseline", "30000")
    lowered = next(one for one in body.text_frame.paragraphs[1].runs if one.text == "2")
    del lowered._r.rPr.attrib["baseline"]
    deck.save(str(out))
    article.write_text(text.replace("Press", "Do press").replace("Water is", "All water is"), "utf-8")
    assert run(["build", str(article), "-o", str(out)]) == 0
    body = next(shape for shape in Presentation(str(out)).slides[1].placeholders if shape.placeholder_format.idx == 1)
    first, second, third = body.text_frame.paragraphs
    assert (first.text, second.text, third.text) == ("Do press F5 now", "All water is H2O", "Wait for it")
    assert raised_by(third.runs[0]) == "30000"
    assert not any(map(raised_by, second.runs))


def test_two_points_with_notes_stand_where_there_is_a_line_for_these(tmp_path: Path) -> None:
    body = "## One\n\n- **Here.** It is here.[^a]\n- **There.** It is there.\n\n[^a]: Whoever saw it.\n"
    (tmp_path / "two.en.md").write_text(f"---\ntitle: Two\n---\n\n{body}", "utf-8")
    built = build(Request(tmp_path / "two.en.md", "two.en.md", tmp_path, {"output": str(tmp_path / "two.pptx")}))
    (line,) = [shape for shape in Presentation(str(built.output)).slides[1].placeholders if shape.placeholder_format.idx == 22]
    assert line.text_frame.text == "1 Whoever saw it."

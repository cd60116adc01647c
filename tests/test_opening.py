"""A statement behind the title, where its author asks for one: a short whole sentence of the intro."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from deck.build import build
from deck.stages import Request, plan, source_of

FRONT = "---\ntitle: Gardens under glass\ndeck:\n  opening: {}\n---\n\n"
BODY = "\n\n## Heat\n\n- **Walls lose most.** We measured it.\n- **Night counts double.** A curtain helped.\n"
GREETING = "*By Ada Wren, 3 February 2025.* Welcome to our little report! "
LONG = "The garden that we kept under glass for one long winter in the north of the country was dead when we came. "
SHORT = "Gardens need light more than warmth."


def article(folder: Path, intro: str, asked: str = "true") -> Request:
    (folder / "talk.en.md").write_text(FRONT.format(asked) + intro + BODY, "utf-8")
    return Request(folder / "talk.en.md", "talk.en.md", folder, {"output": str(folder / "talk.pptx")})


def test_the_first_short_sentence_stands_large_behind_the_title(tmp_path: Path) -> None:
    slides = list(Presentation(str(build(article(tmp_path, GREETING + LONG + SHORT)).output)).slides)
    assert slides[1].slide_layout.name == "Statement"
    assert slides[1].shapes.title is not None
    assert slides[1].shapes.title.text.replace("\u00a0", " ") == SHORT
    assert SHORT in slides[0].notes_slide.notes_text_frame.text
    assert not slides[1].has_notes_slide or SHORT not in slides[1].notes_slide.notes_text_frame.text


@pytest.mark.parametrize(("intro", "asked"), [(GREETING, "true"), (LONG, "true"), (LONG + SHORT, "false")])
def test_without_such_a_sentence_or_unasked_there_is_none(intro: str, asked: str, tmp_path: Path) -> None:
    planned = plan(source_of(article(tmp_path, intro, asked)))
    assert [slide.key for slide in planned.placed.slides] == ["title", "heat"]
    assert [finding.code for finding in planned.findings].count("D313") == (asked == "true")


def test_its_key_lasts(tmp_path: Path) -> None:
    build(article(tmp_path, LONG + SHORT))
    changed = plan(source_of(article(tmp_path, LONG + "Gardens need a door more than a roof.")))
    assert [slide.key for slide in changed.placed.slides] == ["title", "opening", "heat"]

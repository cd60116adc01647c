"""Task lists: a box before each line, ticked or empty, on the slide and in the notes, and in the hand's keeping."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.slide import Slide

from deck.cli import run
from deck.model.article import Listing
from deck.read.blocks import read_blocks

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TICKED, EMPTY = "\u00fe", "\u00a8"
ARTICLE = """---
title: "Bread: what is left to do"
---

Intro of the talk.

## Before the oven

- [x] Weigh the flour
- [ ] Heat the stone
  - [X] Clean it
- Ask for help

## With names

- [x] **Salt:** It is in the dough.
- [ ] **Water:** It comes last.
"""


def boxes(slide: Slide) -> list[tuple[str, str]]:
    """Return the text of each paragraph below the title with the character of its own bullet."""
    body = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 1)
    found = []
    for paragraph in body.text_frame.paragraphs:
        bullet = paragraph._p.find(f"{A}pPr/{A}buChar")
        found.append((paragraph.text.replace("\v", " "), "" if bullet is None else bullet.get("char")))
    return found


def build(tmp_path: Path, text: str) -> list[Slide]:
    article = tmp_path / "bread.md"
    article.write_text(text, "utf-8")
    assert run(["build", str(article), "-o", str(tmp_path / "out.pptx")]) == 0
    return list(Presentation(str(tmp_path / "out.pptx")).slides)


def test_each_task_has_its_box(tmp_path: Path) -> None:
    _, plain, named = build(tmp_path, ARTICLE)
    assert boxes(plain) == [("Weigh the flour", TICKED), ("Heat the stone", EMPTY), ("Clean it", TICKED), ("Ask for help", "")]
    assert boxes(named) == [("Salt It is in the dough.", TICKED), ("Water It comes last.", EMPTY)]
    notes = plain.notes_slide.notes_text_frame
    assert notes is not None
    assert {"☑ Weigh the flour", "☐ Heat the stone", "☑ Clean it"} <= set(notes.text.split("\n"))


def test_a_task_ticked_by_hand_stays_ticked(tmp_path: Path) -> None:
    build(tmp_path, ARTICLE)
    deck = Presentation(str(tmp_path / "out.pptx"))
    body = next(shape for shape in deck.slides[1].placeholders if shape.placeholder_format.idx == 1)
    first, second = (paragraph._p.find(f"{A}pPr") for paragraph in body.text_frame.paragraphs[:2])
    second.replace(second.find(f"{A}buChar"), copy.deepcopy(first.find(f"{A}buChar")))
    deck.save(str(tmp_path / "out.pptx"))
    _, plain, _ = build(tmp_path, ARTICLE.replace("Weigh the flour", "Weigh all the flour"))
    assert boxes(plain)[:2] == [("Weigh all the flour", TICKED), ("Heat the stone", TICKED)]


@pytest.mark.parametrize(
    ("written", "done"),
    [
        ("- [x] one\n- [ ] two\n- three", [True, False, None]),
        ("1. [X] one\n2. [ ] two\n3. [x](u) three", [True, False, None]),
        ('<ul><li><input type="checkbox" checked disabled> one</li><li><label><input type=checkbox> two</label></li></ul>', [True, False]),
        ('<ul><li><p><input type="checkbox" checked> one</p></li><li><input type="radio"> two</li></ul>', [True, None]),
        ('- <input type="checkbox" checked> one\n- <input type="checkbox"> two', [True, False]),
    ],
)
def test_tasks_are_read_in_every_form(written: str, done: list[bool | None]) -> None:
    (block,) = read_blocks(written, "a.md", 0)[0]
    assert isinstance(block, Listing)
    assert [item.done for item in block.items] == done

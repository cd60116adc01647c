"""The slide that lists the sections: where it is asked for, by itself from 30 minutes on, each entry a way to its slide."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.slide import Slide

from deck.build import build
from deck.stages import Request, plan, source_of

WORDS = {"en": ("Agenda", "We looked first.", "Nothing was opened."), "ar": ("المحتويات", "نظرنا أولا.", "لم يفتح شيء.")}


def article(folder: Path, count: int, settings: str = "  agenda: true\n", lang: str = "en") -> Request:
    _, lead, said = WORDS[lang]
    body = "".join(f"## {lead[:-1]} {n}\n\n- **{lead}** {said}\n- **{said}** {lead}\n\n" for n in range(1, count + 1))
    name = f"talk.{lang}.md"
    (folder / name).write_text(f"---\ntitle: {said[:-1]}\ndeck:\n{settings}---\n\n{said}\n\n{body}", "utf-8")
    return Request(folder / name, name, folder, {"output": str(folder / "talk.pptx")})


def agendas(request: Request) -> list[Slide]:
    deck = Presentation(str(build(request).output))
    return [slide for slide in deck.slides if slide.slide_layout.name.startswith("Agenda")]


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(("count", "layouts"), [(4, ["Agenda"]), (9, ["Agenda in Two Columns"]), (15, ["Agenda in Two Columns"] * 2)])
def test_each_entry_leads_to_its_slide(lang: str, count: int, layouts: list[str], tmp_path: Path) -> None:
    request = article(tmp_path, count, lang=lang)
    found = agendas(request)
    assert [slide.slide_layout.name for slide in found] == layouts
    entries = [shape for slide in found for shape in sorted(slide.placeholders, key=lambda s: s.placeholder_format.idx)]
    listed = [shape for shape in entries if 30 <= shape.placeholder_format.idx <= 41]
    assert len(listed) == count
    for shape in listed:
        target = shape.click_action.target_slide
        assert target is not None
        assert target.shapes.title is not None
        assert target.shapes.title.text == shape.text_frame.text
    assert validate_pptx(str(request.root / "talk.pptx")).is_valid


def test_in_arabic_the_first_column_stands_at_the_right(tmp_path: Path) -> None:
    (slide,) = agendas(article(tmp_path, 9, lang="ar"))
    lefts = {shape.placeholder_format.idx: shape.left for shape in slide.placeholders}
    assert lefts[30] > lefts[36]
    assert slide.shapes.title is not None
    assert slide.shapes.title.text == WORDS["ar"][0]


@pytest.mark.parametrize(("settings", "shown"), [("", False), ("  minutes: 29\n", False), ("  minutes: 30\n", True)])
def test_by_itself_it_is_there_from_30_minutes_on(settings: str, shown: bool, tmp_path: Path) -> None:
    planned = plan(source_of(article(tmp_path, 4, f"  pace: 1.0\n{settings}")))
    assert ("agenda" in {slide.kind for slide in planned.deck.slides}) is shown


def test_it_is_left_out_where_nobody_wants_it(tmp_path: Path) -> None:
    assert not agendas(article(tmp_path, 4, "  agenda: false\n  minutes: 40\n"))

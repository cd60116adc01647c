"""What an issue asks for in a sentence each, on real files: what a hand made stays, and what nobody changed stays as it is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from deck.cli import run
from deck.ooxml import read_found
from edits import resave, strip_marks, xml_edit
from edits.articles import NAME, PICTURE, ROWS, write_project
from edits.pages import pages_of
from edits.routes import build
from merged_decks import parts

SLIDE = 2


def planned(project: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    capsys.readouterr()
    assert run(["plan", str(project / "content" / NAME), *options]) == 0
    return capsys.readouterr().out


def texts(content: bytes) -> list[str]:
    return [shape.text for shape in read_found(content).slides[SLIDE].shapes]


def test_what_a_hand_wrote_of_a_picture_outlives_another_picture(tmp_path: Path) -> None:
    said = "A warm loaf, seen from the side"
    write_project(tmp_path, target=PICTURE)
    deck = build(tmp_path).deck
    made = Presentation(str(deck))
    (picture,) = [shape for slide in made.slides for shape in slide.shapes if shape._element.tag.endswith("}pic")]
    picture._element.nvPicPr.cNvPr.set("descr", said)
    made.save(str(deck))
    write_project(tmp_path, "picture", PICTURE)
    built = build(tmp_path)
    assert built.code == 0 and "kept 1 edit of yours, updated 1 slide" in built.told, built.told
    assert said in [shape.alt for slide in read_found(deck.read_bytes()).slides for shape in slide.shapes]


def test_one_word_changes_one_slide_and_its_notes_and_is_one_line_of_the_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_project(tmp_path)
    deck = build(tmp_path).deck
    # a hand was elsewhere, or the whole file would be written anew
    xml_edit.edit(deck, deck, [{"do": "reword", "slide": 1, "find": "Every sack", "to": "Each sack"}])
    before = parts(deck.read_bytes())
    write_project(tmp_path, "apart")
    (line,) = [line for line in planned(tmp_path, capsys).splitlines() if " you " not in line]
    assert line == f"slide {SLIDE + 1} “{ROWS.title}”: updated"
    assert build(tmp_path).code == 0
    after = parts(deck.read_bytes())
    assert after.keys() == before.keys()
    changed = {re.sub(r"\d+", "N", name) for name in after if after[name] != before[name]}
    assert changed == {"ppt/slides/slideN.xml", "ppt/notesSlides/notesSlideN.xml", "customXml/itemN.xml", "docProps/custom.xml"}
    assert sum(after[name] != before[name] for name in after) == 4


@pytest.mark.parametrize("saved", ["as written", pytest.param("by libreoffice", marks=pytest.mark.office)])
def test_a_frozen_slide_stays_for_good_and_is_nobodys_edit(saved: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = write_project(tmp_path)
    deck = build(tmp_path).deck
    if saved == "by libreoffice":
        shutil.copyfile(resave.through([deck], tmp_path / "resaved")[deck], deck)
    frozen = f"## {ROWS.title}\n\n<!-- deck: freeze -->\n"
    before = deck.read_bytes()
    for change in ("apart", "other"):
        write_project(tmp_path, change)
        text = article.read_text("utf-8").replace(f"## {ROWS.title}\n", frozen)
        article.write_text(text.replace("The bakers were awake.", change), "utf-8")
        built = build(tmp_path)
        assert built.code == 0 and " of yours" not in built.told and "onflict" not in built.told, built.told
        after = deck.read_bytes()
        assert texts(after) == texts(before)
        assert saved != "as written" or parts(after)["ppt/slides/slide3.xml"] == parts(before)["ppt/slides/slide3.xml"]
        assert change in " ".join(pages_of(deck)[0].notes)
        assert planned(tmp_path, capsys) == "nothing would change\n"


def test_media_and_a_layout_of_a_hand_are_not_touched(tmp_path: Path) -> None:
    write_project(tmp_path)
    deck = build(tmp_path).deck
    made = Presentation(str(deck))
    page = made.slides[SLIDE]
    video = Part(PackURI("/ppt/media/media1.mp4"), "video/mp4", made.part.package, b"\0\0\0\x18ftypmp42")
    page.part.relate_to(video, "http://schemas.microsoft.com/office/2007/relationships/media")
    made.slide_layouts[0]._element.cSld.set("name", "Mine")
    made.save(str(deck))
    before = parts(deck.read_bytes())
    write_project(tmp_path, "apart")
    assert build(tmp_path).code == 0
    after = parts(deck.read_bytes())
    assert all(after[name] == before[name] for name in before if "/media/" in name or "/slideLayouts/" in name or "/theme/" in name)


def test_a_layout_that_a_hand_chose_stays_and_is_told(tmp_path: Path) -> None:
    write_project(tmp_path)
    deck = build(tmp_path).deck
    made = Presentation(str(deck))
    (lead,) = [rel for rel in made.slides[SLIDE].part.rels.values() if rel.reltype.endswith("/slideLayout")]
    lead._target = next(layout.part for layout in made.slide_layouts if layout.name == "List")
    made.save(str(deck))
    write_project(tmp_path, "apart")
    built = build(tmp_path)
    assert built.code == 0 and "you gave it the layout “List”" in built.told, built.told
    assert Presentation(str(deck)).slides[SLIDE].slide_layout.name == "List"


def test_layouts_that_another_program_renamed_are_nobodys_choice_in_later_builds_either(tmp_path: Path) -> None:
    write_project(tmp_path)
    deck = build(tmp_path).deck
    xml_edit.edit(deck, deck, [{"do": "reword", "slide": 1, "find": "Every sack", "to": "Each sack"}])
    strip_marks.strip(deck, deck)
    # the second brings our layouts along, for a slide that is new
    for change in ("apart", "new section", "other"):
        write_project(tmp_path, change)
        built = build(tmp_path)
        assert built.code == 0 and "kept 1 edit of yours" in built.told and "the layout" not in built.told, built.told


def test_another_slot_changes_derived_lines_alone_and_they_are_nobodys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_project(tmp_path)
    deck = build(tmp_path, "--minutes", "15").deck
    xml_edit.edit(deck, deck, [{"do": "add_notes_line", "slide": 1, "find": "Trust the hand: A dough", "text": "Show the jar."}])
    built = build(tmp_path, "--minutes", "20")
    assert built.code == 0 and "kept 1 edit of yours" in built.told and "onflict" not in built.told, built.told
    assert "Show the jar." in pages_of(deck)[1].notes
    assert planned(tmp_path, capsys, "--minutes", "20").count("\n") == 1

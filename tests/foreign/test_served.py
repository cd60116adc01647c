"""What is made of a template that nobody made for the program: which way it reads, where content goes, what is used as it is."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from deck.build import build
from deck.compose import bound, compose
from deck.model.language import Language
from deck.model.template import Template, TemplateSettings
from deck.ooxml import read_template
from deck.ooxml.prepare import open_template
from deck.stages import Request
from deck.words import layout_names
from foreign import HOSTILE
from foreign.judge import judged
from foreign.seen import pages

FRENCH, ARABIC = Language("fr", "fr-FR"), Language("ar", "ar-SA", "Arab", right_to_left=True)
INCH = 914_400
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def drawn(name: str, folder: Path) -> Path:
    path = folder / f"{name}.pptx"
    HOSTILE[name](path)
    return path


def served(name: str, folder: Path) -> Template:
    """Return a template with every role bound."""
    path = drawn(name, folder)
    found = read_template(path, FRENCH)
    roles = compose(found, TemplateSettings(), layout_names())
    return bound(read_template(path, FRENCH, roles.compositions), roles)


@pytest.mark.parametrize(("language", "sides"), [(FRENCH, {("0", "l"), ("0", "ctr")}), (ARABIC, {("1", "r"), ("1", "ctr")})])
def test_a_template_that_reads_from_the_right_is_turned_for_other_languages_alone(
    language: Language, sides: set[tuple[str, str]], tmp_path: Path
) -> None:
    master = open_template(drawn("right-to-left", tmp_path), language).slide_masters[0]
    levels = [level for style in ("titleStyle", "bodyStyle") for level in master.element.find(f".//{{*}}{style}")]
    assert levels and {(level.get("rtl"), level.get("algn")) for level in levels} <= sides
    band = next(shape for shape in master.shapes if shape.name == "Panel")
    assert (band.left == 0) is language.right_to_left


def test_the_colours_of_a_template_are_those_of_its_master(tmp_path: Path) -> None:
    assert served("dark-section", tmp_path).scheme["tx1"] == "1A1A1A"


def test_content_takes_the_room_of_all_bodies_that_stand_beside_each_other(tmp_path: Path) -> None:
    layout = served("two-bodies-only", tmp_path).layout("Table")
    table = layout.placeholder(90) if layout else None
    assert table is not None
    assert table.box.width > 11 * INCH


@pytest.mark.parametrize("name", ["no-body", "titles-only", "tiny-body"])
def test_content_without_a_place_of_its_own_stands_below_the_text_of_the_title(name: str, tmp_path: Path) -> None:
    layout = served(name, tmp_path).layout("Stack")
    body = layout.placeholder(1) if layout else None
    assert layout is not None and layout.title is not None and body is not None
    title = layout.title
    assert body.box.x + body.insets[0] == title.box.x + title.insets[0]
    assert body.box.y >= title.box.y + title.box.height + 0.15 * INCH


def test_a_table_goes_to_the_placeholder_for_tables_though_it_is_alone_there(tmp_path: Path) -> None:
    article = tmp_path / "a.en.md"
    article.write_text("# A\n\n## B\n\nWe saw it all.\n\n| C | D |\n|---|---|\n| e | f |\n", "utf-8")
    template = drawn("every-kind", tmp_path)
    made = build(Request(article, article.name, tmp_path, {"output": str(tmp_path / "a.pptx"), "template": str(template)})).output
    frames = [shape for slide in Presentation(str(made)).slides for shape in slide.placeholders if shape.has_table]
    assert [(frame.placeholder_format.idx, frame.part.slide_layout.name) for frame in frames] == [(13, "Title and tbl")]


def test_a_picture_below_the_title_is_no_place_for_a_picture_of_the_article(tmp_path: Path) -> None:
    layout = served("picture-cover", tmp_path).layout("Picture")
    assert layout is not None
    assert layout.name == "Picture with Caption"


def test_shapes_of_a_layout_that_share_a_number_get_their_own(tmp_path: Path) -> None:
    """As LibreOffice 7.4 writes its masters."""
    path = drawn("thick-decoration", tmp_path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    master = "ppt/slideMasters/slideMaster1.xml"
    parts[master] = re.sub(rb'(<p:cNvPr id=)"[34]"', rb'\1"2"', parts[master])
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    numbers = [shape.get("id") for shape in open_template(path, FRENCH).slide_masters[0].element.iter("{*}cNvPr")]
    assert len(set(numbers)) == len(numbers)


def test_a_large_title_keeps_to_the_panel_that_content_stands_on(tmp_path: Path) -> None:
    layout = served("card-ground", tmp_path).layout("Question")
    assert layout is not None and layout.title is not None
    card = next(mark.box for mark in layout.decorations if mark.box.height > 4 * INCH)
    assert layout.title.box.y >= card.y


def test_a_footer_that_cannot_be_read_gets_a_colour_that_can(tmp_path: Path) -> None:
    article = tmp_path / "a.en.md"
    article.write_text("# A\n\n## B\n\n- **C:** It is.\n- **D:** It was.\n", "utf-8")
    template = drawn("thick-decoration", tmp_path)
    with zipfile.ZipFile(template) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    master = "ppt/slideMasters/slideMaster1.xml"
    parts[master] = parts[master].replace(b'<a:schemeClr val="accent2"><a:lumMod val="75000"/>', b'<a:schemeClr val="accent4">')
    with zipfile.ZipFile(template, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    made = build(Request(article, article.name, tmp_path, {"output": str(tmp_path / "a.pptx"), "template": str(template)})).output
    feet = [shape for page in pages(made) for shape in page.shapes if shape.kind in ("ftr", "sldNum") and page.number > 1]
    assert feet
    assert judged(made) == []


def test_a_dark_cover_serves_though_only_the_first_level_below_its_title_is_light(tmp_path: Path) -> None:
    layout = served("thick-decoration", tmp_path).layout("Title")
    assert layout is not None
    assert layout.name == "Cover"

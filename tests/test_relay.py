"""A deck with a hand's work in it goes over to another template: what the hand did stays, all else is as that template has it."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openxml_audit import validate_pptx
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Opened
from pptx.util import Inches

from conftest import Render
from deck import office
from deck.build import Built, build, foresee
from deck.errors import TemplateError
from deck.ledger import report_of
from deck.ooxml import scaled
from deck.ooxml.names import A
from deck.stages import Request, source_of
from golden.second import second_template
from tools.overflow import faults, painted

ARTICLE = """---
title: "The night shift"
---

Eleven bakers and nine programmers met in a bakery at four in the morning.

## Flour is never the same twice

- **Weigh the water:** Every sack drinks a different amount.
- **Trust the hand:** A dough that sticks tells more than a recipe.
- **Write it down:** A notebook by the scale saves the next shift.

## Time does most of the work

- **Rest before you knead:** An hour of waiting replaces ten minutes of effort.
- **Cold slows everything:** A dough in the cellar gives you the evening off.

## What a loaf costs

| Loaf | Flour | Hours |
|---|---|---|
| Rye | 600 g | 20 |
| Spelt | 550 g | 6 |

## What the oven wants

- **Steam comes first:** A wet oven keeps the crust soft while it grows.
- **Stone holds the heat:** A thick floor forgives an open door.

What would you bake if nobody had to buy it?
"""
INK: Any = RGBColor.from_string("123456")  # type: ignore[no-untyped-call]
CHANGED = ARTICLE.replace("An hour of waiting", "Two hours of waiting")


class Project(NamedTuple):
    """A project with a deck that was built on the default template, and others to go over to."""

    root: Path

    @property
    def deck(self) -> Path:
        return self.root / "talks" / "talk.en.pptx"

    def request(self, template: str = "", **more: Any) -> Request:
        options = {"template": str(self.root / template)} if template else {}
        return Request(self.root / "talk.md", "talk.md", self.root, options, **more)

    def build(self, template: str = "", **more: Any) -> Built:
        return build(self.request(template, **more))

    def edit(self, change: Callable[[Opened], object]) -> None:
        opened = Presentation(str(self.deck))
        change(opened)
        opened.save(str(self.deck))

    def opened(self) -> Opened:
        return Presentation(str(self.deck))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("relay")
    (root / ".git").mkdir()
    (root / "talk.md").write_text(ARTICLE, "utf-8")
    second_template(root / "wide.pptx", 13.333)
    second_template(root / "second.pptx")
    Project(root).build()
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Project:
    shutil.copytree(built, tmp_path / "p")
    return Project(tmp_path / "p")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def titled(deck: Opened, title: str) -> Any:
    return next(slide for slide in deck.slides if slide.shapes.title is not None and slide.shapes.title.text_frame.text == title)


def titles(deck: Opened) -> list[str]:
    # where a no-break space keeps the last two words together is the layout's affair
    return [slide.shapes.title.text_frame.text.replace("\N{NO-BREAK SPACE}", " ") for slide in deck.slides]


def named(slide: Any, name: str) -> Any:
    return next(shape for shape in slide.shapes if shape.name == name)


def reword(slide: Any, name: str, words: str) -> None:
    named(slide, name).text_frame.paragraphs[0].runs[0].text = words


def on_wide_masters_alone(project: Project) -> None:
    """Hold that a deck is valid, has the master and colours of the wide template and no other, and no layout that nobody needs."""
    found = parts(project.deck)
    assert validate_pptx(str(project.deck)).is_valid
    masters = [name for name in found if re.fullmatch(r"ppt/slideMasters/\w+\.xml", name)]
    assert len(masters) == 1
    themes = b"".join(content for name, content in found.items() if name.startswith("ppt/theme/"))
    assert b"8C1C3F" in themes
    deck = Presentation(str(project.deck))
    (master,) = deck.slide_masters
    assert b"8C1C3F" in master.part.part_related_by("http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme").blob
    layouts = {layout.part.partname for layout in master.slide_layouts}
    assert {f"/{name}" for name in found if re.fullmatch(r"ppt/slideLayouts/\w+\.xml", name)} == layouts
    assert {slide.slide_layout.part.partname for slide in deck.slides} <= layouts


def edits(deck: Opened) -> None:
    """Do what a speaker does to a deck."""
    flour = titled(deck, "Flour is never the same twice")
    reword(flour, "Lead 1", "Weigh the water, always")
    flour.notes_slide.notes_text_frame.text += "\nTell the story of the scale."
    added = deck.slides.add_slide(next(layout for layout in deck.slide_layouts if layout.name == "List"))
    added.shapes.title.text_frame.text = "My own slide"
    added.placeholders[1].text_frame.text = "With my own words"
    added.background.fill.solid()
    added.background.fill.fore_color.rgb = INK
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(picture, "PNG")
    time = titled(deck, "Time does most of the work")
    time.shapes.add_picture(io.BytesIO(picture.getvalue()), Inches(11), Inches(0.5), Inches(1), Inches(1)).name = "Mine"
    oven = titled(deck, "What the oven wants")
    title = oven.shapes.title
    title.left, title.top, title.width, title.height = Inches(1), Inches(0.9), Inches(9), Inches(1)


def test_a_deck_with_edits_goes_over_to_another_template(project: Project) -> None:
    project.edit(edits)
    before = project.opened()
    done = project.build("wide.pptx")
    on_wide_masters_alone(project)
    deck = project.opened()
    assert titles(deck) == titles(before)
    flour = titled(deck, "Flour is never the same twice")
    assert named(flour, "Lead 1").text_frame.text == "Weigh the water, always"
    assert "Tell the story of the scale." in flour.notes_slide.notes_text_frame.text
    own = titled(deck, "My own slide")
    assert own.slide_layout.name == "List"
    assert own.placeholders[1].text_frame.text == "With my own words"
    assert own.background.fill.fore_color.rgb == INK
    mine = named(titled(deck, "Time does most of the work"), "Mine")
    assert (mine.left, mine.top, mine.width) == (Inches(11), Inches(0.5), Inches(1))
    assert Image.open(io.BytesIO(mine.image.blob)).size == (40, 40)
    assert titled(deck, "What the oven wants").shapes.title.left == Inches(1)
    assert "laid every slide anew on the template" in done.report
    assert "Laid anew" in report_of(project.deck).read_text("utf-8")


def test_without_the_option_the_next_build_changes_no_byte_and_hand_edits_go_on_being_merged(project: Project) -> None:
    project.edit(edits)
    project.build("wide.pptx")
    content = project.deck.read_bytes()
    for template in ("wide.pptx", "", ""):
        project.build(template)
        assert project.deck.read_bytes() == content, template
    project.edit(lambda deck: reword(titled(deck, "Flour is never the same twice"), "Lead 2", "Trust both hands"))
    (project.root / "talk.md").write_text(CHANGED, "utf-8")
    project.build()
    on_wide_masters_alone(project)
    deck = project.opened()
    said = "\n".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    for words in ("Two hours of waiting", "Weigh the water, always", "With my own words", "Trust both hands"):
        assert words in said


def test_slides_deleted_moved_copied_hidden_or_frozen_stay_so(project: Project) -> None:
    text = ARTICLE.replace("## What a loaf costs\n", "## What a loaf costs\n\n<!-- deck: freeze -->\n")
    (project.root / "talk.md").write_text(text, "utf-8")
    project.build()

    def change(deck: Opened) -> None:
        rows = deck.slides._sldIdLst
        listed = list(rows)
        deck.part.drop_rel(listed[1].rId)
        rows.remove(listed[1])
        rows.append(listed[2])
        reword(titled(deck, "What a loaf costs"), "Title", "What it costs")
        titled(deck, "What the oven wants")._element.set("show", "0")

    project.edit(change)
    before = project.opened()
    project.build("wide.pptx")
    on_wide_masters_alone(project)
    deck = project.opened()
    assert titles(deck) == titles(before)
    assert titled(deck, "What the oven wants")._element.get("show") == "0"
    assert titled(deck, "What it costs").slide_layout.name == "Table"


def test_what_the_article_has_no_more_and_a_hand_worked_on_goes_over_too(project: Project) -> None:
    project.edit(lambda deck: reword(titled(deck, "Flour is never the same twice"), "Lead 1", "Weigh the water, always"))
    start, end = ARTICLE.index("## Flour"), ARTICLE.index("## Time")
    (project.root / "talk.md").write_text(ARTICLE[:start] + ARTICLE[end:], "utf-8")
    project.build("wide.pptx")
    on_wide_masters_alone(project)
    kept = titled(project.opened(), "Flour is never the same twice")
    assert named(kept, "Lead 1").text_frame.text == "Weigh the water, always"
    assert kept.slide_layout.name == "Three Points"


def test_another_shape_of_slides_asks_for_fresh_and_touches_nothing(project: Project) -> None:
    project.edit(edits)
    content = project.deck.read_bytes()
    says = "the deck is 16:9 and the template 4:3; build with `--fresh` to make it anew"
    for run in (build, lambda request: foresee(source_of(request))):
        with pytest.raises(TemplateError, match=re.escape(says)):
            run(project.request("second.pptx"))
        assert project.deck.read_bytes() == content
    project.build("second.pptx", fresh=True)
    assert (project.opened().slide_width, project.opened().slide_height) == (Inches(10), Inches(7.5))
    assert content in [path.read_bytes() for path in (project.deck.parent / ".deck" / "backup").rglob("*.pptx") if path.is_file()]


def test_slides_of_another_size_and_the_same_shape_are_scaled(project: Project) -> None:
    (project.root / "small.pptx").write_bytes(scaled((project.root / "wide.pptx").read_bytes(), 0.75))
    project.edit(edits)
    project.build("small.pptx")
    on_wide_masters_alone(project)
    deck = project.opened()
    assert (deck.slide_width, deck.slide_height) == (Inches(10), Inches(5.625))
    mine = named(titled(deck, "Time does most of the work"), "Mine")
    assert abs(mine.left - Inches(8.25)) < 300
    assert abs(mine.width - Inches(0.75)) < 300
    assert abs(titled(deck, "What the oven wants").shapes.title.left - Inches(0.75)) < 300
    content = project.deck.read_bytes()
    project.build()
    assert project.deck.read_bytes() == content


def test_an_untouched_deck_keeps_the_template_that_was_asked_for(project: Project) -> None:
    project.build("wide.pptx")
    content = project.deck.read_bytes()
    (project.root / "wide.pptx").unlink()
    project.build()
    assert project.deck.read_bytes() == content
    (project.root / "talk.md").write_text(CHANGED, "utf-8")
    project.build()
    on_wide_masters_alone(project)
    assert project.build("", fresh=True).new_beside is False
    assert b"8C1C3F" not in b"".join(parts(project.deck).values())


def test_another_template_in_the_settings_counts_as_asked_for(project: Project) -> None:
    project.edit(edits)
    (project.root / "deck.toml").write_text('template = "wide.pptx"\n', "utf-8")
    assert (foreseen := foresee(source_of(project.request())).merged) is not None
    assert foreseen.relaid
    project.build()
    on_wide_masters_alone(project)
    # the same template under another name, and no other
    shutil.copy(project.root / "wide.pptx", project.root / "same.pptx")
    content = project.deck.read_bytes()
    (project.root / "deck.toml").write_text('template = "same.pptx"\n', "utf-8")
    project.build()
    assert project.deck.read_bytes() == content


def test_a_masters_touched_up_by_hand_stays_until_another_template_is_asked_for(project: Project) -> None:
    def touch_up(deck: Opened) -> None:
        deck.slide_masters[0].placeholders[0].left = Inches(2)
        edits(deck)

    project.edit(touch_up)
    (project.root / "talk.md").write_text(CHANGED, "utf-8")
    project.build()
    assert project.opened().slide_masters[0].placeholders[0].left == Inches(2)
    done = project.build("wide.pptx")
    on_wide_masters_alone(project)
    assert "you changed its masters and the deck goes over to another template" in "\n".join(found.message for found in done.findings)


def test_a_template_of_somebody_else_has_other_layouts_and_numbers_and_all_goes_there_and_back(project: Project) -> None:
    deck = Presentation()
    deck.slide_width = Inches(13.333)
    for root in [*(master.element for master in deck.slide_masters), *(layout.element for layout in deck.slide_layouts)]:
        for place in root.iter(f"{{{A}}}off", f"{{{A}}}ext"):
            for name in ("x", "cx"):
                if place.get(name):
                    place.set(name, str(int(place.get(name)) * 4 // 3))
    deck.save(str(project.root / "foreign.pptx"))
    project.edit(edits)
    before = titles(project.opened())
    project.build("foreign.pptx")
    assert validate_pptx(str(project.deck)).is_valid
    assert titles(project.opened()) == before
    own = titled(project.opened(), "My own slide")
    assert own.slide_layout.name == "Title and Content"
    assert own.placeholders[1].text_frame.text == "With my own words"
    content = project.deck.read_bytes()
    project.build()
    assert project.deck.read_bytes() == content
    project.build("wide.pptx")
    on_wide_masters_alone(project)
    assert titles(project.opened()) == before
    assert named(titled(project.opened(), "Flour is never the same twice"), "Lead 1").text_frame.text == "Weigh the water, always"


@pytest.mark.office
def test_a_deck_that_libreoffice_saved_goes_over_and_nothing_runs_off(project: Project, render: Render) -> None:
    project.edit(edits)
    project.deck.write_bytes(office.resaved(project.deck.read_bytes(), "pptx"))
    project.build("wide.pptx")
    deck = project.opened()
    assert len(deck.slide_masters) == 1
    assert validate_pptx(str(project.deck)).is_valid
    said = "\n".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    for words in ("Weigh the water, always", "My own slide", "With my own words"):
        assert words in said
    assert "Tell the story of the scale." in titled(deck, "Flour is never the same twice").notes_slide.notes_text_frame.text
    assert b'latin typeface="Arial"' not in b"".join(part for name, part in parts(project.deck).items() if name.startswith("ppt/slides/"))
    assert titled(deck, "My own slide").slide_layout.name == "List"
    copy = project.root / "painted.pptx"
    paint = painted(project.deck, copy)
    assert faults(paint, render([copy])[copy]) == []


def without_feet(path: Path) -> None:
    """Take footers and numbers off all layouts of a template."""
    template: Any = Presentation(str(path))
    for layout in template.slide_layouts:
        for shape in [
            one for one in layout.placeholders if one.placeholder_format.type in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
        ]:
            shape._element.getparent().remove(shape._element)
    template.save(str(path))


def test_a_footer_of_a_hand_is_there_once_after_a_template_that_has_none(project: Project) -> None:
    shutil.copy(project.root / "wide.pptx", project.root / "bare.pptx")
    without_feet(project.root / "bare.pptx")
    project.edit(lambda deck: reword(deck.slides[1], "Footer", "By hand"))
    for template in ("bare.pptx", "wide.pptx"):
        project.build(template)
    kinds = [shape.placeholder_format.type for shape in project.opened().slides[1].placeholders]
    assert kinds.count(PP_PLACEHOLDER.FOOTER) == kinds.count(PP_PLACEHOLDER.SLIDE_NUMBER) == 1
    assert "By hand" in [shape.text_frame.text for shape in project.opened().slides[1].placeholders]

"""Roles on templates of other people: found by structure, by name, by their settings, and composed where a template lacks them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.presentation import Presentation as OpenPresentation
from pptx.util import Emu, Inches

from deck.assets.shades import shades_of
from deck.compose import Roles, bound, compose
from deck.compose.grid import rgb_of
from deck.errors import TemplateError
from deck.fit import fit
from deck.fit.agenda import flow_agenda
from deck.fit.arrange import Area
from deck.model.article import Run, Span
from deck.model.colour import contrast
from deck.model.language import Language
from deck.model.roles import ROLES
from deck.model.slides import Deck, Kind, Point, Section, Slide, Title
from deck.model.template import Composition, RoleSettings, Template, TemplateSettings
from deck.model.units import Box
from deck.ooxml import read_template
from deck.templates import find_template
from deck.words import layout_names

ENGLISH, ARABIC, JAPANESE = Language("en", "en-US"), Language("ar", "ar-EG", "Arab", True), Language("ja", "ja-JP", "Jpan")
DEFAULT = Path(pptx.__file__).parent / "templates" / "default.pptx"
NATIVE = {"Title", "List", "Two Lists"}
NO_SETTINGS = TemplateSettings()


def roles_of(path: Path, language: Language = ENGLISH, settings: TemplateSettings = NO_SETTINGS) -> Roles:
    found = read_template(path, language, shades_of=shades_of)
    return compose(found, settings, layout_names(), right_to_left=language.right_to_left)


def master_of(path: Path, language: Language = ENGLISH, settings: TemplateSettings = NO_SETTINGS) -> Template:
    roles = roles_of(path, language, settings)
    return bound(read_template(path, language, roles.compositions, shades_of), roles)


def changed(folder: Path, change: Callable[[OpenPresentation], None]) -> Path:
    """Return python-pptx's own template, changed."""
    presentation = Presentation(str(DEFAULT))
    change(presentation)
    path = folder / "own.pptx"
    presentation.save(str(path))
    return path


def by_role(roles: Roles) -> dict[str, str]:
    return {binding.role: binding.layout for binding in roles.bindings if not binding.composed}


@pytest.mark.parametrize("name", ["conference", "conference-4x3"])
def test_a_template_of_ours_is_left_as_it_is(name: str) -> None:
    roles = roles_of(find_template(name, Path()))
    assert roles.compositions == ()
    assert [binding.layout for binding in roles.bindings] == list(ROLES)


def test_every_role_is_served_on_a_template_of_others() -> None:
    master = master_of(DEFAULT)
    for role, slots in ROLES.items():
        layout = master.layout(role)
        assert layout is not None, role
        assert layout.title is not None, role
        # a caption and a legend are left out where a layout of the template's has no place for them
        missing = [slot for slot in slots if slot and layout.placeholder(slot) is None]
        assert missing == ([1] if role in ("Table", "Chart") and not _composed(role) else []), role


def _composed(role: str) -> bool:
    return role in {binding.role for binding in roles_of(DEFAULT).bindings if binding.composed}


def test_layouts_are_known_by_their_structure() -> None:
    assert by_role(roles_of(DEFAULT)) == {
        "Title": "Title Slide",
        "List": "Title and Content",
        "Two Lists": "Two Content",
    }


def _with_large_title(presentation: OpenPresentation) -> None:
    """Give the layout for a picture the title that PowerPoint's have had since 2013."""
    layout = next(layout for layout in presentation.slide_layouts if layout.name == "Picture with Caption")
    for run in layout.placeholders[0]._element.iter("{*}defRPr"):
        run.set("sz", "3200")


def test_a_layout_for_a_picture_is_taken_where_its_title_is_read_from_afar(tmp_path: Path) -> None:
    assert by_role(roles_of(changed(tmp_path, _with_large_title)))["Picture"] == "Picture with Caption"


def _without_names(presentation: OpenPresentation) -> None:
    for n, layout in enumerate(presentation.slide_layouts):
        layout.name = f"レイアウト{n}"
        layout.element.attrib.pop("type", None)


def test_layouts_are_known_without_names_and_types(tmp_path: Path) -> None:
    found = by_role(roles_of(changed(tmp_path, _without_names)))
    assert (found["Title"], found["List"], found["Two Lists"]) == ("レイアウト0", "レイアウト1", "レイアウト3")


def _in_japanese(presentation: OpenPresentation) -> None:
    for layout, name in zip(presentation.slide_layouts, ("表紙", "タイトルとコンテンツ", "セクション見出し"), strict=False):
        layout.name = name
        layout.element.attrib.pop("type", None)
    text = presentation.slide_layouts[2].placeholders[1]
    for level in text._element.iter("{*}solidFill"):
        level[0].attrib["val"] = "tx1"
        for tint in list(level[0]):
            level[0].remove(tint)


def test_what_has_one_structure_is_told_apart_by_its_name(tmp_path: Path) -> None:
    found = by_role(roles_of(changed(tmp_path, _in_japanese)))
    assert (found["Title"], found["Chapter"], found["Question"]) == ("表紙", "セクション見出し", "セクション見出し")


def test_settings_decide_over_what_was_found() -> None:
    said = {
        "rows": RoleSettings("Comparison", 0, (1, 3), (2, 4)),
        "list": RoleSettings("2", 0, (1,)),
    }
    roles = roles_of(DEFAULT, settings=TemplateSettings(roles=said))
    rows = next(binding for binding in roles.bindings if binding.role == "Two Points")
    assert (rows.layout, rows.slots) == ("Comparison", {0: 0, 30: 1, 31: 3, 40: 2, 41: 4})
    master = master_of(DEFAULT, settings=TemplateSettings(roles=said))
    layout = master.layout("Two Points")
    assert layout is not None
    assert [holder.idx for slot in (30, 31, 40, 41) if (holder := layout.placeholder(slot))] == [1, 3, 2, 4]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"list": RoleSettings("Inhalt", 0, (1,))}, r"\[roles.list\] names the layout “Inhalt”; it has “Title Slide”"),
        ({"list": RoleSettings("Two Content", 0, (7,))}, r"names the placeholder 7, and “Two Content” has 1, 2 for content"),
        ({"rows": RoleSettings("Two Content", 0, (1, 2))}, r"\[roles.rows\] needs a title and 4 placeholders"),
    ],
)
def test_settings_that_name_what_is_not_there_are_said(said: dict[str, RoleSettings], message: str) -> None:
    with pytest.raises(TemplateError, match=message):
        roles_of(DEFAULT, settings=TemplateSettings(roles=said))


@pytest.mark.parametrize("language", [ENGLISH, ARABIC, JAPANESE])
def test_what_is_composed_is_read_again_as_it_was_meant(language: Language) -> None:
    roles = roles_of(DEFAULT, language)
    template = read_template(DEFAULT, language, roles.compositions)
    assert len(roles.compositions) == len(ROLES) - len(by_role(roles))
    for composition in roles.compositions:
        layout = template.named(composition.name)
        assert layout is not None
        for meant in composition.holders:
            found = layout.placeholder(meant.idx)
            assert found is not None
            assert (found.kind, found.box, found.anchor, found.insets) == (meant.kind, meant.box, meant.anchor, meant.insets)
            for level, style in zip(found.levels, meant.levels, strict=False):
                assert (level.size, level.bold, level.line, level.before) == (style.size, style.bold, style.line, style.before)
                assert style.bullet or level.align == style.align


def test_a_slide_from_the_right_is_the_mirror_of_one_from_the_left() -> None:
    width = read_template(DEFAULT, ENGLISH).width
    for one, other in zip(roles_of(DEFAULT).compositions, roles_of(DEFAULT, ARABIC).compositions, strict=True):
        left, right = ({holder.idx: holder.box for holder in side.holders} for side in (one, other))
        for idx, box in left.items():
            assert abs(width - box.x - box.width - right[idx].x) <= 2, (one.name, idx)


def _apart(composition: Composition) -> list[Box]:
    return [holder.box for holder in composition.holders if holder.idx not in (1, 90, 95) or composition.name not in ("Table", "Chart")]


def test_composed_placeholders_stand_in_the_region_and_apart() -> None:
    template = read_template(DEFAULT, ENGLISH)
    content = template.named("Title and Content")
    assert content is not None
    for composition in roles_of(DEFAULT).compositions:
        boxes = _apart(composition)
        for n, box in enumerate(boxes):
            assert box.x >= 0, composition.name
            assert box.x + box.width <= template.width, composition.name
            assert box.y + box.height <= content.placeholders[1].box.y + content.placeholders[1].box.height + 2, composition.name
            for other in boxes[:n]:
                across = min(box.x + box.width, other.x + other.width) - max(box.x, other.x)
                down = min(box.y + box.height, other.y + other.height) - max(box.y, other.y)
                assert across <= 2 or down <= 2, (composition.name, box, other)


def _logo(presentation: OpenPresentation) -> None:
    """Draw a band over the right quarter of the content."""
    shapes = presentation.slide_layouts[1].shapes
    tree = shapes._spTree
    box = shapes[1]
    left = box.left + round(0.75 * box.width)
    tree.append(_rectangle(left, box.top, Emu(box.width // 4), box.height))


def _rectangle(left: int, top: int, width: int, height: int) -> etree._Element:
    place = f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    return etree.fromstring(
        '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="90" name="Band"/><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:srgbClr val="C00000"/></a:solidFill></p:spPr></p:sp>'
    )


def _only_content(presentation: OpenPresentation) -> None:
    for layout in list(presentation.slide_layouts):
        if layout.name != "Title and Content":
            presentation.slide_layouts.remove(layout)


def test_no_composed_text_stands_on_decoration(tmp_path: Path) -> None:
    def change(presentation: OpenPresentation) -> None:
        _logo(presentation)
        _only_content(presentation)

    path = changed(tmp_path, change)
    roles = roles_of(path)
    assert "List" not in by_role(roles)
    for composition in roles.compositions:
        for holder in composition.holders:
            assert holder.box.x + holder.box.width <= Inches(0.5) + round(0.75 * Inches(9)) + 1, (composition.name, holder.name)


def test_art_below_everything_gets_a_panel_for_the_text(tmp_path: Path) -> None:
    def change(presentation: OpenPresentation) -> None:
        _only_content(presentation)
        tree = presentation.slide_layouts[0].shapes._spTree
        for n in range(4):
            tree.insert(2, _rectangle(Inches(n * 2.5), Inches(n), Inches(2.5), Inches(4)))

    roles = roles_of(changed(tmp_path, change))
    template = read_template(tmp_path / "own.pptx", ENGLISH)
    for composition in roles.compositions:
        card = composition.marks[0]
        assert (card.kind, card.ink.slot) == ("panel", "bg1")
        for holder in composition.holders:
            assert card.box.x <= holder.box.x
            assert holder.box.x + holder.box.width <= card.box.x + card.box.width
        assert composition.title_ink is not None
        assert contrast(rgb_of(composition.title_ink, template.scheme), rgb_of(card.ink, template.scheme)) >= 4.5


def _dark(presentation: OpenPresentation) -> None:
    """Put the master on a dark blue ground, with the text as it was: black."""
    ground = presentation.slide_master.background.fill
    ground.solid()
    navy: Any = RGBColor
    ground.fore_color.rgb = navy(0x0B, 0x1F, 0x4B)


def test_text_is_written_in_a_colour_that_is_read_on_its_ground(tmp_path: Path) -> None:
    path = changed(tmp_path, _dark)
    roles = roles_of(path)
    assert by_role(roles) == {}
    master = master_of(path)
    for composition in roles.compositions:
        layout = master.named(composition.name)
        assert layout is not None
        assert layout.title is not None
        assert contrast(layout.title.levels[0].colour, "0B1F4B") >= 3
        if not composition.marks:
            assert all(
                contrast(holder.levels[0].colour, "0B1F4B") >= 4.5
                for holder in layout.placeholders
                if holder.kind == "body" and not holder.fill
            )


@pytest.mark.parametrize(("size", "scale"), [((10, 5.625), 0.75), ((13.333, 7.5), 1.0), ((20, 11.25), 1.5), ((7.5, 13.333), 1.0)])
def test_sizes_suit_the_slide(tmp_path: Path, size: tuple[float, float], scale: float) -> None:
    def change(presentation: OpenPresentation) -> None:
        presentation.slide_width, presentation.slide_height = (Inches(length) for length in size)
        across, down = size[0] / 10, size[1] / 7.5
        for place in (presentation.slide_master, *presentation.slide_layouts):
            for offset in place.element.iter("{*}off", "{*}ext"):
                for name, share in (("x", across), ("y", down), ("cx", across), ("cy", down)):
                    if name in offset.attrib and offset.get("uri") is None:
                        offset.set(name, str(round(int(offset.get(name)) * share)))

    path = changed(tmp_path, change)
    assert read_template(path, ENGLISH).scale == pytest.approx(scale, rel=0.01)
    stack = master_of(path).layout("Stack")
    assert stack is not None
    body = stack.placeholder(1)
    assert body is not None
    assert body.levels[0].size == min(round(32 * scale), 44)
    assert body.levels[1].size == max(18, round(26 * scale))


def test_a_template_without_a_title_anywhere_gets_one(tmp_path: Path) -> None:
    def change(presentation: OpenPresentation) -> None:
        for place in (presentation.slide_master, *presentation.slide_layouts):
            for shape in [shape for shape in place.placeholders if "title" in str(shape.placeholder_format.type).lower()]:
                if "SUBTITLE" not in str(shape.placeholder_format.type):
                    shape._element.getparent().remove(shape._element)

    master = master_of(changed(tmp_path, change))
    assert all(layout.title is not None for role in ROLES if (layout := master.layout(role)))
    assert master.layout("List") is not None


def test_who_speaks_stands_below_the_subtitle_where_a_layout_has_one_place_for_both() -> None:
    under, byline = (Run("What they learned"),), (Run("Ada Quill"),)
    title = Slide("title", Kind.TITLE, Span("a.md", 1, 1), "title", Title((Run("Open shelves"),)), under=under, byline=byline)
    deck = Deck(ENGLISH, "Open shelves", (), "", (Section("title", "Open shelves"),), (title,))
    (slide,) = fit(deck, master_of(DEFAULT))[0].slides
    (shape,) = [shape for shape in slide.texts if shape.key == "under"]
    assert [paragraph.runs[0].text for paragraph in shape.paragraphs] == ["What they learned", "Ada Quill"]
    assert slide.layout == "Title Slide"


def test_what_only_tints_is_neither_a_ground_nor_in_the_way(tmp_path: Path) -> None:
    def change(presentation: OpenPresentation) -> None:
        _logo(presentation)
        for fill in presentation.slide_layouts[1].shapes._spTree.iter("{*}srgbClr"):
            etree.SubElement(fill, "{http://schemas.openxmlformats.org/drawingml/2006/main}alpha", val="20000")

    path = changed(tmp_path, change)
    layout = read_template(path, ENGLISH).named("Title and Content")
    assert layout is not None
    assert layout.decorations == ()
    assert by_role(roles_of(path))["List"] == "Title and Content"


def test_long_entries_of_an_agenda_stand_in_one_column_where_two_are_too_narrow() -> None:
    title = "Side events and gatherings of the community that enriched the whole of the conference"
    entries = tuple(Point(f"p{n}", Span("a.md", n, n), (Run(title),), (), target=f"s{n}") for n in range(1, 9))
    pages = flow_agenda(entries, Area(master_of(DEFAULT), "first"))
    assert [len(part) for part, _ in pages] == [4, 4]
    assert {placed.layout for _, placed in pages} == {"Agenda"}
    sizes = [paragraph.size for _, placed in pages for shape in placed.shapes for paragraph in getattr(shape, "paragraphs", ())]
    assert all(size is None or size >= 18 for size in sizes)


def test_what_is_too_small_to_read_is_told_in_proportion_to_the_slide(tmp_path: Path) -> None:
    def change(presentation: OpenPresentation) -> None:
        presentation.slide_width, presentation.slide_height = Inches(10), Inches(5.625)
        for place in (presentation.slide_master, *presentation.slide_layouts):
            for box in place.element.iter("{*}off", "{*}ext"):
                for name in ("y", "cy"):
                    if name in box.attrib and box.get("uri") is None:
                        box.set(name, str(round(int(box.get(name)) * 0.75)))

    slide = Slide("a", Kind.HEADLINE, Span("a.md", 1, 1), "a", Title((Run("A title"),)))
    deck = Deck(ENGLISH, "T", (), "", (Section("a", "A"),), (slide,))
    # a large title is 44 points high on a usual slide, and 33 on one of three quarters of its height
    for path, least, told in ((DEFAULT, 46.0, True), (DEFAULT, 42.0, False), (changed(tmp_path, change), 42.0, False)):
        _, findings = fit(deck, master_of(path)._replace(least=least))
        assert any(finding.code == "D403" for finding in findings) is told


def test_a_cover_whose_subtitle_holds_no_line_is_composed_anew(tmp_path: Path) -> None:
    def change(presentation: OpenPresentation) -> None:
        presentation.slide_layouts[0].placeholders[1].width = Inches(2)

    roles = roles_of(changed(tmp_path, change))
    assert "Title" not in by_role(roles)
    assert "List" in by_role(roles)

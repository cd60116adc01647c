"""The judge must be able to find fault, and with each fault alone."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Inches, Pt

from foreign import HOSTILE, rendered
from foreign.colours import Colour, changed, contrast, of_hex
from foreign.judge import RULES, Fault, judged
from foreign.seen import pages
from tools import office

GREY, PALER_THAN_SMALL_TEXT_MAY_BE = (RGBColor(value, value, value) for value in (0x99, 0x8C))  # type: ignore[no-untyped-call]
SENTENCE = "A sentence that is neither long nor short. "


def deck(folder: Path, template: str, spoil: Callable[[Any], None], layout: int = 1) -> Path:
    """Return a deck of one slide on a template: title and body filled, then spoiled."""
    path = folder / f"{template}.pptx"
    HOSTILE[template](path)
    presentation = Presentation(str(path))
    slide = presentation.slides.add_slide(presentation.slide_layouts[layout])
    title, body = list(slide.placeholders)[:2]
    title.text_frame.text, body.text_frame.text = "A title", SENTENCE * 3
    spoil(slide)
    presentation.save(str(path))
    return path


def found(path: Path) -> set[str]:
    """Return which rules found fault."""
    faults = judged(path)
    return {rule.__name__ for rule in RULES for fault in faults if fault in of_rule(rule, path)}


def of_rule(rule: Any, path: Path) -> list[Fault]:
    return [fault for page in pages(path) for fault in rule(page)]


def leave(slide: Any) -> None:
    pass


def body_of(slide: Any) -> Any:
    return list(slide.placeholders)[1]


def empty(slide: Any) -> None:
    body_of(slide).text_frame.text = ""


def loosen(slide: Any) -> None:
    box = slide.shapes.add_textbox(Inches(5), Inches(6.2), Inches(3), Inches(0.4))
    box.text_frame.text = "Loose"


def untie(slide: Any) -> None:
    body_of(slide)._element.ph.set("idx", "77")
    body_of(slide)._element.ph.set("type", "chart")


def without_title(slide: Any) -> None:
    slide.shapes.title._element.getparent().remove(slide.shapes.title._element)


def title_last(slide: Any) -> None:
    tree = slide.shapes._spTree
    tree.append(slide.shapes.title._element)


def move_out(slide: Any) -> None:
    body_of(slide).left, body_of(slide).top, body_of(slide).width, body_of(slide).height = Inches(11), Inches(2), Inches(4), Inches(3)


def over_logo(slide: Any) -> None:
    body_of(slide).left, body_of(slide).top, body_of(slide).width, body_of(slide).height = Inches(5), Inches(0.2), Inches(7.5), Inches(3)


def over_band(slide: Any) -> None:
    body_of(slide).left, body_of(slide).top, body_of(slide).width, body_of(slide).height = Inches(4), Inches(6), Inches(8), Inches(1.3)


def long_title(slide: Any) -> None:
    slide.shapes.title.text_frame.text = "A title that goes on and on until it stands below the logo"


def grey(slide: Any) -> None:
    body_of(slide).text_frame.paragraphs[0].runs[0].font.color.rgb = GREY


def grey_and_large(slide: Any) -> None:
    run = body_of(slide).text_frame.paragraphs[0].runs[0]
    run.font.color.rgb, run.font.size = PALER_THAN_SMALL_TEXT_MAY_BE, Pt(24)


def white_in_theme(slide: Any) -> None:
    body_of(slide).text_frame.paragraphs[0].runs[0].font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1


def small(slide: Any) -> None:
    body_of(slide).text_frame.paragraphs[0].runs[0].font.size = Pt(8)


def on_title(slide: Any) -> None:
    title = slide.shapes.title
    body_of(slide).left, body_of(slide).top, body_of(slide).width, body_of(slide).height = title.left, title.top, title.width, title.height


def turn(slide: Any) -> None:
    body_of(slide).text_frame._txBody.bodyPr.set("vert", "vert270")


def map_of_its_own(slide: Any) -> None:
    override = deepcopy(slide.slide_layout._element.find("{*}clrMapOvr"))
    old = slide._element.find("{*}clrMapOvr")
    old.getparent().replace(old, override)


@pytest.mark.parametrize(
    ("template", "spoil", "rules"),
    [
        ("thick-decoration", leave, set()),
        ("card-ground", leave, set()),
        ("dark-gradient", leave, set()),
        ("logo-over-title", leave, set()),
        ("thick-decoration", empty, {"empty_placeholders"}),
        ("thick-decoration", loosen, {"loose_texts"}),
        ("one-layout", untie, {"loose_texts"}),
        ("thick-decoration", without_title, {"title_elsewhere"}),
        ("thick-decoration", title_last, {"title_elsewhere"}),
        ("one-layout", move_out, {"outside"}),
        ("thick-decoration", over_logo, {"on_decoration"}),
        ("thick-decoration", over_band, {"on_decoration"}),
        ("logo-over-title", long_title, {"on_decoration"}),
        ("one-layout", grey, {"too_pale"}),
        ("one-layout", grey_and_large, set()),
        ("one-layout", white_in_theme, {"too_pale"}),
        ("one-layout", small, {"too_small"}),
        ("one-layout", on_title, {"over_each_other"}),
        ("one-layout", turn, {"upright"}),
        ("dark-section", map_of_its_own, set()),
        ("pale-text", leave, {"too_pale"}),
    ],
)
def test_each_fault_is_found_and_nothing_else(template: str, spoil: Callable[[Any], None], rules: set[str], tmp_path: Path) -> None:
    layout = {"one-layout": 0, "card-ground": 0, "dark-section": 2}.get(template, 1)
    assert found(deck(tmp_path, template, spoil, layout)) == rules


def test_a_layout_with_a_colour_map_of_its_own_hands_it_to_its_slides(tmp_path: Path) -> None:
    assert "lost_colour_map" in found(deck(tmp_path, "dark-section", leave, 2))


def test_a_contrast_that_the_build_told_of_is_no_fault(tmp_path: Path) -> None:
    path = deck(tmp_path, "pale-text", leave)
    assert judged(path)
    assert judged(path, ("brand.pptx: warning D000: the contrast of its text is 2.8",)) == []


def test_what_is_no_valid_file_is_found(tmp_path: Path) -> None:
    def spoil(slide: Any) -> None:
        etree.SubElement(slide._element, "{http://schemas.openxmlformats.org/presentationml/2006/main}nonsense")

    assert [fault for fault in judged(deck(tmp_path, "one-layout", spoil, 0)) if fault.slide == 0]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(of_hex("000000"), of_hex("FFFFFF")) == pytest.approx(21)
    assert contrast(of_hex("777777"), of_hex("FFFFFF")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("change", "share", "expected"),
    [("lumMod", 0.5, "0E3851"), ("shade", 1.0, "1D70A2"), ("tint", 0.0, "FFFFFF"), ("shade", 0.0, "000000"), ("lumOff", 0.9, "FFFFFF")],
)
def test_changes_of_a_colour(change: str, share: float, expected: str) -> None:
    assert changed(of_hex("1D70A2"), change, share)[:3] == pytest.approx(of_hex(expected)[:3], abs=0.01)


def test_what_shines_through_is_mixed() -> None:
    assert Colour(0, 0, 0, 0.5).over(Colour(1, 1, 1))[:3] == (0.5, 0.5, 0.5)


@pytest.mark.office
def test_pages_with_pale_text_or_text_across_an_edge_are_found(tmp_path: Path) -> None:
    """On the photograph nobody knows from the file alone what stands behind the text."""

    def darken(slide: Any) -> None:
        body_of(slide).text_frame.paragraphs[0].runs[0].font.color.rgb = GREY

    decks = {
        "calm": deck(tmp_path, "thick-decoration", leave),
        "pale": deck(tmp_path, "light-picture", darken),
        "edge": deck(tmp_path, "title-in-left-column", across),
    }
    forms = {name: rendered.copies(path, tmp_path, name) for name, path in decks.items()}
    pdfs = office.render([path for form in forms.values() for path in (form.coloured, form.plain, form.bare)], tmp_path)
    found = {name: {fault.what.split()[0] for fault in rendered.faults(form, pdfs)} for name, form in forms.items()}
    assert found["calm"] == set()
    assert found["pale"] == {"contrast"}
    assert "across" in found["edge"]


def across(slide: Any) -> None:
    body_of(slide).left, body_of(slide).top, body_of(slide).width, body_of(slide).height = Inches(1), Inches(2), Inches(10), Inches(3)

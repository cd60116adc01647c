"""The templates that ship: made from one source alone, valid, complete, and legible."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation

from masters_read import MASTER, A, Master, P, area, contrast, found, placeholders

TEMPLATES = Path(__file__).parents[1] / "templates"
SIZES = {"conference": (12_192_000, 6_858_000), "conference-4x3": (9_144_000, 6_858_000)}
LIGHT = {0: "title", 11: "ftr", 12: "sldNum", 20: "body"}


def numbered(*numbers: int) -> dict[int, str]:
    return dict.fromkeys(numbers, "body")


# docs/analysis/rooms.md, "Layouts of a template"
LAYOUTS = {
    "Title": {0: "ctrTitle", 1: "subTitle", 21: "body"},
    "Chapter": LIGHT | numbered(1),
    "Title Only": LIGHT | numbered(1),
    "Two Points": LIGHT | numbered(22, 30, 31, 40, 41),
    "Three Points": LIGHT | numbered(22, 30, 31, 32, 40, 41, 42),
    "Four Points": LIGHT | numbered(22, 30, 31, 32, 33, 40, 41, 42, 43),
    "Stack": LIGHT | numbered(22, 1),
    "Duo": LIGHT | numbered(22, 30, 31),
    "Contrast": LIGHT | numbered(30, 31),
    "Two Cards": LIGHT | numbered(30, 31, 50, 51),
    "Three Cards": LIGHT | numbered(30, 31, 32, 50, 51, 52),
    "Four Cards": LIGHT | numbered(30, 31, 32, 33, 50, 51, 52, 53),
    "List": LIGHT | numbered(22, 1),
    "Two Lists": LIGHT | numbered(22, 1, 2),
    "Agenda": LIGHT | numbered(*range(30, 36)),
    "Agenda in Two Columns": LIGHT | numbered(*range(30, 42)),
    "Key Figure": LIGHT | numbered(1, 60, 61),
    "Statement": LIGHT | numbered(1),
    "Sentence": LIGHT | numbered(1),
    "Two Sentences": LIGHT | numbered(22, 30, 31),
    "Three Sentences": LIGHT | numbered(22, 30, 31, 32),
    "Quote": LIGHT | numbered(1, 2),
    "Callout": LIGHT | numbered(1),
    "Picture": LIGHT | numbered(1) | {70: "pic"},
    "Wide Picture": LIGHT | numbered(1) | {70: "pic"},
    "Picture and Points": LIGHT | numbered(1) | {70: "pic"},
    "Picture Right": LIGHT | numbered(1) | {70: "pic"},
    "Two Pictures": LIGHT | numbered(75, 76) | dict.fromkeys(range(71, 73), "pic"),
    "Three Pictures": LIGHT | numbered(75, 76, 77) | dict.fromkeys(range(71, 74), "pic"),
    "Four Pictures": LIGHT | numbered(75, 76, 77, 78) | dict.fromkeys(range(71, 75), "pic"),
    "One QR Code": LIGHT | numbered(75) | {71: "pic"},
    "QR Codes": LIGHT | numbered(75, 76, 77, 78) | dict.fromkeys(range(71, 75), "pic"),
    "Table": LIGHT | numbered(22, 1) | {90: "tbl"},
    "Chart": LIGHT | numbered(1) | {95: "chart"},
    "Code": LIGHT | numbered(80),
    "Formula": LIGHT | numbered(1, 100),
    "Question": {0: "title", 1: "body", 20: "body"},
}
DARK = {"Title", "Chapter", "Statement", "Sentence", "Quote", "Question"}
LEVELS = {
    "Key Figure": {1: 2, 60: 2},
    "Picture and Points": {1: 3},
    "Picture Right": {1: 3},
    "Stack": {1: 2},
    "Duo": {30: 2, 31: 2},
    "Contrast": {30: 2, 31: 2},
    "List": {1: 3},
    "Two Lists": {1: 3, 2: 3},
}

# text may stand on none of these; what it is written on is a panel
RING = "Ring"
PARTS = [MASTER, *(f"ppt/slideLayouts/slideLayout{i}.xml" for i in range(1, len(LAYOUTS) + 1))]
both = pytest.mark.parametrize("template", SIZES)


@cache
def master(template: str) -> Master:
    return Master(TEMPLATES / f"{template}.pptx")


def test_the_script_makes_the_templates_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(TEMPLATES / "make_conference.py"), str(tmp_path)], check=True, capture_output=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in TEMPLATES.glob("*.pptx")}
    assert made.keys() == {f"{template}.pptx" for template in SIZES}


@both
def test_python_pptx_opens_it_without_slides(template: str) -> None:
    presentation = Presentation(str(TEMPLATES / f"{template}.pptx"))
    assert len(presentation.slides) == 0
    assert [layout.name for layout in presentation.slide_layouts] == list(LAYOUTS)


@both
def test_it_is_valid_open_xml(template: str) -> None:
    result = validate_pptx(str(TEMPLATES / f"{template}.pptx"))
    assert result.is_valid, result.errors


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_has_just_the_placeholders_of_the_table(name: str) -> None:
    for template in SIZES:
        root = master(template).layouts[name]
        there = {int(ph.get("idx", "0")): ph.get("type", "obj") for ph in root.iter(f"{P}ph")}
        assert there == LAYOUTS[name]
        assert len(list(root.iter(f"{P}ph"))) == len(there)


@both
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_placeholder_lies_on_the_slide_and_styles_each_of_its_levels(name: str, template: str) -> None:
    width, height = SIZES[template]
    for idx, shape in placeholders(master(template).layouts[name]).items():
        box = area(shape)
        assert min(box) >= 0 and box.right <= width and box.bottom <= height, f"{name} {idx} leaves the slide"
        styles = found(shape, f"{P}txBody/{A}lstStyle")
        assert len(styles) == len(shape.findall(f"{P}txBody/{A}p")), f"{name} {idx}"
        assert len(styles) >= LEVELS.get(name, {}).get(idx, 1), f"{name} {idx}"


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_ring_comes_nearer_to_text_on_narrow_slides_than_on_wide_ones(name: str) -> None:
    """Widths are in proportion; so a ring that is as much smaller, about the same point, covers no more."""
    share = SIZES["conference-4x3"][0] / SIZES["conference"][0]
    wide, narrow = ([area(shape) for shape in ringed(master(template).layouts[name])] for template in SIZES)
    for one, other in zip(wide, narrow, strict=True):
        assert abs(other.left - one.left * share) < 2000 and abs(other.right - one.right * share) < 2000
        assert abs((other.bottom - other.top) - (other.right - other.left)) < 2
        assert other.top >= one.top and other.bottom <= one.bottom


def ringed(root: etree._Element) -> list[etree._Element]:
    return [shape for shape in root.iter(f"{P}sp") if found(shape, f".//{P}cNvPr").get("name", "").startswith(RING)]


@both
@pytest.mark.parametrize("part", PARTS)
def test_colours_come_from_the_theme(part: str, template: str) -> None:
    assert not list(master(template).slide_parts[part].iter(f"{A}srgbClr", f"{A}sysClr", f"{A}prstClr"))


@both
@pytest.mark.parametrize("part", PARTS)
def test_faces_come_from_the_theme(part: str, template: str) -> None:
    root = master(template).slide_parts[part]
    for tag, script in (("latin", "lt"), ("ea", "ea"), ("cs", "cs")):
        faces = {face.get("typeface") for face in root.iter(f"{A}{tag}")}
        code = {"Courier New"} if root[0].get("name") == "Code" else set()
        assert faces <= {f"+mj-{script}", f"+mn-{script}"} | code


@both
@pytest.mark.parametrize("part", ["ppt/presProps.xml", "ppt/viewProps.xml", "ppt/tableStyles.xml"])
def test_a_part_that_powerpoint_would_repair_is_there_and_related(part: str, template: str) -> None:
    parts = master(template).parts
    assert part in parts
    assert Path(part).name in parts["ppt/_rels/presentation.xml.rels"].decode()


@both
def test_the_presentation_lists_its_masters_in_order_and_leaves_the_size_untyped(template: str) -> None:
    children = list(master(template).tree("ppt/presentation.xml"))
    tags = [etree.QName(child).localname for child in children]
    assert tags[:3] == ["sldMasterIdLst", "notesMasterIdLst", "sldSz"]
    width, height = SIZES[template]
    assert sorted(children[2].attrib.items()) == [("cx", str(width)), ("cy", str(height))]


@both
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_text_has_the_contrast_of_wcag_aa_on_its_ground(name: str, template: str) -> None:
    measured = master(template).contrasts(master(template).layouts[name])
    assert measured
    assert not {level: ratio for level, ratio in measured.items() if ratio < 4.5}


@pytest.mark.parametrize("name", LAYOUTS)
def test_dark_layouts_are_dark_and_the_others_light(name: str) -> None:
    conference = master("conference")
    assert (conference.page(conference.layouts[name]).luminance < 0.2) == (name in DARK)


def test_the_styles_of_the_master_have_the_contrast_too() -> None:
    conference = master("conference")
    root = conference.slide_parts[MASTER]
    styles = [style for style in root.iter(f"{A}defRPr") if style.find(f"{A}solidFill") is not None]
    assert len(styles) >= 19
    assert min(contrast(conference.resolved(style), conference.page(root)) for style in styles) >= 4.5

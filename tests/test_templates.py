"""The template that ships: made from its source alone, valid, complete, and legible."""

from __future__ import annotations

import colorsys
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation

TEMPLATES = Path(__file__).parents[1] / "templates"
TEMPLATE = TEMPLATES / "conference.pptx"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
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


@cache
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(TEMPLATE) as package:
        return {name: package.read(name) for name in package.namelist()}


@cache
def tree(name: str) -> etree._Element:
    return etree.fromstring(parts()[name])


def slide_parts() -> list[str]:
    """Return the names of the master and the layouts, the master first."""
    return sorted(
        (name for name in parts() if re.fullmatch(r"ppt/slide(Master|Layout)s/[^/]+\.xml", name)), key=lambda name: "Layout" in name
    )


def layouts() -> dict[str, etree._Element]:
    roots = (tree(name) for name in slide_parts() if "Layout" in name)
    return {root[0].get("name", ""): root for root in roots}


def placeholders(root: etree._Element) -> dict[int, etree._Element]:
    return {int(found(shape, f".//{P}ph").get("idx", "0")): shape for shape in root.iter(f"{P}sp") if shape.find(f".//{P}ph") is not None}


def found(element: etree._Element, path: str) -> etree._Element:
    """Return what stands there; that it does is part of every test."""
    there = element.find(path)
    assert there is not None, path
    return there


def test_the_script_makes_the_template_byte_for_byte(tmp_path: Path) -> None:
    made = tmp_path / "made.pptx"
    subprocess.run([sys.executable, str(TEMPLATES / "make_conference.py"), str(made)], check=True, capture_output=True)
    assert made.read_bytes() == TEMPLATE.read_bytes()


def test_python_pptx_opens_it_without_slides() -> None:
    presentation = Presentation(str(TEMPLATE))
    assert len(presentation.slides) == 0
    assert [layout.name for layout in presentation.slide_layouts] == list(LAYOUTS)


def test_it_is_valid_open_xml() -> None:
    result = validate_pptx(str(TEMPLATE))
    assert result.is_valid, result.errors


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_has_just_the_placeholders_of_the_table(name: str) -> None:
    there = {int(ph.get("idx", "0")): ph.get("type", "obj") for ph in layouts()[name].iter(f"{P}ph")}
    assert there == LAYOUTS[name]
    assert len(list(layouts()[name].iter(f"{P}ph"))) == len(there)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_placeholder_lies_on_the_slide_and_styles_each_of_its_levels(name: str) -> None:
    for idx, shape in placeholders(layouts()[name]).items():
        box = area(shape)
        assert min(box) >= 0 and box.right <= 12_192_000 and box.bottom <= 6_858_000, f"{name} {idx} leaves the slide"
        styles = found(shape, f"{P}txBody/{A}lstStyle")
        assert len(styles) == len(shape.findall(f"{P}txBody/{A}p")), f"{name} {idx}"
        assert len(styles) >= LEVELS.get(name, {}).get(idx, 1), f"{name} {idx}"


@pytest.mark.parametrize("part", slide_parts())
def test_colours_come_from_the_theme(part: str) -> None:
    assert not list(tree(part).iter(f"{A}srgbClr", f"{A}sysClr", f"{A}prstClr"))


@pytest.mark.parametrize("part", slide_parts())
def test_faces_come_from_the_theme(part: str) -> None:
    for tag, script in (("latin", "lt"), ("ea", "ea"), ("cs", "cs")):
        faces = {face.get("typeface") for face in tree(part).iter(f"{A}{tag}")}
        code = {"Courier New"} if part == part_of("Code") else set()
        assert faces <= {f"+mj-{script}", f"+mn-{script}"} | code


def part_of(name: str) -> str:
    return next(part for part in slide_parts() if tree(part)[0].get("name") == name)


@pytest.mark.parametrize("part", ["ppt/presProps.xml", "ppt/viewProps.xml", "ppt/tableStyles.xml"])
def test_a_part_that_powerpoint_would_repair_is_there_and_related(part: str) -> None:
    assert part in parts()
    assert Path(part).name in parts()["ppt/_rels/presentation.xml.rels"].decode()


def test_the_presentation_lists_its_masters_in_order_and_leaves_the_size_untyped() -> None:
    children = list(tree("ppt/presentation.xml"))
    tags = [etree.QName(child).localname for child in children]
    assert tags[:3] == ["sldMasterIdLst", "notesMasterIdLst", "sldSz"]
    assert sorted(children[2].attrib.items()) == [("cx", "12192000"), ("cy", "6858000")]


class Colour(NamedTuple):
    red: float
    green: float
    blue: float

    @property
    def luminance(self) -> float:
        """The relative luminance of WCAG 2, section "relative luminance"."""
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in self]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def theme() -> dict[str, Colour]:
    scheme = found(tree("ppt/theme/theme1.xml"), f".//{A}clrScheme")
    return {etree.QName(slot).localname: colour_of_hex(slot[0].get("val", "")) for slot in scheme}


def colour_of_hex(digits: str) -> Colour:
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return Colour(red, green, blue)


def resolved(filled: etree._Element) -> Colour:
    """Return the colour of an element with a solid fill: the theme's slot, then its changes in order, in HLS."""
    scheme = found(filled, f"{A}solidFill/{A}schemeClr")
    colour_map = found(tree("ppt/slideMasters/slideMaster1.xml"), f"{P}clrMap")
    slot = scheme.get("val", "")
    hue, light, saturation = colorsys.rgb_to_hls(*theme()[colour_map.get(slot, slot)])
    for change in scheme:
        share = int(change.get("val", "0")) / 100_000
        match etree.QName(change).localname:
            case "lumMod":
                light *= share
            case "lumOff":
                light += share
            case "satMod":
                saturation *= share
            case other:
                raise AssertionError(f"no rule for {other}")
    return Colour(*colorsys.hls_to_rgb(hue, min(1, max(0, light)), min(1, max(0, saturation))))


class Area(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int

    def holds(self, x: int, y: int) -> bool:
        return self.left <= x < self.right and self.top <= y < self.bottom


def area(shape: etree._Element) -> Area:
    offset, size = found(shape, f".//{A}xfrm/{A}off"), found(shape, f".//{A}xfrm/{A}ext")
    x, y = int(offset.get("x", "")), int(offset.get("y", ""))
    return Area(x, y, x + int(size.get("cx", "")), y + int(size.get("cy", "")))


def page(root: etree._Element) -> Colour:
    own = root.find(f".//{P}bg/{P}bgPr")
    return resolved(own if own is not None else found(tree("ppt/slideMasters/slideMaster1.xml"), f".//{P}bg/{P}bgPr"))


def grounds(root: etree._Element, shape: etree._Element) -> Iterator[Colour]:
    """Yield the colours below the four corners of a shape: the last filled panel there, else the page."""
    panels = [
        (area(panel), resolved(found(panel, f"{P}spPr")))
        for panel in root.iter(f"{P}sp")
        if panel.find(f"{P}spPr/{A}solidFill") is not None
    ]
    box = area(shape)
    for x, y in ((box.left, box.top), (box.right - 1, box.top), (box.left, box.bottom - 1), (box.right - 1, box.bottom - 1)):
        yield next((colour for where, colour in reversed(panels) if where.holds(x, y)), page(root))


def inks(root: etree._Element) -> Iterator[tuple[str, etree._Element, Colour]]:
    """Yield each level of each placeholder that a layout styles: its name, its shape, its colour."""
    for idx, shape in placeholders(root).items():
        for level in shape.iterfind(f"{P}txBody/{A}lstStyle/*"):
            style = level.find(f"{A}defRPr")
            if style is not None:
                yield f"{idx} {etree.QName(level).localname}", shape, resolved(style)


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_text_has_the_contrast_of_wcag_aa_on_its_ground(name: str) -> None:
    root = layouts()[name]
    measured = {level: min(contrast(ink, ground) for ground in grounds(root, shape)) for level, shape, ink in inks(root)}
    assert measured
    assert not {level: ratio for level, ratio in measured.items() if ratio < 4.5}


@pytest.mark.parametrize("name", LAYOUTS)
def test_dark_layouts_are_dark_and_the_others_light(name: str) -> None:
    assert (page(layouts()[name]).luminance < 0.2) == (name in DARK)


def test_the_styles_of_the_master_have_the_contrast_too() -> None:
    master = tree("ppt/slideMasters/slideMaster1.xml")
    styles = [style for style in master.iter(f"{A}defRPr") if style.find(f"{A}solidFill") is not None]
    assert len(styles) >= 19
    assert min(contrast(resolved(style), page(master)) for style in styles) >= 4.5

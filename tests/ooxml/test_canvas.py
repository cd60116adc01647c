"""What is written on foreign layouts: nothing that a program resizes, and only colours that can be read on the ground there."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.oxml.ns import nsdecls

from deck.model.article import ChartSeries, Span, Tone
from deck.model.colour import contrast
from deck.model.marks import Marks
from deck.model.placed import (
    PlacedCell,
    PlacedChart,
    PlacedDeck,
    PlacedParagraph,
    PlacedRow,
    PlacedRun,
    PlacedShape,
    PlacedSlide,
    PlacedTable,
    Shape,
)
from deck.model.slides import Section
from deck.model.units import Box
from deck.ooxml import deck_bytes
from deck.ooxml.canvas import canvases
from deck.ooxml.colour import scheme_of
from deck.ooxml.inks import SOFT_ON_DARK, SOFT_ON_LIGHT, inks_on, shown
from deck.ooxml.text import LINK_INK, Ground
from styled_template import ENGLISH, NAME, A, P, Spec, foreign, layout_of

MARKS = Marks("0123456789abcdef" * 2, "talk.md", "1.0")
BOX = Box(0, 0, 3_000_000, 2_000_000)
INK = '<a:solidFill><a:schemeClr val="{}"/></a:solidFill>'
GROUND = "<p:bg><p:bgPr>{}<a:effectLst/></p:bgPr></p:bg>"
NAVY = GROUND.format('<a:solidFill><a:srgbClr val="0B1F3A"/></a:solidFill>')
PICTURE = GROUND.format('<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="000000"/></a:gs></a:gsLst></a:gradFill>')
OFFICE = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "tx1": "000000",
    "bg1": "FFFFFF",
    "tx2": "44546A",
    "bg2": "E7E6E6",
    "hlink": "0563C1",
    "accent1": "4472C4",
    "accent2": "ED7D31",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "5B9BD5",
    "accent6": "70AD47",
}


def ground(path: Path, idx: int = 10) -> Ground:
    return canvases(Presentation(str(path)), ENGLISH, {NAME})[NAME].grounds[idx]


def written(path: Path, *shapes: Shape) -> tuple[Path, etree._Element]:
    """Write a slide on the layout, and return the deck and the root of the slide."""
    slide = PlacedSlide("one", "s", NAME, "one", Span("talk.md", 1, 1), shapes, ())
    deck = PlacedDeck(ENGLISH, "Talk", (), "", (Section("s", "S"),), (slide,))
    target = path.with_name("deck.pptx")
    target.write_bytes(deck_bytes(deck, path, MARKS))
    with zipfile.ZipFile(target) as package:
        return target, etree.fromstring(package.read("ppt/slides/slide1.xml"))


def shape(*runs: PlacedRun, idx: int = 10, inset: int | None = None) -> PlacedShape:
    return PlacedShape(f"body {idx}", "body", idx, BOX, (PlacedParagraph(runs or (PlacedRun("words"),)),), right_inset=inset)


def fills(root: etree._Element) -> list[str]:
    return [fill.get("val", "") for fill in root.iterfind(f".//{A}r/{A}rPr/{A}solidFill/{A}schemeClr")]


@pytest.mark.parametrize(
    ("body", "fit", "said"),
    [
        ("", "<a:normAutofit/>", "<bodyPr><noAutofit/>"),
        ("", '<a:normAutofit fontScale="90000"/>', "<bodyPr><noAutofit/>"),
        ("", "<a:spAutoFit/>", "<bodyPr><noAutofit/>"),
        ("", "<a:noAutofit/>", "<bodyPr/>"),
        ('wrap="none"', "<a:noAutofit/>", '<bodyPr wrap="square"/>'),
        ('wrap="none"', "<a:spAutoFit/>", '<bodyPr wrap="square"><noAutofit/>'),
        # python-pptx's master has a:normAutofit
        ("", "", "<bodyPr><noAutofit/>"),
    ],
)
def test_no_program_resizes_a_text_that_was_measured(tmp_path: Path, body: str, fit: str, said: str) -> None:
    deck, root = written(foreign(tmp_path / "foreign.pptx", Spec(body, fit)), shape())
    (found,) = root.iter(f"{A}bodyPr")
    assert re.sub(r' xmlns:\w+="[^"]*"|a:', "", etree.tostring(found, encoding="unicode")).replace("</bodyPr>", "") == said
    assert validate_pptx(deck).is_valid


def test_what_nobody_resizes_is_left_to_the_layout(tmp_path: Path) -> None:
    path = foreign(tmp_path / "foreign.pptx", Spec())
    made = Presentation(str(path))
    for body in made.slide_masters[0]._element.iter(f"{A}bodyPr"):
        for child in list(body):
            body.remove(child)
    made.save(str(path))
    _, root = written(path, shape(inset=12_700))
    (found,) = root.iter(f"{A}bodyPr")
    assert [(str(name), str(value)) for name, value in found.items()] == [("rIns", "12700")] and len(found) == 0


def test_the_second_tone_is_only_for_text_in_the_colour_of_the_theme(tmp_path: Path) -> None:
    plain, blue = Spec(ink=INK.format("tx1")), Spec(ink=INK.format("accent1"))
    path = foreign(tmp_path / "foreign.pptx", plain, blue, Spec(ink=INK.format("bg1")))
    assert [ground(path, idx).second for idx in (10, 11, 12)] == [SOFT_ON_LIGHT, "", ""]
    soft = (PlacedRun("Topic: "), PlacedRun("claim", soft=True))
    _, root = written(path, shape(*soft), shape(*soft, idx=11))
    assert fills(root) == ["tx1"]


def test_the_second_tone_is_only_where_it_can_be_read(tmp_path: Path) -> None:
    white = Spec(ink=INK.format("bg1"))
    # the theme's bg2, a warm grey, can be read on navy; nobody knows what can be read on a gradient
    assert ground(foreign(tmp_path / "navy.pptx", white, ground=NAVY)).second == SOFT_ON_DARK
    assert ground(foreign(tmp_path / "gradient.pptx", white, ground=PICTURE)).second == ""
    middle = GROUND.format('<a:solidFill><a:srgbClr val="808080"/></a:solidFill>')
    assert ground(foreign(tmp_path / "middle.pptx", white, ground=middle)).second == ""


def test_a_panel_below_a_placeholder_is_its_ground(tmp_path: Path) -> None:
    filled = Spec(ink=INK.format("tx1"), fill='<a:solidFill><a:srgbClr val="1A1A1A"/></a:solidFill>')
    assert ground(foreign(tmp_path / "foreign.pptx", filled, Spec())).second == ""
    path = foreign(tmp_path / "panel.pptx", Spec(ink=INK.format("tx1")), Spec(ink=INK.format("tx1")))
    made = Presentation(str(path))
    (layout,) = [layout for layout in made.slide_layouts if layout.name == NAME]
    first = layout.placeholders[0]
    place = f'<a:off x="{first.left}" y="{first.top}"/><a:ext cx="{first.width}" cy="{first.height}"/>'
    panel = (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="99" name="Panel"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>{place}'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="tx2"><a:lumMod val="50000"/></a:schemeClr>'
        "</a:solidFill></p:spPr></p:sp>"
    )
    layout.shapes._spTree.insert(2, etree.fromstring(panel))
    made.save(str(path))
    assert [ground(path, idx).second for idx in (10, 11)] == ["", SOFT_ON_LIGHT]


def test_a_ground_that_the_theme_keeps_is_read_with_its_changes(tmp_path: Path) -> None:
    path = foreign(tmp_path / "foreign.pptx", Spec(), ground='<p:bg><p:bgRef idx="1001"><a:schemeClr val="tx2"/></p:bgRef></p:bg>')
    theme = layout_of(path).ground
    assert theme and contrast(theme, "FFFFFF") > 4.5
    path = foreign(tmp_path / "many.pptx", Spec(), ground='<p:bg><p:bgRef idx="1003"><a:schemeClr val="bg1"/></p:bgRef></p:bg>')
    assert layout_of(path).ground == ""


def test_a_link_keeps_the_colour_of_its_text_where_the_themes_one_cannot_be_read(tmp_path: Path) -> None:
    link = PlacedRun("there", link="https://example.org/")
    _, root = written(foreign(tmp_path / "white.pptx", Spec(ink=INK.format("tx1"))), shape(link))
    assert fills(root) == ["hlink"]
    grey = GROUND.format('<a:solidFill><a:srgbClr val="7F8FA0"/></a:solidFill>')
    for name, below in (("grey", grey), ("gradient", PICTURE)):
        _, root = written(foreign(tmp_path / f"{name}.pptx", Spec(ink=INK.format("tx1")), ground=below), shape(link))
        assert fills(root) == [] and 'val="tx"' in etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize("below", ["FFFFFF", "0B1F3A", "4472C4", "F2E9D8", "222222", "E7E6E6"])
def test_tables_and_charts_can_be_read_on_any_ground(below: str) -> None:
    inks = inks_on(below, OFFICE, light=contrast(below, "FFFFFF") > 4.5)
    for fill in (inks.strong, inks.quiet, inks.head):
        assert contrast(shown(fill, OFFICE), below) >= 4.5
    for fill in (inks.axis, inks.rule):
        assert 1.1 <= contrast(shown(fill, OFFICE), below) <= 8
    assert contrast(shown(INK.format(inks.accents[0]), OFFICE), below) >= 1.5
    assert len(set(inks.accents)) == 6


@pytest.mark.parametrize(("light", "slot"), [(True, "bg1"), (False, "tx1")])
def test_on_a_picture_they_are_as_light_as_its_text(*, light: bool, slot: str) -> None:
    inks = inks_on("", OFFICE, light=light)
    assert inks.strong == inks.quiet == INK.format(slot)


def test_a_table_a_chart_and_code_on_a_dark_layout_are_light(tmp_path: Path) -> None:
    path = foreign(tmp_path / "navy.pptx", *[Spec(ink=INK.format("bg1"))] * 3, ground=NAVY)
    cells = tuple(PlacedCell((PlacedRun(word),)) for word in ("one", "two"))
    table = PlacedTable("table", "body", 10, BOX, (1_000_000, 1_000_000), (PlacedRow(cells, 400_000), PlacedRow(cells, 400_000)), 20.0)
    chart = PlacedChart("chart", "body", 11, BOX, "column", ("a", "b"), (ChartSeries("", (1.0, 2.0)),), (0.1, 0.1, 0.8, 0.8), 20.0, 18.0)
    code = shape(PlacedRun("# why", code=True, tone=str(Tone.COMMENT)), idx=12)
    deck, root = written(path, table, chart, code)
    scheme = scheme_of(Presentation(str(path)).slide_masters[0])
    with zipfile.ZipFile(deck) as package:
        drawn = [root, etree.fromstring(package.read("ppt/charts/chart1.xml"))]
    inks = [fill for part in drawn for tag in ("rPr", "defRPr") for fill in part.iterfind(f".//{A}{tag}/{A}solidFill")]
    assert len(inks) >= 8
    for fill in inks:
        spelled = re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(fill, encoding="unicode", with_tail=False))
        assert contrast(shown(spelled, scheme), "0B1F3A") >= 4.5, spelled
    assert LINK_INK not in etree.tostring(root, encoding="unicode")


def test_a_slide_maps_colours_as_its_layout_does(tmp_path: Path) -> None:
    path = foreign(tmp_path / "foreign.pptx", Spec(ink=INK.format("tx1")))
    made = Presentation(str(path))
    (layout,) = [layout for layout in made.slide_layouts if layout.name == NAME]
    turned = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
    names = {**turned, **{name: name for name in ("hlink", "folHlink", *(f"accent{n}" for n in range(1, 7)))}}
    for mapping in layout._element.iter(f"{P}clrMapOvr"):
        mapping.remove(mapping[0])
        etree.SubElement(mapping, f"{A}overrideClrMapping", names)
    made.save(str(path))
    assert ground(path).dark
    deck, root = written(path, shape())
    assert [dict(found.attrib) for found in root.iter(f"{A}overrideClrMapping")] == [names]
    assert validate_pptx(deck).is_valid


def test_code_in_a_title_in_capitals_stays_as_it_is_written(tmp_path: Path) -> None:
    path = foreign(tmp_path / "foreign.pptx", Spec(run='sz="2000" cap="all"'))
    _, root = written(path, shape(PlacedRun("Use "), PlacedRun("getUser", code=True)))
    assert [run.get("cap") for run in root.iter(f"{A}rPr")] == [None, "none"]

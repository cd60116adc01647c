"""What stands behind text: shapes that a style fills, groups, and frames that show what is behind them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as OpenPresentation

from compose.test_compose import changed, master_of
from deck.model.colour import contrast
from deck.model.template import Layout
from deck.model.units import Box

WIDTH, HEIGHT = 9_144_000, 6_858_000
NAMES = "".join(
    f' xmlns:{name}="http://schemas.openxmlformats.org/{uri}/2006/main"' for name, uri in (("a", "drawingml"), ("p", "presentationml"))
)
STYLE = (
    '<p:style><a:lnRef idx="2"><a:schemeClr val="tx2"/></a:lnRef><a:fillRef idx="{idx}"><a:schemeClr val="tx2"/></a:fillRef>'
    '<a:effectRef idx="0"><a:schemeClr val="tx2"/></a:effectRef><a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></p:style>'
)
BLACK, FROM_GROUP = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>', "<a:grpFill/>"
LINE = '<a:ln w="38100"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:ln>'


def shape(box: Box, paint: str, style: str = "") -> str:
    place = f'<a:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
    return (
        f'<p:sp{NAMES}><p:nvSpPr><p:cNvPr id="90" name="Art"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{paint}</p:spPr>{style}</p:sp>'
    )


def group(parts: str, fill: str = "") -> str:
    """Return a group over all of the slide whose own coordinates are half as large."""
    place = (
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{WIDTH}" cy="{HEIGHT}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{WIDTH // 2}" cy="{HEIGHT // 2}"/></a:xfrm>'
    )
    return (
        f'<p:grpSp{NAMES}><p:nvGrpSpPr><p:cNvPr id="89" name="Group"/><p:cNvGrpSpPr/><p:nvPr userDrawn="1"/></p:nvGrpSpPr>'
        f"<p:grpSpPr>{place}{fill}</p:grpSpPr>{parts}</p:grpSp>"
    )


def with_art(folder: Path, art: str, *, pale: bool = False) -> Path:
    """Return a template whose master shows this behind everything; `pale`: and has white text."""

    def change(presentation: OpenPresentation) -> None:
        master = presentation.slide_masters[0]
        master.shapes._spTree.insert(2, etree.fromstring(art))
        for place in (master, *master.slide_layouts) if pale else ():
            for fill in place.element.iter(qn("a:defRPr")):
                for colour in fill.iter(qn("a:schemeClr")):
                    colour.set("val", "bg1")

    return changed(folder, change)


def layout_of(path: Path, role: str) -> Layout:
    found = master_of(path).layout(role)
    assert found is not None
    return found


def test_a_shape_is_filled_by_its_style(tmp_path: Path) -> None:
    """A rectangle as PowerPoint draws it, over all of the slide: what is written on it is held against its colour."""
    whole = Box(0, 0, WIDTH, HEIGHT)
    layout = layout_of(with_art(tmp_path, shape(whole, "", STYLE.format(idx=1)), pale=True), "List")
    assert [found.fill for found in layout.decorations] == ["1F497D"]
    assert layout.title is not None
    assert layout.ground_below(layout.title.box) == "1F497D"


def test_a_style_may_fill_with_a_gradient(tmp_path: Path) -> None:
    layout = layout_of(with_art(tmp_path, shape(Box(0, 0, WIDTH, 300_000), "", STYLE.format(idx=3))), "List")
    (art,) = layout.decorations
    assert art.picture
    assert all(cell for row in art.shades for cell in row)


@pytest.mark.parametrize(("paint", "fill"), [(BLACK, ""), (FROM_GROUP, BLACK)])
def test_text_keeps_clear_of_the_parts_of_a_group(tmp_path: Path, paint: str, fill: str) -> None:
    """Themes of Office draw their sides as one group over all of the slide."""
    parts = shape(Box(3_250_000, 0, WIDTH // 2 - 3_250_000, HEIGHT // 2), paint)
    layout = layout_of(with_art(tmp_path, group(parts, fill)), "Three Points")
    (art,) = layout_of(tmp_path / "own.pptx", "List").decorations
    assert (art.box, art.fill) == (Box(6_500_000, 0, WIDTH - 6_500_000, HEIGHT), "000000")
    assert all(holder.box.x + holder.box.width <= art.box.x for holder in layout.placeholders if holder.kind == "body")


def test_a_group_of_many_shapes_counts_as_one(tmp_path: Path) -> None:
    """Maps and patterns have thousands of shapes."""
    parts = "".join(shape(Box(n * 1000, 0, 900, 900), BLACK) for n in range(300))
    (art,) = layout_of(with_art(tmp_path, group(parts)), "List").decorations
    assert art.box == Box(0, 0, WIDTH, HEIGHT)


def test_a_frame_is_no_ground(tmp_path: Path) -> None:
    """White text in a frame without a fill stands on the white slide: it is not read, so it is not taken as it is."""
    frame = shape(Box(50_000, 50_000, WIDTH - 100_000, HEIGHT - 100_000), f"<a:noFill/>{LINE}")
    layout = layout_of(with_art(tmp_path, frame, pale=True), "List")
    assert all(contrast(holder.levels[0].colour, "FFFFFF") >= 4.5 for holder in layout.placeholders if holder.kind in ("title", "body"))


def test_a_line_in_many_colours_is_no_fill(tmp_path: Path) -> None:
    line = '<a:ln><a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="00FF00"/></a:gs></a:gsLst></a:gradFill></a:ln>'
    (art,) = layout_of(with_art(tmp_path, shape(Box(0, 0, WIDTH, 300_000), BLACK + line)), "List").decorations
    assert (art.fill, art.picture) == ("000000", False)

"""Which colour a fill shows, and how far two stand apart."""

from __future__ import annotations

import pytest
from lxml import etree

from deck.model.colour import contrast
from deck.ooxml.colour import resolved

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
# the scheme that PowerPoint 2013 to 2022 begin with
OFFICE = {"dk1": "000000", "lt1": "FFFFFF", "tx1": "000000", "bg1": "FFFFFF", "tx2": "44546A", "accent1": "4472C4", "accent2": "ED7D31"}


def shown(colour: str) -> str:
    return resolved(etree.fromstring(f'<a:solidFill xmlns:a="{A}">{colour}</a:solidFill>'), OFFICE)


# what PowerPoint's own palette shows for them: "Lighter 80 %", "Darker 25 %" ...
@pytest.mark.parametrize(
    ("colour", "digits"),
    [
        ('<a:schemeClr val="accent1"/>', "4472C4"),
        ('<a:schemeClr val="accent1"><a:lumMod val="20000"/><a:lumOff val="80000"/></a:schemeClr>', "DAE3F3"),
        ('<a:schemeClr val="accent1"><a:lumMod val="75000"/></a:schemeClr>', "2F5597"),
        ('<a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr>', "595959"),
        ('<a:schemeClr val="tx1"><a:tint val="75000"/></a:schemeClr>', "898989"),
        ('<a:srgbClr val="808080"><a:shade val="50000"/></a:srgbClr>', "5C5C5C"),
        ('<a:srgbClr val="B93A12"><a:satMod val="0"/></a:srgbClr>', "666666"),
        ('<a:srgbClr val="336699"><a:satOff val="-100000"/></a:srgbClr>', "666666"),
        ('<a:srgbClr val="FF0000"><a:alpha val="40000"/></a:srgbClr>', "FF0000"),
        ('<a:sysClr val="windowText" lastClr="112233"/>', "112233"),
        ('<a:sysClr val="window"/>', "FFFFFF"),
        ('<a:prstClr val="navy"/>', "000080"),
        ('<a:hslClr hue="14400000" sat="100000" lum="50000"/>', "0000FF"),
        ('<a:scrgbClr r="50000" g="100000" b="0"/>', "BCFF00"),
        ('<a:srgbClr val="404040"><a:lumMod val="200%"/></a:srgbClr>', "808080"),
        ('<a:schemeClr val="accent6"/>', ""),
    ],
)
def test_a_colour_is_told_as_it_is_shown(colour: str, digits: str) -> None:
    found = shown(colour)
    assert len(found) == len(digits)
    assert all(abs(int(found[i : i + 2], 16) - int(digits[i : i + 2], 16)) <= 1 for i in range(0, len(digits), 2)), found


def test_contrast_is_that_of_the_web() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("", "FFFFFF") == 1.0

"""The namespaces of PresentationML, and what every reader of text styles needs to know of them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A16 = "http://schemas.microsoft.com/office/drawing/2014/main"
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# how a file begins that is locked by a password, or an old .ppt
OLE = b"\xd0\xcf\x11\xe0"
LEVELS = 9
# where a text, a picture and a table say who they are
NAMED = ("nvSpPr", "nvPicPr", "nvGraphicFramePr")
TRUE, FALSE = ("1", "true"), ("0", "false")
TITLES = ("title", "ctrTitle")
# styles that inherit from nowhere: what they leave out is the format's own default
ORIGINS = ("titleStyle", "bodyStyle", "otherStyle", "defaultTextStyle")


def levels(root: etree._Element) -> Iterator[etree._Element]:
    """Yield every text level (a:lvl1pPr to a:lvl9pPr) below an element."""
    for n in range(1, LEVELS + 1):
        yield from root.iter(f"{{{A}}}lvl{n}pPr")


def is_origin(level: etree._Element) -> bool:
    """Tell whether a text level inherits from nowhere."""
    style = level.getparent()
    return style is not None and etree.QName(style).localname in ORIGINS


def versions(shape: etree._Element) -> list[etree._Element]:
    """Return a shape itself, or the versions of it that an mc:AlternateContent has: the first counts, which the newest programs show."""
    if shape.tag != f"{{{MC}}}AlternateContent":
        return [shape]
    return [found for choice in shape if isinstance(choice.tag, str) for found in choice if isinstance(found.tag, str)] or [shape]


def placeholder_mark(shape: etree._Element) -> etree._Element | None:
    """Return the p:ph of a shape, None where it is no placeholder."""
    shape = versions(shape)[0]
    return next((mark for kind in NAMED if (mark := shape.find(f"{{{P}}}{kind}/{{{P}}}nvPr/{{{P}}}ph")) is not None), None)


def share(percent: etree._Element) -> int:
    """Return an a:spcPct in 1/1000 %; ISO 29500 strict writes "90%" for 90000."""
    value = percent.get("val", "100000")
    return round(float(value.rstrip("%")) * 1000) if value.endswith("%") else int(value)


def whole(value: str | None) -> int:
    """Return a whole number that a file tells; 0 for none, and for what some programs write in its place."""
    try:
        return int(value or 0)
    except ValueError:
        return _rounded(value)


def _rounded(value: str | None) -> int:
    try:
        return round(float(value or 0))
    except (ValueError, OverflowError):
        return 0

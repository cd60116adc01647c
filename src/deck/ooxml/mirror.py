"""A layout turned left to right, for a language that reads from the other side than those whom it was made for."""

from __future__ import annotations

from lxml import etree

from deck.ooxml.names import A, P, is_origin, levels

SHAPES = frozenset(f"{{{P}}}{name}" for name in ("sp", "pic", "cxnSp", "grpSp", "graphicFrame"))
GROUP = f"{{{P}}}grpSp"
OTHER_SIDE = {"l": "r", "r": "l"}


def reads_from_the_right(master: etree._Element) -> bool:
    """Tell whether a master was made for a language that reads from the right: the text of its bodies does."""
    level = master.find(f"{{{P}}}txStyles/{{{P}}}bodyStyle/{{{A}}}lvl1pPr")
    return level is not None and level.get("rtl") in ("1", "true")


def mirror(root: etree._Element, width: int, *, right_to_left: bool = True) -> None:
    """Turn places, alignment, insets and the direction of text below `root`; `width` is the slide's, in EMU."""
    for tag in (f"{{{A}}}xfrm", f"{{{P}}}xfrm"):
        for transform in root.iter(tag):
            _turn(transform, width)
    for level in levels(root):
        level.set("rtl", "1" if right_to_left else "0")
        side = OTHER_SIDE.get(level.get("algn", ("l" if right_to_left else "r") if is_origin(level) else ""))
        if side:
            level.set("algn", side)
    for body in root.iter(f"{{{A}}}bodyPr"):
        _swap_insets(body)


def _turn(transform: etree._Element, width: int) -> None:
    """Move a shape to its mirror place: on the slide, or in the space of its group."""
    shape = next((place for place in transform.iterancestors() if place.tag in SHAPES), None)
    offset, extent = transform.find(f"{{{A}}}off"), transform.find(f"{{{A}}}ext")
    if shape is None or offset is None or extent is None:
        return
    around = shape.getparent()
    left, right = _space(around) if around is not None and around.tag == GROUP else (0, width)
    offset.set("x", str(left + right - int(offset.get("x", 0)) - int(extent.get("cx", 0))))
    if shape.tag == f"{{{P}}}cxnSp" and int(extent.get("cx", 0)) and int(extent.get("cy", 0)):
        transform.set("flipH", "0" if transform.get("flipH") in ("1", "true") else "1")


def _space(group: etree._Element) -> tuple[int, int]:
    """Return the left and right end of the space that a group's shapes are placed in."""
    offset = group.find(f"{{{P}}}grpSpPr/{{{A}}}xfrm/{{{A}}}chOff")
    extent = group.find(f"{{{P}}}grpSpPr/{{{A}}}xfrm/{{{A}}}chExt")
    left = 0 if offset is None else int(offset.get("x", 0))
    return left, left + (0 if extent is None else int(extent.get("cx", 0)))


def _swap_insets(body: etree._Element) -> None:
    sides = {"lIns": body.get("rIns"), "rIns": body.get("lIns")}
    for name, inset in sides.items():
        if inset is not None:
            body.set(name, inset)
        elif name in body.attrib:
            del body.attrib[name]

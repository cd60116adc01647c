"""The animations of a slide, without those of shapes that are gone."""

from __future__ import annotations

from lxml import etree

from deck.ooxml.names import P
from deck.ooxml.places import bodies_of, paragraphs_of

NODES = tuple(f"{{{P}}}{tag}" for tag in ("par", "seq", "excl", "video", "audio"))
CHILDREN, TIMING, LIST = f"{{{P}}}childTnLst", f"{{{P}}}timing", f"{{{P}}}tnLst"


def still(root: etree._Element) -> None:
    """Take out of a slide what animates shapes, or paragraphs, that it does not have."""
    timing = root.find(TIMING)
    if timing is None:
        return
    counted = _paragraphs(root)
    for target in list(timing.iter(f"{{{P}}}spTgt")):
        if _gone(target, counted):
            _drop_node(target)
    builds = timing.find(f"{{{P}}}bldLst")
    if builds is not None:
        for build in [build for build in builds if isinstance(build.tag, str) and build.get("spid") not in counted]:
            builds.remove(build)
        if not len(builds):
            timing.remove(builds)
    nodes = timing.find(LIST)
    if nodes is not None and not len(nodes):
        root.remove(timing)


def _paragraphs(root: etree._Element) -> dict[str, int]:
    """Return how many paragraphs each shape of a slide has, by its number."""
    counted = {str(name.get("id")): 0 for name in root.iter(f"{{{P}}}cNvPr")}
    for shape in root.iter(f"{{{P}}}sp"):
        name = shape.find(f"{{{P}}}nvSpPr/{{{P}}}cNvPr")
        if name is not None:
            counted[str(name.get("id"))] = sum(len(paragraphs_of(body)) for body in bodies_of(shape))
    return counted


def _gone(target: etree._Element, counted: dict[str, int]) -> bool:
    if target.get("spid") not in counted:
        return True
    lines = target.find(f"{{{P}}}txEl/{{{P}}}pRg")
    return lines is not None and int(lines.get("st", 0)) >= counted[str(target.get("spid"))]


def _drop_node(target: etree._Element) -> None:
    """Drop the smallest effect that an animated thing belongs to, and what has nothing to play then."""
    node = next((found for found in target.iterancestors(*NODES)), None)
    while node is not None:
        parent = node.getparent()
        if parent is None:
            return
        parent.remove(node)
        if len(parent) or parent.tag != CHILDREN:
            return
        node = next((found for found in parent.iterancestors(*NODES)), None)

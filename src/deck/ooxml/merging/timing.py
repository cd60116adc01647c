"""The animations of a slide, without those of shapes that are gone."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from deck.ooxml.names import P

NODES = tuple(f"{{{P}}}{tag}" for tag in ("par", "seq", "excl", "video", "audio"))
CHILDREN, TIMING, LIST = f"{{{P}}}childTnLst", f"{{{P}}}timing", f"{{{P}}}tnLst"


def still(root: etree._Element, moved: Mapping[str, Mapping[int, int]]) -> None:
    """Take out of a slide what animates shapes that it does not have, and let effects on lines follow those.

    `moved` tells for a shape, by its number, where each of its paragraphs is now; one that is not told of is gone.
    """
    timing = root.find(TIMING)
    if timing is None:
        return
    counted = {str(name.get("id")) for name in root.iter(f"{{{P}}}cNvPr")}
    for target in list(timing.iter(f"{{{P}}}spTgt")):
        spid = str(target.get("spid"))
        if spid not in counted or (spid in moved and not _follow(target, moved[spid])):
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


def _follow(target: etree._Element, moved: Mapping[int, int]) -> bool:
    """Point an effect on lines to where these are now; tell whether any is left, or none was meant."""
    lines = target.find(f"{{{P}}}txEl/{{{P}}}pRg")
    if lines is None:
        return True
    left = [moved[n] for n in range(int(lines.get("st", 0)), int(lines.get("end", 0)) + 1) if n in moved]
    for name, places in (("st", sorted(left)[:1]), ("end", sorted(left)[-1:])):
        for place in places:
            lines.set(name, str(place))
    return bool(left)


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

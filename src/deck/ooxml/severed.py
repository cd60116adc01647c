"""Elements without the relations that they go by: what shows a thing goes with it, and what is left is valid."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from lxml import etree

from deck.ooxml.names import MC, A, P, R

# old drawings (VML) have a namespace of their own
USES = etree.XPath(f"//@*[namespace-uri()='{R}' or (local-name()='relid' and namespace-uri()='urn:schemas-microsoft-com:office:office')]")
EMBED, LINK = f"{{{R}}}embed", f"{{{R}}}link"
SHAPES = frozenset(f"{{{P}}}{name}" for name in ("sp", "pic", "graphicFrame", "cxnSp", "contentPart"))
# elements that are nothing without what they relate to, and so are the shapes that hold them
SHOWN = frozenset({"oleObj", "relIds", "chart", "videoFile", "audioFile", "wavAudioFile", "quickTimeFile", "media", "contentPart"})
# what goes as a whole when something in it goes: a sound of a transition, a style of a font, a shape of an old drawing
WHOLE = frozenset({"sndAc", "embeddedFont", "shape", "timing", "control"})
# lists that are left out when nothing is in them
LISTS = frozenset(
    {"controls", "custDataLst", "embeddedFontLst", "extLst", "sldLst", "notesMasterIdLst", "handoutMasterIdLst", "Choice", "Fallback"}
)
MASTERS = frozenset(f"{{{P}}}{name}" for name in ("sldMaster", "notesMaster", "handoutMaster"))
STYLES = frozenset({"fillStyleLst", "bgFillStyleLst"})
RUNS = frozenset({"rPr", "defRPr", "endParaRPr"})


def uses(root: etree._Element) -> list[tuple[etree._Element, str]]:
    """Return the elements of a part that go by relations, with the id of each."""
    found: Any = USES(root)
    return [(value.getparent(), str(value)) for value in found]


def sever(root: etree._Element, ids: Collection[str]) -> None:
    """Take out of a part what goes by relations with the given ids, and what shows it; the root itself stays."""
    shapes: set[str] = set()
    for element in dict.fromkeys(element for element, name in uses(root) if name in ids):
        if element is not root and element.getroottree().getroot() is root:
            shapes |= _sever(element, ids)
    if shapes & {str(target.get("spid")) for target in root.iter(f"{{{P}}}spTgt")}:
        # animations of what is gone
        for timing in root.findall(f"{{{P}}}timing"):
            root.remove(timing)


def _sever(element: etree._Element, ids: Collection[str]) -> set[str]:
    """Take out an element with what shows it; return the ids of the shapes that are gone."""
    if element.tag == f"{{{A}}}blip":
        for name in (EMBED, LINK):
            if element.get(name) in ids:
                del element.attrib[name]
        return set() if EMBED in element.attrib or LINK in element.attrib else _without_picture(element)
    over = list(element.iterancestors())
    if _local(element) in SHOWN and (shape := _shape_of(element)) is not None:
        return _without_shape(shape)
    extension = next((up for up in over if _local(up) == "ext"), None)
    whole = next((up for up in reversed((element, *over)) if _local(up) in WHOLE), None)
    _remove(next(found for found in (whole, extension, element) if found is not None))
    return set()


def _without_picture(blip: etree._Element) -> set[str]:
    """Take out a picture's shape, or the fill that it is; what is filled with it shows what is below."""
    fill = blip.getparent()
    owner = None if fill is None else fill.getparent()
    if fill is None or owner is None:
        return set()
    kind = _local(owner)
    if fill.tag == f"{{{P}}}blipFill" and (shape := _shape_of(blip)) is not None:
        return _without_shape(shape)
    if _local(fill) == "buBlip":
        owner.replace(fill, etree.Element(f"{{{A}}}buChar", char="•"))
    elif kind == "bgPr" and blip.getroottree().getroot().tag not in MASTERS and (ground := owner.getparent()) is not None:
        _remove(ground)
    elif kind == "bgPr" or kind in STYLES:
        solid = etree.Element(f"{{{A}}}solidFill")
        etree.SubElement(solid, f"{{{A}}}schemeClr", val="bg1" if kind == "bgPr" else "phClr")
        owner.replace(fill, solid)
    elif kind in RUNS:
        owner.remove(fill)
    else:
        owner.replace(fill, etree.Element(f"{{{A}}}noFill"))
    return set()


def _shape_of(element: etree._Element) -> etree._Element | None:
    """Return the outermost shape that holds an element: the preview of an object is a picture within its frame."""
    return next((up for up in reversed((element, *element.iterancestors())) if up.tag in SHAPES), None)


def _without_shape(shape: etree._Element) -> set[str]:
    over = next((up for up in shape.iterancestors() if up.tag == f"{{{MC}}}AlternateContent"), None)
    gone = shape if over is None else over
    ids = {str(found.get("id")) for found in gone.iter(f"{{{P}}}cNvPr")}
    _remove(gone)
    return ids


def _remove(element: etree._Element) -> None:
    """Remove an element, and the list that it was the last of."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if not len(parent) and _local(parent) in LISTS:
        over = next((up for up in parent.iterancestors() if up.tag == f"{{{MC}}}AlternateContent"), None)
        _remove(parent if over is None or _local(parent) not in ("Choice", "Fallback") else over)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname

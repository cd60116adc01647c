"""A shape of a slide as it stands in a file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from deck.model.found import Body, FoundShape
from deck.ooxml import places
from deck.ooxml.found.inside import inside_of
from deck.ooxml.found.looks import Leads, canonical, digest, inner
from deck.ooxml.found.places import Places, box_of, inherited
from deck.ooxml.found.text import PARAGRAPH, body_of, is_equation
from deck.ooxml.names import A16, MC, SVG, A, C, P, R, whole

PLACE = frozenset((f"{{{A}}}xfrm",))
# how much a program made a text smaller is that program's reckoning, and no hand's
FITTED = frozenset((f"{{{A}}}normAutofit",))
GUID = f"{{{A16}}}creationId"
ALTERNATE, CHOICE = f"{{{MC}}}AlternateContent", f"{{{MC}}}Choice"
MARKS, HOLDING, HOLDER = (f"{{{P}}}{name}" for name in ("cNvPr", "nvPr", "ph"))
SET, STYLES = f"{{{A}}}bodyPr", f"{{{A}}}lstStyle"
SIDES = ("l", "t", "r", "b")
INSETS = ("lIns", "tIns", "rIns", "bIns")
FRAME, BODY, CELL = f"{{{P}}}txBody", f"{{{A}}}txBody", f"{{{A}}}tc"
DRAWING = f"{{{SVG}}}svgBlip"
BLIP, CUT, TABLE = f"{{{A}}}blip", f"{{{A}}}srcRect", f"{{{A}}}tbl"
EMBEDDED, LINKED = f"{{{R}}}embed", f"{{{R}}}link"


def behind(relation: str) -> str:
    """Return by what the workbook behind a chart is known among leads."""
    return f"{relation} workbook"


class Ground(NamedTuple):
    """What a shape stands on: what the relations of its slide lead to, the slide's layout, and who the shapes of the slide are, by id."""

    leads: Leads
    places: Places
    names: Mapping[str, str]


class _Placed(NamedTuple):
    """A shape's element and its children by their names; `marks` and `holder` are its cNvPr and the mark of its placeholder."""

    element: etree._Element
    tag: str
    parts: Mapping[str, etree._Element]
    marks: etree._Element | None
    holder: etree._Element | None


def shapes_of(root: etree._Element, leads: Leads, layout: Places) -> tuple[tuple[FoundShape, ...], Mapping[str, str]]:
    """Return the shapes of a slide in the order of drawing, and who they are by their ids."""
    placed = [_placed(child) for child in places.shapes_of(root)]
    names = {str(shape.marks.get("id")): _identity(shape) for shape in placed if shape.marks is not None}
    ground = Ground(leads, layout, names)
    return tuple([_shape(shape, ground) for shape in placed]), names


def _local(element: etree._Element) -> str:
    return _local_name(str(element.tag))


@lru_cache(maxsize=1024)
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _placed(element: etree._Element) -> _Placed:
    """Return a shape taken apart; where a file has two versions of one, the first counts."""
    if element.tag == ALTERNATE:
        chosen = next((shape for choice in element.iterchildren(CHOICE) for shape in choice if isinstance(shape.tag, str)), element)
        if chosen is element:
            return _Placed(element, "AlternateContent", {}, None, None)
        return _placed(chosen)._replace(tag="AlternateContent")
    parts = {_local_name(tag): child for child in element if isinstance(tag := child.tag, str)}
    marks = holder = None
    for child in next((part for name, part in parts.items() if name.startswith("nv")), ()):
        tag = child.tag
        if tag == MARKS:
            marks = child
        elif tag == HOLDING:
            holder = child.find(HOLDER)
    return _Placed(element, _local(element), parts, marks, holder)


def _identity(shape: _Placed) -> str:
    """Return by what a shape is known when another points to it: the ids are given out anew at every save of some programs."""
    if shape.holder is not None:
        return f"{shape.holder.get('type', 'obj')} {shape.holder.get('idx', 0)}"
    return "" if shape.marks is None else str(shape.marks.get("name", ""))


def _shape(shape: _Placed, ground: Ground) -> FoundShape:
    marks, holder, parts = shape.marks, shape.holder, shape.parts
    said: Mapping[str, str] = {} if marks is None else {str(name): str(value) for name, value in marks.items()}
    kind = "" if holder is None else str(holder.get("type", "obj"))
    idx = 0 if holder is None else whole(holder.get("idx"))
    frame = _frame(parts)
    own = box_of(frame)
    table = next(parts["graphic"].iter(TABLE), None) if "graphic" in parts else None
    blip, crop = _picture(parts)
    return FoundShape(
        name=said.get("name", ""),
        guid=_guid(marks),
        tag=shape.tag,
        kind=kind,
        idx=idx,
        box=own or (inherited(kind, idx, ground.places) if kind else None),
        own_box=own is not None,
        turned=_turned(frame),
        bodies=_bodies(shape, table, ground.leads),
        columns=0 if table is None else len(table.findall(f"{{{A}}}tblGrid/{{{A}}}gridCol")),
        image="" if blip is None else _image(blip, ground.leads),
        crop=crop,
        alt=said.get("descr", ""),
        look=digest(_look(shape, table, said, ground.leads)),
        inside=_inside(shape, table, ground),
        book=_book(parts, ground),
        insets=_insets(parts),
    )


def _frame(parts: Mapping[str, etree._Element]) -> etree._Element | None:
    """Return what tells a shape's place."""
    if "xfrm" in parts:
        return parts["xfrm"]
    properties = parts.get("spPr", parts.get("grpSpPr"))
    return None if properties is None else properties.find(f"{{{A}}}xfrm")


def _insets(parts: Mapping[str, etree._Element]) -> tuple[int | None, ...]:
    """Return the insets that a text frame sets itself."""
    frame = parts["txBody"].find(SET) if "txBody" in parts else None
    return () if frame is None else tuple([whole(frame.get(name)) if name in frame.attrib else None for name in INSETS])


def _turned(frame: etree._Element | None) -> str:
    if frame is None or len(frame.attrib) == 0:
        return ""
    turns = ((name, str(frame.get(name, "0")).replace("false", "0")) for name in ("rot", "flipH", "flipV"))
    return " ".join(f"{name}={value}" for name, value in turns if value != "0")


def _guid(marks: etree._Element | None) -> str:
    if marks is None or not len(marks):
        return ""
    found = next(marks.iter(GUID), None)
    return "" if found is None else str(found.get("id", ""))


def _bodies(shape: _Placed, table: etree._Element | None, leads: Leads) -> tuple[Body, ...]:
    if "txBody" in shape.parts and is_equation(shape.parts["txBody"]):
        return ()
    if "txBody" in shape.parts:
        return (body_of(shape.parts["txBody"], leads),)
    if table is not None:
        return tuple([body_of(frame, leads) if (frame := cell.find(BODY)) is not None else () for cell in table.iter(CELL)])
    if shape.tag == "grpSp" or "grpSpPr" in shape.parts:
        return tuple([body_of(frame, leads) for frame in shape.element.iter(FRAME)])
    return ()


def _picture(parts: Mapping[str, etree._Element]) -> tuple[etree._Element | None, tuple[int, ...]]:
    """Return the picture of a shape, and what is cut off at its sides in 1/1000 %."""
    if "blipFill" not in parts:
        return None, (0, 0, 0, 0)
    cut = parts["blipFill"].find(CUT)
    return parts["blipFill"].find(BLIP), (0, 0, 0, 0) if cut is None else tuple(_share(cut.get(side)) for side in SIDES)


def _image(blip: etree._Element, leads: Leads) -> str:
    """Return the digest of a picture, with that of the drawing that PowerPoint shows in its place."""
    shown = [str(blip.get(EMBEDDED) or blip.get(LINKED)), *(str(drawn.get(EMBEDDED)) for drawn in blip.iter(DRAWING))]
    return "+".join(leads.get(relation, "") for relation in shown)


def _share(value: str | None) -> int:
    """Return a share in 1/1000 %; ISO 29500 strict writes "9%" for 9000."""
    return whole(value) if value is None or not value.endswith("%") else round(float(value[:-1]) * 1000)


def _look(shape: _Placed, table: etree._Element | None, said: Mapping[str, str], leads: Leads) -> str:
    """Return all formatting of a shape but its place, what is in it, and its alternative text."""
    parts = shape.parts
    found = [f"{name}={said[name]}" for name in ("hidden", "title") if said.get(name, "0") not in ("", "0", "false")]
    found += [] if shape.marks is None else [canonical(child, leads) for child in shape.marks if _local(child).startswith("hlink")]
    for name in ("spPr", "grpSpPr", "style"):
        form = inner(parts[name], leads, PLACE) if name in parts else ""
        found += [f"{name}{form}"] if form else []
    found += _text_frame(parts["txBody"], leads) if "txBody" in parts else []
    found += _painted(parts["blipFill"], leads) if "blipFill" in parts else []
    found += _ruled(table, leads) if table is not None else []
    return "\n".join(found)


def _text_frame(frame: etree._Element, leads: Leads) -> list[str]:
    found = []
    for child in frame:
        tag = child.tag
        if tag == PARAGRAPH:
            break
        form = inner(child, leads, FITTED) if tag in (SET, STYLES) else ""
        found += [f"{tag!s}{form}"] if form else []
    return found


def _painted(fill: etree._Element, leads: Leads) -> list[str]:
    """Return how a picture is shown."""
    blip = fill.find(BLIP)
    effects = [] if blip is None else [canonical(child, leads) for child in blip if _local(child) != "extLst"]
    return [*effects, *(canonical(child, leads) for child in fill if child.tag not in (BLIP, CUT))]


def _ruled(table: etree._Element, leads: Leads) -> list[str]:
    """Return a table's style, the widths of its columns, the heights of its rows, and how its cells look.

    The margins of a cell are left out: LibreOffice 7.4 says other ones at each save.
    """
    found = [canonical(child, leads) for name in ("tblPr", "tblGrid") for child in table.findall(f"{{{A}}}{name}")]
    for row in table.iterchildren(f"{{{A}}}tr"):
        found.append(f"tr {row.get('h')}")
        for cell in row.iterchildren(CELL):
            spans = " ".join(f"{name!s}={value!s}" for name, value in sorted(cell.attrib.items()) if name != "id")
            properties, styles = cell.find(f"{{{A}}}tcPr"), cell.find(f"{{{A}}}txBody/{{{A}}}lstStyle")
            found.append(f"tc {spans}")
            if properties is not None:
                found += [f"{name!s}={value!s}" for name, value in sorted(properties.attrib.items()) if not str(name).startswith("mar")]
                found += [canonical(child, leads) for child in properties if _local(child) != "extLst"]
            found += [] if styles is None else [inner(styles, leads)]
    return found


def _book(parts: Mapping[str, etree._Element], ground: Ground) -> str:
    """Return a digest of the workbook behind a chart, "" for a shape that is none."""
    chart = next(parts["graphic"].iter(f"{{{C}}}chart"), None) if "graphic" in parts else None
    return "" if chart is None else ground.leads.get(behind(str(chart.get(f"{{{R}}}id"))), "")


def _inside(shape: _Placed, table: etree._Element | None, ground: Ground) -> str:
    """Return a digest of what a shape holds beside text and picture, "" for nothing."""
    if table is not None or shape.tag in ("sp", "pic"):
        return ""
    return digest(inside_of(shape.element, ground.leads, ground.names))

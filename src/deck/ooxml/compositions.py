"""Layouts that are added to a template: copies of one of its own with other placeholders and marks, so that all else is as it is there."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.parts.slide import SlideLayoutPart
from pptx.presentation import Presentation as OpenPresentation
from pptx.slide import SlideLayout, SlideMaster

from deck.model.template import Composition, Holder, Ink, LevelStyle, Mark
from deck.model.units import Box
from deck.ooxml.names import LEVELS, TITLES, A, P, R, placeholder_mark
from deck.ooxml.package import parsed, serialized
from deck.ooxml.shapes import DECORATIVE

NAMESPACES = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'
# kept from the layout that a composed one is like: what stands in the same place on every slide
KEPT = (*TITLES, "ftr", "sldNum", "dt")
# ids of masters and layouts share one range (ECMA-376-1, 19.7.13)
FIRST_ID = 2_147_483_648
ALIGN = {"start": "l", "end": "r", "center": "ctr"}
OTHER_SIDE = {"l": "r", "r": "l"}


def tell_apart(presentation: OpenPresentation) -> None:
    """Give layouts of one name, and placeholders of one number on a layout, each its own, so that what is written finds the one meant.

    LibreOffice 7.4 exports placeholders without numbers, and the layouts of all masters under the same names.
    """
    names: set[str] = set()
    for layout in _layouts(presentation):
        shown = layout.name or "Layout"
        name = next(name for name in (shown, *(f"{shown} ({n})" for n in range(2, len(names) + 3))) if name not in names)
        names.add(name)
        if name != layout.name:
            layout.element.find(f"{{{P}}}cSld").set("name", name)
        _number(layout)


def _number(layout: SlideLayout) -> None:
    marks = [mark for shape in layout.element.iter(f"{{{P}}}sp") if (mark := placeholder_mark(shape)) is not None]
    taken = {"0"}
    free = 1 + max((int(mark.get("idx", 0)) for mark in marks if int(mark.get("idx", 0)) < FIRST_ID), default=0)
    for mark in marks:
        if mark.get("type") in TITLES:
            continue
        if mark.get("idx", "0") in taken:
            mark.set("idx", str(free))
            free += 1
        taken.add(mark.get("idx", "0"))


def add_layouts(presentation: OpenPresentation, compositions: tuple[Composition, ...], *, right_to_left: bool) -> None:
    """Add composed layouts, each to the master of the layout that it is like."""
    for composition in compositions:
        like = next(layout for layout in _layouts(presentation) if layout.name == composition.like)
        master = like.slide_master
        root = _root(composition, like, right_to_left=right_to_left)
        name = PackURI(f"/ppt/slideLayouts/slideLayout{_free_number(presentation)}.xml")
        part = SlideLayoutPart.load(name, CT.PML_SLIDE_LAYOUT, presentation.part.package, serialized(root))
        _relate(part, like)
        _list(master, part, presentation)


def _layouts(presentation: OpenPresentation) -> Iterator[SlideLayout]:
    for master in presentation.slide_masters:
        yield from master.slide_layouts


def _free_number(presentation: OpenPresentation) -> int:
    taken = {str(layout.part.partname) for layout in _layouts(presentation)}
    return next(n for n in range(1, len(taken) + 2) if f"/ppt/slideLayouts/slideLayout{n}.xml" not in taken)


def _relate(part: SlideLayoutPart, like: SlideLayout) -> None:
    """Give a copy the relations of what it is a copy of, under the same ids where its XML names them."""
    named = {}
    for relation in like.part.rels.values():
        to = relation.target_ref if relation.is_external else relation.target_part
        named[relation.rId] = part.relate_to(to, relation.reltype, relation.is_external)
    for element in part._element.iter():
        for name, value in element.attrib.items():
            if str(name).startswith(f"{{{R}}}") and value in named:
                element.set(name, named[str(value)])


def _list(master: SlideMaster, part: SlideLayoutPart, presentation: OpenPresentation) -> None:
    ids = [
        int(row.get("id", 0))
        for root in (presentation.element, *(m.element for m in presentation.slide_masters))
        for row in root.iter(f"{{{P}}}sldLayoutId", f"{{{P}}}sldMasterId")
    ]
    relation = master.part.relate_to(part, RT.SLIDE_LAYOUT)
    listed = master.element.find(f"{{{P}}}sldLayoutIdLst")
    row = etree.SubElement(listed, f"{{{P}}}sldLayoutId", id=str(max((FIRST_ID, *ids)) + 1))
    row.set(f"{{{R}}}id", relation)


def _root(composition: Composition, like: SlideLayout, *, right_to_left: bool) -> etree._Element:
    """Return the XML of a composed layout."""
    root: etree._Element = copy.deepcopy(like.element)
    for name in ("type", "matchingName"):
        root.attrib.pop(name, None)
    root.set("preserve", "1")
    root.set("userDrawn", "1")
    for tag in ("timing", "transition", "extLst"):
        for found in root.findall(f"{{{P}}}{tag}"):
            root.remove(found)
    slide = root.find(f"{{{P}}}cSld")
    slide.set("name", composition.name)
    for found in slide.findall(f"{{{P}}}extLst"):
        slide.remove(found)
    tree = slide.find(f"{{{P}}}spTree")
    kinds = [(shape, mark.get("type", "obj")) for shape in tree if (mark := placeholder_mark(shape)) is not None]
    for shape in [shape for shape, kind in kinds if kind not in KEPT]:
        tree.remove(shape)
    kept = [shape for shape, kind in kinds if kind in KEPT]
    titles = [shape for shape, kind in kinds if kind in TITLES]
    number = 1 + max(int(shape.get("id", 0)) for shape in tree.iter(f"{{{P}}}cNvPr"))
    title = titles[0] if titles else _xml(_title(number, composition.title or Box(0, 0, 0, 0)))
    _change_title(title, composition)
    added = [_mark(number + 1 + n, n + 1, mark) for n, mark in enumerate(composition.marks)]
    holders = [_holder(number + 1 + len(added) + n, holder, right_to_left) for n, holder in enumerate(composition.holders)]
    foot = [shape for shape in kept if shape not in titles]
    for shape in kept:
        tree.remove(shape)
    # behind everything that the layout shows itself, in reading order
    tree.extend([*map(_xml, added), title, *map(_xml, holders), *foot])
    return root


def _xml(text: str) -> etree._Element:
    return parsed(text.encode())


def _change_title(title: etree._Element, composition: Composition) -> None:
    """Put a title in a place of its own, at a size and in a colour of its own, as far as it has them."""
    properties, body = title.find(f"{{{P}}}spPr"), title.find(f"{{{P}}}txBody")
    if properties is None or body is None:
        return
    if composition.title is not None:
        for found in properties.findall(f"{{{A}}}xfrm"):
            properties.remove(found)
        properties.insert(0, _xml(_place(composition.title).replace("<a:xfrm", f'<a:xfrm xmlns:a="{A}"', 1)))
    frame = body.find(f"{{{A}}}bodyPr")
    if composition.title_size and frame is not None:
        frame.set("anchor", "b")
        for child in list(frame):
            frame.remove(child)
        etree.SubElement(frame, f"{{{A}}}noAutofit")
    if composition.title_size or composition.title_ink:
        run = _title_run(body)
        if composition.title_size:
            run.set("sz", str(round(composition.title_size * 100)))
        if composition.title_ink:
            for found in [child for child in run if child.tag.endswith("Fill")]:
                run.remove(found)
            run.insert(1 if run.find(f"{{{A}}}ln") is not None else 0, _xml(_fill(composition.title_ink, f' xmlns:a="{A}"')))


def _title_run(body: etree._Element) -> etree._Element:
    """Return the properties of a title's text, made where there are none."""
    styles = _child(body, "lstStyle", 1)
    return _child(_child(styles, "lvl1pPr", 0), "defRPr", None)


def _child(parent: etree._Element, tag: str, place: int | None) -> etree._Element:
    """Return a child of an element, made at a place, or at the end, where there is none."""
    found = parent.find(f"{{{A}}}{tag}")
    if found is None:
        found = etree.Element(f"{{{A}}}{tag}")
        parent.insert(len(parent) if place is None else place, found)
    return found


def _title(number: int, box: Box) -> str:
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Title"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr>'
        f'</p:nvSpPr><p:spPr>{_place(box)}</p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"><a:noAutofit/></a:bodyPr>'
        '<a:lstStyle/><a:p><a:r><a:rPr lang="en-US"/><a:t>Title</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _place(box: Box) -> str:
    return f'<a:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'


def _fill(ink: Ink, namespace: str = "") -> str:
    times = "" if ink.times == 100_000 else f'<a:lumMod val="{ink.times}"/>'
    plus = f'<a:lumOff val="{ink.plus}"/>' if ink.plus else ""
    return f'<a:solidFill{namespace}><a:schemeClr val="{ink.slot}">{times}{plus}</a:schemeClr></a:solidFill>'


def _mark(number: int, n: int, mark: Mark) -> str:
    common = f'<p:cNvPr id="{number}" name="{mark.kind.capitalize()} {n}"><a:extLst>{DECORATIVE}</a:extLst></p:cNvPr>'
    shape = "line" if mark.kind == "rule" else "rect"
    geometry = f'{_place(mark.box)}<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'
    if mark.kind == "rule":
        line = f'<a:ln w="{round(mark.weight * 12_700)}">{_fill(mark.ink)}</a:ln>'
        return f'<p:cxnSp {NAMESPACES}><p:nvCxnSpPr>{common}<p:cNvCxnSpPr/><p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr>{geometry}{line}</p:spPr></p:cxnSp>'
    text = '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody>'
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr>{common}<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{geometry}{_fill(mark.ink)}'
        f"<a:ln><a:noFill/></a:ln></p:spPr>{text}</p:sp>"
    )


def _holder(number: int, holder: Holder, right_to_left: bool) -> str:
    left, top, right, bottom = holder.insets
    levels = "".join(_level(n, style, right_to_left) for n, style in enumerate(_all(holder.levels), 1))
    fill = _fill(holder.fill) if holder.fill else "<a:noFill/>" if holder.kind == "body" else ""
    prompts = "".join(
        f'<a:p><a:pPr lvl="{n}"/><a:r><a:rPr lang="en-US"/><a:t>{holder.name}</a:t></a:r></a:p>' for n in range(len(holder.levels))
    )
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{holder.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{holder.kind}" '
        f'sz="quarter" idx="{holder.idx}"/></p:nvPr></p:nvSpPr><p:spPr>{_place(holder.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}'
        f'<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
        f'numCol="1" anchor="{holder.anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle>{levels}</a:lstStyle>{prompts}</p:txBody></p:sp>'
    )


def _all(levels: tuple[LevelStyle, ...]) -> tuple[LevelStyle, ...]:
    """Return styles for every level: what a hand indents further looks like the last."""
    return (*levels, *(levels[-1:] * (LEVELS - len(levels))))


def _level(n: int, style: LevelStyle, right_to_left: bool) -> str:
    side = ALIGN.get(style.align, "l")
    side = OTHER_SIDE.get(side, side) if right_to_left else side
    attributes = "" if style.bullet else f' marL="{style.margin}" indent="{-style.margin}" algn="{side}"'
    bullet = "" if style.bullet else "<a:buNone/>"
    face = '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>' if style.heading else ""
    return (
        f'<a:lvl{n}pPr{attributes}><a:lnSpc><a:spcPct val="{round(style.line * 100_000)}"/></a:lnSpc><a:spcBef><a:spcPts '
        f'val="{round(style.before * 100)}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>{bullet}<a:defRPr sz="{round(style.size * 100)}" '
        f'b="{int(style.bold)}" i="0" cap="none" spc="0" baseline="0">{_fill(style.ink) if style.ink else ""}{face}</a:defRPr></a:lvl{n}pPr>'
    )

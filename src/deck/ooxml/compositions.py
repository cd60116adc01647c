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

from deck.model.template import FOOT, Composition
from deck.model.units import Box
from deck.ooxml.composed_xml import holder_xml, ink_xml, mark_xml, title_xml
from deck.ooxml.names import TITLES, A, P, R, placeholder_mark
from deck.ooxml.package import parsed, serialized
from deck.ooxml.shapes import place_xml

# numbers of placeholders that no slot has
FIRST_FREE = 200
# ids of masters and layouts share one range (ECMA-376-1, 19.7.13)
FIRST_ID, LAST_ID = 2_147_483_648, 4_294_967_295


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
    after = max((FIRST_ID, *ids)) + 1
    number = after if after <= LAST_ID else next(n for n in range(FIRST_ID, LAST_ID) if n not in ids)
    row = etree.SubElement(listed, f"{{{P}}}sldLayoutId", id=str(number))
    row.set(f"{{{R}}}id", relation)


def _root(composition: Composition, like: SlideLayout, *, right_to_left: bool) -> etree._Element:
    """Return the XML of a composed layout."""
    root: etree._Element = copy.deepcopy(like.element)
    for name in ("type", "matchingName"):
        if name in root.attrib:
            del root.attrib[name]
    root.set("preserve", "1")
    root.set("userDrawn", "1")
    slide = root.find(f"{{{P}}}cSld")
    tree = None if slide is None else slide.find(f"{{{P}}}spTree")
    if slide is None or tree is None:
        raise LookupError(composition.like)
    slide.set("name", composition.name)
    for place, tags in ((root, ("timing", "transition", "extLst")), (slide, ("extLst",))):
        for found in [child for tag in tags for child in place.findall(f"{{{P}}}{tag}")]:
            place.remove(found)
    _fill_tree(tree, composition, right_to_left=right_to_left)
    return root


def _fill_tree(tree: etree._Element, composition: Composition, *, right_to_left: bool) -> None:
    """Put the marks and placeholders of a composition in the place of a layout's own bodies, behind all else that it shows."""
    kinds = [(shape, mark.get("type", "obj")) for shape in tree if (mark := placeholder_mark(shape)) is not None]
    for shape, _ in kinds:
        tree.remove(shape)
    number = 1 + max((int(shape.get("id", 0)) for shape in tree.iter(f"{{{P}}}cNvPr")), default=1)
    number = max([number, *(1 + int(name.get("id", 0)) for shape, _ in kinds for name in shape.iter(f"{{{P}}}cNvPr"))])
    own = next((shape for shape, kind in kinds if kind in TITLES), None)
    title = _xml(title_xml(number, composition.title or Box(0, 0, 0, 0))) if own is None else own
    _change_title(title, composition)
    marks = [_xml(mark_xml(number + n, n, mark)) for n, mark in enumerate(composition.marks, 1)]
    first = number + 1 + len(marks)
    holders = [_xml(holder_xml(n, holder, right_to_left=right_to_left)) for n, holder in enumerate(composition.holders, first)]
    foot = [shape for shape, kind in kinds if kind in FOOT]
    _renumber(foot, {holder.idx for holder in composition.holders})
    # in reading order
    tree.extend([*marks, title, *holders, *foot])


def _renumber(foot: list[etree._Element], taken: set[int]) -> None:
    """Give what stays of a layout numbers that no other placeholder has: LibreOffice's date and footer have those of bodies."""
    marks = [mark for shape in foot if (mark := placeholder_mark(shape)) is not None]
    own = {int(mark.get("idx", 0)) for mark in marks}
    free = (n for n in range(FIRST_FREE, FIRST_FREE + len(own) + 1 + len(marks)) if n not in own)
    for mark in marks:
        if int(mark.get("idx", 0)) in taken:
            mark.set("idx", str(next(free)))


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
        properties.insert(0, _xml(place_xml(composition.title).replace("<a:xfrm", f'<a:xfrm xmlns:a="{A}"', 1)))
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
            run.insert(1 if run.find(f"{{{A}}}ln") is not None else 0, _xml(ink_xml(composition.title_ink, f' xmlns:a="{A}"')))


def _title_run(body: etree._Element) -> etree._Element:
    """Return the properties of a title's text, made where there are none."""
    styles = _child(body, "lstStyle", 1)
    level = _child(styles, "lvl1pPr", 1 if styles.find(f"{{{A}}}defPPr") is not None else 0)
    return _child(level, "defRPr", -1 if level.find(f"{{{A}}}extLst") is not None else len(level))


def _child(parent: etree._Element, tag: str, place: int) -> etree._Element:
    """Return a child of an element, made at a place where there is none."""
    found = parent.find(f"{{{A}}}{tag}")
    if found is None:
        found = etree.Element(f"{{{A}}}{tag}")
        parent.insert(place, found)
    return found

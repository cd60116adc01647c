"""Marks on the slides and shapes of the result, so that they are known again (see docs/analysis/identity.md)."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from deck.model.merged import MergedSlide
from deck.ooxml.marks import slide_number
from deck.ooxml.merging.elements import drop, present
from deck.ooxml.merging.opened import Opened
from deck.ooxml.merging.shapes import NAME
from deck.ooxml.merging.slides import is_whole
from deck.ooxml.names import P14, A, P
from deck.ooxml.places import shapes_of

PREFIX = "deck:"
A16 = "http://schemas.microsoft.com/office/drawing/2014/main"
SLIDE_EXTENSION = "{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"
SHAPE_EXTENSION = "{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"
CREATION, GUID = f"{{{P14}}}creationId", f"{{{A16}}}creationId"


def mark_slides(slides: Sequence[MergedSlide], parts: Sequence[str], new: Opened, result: Opened) -> None:
    """Mark each slide that is ours, and its shapes as their new counterparts are; take our marks off everything else."""
    ours: set[str] = set()
    numbers: set[str] = set()
    marked: dict[str, list[etree._Element]] = {}
    for slide, part in zip(slides, parts, strict=True):
        if slide.key:
            root = result.root(part)
            numbers.add(_mark_slide(root, slide.key))
            marked[part] = _mark_shapes(slide, root, new, ours)
    for slide, part in zip(slides, parts, strict=True):
        root = result.root(part)
        if not slide.key:
            _unmark_slide(root, numbers)
        known = {shape.find(NAME) for shape in marked.get(part, ())}
        for found in list(root.iter(GUID)):
            holder = _holder(found)
            if found.get("id") in ours and (holder is None or holder not in known):
                _drop_extension(found)


def _mark_slide(root: etree._Element, key: str) -> str:
    """Return the number of a slide, after it was given its name and number."""
    slide, number = present(root.find(f"{{{P}}}cSld")), str(slide_number(key))
    if slide.get("name") != PREFIX + key:
        slide.set("name", PREFIX + key)
    found = slide.find(f".//{CREATION}")
    if found is None:
        found = etree.SubElement(_extension(slide, P, SLIDE_EXTENSION), CREATION, nsmap={"p14": P14})
    if found.get("val") != number:
        found.set("val", number)
    return number


def _mark_shapes(slide: MergedSlide, root: etree._Element, new: Opened, given: set[str]) -> list[etree._Element]:
    """Return the shapes that have a new counterpart, after they were given its marks; no mark is `given` twice.

    A name goes with the mark: where a program kept the mark, another name was given by hand.
    """
    found = []
    for shape, other in _counterparts(slide, root, new):
        name, wanted = shape.find(NAME), other.find(NAME)
        guid = _guid(other)
        if name is None or wanted is None or not guid or guid in given:
            continue
        given.add(guid)
        if _guid(shape) != guid:
            _set_guid(name, guid)
            name.set("name", str(wanted.get("name", "")))
        found.append(shape)
    return found


def _counterparts(slide: MergedSlide, root: etree._Element, new: Opened) -> list[tuple[etree._Element, etree._Element]]:
    shapes, whole = shapes_of(root), is_whole(slide)
    if slide.new is not None and whole == "new":
        return list(zip(shapes, new.shapes(slide.new), strict=False))
    if whole == "disk":
        spots = [(meant.disk[1], meant.new) for meant in slide.shapes if meant.disk and meant.disk[0] == slide.disk and meant.new]
        return [(shapes[place], new.shapes(spot[0])[spot[1]]) for place, spot in spots]
    if len(shapes) != len(slide.shapes):
        return []
    return [(shape, new.shapes(meant.new[0])[meant.new[1]]) for shape, meant in zip(shapes, slide.shapes, strict=True) if meant.new]


def _guid(shape: etree._Element) -> str:
    name = shape.find(NAME)
    found = None if name is None else name.find(f"{{{A}}}extLst/{{{A}}}ext/{GUID}")
    return "" if found is None else str(found.get("id", ""))


def _set_guid(name: etree._Element, guid: str) -> None:
    found = name.find(f"{{{A}}}extLst/{{{A}}}ext/{GUID}")
    if found is None:
        found = etree.SubElement(_extension(name, A, SHAPE_EXTENSION), GUID, nsmap={"a16": A16})
    found.set("id", guid)


def _extension(parent: etree._Element, namespace: str, uri: str) -> etree._Element:
    """Return a new extension of an element, in the list of those that it has."""
    listed = parent.find(f"{{{namespace}}}extLst")
    if listed is None:
        listed = etree.SubElement(parent, f"{{{namespace}}}extLst")
    return etree.SubElement(listed, f"{{{namespace}}}ext", uri=uri)


def _unmark_slide(root: etree._Element, numbers: set[str]) -> None:
    """Take our name and number off a slide that is not ours."""
    slide = present(root.find(f"{{{P}}}cSld"))
    if str(slide.get("name", "")).startswith(PREFIX):
        del slide.attrib["name"]
    for found in list(root.iter(CREATION)):
        if found.get("val") in numbers:
            _drop_extension(found)


def _holder(found: etree._Element) -> etree._Element | None:
    """Return the cNvPr that a GUID marks, None for one of something else, a column of a table."""
    return next((above for above in found.iterancestors(f"{{{P}}}cNvPr")), None)


def _drop_extension(found: etree._Element) -> None:
    """Drop an extension, and the list that is empty then."""
    extension = present(found.getparent())
    listed = present(extension.getparent())
    listed.remove(extension)
    if not len(listed):
        drop(listed)

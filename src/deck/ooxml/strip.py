"""A copy of a .pptx to send out: without the marks by which it is known again, and without what only its speaker needs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.errors import OutputError
from deck.ooxml.found import NO_DECK
from deck.ooxml.found.deck import PREFIX
from deck.ooxml.marks import slide_number
from deck.ooxml.names import A16, OLE, P14, P, R
from deck.ooxml.package import (
    BROKEN,
    CONTENT_TYPES,
    RELATIONS,
    TYPES,
    Parts,
    parsed,
    related,
    relations_part,
    serialized,
    target,
    targets,
    unzipped,
    zipped,
)
from deck.ooxml.properties import CUSTOM, CUSTOM_RELATION

OFFICE = "http://schemas.microsoft.com/office"
# PowerPoint's list of what was changed by whom names slides and shapes by their creation ids; it does without
CHANGES = f"{OFFICE}/2016/11/relationships/changesInfo"
COMMENTS = frozenset(
    {
        RT.COMMENTS,
        RT.COMMENT_AUTHORS,
        f"{OFFICE}/2018/10/relationships/comments",
        f"{OFFICE}/2018/10/relationships/authors",
        f"{OFFICE}/2019/05/relationships/documenttasks",
    }
)
NOTES = frozenset({RT.NOTES_SLIDE})
OUR_ITEM = b"urn:recap-deck:base:"
OUR_PROPERTY = "deck."
ITEM = re.compile(r"customXml/item\d+\.xml")
# what PowerPoint counts and lists in docProps/app.xml, titles of hidden slides among it
COUNTED = ("TitlesOfParts", "HeadingPairs", "Slides", "HiddenSlides", "Notes", "Words", "Paragraphs")
# the fifth kind of GUID is made from a name, as ours are; PowerPoint's are made by chance, the fourth
NAMED_GUID = re.compile(r"\{[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[0-9A-F]{4}-[0-9A-F]{12}\}", re.IGNORECASE)


def stripped(content: bytes, *, notes: bool = False, comments: bool = False, hidden: bool = False) -> bytes:
    """Return a .pptx without our marks, and without its notes, its comments, its hidden slides where that is said.

    All other parts are the same, byte by byte. Raises OutputError for what is no .pptx, or when no slide would be left.
    """
    if content.startswith(OLE):
        raise OutputError("the file has a password, or is of PowerPoint 97 to 2003; save it as .pptx without a password")
    try:
        parts = unzipped(content)
        main = related(parts, "", RT.OFFICE_DOCUMENT)[0]
        before = _reachable(parts)
        if hidden:
            _drop_hidden(parts, main)
        kinds = {CHANGES} | (NOTES if notes else set()) | (COMMENTS if comments else set())
        _cut(parts, lambda kind, _: kind in kinds)
        _drop_marks(parts, main)
        if notes or hidden:
            _drop_counts(parts)
        _drop_parts(parts, before - _reachable(parts))
        return zipped(parts)
    except BROKEN as error:
        raise OutputError(NO_DECK) from error


def _drop_marks(parts: Parts, main: str) -> None:
    """Drop all by which a deck, its slides, its shapes and its sections are known again."""
    numbers = set(map(slide_number, _keys(parts)))
    slides = related(parts, main, RT.SLIDE)
    for name in [*slides, *(spoken for slide in slides for spoken in related(parts, slide, RT.NOTES_SLIDE))]:
        numbers |= _unmarked(parts, name, frozenset(numbers))
    _edit(parts, main, _without_named_sections)
    for name in sorted(name for name in parts if name.startswith("ppt/") and name.endswith(".xml")):
        if b"cId=" in parts[name] or b"creationId=" in parts[name]:
            _edit(parts, name, lambda root: _without_references(root, numbers))
    items = {name for name in parts if ITEM.fullmatch(name) and OUR_ITEM in parts[name]}
    items |= {name for item in items for name in related(parts, item, RT.CUSTOM_XML_PROPS)}
    # first, and even where nothing leads to them: one that is torn cannot be edited
    _drop_parts(parts, items)
    _cut(parts, lambda _, part: part in items)
    _drop_property(parts)


def _drop_property(parts: Parts) -> None:
    """Drop the id of the build, and the part that it was alone in."""
    for name in related(parts, "", CUSTOM_RELATION):
        root = parsed(parts[name])
        ours = [row for row in root.iter(f"{{{CUSTOM}}}property") if str(row.get("name")).startswith(OUR_PROPERTY)]
        for row in ours:
            root.remove(row)
        if ours:
            parts[name] = serialized(root)
        if ours and not len(root):
            _cut(parts, lambda _, part: part == name)  # noqa: B023  called here


def _keys(parts: Parts) -> Iterator[str]:
    """Yield the keys of the slides that the base in the file knows; one that is torn is dropped all the same."""
    for name in parts:
        if ITEM.fullmatch(name) and OUR_ITEM in parts[name]:
            try:
                yield from [str(slide["key"]) for slide in json.loads(parsed(parts[name]).text or "")["slides"]]
            except BROKEN:
                continue


def _unmarked(parts: Parts, name: str, numbers: frozenset[int]) -> frozenset[int]:
    """Drop the marks of a slide; return its creation ids when it is ours by its name, or by one of the `numbers`."""
    root = parsed(parts[name])
    slide = root.find(f"{{{P}}}cSld")
    own = [mark for mark in root.iter(f"{{{P14}}}creationId") if mark.get("val")]
    ids = frozenset(int(str(mark.get("val"))) for mark in own)
    named = slide is not None and str(slide.get("name", "")).startswith(PREFIX)
    ours = named or bool(ids & numbers)
    if named and slide is not None:
        del slide.attrib["name"]
    shapes = [mark for mark in root.iter(f"{{{A16}}}creationId") if ours or NAMED_GUID.fullmatch(str(mark.get("id")))]
    marks = [*(own if ours else ()), *shapes]
    for mark in marks:
        _remove_extension(mark)
    if named or marks:
        parts[name] = serialized(root)
    return ids if ours else frozenset()


def _without_named_sections(root: etree._Element) -> bool:
    """Give the sections whose ids are made from their keys ids that tell nothing."""
    found = False
    for n, section in enumerate(root.iter(f"{{{P14}}}section"), 1):
        if NAMED_GUID.fullmatch(str(section.get("id"))):
            section.set("id", f"{{00000000-0000-4000-8000-{n:012X}}}")
            found = True
    return found


def _without_references(root: etree._Element, numbers: Collection[int]) -> bool:
    """Take our creation ids out of what names slides and shapes by them (comments, zooms): there, 0 is any."""
    found = False
    for element in root.iter(etree.Element):
        if element.get("cId", "").isdigit() and int(element.get("cId", "")) in numbers:
            element.set("cId", "0")
            found = True
        if NAMED_GUID.fullmatch(element.get("creationId", "")):
            del element.attrib["creationId"]
            found = True
    return found


def _drop_hidden(parts: Parts, main: str) -> None:
    """Take the hidden slides out, with all that leads to them; their sections too where nothing is left in them."""
    root = parsed(parts[main])
    names = targets(parts, main)
    rows = {row: names[str(row.get(f"{{{R}}}id"))] for row in root.iter(f"{{{P}}}sldId")}
    hidden = {row: name for row, name in rows.items() if parsed(parts[name]).get("show") in ("0", "false")}
    if not hidden:
        return
    if len(hidden) == len(rows):
        raise OutputError("all its slides are hidden, so that none would be left; show one, or strip it without `--hidden`")
    ids, gone = {str(row.get("id")) for row in hidden}, set(hidden.values())
    for section in list(root.iter(f"{{{P14}}}section")):
        listed = list(section.iter(f"{{{P14}}}sldId"))
        left = [entry for entry in listed if entry.get("id") not in ids]
        for entry in listed:
            if entry not in left:
                _remove(entry)
        if listed and not left:
            _remove(section)
    for sections in [found for found in root.iter(f"{{{P14}}}sectionLst") if not len(found)]:
        _remove_extension(sections)
    parts[main] = serialized(root)
    first_gone = next(iter(rows)) in hidden
    for name in [name for name in parts if name.startswith("ppt/slides/") and b"sldZm" in parts[name]]:
        _edit(parts, name, lambda root: _without_zooms(root, ids))
    # the picture of a deck is that of its first slide
    _cut(parts, lambda kind, part: part in gone or (first_gone and kind == RT.THUMBNAIL))


def _without_zooms(root: etree._Element, ids: Collection[str]) -> bool:
    """Take out the zooms to slides by their ids: each holds a picture of its slide."""
    zooms = [zoom for zoom in root.iter(etree.Element) if etree.QName(zoom).localname == "sldZmObj" and zoom.get("sldId") in ids]
    for zoom in zooms:
        frames = [up for up in zoom.iterancestors() if etree.QName(up).localname in ("AlternateContent", "graphicFrame")]
        _remove(frames[-1])
    return bool(zooms)


def _drop_counts(parts: Parts) -> None:
    for name in related(parts, "", RT.EXTENDED_PROPERTIES):
        root = parsed(parts[name])
        counted = [row for row in root.iterchildren(etree.Element) if etree.QName(row).localname in COUNTED]
        for row in counted:
            root.remove(row)
        if counted:
            parts[name] = serialized(root)


def _cut(parts: Parts, wanted: Callable[[str, str], bool]) -> None:
    """Drop the relations that are `wanted`, by kind and by the part that they lead to, with all elements that go by one."""
    for rels in [name for name in parts if name.endswith(".rels")]:
        source = _source(rels)
        root = parsed(parts[rels])
        rows = [row for row in root.iter(f"{{{RELATIONS}}}Relationship") if row.get("TargetMode") != "External"]
        going = [row for row in rows if wanted(str(row.get("Type")), target(source, row))]
        if not going:
            continue
        ids = {str(row.get("Id")) for row in going}
        for row in going:
            root.remove(row)
        parts[rels] = serialized(root)
        if source in parts and source.endswith(".xml"):
            _edit(parts, source, lambda root: _without_relations(root, ids))  # noqa: B023  called here


def _without_relations(root: etree._Element, ids: Collection[str]) -> bool:
    """Remove the elements that go by relations with the given ids."""
    attributes = [f"{{{R}}}{name}" for name in ("id", "embed", "link", "pict")]
    found = [element for element in root.iter(etree.Element) if any(element.get(name) in ids for name in attributes)]
    for element in found:
        if any(etree.QName(up).localname == "ext" for up in element.iterancestors()):
            _remove_extension(element)
        else:
            _remove(element)
    return bool(found)


def _reachable(parts: Parts) -> set[str]:
    """Return the parts that the package leads to."""
    found: set[str] = set()
    asked = [""]
    while asked:
        new = [name for name in targets(parts, asked.pop()).values() if name in parts and name not in found]
        found.update(new)
        asked += new
    return found


def _drop_parts(parts: Parts, names: Iterable[str]) -> None:
    """Drop parts, with their relations and their content types."""
    gone = {part for name in names for part in (name, relations_part(name))}
    for name in gone:
        parts.pop(name, None)
    root = parsed(parts[CONTENT_TYPES])
    rows = [row for row in root.iter(f"{{{TYPES}}}Override") if str(row.get("PartName")).lstrip("/") in gone]
    for row in rows:
        root.remove(row)
    if rows:
        parts[CONTENT_TYPES] = serialized(root)


def _source(rels: str) -> str:
    """Return the name of the part whose relations a part holds, "" for the package's."""
    folder, _, name = rels.rpartition("_rels/")
    return f"{folder}{name.removesuffix('.rels')}"


def _edit(parts: Parts, name: str, change: Callable[[etree._Element], bool]) -> None:
    """Change a part; one that is not changed stays as it was, byte by byte."""
    root = parsed(parts[name])
    if change(root):
        parts[name] = serialized(root)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _remove_extension(element: etree._Element) -> None:
    """Remove an element with the extension that holds it, and the list of extensions when it was the last."""
    extension = next((up for up in element.iterancestors() if etree.QName(up).localname == "ext"), None)
    listed = None if extension is None else extension.getparent()
    _remove(element if extension is None else extension)
    if listed is not None and not len(listed):
        _remove(listed)

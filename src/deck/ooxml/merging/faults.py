"""What makes a package broken: relations that lead nowhere, parts without a type, numbers that are given twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.ooxml.merging.carrying import used
from deck.ooxml.merging.opened import Opened, id_of
from deck.ooxml.names import P14, P
from deck.ooxml.package import CONTENT_TYPES, TYPES

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def faults(package: Opened) -> set[str]:
    """Return what is wrong with a package, in words."""
    found = {*_of_types(package), *_of_relations(package), *_of_lists(package)}
    for name in package.slides:
        found.update(_of_slide(name, package.root(name)))
    return found


def _of_types(package: Opened) -> Iterator[str]:
    for name in package.parts:
        if name != CONTENT_TYPES and not package.content_type(name):
            yield f"{name} has no content type"
    named = [str(row.get("PartName")).lstrip("/") for row in package.root(CONTENT_TYPES).findall(f"{{{TYPES}}}Override")]
    yield from (f"{name} has a content type and is not there" for name in named if name not in package.parts)
    yield from (f"{name} is declared twice" for name in _twice(named))
    yield from (f"{name} is there twice" for name in _twice(name.lower() for name in package.parts))


def _of_relations(package: Opened) -> Iterator[str]:
    """Yield relations to parts that are not there, and ids in slides, notes, layouts and the presentation that no relation has."""
    checked = {package.main, *package.slides, *(name for name in map(package.notes, package.slides) if name)}
    for master in package.related(package.main, RT.SLIDE_MASTER):
        checked |= {master, *package.related(master, RT.SLIDE_LAYOUT)}
    for name in ["", *package.parts]:
        if name.endswith(".rels"):
            continue
        rows = package.rows(name)
        yield from (f"{name} leads to {row.target}" for row in rows.values() if not row.outside and row.target not in package.parts)
        if name in checked and name in package.parts:
            yield from (f"{name} speaks of {id_}" for id_ in used(package.root(name)) if id_ and id_ not in rows)


def _of_lists(package: Opened) -> Iterator[str]:
    root = package.root(package.main)
    ids = [str(row.get("id")) for row in package.listed()]
    yield from (f"the slide id {id_} is given twice" for id_ in _twice(ids))
    rows = package.rows(package.main)
    listed = [rows[id_of(row)].target for row in package.listed() if id_of(row) in rows]
    yield from (f"{name} is listed twice" for name in _twice(listed))
    designs = [str(row.get("id")) for row in root.iter(f"{{{P}}}sldMasterId")]
    for master in package.related(package.main, RT.SLIDE_MASTER):
        designs += [str(row.get("id")) for row in package.root(master).iter(f"{{{P}}}sldLayoutId")]
    yield from (f"the layout id {id_} is given twice" for id_ in _twice(designs))
    sections = [str(row.get("id")) for row in root.iter(f"{{{P14}}}sldId")]
    if sections and sorted(sections) != sorted(ids):
        yield "the sections do not list each slide once"


def _of_slide(name: str, root: etree._Element) -> Iterator[str]:
    # what an older program shows in the place of a shape has its number
    twins = {twin for fallback in root.iter(FALLBACK) for twin in fallback.iter(f"{{{P}}}cNvPr")}
    ids = [str(found.get("id")) for found in root.iter(f"{{{P}}}cNvPr") if found not in twins]
    yield from (f"{name} has two shapes {id_}" for id_ in _twice(ids))
    held = {str(found.get("id")) for found in root.iter(f"{{{P}}}cNvPr")}
    animated = {str(found.get("spid")) for tag in ("spTgt", "bldP", "bldGraphic") for found in root.iter(f"{{{P}}}{tag}")}
    yield from (f"{name} animates shape {id_}, which it has not" for id_ in animated - held)


def _twice(values: Iterable[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if count > 1)

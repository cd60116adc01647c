"""The properties of the result."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.ooxml.merging.opened import Changing
from deck.ooxml.package import HEAD, Relation
from deck.ooxml.properties import BUILD, CUSTOM, CUSTOM_RELATION, DC, PROPERTY_SET, VARIANT, custom_properties
from deck.ooxml.write import CORE as CORE_PART
from deck.ooxml.write import CUSTOM as CUSTOM_PART
from deck.ooxml.write import CUSTOM_TYPE

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def set_properties(package: Changing, build: str, core: Mapping[str, str]) -> None:
    """Set the id of the build, and fields of the core properties by their names (title, subject, description, creator)."""
    held = next((name for name in package.related("", CUSTOM_RELATION) if name in package.parts), "")
    if held:
        _set_custom(package.root(held), BUILD, build)
    else:
        _add(package, CUSTOM_PART, custom_properties({BUILD: build}).encode(), CUSTOM_TYPE, CUSTOM_RELATION)
    if not core:
        return
    name = next((name for name in package.related("", RT.CORE_PROPERTIES) if name in package.parts), "")
    if not name:
        empty = f'{HEAD}<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DC}"/>'.encode()
        name = _add(package, CORE_PART, empty, CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES)
    root = package.root(name)
    for field, value in core.items():
        found = root.find(f"{{{DC}}}{field}")
        if found is None and value:
            found = etree.SubElement(root, f"{{{DC}}}{field}")
        if found is not None and (found.text or "") != value:
            found.text = value


def _add(package: Changing, wanted: str, content: bytes, kind: str, relation: str) -> str:
    name = package.free(wanted)
    package.add(name, content, kind, {})
    package.relate("", Relation("", relation, name))
    return name


def _set_custom(root: etree._Element, name: str, value: str) -> None:
    """Set a property of a text; all others stay."""
    rows = root.findall(f"{{{CUSTOM}}}property")
    row = next((row for row in rows if row.get("name") == name), None)
    if row is not None and row.findtext(f"{{{VARIANT}}}lpwstr") == value:
        return
    if row is None:
        pid = max((int(held.get("pid", 1)) for held in rows), default=1) + 1
        row = etree.SubElement(root, f"{{{CUSTOM}}}property", fmtid=PROPERTY_SET, pid=str(pid), name=name)
    for child in list(row):
        row.remove(child)
    etree.SubElement(row, f"{{{VARIANT}}}lpwstr").text = value

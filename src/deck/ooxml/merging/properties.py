"""The properties of the result, and the base that travels in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.model.marks import Marks
from deck.ooxml.marks import NAMESPACE, section_guid
from deck.ooxml.merging.opened import Changing, Opened
from deck.ooxml.package import HEAD, Parts, Relation, declare, digest_of, parsed, relate, related, relations_part, relations_xml
from deck.ooxml.properties import CUSTOM, PROPERTY_SET, VARIANT, custom_properties
from deck.ooxml.reader import ITEM
from deck.ooxml.text import text
from deck.ooxml.write import CORE as CORE_PART
from deck.ooxml.write import CUSTOM as CUSTOM_PART
from deck.ooxml.write import CUSTOM_RELATION, CUSTOM_TYPE

BUILD = "deck.build"
DC = "http://purl.org/dc/elements/1.1/"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
Base = Callable[[str], str]


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


def add_base(parts: Parts, new: Opened, marks: Marks, base: Base | None) -> None:
    """Put the embedded base in the place of the one in the file, or add it; `base` gives it for the digest of all other parts."""
    made = base or _base_of(new, marks)
    if made is None:
        return
    item = _item_in(parts)
    if not item:
        item = _add_item(parts)
    own = {item, relations_part(item), *related(parts, item, RT.CUSTOM_XML_PROPS)}
    digest = digest_of({name: part for name, part in parts.items() if name not in own})
    parts[item] = f'{HEAD}<base xmlns="{NAMESPACE}">{text(made(digest))}</base>'.encode()


def _base_of(new: Opened, marks: Marks) -> Base | None:
    """Return what makes the base of the new deck that of the result, None where the new deck has none."""
    item = _item_in(new.parts)
    if not item:
        return None
    content = json.loads(parsed(new.parts[item]).text or "")
    marked = {"build": marks.build, "source": marks.source, "version": marks.version, "merged": True}

    def made(digest: str) -> str:
        return json.dumps({**content, **marked, "parts": digest}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    return made


def _item_in(parts: Parts) -> str:
    return next((name for name in sorted(parts) if ITEM.fullmatch(name) and NAMESPACE.encode() in parts[name]), "")


def _add_item(parts: Parts) -> str:
    """Add an empty custom XML item under the first free number; LibreOffice 7.4 drops one that stands behind a gap."""
    n = next(n for n in range(1, len(parts) + 2) if f"customXml/item{n}.xml" not in parts)
    item, properties = f"customXml/item{n}.xml", f"customXml/itemProps{n}.xml"
    parts[item] = b""
    parts[properties] = (
        f'{HEAD}<ds:datastoreItem ds:itemID="{section_guid("base")}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    parts[relations_part(item)] = relations_xml(item, [Relation("rId1", RT.CUSTOM_XML_PROPS, properties)])
    relate(parts, related(parts, "", RT.OFFICE_DOCUMENT)[0], [Relation("", RT.CUSTOM_XML, item)])
    declare(parts, {properties: CT.OFC_CUSTOM_XML_PROPERTIES})
    return item


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

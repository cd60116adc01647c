"""What is broken in a .pptx as a package; written without the program, so that it sees its faults."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter

from lxml import etree

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
A16 = "{http://schemas.microsoft.com/office/drawing/2014/main}"


def broken(content: bytes) -> list[str]:
    """Return the faults of a package, in words."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
    faults = [f"two parts {name}" for name, count in Counter(name.lower() for name in names).items() if count > 1]
    types = etree.fromstring(parts["[Content_Types].xml"])
    usual = {str(row.get("Extension")).lower() for row in types if row.get("Extension")}
    own = [str(row.get("PartName")).lstrip("/") for row in types if row.get("PartName")]
    faults += [f"declared twice: {name}" for name, count in Counter(own).items() if count > 1]
    faults += [f"declared and not there: {name}" for name in own if name not in parts]
    faults += [f"no type: {name}" for name in names if name not in own and name.rpartition(".")[2].lower() not in usual]
    for name in names:
        if name.endswith((".xml", ".rels")):
            faults += _of_part(name, etree.fromstring(parts[name]), parts)
    return faults


def _of_part(name: str, root: etree._Element, parts: dict[str, bytes]) -> list[str]:
    if name.endswith(".rels"):
        folder = posixpath.dirname(posixpath.dirname(name))
        inside = [row for row in root if row.get("TargetMode") != "External"]
        led = {posixpath.normpath(posixpath.join("/", folder, str(row.get("Target")))).lstrip("/") for row in inside}
        return [f"{name} leads to {there}" for there in led if there not in parts]
    folder, file = posixpath.split(name)
    relations = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    known = set() if relations is None else {str(row.get("Id")) for row in etree.fromstring(relations)}
    attributes = [(str(key), str(value)) for found in root.iter("*") for key, value in found.attrib.items()]
    asked = {value for key, value in attributes if key.startswith(f"{{{RELATIONSHIPS}}}") and value}
    faults = [f"{name} asks for {id_}" for id_ in asked - known]
    for tags in ((f"{P}sldId",), (f"{P}sldMasterId", f"{P}sldLayoutId"), (f"{P14}sldId",), (f"{P}cNvPr",), (f"{A16}creationId",)):
        ids = Counter(str(found.get("id")) for found in root.iter(*tags) if next(found.iterancestors(FALLBACK), None) is None)
        faults += [f"{name}: the id {id_} twice" for id_, count in ids.items() if count > 1]
    shapes = {str(found.get("id")) for found in root.iter(f"{P}cNvPr")}
    targets = {str(found.get("spid")) for found in root.iter(f"{P}spTgt", f"{P}bldP")}
    return faults + [f"{name} animates {id_}" for id_ in targets - shapes]

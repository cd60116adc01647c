"""The package as bytes: the same parts in the same order with the same dates, so that the same talk is the same file."""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import NamedTuple, TypeAlias

from lxml import etree
from pptx.exc import PythonPptxError

Parts: TypeAlias = dict[str, bytes]
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPES = "[Content_Types].xml"
FIRST = (CONTENT_TYPES, "_rels/.rels")
EARLIEST = (1980, 1, 1, 0, 0, 0)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# lxml takes no text above this without being told that it is meant; a package that unpacks to more than that is no presentation
LARGE_TEXT, MOST_BYTES = 10_000_000, 1 << 30
# the longest decks have ten thousand parts; each of the zip's directory begins in the same way, and is an object before it can be counted
MOST_PARTS, ENTRY, MOST_ENTRIES = 50_000, b"PK\x01\x02", 200_000
# unpacked at once
PIECE = 1 << 16
# a build opens each of its packages several times: to see whose it is, to read it, to write it, to prove that; no larger one is kept open
KEPT_OPEN, LARGE_PACKAGE = 3, 1 << 25
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
LARGE_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
# what XML 1.0 cannot hold
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# what python-pptx, lxml and zipfile raise on a file that is no package, or a broken one
BROKEN = (
    PythonPptxError,
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


class Relation(NamedTuple):
    """A relation of a part: to another part by its name in the package, or to an address outside."""

    id: str
    kind: str
    target: str
    outside: bool = False


def zipped(parts: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """Return parts as a zip file without the time or the machine that it was made on; `stored`: not packed, to be read at once."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in sorted(parts, key=lambda name: (name not in FIRST, name)):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            package.writestr(entry, parts[name], compresslevel=6)
    return out.getvalue()


def unzipped(content: bytes) -> Parts:
    """Return the parts of a package by name; raises one of BROKEN for what is none."""
    return dict(_opened(content)) if len(content) <= LARGE_PACKAGE else _unzipped(content)


@lru_cache(KEPT_OPEN)
def _opened(content: bytes) -> Parts:
    return _unzipped(content)


def _unzipped(content: bytes) -> Parts:
    with opened_zip(content) as package:
        return {entry.filename: unpacked(package, entry) for entry in entries_of(package)}


def opened_zip(content: bytes) -> zipfile.ZipFile:
    """Return a zip with its directory read; raises BadZipFile for what is none, or lists more than any presentation."""
    if content.count(ENTRY) > MOST_ENTRIES:
        raise zipfile.BadZipFile(f"more than {MOST_ENTRIES} parts")
    return zipfile.ZipFile(io.BytesIO(content))


def entries_of(package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return what a zip's directory lists, folders aside; raises BadZipFile for too much, and for two parts of one name."""
    entries = [entry for entry in package.infolist() if not entry.is_dir()]
    if len(entries) > MOST_PARTS:
        raise zipfile.BadZipFile(f"more than {MOST_PARTS} parts")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise zipfile.BadZipFile(f"more than {MOST_BYTES} bytes unpacked")
    seen: set[str] = set()
    for entry in entries:
        if entry.filename in seen:
            raise zipfile.BadZipFile(f"two of its parts are called {entry.filename}")
        seen.add(entry.filename)
    return entries


def unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return a part, unpacked piece by piece: `read()` unpacks all there is before it looks at what the directory says of its size."""
    with package.open(entry) as stream:
        return b"".join(iter(lambda: stream.read(PIECE), b""))


def digest_of(parts: Mapping[str, bytes]) -> str:
    """Return a hash over the names and bytes of parts."""
    total = hashlib.sha256()
    for name in sorted(parts):
        total.update(name.encode("utf-8", "surrogateescape") + b"\0" + hashlib.sha256(parts[name]).digest())
    return total.hexdigest()


def legal(value: str) -> str:
    """Return characters without those that XML cannot hold."""
    return ILLEGAL.sub("", value)


def parsed(content: bytes) -> etree._Element:
    """Return the root of an XML part; entities stay unread. Raises one of BROKEN."""
    return etree.fromstring(content, LARGE_PARSER if len(content) > LARGE_TEXT else PARSER)


def serialized(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def relations_part(source: str) -> str:
    """Return the name of the part that holds the relations of `source`; "" is the package itself."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations_xml(source: str, relations: Iterable[Relation]) -> bytes:
    """Return the relations of a new part as XML."""
    rows = ""
    for row in relations:
        mode = ' TargetMode="External"' if row.outside else ""
        rows += f'<Relationship Id="{row.id}" Type="{row.kind}" Target="{escape(_path(source, row))}"{mode}/>'
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'.encode()


def related(parts: Parts, source: str, kind: str) -> list[str]:
    """Return the names of the parts that `source` relates to by `kind`."""
    return [target(source, row) for row in _rows(parts, source) if row.get("Type") == kind]


def targets(parts: Parts, source: str) -> dict[str, str]:
    """Return the names of the parts that `source` relates to, by the id of the relation."""
    return {str(row.get("Id")): target(source, row) for row in _rows(parts, source) if row.get("TargetMode") != "External"}


def relations(parts: Parts, source: str) -> list[Relation]:
    """Return the relations of a part."""
    held = parts.get(relations_part(source))
    if held is None:
        return []
    return [
        Relation(str(row.get("Id")), str(row.get("Type")), str(row.get("Target")), outside=True)
        if row.get("TargetMode") == "External"
        else Relation(str(row.get("Id")), str(row.get("Type")), target(source, row))
        for row in parsed(held).iterchildren(f"{{{RELATIONS}}}Relationship")
    ]


def relate(parts: Parts, source: str, relations: Iterable[Relation]) -> None:
    """Add relations to a part; one with an empty id gets the first that is free."""
    root = _rows(parts, source)
    taken = {str(row.get("Id")) for row in root}
    for relation in relations:
        name = relation.id or next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        taken.add(name)
        etree.SubElement(root, f"{{{RELATIONS}}}Relationship", Id=name, Type=relation.kind, Target=_path(source, relation))
    parts[relations_part(source)] = serialized(root)


def unrelate(parts: Parts, source: str, kind: str, names: Iterable[str] | None = None) -> None:
    """Drop the relations of one kind, to the parts `names` or to any, and those parts with their own relations."""
    root = _rows(parts, source)
    wanted = None if names is None else set(names)
    for row in [row for row in root if row.get("Type") == kind]:
        name = target(source, row)
        if wanted is None or name in wanted:
            root.remove(row)
            parts.pop(name, None)
            parts.pop(relations_part(name), None)
    parts[relations_part(source)] = serialized(root)


def declare(parts: Parts, types: Mapping[str, str]) -> None:
    """Declare the content types of parts by name, and drop those of parts that are gone."""
    root = parsed(parts[CONTENT_TYPES])
    for override in root.findall(f"{{{TYPES}}}Override"):
        name = str(override.get("PartName")).lstrip("/")
        if name not in parts or name in types:
            root.remove(override)
    for name, kind in types.items():
        etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    parts[CONTENT_TYPES] = serialized(root)


def declare_kind(parts: Parts, ending: str, kind: str) -> None:
    """Declare the content type of all parts whose names have an ending, where none is declared."""
    root = parsed(parts[CONTENT_TYPES])
    if not any(str(row.get("Extension")).lower() == ending for row in root.findall(f"{{{TYPES}}}Default")):
        root.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension=ending, ContentType=kind))
        parts[CONTENT_TYPES] = serialized(root)


def target(source: str, row: etree._Element) -> str:
    """Return the name of the part that a row of relations of `source` leads to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), str(row.get("Target")))).lstrip("/")


def _rows(parts: Parts, source: str) -> etree._Element:
    held = parts.get(relations_part(source))
    return etree.fromstring(relations_xml(source, ())) if held is None else parsed(held)


def _path(source: str, relation: Relation) -> str:
    if relation.outside:
        return relation.target
    return posixpath.relpath(f"/{relation.target}", posixpath.join("/", posixpath.dirname(source)))

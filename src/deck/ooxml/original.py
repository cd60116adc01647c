"""A package of anybody's, read part by part within limits: what nothing leads to is never unpacked."""

from __future__ import annotations

import re
import zipfile
from typing import NamedTuple

from lxml import etree

from deck.errors import TemplateError
from deck.ooxml.kinds import SAVE, other_kind, other_zip
from deck.ooxml.package import BROKEN, CONTENT_TYPES, RELATIONS, TYPES, entries_of, opened_zip, parsed, relations_part, target, unpacked

# an honest part is packed to a hundredth at most; only of large ones does it matter
LARGE_PART, MOST_RATIO = 1 << 22, 200
# as trees they take twenty times their bytes; masters with drawings of whole maps have a few million
MOST_XML, MOST_XML_IN_ALL = 1 << 24, 1 << 26
STORED, DEFLATED, ENCRYPTED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, 0x1
# what a name must not be if it were a path: nothing is ever written there, and no program makes such names
STRAY_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.?(?:[/\\]|$)|//|[\0-\x1f]")
PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
# OPC (ECMA-376-2, 8.1.4) has no other encodings, and no DTD: what is hidden in either is not looked for
ENCODINGS = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["'](?!utf-8["']|utf-16(?:le|be)?["']|us-ascii["'])""", re.IGNORECASE)
UTF_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
DTD = (b"<!DOCTYPE", b"<!ENTITY")
DECLARED = re.compile(r"""^(<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']""")


class Row(NamedTuple):
    """A relation as the file has it: `target` is the name of a part, or an address where it leads `outside`."""

    id: str
    kind: str
    target: str
    outside: bool


class Original:
    """A file as its owner gave it; every question to it raises TemplateError for what cannot be read."""

    def __init__(self, content: bytes, name: str) -> None:
        self._name, self._size, self._read_xml = name, len(content), 0
        try:
            self._zip = opened_zip(content)
            entries = entries_of(self._zip)
        except BROKEN as error:
            what = other_kind(content) or f"is no .pptx that can be opened ({_said(error)}); {SAVE}, or get a whole copy"
            raise TemplateError(f"{name} {what}") from error
        self._parts = {_key(entry.filename): entry for entry in entries}
        names = {entry.filename for entry in entries}
        if CONTENT_TYPES not in names:
            what = other_zip(names, self._mimetype(entries)) or f"is a zip and no presentation; {SAVE}, or name another"
            raise TemplateError(f"{name} {what}")
        self._refuse_bombs(entries)
        self._usual: dict[str, str] = {}
        self._own: dict[str, str] = {}
        for row in self.xml(CONTENT_TYPES).iter(etree.Element):
            if row.tag == f"{{{TYPES}}}Default":
                self._usual[str(row.get("Extension")).lower()] = str(row.get("ContentType"))
            elif row.tag == f"{{{TYPES}}}Override":
                self._own[_key(str(row.get("PartName")).lstrip("/"))] = str(row.get("ContentType"))

    def holds(self, part: str) -> bool:
        """Tell whether there is a part of this name, with a content type."""
        return _key(part) in self._parts and bool(self.type_of(part))

    def name_of(self, part: str) -> str:
        """Return how the zip writes the name of a part: capitals and percent-encoding tell no two apart."""
        return self._parts[_key(part)].filename

    def type_of(self, part: str) -> str:
        """Return the content type of a part, "" for none."""
        ending = part.rpartition(".")[2].lower()
        return self._own.get(_key(part)) or self._usual.get(ending, "")

    def names(self) -> set[str]:
        return {entry.filename for entry in self._parts.values()}

    def read(self, part: str) -> bytes:
        try:
            return unpacked(self._zip, self._parts[_key(part)])
        except BROKEN as error:
            raise TemplateError(f"{self._name} is damaged in {part} ({_said(error)}); {SAVE} anew, or get a whole copy") from error

    def xml(self, part: str, content: bytes | None = None) -> etree._Element:
        """Return the root of a part, whatever it is encoded in; one with a DTD is refused unread."""
        content = self.read(part) if content is None else content
        self._read_xml += len(content)
        if len(content) > MOST_XML or self._read_xml > MOST_XML_IN_ALL:
            raise TemplateError(f"{self._name} has more XML than any template ({part}); {SAVE} anew, without its slides")
        content = _in_utf_8(content)
        if any(mark in content for mark in DTD):
            raise TemplateError(f"{self._name} declares entities in {part}, which no presentation does, so it is not read; {SAVE} anew")
        if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or ENCODINGS.search(content):
            raise TemplateError(f"{self._name} has a part in an encoding that no presentation has ({part}); {SAVE} anew")
        try:
            return parsed(content)
        except BROKEN as error:
            raise TemplateError(f"{self._name} has a broken part, {part} ({_said(error)}); {SAVE} anew, and mend it if asked") from error

    def relations(self, source: str) -> list[Row]:
        """Return the relations of a part, of the package for ""; of two with one id the first counts."""
        held = relations_part(source)
        if _key(held) not in self._parts:
            return []
        found: dict[str, Row] = {}
        for row in self.xml(held).iterchildren(f"{{{RELATIONS}}}Relationship"):
            outside = str(row.get("TargetMode", "")).lower() == "external"
            address = str(row.get("Target", "")).strip()
            if not outside:
                row.set("Target", address.replace("\\", "/").partition("#")[0])
                part = target(source, row)
                address = self.name_of(part) if self.holds(part) else part
            if row.get("Id"):
                found.setdefault(str(row.get("Id")), Row(str(row.get("Id")), str(row.get("Type", "")), address, outside))
        return list(found.values())

    def _mimetype(self, entries: list[zipfile.ZipInfo]) -> bytes:
        small = any(entry.filename == "mimetype" and entry.file_size < 1000 for entry in entries)
        return self.read("mimetype") if small else b""

    def _refuse_bombs(self, entries: list[zipfile.ZipInfo]) -> None:
        for entry in entries:
            if entry.flag_bits & ENCRYPTED:
                raise TemplateError(f"{self._name} is locked by a password; save it in PowerPoint as .pptx without a password")
            if entry.compress_type not in (STORED, DEFLATED):
                raise TemplateError(f"{self._name} is packed as no presentation is ({entry.filename}); {SAVE} anew")
            if STRAY_NAME.search(entry.filename):
                raise TemplateError(f"{self._name} has a part that is called {entry.filename!r}, as in no presentation; {SAVE} anew")
            if entry.file_size > LARGE_PART and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
                raise TemplateError(f"{self._name} has a part that unpacks to {entry.file_size:,} bytes ({entry.filename}); {SAVE} anew")
        if (total := sum(entry.file_size for entry in entries)) > max(MOST_RATIO * self._size, LARGE_PART):
            raise TemplateError(f"{self._name} unpacks to {total:,} bytes, which no presentation of its size does; {SAVE} anew")
        if len(self._parts) < len(entries):
            raise TemplateError(f"{self._name} has two parts whose names differ in capitals alone; {SAVE} anew")


def _key(part: str) -> str:
    """Return what two names have in common that are one name by OPC (ECMA-376-2, 8.1.1): capitals and percent-encoding aside."""
    plain = PERCENT.sub(lambda found: bytes([int(found[1], 16)]), part.encode("utf-8", "surrogateescape"))
    return plain.decode("utf-8", "replace").lower()


def is_utf_8(content: bytes) -> bool:
    """Tell whether XML is in UTF-8, as all that is written."""
    return not any(content.startswith(beginning) for beginning, _ in UTF_16)


def _in_utf_8(content: bytes) -> bytes:
    """Return XML that is in UTF-16 in UTF-8; what is cut within a character stays as it is, and is refused."""
    for beginning, encoding in UTF_16:
        if content.startswith(beginning):
            try:
                return DECLARED.sub(r"\1", content.decode(encoding)).encode()
            except UnicodeError:
                return content
    return content


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__

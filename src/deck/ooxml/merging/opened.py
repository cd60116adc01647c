"""A package, its parts parsed when they are asked for; and one that changes, of which only what really changed is written anew."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.errors import OutputError
from deck.ooxml.found import NO_DECK, slide_parts
from deck.ooxml.names import P, R
from deck.ooxml.package import (
    BROKEN,
    CONTENT_TYPES,
    TYPES,
    Parts,
    Relation,
    parsed,
    relations,
    relations_part,
    relations_xml,
    serialized,
    unzipped,
)
from deck.ooxml.places import notes_body, paragraphs_of, shapes_of

NUMBERED = re.compile(r"(.*?)(\d*)(\.[^./]*)?")
Rows = dict[str, Relation]


class Opened:
    """A package that is read: the names of its slides in their order, and its parts as they are asked for."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._roots: dict[str, etree._Element] = {}
        self._rows: dict[str, Rows] = {}
        self._shapes: dict[int, list[etree._Element]] = {}
        self._kinds: tuple[dict[str, str], dict[str, str]] | None = None
        self.main = self.related("", RT.OFFICE_DOCUMENT)[0]
        self.slides = slide_parts(parts, self.main)

    def root(self, name: str) -> etree._Element:
        """Return the root of an XML part."""
        if name not in self._roots:
            self._roots[name] = parsed(self.parts[name])
        return self._roots[name]

    def rows(self, name: str) -> Rows:
        """Return the relations of a part by their ids; "" is the package itself."""
        if name not in self._rows:
            self._rows[name] = {row.id: row for row in relations(self.parts, name)}
        return self._rows[name]

    def related(self, name: str, kind: str) -> list[str]:
        """Return the parts that a part relates to by `kind`."""
        return [row.target for row in self.rows(name).values() if row.kind == kind and not row.outside]

    def listed(self) -> list[etree._Element]:
        """Return the p:sldId of each slide."""
        return self.root(self.main).findall(f"{{{P}}}sldIdLst/{{{P}}}sldId")

    def shapes(self, slide: int) -> list[etree._Element]:
        """Return the shapes of a slide by its place."""
        if slide not in self._shapes:
            self._shapes[slide] = shapes_of(self.root(self.slides[slide]))
        return self._shapes[slide]

    def layout(self, slide: str) -> str:
        """Return the layout of a slide."""
        return self.related(slide, RT.SLIDE_LAYOUT)[0]

    def notes(self, slide: str) -> str:
        """Return the notes slide of a slide, "" for none."""
        return next(iter(self.related(slide, RT.NOTES_SLIDE)), "")

    def spoken(self, slide: int) -> list[etree._Element]:
        """Return the paragraphs of a slide's notes."""
        name = self.notes(self.slides[slide])
        return paragraphs_of(notes_body(self.root(name))) if name else []

    def content_type(self, name: str) -> str:
        """Return the content type of a part, "" where none is declared."""
        if self._kinds is None:
            root = self.root(CONTENT_TYPES)
            own = {str(row.get("PartName")).lstrip("/"): str(row.get("ContentType")) for row in root.findall(f"{{{TYPES}}}Override")}
            usual = {str(row.get("Extension")).lower(): str(row.get("ContentType")) for row in root.findall(f"{{{TYPES}}}Default")}
            self._kinds = own, usual
        own, usual = self._kinds
        return own.get(name) or usual.get(ending(name), "")


def opened(content: bytes) -> Opened:
    """Return a package; raises OutputError for what is none."""
    try:
        return Opened(unzipped(content))
    except BROKEN as error:
        raise OutputError(NO_DECK) from error


class Changing(Opened):
    """A package that becomes another one: it starts with the parts of `found`; what nobody changes stays as the bytes that it is."""

    def __init__(self, found: Opened) -> None:
        self._found = found
        self._as_found: dict[str, bytes] = {}
        self._declared: dict[str, str] = {}
        self._media: dict[tuple[str, bytes], str] | None = None
        self._next: dict[tuple[str, str], int] = {}
        self._taken = {name.lower() for name in found.parts}
        super().__init__(dict(found.parts))

    def root(self, name: str) -> etree._Element:
        if name not in self._roots:
            self._roots[name] = parsed(self.parts[name])
            self._as_found[name] = etree.tostring(self._roots[name])
        return self._roots[name]

    def rows(self, name: str) -> Rows:
        if name not in self._rows:
            self._rows[name] = dict(self._found.rows(name))
        return self._rows[name]

    def relate(self, name: str, relation: Relation) -> str:
        """Return the id of a relation of a part, which is added where the part has none like it."""
        rows = self.rows(name)
        held = next((row.id for row in rows.values() if row[1:] == relation[1:]), None)
        if held is None:
            held = next(f"rId{n}" for n in range(1, len(rows) + 2) if f"rId{n}" not in rows)
            rows[held] = relation._replace(id=held)
        return held

    def free(self, wanted: str) -> str:
        """Return a name that no part has or had, `wanted` or that with another number, and take it."""
        name = wanted
        if name.lower() in self._taken:
            match = NUMBERED.fullmatch(wanted)
            stem, end = (wanted, "") if match is None else (match[1], match[3] or "")
            first = self._next.get((stem, end), 1)
            number = next(n for n in range(first, first + len(self._taken) + 1) if f"{stem}{n}{end}".lower() not in self._taken)
            self._next[stem, end] = number + 1
            name = f"{stem}{number}{end}"
        self._taken.add(name.lower())
        return name

    def add(self, name: str, content: bytes, kind: str, rows: Mapping[str, Relation]) -> None:
        """Add a part, or put another in its place."""
        self._taken.add(name.lower())
        self._roots.pop(name, None)
        self.parts[name] = content
        self._rows[name] = dict(rows)
        self._declared[name] = kind

    def picture(self, content: bytes, wanted: str, kind: str) -> str:
        """Return the name of the part that holds these bytes, which is added where there is none."""
        if self._media is None:
            self._media = {(ending(name), held): name for name, held in reversed(self.parts.items()) if "/media/" in name}
        name = self._media.get((ending(wanted), content))
        if name is None:
            name = self._media[ending(wanted), content] = self.free(wanted)
            self.add(name, content, kind, {})
        return name

    def remove(self, names: set[str]) -> None:
        """Remove parts with their relations."""
        for name in names:
            self._roots.pop(name, None)
            self._rows[name] = {}
            self.parts.pop(name, None)

    def closed(self) -> Parts:
        """Return the parts as they are now: those that nobody leads to any more, and somebody did, are gone."""
        self.remove((_reached(self._found) & set(self.parts)) - _reached(self))
        for name, root in self._roots.items():
            if etree.tostring(root) != self._as_found[name]:
                self.parts[name] = serialized(root)
        for name, rows in self._rows.items():
            if rows != self._found.rows(name):
                self._write_rows(name, rows)
        self._declare()
        return self.parts

    def _write_rows(self, name: str, rows: Rows) -> None:
        if rows:
            self.parts[relations_part(name)] = relations_xml(name, rows.values())
        else:
            self.parts.pop(relations_part(name), None)

    def _declare(self) -> None:
        """Declare what was added, and drop what is gone."""
        root = parsed(self.parts[CONTENT_TYPES])
        before = etree.tostring(root)
        usual = {str(row.get("Extension")).lower(): str(row.get("ContentType")) for row in root.findall(f"{{{TYPES}}}Default")}
        named = {}
        for row in root.findall(f"{{{TYPES}}}Override"):
            name = str(row.get("PartName")).lstrip("/")
            if name in self._found.parts and name not in self.parts:
                root.remove(row)
            named[name] = row
        for name, kind in sorted(self._declared.items()):
            if name not in self.parts or not kind:
                continue
            if name in named:
                named[name].set("ContentType", kind)
            elif ending(name) != "xml" and ending(name) not in usual:
                usual[ending(name)] = kind
                root.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension=ending(name), ContentType=kind))
            elif usual.get(ending(name)) != kind:
                etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
        if etree.tostring(root) != before:
            self.parts[CONTENT_TYPES] = serialized(root)


def id_of(element: etree._Element) -> str:
    return str(element.get(f"{{{R}}}id"))


def ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _reached(package: Opened) -> set[str]:
    """Return the parts that relations lead to from the package on."""
    reached, open_ = {""}, [""]
    while open_:
        for row in package.rows(open_.pop()).values():
            if not row.outside and row.target not in reached:
                reached.add(row.target)
                open_.append(row.target)
    return reached - {""}

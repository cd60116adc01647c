"""What of a template goes into a deck: masters and layouts and what they need; no macros, nothing from elsewhere, nothing broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.errors import TemplateError
from deck.findings import Finding, Severity
from deck.ooxml.images import is_calm_drawing, whole_picture
from deck.ooxml.kinds import SAVE, other_zip
from deck.ooxml.mended import Kept, forget_slides, mend
from deck.ooxml.names import A
from deck.ooxml.original import Original, Row, is_utf_8
from deck.ooxml.package import CONTENT_TYPES, HEAD, TYPES, Parts, Relation, relations_part, relations_xml, serialized, zipped
from deck.ooxml.severed import sever, uses

# more than this is a film, and no template
MOST_FILE = 1 << 29
# presentations that hold macros, are templates or open as a show; a deck is none of them
MAIN_TYPE = re.compile(
    r"application/vnd\.(?:openxmlformats-officedocument\.presentationml\.(?:presentation|template|slideshow)"
    r"|ms-powerpoint\.(?:presentation|template|slideshow)\.macroEnabled)\.main\+xml"
)
STRICT = "http://purl.oclc.org/ooxml/"
# what a package leads to and a deck keeps; its properties are made anew
KEPT_OF_PACKAGE = ("officeDocument", "classificationlabels")
# by the end of their kind: what speaks of slides that are left out, or of the machine and the program that made the file
LEFT_OUT = frozenset(
    {"slide", "notesSlide", "comments", "commentAuthors", "authors", "documenttasks", "changesInfo", "revisionInfo", "slideUpdateInfo"}
    | {"printerSettings", "thumbnail", "extensibility", "userCustomization", "keyMapCustomizations", "legacyDocTextInfo"}
)
MACROS = ("vbaProject", "vbaProjectSignature", "vbaProjectSignatureAgile", "vbaProjectSignatureV3", "control", "activeXControlBinary")
MACRO_TYPES = ("vbaProject", "activeX", "macroEnabled")
MACRO_ACTIONS = ("ppaction://macro", "ppaction://program")
# add-ins are fetched from a shop
FETCHED = frozenset({"webextension", "webextensiontaskpanes"})
LINKS = frozenset({"hlinkClick", "hlinkHover", "hlinkMouseOver"})
OUR_BASE = b"urn:recap-deck:base:"
MEDIA = ("audio/", "video/")
# how many names a finding has, and how much of each
NAMED, LONGEST = 3, 80
MAIN = "ppt/presentation.xml"
# where a deck has its own
RESERVED = ("ppt/slides/", "ppt/notesSlides/", "docProps/")
ODD = re.compile(r"[^A-Za-z0-9._/-]")


class Left(NamedTuple):
    """What was left out of a template: macros, addresses that it led to, and parts that are missing or broken."""

    macros: bool
    outside: tuple[str, ...]
    broken: tuple[str, ...]


class Admitted(NamedTuple):
    """A template as a plain presentation without slides, and what was left out."""

    content: bytes
    left: Left


# a build asks for it with its layouts, with its findings, and to write on it
@lru_cache(maxsize=4)
def admitted(content: bytes, name: str) -> Admitted:
    """Return what a deck keeps of a template; raises TemplateError for what is none, and for what is not safe to read."""
    admission = _Admission(Original(content, name), name)
    admission.admit_all()
    return Admitted(zipped(packed(admission.kept), stored=True), admission.left())


def read_file(path: Path) -> bytes:
    """Return the bytes of a template. Raises TemplateError for one that cannot be read, or is too large."""
    try:
        if path.stat().st_size > MOST_FILE:
            raise TemplateError(f"{path}: the template is larger than {MOST_FILE >> 20} MB; save it without its slides and films")
        return path.read_bytes()
    except OSError as error:
        raise TemplateError(f"{path}: the template cannot be read: {error.strerror}; check its path") from error


def template_findings(path: Path) -> tuple[Finding, ...]:
    """Return what is left out of a template when it is opened. Raises TemplateError for what is none."""
    return tuple(_findings(path.name, admitted(read_file(path), path.name).left))


def _findings(name: str, left: Left) -> Iterator[Finding]:
    if left.macros:
        yield Finding("D621", Severity.WARNING, f"the macros of {name} are left out; a deck carries none")
    if left.outside:
        message = f"{name} shows what lies elsewhere ({_few(left.outside)}), which is left out, for a deck fetches nothing; embed it there"
        yield Finding("D622", Severity.WARNING, message)
    if left.broken:
        message = f"parts of {name} are missing or broken ({_few(left.broken)}), and left out with what shows them; insert them anew there"
        yield Finding("D623", Severity.WARNING, message)


def _few(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(' '.join(name.split())[:LONGEST] for name in names[:NAMED])}{more}"


class _Admission:
    """The walk over a template, from part to part along the relations that a deck keeps."""

    def __init__(self, original: Original, name: str) -> None:
        self._original, self._name = original, name
        self._macros = False
        self._pictures: dict[str, bytes] = {}
        self._outside: dict[str, None] = {}
        self._broken: dict[str, None] = {}
        self.kept = self._package()

    def admit_all(self) -> None:
        waiting = [row.target for row in self.kept.package]
        seen = set(waiting)
        while waiting:
            part = waiting.pop(0)
            self._admit(part)
            for row in self.kept.relations[part]:
                if not row.outside and row.target not in seen:
                    seen.add(row.target)
                    waiting.append(row.target)
        mend(self.kept, self._name)

    def left(self) -> Left:
        return Left(self._macros, tuple(self._outside), tuple(self._broken))

    def _package(self) -> Kept:
        """Return what a package keeps of its own relations; raises TemplateError for what is no presentation."""
        original, name = self._original, self._name
        rows = original.relations("")
        if any(row.kind.startswith(STRICT) and _kind(row) == "officeDocument" for row in rows):
            raise TemplateError(f"{name} is a Strict Open XML presentation; {SAVE}, the one that is not called strict")
        rows = [row for row in rows if _kind(row) in KEPT_OF_PACKAGE and not row.outside and original.holds(row.target)]
        main = next((row.target for row in rows if row.kind == RT.OFFICE_DOCUMENT), "")
        if not main or not MAIN_TYPE.fullmatch(original.type_of(main)):
            what = other_zip(original.names(), b"") or f"is a zip and no presentation; {SAVE}, or name another"
            raise TemplateError(f"{name} {what}")
        self._macros = "macroEnabled" in original.type_of(main) or any(_kind(row) in MACROS for row in original.relations(main))
        return Kept(main, rows)

    def _admit(self, part: str) -> None:
        """Take in a part, without what is not to go into a deck."""
        original, kept = self._original, self.kept
        kept.types[part] = CT.PML_PRESENTATION_MAIN if part == kept.main else original.type_of(part)
        content = kept.parts[part] = self._pictures.get(part) or original.read(part)
        kept.relations[part] = []
        if not _is_xml(kept.types[part]):
            return
        root = kept.roots[part] = original.xml(part, content)
        users, rows = _users(root), original.relations(part)
        edited = _without_macro_links(root)
        self._macros = self._macros or edited
        if part == kept.main:
            edited = forget_slides(root) or edited
        gone = {row.id for row in rows if self._refused(row, users.get(row.id, frozenset()))}
        unknown = users.keys() - {row.id for row in rows} - {""}
        self._broken.update(dict.fromkeys(f"{part}, {name}" for name in sorted(unknown)))
        if unknown or gone & users.keys():
            sever(root, gone | unknown)
            edited = True
        unused = users.keys() - {name for _, name in uses(root)} if edited else set()
        kept.relations[part] = [row for row in rows if row.id not in gone | unused]
        if edited or not is_utf_8(content):
            kept.edited.add(part)

    def _refused(self, row: Row, users: frozenset[str]) -> bool:
        """Tell whether a relation does not go into a deck, and keep in mind why; `users` are the elements that go by it."""
        kind = _kind(row)
        if kind in LEFT_OUT or "digital-signature" in row.kind:
            return True
        if row.outside:
            if kind == "hyperlink" and users <= LINKS:
                return False
            self._outside[row.target] = None
            return True
        if kind in MACROS or any(word in self._original.type_of(row.target) for word in MACRO_TYPES):
            self._macros = True
            return True
        if not self._original.holds(row.target):
            if users:
                self._broken[row.target] = None
            return True
        if kind in FETCHED:
            self._outside[row.target] = None
            return True
        return self._is_no_picture(row) or (kind == "customXml" and OUR_BASE in self._original.read(row.target))

    def _is_no_picture(self, row: Row) -> bool:
        """Tell whether a picture, a sound or a film is broken, or a drawing that reaches out."""
        kind = self._original.type_of(row.target)
        if kind.startswith(MEDIA) and not self._original.read(row.target):
            self._broken[row.target] = None
            return True
        if not kind.startswith("image/"):
            return False
        if row.target not in self._pictures:
            self._pictures[row.target] = whole_picture(self._original.read(row.target))
        content = self._pictures[row.target]
        if not content:
            self._broken[row.target] = None
        elif "svg" in kind and not is_calm_drawing(content):
            self._outside[row.target] = None
        else:
            return False
        return True


def packed(kept: Kept) -> Parts:
    """Return the parts of a package anew, under names that every program reads."""
    reached = kept.reached()
    names = _names(reached, kept.main)
    parts: Parts = {}
    rows = f'<Default Extension="rels" ContentType="{CT.OPC_RELATIONSHIPS}"/><Default Extension="xml" ContentType="{CT.XML}"/>'
    for part in reached:
        parts[names[part]] = serialized(kept.roots[part]) if part in kept.edited else kept.parts[part]
        if kept.relations[part]:
            parts[relations_part(names[part])] = relations_xml(names[part], _relations(kept.relations[part], names))
        rows += f'<Override PartName="/{names[part]}" ContentType="{escape(kept.types[part])}"/>'
    parts[relations_part("")] = relations_xml("", _relations(kept.package, names))
    parts[CONTENT_TYPES] = f'{HEAD}<Types xmlns="{TYPES}">{rows}</Types>'.encode()
    return parts


def _relations(rows: Iterable[Row], names: Mapping[str, str]) -> Iterator[Relation]:
    for row in rows:
        yield Relation(escape(row.id), escape(row.kind), row.target if row.outside else names[row.target], row.outside)


def _names(parts: Iterable[str], main: str) -> dict[str, str]:
    """Return a name for each part: the presentation's is known to all, no other stands where slides go, or has odd characters."""
    names, taken = {main: MAIN}, {MAIN}
    for part in parts:
        plain = ODD.sub("_", part)
        plain = f"ppt/kept/{plain.rpartition('/')[2]}" if plain.startswith(RESERVED) or plain.lower() == MAIN else plain
        stem, dot, ending = plain.rpartition(".")
        free = chain((plain,), (f"{stem}_{n}{dot}{ending}" for n in count(2)))
        names.setdefault(part, next(name for name in free if name.lower() not in taken))
        taken.add(names[part].lower())
    return names


def _users(root: etree._Element) -> dict[str, frozenset[str]]:
    """Return the names of the elements that go by each relation."""
    found: dict[str, set[str]] = {}
    for element, name in uses(root):
        found.setdefault(name, set()).add(etree.QName(element).localname)
    return {name: frozenset(elements) for name, elements in found.items()}


def _without_macro_links(root: etree._Element) -> bool:
    """Take out links that run a macro or a program; tell whether there were some."""
    links = root.iter(*(f"{{{A}}}{name}" for name in LINKS))
    found = [link for link in links if link.get("action", "").lower().startswith(MACRO_ACTIONS)]
    for element in found:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    return bool(found)


def _is_xml(kind: str) -> bool:
    return (kind.endswith(("+xml", "/xml")) and "svg" not in kind) or "vmlDrawing" in kind


def _kind(row: Row) -> str:
    return row.kind.rpartition("/")[2]

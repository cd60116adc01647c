"""Any .pptx -> FoundDeck: ours, or one that PowerPoint, LibreOffice, Google Slides or Keynote saved."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.errors import OutputError
from deck.model.found import Body, FoundDeck, FoundSlide
from deck.ooxml.found.charts import book_behind, chart_digest, is_seen
from deck.ooxml.found.designs import designs_of, layouts_of
from deck.ooxml.found.extras import extras_of
from deck.ooxml.found.places import Places, Sheet, places_of, sheet_of
from deck.ooxml.found.shapes import behind, shapes_of
from deck.ooxml.found.text import body_of
from deck.ooxml.marks import slide_number
from deck.ooxml.names import FALSE, OLE, P14, P, R, whole
from deck.ooxml.package import BROKEN, Parts, Relation, parsed, related, relations, targets, unzipped
from deck.ooxml.places import notes_body
from deck.ooxml.properties import EXTENDED

PREFIX = "deck:"
NO_DECK = "the file is no .pptx that can be opened"
STRICT = "{http://purl.oclc.org/"
# a slide that does not say which it is; it is compared by what is on it, never by its place
SOME_SLIDE = "a slide"
# how the root of a chart's part is called, and where in it that stands
CHART_SPACE, FIRST_BYTES = b":chartSpace", 1_000
KNOWN_AT_MOST = 6_000
UPWARD = (RT.SLIDE_LAYOUT, RT.SLIDE_MASTER, RT.NOTES_SLIDE, RT.NOTES_MASTER)


class Lead(NamedTuple):
    """A relation of a part: its id, the end of its type, what it leads to, and the workbook behind that."""

    id: str
    kind: str
    end: str
    book: str = ""


class _Text(NamedTuple):
    content: bytes
    leads: tuple[Lead, ...]


class _Page(NamedTuple):
    """All that a slide is read from: itself, its notes, its layout."""

    slide: _Text
    notes: _Text
    places: Places


NOTHING = _Text(b"", ())

# slides by a digest of all that they were read from: base, disk and new have most of them in common
_known: dict[bytes, FoundSlide] = {}


def read_found(content: bytes, *, linked: bool = True) -> FoundDeck:
    """Return what a .pptx holds; raises OutputError, in one line, for what is none.

    `linked` False: to which slide a link leads does not count, as in a file whose slides do not tell who they are.
    """
    if not content:
        raise OutputError(f"{NO_DECK}: it is empty")
    if content.startswith(OLE):
        raise OutputError(f"{NO_DECK}: it is locked by a password, or an old .ppt; save it in PowerPoint as .pptx without a password")
    try:
        return found_in(unzipped(content), linked=linked)
    except zipfile.BadZipFile as error:
        cut = f": it is cut off or damaged ({error})" if content.startswith(b"PK") else ""
        raise OutputError(f"{NO_DECK}{cut}") from error
    except BROKEN as error:
        raise OutputError(f"{NO_DECK}: it is damaged ({type(error).__name__}: {error})") from error


def forget() -> None:
    """Drop the slides that were read in this process, which is only of use to who measures how long it takes."""
    _known.clear()


def found_in(parts: Parts, *, linked: bool = True) -> FoundDeck:
    """Return what the parts of a package hold; raises OutputError where no presentation is among them, or one of BROKEN."""
    main = next((name for name in related(parts, "", RT.OFFICE_DOCUMENT) if name in parts), "")
    root = parsed(parts[main]) if main else None
    if root is not None and str(root.tag).startswith(STRICT):
        raise OutputError(f"{NO_DECK}: it is saved as Strict Open XML; save it as an ordinary .pptx")
    if root is None or root.tag != f"{{{P}}}presentation":
        raise OutputError(f"{NO_DECK}: there is no presentation in it")
    reading = _Reading(parts, linked=linked)
    slides = tuple([reading.slide(name) for name in slide_parts(parts, main)])
    size = root.find(f"{{{P}}}sldSz")
    width, height = (0, 0) if size is None else (whole(size.get("cx")), whole(size.get("cy")))
    program = program_of(parts)
    designs, layouts = designs_of(parts, main, program), layouts_of(parts, main)
    return FoundDeck(slides, width, height, program, designs=designs, layouts=layouts)


def slide_parts(parts: Parts, main: str) -> list[str]:
    """Return the names of the parts of a deck's slides in their order; one that is listed twice counts where it is first."""
    names = targets(parts, main)
    listed = (names.get(str(row.get(f"{{{R}}}id")), "") for row in parsed(parts[main]).iterfind(f"{{{P}}}sldIdLst/{{{P}}}sldId"))
    return [name for name in dict.fromkeys(listed) if name in parts]


class _Reading:
    """One package while it is read: what its parts are is found out once."""

    def __init__(self, parts: Parts, *, linked: bool) -> None:
        self._parts = parts
        self._linked = linked
        self._digests: dict[str, str] = {}
        self._wholes: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._layouts: dict[str, tuple[Places, bytes]] = {}

    def slide(self, name: str) -> FoundSlide:
        rows = relations(self._parts, name)
        spoken = next((row.target for row in rows if row.kind == RT.NOTES_SLIDE and row.target in self._parts), "")
        layout = next((row.target for row in rows if row.kind == RT.SLIDE_LAYOUT and row.target in self._parts), "")
        places, shown = self._layout(layout)
        notes = _Text(self._parts[spoken], self._leads(relations(self._parts, spoken), SOME_SLIDE)) if spoken else NOTHING
        page = _Page(_Text(self._parts[name], self._leads(rows)), notes, places)
        known = _digest_of(page, shown)
        if known not in _known:
            if len(_known) >= KNOWN_AT_MOST:
                _known.clear()
            _known[known] = _slide(page)
        return _known[known]

    def _layout(self, name: str) -> tuple[Places, bytes]:
        """Return a layout, and a digest of it."""
        if name not in self._layouts:
            masters = related(self._parts, name, RT.SLIDE_MASTER) if name else []
            master = next((sheet_of(self._parts[master]) for master in masters if master in self._parts), Sheet())
            places = places_of(sheet_of(self._parts[name]), master) if name else Places()
            self._layouts[name] = (places, hashlib.sha256(repr(places).encode("utf-8", "surrogatepass")).digest())
        return self._layouts[name]

    def _leads(self, rows: Iterable[Relation], slide: str = "") -> tuple[Lead, ...]:
        """Return what relations lead to; `slide` in place of any slide."""
        return tuple([Lead(row.id, row.kind.rpartition("/")[2], self._lead(row, slide), self._book(row)) for row in rows])

    def _lead(self, row: Relation, slide: str) -> str:
        if row.outside:
            return row.target.removesuffix("/")
        if row.kind in UPWARD or row.target not in self._parts:
            return ""
        if row.kind == RT.SLIDE:
            return slide or (self._name(row.target) if self._linked else SOME_SLIDE)
        return self._digest(row.target) if row.kind == RT.IMAGE else self._whole(row.target, ())

    def _book(self, row: Relation) -> str:
        return book_behind(self._parts, row.target) if row.kind == RT.CHART and row.target in self._parts else ""

    def _name(self, name: str) -> str:
        """Return by what a slide is known when another leads to it: its number, which its key tells where a program took it away."""
        if name not in self._names:
            key, number = _marks(parsed(self._parts[name]))
            self._names[name] = f"slide {slide_number(key) if key else number}" if key or number else SOME_SLIDE
        return self._names[name]

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = hashlib.sha256(self._parts[name]).hexdigest()
        return self._digests[name]

    def _whole(self, name: str, above: tuple[str, ...]) -> str:
        """Return a digest of a part and of all that it leads to, but for slides and the workbook behind a chart."""
        if name not in self._wholes:
            rows = [row for row in relations(self._parts, name) if row.kind not in (*UPWARD, RT.SLIDE) and is_seen(row)]
            below = (row for row in rows if not row.outside and row.target in self._parts and row.target not in (*above, name))
            inside = sorted([row.target for row in rows if row.outside] + [self._whole(row.target, (*above, name)) for row in below])
            if self._parts[name].find(CHART_SPACE, 0, FIRST_BYTES) >= 0:
                self._wholes[name] = chart_digest(self._parts[name], inside)
                return self._wholes[name]
            self._wholes[name] = hashlib.sha256("\n".join([self._digest(name), *inside]).encode("utf-8", "surrogatepass")).hexdigest()
        return self._wholes[name]


def _digest_of(page: _Page, layout: bytes) -> bytes:
    total = hashlib.sha256(layout)
    for text in (page.slide, page.notes):
        total.update(hashlib.sha256(text.content).digest() + repr(text.leads).encode("utf-8", "surrogatepass"))
    return total.digest()


def _slide(page: _Page) -> FoundSlide:
    root = parsed(page.slide.content)
    leads = {lead.id: lead.end for lead in page.slide.leads}
    leads |= {behind(lead.id): lead.book for lead in page.slide.leads if lead.book}
    shapes, names = shapes_of(root, leads, page.places)
    key, number = _marks(root)
    attached = ((lead.kind, lead.end) for lead in page.slide.leads)
    extras = extras_of(root, leads, names, attached)
    return FoundSlide(key, page.places.name, shapes, _notes(page.notes), root.get("show") in FALSE, number, extras)


def _marks(root: etree._Element) -> tuple[str, int]:
    """Return a slide's key and number."""
    slide = root.find(f"{{{P}}}cSld")
    name = "" if slide is None else str(slide.get("name", ""))
    extensions = None if slide is None else slide.find(f"{{{P}}}extLst")
    number = None if extensions is None else next(extensions.iter(f"{{{P14}}}creationId"), None)
    return (name.removeprefix(PREFIX) if name.startswith(PREFIX) else ""), (0 if number is None else whole(number.get("val")))


def _notes(notes: _Text) -> Body:
    """Return the speaker notes; a page for them on which nothing stands is none."""
    if not notes.content:
        return ()
    frame = notes_body(parsed(notes.content))
    body = () if frame is None else body_of(frame, {lead.id: lead.end for lead in notes.leads})
    return body if any(paragraph.runs for paragraph in body) else ()


def program_of(parts: Parts) -> str:
    """Return the program that saved a file last, as the file names it."""
    name = next((name for name in related(parts, "", RT.EXTENDED_PROPERTIES) if name in parts), "")
    said = parsed(parts[name]).find(f"{{{EXTENDED}}}Application") if name else None
    return "" if said is None else (said.text or "").strip()

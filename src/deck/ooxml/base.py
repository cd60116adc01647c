"""The base that travels in the file: the deck as we meant it, its words as digests only (see docs/analysis/identity.md)."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck import __version__
from deck.errors import NewerError, OutputError
from deck.model.found import EMPTY, Body, FoundDeck, FoundParagraph, FoundShape, FoundSlide, text_digest
from deck.model.marks import Marks, Seal
from deck.model.units import Box
from deck.ooxml.found import NO_DECK
from deck.ooxml.marks import NAMESPACE, section_guid
from deck.ooxml.package import (
    BROKEN,
    HEAD,
    Parts,
    Relation,
    declare,
    digest_of,
    parsed,
    relate,
    related,
    relations_part,
    relations_xml,
    unzipped,
)
from deck.ooxml.text import text

SCHEMA = 2
ITEM = re.compile(r"customXml/item\d+\.xml")
PLAIN_SHAPE, PLAIN_SLIDE = FoundShape(""), FoundSlide("", "", ())


class _Held(NamedTuple):
    """Our custom XML item in a package, with what it tells."""

    item: str
    said: Mapping[str, Any]


def hashed(deck: FoundDeck) -> FoundDeck:
    """Return a deck without its words: digests stand for texts and for alternative texts."""
    return deck._replace(slides=tuple(_hashed(slide) for slide in deck.slides))


def _hashed(slide: FoundSlide) -> FoundSlide:
    shapes = tuple(
        shape._replace(bodies=tuple(map(_without_runs, shape.bodies)), alt=text_digest(shape.alt) if shape.alt else "")
        for shape in slide.shapes
    )
    return slide._replace(shapes=shapes, notes=_without_runs(slide.notes))


def _without_runs(body: Body) -> Body:
    return tuple([paragraph._replace(runs=()) for paragraph in body])


def add_base(parts: Parts, main: str, base: FoundDeck, marks: Marks, *, merged: bool) -> None:
    """Put the base into a package whose other parts are complete, in the place of one that is there.

    `main` is the presentation part; `merged` tells that hand edits are in the package.
    """
    bare = hashed(base)
    fields = {name: getattr(bare, name) for name in ("width", "height", "program", "looks", "designs", "layouts")}
    _put(parts, main, {**fields, "slides": [_said(slide, PLAIN_SLIDE) for slide in bare.slides]}, marks, merged=merged)


def carry_base(parts: Parts, source: Parts, marks: Marks) -> None:
    """Put the base of another package into one that is complete but for it, and has hand edits in it; nothing where `source` has none."""
    held = _held(source)
    if held is not None:
        _put(parts, related(parts, "", RT.OFFICE_DOCUMENT)[0], held.said, marks, merged=True)


def _put(parts: Parts, main: str, base: Mapping[str, object], marks: Marks, *, merged: bool) -> None:
    """Write our item, in the place of the one that is there."""
    held = _held(parts)
    item = _added(parts, main) if held is None else held.item
    said = {**base, **marks._asdict(), "schema": SCHEMA, "merged": merged, "parts": _digest(parts, item)}
    content = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    parts[item] = f'{HEAD}<base xmlns="{NAMESPACE}">{text(content)}</base>'.encode()


def _added(parts: Parts, main: str) -> str:
    """Add an empty item and return its name; LibreOffice 7.4 drops one that is not numbered from 1 on without a gap."""
    n = next(n for n in range(1, len(parts) + 2) if f"customXml/item{n}.xml" not in parts)
    item, properties = f"customXml/item{n}.xml", f"customXml/itemProps{n}.xml"
    relate(parts, main, [Relation("", RT.CUSTOM_XML, item)])
    declare(parts, {properties: CT.OFC_CUSTOM_XML_PROPERTIES})
    parts[properties] = (
        f'{HEAD}<ds:datastoreItem ds:itemID="{section_guid("base")}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    parts[relations_part(item)] = relations_xml(item, [Relation("rId1", RT.CUSTOM_XML_PROPS, properties)])
    return item


def _digest(parts: Parts, item: str) -> str:
    """Return the digest of all parts but our item and what belongs to it."""
    own = {item, relations_part(item), *related(parts, item, RT.CUSTOM_XML_PROPS)}
    return digest_of({name: part for name, part in parts.items() if name not in own})


def _said(found: FoundSlide | FoundShape, plain: FoundSlide | FoundShape) -> dict[str, object]:
    """Return the fields that differ from a plain one's."""
    said = {name: value for name, value in found._asdict().items() if value != getattr(plain, name)}
    if "shapes" in said:
        said["shapes"] = [_said(shape, PLAIN_SHAPE) for shape in said["shapes"]]
    if "notes" in said:
        said["notes"] = _rows(said["notes"])
    if "bodies" in said:
        said["bodies"] = [_rows(body) for body in said["bodies"]]
    return said


def _rows(body: Body) -> list[list[object]]:
    return [[row.digest, row.look, row.style, row.level, int(row.derived)] for row in body]


def read_base(content: bytes) -> FoundDeck | None:
    """Return the base that travels in a .pptx, its words as digests; None where it has none that can be read.

    Raises OutputError for what is no .pptx, NewerError for a deck of a later version of the program.
    """
    try:
        held = _held(unzipped(content))
    except BROKEN as error:
        raise OutputError(NO_DECK) from error
    if held is None or held.said.get("schema") != SCHEMA:
        return None
    try:
        said = held.said
        slides = tuple(_slide(row) for row in said["slides"])
        size, layouts = (int(said["width"]), int(said["height"])), tuple(map(str, said["layouts"]))
        return FoundDeck(slides, *size, str(said["program"]), bool(said["looks"]), str(said["designs"]), layouts)
    except BROKEN:
        return None


def base_digests(content: bytes) -> Counter[str]:
    """Return the digests of what the base says that travels in a .pptx, of which nothing else is read; none where it has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            held = _held({name: package.read(name) for name in package.namelist() if ITEM.fullmatch(name)})
        slides = held.said["slides"] if held is not None and held.said.get("schema") == SCHEMA else ()
        bodies = (body for slide in slides for body in (slide.get("notes", ()), *_bodies(slide)))
        return Counter(str(row[0]) for body in bodies for row in body if row[0] != EMPTY)
    except (*BROKEN, NewerError):
        return Counter()


def _bodies(slide: Mapping[str, Any]) -> Iterator[Any]:
    for shape in slide.get("shapes", ()):
        yield from shape.get("bodies", ())


def _slide(row: Mapping[str, Any]) -> FoundSlide:
    return PLAIN_SLIDE._replace(
        key=str(row.get("key", "")),
        layout=str(row.get("layout", "")),
        shapes=tuple(_shape(shape) for shape in row.get("shapes", ())),
        notes=_body(row.get("notes", ())),
        hidden=bool(row.get("hidden", False)),
        number=int(row.get("number", 0)),
        extras=tuple((str(word), str(digest)) for word, digest in row.get("extras", ())),
    )


def _shape(row: Mapping[str, Any]) -> FoundShape:
    words: dict[str, Any] = {name: str(row.get(name, usual)) for name, usual in PLAIN_SHAPE._asdict().items() if isinstance(usual, str)}
    return PLAIN_SHAPE._replace(
        **words,
        idx=int(row.get("idx", 0)),
        box=Box(*map(int, row["box"])) if row.get("box") else None,
        own_box=bool(row.get("own_box", False)),
        bodies=tuple(_body(body) for body in row.get("bodies", ())),
        columns=int(row.get("columns", 0)),
        crop=tuple(map(int, row.get("crop", PLAIN_SHAPE.crop))),
        insets=tuple(None if inset is None else int(inset) for inset in row.get("insets", ())),
    )


def _body(rows: Any) -> Body:
    return tuple(
        FoundParagraph((), str(digest), str(look), str(style), int(level), bool(derived)) for digest, look, style, level, derived in rows
    )


def seal_of(parts: Parts) -> Seal:
    """Return our marks in a package, and whether no part differs from what we wrote; raises NewerError."""
    held = _held(parts)
    if held is None:
        return Seal(None, False)
    said = held.said
    unbroken = said["parts"] == _digest(parts, held.item)
    template = str(said.get("template", "")), str(said.get("usual", "")), bool(said.get("asked", False))
    marks = Marks(str(said["build"]), str(said["source"]), str(said["version"]), *template)
    return Seal(marks, unbroken, bool(said.get("merged", False)))


def _held(parts: Parts) -> _Held | None:
    """Return our item, None where there is none that can be read; raises NewerError for one that only a later version can read."""
    for item in sorted(parts):
        if ITEM.fullmatch(item) and NAMESPACE.rpartition(":")[0].encode() in parts[item]:
            try:
                said = json.loads(parsed(parts[item]).text or "")
                schema, version = int(said["schema"]), str(said["version"])
                held = _Held(item, {**said, **{name: str(said[name]) for name in ("build", "source", "parts")}})
            except BROKEN:
                continue
            if schema > SCHEMA:
                raise NewerError(
                    f"the deck was made by recap-deck {version}, newer than this one ({__version__}); "
                    "upgrade, or build to another place with -o"
                )
            return held
    return None

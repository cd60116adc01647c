"""Small decks to merge: made, edited as XML, merged, proved."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image as PillowImage
from pptx import Presentation

from deck.model.article import Image, Run, Span
from deck.model.language import Language
from deck.model.marks import Marks
from deck.model.merged import Merged, MergedShape, MergedSlide, Side
from deck.model.placed import (
    NoteParagraph,
    PlacedDeck,
    PlacedParagraph,
    PlacedPicture,
    PlacedRun,
    PlacedShape,
    PlacedSlide,
    Shape,
)
from deck.model.slides import Section
from deck.model.units import Box
from deck.ooxml import deck_bytes, merged_bytes, merged_proof, read_seal
from deck.ooxml.places import bodies_of, characters, paragraphs_of, shapes_of
from deck.templates import find_template
from tools.structure import broken

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
A16 = "{http://schemas.microsoft.com/office/drawing/2014/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ENGLISH = Language("en", "en-US")
OLD, NOW = Marks("0" * 40, "talk.md", "1.0"), Marks("1" * 40, "talk.md", "1.0")
SPAN = Span("talk.md", 1, 1)
TEMPLATE = find_template("conference", Path())
DISK, NEW = Side.DISK, Side.NEW
Parts = dict[str, bytes]


def shape(key: str, kind: str, idx: int, *texts: str | tuple[PlacedRun, ...], **changes: Any) -> PlacedShape:
    runs = [(PlacedRun(text),) if isinstance(text, str) else text for text in texts]
    return PlacedShape(key, kind, idx, Box(0, 0, 1, 1), tuple(PlacedParagraph(row) for row in runs))._replace(**changes)


def picture(content: bytes, alt: str = "") -> PlacedPicture:
    image = Image(hashlib.sha256(content).hexdigest(), "png", 4, 4)
    return PlacedPicture("picture", "pic", 70, Box(1_000_000, 1_000_000, 2_000_000, 2_000_000), image, alt)


def painted(colour: str) -> bytes:
    out = io.BytesIO()
    PillowImage.new("RGB", (4, 4), colour).save(out, "PNG")
    return out.getvalue()


def slide(key: str, *points: str, notes: tuple[str, ...] = (), layout: str = "Stack", more: tuple[Shape, ...] = ()) -> PlacedSlide:
    title = shape("title", "title", 0, f"Title {key}")
    shapes = (title, shape("points", "body", 1, *points), *more) if points else (title, *more)
    said = tuple(NoteParagraph((Run(text),)) for text in notes)
    return PlacedSlide(key, "s", layout, key, SPAN, shapes, said)


def made(*slides: PlacedSlide, marks: Marks = NOW, media: tuple[bytes, ...] = ()) -> bytes:
    sections = tuple(Section(key, key.title()) for key in dict.fromkeys(slide.section for slide in slides))
    deck = PlacedDeck(ENGLISH, "The title", ("Ada",), "", sections, slides)
    return deck_bytes(deck, TEMPLATE, marks, {hashlib.sha256(content).hexdigest(): content for content in media})


def parts(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(whole: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in whole.items():
            package.writestr(name, content)
    return out.getvalue()


def edited(content: bytes, name: str, *changes: tuple[str, str]) -> bytes:
    whole = parts(content)
    text = whole[name].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return packed({**whole, name: text.encode()})


def added(content: bytes, source: str, id_: str, kind: str, name: str, part: bytes, content_type: str = "application/xml") -> bytes:
    """Return a package with one more part, which `source` relates to."""
    folder, _, file = source.rpartition("/")
    content = packed({**parts(content), name: part})
    relation = f'<Relationship Id="{id_}" Type="{kind}" Target="/{name}"/></Relationships>'
    content = edited(content, f"{folder}/_rels/{file}.rels", ("</Relationships>", relation))
    return edited(content, "[Content_Types].xml", ("</Types>", f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'))


def merge(disk: bytes, new: bytes, *slides: MergedSlide, valid: bool = True, **more: Any) -> bytes:
    """Return a merge that was proved, and whose package is whole."""
    merged = Merged(slides)
    content = merged_bytes(disk, new, merged, NOW, **more)
    assert merged_proof(content, disk, new, merged) == ()
    assert set(broken(content)) <= set(broken(disk))
    assert not [name for name, part in parts(content).items() if b"xmlns:ns" in part]
    assert len(Presentation(io.BytesIO(content)).slides) == len(slides)
    assert read_seal(content).unbroken
    assert merged_bytes(disk, new, merged, NOW, **more) == content
    return content


def kept(key: str, disk: int, **more: Any) -> MergedSlide:
    return MergedSlide(key, disk=disk, whole=DISK, **more)


def root_of(content: bytes, place: int) -> etree._Element:
    """Return a slide by its place in the show."""
    found: etree._Element = Presentation(io.BytesIO(content)).slides[place].element
    return found


def texts(content: bytes, place: int) -> list[list[str]]:
    return [[characters(p) for body in bodies_of(one) for p in paragraphs_of(body)] for one in shapes_of(root_of(content, place))]


def runs(paragraph: etree._Element) -> list[tuple[str, str]]:
    """Return the runs of a paragraph with the colour that each was given."""
    return [(run.findtext(f"{A}t") or "", "".join(c.get("val", "") for c in run.iter(f"{A}srgbClr"))) for run in paragraph.iter(f"{A}r")]


def changed(before: bytes, after: bytes) -> set[str]:
    old, now = parts(before), parts(after)
    return {name for name in {*old, *now} if old.get(name) != now.get(name)} - {"customXml/item1.xml", "docProps/custom.xml"}


TWO = (slide("one", "First", "Second", notes=("Say it",)), slide("two", "Third", notes=("Say more",)))


def both(key: str, n: int, count: int = 2, **more: Any) -> MergedSlide:
    return MergedSlide(key, n, n, shapes=tuple(MergedShape((n, m), (n, m)) for m in range(count)), **more)


MOVED = '<p:spPr><a:xfrm><a:off x="7" y="8"/><a:ext cx="9" cy="10"/></a:xfrm></p:spPr>'
BOX = (
    '<p:sp><p:nvSpPr><p:cNvPr id="40" name="Mine"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="1" y="2"/>'
    '<a:ext cx="3" cy="4"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
    "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>Mine</a:t></a:r></a:p></p:txBody></p:sp>"
)


def node(inside: str, n: int, more: str = "", delay: str = "0") -> str:
    start = f'<p:stCondLst><p:cond delay="{delay}"/></p:stCondLst>'
    return f'<p:par><p:cTn id="{n}" fill="hold"{more}>{start}<p:childTnLst>{inside}</p:childTnLst></p:cTn></p:par>'


def effect(spid: int, n: int, line: int | None = None) -> str:
    """Return a shape, or one of its lines, that appears with a click."""
    lines = "" if line is None else f'<p:txEl><p:pRg st="{line}" end="{line}"/></p:txEl>'
    target = f'<p:tgtEl><p:spTgt spid="{spid}">{lines}</p:spTgt></p:tgtEl>'
    change = f'<p:cTn id="{n + 3}" dur="1" fill="hold"/>{target}<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst>'
    shown = f'<p:set><p:cBhvr>{change}</p:cBhvr><p:to><p:strVal val="visible"/></p:to></p:set>'
    appearing = node(shown, n + 2, ' presetID="1" presetClass="entr" presetSubtype="0" nodeType="clickEffect"')
    return node(node(appearing, n + 1), n, delay="indefinite")


def timing(*effects: str, builds: str = "") -> str:
    steps = "".join(
        f'<p:{name}CondLst><p:cond evt="on{name.title()}" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:{name}CondLst>'
        for name in ("prev", "next")
    )
    main = f'<p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>{"".join(effects)}</p:childTnLst></p:cTn>'
    inside = f'<p:childTnLst><p:seq concurrent="1" nextAc="seek">{main}{steps}</p:seq></p:childTnLst>'
    whole = f'<p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot">{inside}</p:cTn></p:par>'
    return f"<p:timing><p:tnLst>{whole}</p:tnLst>{builds}</p:timing>"

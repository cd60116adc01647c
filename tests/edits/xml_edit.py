"""Edit decks as PowerPoint does: the same edits as `uno_edit`, made in the XML, with what PowerPoint changes on the way.

PowerPoint keeps all marks, ids and names; it says who saved (`noise`), splits runs, marks words as checked or not, and ends paragraphs.
`animate`, `transition`, `comment`, `background` and `rename_section` are what only XML can tell.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.util import Emu

from edits.uno_edit import Edit, plain

P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
POWERPOINT = "Microsoft Office PowerPoint"

Deck = Any


def _rgb(value: int) -> Any:
    made: Any = RGBColor
    return made(value >> 16, value >> 8 & 255, value & 255)


def texts_of(shapes: Any) -> Iterator[tuple[Any, Any]]:
    """Every text frame with its shape, in groups and cells as well."""
    for shape in shapes:
        if shape.shape_type == 6:
            yield from texts_of(shape.shapes)
        elif shape.has_text_frame:
            yield shape, shape.text_frame
        elif getattr(shape, "has_table", False):
            yield from ((shape, cell.text_frame) for row in shape.table.rows for cell in row.cells)


def is_picture(shape: Any) -> bool:
    return etree.QName(shape._element).localname == "pic"


def paragraph(deck: Deck, slide: int, find: str, notes: bool = False) -> Any:
    page = deck.slides[slide]
    for _, frame in texts_of(page.notes_slide.shapes if notes else page.shapes):
        for row in frame.paragraphs:
            if find in plain(_text(row)):
                return row
    raise LookupError(f"slide {slide + 1}: no paragraph with {find!r}")


def shape_of(deck: Deck, slide: int, find: str = "", picture: bool = False) -> Any:
    page = deck.slides[slide]
    if picture:
        return next(shape for shape in page.shapes if is_picture(shape))
    return next(shape for shape, frame in texts_of(page.shapes) if find in plain(frame.text))


def _text(row: Any) -> str:
    return "".join(node.text or "" for node in row._p.iter(qn("a:t")))


def isolate(row: Any, find: str) -> list[Any]:
    """Split the runs of a paragraph so that these words are runs of their own; return those."""
    start = plain(_text(row)).index(find)
    end, at, found = start + len(find), 0, []
    for run in list(row._p.iter(qn("a:r"))):
        node = run.find(qn("a:t"))
        text = node.text or ""
        low, high = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if low >= high:
            continue
        for cut, where in ((text[high:], "after"), (text[:low], "before")):
            if cut:
                twin = copy.deepcopy(run)
                twin.find(qn("a:t")).text = cut
                (run.addnext if where == "after" else run.addprevious)(twin)
        node.text = text[low:high]
        found.append(run)
    return found


def _written(runs: list[Any], text: str) -> None:
    runs[0].find(qn("a:t")).text = text
    for run in runs[1:]:
        run.getparent().remove(run)


def reword(deck: Deck, slide: int, find: str, to: str) -> None:
    _written(isolate(paragraph(deck, slide, find), find), to)


def notes(deck: Deck, slide: int, find: str, to: str) -> None:
    _written(isolate(paragraph(deck, slide, find, notes=True), find), to)


def add_notes_line(deck: Deck, slide: int, find: str, text: str) -> None:
    _line_behind(paragraph(deck, slide, find, notes=True), text)


def colour(deck: Deck, slide: int, find: str, rgb: int) -> None:
    row = paragraph(deck, slide, find)
    words = isolate(row, find)
    for run in row.runs:
        if run._r in words:
            run.font.color.rgb = _rgb(rgb)


def move(deck: Deck, slide: int, dx: int, dy: int, find: str = "", picture: bool = False) -> None:
    shape = shape_of(deck, slide, find, picture)
    left, top, width, height = shape.left, shape.top, shape.width, shape.height
    shape.left, shape.top, shape.width, shape.height = Emu(left + dx), Emu(top + dy), width, height


def resize(deck: Deck, slide: int, width: int, height: int, find: str = "", picture: bool = False) -> None:
    shape = shape_of(deck, slide, find, picture)
    left, top = shape.left, shape.top
    shape.left, shape.top, shape.width, shape.height = left, top, Emu(width), Emu(height)


def add_line(deck: Deck, slide: int, find: str, text: str) -> None:
    _line_behind(paragraph(deck, slide, find), text)


def _line_behind(row: Any, text: str) -> None:
    twin = copy.deepcopy(row._p)
    runs = list(twin.iter(qn("a:r")))
    _written(runs, text)
    row._p.addnext(twin)


def delete_line(deck: Deck, slide: int, find: str) -> None:
    row = paragraph(deck, slide, find)
    if len(row._p.getparent().findall(qn("a:p"))) > 1:
        row._p.getparent().remove(row._p)
    else:
        for run in row._p.findall(qn("a:r")):
            row._p.remove(run)


def move_line(deck: Deck, slide: int, find: str, behind: str) -> None:
    paragraph(deck, slide, behind)._p.addnext(paragraph(deck, slide, find)._p)


def split(deck: Deck, slide: int, find: str) -> None:
    row = paragraph(deck, slide, find)
    first = isolate(row, find)[0]
    twin = copy.deepcopy(row._p)
    place = list(row._p).index(first)
    for node in list(row._p)[place:]:
        row._p.remove(node)
    for node in list(twin)[:place]:
        if node.tag != qn("a:pPr"):
            twin.remove(node)
    row._p.addnext(twin)


def text_box(deck: Deck, slide: int, text: str, x: int, y: int, width: int, height: int) -> None:
    shape = deck.slides[slide].shapes.add_textbox(x, y, width, height)
    shape.name = f"TextBox {shape.shape_id - 1}"
    shape.text_frame.word_wrap = True
    shape.text_frame.text = text


def picture(deck: Deck, slide: int, path: str, x: int, y: int, width: int, height: int) -> None:
    deck.slides[slide].shapes.add_picture(path, x, y, width, height)


def replace_picture(deck: Deck, slide: int, path: str) -> None:
    """Change Picture, From a File: the frame stays, the description goes."""
    shape = shape_of(deck, slide, picture=True)
    _, rid = deck.slides[slide].part.get_or_add_image_part(path)
    shape._element.blipFill.find(qn("a:blip")).set(qn("r:embed"), rid)
    shape._element._nvXxPr.cNvPr.attrib.pop("descr", None)


def crop(deck: Deck, slide: int, share: float) -> None:
    shape_of(deck, slide, picture=True).crop_left = share


def delete_shape(deck: Deck, slide: int, find: str = "", picture: bool = False) -> None:
    element = shape_of(deck, slide, find, picture)._element
    element.getparent().remove(element)


def add_slide(deck: Deck, slide: int, title: str, text: str) -> None:
    layout = next(layout for layout in deck.slide_layouts if layout.name in ("List", "Title and Content"))
    page = deck.slides.add_slide(layout)
    page.shapes.title.text_frame.text = title
    next(shape for shape in page.placeholders if shape.placeholder_format.idx == 1).text_frame.text = text
    move_slide(deck, len(deck.slides) - 1, slide + 1)


def delete_slide(deck: Deck, slide: int) -> None:
    """The slide goes, and with it the clicks that lead to it."""
    row = deck.slides._sldIdLst[slide]
    gone = deck.slides[slide].part
    for part in [page.part for page in deck.slides if page.part is not gone]:
        for rid in [rid for rid, rel in part.rels.items() if not rel.is_external and rel.target_part is gone]:
            for click in [found for found in part._element.iter() if found.get(qn("r:id")) == rid]:
                click.getparent().remove(click)
            part.rels.pop(rid)
    deck.part.drop_rel(row.rId)
    deck.slides._sldIdLst.remove(row)
    for entry in list(deck.part._element.iter(f"{{{P14}}}sldId")):
        if entry.get("id") == row.get("id"):
            entry.getparent().remove(entry)


def duplicate_slide(deck: Deck, slide: int) -> None:
    """The copy behind the original: its creation ids stay, its name, which must be the only one, goes."""
    original = deck.slides[slide].part
    numbers = [
        int(found) for part in deck.part.package.iter_parts() for found in re.findall(r"^/ppt/slides/slide(\d+)\.xml$", part.partname)
    ]
    twin = type(original).load(
        PackURI(f"/ppt/slides/slide{max(numbers) + 1}.xml"), original.content_type, original.package, etree.tostring(original._element)
    )
    twin._element.find(qn("p:cSld")).attrib.pop("name", None)
    notes_at = ""
    for rid, rel in original.rels.items():
        if rel.reltype == RT.NOTES_SLIDE:
            notes_at = rel.target_part.partname
        elif rel.is_external:
            twin.rels._rels[rid] = copy.copy(rel)
        else:
            twin.rels._rels[rid] = type(rel)(twin.partname.baseURI, rid, rel.reltype, "Internal", rel.target_part)
    row = deck.slides._sldIdLst.add_sldId(deck.part.relate_to(twin, RT.SLIDE))
    _behind(deck, row, slide)
    if notes_at:
        for made, text in zip(
            deck.slides[slide + 1].notes_slide.notes_text_frame.paragraphs[:1], [original.slide.notes_slide.notes_text_frame], strict=True
        ):
            for node in text._txBody.findall(qn("a:p")):
                made._p.addprevious(copy.deepcopy(node))
            made._p.getparent().remove(made._p)


def _behind(deck: Deck, row: Any, slide: int) -> None:
    """Into the order, and into the section, of the slide that it follows."""
    rows = deck.slides._sldIdLst
    rows.remove(row)
    rows.insert(slide + 1, row)
    before = rows[slide].get("id")
    for entry in list(deck.part._element.iter(f"{{{P14}}}sldId")):
        if entry.get("id") == before:
            twin = copy.deepcopy(entry)
            twin.set("id", row.get("id"))
            entry.addnext(twin)


def move_slide(deck: Deck, slide: int, to: int) -> None:
    rows = deck.slides._sldIdLst
    row = rows[slide]
    for entry in list(deck.part._element.iter(f"{{{P14}}}sldId")):
        if entry.get("id") == row.get("id"):
            entry.getparent().remove(entry)
    rows.remove(row)
    rows.insert(to, row)
    neighbour = rows[to - 1] if to else rows[1]
    for entry in list(deck.part._element.iter(f"{{{P14}}}sldId")):
        if entry.get("id") == neighbour.get("id"):
            twin = copy.deepcopy(entry)
            twin.set("id", row.get("id"))
            (entry.addnext if to else entry.addprevious)(twin)


def hide(deck: Deck, slide: int) -> None:
    deck.slides[slide]._element.set("show", "0")


def transition(deck: Deck, slide: int) -> None:
    _before_ext(deck.slides[slide], f'<p:transition xmlns:p="{P}" spd="med"><p:fade/></p:transition>')


CLICK = """<p:timing xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:tnLst><p:par>
<p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>
<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>
<p:par><p:cTn id="3" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst><p:childTnLst>
<p:par><p:cTn id="4" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>
<p:par><p:cTn id="5" presetID="1" presetClass="entr" presetSubtype="0" fill="hold" grpId="0" nodeType="clickEffect">
<p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>
<p:set><p:cBhvr><p:cTn id="6" dur="1" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst></p:cTn>
<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl><p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>
<p:to><p:strVal val="visible"/></p:to></p:set>
</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>
<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>
<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst></p:seq>
</p:childTnLst></p:cTn></p:par></p:tnLst><p:bldLst><p:bldP spid="{shape}" grpId="0"/></p:bldLst></p:timing>"""


def animate(deck: Deck, slide: int, find: str) -> None:
    """The shape appears on a click."""
    _before_ext(deck.slides[slide], CLICK.format(shape=shape_of(deck, slide, find).shape_id).replace("\n", ""))


def _before_ext(page: Any, xml: str) -> None:
    """Into a slide where the schema has it: behind the colour map (and the transition), before the extensions."""
    element = etree.fromstring(xml)
    first = page._element.find(qn("p:extLst"))
    timing = page._element.find(qn("p:timing"))
    before = timing if timing is not None and element.tag == qn("p:transition") else first
    if before is None:
        page._element.append(element)
    else:
        before.addprevious(element)


def background(deck: Deck, slide: int, rgb: int) -> None:
    fill = deck.slides[slide].background.fill
    fill.solid()
    fill.fore_color.rgb = _rgb(rgb)


def comment(deck: Deck, slide: int, text: str, author: str = "Ada Wren") -> None:
    """A comment as PowerPoint wrote them up to 2019."""
    package = deck.part.package
    kind = "application/vnd.openxmlformats-officedocument.presentationml"
    authors = f'<p:cmAuthorLst xmlns:p="{P}"><p:cmAuthor id="1" name="{author}" initials="AW" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>'
    part = Part(PackURI("/ppt/commentAuthors.xml"), f"{kind}.commentAuthors+xml", package, authors.encode())
    deck.part.relate_to(part, RT.COMMENT_AUTHORS)
    said = f'<p:cm authorId="1" dt="2025-03-20T09:00:00.000" idx="1"><p:pos x="10" y="10"/><p:text>{text}</p:text></p:cm>'
    said = f'<p:cmLst xmlns:p="{P}">{said}</p:cmLst>'
    part = Part(PackURI(f"/ppt/comments/comment{slide + 1}.xml"), f"{kind}.comments+xml", package, said.encode())
    deck.slides[slide].part.relate_to(part, RT.COMMENTS)


def rename_section(deck: Deck, name: str, to: str) -> None:
    section = next(entry for entry in deck.part._element.iter(f"{{{P14}}}section") if entry.get("name") == name)
    section.set("name", to)


def noise(deck: Deck) -> None:
    """What PowerPoint leaves behind wherever it looked: nobody's edit."""
    for page in deck.slides:
        for _, frame in texts_of(page.shapes):
            for row in frame.paragraphs:
                for i, run in enumerate(row._p.findall(qn("a:r"))):
                    properties = run.get_or_add_rPr()
                    properties.set("lang", "en-GB" if i % 2 else "en-US")
                    properties.set("dirty", "0")
                    properties.set("err" if i % 2 else "smtClean", "1" if i % 2 else "0")
                _split_longest_run(row)
                if row._p.find(qn("a:endParaRPr")) is None and row._p.findall(qn("a:r")):
                    etree.SubElement(row._p, qn("a:endParaRPr"), lang="en-US", dirty="0")
    _saved_by(deck, POWERPOINT, "16.0000")


def _split_longest_run(row: Any) -> None:
    for run in row._p.findall(qn("a:r")):
        node = run.find(qn("a:t"))
        text = node.text or ""
        cut = text.find(" ") + 1
        if 0 < cut < len(text):
            twin = copy.deepcopy(run)
            node.text, twin.find(qn("a:t")).text = text[:cut], text[cut:]
            run.addnext(twin)
            return


def _saved_by(deck: Deck, program: str, version: str) -> None:
    package = deck.part.package
    for rel in package._rels.values():
        if rel.reltype == RT.EXTENDED_PROPERTIES:
            part = rel.target_part
            root = etree.fromstring(part.blob)
            kind = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
            for name, value in (("Application", program), ("AppVersion", version)):
                node = root.find(f"{kind}{name}")
                if node is None:
                    node = etree.SubElement(root, f"{kind}{name}")
                node.text = value
            part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


EDITS = {
    made.__name__: made
    for made in (
        *(reword, notes, add_notes_line, colour, move, resize, add_line, delete_line, move_line, split),
        *(text_box, picture, replace_picture, crop, delete_shape),
        *(add_slide, delete_slide, duplicate_slide, move_slide, hide, transition),
        *(animate, background, comment, rename_section),
    )
}


def do(deck: Deck, row: Edit) -> None:
    """Do one edit on a deck that is open; its parts are named as in one that was just opened, for python-pptx counts on that."""
    deck.part.rename_slide_parts([slide.rId for slide in deck.slides._sldIdLst])
    EDITS[row["do"]](deck, **{name: value for name, value in row.items() if name != "do"})


def edit(source: Path, target: Path, edits: Sequence[Edit], noisy: bool = True) -> None:
    """Do the edits on `source` and save it as `target`, as PowerPoint would."""
    deck = Presentation(str(source))
    for row in edits:
        do(deck, row)
    if noisy:
        noise(deck)
    target.parent.mkdir(parents=True, exist_ok=True)
    deck.save(str(target))

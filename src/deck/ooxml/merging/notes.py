"""The notes of a slide of the result."""

from __future__ import annotations

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.model.language import Language
from deck.model.merged import MergedSlide
from deck.ooxml.merging.carrying import used
from deck.ooxml.merging.elements import present
from deck.ooxml.merging.sides import Sides, fill
from deck.ooxml.names import A, P, placeholder_mark
from deck.ooxml.notes import notes_xml
from deck.ooxml.package import Relation, parsed
from deck.ooxml.places import notes_body
from deck.ooxml.text import Links

FIRST_NAME = "ppt/notesSlides/notesSlide1.xml"


def merge_notes(slide: MergedSlide, part: str, sides: Sides) -> None:
    """Give a slide its notes; a notes slide is made where it has none and needs one."""
    if slide.notes is None:
        return
    name = sides.result.notes(part)
    if not name:
        if not slide.notes:
            return
        name = _notes_slide(slide, part, sides)
        if not name:
            return
    root = sides.result.root(name)
    before = used(root)
    body = notes_body(root)
    if body is None:
        body = _add_body(root)
    fill(body, sides.paragraphs(slide.notes, name))
    now, rows, held = used(root), sides.result.rows(name), sides.disk.source.rows(name)
    for id_ in [id_ for id_, row in rows.items() if row.kind == RT.HYPERLINK and id_ not in now and (id_ in before or id_ not in held)]:
        del rows[id_]


def _notes_slide(slide: MergedSlide, part: str, sides: Sides) -> str:
    """Return the name of a new notes slide: a copy of the new deck's, or an empty one; "" where there is no notes master for it."""
    source = sides.new.source
    theirs = "" if slide.new is None else source.notes(source.slides[slide.new])
    if theirs:
        name = sides.new.part(theirs)
    else:
        masters = source.related(source.main, RT.NOTES_MASTER) or sides.result.related(sides.result.main, RT.NOTES_MASTER)
        if not masters:
            return ""
        master = sides.new.designs(RT.NOTES_MASTER, masters[0]) or masters[0]
        name = sides.result.free(FIRST_NAME)
        rows = [Relation("rId1", RT.NOTES_MASTER, master), Relation("rId2", RT.SLIDE, part)]
        sides.result.add(name, _empty(), CT.PML_NOTES_SLIDE, {row.id: row for row in rows})
    sides.result.relate(part, Relation("", RT.NOTES_SLIDE, name))
    return name


def _empty() -> bytes:
    return notes_xml((), Language("en", "en-US"), Links()).encode()


def _add_body(root: etree._Element) -> etree._Element:
    """Return the text of a notes slide that had no place for one, in a new placeholder."""
    held = next((shape for shape in root.iter(f"{{{P}}}sp") if (placeholder_mark(shape) is not None) and _is_body(shape)), None)
    if held is not None:
        body = etree.SubElement(held, f"{{{P}}}txBody")
        etree.SubElement(body, f"{{{A}}}bodyPr")
        return body
    shape = next(shape for shape in parsed(_empty()).iter(f"{{{P}}}sp") if _is_body(shape))
    number = max((int(found.get("id", 0)) for found in root.iter(f"{{{P}}}cNvPr")), default=1) + 1
    present(shape.find(f"{{{P}}}nvSpPr/{{{P}}}cNvPr")).set("id", str(number))
    present(root.find(f"{{{P}}}cSld/{{{P}}}spTree")).append(shape)
    return present(shape.find(f"{{{P}}}txBody"))


def _is_body(shape: etree._Element) -> bool:
    mark = placeholder_mark(shape)
    return mark is not None and mark.get("type") == "body"

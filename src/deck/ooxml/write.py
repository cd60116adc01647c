"""Placed deck -> the bytes of a .pptx, on the parts of a template."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation as OpenPresentation

from deck.errors import TemplateError
from deck.model.language import Language
from deck.model.placed import PlacedDeck, PlacedSlide
from deck.ooxml.marks import NAMESPACE, Marks, embedded_base, section_guid
from deck.ooxml.notes import notes_xml
from deck.ooxml.package import digest_of, unzipped, zipped
from deck.ooxml.prepare import P, R, open_template, theme_with_faces
from deck.ooxml.properties import core_properties, custom_properties
from deck.ooxml.slide import HEAD, Ground, Links, slide_xml, text
from deck.ooxml.template import dark_layouts

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
FIRST_SLIDE_ID = 256
Parts = dict[str, bytes]


def deck_bytes(deck: PlacedDeck, template: Path, marks: Marks) -> bytes:
    """Return the .pptx of a deck: the same bytes for the same deck, template and marks."""
    presentation = open_template(template, deck.language)
    layouts = {layout.name: str(layout.part.partname) for layout in presentation.slide_master.slide_layouts}
    dark = dark_layouts(presentation)
    parts = _template_parts(presentation, deck.language)
    names = [f"/ppt/slides/slide{n}.xml" for n in range(1, len(deck.slides) + 1)]
    by_key = {slide.key: name for slide, name in zip(deck.slides, names, strict=True)}
    master = _related(parts, "ppt/presentation.xml", RT.NOTES_MASTER)
    types: dict[str, str] = {}
    for slide, name in zip(deck.slides, names, strict=True):
        if slide.layout not in layouts:
            raise TemplateError(f"{template.name}: the template has no layout “{slide.layout}”; start from a copy of the one that ships")
        _add_slide(parts, types, slide, name, layouts[slide.layout], Ground(deck.language, slide.layout in dark), by_key, master)
    _add_to_presentation(parts, deck, names)
    _add_properties(parts, types, deck, marks)
    _add_types(parts, types)
    _add_base(parts, deck, marks)
    return zipped(parts)


def _template_parts(presentation: OpenPresentation, language: Language) -> Parts:
    """Return the parts of an opened template, with a notes master and without a picture of it."""
    master = presentation.notes_master  # python-pptx makes one where the template has none
    size = presentation.element.find(f"{{{P}}}sldSz")
    if size is not None and "type" in size.attrib:
        del size.attrib["type"]
    _list_notes_master(presentation, presentation.part.relate_to(master.part, RT.NOTES_MASTER))
    out = io.BytesIO()
    presentation.save(out)
    parts = unzipped(out.getvalue())
    for name in [name for name in parts if name.startswith("docProps/thumbnail")]:
        del parts[name]
    _drop_relations(parts, "_rels/.rels", "/thumbnail")
    for name in [name for name in parts if name.startswith("ppt/theme/") and name.endswith(".xml")]:
        parts[name] = theme_with_faces(parts[name], language)
    return parts


def _list_notes_master(presentation: OpenPresentation, relation: str) -> None:
    """Name the notes master in the presentation, right behind the slide masters; Keynote refuses a deck with notes that does not."""
    root = presentation.element
    if root.find(f"{{{P}}}notesMasterIdLst") is None:
        listed = etree.SubElement(root, f"{{{P}}}notesMasterIdLst")
        etree.SubElement(listed, f"{{{P}}}notesMasterId").set(f"{{{R}}}id", relation)
        root.find(f"{{{P}}}sldMasterIdLst").addnext(listed)


def _add_slide(
    parts: Parts, types: dict[str, str], slide: PlacedSlide, name: str, layout: str, ground: Ground, by_key: dict[str, str], master: str
) -> None:
    """Add a slide and its notes with their relations."""
    links = Links()
    parts[name[1:]] = slide_xml(slide, ground, links, frozenset(by_key)).encode()
    types[name] = CT.PML_SLIDE
    relations = [("rId1", RT.SLIDE_LAYOUT, _to(name, layout), False), *_linked(links, name, by_key)]
    if slide.notes:
        notes = name.replace("/slides/slide", "/notesSlides/notesSlide")
        relations.append(("rId2", RT.NOTES_SLIDE, _to(name, notes), False))
        inner = Links()
        parts[notes[1:]] = notes_xml(slide.notes, ground.language, inner).encode()
        types[notes] = CT.PML_NOTES_SLIDE
        upward = [("rId1", RT.NOTES_MASTER, _to(notes, master), False), ("rId2", RT.SLIDE, _to(notes, name), False)]
        parts[_rels_of(notes)] = _relations([*upward, *_linked(inner, notes, by_key)])
    parts[_rels_of(name)] = _relations(relations)


def _linked(links: Links, name: str, by_key: dict[str, str]) -> Iterator[tuple[str, str, str, bool]]:
    for address, relation in links.external.items():
        yield relation, RT.HYPERLINK, address, True
    for key, relation in links.slides.items():
        yield relation, RT.SLIDE, _to(name, by_key[key]), False


def _add_to_presentation(parts: Parts, deck: PlacedDeck, names: list[str]) -> None:
    """List the slides and the sections in the presentation part."""
    root = etree.fromstring(parts["ppt/presentation.xml"])
    relations = etree.fromstring(parts["ppt/_rels/presentation.xml.rels"])
    listed = root.find(f"{{{P}}}sldIdLst")
    if listed is None:
        listed = etree.Element(f"{{{P}}}sldIdLst")
        before = [root.find(f"{{{P}}}{tag}") for tag in ("handoutMasterIdLst", "notesMasterIdLst", "sldMasterIdLst")]
        next(element for element in before if element is not None).addnext(listed)
    for n, name in enumerate(names):
        relation = f"rIdSlide{n + 1}"
        entry = etree.SubElement(listed, f"{{{P}}}sldId", id=str(FIRST_SLIDE_ID + n))
        entry.set(f"{{{R}}}id", relation)
        etree.SubElement(relations, f"{{{RELS}}}Relationship", Id=relation, Type=RT.SLIDE, Target=name.removeprefix("/ppt/"))
    extensions = root.find(f"{{{P}}}extLst")
    if extensions is None:
        extensions = etree.SubElement(root, f"{{{P}}}extLst")
    extensions.append(etree.fromstring(_sections(deck)))
    parts["ppt/presentation.xml"] = _xml(root)
    parts["ppt/_rels/presentation.xml.rels"] = _xml(relations)


def _sections(deck: PlacedDeck) -> str:
    rows = ""
    for section in deck.sections:
        ids = "".join(f'<p14:sldId id="{FIRST_SLIDE_ID + n}"/>' for n, slide in enumerate(deck.slides) if slide.section == section.key)
        name = text(" ".join(section.name.split()))
        rows += f'<p14:section name="{name}" id="{section_guid(section.key)}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>'
    return f'<p:ext xmlns:p="{P}" uri="{SECTIONS}"><p14:sectionLst xmlns:p14="{P14}">{rows}</p14:sectionLst></p:ext>'


def _add_properties(parts: Parts, types: dict[str, str], deck: PlacedDeck, marks: Marks) -> None:
    parts["docProps/core.xml"] = core_properties(deck).encode()
    types["/docProps/core.xml"] = CT.OPC_CORE_PROPERTIES
    parts["docProps/custom.xml"] = custom_properties({"deck.build": marks.build}).encode()
    types["/docProps/custom.xml"] = CUSTOM_TYPE
    _add_relation(parts, "_rels/.rels", CUSTOM_RELATION, "docProps/custom.xml")
    _add_relation(parts, "_rels/.rels", RT.CORE_PROPERTIES, "docProps/core.xml")


def _add_base(parts: Parts, deck: PlacedDeck, marks: Marks) -> None:
    """Add the embedded base as a custom XML item, with a digest of all that was written before it."""
    taken = [name for name in parts if PurePosixPath(name).match("customXml/item*.xml") and "Props" not in name]
    n = len(taken) + 1
    item, props = f"customXml/item{n}.xml", f"customXml/itemProps{n}.xml"
    _add_relation(parts, "ppt/_rels/presentation.xml.rels", RT.CUSTOM_XML, f"../{item}")
    _add_types(parts, {f"/{props}": CT.OFC_CUSTOM_XML_PROPERTIES})
    base = embedded_base(deck, marks, digest_of(parts))
    parts[item] = f'{HEAD}<base xmlns="{NAMESPACE}">{text(base)}</base>'.encode()
    parts[props] = (
        f'{HEAD}<ds:datastoreItem ds:itemID="{section_guid("base")}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    parts[f"customXml/_rels/item{n}.xml.rels"] = _relations([("rId1", RT.CUSTOM_XML_PROPS, f"itemProps{n}.xml", False)])


def _add_types(parts: Parts, types: dict[str, str]) -> None:
    root = etree.fromstring(parts["[Content_Types].xml"])
    known = {str(override.get("PartName")): override for override in root.findall(f"{{{TYPES}}}Override")}
    for name, kind in types.items():
        if name not in known:
            etree.SubElement(root, f"{{{TYPES}}}Override", PartName=name, ContentType=kind)
    for name, override in known.items():
        if name.lstrip("/") not in parts:
            root.remove(override)
    parts["[Content_Types].xml"] = _xml(root)


def _related(parts: Parts, source: str, kind: str) -> str:
    """Return the name of the part that `source` relates to by `kind`."""
    folder, _, name = source.rpartition("/")
    root = etree.fromstring(parts[f"{folder}/_rels/{name}.rels"])
    target = next(str(row.get("Target")) for row in root if row.get("Type") == kind)
    return target if target.startswith("/") else f"/{folder}/{target}"


def _add_relation(parts: Parts, rels: str, kind: str, target: str) -> None:
    root = etree.fromstring(parts[rels])
    if not any(row.get("Type") == kind and str(row.get("Target")).lstrip("/") == target for row in root):
        taken = {str(row.get("Id")) for row in root}
        free = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        etree.SubElement(root, f"{{{RELS}}}Relationship", Id=free, Type=kind, Target=target)
    parts[rels] = _xml(root)


def _drop_relations(parts: Parts, rels: str, ending: str) -> None:
    root = etree.fromstring(parts[rels])
    for row in [row for row in root if str(row.get("Type")).endswith(ending)]:
        root.remove(row)
    parts[rels] = _xml(root)


def _relations(rows: list[tuple[str, str, str, bool]]) -> bytes:
    out = ""
    for name, kind, target, outside in rows:
        mode = ' TargetMode="External"' if outside else ""
        out += f'<Relationship Id="{name}" Type="{kind}" Target="{text(target)}"{mode}/>'
    return f'{HEAD}<Relationships xmlns="{RELS}">{out}</Relationships>'.encode()


def _rels_of(name: str) -> str:
    folder, _, file = name[1:].rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _to(source: str, target: str) -> str:
    """Return the way from one part to another; all of them lie in folders of /ppt."""
    return "../" + target.removeprefix("/ppt/") if source.count("/") == 3 else target.removeprefix("/ppt/")


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

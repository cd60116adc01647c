"""Placed deck -> the bytes of a .pptx, on the parts of a template."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation as OpenPresentation

from deck.errors import TemplateError
from deck.model.language import Language
from deck.model.marks import Marks
from deck.model.placed import PlacedChart, PlacedDeck, PlacedFormula, PlacedPicture, PlacedSlide
from deck.model.template import Composition
from deck.ooxml.base import add_base
from deck.ooxml.canvas import Canvas, canvases
from deck.ooxml.charts import WORKBOOK, chart_xml
from deck.ooxml.found import found_in, known_as
from deck.ooxml.marks import media_parts, section_guid
from deck.ooxml.names import P14, P, R
from deck.ooxml.notes import notes_xml
from deck.ooxml.package import (
    Parts,
    Relation,
    declare,
    declare_kind,
    parsed,
    relate,
    related,
    relations_part,
    relations_xml,
    serialized,
    unrelate,
    unzipped,
    zipped,
)
from deck.ooxml.prepare import open_template, theme_with_faces
from deck.ooxml.properties import BUILD, CUSTOM_RELATION, core_properties, custom_properties, extended_properties
from deck.ooxml.slide import slide_xml
from deck.ooxml.text import Ground, Links, text
from deck.ooxml.workbooks import workbook_bytes

PRESENTATION = "ppt/presentation.xml"
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
CORE, EXTENDED, CUSTOM = "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
FIRST_SLIDE_ID = 256
# what shows a picture, a formula where its equation is not known
PICTURED = (PlacedPicture, PlacedFormula)
NO_MEDIA: Mapping[str, bytes] = MappingProxyType({})


def deck_bytes(
    deck: PlacedDeck,
    template: Path,
    marks: Marks,
    media: Mapping[str, bytes] = NO_MEDIA,
    compositions: tuple[Composition, ...] = (),
) -> bytes:
    """Return the .pptx of a deck: the same bytes for the same deck, template, marks and pictures (`media`, by their digests).

    `compositions` are the layouts that were composed for the template.
    """
    presentation = open_template(template, deck.language, compositions)
    layouts = canvases(presentation, deck.language, {slide.layout for slide in deck.slides})
    missing = next((slide.layout for slide in deck.slides if slide.layout not in layouts), None)
    if missing is not None:
        raise TemplateError(f"{template.name}: the template has no layout “{missing}”; start from a copy of the one that ships")
    parts = _template_parts(presentation, deck.language)
    names = {slide.key: f"ppt/slides/slide{n}.xml" for n, slide in enumerate(deck.slides, 1)}
    notes_master = related(parts, PRESENTATION, RT.NOTES_MASTER)[0]
    _add_media(parts, deck, media)
    for slide in deck.slides:
        _add_slide(parts, slide, names, layouts[slide.layout], deck.language)
        _add_notes(parts, slide, names, notes_master, deck.language)
    _list_slides(parts, deck, list(names.values()))
    _add_properties(parts, deck, marks)
    slides = dict.fromkeys(names.values(), CT.PML_SLIDE)
    declare(parts, {**slides, **{_notes_of(name): CT.PML_NOTES_SLIDE for name in slides if _notes_of(name) in parts}})
    add_base(parts, PRESENTATION, known_as(found_in(parts), deck), marks, merged=False)
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
    unrelate(parts, "", RT.THUMBNAIL)
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


def _add_media(parts: Parts, deck: PlacedDeck, media: Mapping[str, bytes]) -> None:
    """Add each picture of the deck once."""
    for image in dict.fromkeys(shape.image for slide in deck.slides for shape in slide.shapes if isinstance(shape, PICTURED)):
        parts.update({name: media[digest] for digest, name in media_parts(image).items()})
        declare_kind(parts, image.kind, f"image/{image.kind}")
        if image.drawing:
            declare_kind(parts, "svg", "image/svg+xml")


def _add_slide(parts: Parts, slide: PlacedSlide, names: Mapping[str, str], layout: Canvas, language: Language) -> None:
    name, links = names[slide.key], Links()
    parts[name] = slide_xml(slide, language, layout, links, frozenset(names)).encode()
    relations = [Relation("rId1", RT.SLIDE_LAYOUT, layout.part), *_linked(links, names)]
    shown = [media_parts(shape.image) for shape in slide.shapes if isinstance(shape, PICTURED)]
    images = {digest: name for held in shown for digest, name in held.items()}
    relations += (Relation(relation, RT.IMAGE, images[digest]) for digest, relation in links.media.items())
    relations += _add_charts(parts, slide, links, layout, language)
    if slide.notes:
        relations.append(Relation("rId2", RT.NOTES_SLIDE, _notes_of(name)))
    parts[relations_part(name)] = relations_xml(name, relations)


def _add_charts(parts: Parts, slide: PlacedSlide, links: Links, layout: Canvas, language: Language) -> Iterator[Relation]:
    """Add the charts of a slide with their workbooks, and yield the relations to them."""
    for chart in (shape for shape in slide.shapes if isinstance(shape, PlacedChart)):
        pairs = ((f"ppt/charts/chart{n}.xml", f"ppt/embeddings/Microsoft_Excel_Sheet{n}.xlsx") for n in range(1, len(parts) + 2))
        name, book = next(pair for pair in pairs if not set(pair) & parts.keys())
        parts[name], parts[book] = chart_xml(chart, layout.grounds.get(chart.idx, Ground(language))).encode(), workbook_bytes(chart)
        parts[relations_part(name)] = relations_xml(name, [Relation(WORKBOOK, RT.PACKAGE, book)])
        declare_kind(parts, "xlsx", CT.SML_SHEET)
        declare(parts, {name: CT.DML_CHART})
        yield Relation(links.to_chart(chart.key), RT.CHART, name)


def _add_notes(parts: Parts, slide: PlacedSlide, names: Mapping[str, str], master: str, language: Language) -> None:
    if not slide.notes:
        return
    name, links = _notes_of(names[slide.key]), Links()
    parts[name] = notes_xml(slide.notes, language, links).encode()
    upward = [Relation("rId1", RT.NOTES_MASTER, master), Relation("rId2", RT.SLIDE, names[slide.key])]
    parts[relations_part(name)] = relations_xml(name, [*upward, *_linked(links, names)])


def _notes_of(slide: str) -> str:
    return slide.replace("/slides/slide", "/notesSlides/notesSlide")


def _linked(links: Links, names: Mapping[str, str]) -> Iterator[Relation]:
    for address, relation in links.external.items():
        yield Relation(relation, RT.HYPERLINK, address, outside=True)
    for key, relation in links.slides.items():
        yield Relation(relation, RT.SLIDE, names[key])


def _list_slides(parts: Parts, deck: PlacedDeck, names: list[str]) -> None:
    """List the slides and the sections in the presentation part."""
    root = parsed(parts[PRESENTATION])
    listed = root.find(f"{{{P}}}sldIdLst")
    if listed is None:
        listed = etree.Element(f"{{{P}}}sldIdLst")
        before = [root.find(f"{{{P}}}{tag}") for tag in ("handoutMasterIdLst", "notesMasterIdLst", "sldMasterIdLst")]
        next(element for element in before if element is not None).addnext(listed)
    for n in range(len(names)):
        etree.SubElement(listed, f"{{{P}}}sldId", id=str(FIRST_SLIDE_ID + n)).set(f"{{{R}}}id", f"rIdSlide{n + 1}")
    extensions = root.find(f"{{{P}}}extLst")
    if extensions is None:
        extensions = etree.SubElement(root, f"{{{P}}}extLst")
    extensions.append(parsed(_sections(deck).encode()))
    parts[PRESENTATION] = serialized(root)
    relate(parts, PRESENTATION, [Relation(f"rIdSlide{n}", RT.SLIDE, name) for n, name in enumerate(names, 1)])


def _sections(deck: PlacedDeck) -> str:
    rows = ""
    for section in deck.sections:
        ids = "".join(f'<p14:sldId id="{FIRST_SLIDE_ID + n}"/>' for n, slide in enumerate(deck.slides) if slide.section == section.key)
        name = text(" ".join(section.name.split()))
        rows += f'<p14:section name="{name}" id="{section_guid(section.key)}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>'
    return f'<p:ext xmlns:p="{P}" uri="{SECTIONS}"><p14:sectionLst xmlns:p14="{P14}">{rows}</p14:sectionLst></p:ext>'


def _add_properties(parts: Parts, deck: PlacedDeck, marks: Marks) -> None:
    """Put the deck's own properties in the place of the template's."""
    for kind in (RT.CORE_PROPERTIES, RT.EXTENDED_PROPERTIES, CUSTOM_RELATION):
        unrelate(parts, "", kind)
    parts[CORE] = core_properties(deck).encode()
    parts[EXTENDED] = extended_properties().encode()
    parts[CUSTOM] = custom_properties({BUILD: marks.build}).encode()
    relations = ((RT.CORE_PROPERTIES, CORE), (RT.EXTENDED_PROPERTIES, EXTENDED), (CUSTOM_RELATION, CUSTOM))
    relate(parts, "", [Relation("", kind, name) for kind, name in relations])
    declare(parts, {CORE: CT.OPC_CORE_PROPERTIES, EXTENDED: CT.OFC_EXTENDED_PROPERTIES, CUSTOM: CUSTOM_TYPE})

"""A template made ready for a language: mirrored where it reads from the right, with wider lines and the right faces in East Asia."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

from lxml import etree
from pptx import Presentation
from pptx.exc import PackageNotFoundError, PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation as OpenPresentation

from deck.errors import TemplateError
from deck.model.language import Language

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# what the theme's East Asian or complex-script face becomes; "" leaves it as it is
EAST_ASIAN_FACES = {"Jpan": "Yu Gothic", "Hans": "Microsoft YaHei", "Hant": "Microsoft JhengHei", "Kore": "Malgun Gothic"}
COMPLEX_FACES = {"Arab": "Arial", "Hebr": "Arial", "Thai": "Leelawadee UI", "Laoo": "Leelawadee UI", "Khmr": "Leelawadee UI"}
INDIC = ("Deva", "Beng", "Taml", "Telu", "Gujr", "Guru", "Knda", "Mlym", "Sinh", "Orya")
INDIC_FACE = "Nirmala UI"
# line spacing in East Asian text: Latin values of 90, 95 and 100 % are too tight for characters that fill the em
EAST_ASIAN_LINE = 12_000


def open_template(path: Path, language: Language) -> OpenPresentation:
    """Return a template without its sample slides, ready for the language."""
    try:
        presentation = Presentation(str(path))
        layouts = len(presentation.slide_layouts)
    except (
        PackageNotFoundError,
        PythonPptxError,
        BadZipFile,
        KeyError,
        ValueError,
        OSError,
        etree.XMLSyntaxError,
        AttributeError,
    ) as error:
        raise TemplateError(
            f"{path.name} is no .pptx that can be opened; save it in PowerPoint as a presentation, or name another"
        ) from error
    if not layouts:
        raise TemplateError(f"{path.name} has no slide layouts; start from a template that has some")
    _drop_slides(presentation)
    roots = list(_styled(presentation))
    if language.right_to_left:
        for root in roots:
            _mirror(root, int(presentation.slide_width or 0))
    if language.east_asian:
        for root in roots:
            _widen(root)
            for properties in _levels(root):
                # a full stop set outside the box is one that leaves it
                properties.set("hangingPunct", "0")
    return presentation


def theme_with_faces(theme: bytes, language: Language) -> bytes:
    """Return a theme part whose empty East Asian or complex-script face names one for the deck's script."""
    east = EAST_ASIAN_FACES.get(language.script, "")
    complex_face = COMPLEX_FACES.get(language.script, INDIC_FACE if language.script in INDIC else "")
    if not east and not complex_face:
        return theme
    root = etree.fromstring(theme)
    for tag, face in (("ea", east), ("cs", complex_face)):
        for font in root.iter(f"{{{A}}}{tag}"):
            if face and not font.get("typeface"):
                font.set("typeface", face)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _drop_slides(presentation: OpenPresentation) -> None:
    ids = presentation.slides._sldIdLst
    for slide_id in list(ids):
        presentation.part.drop_rel(slide_id.rId)
        ids.remove(slide_id)
    for extensions in presentation.element.findall(f"{{{P}}}extLst"):
        for extension in list(extensions):
            if extension.find("{http://schemas.microsoft.com/office/powerpoint/2010/main}sectionLst") is not None:
                extensions.remove(extension)
    for relation in list(presentation.part.rels.values()):
        if relation.reltype == RT.PRINTER_SETTINGS:
            presentation.part.rels.pop(relation.rId)


def _styled(presentation: OpenPresentation) -> Iterator[etree._Element]:
    """Yield the master and its layouts."""
    master = presentation.slide_master
    yield master.element
    for layout in master.slide_layouts:
        yield layout.element


def _mirror(root: etree._Element, width: int) -> None:
    """Turn a layout left to right: places, alignment and the direction of text."""
    for transform in root.iter(f"{{{A}}}xfrm"):
        offset, extent = transform.find(f"{{{A}}}off"), transform.find(f"{{{A}}}ext")
        if offset is not None and extent is not None and int(extent.get("cx", 0)):
            offset.set("x", str(width - int(offset.get("x", 0)) - int(extent.get("cx", 0))))
    for properties in _levels(root):
        properties.set("rtl", "1")
        turned = {"r": "l", "l": "r"}.get(properties.get("algn", "l"))
        if turned:
            properties.set("algn", turned)
    for body in root.iter(f"{{{A}}}bodyPr"):
        left, right = body.get("lIns"), body.get("rIns")
        for name, value in (("lIns", right), ("rIns", left)):
            if value is not None:
                body.set(name, value)


def _widen(root: etree._Element) -> None:
    for spacing in root.iter(f"{{{A}}}lnSpc"):
        percent = spacing.find(f"{{{A}}}spcPct")
        if percent is not None:
            value = percent.get("val", "100000")
            share = round(float(value.rstrip("%")) * 1000) if value.endswith("%") else int(value)
            if share <= 100_000:
                percent.set("val", str(share + EAST_ASIAN_LINE))


def _levels(root: etree._Element) -> Iterator[etree._Element]:
    for n in range(1, 10):
        yield from root.iter(f"{{{A}}}lvl{n}pPr")

"""A template made ready for a language: mirrored where it reads from the right, with wider lines and the right faces in East Asia."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.presentation import Presentation as OpenPresentation

from deck.errors import TemplateError
from deck.model.language import HEAD_ROOM, LOW_SCRIPTS, Language
from deck.model.template import Composition
from deck.ooxml.compositions import add_layouts, tell_apart
from deck.ooxml.mirror import mirror
from deck.ooxml.names import OLE, P14, TITLES, A, P, R, is_origin, levels, placeholder_mark, share
from deck.ooxml.package import BROKEN, CONTENT_TYPES, parsed, serialized, unzipped, zipped
from deck.ooxml.samples import style_from_samples

# what the theme's East Asian or complex-script face becomes; "" leaves it as it is
EAST_ASIAN_FACES = {"Jpan": "Yu Gothic", "Hans": "Microsoft YaHei", "Hant": "Microsoft JhengHei", "Kore": "Malgun Gothic"}
COMPLEX_FACES = {"Arab": "Arial", "Hebr": "Arial", "Thai": "Leelawadee UI", "Laoo": "Leelawadee UI", "Khmr": "Leelawadee UI"}
INDIC = ("Deva", "Beng", "Taml", "Telu", "Gujr", "Guru", "Knda", "Mlym", "Sinh", "Orya")
INDIC_FACE = "Nirmala UI"
# line spacing (1/1000 %) that suits Latin text is too tight for characters that fill the em: up to the first number it becomes the second
EAST_ASIAN_LINES = ((92_500, 100_000), (97_500, 105_000), (100_000, 115_000))
EAST_ASIAN_TITLE_LINE = 100_000
FURNITURE = ("ftr", "sldNum", "dt")
# presentations that hold macros, are templates or open as a show; a deck is none of them
OTHER_MAIN = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.presentationml\.(?:template|slideshow)"
    rb"|ms-powerpoint\.(?:presentation|template|slideshow)\.macroEnabled)\.main\+xml"
)
MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"


def open_template(path: Path, language: Language, compositions: tuple[Composition, ...] = ()) -> OpenPresentation:
    """Return a template without its sample slides, ready for the language, with `compositions` added to its layouts.

    Raises TemplateError for what is no template.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TemplateError(f"{path}: the template cannot be read: {error.strerror}; check its path") from error
    return _opened(content, path.name, language, compositions)


# nobody who is handed it changes what another would see, and a build asks for it twice
@lru_cache(maxsize=4)
def _opened(content: bytes, name: str, language: Language, compositions: tuple[Composition, ...]) -> OpenPresentation:
    if content.startswith(OLE):
        raise TemplateError(f"{name} is an old .ppt or locked by a password; save it in PowerPoint as .pptx without a password")
    try:
        presentation = Presentation(io.BytesIO(_as_presentation(content)))
        has_layouts = any(len(master.slide_layouts) for master in presentation.slide_masters)
        width = int(presentation.slide_width or 0)
        _drop_slides(presentation)
        style_from_samples(presentation)
        tell_apart(presentation)
        if language.right_to_left:
            for root in _styled(presentation):
                mirror(root, width)
        if language.east_asian:
            for root in _styled(presentation):
                _widen(root, whole_words=language.script == "Kore")
        if language.script not in LOW_SCRIPTS:
            for root in _styled(presentation):
                _make_head_room(root)
        add_layouts(presentation, compositions, right_to_left=language.right_to_left)
    except BROKEN as error:
        raise TemplateError(f"{name} is no .pptx that can be opened; save it in PowerPoint as a presentation, or name another") from error
    if not has_layouts or not width:
        raise TemplateError(f"{name} has no slide layouts; start from a template that has some")
    return presentation


def theme_with_faces(theme: bytes, language: Language) -> bytes:
    """Return a theme part whose empty East Asian or complex-script face names one for the deck's script."""
    east = EAST_ASIAN_FACES.get(language.script, "")
    complex_face = COMPLEX_FACES.get(language.script, INDIC_FACE if language.script in INDIC else "")
    if not east and not complex_face:
        return theme
    root = parsed(theme)
    for tag, face in (("ea", east), ("cs", complex_face)):
        for font in root.iter(f"{{{A}}}{tag}"):
            if face and not font.get("typeface"):
                font.set("typeface", face)
    return serialized(root)


def _as_presentation(content: bytes) -> bytes:
    """Return a .potx, .ppsx or .pptm as a plain presentation, anything else as it is."""
    parts = unzipped(content)
    types = parts.get(CONTENT_TYPES, b"")
    if not OTHER_MAIN.search(types):
        return content
    return zipped({**parts, CONTENT_TYPES: OTHER_MAIN.sub(CT.PML_PRESENTATION_MAIN.encode(), types)})


def _drop_slides(presentation: OpenPresentation) -> None:
    """Take the sample slides out, and all that speaks of them."""
    ids = presentation.slides._sldIdLst
    for slide_id in list(ids):
        ids.remove(slide_id)
    for part in presentation.part.package.iter_parts():
        if part.partname != presentation.part.partname and not part.partname.startswith(("/ppt/slides/", "/ppt/notesSlides/")):
            _forget_slides(part)
    root = presentation.element
    for tag in ("custShowLst", "modifyVerifier"):
        for found in root.findall(f"{{{P}}}{tag}"):
            root.remove(found)
    for extensions in root.findall(f"{{{P}}}extLst"):
        for extension in [row for row in extensions if row.find(f"{{{P14}}}sectionLst") is not None]:
            extensions.remove(extension)
    relations = presentation.part.rels
    for relation in list(relations.values()):
        if relation.reltype in (RT.SLIDE, RT.PRINTER_SETTINGS, MACROS):
            relations.pop(relation.rId)


def _forget_slides(part: Part) -> None:
    """Drop a part's relations to slides with the elements that use them: links of layouts, the outline that was open last."""
    dropped = {relation.rId for relation in part.rels.values() if relation.reltype == RT.SLIDE}
    if not dropped:
        return
    root = part._element if isinstance(part, XmlPart) else parsed(part.blob)
    for element in [element for element in root.iter() if element.get(f"{{{R}}}id") in dropped]:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    for name in dropped:
        part.rels.pop(name)
    if not isinstance(part, XmlPart):
        part._blob = serialized(root)


def _styled(presentation: OpenPresentation) -> Iterator[etree._Element]:
    """Yield all that layouts inherit text styles from, and the layouts."""
    yield presentation.element
    for master in presentation.slide_masters:
        yield master.element
        for layout in master.slide_layouts:
            yield layout.element


def _widen(root: etree._Element, *, whole_words: bool) -> None:
    """Give every text level the line spacing of East Asian text, and keep its full stops inside the box; `whole_words`: and its words."""
    for level in levels(root):
        level.set("hangingPunct", "0")
        level.set("eaLnBrk", "0" if whole_words else "1")
        spacing = level.find(f"{{{A}}}lnSpc")
        if spacing is None and is_origin(level):
            spacing = etree.Element(f"{{{A}}}lnSpc")
            etree.SubElement(spacing, f"{{{A}}}spcPct", val="100000")
            level.insert(0, spacing)
        percent = None if spacing is None else spacing.find(f"{{{A}}}spcPct")
        if percent is not None:
            percent.set("val", str(_east_asian_line(share(percent), title=_is_title(level))))


def _make_head_room(root: etree._Element) -> None:
    """Lower the text of every placeholder for content that says how far it stands from its top: no mark on it leaves the shape."""
    for shape in root.iter(f"{{{P}}}sp"):
        body, mark = shape.find(f"{{{P}}}txBody/{{{A}}}bodyPr"), placeholder_mark(shape)
        if body is not None and mark is not None and mark.get("type") not in FURNITURE and "tIns" in body.attrib:
            body.set("tIns", str(int(body.get("tIns", 0)) + HEAD_ROOM))


def _east_asian_line(latin: int, *, title: bool) -> int:
    if title:
        return max(latin, EAST_ASIAN_TITLE_LINE)
    return next((wide for limit, wide in EAST_ASIAN_LINES if latin <= limit), latin)


def _is_title(level: etree._Element) -> bool:
    for place in level.iterancestors():
        mark = placeholder_mark(place)
        if mark is not None:
            return mark.get("type") in TITLES
    return any(place.tag == f"{{{P}}}titleStyle" for place in level.iterancestors())

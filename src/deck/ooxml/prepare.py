"""A template made ready for a language: mirrored where it reads from the right, with wider lines and the right faces in East Asia."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.presentation import Presentation as OpenPresentation

from deck.errors import TemplateError
from deck.model.language import HEAD_ROOM, LOW_SCRIPTS, Language
from deck.model.template import FOOT, Composition
from deck.ooxml.admission import admitted, read_file
from deck.ooxml.compositions import add_layouts, tell_apart
from deck.ooxml.mirror import mirror, reads_from_the_right
from deck.ooxml.names import TITLES, A, P, is_origin, levels, placeholder_mark, share
from deck.ooxml.package import BROKEN, parsed, serialized
from deck.ooxml.samples import style_from_samples

# what the theme's East Asian or complex-script face becomes; "" leaves it as it is
EAST_ASIAN_FACES = {"Jpan": "Yu Gothic", "Hans": "Microsoft YaHei", "Hant": "Microsoft JhengHei", "Kore": "Malgun Gothic"}
COMPLEX_FACES = {"Arab": "Arial", "Hebr": "Arial", "Thai": "Leelawadee UI", "Laoo": "Leelawadee UI", "Khmr": "Leelawadee UI"}
INDIC = ("Deva", "Beng", "Taml", "Telu", "Gujr", "Guru", "Knda", "Mlym", "Sinh", "Orya")
INDIC_FACE = "Nirmala UI"
# line spacing (1/1000 %) that suits Latin text is too tight for characters that fill the em: up to the first number it becomes the second
EAST_ASIAN_LINES = ((92_500, 100_000), (97_500, 105_000), (100_000, 115_000))
EAST_ASIAN_TITLE_LINE = 100_000


def open_template(path: Path, language: Language, compositions: tuple[Composition, ...] = ()) -> OpenPresentation:
    """Return a template without its sample slides, ready for the language, with `compositions` added to its layouts.

    Raises TemplateError for what is no template.
    """
    return _opened(read_file(path), path.name, language, compositions)


# nobody who is handed it changes what another would see, and a build asks for it twice
@lru_cache(maxsize=4)
def _opened(content: bytes, name: str, language: Language, compositions: tuple[Composition, ...]) -> OpenPresentation:
    whole = admitted(content, name).content
    try:
        presentation = Presentation(io.BytesIO(whole))
        width = int(presentation.slide_width or 0)
        style_from_samples(presentation)
        tell_apart(presentation)
        if language.right_to_left != any(reads_from_the_right(master.element) for master in presentation.slide_masters):
            for root in _styled(presentation):
                mirror(root, width, right_to_left=language.right_to_left)
        if language.east_asian:
            for root in _styled(presentation):
                _widen(root, whole_words=language.script == "Kore")
        if language.script not in LOW_SCRIPTS:
            for root in _styled(presentation):
                _make_head_room(root)
        add_layouts(presentation, compositions, right_to_left=language.right_to_left)
    except BROKEN as error:
        raise TemplateError(f"{name} is no .pptx that can be opened; save it in PowerPoint as a presentation, or name another") from error
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
        if body is not None and mark is not None and mark.get("type") not in FOOT and "tIns" in body.attrib:
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

"""A slide's XML: placeholders that inherit place and style, and the text in them."""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple

from deck.model.language import Language
from deck.model.placed import PlacedParagraph, PlacedRun, PlacedShape, PlacedSlide
from deck.ooxml.marks import shape_guid, slide_number
from deck.ooxml.package import HEAD, legal

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
EMPTY_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
# the second tone of a text, as a tone of the theme's colours: slate on a light ground, a pale grey on a dark one
SOFT_ON_LIGHT = (
    '<a:solidFill><a:schemeClr val="tx1"><a:satMod val="40000"/><a:lumMod val="75000"/><a:lumOff val="25000"/></a:schemeClr></a:solidFill>'
)
SOFT_ON_DARK = '<a:solidFill><a:schemeClr val="bg2"><a:lumMod val="80000"/></a:schemeClr></a:solidFill>'
MONOSPACE = '<a:latin typeface="Courier New"/><a:cs typeface="Courier New"/>'
NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
LINK = re.compile(r"^(https?|mailto):", re.IGNORECASE)
SLIDE_JUMP = "ppaction://hlinksldjump"


class Links:
    """The relations that a part's text needs: given an address or a slide's key, the id of the relation to it."""

    def __init__(self) -> None:
        self.external: dict[str, str] = {}
        self.slides: dict[str, str] = {}

    def to_address(self, address: str) -> str:
        return self.external.setdefault(address, f"rIdL{len(self.external) + 1}")

    def to_slide(self, key: str) -> str:
        return self.slides.setdefault(key, f"rIdS{len(self.slides) + 1}")


class Ground(NamedTuple):
    """What a text is set for: its language, and whether its ground is dark."""

    language: Language
    dark: bool = False


def text(value: str) -> str:
    """Return characters as XML text, without those that XML cannot hold."""
    return escape(legal(value), quote=True)


def slide_xml(slide: PlacedSlide, language: Language, light: frozenset[int], links: Links, known: frozenset[str]) -> str:
    """Return the XML of a slide.

    `light` are the placeholders (idx) whose text is light, `known` the keys of all slides, so that no link leads nowhere.
    """
    shapes = "".join(_shape(shape, n, slide, Ground(language, shape.idx in light), links, known) for n, shape in enumerate(slide.shapes, 2))
    creation = (
        '<p:extLst><p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"><p14:creationId '
        f'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" val="{slide_number(slide.key)}"/></p:ext></p:extLst>'
    )
    return (
        f'{HEAD}<p:sld {NAMESPACES}><p:cSld name="{text("deck:" + slide.key)}"><p:spTree>{EMPTY_GROUP}{shapes}</p:spTree>'
        f"{creation}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def _shape(shape: PlacedShape, n: int, slide: PlacedSlide, ground: Ground, links: Links, known: frozenset[str]) -> str:
    kind = "" if shape.kind == "obj" else f' type="{shape.kind}"'
    idx = f' idx="{shape.idx}"' if shape.idx else ""
    click = ""
    if shape.target in known:
        click = f'<a:hlinkClick r:id="{links.to_slide(shape.target)}" action="{SLIDE_JUMP}"/>'
    guid = (
        '<a:extLst><a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"><a16:creationId '
        f'xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" id="{shape_guid(slide.key, shape.key)}"/></a:ext></a:extLst>'
    )
    if shape.kind == "sldNum":
        paragraphs = _number(shape, ground)
    else:
        paragraphs = "".join(paragraph_xml(paragraph, ground, links) for paragraph in shape.paragraphs)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{n}" name="{text(shape.key.capitalize())}">{click}{guid}</p:cNvPr>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{kind}{idx}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody>{_body(shape, ground)}<a:lstStyle/>{paragraphs}"
        "</p:txBody></p:sp>"
    )


def _body(shape: PlacedShape, ground: Ground) -> str:
    end = "lIns" if ground.language.right_to_left else "rIns"
    insets = "" if shape.right_inset is None else f' {end}="{shape.right_inset}"'
    insets += "" if shape.top_inset is None else f' tIns="{shape.top_inset}"'
    return f"<a:bodyPr{insets}/>"


def paragraph_xml(paragraph: PlacedParagraph, ground: Ground, links: Links) -> str:
    """Return a paragraph; only what differs from its level is written."""
    attributes = "" if paragraph.margin is None else f' marL="{paragraph.margin}" indent="-{paragraph.margin}"'
    attributes += f' lvl="{paragraph.level}"' if paragraph.level else ""
    inside = "" if paragraph.before is None else f'<a:spcBef><a:spcPts val="{round(paragraph.before * 100)}"/></a:spcBef>'
    if paragraph.number:
        inside += f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod" startAt="{paragraph.number}"/>'
    size = "" if paragraph.size is None else f' sz="{round(paragraph.size * 100)}"'
    properties = f"<a:pPr{attributes}>{inside}</a:pPr>" if attributes or inside else ""
    runs = "".join(_run(run, size, ground, links) for run in paragraph.runs)
    return f"<a:p>{properties}{runs}<a:endParaRPr{_language(ground)}{size}/></a:p>"


def _run(run: PlacedRun, size: str, ground: Ground, links: Links) -> str:
    """Return a run; a newline in it is a line break."""
    attributes = _language(ground) + size
    if run.bold is not None:
        attributes += f' b="{int(run.bold)}"'
    attributes += ' i="1"' if run.italic else ""
    attributes += ' strike="sngStrike"' if run.strike else ""
    inside = (SOFT_ON_DARK if ground.dark else SOFT_ON_LIGHT) if run.soft else ""
    inside += MONOSPACE if run.code else ""
    if LINK.match(run.link):
        inside += f'<a:hlinkClick r:id="{links.to_address(run.link)}"/>'
    properties = f"<a:rPr{attributes}>{inside}</a:rPr>" if inside else f"<a:rPr{attributes}/>"
    pieces = [f"<a:r>{properties}<a:t>{text(part)}</a:t></a:r>" if part else "" for part in run.text.split("\n")]
    return f"<a:br><a:rPr{_language(ground)}{size}/></a:br>".join(pieces)


def _number(shape: PlacedShape, ground: Ground) -> str:
    shown = "".join(run.text for paragraph in shape.paragraphs for run in paragraph.runs)
    return (
        f'<a:p><a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr{_language(ground)}/><a:t>{text(shown)}</a:t></a:fld>'
        f"<a:endParaRPr{_language(ground)}/></a:p>"
    )


def _language(ground: Ground) -> str:
    other = "" if ground.language.script == "Latn" else ' altLang="en-US"'
    return f' lang="{text(ground.language.tag)}"{other}'

"""The parts that stand above the layouts: master, theme, notes and the presentation."""

from __future__ import annotations

from html import escape

from deck.masters.blocks import across
from deck.masters.layouts import LAYOUTS, MASTER
from deck.masters.presentationml import COLOUR_MAP, GROUP, HEAD, NS, NUMBER_FIELD, background, fill, holder, level, levels, place
from deck.masters.tokens import HAIRLINE, LIST, SCRIPTS, SLATE, TITLE, Ink, Look, Style


def master_xml(look: Look) -> str:
    shapes = "".join(holder(i + 2, spec._replace(box=across(spec.box, look)), True) for i, spec in enumerate(MASTER))
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + i}" r:id="rId{i + 1}"/>' for i in range(len(LAYOUTS)))
    deep = tuple(LIST[-1]._replace(margin=1.10 + 0.35 * n) for n in range(1, 7))
    other = "".join(level(n, Style(18, TITLE.ink)) for n in range(1, 10))
    return (
        f"{HEAD}<p:sldMaster {NS}><p:cSld>{background(Ink('bg1'))}<p:spTree>{GROUP}{shapes}</p:spTree></p:cSld><p:clrMap {COLOUR_MAP}/>"
        f'<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/><p:txStyles><p:titleStyle>{level(1, TITLE)}</p:titleStyle>'
        f"<p:bodyStyle>{levels((*LIST, *deep))}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def theme_xml(name: str, look: Look) -> str:
    """Return a theme; its name and its faces may hold whatever their owner calls them."""
    name = escape(name)
    slots = "".join(f'<a:{slot}><a:srgbClr val="{rgb}"/></a:{slot}>' for slot, rgb in look.theme.items())
    scripts = "".join(f'<a:font script="{script}" typeface="{face}"/>' for script, face in SCRIPTS.items())
    heading, body = (
        f'<a:latin typeface="{escape(face)}"/><a:ea typeface=""/><a:cs typeface=""/>{scripts}' for face in (look.heading, look.text)
    )
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{w}" cap="flat" cmpd="sng" algn="ctr">{solid}<a:prstDash val="solid"/></a:ln>' for w in (9525, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{slots}</a:clrScheme><a:fontScheme name="{name}"><a:majorFont>{heading}</a:majorFont>'
        f'<a:minorFont>{body}</a:minorFont></a:fontScheme><a:fmtScheme name="{name}"><a:fillStyleLst>{solid * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{solid * 3}"
        f"</a:bgFillStyleLst>"
        f"</a:fmtScheme></a:themeElements></a:theme>"
    )


def notes_master_xml() -> str:
    body = "".join(level(n, Style(12, TITLE.ink, before=4, margin=0.35 * (n - 1))) for n in range(1, 6))
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{place((0.75, 0.9, 6.0, 3.375))}'
        f'<a:prstGeom prst="rect"><a:avLst/>'
        f'</a:prstGeom><a:noFill/><a:ln w="12700">{fill(HAIRLINE)}</a:ln></p:spPr></p:sp>'
    )
    text = (
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        '<p:ph type="body" sz="quarter" idx="3"/>'
        f'</p:nvPr></p:nvSpPr><p:spPr>{place((0.75, 4.6, 6.0, 4.5))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f"<p:txBody><a:bodyPr "
        'vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"/><a:lstStyle/><a:p><a:pPr lvl="0"/><a:r>'
        '<a:rPr lang="en-US"/><a:t>Notes</a:t></a:r>'
        "</a:p></p:txBody></p:sp>"
    )
    number = (
        '<p:sp><p:nvSpPr><p:cNvPr id="4" name="Slide Number"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        '<p:ph type="sldNum" sz="quarter" '
        f'idx="5"/></p:nvPr></p:nvSpPr><p:spPr>{place((5.25, 9.4, 1.5, 0.3))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</p:spPr><p:txBody>"
        f'<a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="b"/>'
        f"<a:lstStyle>{level(1, Style(10, SLATE, align='r'))}"
        f'</a:lstStyle><a:p><a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
        f'<a:endParaRPr lang="en-US"/></a:p>'
        "</p:txBody></p:sp>"
    )
    return (
        f"{HEAD}<p:notesMaster {NS}><p:cSld>{background(Ink('bg1'))}<p:spTree>{GROUP}{image}{text}{number}</p:spTree></p:cSld>"
        f'<p:clrMap {COLOUR_MAP}/><p:hf hdr="0" ftr="0" dt="0"/><p:notesStyle>{body}</p:notesStyle></p:notesMaster>'
    )


def slide_width(look: Look) -> int:
    """Return the width of a slide in EMU, in whole points as PowerPoint keeps it."""
    return round(look.width * 72) * 12700


def presentation_xml(look: Look) -> str:
    text = "".join(level(n, Style(18, TITLE.ink)) for n in range(1, 10))
    return (
        f'{HEAD}<p:presentation {NS} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldSz cx="{slide_width(look)}" cy="6858000"/>'
        f'<p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle><a:defPPr><a:defRPr lang="en-US"/></a:defPPr>{text}'
        f"</p:defaultTextStyle>"
        "</p:presentation>"
    )

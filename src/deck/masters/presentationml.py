"""Styles, placeholders, decoration and layouts as PresentationML (ECMA-376-1, clause 19)."""

from __future__ import annotations

from html import escape

from deck.masters.blocks import Box, Holder, Layout, Mark
from deck.masters.tokens import Ink, Style

NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument"
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
COLOUR_MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" '
    'accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
MONOSPACE = "Courier New"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
SVG_NS = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
# the relations of a layout to its logo: the pixels, and the drawing that they are a copy of
LOGO, LOGO_DRAWING = "rId2", "rId3"
SHAPES = {"rule": "line", "ring": "ellipse", "panel": "rect"}


def emu(inches: float) -> int:
    return round(inches * 914_400)


def fill(ink: Ink) -> str:
    changes = "".join(f'<a:{name} val="{value}"/>' for name, value in ink.changes)
    return f'<a:solidFill><a:schemeClr val="{ink.slot}">{changes}</a:schemeClr></a:solidFill>'


def place(box: Box) -> str:
    x, y, w, h = (emu(length) for length in box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def level(n: int, style: Style) -> str:
    """Return a level's paragraph and character properties, all of them written out."""
    margin = emu(style.margin)
    indent = -min(margin, emu(0.35)) if style.bullet else 0
    face = "mj" if style.heading else "mn"
    faces = f'<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/><a:cs typeface="+{face}-cs"/>'
    if style.mono:
        faces = f'<a:latin typeface="{MONOSPACE}"/><a:ea typeface="+mn-ea"/><a:cs typeface="{MONOSPACE}"/>'
    accent = Ink("accent1")
    bullet = (
        f'<a:buClr><a:schemeClr val="{accent.slot}"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="{style.bullet}"/>'
        if style.bullet
        else "<a:buNone/>"
    )
    tracking = f' spc="{round(style.tracking * 100)}"' if style.tracking else ""
    return (
        f'<a:lvl{n}pPr marL="{margin}" indent="{indent}" algn="{style.align}" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="0"><a:lnSpc><a:spcPct val="{style.line * 1000}"/></a:lnSpc><a:spcBef><a:spcPts val="{round(style.before * 100)}"/>'
        f'</a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>{bullet}'
        f'<a:defRPr sz="{round(style.size * 100)}" b="{int(style.bold)}"{tracking} '
        f'kern="1200">{fill(style.ink)}{faces}</a:defRPr>'
        f"</a:lvl{n}pPr>"
    )


def levels(styles: tuple[Style, ...]) -> str:
    return "".join(level(n, style) for n, style in enumerate(styles, 1))


def holder(shape_id: int, spec: Holder, master: bool) -> str:
    """Return a placeholder; on the master its idx is left to the layouts where it has none of its own."""
    attributes = {"title": 'type="title"', "ctrTitle": 'type="ctrTitle"'}.get(spec.kind, f'type="{spec.kind}" idx="{spec.idx}"')
    if spec.kind in ("ftr", "sldNum") or (spec.kind == "body" and not master and spec.idx != 1):
        attributes += ' sz="quarter"'
    if spec.kind == "sldNum":
        text = (
            f'<a:p><a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="en-US"/></a:p>'
        )
    else:
        prompts = [spec.prompt] if len(spec.levels) == 1 else [f"{spec.prompt}, level {n + 1}" for n in range(len(spec.levels))]
        text = "".join(
            f'<a:p><a:pPr lvl="{n}"/><a:r><a:rPr lang="en-US"/><a:t>{escape(prompt)}</a:t></a:r></a:p>' for n, prompt in enumerate(prompts)
        )
    inherited = master and spec.kind in ("title", "body")
    side, end = (emu(length) for length in spec.inset)
    ground = fill(spec.ground) if spec.ground else ""
    styles = "" if inherited else levels(spec.levels)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{spec.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"<p:ph {attributes}/>"
        f'</p:nvPr></p:nvSpPr><p:spPr>{place(spec.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{ground}</p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" '
        f'wrap="square" lIns="{side}" tIns="{end}" rIns="{side}" bIns="{end}" anchor="{spec.anchor}" rtlCol="0"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{styles}</a:lstStyle>{text}</p:txBody></p:sp>"
    )


def mark(shape_id: int, n: int, spec: Mark) -> str:
    names = {"rule": "Rule", "ring": "Ring", "panel": "Panel"}
    inside = fill(spec.ink) if spec.kind == "panel" else "<a:noFill/>"
    line = f'<a:ln w="{round(spec.weight * 12700)}">{fill(spec.ink)}</a:ln>' if spec.weight else "<a:ln><a:noFill/></a:ln>"
    common = f'<p:cNvPr id="{shape_id}" name="{names[spec.kind]} {n}">{DECORATIVE}</p:cNvPr>'
    geometry = f'{place(spec.box)}<a:prstGeom prst="{SHAPES[spec.kind]}"><a:avLst/></a:prstGeom>'
    if spec.kind == "rule":
        return (
            f'<p:cxnSp><p:nvCxnSpPr>{common}<p:cNvCxnSpPr/><p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr>{geometry}{line}</p:spPr></p:cxnSp>'
        )
    text = '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody>'
    return f'<p:sp><p:nvSpPr>{common}<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{geometry}{inside}{line}</p:spPr>{text}</p:sp>'


def logo_xml(shape_id: int, n: int, spec: Mark, *, drawn: bool) -> str:
    """Return a logo; `drawn` tells that there is a drawing behind its pixels."""
    drawing = (
        f'<a:extLst><a:ext uri="{SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{SVG_NS}" r:embed="{LOGO_DRAWING}"/></a:ext></a:extLst>'
        if drawn
        else ""
    )
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{shape_id}" name="Logo {n}">{DECORATIVE}</p:cNvPr><p:cNvPicPr><a:picLocks noChangeAspect="1"/>'
        f'</p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="{LOGO}">{drawing}</a:blip><a:stretch><a:fillRect/>'
        f'</a:stretch></p:blipFill><p:spPr>{place(spec.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def background(ink: Ink) -> str:
    return f"<p:bg><p:bgPr>{fill(ink)}<a:effectLst/></p:bgPr></p:bg>"


def layout_xml(layout: Layout, *, drawn: bool = False) -> str:
    shapes = [
        logo_xml(i + 2, i + 1, spec, drawn=drawn) if spec.kind == "logo" else mark(i + 2, i + 1, spec)
        for i, spec in enumerate(layout.marks)
    ]
    shapes += [holder(len(layout.marks) + i + 2, spec, False) for i, spec in enumerate(layout.holders)]
    kind = f'type="{layout.type}" ' if layout.type else ""
    return (
        f'{HEAD}<p:sldLayout {NS} {kind}preserve="1" userDrawn="1"><p:cSld name="{layout.name}">'
        f"{background(layout.ground) if layout.ground else ''}"
        f"<p:spTree>{GROUP}{''.join(shapes)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )

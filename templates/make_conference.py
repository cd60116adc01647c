#!/usr/bin/env python3
"""Write conference.pptx, the template that ships: the same bytes each time.

usage: python templates/make_conference.py [FILE]

tokens.py holds the look in numbers, layouts.py the layouts; this script only puts them into PresentationML (ECMA-376-1, clause 19).
"""

import sys
import zipfile
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from layouts import LAYOUTS, MASTER, Box, Holder, Layout, Mark
from tokens import HAIRLINE, LIST, SCRIPTS, SLATE, TITLE, Ink, Look, Style, W

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
SHAPES = {"rule": "line", "ring": "ellipse", "panel": "rect"}


def emu(inches: float) -> int:
    return round(inches * 914_400)


def across(box: Box, look: Look, round_: bool = False) -> Box:
    """Return a box on slides as wide as the look's; what is round stays so, about its centre."""
    share = look.width / W
    x, y, w, h = box
    return ((x + w / 2) * share - w / 2, y, w, h) if round_ else (x * share, y, w * share, h)


def fitted(layout: Layout, look: Look) -> Layout:
    """Return a layout on slides as wide as the look's."""
    holders = tuple(spec._replace(box=across(spec.box, look)) for spec in layout.holders)
    marks = tuple(spec._replace(box=across(spec.box, look, spec.kind == "ring")) for spec in layout.marks)
    return layout._replace(holders=holders, marks=marks)


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
        f'</a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>{bullet}<a:defRPr sz="{round(style.size * 100)}" b="{int(style.bold)}"{tracking} '
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
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{spec.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {attributes}/>'
        f'</p:nvPr></p:nvSpPr><p:spPr>{place(spec.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{ground}</p:spPr><p:txBody><a:bodyPr vert="horz" '
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


def background(ink: Ink) -> str:
    return f"<p:bg><p:bgPr>{fill(ink)}<a:effectLst/></p:bgPr></p:bg>"


def layout_xml(layout: Layout) -> str:
    shapes = [mark(i + 2, i + 1, spec) for i, spec in enumerate(layout.marks)]
    shapes += [holder(len(layout.marks) + i + 2, spec, False) for i, spec in enumerate(layout.holders)]
    kind = f'type="{layout.type}" ' if layout.type else ""
    return (
        f'{HEAD}<p:sldLayout {NS} {kind}preserve="1" userDrawn="1"><p:cSld name="{layout.name}">{background(layout.ground) if layout.ground else ""}'
        f"<p:spTree>{GROUP}{''.join(shapes)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


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
    slots = "".join(f'<a:{slot}><a:srgbClr val="{rgb}"/></a:{slot}>' for slot, rgb in look.theme.items())
    scripts = "".join(f'<a:font script="{script}" typeface="{face}"/>' for script, face in SCRIPTS.items())
    heading, body = (f'<a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/>{scripts}' for face in (look.heading, look.text))
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{w}" cap="flat" cmpd="sng" algn="ctr">{solid}<a:prstDash val="solid"/></a:ln>' for w in (9525, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{slots}</a:clrScheme><a:fontScheme name="{name}"><a:majorFont>{heading}</a:majorFont>'
        f'<a:minorFont>{body}</a:minorFont></a:fontScheme><a:fmtScheme name="{name}"><a:fillStyleLst>{solid * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst>"
        f"</a:fmtScheme></a:themeElements></a:theme>"
    )


def notes_master_xml() -> str:
    body = "".join(level(n, Style(12, TITLE.ink, before=4, margin=0.35 * (n - 1))) for n in range(1, 6))
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{place((0.75, 0.9, 6.0, 3.375))}<a:prstGeom prst="rect"><a:avLst/>'
        f'</a:prstGeom><a:noFill/><a:ln w="12700">{fill(HAIRLINE)}</a:ln></p:spPr></p:sp>'
    )
    text = (
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" idx="3"/>'
        f'</p:nvPr></p:nvSpPr><p:spPr>{place((0.75, 4.6, 6.0, 4.5))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr '
        'vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"/><a:lstStyle/><a:p><a:pPr lvl="0"/><a:r><a:rPr lang="en-US"/><a:t>Notes</a:t></a:r>'
        "</a:p></p:txBody></p:sp>"
    )
    number = (
        '<p:sp><p:nvSpPr><p:cNvPr id="4" name="Slide Number"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" '
        f'idx="5"/></p:nvPr></p:nvSpPr><p:spPr>{place((5.25, 9.4, 1.5, 0.3))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="b"/><a:lstStyle>{level(1, Style(10, SLATE, align="r"))}'
        f'</a:lstStyle><a:p><a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="en-US"/></a:p>'
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
        f'<p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle><a:defPPr><a:defRPr lang="en-US"/></a:defPPr>{text}</p:defaultTextStyle>'
        "</p:presentation>"
    )


def relations(*targets: tuple[str, str]) -> str:
    rows = "".join(f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1))
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def parts(look: Look) -> dict[str, str]:
    """Return every part of the package by its name."""
    name = look.name
    shown_as = "Widescreen" if look.width == W else "On-screen Show (4:3)"
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    layouts = [f"slideLayout{i}.xml" for i in range(1, len(LAYOUTS) + 1)]
    found = {
        "_rels/.rels": relations(
            (f"{REL}/officeDocument", "ppt/presentation.xml"),
            (package, "docProps/core.xml"),
            (f"{REL}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": f'{HEAD}<Properties xmlns="{REL.replace("relationships", "extended-properties")}"><TotalTime>0</TotalTime>'
        f"<Application>Microsoft Office PowerPoint</Application><PresentationFormat>{shown_as}</PresentationFormat></Properties>",
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{name}</dc:title></cp:coreProperties>",
        "ppt/presentation.xml": presentation_xml(look),
        "ppt/_rels/presentation.xml.rels": relations(
            (f"{REL}/slideMaster", "slideMasters/slideMaster1.xml"),
            (f"{REL}/notesMaster", "notesMasters/notesMaster1.xml"),
            (f"{REL}/presProps", "presProps.xml"),
            (f"{REL}/viewProps", "viewProps.xml"),
            (f"{REL}/theme", "theme/theme1.xml"),
            (f"{REL}/tableStyles", "tableStyles.xml"),
        ),
        "ppt/presProps.xml": f"{HEAD}<p:presentationPr {NS}/>",
        "ppt/viewProps.xml": f'{HEAD}<p:viewPr {NS}><p:gridSpacing cx="76200" cy="76200"/></p:viewPr>',
        "ppt/tableStyles.xml": f'{HEAD}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>',
        "ppt/theme/theme1.xml": theme_xml(name, look),
        "ppt/theme/theme2.xml": theme_xml(f"{name} Notes", look),
        "ppt/notesMasters/notesMaster1.xml": notes_master_xml(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relations((f"{REL}/theme", "../theme/theme2.xml")),
        "ppt/slideMasters/slideMaster1.xml": master_xml(look),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(
            *((f"{REL}/slideLayout", f"../slideLayouts/{name}") for name in layouts), (f"{REL}/theme", "../theme/theme1.xml")
        ),
    }
    for part, layout in zip(layouts, LAYOUTS, strict=True):
        found[f"ppt/slideLayouts/{part}"] = layout_xml(fitted(layout, look))
        found[f"ppt/slideLayouts/_rels/{part}.rels"] = relations((f"{REL}/slideMaster", "../slideMasters/slideMaster1.xml"))
    return found


def content_types(names: list[str]) -> str:
    kinds = {
        "ppt/presentation.xml": "presentationml.presentation.main",
        "ppt/presProps.xml": "presentationml.presProps",
        "ppt/viewProps.xml": "presentationml.viewProps",
        "ppt/tableStyles.xml": "presentationml.tableStyles",
        "ppt/theme/": "theme",
        "ppt/notesMasters/": "presentationml.notesMaster",
        "ppt/slideMasters/": "presentationml.slideMaster",
        "ppt/slideLayouts/": "presentationml.slideLayout",
        "docProps/app.xml": "extended-properties",
    }
    rows = ""
    for name in names:
        if name.endswith(".rels"):
            continue
        kind = next((value for prefix, value in kinds.items() if name.startswith(prefix)), "")
        full = f"{TYPE}.{kind}+xml" if kind else "application/vnd.openxmlformats-package.core-properties+xml"
        rows += f'<Override PartName="/{name}" ContentType="{full}"/>'
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def write(target: Path, look: Look) -> None:
    """Write a template."""
    found = parts(look)
    found = {"[Content_Types].xml": content_types(list(found)), **found}
    with zipfile.ZipFile(target, "w") as package:
        for name, text in found.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, text.encode("utf-8"), compresslevel=6)


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "conference.pptx"
    write(target, Look())
    print(f"{target.name}: {len(LAYOUTS)} layouts")


if __name__ == "__main__":
    main()

"""What the drawn templates are made of, as XML: placeholders, shapes, grounds, text styles, themes. Boxes are in inches."""

from __future__ import annotations

from typing import NamedTuple

EMU_PER_INCH = 914_400
SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
SLOTS = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
BLUE = ("1A1A1A", "FFFFFF", "0B3C5D", "EEF2F5", "1D70A2", "D9562B", "328CC1", "D9B310", "5B7553", "7A4E8A", "0B5CAD", "6B3FA0")
# 1/1000 % of the size of the text
BULLET = '<a:buFont typeface="Arial"/><a:buChar char="&#8226;"/>'
RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
LIGHT_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
DARK_MAP = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}

# left, top, width and height
Inches = tuple[float, float, float, float]


def emu(inches: float) -> int:
    return round(inches * EMU_PER_INCH)


def frame(box: Inches | None, tag: str = "a:xfrm") -> str:
    if box is None:
        return ""
    x, y, width, height = map(emu, box)
    return f'<{tag}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></{tag}>'


def solid(colour: str) -> str:
    """Return a fill: six hexadecimal digits, or a name of the theme, with changes behind a slash ("tx2/lumMod=75000/lumOff=25000")."""
    name, *changes = colour.split("/")
    inner = "".join(f'<a:{key} val="{value}"/>' for key, value in (change.split("=") for change in changes))
    tag = "srgbClr" if len(name) == 6 and all(digit in "0123456789ABCDEF" for digit in name) else "schemeClr"
    return f'<a:solidFill><a:{tag} val="{name}">{inner}</a:{tag}></a:solidFill>'


class Level(NamedTuple):
    """The style of an outline level: points, indents in inches, `line`, `before` and `after` as XML of a:lnSpc and its like."""

    size: float
    colour: str = ""
    bold: bool = False
    bullet: str = "<a:buNone/>"
    margin: float = 0.0
    indent: float = 0.0
    line: str = ""
    before: str = ""
    after: str = ""
    align: str = ""
    run: str = ""
    face: str = ""
    right_to_left: bool = False

    def xml(self, tag: str) -> str:
        said = {"marL": emu(self.margin), "indent": emu(self.indent), "algn": self.align, "rtl": "1" if self.right_to_left else ""}
        attributes = "".join(f' {key}="{value}"' for key, value in said.items() if value != "")
        spaces = "".join(
            f"<a:{name}>{inner}</a:{name}>"
            for name, inner in (("lnSpc", self.line), ("spcBef", self.before), ("spcAft", self.after))
            if inner
        )
        face = f'<a:latin typeface="{self.face}"/>' if self.face else ""
        fill = solid(self.colour) if self.colour else ""
        run = f'<a:defRPr sz="{round(self.size * 100)}" b="{int(self.bold)}"{self.run}>{fill}{face}</a:defRPr>'
        return f"<a:{tag}{attributes}>{spaces}{self.bullet}{run}</a:{tag}>"


def levels(*styles: Level) -> str:
    """Return the children of a list of text styles."""
    return "".join(style.xml(f"lvl{number}pPr") for number, style in enumerate(styles, 1))


def percent(value: float) -> str:
    return f'<a:spcPct val="{round(value * 1000)}"/>'


def points(value: float) -> str:
    return f'<a:spcPts val="{round(value * 100)}"/>'


class Ph(NamedTuple):
    """A placeholder; `idx` None where the file says none. `style` is the inside of its list styles, `body` the attributes of its bodyPr."""

    kind: str
    idx: int | None = None
    box: Inches | None = None
    style: str = ""
    body: str = ""
    fit: str = ""
    fill: str = ""
    name: str = ""
    prompt: str = "Click to edit"
    size: str = ""

    def xml(self) -> str:
        said = {"type": self.kind, "orient": "vert" if "vert=" in self.body else "", "sz": self.size, "idx": self.idx}
        mark = "".join(f' {key}="{value}"' for key, value in said.items() if value not in ("", None))
        name = self.name or f"{self.kind or 'content'} {self.idx or 0}"
        text = _field(self.kind) or "".join(
            f'<a:p><a:pPr lvl="{level}"/><a:r><a:rPr lang="en-US"/><a:t>{self.prompt}</a:t></a:r></a:p>'
            for level in range(5 if self.kind in ("", "body", "obj") else 1)
        )
        fill = solid(self.fill) if self.fill else ""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="@" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{mark}/></p:nvPr>'
            f"</p:nvSpPr><p:spPr>{frame(self.box)}{RECTANGLE if self.box else ''}{fill}</p:spPr>"
            f"<p:txBody><a:bodyPr {self.body}>{self.fit}</a:bodyPr><a:lstStyle>{self.style}</a:lstStyle>{text}"
            "</p:txBody></p:sp>"
        )


def _field(kind: str) -> str:
    if kind == "sldNum":
        return '<a:p><a:fld id="{00000000-1234-1234-1234-123412341234}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>'
    return '<a:p><a:r><a:rPr lang="en-US"/><a:t>2025</a:t></a:r></a:p>' if kind in ("dt", "ftr") else ""


def panel(box: Inches, colour: str, name: str = "Panel", geometry: str = "rect", text: str = "") -> str:
    """Return a filled shape; `text` stands in it in white."""
    words = f'<a:p><a:r><a:rPr lang="en-US" sz="1000">{solid("FFFFFF")}</a:rPr><a:t>{text}</a:t></a:r></a:p>' if text else "<a:p/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="@" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{frame(box)}'
        f'<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>{solid(colour)}<a:ln><a:noFill/></a:ln></p:spPr>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody></p:sp>"
    )


def group(*shapes: str, box: Inches, inside: Inches) -> str:
    """Return a group that shows what lies in the box `inside` in `box`."""
    x, y, width, height = map(emu, inside)
    scaled = frame(box).replace("</a:xfrm>", f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm>')
    head = '<p:nvGrpSpPr><p:cNvPr id="@" name="Group"/><p:cNvGrpSpPr/><p:nvPr userDrawn="1"/></p:nvGrpSpPr>'
    return f"<p:grpSp>{head}<p:grpSpPr>{scaled}</p:grpSpPr>{''.join(shapes)}</p:grpSp>"


def picture(box: Inches, relation: str = "rIdPic1", name: str = "Logo") -> str:
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="@" name="{name}" descr="{name}"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{frame(box)}{RECTANGLE}</p:spPr></p:pic>"
    )


def ground(fill: str) -> str:
    """Return a background: the XML of a fill."""
    return f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"


def gradient(*colours: str, angle: int = 90) -> str:
    stops = "".join(
        f'<a:gs pos="{100_000 * place // (len(colours) - 1)}">{solid(colour)[len("<a:solidFill>") : -len("</a:solidFill>")]}</a:gs>'
        for place, colour in enumerate(colours)
    )
    return f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst><a:lin ang="{angle * 60_000}" scaled="0"/></a:gradFill>'


PICTURED = '<a:blipFill><a:blip r:embed="rIdPic1"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'


def theme(name: str, colours: tuple[str, ...], heading: str, text: str) -> str:
    slots = "".join(f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>' for slot, colour in zip(SLOTS, colours, strict=True))
    faces = "".join(
        f'<a:{tag}Font><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/></a:{tag}Font>'
        for tag, face in (("major", heading), ("minor", text))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (6350, 12700, 19050))
    plain = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    tinted = '<a:solidFill><a:schemeClr val="phClr"><a:tint val="95000"/></a:schemeClr></a:solidFill>'
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="{name}"><a:themeElements><a:clrScheme name="{name}">{slots}</a:clrScheme><a:fontScheme name="{name}">{faces}'
        f'</a:fontScheme><a:fmtScheme name="{name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{plain * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill}{tinted}{fill}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )

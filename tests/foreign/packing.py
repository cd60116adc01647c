"""Drawn templates as .pptx files: the same bytes at every run."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from foreign.pieces import BLUE, BULLET, LIGHT_MAP, SPACES, Level, Ph, emu, ground, levels, solid, theme

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PML = "application/vnd.openxmlformats-officedocument.presentationml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PLAIN = ground(solid("bg1"))
TITLE_STYLE = (Level(36, "tx2", bold=True, face="+mj-lt"),)
BODY_STYLE = tuple(
    Level(size, "tx1", bullet=BULLET, margin=0.25 + 0.3 * i, indent=-0.25, before='<a:spcPts val="600"/>')
    for i, size in enumerate((28, 24, 20, 18, 18))
)


class Sheet(NamedTuple):
    """A layout: what stands on it, in the order in which it is painted; `ground` and `colours` (a:overrideClrMapping) as XML."""

    name: str
    shapes: Sequence[Ph | str]
    type: str = ""
    ground: str = ""
    colours: str = "<a:masterClrMapping/>"
    pictures: Sequence[tuple[str, bytes]] = ()
    master_shapes: bool = True


class Master(NamedTuple):
    """A slide master with its theme and layouts."""

    shapes: Sequence[Ph | str]
    layouts: Sequence[Sheet]
    title: Sequence[Level] = TITLE_STYLE
    body: Sequence[Level] = BODY_STYLE
    other: Sequence[Level] = (Level(18, "tx1"),)
    ground: str = PLAIN
    colour_map: dict[str, str] = LIGHT_MAP
    colours: tuple[str, ...] = BLUE
    heading: str = "Arial"
    text: str = "Arial"
    name: str = "Company"
    pictures: Sequence[tuple[str, bytes]] = ()


class Part(NamedTuple):
    """A part of the package: its name, its type ("" where the extension says it), and its relations: id, kind, target."""

    name: str
    content: bytes
    type: str = ""
    relations: Sequence[tuple[str, str, str]] = ()


def pack(path: Path, width: float, height: float, masters: Sequence[Master]) -> None:
    """Write a template of `width` by `height` inches."""
    parts: list[Part] = []
    numbers, pictures = count(1), count(1)
    for number, master in enumerate(masters, 1):
        first = 100 * number
        made = [_sheet(sheet, next(numbers), number, pictures) for sheet in master.layouts]
        rows = [(f"rId{i}", "slideLayout", found[0].name) for i, found in enumerate(made, 1)]
        drawn, images = _pictures(master.pictures, pictures)
        xml = _master_xml(master, [f'<p:sldLayoutId id="{2**31 + first + i}" r:id="{row[0]}"/>' for i, row in enumerate(rows, 1)])
        relations = [*rows, ("rIdTheme", "theme", f"ppt/theme/theme{number}.xml"), *drawn]
        parts.append(Part(f"ppt/slideMasters/slideMaster{number}.xml", xml, f"{PML}.slideMaster+xml", relations))
        look = theme(master.name, master.colours, master.heading, master.text)
        parts.append(Part(f"ppt/theme/theme{number}.xml", _xml(look), "application/vnd.openxmlformats-officedocument.theme+xml"))
        parts += [*images, *(part for found in made for part in found)]
    parts += _presentation(width, height, len(masters))
    _zip(path, parts)


def _xml(text: str) -> bytes:
    numbers = count(2)
    return (HEAD + re.sub(r'id="@"', lambda _: f'id="{next(numbers)}"', text)).encode()


def _tree(name: str, back: str, shapes: Sequence[Ph | str]) -> str:
    drawn = "".join(shape if isinstance(shape, str) else shape.xml() for shape in shapes)
    named = f' name="{name}"' if name else ""
    root = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    return f"<p:cSld{named}>{back}<p:spTree>{root}{drawn}</p:spTree></p:cSld>"


def _sheet(sheet: Sheet, number: int, master: int, pictures: count[int]) -> list[Part]:
    said = (f' type="{sheet.type}"' if sheet.type else "") + ("" if sheet.master_shapes else ' showMasterSp="0"')
    xml = (
        f'<p:sldLayout {SPACES}{said} preserve="1">{_tree(sheet.name, sheet.ground, sheet.shapes)}'
        f"<p:clrMapOvr>{sheet.colours}</p:clrMapOvr></p:sldLayout>"
    )
    drawn, images = _pictures(sheet.pictures, pictures)
    relations = [("rIdMaster", "slideMaster", f"ppt/slideMasters/slideMaster{master}.xml"), *drawn]
    return [Part(f"ppt/slideLayouts/slideLayout{number}.xml", _xml(xml), f"{PML}.slideLayout+xml", relations), *images]


def _pictures(drawn: Sequence[tuple[str, bytes]], numbers: count[int]) -> tuple[list[tuple[str, str, str]], list[Part]]:
    """Return the relations to the pictures of a part (rIdPic1, rIdPic2 ...), and their parts."""
    parts = [Part(f"ppt/media/image{next(numbers)}.{extension}", content) for extension, content in drawn]
    return [(f"rIdPic{i}", "image", part.name) for i, part in enumerate(parts, 1)], parts


def _master_xml(master: Master, listed: Sequence[str]) -> bytes:
    same = {name: name for name in ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")}
    mapped = "".join(f' {name}="{slot}"' for name, slot in {**master.colour_map, **same}.items())
    styles = "".join(
        f"<p:{tag}Style>{levels(*style)}</p:{tag}Style>"
        for tag, style in (("title", master.title), ("body", master.body), ("other", master.other))
    )
    return _xml(
        f"<p:sldMaster {SPACES}>{_tree('', master.ground, master.shapes)}<p:clrMap{mapped}/>"
        f"<p:sldLayoutIdLst>{''.join(listed)}</p:sldLayoutIdLst><p:txStyles>{styles}</p:txStyles></p:sldMaster>"
    )


def _presentation(width: float, height: float, masters: int) -> list[Part]:
    listed = "".join(f'<p:sldMasterId id="{2**31 + 100 * i}" r:id="rId{i}"/>' for i in range(1, masters + 1))
    xml = (
        f"<p:presentation {SPACES}><p:sldMasterIdLst>{listed}</p:sldMasterIdLst>"
        f'<p:sldSz cx="{emu(width)}" cy="{emu(height)}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )
    rows = [(f"rId{i}", "slideMaster", f"ppt/slideMasters/slideMaster{i}.xml") for i in range(1, masters + 1)]
    extras = {
        "presProps": f"<p:presentationPr {SPACES}/>",
        "viewProps": f"<p:viewPr {SPACES}/>",
        "tableStyles": f'<a:tblStyleLst {SPACES} def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
    }
    rows += [(f"rId{name}", name, f"ppt/{name}.xml") for name in extras]
    small = [Part(f"ppt/{name}.xml", _xml(content), f"{PML}.{name}+xml") for name, content in extras.items()]
    return [Part("ppt/presentation.xml", _xml(xml), f"{PML}.presentation.main+xml", rows), *small]


def _relations(rows: Sequence[tuple[str, str, str]]) -> bytes:
    inner = "".join(f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="/{target}"/>' for key, kind, target in rows)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'.encode()


def _zip(path: Path, parts: Sequence[Part]) -> None:
    usual = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    usual |= {"png": "image/png", "jpeg": "image/jpeg"}
    types = "".join(f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in usual.items())
    types += "".join(f'<Override PartName="/{part.name}" ContentType="{part.type}"/>' for part in parts if part.type)
    files = {"[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{types}</Types>'.encode()}
    files["_rels/.rels"] = _relations([("rId1", "officeDocument", "ppt/presentation.xml")])
    for part in parts:
        files[part.name] = part.content
        if part.relations:
            folder, _, name = part.name.rpartition("/")
            files[f"{folder}/_rels/{name}.rels"] = _relations(part.relations)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)

"""What is wrong with templates: what runs, what lies elsewhere, what is broken."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable

from templates_made import (
    LAYOUT,
    LAYOUT_RELS,
    MAIN_RELS,
    MASTER,
    MASTER_RELS,
    MICROSOFT,
    PIC,
    THEME,
    THEME_RELS,
    A,
    Parts,
    R,
    add,
    as_kind,
    put,
    relate,
    show,
    show_picture,
)

FAR = "http://tracker.example/logo.png"


def png(broken: int = 0) -> bytes:
    """Return a small PNG without its last `broken` bytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    whole = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" + b"\x80" * 6 + b"\0" + b"\x40" * 6))
        + chunk(b"IEND", b"")
    )
    return whole[: len(whole) - broken]


def with_all_macros(parts: Parts) -> None:
    """Make it a presentation with a project of macros, a control on a layout, and a link that runs a program."""
    as_kind(parts, "presentation.macroEnabled")
    add(
        parts,
        "ppt/vbaProject.bin",
        b"\xd0\xcf\x11\xe0macro",
        "application/vnd.ms-office.vbaProject",
        MAIN_RELS,
        "rIdM",
        f"{MICROSOFT}/vbaProject",
    )
    control = "ppt/activeX/activeX1.xml"
    add(parts, control, b"<ax/>", "application/vnd.ms-office.activeX+xml", LAYOUT_RELS, "rIdC", "control")
    put(
        parts,
        LAYOUT,
        "</p:cSld>",
        f'<p:controls xmlns:r="{R}"><p:control r:id="rIdC" name="Button" imgW="1" imgH="1"/></p:controls></p:cSld>',
    )
    relate(parts, LAYOUT_RELS, "rIdP", "hyperlink", "file:///C:/Windows/calc.exe", outside=True)
    click = f'<a:hlinkClick xmlns:a="{A}" xmlns:r="{R}" r:id="rIdP" action="ppaction://program"/>'
    show(
        parts,
        f'<p:sp xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="901" name="Runs">{click}</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>',
    )


def picture(parts: Parts, content: bytes, name: str = "ppt/media/logo.png", kind: str = "image/png") -> None:
    add(parts, name, content, kind, LAYOUT_RELS, "rIdL", "image")
    show_picture(parts, 'r:embed="rIdL"')


def linked(parts: Parts) -> None:
    relate(parts, LAYOUT_RELS, "rIdX", "image", FAR, outside=True)
    show_picture(parts, 'r:link="rIdX"')


def linked_beside(parts: Parts) -> None:
    """A picture that is there, and linked besides."""
    add(parts, "ppt/media/logo.png", png(), "image/png", LAYOUT_RELS, "rIdL", "image")
    relate(parts, LAYOUT_RELS, "rIdX", "image", FAR, outside=True)
    show_picture(parts, 'r:embed="rIdL" r:link="rIdX"')


def linked_as_a_hyperlink(parts: Parts) -> None:
    relate(parts, LAYOUT_RELS, "rIdX", "hyperlink", FAR, outside=True)
    show_picture(parts, 'r:link="rIdX"')


def linked_ground(parts: Parts) -> None:
    relate(parts, MASTER_RELS, "rIdX", "image", FAR, outside=True)
    fill = f'<a:blipFill xmlns:r="{R}"><a:blip r:link="rIdX"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    parts[MASTER] = re.sub(
        rb"<p:bg>.*?</p:bg>", f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>".encode(), parts[MASTER], flags=re.DOTALL
    )
    assert b"rIdX" in parts[MASTER]


def linked_in_the_theme(parts: Parts) -> None:
    relate(parts, THEME_RELS, "rIdX", "image", FAR, outside=True)
    fill = f'<a:blipFill xmlns:r="{R}"><a:blip r:link="rIdX"/><a:stretch/></a:blipFill></a:bgFillStyleLst>'
    parts[THEME] = re.sub(rb"<a:solidFill>(?:(?!<a:solidFill>).)*?</a:bgFillStyleLst>", fill.encode(), parts[THEME], flags=re.DOTALL)
    assert b"rIdX" in parts[THEME]


def film(parts: Parts) -> None:
    add(parts, "ppt/media/logo.png", png(), "image/png", LAYOUT_RELS, "rIdL", "image")
    relate(parts, LAYOUT_RELS, "rIdX", "video", "http://tracker.example/film.mp4", outside=True)
    show_picture(parts, 'r:embed="rIdL"', '<a:videoFile r:link="rIdX"/>')


def linked_object(parts: Parts) -> None:
    relate(parts, LAYOUT_RELS, "rIdX", "oleObject", r"file:///\\tracker.example\book.xlsx", outside=True)
    add(parts, "ppt/media/logo.png", png(), "image/png", LAYOUT_RELS, "rIdL", "image")
    preview = PIC % ("", 'r:embed="rIdL"')
    show(
        parts,
        f'<p:graphicFrame xmlns:a="{A}" xmlns:r="{R}"><p:nvGraphicFramePr><p:cNvPr id="905" name="Object"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/presentationml/2006/ole">'
        '<p:oleObj r:id="rIdX" imgW="9" imgH="9" progId="Excel.Sheet.12"><p:link/>'
        f"{preview}</p:oleObj></a:graphicData></a:graphic></p:graphicFrame>",
    )


def attached(parts: Parts) -> None:
    relate(parts, MAIN_RELS, "rIdX", "attachedTemplate", "http://tracker.example/t.potx", outside=True)


def calling_drawing(parts: Parts) -> None:
    add(parts, "ppt/media/logo.png", png(), "image/png", LAYOUT_RELS, "rIdL", "image")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><image x:href="{FAR}"/></svg>'
    add(parts, "ppt/media/logo.svg", svg.encode(), "image/svg+xml", LAYOUT_RELS, "rIdX", "image")
    show_picture(parts, 'r:embed="rIdL"')
    drawing = '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rIdX"/>'
    blip = f'<a:blip r:embed="rIdL"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">{drawing}</a:ext></a:extLst></a:blip>'
    put(parts, LAYOUT, '<a:blip r:embed="rIdL"/>', blip)


def add_in(parts: Parts) -> None:
    add(parts, "ppt/webextensions/w1.xml", b"<we/>", "application/vnd.ms-office.webextension+xml", LAYOUT_RELS, "rIdX", "webextension")
    parts[LAYOUT_RELS] = parts[LAYOUT_RELS].replace(
        b"officeDocument/2006/relationships/webextension", b"office/2011/relationships/webextension"
    )


def missing(parts: Parts) -> None:
    picture(parts, png())
    del parts["ppt/media/logo.png"]


OUTSIDE: dict[str, Callable[[Parts], None]] = {
    "linked": linked,
    "linked-beside": linked_beside,
    "linked-as-a-hyperlink": linked_as_a_hyperlink,
    "linked-ground": linked_ground,
    "linked-in-the-theme": linked_in_the_theme,
    "film": film,
    "linked-object": linked_object,
    "attached": attached,
    "calling-drawing": calling_drawing,
    "add-in": add_in,
}
BROKEN: dict[str, Callable[[Parts], None]] = {
    "empty": lambda parts: picture(parts, b""),
    "cut": lambda parts: picture(parts, png(20)),
    "cut-jpeg": lambda parts: picture(parts, b"\xff\xd8\xff\xe0" + bytes(200), "ppt/media/logo.jpg", "image/jpeg"),
    "missing": missing,
    "no-relation": lambda parts: show_picture(parts, 'r:embed="rIdNone"'),
}

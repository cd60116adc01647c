"""Templates with faults, made of the one that ships: by a change to its parts, and by what their names promise."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from pptx import Presentation

from deck.templates import find_template

CONFERENCE = find_template("conference", Path())
Parts = dict[str, bytes]
TYPES = "[Content_Types].xml"
MAIN, MAIN_RELS = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"
MASTER, MASTER_RELS = "ppt/slideMasters/slideMaster1.xml", "ppt/slideMasters/_rels/slideMaster1.xml.rels"
THEME, THEME_RELS = "ppt/theme/theme1.xml", "ppt/theme/_rels/theme1.xml.rels"
LAYOUT, LAYOUT_RELS = "ppt/slideLayouts/slideLayout5.xml", "ppt/slideLayouts/_rels/slideLayout5.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PIC = (
    f'<p:pic xmlns:a="{A}" xmlns:r="{R}"><p:nvPicPr><p:cNvPr id="900" name="Logo"/><p:cNvPicPr/><p:nvPr>%s</p:nvPr></p:nvPicPr>'
    '<p:blipFill><a:blip %s/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="10" y="10"/>'
    '<a:ext cx="90000" cy="90000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
)


def parts_of(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def template(change: Callable[[Parts], None]) -> bytes:
    """Return the template that ships with a change to its parts."""
    parts = parts_of(CONFERENCE.read_bytes())
    change(parts)
    return packed(parts)


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def put(parts: Parts, name: str, old: str, new: str) -> None:
    """Replace text of a part; that it is there is part of every test."""
    assert old.encode() in parts[name], (name, old)
    parts[name] = parts[name].replace(old.encode(), new.encode())


def relate(parts: Parts, rels: str, name: str, kind: str, target: str, *, outside: bool = False) -> None:
    """Add a relation; `kind` is the end of one of Office's, or a whole one."""
    mode = ' TargetMode="External"' if outside else ""
    kind = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
    parts.setdefault(rels, b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>')
    put(parts, rels, "</Relationships>", f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{mode}/></Relationships>')


def declare(parts: Parts, name: str, kind: str) -> None:
    put(parts, TYPES, "</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>')


def add(parts: Parts, name: str, content: bytes, kind: str, rels: str, relation: str, relation_kind: str) -> None:
    """Add a part that another relates to."""
    parts[name] = content
    declare(parts, name, kind)
    relate(parts, rels, relation, relation_kind, f"/{name}")


def show(parts: Parts, xml: str, part: str = LAYOUT) -> None:
    """Add shapes to a layout or a master."""
    put(parts, part, "</p:spTree>", f"{xml}</p:spTree>")


def show_picture(parts: Parts, blip: str, inside: str = "", part: str = LAYOUT) -> None:
    show(parts, PIC % (inside, blip), part)


def as_kind(parts: Parts, kind: str) -> None:
    """Make the presentation one of another kind: the end of its content type."""
    old = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    head = "application/vnd.ms-powerpoint" if "macroEnabled" in kind else "application/vnd.openxmlformats-officedocument.presentationml"
    put(parts, TYPES, old, f"{head}.{kind}.main+xml")


def with_samples(count: int, media: bytes = b"") -> bytes:
    """Return the template with sample slides that have notes and a picture each."""
    presentation = Presentation(str(CONFERENCE))
    for n in range(count):
        slide = presentation.slides.add_slide(presentation.slide_layouts[0])
        slide.shapes.title.text_frame.text = f"Sample {n}"
        slide.notes_slide.notes_text_frame.text = "Sample notes"
        if media:
            slide.shapes.add_picture(io.BytesIO(media), 0, 0)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()

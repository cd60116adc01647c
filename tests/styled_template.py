"""Small templates as other people make them: python-pptx's own, with one layout whose placeholders say what a test asks for."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Pt

from deck.model.language import Language
from deck.model.template import Layout, Placeholder
from deck.ooxml import read_template

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
ENGLISH = Language("en", "en-US")
NAME = "Styles"
# of the cell that a placeholder stands in, and of what it takes of it, in points
CELL, HOLDER, COLUMNS = (300, 240), (280, 220), 4


class Spec(NamedTuple):
    """A placeholder: what its a:bodyPr says and holds, what its first level says and holds, its run properties, its type, its fill."""

    body: str = ""
    fit: str = ""
    level: str = 'marL="0" indent="0"'
    inside: str = "<a:buNone/>"
    run: str = 'sz="2000"'
    ink: str = ""
    kind: str = "body"
    fill: str = ""

    def xml(self, n: int) -> str:
        x, y = Pt(n % COLUMNS * CELL[0]), Pt(n // COLUMNS * CELL[1])
        size = f'<a:ext cx="{Pt(HOLDER[0])}" cy="{Pt(HOLDER[1])}"/>'
        return (
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{n + 2}" name="{n}"/><p:cNvSpPr/><p:nvPr><p:ph type="{self.kind}" '
            f'idx="{n + 10}"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>{size}</a:xfrm>{self.fill}</p:spPr><p:txBody>'
            f"<a:bodyPr {self.body}>{self.fit}</a:bodyPr><a:lstStyle><a:lvl1pPr {self.level}>{self.inside}"
            f'<a:defRPr {self.run}>{self.ink}<a:latin typeface="Arial"/></a:defRPr></a:lvl1pPr></a:lstStyle>'
            "<a:p><a:r><a:t>x</a:t></a:r></a:p></p:txBody></p:sp>"
        )


def foreign(path: Path, *specs: Spec, ground: str = "") -> Path:
    """Write a template whose layout has these placeholders, with idx 10 and on, on a ground (p:bg) of its own."""
    made = Presentation()
    made.slide_width, made.slide_height = Emu(Pt(COLUMNS * CELL[0])), Emu(Pt((len(specs) + COLUMNS - 1) // COLUMNS * CELL[1]))
    layout = made.slide_layouts[6]
    layout.name = NAME
    tree = layout.shapes._spTree
    for shape in list(tree)[2:]:
        tree.remove(shape)
    for n, spec in enumerate(specs):
        tree.append(etree.fromstring(spec.xml(n)))
    if ground:
        tree.addprevious(etree.fromstring(ground.replace("<p:bg>", f"<p:bg {nsdecls('p', 'a')}>", 1)))
    made.save(str(path))
    return path


def layout_of(path: Path, language: Language = ENGLISH) -> Layout:
    """Return the layout with those placeholders."""
    layout = read_template(path, language).named(NAME)
    if layout is None:
        raise LookupError(NAME)
    return layout


def placeholders(path: Path, language: Language = ENGLISH) -> tuple[Placeholder, ...]:
    """Return those placeholders as they are read, in order."""
    return layout_of(path, language).placeholders

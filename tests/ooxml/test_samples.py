"""Templates as LibreOffice exports them: styles in the sample text alone, placeholders without numbers, layouts of one name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pptx
from lxml import etree
from pptx import Presentation

from deck.model.language import Language
from deck.ooxml import read_template

ENGLISH = Language("en", "en-US")
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
DEFAULT = Path(pptx.__file__).parent / "templates" / "default.pptx"
SAMPLE = (
    f'<a:p xmlns:a="{A}"><a:pPr marL="432000" indent="-324000" algn="ctr"><a:spcAft><a:spcPts val="1000"/></a:spcAft>'
    '<a:buChar char="*"/></a:pPr>'
    '<a:r><a:rPr lang="de-DE" sz="2700" b="1"><a:solidFill><a:srgbClr val="2C3E50"/></a:solidFill><a:highlight><a:srgbClr val="FFFFFF"/>'
    '</a:highlight><a:latin typeface="Cambria"/></a:rPr><a:t>Text</a:t></a:r></a:p>'
)


def exported(path: Path) -> Path:
    """Write a template of this kind and return where it lies."""
    presentation = Presentation(str(DEFAULT))
    master = presentation.slide_master.element
    master.remove(master.find(f"{{{P}}}txStyles"))
    layout: Any = next(layout for layout in presentation.slide_layouts if layout.name == "Two Content")
    layout.name = "Title and Content"
    for holder in layout.placeholders:
        mark = holder._element.find(f".//{{{P}}}ph")
        mark.attrib.pop("idx", None)
        body = holder._element.txBody
        for found in body.findall(f"{{{A}}}lstStyle") + body.findall(f"{{{A}}}p"):
            body.remove(found)
        body.append(etree.fromstring(SAMPLE))
    presentation.save(str(path))
    return path


def test_sample_text_tells_the_style_where_nothing_else_does(tmp_path: Path) -> None:
    layout = read_template(exported(tmp_path / "own.pptx"), ENGLISH).named("Title and Content (2)")
    assert layout is not None
    for holder in layout.placeholders:
        level = holder.levels[0]
        assert (level.size, level.bold, level.colour, level.face) == (27.0, True, "2C3E50", "Cambria")
        assert (level.margin, level.indent, level.align, level.after) == (432_000, -324_000, "center", 10.0)


def test_layouts_and_placeholders_are_told_apart(tmp_path: Path) -> None:
    template = read_template(exported(tmp_path / "own.pptx"), ENGLISH)
    names = [layout.name for layout in template.layouts]
    assert len(set(names)) == len(names)
    assert names[1] == "Title and Content"
    layout = template.named("Title and Content (2)")
    assert layout is not None
    numbers = [holder.idx for holder in layout.placeholders]
    assert len(set(numbers)) == len(numbers)
    assert [holder.idx for holder in layout.placeholders if holder.kind == "title"] == [0]


def test_a_master_with_styles_keeps_them(tmp_path: Path) -> None:
    presentation = Presentation(str(DEFAULT))
    body: Any = presentation.slide_layouts[1].placeholders[1]._element.txBody
    body.append(etree.fromstring(SAMPLE))
    presentation.save(str(tmp_path / "own.pptx"))
    layout = read_template(tmp_path / "own.pptx", ENGLISH).named("Title and Content")
    assert layout is not None
    assert layout.placeholders[1].levels[0].size == 32.0

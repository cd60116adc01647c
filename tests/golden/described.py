"""A deck as lines of text, by meaning: what each slide shows and how, object by object, as python-pptx tells it.

Boxes are left, top, width and height in whole points. A paragraph is its level, its size in points ("-": the layout's), its mark, and its
text; what a run has beside its paragraph stands around it: `<b i>text</>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from pptx import Presentation
from pptx.shapes.shapetree import SlideShapeFactory

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
A14 = "{http://schemas.microsoft.com/office/drawing/2010/main}"
ASVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
EMU_PER_POINT = 12700
# colours as slots of the theme with their changes, by the names of src/deck/masters/tokens.py
TONES = {"tx1 satMod 40 lumMod 75 lumOff 25": "slate", "bg2 lumMod 80": "muted", "tx1": "ink", "hlink lumMod 99": "hlink"}
# those that say the same on every slide
FURNITURE = ("FOOTER", "SLIDE_NUMBER")


def described(deck: Path) -> list[str]:
    """Return a deck as text."""
    presentation = Presentation(str(deck))
    slides = {slide.slide_id: n for n, slide in enumerate(presentation.slides, 1)}
    size = f"{points(presentation.slide_width)} x {points(presentation.slide_height)}"
    lines = [f"{presentation.core_properties.title} ({presentation.core_properties.language}, {size})"]
    for slide in presentation.slides:
        lines += ["", *_slide(slide, slides)]
    return lines


def points(emu: Any) -> int:
    return round(int(emu or 0) / EMU_PER_POINT)


def _slide(slide: Any, slides: dict[int, int]) -> Iterator[str]:
    key = slide.element.cSld.get("name").removeprefix("deck:")
    hidden = ", hidden" if slide.element.get("show") == "0" else ""
    yield f"{slides[slide.slide_id]}. {slide.slide_layout.name} [{key}]{hidden}"
    for shape, wrapped in shapes_of(slide):
        yield from (f"  {line}" for line in _shape(shape, wrapped, slides))
    yield from (f"  {line}" for line in _motion(slide))
    if slide.has_notes_slide:
        yield "  notes"
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            yield f"    {_text(paragraph._p, slide.notes_slide.part, slides)}".rstrip()


def shapes_of(slide: Any) -> Iterator[tuple[Any, str]]:
    """Yield each shape of a slide in the order in which it is read, and what a program needs to know for it ("a14"), "" for nothing."""
    for element in slide.shapes._spTree:
        if element.tag == f"{MC}AlternateContent":
            choice = element.find(f"{MC}Choice")
            for inner in choice:
                yield SlideShapeFactory(inner, slide.shapes), choice.get("Requires", "")
        elif element.tag in {f"{P}{name}" for name in ("sp", "pic", "graphicFrame", "grpSp", "cxnSp", "contentPart")}:
            yield SlideShapeFactory(element, slide.shapes), ""


def _shape(shape: Any, wrapped: str, slides: dict[int, int]) -> Iterator[str]:
    if shape.is_placeholder and shape.placeholder_format.type is not None and shape.placeholder_format.type.name in FURNITURE:
        return
    place = f"{shape.placeholder_format.type.name.lower()} {shape.placeholder_format.idx}" if shape.is_placeholder else shape.name
    box = " ".join(str(points(side)) for side in (shape.left, shape.top, shape.width, shape.height))
    names = shape._element.xpath(".//p:cNvPr")[0]
    about = f", {wrapped}" if wrapped else ""
    about += f", alt {names.get('descr')!r}" if names.get("descr") else ""
    click = names.find(f"{A}hlinkClick")
    about += f", to {target(click, shape.part, slides)}" if click is not None else ""
    yield f"{kind_of(shape)} in {place}: {box}{about}"
    yield from (f"  {line}" for line in _content(shape, slides))


def kind_of(shape: Any) -> str:
    """Return what a shape is: "table", "chart", "picture", "equation", "text", or what python-pptx calls it."""
    if getattr(shape, "has_table", False) and shape.has_table:
        return "table"
    if getattr(shape, "has_chart", False) and shape.has_chart:
        return "chart"
    if shape._element.tag == f"{P}pic":
        return "picture"
    if shape._element.find(f".//{A14}m") is not None:
        return "equation"
    if shape.has_text_frame:
        return "text"
    return str(shape.shape_type).split(" ")[0].lower()


def _content(shape: Any, slides: dict[int, int]) -> Iterator[str]:
    match kind_of(shape):
        case "table":
            yield from _table(shape, slides)
        case "chart":
            yield from _chart(shape.chart)
        case "picture":
            yield _picture(shape)
        case "text" | "equation":
            for paragraph in shape.text_frame._txBody.p_lst:
                yield _paragraph(paragraph, shape.part, slides)


def _paragraph(paragraph: Any, part: Any, slides: dict[int, int]) -> str:
    sizes = {size for size in (run.get("sz") for run in paragraph.iter(f"{A}rPr")) if size}
    size = f"{int(max(sizes, key=int)) / 100:g}" if sizes else "-"
    properties = paragraph.find(f"{A}pPr")
    level = 1 + int(properties.get("lvl", "0")) if properties is not None else 1
    return f"{level} {size:>3} {_bullet(properties)}{_text(paragraph, part, slides)}".rstrip()


def _bullet(properties: Any) -> str:
    if properties is None:
        return ""
    number, sign = properties.find(f"{A}buAutoNum"), properties.find(f"{A}buChar")
    if number is not None:
        return f"({number.get('type')} from {number.get('startAt', '1')}) "
    if sign is not None:
        return f"({sign.get('char')}) "
    return "(no bullet) " if properties.find(f"{A}buNone") is not None else ""


def _text(paragraph: Any, part: Any, slides: dict[int, int]) -> str:
    """Return the runs of a paragraph, those that are alike as one."""
    pieces: list[tuple[str, str]] = []
    for element in paragraph:
        marks, said = "", ""
        if element.tag in (f"{A}r", f"{A}fld"):
            marks, said = _marks(element.find(f"{A}rPr"), part, slides), element.findtext(f"{A}t", "")
        elif element.tag == f"{A}br":
            said = "/"
        elif element.tag in (f"{A14}m", f"{MC}AlternateContent"):
            said = "".join(f"${formula(math)}$" for math in element.iter(f"{M}oMath"))
        if pieces and pieces[-1][0] == marks:
            pieces[-1] = (marks, pieces[-1][1] + said)
        elif said:
            pieces.append((marks, said))
    return "".join(f"<{marks}>{said}</>" if marks else said for marks, said in pieces).replace("\u00a0", "\u00b7")


def _marks(properties: Any, part: Any, slides: dict[int, int]) -> str:
    """Return what a run has of its own, its size and its language aside."""
    if properties is None:
        return ""
    on = [name for name in ("b", "i", "u") if properties.get(name) not in (None, "0", "none")]
    on += [f"no {name}" for name in ("b", "i") if properties.get(name) == "0"]
    on += ["strike"] if properties.get("strike", "noStrike") != "noStrike" else []
    on += [f"baseline {int(properties.get('baseline')) // 1000}"] if properties.get("baseline", "0") != "0" else []
    fill, highlight = properties.find(f"{A}solidFill"), properties.find(f"{A}highlight")
    on += [_colour(fill)] if fill is not None else []
    on += [f"on {_colour(highlight)}"] if highlight is not None else []
    face = properties.find(f"{A}latin")
    on += [face.get("typeface")] if face is not None else []
    click = properties.find(f"{A}hlinkClick")
    on += [f"to {target(click, part, slides)}"] if click is not None else []
    return ", ".join(on)


def _colour(fill: Any) -> str:
    colour = fill[0]
    changes = (f"{change.tag.rpartition('}')[2]} {int(change.get('val')) // 1000}" for change in colour)
    tone = " ".join([colour.get("val", ""), *changes])
    return TONES.get(tone, tone)


def target(click: Any, part: Any, slides: dict[int, int]) -> str:
    """Return where a link leads: an address, "slide 3", or an action of the programme."""
    relation = click.get(f"{R}id")
    if not relation:
        return str(click.get("action"))
    found = part.rels[relation]
    if found.is_external:
        return str(found.target_ref)
    return f"slide {slides[found.target_part.slide.slide_id]}"


def formula(math: Any) -> str:
    """Return an equation as its elements in their order: `f(num(a) den(b))`."""
    parts = []
    for element in math:
        name = element.tag.rpartition("}")[2]
        if name == "r":
            parts.append(element.findtext(f"{M}t", ""))
        elif not name.endswith("Pr"):
            parts.append(f"{name}({formula(element)})")
        elif (char := element.find(f"{M}chr")) is not None:
            parts.append(f"[{char.get(f'{M}val')}]")
    return " ".join(part for part in parts if part)


def _table(shape: Any, slides: dict[int, int]) -> Iterator[str]:
    table = shape.table
    properties = table._tbl.tblPr
    flags = [name for name in ("firstRow", "firstCol", "lastCol", "bandRow") if properties.get(name) == "1"]
    yield f"{', '.join(flags)}; columns {' '.join(str(points(column.width)) for column in table.columns)}"
    for row in table.rows:
        cells = []
        for cell in row.cells:
            paragraphs = list(cell.text_frame._txBody.p_lst)
            said = " / ".join(_text(paragraph, shape.part, slides) for paragraph in paragraphs)
            cells.append(f"{paragraphs[0].find(f'{A}pPr').get('algn', 'l')} {said}".rstrip())
        sizes = [int(run.get("sz")) / 100 for run in row._tr.iter(f"{A}rPr", f"{A}endParaRPr") if run.get("sz")]
        yield f"{points(row.height):>4} {max(sizes, default=0):g} | {' | '.join(cells)}"


def _chart(chart: Any) -> Iterator[str]:
    yield f"{chart.chart_type.name.lower()}; workbook {'inside' if chart.part.chart_workbook.xlsx_part is not None else 'missing'}"
    for plot in chart.plots:
        yield f"categories {' | '.join(str(category) for category in plot.categories)}"
        for series in plot.series:
            yield f"{series.name}: {' '.join('-' if value is None else f'{value:g}' for value in series.values)}"
    for text in chart._chartSpace.iter(f"{A}t"):
        yield f"label {text.text}"


def _picture(shape: Any) -> str:
    image = shape.image
    with Image.open(BytesIO(image.blob)) as opened:
        size = f"{opened.format} {opened.width} x {opened.height}"
    crop = [round(100 * side) for side in (shape.crop_left, shape.crop_top, shape.crop_right, shape.crop_bottom)]
    cut = f", cropped by {' '.join(map(str, crop))} %" if any(crop) else ""
    svg = ", svg" if shape._element.find(f".//{ASVG}svgBlip") is not None else ""
    return f"{size}{cut}{svg}"


def _motion(slide: Any) -> Iterator[str]:
    """What moves: the transition, and which shapes and paragraphs appear one after the other."""
    transition = next(slide.element.iter(f"{P}transition"), None)
    if transition is not None:
        yield f"transition {' '.join(child.tag.rpartition('}')[2] for child in transition) or 'none'}"
    timing = slide.element.find(f"{P}timing")
    if timing is None:
        return
    names = {shape.shape_id: shape.name for shape, _ in shapes_of(slide)}
    for step in timing.iter(f"{P}cTn"):
        if step.get("presetClass"):
            paragraphs = sorted({f"{one.get('st')}-{one.get('end')}" for one in step.iter(f"{P}pRg")})
            there = sorted({names[int(one.get("spid"))] for one in step.iter(f"{P}spTgt")})
            yield f"{step.get('nodeType')} {step.get('presetClass')}: {', '.join(there)} {' '.join(paragraphs)}".rstrip()

"""A slide's XML: placeholders that inherit place and style, and the text in them."""

from __future__ import annotations

from deck.model.language import Language
from deck.model.placed import PlacedChart, PlacedFormula, PlacedPicture, PlacedShape, PlacedSlide, PlacedTable, Shape
from deck.ooxml.canvas import Canvas
from deck.ooxml.charts import chart_frame_xml
from deck.ooxml.formulas import formula_xml
from deck.ooxml.marks import shape_guid, slide_number
from deck.ooxml.package import HEAD
from deck.ooxml.pictures import picture_xml
from deck.ooxml.shapes import Mark, place_xml, placeholder_xml
from deck.ooxml.tables import table_xml
from deck.ooxml.text import Ground, Links, body_xml, click_xml, language_xml, paragraph_xml, text
from deck.ooxml.timing import timing_xml, transition_xml

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
EMPTY_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
# the number (cNvPr) of the first shape: 1 is the tree's own
FIRST_SHAPE = 2
NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


def slide_xml(slide: PlacedSlide, language: Language, canvas: Canvas, links: Links, known: frozenset[str]) -> str:
    """Return the XML of a slide on its layout; `known` are the keys of all slides, so that no link leads nowhere."""
    grounds = (canvas.grounds.get(shape.idx, Ground(language))._replace(known=known) for shape in slide.shapes)
    shapes = "".join(
        _shape(shape, _mark(n, slide.key, shape), ground, links)
        for n, (shape, ground) in enumerate(zip(slide.shapes, grounds, strict=True), FIRST_SHAPE)
    )
    creation = (
        '<p:extLst><p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"><p14:creationId '
        f'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" val="{slide_number(slide.key)}"/></p:ext></p:extLst>'
    )
    skipped = ' show="0"' if slide.hidden else ""
    numbers = {shape.key: n for n, shape in enumerate(slide.shapes, FIRST_SHAPE)}
    return (
        f'{HEAD}<p:sld {NAMESPACES}{skipped}><p:cSld name="{text("deck:" + slide.key)}"><p:spTree>{EMPTY_GROUP}{shapes}</p:spTree>'
        f"{creation}</p:cSld>"
        f"<p:clrMapOvr>{canvas.mapping or '<a:masterClrMapping/>'}</p:clrMapOvr>"
        f"{transition_xml(slide.transition, right_to_left=language.right_to_left)}{timing_xml(slide.builds, numbers)}</p:sld>"
    )


def _mark(n: int, slide: str, shape: Shape) -> Mark:
    return Mark(n, shape.key.capitalize(), shape_guid(slide, shape.key))


def _shape(shape: Shape, mark: Mark, ground: Ground, links: Links) -> str:
    match shape:
        case PlacedPicture():
            return picture_xml(shape, mark, ground, links)
        case PlacedTable():
            return table_xml(shape, mark, ground, links)
        case PlacedChart():
            return chart_frame_xml(shape, mark, links)
        case PlacedFormula():
            return formula_xml(shape, mark, ground, links)
        case PlacedShape():
            return _filled(shape, mark, ground, links)


def _filled(shape: PlacedShape, mark: Mark, ground: Ground, links: Links) -> str:
    """Return a placeholder with text."""
    click = click_xml(shape.target, ground, links)
    properties = f"<p:spPr>{place_xml(shape.box)}</p:spPr>" if shape.apart else "<p:spPr/>"
    if shape.kind == "sldNum":
        paragraphs = _number(shape, ground)
    else:
        paragraphs = "".join(paragraph_xml(paragraph, ground, links) for paragraph in shape.paragraphs)
    return (
        f"<p:sp><p:nvSpPr>{mark.xml(click)}"
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{placeholder_xml(shape.kind, shape.idx)}</p:nvPr></p:nvSpPr>{properties}"
        f"<p:txBody>{_body(shape, ground)}<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def _body(shape: PlacedShape, ground: Ground) -> str:
    end = "lIns" if ground.language.right_to_left else "rIns"
    insets = "" if shape.right_inset is None else f' {end}="{shape.right_inset}"'
    insets += "" if shape.top_inset is None else f' tIns="{shape.top_inset}"'
    return body_xml(ground, insets)


def _number(shape: PlacedShape, ground: Ground) -> str:
    shown = "".join(run.text for paragraph in shape.paragraphs for run in paragraph.runs)
    looks = f"<a:rPr{language_xml(ground)}>{ground.ink}</a:rPr>" if ground.ink else f"<a:rPr{language_xml(ground)}/>"
    return (
        f'<a:p><a:fld id="{NUMBER_FIELD}" type="slidenum">{looks}<a:t>{text(shown)}</a:t></a:fld>'
        f"<a:endParaRPr{language_xml(ground)}/></a:p>"
    )

"""A formula in its placeholder: PowerPoint's own equation, and a picture of it for programs that know none.

PowerPoint 2010 and later write both so: the equation in what asks for a14 (MS-ODRAWXML 2.6), the picture as the fill of the same shape.
"""

from __future__ import annotations

from deck.model.placed import PlacedFormula
from deck.ooxml.names import A14, MC
from deck.ooxml.omml import omml
from deck.ooxml.shapes import Mark, place_xml, placeholder_xml
from deck.ooxml.text import Ground, Links, body_xml, language_xml, text

LOCKS = "".join(
    f' {name}="1"'
    for name in (
        *("noGrp", "noRot", "noMove", "noResize", "noEditPoints"),
        *("noAdjustHandles", "noChangeArrowheads", "noChangeShapeType", "noTextEdit"),
    )
)


def formula_xml(formula: PlacedFormula, mark: Mark, ground: Ground, links: Links) -> str:
    """Return a formula in the middle of its placeholder."""
    place = place_xml(formula.box)
    size = f' sz="{round(formula.size * 100)}"'
    holder = f"<p:nvPr>{placeholder_xml(formula.kind, formula.idx)}</p:nvPr>"
    equation = omml(formula.tree, formula.size)
    twin = f'<p:cNvPr id="{mark.id}" name="{text(mark.name)}" descr="{text(formula.alt)}"/>'
    return (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:a14="{A14}" Requires="a14"><p:sp><p:nvSpPr>{mark.xml(alt=formula.alt)}'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>{holder}</p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>{body_xml(ground)}'
        f"<a:lstStyle><a:lvl1pPr><a:defRPr{size}/></a:lvl1pPr></a:lstStyle><a:p><a14:m>{equation}</a14:m><a:endParaRPr{language_xml(ground)}{size}/></a:p></p:txBody></p:sp></mc:Choice>"
        f"<mc:Fallback><p:sp><p:nvSpPr>{twin}<p:cNvSpPr><a:spLocks{LOCKS}/></p:cNvSpPr>{holder}</p:nvSpPr>"
        f'<p:spPr>{place}<a:blipFill><a:blip r:embed="{links.to_media(formula.image.digest)}"/><a:stretch>'
        f"{_rectangle(formula)}</a:stretch></a:blipFill></p:spPr><p:txBody>{body_xml(ground)}<a:lstStyle/><a:p><a:r><a:rPr{language_xml(ground)}/>"
        "<a:t> </a:t></a:r></a:p></p:txBody></p:sp></mc:Fallback></mc:AlternateContent>"
    )


def _rectangle(formula: PlacedFormula) -> str:
    """Return where the picture stands in the shape: all of its width, and the middle of its height where that is more (20.1.8.30)."""
    drawn = formula.box.width * formula.image.height / formula.image.width / formula.box.height
    free = max(0, round((1 - drawn) / 2 * 100_000))
    return f'<a:fillRect t="{free}" b="{free}"/>' if free else "<a:fillRect/>"

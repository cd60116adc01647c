"""A table in its placeholder: PowerPoint's own, its looks written out, since a table inherits no text style from its placeholder."""

from __future__ import annotations

from deck.model.placed import PlacedCell, PlacedTable
from deck.ooxml.shapes import Mark, place_xml, placeholder_xml
from deck.ooxml.text import Ground, Links, language_xml, run_xml

# "No Style, No Grid": what a cell says is all that it shows
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
HEAD_RULE, RULE = 19_050, 9_525
SIDES = {"start": ("l", "r"), "end": ("r", "l"), "center": ("ctr", "ctr")}


def table_xml(table: PlacedTable, mark: Mark, ground: Ground, links: Links) -> str:
    """Return a table; its first row is flagged as its head where it is one."""
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in table.columns)
    rows = "".join(
        f'<a:tr h="{row.height}">{"".join(_cell(table, r, c, cell, ground, links) for c, cell in enumerate(row.cells))}</a:tr>'
        for r, row in enumerate(table.rows)
    )
    named = {0: ' firstCol="1"', len(table.columns) - 1: ' lastCol="1"'}.get(table.names, "")
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr>{mark.xml()}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr>{placeholder_xml(table.kind, table.idx)}</p:nvPr></p:nvGraphicFramePr>{place_xml(table.box, 'p:xfrm')}"
        f'<a:graphic><a:graphicData uri="{TABLE}"><a:tbl><a:tblPr firstRow="{int(table.headed)}"{named}>'
        f"<a:tableStyleId>{PLAIN_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic>"
        "</p:graphicFrame>"
    )


def _cell(table: PlacedTable, row: int, column: int, cell: PlacedCell, ground: Ground, links: Links) -> str:
    head, named = row == 0 and table.headed, column == table.names
    inks = ground.inks
    ink = inks.head if head else inks.strong if named else inks.quiet
    width, line = (HEAD_RULE, inks.strong) if head else (RULE, inks.rule)
    size = f' sz="{round(table.size * 100)}"'
    runs = "".join(run_xml(run._replace(bold=True) if head or named else run, size, ground, links, ink) for run in cell.runs)
    text_side = SIDES[cell.align][ground.language.right_to_left]
    direction = f' algn="{text_side}"' + (' rtl="1"' if ground.language.right_to_left else "")
    spacing = f'<a:lnSpc><a:spcPct val="{round(table.line * 100_000)}"/></a:lnSpc>'
    # where each cell is one line, scripts with other baselines stand best in the middle of it
    anchor = "b" if head else "ctr" if table.rows[row].single else "t"
    side, end = table.padding
    left, right = (0 if column == 0 else side), (0 if column == len(table.columns) - 1 else side)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr{direction}>{spacing}</a:pPr>{runs}"
        f"<a:endParaRPr{language_xml(ground)}{size}/></a:p></a:txBody>"
        f'<a:tcPr marL="{left}" marR="{right}" marT="{end}" marB="{end}" anchor="{anchor}">'
        f'<a:lnB w="{width}" cap="flat" cmpd="sng" algn="ctr">{line}<a:prstDash val="solid"/></a:lnB><a:noFill/></a:tcPr></a:tc>'
    )

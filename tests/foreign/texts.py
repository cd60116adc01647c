"""Templates whose text is set as it should not be: in capitals, too airy, shrunk, upright, behind numbers and pictures."""

from __future__ import annotations

from pathlib import Path

from foreign.drawings import bullet
from foreign.packing import BODY_STYLE, Sheet
from foreign.pieces import Level, Ph, percent, points
from foreign.usual import WIDE, company, inherited, usual, write

SIZES = (24, 22, 20, 18, 18)


def all_capitals(path: Path) -> None:
    """Titles in centred capitals, far apart."""
    title = (Level(34, "accent1", bold=True, align="ctr", run=' cap="all" spc="600"', face="+mj-lt"),)
    write(path, WIDE, company(WIDE, title=title))


def airy_lines(path: Path) -> None:
    body = [Level(size, "tx1", line=percent(150), after=points(14), before=points(6), margin=0.3 * i) for i, size in enumerate(SIZES)]
    write(path, WIDE, company(WIDE, body=body, title=(Level(36, "tx2", line=percent(130), after=points(10)),)))


def fixed_lines(path: Path) -> None:
    """Lines of 26 points whatever the size is."""
    body = [Level(size, "tx1", line=points(26), margin=0.3 * i) for i, size in enumerate(SIZES)]
    write(path, WIDE, company(WIDE, body=body))


def numbered_bullets(path: Path) -> None:
    kinds = ("arabicPeriod", "alphaLcParenR", "romanLcPeriod", "arabicPeriod", "arabicPeriod")
    body = [
        Level(size, "tx1", bullet=f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="{kind}"/>', margin=0.5 * (i + 1), indent=-0.5)
        for i, (size, kind) in enumerate(zip(SIZES, kinds, strict=True))
    ]
    write(path, WIDE, company(WIDE, body=body))


def pictured_bullets(path: Path) -> None:
    blip = '<a:buBlip><a:blip r:embed="rIdPic1"/></a:buBlip>'
    body = [Level(size, "tx1", bullet=blip, margin=0.4 * (i + 1), indent=-0.4) for i, size in enumerate(SIZES)]
    write(path, WIDE, company(WIDE, body=body, pictures=[("png", bullet())]))


def vertical_text(path: Path) -> None:
    """The first layouts run from top to bottom; one that does not comes last."""
    x, y, width, height = WIDE.body
    upright = [
        Sheet("Title and Vertical Text", inherited(Ph("title"), Ph("body", 1, body='vert="eaVert"')), "vertTx"),
        Sheet(
            "Vertical Title and Text",
            inherited(
                Ph("title", None, (10.5, 0.5, 1.9, 6.1), body='vert="eaVert"'), Ph("body", 1, (0.9, 0.5, 9.3, 6.1), body='vert="eaVert"')
            ),
            "vertTitleAndTx",
        ),
        Sheet(
            "Turned",
            inherited(
                Ph("title"), Ph("body", 13, (x, y, 1.2, height), body='vert="vert270"'), Ph("", 1, (x + 1.5, y, width - 1.5, height))
            ),
        ),
    ]
    write(path, WIDE, company(WIDE, layouts=[*upright, *(sheet for sheet in usual(WIDE) if sheet.type in ("title", "obj"))]))


def shrunk_text(path: Path) -> None:
    shrunk = '<a:normAutofit fontScale="62500" lnSpcReduction="20000"/>'
    layouts = [
        sheet._replace(
            shapes=[shape._replace(fit=shrunk) if isinstance(shape, Ph) and shape.kind in ("", "body") else shape for shape in sheet.shapes]
        )
        for sheet in usual(WIDE)
    ]
    write(path, WIDE, company(WIDE, layouts=layouts))


def growing_text(path: Path) -> None:
    """Bodies grow with their text, bottom first; titles neither wrap nor shrink."""
    shapes = [
        Ph("title", None, WIDE.title, body='anchor="b" wrap="none"', fit="<a:spAutoFit/>"),
        Ph("body", 1, WIDE.body, body='anchor="b" lIns="0" tIns="0" rIns="0" bIns="0"', fit="<a:spAutoFit/>"),
    ]
    write(path, WIDE, company(WIDE, shapes=shapes, layouts=usual(WIDE)[:4]))


def columned_text(path: Path) -> None:
    """Bodies of three columns, and huge insets."""
    body = 'numCol="3" spcCol="274320" lIns="457200" tIns="365760" rIns="457200" bIns="365760"'
    write(
        path, WIDE, company(WIDE, layouts=[Sheet("Columns", inherited(Ph("title"), Ph("body", 1, WIDE.body, body=body))), *usual(WIDE)[:1]])
    )


def huge_text(path: Path) -> None:
    """Levels of 54 to 40 points: a slogan a slide."""
    sizes = (54, 48, 44, 40, 40)
    body = [level._replace(size=size) for level, size in zip(BODY_STYLE, sizes, strict=True)]
    write(path, WIDE, company(WIDE, body=body, title=(Level(66, "tx2", bold=True, line=percent(85)),)))


def tiny_text(path: Path) -> None:
    """A consultancy's sizes: 12 points and below, titles of 20."""
    body = [level._replace(size=size) for level, size in zip(BODY_STYLE, (12, 11, 10, 10, 9), strict=True)]
    grid = WIDE._replace(title=(0.9, 0.4, 11.5, 0.7), body=(0.9, 1.3, 11.5, 5.3))
    write(path, grid, company(grid, body=body, title=(Level(20, "tx2", bold=True),)))


def pale_text(path: Path) -> None:
    """Grey on white: below what WCAG asks for, in every style."""
    body = [level._replace(colour="9A9A9A") for level in BODY_STYLE]
    write(path, WIDE, company(WIDE, body=body, title=(Level(36, "accent4", bold=True),)))


TEMPLATES = {
    "all-capitals": all_capitals,
    "airy-lines": airy_lines,
    "fixed-lines": fixed_lines,
    "numbered-bullets": numbered_bullets,
    "pictured-bullets": pictured_bullets,
    "vertical-text": vertical_text,
    "shrunk-text": shrunk_text,
    "growing-text": growing_text,
    "columned-text": columned_text,
    "huge-text": huge_text,
    "tiny-text": tiny_text,
    "pale-text": pale_text,
}

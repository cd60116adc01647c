"""Templates of other pages: narrow, square, upright, small, giant."""

from __future__ import annotations

from pathlib import Path

from foreign.packing import BODY_STYLE, Sheet
from foreign.pieces import BULLET, Level, Ph, percent
from foreign.usual import Grid, company, furniture, usual, write

SMALL_TEXT = '<a:lvl1pPr><a:defRPr sz="1400"/></a:lvl1pPr>'


def four_by_three(path: Path) -> None:
    grid = Grid(10, 7.5, (0.5, 0.3, 9.0, 1.25), (0.5, 1.75, 9.0, 4.95), (0.5, 6.95, 9.0, 0.4))
    write(path, grid, company(grid))


def square(path: Path) -> None:
    grid = Grid(7.5, 7.5, (0.5, 0.5, 6.5, 1.1), (0.5, 1.8, 6.5, 4.9), (0.5, 6.95, 6.5, 0.35))
    write(path, grid, company(grid, title=(Level(28, "tx2", bold=True),)))


def portrait(path: Path) -> None:
    """A4, upright, as for a poster or a handout."""
    grid = Grid(7.5, 10.83, (0.6, 0.6, 6.3, 1.4), (0.6, 2.3, 6.3, 7.5), (0.6, 10.2, 6.3, 0.4))
    write(path, grid, company(grid, title=(Level(30, "tx2", bold=True),)))


def small_page(path: Path) -> None:
    """10 by 5.625 inches with the sizes that Google Slides writes, and titles in capitals."""
    grid = Grid(10, 5.625, (0.34, 0.49, 9.32, 0.63), (0.34, 1.26, 9.32, 3.74), (0.34, 5.1, 9.32, 0.43))
    sizes = [
        Level(size, "dk2", bullet='<a:buSzPts val="1800"/>' + BULLET, margin=0.5 * (i + 1), indent=-0.35, line=percent(115))
        for i, size in enumerate((18, 14, 14, 14, 14))
    ]
    title = (Level(28, "dk1", run=' cap="all"', face="Montserrat"),)
    layouts = [
        Sheet(
            "TITLE",
            [
                Ph("ctrTitle", None, (0.34, 0.81, 9.32, 2.24), '<a:lvl1pPr algn="ctr"><a:defRPr sz="5200"/></a:lvl1pPr>', 'anchor="b"'),
                Ph(
                    "subTitle",
                    1,
                    (0.34, 3.1, 9.32, 0.87),
                    '<a:lvl1pPr marL="0" indent="0" algn="ctr"><a:buNone/><a:defRPr sz="2800"/></a:lvl1pPr>',
                ),
                Ph("sldNum", 12),
            ],
            "title",
        ),
        Sheet(
            "SECTION_HEADER",
            [Ph("title", None, (0.34, 2.35, 9.32, 0.92), '<a:lvl1pPr algn="ctr"><a:defRPr sz="3600"/></a:lvl1pPr>'), Ph("sldNum", 12)],
            "secHead",
        ),
        Sheet("TITLE_AND_BODY", [Ph("title"), Ph("body", 1), Ph("sldNum", 12)], "tx"),
        Sheet(
            "TITLE_AND_TWO_COLUMNS",
            [Ph("title"), *(Ph("body", i, box, SMALL_TEXT) for i, box in enumerate(grid.columns(2), 1)), Ph("sldNum", 12)],
            "twoColTx",
        ),
        Sheet("TITLE_ONLY", [Ph("title"), Ph("sldNum", 12)], "titleOnly"),
        Sheet(
            "ONE_COLUMN_TEXT",
            [Ph("title", None, (0.34, 0.61, 3.07, 0.83)), Ph("body", 1, (0.34, 1.52, 3.07, 3.48), SMALL_TEXT), Ph("sldNum", 12)],
        ),
        Sheet(
            "MAIN_POINT", [Ph("title", None, (0.54, 0.49, 6.96, 4.47), '<a:lvl1pPr><a:defRPr sz="4800"/></a:lvl1pPr>'), Ph("sldNum", 12)]
        ),
        Sheet(
            "BIG_NUMBER",
            [
                Ph("title", None, (0.34, 1.21, 9.32, 2.15), '<a:lvl1pPr algn="ctr"><a:defRPr sz="12000"/></a:lvl1pPr>', 'anchor="b"'),
                Ph("body", 1, (0.34, 3.45, 9.32, 1.42), '<a:lvl1pPr algn="ctr"/>'),
                Ph("sldNum", 12),
            ],
        ),
        Sheet("BLANK", [Ph("sldNum", 12)], "blank"),
    ]
    shapes = [Ph("title", None, grid.title), Ph("body", 1, grid.body), furniture(grid)[2]]
    write(path, grid, company(grid, shapes=shapes, layouts=layouts, title=title, body=sizes, name="Simple Light"))


def giant_page(path: Path) -> None:
    """20 by 11.25 inches, type in proportion."""
    grid = Grid(20, 11.25, (1.3, 0.8, 17.4, 1.8), (1.3, 2.9, 17.4, 7.0), (1.3, 10.3, 17.4, 0.6))
    body = [level._replace(size=level.size * 1.5) for level in BODY_STYLE]
    write(path, grid, company(grid, body=body, title=(Level(54, "tx2", bold=True),)))


def banner(path: Path) -> None:
    """A screen in a hall: 24 by 6 inches."""
    grid = Grid(24, 6, (1, 0.4, 22, 1.0), (1, 1.6, 22, 3.6), (1, 5.4, 22, 0.4))
    write(path, grid, company(grid, layouts=usual(grid)[:6]))


TEMPLATES = {
    "four-by-three": four_by_three,
    "square": square,
    "portrait": portrait,
    "small-page": small_page,
    "giant-page": giant_page,
    "banner": banner,
}

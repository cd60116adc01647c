"""Templates with much behind the text: photographs, gradients, bands, panels, logos."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from foreign.drawings import logo, photograph
from foreign.packing import Sheet
from foreign.pieces import BLUE, DARK_MAP, PICTURED, Level, Ph, gradient, ground, group, panel, picture, solid
from foreign.usual import WIDE, Grid, company, furniture, inherited, on_master, usual, write

WHOLE = (0.0, 0.0, 13.333, 7.5)
WHITE_TITLE = (Level(36, "FFFFFF", bold=True, face="+mj-lt"),)
TO_DARK = (
    '<a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def dark_picture(path: Path) -> None:
    """A photograph fills the master as a shape; its colour map says white on black."""
    shapes = [picture(WHOLE, name="Night"), *on_master(WIDE)]
    write(path, WIDE, company(WIDE, shapes=shapes, colour_map=DARK_MAP, pictures=[("jpeg", photograph())]))


def pictured_ground(path: Path) -> None:
    """A photograph is the background itself, the text white by hand on a map that says black."""
    body = [Level(size, "FFFFFF", margin=0.3 * i) for i, size in enumerate((26, 22, 20, 18, 18))]
    changes: dict[str, Any] = {"ground": ground(PICTURED), "title": WHITE_TITLE, "body": body, "pictures": [("jpeg", photograph())]}
    white = _white_furniture(WIDE)
    write(path, WIDE, company(WIDE, shapes=[*on_master(WIDE)[:2], *white], **changes))


def _white_furniture(grid: Grid) -> list[Ph]:
    return [holder._replace(style=holder.style.replace('schemeClr val="tx1"', 'srgbClr val="FFFFFF"')) for holder in furniture(grid)]


def light_picture(path: Path) -> None:
    shapes = [picture(WHOLE, name="Beach"), *on_master(WIDE)]
    write(path, WIDE, company(WIDE, shapes=shapes, pictures=[("jpeg", photograph(dark=False))]))


def dark_gradient(path: Path) -> None:
    back = ground(gradient("dk2/lumMod=75000", "dk2/lumMod=50000", "000000"))
    write(path, WIDE, company(WIDE, ground=back, colour_map=DARK_MAP))


def thick_decoration(path: Path) -> None:
    """Logo at the top right, a band at the bottom that holds the footer, a side panel that holds the title."""
    grid = WIDE._replace(title=(0.3, 0.9, 2.9, 4.6), body=(4.0, 1.5, 8.7, 4.7), foot=(4.0, 6.95, 8.7, 0.4))
    shapes = [
        panel((0, 0, 3.5, 7.5), "tx2", "Side"),
        panel((0, 6.8, 13.333, 0.7), "accent2/lumMod=75000", "Band"),
        picture((11.2, 0.3, 1.8, 0.72)),
        group(panel((0, 0, 100, 100), "accent4"), panel((120, 0, 100, 100), "accent3"), box=(0.3, 0.3, 1.0, 0.45), inside=(0, 0, 220, 100)),
        Ph("title", None, grid.title, body='anchor="t"'),
        Ph("body", 1, grid.body),
        *_white_furniture(grid),
    ]
    layouts = [sheet for sheet in usual(grid) if sheet.type in ("obj", "twoObj", "titleOnly")]
    cover = Sheet(
        "Cover",
        [
            panel(WHOLE, "tx2"),
            picture((0.9, 0.7, 2.4, 0.96)),
            Ph("ctrTitle", None, (0.9, 2.2, 9.0, 2.2), body='anchor="b"'),
            Ph(
                "subTitle",
                1,
                (0.9, 4.6, 9.0, 1.0),
                '<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="2000"><a:solidFill>'
                '<a:schemeClr val="bg1"/></a:solidFill></a:defRPr></a:lvl1pPr>',
            ),
        ],
        "title",
        pictures=[("png", logo())],
        master_shapes=False,
    )
    write(
        path,
        grid,
        company(
            grid, shapes=shapes, title=(Level(28, "bg1", bold=True, face="+mj-lt"),), layouts=[cover, *layouts], pictures=[("png", logo())]
        ),
    )


def logo_over_title(path: Path) -> None:
    """The title's box runs below the logo: only a short title leaves it alone."""
    shapes = [picture((11.0, 0.45, 1.8, 0.72)), panel((0.9, 1.75, 11.5, 0.04), "accent2", "Rule"), *on_master(WIDE)]
    write(path, WIDE, company(WIDE, shapes=shapes, pictures=[("png", logo())]))


def dark_section(path: Path) -> None:
    """A light master; its section and its statement are dark, by a colour map of their own."""
    layouts = [
        sheet._replace(colours=TO_DARK, ground=ground(solid("bg2"))) if sheet.type in ("secHead", "title") else sheet
        for sheet in usual(WIDE)
    ]
    dark = Sheet("Big Statement", inherited(Ph("title", None, (0.9, 2.0, 11.5, 3.0))), colours=TO_DARK, ground=ground(solid("bg1")))
    write(path, WIDE, company(WIDE, layouts=[*layouts, dark]))


def card_ground(path: Path) -> None:
    """A grey page; the body lies on a white card, the title on a coloured bar."""
    shapes = [
        panel((0, 0, 13.333, 1.5), "accent1", "Bar"),
        panel((0.6, 1.8, 12.1, 4.9), "bg1", "Card", "roundRect"),
        Ph("title", None, (0.9, 0.2, 11.5, 1.1), body='anchor="ctr"'),
        Ph("body", 1, (0.9, 2.0, 11.5, 4.5)),
        *furniture(WIDE),
    ]
    grid = WIDE._replace(title=(0.9, 0.2, 11.5, 1.1), body=(0.9, 2.0, 11.5, 4.5))
    layouts = [sheet for sheet in usual(grid) if sheet.type in ("obj", "twoObj", "titleOnly", "picTx")]
    changes: dict[str, Any] = {"ground": ground(solid("D5DADF")), "title": (Level(32, "bg1", bold=True, face="+mj-lt"),)}
    write(path, grid, company(grid, shapes=shapes, layouts=layouts, colours=BLUE, **changes))


def picture_cover(path: Path) -> None:
    """The cover and the section are picture placeholders from edge to edge with the title upon them."""
    whole = Ph("pic", 13, WHOLE)
    layouts = usual(WIDE)
    layouts[0] = layouts[0]._replace(shapes=[whole, *layouts[0].shapes])
    layouts[2] = layouts[2]._replace(shapes=[whole, *layouts[2].shapes])
    write(path, WIDE, company(WIDE, layouts=layouts))


TEMPLATES = {
    "dark-picture": dark_picture,
    "pictured-ground": pictured_ground,
    "light-picture": light_picture,
    "dark-gradient": dark_gradient,
    "thick-decoration": thick_decoration,
    "logo-over-title": logo_over_title,
    "dark-section": dark_section,
    "card-ground": card_ground,
    "picture-cover": picture_cover,
}

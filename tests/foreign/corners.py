"""Templates whose placeholders stand where nobody expects them, or are not there."""

from __future__ import annotations

from pathlib import Path

from foreign.packing import Sheet
from foreign.pieces import Level, Ph, panel
from foreign.usual import WIDE, company, furniture, inherited, on_master, usual, write

CAPTION = '<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="1600"/></a:lvl1pPr>'


def title_at_bottom(path: Path) -> None:
    grid = WIDE._replace(title=(0.9, 5.4, 11.5, 1.2), body=(0.9, 0.6, 11.5, 4.6))
    write(path, grid, company(grid))


def title_in_left_column(path: Path) -> None:
    """The title fills a dark column from top to bottom, as in magazines."""
    grid = WIDE._replace(title=(0.4, 0.6, 3.3, 6.0), body=(4.6, 0.6, 8.1, 6.0), foot=(4.6, 6.9, 8.1, 0.4))
    shapes = [panel((0, 0, 4.1, 7.5), "tx2"), *on_master(grid)]
    write(path, grid, company(grid, shapes=shapes, title=(Level(32, "bg1", bold=True, face="+mj-lt"),), layouts=_beside(grid.body[0])))


def _beside(left: float) -> list[Sheet]:
    content = Ph("", 1)
    return [
        Sheet("Title Slide", inherited(Ph("ctrTitle"), Ph("subTitle", 1, (left, 2.5, 8.1, 2.0), CAPTION)), "title"),
        Sheet("Title and Content", inherited(Ph("title"), content), "obj"),
        Sheet("Title Only", inherited(Ph("title")), "titleOnly"),
    ]


def title_at_right(path: Path) -> None:
    grid = WIDE._replace(title=(9.6, 0.6, 3.2, 5.8), body=(0.6, 0.6, 8.4, 5.8))
    write(path, grid, company(grid, layouts=[usual(grid)[number] for number in (1, 3, 5)]))


def one_layout(path: Path) -> None:
    write(path, WIDE, company(WIDE, layouts=[Sheet("Slide", inherited(Ph("title"), Ph("", 1)), "obj")]))


def no_body(path: Path) -> None:
    """Titles, and pictures below them; not even the master has a body."""
    layouts = [
        Sheet("Cover", inherited(Ph("ctrTitle", None, (0.9, 2.4, 11.5, 2.0))), "title"),
        Sheet("Heading", inherited(Ph("title")), "titleOnly"),
        Sheet("Photo", inherited(Ph("title"), Ph("pic", 13, (0.9, 1.9, 11.5, 4.7)))),
    ]
    write(path, WIDE, company(WIDE, layouts=layouts, shapes=[Ph("title", None, WIDE.title, body='anchor="b"'), *furniture(WIDE)]))


def two_bodies_only(path: Path) -> None:
    left, right = WIDE.columns(2)
    holders = inherited(Ph("title"), Ph("body", 13, left), Ph("body", 14, right))
    write(path, WIDE, company(WIDE, layouts=[Sheet("Facts beside Facts", holders)]))


def tiny_body(path: Path) -> None:
    """Two inches by one, in the middle of nowhere."""
    layouts = [
        Sheet("Start", inherited(Ph("ctrTitle", None, (1.0, 2.0, 8.0, 1.5)), Ph("subTitle", 1, (1.0, 3.6, 2.0, 1.0), CAPTION)), "title"),
        Sheet("Text", inherited(Ph("title"), Ph("body", 1, (6.0, 3.2, 2.0, 1.0), CAPTION))),
    ]
    write(path, WIDE, company(WIDE, layouts=layouts))


def titles_only(path: Path) -> None:
    """Four layouts, each with its title somewhere else and nothing beside it."""
    boxes = ((0.9, 0.5, 11.5, 1.2), (0.9, 2.8, 11.5, 2.0), (0.9, 5.5, 7.0, 1.2), (6.0, 0.5, 6.4, 2.0))
    layouts = [Sheet(f"Title {number}", inherited(Ph("title", None, box))) for number, box in enumerate(boxes, 1)]
    write(path, WIDE, company(WIDE, layouts=layouts))


def scattered(path: Path) -> None:
    """Eight small bodies in the corners and along the edges, the title in the middle."""
    spots = [(x, y, 3.2, 1.4) for y in (0.5, 5.0) for x in (0.6, 5.0, 9.4)] + [(0.6, 2.8, 2.4, 1.4), (10.2, 2.8, 2.4, 1.4)]
    holders = [Ph("body", 20 + number, spot, CAPTION) for number, spot in enumerate(spots)]
    write(
        path,
        WIDE,
        company(WIDE, layouts=[Sheet("Mind Map", inherited(Ph("title", None, (3.4, 2.7, 6.4, 1.6)), *holders)), *usual(WIDE)[5:6]]),
    )


TEMPLATES = {
    "title-at-bottom": title_at_bottom,
    "title-in-left-column": title_in_left_column,
    "title-at-right": title_at_right,
    "one-layout": one_layout,
    "no-body": no_body,
    "two-bodies-only": two_bodies_only,
    "tiny-body": tiny_body,
    "titles-only": titles_only,
    "scattered": scattered,
}

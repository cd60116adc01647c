"""Templates whose layouts and placeholders are named, numbered or counted as no program expects."""

from __future__ import annotations

from pathlib import Path

from foreign.packing import Sheet
from foreign.pieces import BLUE, Level, Ph, panel, percent
from foreign.usual import WIDE, company, furniture, inherited, on_master, usual, write

JAPANESE = ("表紙", "本文", "章扉", "左右", "比較", "見出し", "白紙", "写真と説明")
LARGEST_IDX = 2**32 - 1
GREEN = ("202020", "FFFFFF", "14532D", "F0FDF4", "15803D", "B45309", "0F766E", "A16207", "4D7C0F", "7C3AED", "166534", "6B21A8")


def forty_layouts(path: Path) -> None:
    """Five families of eight, the same but for a number; two share a name."""
    layouts = [
        sheet._replace(name=f"{family:02d}_{sheet.name}" if family else sheet.name, type=sheet.type if family % 2 == 0 else "")
        for family in range(5)
        for sheet in usual(WIDE)
    ]
    layouts[-1] = layouts[-1]._replace(name=layouts[1].name)
    write(path, WIDE, company(WIDE, layouts=layouts))


def japanese_names(path: Path) -> None:
    """No layout says its type."""
    layouts = [sheet._replace(name=name, type="") for name, sheet in zip(JAPANESE, usual(WIDE), strict=True)]
    write(path, WIDE, company(WIDE, layouts=layouts, heading="MS PGothic", text="MS PGothic"))


def idx_gaps(path: Path) -> None:
    left, right = WIDE.columns(2)
    plain = '<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="2000"/></a:lvl1pPr>'
    layouts = [
        Sheet("Opening", inherited_as(Ph("ctrTitle", None, (0.9, 1.8, 11.5, 2)), Ph("body", LARGEST_IDX, (0.9, 4, 11.5, 1.2), plain))),
        Sheet("Text", inherited_as(Ph("title"), Ph("body", 10, WIDE.body))),
        Sheet("Pair", inherited_as(Ph("title"), Ph("", 13, left), Ph("", 27, right))),
        Sheet("Pair with Lead", inherited_as(Ph("title"), Ph("body", LARGEST_IDX, (0.9, 1.7, 11.5, 0.6), plain), Ph("", 13, _below(left)))),
    ]
    write(path, WIDE, company(WIDE, layouts=layouts))


def inherited_as(*holders: Ph) -> list[Ph | str]:
    """Return placeholders, and the furniture under numbers that look like those of bodies."""
    return [*holders, Ph("dt", 1), Ph("ftr", 2), Ph("sldNum", 3)]


def _below(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return (box[0], box[1] + 0.6, box[2], box[3] - 0.6)


def two_masters(path: Path) -> None:
    """A light master, and a dark one of another brand whose layouts have the same names."""
    light = company(WIDE)
    dark = company(
        WIDE,
        name="Night",
        colours=GREEN,
        colour_map={"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"},
        layouts=[*usual(WIDE), Sheet("Night Quote", inherited(Ph("title"), Ph("body", 13, WIDE.body)))],
    )
    write(path, WIDE, light, dark)


def places_on_master_only(path: Path) -> None:
    """No placeholder of a layout says where it stands."""
    layouts = [
        Sheet("Title Slide", inherited(Ph("ctrTitle"), Ph("subTitle", 1)), "title"),
        Sheet("Title and Content", inherited(Ph("title"), Ph("", 1)), "obj"),
        Sheet("Title and Text", inherited(Ph("title"), Ph("body", 1)), "tx"),
        Sheet("Title Only", inherited(Ph("title")), "titleOnly"),
    ]
    write(path, WIDE, company(WIDE, layouts=layouts))


def every_kind(path: Path) -> None:
    """A layout for each type of placeholder that a file may have."""
    kinds = ("pic", "tbl", "chart", "media", "dgm", "clipArt")
    x, y, width, height = WIDE.body
    layouts = [
        Sheet(f"Title and {kind}", inherited(Ph("title"), Ph(kind, 13, WIDE.body)), "chart" if kind == "chart" else "") for kind in kinds
    ]
    both = [
        Ph("title"),
        Ph("body", 1, (x, y, width / 2 - 0.2, height)),
        Ph("clipArt", 2, (x + width / 2 + 0.2, y, width / 2 - 0.2, height)),
    ]
    layouts += [Sheet("Text and Clip Art", inherited(*both), "txAndClipArt")]
    write(path, WIDE, company(WIDE, layouts=[*usual(WIDE)[:2], *layouts]))


def unknown_fonts(path: Path) -> None:
    write(path, WIDE, company(WIDE, heading="Brandhaus Grotesk Black", text="Brandhaus Text Pro"))


def right_to_left(path: Path) -> None:
    """A company that writes Arabic: everything begins at the right, the logo's band stands at the left."""
    sizes = (28, 24, 20, 18, 18)
    body = [
        Level(
            size,
            "tx1",
            bullet='<a:buFont typeface="Arial"/><a:buChar char="&#8226;"/>',
            margin=0.3 + 0.3 * i,
            indent=-0.25,
            align="r",
            line=percent(110),
            right_to_left=True,
        )
        for i, size in enumerate(sizes)
    ]
    title = (Level(36, "accent1", bold=True, align="r", face="+mj-lt", right_to_left=True),)
    grid = WIDE._replace(title=(1.6, 0.5, 11.0, 1.2), body=(1.6, 1.9, 11.0, 4.7), foot=(1.6, 6.85, 11.0, 0.4))
    shapes = [panel((0, 0, 0.9, 7.5), "accent1"), *on_master(grid)]
    layouts = [
        sheet._replace(
            shapes=[shape._replace(style=shape.style.replace('algn="l"', 'algn="r"')) for shape in sheet.shapes if isinstance(shape, Ph)]
        )
        for sheet in usual(grid)
    ]
    write(path, grid, company(grid, layouts=layouts, shapes=shapes, title=title, body=body, colours=GREEN))


def bare(path: Path) -> None:
    """Nothing but a title and a body on the master, and one empty layout."""
    shapes = [Ph("title", None, WIDE.title), Ph("body", 1, WIDE.body), *furniture(WIDE)]
    write(path, WIDE, company(WIDE, shapes=shapes, layouts=[Sheet("Blank", [], "blank"), usual(WIDE)[5]], colours=BLUE))


TEMPLATES = {
    "forty-layouts": forty_layouts,
    "japanese-names": japanese_names,
    "idx-gaps": idx_gaps,
    "two-masters": two_masters,
    "places-on-master-only": places_on_master_only,
    "every-kind": every_kind,
    "unknown-fonts": unknown_fonts,
    "right-to-left": right_to_left,
    "bare": bare,
}

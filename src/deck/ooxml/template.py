"""A template as data, with what a placeholder inherits resolved: layout, then master, then the master's text styles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from pptx.presentation import Presentation as OpenPresentation

from deck.model.language import Language
from deck.model.template import Layout, Level, Placeholder, Template
from deck.model.units import Box
from deck.ooxml.prepare import A, P, open_template

INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
LEVELS = 9
TITLES = ("title", "ctrTitle")
NO_TEXT = ("pic", "chart", "tbl", "dgm", "media", "clipArt", "dt", "hdr")
# a layout's placeholder inherits from the master's of this type (ECMA-376-1, 19.7.10; PowerPoint 16)
MASTER_KIND = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}
DEFAULT_SIZE = 18.0
DARK = 0.18


def read_template(path: Path, language: Language) -> Template:
    """Return the layouts of a template, ready for the language. Raises TemplateError for what is no template."""
    presentation = open_template(path, language)
    master = presentation.slide_master
    width, height = int(presentation.slide_width or 0), int(presentation.slide_height or 0)
    layouts = tuple(_layout(layout.element, layout.name, master.element, presentation) for layout in master.slide_layouts)
    return Template(path.name, width, height, layouts)


def dark_layouts(presentation: OpenPresentation) -> frozenset[str]:
    """Return the names of the layouts whose ground is dark."""
    master = presentation.slide_master
    return frozenset(layout.name for layout in master.slide_layouts if _dark(layout.element, master.element, presentation))


def _layout(root: etree._Element, name: str, master: etree._Element, presentation: OpenPresentation) -> Layout:
    holders = tuple(found for shape in root.iter(f"{{{P}}}sp") if (found := _placeholder(shape, master)) is not None)
    return Layout(name, holders, _dark(root, master, presentation))


def _placeholder(shape: etree._Element, master: etree._Element) -> Placeholder | None:
    """Return a placeholder that holds text, None for any other shape."""
    mark = shape.find(f"{{{P}}}nvSpPr/{{{P}}}nvPr/{{{P}}}ph")
    if mark is None or mark.get("type", "obj") in NO_TEXT:
        return None
    kind = mark.get("type", "obj")
    parent = _parent(kind, master)
    box = _box(shape) or (_box(parent) if parent is not None else None)
    if box is None:
        return None
    bodies = [body for body in (_body(shape), _body(parent)) if body is not None]
    insets = tuple(_inset(bodies, name) for name in INSETS)
    anchor = next((body.get("anchor") for body in bodies if body.get("anchor")), "t")
    name = shape.find(f"{{{P}}}nvSpPr/{{{P}}}cNvPr")
    levels = tuple(_level(n, kind, shape, parent, master) for n in range(1, LEVELS + 1))
    return Placeholder(kind, int(mark.get("idx", 0)), name.get("name", "") if name is not None else "", box, levels, insets, anchor)  # type: ignore[arg-type]


def _parent(kind: str, master: etree._Element) -> etree._Element | None:
    wanted = MASTER_KIND.get(kind, kind)
    for shape in master.iter(f"{{{P}}}sp"):
        mark = shape.find(f"{{{P}}}nvSpPr/{{{P}}}nvPr/{{{P}}}ph")
        if mark is not None and mark.get("type", "obj") == wanted:
            return shape
    return None


def _box(shape: etree._Element) -> Box | None:
    offset = shape.find(f"{{{P}}}spPr/{{{A}}}xfrm/{{{A}}}off")
    extent = shape.find(f"{{{P}}}spPr/{{{A}}}xfrm/{{{A}}}ext")
    if offset is None or extent is None:
        return None
    return Box(int(offset.get("x", 0)), int(offset.get("y", 0)), int(extent.get("cx", 0)), int(extent.get("cy", 0)))


def _body(shape: etree._Element | None) -> etree._Element | None:
    return None if shape is None else shape.find(f"{{{P}}}txBody/{{{A}}}bodyPr")


def _inset(bodies: list[etree._Element], name: str) -> int:
    return next((int(body.get(name, 0)) for body in bodies if body.get(name) is not None), INSETS[name])


def _level(n: int, kind: str, shape: etree._Element, parent: etree._Element | None, master: etree._Element) -> Level:
    """Return a level's style, each property from the nearest place that says it."""
    chain = list(_chain(n, kind, shape, parent, master))
    runs = [found for properties in chain if (found := properties.find(f"{{{A}}}defRPr")) is not None]
    size = next((int(run.get("sz", 0)) / 100 for run in runs if run.get("sz")), DEFAULT_SIZE)
    return Level(
        size=size,
        bold=next((run.get("b") in ("1", "true") for run in runs if run.get("b") is not None), False),
        line=_spacing(chain, "lnSpc", size, 1.0),
        before=_spacing(chain, "spcBef", size, 0.0),
        tracking=next((int(run.get("spc", 0)) / 100 for run in runs if run.get("spc") is not None), 0.0),
        margin=next((int(p.get("marL", 0)) for p in chain if p.get("marL") is not None), 0),
        indent=next((int(p.get("indent", 0)) for p in chain if p.get("indent") is not None), 0),
        bullet=_bulleted(chain),
    )


def _chain(n: int, kind: str, shape: etree._Element, parent: etree._Element | None, master: etree._Element) -> Iterator[etree._Element]:
    for place in (shape, parent):
        if place is not None:
            found = place.find(f"{{{P}}}txBody/{{{A}}}lstStyle/{{{A}}}lvl{n}pPr")
            if found is not None:
                yield found
    style = "titleStyle" if kind in TITLES else "bodyStyle" if kind in ("body", "obj", "subTitle") else "otherStyle"
    found = master.find(f"{{{P}}}txStyles/{{{P}}}{style}/{{{A}}}lvl{n}pPr")
    if found is not None:
        yield found


def _spacing(chain: list[etree._Element], tag: str, size: float, default: float) -> float:
    """Return line spacing as a share, or space before in points (a share of it is one of a line)."""
    for properties in chain:
        spacing = properties.find(f"{{{A}}}{tag}")
        if spacing is None or not len(spacing):
            continue
        value = spacing[0].get("val", "0")
        number = float(value.rstrip("%")) * (1000 if value.endswith("%") else 1)
        if spacing[0].tag == f"{{{A}}}spcPct":
            return number / 100_000 if tag == "lnSpc" else number / 100_000 * size * 1.2
        return number / 100 / (1.2 * size) if tag == "lnSpc" else number / 100
    return default


def _bulleted(chain: list[etree._Element]) -> bool:
    for properties in chain:
        for child in properties:
            name = etree.QName(child).localname
            if name in ("buChar", "buAutoNum", "buBlip"):
                return True
            if name == "buNone":
                return False
    return False


def _dark(root: etree._Element, master: etree._Element, presentation: OpenPresentation) -> bool:
    """Tell whether a layout's ground is dark, by the luminance of its colour before any modification."""
    for place in (root, master):
        ground = place.find(f"{{{P}}}cSld/{{{P}}}bg")
        if ground is None:
            continue
        colour = next((c for c in ground.iter() if c.tag in (f"{{{A}}}schemeClr", f"{{{A}}}srgbClr")), None)
        if colour is not None:
            value = colour.get("val", "FFFFFF")
            rgb = value if colour.tag == f"{{{A}}}srgbClr" else _theme_colour(value, master, presentation)
            return _luminance(rgb) < DARK
    return False


def _theme_colour(slot: str, master: etree._Element, presentation: OpenPresentation) -> str:
    mapping = master.find(f"{{{P}}}clrMap")
    name = mapping.get(slot, slot) if mapping is not None else slot
    theme = next(rel.target_part for rel in presentation.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    found = etree.fromstring(theme.blob).find(f".//{{{A}}}clrScheme/{{{A}}}{name}")
    if found is None or not len(found):
        return "FFFFFF"
    return str(found[0].get("lastClr") or found[0].get("val", "FFFFFF"))


def _luminance(rgb: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.1)."""
    try:
        channels = [int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    except ValueError:
        return 1.0
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

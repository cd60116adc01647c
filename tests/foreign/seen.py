"""A deck as a reader sees it: its texts with place, size and colour, what lies behind them; written without the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from foreign.colours import A, Colour, P, Palette, colours_of, fill_of, palette
from tools.overflow import EMU_PER_PT, Rect, Transform, inside

TITLES = ("title", "ctrTitle")
FURNITURE = ("dt", "ftr", "sldNum", "hdr")
MASTER_KIND = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "": "body"}
INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
FILLING = ("rect", "roundRect", "round1Rect", "round2SameRect", "round2DiagRect", "snip1Rect", "snip2SameRect")
NOT_PLACED = Rect(0, 0, 0, 0)


class Run(NamedTuple):
    text: str
    size: float
    bold: bool
    colour: Colour | None


class Line(NamedTuple):
    """A paragraph: its runs, how it is aligned ("l", "ctr" ...), its indent and its line's height as a multiple of the size."""

    runs: tuple[Run, ...]
    align: str
    margin: float
    spacing: float
    before: float


class Mark(NamedTuple):
    """Decoration: its box; its colours, None for a picture's; whether it fills its box, which a curve or a polygon does not."""

    name: str
    box: Rect
    colours: Sequence[Colour] | None
    fills: bool = True


class Seen:
    """A shape of a slide, and what it inherits from."""

    def __init__(self, element: etree._Element, page: Page) -> None:
        self.element, self.page = element, page
        self.mark = element.find(f"*/{P}nvPr/{P}ph")
        self.name = str(next(element.iter(f"{P}cNvPr")).get("name"))
        self.kind = "" if self.mark is None else str(self.mark.get("type", ""))

    @cached_property
    def places(self) -> tuple[etree._Element, ...]:
        """The shape and those that it inherits from, the nearest first."""
        if self.mark is None:
            return (self.element,)
        on_layout = next((shape for shape in _holders(self.page.layout) if _same(shape, self.mark)), None)
        kind = str(_mark(on_layout).get("type", "")) if on_layout is not None else self.kind
        wanted = MASTER_KIND.get(kind, kind)
        on_master = next((shape for shape in _holders(self.page.master) if str(_mark(shape).get("type", "")) == wanted), None)
        return tuple(place for place in (self.element, on_layout, on_master) if place is not None)

    @property
    def box(self) -> Rect:
        for place in self.places:
            frame = next((found for path in (f"{P}spPr/{A}xfrm", f"{P}xfrm") if (found := place.find(path)) is not None), None)
            if frame is not None:
                return rect(frame)
        return NOT_PLACED

    def of_body(self, name: str, usual: str) -> str:
        bodies = (place.find(f"{P}txBody/{A}bodyPr") for place in self.places)
        return next((str(body.get(name)) for body in bodies if body is not None and body.get(name) is not None), usual)

    @property
    def inner(self) -> Rect:
        """The box without its insets."""
        left, top, right, bottom = (int(self.of_body(name, str(usual))) / EMU_PER_PT for name, usual in INSETS.items())
        return Rect(self.box.x0 + left, self.box.y0 + top, self.box.x1 - right, self.box.y1 - bottom)

    @property
    def fill(self) -> Sequence[Colour] | None:
        """The colours of its own ground, as of the nearest that says any."""
        fill = next((found for place in self.places if (found := fill_of(place.find(f"{P}spPr"))) is not None), None)
        return colours_of(fill, self.page.palette)

    @property
    def lines(self) -> Iterator[Line]:
        body = self.element.find(f"{P}txBody")
        for paragraph in body.iterfind(f"{A}p") if body is not None else ():
            if text := list(self._runs(paragraph)):
                said = [level for level in self._levels(paragraph) if level is not None]
                align = next((str(level.get("algn")) for level in said if level.get("algn")), "l")
                margin = next((int(level.get("marL", 0)) / EMU_PER_PT for level in said if level.get("marL")), 0.0)
                size = max(run.size for run in text)
                yield Line(tuple(text), align, margin, _space(said, "lnSpc", 1.0, size), _space(said, "spcBef", 0.0, size) * size)

    def _levels(self, paragraph: etree._Element) -> list[etree._Element | None]:
        """Return what says how a paragraph looks, the nearest first."""
        own = paragraph.find(f"{A}pPr")
        number = 1 + (int(own.get("lvl", 0)) if own is not None else 0)
        tag = f"{A}lvl{number}pPr"
        kind = MASTER_KIND.get(self.kind, self.kind)
        style = {"title": "titleStyle", "body": "bodyStyle"}.get(kind if self.mark is not None else "other", "otherStyle")
        lists = [place.find(f"{P}txBody/{A}lstStyle/{tag}") for place in self.places]
        return [own, *lists, self.page.master.find(f"{P}txStyles/{P}{style}/{tag}"), self.page.presentation.find(f".//{tag}")]

    def _runs(self, paragraph: etree._Element) -> Iterator[Run]:
        styles = [level.find(f"{A}defRPr") for level in self._levels(paragraph) if level is not None]
        scale = self.element.find(f"{P}txBody/{A}bodyPr/{A}normAutofit")
        share = int(scale.get("fontScale", 100_000)) / 100_000 if scale is not None else 1.0
        for run in paragraph.iter(f"{A}r", f"{A}fld"):
            own = run.find(f"{A}rPr")
            said = [style for style in (own, *styles) if style is not None]
            size = next((int(style.get("sz", 0)) / 100 for style in said if style.get("sz")), 18.0)
            bold = next((style.get("b") in ("1", "true") for style in said if style.get("b")), False)
            text = run.findtext(f"{A}t") or ""
            if text.strip():
                yield Run(text, size * share, bold, self._ink(own, said))

    def _ink(self, own: etree._Element | None, said: Sequence[etree._Element]) -> Colour | None:
        known = self.page.palette
        link = own.find(f"{A}hlinkClick") if own is not None else None
        if link is not None and next(link.iter("{*}hlinkClr"), None) is None:
            return known.slots.get(known.names.get("hlink", "hlink"))
        fill = next((found for style in said if (found := fill_of(style)) is not None), None)
        colours = colours_of(fill, known)
        return colours[0] if colours else known.slots.get(known.names.get("tx1", "dk1"))


class Page:
    """A slide with all that it stands on."""

    def __init__(self, slide: Any, number: int, size: Rect, presentation: etree._Element) -> None:
        self.number, self.size, self.presentation = number, size, presentation
        self.slide, self.layout, self.master = slide.element, slide.slide_layout.element, slide.slide_layout.slide_master.element
        part = next(rel.target_part for rel in slide.slide_layout.slide_master.part.rels.values() if rel.reltype == RT.THEME)
        self.theme = etree.fromstring(part.blob)

    @property
    def overrides(self) -> list[dict[str, str] | None]:
        """The colour maps that the slide and its layout set in place of the master's."""
        found = (root.find(f"{P}clrMapOvr/{A}overrideClrMapping") for root in (self.slide, self.layout))
        return [None if one is None else {str(key): str(value) for key, value in one.attrib.items()} for one in found]

    @cached_property
    def palette(self) -> Palette:
        usual = self.master.find(f"{P}clrMap")
        assert usual is not None
        mapping: Mapping[str, str] = {str(key): str(value) for key, value in usual.attrib.items()}
        return palette(self.theme, next((one for one in self.overrides if one), mapping))

    @cached_property
    def shapes(self) -> list[Seen]:
        tree = self.slide.find(f"{P}cSld/{P}spTree")
        wanted = {f"{P}{tag}" for tag in ("sp", "pic", "graphicFrame", "grpSp", "cxnSp")}
        return [Seen(child, self) for child in _unfolded(tree) if child.tag in wanted]

    @cached_property
    def decoration(self) -> list[Mark]:
        """What master and layout show beside placeholders, in the order in which it is painted."""
        hidden = {"0", "false"}
        roots = [self.layout]
        if self.layout.get("showMasterSp") not in hidden and self.slide.get("showMasterSp") not in hidden:
            roots.insert(0, self.master)
        trees = [root.find(f"{P}cSld/{P}spTree") for root in (roots if self.slide.get("showMasterSp") not in hidden else [])]
        return [mark for tree in trees if tree is not None for mark in self._marks(tree, Transform(), None)]

    def _marks(self, tree: etree._Element, to: Transform, around: etree._Element | None) -> Iterator[Mark]:
        for shape in _unfolded(tree):
            if shape.find(f"*/{P}nvPr/{P}ph") is not None:
                continue
            if shape.tag == f"{P}grpSp":
                properties = shape.find(f"{P}grpSpPr")
                frame = properties.find(f"{A}xfrm") if properties is not None else None
                yield from self._marks(shape, to if frame is None else inside(frame, to), properties)
            elif shape.tag in (f"{P}sp", f"{P}pic", f"{P}graphicFrame"):
                frame = next((found for path in (f"{P}spPr/{A}xfrm", f"{P}xfrm") if (found := shape.find(path)) is not None), None)
                colours = self._painted(shape, around)
                geometry = shape.find(f"{P}spPr/{A}prstGeom")
                fills = shape.tag != f"{P}sp" or (geometry is not None and geometry.get("prst") in FILLING)
                if frame is not None and (colours is None or any(colour.alpha > 0.15 for colour in colours)):
                    yield Mark(str(next(shape.iter(f"{P}cNvPr")).get("name")), rect(frame, to), colours, fills)

    def _painted(self, shape: etree._Element, around: etree._Element | None) -> Sequence[Colour] | None:
        """Return the colours of a shape of a layout; None for a picture or an object."""
        if shape.tag != f"{P}sp":
            return None
        fill = fill_of(shape.find(f"{P}spPr"))
        if fill is not None and fill.tag == f"{A}grpFill":
            fill = fill_of(around)
        reference = shape.find(f"{P}style/{A}fillRef")
        if fill is None and reference is not None and reference.get("idx", "0") != "0":
            return [found] if (found := self.palette.colour(reference)) else []
        return colours_of(fill, self.palette)

    @cached_property
    def ground(self) -> Sequence[Colour] | None:
        """The colours of the page itself, None where it is a picture."""
        for root in (self.slide, self.layout, self.master):
            back = root.find(f"{P}cSld/{P}bg")
            if back is None:
                continue
            properties, reference = back.find(f"{P}bgPr"), back.find(f"{P}bgRef")
            if properties is not None:
                return colours_of(fill_of(properties), self.palette)
            return self._referred(reference) if reference is not None else []
        return [Colour(1, 1, 1)]

    def _referred(self, reference: etree._Element) -> Sequence[Colour] | None:
        number, placed = int(reference.get("idx", "0")), self.palette.colour(reference)
        name, at = ("bgFillStyleLst", number - 1001) if number > 1000 else ("fillStyleLst", number - 1)
        styles = list(self.theme.iterfind(f".//{A}{name}/*"))
        return colours_of(styles[at], self.palette, placed) if 0 <= at < len(styles) else [Colour(1, 1, 1)]


def pages(deck: Path) -> list[Page]:
    """Return the slides of a deck."""
    opened = Presentation(str(deck))
    size = Rect(0, 0, (opened.slide_width or 0) / EMU_PER_PT, (opened.slide_height or 0) / EMU_PER_PT)
    return [Page(slide, number, size, opened.element) for number, slide in enumerate(opened.slides, 1)]


def rect(frame: etree._Element, to: Transform = Transform()) -> Rect:  # noqa: B008
    offset, extent = frame.find(f"{A}off"), frame.find(f"{A}ext")
    if offset is None or extent is None:
        return NOT_PLACED
    x, y = (float(offset.get(side, "0")) for side in "xy")
    width, height = (float(extent.get(side, "0")) for side in ("cx", "cy"))
    if int(frame.get("rot", "0")) // 60_000 % 180 in range(45, 136):
        x, y, width, height = x + (width - height) / 2, y + (height - width) / 2, height, width
    left, top = to.dx + to.sx * x, to.dy + to.sy * y
    edges = (left, top, left + to.sx * width, top + to.sy * height)
    return Rect(*(edge / EMU_PER_PT for edge in edges))


def _unfolded(tree: etree._Element) -> Iterator[etree._Element]:
    """Yield the shapes of a tree; of what is there in two versions the one for newer programs."""
    for child in tree:
        choice = child.find("{*}Choice") if str(child.tag).endswith("}AlternateContent") else None
        yield from choice if choice is not None else (child,)


def _holders(root: etree._Element) -> Iterator[etree._Element]:
    tree = root.find(f"{P}cSld/{P}spTree")
    return (shape for shape in (tree if tree is not None else ()) if shape.find(f"*/{P}nvPr/{P}ph") is not None)


def _mark(shape: etree._Element) -> etree._Element:
    found = shape.find(f"*/{P}nvPr/{P}ph")
    assert found is not None
    return found


def _same(shape: etree._Element, mark: etree._Element) -> bool:
    there = _mark(shape)
    if mark.get("type") in TITLES:
        return there.get("type") in TITLES
    return there.get("idx", "0") == mark.get("idx", "0") and there.get("type") not in TITLES


def _space(said: Sequence[etree._Element], name: str, usual: float, size: float) -> float:
    """Return a spacing as a multiple of the size of the text."""
    found = next((space[0] for level in said if (space := level.find(f"{A}{name}")) is not None and len(space)), None)
    if found is None:
        return usual
    value = float(str(found.get("val", "0")).removesuffix("%"))
    return value / 100_000 if found.tag == f"{A}spcPct" else value / 100 / size

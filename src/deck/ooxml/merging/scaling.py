"""A deck with slides of another size: all that stands on them in proportion."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.ooxml.merging.opened import Changing, opened
from deck.ooxml.names import A, P
from deck.ooxml.package import zipped

PLACES = {"off": ("x", "y"), "chOff": ("x", "y"), "ext": ("cx", "cy"), "chExt": ("cx", "cy"), "gridCol": ("w",), "tr": ("h",), "ln": ("w",)}
INSETS, MARGINS = ("lIns", "tIns", "rIns", "bIns"), ("marL", "marR", "marT", "marB", "indent", "defTabSz")
# attributes of DrawingML that are lengths (EMU), and sizes of characters (1/100 point), by the element that has them
LENGTHS: dict[str, tuple[str, ...]] = {
    **{f"{{{A}}}{tag}": names for tag, names in PLACES.items()},
    f"{{{A}}}bodyPr": INSETS,
    f"{{{A}}}tcPr": MARGINS,
    f"{{{A}}}pPr": MARGINS,
    **{f"{{{A}}}lvl{n}pPr": MARGINS for n in range(1, 10)},
    f"{{{A}}}tab": ("pos",),
    f"{{{P}}}sldSz": ("cx", "cy"),
}
SIZES = {f"{{{A}}}{tag}": "sz" for tag in ("rPr", "defRPr", "endParaRPr")} | {f"{{{A}}}spcPts": "val"}
LEAST_SIZE = 100


def scaled(content: bytes, factor: float) -> bytes:
    """Return a .pptx whose slides, layouts and masters are `factor` times as large, with all that stands on them."""
    package = Changing(opened(content))
    size = package.root(package.main).find(f"{{{P}}}sldSz")
    if size is not None:
        _scale(size, factor)
    for name in dict.fromkeys(_drawn(package)):
        _scale(package.root(name), factor)
    return zipped(package.closed())


def _drawn(package: Changing) -> Iterator[str]:
    """Yield the parts on which shapes stand, and the charts among those."""
    for master in package.related(package.main, RT.SLIDE_MASTER):
        yield master
        yield from package.related(master, RT.SLIDE_LAYOUT)
    for slide in package.slides:
        yield slide
        yield from package.related(slide, RT.CHART)


def _scale(root: etree._Element, factor: float) -> None:
    for element in root.iter(etree.Element):
        tag = str(element.tag)
        for name in LENGTHS.get(tag, ()):
            _multiply(element, name, factor, 1)
        if tag in SIZES:
            _multiply(element, SIZES[tag], factor, LEAST_SIZE if SIZES[tag] == "sz" else 0)


def _multiply(element: etree._Element, name: str, factor: float, least: int) -> None:
    value = element.get(name, "")
    if value.lstrip("-").isdigit() and int(value):
        product = round(int(value) * factor)
        element.set(name, str(max(least, product) if int(value) > 0 else product))

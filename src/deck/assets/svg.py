"""An SVG as it may go into a deck: its shapes and texts alone, nothing that runs, and nothing that lies outside itself."""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

SVG, XLINK, XML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
HREFS = ("href", f"{{{XLINK}}}href")
KEPT_ATTRIBUTES = (f"{{{XML}}}space", f"{{{XML}}}lang")
# what draws (SVG 1.1, appendix L), without animation, scripts, fonts, and what other programs keep for themselves
NAMES = (
    "svg g defs symbol use switch title desc path rect circle ellipse line polyline polygon image text tspan textPath style "
    "linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix feComponentTransfer feComposite "
    "feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile "
    "feTurbulence"
)
SHAPES = frozenset(NAMES.split())
TEXTS = frozenset(("text", "tspan", "textPath", "title", "desc", "style"))
SHOWN = ("image", "feImage", "use")
MOST_BYTES = 8 * 1024 * 1024
MOST_SHAPES = 200_000
DEEPEST = 100
# a browser's, for what says none (CSS 2.1, 10.3.2)
USUAL = (300.0, 150.0)
# a drawing is scaled to its place, so that its own size is but a shape; a thread is none
LONGEST, THINNEST = 4096.0, 1 / 200
UNITS: Mapping[str, float] = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16, "ex": 8}
SIZE = re.compile(rb' width="[^"]*" height="[^"]*"')
LENGTH = re.compile(r"\s*([+]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)\s*", re.IGNORECASE)
EMBEDDED = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp)\s*;\s*base64\s*,(?P<bytes>[\sA-Za-z0-9+/=]*)", re.IGNORECASE)
CSS_ESCAPE = re.compile(r"\\(?:([\da-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
IMPORTED = re.compile(r"@(?:import|namespace|charset)\b[^;]*;?", re.IGNORECASE)
OUTSIDE = re.compile(
    r"(?:url|src|image|(?:-webkit-)?image-set|cross-fade)\(\s*(?![\"']?#)(?:\"[^\"]*\"|'[^']*'|[^)\"'])*\)?|expression\(", re.IGNORECASE
)


class UnfitError(ValueError):
    """An SVG that cannot be shown; the message is the end of a sentence about the file."""


class Drawing(NamedTuple):
    """An SVG as it goes into a deck; its size in CSS pixels, and whether it says that itself; the pictures that lie in it."""

    content: bytes
    width: float
    height: float
    is_sized: bool
    pictures: tuple[bytes, ...]


def cleaned(content: bytes) -> Drawing:
    """Return an SVG without anything that runs, fetches or links; raises UnfitError for one that would not show the same then."""
    if len(content) > MOST_BYTES:
        raise UnfitError(f"is an SVG of more than {MOST_BYTES >> 20} MiB, so it is left out; save it as PNG")
    root = _Reading().root(content)
    if root is None or root.tag != f"{{{SVG}}}svg":
        raise UnfitError("is no SVG as browsers read it, so it is left out; save it as PNG")
    if _shapes(root) > MOST_SHAPES:
        raise UnfitError(f"is an SVG of more than {MOST_SHAPES} shapes, so it is left out; save it as PNG")
    width, height, is_sized = _measured(root)
    pictures = tuple(_embedded(root))
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    return Drawing(ElementTree.tostring(root, "utf-8", xml_declaration=True), width, height, is_sized, pictures)


def of_size(svg: bytes, width: int, height: int) -> bytes:
    """Return a cleaned SVG that says that it is so large."""
    return SIZE.sub(f' width="{width}" height="{height}"'.encode(), svg, count=1)


class _Reading:
    """Builds the tree of what is kept. `_open` holds for each open element whether it is kept, and its name."""

    def __init__(self) -> None:
        self._tree = ElementTree.TreeBuilder()
        self._open: list[tuple[bool, str]] = []
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartElementHandler = self._starts
        self._parser.EndElementHandler = self._ends
        self._parser.CharacterDataHandler = self._says
        self._parser.EntityDeclHandler = self._declares
        self._style: list[str] = []

    def root(self, content: bytes) -> ElementTree.Element | None:
        try:
            self._parser.Parse(content, True)
            return self._tree.close()
        except (expat.ExpatError, AssertionError, LookupError) as error:
            raise UnfitError("is damaged, so it is left out; save it again") from error

    def _starts(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition("}")
        parent = self._open[-1] if self._open else (True, "")
        if len(self._open) >= DEEPEST:
            raise UnfitError(f"is an SVG nested over {DEEPEST} levels deep, so it is left out; save it as PNG")
        if local == "foreignObject" and parent[0] and parent[1] != "switch":
            raise UnfitError(
                "has text as HTML in it, which slides do not show, so it is left out; save it as PNG, or with text as SVG has it"
            )
        # a link is a group of what can be clicked
        drawn = {"a": "tspan" if parent[1] in TEXTS else "g"}.get(local, local)
        kept = parent[0] and space == SVG and drawn in SHAPES
        self._open.append((kept, drawn))
        if kept:
            self._tree.start(f"{{{SVG}}}{drawn}", {} if local == "a" else _attributes(drawn, attributes))

    def _ends(self, _name: str) -> None:
        kept, local = self._open.pop()
        if kept:
            if local == "style":
                self._tree.data(_css("".join(self._style)))
                self._style.clear()
            self._tree.end(f"{{{SVG}}}{local}")

    def _says(self, text: str) -> None:
        kept, local = self._open[-1]
        if kept and local == "style":
            self._style.append(text)
        elif kept and local in TEXTS:
            self._tree.data(text)

    def _declares(self, *_: object) -> None:
        raise UnfitError("declares entities, which are not read, so it is left out; save it as plain SVG, or as PNG")


def _attributes(local: str, attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of an element that only say how it looks, and what of the drawing itself it refers to."""
    kept: dict[str, str] = {}
    for found, value in attributes.items():
        name = f"{{{found}" if "}" in found else found
        if name in HREFS:
            kept |= _reference(local, name, value)
        elif name in KEPT_ATTRIBUTES or ("}" not in name and not name.lower().startswith("on")):
            kept[name] = _css(value) if "(" in value or "\\" in value else value
    return kept


def _reference(local: str, name: str, value: str) -> dict[str, str]:
    """Return a reference to a part of the drawing, or to a picture that lies in it; raises UnfitError for what is shown from elsewhere."""
    target = value.strip()
    if target.startswith("#") or (local in ("image", "feImage") and EMBEDDED.fullmatch(target)):
        return {name: target}
    if local in SHOWN and target:
        raise UnfitError("shows what lies in other files, which are not read, so it is left out; save it with all in it, or as PNG")
    return {}


def _css(text: str) -> str:
    """Return style rules without what they would fetch; escapes are read first, so that none hides it."""
    plain = CSS_ESCAPE.sub(_unescaped, text)
    return OUTSIDE.sub("none", IMPORTED.sub("", plain))


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1] or "0", 16)
    return escape[2] or (chr(code) if 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE else "\ufffd")


def _embedded(root: ElementTree.Element) -> list[bytes]:
    """Return the bytes of the pictures that lie in a drawing."""
    found = []
    for element in root.iter():
        for name in HREFS:
            if picture := EMBEDDED.fullmatch(element.get(name, "")):
                try:
                    found.append(base64.b64decode("".join(picture["bytes"].split()), validate=True))
                except binascii.Error as error:
                    raise UnfitError("is damaged, so it is left out; save it again") from error
    return found


def _shapes(root: ElementTree.Element) -> int:
    """Return how many shapes are drawn, those that are used again counted again; what uses itself is drawn without end."""
    named = {element.get("id", ""): element for element in root.iter()}
    counted: dict[str, int] = {}

    def count(element: ElementTree.Element, within: frozenset[str]) -> int:
        total = 1
        for inner in element:
            total += count(inner, within)
        if element.tag == f"{{{SVG}}}use":
            target = next((element.get(name, "")[1:] for name in HREFS if element.get(name)), "")
            if target in within or len(within) > DEEPEST:
                raise UnfitError("is an SVG that repeats itself without end, so it is left out; save it as PNG")
            if target not in counted and target in named:
                counted[target] = count(named[target], within | {target})
            total += counted.get(target, 0)
        return total

    return count(root, frozenset())


def _measured(root: ElementTree.Element) -> tuple[float, float, bool]:
    """Return a drawing's size and whether it says it itself, and write it into its root, with what it shows (viewBox)."""
    width, height = _length(root.get("width")), _length(root.get("height"))
    is_sized = bool(width and height)
    seen = _view_box(root.get("viewBox"))
    if seen is not None:
        shape = seen[2] / seen[3]
        width = width or (height * shape if height else seen[2])
        height = height or width / shape
    width, height = width or USUAL[0], height or USUAL[1]
    if not (math.isfinite(width) and math.isfinite(height) and THINNEST <= width / height <= 1 / THINNEST):
        raise UnfitError("is an SVG far too wide or too high for a slide, so it is left out; save it as PNG")
    left, top, *inner = seen or (0.0, 0.0, width, height)
    scale = min(1.0, LONGEST / max(width, height))
    size = {"viewBox": " ".join(f"{value:.6g}" for value in (left, top, *inner))}
    size |= {"width": f"{width * scale:.6g}", "height": f"{height * scale:.6g}"}
    for name, value in size.items():
        # in this order, whatever it was, for `of_size`
        root.attrib.pop(name, None)
        root.set(name, value)
    return width * scale, height * scale, is_sized


def _length(value: str | None) -> float:
    """Return a length in CSS pixels, 0 for none and for a share of what is not known (%)."""
    found = LENGTH.fullmatch(value or "")
    unit = UNITS.get(found[2].lower(), 0) if found else 0
    return float(found[1]) * unit if found else 0.0


def _view_box(value: str | None) -> tuple[float, ...] | None:
    try:
        box = tuple(float(number) for number in (value or "").replace(",", " ").split())
    except ValueError:
        return None
    return box if len(box) == 4 and all(map(math.isfinite, box)) and min(box[2:]) > 0 else None

#!/usr/bin/env python3
"""Render a .pptx with LibreOffice and report text that leaves its shape, the slide, or lands on other text.

usage: overflow.py DECK.pptx [--tolerance-pt 2.0] [--json]

How it works: in a temporary copy every text-bearing shape gets its own text colour; the copy is
rendered to PDF, and each character's colour then tells which shape it came from, so its real
position can be held against the shape's frame. Needs: python-pptx, pdfplumber, soffice.
Exit status: 0 nothing overflows, 1 something does, 2 the deck could not be rendered.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
from lxml import etree
from pptx import Presentation

sys.path.insert(0, str(Path(__file__).parents[1]))
from tools.office import render

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
EMU_PER_PT = 12700
GROUP = 6


class Rect(NamedTuple):
    """Left, top, right, bottom in points."""

    x0: float
    y0: float
    x1: float
    y1: float


class Transform(NamedTuple):
    """From the coordinates of a group to those of the slide, in EMU."""

    dx: float = 0
    dy: float = 0
    sx: float = 1
    sy: float = 1


class Painted(NamedTuple):
    """A deck whose text is coloured shape by shape: the name and frame of each colour of a slide, and the slides that are shown."""

    frames: dict[tuple[int, str], tuple[str, Rect]]
    shown: tuple[int, ...]
    page: Rect


class Fault(NamedTuple):
    slide: int
    shape: str
    fault: str
    by_pt: float


def text_shapes(shapes: Any, to: Transform = Transform()) -> Iterator[tuple[Any, Rect]]:  # noqa: B008
    """Yield each shape that holds text with its frame; groups unfolded."""
    for shape in shapes:
        if shape.shape_type == GROUP:
            xfrm = shape._element.grpSpPr.find(f"{{{A}}}xfrm")
            if xfrm is not None:
                yield from text_shapes(shape.shapes, inside(xfrm, to))
            continue
        has_text = (shape.has_text_frame and shape.text_frame.text.strip()) or getattr(shape, "has_table", False)
        if has_text and shape.width is not None:
            left, top = to.dx + to.sx * shape.left, to.dy + to.sy * shape.top
            edges = (left, top, left + to.sx * shape.width, top + to.sy * shape.height)
            yield shape, Rect(*(edge / EMU_PER_PT for edge in edges))


def inside(xfrm: Any, to: Transform) -> Transform:
    """Return the transform of what lies in a group."""
    off, ext, child, size = (xfrm.find(f"{{{A}}}{name}") for name in ("off", "ext", "chOff", "chExt"))
    kx, ky = (int(ext.get(side)) / max(1, int(size.get(side))) for side in ("cx", "cy"))
    dx = to.dx + to.sx * (int(off.get("x")) - kx * int(child.get("x")))
    dy = to.dy + to.sy * (int(off.get("y")) - ky * int(child.get("y")))
    return Transform(dx, dy, to.sx * kx, to.sy * ky)


def paint(element: Any, rgb: str) -> None:
    """Give every run, break and field below `element` the colour `rgb`, and no hyperlink colour."""
    for node in element.iter(*(f"{{{A}}}{tag}" for tag in ("r", "fld", "br"))):
        rpr = node.find(f"{{{A}}}rPr")
        if rpr is None:
            rpr = etree.Element(f"{{{A}}}rPr")
            node.insert(0, rpr)
        for old in list(rpr):
            if etree.QName(old).localname in ("solidFill", "gradFill", "noFill", "hlinkClick", "hlinkMouseOver"):
                rpr.remove(old)
        fill = etree.Element(f"{{{A}}}solidFill")
        etree.SubElement(fill, f"{{{A}}}srgbClr", val=rgb)
        rpr.insert(0 if rpr.find(f"{{{A}}}ln") is None else 1, fill)


def colours() -> Iterator[str]:
    """Yield colours spread over the cube, each once, never black, white or grey."""
    given: set[str] = set()
    n = 0
    while True:
        n += 1
        rgb = f"{(n * 37) % 200 + 20:02X}{(n // 200) % 200 + 20:02X}{(n * 91) % 200 + 30:02X}"
        if rgb not in given:
            given.add(rgb)
            yield rgb


def painted(deck: Path, copy: Path) -> Painted:
    """Write a coloured copy of a deck, to be rendered, and return what each colour stands for."""
    presentation = Presentation(str(deck))
    palette = colours()
    frames: dict[tuple[int, str], tuple[str, Rect]] = {}
    for number, slide in enumerate(presentation.slides, 1):
        for shape, frame in text_shapes(slide.shapes):
            rgb = next(palette)
            paint(shape._element, rgb)
            frames[number, rgb] = (shape.name, frame)
    presentation.save(str(copy))
    shown = tuple(n for n, slide in enumerate(presentation.slides, 1) if slide._element.get("show") != "0")
    page = Rect(0, 0, (presentation.slide_width or 0) / EMU_PER_PT, (presentation.slide_height or 0) / EMU_PER_PT)
    return Painted(frames, shown, page)


def ink(page: Any, size: Rect) -> dict[str, list[Rect]]:
    """Return the ink of each character by its colour: 0.76 em above the baseline, 0.22 em below it.

    The font's own ascent and descent are no ink: a line set at 90 % legally lets them leave the box. Nor is anything of a mark known by
    its place: fonts move the origin of a combining mark at will, and a variation selector or a joiner draws nothing.
    """
    scale_x, scale_y = size.x1 / float(page.width), size.y1 / float(page.height)
    found = defaultdict(list)
    for char in page.chars:
        colour = char["non_stroking_color"]
        if not any(map(_inked, char["text"])) or colour is None or len(colour) != 3:
            continue
        base, em = float(page.height) - char["matrix"][5], char["size"]
        box = Rect(char["x0"] * scale_x, (base - 0.76 * em) * scale_y, char["x1"] * scale_x, (base + 0.22 * em) * scale_y)
        found["".join(f"{round(part * 255):02X}" for part in colour)].append(box)
    return found


def _inked(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in ("Mn", "Me", "Cf")


def beyond(chars: list[Rect], frame: Rect) -> dict[str, float]:
    """Return by how many points the characters stand out of `frame` at each side; negative: inside."""
    return {
        "left": frame.x0 - min(c.x0 for c in chars),
        "top": frame.y0 - min(c.y0 for c in chars),
        "right": max(c.x1 for c in chars) - frame.x1,
        "bottom": max(c.y1 for c in chars) - frame.y1,
    }


def collide(a: Rect, b: Rect) -> bool:
    """Tell whether two characters stand on each other; tight line spacing alone does not count."""
    height = 0.35 * min(a.y1 - a.y0, b.y1 - b.y0)
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > height


def faults(deck: Painted, pdf: Path, tolerance: float = 2.0) -> list[Fault]:
    """Return what is wrong on the rendered slides of a painted deck; `tolerance` in points."""
    found: list[Fault] = []
    with pdfplumber.open(pdf) as opened:
        if len(opened.pages) != len(deck.shown):
            raise OSError(f"{pdf.name}: {len(opened.pages)} pages for {len(deck.shown)} slides")
        for page, number in zip(opened.pages, deck.shown, strict=True):
            texts = [(*deck.frames[number, rgb], chars) for rgb, chars in ink(page, deck.page).items() if (number, rgb) in deck.frames]
            for name, frame, chars in texts:
                found += [
                    Fault(number, name, f"text leaves its shape at the {side}", round(by, 1))
                    for side, by in beyond(chars, frame).items()
                    if by > tolerance
                ]
                off = max(beyond(chars, deck.page).values())
                if off > tolerance:
                    found.append(Fault(number, name, "text leaves the slide", round(off, 1)))
            for (name, _, chars), (other, _, others) in combinations(texts, 2):
                if hits := sum(collide(a, b) for a in chars for b in others):
                    found.append(Fault(number, name, f"text lands on the text of {other!r}", hits))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deck", type=Path)
    parser.add_argument("--tolerance-pt", type=float, default=2.0)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "painted.pptx"
        deck = painted(args.deck, copy)
        try:
            found = faults(deck, render([copy], Path(folder))[copy], args.tolerance_pt)
        except OSError as error:
            print(f"could not render: {error}", file=sys.stderr)
            return 2
    if args.json:
        print(json.dumps({"slides": len(deck.shown), "faults": [fault._asdict() for fault in found]}, ensure_ascii=False))
    else:
        for fault in found:
            print(f"slide {fault.slide}: {fault.shape}: {fault.fault} ({fault.by_pt})")
        print(f"{len(deck.shown)} slides, {len(found)} faults on {len({fault.slide for fault in found})} slides")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

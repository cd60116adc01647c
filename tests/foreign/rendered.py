"""What is wrong with a deck as LibreOffice draws it: text below AA on the pixels behind it, text across an edge of decoration."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
from lxml import etree
from PIL import Image
from pptx import Presentation

from foreign.colours import A, Colour, contrast
from foreign.judge import Fault
from foreign.seen import FURNITURE, pages
from tools.overflow import Painted, painted

# pixels for a point: enough to see what lies behind a letter
SCALE = 1.0
# levels of 256 by which two pixels beside each other differ where something ends, and the share of a line's that may
BULLETS = ("buNone", "buChar", "buAutoNum", "buBlip", "buClr", "buClrTx", "buFont", "buFontTx", "buSzPct", "buSzPts", "buSzTx")
SPACES = ("lnSpc", "spcBef", "spcAft")
EDGE, SHARE = 40, 0.04


class Letter(NamedTuple):
    """A character on a page: its box in points, its baseline, its size, its colour, and whether it is bold."""

    text: str
    box: tuple[float, float, float, float]
    size: float
    colour: tuple[float, ...]
    bold: bool


class Copies(NamedTuple):
    """A deck in the three forms in which it is rendered: painted by shape, as it is, and without its text.

    `furniture`: footers by slide and name. LibreOffice 7.4 changes the luminance of their colour twice: the file tells their contrast.
    """

    paint: Painted
    coloured: Path
    plain: Path
    bare: Path
    furniture: frozenset[tuple[int, str]]


def copies(deck: Path, folder: Path, name: str) -> Copies:
    """Write the three forms of a deck."""
    coloured, plain, bare = (folder / f"{name}.{form}.pptx" for form in ("painted", "plain", "bare"))
    plain.write_bytes(deck.read_bytes())
    presentation = Presentation(str(deck))
    for slide in presentation.slides:
        _clear(slide.element)
    presentation.save(str(bare))
    furniture = frozenset((page.number, shape.name) for page in pages(deck) for shape in page.shapes if shape.kind in FURNITURE)
    return Copies(painted(deck, coloured), coloured, plain, bare, furniture)


def _clear(slide: etree._Element) -> None:
    """Make each text of a slide one that draws nothing and takes its room; bullets go with it."""
    for paragraph in slide.iter(f"{A}p"):
        _without_bullet(paragraph)
    for node in slide.iter(f"{A}r", f"{A}fld", f"{A}br"):
        properties = node.find(f"{A}rPr")
        if properties is None:
            properties = etree.Element(f"{A}rPr")
            node.insert(0, properties)
        for old in [child for child in properties if etree.QName(child).localname in ("solidFill", "gradFill", "hlinkClick", "ln")]:
            properties.remove(old)
        fill = etree.Element(f"{A}solidFill")
        etree.SubElement(etree.SubElement(fill, f"{A}srgbClr", val="808080"), f"{A}alpha", val="0")
        properties.insert(0, fill)


def _without_bullet(paragraph: etree._Element) -> None:
    properties = paragraph.find(f"{A}pPr")
    if properties is None:
        properties = etree.Element(f"{A}pPr")
        paragraph.insert(0, properties)
    for old in [child for child in properties if etree.QName(child).localname in BULLETS]:
        properties.remove(old)
    ahead = [child for child in properties if etree.QName(child).localname in SPACES]
    properties.insert(len(ahead), etree.Element(f"{A}buNone"))


def faults(made: Copies, pdfs: dict[Path, Path]) -> list[Fault]:
    """Return what is wrong on the pages of a deck, given the PDF of each of its forms."""
    found: list[Fault] = []
    grounds = _pictures(pdfs[made.bare])
    with pdfplumber.open(pdfs[made.coloured]) as marked, pdfplumber.open(pdfs[made.plain]) as plain:
        for at, (ours, page, ground) in enumerate(zip(marked.pages, plain.pages, grounds, strict=True)):
            number = made.paint.shown[at]
            colours = {(number, _hex(char)) for char in ours.chars} & made.paint.frames.keys()
            places = {_place(char): made.paint.frames[number, _hex(char)][0] for char in ours.chars if (number, _hex(char)) in colours}
            letters = [
                (places[_place(char)], _letter(char, float(page.height)))
                for char in page.chars
                if _place(char) in places and char["text"].strip()
            ]
            # a footer stands where the template has it
            letters = [row for row in letters if (number, row[0]) not in made.furniture]
            found += _pale(number, letters, ground) + _crossing(number, letters, ground)
    return found


def _pale(number: int, letters: Sequence[tuple[str, Letter]], ground: Image.Image) -> list[Fault]:
    """Return a fault for each colour of each shape that is too pale on the pixels behind three of its letters or more."""
    pale: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
    for name, letter in letters:
        quarters = _cut(ground, letter.box).resize((2, 2), Image.Resampling.BOX).tobytes()
        pixels = (quarters[i : i + 3] for i in range(0, len(quarters), 3))
        ratio = min(contrast(_colour(letter.colour), Colour(*(part / 255 for part in pixel))) for pixel in pixels)
        least = 3.0 if letter.size >= 24 or (letter.bold and letter.size >= 18) else 4.5
        if ratio < least - 0.1:
            pale[name, str(letter.colour)].append((ratio, letter.text))
    return [
        Fault(number, name, f"contrast {min(bad)[0]:.2f} on the page: {''.join(text for _, text in bad)[:30]!r}")
        for (name, _), bad in pale.items()
        if len(bad) >= 3
    ]


def _crossing(number: int, letters: Sequence[tuple[str, Letter]], ground: Image.Image) -> list[Fault]:
    """Return a fault for each shape with a line of text across an edge of what is drawn behind it."""
    lines: dict[tuple[str, int], list[Letter]] = defaultdict(list)
    for name, letter in letters:
        lines[name, round(letter.box[3])].append(letter)
    crossed = {}
    for (name, _), line in lines.items():
        box = tuple(edge(letter.box[i] for letter in line) for i, edge in enumerate((min, min, max, max)))
        share = _edges(_cut(ground, box))  # type: ignore[arg-type]
        if share > SHARE:
            crossed[name] = share
    return [Fault(number, name, f"across an edge of what is behind it ({share:.2f})") for name, share in crossed.items()]


def _edges(image: Image.Image) -> float:
    """Return the longest edge in a picture as a share of its height or width, whichever it crosses."""
    grey = image.convert("L")
    width, height = grey.size
    pixels = grey.tobytes()
    rows = [pixels[i * width : (i + 1) * width] for i in range(height)]
    upright = max((sum(abs(row[x] - row[x + 1]) > EDGE for row in rows) / height for x in range(width - 1)), default=0.0)
    steps = (sum(abs(a - b) > EDGE for a, b in zip(one, two, strict=True)) for one, two in pairwise(rows))
    level = max((step / width for step in steps), default=0.0)
    return max(upright if upright > 0.6 else 0.0, level)


def _pictures(pdf: Path) -> Iterator[Image.Image]:
    to = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-png", "-r", str(72 * SCALE), str(pdf), str(to)], check=True)
    for path in sorted(pdf.parent.glob(f"{to.name}-*.png")):
        yield Image.open(path).convert("RGB")


def _cut(image: Image.Image, box: tuple[float, float, float, float]) -> Image.Image:
    x0, y0, x1, y1 = (round(edge * SCALE) for edge in box)
    x0, y0 = min(max(0, x0), image.width - 1), min(max(0, y0), image.height - 1)
    return image.crop((x0, y0, max(x0 + 1, min(x1, image.width)), max(y0 + 1, min(y1, image.height))))


def _letter(char: dict[str, Any], height: float) -> Letter:
    base, em = height - char["matrix"][5], char["size"]
    return Letter(char["text"], (char["x0"], base - 0.7 * em, char["x1"], base), em, _rgb(char), "bold" in char["fontname"].lower())


def _rgb(char: dict[str, Any]) -> tuple[float, ...]:
    """Return the colour of a character: PDF writes black and white as one number."""
    colour = char["non_stroking_color"]
    parts = tuple(colour) if isinstance(colour, tuple | list) else (colour or 0.0,)
    return parts * 3 if len(parts) == 1 else parts


def _colour(parts: tuple[float, ...]) -> Colour:
    red, green, blue = parts[:3]
    return Colour(red, green, blue)


def _hex(char: dict[str, Any]) -> str:
    return "".join(f"{round(part * 255):02X}" for part in _rgb(char))


def _place(char: dict[str, Any]) -> tuple[int, int, str]:
    return round(char["x0"] / 2), round(char["top"] / 2), char["text"]

"""Predicted against rendered: where lines end, how wide and how high they are, in the faces that LibreOffice draws with."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise, product, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Emu, Pt

from conftest import Render
from deck.fit import fonts
from deck.fit.wrap import LINE, Line, first_baseline, measure
from deck.model.placed import PlacedParagraph, PlacedRun
from deck.model.template import Level, Placeholder
from deck.model.units import Box

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
# whose widths the required package has
SHIPPED = ("Arial", "Liberation Sans")
# the widest box of paragraphs.toml, and a height that holds every paragraph
CELL = Box(0, 0, Pt(480), Pt(230))
COLUMNS, ROWS = 4, 8
RIGHT_TO_LEFT = ("Arab", "Hebr")
# whose letters a PDF names by their shapes, in another order
SHAPED = ("Arab", "Deva", "Thai")
# what a line's width may differ by, as a share of the box: the white beside its first and last letter is no ink
WIDTH = 0.02
UNSEEN = re.compile(r"[\s\u00ad]")


class Case(NamedTuple):
    """One paragraph of paragraphs.toml, set in one way."""

    language: str
    text: str
    level: Level
    width: int

    @property
    def placeholder(self) -> Placeholder:
        return Placeholder("body", 1, "", CELL._replace(width=Pt(self.width)), (self.level,))

    @property
    def paragraph(self) -> PlacedParagraph:
        return PlacedParagraph((PlacedRun(self.text),))


class Row(NamedTuple):
    """A rendered line: its baseline's depth below the top of its box and the width of its ink, in points, and its characters."""

    baseline: float
    width: float
    text: str


class Result(NamedTuple):
    case: Case
    predicted: tuple[Line, ...]
    rows: tuple[Row, ...]


def cases() -> Iterator[Case]:
    tables = tomllib.loads(Path(__file__).with_name("paragraphs.toml").read_text("utf-8"))["table"]
    for n, table in enumerate(tables):
        for i, (faces, width, text) in enumerate(product(table["faces"], table["widths"], table["sentences"])):
            face, complex_face, eastern_face = (*faces, "", "")[:3]
            line = (0.9, 0.95, 1.0)[(n + i) % 3]
            style = Level(table["size"], table.get("bold", False), line, script=table["script"])
            yield Case(table["language"], text, style._replace(face=face, complex_face=complex_face, eastern_face=eastern_face), width)


def packed(families: set[str], folder: Path) -> None:
    """Lay the font files that LibreOffice finds for families out as the packages that the measure looks for."""
    for family, style in product(sorted(families), ("Regular", "Bold")):
        command = ["fc-match", "--format=%{family}|%{file}|%{index}", f"{family}:style={style}"]
        found, file, index = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("|")
        if family not in found.split(","):
            missing = f"the font {family} is not installed"
            pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
        package = folder / f"fontpkg_{family.lower().replace(' ', '_')}"
        (package / "files").mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").touch()
        (package / "files" / f"{family.replace(' ', '')}-{style}.ttf").write_bytes(single(Path(file).read_bytes(), int(index)))


def single(font: bytes, index: int) -> bytes:
    """Return one font of a collection, as a file whose directory stands at its beginning; its tables stay where they are."""
    if font[:4] != b"ttcf":
        return font
    (at,) = struct.unpack_from(">I", font, 12 + 4 * index)
    (tables,) = struct.unpack_from(">H", font, at + 4)
    directory = font[at : at + 12 + 16 * tables]
    return directory + font[len(directory) :]


def colour(n: int) -> str:
    return f"{n % 16 * 12 + 20:02X}{n // 16 % 16 * 12 + 20:02X}{n // 256 * 12 + 20:02X}"


def add_text(slide: Any, n: int, case: Case) -> None:
    x, y = n % COLUMNS * CELL.width, n // COLUMNS % ROWS * CELL.height
    box = slide.shapes.add_textbox(Emu(x), Emu(y), Pt(case.width), Emu(CELL.height))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    run = frame.paragraphs[0].add_run()
    run.text = case.text
    properties = frame.paragraphs[0]._p.get_or_add_pPr()
    properties.set("hangingPunct", "0")
    if case.level.script in RIGHT_TO_LEFT:
        properties.set("rtl", "1")
        properties.set("algn", "r")
    spacing = etree.SubElement(properties, f"{{{A}}}lnSpc")
    etree.SubElement(spacing, f"{{{A}}}spcPct", val=str(round(case.level.line * 100_000)))
    rpr = run._r.get_or_add_rPr()
    for name, value in (("lang", case.language), ("altLang", case.language), ("sz", str(round(case.level.size * 100)))):
        rpr.set(name, value)
    rpr.set("b", "1" if case.level.bold else "0")
    etree.SubElement(etree.SubElement(rpr, f"{{{A}}}solidFill"), f"{{{A}}}srgbClr", val=colour(n))
    for tag, face in (("latin", case.level.face), ("ea", case.level.eastern_face), ("cs", case.level.complex_face)):
        if face:
            etree.SubElement(rpr, f"{{{A}}}{tag}", typeface=face)


def write_deck(path: Path, wanted: list[Case]) -> None:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(COLUMNS * CELL.width), Emu(ROWS * CELL.height)
    for n, case in enumerate(wanted):
        if n % (COLUMNS * ROWS) == 0:
            slide = deck.slides.add_slide(deck.slide_layouts[6])
        add_text(slide, n, case)
    deck.save(str(path))


def rows_of(pdf: Path) -> dict[int, tuple[Row, ...]]:
    """Return the rendered lines of each case."""
    found: dict[int, list[Any]] = defaultdict(list)
    with pdfplumber.open(pdf) as opened:
        for page in opened.pages:
            for char in page.chars:
                red, green, blue = (round(part * 255) for part in char["non_stroking_color"])
                n = (red - 20) // 12 + (green - 20) // 12 * 16 + (blue - 20) // 12 * 256
                found[n].append((float(page.height) - char["matrix"][5], char))
    return {n: tuple(_rows(chars, n // COLUMNS % ROWS * CELL.height / 12_700)) for n, chars in found.items()}


def _rows(chars: list[Any], top: float) -> Iterator[Row]:
    """Yield lines; a mark that a font sets higher or lower than its letter stays with it."""
    chars.sort(key=lambda placed: placed[0])
    groups: list[list[Any]] = [[chars[0]]]
    for before, placed in pairwise(chars):
        if placed[0] - before[0] > 0.35 * placed[1]["size"]:
            groups.append([])
        groups[-1].append(placed)
    for group in groups:
        ((base, _),) = Counter(round(y, 1) for y, _ in group).most_common(1)
        line = sorted((char for _, char in group), key=lambda char: char["x0"])
        inked = [char for char in line if char["text"].strip()]
        width = max(char["x1"] for char in inked) - min(char["x0"] for char in inked)
        yield Row(base - top, width, "".join(char["text"] for char in line).strip())


@pytest.fixture(scope="module")
def results(render: Render, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Result]]:
    wanted, folder = list(cases()), tmp_path_factory.mktemp("prediction")
    named = {face for case in wanted for face in (case.level.face, case.level.complex_face, case.level.eastern_face)}
    packed(named - {"", *SHIPPED}, folder)
    write_deck(folder / "paragraphs.pptx", wanted)
    rows = rows_of(render([folder / "paragraphs.pptx"])[folder / "paragraphs.pptx"])
    caches = fonts._metrics, fonts._covered, fonts._ems
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        for cache in caches:
            cache.cache_clear()
        yield [Result(case, measure((case.paragraph,), case.placeholder, exact=True).lines, rows[n]) for n, case in enumerate(wanted)]
    # a package that was imported is found without its folder, too
    for name in {path.name for path in folder.glob("fontpkg_*")} & set(sys.modules):
        del sys.modules[name]
    for cache in caches:
        cache.cache_clear()


def shows(row: Row, line: Line, case: Case) -> bool:
    """Tell whether a rendered line is the predicted one: by its width, and by its characters where a PDF gives them back whole."""
    if abs(row.width - line.width) > WIDTH * case.width:
        return False
    shown, meant = (UNSEEN.sub("", text) for text in (row.text, line.text))
    return case.level.script in SHAPED or Counter(shown) == Counter(meant)


@pytest.mark.office
def test_at_least_200_paragraphs_in_ten_scripts_and_ten_faces_are_tried(results: list[Result]) -> None:
    levels = {result.case.level for result in results}
    assert len(results) >= 200
    assert len({level.script for level in levels}) >= 10
    assert len({face for level in levels for face in (level.face, level.complex_face, level.eastern_face) if face}) >= 10


@pytest.mark.office
def test_lines_end_where_they_are_predicted_to(results: list[Result]) -> None:
    pairs = [(line, row, r.case) for r in results for line, row in zip_longest(r.predicted, r.rows)]
    wrong = [(line, row, case.level) for line, row, case in pairs if not (line and row and shows(row, line, case))]
    assert len(wrong) <= 0.01 * len(pairs), wrong


@pytest.mark.office
def test_a_paragraph_is_as_high_as_predicted(results: list[Result]) -> None:
    same = [result for result in results if len(result.predicted) == len(result.rows)]
    assert len(same) >= 0.99 * len(results)
    for case, predicted, rows in same:
        advance = LINE * case.level.size * case.level.line
        steps = [behind.baseline - before.baseline for before, behind in pairwise(rows)]
        assert steps == pytest.approx([advance] * len(steps), rel=0.01), case
        whole = rows[-1].baseline
        meant = first_baseline(case.level.size, case.level.line) + advance * (len(predicted) - 1)
        assert whole == pytest.approx(meant, rel=0.01), case


@pytest.mark.office
def test_with_its_reserve_no_paragraph_takes_more_lines_than_predicted(results: list[Result]) -> None:
    careful = [(len(measure((case.paragraph,), case.placeholder).lines), len(rows), case) for case, _, rows in results]
    assert not [(case, rows, lines) for lines, rows, case in careful if rows > lines]

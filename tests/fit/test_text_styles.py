"""Text in styles that other people's templates have: as it is predicted, LibreOffice draws it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from lxml import etree
from pptx import Presentation

from conftest import Render
from deck.fit.endings import balanced_inset, mended_inset
from deck.fit.filling import Frame, baseline_gap, set_text
from deck.fit.furniture import Furniture, foot
from deck.fit.wrap import DESCENT, advance_of, available_height, baseline_of, column_width, first_indent, measure
from deck.model.article import Run
from deck.model.placed import PlacedParagraph, PlacedRun
from deck.model.template import Layout, Level, Placeholder
from deck.model.units import Box, emu_from_points, points
from styled_template import CELL, COLUMNS, A, Spec, foreign, placeholders

TEXTS = ("The quick brown fox jumps over the lazy dog while the band plays on.", "Second, and short.", "Nobody at the back hears it.")
HANGING = 'marL="{}" indent="-342900"'
BULLET = '<a:buChar char="•"/>'
STYLES = {
    "plain": Spec(),
    "capitals": Spec(run='sz="2000" cap="all"'),
    "space behind": Spec(
        inside='<a:spcBef><a:spcPts val="600"/></a:spcBef><a:spcAft><a:spcPts val="1400"/></a:spcAft><a:buNone/>', run='sz="1800"'
    ),
    "150 %": Spec(inside='<a:lnSpc><a:spcPct val="150000"/></a:lnSpc><a:buNone/>', run='sz="1600"'),
    "26 points": Spec(inside='<a:lnSpc><a:spcPts val="2600"/></a:lnSpc><a:buNone/>'),
    "18 points": Spec(inside='<a:lnSpc><a:spcPts val="1800"/></a:lnSpc><a:buNone/>'),
    "centred": Spec(level='marL="0" indent="0" algn="ctr"'),
    "at the end": Spec(level='marL="0" indent="0" algn="r"'),
    "italic": Spec(run='sz="2000" i="1"'),
    "tracked": Spec(run='sz="2000" spc="300"'),
    "hanging": Spec(level=HANGING.format(342_900), inside=BULLET),
    "hanging beyond the edge": Spec(level=HANGING.format(0), inside=BULLET),
    "bullet without room": Spec(inside=BULLET),
    "first line further in": Spec(level='marL="0" indent="342900"'),
    "in the middle": Spec('anchor="ctr"'),
    "at the bottom": Spec('anchor="b" lIns="360000" rIns="0" bIns="180000"'),
}
NO_SPACE = '<a:spcBef><a:spcPts val="0"/></a:spcBef>'


def spaced(spec: Spec) -> Spec:
    """Return a style without the space before a paragraph that the master has, unless it has its own."""
    line, end, rest = spec.inside.rpartition("</a:lnSpc>")
    return spec if "spcBef" in spec.inside else spec._replace(inside=f"{line}{end}{NO_SPACE}{rest}")


def paragraphs() -> tuple[PlacedParagraph, ...]:
    return tuple(PlacedParagraph((PlacedRun(text),)) for text in TEXTS)


def drawn(pdf: Path) -> dict[int, dict[float, list[Any]]]:
    """Return the characters of each placeholder by their baselines, in points below the top of its cell."""
    found: dict[int, dict[float, list[Any]]] = defaultdict(lambda: defaultdict(list))
    with pdfplumber.open(pdf) as opened:
        (page,) = opened.pages
        for char in page.chars:
            # a bullet, in the face of bullets, stands off the line that it belongs to
            if char["text"].strip() and char["text"] != "•":
                n = round(char["non_stroking_color"][0] * 255) // 8 - 1
                found[n][round(float(page.height) - char["matrix"][5] - n // COLUMNS * CELL[1], 1)].append(char)
    return found


@pytest.fixture(scope="module")
def rendered(render: Render, tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[Placeholder, ...], dict[int, dict[float, list[Any]]]]:
    path = foreign(tmp_path_factory.mktemp("styles") / "styles.pptx", *map(spaced, STYLES.values()))
    holders = placeholders(path)
    made = Presentation(str(path))
    slide = made.slides.add_slide(next(layout for layout in made.slide_layouts if layout.name == "Styles"))
    for n, shape in enumerate(slide.placeholders):
        shape.text_frame.text = "\n".join(TEXTS)
        for paragraph in shape.text_frame.paragraphs:
            fill = etree.SubElement(paragraph.runs[0]._r.get_or_add_rPr(), f"{A}solidFill")
            etree.SubElement(fill, f"{A}srgbClr", val=f"{8 * n + 8:02X}0000")
    made.save(str(path))
    return holders, drawn(render([path])[path])


@pytest.mark.office
@pytest.mark.parametrize("n", range(len(STYLES)), ids=list(STYLES))
def test_a_style_is_drawn_as_predicted(rendered: tuple[tuple[Placeholder, ...], dict[int, dict[float, list[Any]]]], n: int) -> None:
    holder, rows = rendered[0][n], rendered[1][n]
    level, measured = holder.levels[0], measure(paragraphs(), holder, exact=True)
    shown = ["".join(char["text"] for char in rows[base]) for base in sorted(rows)]
    assert shown == [line.text.replace(" ", "") for line in measured.lines]
    widths = [max(c["x1"] for c in rows[base]) - min(c["x0"] for c in rows[base]) for base in sorted(rows)]
    # a tracked line ends with a space that is no ink
    assert widths == pytest.approx([line.width for line in measured.lines], abs=3.5)
    bases, whole = sorted(rows), measured.height - DESCENT * level.size
    room = available_height(holder) - whole
    top = points(holder.insets[1]) + {"t": 0.0, "ctr": room / 2, "b": room}[holder.anchor]
    assert bases[0] == pytest.approx(top + baseline_of(level, level.size), abs=1)
    assert bases[-1] - bases[0] == pytest.approx(whole - advance_of(level, level.size), abs=1)


PLAIN = Level(20.0)
WORDS = "one two three four five six seven eight nine ten eleven twelve"


def box(level: Level, width: float = 300, height: float = 400) -> Placeholder:
    return Placeholder("body", 1, "", Box(0, 0, emu_from_points(width), emu_from_points(height)), (level,))


def text(words: str = WORDS) -> PlacedParagraph:
    return PlacedParagraph((PlacedRun(words),))


def height(level: Level, *words: str) -> float:
    return measure(tuple(map(text, words)), box(level)).height


def test_capitals_are_measured_as_they_are_shown() -> None:
    capitals = measure((text("all in capitals"),), box(PLAIN._replace(caps=True)))
    assert capitals.lines == measure((text("ALL IN CAPITALS"),), box(PLAIN)).lines


def test_code_among_capitals_is_measured_as_it_is_written() -> None:
    said = PlacedParagraph((PlacedRun("use "), PlacedRun("getUser", code=True)))
    assert measure((said,), box(PLAIN._replace(caps=True))).lines[0].text == "USE getUser"


def test_a_footer_that_inherits_its_looks_says_its_size() -> None:
    holder = box(PLAIN)._replace(kind="ftr", idx=11)
    for styled, size in ((True, None), (False, 20.0)):
        (footer,) = foot(Layout("Any", (holder._replace(styled=styled),)), Furniture((Run("A talk"),), numbers=False), 1)
        assert footer.paragraphs[0].size == size


def test_a_level_in_italics_is_measured_in_italics() -> None:
    slanted = PLAIN._replace(italic=True, face="Carlito")
    said = PlacedParagraph((PlacedRun(WORDS, italic=True),))
    assert measure((text(),), box(slanted)) == measure((said,), box(slanted._replace(italic=False)))


def test_space_behind_a_paragraph_counts_but_for_the_last() -> None:
    behind = PLAIN._replace(after=14.0)
    assert height(behind, "a") == height(PLAIN, "a")
    assert height(behind, "a", "b", "c") == pytest.approx(height(PLAIN, "a", "b", "c") + 28)
    assert height(behind._replace(before=6.0), "a", "b") == pytest.approx(height(PLAIN, "a", "b") + 20)


def test_lines_of_one_distance_stand_no_closer_in_smaller_type() -> None:
    level = PLAIN._replace(pitch=30.0)
    small = text("a")._replace(size=10.0)
    assert measure((small, small), box(level)).height == pytest.approx(60 + DESCENT * 10)


def test_a_bullet_takes_room_from_the_first_line_only_where_it_hangs_in_none() -> None:
    bulleted = PLAIN._replace(bullet=True)
    roomy = bulleted._replace(margin=342_900, indent=-342_900)
    assert first_indent(roomy, text(), 20) == 0
    assert first_indent(bulleted, text(), 20) == pytest.approx(12)
    # nothing hangs beyond the edge of the text
    assert first_indent(roomy._replace(margin=0), text(), 20) == pytest.approx(12)
    assert first_indent(roomy._replace(margin=0), text()._replace(margin=342_900), 20) == 0


def test_lines_that_run_downwards_are_as_long_as_the_box_is_high() -> None:
    upright = box(PLAIN, 100, 300)._replace(vertical=True)
    assert (column_width(upright), available_height(upright)) == (300, 100)


@pytest.mark.parametrize(("align", "moved"), [("start", True), ("center", False), ("end", False), ("justify", False)])
def test_only_text_at_its_start_is_balanced_by_an_inset_at_its_end(align: str, *, moved: bool) -> None:
    holder = box(PLAIN._replace(align=align), 340)
    lonely = text("one two three four five six seven eight nine ten")
    assert (balanced_inset(lonely, holder) is not None) == moved
    assert (set_text(Frame("title", holder), (lonely,), even=True).shape.right_inset is not None) == moved
    widths = range(200, 400, 10)
    assert any(mended_inset((lonely,), box(holder.levels[0], width)) is not None for width in widths) == moved


@pytest.mark.parametrize(("anchor", "gap"), [("t", 12.0), ("ctr", 0.0), ("b", 0.0)])
def test_text_that_does_not_hang_from_its_top_is_not_lowered_to_that_beside_it(anchor: str, gap: float) -> None:
    lead, detail = Frame("lead", box(PLAIN)._replace(anchor=anchor)), Frame("detail", box(PLAIN))
    assert baseline_gap(lead, 32.0, detail, 20.0) == pytest.approx(gap)

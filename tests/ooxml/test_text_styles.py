"""How other people's templates set text: read with all that a placeholder inherits."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation

from deck.model.language import Language
from deck.model.template import Level, Placeholder
from styled_template import NAME, A, Spec, foreign, placeholders

ARABIC = Language("ar", "ar-SA", script="Arab", right_to_left=True)


def read(tmp_path: Path, spec: Spec, language: Language | None = None) -> Placeholder:
    path = foreign(tmp_path / "foreign.pptx", spec)
    (holder,) = placeholders(path, language) if language else placeholders(path)
    return holder


def level(tmp_path: Path, spec: Spec, language: Language | None = None) -> Level:
    return read(tmp_path, spec, language).levels[0]


def test_space_behind_a_paragraph_is_read_in_points_or_as_a_share_of_a_line(tmp_path: Path) -> None:
    assert level(tmp_path, Spec(inside='<a:spcAft><a:spcPts val="1400"/></a:spcAft>')).after == 14
    assert level(tmp_path, Spec(inside='<a:spcAft><a:spcPct val="50000"/></a:spcAft>')).after == pytest.approx(12)
    assert level(tmp_path, Spec()).after == 0


@pytest.mark.parametrize(("said", "side"), [("l", "start"), ("r", "end"), ("ctr", "center"), ("just", "justify"), ("dist", "justify")])
def test_the_side_of_lines_is_read_as_the_text_reads(tmp_path: Path, said: str, side: str) -> None:
    assert level(tmp_path, Spec(level=f'algn="{said}"')).align == side
    # a template is turned for such a language, so what stood at the left stands at the right
    assert level(tmp_path, Spec(level=f'algn="{said}"'), ARABIC).align == side
    other = {"start": "end", "end": "start"}
    assert level(tmp_path, Spec(level=f'algn="{said}" rtl="1"')).align == other.get(side, side)


@pytest.mark.parametrize(("said", "caps"), [('cap="all"', True), ('cap="small"', True), ('cap="none"', False), ("", False)])
def test_capitals_and_italics_are_read(tmp_path: Path, said: str, *, caps: bool) -> None:
    read_ = level(tmp_path, Spec(run=f'sz="2000" i="{int(caps)}" {said}'))
    assert (read_.caps, read_.italic) == (caps, caps)


def test_lines_of_one_distance_keep_it_at_every_size(tmp_path: Path) -> None:
    assert level(tmp_path, Spec(inside='<a:lnSpc><a:spcPts val="3000"/></a:lnSpc>')).pitch == 30
    assert level(tmp_path, Spec(inside='<a:lnSpc><a:spcPct val="150000"/></a:lnSpc>')).pitch == 0


@pytest.mark.parametrize(
    ("inside", "has"), [("<a:buNone/>", False), ('<a:buChar char="•"/>', True), ('<a:buAutoNum type="arabicPeriod"/>', True), ("", True)]
)
def test_a_level_knows_whether_it_has_bullets(tmp_path: Path, inside: str, *, has: bool) -> None:
    assert level(tmp_path, Spec(inside=inside)).bullet == has


@pytest.mark.parametrize(("said", "anchor"), [("t", "t"), ("ctr", "ctr"), ("b", "b"), ("just", "t")])
def test_an_anchor_is_the_placeholders_own_or_that_of_the_master(tmp_path: Path, said: str, anchor: str) -> None:
    path = foreign(tmp_path / "foreign.pptx", Spec(f'anchor="{said}"'), Spec())
    made = Presentation(str(path))
    for body in made.slide_masters[0]._element.iter(f"{A}bodyPr"):
        body.set("anchor", "b")
    made.save(str(path))
    assert [holder.anchor for holder in placeholders(path)] == [anchor, "b"]


@pytest.mark.parametrize(("said", "vertical"), [('vert="eaVert"', True), ('vert="vert270"', True), ('vert="horz"', False), ("", False)])
def test_lines_that_run_downwards_are_told(tmp_path: Path, said: str, *, vertical: bool) -> None:
    assert read(tmp_path, Spec(said)).vertical == vertical


def test_insets_that_nobody_says_are_those_of_the_format(tmp_path: Path) -> None:
    path = foreign(tmp_path / "foreign.pptx", Spec('lIns="0"'))
    made = Presentation(str(path))
    for body in made.slide_masters[0]._element.iter(f"{A}bodyPr"):
        for name in ("lIns", "tIns", "rIns", "bIns"):
            etree.strip_attributes(body, name)
    made.save(str(path))
    (holder,) = placeholders(path)
    assert holder.insets == (0, 45_720, 91_440, 45_720)


def test_a_placeholder_tells_whether_its_layout_says_how_its_text_looks(tmp_path: Path) -> None:
    path = foreign(tmp_path / "foreign.pptx", Spec(), Spec())
    made = Presentation(str(path))
    (layout,) = [layout for layout in made.slide_layouts if layout.name == NAME]
    for styles in layout.placeholders[1]._element.iter(f"{A}lstStyle"):
        styles[:] = []
    made.save(str(path))
    assert [holder.styled for holder in placeholders(path)] == [True, False]

"""Layouts that are added: their numbers and the order of their XML, whatever the template's own are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from lxml import etree
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as OpenPresentation

from compose.test_compose import ENGLISH, changed, master_of, roles_of
from deck.ooxml.prepare import open_template

FOOT = ("dt", "ftr", "sldNum")


def opened(path: Path) -> OpenPresentation:
    return open_template(path, ENGLISH, roles_of(path).compositions)


def numbered(*numbers: int, folder: Path) -> Path:
    """Return a template whose date, footer and slide number have these numbers."""

    def change(presentation: OpenPresentation) -> None:
        for layout in presentation.slide_layouts:
            for mark in layout.element.iter(qn("p:ph")):
                if mark.get("type") in FOOT:
                    mark.set("idx", str(numbers[FOOT.index(mark.get("type"))]))

    return changed(folder, change)


def test_no_two_placeholders_of_an_added_layout_have_one_number(tmp_path: Path) -> None:
    """LibreOffice numbers date, footer and slide number from 1 on, as bodies are."""
    for layout in opened(numbered(30, 22, 41, folder=tmp_path)).slide_layouts:
        found = Counter(mark.get("idx", "0") for mark in layout.element.iter(qn("p:ph")))
        assert found.most_common(1)[0][1] == 1, (layout.name, found)


def test_no_text_goes_into_a_footer_that_has_the_number_of_a_slot(tmp_path: Path) -> None:
    """21 is the byline's and 22 the footnotes': both stood in the template's footer and slide number."""
    for layout in master_of(numbered(20, 21, 22, folder=tmp_path)).layouts:
        for slot in (20, 21, 22):
            holder = layout.placeholder(slot)
            assert holder is None or holder.kind not in FOOT


def test_ids_of_layouts_stay_in_their_range(tmp_path: Path) -> None:
    def change(presentation: OpenPresentation) -> None:
        list(presentation.slide_masters[0].element.iter(qn("p:sldLayoutId")))[-1].set("id", "4294967295")

    master = opened(changed(tmp_path, change)).slide_masters[0]
    ids = [int(row.get("id")) for row in master.element.iter(qn("p:sldLayoutId"))]
    assert len(set(ids)) == len(ids) > 11
    assert all(2**31 <= number < 2**32 for number in ids)


def test_a_title_that_has_defaults_keeps_them_first(tmp_path: Path) -> None:
    """a:defPPr stands before all levels (ECMA-376-1, 21.1.2.4.12)."""

    def change(presentation: OpenPresentation) -> None:
        for layout in presentation.slide_layouts:
            for styles in layout.element.iter(qn("a:lstStyle")):
                if styles.find(qn("a:defPPr")) is None:
                    styles.insert(0, etree.Element(qn("a:defPPr")))

    for layout in opened(changed(tmp_path, change)).slide_layouts:
        for styles in layout.element.iter(qn("a:lstStyle")):
            assert styles.find(qn("a:defPPr")) in (None, styles[0] if len(styles) else None), layout.name


def test_what_is_no_size_of_text_says_none(tmp_path: Path) -> None:
    def change(presentation: OpenPresentation) -> None:
        for look in presentation.slide_masters[0].element.iter(qn("a:defRPr")):
            look.set("sz", "-5")

    levels = [level for layout in master_of(changed(tmp_path, change)).layouts for holder in layout.placeholders for level in holder.levels]
    assert min(level.size for level in levels) > 0


def test_no_columns_are_one(tmp_path: Path) -> None:
    def change(presentation: OpenPresentation) -> None:
        for frame in presentation.slide_masters[0].element.iter(qn("a:bodyPr")):
            frame.set("numCol", "0")

    assert {holder.columns for layout in master_of(changed(tmp_path, change)).layouts for holder in layout.placeholders} == {1}

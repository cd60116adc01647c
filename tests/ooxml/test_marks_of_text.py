"""What marks single words: superscript, subscript, highlights, keys, in the order that the schema has."""

from __future__ import annotations

import pytest
from lxml import etree

from deck.model.article import Run
from deck.model.language import Language
from deck.model.placed import NoteParagraph, PlacedRun
from deck.ooxml.notes import notes_xml
from deck.ooxml.text import Ground, Links, run_xml

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
ENGLISH = Language("en", "en-US")
# CT_TextCharacterProperties, ECMA-376 part 1, 21.1.2.3.9
ORDER = ("ln", "solidFill", "effectLst", "highlight", "latin", "ea", "cs", "sym", "hlinkClick")


def properties(run: PlacedRun, *, dark: bool = False) -> etree._Element:
    xml = run_xml(run, "", Ground(ENGLISH, dark), Links())
    root = etree.fromstring(f'<a:p xmlns:a="{A}" xmlns:r="urn:r">{xml}</a:p>')
    found = root.find(f"{{{A}}}r/{{{A}}}rPr")
    assert found is not None
    return found


@pytest.mark.parametrize(("shift", "baseline"), [(1, "30000"), (-1, "-25000"), (0, None)])
def test_what_stands_above_or_below_the_line_has_a_baseline(shift: int, baseline: str | None) -> None:
    assert properties(PlacedRun("2", shift=shift)).get("baseline") == baseline


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("run", [PlacedRun("x", soft=True, mark=True, link="https://example.org/"), PlacedRun("x", soft=True, key=True)])
def test_a_highlight_stands_where_the_schema_has_it(run: PlacedRun, *, dark: bool) -> None:
    names = [etree.QName(child).localname for child in properties(run, dark=dark)]
    assert "highlight" in names
    assert names == sorted(names, key=ORDER.index)


def test_a_key_is_monospaced() -> None:
    assert properties(PlacedRun("Ctrl", key=True)).find(f"{{{A}}}latin") is not None


def test_notes_show_what_marks_words() -> None:
    text = (Run("H"), Run("2", shift=-1), Run("x", mark=True), Run("F5", key=True))
    root = etree.fromstring(notes_xml((NoteParagraph(text),), ENGLISH, Links()).encode())
    assert root.find(f".//{{{A}}}rPr[@baseline='-25000']") is not None
    assert len(root.findall(f".//{{{A}}}highlight")) == 2

"""Which typeface a level is set in, and through how many columns its text flows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from deck.model.language import Language
from deck.model.template import Placeholder
from deck.ooxml import read_template
from deck.templates import find_template

SHIPPED = find_template("conference", Path())
ENGLISH = Language("en", "en-US")


def changed(path: Path, *pairs: tuple[str, str], body: dict[str, str] | None = None) -> Placeholder:
    """Return the body of the layout "List" once its theme's text was replaced, and attributes set on its a:bodyPr."""
    deck: Any = Presentation(str(SHIPPED))
    theme = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    for old, new in pairs:
        assert old in theme.blob.decode()
        theme._blob = theme.blob.decode().replace(old, new).encode()
    layout = next(layout for layout in deck.slide_layouts if layout.name == "List")
    holder = next(shape for shape in layout.placeholders if shape.placeholder_format.idx == 1)
    for name, value in (body or {}).items():
        holder.text_frame._txBody.bodyPr.set(name, value)
    deck.save(str(path))
    found = read_template(path, ENGLISH).layout("List")
    assert found is not None
    placeholder = found.placeholder(1)
    assert placeholder is not None
    return placeholder


def test_the_shipped_template_asks_for_arial_and_no_other_face() -> None:
    template = read_template(SHIPPED, ENGLISH)
    # code is measured by the width of a character in any monospaced face
    holders = [holder for layout in template.layouts for holder in layout.placeholders if (layout.name, holder.idx) != ("Code", 80)]
    levels = {level for holder in holders for level in holder.levels}
    assert {(level.face, level.complex_face, level.eastern_face) for level in levels} == {("Arial", "", "")}


def test_a_level_is_set_in_the_face_of_its_theme(tmp_path: Path) -> None:
    holder = changed(tmp_path / "a.pptx", ('<a:minorFont><a:latin typeface="Arial"', '<a:minorFont><a:latin typeface="Calibri"'))
    assert {level.face for level in holder.levels} == {"Calibri"}


@pytest.mark.parametrize(("body", "expected"), [({}, (1, 0)), ({"numCol": "2", "spcCol": "360000"}, (2, 360_000))])
def test_a_body_says_through_how_many_columns_its_text_flows(tmp_path: Path, body: dict[str, str], expected: tuple[int, int]) -> None:
    holder = changed(tmp_path / "a.pptx", body=body)
    assert (holder.columns, holder.gutter) == expected

"""What a hand does to a table or to code of a deck stays when the article is built again, and what both changed is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Emu

from deck.build import build, foresee
from deck.model.merged import Deed
from deck.ooxml import read_found
from deck.stages import Request, source_of

ARTICLE = """# A talk

An intro.

## Ovens

| Oven | Heat | Since |
|---|---|---|
| Rye | 230 | 1999 |
| Oat | 210 | 2004 |
| Spelt | 190 | 2011 |

## Code

```python {2}
def bake(loaf):
    weigh(loaf)
    return oven.bake(loaf, degrees=230, minutes=45, steam=True, door="shut", shelf=3, name="rye and oat")
```

## Last

- **A point.** With its text.
- **Another.** With more.
"""
Edit = Callable[[Any, Any], None]


class Project(NamedTuple):
    folder: Path

    @property
    def request(self) -> Request:
        return Request(self.folder / "talk.md", "talk.md", self.folder, {"output": str(self.folder / "talk.pptx")})

    def write(self, text: str) -> None:
        (self.folder / "talk.md").write_text(text, "utf-8")

    def edit(self, change: Edit) -> None:
        opened = Presentation(str(self.folder / "talk.pptx"))
        table, code = self.exhibits(opened)
        change(table, code)
        opened.save(str(self.folder / "talk.pptx"))

    @staticmethod
    def exhibits(opened: Any) -> tuple[Any, Any]:
        table = next(shape.table for slide in opened.slides for shape in slide.shapes if shape.has_table)
        code = next(shape for slide in opened.slides for shape in slide.placeholders if shape.placeholder_format.idx == 80)
        return table, code

    def now(self) -> tuple[Any, Any]:
        return self.exhibits(Presentation(str(self.folder / "talk.pptx")))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "deck.toml").touch()
    made = Project(tmp_path)
    made.write(ARTICLE)
    build(made.request)
    return made


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def reword(table: Any, _: Any) -> None:
    table.cell(2, 1).text_frame.paragraphs[0].runs[0].text = "215, by hand"


def drop_row(table: Any, _: Any) -> None:
    row = table.rows[3]._tr
    row.getparent().remove(row)


def widen(table: Any, _: Any) -> None:
    table.columns[0].width = Emu(2_345_678)


def paint_cell(table: Any, _: Any) -> None:
    table.cell(1, 0).text_frame.paragraphs[0].runs[0].font.color.theme_color = MSO_THEME_COLOR.ACCENT_6


def paint_code(_: Any, code: Any) -> None:
    code.text_frame.paragraphs[0].runs[0].font.color.theme_color = MSO_THEME_COLOR.ACCENT_6


def reword_code(_: Any, code: Any) -> None:
    code.text_frame.paragraphs[0].runs[-1].text += "  # by hand"


def reword_wrapped(_: Any, code: Any) -> None:
    code.text_frame.paragraphs[3].runs[-1].text += "  # by hand"


def stays(edit: Edit, table: Any, code: Any) -> bool:
    """Tell whether what a hand did is there."""
    colour = MSO_THEME_COLOR.ACCENT_6
    kept: dict[Edit, Callable[[], bool]] = {
        reword: lambda: table.cell(2, 1).text == "215, by hand",
        drop_row: lambda: [row[0] for row in cells(table)] == ["Oven", "Rye", "Oat"],
        widen: lambda: table.columns[0].width == 2_345_678,
        paint_cell: lambda: table.cell(1, 0).text_frame.paragraphs[0].runs[0].font.color.theme_color == colour,
        paint_code: lambda: code.text_frame.paragraphs[0].runs[0].font.color.theme_color == colour,
        reword_code: lambda: code.text_frame.paragraphs[0].text.endswith("  # by hand"),
        reword_wrapped: lambda: any(paragraph.text.endswith("  # by hand") for paragraph in code.text_frame.paragraphs[1:]),
    }
    return kept[edit]()


ON_TABLES = (reword, drop_row, widen, paint_cell)
ON_CODE = (paint_code, reword_code, reword_wrapped)


@pytest.mark.parametrize("edit", [*ON_TABLES, *ON_CODE])
@pytest.mark.parametrize("change", [("With its text.", "With its new text."), ("An intro.", "An intro.\n\nAnd one sentence more.")])
def test_what_a_hand_did_stays_when_the_article_changes_elsewhere(project: Project, edit: Edit, change: tuple[str, str]) -> None:
    project.edit(edit)
    project.write(ARTICLE.replace(*change))
    merged = foresee(source_of(project.request)).merged
    assert merged is not None and merged.edits and not merged.conflicts
    build(project.request)
    assert stays(edit, *project.now())
    before = (project.folder / "talk.pptx").read_bytes()
    build(project.request)
    assert (project.folder / "talk.pptx").read_bytes() == before


@pytest.mark.parametrize("edit", [reword, widen, paint_cell])
def test_another_cell_that_the_article_changes_is_changed(project: Project, edit: Edit) -> None:
    project.edit(edit)
    project.write(ARTICLE.replace("2011", "2012"))
    build(project.request)
    table, code = project.now()
    assert stays(edit, table, code)
    assert cells(table)[3] == ["Spelt", "190", "2012"]


@pytest.mark.parametrize("edit", [reword, drop_row])
@pytest.mark.parametrize(
    "change", [("| Spelt | 190 | 2011 |\n", "| Spelt | 195 | 2011 |\n| Corn | 180 | 2020 |\n"), ("| Oat | 210", "| Oat | 250")]
)
def test_what_both_changed_stays_as_the_hand_has_it_and_is_told(project: Project, edit: Edit, change: tuple[str, str]) -> None:
    project.edit(edit)
    project.write(ARTICLE.replace(*change))
    meeting = foresee(source_of(project.request))
    assert meeting.merged is not None
    build(project.request)
    table, code = project.now()
    assert stays(edit, table, code)
    new = re.findall(r"\d+", change[1])
    shown = " ".join(cell for row in cells(table) for cell in row)
    assert all(number in shown or number in repr(meeting.merged.conflicts) for number in new)


def test_a_table_that_no_hand_touched_is_the_article_s_rows_columns_and_all(project: Project) -> None:
    project.edit(lambda table, code: paint_code(table, code))
    project.write(ARTICLE.replace("| Spelt | 190 | 2011 |\n", "| Spelt | 190 | 2011 |\n| Corn | 180 | 2020 |\n"))
    build(project.request)
    table, _ = project.now()
    assert len(cells(table)) == 5
    assert table.first_row


@pytest.mark.parametrize("edit", [paint_code, reword_code])
def test_another_line_that_the_article_changes_is_changed(project: Project, edit: Edit) -> None:
    project.edit(edit)
    project.write(ARTICLE.replace("weigh(loaf)", "weigh(loaf, twice=True)"))
    build(project.request)
    table, code = project.now()
    assert stays(edit, table, code)
    assert code.text_frame.paragraphs[1].text == "    weigh(loaf, twice=True)"


def test_code_that_a_hand_changed_in_a_line_that_the_article_changed_too_is_told_or_has_both(project: Project) -> None:
    project.edit(reword_code)
    project.write(ARTICLE.replace("def bake(loaf):", "def bake_it(loaf, heat):"))
    meeting = foresee(source_of(project.request))
    assert meeting.merged is not None
    build(project.request)
    _, code = project.now()
    first = code.text_frame.paragraphs[0].text
    assert first.endswith("# by hand")
    assert first.startswith("def bake_it(loaf, heat):") or any(c.deed is Deed.REWORDED for c in meeting.merged.conflicts)


def test_the_mark_of_a_wrapped_line_is_no_text(project: Project) -> None:
    found = read_found((project.folder / "talk.pptx").read_bytes())
    code = next(shape for slide in found.slides for shape in slide.shapes if shape.idx == 80)
    assert "\u2192" not in code.text
    parts = [paragraph.text for paragraph in code.bodies[0]]
    assert "".join(parts[2:]) == ARTICLE.split("```")[1].splitlines()[3]

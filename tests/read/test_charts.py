"""What a chart's block gets wrong is told with its line and what to do; numbers are read as they are written."""

from __future__ import annotations

import pytest

from deck.model.article import Chart
from deck.read.blocks import read_blocks
from deck.read.charts import amount_of


@pytest.mark.parametrize(
    ("block", "line", "told"),
    [
        ("type: radar\na,b\nx,1\ny,2", 3, "`type: radar` is not known; use bar, column, line, pie"),
        ("colour: red\na,b\nx,1\ny,2", 4, "`colour` is no option of a chart; use `type`, `title`, `unit`"),
        ("a,b\nx,1\ny", 6, "this row has 1 cells, the head has 2; leave a cell empty for a gap"),
        ("a,b\nx,1\ny,brown", 6, "“brown” is no number; leave the cell empty for a gap"),
        ("a,b\nx,\ny,", 4, "there are no numbers in it"),
        ("a,b\nx,1", 5, "one row is no chart"),
        ("a,b\nx,1 km\ny,2 m", 4, "its numbers have different units"),
        ("just words", 4, "there are no columns in it"),
        ("type: pie\na,b\nx,1\ny,-2", 7, "a pie has no negative numbers; ask for `type: bar`"),
        ("type: pie\na,b\nx,0\ny,0", 6, "a pie of nothing but zeros has no slices"),
        ("a,b\n" + "\n".join(f"x{n},1" for n in range(501)), 505, "it has 501 rows; draw at most 500"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(block: str, line: int, told: str) -> None:
    blocks, findings = read_blocks(f"A line.\n\n```chart\n{block}\n```\n", "a.md", 0)
    (finding,) = findings
    assert (finding.code, finding.span and finding.span.first) == ("D121", line)
    assert told in finding.message
    assert len(blocks) > 1 and isinstance(blocks[1], Chart) == ("option" in told)


@pytest.mark.parametrize(
    ("fence", "kind", "title"),
    [
        ("chart pie", "pie", ""),
        ("chart type: pie", "pie", ""),
        ("chart type:pie title: Two words", "pie", "Two words"),
        ("chart title=Two words type=pie", "pie", "Two words"),
        ('chart type: pie title: "To: all"', "pie", "To: all"),
    ],
)
def test_options_stand_on_the_fence_as_above_the_values(fence: str, kind: str, title: str) -> None:
    blocks, findings = read_blocks(f"```{fence}\na,b\nx,1\ny,2\n```\n", "a.md", 0)
    (chart,) = blocks
    assert findings == ()
    assert isinstance(chart, Chart)
    assert (chart.kind, chart.title) == (kind, title)


@pytest.mark.parametrize(
    ("cell", "comma", "either", "value"),
    [
        ("1,200", False, False, 1200),
        ("1,200", True, False, 1.2),
        ("1,200", False, True, 1200),
        ("1,20", False, True, 1.2),
        ("1.234,5", False, True, 1234.5),
        ("1 234,5", True, False, 1234.5),
        ("1'234.5", False, False, 1234.5),
        ("12,34,567", False, False, 1_234_567),
        ("٣٫٥", False, False, 3.5),
        ("-3", False, False, -3),
        ("−3 %", False, False, -3),
        ("+€3", False, False, 3),
        ("2024-01-05", False, False, None),
        ("12.5.2024", False, False, None),
        ("1,2,3", False, False, None),
        ("5-7", False, False, None),
        ("Q1", False, False, None),
        ("9" * 20, False, False, None),
    ],
)
def test_a_number_is_read_as_it_is_written(cell: str, comma: bool, either: bool, value: float | None) -> None:
    found = amount_of(cell, comma=comma, either=either)
    assert (None if found is None else found.value) == value

"""Charts from the article to the file and back: seen by python-pptx, valid, kept as a hand left them, whole again after LibreOffice."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Emu

from deck.cli import run
from deck.ooxml.workbooks import cells_said
from edits.resave import through

KINDS = ("bar", "column", "line", "pie")
GOLDEN = Path(__file__).parent / "golden"
ARTICLE = """---
title: Repairs
lang: en
---

We kept a count.

## What broke first

```chart bar
title: Faults by cause
Cause,Faults
Water,148
Clamps,64
Mice,31
```

## How fast it went

Three crews shared a van.

```chart line
Week,Crew A,Crew B
1,12,20
2,14,26
3,19,
4,22,38
```

## What we learnt

- **Look for water first:** it is always water.
- **Share the van:** nobody waits.
"""
Hand = Callable[[Any], None]


def built(folder: Path, text: str = ARTICLE, *more: str) -> Path:
    article = folder / "talk.md"
    article.write_text(text, "utf-8")
    assert run(["build", str(article), *more]) == 0
    return folder / "talks" / "talk.en.pptx"


def frames(deck: Path) -> list[Any]:
    return [shape for slide in Presentation(str(deck)).slides for shape in slide.shapes if shape.has_chart]


def values(deck: Path) -> list[list[tuple[str, tuple[float | None, ...]]]]:
    return [[(series.name, tuple(series.values)) for series in frame.chart.plots[0].series] for frame in frames(deck)]


def book(frame: Any) -> str:
    return cells_said(frame.chart.part.chart_workbook.xlsx_part.blob)


def by_hand(deck: Path, hand: Hand, nth: int = 0) -> None:
    """Do something to the nth chart of a deck, and save it."""
    presentation = Presentation(str(deck))
    hand([shape for slide in presentation.slides for shape in slide.shapes if shape.has_chart][nth])
    presentation.save(str(deck))


def other_numbers(frame: Any) -> None:
    numbers: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    numbers.categories = ["Water", "Clamps", "Mice"]
    numbers.add_series("Faults", (150, 64, 31))
    frame.chart.replace_data(numbers)


def recoloured(frame: Any) -> None:
    fill = frame.chart.plots[0].series[0].format.fill
    fill.solid()
    fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_6


def moved(frame: Any) -> None:
    frame.left, frame.top = Emu(frame.left + 300_000), Emu(frame.top + 200_000)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_is_one_to_python_pptx_with_its_numbers_and_its_workbook(kind: str, tmp_path: Path) -> None:
    shutil.copy(GOLDEN / f"chart-{kind}" / "article.md", tmp_path / "talk.md")
    assert run(["build", str(tmp_path / "talk.md")]) == 0
    deck = tmp_path / "talks" / "talk.en.pptx"
    assert validate_pptx(str(deck)).is_valid
    found = frames(deck)
    assert found and {frame.placeholder_format.type.name for frame in found} == {"CHART"}
    for frame in found:
        series = frame.chart.plots[0].series
        said = book(frame)
        for n, name in enumerate(frame.chart.plots[0].categories, 2):
            assert f"A{n} ={name}" in said
        numbers = [value for one in series for value in one.values if value is not None]
        assert all(f" {value!r}" in said for value in numbers)
        assert all(frame._element.xpath(".//p:cNvPr/@descr"))


def test_two_columns_are_no_blocks_and_an_axis_has_few_round_steps(tmp_path: Path) -> None:
    columns = "```chart column\nEngine,Cents\nRow,14\nColumn,3\n```\n"
    lines = "```chart line\nDay,A,B,C\n1,40,41,91\n2,60,62,62\n```\n"
    first, second = frames(built(tmp_path, f"---\ntitle: Costs\nlang: en\n---\n\n## One\n\n{columns}\n## Two\n\n{lines}"))
    assert first.chart.plots[0].gap_width > 200
    assert second.chart.value_axis.major_unit == 20


def test_what_a_chart_shows_is_told_to_those_who_do_not_see_it_and_said_in_the_notes(tmp_path: Path) -> None:
    deck = built(tmp_path)
    slide = Presentation(str(deck)).slides[1]
    (frame,) = (shape for shape in slide.shapes if shape.has_chart)
    assert frame._element.xpath(".//p:cNvPr/@descr") == ["Faults by cause. Faults: Water 148; Clamps 64; Mice 31"]
    notes = slide.notes_slide.notes_text_frame.text
    assert "Faults by cause\nCause | Faults\nWater | 148\nClamps | 64\nMice | 31" in notes
    assert "Faults by cause" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_the_same_article_is_the_same_file(tmp_path: Path) -> None:
    decks = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        decks.append(hashlib.sha256(built(tmp_path / name).read_bytes()).hexdigest())
    assert decks[0] == decks[1]


@pytest.mark.parametrize("hand", [other_numbers, recoloured, moved])
def test_a_chart_stays_as_a_hand_left_it_when_the_article_changes_elsewhere(hand: Hand, tmp_path: Path) -> None:
    deck = built(tmp_path)
    by_hand(deck, hand)
    left = frames(deck)[0]
    for text in (ARTICLE.replace("nobody waits", "no one waits"), ARTICLE.replace("## What broke first", "## What broke first, and why")):
        built(tmp_path, text)
        now = frames(deck)[0]
        assert (now.left, now.top, now.chart.part.blob, book(now)) == (left.left, left.top, left.chart.part.blob, book(left))
        assert validate_pptx(str(deck)).is_valid


def test_other_numbers_of_the_article_make_another_chart_where_the_hand_put_it(tmp_path: Path) -> None:
    deck = built(tmp_path)
    by_hand(deck, moved)
    place = frames(deck)[0].left
    built(tmp_path, ARTICLE.replace("Mice,31", "Mice,44\nMoss,7"))
    (bars, _) = frames(deck)
    assert (bars.left, list(bars.chart.plots[0].categories)) == (place, ["Water", "Clamps", "Mice", "Moss"])
    assert values(deck)[0] == [("Faults", (148.0, 64.0, 44.0, 7.0))] and "B5 7.0" in book(bars)


@pytest.mark.parametrize("hand", [other_numbers, recoloured])
def test_what_hand_and_article_both_changed_in_a_chart_is_told(hand: Hand, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = built(tmp_path)
    by_hand(deck, hand)
    left = frames(deck)[0].chart.part.blob
    capsys.readouterr()
    built(tmp_path, ARTICLE.replace("Mice,31", "Mice,44"))
    assert "D503" in capsys.readouterr().err
    assert frames(deck)[0].chart.part.blob == left
    (report,) = (tmp_path / "talks" / ".deck").glob("*.merge.md")
    assert "ou and the article both changed the chart: yours stays" in report.read_text("utf-8")
    assert "Mice 44" in report.read_text("utf-8")


def test_numbers_changed_in_the_workbook_alone_are_a_hand_s(tmp_path: Path) -> None:
    deck = built(tmp_path)
    wanted = other_book(deck)
    built(tmp_path, ARTICLE.replace("Clamps,64", "Clamps,65"))
    assert book(frames(deck)[0]) == wanted


def other_book(deck: Path) -> str:
    """Put another workbook behind the first chart, which is drawn as before; return what it says."""
    presentation = Presentation(str(deck))
    first, second = (shape for slide in presentation.slides for shape in slide.shapes if shape.has_chart)
    part = first.chart.part.chart_workbook.xlsx_part
    part._blob = second.chart.part.chart_workbook.xlsx_part.blob
    presentation.save(str(deck))
    return book(frames(deck)[0])


@pytest.mark.office
def test_a_chart_is_whole_again_after_libreoffice_and_no_edit_is_invented(
    tmp_path: Path, in_libreoffice: None, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = built(tmp_path)
    wanted = [book(frame) for frame in frames(deck)]
    washed = through([deck], tmp_path / "washed")[deck]
    assert [frame.chart.part.chart_workbook.xlsx_part for frame in frames(washed)] == [None, None]
    for hand in (None, titled):
        shutil.copy(washed, deck)
        if hand is not None:
            hand(deck)
        capsys.readouterr()
        built(tmp_path, ARTICLE.replace("nobody waits", "no one waits") if hand else ARTICLE)
        told = capsys.readouterr()
        assert "the chart" not in told.out + told.err and ("kept 1 edit of yours" in told.out) == (hand is not None)
        assert [book(frame) for frame in frames(deck)] == wanted
        # LibreOffice's own slides are not all valid
        assert not [error for error in validate_pptx(str(deck)).errors if "chart" in str(error.part_uri) or "embed" in str(error.part_uri)]


def titled(deck: Path) -> None:
    """Write another title above the second chart."""
    presentation = Presentation(str(deck))
    run_ = presentation.slides[2].shapes.title.text_frame.paragraphs[0].runs[0]
    run_.text = run_.text.replace("fast", "quickly")
    presentation.save(str(deck))


@pytest.mark.parametrize(
    "block",
    [
        "",
        "type: line",
        "a,b\n1,2",
        '"',
        "a,b\n" + "\n".join(f"x{n},{n}" for n in range(2_000)),
        "a,b\n" + "\n".join(f"name of row {n},{n}" for n in range(500)),
        ",".join(f"s{n}" for n in range(41)) + "\n" + "\n".join(",".join(map(str, range(41))) for _ in range(3)),
        "a,b\nx,\ny,",
        "a,b\n\0,1\ny,2",
        "a;b\nx;1e309\ny;2",
        f"a,b\nx,{'9' * 400}\ny,1",
        "a\tb\nx\t1,5\ny\t",
        ",\n,\n,1",
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_no_block_stops_a_build(block: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text(f"---\ntitle: T\nlang: en\n---\n\nText.\n\n## Head\n\n```chart {kind}\n{block}\n```\n", "utf-8")
    assert run(["build", str(tmp_path / "talk.md")]) in (0, 1)  # 1: a number of 400 digits fits in no type that can be read
    deck = tmp_path / "talks" / "talk.en.pptx"
    assert validate_pptx(str(deck)).is_valid
    assert len(Presentation(io.BytesIO(deck.read_bytes())).slides) <= 8

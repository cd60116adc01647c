"""What docs/objects.md says that an author can write is what a build makes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pptx import Presentation

from deck.build import build
from deck.model.settings import TRANSITIONS, Settings
from deck.stages import Request
from golden.described import kind_of, shapes_of

PAGE = (Path(__file__).parents[1] / "docs" / "objects.md").read_text("utf-8")


def made(folder: Path, body: str) -> Path:
    (folder / "talk.md").write_text(f"---\ntitle: A talk\n---\n\nAn intro.\n\n## The section\n\n{body}\n", "utf-8")
    return build(Request(folder / "talk.md", "talk.md", folder, {})).output


def test_the_chart_of_the_page_is_a_chart(tmp_path: Path) -> None:
    (block,) = re.findall(r"^```chart\n.*?^```$", PAGE, re.DOTALL | re.MULTILINE)
    shapes = [shape for slide in Presentation(str(made(tmp_path, block))).slides for shape, _ in shapes_of(slide)]
    (chart,) = (shape.chart for shape in shapes if kind_of(shape) == "chart")
    assert [list(series.values) for series in chart.plots[0].series] == [[42, 43], [40, 31]]


@pytest.mark.parametrize(
    ("written", "attribute"),
    [("H~2~O", "baseline"), ("m^2^", "baseline"), ("==this==", "highlight"), ("++ctrl+c++", "Courier New"), ("~~this~~", "strike")],
)
def test_a_mark_of_the_page_is_what_it_says(written: str, attribute: str, tmp_path: Path) -> None:
    assert f"`{written}`" in PAGE
    deck = Presentation(str(made(tmp_path, f"- One item with {written} in it\n- Another item\n")))
    assert any(attribute in part.blob.decode() for part in deck.part.package.iter_parts() if "slides/slide2" in part.partname)


def test_the_settings_of_the_page_are_those_that_there_are() -> None:
    named = re.findall(r"^\| `(\w+): ", PAGE.partition("## On request")[2], re.MULTILINE)
    assert set(named) <= set(Settings._fields)
    listed = next(line for line in PAGE.splitlines() if line.startswith("| `transitions"))
    assert tuple(re.findall(r"`(\w+)`", listed)) == TRANSITIONS

"""Code in the colours of its language: which parts have a tone, that every tone can be read, and that no code stops a build."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from deck.highlight import MOST_LINES, toned
from deck.model.article import Code, Span, Tone
from deck.model.code import tidied
from deck.model.colour import contrast
from deck.ooxml.tones import CONTRAST, SLOTS, Tint, tones_on
from deck.templates import find_template

SPAN = Span("a.md", 1, 1)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# the theme of PowerPoint since 2013, one of 2023, and one that is all grey
SLOTS_OF_THEME = ("tx1", "bg1", "tx2", "bg2", *(f"accent{n}" for n in range(1, 7)))
OFFICE = dict(
    zip(SLOTS_OF_THEME, ["000000", "FFFFFF", "44546A", "E7E6E6", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47"], strict=True)
)
NEWER = dict(
    zip(SLOTS_OF_THEME, ["000000", "FFFFFF", "0E2841", "E8E8E8", "156082", "E97132", "196B24", "0F9ED5", "A02B93", "4EA72E"], strict=True)
)
GREY = dict(zip(SLOTS_OF_THEME, ["222222", "FFFFFF", "444444", "EEEEEE", *["777777"] * 6], strict=True))


def shipping() -> dict[str, str]:
    with zipfile.ZipFile(find_template("conference", Path())) as package:
        theme = etree.fromstring(package.read("ppt/theme/theme1.xml"))
    slots = next(theme.iter(f"{A}clrScheme"))
    colours = {str(row.tag).removeprefix(A): str(row[0].get("lastClr") or row[0].get("val")) for row in slots}
    return {**colours, "tx1": colours["dk1"], "bg1": colours["lt1"], "tx2": colours["dk2"], "bg2": colours["lt2"]}


def parts(code: Code) -> list[tuple[str, str]]:
    made = toned(code)
    return [(made.text[a:b], str(tone)) for a, b, tone in made.tones]


def test_parts_of_code_have_the_tone_of_what_they_are() -> None:
    found = dict(parts(Code(SPAN, 'def ask(n):\n    return f("x", 12)  # why\n', "python")))
    assert found == {"def": "keyword", "ask": "name", "return": "keyword", '"x"': "string", "12": "number", "# why": "comment"}


@pytest.mark.parametrize("language", ["", "no-such-language", "text", "txt"])
def test_a_language_is_never_guessed(language: str) -> None:
    assert toned(Code(SPAN, "def f(): return 1\n", language)).tones == ()


@pytest.mark.parametrize("language", ["Python", "py", "js", "ts", "sh", "bash", "yaml", "json", "rust", "go", "sql", "html", "c++", "diff"])
def test_the_names_that_authors_use_are_known(language: str) -> None:
    assert toned(Code(SPAN, '- if "x" 1 <a b=\'c\'> def: {"k": 2}\n', language)).tones


def test_tones_are_in_order_and_within_the_text_whatever_the_code() -> None:
    for language in ("python", "html", "markdown", "console", "diff", "c", "haskell", "perl", "php"):
        made = toned(Code(SPAN, '\n\tif x:\n\t\t<?php "\u6f22\U0001f600" ``` $ a\n--- /* never closed \'q\n' * 3, language))
        ends = [0, *(place for tone in made.tones for place in tone[:2]), len(made.text)]
        assert ends == sorted(ends), language


@pytest.mark.parametrize("line", ["x = 1\n", "((((((((((", "'" * 5000 + "\n", "a" * 1_000_000 + "\n", "<a " * 20_000 + "\n"])
def test_code_of_any_length_is_done_at_once(line: str) -> None:
    started = time.perf_counter()
    for language in ("python", "js", "html", "perl", "php"):
        made = toned(Code(SPAN, line * 5_000 if len(line) < 20 else line, language))
        assert made.text.count("\n", 0, made.tones[-1].end if made.tones else 0) <= MOST_LINES
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize("scheme", [shipping(), OFFICE, NEWER, GREY], ids=["conference", "office", "newer", "grey"])
@pytest.mark.parametrize("ground", ["dk2", "tx2", "bg1", "bg2", "accent1"])
def test_every_tone_can_be_read_on_its_ground(scheme: dict[str, str], ground: str) -> None:
    colour = scheme.get(ground, scheme["tx2"])
    made = tones_on(colour, scheme)
    for fill in made.values():
        found = {str(name): int(value) // 1000 for name, value in re.findall(r'<a:(lumMod|lumOff) val="(\d+)"', fill)}
        tint = Tint(fill.split('val="')[1].split('"')[0], found.get("lumMod", 100), found.get("lumOff", 0))
        assert contrast(tint.rgb(scheme), colour) >= CONTRAST
    assert "srgbClr" not in "".join(made.values())
    if ground != "accent1":
        assert set(made) == set(map(str, SLOTS))


def test_a_tone_that_a_ground_swallows_is_left_out() -> None:
    assert tones_on("777777", {**GREY, "bg2": "777777", "tx2": "777777"}).get(str(Tone.DIM)) is None


def test_tidy_code_keeps_its_marked_lines() -> None:
    code = tidied(Code(SPAN, "\n\n\tif x:\n\t    y\n\n", "", (4,)))
    assert (code.text, code.marked) == ("if x:\n    y", (2,))
    assert tidied(code) == code


def test_pygments_is_loaded_only_for_code_with_a_language(tmp_path: Path) -> None:
    for name, fence, loaded in (("plain", "```", False), ("coloured", "```python", True)):
        (tmp_path / f"{name}.md").write_text(f"# A talk\n\n## Code\n\n{fence}\nx = 1\ny = 2\n```\n")
        code = "import sys; from deck.cli import run\ntry: run(sys.argv[1:])\nexcept SystemExit: pass\nprint('pygments' in sys.modules)"
        command = [sys.executable, "-c", code, "build", f"{name}.md"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == str(loaded)

"""Objects that no author means, through the command line: a deck all the same, a line for each fault, and nothing read that is outside."""

from __future__ import annotations

import contextlib
import io
import os
import re
import struct
import time
import zlib
from pathlib import Path
from typing import NamedTuple

import pytest
from openxml_audit import validate_pptx
from PIL import Image
from pptx import Presentation

from deck.cli import run
from golden.described import kind_of, shapes_of

LINE = re.compile(r"talk\.md:\d+: (?:note|warning|error) D\d{3}: \S.*")
# more than any of them takes on a busy machine, and far less than one that never ends
PATIENCE = 60
# of a deck without large pictures
MOST_BYTES = 1_000_000
BOMB = b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)
)
BOMB += b']><svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><text>&j;</text></svg>'


class Told(NamedTuple):
    """What a build said on stderr, its exit code, and its deck."""

    lines: list[str]
    code: int
    deck: Path

    @property
    def codes(self) -> set[str]:
        return {found[0] for line in self.lines if (found := re.search(r"D\d{3}", line))}

    @property
    def kinds(self) -> list[str]:
        return [kind_of(shape) for slide in Presentation(str(self.deck)).slides for shape, _ in shapes_of(slide)]

    @property
    def said(self) -> str:
        """The texts of all slides and of their notes."""
        slides = Presentation(str(self.deck)).slides
        notes = [slide.notes_slide.notes_text_frame for slide in slides if slide.has_notes_slide]
        shown = [str(text) for slide in slides for text in slide._element.itertext()]
        return "\n".join([*shown, *(frame.text for frame in notes if frame is not None)])


def build(folder: Path, body: str) -> Told:
    """Build an article of one section in a project."""
    (folder / ".git").mkdir(exist_ok=True)
    (folder / "talk.md").write_text(
        f"---\ntitle: A talk\n---\n\nAn intro.\n\n## The section\n\n{body}\n\n## The end\n\n- **A:** b.\n- **C:** d.\n"
    )
    err = io.StringIO()
    started = time.monotonic()
    with contextlib.chdir(folder), contextlib.redirect_stderr(err), contextlib.redirect_stdout(io.StringIO()):
        code = run(["build", "talk.md"])
    assert time.monotonic() - started < PATIENCE
    lines = err.getvalue().splitlines()
    assert all(LINE.fullmatch(line) for line in lines), lines
    deck = folder / "talks" / "talk.en.pptx"
    assert deck.stat().st_size < MOST_BYTES
    assert validate_pptx(deck).is_valid
    return Told(lines, code, deck)


def png(width: int, height: int) -> bytes:
    """Return a PNG that says how large it is and holds next to nothing."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param("| A | B | C |\n|---|---|---|\n| one |\n| two | three | four | five |\n", ("one", "two", "five"), id="ragged"),
        pytest.param("| A | B |\n|---|---|\n| | |\n| x | |\n", ("x",), id="empty cells"),
        pytest.param("| | |\n|---|---|\n| | |\n\nWords stay.\n", ("Words stay",), id="nothing in it"),
        pytest.param("- An item:\n\n  | A | B |\n  |---|---|\n  | one | two |\n\n- Another.\n", ("one", "Another"), id="in a list"),
        pytest.param("<table><tr><td colspan=3 rowspan=9>one</td></tr><tr><td>two", ("one", "two"), id="spans, never closed"),
    ],
)
def test_no_table_is_lost(body: str, words: tuple[str, ...], tmp_path: Path) -> None:
    told = build(tmp_path, body)
    assert told.code == 0
    assert all(word in told.said for word in words)


def test_a_table_of_thousands_of_cells_is_begun_on_slides_and_whole_in_the_notes(tmp_path: Path) -> None:
    rows = "\n".join(f"| {' | '.join(f'r{row}c{column}' for column in range(40))} |" for row in range(200))
    told = build(tmp_path, f"| {' | '.join(f'h{n}' for n in range(40))} |\n{'|---' * 40}|\n{rows}\n")
    assert told.code == 0
    assert "D411" in told.codes
    assert len(Presentation(str(told.deck)).slides) < 12
    assert "r199c39" in told.said


def test_code_of_thousands_of_lines_is_begun_on_slides_and_whole_in_the_notes(tmp_path: Path) -> None:
    code = "\n".join(f"line_{n} = {n}" for n in range(5000))
    told = build(tmp_path, f"```python\n{code}\n```")
    assert told.code == 0
    assert "D411" in told.codes
    assert len(Presentation(str(told.deck)).slides) < 12
    assert "line_4999 = 4999" in told.said


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.png", b""),
        ("wide.png", png(30_000, 30_000)),
        ("bomb.svg", BOMB),
        ("text.jpg", b"This is no picture at all."),
        ("cut.png", png(200, 200)[:60]),
        ("large.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1e9"/>'),
        ("open.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hostname"/></svg>'),
    ],
)
def test_what_is_no_picture_is_told_and_left_out(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    told = build(tmp_path, f"Words before.\n\n![Somebody bakes]({name})\n")
    assert told.code == 0
    assert any(name in line for line in told.lines)
    assert "picture" not in told.kinds
    assert "Words before" in told.said


def test_an_extension_that_lies_is_looked_through(tmp_path: Path) -> None:
    Image.new("RGB", (300, 200), "#a33").save(tmp_path / "really.jpg", "PNG")
    told = build(tmp_path, "![A red wall](really.jpg)")
    assert told.kinds.count("picture") == 1
    (shown,) = (shape for slide in Presentation(str(told.deck)).slides for shape, _ in shapes_of(slide) if kind_of(shape) == "picture")
    assert shown.image.content_type == "image/png"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_nothing_outside_the_project_is_opened(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    project.mkdir()
    outside.mkdir()
    # whoever opens one of these waits for ever
    pipes = [outside / f"{n}.png" for n in range(3)]
    for pipe in pipes:
        os.mkfifo(pipe)
    (project / "linked.png").symlink_to(pipes[2])
    told = build(project, f"![One](../outside/0.png)\n\nWords.\n\n![Two]({pipes[1]})\n\nWords.\n\n![Three](linked.png)\n")
    assert told.code == 0
    assert len([line for line in told.lines if "D307" in line or "D306" in line]) == 3
    assert "picture" not in told.kinds


@pytest.mark.parametrize("formula", [r"\frac{1}{", r"\left( x", r"\begin{matrix} 1 & 2", "{" * 500 + "x" + "}" * 500, r"\nosuchmacro{x}"])
def test_a_broken_formula_is_shown_as_its_source(formula: str, tmp_path: Path) -> None:
    told = build(tmp_path, f"Before.\n\n$$\n{formula}\n$$\n\nBehind.\n")
    assert told.code == 0
    assert "D320" in told.codes
    assert formula[:20] in told.said
    assert "Behind" in told.said


@pytest.mark.parametrize("block", ["", "type: radar\na,b\n1,2", "type: bar\na,b\nx,none", "type: pie\na,b\nx,-1\ny,2", "type: bar"])
def test_a_chart_that_cannot_be_drawn_is_no_chart(block: str, tmp_path: Path) -> None:
    told = build(tmp_path, f"Before.\n\n```chart\n{block}\n```\n\nBehind.\n")
    assert told.code == 0
    assert "chart" not in told.kinds
    assert "Behind" in told.said


@pytest.mark.parametrize(
    "body",
    [
        "```chart type: bar\nA\0,B\none,1\ntwo\x0b,2\n```",
        "```python\none\0 = 1\x1b\ntwo = '\ufffe'\n```",
        "| one\0 | A |\n|---|---|\n| two\x01 | \ufffe |",
        "### one\0 head\x0b\n\n- **two\0:** words\x0c and more.",
        "> one\0 word of hers\n>\n> — two\x01 sisters",
        "- **A:** [one\0](https://example.org/\0a) and `two\0`[^n].\n\n[^n]: A note\0.",
    ],
    ids=["chart", "code", "table", "heading", "quote", "link"],
)
def test_characters_that_no_file_may_hold_are_left_out(body: str, tmp_path: Path) -> None:
    told = build(tmp_path, body)
    assert told.code == 0
    assert "one" in told.said and "two" in told.said
    assert not re.search("[\0-\x08\x0c\x0e-\x1f\ufffe]", told.said)


@pytest.mark.parametrize("written", ["$$\n$$", "```chart\n```", "```\n```", "<table></table>", "| | |\n|---|---|\n| | |"])
def test_what_is_empty_makes_no_slide(written: str, tmp_path: Path) -> None:
    told = build(tmp_path, f"Before it words stand.\n\n{written}\n\nBehind.\n")
    assert told.code == 0
    assert set(told.kinds) == {"text"}
    texts = (shape.text_frame.text for slide in Presentation(str(told.deck)).slides for shape in slide.placeholders)
    assert all(text.strip() for text in texts)
    assert "shown as" not in " ".join(told.lines)

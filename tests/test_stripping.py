"""`deck strip`, run as a user runs it: a copy in a new place, and no file that was there is ever touched."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

from deck.ooxml import read_found, read_seal

ROOT = Path(__file__).parents[1]
ARTICLE = "---\ntitle: Tools\n---\n\nAn intro.\n\n## One\n\n- **A:** It is.\n\n## Two\n\n- **B:** It was.\n"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the real program in a project with one deck, talk.pptx."""
    (tmp_path / "deck.toml").touch()
    (tmp_path / "tools.en.md").write_text(ARTICLE, "utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}

    def call(*args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "deck", *args]
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8", check=False)

    assert call("build", "tools.en.md", "-o", "talk.pptx").returncode == 0
    return call


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_without_marks_is_made_and_the_deck_stays(run: Run, tmp_path: Path) -> None:
    deck = (tmp_path / "talk.pptx").read_bytes()
    before = names(tmp_path)
    done = run("strip", "talk.pptx", "-o", "sent.pptx")
    assert (done.returncode, done.stdout, done.stderr) == (0, "sent.pptx: a copy of talk.pptx without marks\n", "")
    assert (tmp_path / "talk.pptx").read_bytes() == deck
    assert names(tmp_path) == sorted([*before, "sent.pptx"])
    sent = (tmp_path / "sent.pptx").read_bytes()
    assert read_seal(sent).marks is None
    assert {slide.key for slide in read_found(sent).slides} == {""}
    assert [slide.notes for slide in read_found(sent).slides] == [slide.notes for slide in read_found(deck).slides]


def test_notes_comments_and_hidden_slides_go_where_that_is_said(run: Run, tmp_path: Path) -> None:
    presentation = Presentation(str(tmp_path / "talk.pptx"))
    presentation.slides[1].element.set("show", "0")
    presentation.save(str(tmp_path / "talk.pptx"))
    done = run("strip", "talk.pptx", "-o", "sent.pptx", "--notes", "--comments", "--hidden")
    assert done.stdout == "sent.pptx: a copy of talk.pptx without marks, notes, comments, hidden slides\n"
    slides = Presentation(io.BytesIO((tmp_path / "sent.pptx").read_bytes())).slides
    assert len(slides) == len(presentation.slides) - 1
    assert not any(slide.has_notes_slide for slide in slides)


def test_a_folder_is_a_place_too_and_the_same_again_is_no_change(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for _ in range(2):
        done = run("strip", "talk.pptx", "-o", "out")
        assert (done.returncode, done.stdout) == (0, f"{Path('out/talk.pptx')}: a copy of talk.pptx without marks\n")
        os.utime(tmp_path / "out/talk.pptx", ns=(1, 1))
    assert (tmp_path / "out/talk.pptx").stat().st_mtime_ns == 1


@pytest.mark.parametrize("place", ["talk.pptx", ".", "./talk.pptx", "link.pptx", "hard.pptx"])
def test_the_deck_itself_is_never_replaced(run: Run, tmp_path: Path, place: str) -> None:
    deck = (tmp_path / "talk.pptx").read_bytes()
    (tmp_path / "link.pptx").symlink_to("talk.pptx")
    (tmp_path / "hard.pptx").hardlink_to(tmp_path / "talk.pptx")
    done = run("strip", "talk.pptx", "-o", place)
    assert done.returncode == 2
    assert "is the deck itself; give the copy another name" in done.stderr
    assert (tmp_path / "talk.pptx").read_bytes() == deck


@pytest.mark.parametrize("other", [b"mine", b""])
def test_no_other_file_is_replaced(run: Run, tmp_path: Path, other: bytes) -> None:
    (tmp_path / "mine.pptx").write_bytes(other)
    done = run("strip", "talk.pptx", "-o", "mine.pptx")
    assert (done.returncode, done.stdout) == (5, "")
    assert (
        done.stderr == "deck: error: mine.pptx is there already, and is another file; give the copy another name, or move that one away\n"
    )
    assert (tmp_path / "mine.pptx").read_bytes() == other


@pytest.mark.parametrize(("words", "said"), [(["-o", "sent.pdf"], "end it in .pptx"), (["-o", "no/such/"], "end it in .pptx"), ([], "-o")])
def test_what_is_no_place_is_a_mistake_in_the_words(run: Run, words: list[str], said: str) -> None:
    done = run("strip", "talk.pptx", *words)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"# Notes\n", "bad.pptx: the file is no .pptx that can be opened"),
        (b"", "bad.pptx: the file is no .pptx that can be opened"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "bad.pptx: the file has a password, or is of PowerPoint 97 to 2003"),
        ("torn", "bad.pptx: the file is no .pptx that can be opened"),
        ("folder", "bad.pptx is a folder; name a .pptx in it"),
        (None, "bad.pptx: no such deck; check the path"),
    ],
)
def test_a_bad_deck_is_one_clear_line(run: Run, tmp_path: Path, content: bytes | str | None, said: str) -> None:
    bad = tmp_path / "bad.pptx"
    if content == "torn":
        bad.write_bytes((tmp_path / "talk.pptx").read_bytes()[:-100])
    elif content == "folder":
        bad.mkdir()
    elif isinstance(content, bytes):
        bad.write_bytes(content)
    before = names(tmp_path)
    done = run("strip", "bad.pptx", "-o", "sent.pptx")
    assert (done.returncode, done.stdout) == (5, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"deck: error: {said}")
    assert names(tmp_path) == before

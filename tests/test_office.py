"""LibreOffice: a deck as it saves one, and one clear word where it cannot."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pptx import Presentation

from deck import office
from deck.errors import OfficeError

ROOT = Path(__file__).parents[1]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="processes of another kind")
TITLES = ["One", "Two"]


@cache
def deck() -> bytes:
    presentation = Presentation()
    for title in TITLES:
        presentation.slides.add_slide(presentation.slide_layouts[5]).shapes.title.text_frame.text = title
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def titles(content: bytes) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(content)).slides]


@cache
def saved(way: office.Way) -> bytes:
    return office.resaved(deck(), way)


@pytest.mark.office
@pytest.mark.parametrize("way", ["pptx", "odp"])
def test_a_deck_is_as_libreoffice_saves_it(way: office.Way) -> None:
    assert titles(saved(way)) == TITLES
    assert saved(way) not in (deck(), saved("pptx" if way == "odp" else "odp"))
    assert b"LibreOffice" in app(saved(way))


@pytest.mark.office
def test_nothing_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    office.resaved(deck())
    assert list(tmp_path.iterdir()) == []


def app(content: bytes) -> bytes:
    package = Presentation(io.BytesIO(content)).part.package
    return next(part.blob for part in package.iter_parts() if part.partname == "/docProps/app.xml")


@pytest.mark.office
def test_the_version_is_the_one_that_a_saved_deck_names() -> None:
    assert office.available()
    assert re.fullmatch(r"\d+(\.\d+){1,3}", office.version())
    assert f"LibreOffice/{office.version()}".encode() in app(saved("pptx"))


@pytest.mark.office
def test_what_it_cannot_open_is_said_in_its_own_words() -> None:
    with pytest.raises(OfficeError, match=r"could not save the deck as \.pptx \(.*\); see that it opens there") as refused:
        office.resaved(b"PK\x03\x04 no deck")
    assert refused.value.exit_code == 6
    assert "\n" not in refused.value.message


def test_where_there_is_none_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "PLACES", ())
    assert not office.available()
    for asked in (office.version, lambda: office.resaved(deck())):
        with pytest.raises(OfficeError, match="LibreOffice is not installed, or not found; install it"):
            asked()


@POSIX
class TestProcesses:
    """A program in the place of LibreOffice that starts another one and never answers, as `soffice` starts `soffice.bin`."""

    @pytest.fixture
    def stuck(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        script = tmp_path / "bin/soffice"
        script.parent.mkdir()
        script.write_text(f'#!/bin/sh\nsleep 60 &\necho $! > "{tmp_path}/child"\nwait\n', "utf-8")
        script.chmod(0o755)
        monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
        return tmp_path / "child"

    def test_one_that_does_not_answer_is_ended_with_all_that_it_started(self, stuck: Path) -> None:
        started = time.monotonic()
        with pytest.raises(OfficeError, match=r"has not answered in 1 seconds and was ended; build again"):
            office.resaved(deck(), timeout=1)
        assert time.monotonic() - started < 10
        assert gone(int(stuck.read_text()))

    def test_ctrl_c_ends_it_too(self, stuck: Path) -> None:
        code = "from deck import office; office.resaved(b'deck')"
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        run = subprocess.Popen([sys.executable, "-c", code], env=env, stderr=subprocess.DEVNULL)
        wait_for(lambda: stuck.exists() and bool(stuck.read_text()))
        run.send_signal(signal.SIGINT)
        assert run.wait(10) != 0
        assert gone(int(stuck.read_text()))

    def test_one_that_cannot_be_started_is_said(self, tmp_path: Path, stuck: Path) -> None:
        (tmp_path / "bin/soffice").write_bytes(b"\x7fELF")
        with pytest.raises(OfficeError, match=r"cannot be started: .*; install it anew"):
            office.resaved(deck())


def gone(pid: int) -> bool:
    """Tell whether a process has ended; one that only waits to be counted has."""
    try:
        wait_for(lambda: not alive(pid))
    except TimeoutError:
        return False
    return True


def alive(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout.strip()
    return bool(state) and not state.startswith("Z")


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.05)

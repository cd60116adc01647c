"""Locks: whoever has a deck open is named, a lock that nobody holds any longer is told, and waiting ends when it may."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deck.errors import OutputError
from deck.locks import lock_on, refuse_open, wait_until_free
from tools.office import find_soffice

ROOT = Path(__file__).parents[1]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="files of another kind")
PROC = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="this system lists no processes as files")
LOCKS = [("~$talk.pptx", "PowerPoint"), (".~lock.talk.pptx#", "LibreOffice")]


def locked_by(path: Path) -> str:
    """Return the program that has a file open, "" for none."""
    lock = lock_on(path)
    return lock.program if lock else ""


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.pptx"
    path.write_bytes(b"old")
    return path


def libreoffice(talk: Path, host: str, profile: Path) -> Path:
    """Lock a deck as LibreOffice 7.4 was seen to."""
    lock = talk.with_name(f".~lock.{talk.name}#")
    lock.write_text(f",ada\\, the first,{host},26.11.2026 16:24,{profile.as_uri()};", "utf-8")
    return lock


@pytest.mark.parametrize(("name", "program"), LOCKS)
def test_the_program_that_has_a_deck_open_is_named(talk: Path, name: str, program: str) -> None:
    assert locked_by(talk) == ""
    refuse_open(talk)
    lock = talk.with_name(name)
    lock.touch()
    assert locked_by(talk) == program
    with pytest.raises(OutputError, match=rf"talk\.pptx is open in {program}; close it there .*\(if it is not open, delete ") as refused:
        refuse_open(talk)
    assert name in refused.value.message
    lock.unlink()
    assert locked_by(talk) == ""


def test_a_deck_that_is_not_there_yet_may_be_open_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "~$new.pptx").touch()
    assert locked_by(tmp_path / "new.pptx") == "PowerPoint"
    assert locked_by(tmp_path / "nowhere/new.pptx") == ""


@pytest.mark.parametrize(
    ("deck", "lock", "locked"),
    [
        ("longname.pptx", "~$longname.pptx", True),
        ("longname.pptx", "~$ngname.pptx", True),
        ("longnam.pptx", "~$ongnam.pptx", True),
        ("longnam.pptx", "~$ngnam.pptx", False),
        ("talk.en.pptx", "~$talk.en.pptx", True),
        ("short.pptx", "~$hort.pptx", False),
        ("short.pptx", "~$ort.pptx", False),
        ("other.pptx", "~$longname.pptx", False),
    ],
)
def test_a_long_name_is_known_without_its_first_characters(tmp_path: Path, deck: str, lock: str, locked: bool) -> None:
    (tmp_path / lock).touch()
    assert bool(locked_by(tmp_path / deck)) is locked


def test_the_lock_of_another_deck_is_none_of_ours(tmp_path: Path) -> None:
    for name in ("ngname.pptx", "~$ngname.pptx"):
        (tmp_path / name).touch()
    assert locked_by(tmp_path / "longname.pptx") == ""
    assert locked_by(tmp_path / "ngname.pptx") == "PowerPoint"


@POSIX
def test_a_link_is_open_when_its_file_is(tmp_path: Path, talk: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/link.pptx").symlink_to(talk)
    libreoffice(talk, "elsewhere", tmp_path)
    assert locked_by(tmp_path / "in/link.pptx") == "LibreOffice"


@PROC
def test_what_an_ended_program_left_is_refused_and_told_to_be_deleted(talk: Path) -> None:
    lock = libreoffice(talk, platform.node(), talk.parent / "profile")
    if not usual_one_runs():
        with pytest.raises(OutputError, match=r"was open in LibreOffice when that ended; delete \.~lock\.talk\.pptx#, which it left"):
            refuse_open(talk)
    running = subprocess.Popen([*named("soffice.bin"), f"-env:UserInstallation={(talk.parent / 'profile').as_uri()}/"])
    try:
        wait_for(lambda: (found := lock_on(talk)) is not None and not found.left_behind)
        with pytest.raises(OutputError, match=r"talk\.pptx is open in LibreOffice; close it there"):
            refuse_open(talk)
    finally:
        running.kill()
        running.wait()
    assert lock.exists()


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)


def named(name: str) -> list[str]:
    """Return a command that does nothing for a minute under a name of our choice."""
    return ["bash", "-c", f'exec -a {name} "$0" -c "import time; time.sleep(60)" "$@"', sys.executable]


def usual_one_runs() -> bool:
    """Tell whether a LibreOffice with the user's own profile runs on this machine: it may have anything open."""
    found = subprocess.run(["ps", "-eo", "args="], capture_output=True, text=True, check=True).stdout.splitlines()
    return any("soffice" in line.split()[0] and "-env:UserInstallation=" not in line for line in found if line.split())


@pytest.mark.parametrize("text", ["", "nonsense", ",,,,;", ",ada,elsewhere.example,26.11.2026 16:24,file:///p;", "\x00\xff"])
def test_a_lock_that_does_not_tell_may_be_held(talk: Path, text: str) -> None:
    talk.with_name(".~lock.talk.pptx#").write_text(text, "utf-8")
    lock = lock_on(talk)
    assert lock is not None
    assert not lock.left_behind


def test_waiting_for_nothing_is_over_at_once(talk: Path) -> None:
    said: list[str] = []
    assert wait_until_free(talk, said.append) is False
    assert said == []


def test_waiting_ends_when_all_programs_have_closed_the_deck_and_each_is_told_once(talk: Path) -> None:
    for name, _ in LOCKS:
        talk.with_name(name).touch()
    said: list[str] = []
    ended: list[bool] = []
    waiting = threading.Thread(target=lambda: ended.append(wait_until_free(talk, said.append, poll=0.01)))
    waiting.start()
    for n, (name, _) in enumerate(LOCKS, 1):
        wait_for(lambda count=n: len(said) >= count)  # type: ignore[misc]
        time.sleep(0.1)
        assert (ended, len(said)) == ([], n)
        talk.with_name(name).unlink()
    waiting.join(5)
    assert ended == [True]
    assert [line.partition(" (")[0] for line in said] == [f"waiting for talk.pptx to be closed in {program}" for _, program in LOCKS]
    assert "if it is not open, delete ~$talk.pptx; Ctrl-C ends the wait" in said[0]


ARTICLE = "---\ntitle: Tools\nslug: tools\n---\n\n## One\n\n- **A:** It is.\n"


@POSIX
class TestCommand:
    @pytest.fixture
    def waiting(self, tmp_path: Path) -> subprocess.Popen[str]:
        """A build that waits for its deck to be closed."""
        (tmp_path / "deck.toml").touch()
        (tmp_path / "tools.en.md").write_text(ARTICLE, "utf-8")
        (tmp_path / "talks").mkdir()
        (tmp_path / "talks/~$tools.en.pptx").touch()
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", "deck", "build", "tools.en.md", "--wait"]
        run = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert run.stderr
        assert run.stderr.readline().startswith("waiting for tools.en.pptx to be closed in PowerPoint")
        return run

    def test_a_build_waits_and_then_builds_what_the_article_says_by_then(self, tmp_path: Path, waiting: subprocess.Popen[str]) -> None:
        (tmp_path / "tools.en.md").write_text(ARTICLE.replace("Tools", "Better tools"), "utf-8")
        time.sleep(0.7)
        assert waiting.poll() is None
        (tmp_path / "talks/~$tools.en.pptx").unlink()
        out, err = waiting.communicate(timeout=30)
        assert (waiting.returncode, err) == (0, "")
        assert out.startswith("Better tools\n")
        assert (tmp_path / "talks/tools.en.pptx").is_file()

    def test_ctrl_c_ends_the_wait(self, tmp_path: Path, waiting: subprocess.Popen[str]) -> None:
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate(timeout=30)
        assert (waiting.returncode, out, err.strip()) == (130, "", "")
        assert not (tmp_path / "talks/tools.en.pptx").exists()

    def test_a_deck_that_is_up_to_date_is_not_waited_for(self, tmp_path: Path, waiting: subprocess.Popen[str]) -> None:
        (tmp_path / "talks/~$tools.en.pptx").unlink()
        waiting.communicate(timeout=30)
        (tmp_path / "talks/~$tools.en.pptx").touch()
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", "deck", "build", "tools.en.md", "--wait"]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=30, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "talks/tools.en.pptx is up to date\n", "")


@pytest.mark.office
@PROC
def test_a_deck_that_libreoffice_itself_has_open_is_open(tmp_path: Path) -> None:
    deck = tmp_path / "talk.pptx"
    deck.write_bytes((ROOT / "templates/conference.pptx").read_bytes())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [find_soffice(), profile, "--headless", "--norestore", "--nologo", str(deck)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_for(lambda: bool(locked_by(deck)), 60)
        lock = lock_on(deck)
        assert lock is not None
        assert (lock.program, lock.left_behind) == ("LibreOffice", False)
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    wait_for(lambda: (found := lock_on(deck)) is not None and found.left_behind)
    lock = lock_on(deck)
    assert lock is not None
    assert lock.left_behind or usual_one_runs()

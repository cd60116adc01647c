"""Writing: whatever happens, either the old file or the whole new one is there, and nothing else."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deck.errors import ChangedError, OutputError
from deck.writing import write_safely

ROOT = Path(__file__).parents[1]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="files of another kind")


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.pptx"
    path.write_bytes(b"old")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_with_its_folders_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_safely(tmp_path / "a/b/talk.pptx", b"new")
    assert (tmp_path / "a/b/talk.pptx").read_bytes() == b"new"
    assert names(tmp_path / "a/b") == ["talk.pptx"]


def test_a_name_as_long_as_a_name_may_be_is_written(tmp_path: Path) -> None:
    write_safely(tmp_path / f"{'n' * 250}.pptx", b"new")
    assert len(names(tmp_path)) == 1


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_keeps_its_mode(talk: Path, mode: int) -> None:
    talk.chmod(mode)
    write_safely(talk, b"new")
    assert talk.read_bytes() == b"new"
    assert stat.S_IMODE(talk.stat().st_mode) == mode


def test_a_file_that_is_read_only_is_left_alone(talk: Path) -> None:
    before = talk.read_bytes()
    talk.chmod(0o444)
    write_safely(talk, before)
    with pytest.raises(OutputError, match=r"talk\.pptx is read-only, so it is left alone; make it writable"):
        write_safely(talk, b"new")
    assert talk.read_bytes() == before
    assert [path.name for path in talk.parent.iterdir()] == [talk.name]


@POSIX
def test_a_new_file_has_the_mode_that_the_user_gives_to_files(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    write_safely(tmp_path / "talk.pptx", b"new")
    assert (tmp_path / "talk.pptx").stat().st_mode == usual.stat().st_mode


@POSIX
@pytest.mark.parametrize("content", [b"old", None], ids=["to a file", "to no file yet"])
def test_a_link_stays_a_link(tmp_path: Path, content: bytes | None) -> None:
    real = tmp_path / "elsewhere/real.pptx"
    real.parent.mkdir()
    if content:
        real.write_bytes(content)
    (tmp_path / "one.pptx").symlink_to("elsewhere/real.pptx")
    (tmp_path / "two.pptx").symlink_to("one.pptx")
    write_safely(tmp_path / "two.pptx", b"new")
    assert real.read_bytes() == b"new"
    assert (tmp_path / "two.pptx").readlink() == Path("one.pptx")
    assert (tmp_path / "one.pptx").readlink() == Path("elsewhere/real.pptx")
    assert (names(tmp_path), names(real.parent)) == (["elsewhere", "one.pptx", "two.pptx"], ["real.pptx"])


@POSIX
def test_a_link_to_itself_is_refused_and_stays(tmp_path: Path) -> None:
    (tmp_path / "talk.pptx").symlink_to("talk.pptx")
    with pytest.raises(OutputError, match="cannot be written"):
        write_safely(tmp_path / "talk.pptx", b"new")
    assert (tmp_path / "talk.pptx").is_symlink()
    assert names(tmp_path) == ["talk.pptx"]


def test_a_file_that_is_the_same_already_is_not_touched(talk: Path) -> None:
    os.utime(talk, ns=(1, 1))
    before = talk.stat()
    write_safely(talk, b"old", replaceable=lambda _: False)
    assert (talk.stat().st_mtime_ns, talk.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_what_is_not_as_meant_does_not_replace_the_file(talk: Path) -> None:
    with pytest.raises(OutputError, match=r"talk\.pptx was not written.*slide 2, slide 3, slide 4\)"):
        write_safely(talk, b"new", lambda written: ("slide 2", "slide 3", "slide 4", "slide 5") if written == b"new" else ())
    assert talk.read_bytes() == b"old"
    assert names(talk.parent) == ["talk.pptx"]


@pytest.mark.parametrize("error", [LookupError, OutputError, KeyboardInterrupt])
def test_a_proof_that_fails_leaves_the_file_and_nothing_beside_it(talk: Path, error: type[BaseException]) -> None:
    def prove(_: bytes) -> tuple[str, ...]:
        raise error("no")

    with pytest.raises(error):
        write_safely(talk, b"new", prove)
    assert talk.read_bytes() == b"old"
    assert names(talk.parent) == ["talk.pptx"]


def saved_meanwhile(path: Path, content: bytes | None) -> Callable[[bytes], tuple[str, ...]]:
    """Return a proof during which somebody saves the file, or deletes it."""

    def prove(_: bytes) -> tuple[str, ...]:
        path.write_bytes(content) if content is not None else path.unlink(missing_ok=True)
        return ()

    return prove


def test_what_somebody_saved_meanwhile_is_not_replaced(talk: Path) -> None:
    with pytest.raises(ChangedError, match="saved by another program during the build"):
        write_safely(talk, b"new", saved_meanwhile(talk, b"theirs"), lambda now: now == b"old")
    assert talk.read_bytes() == b"theirs"
    assert names(talk.parent) == ["talk.pptx"]


def test_the_last_question_is_about_what_lies_there_by_then(talk: Path) -> None:
    asked: list[bytes | None] = []

    def ask(now: bytes | None) -> bool:
        asked.append(now)
        return True

    for before, meanwhile in ((b"old", b"old"), (b"old", None), (None, None), (None, b"theirs")):
        talk.unlink(missing_ok=True)
        if before:
            talk.write_bytes(before)
        write_safely(talk, b"new", saved_meanwhile(talk, meanwhile), ask)
    assert asked == [b"old", None, None, b"theirs"]


LOCKS = [("~$talk.pptx", "PowerPoint"), (".~lock.talk.pptx#", "LibreOffice")]


@pytest.mark.parametrize(("lock", "program"), LOCKS, ids=[program for _, program in LOCKS])
def test_a_file_that_another_program_has_open_is_not_replaced(talk: Path, lock: str, program: str) -> None:
    (talk.parent / lock).touch()
    with pytest.raises(OutputError, match=rf"talk\.pptx is open in {program}; close it there and build again") as refused:
        write_safely(talk, b"new")
    assert lock in refused.value.message
    assert talk.read_bytes() == b"old"
    assert names(talk.parent) == sorted([lock, "talk.pptx"])
    (talk.parent / lock).unlink()
    write_safely(talk, b"new")
    assert talk.read_bytes() == b"new"


@POSIX
@pytest.mark.parametrize("place", ["talk.pptx", "elsewhere/real.pptx"])
def test_a_file_is_open_by_the_name_of_its_link_or_by_its_own(tmp_path: Path, place: str) -> None:
    real = tmp_path / "elsewhere/real.pptx"
    real.parent.mkdir()
    real.write_bytes(b"old")
    (tmp_path / "talk.pptx").symlink_to(real)
    path = tmp_path / place
    path.with_name(f"~${path.name}").touch()
    with pytest.raises(OutputError, match="is open in PowerPoint"):
        write_safely(tmp_path / "talk.pptx", b"new")
    assert real.read_bytes() == b"old"


def test_a_file_that_is_the_same_already_may_be_open(talk: Path) -> None:
    (talk.parent / "~$talk.pptx").touch()
    write_safely(talk, b"old")


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "talk.pptx").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write_safely(tmp_path / "talk.pptx", b"new")
    assert names(tmp_path) == ["talk.pptx"]


def test_a_file_in_the_place_of_the_folder_is_said(talk: Path) -> None:
    with pytest.raises(OutputError, match=r"more\.pptx: cannot be written: .*; see that the folder"):
        write_safely(talk / "more.pptx", b"new")
    assert talk.read_bytes() == b"old"


@POSIX
def test_a_full_disk_leaves_the_file_and_nothing_beside_it(talk: Path) -> None:
    code = (
        "import resource; from pathlib import Path; from deck.errors import OutputError; from deck.writing import write_safely\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        f"try: write_safely(Path({str(talk)!r}), bytes(8192))\n"
        "except OutputError as error: print(error)\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert "talk.pptx: cannot be written: " in done.stdout
    assert "the disk is not full" in done.stdout
    assert talk.read_bytes() == b"old"
    assert names(talk.parent) == ["talk.pptx"]


@POSIX
def test_the_content_is_synced_before_the_file_has_its_name_and_the_folder_after(talk: Path) -> None:
    seen: list[str] = []

    def watch(_: object, event: str, called: object) -> None:
        name = getattr(called, "__name__", "")
        if event == "c_call" and name in ("fsync", "replace"):
            seen.append(name)

    sys.setprofile(watch)
    try:
        write_safely(talk, b"new")
    finally:
        sys.setprofile(None)
    assert seen == ["fsync", "replace", "fsync"]

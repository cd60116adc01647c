"""LibreOffice: a .pptx as it saves one. The only room that runs another program; why, says docs/analysis/merge.md."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from glob import glob
from pathlib import Path
from typing import Literal

from deck.errors import OfficeError

Way = Literal["pptx", "odp"]
NAMES = ("soffice", "libreoffice", "loffice")
# where it is when it is not on the path; of the two programs on Windows, the one with a console is waited for
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"%ProgramFiles%\LibreOffice\program\soffice.com",
    r"%ProgramFiles(x86)%\LibreOffice\program\soffice.com",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
)
QUIETLY = ("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nologo")
# ending and filter of each format, as LibreOffice's own menu saves it
FILTERS: dict[Way, str] = {"pptx": "pptx:Impress MS PowerPoint 2007 XML", "odp": "odp:impress8"}
SECONDS = 180.0
MISSING = "LibreOffice is not installed, or not found; install it, or put `soffice` on the path"


def available() -> bool:
    """Tell whether there is a LibreOffice on this machine."""
    return bool(_program())


def version() -> str:
    """Return which LibreOffice there is ("7.4.7.2"); raises OfficeError where there is none that tells."""
    program = _program()
    if not program:
        raise OfficeError(MISSING)
    return _version(program)


def resaved(content: bytes, by_way_of: Way = "pptx", *, timeout: float = SECONDS) -> bytes:
    """Return a .pptx as LibreOffice saves it, straight or by way of its own format; raises OfficeError after `timeout` seconds.

    Its profile is a new one in a temporary folder, so that a LibreOffice that is open neither disturbs nor is disturbed.
    """
    program = _program()
    if not program:
        raise OfficeError(MISSING)
    with tempfile.TemporaryDirectory(prefix="deck-office-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        deck = folder / "deck.pptx"
        deck.write_bytes(content)
        ways: tuple[Way, ...] = ("pptx",) if by_way_of == "pptx" else ("odp", "pptx")
        for n, way in enumerate(ways):
            deck = _converted(program, deck, folder / str(n), way, timeout)
        return deck.read_bytes()


def _converted(program: str, deck: Path, folder: Path, way: Way, timeout: float) -> Path:
    """Return the file in a new folder that LibreOffice made of a deck."""
    profile = f"-env:UserInstallation={(folder.parent / 'profile').resolve().as_uri()}"
    said = _run([program, profile, *QUIETLY, "--convert-to", FILTERS[way], "--outdir", str(folder), str(deck)], timeout)
    made = folder / f"{deck.stem}.{way}"
    if not made.is_file():
        raise OfficeError(f"LibreOffice could not save the deck as .{way} ({said or 'it does not say why'}); see that it opens there")
    return made


def _run(command: Sequence[str], timeout: float) -> str:
    """Run LibreOffice and return the last line that it said; nothing that it started outlives this call."""
    try:
        # a process group of its own: the command is a script, and the program proper is its grandchild
        process = subprocess.Popen(  # noqa: S603  a command of ours, without a shell
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )
    except OSError as error:
        raise OfficeError(f"LibreOffice ({command[0]}) cannot be started: {error.strerror or error}; install it anew") from error
    try:
        said, _ = process.communicate(timeout=timeout)
    except BaseException as error:  # Ctrl-C too: the group does not get the terminal's
        _end(process)
        if isinstance(error, subprocess.TimeoutExpired):
            raise OfficeError(f"LibreOffice has not answered in {timeout:g} seconds and was ended; build again") from error
        raise
    lines = [line for line in map(str.strip, said.decode("utf-8", "replace").splitlines()) if line]
    return lines[-1] if lines else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it started, and wait until they are gone."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603, S607
    else:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    # its output ends when the last of them has ended
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=5)


def _program() -> str:
    """Return the command that runs LibreOffice, "" where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), "")
    if found and sys.platform == "win32":
        console = Path(found).with_suffix(".com")
        return str(console) if console.is_file() else found
    patterns = (os.path.expandvars(Path(place).expanduser()) for place in PLACES)
    places = (place for pattern in patterns for place in sorted(glob(pattern), reverse=True))  # noqa: PTH207  whole paths
    return found or next((place for place in places if os.access(place, os.X_OK)), "")


@cache
def _version(program: str) -> str:
    said = _run([program, "--version"], 30.0)
    number = re.search(r"\d+(?:\.\d+)+", said)
    if not number:
        raise OfficeError(f"LibreOffice ({program}) does not tell its version: {said or 'no word'}; install it anew")
    return number[0]

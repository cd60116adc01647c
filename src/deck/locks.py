"""Which program has a deck open: by the file that it leaves beside the deck until it closes it."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from deck.errors import OutputError

# Word drops the first characters of a name; PowerPoint was never seen to
LONG_NAME, CUT = 8, 2
# LibreOffice's lock file: ",user,host,26.11.2026 16:24,file:///home/user/.config/libreoffice/4;", a comma in a field behind a backslash
HOST, PROFILE = 2, 4
SEPARATOR = re.compile(r"(?<!\\),")
PROFILE_OPTION = "-env:UserInstallation="
POLL = 0.5


class Lock(NamedTuple):
    """A file that says that a deck is open, and in which program; `left_behind`: that program has ended and cannot close it."""

    deck: Path
    file: Path
    program: str
    left_behind: bool = False


def lock_on(target: Path) -> Lock | None:
    """Return what says that a file is open, by its own name or by that of a link to it; None where nothing does."""
    paths = dict.fromkeys((target, Path(os.path.realpath(target))))
    return next((lock for path in paths for lock in _locks(path)), None)


def refuse_open(target: Path) -> None:
    """Raise an OutputError when another program has a file open: what it saves later would lie on top of ours."""
    lock = lock_on(target)
    if lock is None:
        return
    if lock.left_behind:
        raise OutputError(
            f"{lock.deck} was open in {lock.program} when that ended; delete {lock.file.name}, which it left beside it, and build again"
        )
    raise OutputError(f"{lock.deck} is open in {lock.program}; close it there and build again (if it is not open, delete {lock.file.name})")


def wait_until_free(target: Path, told: Callable[[str], object], poll: float = POLL) -> bool:
    """Return when no program has a file open any longer, and whether that took any waiting; `told` hears, once a program, what for."""
    said: set[str] = set()
    while lock := lock_on(target):
        if lock.program not in said:
            said.add(lock.program)
            hint = f"if it is not open, delete {lock.file.name}"
            told(f"waiting for {lock.deck.name} to be closed in {lock.program} ({hint}; Ctrl-C ends the wait)")
        time.sleep(poll)
    return bool(said)


def _locks(path: Path) -> Iterator[Lock]:
    for name in (path.name, *_cut(path)):
        file = path.with_name(f"~${name}")
        if os.path.lexists(file):
            yield Lock(path, file, "PowerPoint")
    file = path.with_name(f".~lock.{path.name}#")
    if os.path.lexists(file):
        yield Lock(path, file, "LibreOffice", _left_behind(file))


def _cut(path: Path) -> Iterator[str]:
    """Yield the name under which a program of Microsoft's may lock a file with a long name, unless it is that of another deck.

    LibreOffice writes the same files (svl, msodocumentlockfile.cxx): `~$` and the whole name for a .pptx; for a .docx with a name of eight
    characters and more, ending aside, the name without its first two, of seven without its first.
    """
    drop = CUT if len(path.stem) >= LONG_NAME else int(len(path.stem) == LONG_NAME - 1)
    if drop and not os.path.lexists(path.with_name(path.name[drop:])):
        yield path.name[drop:]


def _left_behind(lock: Path) -> bool:
    """Tell whether the LibreOffice that wrote a lock file has surely ended: it ran here, and none that it may be does."""
    with contextlib.suppress(OSError, IndexError):
        fields = SEPARATOR.split(lock.read_text("utf-8", "replace").rstrip(";\n"))
        commands = _commands()
        here = fields[HOST] in (platform.node(), platform.node().partition(".")[0])
        return here and bool(commands) and not any(_may_be(command, fields[PROFILE]) for command in commands)
    return False


def _may_be(command: str, profile: str) -> bool:
    """Tell whether a running program may be the LibreOffice with a profile: the usual one is not named to it."""
    words = command.split("\0")
    named = [word.removeprefix(PROFILE_OPTION) for word in words if word.startswith(PROFILE_OPTION)]
    return "soffice" in words[0] and (not named or named[-1].rstrip("/") == profile.rstrip("/"))


def _commands() -> list[str]:
    """Return the words of all programs that run here, nothing where the system does not list them as files."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(file.read_text("utf-8", "replace"))
    return found

"""The one way in which the program writes a file."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from deck.errors import ChangedError, OutputError
from deck.locks import refuse_open

# by anybody; whose file it is, the system knows better than its mode
WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def write_safely(
    target: Path,
    content: bytes,
    prove: Callable[[bytes], Sequence[str]] = lambda _: (),
    replaceable: Callable[[bytes | None], bool] = lambda _: True,
    *,
    lasting: bool = True,
) -> None:
    """Put a file in its place so that, whatever happens, either the old one or the whole new one is there.

    `prove` names what is wrong with the file as it was written. `replaceable` is asked last, with what lies there by then (None: nothing);
    its no is a ChangedError. A link stays a link, a file keeps its mode, and one that is the same already is not touched.
    A `lasting` file survives a loss of power as well, which takes some milliseconds.
    """
    place = Path(os.path.realpath(target))
    draft = place.with_name(f".deck-{os.urandom(6).hex()}.tmp")
    try:
        refuse_folder(target)
        if _found(place) == content:
            return
        refuse_unwritable(target)
        place.parent.mkdir(parents=True, exist_ok=True)
        _write(draft, content, _mode(place), lasting=lasting)
        _prove(target, draft.read_bytes(), content, prove)
        refuse_open(target)
        if not replaceable(_found(place)):
            raise ChangedError(f"{target} was saved by another program during the build, so it is left alone; build again")
        draft.replace(place)
        if lasting:
            _sync_folder(place.parent)
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(
            f"{target}: cannot be written: {reason}; see that the folder can be written and the disk is not full, or use `-o`"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def refuse_folder(target: Path) -> None:
    """Raise an OutputError where a folder, or whatever else is no file, has the name of a file to be written."""
    if target.exists() and not target.is_file():
        raise OutputError(f"{target} is a folder; move it, or give another place with `-o`")


def refuse_unwritable(target: Path) -> None:
    """Raise an OutputError for a file that somebody set read-only: in its folder it could be replaced all the same."""
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_IMODE(target.stat().st_mode) & WRITABLE:
            raise OutputError(f"{target} is read-only, so it is left alone; make it writable, or give another place with `-o`")


def _found(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None


def _mode(place: Path) -> int | None:
    """Return the mode of the file that is to be replaced; None where there is none, so that the user's own rule holds."""
    try:
        return stat.S_IMODE(place.stat().st_mode)
    except FileNotFoundError:
        return None


def _write(draft: Path, content: bytes, mode: int | None, *, lasting: bool) -> None:
    with draft.open("xb") as file:
        if mode is not None:
            draft.chmod(mode)
        file.write(content)
        file.flush()
        if lasting:
            os.fsync(file.fileno())


def _prove(target: Path, written: bytes, content: bytes, prove: Callable[[bytes], Sequence[str]]) -> None:
    differences = prove(written) if written == content else ("its bytes",)
    if differences:
        raise OutputError(f"{target.name} was not written, for it would not say what was meant ({', '.join(differences[:3])}); report this")


def _sync_folder(folder: Path) -> None:
    """Have the new name of a file survive a loss of power, where the system can sync a folder."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

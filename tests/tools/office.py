"""Render decks with LibreOffice: many in one call, because its start takes longer than a deck."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", r"C:\Program Files\LibreOffice\program\soffice.exe")


def find_soffice() -> str:
    """Return the command that runs LibreOffice; empty where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice") or next((place for place in PLACES if os.access(place, os.X_OK)), "")


def render(decks: Sequence[Path], folder: Path, timeout: float = 300) -> dict[Path, Path]:
    """Return the PDF in `folder` of each deck; their names must differ. LibreOffice gets a profile of its own, so that several may run."""
    program = find_soffice()
    if not program:
        raise OSError("LibreOffice is not installed: no soffice on the path")
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, decks)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    made = {deck: folder / f"{deck.stem}.pdf" for deck in decks}
    missing = [deck.name for deck, pdf in made.items() if not pdf.is_file()]
    if missing:
        raise OSError(f"LibreOffice made no PDF of {', '.join(missing)}: {done.stderr.strip()}")
    return made

"""Open decks in LibreOffice and save them, many in one call: nobody edits anything."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tools.office import find_soffice


def through(decks: Sequence[Path], folder: Path, by_way_of: str = "pptx", timeout: float = 300) -> dict[Path, Path]:
    """Return for each deck (their names must differ) its copy in `folder`, saved as .pptx; with "odp" saved as that in between."""
    folder.mkdir(parents=True, exist_ok=True)
    if by_way_of != "pptx":
        between = _converted(decks, folder / by_way_of, by_way_of, timeout)
        made = _converted([between[deck] for deck in decks], folder, "pptx", timeout)
        return {deck: made[between[deck]] for deck in decks}
    return _converted(decks, folder, "pptx", timeout)


def _converted(files: Sequence[Path], folder: Path, kind: str, timeout: float) -> dict[Path, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    filter_name = {"pptx": "pptx:Impress MS PowerPoint 2007 XML", "odp": "odp:impress8"}[kind]
    command = [find_soffice(), profile, "--headless", "--convert-to", filter_name, "--outdir", str(folder), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    made = {file: folder / f"{file.stem}.{kind}" for file in files}
    missing = [file.name for file, copy in made.items() if not copy.is_file()]
    if missing:
        raise OSError(f"LibreOffice saved no {kind} of {', '.join(missing)}: {done.stderr.strip()}")
    return made

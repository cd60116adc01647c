"""The templates that LibreOffice Impress ships, as .pptx."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tools.office import find_soffice

SHIPPED = "share/template/common/presnt"


def shipped() -> list[Path]:
    """Return the templates beside the program; OSError where there are none: Debian has them in libreoffice-common."""
    program = Path(find_soffice()).resolve()
    for root in program.parents:
        for place in (root / SHIPPED, root / "Resources" / SHIPPED.removeprefix("share/")):
            if found := sorted(place.glob("*.otp")):
                return found
    raise OSError(f"{program} comes without {SHIPPED}/*.otp: install all of LibreOffice Impress")


def converted(folder: Path) -> list[Path]:
    """Return those templates as .pptx, made in one run of LibreOffice."""
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    command = [find_soffice(), profile, "--headless", "--convert-to", "pptx", "--outdir", str(folder), *map(str, shipped())]
    subprocess.run(command, capture_output=True, timeout=300, check=True)
    made = [folder / f"{path.stem}.pptx" for path in shipped()]
    if missing := [path.name for path in made if not path.is_file()]:
        raise OSError(f"LibreOffice made no {', '.join(missing)}")
    return made

"""The fonts installed on this machine, by family; nobody is asked for them, their folders are looked through once."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from pathlib import Path

from deck.fit.fontfiles import FONT_FILES, FontFile, fonts_in

# fontconfig's own list of folders, and the element that names one
FONTCONFIG = Path("/etc/fonts/fonts.conf")
FOLDER = re.compile(r"<dir(?P<attributes>[^>]*)>\s*(?P<path>[^<]+?)\s*</dir>")
USUAL = ("/usr/share/fonts", "/usr/local/share/fonts")
OWN = (".local/share/fonts", ".fonts")
MAC = ("/System/Library/Fonts", "/Library/Fonts", "/Network/Library/Fonts")


def installed(family: str) -> tuple[FontFile, ...]:
    """Return the fonts of a family that this machine has, by any name that it goes by."""
    return _fonts().get(family.lower(), ())


@cache
def _fonts() -> Mapping[str, tuple[FontFile, ...]]:
    found: dict[str, list[FontFile]] = defaultdict(list)
    for path in sorted({path for folder in _folders() for path in _files(folder)}):
        for font in fonts_in(path):
            for family in font.families:
                found[family].append(font)
    return {family: tuple(fonts) for family, fonts in found.items()}


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from (path for path in folder.rglob("*") if path.suffix.lower() in FONT_FILES)
    except OSError:
        return


def _folders() -> tuple[Path, ...]:
    """Return the folders that the system's programs take fonts from."""
    try:
        home = Path.home()
    except RuntimeError:
        home = Path("/")
    if sys.platform == "win32":
        return Path(home.anchor, "Windows/Fonts"), home / "AppData/Local/Microsoft/Windows/Fonts"
    if sys.platform == "darwin":
        # Office brings its own
        office = Path("/Applications").glob("Microsoft *.app/Contents/Resources/DFonts")
        return *map(Path, MAC), home / "Library/Fonts", *office
    return *map(Path, USUAL), *(home / name for name in OWN), *_configured(home)


def _configured(home: Path) -> Iterator[Path]:
    """Yield the folders that fontconfig's own file names."""
    try:
        text = FONTCONFIG.read_text("utf-8")
    except (OSError, ValueError):
        return
    for found in FOLDER.finditer(text):
        path = unescape(found["path"])
        if "prefix" in found["attributes"]:
            yield home / ".local/share" / path
        elif path.startswith("~/"):
            yield home / path[2:]
        elif path.startswith("/"):
            yield Path(path)

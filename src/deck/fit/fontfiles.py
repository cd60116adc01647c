"""What a font file says of the fonts in it: families, weight, slant; read from its tables (OpenType 1.9), never more than those."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

FONT_FILES = (".ttf", ".otf", ".ttc", ".otc")
REGULAR_WEIGHT, BOLD_WEIGHT = 400, 700
NORMAL_WIDTH = 5
# a family of four styles, as most programs name it, and the one that all its weights belong to
FAMILY, WHOLE_FAMILY = 1, 16
COLLECTION = b"ttcf"
FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
# no real font comes near these: a file that says more is broken
MOST_FONTS, MOST_TABLES, LARGEST_TABLE = 256, 256, 1 << 20
SLANTED = 1


class FontFile(NamedTuple):
    """A font: its file, its number in that, its families in lower case, `own` of them the name of its four styles.

    `weight` is 100 to 900; `variable`: it can be set to any. `width` is 1 to 9, 5 for normal.
    """

    path: Path
    number: int = 0
    own: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    weight: int = REGULAR_WEIGHT
    italic: bool = False
    variable: bool = False
    width: int = NORMAL_WIDTH


def fonts_in(path: Path) -> tuple[FontFile, ...]:
    """Return the fonts of a file; nothing for one that cannot be read or is none."""
    try:
        with path.open("rb") as file:
            return tuple(_font(file, path, number, at) for number, at in enumerate(_starts(file)))
    except (OSError, ValueError, struct.error):
        return ()


def fonts_of_folder(folder: Path) -> tuple[FontFile, ...]:
    """Return the fonts that lie in a folder itself, in the order of their files' names."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in FONT_FILES)
    except OSError:
        return ()
    return tuple(font for path in files for font in fonts_in(path))


def nearest(fonts: Iterable[FontFile], family: str, weight: int, *, italic: bool) -> FontFile:
    """Return the font that is set for a style of a family: of that slant, of normal width, of that weight or the nearest to it."""

    def distance(font: FontFile) -> tuple[bool, int, int, bool, str]:
        away = 0 if font.variable else abs(font.weight - weight)
        return font.italic != italic, abs(font.width - NORMAL_WIDTH), away, family.lower() not in font.own, font.path.name

    return min(fonts, key=distance)


def _starts(file: BinaryIO) -> Iterator[int]:
    """Yield where each font of a file has its directory."""
    head = file.read(12)
    if head[:4] in FONTS:
        yield 0
    elif head[:4] == COLLECTION:
        count = min(struct.unpack(">I", head[8:])[0], MOST_FONTS)
        yield from struct.unpack(f">{count}I", file.read(4 * count))


def _font(file: BinaryIO, path: Path, number: int, at: int) -> FontFile:
    tables = _tables(file, at)
    own, whole = _names(tables.get("name", b""))
    weight, width, selection = REGULAR_WEIGHT, NORMAL_WIDTH, 0
    if len(style := tables.get("OS/2", b"")) >= 64:
        weight, width = struct.unpack_from(">HH", style, 4)
        (selection,) = struct.unpack_from(">H", style, 62)
    return FontFile(path, number, own, own | whole, weight, bool(selection & SLANTED), _has_weights(tables.get("fvar", b"")), width)


def _tables(file: BinaryIO, at: int) -> dict[str, bytes]:
    """Return the tables that tell what a font is."""
    file.seek(at + 4)
    (count,) = struct.unpack(">H6x", file.read(8))
    rows = struct.iter_unpack(">4s4xII", file.read(16 * min(count, MOST_TABLES)))
    found: dict[str, bytes] = {}
    for tag, offset, length in rows:
        if tag in (b"name", b"OS/2", b"fvar"):
            file.seek(offset)
            found[tag.decode("ascii")] = file.read(min(length, LARGEST_TABLE))
    return found


def _names(table: bytes) -> tuple[frozenset[str], frozenset[str]]:
    """Return a font's families, in every language that they are named in, and those that all its weights belong to."""
    found: dict[int, set[str]] = {FAMILY: set(), WHOLE_FAMILY: set()}
    if table:
        count, texts = struct.unpack_from(">HH", table, 2)
        for n in range(count):
            platform, _, _, kind, length, offset = struct.unpack_from(">6H", table, 6 + 12 * n)
            if kind in found:
                text = table[texts + offset : texts + offset + length]
                found[kind].add(text.decode("latin-1" if platform == 1 else "utf-16-be", "replace").strip().lower())
    return frozenset(found[FAMILY] - {""}), frozenset(found[WHOLE_FAMILY] - {""})


def _has_weights(table: bytes) -> bool:
    """Tell whether a font varies in weight."""
    if not table:
        return False
    start, count, size = struct.unpack_from(">4xH2xHH", table)
    return any(table[start + i * size :][:4] == b"wght" for i in range(count))

"""Fonts for tests, made from Arimo's files: under another name, of other widths, and several in one file."""

from __future__ import annotations

import struct
from importlib.resources import files
from pathlib import Path

ARIMO = Path(str(files("fontpkg_arimo").joinpath("files")))
REGULAR, ITALIC = "Arimo[wght].ttf", "Arimo-Italic[wght].ttf"


def font(name: str = "Brand", *, times: int = 1, weight: int = 400, italic: bool = False) -> bytes:
    """Return a font of another name, which has five letters like Arimo's, every advance of it `times` Arimo's."""
    assert len(name) == len("Arimo")
    content = bytearray(
        (ARIMO / (ITALIC if italic else REGULAR)).read_bytes().replace("Arimo".encode("utf-16-be"), name.encode("utf-16-be"))
    )
    at = table(content, b"head") + 18
    struct.pack_into(">H", content, at, struct.unpack_from(">H", content, at)[0] // times)
    style = table(content, b"OS/2")
    struct.pack_into(">H", content, style + 4, weight)
    return bytes(content)


def unvaried(content: bytes) -> bytes:
    """Return a font that has but one weight."""
    return content.replace(b"fvar", b"fvax", 1)


def table(content: bytes | bytearray, tag: bytes) -> int:
    """Return where a font has a table."""
    (count,) = struct.unpack_from(">H", content, 4)
    rows = (struct.unpack_from(">4s4xII", content, 12 + 16 * n) for n in range(count))
    return next(int(offset) for name, offset, _ in rows if name == tag)


def collection(*fonts: bytes) -> bytes:
    """Return a file that holds several fonts."""
    at = 12 + 4 * len(fonts)
    starts, moved = [], b""
    for content in fonts:
        starts.append(at + len(moved))
        one = bytearray(content)
        for n in range(struct.unpack_from(">H", one, 4)[0]):
            row = 12 + 16 * n + 8
            struct.pack_into(">I", one, row, struct.unpack_from(">I", one, row)[0] + starts[-1])
        moved += bytes(one)
    return b"ttcf" + struct.pack(f">HHI{len(fonts)}I", 1, 0, len(fonts), *starts) + moved

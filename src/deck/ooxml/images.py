"""Whether the bytes of a picture are whole, by the marks of its format: no pixel is kept."""

from __future__ import annotations

import re
import zlib

PNG, JPEG, GIF, BMP, EMF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b" EMF"
# a drawing that runs something, or reads what is not in it
REACHES_OUT = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|<script|<foreignObject|@import"
    rb"""|(?:href|src)\s*=\s*(?:"\s*(?!\#|data:)|'\s*(?!\#|data:))\S|url\(\s*["']?\s*(?!["'\#\s]|data:)""",
    re.IGNORECASE | re.VERBOSE,
)
SHORTEST = 14
# 256 MB: a picture of 8192 by 8192 pixels
PIECE, MOST_PIECES = 1 << 16, 1 << 12
IEND = b"\0\0\0\0IEND\xae\x42\x60\x82"


def whole_picture(content: bytes) -> bytes:
    """Return a picture that is there to its end, as is one of a format that is not known; b"" for one that is not.

    A PNG that lacks its last mark alone gets it: LibreOffice ships templates with such, and does not miss it.
    """
    if content.startswith(PNG):
        return _whole_png(content)
    return content if len(content) >= SHORTEST and _is_whole(content) else b""


def _is_whole(content: bytes) -> bool:
    if content.startswith(JPEG):
        return b"\xff\xda" in content and b"\xff\xd9" in content[-(1 << 16) :]
    if content.startswith(GIF):
        return b"\x3b" in content[-16:]
    if content.startswith(BMP):
        return int.from_bytes(content[2:6], "little") <= len(content)
    if content[40:44] == EMF:
        return int.from_bytes(content[48:52], "little") <= len(content)
    return bool(content.strip(b"\0 \r\n\t"))


def is_calm_drawing(content: bytes) -> bool:
    """Tell whether an SVG neither runs nor fetches anything; one that is not in UTF-8 is not looked into, and so is none."""
    return b"\0" not in content and b"<svg" in content and not REACHES_OUT.search(content)


def _whole_png(content: bytes) -> bytes:
    """Return a PNG whose chunks follow each other from its head to its end; b"" for another."""
    at, kinds, packed = len(PNG), [], []
    while at + 12 <= len(content) and b"IEND" not in kinds:
        kinds.append(content[at + 4 : at + 8])
        after = at + 12 + int.from_bytes(content[at : at + 4], "big")
        if kinds[-1] == b"IDAT":
            packed.append(content[at + 8 : after - 4])
        at = after
    if at > len(content) or kinds[:1] != [b"IHDR"] or not packed:
        return b""
    if kinds[-1] == b"IEND":
        return content
    return content[:at] + IEND if _has_all_pixels(b"".join(packed)) else b""


def _has_all_pixels(packed: bytes) -> bool:
    """Tell whether the stream of packed pixels comes to its end; none is kept, and of too many it is not asked."""
    pixels = zlib.decompressobj()
    try:
        for _ in range(MOST_PIECES):
            pixels.decompress(packed, PIECE)
            packed = pixels.unconsumed_tail
            if not packed:
                break
    except zlib.error:
        return False
    return pixels.eof

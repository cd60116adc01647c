"""Whether the bytes of a picture are whole, by the marks of its format: no pixel is unpacked."""

from __future__ import annotations

import re

PNG, JPEG, GIF, BMP, EMF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b" EMF"
# a drawing that runs something, or reads what is not in it
REACHES_OUT = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|<script|<foreignObject|@import"
    rb"""|(?:href|src)\s*=\s*(?:"\s*(?!\#|data:)|'\s*(?!\#|data:))\S|url\(\s*["']?\s*(?!["'\#\s]|data:)""",
    re.IGNORECASE | re.VERBOSE,
)
SHORTEST = 14


def is_whole(content: bytes) -> bool:
    """Tell whether a picture is there to its end; one of a format that is not known is."""
    if len(content) < SHORTEST:
        return False
    if content.startswith(PNG):
        return _is_whole_png(content)
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


def _is_whole_png(content: bytes) -> bool:
    """Tell whether the chunks of a PNG follow each other from its head to its end."""
    at, kinds = len(PNG), []
    while at + 12 <= len(content):
        kinds.append(content[at + 4 : at + 8])
        at += 12 + int.from_bytes(content[at : at + 4], "big")
        if kinds[-1] == b"IEND":
            break
    return at <= len(content) and kinds[:1] == [b"IHDR"] and b"IDAT" in kinds and kinds[-1] == b"IEND"

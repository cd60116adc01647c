"""Drawings as pixels, for programs that show no SVG: the door of resvg."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from deck.assets.svg import UnfitError, cleaned, of_size

FACE = "Arimo"
FAMILIES = dict.fromkeys(("font_family", "serif_family", "sans_serif_family", "monospace_family", "cursive_family", "fantasy_family"), FACE)


def png_from(svg: bytes, width: int) -> bytes:
    """Return an SVG as a PNG of this width in pixels, on nothing; raises UnfitError, a ValueError, for one that cannot be shown."""
    drawing = cleaned(svg)
    return rendered(drawing.content, width, max(1, round(width * drawing.height / drawing.width)))


def rendered(svg: bytes, width: int, height: int) -> bytes:
    """Return a cleaned SVG as a PNG of this size.

    resvg 0.5 reads the files that an SVG names, and ends the whole program where it finds no room for the pixels that one asks for: so
    no other SVG may come here, and none without a size. It brings no fonts: texts are in those of the system, and in Arimo where theirs
    is not there.
    """
    import resvg_py  # most articles have no drawing

    faces = sorted(str(face) for face in files("fontpkg_arimo").joinpath("files").iterdir() if face.name.endswith(".ttf"))
    families: Any = FAMILIES
    try:
        text = of_size(svg, width, height).decode("utf-8")
        return bytes(resvg_py.svg_to_bytes(svg_string=text, width=width, height=height, font_files=faces, **families))
    except ValueError as error:
        raise UnfitError("is damaged, so it is left out; save it again") from error

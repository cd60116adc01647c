"""The typefaces of a theme, and what a text style that refers to them gets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree
from pptx.slide import SlideMaster

from deck.ooxml.colour import theme_of
from deck.ooxml.names import A

# by script class: Latin, complex, East Asian
SLOTS = ("latin", "cs", "ea")
DEFAULT = "Arial"


class Faces(NamedTuple):
    """A theme's typefaces for headings and for text, in the order of SLOTS; "" for one that it leaves open."""

    major: tuple[str, ...] = ("", "", "")
    minor: tuple[str, ...] = ("", "", "")


def faces_of(master: SlideMaster) -> Faces:
    """Return the typefaces of a master's theme."""
    theme = theme_of(master)
    scheme = None if theme is None else theme.find(f".//{{{A}}}fontScheme")
    if scheme is None:
        return Faces()
    found = [[scheme.find(f"{{{A}}}{name}/{{{A}}}{slot}") for slot in SLOTS] for name in ("majorFont", "minorFont")]
    return Faces(*(tuple("" if face is None else face.get("typeface", "") for face in faces) for faces in found))


def set_in(runs: Sequence[etree._Element], theme: Faces) -> tuple[str, ...]:
    """Return the typefaces, in the order of SLOTS, of a level whose run properties are `runs`, the nearest first.

    "+mj-lt" and the like stand for the theme's own (ECMA-376-1, 20.1.4.1.17); where nobody says, it is the theme's for text.
    """
    latin, *others = (_face(i, runs, theme) for i in range(len(SLOTS)))
    return latin or DEFAULT, *others


def _face(slot: int, runs: Sequence[etree._Element], theme: Faces) -> str:
    said = (run.find(f"{{{A}}}{SLOTS[slot]}") for run in runs)
    face = next((found.get("typeface", "") for found in said if found is not None), "+mn")
    if face.startswith("+"):
        return (theme.major if face.startswith("+mj") else theme.minor)[slot]
    return str(face)

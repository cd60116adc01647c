"""How text stands in its frame: what a:bodyPr says of it, a placeholder's own or that of the master's it inherits from."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from deck.ooxml.names import A

# what says that a text stays as it is, and what says otherwise
FITTINGS = tuple(f"{{{A}}}{name}" for name in ("noAutofit", "normAutofit", "spAutoFit"))
# text that is spread over its height begins at the top
ANCHORS = {"t": "t", "ctr": "ctr", "b": "b", "just": "t", "dist": "t"}


def anchor_of(bodies: Sequence[etree._Element]) -> str:
    """Return where text stands in its frame: "t", "ctr" or "b"; `bodies` are what counts, the nearest first."""
    return ANCHORS.get(_said(bodies, "anchor", "t"), "t")


def is_vertical(bodies: Sequence[etree._Element]) -> bool:
    """Tell whether lines run from top to bottom, or from bottom to top."""
    return _said(bodies, "vert", "horz") != "horz"


def _said(bodies: Sequence[etree._Element], name: str, usual: str) -> str:
    return next((str(body.get(name)) for body in bodies if body.get(name) is not None), usual)


def is_resized(bodies: Sequence[etree._Element]) -> bool:
    """Tell whether a program makes the text smaller, or the shape larger, where the text does not fit."""
    said = (child.tag for body in bodies for child in body if child.tag in FITTINGS)
    return next(said, FITTINGS[0]) != FITTINGS[0]


def is_unwrapped(bodies: Sequence[etree._Element]) -> bool:
    """Tell whether a line goes on beyond the shape."""
    return _said(bodies, "wrap", "square") == "none"

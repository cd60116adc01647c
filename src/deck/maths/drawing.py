"""How large a formula is, and its picture for programs that know no formulas: the one door of ziamath."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from copy import deepcopy
from typing import NamedTuple, TypeAlias
from xml.etree.ElementTree import Element

from ziamath.zmath import Math

from deck.maths.source import UnsetError
from deck.model.article import Image
from deck.model.formula import Extent

# what ziamath 0.13 lets through for MathML that it cannot set
FAULTS = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError, AssertionError, NotImplementedError)
# units of the drawing for one em, and how many pixels a unit becomes: sharp at 44 points on a slide of 1920 pixels
EM = 24.0
ZOOM = 4.0
MOST_PIXELS = 6_000


# an SVG as a PNG of a width in pixels; a ValueError for one that cannot be
Painted: TypeAlias = Callable[[bytes, int], bytes]


class Drawn(NamedTuple):
    """A formula's size, its picture, and the bytes of that (PNG, on no ground)."""

    extent: Extent
    image: Image
    content: bytes


def drawn(mathml: Element, painted: Painted) -> Drawn:
    """Return how a formula in MathML looks; `painted` makes pixels of its drawing.

    Raises UnsetError for one that cannot be set, and nothing else.
    """
    try:
        formula = Math(deepcopy(mathml), size=EM, margin=1.0)
        width, height = formula.getsize()
        zoom = min(ZOOM, MOST_PIXELS / max(width, height, 1.0))
        content = painted(formula.svg().encode(), max(1, round(width * zoom)))
    except FAULTS as error:
        raise UnsetError("it cannot be drawn") from error
    if width <= 0 or height <= 0:
        raise UnsetError("nothing of it is visible")
    # the size of a PNG stands in its header, behind the signature and the length and name of the first chunk (ISO/IEC 15948, 11.2.2)
    pixels = (int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))
    return Drawn(Extent(width / EM, height / EM), Image(hashlib.sha256(content).hexdigest(), "png", *pixels), content)

"""LaTeX -> MathML -> our tree; the one door of latex2mathml."""

from __future__ import annotations

from functools import lru_cache
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from latex2mathml import exceptions
from latex2mathml.converter import Converter

from deck.maths.source import UnsetError, prepared
from deck.maths.tree import node_from
from deck.model.formula import Node

# what latex2mathml 3.81 raises for sources that it cannot read: exceptions of its own without a common base, and Python's
FAULTS: tuple[type[Exception], ...] = (
    *(kind for kind in vars(exceptions).values() if isinstance(kind, type) and issubclass(kind, Exception)),
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError, AssertionError, StopIteration),
)


# scripts that become limits, and what a display formula is made of
LIMITED = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
IN_DISPLAY = frozenset(("math", "mrow", "mstyle", "mtable", "mtr", "mtd", "mpadded", "menclose", "msqrt"))
SUMS = frozenset("∑∏∐⋃⋂⋁⋀⨁⨂⨀⨄⨆")
LIMITING = frozenset(("lim", "max", "min", "sup", "inf", "argmax", "argmin", "det", "gcd", "Pr"))


class Parsed(NamedTuple):
    """A formula as MathML, and as a tree of ours."""

    mathml: Element
    tree: Node


@lru_cache(maxsize=256)
def parsed(source: str, *, display: bool) -> Parsed:
    """Return a formula in LaTeX, read. Raises UnsetError where it cannot be, and nothing else; it always comes to an end."""
    text = prepared(source)
    try:
        # a converter each: one that is used again numbers equations and keeps macros
        mathml = Converter(display="block" if display else "inline").convert_to_element(text)
    except UnsetError:
        raise
    except FAULTS as error:
        raise UnsetError("it is not LaTeX that can be read") from error
    # as elements without a namespace: that is what ziamath reads
    del mathml.attrib["xmlns"]
    for element in mathml.iter():
        # a bare mark of alignment, where a written one is told as a character reference
        if element.text == "&":
            raise UnsetError("“&” stands outside of what it could align")
        if element.text:
            element.text = unescape(element.text)
            if element.text.startswith("\\") and len(element.text) > 1:
                raise UnsetError(f"{element.text} is not known")
    if display:
        _put_limits(mathml)
    return Parsed(mathml, node_from(mathml))


def _put_limits(element: Element) -> None:
    """Put what stands beside a sum or a maximum below and above it, as a display formula has it where it is no part of a smaller one."""
    if element.tag in LIMITED and len(element) and _has_limits(element[0]):
        element.tag = LIMITED[element.tag]
    elif element.tag == "mtable" and element.get("displaystyle") != "true":
        return
    for child in element if element.tag in IN_DISPLAY else ():
        _put_limits(child)


def _has_limits(base: Element) -> bool:
    return base.get("movablelimits") == "true" or (base.text or "") in SUMS or (base.text or "") in LIMITING

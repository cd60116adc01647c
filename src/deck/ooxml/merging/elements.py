"""Small acts on elements."""

from __future__ import annotations

from lxml import etree


def present(element: etree._Element | None) -> etree._Element:
    """Return an element that a part cannot be without; raises ValueError for a broken part."""
    if element is None:
        raise ValueError("a part lacks an element that it must have")
    return element


def drop(element: etree._Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def match(element: etree._Element, other: etree._Element, *names: str) -> None:
    """Give an element these attributes of another: those that it lacks are taken off."""
    for name in names:
        unset(element, name)
        value = other.get(name)
        if value is not None:
            element.set(name, value)


def unset(element: etree._Element, name: str) -> None:
    if name in element.attrib:
        del element.attrib[name]


def same(one: etree._Element, other: etree._Element) -> bool:
    """Tell whether two elements say the same, whatever their prefixes; the text behind them does not count."""
    if (one.tag, one.text or "", len(one)) != (other.tag, other.text or "", len(other)):
        return False
    return set(one.attrib.items()) == set(other.attrib.items()) and all(same(*pair) for pair in zip(one, other, strict=True))

"""A paragraph of both sides: the words of either, in the formatting that was on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from deck.model.merged import MergedParagraph, Piece, Side
from deck.ooxml.merging.elements import present, same, unset
from deck.ooxml.names import A
from deck.ooxml.places import atoms

LINKS = (f"{{{A}}}hlinkClick", f"{{{A}}}hlinkMouseOver")
# what may follow a link in the properties of a run
BEHIND_LINK = (f"{{{A}}}hlinkMouseOver", f"{{{A}}}rtl", f"{{{A}}}extLst")
SPELLING = ("err", "dirty")
RUN, FIELD, BREAK = f"{{{A}}}r", f"{{{A}}}fld", f"{{{A}}}br"
COLOUR = f"{{{A}}}solidFill"
LOOK, OWN, LAST = f"{{{A}}}rPr", f"{{{A}}}pPr", f"{{{A}}}endParaRPr"


def composed(meant: MergedParagraph, disk: etree._Element | None, new: etree._Element | None) -> etree._Element:
    """Return a paragraph of the result; `disk` and `new` are copies that belong to its part already."""
    if disk is None or new is None:
        paragraph = disk if disk is not None else new
        if paragraph is None:
            paragraph = etree.Element(f"{{{A}}}p")
    else:
        paragraph = _spliced(disk, new, meant.pieces)
        if meant.dressed:
            _dress(paragraph, new)
        if meant.plain:
            _uncolour(paragraph)
    if meant.size is not None:
        _resize(paragraph, str(round(meant.size * 100)))
    return paragraph


def _spliced(disk: etree._Element, new: etree._Element, pieces: tuple[Piece, ...]) -> etree._Element:
    """Return the disk's paragraph with these pieces as its words."""
    laid = [(found, piece.side) for piece in pieces for found in _slice(disk if piece.side is Side.DISK else new, piece)]
    paragraph = etree.Element(f"{{{A}}}p")
    paragraph.extend(deepcopy(disk.findall(OWN)))
    for n, (found, side) in enumerate(laid):
        if side is Side.NEW:
            left = next((one for one, _ in reversed(laid[:n]) if _worn(one)), None)
            right = next((one for one, where in laid[n + 1 :] if where is Side.DISK and _worn(one)), None)
            _wear(found, left, right, disk)
    for found, _ in laid:
        _append(paragraph, found)
    paragraph.extend(deepcopy(disk.findall(LAST)))
    return paragraph


def _slice(paragraph: etree._Element, piece: Piece) -> Iterator[etree._Element]:
    """Yield copies of the runs, fields and breaks between two places, cut there; what has no characters goes with those before it."""
    at = 0
    for text, element in atoms(paragraph):
        start, end = max(piece.start - at, 0), min(piece.end - at, len(text))
        inside = start < end if text else piece.start < at <= piece.end or at == piece.start == 0
        at += len(text)
        if not inside:
            continue
        if (start, end) == (0, len(text)) or not text:
            yield _copy(element)
        else:
            run = etree.Element(RUN)
            run.extend(deepcopy(element.findall(LOOK)))
            etree.SubElement(run, f"{{{A}}}t").text = text[start:end]
            yield run


def _copy(element: etree._Element) -> etree._Element:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _worn(element: etree._Element) -> bool:
    """Tell whether an element has characters, and so a look."""
    return element.tag in (RUN, FIELD, BREAK)


def _wear(element: etree._Element, left: etree._Element | None, right: etree._Element | None, disk: etree._Element) -> None:
    """Dress new characters as their neighbour; they are part of a link only where they stand inside one, or bring their own."""
    if not _worn(element):
        return
    own = element.find(LOOK)
    link = None if own is None else own.find(LINKS[0])
    if left is not None and right is not None and _address(left) and _address(left) == _address(right):
        link = left.find(f"{LOOK}/{LINKS[0]}")
    near = left if left is not None else right
    clothes = _clothes(near, disk)
    if clothes is not None:
        for found in [child for child in clothes if child.tag in LINKS]:
            clothes.remove(found)
        for name in SPELLING:
            unset(clothes, name)
    if link is not None:
        clothes = etree.Element(LOOK) if clothes is None else clothes
        behind = next((n for n, child in enumerate(clothes) if child.tag in BEHIND_LINK), len(clothes))
        clothes.insert(behind, deepcopy(link))
    if own is not None:
        element.remove(own)
    if clothes is not None:
        element.insert(0, clothes)


def _clothes(near: etree._Element | None, disk: etree._Element) -> etree._Element | None:
    """Return a copy of a neighbour's look; without one, of the first run's, or of what the paragraph's end says."""
    if near is None:
        near = next((found for _, found in atoms(disk) if _worn(found)), None)
    if near is not None:
        return None if near.find(LOOK) is None else deepcopy(near.find(LOOK))
    last = disk.find(LAST)
    if last is None:
        return None
    clothes = deepcopy(last)
    clothes.tag = LOOK
    clothes.tail = None
    return clothes


def _address(element: etree._Element) -> str:
    look = element.find(LOOK)
    link = None if look is None else look.find(LINKS[0])
    return "" if link is None else etree.tostring(link).decode()


def _append(paragraph: etree._Element, element: etree._Element) -> None:
    """Add a run to a paragraph; one that looks as the one before it continues that."""
    last = paragraph[-1] if len(paragraph) else None
    if last is not None and last.tag == element.tag == RUN and _alike(last, element):
        present(last.find(f"{{{A}}}t")).text = (last.findtext(f"{{{A}}}t") or "") + (element.findtext(f"{{{A}}}t") or "")
    else:
        paragraph.append(element)


def _alike(one: etree._Element, other: etree._Element) -> bool:
    """Tell whether two runs look the same."""
    look, wanted = one.find(LOOK), other.find(LOOK)
    return look is wanted if look is None or wanted is None else same(look, wanted)


def _dress(paragraph: etree._Element, new: etree._Element) -> None:
    """Give a paragraph the properties and the size of the new one."""
    for old in paragraph.findall(OWN):
        paragraph.remove(old)
    for properties in new.findall(OWN):
        paragraph.insert(0, deepcopy(properties))
    looks = [found for _, child in atoms(new) if (found := child.find(LOOK)) is not None]
    _resize(paragraph, next((look.get("sz") for look in [*looks, *new.findall(LAST)]), None))


def _uncolour(paragraph: etree._Element) -> None:
    """Take the colours off all characters but links, which are as the theme has them."""
    for look in paragraph.iter(LOOK, LAST):
        if look.find(LINKS[0]) is None:
            for colour in look.findall(COLOUR):
                look.remove(colour)


def _resize(paragraph: etree._Element, size: str | None) -> None:
    """Set the size of all characters of a paragraph; None: none of their own."""
    for _, child in atoms(paragraph):
        if not _worn(child):
            continue
        look = child.find(LOOK)
        if look is None and size is not None:
            look = etree.Element(LOOK)
            child.insert(0, look)
        _set_size(look, size)
    last = paragraph.find(LAST)
    if last is None and size is not None and not any(_worn(child) for child in paragraph):
        last = etree.SubElement(paragraph, LAST)
    _set_size(last, size)


def _set_size(look: etree._Element | None, size: str | None) -> None:
    if look is None:
        return
    if size is None:
        unset(look, "sz")
    else:
        look.set("sz", size)

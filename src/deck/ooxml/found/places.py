"""Where placeholders stand that do not say so themselves: their layout says it, or its master."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from deck.model.units import Box
from deck.ooxml.found.looks import canonical
from deck.ooxml.names import A, P, whole
from deck.ooxml.package import parsed
from deck.ooxml.template import MASTER_KIND

MARK, FRAME = f"{{{P}}}nvSpPr/{{{P}}}nvPr/{{{P}}}ph", f"{{{P}}}spPr/{{{A}}}xfrm"
OFFSET, EXTENT = f"{{{A}}}off", f"{{{A}}}ext"


class Holder(NamedTuple):
    """A placeholder of a layout or a master; `box` is None where it does not say where it stands."""

    kind: str
    idx: int
    box: Box | None


class Sheet(NamedTuple):
    """A layout or a master by itself: its name, its placeholders, and its background in canonical form."""

    name: str = ""
    holders: tuple[Holder, ...] = ()
    ground: str = ""


class Places(NamedTuple):
    """A layout: its name, its placeholders with their places resolved, and the master's."""

    name: str = ""
    holders: tuple[Holder, ...] = ()
    master: tuple[Holder, ...] = ()


def box_of(frame: etree._Element | None) -> Box | None:
    """Return the place that an xfrm tells."""
    if frame is None:
        return None
    offset, extent = frame.find(OFFSET), frame.find(EXTENT)
    if offset is None or extent is None:
        return None
    return Box(whole(offset.get("x")), whole(offset.get("y")), whole(extent.get("cx")), whole(extent.get("cy")))


# templates are few, and each is read with every deck that is made on it
@lru_cache(maxsize=512)
def sheet_of(content: bytes) -> Sheet:
    """Return what a layout or a master says of itself."""
    slide = parsed(content).find(f"{{{P}}}cSld")
    if slide is None:
        return Sheet()
    ground = slide.find(f"{{{P}}}bg")
    return Sheet(str(slide.get("name", "")), tuple(_holders(slide)), "" if ground is None else canonical(ground, {}))


def _holders(slide: etree._Element) -> Iterator[Holder]:
    for shape in slide.iter(f"{{{P}}}sp"):
        mark = shape.find(MARK)
        if mark is not None:
            yield Holder(mark.get("type", "obj"), whole(mark.get("idx")), box_of(shape.find(FRAME)))


def places_of(layout: Sheet, master: Sheet) -> Places:
    """Return a layout on its master."""
    resolved = (holder._replace(box=holder.box or _of_kind(holder.kind, master.holders)) for holder in layout.holders)
    return Places(layout.name, tuple(resolved), master.holders)


def inherited(kind: str, idx: int, places: Places) -> Box | None:
    """Return where a placeholder of a slide stands by its layout: that of the same idx, else of the same type, else the master's.

    A body that another program left without an idx is no title, although a title has none either.
    """
    same = [holder for holder in places.holders if holder.idx == idx]
    found = next((holder for holder in same if _family(holder.kind) == _family(kind)), None)
    found = found or next((holder for holder in same if idx), None)
    found = found or next((holder for holder in places.holders if holder.kind == kind), None)
    found = found or next((holder for holder in places.holders if _family(holder.kind) == _family(kind)), None)
    return (found and found.box) or _of_kind(kind, places.master)


def _of_kind(kind: str, master: tuple[Holder, ...]) -> Box | None:
    return next((holder.box for holder in master if _family(holder.kind) == _family(kind)), None)


def _family(kind: str) -> str:
    return MASTER_KIND.get(kind, kind)

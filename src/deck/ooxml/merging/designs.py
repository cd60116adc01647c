"""Layouts and notes masters of the new deck in the package of the result: those that are there already, or copies."""

from __future__ import annotations

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.ooxml.merging.boxes import Seat, seat_of
from deck.ooxml.merging.carrying import Carrier
from deck.ooxml.merging.opened import Changing, Opened, id_of
from deck.ooxml.names import P, R
from deck.ooxml.package import Relation
from deck.ooxml.places import shapes_of

# ids of masters and layouts share one range (ECMA-376-1, 19.7.13)
FIRST_ID = 2_147_483_648
# what may stand before the list of notes masters, and before that of slides
BEFORE_NOTES, BEFORE_SLIDES = ("sldMasterIdLst",), ("handoutMasterIdLst", "notesMasterIdLst", "sldMasterIdLst")


class Designs:
    """Finds for a layout or a notes master of the new deck the part of the result that stands for it.

    `anew`: the layouts that the disk has stand for none, however like they are.
    """

    def __init__(self, new: Carrier, result: Changing, *, anew: bool = False) -> None:
        self._new, self._result = new, result
        self._grafting = False
        self._known: dict[tuple[str, frozenset[Seat]], str] = {}
        for layout in () if anew else reversed(list(_layouts(result))):
            self._known[_face(result, layout)] = layout

    def find(self, kind: str, name: str) -> str | None:
        """Return the part of the result that stands for a part of the new deck, None for what is no layout and no notes master."""
        if kind == RT.NOTES_MASTER:
            return self._notes_master(name)
        # a master that is carried carries its own layouts, whatever the result has under their names
        if kind != RT.SLIDE_LAYOUT or self._grafting:
            return None
        held = self.held(name)
        if held is None:
            self._graft(self._new.source.related(name, RT.SLIDE_MASTER)[0])
            held = self._new.carried(name)
        return held

    def held(self, layout: str) -> str | None:
        """Return the layout of the result that has the name and the placeholders of one of the new deck, None for none."""
        return self._known.get(_face(self._new.source, layout)) or self._new.carried(layout) or None

    def bring(self) -> None:
        """Bring all masters of the new deck into the result."""
        for layout in _layouts(self._new.source):
            self.find(RT.SLIDE_LAYOUT, layout)

    def _notes_master(self, name: str) -> str:
        held = self._result.related(self._result.main, RT.NOTES_MASTER)
        if held:
            return held[0]
        copy = self._new.part(name)
        relation = self._result.relate(self._result.main, Relation("", RT.NOTES_MASTER, copy))
        root = self._result.root(self._result.main)
        if root.find(f"{{{P}}}notesMasterIdLst") is None:
            listed = list_behind(root, "notesMasterIdLst", BEFORE_NOTES)
            etree.SubElement(listed, f"{{{P}}}notesMasterId").set(f"{{{R}}}id", relation)
        return copy

    def _graft(self, master: str) -> None:
        """Copy a master with all its layouts, and list it behind those that are there."""
        taken = _ids(self._result)
        self._grafting = True
        copy = self._new.part(master)
        self._grafting = False
        root = self._result.root(self._result.main)
        listed = root.find(f"{{{P}}}sldMasterIdLst")
        if listed is None:
            listed = etree.Element(f"{{{P}}}sldMasterIdLst")
            root.insert(0, listed)
        number = max([FIRST_ID - 1, *taken]) + 1
        entry = etree.SubElement(listed, f"{{{P}}}sldMasterId", id=str(number))
        entry.set(f"{{{R}}}id", self._result.relate(self._result.main, Relation("", RT.SLIDE_MASTER, copy)))
        for n, row in enumerate(self._result.root(copy).iter(f"{{{P}}}sldLayoutId"), number + 1):
            row.set("id", str(n))


def list_behind(root: etree._Element, tag: str, before: tuple[str, ...]) -> etree._Element:
    """Return a new list of the presentation, in its place behind those that stand before it."""
    listed = etree.Element(f"{{{P}}}{tag}")
    found = next((held for name in before if (held := root.find(f"{{{P}}}{name}")) is not None), None)
    if found is None:
        root.insert(0, listed)
    else:
        found.addnext(listed)
    return listed


def _layouts(package: Opened) -> list[str]:
    rows = package.rows(package.main)
    listed = package.root(package.main).iter(f"{{{P}}}sldMasterId")
    masters = [rows[id_of(row)].target for row in listed if id_of(row) in rows]
    return [layout for master in masters for layout in package.related(master, RT.SLIDE_LAYOUT)]


def _face(package: Opened, layout: str) -> tuple[str, frozenset[Seat]]:
    """Return by what a layout is known: its name and its placeholders."""
    root = package.root(layout)
    named = root.find(f"{{{P}}}cSld")
    seats = (seat_of(shape) for shape in shapes_of(root))
    return "" if named is None else str(named.get("name", "")), frozenset(seat for seat in seats if seat is not None)


def _ids(package: Opened) -> set[int]:
    """Return the ids of all masters and layouts."""
    rows = [*package.root(package.main).iter(f"{{{P}}}sldMasterId")]
    for master in package.related(package.main, RT.SLIDE_MASTER):
        rows += package.root(master).iter(f"{{{P}}}sldLayoutId")
    return {int(row.get("id", FIRST_ID)) for row in rows}

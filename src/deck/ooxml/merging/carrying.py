"""Parts and pieces of XML carried from one package to another, with all that they relate to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.ooxml.merging.elements import drop
from deck.ooxml.merging.opened import Changing, Opened
from deck.ooxml.names import R
from deck.ooxml.package import Relation, parsed, serialized

# comments name their authors by numbers of their own package
NOT_CARRIED = (RT.COMMENTS, "http://schemas.microsoft.com/office/2018/10/relationships/comments")
RELATED = f"{{{R}}}"
IDS = etree.XPath("//@r:*", namespaces={"r": R})
PICTURES = (RT.IMAGE, RT.MEDIA, RT.VIDEO, RT.AUDIO, "http://schemas.microsoft.com/office/2007/relationships/media")


class Carrier:
    """Carries from a source into a result.

    `slides` gives the slide of the result for each of the source's that is in it. A source whose parts are in the result as they are is
    `own`; of another one `designs` finds the layouts and notes masters (by the kind of a relation and the part), and `held` a layout that
    is there already.
    """

    def __init__(self, source: Opened, result: Changing, slides: Mapping[str, str], own: bool = False) -> None:
        self.source, self.result, self.slides, self._own = source, result, slides, own
        self.designs: Callable[[str, str], str | None] = lambda _kind, _name: None
        self._carried: dict[str, str] = {}
        self.held: Callable[[str], str | None] = lambda _layout: None

    def element(self, element: etree._Element, source: str, target: str) -> etree._Element | None:
        """Return a copy of an element of the part `source` for the part `target`; None where it leads to what is gone, and only there."""
        copy = deepcopy(element)
        copy.tail = None
        for found in list(related_elements(copy)):
            for name, value in _related(found):
                if value in self.source.rows(source):
                    relation = self.relation(self.source.rows(source)[value])
                    if relation is not None and self._own and source == target:
                        self.result.rows(target).setdefault(value, relation)
                    elif relation is not None:
                        found.set(name, self.result.relate(target, relation))
                    elif found is copy:
                        return None
                    else:
                        drop(found)
                        break
        return copy

    def relation(self, relation: Relation) -> Relation | None:
        """Return a relation of the source as the result has it; None where what it leads to is not there."""
        if relation.outside:
            return relation
        if relation.kind == RT.SLIDE:
            slide = self.slides.get(relation.target)
            return None if slide is None else relation._replace(target=slide)
        if self._own:
            return relation
        if relation.kind in NOT_CARRIED or relation.target not in self.source.parts:
            return None
        name = self.designs(relation.kind, relation.target)
        return relation._replace(target=name or self.part(relation.target, picture=relation.kind in PICTURES))

    def carried(self, name: str) -> str:
        """Return the name in the result of a part that was carried, "" for one that was not."""
        return self._carried.get(name, "")

    def part(self, name: str, home: str = "", picture: bool = False) -> str:
        """Return the name in the result of a part of the source, which is carried there once, to `home` or to a free name."""
        if name in self._carried:
            return self._carried[name]
        content, kind = self.source.parts[name], self.source.content_type(name)
        if picture and not self.source.rows(name):
            self._carried[name] = self.result.picture(content, name, kind)
            return self._carried[name]
        self._carried[name] = home = home or self.result.free(name)
        rows = {id_: self.relation(row) for id_, row in self.source.rows(name).items()}
        gone = {id_ for id_, row in rows.items() if row is None}
        self.result.add(home, without(content, gone) if gone else content, kind, {id_: row for id_, row in rows.items() if row is not None})
        return home


def related_elements(root: etree._Element) -> Iterator[etree._Element]:
    """Yield each element that speaks of a relation."""
    for element in root.iter(etree.Element):
        if _related(element):
            yield element


def _related(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.attrib.items() if str(name).startswith(RELATED)]


def used(root: etree._Element) -> set[str]:
    """Return the ids of all relations that a part speaks of."""
    found = IDS(root)
    return set(map(str, found)) if isinstance(found, list) else set()


def cut(root: etree._Element, ids: set[str]) -> None:
    """Drop what speaks of relations that are gone: clicks, above all."""
    for element in list(related_elements(root)):
        if any(value in ids for _, value in _related(element)):
            drop(element)


def without(content: bytes, ids: set[str]) -> bytes:
    """Return a part without what speaks of relations that are gone."""
    root = parsed(content)
    before = etree.tostring(root)
    cut(root, ids)
    return content if etree.tostring(root) == before else serialized(root)

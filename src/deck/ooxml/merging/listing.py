"""The lists of a presentation: its slides, its sections, its custom shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.ooxml.merging.carrying import cut
from deck.ooxml.merging.designs import BEFORE_SLIDES, list_behind
from deck.ooxml.merging.elements import present
from deck.ooxml.merging.opened import Changing, id_of
from deck.ooxml.names import P14, P, R
from deck.ooxml.package import Relation

FIRST_SLIDE_ID, LAST_SLIDE_ID = 256, 2_147_483_647
SECTION, ENTRY = f"{{{P14}}}section", f"{{{P14}}}sldId"


def list_slides(package: Changing, parts: Sequence[str], taken: set[int]) -> None:
    """List the slides of the result in their order; those that were listed keep their ids, others get one that is not `taken`."""
    root, rows = package.root(package.main), package.rows(package.main)
    before = package.listed()
    # one that is listed twice counts where it is first
    entries = {rows[id_of(row)].target: row for row in reversed(before) if id_of(row) in rows}
    numbers = _free_ids(taken, len(parts))
    listed = root.find(f"{{{P}}}sldIdLst")
    if listed is None:
        listed = list_behind(root, "sldIdLst", BEFORE_SLIDES)
    after = []
    for name in parts:
        entry = entries.get(name)
        if entry is None:
            entry = etree.Element(f"{{{P}}}sldId", id=str(next(numbers)))
            entry.set(f"{{{R}}}id", package.relate(package.main, Relation("", RT.SLIDE, name)))
        after.append(entry)
    if [id(row) for row in before] != [id(row) for row in after]:
        for row in before:
            listed.remove(row)
        for n, row in enumerate(after):
            listed.insert(n, row)
    _list_sections(root, [str(row.get("id")) for row in after])


def drop_slides(package: Changing, names: set[str]) -> None:
    """Remove slides with their notes, and all that leads to them: clicks, custom shows, open outlines."""
    gone = names | {notes for name in names if (notes := package.notes(name))}
    if not gone:
        return
    for part in ["", *package.parts]:
        if part in gone or part.endswith(".rels"):
            continue
        rows = package.rows(part)
        ids = {id_ for id_, row in rows.items() if not row.outside and row.target in gone}
        if ids:
            cut(package.root(part), ids)
            for id_ in ids:
                del rows[id_]
    package.remove(gone)


def _free_ids(taken: set[int], wanted: int) -> Iterator[int]:
    start = max([FIRST_SLIDE_ID - 1, *taken]) + 1
    if start + wanted > LAST_SLIDE_ID:
        return (n for n in range(FIRST_SLIDE_ID, LAST_SLIDE_ID) if n not in taken)
    return iter(range(start, start + wanted))


def _list_sections(root: etree._Element, ids: list[str]) -> None:
    """Write the slides of each section in the order of the result: a section is a run of slides, an added one joins its neighbour's."""
    sections = list(root.iter(SECTION))
    if not sections:
        return
    home = {str(row.get("id")): n for n, section in enumerate(sections) for row in section.iter(ENTRY)}
    homes = [home.get(id_) for id_ in ids]
    first = next((found for found in homes if found is not None), 0)
    seen: set[int | None] = set()
    placed: list[int] = []
    for n, (found, following) in enumerate(zip(homes, _following(homes), strict=True)):
        last = placed[-1] if n else first
        stray = found != last and (found in seen or following == last)
        placed.append(last if found is None or (n and stray) else found)
        seen.add(placed[-1])
    members: list[list[str]] = [[] for _ in sections]
    for id_, where in zip(ids, placed, strict=True):
        members[where].append(id_)
    for section, wanted in zip(sections, members, strict=True):
        _fill_section(section, wanted)
    order = [*dict.fromkeys(placed)]
    shown = [n for n in range(len(sections)) if members[n]]
    if order != shown:
        _order_sections(sections, order)


def _following(homes: Sequence[int | None]) -> list[int | None]:
    """Return for each slide the section of the next one behind it that is in any."""
    found: list[int | None] = []
    last: int | None = None
    for home in reversed(homes):
        found.append(last)
        last = last if home is None else home
    return found[::-1]


def _fill_section(section: etree._Element, ids: list[str]) -> None:
    if [str(row.get("id")) for row in section.iter(ENTRY)] == ids:
        return
    listed = section.find(f"{{{P14}}}sldIdLst")
    if listed is None:
        listed = etree.Element(f"{{{P14}}}sldIdLst")
        section.insert(0, listed)
    for row in list(listed):
        listed.remove(row)
    for id_ in ids:
        etree.SubElement(listed, ENTRY, id=id_)


def _order_sections(sections: list[etree._Element], order: list[int]) -> None:
    """Put the sections in the order of their slides; an empty one stays behind the one that it followed."""
    place = {n: at for at, n in enumerate(order)}
    rank, last = {}, -1
    for n in range(len(sections)):
        last = place.get(n, last)
        rank[n] = (last, n not in place, n)
    parent = present(sections[0].getparent())
    for n in sorted(rank, key=lambda n: rank[n]):
        parent.append(sections[n])

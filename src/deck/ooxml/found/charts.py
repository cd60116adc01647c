"""A chart as digests: how it is drawn and of what, and what the cells of its workbook say."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.ooxml.found.looks import canonical, digest
from deck.ooxml.names import MC, C
from deck.ooxml.package import Parts, Relation, parsed, relations
from deck.ooxml.workbooks import cells_said

# bookkeeping, extensions, the language, and a number of a style that nothing inherits from
NOISE = frozenset(f"{{{C}}}{name}" for name in ("extLst", "externalData", "lang", "style", "date1904", "printSettings")) | {
    f"{{{MC}}}AlternateContent"
}
# numbers of axes: LibreOffice gives out others at each save
AXES = tuple(f"{{{C}}}{name}" for name in ("axId", "crossAx"))
MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships/"
# what a program attaches to a chart that it opened, and nothing of which is seen
ATTACHED = (f"{MICROSOFT}chartStyle", f"{MICROSOFT}chartColorStyle")


def chart_digest(content: bytes, ends: Iterable[str]) -> str:
    """Return a digest of a chart's part without noise; `ends` are those of what it leads to, its workbook aside."""
    root = deepcopy(parsed(content))
    numbers: dict[str, str] = {}
    for axis in root.iter(*AXES):
        axis.set("val", numbers.setdefault(str(axis.get("val")), str(len(numbers))))
    return digest("\n".join((canonical(root, {}, NOISE), *ends)))


def is_seen(relation: Relation) -> bool:
    """Tell whether what a part leads to is part of what is seen: not the workbook behind a chart, nor what programs attach to one."""
    return relation.kind not in (RT.PACKAGE, *ATTACHED)


def book_behind(parts: Parts, chart: str) -> str:
    """Return a digest of what the workbook behind a chart says, "" where it has none."""
    book = next((row.target for row in relations(parts, chart) if row.kind == RT.PACKAGE and row.target in parts), "")
    return book_digest(cells_said(parts[book])) if book else ""


def book_digest(form: str) -> str:
    return digest(form)

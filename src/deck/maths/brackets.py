"""Brackets that belong together, as one thing with what stands between them: programs set, and grow, them in pairs."""

from __future__ import annotations

from deck.maths.vocabulary import CLOSINGS, OPENINGS
from deck.model.formula import Fence, Node, Role, Row, Scripts, Symbol

# what opens and closes alike: it does so in turn, where there is an even number in a row
ALIKE = frozenset("|‖")
STROKE, GIVEN = Symbol("|", Role.OPERATOR, True), Symbol("\u2223", Role.OPERATOR, True)


def paired(parts: list[Node]) -> list[Node]:
    """Return a row's parts with every pair of brackets, and what stands behind the closing one, as one part."""
    rows: list[tuple[str, list[Node]]] = [("", [])]
    for part in parts:
        mark = _mark(part)
        if mark not in ALIKE and mark in CLOSINGS and rows[-1][0]:
            opening, inside = rows.pop()
            rows[-1][1].append(_closed(opening, _paired_alike(inside), part))
        elif isinstance(part, Symbol) and mark not in ALIKE and mark in OPENINGS:
            rows.append((mark, []))
        else:
            rows[-1][1].append(part)
    # one that nothing closes is a sign like any other
    out = [*rows[0][1], *(one for opening, inside in rows[1:] for one in (Symbol(opening, Role.OPERATOR, True), *inside))]
    return _paired_alike(out)


def _paired_alike(parts: list[Node]) -> list[Node]:
    """Return parts with every two strokes of a kind as a pair; one that stands alone is that of "given that"."""
    for stroke in sorted(ALIKE):
        at = [n for n, part in enumerate(parts) if _mark(part) == stroke]
        for first, last in reversed(list(zip(at[::2], at[1::2], strict=False))):
            parts = [*parts[:first], _closed(stroke, parts[first + 1 : last], parts[last]), *parts[last + 1 :]]
    return [GIVEN if part == STROKE else part for part in parts]


def _mark(part: Node) -> str:
    """Return the bracket that a part is, with or without something raised or lowered behind it; "" for none."""
    base = part.base if isinstance(part, Scripts) else part
    return base.text if isinstance(base, Symbol) and base.role is Role.OPERATOR and (base.text in OPENINGS or base.text in CLOSINGS) else ""


def _closed(opening: str, inside: list[Node], part: Node) -> Node:
    closing = _mark(part)
    fence = Fence(opening, inside[0] if len(inside) == 1 else Row(tuple(inside)), closing)
    return part._replace(base=fence) if isinstance(part, Scripts) else fence

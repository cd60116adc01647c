"""A formula as a part of a sentence: slanting and upright letters, raised and lowered ones; and whether that says the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from deck.maths.vocabulary import BINARY, CLOSINGS, PUNCTUATION, RELATIONS
from deck.model.article import Inline, Run
from deck.model.formula import (
    LARGE,
    Accent,
    Bar,
    Brace,
    Coloured,
    Enclosed,
    Fence,
    Fraction,
    Grid,
    Hidden,
    Limits,
    Node,
    Role,
    Root,
    Row,
    Scripts,
    Space,
    Symbol,
    is_function,
)
from deck.model.inline import joined

# no line ends before a relation or an operator; one may behind it
GLUE = "\u00a0"
ROOTS = {"2": "√", "3": "∛", "4": "∜"}
PRIMES = frozenset("′″‴⁗")
# characters that are raised or lowered by themselves, by what they stand for
RAISED = {unicodedata.normalize("NFKC", c): c for c in map(chr, (0xB9, 0xB2, 0xB3, *range(0x2070, 0x2080))) if c.isprintable()}
LOWERED = {unicodedata.normalize("NFKC", c): c for c in map(chr, (*range(0x2080, 0x209D), 0x1D62, 0x2C7C)) if c.isprintable()}
BAR = "\u0304"
# space (em) from which one is a word's
WORD = 0.2


class _Line:
    """What is written so far; `same` turns false where a line of text says less than the formula."""

    def __init__(self, style: Run) -> None:
        self.style = style
        self.runs: list[Run] = []
        self.same = True
        self.shift = 0

    def put(self, text: str, *, italic: bool = False, bold: bool = False) -> None:
        self.runs.append(self.style._replace(text=text, math=False, shift=self.shift, italic=italic, bold=bold or self.style.bold))

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def inline(tree: Node, style: Run) -> tuple[Inline, bool]:
    """Return a formula as runs in the style of its sentence, and whether they say the same."""
    line = _Line(style)
    _write(tree, line)
    return joined(line.runs), line.same


def _write(node: Node, line: _Line) -> None:
    _WRITERS[type(node)](node, line)


def _symbol(node: Symbol, line: _Line) -> None:
    if node.role is Role.WORDS:
        line.put(node.text)
    else:
        line.put(node.text, italic=not node.upright, bold=node.bold)


def _space(node: Space, line: _Line) -> None:
    if node.ems >= WORD and line.text and not line.text.endswith((" ", GLUE)):
        line.put(" ")


def _row(node: Row, line: _Line) -> None:
    parts = node.parts
    for n, part in enumerate(parts):
        before, behind = (parts[n - 1] if n else None), (parts[n + 1] if n + 1 < len(parts) else None)
        mark = part.text if isinstance(part, Symbol) and part.role is Role.OPERATOR else ""
        if line.shift or not mark:
            if not line.shift and is_function(part) and before is not None and _is_operand(before) and not line.text.endswith((" ", GLUE)):
                line.put(GLUE)
            _write(part, line)
            if _needs_room(part, behind):
                line.put(GLUE)
        elif mark in RELATIONS or (mark in BINARY and _is_operand(before) and behind is not None):
            apart = not line.text.endswith((" ", GLUE))
            line.put(f"{GLUE if n and apart else ''}{mark}{' ' if behind is not None else ''}")
        elif mark in PUNCTUATION and behind is not None:
            line.put(f"{mark} ")
        else:
            line.put(mark)


def _needs_room(part: Node, behind: Node | None) -> bool:
    """Tell whether a space stands behind a part: a function and its argument without brackets, a fraction or a sum and what it is of."""
    base = part.base if isinstance(part, Scripts | Limits) else part
    if behind is None or isinstance(behind, Space) or not isinstance(base, Symbol):
        return False
    if base.role is not Role.FUNCTION and base.text not in LARGE:
        return False
    return not isinstance(behind, Fence) and not (isinstance(behind, Symbol) and behind.role is Role.OPERATOR and behind.text not in "−√∑∫")


def _is_operand(node: Node | None) -> bool:
    """Tell whether an operator behind this one has two sides."""
    if not isinstance(node, Symbol):
        return node is not None and not isinstance(node, Space)
    return node.role is not Role.OPERATOR or node.text in CLOSINGS or node.text in "!′∞∅%"


def _is_atom(node: Node) -> bool:
    """Tell whether a part needs no brackets where it stands beside a stroke or under a root."""
    if isinstance(node, Row):
        return all(_is_atom(part) and not (isinstance(part, Symbol) and part.role is Role.OPERATOR) for part in node.parts)
    if isinstance(node, Scripts):
        return _is_atom(node.base)
    return isinstance(node, Symbol | Fence | Accent | Bar) and not (isinstance(node, Symbol) and node.role is Role.FUNCTION)


def _bracketed(node: Node, line: _Line, *, alone: bool = False) -> None:
    """Write a part in brackets where it is more than one thing; `alone`: a product is more than one, too."""
    if _is_atom(node) and not (alone and isinstance(node, Row) and len(node.parts) > 1):
        _write(node, line)
        return
    line.put("(")
    _write(node, line)
    line.put(")")


def _fraction(node: Fraction, line: _Line) -> None:
    if not node.ruled or any(_holds(part, Fraction) for part in (node.above, node.below)):
        line.same = False
    _bracketed(node.above, line)
    line.put("/" if node.ruled else " ")
    _bracketed(node.below, line, alone=True)


def _holds(node: object, kind: type) -> bool:
    return isinstance(node, kind) or (isinstance(node, tuple) and any(_holds(part, kind) for part in node))


def _root(node: Root, line: _Line) -> None:
    degree = node.degree.text if isinstance(node.degree, Symbol) else "2" if node.degree is None else ""
    line.same = line.same and degree in ROOTS
    line.put(ROOTS.get(degree, "√"))
    _bracketed(node.inside, line, alone=True)


def _scripts(node: Scripts, line: _Line) -> None:
    _write(node.base, line)
    for script, shift in ((node.sub, -1), (node.sup, 1)):
        if script is not None:
            _shifted(script, shift, line)


def _shifted(script: Node, shift: int, line: _Line) -> None:
    """Write what stands raised or lowered; in another such the digits that have characters of their own for that."""
    if isinstance(script, Symbol) and script.text and all(mark in PRIMES for mark in script.text):
        line.put(script.text)
        return
    if shift > 0 and script == Symbol("\u2218", Role.OPERATOR, True):
        line.put("°")
        return
    if not line.shift:
        line.shift = shift
        _write(script, line)
        line.shift = 0
        return
    small = _small(script, RAISED if shift > 0 else LOWERED)
    if small:
        line.put(small)
        return
    line.same = False
    line.put("^" if shift > 0 else "_")
    _bracketed(script, line)


def _small(node: Node, known: Mapping[str, str]) -> str:
    """Return a script in characters that are small by themselves, "" where one of it has none."""
    parts = node.parts if isinstance(node, Row) else (node,)
    text = "".join(part.text if isinstance(part, Symbol) else "?" for part in parts)
    return "".join(known[c] for c in text) if text and all(c in known for c in text) else ""


def _limits(node: Limits, line: _Line) -> None:
    base = node.base
    operator = isinstance(base, Symbol) and (base.role is Role.FUNCTION or base.text in LARGE)
    if not operator:
        line.same = False
    _scripts(Scripts(node.base, node.under, node.over), line)


def _accent(node: Accent, line: _Line) -> None:
    _marked(node.base, node.mark, line)


def _bar(node: Bar, line: _Line) -> None:
    _marked(node.base, "\u0332" if node.below else BAR, line)


def _marked(base: Node, mark: str, line: _Line) -> None:
    if isinstance(base, Symbol) and len(base.text) == 1:
        _symbol(base._replace(text=unicodedata.normalize("NFC", base.text + mark)), line)
        return
    line.same = False
    _bracketed(base, line, alone=True)


def _brace(node: Brace, line: _Line) -> None:
    line.same = False
    _write(node.base, line)


def _fence(node: Fence, line: _Line) -> None:
    line.put(node.opening)
    _write(node.inside, line)
    line.put(node.closing)
    # values at a bar that nothing opens, cases that nothing closes
    line.same = line.same and bool(node.opening and node.closing)


def _grid(node: Grid, line: _Line) -> None:
    line.same = False
    for n, cells in enumerate(node.rows):
        line.put("; " if n else "")
        for m, cell in enumerate(cells):
            line.put(" " if m else "")
            _write(cell, line)


def _enclosed(node: Enclosed, line: _Line) -> None:
    line.same = False
    _write(node.inside, line)


def _hidden(_node: Hidden, line: _Line) -> None:
    line.put(" ")


def _coloured(node: Coloured, line: _Line) -> None:
    _write(node.inside, line)


_WRITERS: Mapping[type, Callable[..., None]] = {
    Symbol: _symbol,
    Space: _space,
    Row: _row,
    Fraction: _fraction,
    Root: _root,
    Scripts: _scripts,
    Limits: _limits,
    Accent: _accent,
    Bar: _bar,
    Brace: _brace,
    Fence: _fence,
    Grid: _grid,
    Enclosed: _enclosed,
    Hidden: _hidden,
    Coloured: _coloured,
}

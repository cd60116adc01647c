"""A formula as Office MathML, whose children stand in the order of the schema (ISO/IEC 29500-1, 22.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

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
from deck.ooxml.package import legal
from deck.ooxml.text import text

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
# what ends that of which a sum is
ENDS = frozenset("=<>≠≤≥≪≫≈≃≅≡∼∝∈∉⊂⊃⊆⊇→⇒⇔↦+\u2212±,;")
SIGNS = frozenset("+\u2212")
# what LibreOffice 7.4 takes for an error where nothing is on one side of it
TWO_SIDED = frozenset("=<>≠≤≥≪≫≈≃≅≡∼∝∈∉⊂⊃⊆⊇→⇒⇔↦±·⋅×÷∗∘⊗⊕∩∪∧∨∣/")
# what it takes for marks of its own language, and reads right as words alone
QUOTED = frozenset("&#%$\\~_^@∼")
SIDES = {"left": "left", "right": "right", "center": "center"}
# spaces by their width in em, from the widest
SPACES = ((2.0, "\u2003\u2003"), (1.0, "\u2003"), (0.5, "\u2002"), (0.25, "\u2005"), (0.15, "\u2009"), (0.05, "\u200a"))
# a character without width as a word: PowerPoint shows a dotted box in a part that is empty, LibreOffice 7.4 an error there and before a
# relation that has nothing on its left
NOTHING = "\u200b"


def omml(tree: Node, size: float) -> str:
    """Return a formula as an m:oMathPara in the middle of its line, for a type of `size` points, which its text frame sets.

    PowerPoint writes DrawingML's a:rPr into runs, which the schema does not know there, and does without: face and colour are then those
    of formulas and of the placeholder.
    """
    inside = _held(tree, _xml(tree, size))
    return f'<m:oMathPara xmlns:m="{MATH}"><m:oMathParaPr><m:jc m:val="center"/></m:oMathParaPr><m:oMath>{inside}</m:oMath></m:oMathPara>'


def _xml(node: Node, size: float) -> str:
    return _WRITERS[type(node)](node, size)


def _argument(tag: str, node: Node | None, size: float) -> str:
    """Return a part of a structure; nothing is one, too, and so it is on the left of a relation that opens a part."""
    inside = _xml(node, size) if node is not None else ""
    return f"<m:{tag}>{_held(node, inside)}</m:{tag}>"


def _held(node: Node | None, inside: str) -> str:
    """Return a part with something on either side of its relations, and in it where nothing is."""
    nothing = _run(NOTHING, words=True)
    if not inside or node is None:
        return nothing
    first, last = (node.parts[0], node.parts[-1]) if isinstance(node, Row) and node.parts else (node, node)
    return f"{nothing if _is_sign(first, TWO_SIDED) else ''}{inside}{nothing if _is_sign(last, TWO_SIDED | SIGNS) else ''}"


def _structure(tag: str, properties: str, arguments: str) -> str:
    held = f"<m:{tag}Pr>{properties}</m:{tag}Pr>" if properties else ""
    return f"<m:{tag}>{held}{arguments}</m:{tag}>"


def _run(characters: str, style: str = "p", *, words: bool = False) -> str:
    """Return characters in one style: "i", "p" (upright), "b" or "bi"; `words` are set as text."""
    shown = legal(characters)
    kind = "<m:nor/>" if words else f'<m:sty m:val="{style}"/>'
    kept = ' xml:space="preserve"' if shown != shown.strip() else ""
    return f"<m:r><m:rPr>{kind}</m:rPr><m:t{kept}>{text(shown)}</m:t></m:r>" if shown else ""


def _symbol(node: Symbol, _size: float) -> str:
    if node.text in QUOTED:
        return _run(f"\u2009{node.text}\u2009" if node.text in TWO_SIDED else node.text, words=True)
    # names of several letters: LibreOffice 7.4 slants those that it does not know
    if node.role in (Role.WORDS, Role.FUNCTION) or (node.upright and len(node.text) > 1 and node.text.isalpha()):
        return _run(node.text, words=True)
    return _run(node.text, ("b" if node.upright else "bi") if node.bold else "p" if node.upright else "i")


def _space(node: Space, _size: float) -> str:
    return next((_run(mark, words=True) for width, mark in SPACES if node.ems >= width), "")


def _row(node: Row, size: float) -> str:
    return "".join(_in_row(node.parts, size))


def _in_row(parts: tuple[Node, ...], size: float) -> Iterator[str]:
    """Yield the parts of a row; a sum takes what it is of."""
    at = 0
    while at < len(parts):
        part = parts[at]
        at += 1
        if _sums(part) is not None:
            end = next((n for n in range(at, len(parts)) if _is_sign(parts[n], ENDS)), len(parts))
            yield _sum(part, size, Row(parts[at:end]))
            at = end
        else:
            yield _xml(part, size)
            if at < len(parts) and is_function(part) and not isinstance(parts[at], Fence | Space) and not _is_operator(parts[at]):
                yield _run("\u2009", words=True)


def _is_sign(part: Node, signs: frozenset[str]) -> bool:
    return isinstance(part, Symbol) and part.role is Role.OPERATOR and part.text in signs


def _is_operator(part: Node) -> bool:
    return isinstance(part, Symbol) and part.role is Role.OPERATOR


def _sums(node: Node) -> str | None:
    """Return the operator of a sum, an integral or the like; None for anything else."""
    base = node.base if isinstance(node, Scripts | Limits) else node
    return base.text if isinstance(base, Symbol) and base.text in LARGE and base.text else None


def _sum(node: Node, size: float, operand: Node) -> str:
    low, high, place = None, None, "undOvr"
    if isinstance(node, Scripts):
        low, high, place = node.sub, node.sup, "subSup"
    elif isinstance(node, Limits):
        low, high = node.under, node.over
    hidden = ('<m:subHide m:val="1"/>' if low is None else "") + ('<m:supHide m:val="1"/>' if high is None else "")
    properties = f'<m:chr m:val="{_sums(node)}"/><m:limLoc m:val="{place}"/>{hidden}'
    parts = ("" if low is None else _xml(low, size)), ("" if high is None else _xml(high, size))
    return _structure("nary", properties, f"<m:sub>{parts[0]}</m:sub><m:sup>{parts[1]}</m:sup>{_argument('e', operand, size)}")


def _fraction(node: Fraction, size: float) -> str:
    kind = "" if node.ruled else '<m:type m:val="noBar"/>'
    return _structure("f", kind, _argument("num", node.above, size) + _argument("den", node.below, size))


def _root(node: Root, size: float) -> str:
    hidden = '<m:degHide m:val="1"/>' if node.degree is None else ""
    degree = "<m:deg/>" if node.degree is None else _argument("deg", node.degree, size)
    return _structure("rad", hidden, degree + _argument("e", node.inside, size))


def _scripts(node: Scripts, size: float) -> str:
    if _sums(node) is not None:
        return _sum(node, size, Row(()))
    base = _argument("e", node.base, size)
    sub = _argument("sub", node.sub, size) if node.sub is not None else ""
    sup = _argument("sup", node.sup, size) if node.sup is not None else ""
    return _structure("sSubSup" if sub and sup else "sSub" if sub else "sSup", "", base + sub + sup)


def _limits(node: Limits, size: float) -> str:
    if _sums(node) is not None:
        return _sum(node, size, Row(()))
    shown = _xml(node.base, size) or _run(NOTHING, words=True)
    for tag, limit in (("limLow", node.under), ("limUpp", node.over)):
        if limit is not None:
            shown = _structure(tag, "", f"<m:e>{shown}</m:e>{_argument('lim', limit, size)}")
    return shown


def _accent(node: Accent, size: float) -> str:
    return _structure("acc", f'<m:chr m:val="{node.mark}"/>', _argument("e", node.base, size))


def _brace(node: Brace, size: float) -> str:
    place, other = ("bot", "top") if node.below else ("top", "bot")
    properties = f'<m:chr m:val="{node.mark}"/><m:pos m:val="{place}"/><m:vertJc m:val="{other}"/>'
    return _structure("groupChr", properties, _argument("e", node.base, size))


def _bar(node: Bar, size: float) -> str:
    return _structure("bar", f'<m:pos m:val="{"bot" if node.below else "top"}"/>', _argument("e", node.base, size))


def _fence(node: Fence, size: float) -> str:
    ends = f'<m:begChr m:val="{text(node.opening)}"/><m:endChr m:val="{text(node.closing)}"/>'
    return _structure("d", ends, _argument("e", node.inside, size))


def _grid(node: Grid, size: float) -> str:
    """Return rows of cells; equations stand close at the relation that aligns them."""
    columns = "".join(
        f'<m:mc><m:mcPr><m:count m:val="1"/><m:mcJc m:val="{SIDES.get(side, "center")}"/></m:mcPr></m:mc>' for side in node.aligns
    )
    # in 1/20 of a point where the rule is 3 ("exactly")
    gap = f'<m:cGpRule m:val="3"/><m:cGp m:val="{round(size * 20 * 0.2)}"/>' if node.equations else ""
    rows = "".join(f"<m:mr>{''.join(_argument('e', cell, size) for cell in cells)}</m:mr>" for cells in node.rows)
    return _structure("m", f'<m:plcHide m:val="1"/>{gap}<m:mcs>{columns}</m:mcs>', rows)


def _enclosed(node: Enclosed, size: float) -> str:
    hidden = "".join(f'<m:hide{side} m:val="1"/>' for side in ("Top", "Bot", "Left", "Right"))
    struck = f'{hidden}<m:strikeBLTR m:val="1"/>' if node.struck else ""
    return _structure("borderBox", struck, _argument("e", node.inside, size))


def _hidden(node: Hidden, size: float) -> str:
    return _structure("phant", '<m:show m:val="0"/>', _argument("e", node.inside, size))


def _coloured(node: Coloured, size: float) -> str:
    return _xml(node.inside, size)


_WRITERS: Mapping[type, Callable[..., str]] = {
    Symbol: _symbol,
    Space: _space,
    Row: _row,
    Fraction: _fraction,
    Root: _root,
    Scripts: _scripts,
    Limits: _limits,
    Accent: _accent,
    Brace: _brace,
    Bar: _bar,
    Fence: _fence,
    Grid: _grid,
    Enclosed: _enclosed,
    Hidden: _hidden,
    Coloured: _coloured,
}

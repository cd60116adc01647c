"""MathML, as latex2mathml writes it, as a tree of ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from xml.etree.ElementTree import Element

from deck.maths.brackets import paired
from deck.maths.source import UnsetError
from deck.maths.vocabulary import ACCENTS, CLOSINGS, COLOURS, OPENINGS, SPACES, STRETCHED
from deck.model.formula import (
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
)

# levels of a formula that anybody can read; the parser's own guard is in `source`
DEEPEST = 60
EMS = re.compile(r"([+-]?\d*\.?\d+)em")
LINES = "\u2015\u00af\u0305_\u0332"
STROKE = "\u29f8"
# mathematical alphanumeric symbols: characters that are letters in bold or slanting, by the names of Unicode
STYLED = re.compile(r"MATHEMATICAL (BOLD |ITALIC |BOLD ITALIC )(?:SMALL|CAPITAL|DIGIT|NABLA|PARTIAL|EPSILON|THETA|KAPPA|PHI|RHO|PI)\b")
MINUS = str.maketrans({"-": "\u2212", "*": "\u2217", "~": "\u223c"})


def node_from(element: Element, depth: int = 0) -> Node:
    """Return an element of MathML and all below it. Raises UnsetError for what is too deep, or of no kind of ours."""
    if depth > DEEPEST:
        raise UnsetError("it is too deep")
    made = _KINDS.get(element.tag)
    if made is None:
        raise UnsetError(f"it has a part that is not known ({element.tag})")
    return made(element, depth + 1)


def row(parts: list[Node]) -> Node:
    """Return nodes behind each other, one alone as itself."""
    return parts[0] if len(parts) == 1 else Row(tuple(parts))


def _row(element: Element, depth: int) -> Node:
    children = list(element)
    if (fenced := _fence(children, depth)) is not None:
        return fenced
    lines: list[list[Node]] = [[]]
    for node in _nodes(children, depth):
        if node is None:
            lines.append([])
        else:
            lines[-1].append(node)
    rows = [row(paired(list(_words(line)))) for line in lines]
    return rows[0] if len(rows) == 1 else Grid(tuple((line,) for line in rows), ("center",))


def _fence(children: list[Element], depth: int) -> Node | None:
    """Return what LaTeX's left and right, or an environment, put between delimiters, None for anything else."""
    if len(children) < 2 or children[0].get("fence") != "true" or children[0].get("form") != "prefix":
        return None
    closed = children[-1].get("form") == "postfix"
    inside = Element("mrow")
    inside.extend(children[1:-1] if closed else children[1:])
    return Fence(_text(children[0]), _row(inside, depth), _text(children[-1]) if closed else "")


def _nodes(children: list[Element], depth: int) -> Iterator[Node | None]:
    """Yield what stands in a row; None for a line's end. Delimiters around a matrix or a binomial make one thing with it."""
    at = 0
    while at < len(children):
        one, two, three = (*children[at : at + 3], None, None, None)[:3]
        if one is None:
            return
        if two is not None and three is not None and _is_fenced(one, two, three):
            yield Fence(_text(one), node_from(two, depth), _text(three))
            at += 3
        elif one.tag == "mspace" and one.get("linebreak"):
            yield None
            at += 1
        elif two is not None and one.tag == "mpadded" and "".join(one.itertext()) == STROKE:
            struck = node_from(two, depth)
            if not isinstance(struck, Symbol):
                raise UnsetError("\\not stands before no sign")
            yield struck._replace(text=unicodedata.normalize("NFC", f"{struck.text}\u0338"))
            at += 2
        else:
            yield node_from(one, depth)
            at += 1


def _is_fenced(one: Element, two: Element, three: Element) -> bool:
    if one.tag != "mo" or three.tag != "mo" or _text(one) not in OPENINGS or _text(three) not in CLOSINGS:
        return False
    return two.tag == "mtable" or (two.tag == "mfrac" and two.get("linethickness") == "0")


def _words(parts: list[Node]) -> Iterator[Node]:
    """Yield a row's parts, upright letters behind each other as one word, and nothing for what is empty."""
    parts = [part for part in parts if part != Row(()) and not (isinstance(part, Symbol) and not part.text)]
    for word, group in groupby(parts, key=_is_upright_letter):
        found = list(group)
        if word and len(found) > 1:
            text = "".join(part.text for part in found if isinstance(part, Symbol))
            first = found[0]
            yield Symbol(text, Role.IDENTIFIER, True, isinstance(first, Symbol) and first.bold)
        else:
            yield from found


def _is_upright_letter(node: Node) -> str:
    """Return "bold" or "upright" for a letter that could be one of a word, "" for anything else."""
    if not isinstance(node, Symbol) or node.role is not Role.IDENTIFIER or not node.upright or not node.text.isascii():
        return ""
    return "bold" if node.bold else "upright"


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _identifier(element: Element, _depth: int) -> Node:
    text, bold, slants = _plain(_text(element))
    variant = element.get("mathvariant", "")
    bold = bold or "bold" in variant
    if len(text) > 1 and text.isascii() and text.isalpha():
        return Symbol(text, Role.FUNCTION, True, bold)
    if not any(map(str.isalpha, text)):
        return Symbol(text, Role.OPERATOR, True, bold)
    capital = "\u0391" <= text[:1] <= "\u03a9"
    upright = variant in ("normal", "bold") or (bold and not slants and not variant) or capital or _is_fancy(text)
    return Symbol(text, Role.IDENTIFIER, upright, bold)


def _plain(text: str) -> tuple[str, bool, bool]:
    """Return letters that are told by characters of their own in bold or slanting as plain ones, and whether they are bold, or slant."""
    name = unicodedata.name(text, "") if len(text) == 1 else ""
    styled = STYLED.match(name)
    if styled is None:
        return text, False, False
    return unicodedata.normalize("NFKC", text), "BOLD" in styled[1], "ITALIC" in styled[1]


def _is_fancy(text: str) -> bool:
    """Tell whether a letter is of a shape that says something: double-struck, script, Fraktur."""
    return len(text) == 1 and unicodedata.normalize("NFKC", text) != text


def _number(element: Element, _depth: int) -> Node:
    text, bold, _ = _plain(_text(element))
    return Symbol(text, Role.NUMBER, True, bold)


def _operator(element: Element, depth: int) -> Node:
    nested = [child for child in element if child.tag != "mspace"]
    if nested:
        # \mathop and \mathrel say what class a part is of, which its place tells as well
        return _row(element, depth)
    text = _text(element)
    if len(text) > 1 and any(map(str.isalpha, text)):
        return Symbol(text.replace("\u2006", "\u2009"), Role.FUNCTION, True)
    return Symbol(text.translate(MINUS), Role.OPERATOR, True)


def _quoted(element: Element, _depth: int) -> Node:
    return Symbol(("".join(element.itertext())).replace("\u00a0", " "), Role.WORDS, True)


def _space(element: Element, _depth: int) -> Node:
    width = element.get("width", "0em")
    found = EMS.fullmatch(width)
    return Space(float(found[1]) if found else SPACES.get(width, 0.0))


def _fraction(element: Element, depth: int) -> Node:
    above, below = _children(element, depth, 2)
    return Fraction(above, below, element.get("linethickness") not in ("0", "0em", "0pt"))


def _square_root(element: Element, depth: int) -> Node:
    return Root(_row(element, depth))


def _root(element: Element, depth: int) -> Node:
    inside, degree = _children(element, depth, 2)
    return Root(inside, degree)


def _scripts(element: Element, depth: int) -> Node:
    base, *others = _children(element, depth, 3 if element.tag == "msubsup" else 2)
    match element.tag:
        case "msub":
            return Scripts(base, others[0])
        case "msup":
            return Scripts(base, None, others[0])
        case _:
            return Scripts(base, *others)


def _limits(element: Element, depth: int) -> Node:
    """Return what stands above and below: a mark, a line or a brace of a base, or limits."""
    base, *others = _children(element, depth, 3 if element.tag == "munderover" else 2)
    if element.tag == "munderover":
        return Limits(base, *others)
    below, mark = element.tag == "munder", _text(element[1]) if element[1].tag == "mo" else ""
    if mark and mark in LINES:
        return Bar(base, below)
    if mark in STRETCHED:
        return Brace(base, mark, below)
    if mark in ACCENTS and not below:
        return Brace(base, mark) if mark == "\u2192" and _is_wide(base) else Accent(base, ACCENTS[mark])
    if isinstance(base, Limits) and (base.under if not below else base.over) is None:
        return base._replace(under=others[0]) if below else base._replace(over=others[0])
    return Limits(base, others[0]) if below else Limits(base, None, others[0])


def _is_wide(base: Node) -> bool:
    return isinstance(base, Row) and len(base.parts) > 1


def _table(element: Element, depth: int) -> Node:
    rows = [[(cell, _cell(cell, depth)) for cell in line] for line in element if len(line)]
    if not rows:
        raise UnsetError("it is empty")
    width = max(map(len, rows))
    aligns = [""] * width
    for line in rows:
        for n, (cell, _) in enumerate(line):
            aligns[n] = aligns[n] or cell.get("columnalign", "")
    filled = tuple((*(node for _, node in line), *(Row(()),) * (width - len(line))) for line in rows)
    equations = element.get("columnspacing", "").startswith("0em") and element.get("displaystyle") == "true"
    return Grid(filled, tuple(align or "center" for align in aligns), equations)


def _cell(cell: Element, depth: int) -> Node:
    return _row(cell, depth + 1)


def _enclosed(element: Element, depth: int) -> Node:
    return Enclosed(_row(element, depth), "strike" in element.get("notation", ""))


def _hidden(element: Element, depth: int) -> Node:
    return Hidden(_row(element, depth))


def _styled(element: Element, depth: int) -> Node:
    inside = _row(element, depth)
    name = element.get("mathcolor", "")
    if not name:
        return inside
    colour = name[1:].upper() if re.fullmatch(r"#[0-9a-fA-F]{6}", name) else COLOURS.get(name.lower(), "")
    return Coloured(inside, colour) if colour else inside


def _children(element: Element, depth: int, count: int) -> list[Node]:
    if len(element) != count:
        raise UnsetError("a part of it is missing")
    return [node_from(child, depth) for child in element]


_KINDS: Mapping[str, Callable[[Element, int], Node]] = {
    "math": _row,
    "mrow": _row,
    "mpadded": _row,
    "mstyle": _styled,
    "mi": _identifier,
    "mn": _number,
    "mo": _operator,
    "mtext": _quoted,
    "ms": _quoted,
    "mspace": _space,
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "msub": _scripts,
    "msup": _scripts,
    "msubsup": _scripts,
    "munder": _limits,
    "mover": _limits,
    "munderover": _limits,
    "mtable": _table,
    "menclose": _enclosed,
    "mphantom": _hidden,
}

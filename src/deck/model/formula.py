"""A formula as a tree: what stands above, below and beside what. The nouns are those of MathML Core (W3C, 2024), without its styling."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, TypeAlias


class Role(StrEnum):
    """What characters are in a formula, which tells how they slant and what room they take."""

    IDENTIFIER = "identifier"
    NUMBER = "number"
    OPERATOR = "operator"
    FUNCTION = "function"  # sin, max: upright, and apart from what follows
    WORDS = "words"


class Symbol(NamedTuple):
    """Characters of one role; an identifier slants unless it is `upright`."""

    text: str
    role: Role
    upright: bool = False
    bold: bool = False


class Space(NamedTuple):
    """White space that its author asked for, in em; it may be negative."""

    ems: float


class Row(NamedTuple):
    parts: tuple[Node, ...]


class Fraction(NamedTuple):
    """One thing above another; `ruled`: with a line between them, which binomials have not."""

    above: Node
    below: Node
    ruled: bool = True


class Root(NamedTuple):
    inside: Node
    degree: Node | None = None


class Scripts(NamedTuple):
    """A base with what stands small behind it."""

    base: Node
    sub: Node | None = None
    sup: Node | None = None


class Limits(NamedTuple):
    """A base with what stands small right below and above it."""

    base: Node
    under: Node | None = None
    over: Node | None = None


class Accent(NamedTuple):
    """A base under a mark (a combining character)."""

    base: Node
    mark: str


class Brace(NamedTuple):
    """A base with a character above or `below` it that is as wide as the base: a brace, a bracket, an arrow."""

    base: Node
    mark: str
    below: bool = False


class Bar(NamedTuple):
    """A base with a line above or `below` it."""

    base: Node
    below: bool = False


class Fence(NamedTuple):
    """What stands between two delimiters that are as high as it is; one of them may be ""."""

    opening: str
    inside: Node
    closing: str


class Grid(NamedTuple):
    """Rows of cells; `aligns` are "left", "center" or "right" for each column. `equations`: its columns are aligned at a relation."""

    rows: tuple[tuple[Node, ...], ...]
    aligns: tuple[str, ...]
    equations: bool = False


class Enclosed(NamedTuple):
    """What stands in a box, or is `struck` out."""

    inside: Node
    struck: bool = False


class Hidden(NamedTuple):
    """Room for what is not shown."""

    inside: Node


class Coloured(NamedTuple):
    """What its author set in a colour, as RRGGBB."""

    inside: Node
    colour: str


# those of few fields first: a base kept beside a deck tells its nodes by the names of their fields
Node: TypeAlias = (
    Space | Row | Hidden | Root | Accent | Bar | Enclosed | Coloured | Fraction | Scripts | Limits | Brace | Fence | Grid | Symbol
)


# operators that stand before what they gather, with limits of their own
LARGE = frozenset("∑∏∐∫∬∭∮∯∰⋃⋂⋁⋀⨁⨂⨀⨄⨆")


def is_function(node: Node) -> bool:
    """Tell whether a node is the name of a function, raised to something or not."""
    base = node.base if isinstance(node, Scripts | Limits) else node
    return isinstance(base, Symbol) and base.role is Role.FUNCTION


class Extent(NamedTuple):
    """How much room a formula takes, in em of its type."""

    width: float
    height: float

"""The blocks of markdown-it's tokens as a tree."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode


class Node(SyntaxTreeNode):
    """A block and those in it; what stands in a line stays the token's own.

    markdown-it-py 4.3 would make nodes of that, too, which nobody asks for: a third of the memory, and a thousand levels of emphasis are
    more than Python calls within each other.
    """

    def _set_children_from_tokens(self, tokens: Sequence[Token]) -> None:
        if self.token is None:
            super()._set_children_from_tokens(tokens)

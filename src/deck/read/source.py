"""A stretch of an article's Markdown: where it stands in the file, and what is noticed in reading it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from deck.findings import Finding, Severity
from deck.model.article import Block, Span
from deck.read.containers import Opening
from deck.read.dialect import Dialect, LeftOut

PLAIN = Dialect()


class Source:
    """A stretch of Markdown: the file's name, how many lines stand above it, and what is noticed and left out in the whole file."""

    def __init__(
        self, name: str, above: int, *, mdx: bool = False, in_html: bool = False, dialect: Dialect = PLAIN, whole: Source | None = None
    ) -> None:
        self.name = name
        self.above = above
        self.mdx = mdx
        self.in_html = in_html
        self.dialect: Dialect = whole.dialect if whole else dialect
        self.depth: int = whole.depth + 1 if whole else 0
        self.left_out: list[LeftOut] = whole.left_out if whole else []
        self.noticed: list[Finding] = whole.noticed if whole else []

    def env(self) -> dict[str, Any]:
        """Return what a parser must know of the file: its footnotes, for what stands in boxes and HTML has marks of them, too."""
        return {"footnotes": {"refs": {f":{label}": -1 for label in self.dialect.footnotes}, "list": {}}}

    def span(self, node: SyntaxTreeNode) -> Span:
        first, last = node.map or (0, 1)
        return Span(self.name, self.above + first + 1, self.above + max(last, first + 1))

    def inside(self, above: int, *, in_html: bool = False) -> Source:
        """Return a stretch within the same file."""
        return Source(self.name, above, mdx=self.mdx, in_html=in_html, whole=self)

    def ends(self, line: int, opening: str, closing: str, where: str) -> None:
        """Note that what opens on a line is never closed, and where it is taken to end."""
        message = f"`{opening}` is never closed, so it ends {where}; close it with `{closing}`"
        self.noticed.append(Finding("D103", Severity.WARNING, message, Span(self.name, line, line)))

    def noting(self, blocks: tuple[Block, ...], findings: tuple[Finding, ...]) -> tuple[Block, ...]:
        """Return blocks, and keep what was noticed in reading them."""
        self.noticed += findings
        return blocks

    def unclosed_at(self, opening: Opening, where: str) -> None:
        self.ends(opening.span.first, opening.written, opening.closes, where)

    def flattened(self, line: int) -> None:
        """Note that what is nested on a line, counted from 0, is too deep to be read as such."""
        message = "lists or quotations are nested too deep here, so what is in them is read as one paragraph; take some levels out"
        self.noticed.append(Finding("D104", Severity.WARNING, message, Span(self.name, self.above + line + 1, self.above + line + 1)))

    def findings(self) -> tuple[Finding, ...]:
        """Return what was noticed, and a warning for each name that was left out, at its first line."""
        times = Counter(out.name for out in self.left_out)
        once: dict[str, LeftOut] = {}
        for out in sorted(self.left_out, key=lambda out: out.line):
            once.setdefault(out.name, out)
        return (*self.noticed, *(_warning(out, times[name], self.name) for name, out in once.items()))


def _warning(out: LeftOut, times: int, name: str) -> Finding:
    often = f" ({times} times)" if times > 1 else ""
    message = f"`{out.shown}` is not known, so it is left out{often}; write what it says as text"
    return Finding("D102", Severity.WARNING, message, Span(name, out.line, out.line))

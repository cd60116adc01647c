"""Blocks of Pandoc: lines that keep their breaks, tables drawn as grids, lists that number themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from deck.read.markdown.rules import INTERRUPTS, line_at

LINE = re.compile(r"\|(?:[ \t]+([^|]*))?")
# a line that is the second of a table instead
DELIMITER = re.compile(r"\|[ \t:|-]*")
LEAST_LINES = 2
BORDER = re.compile(r"\+(?:[-:]+\+)+[ \t]*")
HEAD_END = re.compile(r"\+(?:[=:]+\+)+[ \t]*")
NUMBERED = re.compile(r"#\.([ \t]+)(?=\S)")
MARK = 2  # characters of it
# in the parser's environment: how many such lists are open, and the line before which no grid begins
INSIDE, NO_GRID = "lists with #.", "no grid before"


def pandoc_rules(markdown: MarkdownIt) -> None:
    """Teach a parser these blocks."""
    markdown.block.ruler.before("table", "line_block", _line_block)
    markdown.block.ruler.before("table", "grid", _grid, {"alt": INTERRUPTS})
    markdown.block.ruler.before("list", "numbered", _numbered, {"alt": INTERRUPTS})


def _line_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take lines that each begin with a bar, have no other, and are no table: a stanza is a paragraph."""
    if silent or state.is_code_block(start) or not LINE.fullmatch(line_at(state, start)):
        return False
    stanzas: list[list[tuple[int, str]]] = [[]]
    line = start
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        found = LINE.fullmatch(line_at(state, line))
        if found is None:
            break
        if (found[1] or "").strip():
            stanzas[-1].append((line, found[1].strip()))
        elif stanzas[-1]:
            stanzas.append([])
        line += 1
    drawn = start + 1 < end and DELIMITER.fullmatch(line_at(state, start + 1)) and "-" in line_at(state, start + 1)
    goes_on = line < end and not state.isEmpty(line) and "|" in line_at(state, line)
    if line - start < LEAST_LINES or drawn or goes_on:
        return False
    for stanza in filter(None, stanzas):
        # two spaces keep a break
        _inline(state, "paragraph", "p", [stanza[0][0], stanza[-1][0] + 1], "  \n".join(text for _, text in stanza))
    state.line = line
    return True


def _grid(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a table that is drawn as a grid; one with cells that reach over others stays text."""
    if not line_at(state, start).startswith("+-") or state.is_code_block(start) or not BORDER.fullmatch(line_at(state, start)):
        return False
    if start < state.env.get(NO_GRID, 0):
        return False
    last = start + 1
    while last < end and line_at(state, last).startswith(("+", "|")) and state.sCount[last] >= state.blkIndent:
        last += 1
    lines = [line_at(state, line).rstrip() for line in range(start, last)]
    edges = [at for at, character in enumerate(lines[0]) if character == "+"]
    rows = list(_rows(lines[1:], edges))
    if not BORDER.fullmatch(lines[-1]) or not rows or not all(len(cells) == len(edges) - 1 for _, cells in rows):
        state.env[NO_GRID] = last
        return False
    if silent:
        return True
    state.push("table_open", "table", 1).map = [start, last]
    for i, (line, cells) in enumerate(rows):
        part = "tbody" if i else "thead"
        if i < LEAST_LINES:
            state.push(f"{part}_open", part, 1)
        state.push("tr_open", "tr", 1)
        for cell in cells:
            _inline(state, "td" if i else "th", "td" if i else "th", [start + 1 + line, start + 2 + line], cell)
        state.push("tr_close", "tr", -1)
        if i == 0 or i == len(rows) - 1:
            state.push(f"{part}_close", part, -1)
    state.push("table_close", "table", -1)
    state.line = last
    return True


def _rows(lines: list[str], edges: list[int]) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of a grid with its first line; a row whose cells are not all there has none."""
    first, cells = 0, [""] * (len(edges) - 1)
    whole = True
    for at, line in enumerate(lines):
        if BORDER.fullmatch(line) or HEAD_END.fullmatch(line):
            if any(cells) or not whole:
                yield first, [cell.strip() for cell in cells] if whole else []
            first, cells, whole = at + 1, [""] * (len(edges) - 1), True
            continue
        parts = _parts(line, edges)
        whole = whole and len(parts) == len(cells)
        if whole:
            cells = [f"{cell} {part}".strip() for cell, part in zip(cells, parts, strict=True)]
    if any(cells):
        yield first, []


def _parts(line: str, edges: list[int]) -> list[str]:
    """Return what a line has in each column; wide characters move its bars from where the border has them."""
    if len(line) == edges[-1] + 1 and all(line[at] == "|" for at in edges):
        return [line[left + 1 : right].strip() for left, right in pairwise(edges)]
    return [part.strip() for part in line.strip("|").split("|")] if line.endswith("|") and line.startswith("|") else []


def _numbered(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a list whose items begin with `#.`."""
    if state.is_code_block(start) or not NUMBERED.match(line_at(state, start)):
        return False
    if silent:
        # no text is interrupted but an item's
        return bool(state.env.get(INSIDE))
    state.env[INSIDE] = state.env.get(INSIDE, 0) + 1
    opening = state.push("ordered_list_open", "ol", 1)
    opening.map = [start, start]
    line = start
    while line < end and state.sCount[line] == state.sCount[start] and (found := NUMBERED.match(line_at(state, line))):
        line = _numbered_item(state, line, end, MARK + len(found[1].expandtabs(4)))
        behind = line
        while behind < end and state.isEmpty(behind):
            behind += 1
        line = behind if behind < end and NUMBERED.match(line_at(state, behind)) else line
    opening.map[1] = line
    state.env[INSIDE] -= 1
    state.push("ordered_list_close", "ol", -1)
    state.line = line
    return True


def _numbered_item(state: StateBlock, start: int, end: int, width: int) -> int:
    """Take one item, whose text stands so many characters behind its mark, and return the line behind it."""
    opening = state.push("list_item_open", "li", 1)
    opening.map = [start, start]
    indent, shift, count, tight, parent = state.blkIndent, state.tShift[start], state.sCount[start], state.tight, state.parentType
    state.tShift[start] += width
    state.sCount[start] += width
    state.blkIndent = state.sCount[start]
    state.parentType = "list"
    state.md.block.tokenize(state, start, end)
    state.blkIndent, state.tShift[start], state.sCount[start], state.tight, state.parentType = indent, shift, count, tight, parent
    while state.line > start + 1 and state.isEmpty(state.line - 1):
        state.line -= 1
    opening.map[1] = state.line
    state.push("list_item_close", "li", -1)
    return state.line


def _inline(state: StateBlock, name: str, tag: str, lines: list[int], text: str) -> None:
    state.push(f"{name}_open", tag, 1).map = lines
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text, lines, []
    state.push(f"{name}_close", tag, -1)

"""Code on its panel: monospaced, whole lines where they fit, split at blank lines over slides."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from deck.fit.arrange import Area, Arrangement, layout_of, placeholder
from deck.fit.exhibited import Exhibited
from deck.fit.filling import Filled, Frame, set_plainly, sized
from deck.fit.wrap import LINE, available_height, own_line
from deck.model.article import Code, Run
from deck.model.placed import PlacedParagraph, PlacedRun
from deck.model.template import Layout

CODE = 80
SIZES = (24.0, 22.0, 20.0, 18.0)
# lines may be wrapped at these
WRAPPING = (20.0, 18.0)
TAB = 4
# beyond so many slides nobody follows: what is left is in the notes, with all the rest
MOST_SLIDES = 4


def flow_code(code: Code, area: Area) -> Exhibited | None:
    """Return code on one slide or more; all of it is said instead where slides do not show it to its end."""
    layout = layout_of(area, "Code")
    source = textwrap.dedent(code.text.expandtabs(TAB)).strip("\n").rstrip()
    lines = source.split("\n")
    whole = _largest(layout, [lines], SIZES, wrapped=False) or _largest(layout, [lines], WRAPPING, wrapped=True)
    if whole:
        return Exhibited(tuple(whole))
    parts = list(_parts(layout, lines))
    shown = parts[:MOST_SLIDES]
    placed = _largest(layout, shown, SIZES, wrapped=False) or _largest(layout, shown, WRAPPING, wrapped=True)
    if placed is None:
        return None
    return Exhibited(tuple(placed), () if len(shown) == len(parts) else ((Run(source, code=True),),))


def _largest(layout: Layout, parts: list[list[str]], sizes: tuple[float, ...], *, wrapped: bool) -> list[Arrangement] | None:
    """Return the parts at the largest size at which all fit and, unless they may be `wrapped`, no line is broken."""
    for size in sizes:
        placed = [_set(layout, part, size, n if len(parts) > 1 else 0) for n, part in enumerate(parts, 1)]
        if all(text.fits and (wrapped or len(text.measured.lines) == len(part)) for text, part in zip(placed, parts, strict=True)):
            return [Arrangement(layout.name, (text.shape,)) for text in placed]
    return None


def _set(layout: Layout, lines: list[str], size: float, n: int) -> Filled:
    frame = Frame(f"code {n}" if n else "code", placeholder(layout, CODE))
    paragraphs = (PlacedParagraph((PlacedRun(line, code=True),) if line else (), left_to_right=True) for line in lines)
    filled = set_plainly(frame, tuple(sized(frame, paragraph, size) for paragraph in paragraphs))
    taller = own_line("".join(lines)) / LINE
    return filled if taller == 1 else filled._replace(fits=filled.measured.height * taller <= available_height(frame.placeholder))


def _parts(layout: Layout, lines: list[str]) -> Iterator[list[str]]:
    """Yield runs of lines that fit in the smallest type, cut at blank lines, anywhere where there is none."""
    part: list[str] = []
    for block in _blocks(lines):
        joined = [*part, "", *block] if part else block
        if _fits(layout, joined):
            part = joined
            continue
        if part:
            yield part
        while not _fits(layout, block):
            count = next(n for n in range(len(block) - 1, 0, -1) if n == 1 or _fits(layout, block[:n]))
            yield block[:count]
            block = block[count:]
        part = block
    if part:
        yield part


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Yield the runs of lines between blank ones."""
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _fits(layout: Layout, lines: list[str]) -> bool:
    return len(lines) < 2 or _set(layout, lines, WRAPPING[-1], 0).fits

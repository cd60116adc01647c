"""Texts as they stand in a file: paragraphs, and runs of equal look joined, however many a program split them into."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from deck.model.found import Body, FoundParagraph, FoundRun, text_digest
from deck.ooxml.found.looks import NONE, Leads, canonical, digest, inner
from deck.ooxml.names import A14, MC, TRUE, A, whole
from deck.ooxml.places import NUMBER

RUN, BREAK, FIELD, PROPERTIES = f"{{{A}}}r", f"{{{A}}}br", f"{{{A}}}fld", f"{{{A}}}pPr"
LOOK, TEXT, END, PARAGRAPH = f"{{{A}}}rPr", f"{{{A}}}t", f"{{{A}}}endParaRPr", f"{{{A}}}p"
TABS = f"{{{A}}}tabLst"
LINK, FILL = f"{{{A}}}hlinkClick", frozenset((f"{{{A}}}solidFill",))
EQUATION = f"{{{A14}}}m"
CHOICE = f"{{{MC}}}Choice"
BEFORE = f"{{{A}}}spcBef/{{{A}}}spcPts"
# a line break that somebody pasted: the character itself, or as OOXML spells what XML cannot hold
TAB = re.compile("\v|_x000[Bb]_")


class _Piece(NamedTuple):
    text: str
    look: str | None  # None: that of its neighbour
    size: float | None = None
    bold: bool | None = None


def body_of(frame: etree._Element, leads: Leads) -> Body:
    """Return the paragraphs of a text frame."""
    return tuple([paragraph_of(child, leads) for child in frame.iterchildren(PARAGRAPH)])


def is_equation(frame: etree._Element) -> bool:
    """Tell whether equations are all that a text frame holds: they are no words, and are compared as what is inside a shape."""
    held = [child for paragraph in frame.iterchildren(PARAGRAPH) for child in paragraph if child.tag not in (PROPERTIES, END)]
    return bool(held) and all(child.tag == EQUATION for child in held)


def paragraph_of(element: etree._Element, leads: Leads) -> FoundParagraph:
    """Return a paragraph.

    What is set for its end (endParaRPr) is left out: programs write it as they like. One with no formatting at all has a look, too.
    """
    properties, level = "", 0
    before: float | None = None
    margin: int | None = None
    pieces: list[_Piece] = []
    for child in element:
        tag = child.tag
        if tag == RUN:
            pieces.append(_run(child, leads))
        elif tag == PROPERTIES:
            level = whole(child.get("lvl"))
            space = child.find(BEFORE) if len(child) else None
            before = None if space is None else whole(space.get("val")) / 100
            margin = whole(child.get("marL")) if "marL" in child.attrib else None
            properties = _without_level(child, leads)
        elif tag == BREAK:
            pieces.append(_Piece("\n", None))
        elif tag == FIELD:
            piece = _run(child, leads)
            pieces.append(piece._replace(text=NUMBER) if child.get("type") == "slidenum" else piece)
        elif isinstance(tag, str) and tag != END:
            pieces.append(_other(child, leads))
    runs = _joined(pieces)
    said = "".join([run.text for run in runs])
    looks = [run.look for run in runs] or [""]
    # the length of the last run is that of the text
    places = [len(run.text) for run in runs[:-1]]
    style = f"{properties}|{'|'.join(looks)}"
    return FoundParagraph(tuple(runs), text_digest(said), digest(f"{style}|{places}"), digest(style), level, False, before, margin)


def _without_level(properties: etree._Element, leads: Leads) -> str:
    """Return what is set on a paragraph; a tab stop where the line begins is none (LibreOffice 7.4 adds one at the second save)."""
    stops = properties.find(TABS)
    idle = stops is not None and all(whole(stop.get("pos")) == 0 for stop in stops)
    said = inner(properties, leads, frozenset((TABS,)) if idle else NONE)
    return said.replace(f" lvl={properties.get('lvl')}", "", 1) if "lvl" in properties.attrib else said


def _run(element: etree._Element, leads: Leads) -> _Piece:
    said, look, size, bold = "", "", None, None
    for child in element:
        tag = child.tag
        if tag == TEXT:
            said += child.text or ""
        elif tag == LOOK:
            # the colour of a link is the theme's, whatever is set: LibreOffice 7.4 writes another one at each save
            form = inner(child, leads, FILL if len(child) and child.find(LINK) is not None else NONE)
            if form:
                look = digest(form)
                points, weight = child.get("sz"), child.get("b")
                size = whole(points) / 100 if points else None
                bold = weight in TRUE if weight is not None else None
    return _Piece(TAB.sub("\n", said), look, size, bold)


def _other(element: etree._Element, leads: Leads) -> _Piece:
    """Return what is none of ours, a formula for instance: its characters, and a look that tells all of it."""
    chosen = next(element.iterchildren(CHOICE), element)
    return _Piece("".join(str(part) for part in chosen.itertext()).strip(), digest(canonical(chosen, leads)))


def _joined(pieces: list[_Piece]) -> list[FoundRun]:
    """Return runs, neighbours of one look as one; a line break has the look of the run before it, or of the one behind it."""
    runs: list[FoundRun] = []
    before = ""
    for piece in pieces:
        if not piece.text:
            continue
        if runs and (piece.look is None or piece.look == runs[-1].look):
            runs[-1] = runs[-1]._replace(text=runs[-1].text + piece.text)
        elif piece.look is None:
            before += piece.text
        else:
            runs.append(FoundRun(before + piece.text, piece.look, piece.size, piece.bold))
            before = ""
    return runs or ([FoundRun(before)] if before else [])

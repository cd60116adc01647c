"""What is on a slide beside its shapes: animations, a transition, a background, comments, and what programs attach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from deck.ooxml.found.looks import SKIPPED, Leads, attributes, canonical, digest, inner
from deck.ooxml.names import FALSE, A, P, whole

# elements of p:timing that do something; what a program leaves behind an animation that was taken out has none of them
ACTING = tuple(f"{{{P}}}{name}" for name in ("seq", "audio", "video", "bldLst", "set", "anim", "cmd"))
# a node of a timing: its number is given out anew
TIME = f"{{{P}}}cTn"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# the relations of a slide by the ends of their types: those that count where they are used, and by what word the others go
USED = frozenset(
    ("slideLayout", "notesSlide", "slide", "image", "hyperlink", "chart", "chartEx", "package", "oleObject", "slideUpdateInfo")
) | {f"diagram{name}" for name in ("Data", "Layout", "QuickStyle", "Colors", "Drawing")}
WORDS = {"comments": "comments", "audio": "media", "video": "media", "media": "media", "themeOverride": "colours"}


def extras_of(
    root: etree._Element, leads: Leads, names: Mapping[str, str], attached: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Return what else is on a slide, each a word for it with a digest.

    `names` tells who the shapes are by their ids, `attached` are its relations: the end of the type of each, and what it leads to.
    """
    found = {word: digest(form) for word, form in _found(root, leads, names) if form}
    rest: dict[str, list[str]] = {}
    for kind, lead in attached:
        if kind not in USED:
            rest.setdefault(WORDS.get(kind, "other"), []).append(lead)
    for word, content in rest.items():
        found[word] = digest("\n".join([found.get(word, ""), *sorted(content)]))
    return tuple(sorted(found.items()))


def _found(root: etree._Element, leads: Leads, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    timing = root.find(f"{{{P}}}timing")
    if timing is not None and next(timing.iter(*ACTING), None) is not None:
        yield "animation", _timing(timing, leads, names, _lines(timing))
    transition = next(root.iter(f"{{{P}}}transition"), None)
    if transition is not None:
        yield "transition", _transition(transition, leads)
    ground = root.find(f"{{{P}}}cSld/{{{P}}}bg")
    bare = "bare" if root.get("showMasterSp") in FALSE else ""
    yield "background", bare if ground is None else bare + inner(ground, leads)
    colours = root.find(f"{{{P}}}clrMapOvr/{{{A}}}overrideClrMapping")
    if colours is not None:
        yield "colours", canonical(colours, leads)


def _lines(timing: etree._Element) -> Mapping[etree._Element, str]:
    """Return which line of its shape each effect on lines is for, counted among those that have one: lines without come and go."""
    marks = [(str(target.get("spid")), mark) for target in timing.iter(f"{{{P}}}spTgt") for mark in target.iter(f"{{{P}}}pRg")]
    places = {(spid, whole(mark.get("st"))) for spid, mark in marks}
    ranks = {place: sum(other[0] == place[0] and other < place for other in places) for place in places}
    return {mark: f" line {ranks[spid, whole(mark.get('st'))]}" for spid, mark in marks}


def _timing(element: etree._Element, leads: Leads, names: Mapping[str, str], lines: Mapping[etree._Element, str]) -> str:
    """Return a timing with the shapes that it moves by their names."""
    said = ""
    if element.get("spid") is not None:
        said = f" on {names.get(str(element.get('spid')), '')}"
        rest = {str(name): str(value) for name, value in element.attrib.items() if name != "spid"}
        said += "".join(f" {name}={value}" for name, value in sorted(rest.items()))
    elif element in lines:
        said = lines[element]
    elif element.tag == TIME:
        said = "".join(f" {name!s}={value!s}" for name, value in sorted(element.items()) if name != "id")
    else:
        said = attributes(element, leads)
    inside = (child for child in element if isinstance(child.tag, str) and child.tag not in SKIPPED)
    return f"<{element.tag}{said}{''.join(_timing(child, leads, names, lines) for child in inside)}>"


def _transition(element: etree._Element, leads: Leads) -> str:
    """Return a transition, "" for one without an effect: that only says when a rehearsal went on."""
    if all(child.tag == f"{{{P}}}extLst" for child in element) and element.get("advClick") not in FALSE:
        return ""
    rehearsed = f" advTm={element.get('advTm')}"
    return canonical(element, leads).replace(rehearsed, "", 1)

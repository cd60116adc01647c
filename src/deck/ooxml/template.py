"""A template as data, with what a placeholder inherits resolved: layout, master, the master's text styles, the presentation's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree
from pptx.opc.package import Part
from pptx.presentation import Presentation as OpenPresentation

from deck.errors import TemplateError
from deck.model.language import Language
from deck.model.template import Composition, Layout, Level, Master, Placeholder, Shades, Template
from deck.ooxml.colour import fills_of, is_dark, mapped, resolved, scheme_of, theme_of
from deck.ooxml.faces import Faces, faces_of, set_in
from deck.ooxml.frames import anchor_of, is_vertical
from deck.ooxml.grounds import Sheet, box_of, decorations_of, fill_of, ground_of
from deck.ooxml.names import LEVELS, TITLES, TRUE, A, P, placeholder_mark, share
from deck.ooxml.package import BROKEN
from deck.ooxml.prepare import open_template

INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
BODIES = ("body", "obj", "subTitle")
UNFILLED = ("dgm", "media", "clipArt", "dt", "hdr")
# a layout's placeholder inherits from the master's of this type (ECMA-376-1, 19.7.10; PowerPoint 16)
MASTER_KIND = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}
DEFAULT_SIZE = 18.0
# sizes of text in 1/100 points (ECMA-376-1, 20.1.10.72); what is none of these says nothing
SIZES = range(100, 400_001)
# a level of its own that a placeholder has
STYLED = f"{{{P}}}txBody/{{{A}}}lstStyle/{{{A}}}lvl1pPr"
# what says of bullets that there are none, or which
BULLETS = tuple(f"{{{A}}}{name}" for name in ("buNone", "buAutoNum", "buChar", "buBlip"))
LINE = 1.2


class Look(NamedTuple):
    """A layout, the name of its part, and what it inherits from; `scheme` gives a theme slot's colour as six hexadecimal digits.

    `number` is its place among all layouts, from 1 on. `fills` are the theme's, for shapes and for grounds. `master_name` tells its master.
    """

    layout: etree._Element
    name: str
    number: int
    part: str
    master: etree._Element
    presentation: etree._Element
    scheme: dict[str, str]
    faces: Faces
    script: str
    fills: tuple[tuple[etree._Element, ...], tuple[etree._Element, ...]]
    parts: tuple[Part, ...]
    master_name: str = ""


def unknown(_content: bytes) -> Shades:
    """Tell nothing of a picture."""
    return ()


def read_template(
    path: Path,
    language: Language,
    compositions: tuple[Composition, ...] = (),
    shades_of: Callable[[bytes], Shades] = unknown,
) -> Template:
    """Return the layouts of a template, ready for the language, those that were composed for it among them.

    `shades_of` tells how dark and how light a picture is. Raises TemplateError for what is no template.
    """
    presentation = open_template(path, language, compositions)
    width, height = int(presentation.slide_width or 0), int(presentation.slide_height or 0)
    try:
        looks = list(looks_of(presentation, language))
        masters = tuple(
            Master(name, MappingProxyType(scheme_of(master)))
            for name, master in zip(_master_names(presentation), presentation.slide_masters, strict=True)
        )
        # the master's: a layout may map other slots to the names than those beside it
        scheme = next((master.scheme for master in masters if looks and master.name == looks[0].master_name), MappingProxyType({}))
        layouts = tuple(layout_from(look, shades_of) for look in looks)
        return Template(path.name, width, height, layouts, scheme, masters=masters)
    except BROKEN as error:
        raise TemplateError(f"{path.name} holds a layout that cannot be read ({error}); save it anew in PowerPoint") from error


def looks_of(presentation: OpenPresentation, language: Language) -> Iterator[Look]:
    """Yield the layouts of every master; of two with one name the first counts."""
    seen: set[str] = set()
    for name, master in zip(_master_names(presentation), presentation.slide_masters, strict=True):
        scheme, faces, fills = scheme_of(master), faces_of(master), fills_of(master)
        for layout in master.slide_layouts:
            if layout.name not in seen:
                seen.add(layout.name)
                part = str(layout.part.partname).lstrip("/")
                own, number = mapped(layout.element, scheme), len(seen)
                parts = (layout.part, master.part)
                styles = (master.element, presentation.element)
                yield Look(layout.element, layout.name, number, part, *styles, own, faces, language.script, fills, parts, name)


def _master_names(presentation: OpenPresentation) -> Iterator[str]:
    """Yield what the masters are called, as PowerPoint shows it: by their themes; of two with one name the second has a number."""
    seen: set[str] = set()
    for master in presentation.slide_masters:
        theme = theme_of(master)
        shown = (theme.get("name", "") if theme is not None else "").strip() or master.name or "Master"
        name = next(name for name in (shown, *(f"{shown} ({n})" for n in range(2, len(seen) + 3))) if name not in seen)
        seen.add(name)
        yield name


def layout_from(look: Look, shades_of: Callable[[bytes], Shades] = unknown) -> Layout:
    """Return a layout as data."""
    holders = tuple(found for shape in look.layout.iter(f"{{{P}}}sp") if (found := _placeholder(shape, look)) is not None)
    sheet = Sheet(look.layout, look.master, *look.fills, look.scheme, look.parts, shades_of)
    ground, shades = ground_of(sheet)
    kind = look.layout.get("type", "")
    decorations = decorations_of(sheet)
    return Layout(look.name, holders, _has_dark_ground(look), "", kind, look.number, ground, decorations, shades, look.master_name)


def _placeholder(shape: etree._Element, look: Look) -> Placeholder | None:
    """Return a placeholder that we fill, None for any other shape."""
    mark = placeholder_mark(shape)
    kind = "" if mark is None else mark.get("type", "obj")
    if mark is None or kind in UNFILLED:
        return None
    parent = _parent(kind, look.master)
    box = box_of(shape) or (box_of(parent) if parent is not None else None)
    if box is None:
        return None
    bodies = bodies_of(shape, kind, look)
    left, top, right, bottom = (_length(bodies, name, usual) for name, usual in INSETS.items())
    name = shape.find(f"{{{P}}}nvSpPr/{{{P}}}cNvPr")
    styles = list(_styles(kind, (shape, parent), look))
    chains = (tuple(_chain(n, styles)) for n in range(1, LEVELS + 1))
    levels = tuple(_level(chain, look.faces)._replace(script=look.script, colour=_ink(chain, look)) for chain in chains)
    shown = "" if name is None else name.get("name", "")
    columns, gutter = max(1, _length(bodies, "numCol", 1)), _length(bodies, "spcCol", 0)
    holder = Placeholder(kind, int(mark.get("idx", 0)), shown, box, levels, (left, top, right, bottom), columns, gutter)
    holder = holder._replace(anchor=anchor_of(bodies), vertical=is_vertical(bodies), styled=bool(shape.findall(STYLED)))
    return holder._replace(fill=fill_of((shape, parent), look.scheme))


def _ink(chain: Sequence[etree._Element], look: Look) -> str:
    """Return the colour of a level's text as six hexadecimal digits; that of the theme's text where nobody says."""
    fills = (properties.find(f"{{{A}}}defRPr/{{{A}}}solidFill") for properties in chain)
    said = next((fill for fill in fills if fill is not None), None)
    return look.scheme.get("tx1", "") if said is None else _resolved(said, tuple(look.scheme.items()))


# most levels of most placeholders are the master's own
@lru_cache(maxsize=512)
def _resolved(fill: etree._Element, scheme: tuple[tuple[str, str], ...]) -> str:
    return resolved(fill, dict(scheme))


def _parent(kind: str, master: etree._Element) -> etree._Element | None:
    wanted = MASTER_KIND.get(kind, kind)
    marked = ((shape, placeholder_mark(shape)) for shape in master.iter(f"{{{P}}}sp"))
    return next((shape for shape, mark in marked if mark is not None and mark.get("type", "obj") == wanted), None)


def bodies_of(shape: etree._Element, kind: str, look: Look) -> list[etree._Element]:
    """Return the a:bodyPr that count for a placeholder, the nearest first."""
    places = (shape, _parent(kind, look.master))
    found = (place.find(f"{{{P}}}txBody/{{{A}}}bodyPr") for place in places if place is not None)
    return [body for body in found if body is not None]


def _length(bodies: list[etree._Element], name: str, usual: int) -> int:
    """Return what the nearest body says of a length or a count."""
    return next((int(body.get(name, 0)) for body in bodies if body.get(name) is not None), usual)


# most levels of most placeholders are the master's own
@lru_cache(maxsize=512)
def _level(chain: tuple[etree._Element, ...], faces: Faces) -> Level:
    """Return a level's style, each property from the nearest place that says it."""
    runs = [found for properties in chain if (found := properties.find(f"{{{A}}}defRPr")) is not None]
    size = next((n / 100 for run in runs if (n := int(run.get("sz", 0))) in SIZES), DEFAULT_SIZE)
    face, complex_face, eastern_face = set_in(runs, faces)
    return Level(
        size=size,
        bold=next((run.get("b") in ("1", "true") for run in runs if run.get("b") is not None), False),
        line=_line(chain, size),
        before=_space(chain, "spcBef", size),
        after=_space(chain, "spcAft", size),
        align=_align(chain),
        caps=next((run.get("cap") != "none" for run in runs if run.get("cap") is not None), False),
        italic=next((run.get("i") in TRUE for run in runs if run.get("i") is not None), False),
        pitch=_pitch(chain),
        bullet=_has_bullet(chain),
        tracking=next((int(run.get("spc", 0)) / 100 for run in runs if run.get("spc") is not None), 0.0),
        margin=next((int(p.get("marL", 0)) for p in chain if p.get("marL") is not None), 0),
        indent=next((int(p.get("indent", 0)) for p in chain if p.get("indent") is not None), 0),
        face=face,
        complex_face=complex_face,
        eastern_face=eastern_face,
    )


def _styles(kind: str, places: tuple[etree._Element | None, ...], look: Look) -> Iterator[etree._Element]:
    """Yield the lists of levels that count, the nearest first; `places` are the placeholder and the master's that it inherits from."""
    for place in places:
        if place is not None:
            yield from place.findall(f"{{{P}}}txBody/{{{A}}}lstStyle")
    style = "titleStyle" if kind in TITLES else "bodyStyle" if kind in BODIES else "otherStyle"
    yield from look.master.findall(f"{{{P}}}txStyles/{{{P}}}{style}")
    yield from look.presentation.findall(f"{{{P}}}defaultTextStyle")


def _chain(n: int, styles: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Yield a level's properties in each list of levels that has some."""
    for style in styles:
        yield from style.iterchildren(f"{{{A}}}lvl{n}pPr")


def _line(chain: Sequence[etree._Element], size: float) -> float:
    """Return the line spacing as a share of a line of 1.2 times the size."""
    spacing = _spacing(chain, "lnSpc")
    if spacing is None:
        return 1.0
    return share(spacing) / 100_000 if spacing.tag == f"{{{A}}}spcPct" else int(spacing.get("val", 0)) / 100 / (LINE * size)


def _pitch(chain: Sequence[etree._Element]) -> float:
    """Return the distance of lines in points where it is told so, else 0.0."""
    spacing = _spacing(chain, "lnSpc")
    return 0.0 if spacing is None or spacing.tag == f"{{{A}}}spcPct" else int(spacing.get("val", 0)) / 100


def _space(chain: Sequence[etree._Element], tag: str, size: float) -> float:
    """Return the space above or below a paragraph in points; a share of it is one of a line, as PowerPoint sets it."""
    spacing = _spacing(chain, tag)
    if spacing is None:
        return 0.0
    return share(spacing) / 100_000 * LINE * size if spacing.tag == f"{{{A}}}spcPct" else int(spacing.get("val", 0)) / 100


def _has_bullet(chain: Sequence[etree._Element]) -> bool:
    bullets = (child.tag for properties in chain for child in properties if child.tag in BULLETS)
    return next(bullets, BULLETS[0]) != BULLETS[0]


def _align(chain: Sequence[etree._Element]) -> str:
    """Return on which side lines stand, as the text reads; a file says "l" and "r" whatever the direction."""
    said = next((p.get("algn", "") for p in chain if p.get("algn")), "l")
    leftwards = next((p.get("rtl") in TRUE for p in chain if p.get("rtl") is not None), False)
    if said in ("l", "r"):
        return "start" if (said == "r") == leftwards else "end"
    return "center" if said == "ctr" else "justify"


def _spacing(chain: Sequence[etree._Element], tag: str) -> etree._Element | None:
    found = (properties.find(f"{{{A}}}{tag}") for properties in chain)
    return next((spacing[0] for spacing in found if spacing is not None and len(spacing)), None)


def _has_dark_ground(look: Look) -> bool:
    for place in (look.layout, look.master):
        ground = place.find(f"{{{P}}}cSld/{{{P}}}bg")
        dark = None if ground is None else is_dark(ground, look.scheme)
        if dark is not None:
            return dark
    return False

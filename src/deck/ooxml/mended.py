"""What a presentation must have to be a template, and what is put right in it: sizes, masters, themes, layouts."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.errors import TemplateError
from deck.ooxml.kinds import SAVE
from deck.ooxml.names import P14, A, P, R, whole
from deck.ooxml.original import Row
from deck.ooxml.package import HEAD, Parts

# a side of a slide in EMU: one inch to 56 (ECMA-376-1, 19.7.17)
LEAST_SIDE, MOST_SIDE = 914_400, 51_206_400
NOTES_SIZE = ("6858000", "9144000")
EMU_PER_CM = 360_000
# parts that PowerPoint asks to repair a presentation without; LibreOffice writes none of the last two
PROPERTIES = (
    ("presProps", RT.PRES_PROPS, CT.PML_PRES_PROPS, f'<p:presentationPr xmlns:p="{P}"/>'),
    ("viewProps", RT.VIEW_PROPS, CT.PML_VIEW_PROPS, f'<p:viewPr xmlns:p="{P}"/>'),
    ("tableStyles", RT.TABLE_STYLES, CT.PML_TABLE_STYLES, f'<a:tblStyleLst xmlns:a="{A}" def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>'),
)
# what the slide show shows where it is not all: a custom show, a range of slides
SHOWN = (f"{{{P}}}custShow", f"{{{P}}}sldRg")


@dataclass
class Kept:
    """What of a template goes into a deck: its parts by name, XML as trees too; `edited` are those whose trees count.

    `main` is the presentation; `package` are the relations of the package.
    """

    main: str
    package: list[Row]
    parts: Parts = field(default_factory=dict)
    roots: dict[str, etree._Element] = field(default_factory=dict)
    relations: dict[str, list[Row]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    edited: set[str] = field(default_factory=set)

    def reached(self) -> list[str]:
        """Return the parts that the package leads to, in order of their names."""
        found: set[str] = set()
        rows = list(self.package)
        while rows:
            row = rows.pop()
            if not row.outside and row.target not in found:
                found.add(row.target)
                rows += self.relations[row.target]
        return sorted(found)

    def related(self, part: str, kind: str) -> str:
        """Return the part that another relates to by a kind, "" for none."""
        return next((row.target for row in self.relations[part] if row.kind == kind), "")

    def relate(self, part: str, kind: str, target: str) -> None:
        taken = {row.id for row in self.relations[part]}
        free = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        self.relations[part].append(Row(free, kind, target, False))

    def listed(self, part: str, tag: str) -> list[str]:
        """Return the parts that the elements of a part name, in their order, each once."""
        rows = {row.id: row.target for row in self.relations[part]}
        named = (rows.get(str(found.get(f"{{{R}}}id"))) for found in self.roots[part].iter(f"{{{P}}}{tag}"))
        return list(dict.fromkeys(name for name in named if name))


def forget_slides(root: etree._Element) -> bool:
    """Take out of the presentation part all that lists slides, and its password against changes; tell whether there was some."""
    listed = root.find(f"{{{P}}}sldIdLst")
    gone = [] if listed is None else list(listed)
    gone += [found for tag in ("custShowLst", "modifyVerifier") for found in root.findall(f"{{{P}}}{tag}")]
    extensions = root.findall(f"{{{P}}}extLst/{{{P}}}ext")
    gone += [extension for extension in extensions if extension.find(f"{{{P14}}}sectionLst") is not None]
    for element in gone:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    return bool(gone)


def mend(kept: Kept, name: str) -> None:
    """Put right what can be in a template; raises TemplateError, with its `name`, for what cannot."""
    if kept.roots[kept.main].tag != f"{{{P}}}presentation":
        raise TemplateError(f"{name} is no presentation of PowerPoint; {SAVE}, or name another")
    _check_size(kept, name)
    masters = kept.listed(kept.main, "sldMasterId")
    if not masters:
        raise TemplateError(f"{name} has no slide master; start from a template that has one")
    for master in masters:
        _check_master(kept, master, name)
    layouts = [(layout, master) for master in masters for layout in kept.listed(master, "sldLayoutId")]
    if not layouts:
        raise TemplateError(f"{name} has no slide layouts; start from a template that has some")
    for layout, master in layouts:
        _check_layout(kept, layout, master, name)
    for part in (*masters, *(layout for layout, _ in layouts)):
        _number_shapes(kept, part)
    _show_all(kept)
    _add_properties(kept)


def _check_size(kept: Kept, name: str) -> None:
    root = kept.roots[kept.main]
    size = root.find(f"{{{P}}}sldSz")
    sides = (0, 0) if size is None else (whole(size.get("cx")), whole(size.get("cy")))
    if not all(LEAST_SIDE <= side <= MOST_SIDE for side in sides):
        said = "does not say how large its slides are" if size is None else f"has slides of {' x '.join(map(_cm, sides))} cm"
        limits = f"{_cm(LEAST_SIDE)} to {_cm(MOST_SIDE)} cm a side"
        raise TemplateError(f"{name} {said}; set their size in PowerPoint ({limits}) and save it anew")
    if size is not None and root.find(f"{{{P}}}notesSz") is None:
        width, height = NOTES_SIZE
        size.addnext(etree.Element(f"{{{P}}}notesSz", cx=width, cy=height))
        kept.edited.add(kept.main)


def _cm(side: int) -> str:
    return f"{side / EMU_PER_CM:.2f}".rstrip("0").rstrip(".")


def _check_master(kept: Kept, master: str, name: str) -> None:
    theme = kept.related(master, RT.THEME)
    if not _is(kept, master, "sldMaster"):
        raise TemplateError(f"{name} has a broken slide master ({master}); {SAVE} anew, and mend it if asked")
    if not theme or theme not in kept.roots or kept.roots[theme].find(f"{{{A}}}themeElements") is None:
        raise TemplateError(f"{name} has a slide master without a theme ({master}); {SAVE} anew, and mend it if asked")
    kept.types[master], kept.types[theme] = CT.PML_SLIDE_MASTER, CT.OFC_THEME


def _check_layout(kept: Kept, layout: str, master: str, name: str) -> None:
    if not _is(kept, layout, "sldLayout"):
        raise TemplateError(f"{name} has a broken slide layout ({layout}); {SAVE} anew, and mend it if asked")
    kept.types[layout] = CT.PML_SLIDE_LAYOUT
    if not kept.related(layout, RT.SLIDE_MASTER):
        kept.relate(layout, RT.SLIDE_MASTER, master)


def _is(kept: Kept, part: str, tag: str) -> bool:
    root = kept.roots.get(part)
    return root is not None and root.tag == f"{{{P}}}{tag}" and root.find(f"{{{P}}}cSld/{{{P}}}spTree") is not None


def _number_shapes(kept: Kept, part: str) -> None:
    """Give a shape whose number another has before it one of its own: LibreOffice 7.4 counts a master's objects anew from 1."""
    marks = list(kept.roots[part].iter(f"{{{P}}}cNvPr"))
    taken = {mark.get("id") for mark in marks}
    free = (str(number) for number in count(1) if str(number) not in taken)
    seen: set[str | None] = set()
    for mark in marks:
        if mark.get("id") in seen:
            mark.set("id", next(free))
            kept.edited.add(part)
        seen.add(mark.get("id"))


def _show_all(kept: Kept) -> None:
    """Let the slide show show every slide: those that it may be limited to are gone."""
    properties = kept.related(kept.main, RT.PRES_PROPS)
    for shown in list(kept.roots[properties].iter(*SHOWN)) if properties in kept.roots else ():
        if (parent := shown.getparent()) is not None:
            parent.remove(shown)
            kept.edited.add(properties)


def _add_properties(kept: Kept) -> None:
    """Add the parts for properties that are missing."""
    for stem, kind, content_type, content in PROPERTIES:
        if not kept.related(kept.main, kind):
            name = next(free for n in count() if (free := f"ppt/{stem}{n or ''}.xml") not in kept.parts)
            kept.parts[name], kept.types[name], kept.relations[name] = f"{HEAD}{content}".encode(), content_type, []
            kept.relate(kept.main, kind, name)

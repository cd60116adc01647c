"""The slides of the result: taken whole, or put together shape by shape."""

from __future__ import annotations

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.model.merged import MergedSlide, Side
from deck.ooxml.merging.builds import animate
from deck.ooxml.merging.carrying import cut, used
from deck.ooxml.merging.elements import drop, present
from deck.ooxml.merging.notes import merge_notes
from deck.ooxml.merging.shapes import ENDS, Ground, merged_shape
from deck.ooxml.merging.sides import Sides
from deck.ooxml.merging.timing import still
from deck.ooxml.names import P
from deck.ooxml.package import Relation
from deck.ooxml.places import shapes_of

TREE = f"{{{P}}}cSld/{{{P}}}spTree"


def is_whole(slide: MergedSlide) -> Side | None:
    """Return the side that a slide is taken from as it is, None for one that is put together."""
    if slide.whole is None and not slide.shapes and slide.notes is None and (slide.disk is None or slide.new is None):
        return Side.NEW if slide.disk is None else Side.DISK
    return slide.whole


def write_slide(slide: MergedSlide, part: str, sides: Sides) -> None:
    """Make the part of a slide of the result."""
    whole = is_whole(slide)
    if slide.new is not None and (whole is Side.NEW or slide.disk is None):
        _take(slide.new, part, sides, with_notes=whole is Side.NEW or slide.notes is None)
    if whole is None:
        _put_together(slide, part, sides)
    _show(sides.result.root(part), slide.hidden)


def _take(place: int, part: str, sides: Sides, with_notes: bool) -> None:
    """Put a new slide, with all that it relates to, in the part; its notes go where the part has some."""
    source = sides.new.source.slides[place]
    rows, gone = {}, set()
    for id_, row in sides.new.source.rows(source).items():
        if row.kind == RT.NOTES_SLIDE:
            if with_notes:
                home = sides.result.notes(part) if part in sides.result.parts else ""
                rows[id_] = row._replace(target=sides.new.part(row.target, home))
            continue
        relation = sides.new.relation(row)
        if relation is None:
            gone.add(id_)
        else:
            rows[id_] = relation
    package = sides.result
    same = package.parts.get(part) == sides.new.source.parts[source]
    if not same:
        package.add(part, sides.new.source.parts[source], sides.new.source.content_type(source), {})
    package.rows(part).clear()
    package.rows(part).update(rows)
    if gone:
        cut(package.root(part), gone)


def _put_together(slide: MergedSlide, part: str, sides: Sides) -> None:
    root = sides.result.root(part)
    if slide.disk is not None and slide.new is not None and slide.layout is Side.NEW:
        _change_layout(slide.new, part, sides)
    before = used(root)
    tree, own = present(root.find(TREE)), shapes_of(root)
    ground = Ground(sides, slide, part, root)
    shown = [(meant, shape) for meant in slide.shapes if (shape := merged_shape(meant, ground, own)) is not None]
    shapes = [shape for _, shape in shown]
    if [id(shape) for shape in shapes] != [id(shape) for shape in own]:
        _draw(tree, own, shapes)
    _unstick(root)
    still(root, ground.moved)
    animate(root, slide, shown, sides)
    _forget(root, part, before, sides)
    merge_notes(slide, part, sides)


def _change_layout(place: int, part: str, sides: Sides) -> None:
    source = sides.new.source
    wanted = sides.new.relation(Relation("", RT.SLIDE_LAYOUT, source.layout(source.slides[place])))
    rows = sides.result.rows(part)
    for id_, row in rows.items():
        if row.kind == RT.SLIDE_LAYOUT and wanted is not None:
            rows[id_] = row._replace(target=wanted.target)


def _draw(tree: etree._Element, own: list[etree._Element], shapes: list[etree._Element]) -> None:
    """Put the shapes in the tree in their order, in the place of those that were there."""
    for shape in own:
        tree.remove(shape)
    last = len(tree) - (len(tree) > 0 and tree[-1].tag == f"{{{P}}}extLst")
    for n, shape in enumerate(shapes):
        tree.insert(last + n, shape)


def _unstick(root: etree._Element) -> None:
    """Free the ends of connectors whose shape is gone."""
    ends = list(root.iter(*ENDS))
    if ends:
        numbers = {found.get("id") for found in root.iter(f"{{{P}}}cNvPr")}
        for end in ends:
            if end.get("id") not in numbers:
                drop(end)


def _forget(root: etree._Element, part: str, before: set[str], sides: Sides) -> None:
    """Drop the relations that what is gone spoke of, and those that were added for nothing."""
    now = used(root)
    rows = sides.result.rows(part)
    held = sides.disk.source.rows(part) if part in sides.disk.source.parts else {}
    for id_ in list(rows):
        implicit = rows[id_].kind in (RT.SLIDE_LAYOUT, RT.NOTES_SLIDE)
        if id_ not in now and not implicit and (id_ in before or id_ not in held):
            del rows[id_]


def _show(root: etree._Element, hidden: bool) -> None:
    """Hide a slide from the show, or show it."""
    if hidden != (root.get("show") in ("0", "false")):
        if hidden:
            root.set("show", "0")
        else:
            del root.attrib["show"]

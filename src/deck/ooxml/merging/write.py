"""A merge carried out on the package of the disk, with the package of the new deck as the source of what is new."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from deck.model.marks import Marks
from deck.model.merged import Merged
from deck.ooxml.base import carry_base
from deck.ooxml.merging.carrying import Carrier
from deck.ooxml.merging.designs import Designs
from deck.ooxml.merging.listing import drop_slides, list_slides
from deck.ooxml.merging.marks import mark_slides
from deck.ooxml.merging.opened import Changing, Opened, opened
from deck.ooxml.merging.properties import set_properties
from deck.ooxml.merging.relaying import relay
from deck.ooxml.merging.sides import Sides
from deck.ooxml.merging.slides import write_slide
from deck.ooxml.package import zipped

FIRST_SLIDE = "ppt/slides/slide1.xml"
NOTHING: Mapping[str, str] = MappingProxyType({})


def merged_bytes(disk: bytes, new: bytes, merged: Merged, marks: Marks, properties: Mapping[str, str] = NOTHING) -> bytes:
    """Return the .pptx that a merge asks for: the disk's, in which only what changes is written anew.

    `properties` are fields of the core properties to set (title, subject, description, creator). The base that travels in the
    result is the new deck's. Raises OutputError where a package is none.
    """
    found, source = opened(disk), opened(new)
    result = Changing(found)
    parts = _parts_of(merged, found, source, result)
    sides = _sides(merged, parts, found, source, result)
    drop_slides(result, set(found.slides) - set(parts))
    for slide, part in zip(merged.slides, parts, strict=True):
        write_slide(slide, part, sides)
    if merged.relaid:
        relay(merged, parts, sides)
    list_slides(result, parts, {int(row.get("id", 0)) for row in found.listed()})
    mark_slides(merged.slides, parts, source, result)
    set_properties(result, marks.build, properties)
    closed = result.closed()
    carry_base(closed, source.parts, marks)
    return zipped(closed)


def _parts_of(merged: Merged, found: Opened, source: Opened, result: Changing) -> list[str]:
    """Return the name of the part of each slide of the result: the disk's own, a free one for a slide that comes in."""
    return [
        found.slides[slide.disk] if slide.disk is not None else result.free(FIRST_SLIDE if slide.new is None else source.slides[slide.new])
        for slide in merged.slides
    ]


def _sides(merged: Merged, parts: list[str], found: Opened, source: Opened, result: Changing) -> Sides:
    placed = list(zip(merged.slides, parts, strict=True))
    disk = Carrier(found, result, {part: part for slide, part in placed if slide.disk is not None}, own=True)
    new = Carrier(source, result, {source.slides[slide.new]: part for slide, part in placed if slide.new is not None})
    designs = Designs(new, result, anew=merged.relaid)
    new.designs, new.held = designs.find, designs.held
    if merged.relaid:
        designs.bring()
    return Sides(disk, new, result)

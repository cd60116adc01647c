"""The disk's and the new deck, and the result that is made of them: what a place of a merge means in XML."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from deck.model.merged import NOTES, At, MergedBody, MergedParagraph
from deck.ooxml.merging.carrying import Carrier
from deck.ooxml.merging.elements import same
from deck.ooxml.merging.opened import Changing, Opened
from deck.ooxml.merging.paragraphs import composed
from deck.ooxml.names import A
from deck.ooxml.places import bodies_of, paragraphs_of


class Sides(NamedTuple):
    """What a merge takes from, by way of the carriers, and what it makes."""

    disk: Carrier
    new: Carrier
    result: Changing

    def paragraphs(self, body: MergedBody, target: str) -> list[etree._Element]:
        """Return the paragraphs of a text for the part `target`; there is always one."""
        found = [self._paragraph(meant, target) for meant in body]
        return found or [etree.Element(f"{{{A}}}p")]

    def _paragraph(self, meant: MergedParagraph, target: str) -> etree._Element:
        disk = None if meant.disk is None else carried_paragraph(self.disk, meant.disk, target)
        new = None if meant.new is None else carried_paragraph(self.new, meant.new, target)
        return composed(meant, disk, new)


def carried_paragraph(carrier: Carrier, at: At, target: str) -> etree._Element | None:
    source = carrier.source.slides[at.slide]
    name = carrier.source.notes(source) if at.shape == NOTES else source
    return carrier.element(paragraph_at(carrier.source, at), name, target)


def paragraph_at(package: Opened, at: At) -> etree._Element:
    """Return the paragraph at a place."""
    if at.shape == NOTES:
        return package.spoken(at.slide)[at.paragraph]
    return paragraphs_of(bodies_of(package.shapes(at.slide)[at.shape])[at.body])[at.paragraph]


def fill(body: etree._Element, paragraphs: list[etree._Element]) -> None:
    """Put paragraphs in the place of those of a text, where they are others."""
    old = paragraphs_of(body)
    if len(old) == len(paragraphs) and all(map(same, old, paragraphs)):
        return
    for paragraph in old:
        body.remove(paragraph)
    body.extend(paragraphs)

"""A slide's speaker notes as a notes slide."""

from __future__ import annotations

from deck.model.article import Run
from deck.model.language import Language
from deck.model.placed import NoteParagraph, PlacedParagraph, PlacedRun
from deck.ooxml.package import HEAD
from deck.ooxml.slide import EMPTY_GROUP, NAMESPACES
from deck.ooxml.text import Ground, Links, paragraph_xml

SLIDE_IMAGE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
    '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
)


def notes_xml(notes: tuple[NoteParagraph, ...], language: Language, links: Links) -> str:
    """Return the XML of a notes slide that inherits its places from the notes master."""
    ground = Ground(language)
    paragraphs = "".join(_directed(paragraph_xml(_placed(paragraph), ground, links), language) for paragraph in notes)
    return (
        f"{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{EMPTY_GROUP}{SLIDE_IMAGE}"
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _placed(paragraph: NoteParagraph) -> PlacedParagraph:
    return PlacedParagraph(tuple(_run(run) for run in paragraph.text))


def _run(run: Run) -> PlacedRun:
    return PlacedRun(run.text, run.bold or None, False, run.italic, run.code, run.strike, run.link, run.shift, run.mark, run.key)


def _directed(xml: str, language: Language) -> str:
    """Return a paragraph that reads from the right where its language does."""
    return xml.replace("<a:p>", '<a:p><a:pPr algn="r" rtl="1"/>', 1) if language.right_to_left else xml

"""Decks as a file has them, made without a file: from articles, or from words; and what editors make of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeVar

from deck.model.article import plain
from deck.model.found import Body, FoundDeck, FoundParagraph, FoundRun, FoundShape, FoundSlide, text_digest
from deck.model.placed import PlacedChart, PlacedDeck, PlacedFormula, PlacedPicture, PlacedShape, PlacedSlide, PlacedTable, Shape
from deck.model.units import Box
from deck.ooxml.marks import shape_guid, slide_number
from deck.stages import Request, plan, source_of

T = TypeVar("T")
ROOT = Path(__file__).parents[1]
ARTICLES = sorted([*(ROOT / "tests" / "articles").glob("*.md"), *(ROOT / "content").glob("*.md")])


def paragraph(text: str, level: int = 0) -> FoundParagraph:
    return FoundParagraph((FoundRun(text),), hashlib.sha256(text.encode()).hexdigest()[:16], level=level)


def body(*texts: str) -> Body:
    return tuple(map(paragraph, texts))


def shape(name: str, *texts: str, kind: str = "body", idx: int = 1, at: int = 0, tag: str = "sp", image: str = "") -> FoundShape:
    """Return a shape with a text; `at` counts places down the slide."""
    box = Box(500_000, 1_000_000 * at, 9_000_000, 900_000)
    return FoundShape(name, "", tag, kind, idx, box, bodies=(body(*texts),) if texts else (), image=image)


def slide(key: str, *shapes: FoundShape, notes: tuple[str, ...] = ()) -> FoundSlide:
    """Return a slide with all marks that we give it."""
    marked = tuple(shape._replace(guid=shape_guid(key, shape.name)) for shape in shapes)
    return FoundSlide(key, "Stack", marked, body(*notes), number=slide_number(key))


def titled(key: str, title: str, *texts: str, notes: tuple[str, ...] = ()) -> FoundSlide:
    """Return a slide with a title and points."""
    return slide(key, shape("Title", title, kind="title", idx=0), shape("Points", *texts, at=2), notes=notes)


def found(placed: PlacedDeck) -> FoundDeck:
    """Return the deck that a file of a laid-out one holds."""
    return FoundDeck(tuple(map(_found_slide, placed.slides)), 12_192_000, 6_858_000)


@cache
def built(article: Path) -> FoundDeck:
    """Return the deck of an article."""
    return found(plan(source_of(Request(article, article.name, ROOT, {}))).placed)


def _found_slide(placed: PlacedSlide) -> FoundSlide:
    notes = tuple(paragraph(plain(p.text))._replace(derived=p.derived) for p in placed.notes)
    shapes = tuple(_found_shape(placed.key, shape) for shape in placed.shapes)
    return FoundSlide(placed.key, placed.layout, shapes, notes, placed.hidden, slide_number(placed.key))


def _found_shape(key: str, placed: Shape) -> FoundShape:
    made = FoundShape(placed.key.capitalize(), shape_guid(key, placed.key), "sp", placed.kind, placed.idx, placed.box)
    match placed:
        case PlacedPicture(image=image, crop=crop, alt=alt):
            return made._replace(tag="pic", image=image.digest, crop=crop, alt=alt)
        case PlacedFormula(tree=tree, alt=alt):
            return made._replace(tag="AlternateContent", inside=text_digest(repr(tree)), alt=alt, own_box=True)
        case PlacedTable(rows=rows, columns=columns):
            cells = tuple((paragraph("".join(run.text for run in cell.runs)),) for row in rows for cell in row.cells)
            return made._replace(tag="graphicFrame", bodies=cells, columns=len(columns))
        case PlacedChart(alt=alt):
            return made._replace(tag="graphicFrame", alt=alt, inside=text_digest(repr(placed)))
        case PlacedShape(paragraphs=paragraphs):
            return made._replace(bodies=(tuple(paragraph("".join(r.text for r in p.runs), p.level) for p in paragraphs),))


def stripped(deck: FoundDeck) -> FoundDeck:
    """Return a deck as an editor leaves it that keeps nothing: no mark, no name, not even what placeholder a shape fills."""
    return _saved(deck, lambda n, shape: shape._replace(name=f"Google Shape;{n};p", guid="", kind="", idx=0))


def by_libreoffice(deck: FoundDeck) -> FoundDeck:
    """Return a deck as LibreOffice leaves it."""

    def saved(n: int, shape: FoundShape) -> FoundShape:
        kind = {"ctrTitle": "title", "pic": ""}.get(shape.kind, shape.kind)
        name = shape.name if shape.tag == "pic" else f"PlaceHolder {n}"
        idx = n + 4 if shape.kind in ("ftr", "sldNum") else 0
        box = shape.box and Box(*(value // 360 * 360 for value in shape.box))
        return shape._replace(name=name, guid="", kind=kind, idx=idx, box=box, own_box=True)

    return _saved(deck, saved)._replace(program="LibreOffice/7.4.7.2")


def _saved(deck: FoundDeck, saved: Callable[[int, FoundShape], FoundShape]) -> FoundDeck:
    slides = (
        slide._replace(key="", number=0, layout="Blank Slide", shapes=tuple(saved(n, shape) for n, shape in enumerate(slide.shapes, 1)))
        for slide in deck.slides
    )
    return deck._replace(slides=tuple(slides))


def digest_only(deck: FoundDeck) -> FoundDeck:
    """Return a deck as the base in the file tells it: its texts by their digests alone."""

    def hidden(text: Body) -> Body:
        return tuple(paragraph._replace(runs=()) for paragraph in text if not paragraph.derived)

    def known(slide: FoundSlide) -> FoundSlide:
        shapes = (shape._replace(bodies=tuple(map(hidden, shape.bodies))) for shape in slide.shapes)
        return slide._replace(notes=hidden(slide.notes), shapes=tuple(shapes))

    return deck._replace(slides=tuple(map(known, deck.slides)))


def reworded(text: str, random: Random, share: float = 0.2) -> str:
    """Return a text with some of its words replaced by others of it."""
    words = text.split(" ") if " " in text else list(text)
    for _ in range(max(1, round(len(words) * share))):
        words[random.randrange(len(words))] = random.choice(["quite", "other", "now", "zebra", "altogether"])
    return (" " if " " in text else "").join(words)


def with_a_word_changed(deck: FoundDeck, n: int, random: Random) -> FoundDeck:
    """Return a deck with one paragraph of a slide reworded."""
    old = deck.slides[n]
    places = [
        (k, b, p)
        for k, shape in enumerate(old.shapes)
        if shape.kind not in ("ftr", "sldNum")
        for b, text in enumerate(shape.bodies)
        for p, said in enumerate(text)
        if said.text
    ]
    if not places:
        return deck
    k, b, p = random.choice(places)
    bodies = old.shapes[k].bodies
    text = bodies[b]
    changed = (*text[:p], paragraph(reworded(text[p].text, random), text[p].level), *text[p + 1 :])
    shape = old.shapes[k]._replace(bodies=(*bodies[:b], changed, *bodies[b + 1 :]))
    return deck._replace(slides=put(deck.slides, n, old._replace(shapes=put(old.shapes, k, shape))))


def put(row: tuple[T, ...], n: int, *things: T) -> tuple[T, ...]:
    """Return a row with other things, or none, in place of one."""
    return (*row[:n], *things, *row[n + 1 :])

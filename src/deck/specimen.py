"""A deck with one slide for each role of a template, for its contact sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from deck.model.article import Chart, ChartSeries, Code, Formula, Image, Inline, Picture, Run, Span, Table
from deck.model.language import Language
from deck.model.slides import Aside, Deck, Figure, Gallery, Kind, Point, QrCode, QrCodes, Quotation, Section, Slide, Title
from deck.model.specimen import Specimen
from deck.model.template import Binding

HERE = Span("specimen", 1, 1)
KEY = "sheet"
# no two roles on dark ground one behind the other, which a deck avoids, in the order in which they are shown
LATE = {"Statement": "Three Sentences"}
WORDS = {"One": 1, "Two": 2, "Three": 3, "Four": 4}


class Objects(NamedTuple):
    """What a specimen shows beside text: pictures of four shapes, a formula, and QR codes with their pictures."""

    usual: Image
    wide: Image
    upright: Image
    formula: Formula
    codes: tuple[QrCode, ...]


def specimen_deck(name: str, bindings: Iterable[Binding], said: Specimen, objects: Objects, language: Language, digits: str) -> Deck:
    """Return the deck: each slide is called by its role and its layout, and its key is that role."""
    slides = tuple(_slide(binding, name, said, objects) for binding in sorted(bindings, key=_place(bindings)))
    return Deck(language, name, (), "", (Section(KEY, name),), slides, digits=digits)


def _place(bindings: Iterable[Binding]) -> Callable[[Binding], float]:
    order = {binding.role: float(n) for n, binding in enumerate(bindings)}
    for role, behind in LATE.items():
        order[role] = order.get(behind, 0.0) + 0.5
    return lambda binding: order[binding.role]


def _slide(binding: Binding, name: str, said: Specimen, objects: Objects) -> Slide:
    where = binding.why if binding.composed else "" if binding.layout == binding.role else f"“{binding.layout}”"
    called = " · ".join(filter(None, (binding.role, where)))
    slide = Slide(binding.role, Kind.POINTS, HERE, KEY, Title(_inline(called)), _inline(said.kicker), own_notes=(_inline(binding.why),))
    if binding.role == "Title":
        # the title of the first slide is the footer of all
        return slide._replace(kind=Kind.TITLE, title=Title(_inline(name)), kicker=(), under=_inline(called), byline=_inline(said.byline))
    return _with_text(slide, said) or _with_object(slide, said, objects)


def _with_text(slide: Slide, said: Specimen) -> Slide | None:
    """Return a slide whose role shows text alone, None for another."""
    points = tuple(_point(lead, text) for lead, text in said.points)
    claims = tuple(_point(lead, text) for lead, text in said.claims)
    items = tuple(_point("", item) for item in said.items)
    entries = tuple(_point(entry, "") for entry in said.entries)
    stated = tuple(map(_inline, said.sentences))
    first = slide.key.partition(" ")[0]
    count = WORDS.get(first, 0)
    made: Mapping[str, Slide] = {
        "Chapter": slide._replace(kind=Kind.CHAPTER, layout="section", points=points[:3]),
        "Title Only": slide._replace(kind=Kind.HEADLINE, layout="headline"),
        f"{first} Points": slide._replace(layout="rows", points=points[:count]),
        f"{first} Cards": slide._replace(kind=Kind.CHAPTER, points=points[:count]),
        f"{first} Sentences": slide._replace(kind=Kind.HEADLINE, statements=stated[:count]),
        "Stack": slide._replace(layout="stack", points=points[:2]),
        "Duo": slide._replace(layout="duo", points=points[:2]),
        "Contrast": slide._replace(layout="contrast", points=claims),
        "List": slide._replace(kind=Kind.LIST, points=items[:4]),
        "Two Lists": slide._replace(kind=Kind.LIST, points=items),
        "Question": slide._replace(kind=Kind.QUESTION, under=_inline(said.question)),
        "Agenda": slide._replace(kind=Kind.AGENDA, points=entries[:5]),
        "Agenda in Two Columns": slide._replace(kind=Kind.AGENDA, points=entries),
        "Key Figure": slide._replace(points=points[:2], figure=Figure(said.number, _inline(said.unit))),
        "Statement": slide._replace(layout="statement", points=(_point(said.sentences[0], ""),)),
        "Sentence": slide._replace(kind=Kind.HEADLINE, statements=stated[:1]),
        "Quote": slide._replace(kind=Kind.QUOTE, exhibit=Quotation(HERE, (_inline(said.quote),), _inline(said.source))),
        "Callout": slide._replace(kind=Kind.CALLOUT, exhibit=Aside(HERE, _inline(said.aside[0]), (_inline(said.aside[1]),))),
    }
    return made.get(slide.key)


def _with_object(slide: Slide, said: Specimen, objects: Objects) -> Slide:
    """Return a slide whose role shows something beside text."""
    points = tuple(_point(lead, text) for lead, text in said.points)
    legend = _inline(said.legend)
    alone = Picture(HERE, "", said.captions[0], said.captions[0], objects.usual)
    shown = tuple(alone._replace(alt=caption, caption=caption) for caption in said.captions)
    count = WORDS.get(slide.key.partition(" ")[0], len(objects.codes))
    made: Mapping[str, Slide] = {
        "Picture": slide._replace(kind=Kind.PICTURE, exhibit=alone),
        "Wide Picture": slide._replace(kind=Kind.PICTURE, exhibit=alone._replace(image=objects.wide)),
        "Picture and Points": slide._replace(points=points[:2], exhibit=alone),
        "Picture Right": slide._replace(points=points[:2], exhibit=alone._replace(image=objects.upright)),
        "Table": slide._replace(kind=Kind.TABLE, exhibit=_table(said), legend=legend),
        "Chart": slide._replace(kind=Kind.CHART, exhibit=_chart(said), legend=legend),
        "Code": slide._replace(kind=Kind.CODE, exhibit=Code(HERE, said.code.strip("\n"), said.code_language)),
        "Formula": slide._replace(kind=Kind.FORMULA, exhibit=objects.formula, legend=legend),
        "One QR Code": slide._replace(kind=Kind.QR_CODES, exhibit=QrCodes(HERE, objects.codes[:1])),
        "QR Codes": slide._replace(kind=Kind.QR_CODES, exhibit=QrCodes(HERE, objects.codes)),
    }
    gallery = slide._replace(kind=Kind.PICTURE, exhibit=Gallery(HERE, shown[:count]))
    return made.get(slide.key, gallery)


def _table(said: Specimen) -> Table:
    rows = tuple(tuple(map(_inline, row)) for row in said.table)
    return Table(HERE, rows, ("", "", "right"))


def _chart(said: Specimen) -> Chart:
    _, *rows = said.table
    values = tuple(float(row[-1]) for row in rows)
    return Chart(HERE, "bar", tuple(row[0] for row in rows), (ChartSeries(said.series, values),), said.table)


def _point(lead: str, text: str) -> Point:
    return Point("", HERE, _inline(lead), (_inline(text),) if text else ())


def _inline(text: str) -> Inline:
    return (Run(text),) if text else ()

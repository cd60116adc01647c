"""Styled text as placed runs, and how much of it there is."""

from __future__ import annotations

import re
import unicodedata

from deck.model.article import Inline, Run, plain
from deck.model.counting import count_words
from deck.model.inline import lowered
from deck.model.language import LEFTWARDS
from deck.model.placed import PlacedParagraph, PlacedRun
from deck.model.slides import Point, Title

# where a click on words may lead: out of the deck, or to one of its slides
LINK = re.compile(r"https?:|mailto:|#", re.IGNORECASE)
# LibreOffice 7.4 breaks linked words anywhere; where no spaces part the words of a script, that would be in the midst of one
SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uabff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
GLUE = "\u00a0"


def runs(text: Inline, *, bold: bool | None = None, soft: bool = False) -> tuple[PlacedRun, ...]:
    """Return `text` as placed runs; bold words of the author's stay bold.

    A link that cannot be one here is left to the notes: to a page of its own site, or on words that LibreOffice 7.4 would tear.
    """
    return tuple(
        PlacedRun(run.text, run.bold or bold, soft, run.italic, run.code, run.strike, _link(run), run.shift, run.mark, run.key)
        for run in map(lowered, text)
    )


def _link(run: Run) -> str:
    # the words of a link are set from left to right there
    torn = SPACELESS.search(run.text) or (LEFTWARDS.search(run.text) and len(run.text.split()) > 1)
    return run.link if LINK.match(run.link) and not torn else ""


def leads_to(text: Inline) -> str:
    """Return where a click on the whole of a text leads: the first address or slide (by its key) that it links to, "" for none."""
    return next((run.link.removeprefix("#") for run in text if LINK.match(run.link)), "")


def emphasis(text: Inline) -> tuple[PlacedRun, ...]:
    """Return a text that its level already sets bold, and that nothing leads away from: a title, a kicker, a name."""
    return tuple(run._replace(bold=None, link="") for run in runs(text))


def head(text: Inline) -> tuple[PlacedRun, ...]:
    """Return a lead or the words of a quotation, which their level sets as it likes; what it links to stays."""
    return tuple(run._replace(bold=None) for run in runs(text))


def title_runs(title: Title, *, two_tones: bool, broken: bool = False, mark: str = "") -> tuple[PlacedRun, ...]:
    """Return a title: its topic in bold ink, its claim regular and softer; `mark` ("1/2") stays with the last word."""
    shown = list(emphasis(title.topic))
    if title.claim:
        shown.append(PlacedRun("\n" if broken else title.gap))
        shown += runs(title.claim, bold=False, soft=True) if two_tones else emphasis(title.claim)
    if mark:
        shown.append(PlacedRun(f"{GLUE}({mark})", bold=False if two_tones else None, soft=two_tones))
    return tuple(run for run in shown if run.text)


def detail_of(point: Point, detail: str) -> Inline:
    """Return what stands behind a point's lead on the slide: its first whole sentence, all of them, or nothing."""
    if not point.sentences or (detail == "none" and not point.runs_in and point.lead):
        return ()
    if detail != "full":
        return point.sentences[0]
    joined: list[Run] = []
    for i, sentence in enumerate(point.sentences):
        if i and _spaced(joined[-1].text[-1:], plain(sentence)[:1]):
            joined.append(Run(" "))
        joined += sentence
    return tuple(joined)


def lead_paragraph(point: Point, detail: str) -> PlacedParagraph:
    """Return a point's lead; one that runs on into its sentence brings it along, in the second tone."""
    if point.runs_in:
        shown = (*_lead(point), *runs(detail_of(point, detail), bold=False, soft=True))
        return PlacedParagraph(shown, number=point.number, style=point.style)
    return PlacedParagraph(_lead(point), number=point.number, style=point.style)


def _lead(point: Point) -> tuple[PlacedRun, ...]:
    """Return the words of a lead; where a click on its whole card leads to a slide, none on a word leads elsewhere."""
    return emphasis(point.lead) if point.target else head(point.lead)


def shown_words(title: Title, points: tuple[Point, ...], detail: str) -> int:
    """Return how many words a slide of these points would show, its title included."""
    return count_words([title.text, *_texts(points, detail)])


def _texts(points: tuple[Point, ...], detail: str) -> list[Inline]:
    texts: list[Inline] = []
    for point in points:
        texts += [point.lead, detail_of(point, detail), *_texts(point.children, detail)]
    return texts


def _spaced(before: str, behind: str) -> bool:
    """Tell whether a space stands between two sentences: not in scripts that write none."""
    return not (before and unicodedata.east_asian_width(before) in "WF") and not (behind and unicodedata.east_asian_width(behind) in "WF")

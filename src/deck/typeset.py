"""The typography of a language: spaces, quotes and dashes as its readers expect them; never words or case, never code or links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deck.model.article import Inline, Run
from deck.model.inline import cut
from deck.model.slides import Deck, Point, Slide, Title
from deck.model.words import Words

OPENS_AFTER = " \n\t\u00a0\u202f([{«„“‘—–-/"
HIDDEN = "\ufffc"
ADDRESS = re.compile(r"\w+://|www\.|\w+@\w")
# marks before which a missing space is added; a colon may be a clock's or an address's, so there only one that is there is hardened
ADDED_BEFORE = "?!;"


def typeset(deck: Deck, words: Words) -> Deck:
    """Return the deck with every text of it set as the language's list of words says."""
    slides = tuple(_slide(slide, words) for slide in deck.slides)
    sections = tuple(section._replace(name=_plainly(section.name, words)) for section in deck.sections)
    return deck._replace(slides=slides, sections=sections, title=_plainly(deck.title, words))


def set_inline(text: Inline, words: Words) -> Inline:
    """Return one text set; setting it again changes nothing."""
    for rule in (_apostrophes, _quotes, _dashes, _spaces, _numbers):
        shown = "".join(HIDDEN * len(run.text) if run.code or ADDRESS.search(run.text) else run.text for run in text)
        for start, end, new in reversed(list(rule(shown, words))):
            text = _replaced(text, start, end, new)
    return text


def _slide(slide: Slide, words: Words) -> Slide:
    return slide._replace(
        title=Title(set_inline(slide.title.topic, words), set_inline(slide.title.claim, words)),
        kicker=set_inline(slide.kicker, words),
        under=set_inline(slide.under, words),
        points=tuple(_point(point, words) for point in slide.points),
        spoken=_all(slide.spoken, words),
        own_notes=_all(slide.own_notes, words),
    )


def _point(point: Point, words: Words) -> Point:
    return point._replace(
        lead=set_inline(point.lead, words),
        sentences=_all(point.sentences, words),
        spoken=_all(point.spoken, words),
        children=tuple(_point(child, words) for child in point.children),
    )


def _all(texts: tuple[Inline, ...], words: Words) -> tuple[Inline, ...]:
    return tuple(set_inline(text, words) for text in texts)


def _plainly(text: str, words: Words) -> str:
    return "".join(run.text for run in set_inline((Run(text),), words))


def _replaced(text: Inline, start: int, end: int, new: str) -> Inline:
    """Return `text` with the characters from `start` to `end` replaced, in the style of the first of them, or of the one before."""
    style = cut(text, start, start + 1) or cut(text, max(0, start - 1), start) or text[:1]
    if start == end and start:
        style = cut(text, start - 1, start)
    return _joined((*cut(text, 0, start), style[0]._replace(text=new), *cut(text, end)))


def _joined(text: Inline) -> Inline:
    """Return `text` with neighbours of one style as one run."""
    runs: list[Run] = []
    for run in text:
        if runs and runs[-1]._replace(text="") == run._replace(text=""):
            runs[-1] = runs[-1]._replace(text=runs[-1].text + run.text)
        else:
            runs.append(run)
    return tuple(runs)


Edit = tuple[int, int, str]


def _apostrophes(text: str, words: Words) -> Iterator[Edit]:
    if words.apostrophe:
        for match in re.finditer(r"(?<=\w)'(?=\w)", text):
            yield *match.span(), words.apostrophe


def _quotes(text: str, words: Words) -> Iterator[Edit]:
    """Yield straight quotes as the language's; which one by what stands before it."""
    if len(words.quotes) == 2 and text.count('"') % 2 == 0:
        for match in re.finditer('"', text):
            at = match.start()
            opens = at == 0 or text[at - 1] in OPENS_AFTER
            yield at, at + 1, words.quotes[0 if opens else 1]


def _dashes(text: str, words: Words) -> Iterator[Edit]:
    if words.dash:
        for match in re.finditer(r"(?<=[^\s—])—(?=[^\s—])|(?<=[^\s—]) — (?=\S)", text):
            yield *match.span(), words.dash


def _spaces(text: str, words: Words) -> Iterator[Edit]:
    """Yield the space before high punctuation as a no-break one, and one where it was left out."""
    if not words.space_before:
        return
    marks = re.escape(words.space_before)
    for match in re.finditer(rf"(?<=\S)[ \u202f](?=[{marks}](?:\W|$))|(?<=«) ", text):
        yield *match.span(), "\u00a0"
    added = re.escape("".join(mark for mark in ADDED_BEFORE if mark in words.space_before))
    if added:
        for match in re.finditer(rf"(?<=[\w)»”’])(?=[{added}]+(?:\s|$))", text):
            yield *match.span(), "\u00a0"
    if "%" in words.space_before:
        for match in re.finditer(r"(?<=\d)(?=%)", text):
            yield *match.span(), "\u00a0"


def _numbers(text: str, words: Words) -> Iterator[Edit]:
    """Yield the spaces inside numbers, and where the language keeps a number with its word, those behind them, as no-break ones."""
    for match in re.finditer(r"(?<=\d)[ \u202f](?=\d{3}(?!\d))", text):
        yield *match.span(), "\u00a0"
    if words.glue_numbers:
        for match in re.finditer(r"(?<!\w)\d+(?:[.,\s]\d+)*( )(?=[^\W\d_])", text):
            yield *match.span(1), "\u00a0"

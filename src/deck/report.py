"""What a build tells the person who asked for it: a few lines that are a pleasure to read."""

from __future__ import annotations

from typing import NamedTuple

from deck.findings import Finding, Severity
from deck.model.article import Article, plain
from deck.model.placed import PlacedDeck
from deck.model.slides import AROUND, Deck, Kind, Point, Slide

# codes of findings about what lay on the disk
OF_THE_DISK = "D5"


class Outcome(NamedTuple):
    """All that a report speaks of: `minutes` to speak the full text, `slot` in minutes, if there is one, `target` as the user would name
    it, `seconds` that the build took, `merge` what was done with the deck on the disk, "" for nothing, `merged` how many slides that has.
    """

    article: Article
    deck: Deck
    placed: PlacedDeck
    findings: tuple[Finding, ...]
    minutes: float
    slot: float | None
    target: str
    seconds: float
    merge: str = ""
    merged: int | None = None


def report(outcome: Outcome) -> str:
    """Return the report of one build."""
    lines = [outcome.deck.title, _facts(outcome), _slides(outcome), _points(outcome)]
    notes = [finding for finding in outcome.findings if finding.severity is Severity.NOTE]
    of_article, of_disk = (
        [judgement(note, outcome.article.name) for note in notes if note.code.startswith(OF_THE_DISK) is told] for told in (False, True)
    )
    lines += [*of_article, outcome.merge, *of_disk, f"{outcome.target} · {outcome.seconds:.1f} s"]
    return "\n".join([lines[0], *(f"  {line}" for line in lines[1:] if line)])


def _facts(outcome: Outcome) -> str:
    deck = outcome.deck
    return " · ".join(filter(None, (deck.language.tag, ", ".join(deck.authors))))


def _slides(outcome: Outcome) -> str:
    """Return "17 slides: title, 11 sections on 15, closing question", and how many more are hidden."""
    slides = [slide for slide in outcome.placed.slides if not slide.hidden]
    opening = sum(slide.section == "title" for slide in slides)
    closing = sum(slide.section == "closing" for slide in slides)
    sections = len({slide.section for slide in slides} - {*AROUND})
    codes = sum(slide.section == "qr" for slide in slides)
    parts = ["title" if opening == 1 else f"opening on {opening}"]
    if sections:
        parts.append(f"{_count(sections, 'section')} on {len(slides) - opening - closing - codes}")
    if closing:
        parts.append("closing question" if _asks(_closing(outcome.deck)[-1], closing) else "closing")
    if codes:
        parts.append("codes")
    hidden = len(outcome.placed.slides) - len(slides)
    told = f"{_count(len(slides), 'slide')}: {', '.join(parts)}" + (f"; {hidden} more hidden" if hidden else "")
    return told if outcome.merged in (None, len(outcome.placed.slides)) else f"{told}; {outcome.merged} in your deck"


def _shown(deck: Deck) -> list[Slide]:
    return [slide for slide in deck.slides if not slide.hidden]


def _closing(deck: Deck) -> list[Slide]:
    return [slide for slide in _shown(deck) if slide.section == "closing"]


def _asks(last: Slide, slides: int) -> bool:
    """Tell whether the closing is a question on a slide: its label stands above, or the question is all that it shows."""
    return slides == 1 and bool(last.kicker or (last.title.text and not last.under))


def _points(outcome: Outcome) -> str:
    points = [point for slide in _shown(outcome.deck) if slide.kind in (Kind.POINTS, Kind.LIST) for point in _all(slide.points)]
    led = sum(bool(plain(point.lead)) for point in points)
    shown = [
        _count(led, "point") + " in the author's words" if led else "",
        _count(len(points) - led, "bullet") if len(points) > led else "",
    ]
    return ", ".join(filter(None, (*shown, _time(outcome))))


def _time(outcome: Outcome) -> str:
    """Return how long the notes take to speak, and the slot that they are planned for."""
    whole = f"about {_count(max(1, round(outcome.minutes)), 'minute')} to speak"
    return f"{whole}, planned for {outcome.slot:g}" if outcome.slot else whole


def _all(points: tuple[Point, ...]) -> list[Point]:
    return [found for point in points for found in (point, *_all(point.children))]


def judgement(finding: Finding, name: str) -> str:
    """Return a judgement with the line of the article that it is about."""
    where = f":{finding.span.first} " if finding.span and finding.span.path == name else ""
    return f"{where}{finding.message}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")

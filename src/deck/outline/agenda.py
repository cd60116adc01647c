"""The slide that lists a talk's sections."""

from __future__ import annotations

from deck.model.article import Inline, Run, plain
from deck.model.inline import trimmed
from deck.model.slides import Deck, Kind, Point, Slide, Title
from deck.model.words import Words
from deck.outline.keys import Keys

# fewer sections than this need no plan
FEWEST_SECTIONS = 3
# characters of an entry; of a longer title only what stands before its colon is listed
LONGEST = 60
KEY = "agenda"


def with_agenda(deck: Deck, tongue: Words) -> Deck:
    """Return the deck with a slide behind its opening that lists the sections, each with the way to it.

    Sections that the show skips are not listed. The deck as it is where the language has no word for it, or the sections are few.
    """
    first = {slide.section: slide for slide in reversed(deck.slides) if not slide.hidden}
    listed = [section.key for section in deck.sections if section.key not in ("title", "closing") and section.key in first]
    if not tongue.agenda or len(listed) < FEWEST_SECTIONS:
        return deck
    keys = Keys()
    for slide in deck.slides:
        keys.take(slide.key)
    key = keys.take(KEY)
    entries = tuple(Point(f"{key}/{name}", first[name].span, _entry(first[name].title), target=first[name].key) for name in listed)
    opening = sum(slide.section == "title" for slide in deck.slides)
    slide = Slide(key, Kind.AGENDA, deck.slides[0].span, "title", Title((Run(tongue.agenda),)), points=entries)
    return deck._replace(slides=(*deck.slides[:opening], slide, *deck.slides[opening:]))


def _entry(title: Title) -> Inline:
    """Return a title in full, or, where that is long, what stands before its colon."""
    return trimmed(title.topic, ":\uff1a \u00a0") if title.claim and len(plain(title.text)) > LONGEST else title.text

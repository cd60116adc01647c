"""The last slide of a talk whose author asks for it: ways to the article, and to what it links to, as QR codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from deck.findings import Finding, Severity
from deck.model.article import Article, Code, Inline, Run, Span, SpokenNote, plain
from deck.model.slides import Deck, Kind, QrCode, QrCodes, Section, Slide, Title
from deck.model.words import Words
from deck.outline.wording import word_count

KEY = "qr"
# links of the article beside the article itself
MOST_LINKS = 3
# characters of an address; the code of a longer one is too fine to be read from a seat
LONGEST = 300
OUTWARD = re.compile(r"https?://\S+", re.IGNORECASE)
# words that are an address themselves
BARE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# words of a text that says where its link leads, unless it begins with a capital
TELLING = 2


def qr_codes_of(article: Article, asked: str, span: Span | None) -> tuple[QrCodes | None, tuple[Finding, ...]]:
    """Return what codes lead to: the article, by the address that is `asked` for or that its front matter has, and its best links.

    None where nothing is asked for ("false"), or there is no address at all; `span` is where the setting stands.
    """
    if asked == "false":
        return None, ()
    own = article.meta.address if asked == "true" else asked
    found: tuple[Finding, ...] = ()
    if not own or len(own) > LONGEST:
        known = f"is longer than {LONGEST} characters" if own else "is not known"
        message = (
            f"the article's address {known}, so no code leads to it; give it as `canonical_url` in front matter, or as `qr: https://...`"
        )
        found = (Finding("D312", Severity.WARNING, message, span),)
        own = ""
    chosen = tuple(_best(article.blocks, own))
    codes = (*((QrCode(own),) if own else ()), *chosen)
    return (QrCodes(Span(article.name, 1, 1), codes, bool(own)) if codes else None), found


def with_qr_codes(deck: Deck, codes: QrCodes | None, tongue: Words) -> Deck:
    """Return the deck with a slide of codes behind all that is shown, in a section of its own; as it is without codes."""
    if codes is None:
        return deck
    if codes.own:
        first, *others = codes.codes
        codes = codes._replace(codes=(first._replace(words=(Run(deck.title),)), *others))
    heading = Title((Run(tongue.links),)) if tongue.links else deck.slides[0].title
    made = Slide(KEY, Kind.QR_CODES, codes.span, KEY, heading, exhibit=codes)
    last = next(slide.section for slide in reversed(deck.slides) if not slide.hidden)
    end = 1 + max(n for n, slide in enumerate(deck.slides) if slide.section == last)
    after = 1 + next((n for n, other in enumerate(deck.sections) if other.key == last), len(deck.sections) - 1)
    named = Section(KEY, plain(heading.text))
    return deck._replace(
        slides=(*deck.slides[:end], made, *deck.slides[end:]), sections=(*deck.sections[:after], named, *deck.sections[after:])
    )


def _best(blocks: object, own: str) -> Iterator[QrCode]:
    """Yield the links that say most plainly where they lead, in the order of the article, each address once."""
    found: dict[str, tuple[int, QrCode]] = {}
    for words, address, led in _links(blocks):
        code = QrCode(address, words if _tells(words) else ())
        worth = (2 if led else 1) * bool(code.words)
        name = _name(address)
        if len(address) <= LONGEST and name != _name(own) and (name not in found or found[name][0] < worth):
            found[name] = worth, code
    ranked = sorted(found, key=lambda name: -found[name][0])[:MOST_LINKS]
    return (found[name][1] for name in found if name in ranked)


def _tells(words: Inline) -> bool:
    """Tell whether words say where they lead: a name or a phrase does, a mere "here" does not, and an address stands there anyway."""
    text = plain(words).strip()
    return not BARE.fullmatch(text) and (word_count(words) >= TELLING or text[:1].isupper())


def _name(address: str) -> str:
    """Return what tells an address from others: not its scheme, nor a place on its page."""
    return address.partition("://")[2].partition("#")[0].rstrip("/").casefold()


def _links(value: object) -> Iterator[tuple[Inline, str, bool]]:
    """Yield the links out of the article in order: their words, their address, and whether they stand in bold."""
    if not isinstance(value, tuple) or isinstance(value, Span | Run | Code | SpokenNote):
        return
    if not any(isinstance(inner, Run) for inner in value):
        for inner in value:
            yield from _links(inner)
        return
    runs = (inner for inner in value if isinstance(inner, Run))
    for address, linked in groupby(runs, key=lambda run: run.link):
        words = tuple(linked)
        if OUTWARD.fullmatch(address) and plain(words).strip():
            yield tuple(run._replace(link="") for run in words), address, all(run.bold for run in words)

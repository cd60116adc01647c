"""Article -> Deck: where slides begin, what is a point, what is spoken, and under which keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

from deck.errors import ArticleError
from deck.findings import Finding, Severity
from deck.model.article import Article, Block, Callout, Directive, Footnote, Listing, Picture, Quote, Span, plain
from deck.model.settings import SectionSettings, Settings
from deck.model.slides import Deck, Gallery, Kind, Section, Slide, Title, muted
from deck.model.words import Words, numeral
from deck.outline.agenda import with_agenda
from deck.outline.appendix import with_appendix
from deck.outline.ending import closing_slide, ending_of
from deck.outline.figures import figure_of
from deck.outline.identity import known, settled
from deck.outline.judged import judged
from deck.outline.keys import OPENING, RESERVED, Keys, pinned, slug
from deck.outline.links import linked
from deck.outline.points import content_of
from deck.outline.qr_codes import qr_codes_of, with_qr_codes
from deck.outline.slides import Manner, Unit, all_units, divides, joint, keyed, section_slides, title_slide, unnumbered
from deck.outline.spoken import all_of, own_notes, spoken
from deck.outline.statements import opening_of, prose_of, stated
from deck.outline.tree import Part, Tree, comments_of_heading, headline, is_card, repeats, tree_of

__all__ = ["known", "linked", "outline", "qr_codes_of", "settled", "with_agenda", "with_appendix", "with_qr_codes"]

# a date stays on one line
GLUE = "\u00a0"
ReadSettings = Callable[[Directive], SectionSettings]


def outline(
    article: Article, settings: Settings, words: Words, read_settings: ReadSettings, untitled: str = ""
) -> tuple[Deck, tuple[Finding, ...]]:
    """Return the talk that an article makes, and what was judged on the way.

    `read_settings` checks a comment's settings; `untitled` is the title of an article without one.
    """
    tree = tree_of(article, words, untitled)
    if not tree.intro and not tree.parts and tree.closing is None:
        raise ArticleError("the article has no text; write some, then build again", Span(article.name, 1, 1))
    keys = Keys(RESERVED)
    units = _units(tree.parts, read_settings, keys)
    ending = ending_of(units, tree.closing, words)
    prose = prose_of(article.blocks)
    slides = [*_opening(article, tree, words, settings, keys)]
    named = [Section("title", words.opening or plain(tree.title))]
    for number, unit in enumerate(ending.shown, 1):
        told = numeral(f"{number:02}", words.digits) if settings.numbers and unit.given else ""
        manner = Manner(told, settings.detail, joint(article.language.right_to_left))
        plain_units = {other.key for other in all_units(unit) if (other.settings.figures or settings.figures) == "none"}
        slides += (stated(_figured(slide, words, plain_units), prose, words) for slide in section_slides(unit, manner, words, keys))
        if unit.given:
            named.append(Section(unit.key, plain(headline(unit.heading.text))))
    if closing := ending.closing:
        slides.append(closing_slide(closing, words)._replace(frozen=ending.frozen))
        named.append(Section("closing", plain(closing.label) or words.closing or plain(closing.text)))
    meta = article.meta
    footnotes = tuple(note for note in all_of(Footnote, article.blocks) if note.number)
    deck = Deck(
        article.language, plain(tree.title), meta.authors, meta.description, tuple(named), tuple(slides), settings.numbers, words.digits
    )._replace(builds=settings.builds, transition=settings.transitions, footnotes=footnotes)
    unopened = (_unopened(slides[0]),) if settings.opening and not any(slide.key == OPENING for slide in slides) else ()
    return deck, (*unopened, *judged(article, tree, units, ending, slides))


def _units(parts: tuple[Part, ...], read_settings: ReadSettings, keys: Keys) -> list[Unit]:
    """Return the sections with their settings and keys; those that the author pinned are taken before any other."""

    def draft(part: Part) -> Unit:
        settings = _settings_of(part.blocks, read_settings) if part.given else SectionSettings()
        pin = pinned(settings.key or part.heading.anchor)
        groups = tuple(draft(group) for group in part.groups)
        return Unit(part.heading, part.blocks, settings, keys.take(pin) if pin else "", groups, part.given)

    units = [_named(unit, keys) for unit in [draft(part) for part in parts]]
    return [_as_divider(unit) if divides(unit, following) else unit for unit, following in zip_longest(units, units[1:])]


def _as_divider(unit: Unit) -> Unit:
    """Return the heading of a part of the talk with the layout that shows it as such, if its author asks for no other."""
    return unit._replace(settings=unit.settings._replace(layout=unit.settings.layout or "section"))


def _named(unit: Unit, keys: Keys, above: str = "") -> Unit:
    """Return a section or group with a key for itself and for each group in it that has none."""
    name = f"{above}/{slug(plain(unnumbered(unit.heading)))}" if above else slug(plain(unit.heading.text))
    key = unit.key or keys.take(name)
    return unit._replace(key=key, groups=tuple(_named(group, keys, key) for group in unit.groups))


def _settings_of(blocks: tuple[Block, ...], read_settings: ReadSettings) -> SectionSettings:
    """Return what the comments directly under a heading set; of two that set the same the later counts."""
    values = [(comment.span, pair) for comment in comments_of_heading(blocks) for pair in comment.values]
    return read_settings(Directive(values[0][0], tuple(pair for _, pair in values))) if values else SectionSettings()


def _unopened(first: Slide) -> Finding:
    message = "no sentence of the intro can stand alone behind the title (`opening`); write a short one that needs no other"
    return Finding("D313", Severity.NOTE, message, first.span, first.key)


def _opening(article: Article, tree: Tree, tongue: Words, settings: Settings, keys: Keys) -> Iterator[Slide]:
    """Yield the title slide, with the whole intro in its notes, and a slide of the intro's points where it has bold-led ones."""
    meta = article.meta
    said = tuple(text for block in tree.intro if not repeats(block, tree.title) for text in spoken(block))
    parts = (", ".join(meta.authors), meta.date.replace(" ", GLUE), ", ".join(filter(None, (meta.event, meta.venue))))
    byline = joint(article.language.right_to_left).join(filter(None, parts))
    span = tree.intro[0].span if tree.intro else Span(article.name, 1, 1)
    title = title_slide(tree.title, meta.subtitle, meta.description, byline, said, span)
    yield title._replace(own_notes=own_notes(tree.intro))
    prose = prose_of(tree.intro)
    if settings.opening and (first := opening_of([text for text in said if text in prose], tree.title, tongue)):
        yield Slide(OPENING, Kind.HEADLINE, span, "title", Title(first), layout="statement")
    for series in content_of(tuple(block for block in tree.intro if _is_shown(block, tree)), tongue).series:
        if isinstance(series.exhibit, Picture | Gallery) and not series.points:
            shown = Slide(keys.take("title", "~"), Kind.PICTURE, series.exhibit.span, "title", Title(tree.title), exhibit=series.exhibit)
            yield shown._replace(detail=settings.detail)
        elif any(point.lead for point in series.points):
            kind = Kind.POINTS if series.led else Kind.LIST
            slide = Slide(keys.take("title", "~"), kind, series.points[0].span, "title", Title(tree.title), points=muted(series.points))
            yield keyed(slide._replace(detail=settings.detail, exhibit=series.exhibit), keys)


def _figured(slide: Slide, tongue: Words, without: set[str]) -> Slide:
    """Return a slide of points with its key figure, if it has one; none for the units `without`.

    A section's title may have it, and a lead; the title of a group may not.
    """
    unit = slide.key.partition("~")[0]
    if slide.kind is not Kind.POINTS or unit in without:
        return slide
    title = slide.title if unit == slide.section else Title(())
    return slide._replace(figure=figure_of(title, slide.points, tongue))


def _is_shown(block: Block, tree: Tree) -> bool:
    """Tell whether a block of the intro may be shown behind the title: a list, or a picture that is not the page's card or banner."""
    return isinstance(block, Listing | Quote | Callout) or (isinstance(block, Picture) and not is_card(block, tree))

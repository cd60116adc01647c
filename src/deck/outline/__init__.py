"""Article -> Deck: where slides begin, what is a point, what is spoken, and under which keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from deck.errors import ArticleError
from deck.findings import Finding, Severity
from deck.model.article import Article, Block, Directive, Inline, Paragraph, Picture, Span, plain
from deck.model.settings import SectionSettings, Settings
from deck.model.slides import Deck, Kind, Section, Slide, Title
from deck.model.words import Words
from deck.outline.keys import Keys, slug
from deck.outline.points import Tongue, content_of, pictures, spoken
from deck.outline.slides import Manner, asked_in, closing_slide, joint, keyed, part_slides, title_slide
from deck.outline.tree import Part, Tree, headline, tree_of, words_of

__all__ = ["outline"]

# a date stays on one line
GLUE = "\u00a0"
ReadSettings = Callable[[Directive], SectionSettings]


class _Section(NamedTuple):
    part: Part
    settings: SectionSettings


def outline(article: Article, settings: Settings, words: Words, read_settings: ReadSettings) -> tuple[Deck, tuple[Finding, ...]]:
    """Return the talk that an article makes, and what was judged on the way. `read_settings` checks a comment's settings."""
    tree = tree_of(article)
    if not tree.intro and not tree.parts and tree.closing is None:
        raise ArticleError("the article has no text; write some, then build again", Span(article.name, 1, 1))
    tongue = Tongue(article.language.code, words.abbreviations)
    keys = Keys()
    for reserved in ("title", "closing"):
        keys.take(reserved)
    sections = [_Section(part, _settings_of(part.blocks, read_settings)) for part in tree.parts]
    asked = next((section for section in reversed(sections) if section.settings.closing), None)
    shown = [section for section in sections if not section.settings.skip and section is not asked]
    slides = [*_opening(article, tree, tongue, settings, keys)]
    named = [Section("title", words.opening or plain(tree.title))]
    for number, section in enumerate(shown, 1):
        key = keys.take(section.settings.key or section.part.heading.anchor or slug(plain(section.part.heading.text)))
        manner = Manner(
            f"{number:02}" if settings.numbers else "",
            section.settings,
            section.settings.detail or settings.detail,
            joint(article.language.right_to_left),
        )
        slides += part_slides(section.part, manner, key, tongue, keys)
        named.append(Section(key, plain(headline(section.part.heading.text))))
    closing = asked_in(asked.part, tree.closing) if asked else tree.closing
    if closing:
        slides.append(closing_slide(closing, tongue))
        named.append(Section("closing", plain(closing.label) or words.closing or plain(closing.text)))
    deck = Deck(
        article.language, plain(tree.title), article.meta.authors, article.meta.description, tuple(named), tuple(slides), settings.numbers
    )
    return deck, tuple(_judged(article, tree, sections, slides))


def _settings_of(blocks: tuple[Block, ...], read_settings: ReadSettings) -> SectionSettings:
    directive = next((block for block in blocks if isinstance(block, Directive)), None)
    return read_settings(directive) if directive else SectionSettings()


def _opening(article: Article, tree: Tree, tongue: Tongue, settings: Settings, keys: Keys) -> Iterator[Slide]:
    """Yield the title slide, with the whole intro in its notes, and a slide of the intro's points where it has bold-led ones."""
    meta = article.meta
    said = tuple(text for block in tree.intro if not _repeats(block, tree.title) for text in spoken(block))
    parts = (", ".join(meta.authors), meta.date.replace(" ", GLUE), ", ".join(filter(None, (meta.event, meta.venue))))
    byline = joint(article.language.right_to_left).join(filter(None, parts))
    content = content_of(tuple(block for block in tree.intro if not isinstance(block, Paragraph)), tongue)
    span = tree.intro[0].span if tree.intro else Span(article.name, 1, 1)
    yield title_slide(tree.title, meta.subtitle, meta.description, byline, said, span)._replace(own_notes=content.own_notes)
    for series in content.series:
        if series.led:
            mute = tuple(point._replace(spoken=()) for point in series.points)
            slide = Slide(keys.take("title", "~"), Kind.POINTS, series.points[0].span, "title", Title(tree.title), points=mute)
            yield keyed(slide._replace(detail=settings.detail), keys)


def _repeats(block: Block, title: Inline) -> bool:
    """Tell whether a block only says the title again: the page's social card, whose text it is."""
    return isinstance(block, Picture) and words_of(block.alt) == words_of(title)


def _judged(article: Article, tree: Tree, sections: list[_Section], slides: list[Slide]) -> Iterator[Finding]:
    """Yield what the author may want to overrule."""
    if not tree.parts:
        message = "no section headings, so all of it is in the notes of the title slide; give each topic a `## heading`"
        yield Finding("D301", Severity.WARNING, message, Span(article.name, 1, 1), "title")
    for section in sections:
        if section.settings.skip:
            name = plain(headline(section.part.heading.text))
            yield Finding("D302", Severity.NOTE, f"“{name}” is left out: `skip`", section.part.heading.span)
    yield from _pictures(article, tree)
    last = slides[-1]
    if last.kind is Kind.QUESTION:
        name = plain(last.kicker) or plain(last.title.text)
        message = f"closes on “{name}”; wrong one? put `<!-- deck: closing -->` under the heading that should"
        yield Finding("D303", Severity.NOTE, message, last.span, last.key)
    for slide in slides:
        if slide.kind is Kind.HEADLINE and not slide.spoken:
            yield Finding("D304", Severity.WARNING, f"“{plain(slide.title.text)}” has nothing under it", slide.span, slide.key)


def _pictures(article: Article, tree: Tree) -> Iterator[Finding]:
    """Yield each picture that is on no slide, once."""
    seen: set[str] = set()
    for picture in pictures(article.blocks):
        if picture.source in seen:
            continue
        seen.add(picture.source)
        if _repeats(picture, tree.title):
            yield Finding("D305", Severity.NOTE, "the page's social card is no picture of the talk, so it is left out", picture.span)
        elif "://" in picture.source:
            message = f"{picture.source} is not fetched, so it is left out; save it beside the article to keep it"
            yield Finding("D306", Severity.WARNING, message, picture.span)
        else:
            yield Finding("D307", Severity.NOTE, f"{picture.source} is not shown in this version; its text is in the notes", picture.span)

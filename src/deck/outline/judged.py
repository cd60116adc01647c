"""What was judged in making an outline, and what its author may want to overrule."""

from __future__ import annotations

from collections.abc import Iterator

from deck.findings import Finding, Severity
from deck.model.article import Article, Directive, Picture, Span, plain
from deck.model.slides import Kind, Slide
from deck.outline.slides import Unit
from deck.outline.spoken import all_of
from deck.outline.tree import Tree, comments_of_heading, headline, is_card


def judged(article: Article, tree: Tree, units: list[Unit], slides: list[Slide]) -> Iterator[Finding]:
    """Yield findings in the order of the article's parts."""
    if not tree.parts:
        message = "no section headings, so all of it is in the notes of the title slide; give each topic a `## heading`"
        yield Finding("D301", Severity.WARNING, message, Span(article.name, 1, 1), "title")
    yield from _settings(tree, units)
    yield from _pictures(article, tree, slides)
    last = slides[-1]
    if last.kind is Kind.QUESTION:
        name = plain(last.kicker) or plain(last.title.text)
        message = f"closes on “{name}”; wrong one? put `<!-- deck: closing -->` under the heading that should"
        yield Finding("D303", Severity.NOTE, message, last.span, last.key)
    for slide in slides:
        if slide.kind is Kind.HEADLINE and not slide.spoken:
            yield Finding("D304", Severity.WARNING, f"“{plain(slide.title.text)}” has nothing under it", slide.span, slide.key)


def _settings(tree: Tree, units: list[Unit]) -> Iterator[Finding]:
    """Yield what a comment leaves out, and comments that set nothing."""
    every = [found for unit in units for found in (unit, *unit.groups)]
    for unit in every:
        if unit.settings.skip:
            yield Finding("D302", Severity.NOTE, f"“{_name(unit)}” is left out: `skip`", unit.heading.span)
    for group in (group for unit in units for group in unit.groups if group.settings.closing):
        message = (
            f"“{_name(group)}” does not close the talk: only a section can; put `closing` under its heading, or make this one a section"
        )
        yield Finding("D308", Severity.WARNING, message, group.heading.span)
    closing = [unit for unit in units if unit.settings.closing and not unit.settings.skip]
    for unit in closing[:-1]:
        message = f"“{_name(unit)}” does not close the talk, for “{_name(closing[-1])}” asks to as well; take one `closing` out"
        yield Finding("D308", Severity.WARNING, message, unit.heading.span)
    loose = [*all_of(Directive, tree.intro), *all_of(Directive, tree.closing.blocks if tree.closing else ())]
    for unit in every:
        heeded = comments_of_heading(unit.blocks)
        loose += (comment for comment in all_of(Directive, unit.blocks) if comment not in heeded)
    for directive in loose:
        message = "this comment stands right under no heading, so it sets nothing; put it before the first text of its section"
        yield Finding("D309", Severity.WARNING, message, directive.span)


def _pictures(article: Article, tree: Tree, slides: list[Slide]) -> Iterator[Finding]:
    """Yield each picture that could be shown and is on no slide, once."""
    seen: set[str] = set()
    shown = {slide.exhibit.image for slide in slides if isinstance(slide.exhibit, Picture)}
    for picture in all_of(Picture, article.blocks):
        if picture.source in seen:
            continue
        seen.add(picture.source)
        if is_card(picture, tree):
            yield Finding(
                "D305", Severity.NOTE, "the page's social card or banner is no picture of the talk, so it is left out", picture.span
            )
        elif picture.image is not None and picture.image not in shown:
            message = f"{picture.source} stands where no slide shows it; its text is in the notes"
            yield Finding("D310", Severity.NOTE, message, picture.span)


def _name(unit: Unit) -> str:
    return plain(headline(unit.heading.text))

"""What was judged in making an outline, and what its author may want to overrule."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from deck.findings import Finding, Severity
from deck.model.article import Article, Code, Directive, Picture, Span, plain
from deck.model.slides import Slide, pictures_of
from deck.outline.ending import Ending
from deck.outline.slides import Unit, all_units, divides, is_bare
from deck.outline.spoken import all_of
from deck.outline.tree import Tree, comments_of_heading, headline, is_card

# languages whose text is drawn by programs of their own
DRAWN = frozenset({"mermaid", "dot", "graphviz", "plantuml", "puml", "uml", "d2", "ditaa", "nomnoml", "blockdiag", "wavedrom", "vega-lite"})


def judged(article: Article, tree: Tree, units: list[Unit], ending: Ending, slides: list[Slide]) -> Iterator[Finding]:
    """Yield findings in the order of the article's parts."""
    if not tree.parts or not tree.parts[0].given:
        where = "each slide has a few paragraphs and is called after a sentence in them" if tree.parts else "all of it is said to the title"
        message = f"no section headings, so {where}; give each topic a `## heading`"
        yield Finding("D301", Severity.WARNING, message, Span(article.name, 1, 1), "title")
    yield from _settings(tree, units)
    yield from _pictures(article, tree, slides)
    yield from _closing(ending, slides[-1])
    yield from _empty(units)
    yield from _drawings(article)


def _closing(ending: Ending, last: Slide) -> Iterator[Finding]:
    """Yield on what the talk closes, where anything was taken for its closing."""
    if ending.closing is None and ending.last is None:
        return
    name = _name(ending.last) if ending.last else plain(last.kicker) or plain(last.title.text)
    span = ending.last.heading.span if ending.last else last.span
    message = f"closes on “{name}”; wrong one? put `<!-- deck: closing -->` under the heading that should"
    yield Finding("D303", Severity.NOTE, message, span, ending.last.key if ending.last else last.key)


def _drawings(article: Article) -> Iterator[Finding]:
    """Yield the sources of drawings, which are shown as code: nothing in an article is executed."""
    for code in all_of(Code, article.blocks):
        if code.language.lower() in DRAWN:
            message = f"the source of a drawing ({code.language}) is shown as code; export it as SVG or PNG and name that file here"
            yield Finding("D321", Severity.WARNING, message, code.span)


def _empty(units: list[Unit]) -> Iterator[Finding]:
    """Yield each heading with nothing under it, but for one that stands above those that follow: a part of the talk."""
    for unit in (unit for unit, following in zip_longest(units, units[1:]) if not divides(unit, following)):
        for found in all_units(unit):
            if is_bare(found):
                yield Finding("D304", Severity.WARNING, f"“{_name(found)}” has nothing under it", found.heading.span, found.key)


def _settings(tree: Tree, units: list[Unit]) -> Iterator[Finding]:
    """Yield what a comment leaves out, and comments that set nothing."""
    every = [found for unit in units for found in all_units(unit)]
    for unit in every:
        if unit.settings.skip:
            yield Finding("D302", Severity.NOTE, f"“{_name(unit)}” is left out: `skip`", unit.heading.span)
    for group in (group for unit in units for group in all_units(unit) if group is not unit and group.settings.closing):
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
        heeded = comments_of_heading(unit.blocks) if unit.given else ()
        loose += (comment for comment in all_of(Directive, unit.blocks) if comment not in heeded)
    for directive in loose:
        message = "this comment stands right under no heading, so it sets nothing; put it before the first text of its section"
        yield Finding("D309", Severity.WARNING, message, directive.span)


def _pictures(article: Article, tree: Tree, slides: list[Slide]) -> Iterator[Finding]:
    """Yield each picture that could be shown and is on no slide, once."""
    seen: set[str] = set()
    shown = {picture.image for slide in slides for picture in pictures_of(slide.exhibit)}
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

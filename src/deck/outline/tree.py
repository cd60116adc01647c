"""Where sections begin: an article's blocks as title, intro, sections with their groups, and closing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import NamedTuple

from deck.model.article import Article, Block, Directive, Heading, Inline, Paragraph, Picture, Run, SpokenNote, plain
from deck.model.inline import bold, one_line, regular, trimmed
from deck.model.words import Words
from deck.outline.closing import Closing, after_rule, last_question
from deck.outline.headings import headed
from deck.outline.runs import named_runs
from deck.outline.sentences import is_question
from deck.outline.spoken import spoken
from deck.outline.wording import words_of

# where a path may begin: on a host, at a site generator's own mark, here or above
FROM = re.compile(
    r"^(?:[a-z]+:/*[^/]*/|//[^/]*/|(?:\{|%7B)\w+(?:\}|%7D)|@site/static/|[@~]/)?(?:\.{1,2}/)*(?:(?:static|public)/)?", re.IGNORECASE
)

# the level of headings that open sections, where an article has some of it
SECTION = 2
# bold paragraphs under the deepest headings stand below them
DEEPEST = 7


class Part(NamedTuple):
    """A section or a group of one: its heading, what stands directly under it, and its groups.

    `given` is False where no author's heading stands above it: it then bears a sentence of its text.
    """

    heading: Heading
    blocks: tuple[Block, ...]
    groups: tuple[Part, ...] = ()
    given: bool = True


class Tree(NamedTuple):
    """An article's parts; `card` is the path of the picture that stands for its page."""

    title: Inline
    intro: tuple[Block, ...]
    parts: tuple[Part, ...]
    closing: Closing | None
    card: str = ""


def tree_of(article: Article, tongue: Words, untitled: str) -> Tree:
    """Return the sections of `article`; the heading that repeats or gives the title is none of them.

    `untitled` is the title of an article that has none.
    """
    title, blocks = _title(article.meta.title, tuple(block for block in article.blocks if not _is_empty(block)), untitled)
    body, closing = after_rule(blocks, tongue)
    if closing and _is_one_of_many(closing, headed(blocks, SECTION, tongue, title, interview=True), tongue):
        body, closing = blocks, None
    body = headed(body, SECTION, tongue, title, interview=True)
    level = section_level([block for block in body if isinstance(block, Heading)])
    starts = [i for i, block in enumerate(body) if isinstance(block, Heading) and block.level <= level]
    if not starts:
        return _without_headings(title, body, closing, tongue)._replace(card=article.meta.image)
    return Tree(title, body[: starts[0]], tuple(_parts(body, starts, tongue)), closing, article.meta.image)


def _is_one_of_many(closing: Closing, blocks: tuple[Block, ...], tongue: Words) -> bool:
    """Tell whether what stands after a rule is the last question of an interview, with its answer: one of several headings that ask."""
    asked = [block for block in blocks if isinstance(block, Heading) and is_question(block.text, tongue)]
    return len(asked) > 1 and asked[-1].span == closing.span and not closing.label


def _without_headings(title: Inline, blocks: tuple[Block, ...], closing: Closing | None, tongue: Words) -> Tree:
    """Return an article without headings, divided by what a speaker says to one slide."""
    if closing is None and any(map(spoken, (before := last_question(blocks, tongue))[0])):
        blocks, closing = before
    intro, runs = named_runs(blocks, tongue)
    named = (run.heading if run.heading.text else run.heading._replace(text=title) for run in runs)
    return Tree(title, intro, tuple(Part(heading, run.blocks, given=False) for heading, run in zip(named, runs, strict=True)), closing)


def section_level(headings: list[Heading]) -> int:
    """Return the level down to which headings open a section: 2 where there is an H2, else the highest that occurs."""
    levels = {heading.level for heading in headings}
    return SECTION if SECTION in levels else min(levels, default=SECTION)


def _is_empty(block: Block) -> bool:
    return isinstance(block, Heading) and not plain(block.text).strip()


def _title(given: str, blocks: tuple[Block, ...], untitled: str) -> tuple[Inline, tuple[Block, ...]]:
    """Return the title, and the blocks without the heading that gives or repeats it.

    A first heading that stands above all others names the article, too: where the front matter has another title, it is said in the intro.
    """
    named: Inline = (Run(given),) if given else ()
    at, heading = next(((i, block) for i, block in enumerate(blocks) if isinstance(block, Heading)), (0, None))
    if heading is None or not (_above_all(heading, blocks) or words_of(heading.text) == words_of(named)):
        return named or (Run(untitled),), blocks
    if named and words_of(heading.text) != words_of(named):
        return named, (*blocks[:at], Paragraph(heading.span, bold(heading.text)), *blocks[at + 1 :])
    return named or headline(heading.text), blocks[:at] + blocks[at + 1 :]


def _above_all(heading: Heading, blocks: tuple[Block, ...]) -> bool:
    others = [block.level for block in blocks if isinstance(block, Heading) and block is not heading]
    return heading.level == 1 and 1 not in others


def _parts(blocks: tuple[Block, ...], starts: list[int], tongue: Words) -> Iterator[Part]:
    """Yield the parts that begin at the headings at `starts`."""
    for start, end in pairwise([*starts, len(blocks)]):
        heading = blocks[start]
        if isinstance(heading, Heading):
            yield _part(heading, headed(blocks[start + 1 : end], heading.level + 1, tongue), tongue)


def _part(heading: Heading, blocks: tuple[Block, ...], tongue: Words) -> Part:
    """Return a heading with what stands under it; a heading there opens a group unless one before it stands above it."""
    starts: list[int] = []
    level = DEEPEST
    for i, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level <= level:
            level = block.level
            starts.append(i)
    return Part(heading, blocks[: starts[0]] if starts else blocks, tuple(_parts(blocks, starts, tongue)))


def comments_of_heading(blocks: tuple[Block, ...]) -> tuple[Directive, ...]:
    """Return the comments of settings before the first text under a heading."""
    opening = takewhile(lambda block: isinstance(block, Directive | SpokenNote | Picture), blocks)
    return tuple(block for block in opening if isinstance(block, Directive))


def repeats(block: Block, title: Inline) -> bool:
    """Tell whether a block only says the title again: the page's social card, whose text it is."""
    return isinstance(block, Picture) and words_of(block.alt) == words_of(title)


def is_card(picture: Picture, tree: Tree) -> bool:
    """Tell whether a picture is the page's social card or banner: it says the title again, or the front matter names it.

    One that the front matter names is the banner only above the first section; below, it is a picture of the talk.
    """
    return repeats(picture, tree.title) or (picture in tree.intro and _same_file(picture.source, tree.card))


def _same_file(one: str, other: str) -> bool:
    """Tell whether two paths may lead to one file: the one ends as the other, whatever folder or site it is named from."""
    here, there = (FROM.sub("", path.strip()).partition("?")[0].strip("/").split("/") for path in (one, other))
    shared = min(len(here), len(there))
    return bool(here[-1]) and here[-shared:] == there[-shared:]


def headline(text: Inline) -> Inline:
    """Return a heading's words as a title shows them: on one line, its emphasis left to the layout."""
    return trimmed(one_line(regular(text)))

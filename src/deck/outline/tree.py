"""Where sections begin: an article's blocks as title, intro, sections with their groups, and closing."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise, takewhile
from typing import NamedTuple

from deck.model.article import (
    Article,
    Block,
    Callout,
    Directive,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    Span,
    SpokenNote,
    plain,
)
from deck.model.inline import bold, cut, one_line, regular, trimmed
from deck.model.words import Words
from deck.outline.leads import lead_of
from deck.outline.sentences import is_question, sentences
from deck.outline.spoken import spoken

# so many may stand behind the closing, each after a rule of its own
FOOTERS = 2
WORD = re.compile(r"\w+", re.UNICODE)
# where a path may begin: on a host, at a site generator's own mark, here or above
FROM = re.compile(
    r"^(?:[a-z]+:/*[^/]*/|//[^/]*/|(?:\{|%7B)\w+(?:\}|%7D)|@site/static/|[@~]/)?(?:\.{1,2}/)*(?:(?:static|public)/)?", re.IGNORECASE
)


class Group(NamedTuple):
    """A heading below a section's own, and what stands under it."""

    heading: Heading
    blocks: tuple[Block, ...]


class Part(NamedTuple):
    """A section: its heading, what stands directly under it, and its groups."""

    heading: Heading
    blocks: tuple[Block, ...]
    groups: tuple[Group, ...]


class Closing(NamedTuple):
    """The thought experiment after the last rule; `label` is its bold head, `blocks` all of its text."""

    span: Span
    label: Inline
    text: Inline
    blocks: tuple[Block, ...]


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
    title, blocks = _title(article, untitled)
    body, closing = _closing(blocks, tongue)
    headings = [block for block in body if isinstance(block, Heading)]
    level = section_level(headings)
    starts = [i for i, block in enumerate(body) if isinstance(block, Heading) and block.level <= level and plain(block.text).strip()]
    parts = []
    for start, end in pairwise([*starts, len(body)]):
        heading = body[start]
        if isinstance(heading, Heading):
            parts.append(_part(heading, body[start + 1 : end]))
    intro = body[: starts[0]] if starts else body
    return Tree(title, intro, tuple(parts), closing, article.meta.image)


def section_level(headings: list[Heading]) -> int:
    """Return the level down to which headings open a section: 2 where there is an H2, else the highest that occurs."""
    levels = {heading.level for heading in headings}
    return 2 if 2 in levels else min(levels, default=2)


def words_of(text: Inline | str) -> list[str]:
    """Return the words of a text, whatever the case, width and accents' form of its letters, and no emphasis by underscores."""
    said = unicodedata.normalize("NFKC", text if isinstance(text, str) else plain(text))
    return [word for found in WORD.findall(said.casefold()) if (word := found.strip("_"))]


def _title(article: Article, untitled: str) -> tuple[Inline, tuple[Block, ...]]:
    """Return the title, and the blocks without the heading that gives or repeats it.

    A first heading that stands above all others names the article, too: where the front matter has another title, it is said in the intro.
    """
    blocks = article.blocks
    named: Inline = (Run(article.meta.title),) if article.meta.title else ()
    at, heading = next(((i, block) for i, block in enumerate(blocks) if isinstance(block, Heading)), (0, None))
    if heading is None or not (_above_all(heading, blocks) or words_of(heading.text) == words_of(named)):
        return named or (Run(untitled),), blocks
    if named and words_of(heading.text) != words_of(named):
        return named, (*blocks[:at], Paragraph(heading.span, bold(heading.text)), *blocks[at + 1 :])
    return named or headline(heading.text), blocks[:at] + blocks[at + 1 :]


def _above_all(heading: Heading, blocks: tuple[Block, ...]) -> bool:
    others = [block.level for block in blocks if isinstance(block, Heading) and block is not heading]
    return heading.level == 1 and 1 not in others


def _part(heading: Heading, blocks: tuple[Block, ...]) -> Part:
    deeper = [block.level for block in blocks if isinstance(block, Heading)]
    level = min(deeper, default=0)
    starts = [i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.level == level]
    groups = []
    for start, end in pairwise([*starts, len(blocks)]):
        opening = blocks[start]
        if isinstance(opening, Heading):
            groups.append(Group(opening, _flat(blocks[start + 1 : end])))
    return Part(heading, _flat(blocks[: starts[0]] if starts else blocks), tuple(groups))


def _flat(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with headings below the groups as bold paragraphs."""
    return tuple(Paragraph(block.span, bold(block.text)) if isinstance(block, Heading) else block for block in blocks)


def _closing(blocks: tuple[Block, ...], tongue: Words) -> tuple[tuple[Block, ...], Closing | None]:
    """Return the blocks before the closing, and the closing.

    That is what follows the last rule, or, where only footers do, a rule before it.
    """
    rules = [i for i, block in enumerate(blocks) if isinstance(block, Rule) and any(_says(after) for after in blocks[i + 1 :])]
    for rule in reversed(rules[-FOOTERS - 1 :]):
        tail = blocks[rule + 1 :]
        if any(isinstance(block, Heading) for block in tail):
            break
        if closing := _closes(tail, tongue):
            return blocks[:rule], closing
    return blocks, None


def _says(block: Block) -> bool:
    """Tell whether a block is text, rather than a rule, a comment or a picture."""
    return not isinstance(block, Rule | Directive | SpokenNote | Picture)


def _closes(tail: tuple[Block, ...], tongue: Words) -> Closing | None:
    """Return what follows a rule as the closing, if it opens with a bold label and asks, or if the label announces an ending."""
    opening = next(filter(_says, tail))
    first, *others = texts_of(tail) or ((),)
    lead = lead_of(first, tongue) if isinstance(opening, Paragraph | Quote | Callout) else None
    if lead is None:
        return None
    said = first if lead.runs_in else trimmed(cut(first, lead.behind))
    label = () if lead.runs_in else lead.head
    if not said and is_question(label, tongue):
        said, label = label, ()
    # a footer asks, too, but goes on: "Any questions? Write to us."
    said = said or asking([*others[:1], *(text for text in others[1:] if is_question(text, tongue))], tongue)
    if not _asks(said, tongue) and " ".join(plain(label).split()).casefold() not in tongue.conclusions:
        return None
    return Closing(opening.span, one_line(label), one_line(said), tail)


def texts_of(blocks: tuple[Block, ...]) -> list[Inline]:
    """Return the paragraphs of the blocks, those in lists and quotations among them."""
    return [text for block in blocks if isinstance(block, Paragraph | Quote | Callout | Listing) for text in spoken(block)]


def asking(texts: list[Inline], tongue: Words) -> Inline:
    """Return the first text with a question in it, else the first of all, nothing where there is none."""
    return next((text for text in texts if _asks(text, tongue)), texts[0] if texts else ())


def _asks(text: Inline, tongue: Words) -> bool:
    return any(is_question(sentence, tongue) for sentence in sentences(one_line(text), tongue))


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

"""What in an article closes it: a thought experiment after a rule, a title that announces an ending, a last question to the reader."""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile
from typing import NamedTuple

from deck.model.article import (
    Block,
    Callout,
    Directive,
    Footnote,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    SpokenNote,
    plain,
)
from deck.model.inline import cut, one_line, trimmed
from deck.model.words import Words
from deck.outline.leads import lead_of
from deck.outline.punctuation import CLOSERS, WHITE
from deck.outline.sentences import is_question, sentences
from deck.outline.spoken import spoken
from deck.outline.wording import word_count, words_of

# so many may stand behind the closing, each after a rule of its own
FOOTERS = 2
# words that a footer may have behind a last question
FOOTER_WORDS = 60
# where a title has two parts, each may announce the ending
PARTS = re.compile(r"[:：︰/／|｜&＆,，、،—―–]|\s-\s")
# an ending of two words or more is one whatever follows it, as in "final thoughts on the week"
SAFE_WORDS = 2


class Closing(NamedTuple):
    """What the talk closes on; `label` is its head, `text` what it asks or says first, `blocks` all of its text."""

    span: Span
    label: Inline
    text: Inline
    blocks: tuple[Block, ...]


def after_rule(blocks: tuple[Block, ...], tongue: Words) -> tuple[tuple[Block, ...], Closing | None]:
    """Return the blocks before the closing that stands after a rule, and that closing.

    That is what follows the last rule, or, where only footers do, a rule before it.
    """
    for rule in _last_rules(blocks):
        tail = blocks[rule + 1 :]
        if any(isinstance(block, Heading) for block in tail):
            break
        if closing := _closes(tail, tongue):
            return blocks[:rule], closing
    return blocks, None


def last_question(blocks: tuple[Block, ...], tongue: Words) -> tuple[tuple[Block, ...], Closing | None]:
    """Return the blocks without the last paragraph, and that as the closing, if it is a question or ends with one.

    Footers, each after a rule, may stand behind it; they are said with it.
    """
    for end in (len(blocks), *_last_rules(blocks)):
        footer = blocks[end:]
        if sum(word_count(text) for block in footer for text in spoken(block)) > FOOTER_WORDS or any(map(_is_list, footer)):
            break
        at = next((i for i in reversed(range(end)) if _says(blocks[i])), None)
        block = blocks[at] if at is not None else None
        if at is not None and isinstance(block, Paragraph) and (asked := _asked_last(block.text, tongue)):
            return (*blocks[:at], *blocks[at + 1 : end]), Closing(block.span, (), asked, (block, *footer))
    return blocks, None


def concludes(title: Inline, tongue: Words) -> bool:
    """Tell whether a title, or a part of it, reads as the end of an article in its language."""
    endings = [(words_of(ending), len(ending.split()) >= SAFE_WORDS) for ending in tongue.conclusions]
    for part in (plain(title), *PARTS.split(plain(title))):
        words = list(dropwhile(str.isdecimal, words_of(part)))
        if any(words == ending or (safe and words[: len(ending)] == ending) for ending, safe in endings):
            return True
    return False


def texts_of(blocks: tuple[Block, ...]) -> list[Inline]:
    """Return the paragraphs of the blocks, those in lists and quotations among them."""
    return [text for block in blocks if isinstance(block, Paragraph | Quote | Callout | Listing) for text in spoken(block)]


def asking(texts: list[Inline], tongue: Words) -> Inline:
    """Return the first text with a question in it, else the first of all, nothing where there is none."""
    return next((text for text in texts if asks(text, tongue)), texts[0] if texts else ())


def asks(text: Inline, tongue: Words) -> bool:
    """Tell whether there is a question in a text."""
    return any(is_question(sentence, tongue) for sentence in sentences(one_line(text), tongue))


def _last_rules(blocks: tuple[Block, ...]) -> list[int]:
    """Return where the last rules stand behind which something is said, the last one first."""
    last = next((i for i in reversed(range(len(blocks))) if _says(blocks[i])), 0)
    rules = [i for i, block in enumerate(blocks[:last]) if isinstance(block, Rule)]
    return rules[: -FOOTERS - 2 : -1]


def _says(block: Block) -> bool:
    """Tell whether a block is text, rather than a rule, a comment or a picture."""
    return not isinstance(block, Rule | Directive | SpokenNote | Picture | Footnote)


def _is_list(block: Block) -> bool:
    return isinstance(block, Listing)


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
    if not asks(said, tongue) and not concludes(label, tongue):
        return None
    return Closing(opening.span, one_line(label), one_line(said), tail)


def _asked_last(text: Inline, tongue: Words) -> Inline:
    """Return the questions that a paragraph ends with; nothing where its end is quoted, or only names what it links to."""
    said = sentences(one_line(text), tongue)
    asked = list(takewhile(lambda sentence: is_question(sentence, tongue), reversed(said)))
    if not asked or plain(text).rstrip(WHITE)[-1] in CLOSERS or all(run.link for run in asked[0] if run.text.strip()):
        return ()
    words = plain(one_line(text))
    first = words.rindex(plain(asked[-1]))
    return trimmed(cut(one_line(text), first))

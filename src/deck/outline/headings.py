"""Paragraphs that are bold from end to end and stand where a heading would: their author's headings.

Questions among them are headings, too. Alone they are only where nothing else divides an article: that is an interview. Within a section
they are points then, each with its answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from deck.model.article import Block, Directive, Footnote, Heading, Inline, Paragraph, Picture, Rule, SpokenNote, plain
from deck.model.inline import regular, trimmed
from deck.model.words import Words
from deck.outline.punctuation import CLOSERS, COLON, COMMAS, EMPHASIS, KEPT, STOP, WHITE
from deck.outline.sentences import is_question
from deck.outline.wording import word_count, words_of

# one bold line is emphasis, two are a way of writing
FEWEST = 2
# words of a heading, and of a question that an interviewer asks
MOST_WORDS, MOST_ASKED = 14, 40


def headed(blocks: tuple[Block, ...], level: int, tongue: Words, title: Inline = (), *, interview: bool = False) -> tuple[Block, ...]:
    """Return blocks with the bold paragraphs that are used as headings as headings of a level; all as it is where there are real ones.

    One that says the `title` again is none. In an `interview` all of them may ask.
    """
    if any(isinstance(block, Heading) for block in blocks):
        return blocks
    heads = {i for i in _heads(blocks, tongue) if words_of(_text(blocks[i])) != words_of(title)}
    if sum(interview or not is_question(_text(blocks[i]), tongue) for i in heads) < FEWEST:
        return blocks
    return tuple(Heading(block.span, level, _text(block)) if i in heads else block for i, block in enumerate(blocks))


def _is_head(block: Block, tongue: Words) -> bool:
    """Tell whether a block is one short line, bold from end to end, that ends as no sentence does, or that asks."""
    if not isinstance(block, Paragraph):
        return False
    words = plain(block.text).strip()
    if not all(run.bold for run in block.text if run.text.strip()) or not any(character.isalnum() for character in words):
        return False
    asks = is_question(block.text, tongue)
    ended = words.rstrip(CLOSERS + EMPHASIS + WHITE)[-1:] in (*STOP, *KEPT, *COMMAS) and not asks
    return "\n" not in words and not ended and word_count(block.text) <= (MOST_ASKED if asks else MOST_WORDS)


def _heads(blocks: tuple[Block, ...], tongue: Words) -> Iterator[int]:
    """Yield, from the last to the first, where lines stand that may be headings and that text follows, before anything that divides."""
    text_follows = False
    for i in reversed(range(len(blocks))):
        block = blocks[i]
        if _is_head(block, tongue):
            if text_follows:
                yield i
            text_follows = False
        elif not isinstance(block, Directive | SpokenNote | Picture | Footnote):
            text_follows = not isinstance(block, Rule)


def _text(block: Block) -> Inline:
    return trimmed(regular(block.text), COLON) if isinstance(block, Paragraph) else ()

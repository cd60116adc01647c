"""Long prose in runs of paragraphs, each as much as a speaker says to one slide; where no heading names them, a sentence does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from deck.model.article import Block, Heading, Inline, Paragraph, Quote, Rule, plain
from deck.model.inline import cut, one_line, trimmed
from deck.model.words import Words
from deck.outline.exhibits import legend_of
from deck.outline.leads import opens_paragraph
from deck.outline.points import content_of
from deck.outline.punctuation import COLON
from deck.outline.sentences import boundaries, sentences
from deck.outline.spoken import spoken
from deck.outline.wording import word_count

# words of prose to one slide: five minutes, for what a room has looked at longer is looked past; under no heading, where slides alone
# divide the talk, 40 seconds
MOST_UNDER_A_HEADING, MOST_UNDER_NONE = 700, 80
# an article shorter than this is said to its title, and so is what follows a list said to it
LEAST_TO_DIVIDE = 60
# and a part between rules shorter than this is a footer, or a scene
LEAST_BETWEEN_RULES = 25
# words of the sentence that names a run, and of one where no sentence is as short
FEWEST_IN_NAME, MOST_IN_NAME, LONG_NAME = 3, 18, 30


class Named(NamedTuple):
    """A run of blocks under no heading, with the sentence of it that serves for one; `heading` has no text where none is short enough."""

    heading: Heading
    blocks: tuple[Block, ...]


def runs_of(blocks: tuple[Block, ...], tongue: Words, most: int = MOST_UNDER_A_HEADING) -> list[tuple[Block, ...]]:
    """Return blocks in runs of which none has more than about `most` words of prose together; all as one where they are fewer."""
    if _words(blocks) <= most:
        return [blocks]
    pieces = tuple(piece for block in blocks for piece in _divided(block, tongue, most))
    starts = [0]
    for first, end in _stretches(pieces, tongue):
        starts += (first + i for i in _even([_words((piece,)) for piece in pieces[first:end]], most))
    return [pieces[start:end] for start, end in pairwise([*starts, len(pieces)])]


def named_runs(blocks: tuple[Block, ...], tongue: Words) -> tuple[tuple[Block, ...], list[Named]]:
    """Return what an article without headings opens with, and the rest of it as runs with their names; no run where it is short."""
    texts = [i for i, block in enumerate(blocks) if spoken(block)]
    opening = texts[0] + 1 if texts and isinstance(blocks[texts[0]], Paragraph) else 0
    if _words(blocks[:opening]) > MOST_UNDER_NONE:
        opening = 0
    if _words(blocks[opening:]) < LEAST_TO_DIVIDE:
        return blocks, []
    parts = (piece for part in _by_rules(blocks[opening:]) for piece in _around_lists(part, tongue))
    found = [run for part in parts for run in runs_of(part, tongue, MOST_UNDER_NONE)]
    return blocks[:opening], [Named(Heading(run[0].span, 2, _name(run, tongue)), run) for run in found]


def _words(blocks: tuple[Block, ...]) -> float:
    return sum(word_count(text) for block in blocks for text in spoken(block))


def _divided(block: Block, tongue: Words, most: int) -> Iterator[Block]:
    """Yield a paragraph as it is, or one that is too long by itself in parts of whole sentences."""
    if not isinstance(block, Paragraph) or word_count(block.text) <= most or _is_shown(block, tongue):
        yield block
        return
    ends = boundaries(plain(block.text), tongue)
    said = [cut(block.text, start, end) for start, end in pairwise([0, *ends])]
    for first, last in pairwise([0, *_even([word_count(text) for text in said], most), len(said)]):
        yield Paragraph(block.span, trimmed(tuple(run for text in said[first:last] for run in text)))


def _stretches(blocks: tuple[Block, ...], tongue: Words) -> Iterator[tuple[int, int]]:
    """Yield where prose begins and ends between what slides show."""
    first = 0
    for i, block in enumerate(blocks):
        if _is_shown(block, tongue):
            yield first, i
            first = i + 1
    yield first, len(blocks)


def _is_shown(block: Block, tongue: Words) -> bool:
    return bool(content_of((block,), tongue).series)


def _even(weights: list[float], most: int) -> list[int]:
    """Return where to divide things so that their parts weigh about the same and none much more than `most`."""
    sums = list(accumulate(weights, initial=0.0))
    parts = min(-(-int(sums[-1]) // most), len(weights))
    nearest: set[int] = set()
    for aim in (sums[-1] * part / parts for part in range(1, parts)):
        above = bisect_left(sums, aim)
        nearest.add(above if sums[above] - aim < aim - sums[above - 1] else above - 1)
    return sorted(nearest - {0, len(weights)})


def _by_rules(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """Yield what stands between rules, where its author divided the article; what is too short for a slide goes with what is before it."""
    rules = [i for i, block in enumerate(blocks) if isinstance(block, Rule)]
    parts: list[tuple[Block, ...]] = []
    for start, end in pairwise([0, *(rule + 1 for rule in rules), len(blocks)]):
        if parts and _words(blocks[start:end]) < LEAST_BETWEEN_RULES:
            parts[-1] += blocks[start:end]
        else:
            parts.append(blocks[start:end])
    yield from filter(None, parts)


def _around_lists(blocks: tuple[Block, ...], tongue: Words) -> Iterator[tuple[Block, ...]]:
    """Yield blocks divided before each sentence that introduces a list, a table or the like, and behind that where much follows."""
    starts = {0}
    following = 0.0
    for i, block in reversed(list(enumerate(blocks))):
        if not _is_shown(block, tongue):
            following += _words((block,))
            continue
        if not isinstance(block, Paragraph | Quote):
            if following >= LEAST_TO_DIVIDE:
                starts.add(i + 1)
            if i > 1 and legend_of(blocks[i - 1], tongue):
                starts.add(i - 1)
        following = 0.0
    for start, end in pairwise([*sorted(starts), len(blocks)]):
        yield blocks[start:end]


def _name(run: tuple[Block, ...], tongue: Words) -> Inline:
    """Return the whole sentence of a run that names it: the one that introduces what it shows, else the first that is short."""
    # a lead would stand twice on its slide
    prose = [block for block in run if isinstance(block, Paragraph) and not opens_paragraph(block.text, tongue)]
    for before, block in pairwise(run):
        if before in prose and (legend := legend_of(before, tongue)) and content_of((block,), tongue).series:
            return legend
    found = [sentences(one_line(block.text), tongue) for block in prose]
    first = [said[0] for said in found if said]
    every = [sentence for said in found for sentence in said]
    for sentence in (*first, *every):
        if FEWEST_IN_NAME <= word_count(sentence) <= MOST_IN_NAME and plain(sentence)[-1] not in COLON:
            return sentence
    shortest = min(every, key=word_count, default=())
    return shortest if word_count(shortest) <= LONG_NAME else ()

"""The sentences of a section's prose that a slide may show: chosen whole, never written.

Prose is speech. A sentence deserves the screen where its author marked it, or where it holds what an ear loses: a number, a name, a
contrast. `REFUSED` says what keeps a sentence off a slide whatever else it has, `REASONS` what speaks for one, each with its worth;
from `LEAST` on a sentence is shown. The words of a language are data; where it has no list, only what its author marked is shown.
docs/analysis/prose.md tells what came of it on real articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from deck.model.article import Block, Callout, Inline, Paragraph, Picture, plain
from deck.model.counting import count_words
from deck.model.inline import one_line
from deck.model.slides import Kind, Slide
from deck.model.words import Words
from deck.outline.phrases import counts, dated, measures, names, opens_with, points_away, refers, sets_against
from deck.outline.punctuation import BEFORE, CLOSERS, STOP, WHITE
from deck.outline.sentences import is_question, sentences

MOST = 3
FEWEST_WORDS, MOST_WORDS = 4, 18
LEAST = 3
MOST_AT_THE_OPENING = 14
# what a second sentence of one paragraph is worth less
SAME_PARAGRAPH = 2
# from this share of pairs of letters in common two texts say the same
ALIKE = 0.6
# from this share of its letters a sentence is bold, quoted or a link in the main
MAINLY = 0.5
ENDS = f"{STOP}?!\uff1f\uff01\u061f\u203d"
QUOTED = re.compile(
    r'[\u201c\u201d\u201e]([^\u201c\u201d\u201e]+)[\u201d\u201c]|\u00ab([^\u00ab\u00bb]+)\u00bb|\u00bb([^\u00ab\u00bb]+)\u00ab|"([^"]+)"|\u300c([^\u300d]+)\u300d|\u300e([^\u300f]+)\u300f'
)
PAIRS = ("()", "[]", "\uff08\uff09", "\u300c\u300d", "\u300e\u300f", "\u3010\u3011", "\u300a\u300b", "\u00ab\u00bb")
NO_SPEECH = re.compile(r"https?://|www\.|\S@\S|\s\|\s|[\u2190-\u21ff\U0001f000-\U0001ffff]")


class Sentence(NamedTuple):
    """A sentence, its characters, its place among all of the prose, and the paragraph that it stands in; `first` opens that."""

    text: Inline
    shown: str
    place: int
    paragraph: int
    first: bool


Judge = Callable[[Sentence, Words], bool]


def prose_of(blocks: tuple[Block, ...]) -> frozenset[Inline]:
    """Return the paragraphs that the author wrote as such: no bullets, no other people's words, no text of pictures and tables."""
    return frozenset(_paragraphs(blocks))


def stated(slide: Slide, prose: frozenset[Inline], tongue: Words) -> Slide:
    """Return a slide without points with the sentences of its `prose` that it may show; any other as it is."""
    alone = slide.kind is Kind.HEADLINE or isinstance(slide.exhibit, Picture)
    if slide.points or not alone or slide.detail == "none":
        return slide
    texts = [text for text in slide.spoken if text in prose]
    most = 1 if slide.layout == "statement" else MOST
    return slide._replace(statements=chosen(texts, slide.title.text, tongue, most))


def chosen(texts: list[Inline], title: Inline, tongue: Words, most: int = MOST, least: int = LEAST) -> tuple[Inline, ...]:
    """Return the sentences of some paragraphs that deserve a slide, at most so many, in the order of the article.

    With a `least` of 0 that is any that nothing keeps off one.
    """
    worth = {found: sum(points for points, holds in REASONS if holds(found, tongue)) for found in _candidates(texts, title, tongue)}
    shown: list[Sentence] = []
    while len(shown) < most:
        used = [other.paragraph for other in shown]
        left = {
            found: value - SAME_PARAGRAPH * used.count(found.paragraph)
            for found, value in worth.items()
            if not any(alike(found.shown, other.shown) for other in shown)
        }
        best = max(left, key=lambda found: (left[found], -found.place), default=None)
        if best is None or left[best] < least:
            break
        shown.append(best)
    return tuple(found.text for found in sorted(shown, key=lambda found: found.place))


def opening_of(texts: list[Inline], title: Inline, tongue: Words) -> Inline:
    """Return the first sentence of an intro that a talk may open on, short enough to be set large; nothing where none is."""
    short = (found.text for found in _candidates(texts, title, tongue) if count_words([found.text]) <= MOST_AT_THE_OPENING)
    return next(short, ())


def alike(one: str, other: str) -> bool:
    """Tell whether two texts say much the same: in any script, by the pairs of letters that they share."""
    pairs, others = _pairs(one), _pairs(other)
    return bool(pairs and others) and 2 * len(pairs & others) >= ALIKE * (len(pairs) + len(others))


def _pairs(text: str) -> frozenset[str]:
    letters = list(filter(str.isalnum, text.casefold()))
    return frozenset(a + b for a, b in pairwise(letters))


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[Inline]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Callout):
            yield from _paragraphs(block.blocks)


def _candidates(texts: list[Inline], title: Inline, tongue: Words) -> Iterator[Sentence]:
    """Yield the sentences that nothing keeps off a slide."""
    place = 0
    for paragraph, text in enumerate(texts):
        for n, sentence in enumerate(sentences(one_line(text), tongue)):
            place += 1
            found = Sentence(sentence, plain(sentence), place, paragraph, n == 0)
            if not alike(found.shown, plain(title)) and not any(refuses(found, tongue) for refuses in REFUSED):
                yield found


def _share(sentence: Sentence, letters: int) -> bool:
    return letters >= MAINLY * sum(map(str.isalnum, sentence.shown))


def _in_style(text: Inline, style: str) -> int:
    return sum(sum(map(str.isalnum, run.text)) for run in text if getattr(run, style))


def _is_bold(sentence: Sentence, _: Words) -> bool:
    return _share(sentence, _in_style(sentence.text, "bold"))


def _is_quoted(sentence: Sentence, _: Words) -> bool:
    """Tell whether a sentence is somebody's words in the main, and not only a word or a title between quotes."""
    said = ["".join(filter(None, groups)) for groups in QUOTED.findall(sentence.shown)]
    return _share(sentence, sum(c.isalnum() for words in said for c in words if _count(words) >= FEWEST_WORDS))


def _is_marked(sentence: Sentence, tongue: Words) -> bool:
    return _is_bold(sentence, tongue) or _is_quoted(sentence, tongue)


def _count(text: str) -> int:
    return len(text.split()) if " " in text.strip() else len(text)


def _is_no_whole(sentence: Sentence, _: Words) -> bool:
    """Tell whether a text is a fragment, a line or a face rather than a sentence: by its ends, its quotes and its brackets."""
    shown = sentence.shown
    opening, bare = shown.lstrip(BEFORE + WHITE)[:1], shown.rstrip(CLOSERS + WHITE)
    whole = opening.isalnum() and not opening.islower() and bare[-1:] in tuple(ENDS) and not bare.endswith(("..", "\u3002\u3002"))
    return not whole or not _balanced(shown) or bool(NO_SPEECH.search(shown))


def _balanced(shown: str) -> bool:
    low, left, right = (shown.count(mark) for mark in "\u201e\u201c\u201d")
    curly = low == left + right if low else left == right if left else right % 2 == 0
    return curly and shown.count('"') % 2 == 0 and all(shown.count(pair[0]) == shown.count(pair[1]) for pair in PAIRS)


def _is_too_short_or_long(sentence: Sentence, _: Words) -> bool:
    return not FEWEST_WORDS <= count_words([sentence.text]) <= MOST_WORDS


def _leads_elsewhere(sentence: Sentence, _: Words) -> bool:
    """Tell whether most of a sentence is a link, or code: it leads to what it is about."""
    return _share(sentence, _in_style(sentence.text, "link")) or _share(sentence, _in_style(sentence.text, "code"))


def _asks(sentence: Sentence, tongue: Words) -> bool:
    return is_question(sentence.text, tongue) and not _is_bold(sentence, tongue)


def _exclaims(sentence: Sentence, tongue: Words) -> bool:
    return sentence.shown.rstrip(CLOSERS + WHITE)[-1:] in ("!", "\uff01") and not _is_marked(sentence, tongue)


def _is_unknown(sentence: Sentence, tongue: Words) -> bool:
    """Tell whether nothing is known of how sentences hang together in a language, and the author did not mark this one."""
    return not tongue.openers and not _is_marked(sentence, tongue)


def _hangs_on_others(sentence: Sentence, tongue: Words) -> bool:
    """Tell whether a sentence needs another one to be understood; what somebody says between quotes stands for itself."""
    around = QUOTED.sub(" ", sentence.shown)
    return opens_with(sentence.shown, tongue) or points_away(around, tongue) or refers(around, tongue)


def _measures(sentence: Sentence, tongue: Words) -> bool:
    return measures(sentence.shown, tongue)


def _counts(sentence: Sentence, tongue: Words) -> bool:
    return counts(sentence.shown, tongue) and not measures(sentence.shown, tongue)


def _names(sentence: Sentence, tongue: Words) -> bool:
    return names(sentence.shown, tongue) > 0


def _names_in_full(sentence: Sentence, tongue: Words) -> bool:
    return names(sentence.shown, tongue) > 1


def _sets_against(sentence: Sentence, tongue: Words) -> bool:
    return sets_against(sentence.shown, tongue)


def _is_dated(sentence: Sentence, tongue: Words) -> bool:
    return dated(sentence.shown, tongue)


def _opens_paragraph(sentence: Sentence, _: Words) -> bool:
    return sentence.first


REFUSED: tuple[Judge, ...] = (
    _is_no_whole,
    _is_too_short_or_long,
    _leads_elsewhere,
    _asks,
    _exclaims,
    _is_dated,
    _is_unknown,
    _hangs_on_others,
)
REASONS: tuple[tuple[int, Judge], ...] = (
    (8, _is_bold),
    (6, _is_quoted),
    (4, _measures),
    (3, _counts),
    (3, _sets_against),
    (1, _names),
    (1, _names_in_full),
    (1, _opens_paragraph),
)

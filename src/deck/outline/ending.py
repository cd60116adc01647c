"""How the talk ends: on a slide that stays up during the questions, or on a section that says itself that it is the last."""

from __future__ import annotations

from typing import NamedTuple

from deck.model.article import Block, Inline, Listing
from deck.model.inline import one_line
from deck.model.slides import Kind, Slide, Title
from deck.model.words import Words
from deck.outline.closing import Closing, asking, asks, concludes, last_question, texts_of
from deck.outline.points import content_of
from deck.outline.sentences import is_question, sentences
from deck.outline.slides import Unit
from deck.outline.spoken import own_notes, spoken
from deck.outline.statements import chosen
from deck.outline.tree import headline
from deck.outline.wording import word_count

# words of a conclusion that is said to one slide; a longer one is a section like any other
MOST_ON_ONE = 150
# words of a sentence that stands below a conclusion's title, and of one where none is as short
MOST_BELOW, LONG_BELOW = 18, 30


class Ending(NamedTuple):
    """The sections that are shown in order, the closing behind them, and the section that closes the talk where there is none.

    `frozen`: the closing is to be left as it is in the deck.
    """

    shown: list[Unit]
    closing: Closing | None = None
    last: Unit | None = None
    frozen: bool = False


def ending_of(units: list[Unit], tail: Closing | None, tongue: Words) -> Ending:
    """Return how the talk ends: as its author asks, with the `tail` after a rule, with a conclusion, or with a last question."""
    ending = _ending_of(units, tail, tongue)
    if ending.closing is None or ending.closing is tail:
        return ending
    return ending._replace(frozen=_froze(units, ending.closing))


def _froze(units: list[Unit], closing: Closing) -> bool:
    """Tell whether the author froze the section or group that the closing comes from."""
    above = [unit for unit in units if unit.heading.span.first <= closing.span.first]
    if not above:
        return False
    return above[-1].settings.freeze or _froze(list(above[-1].groups), closing)


def _ending_of(units: list[Unit], tail: Closing | None, tongue: Words) -> Ending:
    asked = next((unit for unit in reversed(units) if unit.settings.closing and not unit.settings.skip), None)
    shown = [unit for unit in units if not unit.settings.skip and unit is not asked]
    if asked:
        unit = with_tail(asked, tail)
        closing = asked_in(unit, tongue)
        return Ending(shown, closing) if closing else Ending([*shown, unit], None, unit)
    if tail or not shown or not shown[-1].given:
        return Ending(shown, tail)
    *others, last = shown
    announced = concludes(last.heading.text, tongue)
    if announced and (closing := _concluded(last, tongue)):
        return Ending(others, closing)
    rest, closing = _questioned(last, tongue)
    if closing:
        return Ending([*others, rest] if rest else others, closing)
    return Ending(shown, None, last if announced else None)


def _concluded(unit: Unit, tongue: Words) -> Closing | None:
    """Return a conclusion that is short prose as the closing, None for one that shows more or says much."""
    texts = texts_of(unit.blocks)
    if (
        not texts
        or unit.groups
        or unit.settings.layout
        or content_of(unit.blocks, tongue).series
        or sum(map(word_count, texts)) > MOST_ON_ONE
    ):
        return None
    text = one_line(asking(texts, tongue))
    if not asks(text, tongue):
        text = _said_below(texts, unit.heading.text, tongue)
    return Closing(unit.heading.span, headline(unit.heading.text), text, unit.blocks)


def _said_below(texts: list[Inline], title: Inline, tongue: Words) -> Inline:
    """Return the sentence that stands below a conclusion's title: the one that deserves a slide most, else the first that is short."""
    if best := chosen(texts, title, tongue, 1, 0):
        return best[0]
    every = [said for each in texts for said in sentences(one_line(each), tongue)]
    return next((said for most in (MOST_BELOW, LONG_BELOW) for said in every if word_count(said) <= most), ())


def _questioned(unit: Unit, tongue: Words) -> tuple[Unit | None, Closing | None]:
    """Return a section without the question that it ends on, and that as the closing; no section where it is nothing else."""
    shown = [group for group in unit.groups if not group.settings.skip]
    if shown:
        rest, closing = _questioned(shown[-1], tongue)
        kept = tuple(rest if group is shown[-1] else group for group in unit.groups)
        return unit._replace(groups=tuple(group for group in kept if group)), closing
    blocks, closing = last_question(unit.blocks, tongue)
    if closing is None:
        return unit, None
    if any(map(_is_kept, blocks)):
        return unit._replace(blocks=blocks), closing
    return None, closing._replace(span=unit.heading.span, label=headline(unit.heading.text), blocks=unit.blocks)


def _is_kept(block: Block) -> bool:
    """Tell whether a block says something, or is the author's own note."""
    return bool(spoken(block) or own_notes((block,)))


def closing_slide(closing: Closing, tongue: Words) -> Slide:
    """Return the slide that stays up during the questions: the first question large, one that follows it below."""
    said = sentences(closing.text, tongue)
    asked = [i for i, sentence in enumerate(said) if is_question(sentence, tongue)]
    texts = tuple(text for block in closing.blocks for text in spoken(block))
    slide = Slide("closing", Kind.QUESTION, closing.span, "closing", Title(closing.label), spoken=texts)
    slide = slide._replace(own_notes=own_notes(closing.blocks))
    if not asked:
        return slide._replace(under=said[0] if said else ()) if closing.label else slide._replace(title=Title(said[0]))
    first = asked[0]
    under = said[first + 1] if first + 1 in asked else ()
    return slide._replace(title=Title(said[first]), kicker=closing.label, under=under)


def with_tail(unit: Unit, tail: Closing | None) -> Unit:
    """Return a section that its author made the closing, with what follows the last rule behind it."""
    if tail is None:
        return unit
    shown = [group for group in unit.groups if not group.settings.skip]
    if shown:
        *others, last = shown
        return unit._replace(groups=(*others, with_tail(last, tail)))
    return unit._replace(blocks=(*unit.blocks, *tail.blocks))


def asked_in(unit: Unit, tongue: Words) -> Closing | None:
    """Return a section as a closing question; None for one with points, which are shown like those of any section."""
    if unit.groups or any(isinstance(block, Listing) for block in unit.blocks):
        return None
    text = asking(texts_of(unit.blocks), tongue)
    return Closing(unit.heading.span, headline(unit.heading.text), one_line(text), unit.blocks)

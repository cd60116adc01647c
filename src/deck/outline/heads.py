"""Which entries of a list have a head: a judgement over the whole list, for one entry alone cannot tell.

Authors open an entry in bold for two reasons. In a list of speakers, products or claims nearly every entry does, and what is bold is the
entry's head, even where its sentence runs on from it ("**Ada Lovelace** wrote the first program"). In a list of plain sentences one entry
begins with a name that happens to be bold, as it could in its middle: that is emphasis. So:

- bold words that a mark or a line's end sets off are a head wherever they stand;
- bold words that run on into their sentence are one when more than half of the list's entries open in bold;
- a plain "Label: text" is one when each of at least three entries has a head, those in bold included, no two labels are the same (three
  times "Monday:" names nothing), and the marks behind them are all colons or all the same dash; where a dash stands for a verb, colons.

Paragraphs of a section are such a list when at least three of them, and at least half, open in bold: an entry may go on in a second one.
A paragraph that is bold from end to end is the head of what stands below it when a section has two or more of these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from deck.model.article import Block, Directive, Footnote, Inline, Item, Listing, Paragraph, Run, Span, SpokenNote, plain
from deck.model.inline import cut, regular, trimmed
from deck.model.words import Words
from deck.outline.leads import Lead, lead_of, opens_paragraph
from deck.outline.punctuation import COLON, KEPT, STOP, WHITE
from deck.outline.sentences import ends_on
from deck.outline.wording import word_count

# fewer entries with a label, or paragraphs with a head, do not make a list of them
FEWEST, FEWEST_BOLD = 3, 2
MOST_LABEL_WORDS, MOST_LABEL_LETTERS, MOST_HEAD_WORDS = 5, 40, 25
# no mark farther than this stands behind a label
FARTHEST = 60
# behind a label: a colon, which is followed by a space unless the script has none; or a dash between spaces
MARK = re.compile(rf"\s{{0,2}}(?P<colon>[{COLON}])|\s{{1,2}}(?P<dash>-{{1,3}}|[–—―])(?=\s)")
# what is no label: the end of a sentence, parts of one, an address, a time
SENTENCE = re.compile(rf"[{KEPT}{STOP[1:]};；؛]|\.(?=\s|$)|://|www\.|@")
TIME = re.compile(r"\d\s?[:：.h]\s?\d\d")
PAIRS = ("()", "[]", "（）", "「」", "『』", "“”", "«»", "‹›", "《》", "【】")

HeadOf: TypeAlias = Callable[[Inline], Lead | None]


class Label(NamedTuple):
    """A label without bold: where its words end, where the text behind it begins, and the mark between ("" for a colon)."""

    end: int
    behind: int
    dash: str


def heads_of(entries: Sequence[tuple[Inline, bool]], tongue: Words) -> HeadOf:
    """Return what finds the head of each entry of a list; `entries` are their first paragraphs, and whether more follows in each."""
    leads = [lead_of(trimmed(text), tongue) for text, _ in entries]
    run_ins = 2 * sum(lead is not None for lead in leads) > len(leads)
    labels = _labels(entries, leads, tongue)

    def head_of(text: Inline) -> Lead | None:
        lead = lead_of(text, tongue)
        if lead is not None:
            return lead if run_ins or not lead.runs_in else None
        label = label_of(text, tongue) if labels else None
        return Lead(trimmed(regular(cut(text, 0, label.end))), label.behind, False) if label else None

    return head_of


def first_texts(items: Sequence[Item]) -> list[tuple[Inline, bool]]:
    """Return the first paragraph of each item, nothing for one that opens with none, and whether the item goes on behind it."""
    firsts = [(item.blocks[0] if item.blocks else None, len(item.blocks) > 1) for item in items]
    return [(first.text if isinstance(first, Paragraph) else (), more) for first, more in firsts]


def _labels(entries: Sequence[tuple[Inline, bool]], leads: Sequence[Lead | None], tongue: Words) -> bool:
    """Tell whether the entries without a lead all have a label, and enough entries have one or the other."""
    if len(entries) < FEWEST or any(lead is not None and lead.runs_in for lead in leads):
        return False
    dashes: set[str] = set()
    names: list[str] = []
    for (text, more), lead in zip(entries, leads, strict=True):
        if lead is not None:
            continue
        label = label_of(trimmed(text), tongue)
        if label is None or not (more or plain(trimmed(text))[label.behind :]):
            return False
        dashes.add(label.dash)
        names.append(plain(text).strip()[: label.end].casefold())
    return len(dashes) == 1 and len(set(names)) == len(names)


def label_of(text: Inline, tongue: Words) -> Label | None:
    """Return the label that a text without a lead opens with; whether it is one, its list tells."""
    words = plain(text)
    for mark in MARK.finditer(words, 0, FARTHEST):
        if mark["colon"] and not _sets_off(words, mark):
            continue
        if not _is_label(words[: mark.start()], tongue) or _inside(text, mark) or (mark["dash"] and tongue.joining_dash):
            return None
        if mark["dash"] and MARK.search(words, mark.end()) and mark["dash"] in words[mark.end() :].split():
            return None
        behind = words[mark.end() :]
        return Label(mark.start(), len(words) - len(behind.lstrip()), mark["dash"] or "")
    return None


def _sets_off(words: str, mark: re.Match[str]) -> bool:
    """Tell whether a colon divides a text, rather than standing in a time, an address or a name."""
    after = words[mark.end() : mark.end() + 1]
    return mark["colon"] != ":" or not after.strip() or unicodedata.east_asian_width(after) in "WF"


def _is_label(label: str, tongue: Words) -> bool:
    """Tell whether some words are so short, and so much of one piece, that they name what follows."""
    marks = [found for found in SENTENCE.finditer(label) if not ends_on(label[: found.end()], tongue.abbreviations)]
    whole = all(label.count(pair[0]) == label.count(pair[1]) for pair in PAIRS) and label.count('"') % 2 == 0
    short = word_count((Run(label),)) <= MOST_LABEL_WORDS and len(label.strip()) <= MOST_LABEL_LETTERS
    lettered = any(letter.isalpha() for letter in label)
    return bool(
        short and lettered and whole and not marks and not TIME.search(label) and not any(mark in label for mark in tongue.questions)
    )


def _inside(text: Inline, mark: re.Match[str]) -> bool:
    """Tell whether a mark stands within a link's words or within code, rather than behind them or at their end."""
    at = 0
    for run in text:
        end = at + len(run.text)
        if at <= mark.end() - 1 < end and (run.link or run.code or run.key):
            return bool(run.text[mark.end() - at :].strip(WHITE))
        at = end
    return False


def gathered(blocks: Sequence[Block], tongue: Words) -> Iterator[Block]:
    """Yield the blocks of a section, its paragraphs that are heads, each with what stands below it, as lists of entries."""
    named = {i for i, block in enumerate(blocks) if _all_bold(block, tongue) and _has_text_below(blocks, i, tongue)}
    named = named if len(named) >= FEWEST_BOLD else set()
    run_ins = _run_ins(blocks, tongue)
    i = 0
    while i < len(blocks):
        if i in named:
            items, i = _entries(blocks, i, named, tongue)
            yield Listing(_span(items[0].span, items[-1].span), False, items)
            continue
        block = blocks[i]
        yield Listing(block.span, False, (Item(block.span, (block,)),)) if i in run_ins else block
        i += 1


def _all_bold(block: Block, tongue: Words) -> bool:
    """Tell whether a block is a paragraph of one line, bold from end to end, and short enough for a head."""
    if not isinstance(block, Paragraph):
        return False
    words = plain(block.text).strip()
    bold = all(run.bold for run in block.text if run.text.strip())
    return bold and "\n" not in words and word_count(block.text) <= MOST_HEAD_WORDS and lead_of(trimmed(block.text), tongue) is not None


def _has_text_below(blocks: Sequence[Block], at: int, tongue: Words) -> bool:
    following = next((block for block in blocks[at + 1 :] if not isinstance(block, Directive | SpokenNote | Footnote)), None)
    return isinstance(following, Listing) or (isinstance(following, Paragraph) and not _all_bold(following, tongue))


def _entries(blocks: Sequence[Block], start: int, named: set[int], tongue: Words) -> tuple[tuple[Item, ...], int]:
    """Return the consecutive heads from `start` on, each with the paragraphs and lists below it, and where they end.

    A paragraph below a head that opens with a lead of its own is an entry of a list below it.
    """
    items: list[list[Block]] = []
    i = start
    while i < len(blocks):
        block = blocks[i]
        if i in named:
            items.append([block])
        elif isinstance(block, Paragraph) and opens_paragraph(block.text, tongue):
            items[-1].append(Listing(block.span, False, (Item(block.span, (block,)),)))
        elif isinstance(block, Paragraph | Listing | Footnote):
            items[-1].append(block)
        elif not isinstance(block, Directive | SpokenNote):
            break
        i += 1
    return tuple(Item(_span(inner[0].span, inner[-1].span), tuple(inner)) for inner in items), i


def _run_ins(blocks: Sequence[Block], tongue: Words) -> set[int]:
    """Return the paragraphs whose bold opening runs on into its sentence, where the section is a list of such."""
    leads = {i: lead_of(trimmed(block.text), tongue) for i, block in enumerate(blocks) if isinstance(block, Paragraph)}
    opening = {i: lead for i, lead in leads.items() if lead is not None}
    many = len(opening) >= FEWEST and 2 * len(opening) >= len(leads)
    return {i for i, lead in opening.items() if lead.runs_in} if many else set()


def _span(first: Span, last: Span) -> Span:
    return first._replace(last=last.last)

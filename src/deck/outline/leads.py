"""The bold head of a bullet, told apart from what it leads to."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from deck.model.article import Inline, plain
from deck.model.inline import bold_opening, cut, regular, trimmed
from deck.model.words import Words
from deck.outline.punctuation import CLOSERS, COLON, COMMAS, EMPHASIS, KEPT, MIDDLE_DOTS, STOP, WHITE
from deck.outline.sentences import ends_on

FULL_STOP = rf"[{STOP[1:]}]|\.(?=\s|$|\s*[—―–])"
# what only separates a head from the rest: a colon, a full stop, a dash, a full stop with a dash, an ideographic space
SEPARATOR = re.compile(rf"\s*(?:[{COLON}]|(?:{FULL_STOP})?\s*(?:[—―–]+|-{{1,3}}(?=\s))|{FULL_STOP}|\u3000)\s*")
# what a head loses at its end
ENDING = re.compile(rf"\s*(?:[{STOP}]?\s*[—―–]+|\s-{{1,3}}|[{COLON}{MIDDLE_DOTS}]|(?<![.。])[{STOP}])$")
# a dash that opens an insertion: it stands off from the word before it and not from the one behind
OPENING_DASH = re.compile(r"\s+[—–]\w")
BETWEEN_DIGITS = re.compile(r"[:–—]\d")
# what may stand before the bold words and belongs to them: a number, emoji, arrows, a mark that opens a Spanish question
BEFORE = re.compile(r"\s*(?:\(?\d{1,3}[.)、．]|\d\ufe0f?\u20e3)?\s*")
SIGNS = ("So", "Sk", "No", "Mn", "Me", "Cf")
OPENING_MARKS, ARROWS = "¿¡", ("\u2190", "\u21ff")
SPACED_MARK = re.compile(r"[ \u00a0\u202f][?!](?=\s|$)")
# the number of an entry, and no more
ENUMERATOR = re.compile(r"\(?\d{1,3}[.)、．]")


class Lead(NamedTuple):
    """`head` as it is shown; `behind` is the offset in the bullet's text where the rest begins; see Point.runs_in."""

    head: Inline
    behind: int
    runs_in: bool


def lead_of(text: Inline, tongue: Words) -> Lead | None:
    """Return the lead of a bullet, or None where it does not open in bold."""
    words = plain(text)
    length = _opening(text, words)
    if not length or ENUMERATOR.fullmatch(words[:length].strip()):
        return None
    kept = KEPT + tongue.questions
    # a mark that the author set behind the bold words belongs to them, with the space that French has before it
    if spaced := SPACED_MARK.match(words, length):
        length = spaced.end()
    length += len(words[length:]) - len(words[length:].lstrip(kept))
    head, rest = words[:length].rstrip(WHITE), words[length:]
    if separator := _separator(head, rest, tongue):
        return Lead(_head(text, len(head)), length + separator, False)
    goes_on, tied = rest.lstrip(WHITE)[:1].islower(), rest[:1] in tuple(COMMAS)
    ending = ENDING.search(head)
    if (
        ending
        and not tied
        and not (goes_on and _continues(ending.group().strip(), tongue))
        and not ends_on(head, (*tongue.abbreviations, *tongue.finals))
    ):
        return Lead(_head(text, ending.start()), length, False)
    bare = head.rstrip(CLOSERS + EMPHASIS)
    quoted = len(bare) < len(head) and (rest[:1].isalpha() or goes_on)
    ends = (bare[-1:] in (*kept, *COLON) or bare.endswith("...") or (bare[-1:] in STOP and not goes_on)) and not quoted and not tied
    # where no mark ends a sentence, a space does; a line of its own always does
    broken = "\n" in rest[: len(rest) - len(rest.lstrip())]
    ends = ends or (tongue.stopless and rest[:1] in WHITE) or (broken and (not goes_on or _linked(cut(text, 0, length))))
    return Lead(_head(text, len(head)), length, not ends and bool(rest.strip()))


def _opening(text: Inline, words: str) -> int:
    """Return how many characters the bold opening of a text has, with the number or the signs before it; 0 where there is none."""
    if length := bold_opening(text):
        return length
    number = BEFORE.match(words)
    start = number.end() if number else 0
    while start < len(words) and _is_sign(words[start]):
        start += 1
    length = bold_opening(cut(text, start)) if start else 0
    return start + length if length else 0


def _is_sign(character: str) -> bool:
    if character.isspace() or character in OPENING_MARKS or ARROWS[0] <= character <= ARROWS[1]:
        return True
    return unicodedata.category(character) in SIGNS


def opens_paragraph(text: Inline, tongue: Words) -> bool:
    """Tell whether a paragraph opens with a lead that stands for itself: one that does not run on into its sentence."""
    lead = lead_of(text, tongue)
    return lead is not None and not lead.runs_in and lead.behind < len(plain(text).rstrip())


def _separator(head: str, rest: str, tongue: Words) -> int:
    """Return how many characters of `rest` only separate it from the lead.

    A mark within a number separates nothing, nor does a dash that is a part of the sentence.
    """
    found = SEPARATOR.match(rest)
    if found is None or (head[-1:].isdigit() and BETWEEN_DIGITS.match(rest)):
        return 0
    mark, goes_on = found.group().strip(), rest[found.end() :][:1].islower()
    if mark[:1] in STOP:
        joins = goes_on or ends_on(head + mark, tongue.abbreviations)
    else:
        joins = mark not in COLON and goes_on and (tongue.joining_dash or bool(OPENING_DASH.match(rest)))
    return 0 if joins else found.end()


def _linked(head: Inline) -> bool:
    """Tell whether all of a head is a link: the name of what it leads to."""
    return all(run.link for run in head if run.text.strip())


def _continues(mark: str, tongue: Words) -> bool:
    """Tell whether a sentence may go on in small letters behind a mark at the end of its bold words."""
    return mark not in COLON + MIDDLE_DOTS and (tongue.joining_dash or mark[:1] in STOP)


def _head(text: Inline, length: int) -> Inline:
    return trimmed(regular(cut(text, 0, length)))

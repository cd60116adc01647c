"""The words of one language that the program knows, read from its list."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """`date` is a pattern with {day}, {month} and {year}; `months` are the twelve names for it.

    `conclusions` are titles that announce an ending, folded to lower case; `abbreviations` end in a full stop that ends no sentence,
    `finals` in one that may, `before_numbers` in one that ends none before a number. `questions` are marks that ask in this language
    alone, `asking` the ends of a sentence that asks without a mark; `ordinals` says that a number with a full stop tells which one,
    `stopless` that sentences are written without a mark at their end, `joining_dash` that a dash stands for a verb. `digits` are the ten
    of the language.
    The rest is its typography: `quotes` open and close a quotation, `apostrophe` stands for a straight one, `space_before` are the marks
    that a no-break space precedes and `tight_before` those that none does, `dash` is what a tight em dash becomes; `glue_numbers` keeps
    a number with its next word, and `keeps_next` are words that must not end a line.
    `scales` are words such as "million", `moneys` such as "dollars", `money_joints` what may stand between the two; `hedges` are words
    of condition, comparison and negation, near which no number is a figure (a hyphen at an end stands for any letters); `definites` stand
    before what is known, `parts` between a share and what it is one of, `wholes` between that and the share; `spaced` says that words have
    spaces between them.
    `openers` are words and phrases that lead on from another sentence, or greet, announce or thank, `pointers` pronouns that stand for
    something outside of a sentence when they come early in it, `references` phrases that refer to another place or to the reader
    wherever they stand, `contrasts` what sets one thing against another; `capital_nouns` says that a capital makes no name.
    `speech` is the time to say one character, in milliseconds.
    A language without a list has everything empty: no rule of another language is ever applied to it.
    """

    code: str
    opening: str = ""
    closing: str = ""
    continued: str = ""
    agenda: str = ""
    links: str = ""
    appendix: str = ""
    date: str = ""
    months: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    finals: tuple[str, ...] = ()
    before_numbers: tuple[str, ...] = ()
    questions: str = ""
    asking: tuple[str, ...] = ()
    ordinals: bool = False
    stopless: bool = False
    joining_dash: bool = False
    digits: str = ""
    stop_words: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    apostrophe: str = ""
    space_before: str = ""
    tight_before: str = ""
    dash: str = ""
    glue_numbers: bool = False
    keeps_next: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    moneys: tuple[str, ...] = ()
    money_joints: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    definites: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    pointers: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    capital_nouns: bool = False
    spaced: bool = True
    speech: int = 78


def numeral(text: str, digits: str) -> str:
    """Return `text` with its digits as the language's own, where it has some."""
    return text.translate(str.maketrans("0123456789", digits)) if digits else text

"""The words of one language that the program knows, read from its list."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """`date` is a pattern with {day}, {month} and {year}; `months` are the twelve names for it.

    `conclusions` are titles that announce an ending, folded to lower case; `abbreviations` end in a full stop that ends no sentence.
    The rest is the language's typography: `quotes` open and close a quotation, `apostrophe` stands for a straight one, `space_before`
    are the marks that a no-break space precedes, `dash` what a tight em dash becomes; `glue_numbers` keeps a number with its next word.
    `speech` is the time to say one character, in milliseconds.
    A language without a list has everything empty: no rule of another language is ever applied to it.
    """

    code: str
    opening: str = ""
    closing: str = ""
    continued: str = ""
    agenda: str = ""
    date: str = ""
    months: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    stop_words: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    apostrophe: str = ""
    space_before: str = ""
    dash: str = ""
    glue_numbers: bool = False
    speech: int = 78

"""Sample text for a contact sheet: a text of every kind that a slide may show."""

from __future__ import annotations

from typing import NamedTuple


class Specimen(NamedTuple):
    """`points` and `claims` are leads with a sentence each, `aside` a title and its text, `codes` what an address leads to, and it.

    `table` is rows of cells, its head first, with numbers in the last column, which `series` names; `entries` are sections of a talk.
    `picture` is an SVG to be filled with sizes.
    """

    kicker: str
    subtitle: str
    byline: str
    points: tuple[tuple[str, str], ...]
    claims: tuple[tuple[str, str], ...]
    items: tuple[str, ...]
    entries: tuple[str, ...]
    sentences: tuple[str, ...]
    question: str
    quote: str
    source: str
    aside: tuple[str, str]
    number: str
    unit: str
    legend: str
    captions: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    series: str
    codes: tuple[tuple[str, str], ...]
    code_language: str
    code: str
    formula: str
    picture: str

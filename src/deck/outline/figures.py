"""A number that is what a section is about: of money, a share, or in millions, in its title or in one of its leads.

A wrong figure is an error, a missing one is not. So there is none where a condition, a comparison, a negation, a guess or a rate may change
what the number means, where it is asked for and not told, where it may be a name, a year or an ordinal, where its text has another number,
nor in a language whose words for these are not listed. A multiple compares by its nature. A share is one of something named beside it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from deck.model.article import Inline, Run, plain
from deck.model.inline import cut
from deck.model.slides import Figure, Point, Title
from deck.model.words import Words
from deck.outline.punctuation import COLON, KEPT, QUESTION
from deck.outline.sentences import is_question

MOST_POINTS, MOST_GLYPHS = 3, 9
SPACE = r"[\s\u00a0\u202f]"
NUMBER = r"\d+(?:[.,\u00a0\u202f ']\d{3})*(?:[.,]\d+)?"
# a number that is a part of a name, a date, a time or a version, or stands behind a sign that compares
GLUED = re.compile(
    r"[a-z0-9_.,:/#+\-\u2010-\u2013\u2212\u00a7\u2116]$|[~\u2248<>\u2264\u2265\u00b1\u223c\u301c\uff5e\u2191\u2193]\s*$", re.IGNORECASE
)
# what goes on behind it: a compound, a range, a rate, "and more"
GOES_ON = r"(?![+\-\u2010-\u2013/~\u301c\uff5e\u2191\u2193]|['\u2019]\w)"
ANY_DIGITS = re.compile(r"\d")
# a number of these digits and no more is a year as soon as anything
YEAR = re.compile(r"(?:1[6-9]|2[01])\d\d")
PERCENT, MONEY = "%\u2030\u066a", "$\u20ac\u00a3\u00a5\u20b9\u20a9"
# the word right before a number
WORD_BEFORE = re.compile(r"(\w+(?:['\u2019.]\w*)?)\s+$")
CLAUSE_END = re.compile(rf"[{COLON}{KEPT}。]")


class Patterns(NamedTuple):
    """What finds a number with its unit, a word that goes on with it, a word that hedges, and what a share is a part of."""

    number: re.Pattern[str]
    unit: re.Pattern[str]
    hedge: re.Pattern[str]
    part: re.Pattern[str]
    whole: re.Pattern[str]


def figure_of(title: Title, points: tuple[Point, ...], tongue: Words) -> Figure | None:
    """Return the one figure of a slide, with the point whose first sentence holds it; None where there is none, or more than one."""
    if not 1 <= len(points) <= MOST_POINTS or not tongue.hedges:
        return None
    if found := _figure_in(title.text, tongue):
        return found._replace(point=_point_with(found, points, tongue))
    in_leads = [(found, point) for point in points if (found := _figure_in(point.lead, tongue))]
    if len(in_leads) != 1 or in_leads[0][1].runs_in or _taken_back(in_leads[0][1], tongue):
        return None
    return in_leads[0][0]._replace(point=_point_with(in_leads[0][0], points, tongue))


def _figure_in(text: Inline, tongue: Words) -> Figure | None:
    """Return the only number of a text, with its unit, if it is one of a known kind and nothing hedges it."""
    shown = "".join(" " * len(run.text) if run.code else run.text for run in text)
    patterns = _patterns(tongue)
    found = patterns.number.search(shown)
    if found is None or patterns.hedge.search(shown):
        return None
    before, behind = shown[: found.start()], shown[found.end() :]
    number = found["number"].strip()
    if (
        GLUED.search(before)
        or (tongue.spaced and before[-1:].isalpha())
        or patterns.unit.match(behind)
        or ANY_DIGITS.search(before + behind)
        or len(number) > MOST_GLYPHS
    ):
        return None
    if _asks(before, behind, tongue) or not _tells_of_what(found, before, behind, tongue):
        return None
    unit = cut(text, *found.span("unit")) if found["unit"] else ()
    return Figure(number, tuple(run._replace(bold=False, link="") for run in unit))


def _tells_of_what(found: re.Match[str], before: str, behind: str, tongue: Words) -> bool:
    """Tell whether a number is surely one of money, of millions, or a share of what is named beside it."""
    number, unit = found["number"].strip(), found["unit"] or ""
    if number[-1] in PERCENT:
        patterns = _patterns(tongue)
        return bool(patterns.part.match(behind) or patterns.whole.search(before))
    if number[0] in MONEY or number[-1] in MONEY:
        return True
    if YEAR.fullmatch(number):
        return False
    if any(money.casefold() in unit.casefold() for money in tongue.moneys):
        return True
    # "Windows 11 million", "The 5 Million Club"
    name = WORD_BEFORE.search(before)
    named = name is not None and name[1][0].isupper() and name[1].casefold() not in (*tongue.definites, *tongue.stop_words)
    latin = not tongue.spaced and name is not None and name[1].isascii()
    return unit in tongue.scales and not named and not latin


def _asks(before: str, behind: str, tongue: Words) -> bool:
    """Tell whether a number stands in a question that may be about it; what is asked of "the 5 billion" is not how many there are."""
    name = WORD_BEFORE.search(before)
    if name is not None and name[1].casefold() in tongue.definites:
        return False
    mark = CLAUSE_END.search(behind)
    if mark is None:
        return is_question((Run(before + behind),), tongue)
    return mark.group() in (*QUESTION, *tongue.questions) or is_question((Run(behind[: mark.start()]),), tongue)


def _taken_back(point: Point, tongue: Words) -> bool:
    """Tell whether the sentence behind a lead takes back what it says: it opens with a condition, or has one where these come last."""
    said = plain(point.sentences[0]).lstrip() if point.sentences else ""
    hedge = _patterns(tongue).hedge
    return bool(hedge.match(said) if tongue.spaced else hedge.search(said))


@lru_cache(maxsize=64)
def _patterns(tongue: Words) -> Patterns:
    scales, moneys, joints = (_listed(words) for words in (tongue.scales, tongue.moneys, tongue.money_joints))
    word = rf"(?:{scales}(?:\s*{joints}\s*{moneys}|\s*{moneys})?|{moneys})"
    end = r"(?!\w)" if tongue.spaced else r"(?![A-Za-z0-9])"
    number = (
        rf"(?P<number>[{MONEY}]{SPACE}?{NUMBER}(?:bn|mn|tn|[kmbt])?|{NUMBER}{SPACE}?[{PERCENT}{MONEY}]|{NUMBER}(?={SPACE}?{word}{end}))"
        rf"(?:{SPACE}?(?P<unit>{word}){end})?{end}{GOES_ON}"
    )
    unit = rf"{SPACE}?(?:{scales}|{moneys})"
    hedge = "|".join(_hedging(word, tongue) for word in tongue.hedges)
    part = rf"{SPACE}+{_listed(tongue.parts)}(?:(?<=['\u2019])|{SPACE}+)\w" if tongue.spaced else rf"{_listed(tongue.parts)}\w"
    whole = rf"\w{_listed(tongue.wholes)}{SPACE}?$"
    return Patterns(*(re.compile(pattern, re.IGNORECASE) for pattern in (number, unit, hedge, part, whole)))


def _hedging(word: str, tongue: Words) -> str:
    """Return a pattern of a word of the list of hedges; a hyphen at an end of it stands for any letters."""
    if not tongue.spaced:
        return re.escape(word)
    opening = "" if word.startswith("-") else r"(?<!\w)"
    closing = "" if word.endswith("-") else r"(?!\w)"
    return opening + re.escape(word.strip("-")) + closing


def _listed(words: tuple[str, ...]) -> str:
    """Return a pattern of any of some words, the longest first; of nothing where there are none."""
    return rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})" if words else "(?!)"


def _point_with(figure: Figure, points: tuple[Point, ...], tongue: Words) -> int | None:
    """Return the first point whose first sentence holds a figure, the number with the first word of its unit; None where none does."""
    wanted = _told(figure.number, plain(figure.unit), tongue)
    for i, point in enumerate(points):
        if not point.sentences:
            continue
        said = plain((*point.lead, *point.sentences[0]) if point.runs_in else point.sentences[0])
        if any(_told(found["number"], found["unit"] or "", tongue) == wanted for found in _patterns(tongue).number.finditer(said)):
            return i
    return None


def _told(number: str, unit: str, tongue: Words) -> tuple[str, str]:
    """Return a number and the beginning of its unit, its scale, in a form that can be compared."""
    scale = (unit.split() or [""])[0] if tongue.spaced else unit.strip()[:1]
    return re.sub(SPACE, "", number).casefold(), scale.casefold()

"""A number that is what a section is about: of money, a share or a multiple, in its title or in one of its leads.

A wrong figure is an error, a missing one is not: where a condition or a comparison may change what the number means, there is none, nor in
a language whose words for these are not listed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from deck.model.article import Inline, plain
from deck.model.inline import cut
from deck.model.slides import Figure, Point, Title
from deck.model.words import Words

MOST_POINTS, MOST_GLYPHS = 3, 9
NUMBER = r"\d+(?:[.,\u00a0\u202f ']\d{3})*(?:[.,]\d+)?"
# a number that is a part of a name, a date, a time or a version
GLUED = re.compile(r"[\w.,:/#+\-\u2011\u2013]$")
ANY_DIGITS = re.compile(r"\d")
SIGNS = "%\u2030\u066a"
MONEY = "$\u20ac\u00a3\u00a5\u20b9\u20a9"


def figure_of(title: Title, points: tuple[Point, ...], tongue: Words) -> Figure | None:
    """Return the one figure of a slide, with the point whose sentence tells of it; None where there is none, or more than one."""
    if not 1 <= len(points) <= MOST_POINTS or not tongue.hedges:
        return None
    if found := _figure_in(title.text, tongue):
        return found._replace(point=_point_with(found.number, points))
    in_leads = [found._replace(point=i) for i, point in enumerate(points) if (found := _figure_in(point.lead, tongue))]
    return in_leads[0] if len(in_leads) == 1 and not points[in_leads[0].point or 0].runs_in else None


def _figure_in(text: Inline, tongue: Words) -> Figure | None:
    """Return the only number of a text, with its unit, if it is one of a known kind and nothing hedges it."""
    shown = "".join(" " * len(run.text) if run.code else run.text for run in text)
    pattern, hedges = _patterns(tongue)
    found = pattern.search(shown)
    if found is None or hedges.search(shown) or GLUED.search(shown[: found.start()]):
        return None
    rest = shown[: found.start()] + shown[found.end() :]
    number = found["number"].strip()
    if ANY_DIGITS.search(rest) or len(number) > MOST_GLYPHS:
        return None
    unit = cut(text, *found.span("unit")) if found["unit"] else ()
    return Figure(number, tuple(run._replace(bold=False, link="") for run in unit))


@lru_cache(maxsize=64)
def _patterns(tongue: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a number with its unit, and what finds a word that hedges one."""
    scales, moneys, joints = (_listed(words) for words in (tongue.scales, tongue.moneys, tongue.money_joints))
    word = rf"(?:{scales}(?:\s*{joints}\s*{moneys}|\s*{moneys})?|{moneys})"
    space = r"[\s\u00a0\u202f]"
    end = r"(?!\w)" if tongue.spaced else ""
    pattern = (
        rf"(?P<number>[{MONEY}]{space}?{NUMBER}(?:bn|mn|tn|[kmbt])?|{NUMBER}{space}?[{SIGNS}{MONEY}\u00d7]|{NUMBER}(?={space}?{word}{end}))"
        rf"(?:{space}?(?P<unit>{word}){end})?(?![\w])"
    )
    hedges = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" if tongue.spaced else re.escape(word) for word in tongue.hedges)
    return re.compile(pattern if tongue.spaced else pattern.removesuffix(r"(?![\w])"), re.IGNORECASE), re.compile(hedges, re.IGNORECASE)


def _listed(words: tuple[str, ...]) -> str:
    """Return a pattern of any of some words, the longest first; of nothing where there are none."""
    return rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})" if words else "(?!)"


def _point_with(number: str, points: tuple[Point, ...]) -> int | None:
    """Return the first point whose lead or first sentence holds a number."""
    digits = re.sub(r"\D", "", number)
    for i, point in enumerate(points):
        said = plain(point.lead) + " " + plain(point.sentences[0] if point.sentences else ())
        if digits in re.findall(r"\d+", re.sub(r"(?<=\d)[.,\u00a0\u202f ](?=\d)", "", said)) and point.sentences:
            return i
    return None

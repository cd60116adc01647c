"""What must be true of a deck after a hand edited it and its article changed: the rules, cell by cell.

In each cell one word for the slide that the hand touched:

    both     the hand's edit is alive and the article's change is there
    hand     they wanted the same thing: the hand's is there, the article's words are told in the report
    point    the article dropped the point: what the hand made of it stays on the slide (or in the notes, where it edited those)
    slide    the article dropped the section: the slide stays, as the hand left it
    gone     the slide goes: nothing of the hand's would be lost with it
    any      nothing is promised but that no other slide suffers

Two words with a stroke between them are for the section with rows and for the one with a picture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from edits import articles, hands
from edits.articles import CHANGES, ROWS, Target
from edits.hands import HANDS, LINE, SLIDE_TITLE, Hand, versions
from edits.pages import Page

TABLE = """
hand \\ article    nothing  same       apart      other  added  dropped     no section  new section  retitled  reordered  intro  picture
moved box         both     both       both       both   both   point/both  slide       both         both      both       both   both
recoloured        both     both       both       both   both   point       slide       both         both      both       both   both
reworded          both     hand       both       both   both   point       slide       both         both      both       both   both
added line        both     both       both       both   both   point/both  slide       both         both      both       both   both
deleted bullet    both     hand       hand       both   both   both        gone        both         both      both       both   both
moved slide       both     both       both       both   both   both        any         both         both      both       both   both
replaced picture  both     both       both       both   both   both        slide       both         both      both       both   hand
added box         both     both       both       both   both   both        slide       both         both      both       both   both
deleted shape     both     hand/both  hand/both  both   both   both        gone        both         both      both       both   both/hand
edited notes      both     both       both       both   both   point       slide       both         both      both       both   both
added slide       both     both       both       both   both   both        gone        both         both      both       both   both
duplicated slide  both     both       both       both   both   both        gone        both         both      both       both   both
deleted slide     both     hand       hand       hand   hand   hand        both        both         hand      both       both   both/hand
hid slide         both     both       both       both   both   both        slide       both         both      both       both   both
"""

# what a report must say of the article's wish where the hand's stays
WISHES: dict[str, Callable[[Target], str]] = {
    "same": lambda target: target.by_author,
    "apart": lambda target: target.apart_by_author,
    "picture": lambda target: "picture",
}


def cells() -> dict[tuple[str, str], str]:
    head, *rows = (re.split(r"\s{2,}", line) for line in TABLE.strip().splitlines())
    if head[1:] != list(CHANGES) or [row[0] for row in rows] != list(HANDS):
        raise ValueError("the table's rows and columns are not the edits and changes that there are")
    return {(row[0], change): word for row in rows for change, word in zip(head[1:], row[1:], strict=True)}


CELLS = cells()


def outcome(hand: str, change: str, target: Target) -> str:
    rows, _, picture = CELLS[hand, change].partition("/")
    return picture if picture and target is not ROWS else rows


class Decks(NamedTuple):
    """The decks that a cell is judged by: as first built, as the hand left it, as the article alone would have it, and the result."""

    base: list[Page]
    left: list[Page]
    fresh: list[Page]
    now: list[Page]


class Cell(NamedTuple):
    hand: str
    change: str
    target: Target
    word: str

    @property
    def titles(self) -> tuple[str, str]:
        return self.target.title, articles.RETITLED


def faults(cell: Cell, decks: Decks, told: str) -> list[str]:
    """Return what is wrong with a result, in words; nothing when all is as the table says."""
    found = [*_order(cell, decks), *_others(cell, decks)]
    found += _report(cell, told) if cell.word == "hand" else []
    if cell.hand != "deleted slide" and cell.word not in ("gone", "any"):
        found += _touched(cell, decks)
    return found


# --- the order of the slides -----------------------------------------------------------------------------------------------------------


def _order(cell: Cell, decks: Decks) -> list[str]:
    wanted = [page.title for page in decks.fresh]
    titles = [page.title for page in decks.now]
    if cell.word == "any":
        wanted, titles = [[title for title in row if title not in cell.titles] for row in (wanted, titles)]
        return [] if titles == wanted else [f"slides are {titles}, not {wanted}"]
    base = [page.title for page in decks.base]
    at = next((n for n, title in enumerate(wanted) if title in cell.titles), None)
    behind = base[base.index(cell.target.title) - 1]
    if at is None:
        # the section is gone: what the hand made of it stands where it stood
        at = wanted.index(behind) + 1
        stays = {"added slide": [SLIDE_TITLE], "duplicated slide": [cell.target.title]}.get(cell.hand, [])
        wanted[at:at] = [cell.target.title] if cell.word == "slide" else stays
    elif cell.hand == "deleted slide":
        del wanted[at]
    elif cell.hand == "moved slide":
        title = wanted.pop(at)
        wanted.insert(wanted.index(hands.MOVED_BEHIND) + 1, title)
    elif cell.hand in ("added slide", "duplicated slide"):
        wanted.insert(at + 1, SLIDE_TITLE if cell.hand == "added slide" else cell.target.title)
    return [] if titles == wanted else [f"slides are {titles}, not {wanted}"]


# --- the slides that no hand touched ---------------------------------------------------------------------------------------------------


def _others(cell: Cell, decks: Decks) -> list[str]:
    """They say what the article says now; where it says what it did, everything is where the hand's deck has it."""
    found = []
    mine = {*cell.titles, SLIDE_TITLE}
    for page in decks.now:
        if page.title in mine:
            continue
        fresh = next((other for other in decks.fresh if other.title == page.title), None)
        left = next((other for other in decks.left if other.title == page.title), None)
        if fresh is None:
            found.append(f"{page.title}: a slide that nobody asked for")
            continue
        found += _different(page, fresh.lines, fresh.notes)
        if set(fresh.pictures) != set(page.pictures):
            found.append(f"{page.title}: another picture")
        if left is not None and left.lines == fresh.lines:
            found += [
                f"{page.title}: {line!r} was moved" for line, place in page.places.items() if not hands.near(left.places.get(line), place)
            ]
            found += [f"{page.title}: was hidden" for _ in range(left.hidden != page.hidden)]
    return found


def _different(page: Page, lines: Counter[str], notes: tuple[str, ...]) -> list[str]:
    found = [f"{page.title}: lacks {line!r}" for line in lines - page.lines]
    found += [f"{page.title}: has {line!r}" for line in page.lines - lines]
    if notes != page.notes:
        found.append(f"{page.title}: notes are {page.notes}, not {notes}")
    return found


# --- the slide that the hand touched ---------------------------------------------------------------------------------------------------


def _touched(cell: Cell, decks: Decks) -> list[str]:
    hand = HANDS[cell.hand]
    now = next((page for page in decks.now if page.title in cell.titles), None)
    left = next(page for page in decks.left if page.title == cell.target.title)
    base = next(page for page in decks.base if page.title == cell.target.title)
    fresh = next((page for page in decks.fresh if page.title in cell.titles), None)
    if now is None:
        return ["the slide is gone"]
    found = [] if hand.alive(left, now, cell.target) else [f"what the hand did is lost: {sorted(now.lines)}, notes {now.notes}"]
    if cell.word == "slide":
        return [*found, *_different(now, left.lines, left.notes)]
    if fresh is None:
        raise ValueError(f"{cell}: the article dropped the section, so the table must say slide, gone or any")
    lines, spare = _lines(cell, hand, base, fresh)
    found += _different(
        now, Counter({line: lines[line] if line not in spare else now.lines[line] for line in {*lines, *spare}}), _notes(cell, now, fresh)
    )
    if set(now.pictures) != set(fresh.pictures) and not _is_of_picture(cell):
        found.append("the article's picture did not arrive")
    return found


def _is_of_picture(cell: Cell) -> bool:
    return cell.hand == "replaced picture" or (cell.hand == "deleted shape" and cell.target is not ROWS)


def _lines(cell: Cell, hand: Hand, base: Page, fresh: Page) -> tuple[Counter[str], set[str]]:
    """The lines that the slide must have, and those that it may have or lack."""
    target = cell.target
    lines = fresh.lines.copy()
    minus, plus = Counter(hand.minus(target)), Counter(hand.plus(target))
    spare: set[str] = set()
    if cell.word == "hand":
        lines -= fresh.lines - base.lines
    elif cell.hand == "reworded" and cell.change == "apart":
        lines -= fresh.lines - base.lines
        plus = Counter([hands.by_hand(target).replace(target.apart, target.apart_by_author)])
    elif cell.word == "point" and cell.hand != "edited notes":
        # what the hand made of the point stays; whether its other line stays with it is not laid down
        spare = {target.lead, *versions(target), LINE}
    elif cell.change == "dropped":
        spare = {target.lead, target.detail} if cell.hand == "added line" else set()
    return lines - minus + plus, spare


def _notes(cell: Cell, now: Page, fresh: Page) -> tuple[str, ...]:
    """The notes are the article's; with the hand's words where it edited them."""
    if cell.hand != "edited notes":
        return fresh.notes
    if cell.word == "point":
        # a paragraph that the article dropped and the hand had edited: it is checked to be alive
        return (
            now.notes
            if [line for line in now.notes if hands.NOTE_NOW[cell.target] not in line and line != cell.target.lead] == [*fresh.notes]
            else fresh.notes
        )
    return tuple(line.replace(hands.NOTE_WAS[cell.target], hands.NOTE_NOW[cell.target]) for line in fresh.notes)


# --- the report ------------------------------------------------------------------------------------------------------------------------


def _report(cell: Cell, told: str) -> list[str]:
    if cell.hand == "deleted slide":
        return [] if any(title in told for title in cell.titles) else [f"the report does not name the slide: {told}"]
    wish = WISHES[cell.change](cell.target)
    return [] if wish in told else [f"the report does not tell {wish!r}: {told}"]


def alarms(cell: Cell, base: list[Page], report: str) -> list[str]:
    """Return the slides that a report names though no hand touched them; the first one has the title of the deck."""
    mine = {*cell.titles, base[0].title, hands.MOVED_BEHIND if cell.hand == "moved slide" else ""}
    return [f"the report speaks of “{page.title}”: {report}" for page in base if page.title not in mine and page.title in report]

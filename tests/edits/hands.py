"""What a hand does to a slide of the deck: 14 edits of 12 kinds, each with what must be alive of it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from edits.articles import HAND_PICTURE, PICTURE, ROWS, Target
from edits.pages import RED, Page, Place, digest
from edits.uno_edit import Edit

NEAR = 2000
MOVED_BY = (250000, 180000)
LINE = "And keep the lid on."
BOX = "Ask Tom about his cellar"
BOX_PLACE = (5200000, 560000, 2600000, 420000)
NOTE_WAS, NOTE_NOW = (
    {ROWS: "Its taste is better", PICTURE: "Thin steel forgives"},
    {ROWS: "Its smell is better", PICTURE: "Thin tin forgives"},
)
SLIDE_TITLE, SLIDE_TEXT = "A word from our host", "Thanks to the bakery on the corner"
# where the moved slide goes: behind this one
MOVED_BEHIND = "What a loaf costs"


class Hand(NamedTuple):
    """An edit: `edits` of a target on a slide; the lines that are `minus` and `plus` on it; `alive` compares a result with the hand's deck.

    `alive` gets the slide as the hand left it, the same one in the result, and the target.
    """

    edits: Callable[[Target, int, Path], list[Edit]]
    alive: Callable[[Page, Page, Target], bool] = lambda left, now, target: True
    plus: Callable[[Target], tuple[str, ...]] = lambda target: ()
    minus: Callable[[Target], tuple[str, ...]] = lambda target: ()
    targets: tuple[Target, ...] = (ROWS, PICTURE)


def by_hand(target: Target) -> str:
    return target.detail.replace(target.word, target.by_hand)


def versions(target: Target) -> tuple[str, ...]:
    """The touched detail as it may read now."""
    apart = (target.apart, target.apart_by_author)
    mine = by_hand(target)
    return (target.detail, mine, target.detail.replace(target.word, target.by_author), target.detail.replace(*apart), mine.replace(*apart))


def near(left: Place | None, now: Place | None) -> bool:
    return left is not None and now is not None and all(abs(a - b) <= NEAR for a, b in zip(left, now, strict=True))


def _box_place(page: Page, target: Target) -> Place | None:
    """Where the box is that the hand moved; with the picture the other point is in it as well."""
    lines = (*versions(target), *(() if target is ROWS else (target.other,)))
    return next((page.places[text] for text in lines if text in page.places), None)


def _is_red_still(left: Page, now: Page, target: Target) -> bool:
    """All words of the sentence that nobody replaces have the hand's colour."""
    return {*target.detail.rstrip(".").split()} - {target.word, target.apart} <= {*now.red.split()}


def _delete_bullet(target: Target, slide: int, picture: Path) -> list[Edit]:
    deed = "delete_shape" if target is ROWS else "delete_line"
    return [{"do": deed, "slide": slide, "find": words} for words in (target.detail, target.lead)]


def _delete_shape(target: Target, slide: int, picture: Path) -> list[Edit]:
    return [{"do": "delete_shape", "slide": slide, **({"find": target.detail} if target is ROWS else {"picture": True})}]


HANDS: dict[str, Hand] = {
    "moved box": Hand(
        lambda t, n, p: [{"do": "move", "slide": n, "find": t.detail, "dx": MOVED_BY[0], "dy": MOVED_BY[1]}],
        lambda left, now, t: near(_box_place(left, t), _box_place(now, t)),
    ),
    "recoloured": Hand(lambda t, n, p: [{"do": "colour", "slide": n, "find": t.detail.rstrip("."), "rgb": int(RED, 16)}], _is_red_still),
    "reworded": Hand(
        lambda t, n, p: [{"do": "reword", "slide": n, "find": t.word, "to": t.by_hand}],
        lambda left, now, t: any(t.by_hand in line.split() for line in now.lines),
        lambda t: (by_hand(t),),
        lambda t: (t.detail,),
    ),
    "added line": Hand(
        lambda t, n, p: [{"do": "add_line", "slide": n, "find": t.detail, "text": LINE}],
        lambda left, now, t: LINE in now.lines,
        lambda t: (LINE,),
    ),
    "deleted bullet": Hand(
        _delete_bullet,
        lambda left, now, t: not {t.lead, *versions(t)} & set(now.lines),
        minus=lambda t: (t.lead, t.detail),
    ),
    "moved slide": Hand(lambda t, n, p: [{"do": "move_slide", "slide": n, "to": 7}]),
    "replaced picture": Hand(
        lambda t, n, p: [{"do": "replace_picture", "slide": n, "path": str(p)}],
        lambda left, now, t: set(now.pictures) == {digest(HAND_PICTURE)},
        targets=(PICTURE,),
    ),
    "added box": Hand(
        lambda t, n, p: [{"do": "text_box", "slide": n, "text": BOX, **dict(zip(("x", "y", "width", "height"), BOX_PLACE, strict=True))}],
        lambda left, now, t: near(left.places[BOX], now.places.get(BOX)),
        lambda t: (BOX,),
    ),
    "deleted shape": Hand(
        _delete_shape,
        lambda left, now, t: not (set(versions(t)) & set(now.lines) if t is ROWS else now.pictures),
        minus=lambda t: (t.detail,) if t is ROWS else (),
    ),
    "edited notes": Hand(
        lambda t, n, p: [{"do": "notes", "slide": n, "find": NOTE_WAS[t], "to": NOTE_NOW[t]}],
        lambda left, now, t: any(NOTE_NOW[t] in line for line in now.notes) and not any(NOTE_WAS[t] in line for line in now.notes),
    ),
    "added slide": Hand(lambda t, n, p: [{"do": "add_slide", "slide": n, "title": SLIDE_TITLE, "text": SLIDE_TEXT}]),
    "duplicated slide": Hand(lambda t, n, p: [{"do": "duplicate_slide", "slide": n}]),
    "deleted slide": Hand(lambda t, n, p: [{"do": "delete_slide", "slide": n}]),
    "hid slide": Hand(lambda t, n, p: [{"do": "hide", "slide": n}], lambda left, now, t: now.hidden),
}

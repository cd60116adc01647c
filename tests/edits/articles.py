"""An article of our own, and the ways in which its author changes it between two builds."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ARTICLE = """---
title: "The night shift: what bakers know about software"
authors: [Ada Wren]
date: 2025-03-14
---

Eleven bakers and nine programmers met in a bakery at four in the morning. The bakers were awake. The programmers had not yet gone to bed.

What follows is what both sides wrote on the same sheet of paper, with flour on it.

## Flour is never the same twice

- **Weigh the water:** Every sack drinks a different amount. The label knows nothing of last summer's rain.
- **Trust the hand:** A dough that sticks tells more than a recipe. Beginners add flour and regret it.
- **Write it down:** A notebook by the scale saves the next shift. Nobody remembers a number at dawn.

## Time does most of the work

- **Rest before you knead:** An hour of waiting replaces ten minutes of effort. The gluten finds its own order.
- **Cold slows everything:** A dough in the cellar gives you the evening off. Its taste is better for it, too.
- **Stop in time:** A loaf that rose too far falls in the oven. No amount of heat brings it back.

## What the oven wants

![A loaf with a crust, cut in half](images/loaf.png)

- **Steam comes first:** A wet oven keeps the crust soft while it grows. Ten minutes are enough for any loaf.
- **Stone holds the heat:** A thick floor forgives an open door. Thin steel forgives nothing at all.

## Three ways to lose a batch

### Forget the salt

- **It looks right:** A saltless dough rises faster than any other. Only the first bite gives it away.
- **It cannot be mended:** Salt on the crust deceives nobody. The pigs of the neighbour were pleased.

### Open the door too soon

- **The spring is gone:** A gust of cold air ends the rise at once. What is flat by then stays flat.
- **Curiosity is expensive:** A lamp inside costs less than one lost batch. They bought three lamps that week.

## What a loaf costs

| Loaf | Flour | Hours | Price |
|---|---|---|---|
| Rye | 600 g | 20 | 5.40 |
| Spelt | 550 g | 6 | 6.10 |
| White | 500 g | 4 | 3.90 |

The price follows the hours, never the flour.

## Bakers talk about failure

Every morning begins with the loaves that went wrong. They lie on a table by the door, and nobody may throw one away before it is explained.
The table is the shortest meeting in town.

A programmer asked who is to blame for a bad loaf. The bakers did not understand the question.

## A thought experiment

Imagine that your program had to be eaten by its users the same morning. What would you leave out of it tonight?
"""

NAME = "night-shift.en.md"
DECK = "night-shift.en.pptx"


class Target(NamedTuple):
    """The section that the hand touches: its title, the words of its points, and what the author makes of them.

    `lead`, `detail`, `spoken` are those of the second point, the one that the hand touches; `other` is the lead of another.
    """

    title: str
    lead: str
    detail: str
    spoken: str
    other: str
    # one word of the detail: the hand writes `by_hand`, the author, where both want it, `by_author`; `apart` is a word far from it
    word: str
    by_hand: str
    by_author: str
    apart: str
    apart_by_author: str


ROWS = Target(
    "Time does most of the work",
    "Cold slows everything",
    "A dough in the cellar gives you the evening off.",
    "Its taste is better for it, too.",
    "Stop in time",
    "cellar",
    "fridge",
    "pantry",
    "evening",
    "weekend",
)
PICTURE = Target(
    "What the oven wants",
    "Stone holds the heat",
    "A thick floor forgives an open door.",
    "Thin steel forgives nothing at all.",
    "Steam comes first",
    "thick",
    "heavy",
    "massive",
    "door",
    "hatch",
)

ADDED_LEAD, ADDED_DETAIL, ADDED_SPOKEN = (
    "Taste the crumb",
    "A warm slice tells you about tomorrow.",
    "Butter hides what you ought to learn.",
)
BEFORE_TITLE, BEFORE_LEAD = "Who was in the room", "Two kinds of tired"
REWORDED_OTHER = "Stop while it is quiet"
RETITLED = "What nobody rushes twice"
INTRO_WAS, INTRO_NOW = "The bakers were awake.", "The bakers were wide awake and a little proud of it."


def _replaced(text: str, was: str, now: str) -> str:
    if text.count(was) != 1:
        raise ValueError(f"{was!r} is {text.count(was)} times in the article")
    return text.replace(was, now)


def _bullet(target: Target) -> str:
    return f"- **{target.lead}:** {target.detail} {target.spoken}\n"


def section(text: str, title: str) -> str:
    """Return a section as it stands in the article, its heading first."""
    start = text.index(f"## {title}\n")
    end = text.find("\n## ", start)
    return text[start : end + 1 if end >= 0 else len(text)]


def nothing(text: str, target: Target) -> str:
    return text


def same_words(text: str, target: Target) -> str:
    """Other words for the very words that the hand replaces."""
    return _replaced(text, target.detail, target.detail.replace(target.word, target.by_author))


def words_apart(text: str, target: Target) -> str:
    """Other words in the bullet that the hand touches, but not where it does."""
    return _replaced(text, target.detail, target.detail.replace(target.apart, target.apart_by_author))


def other_bullet(text: str, target: Target) -> str:
    return _replaced(text, f"**{target.other}:**", f"**{REWORDED_OTHER}:**")


def added_bullet(text: str, target: Target) -> str:
    return _replaced(text, _bullet(target), f"- **{ADDED_LEAD}:** {ADDED_DETAIL} {ADDED_SPOKEN}\n{_bullet(target)}")


def dropped_bullet(text: str, target: Target) -> str:
    return _replaced(text, _bullet(target), "")


def dropped_section(text: str, target: Target) -> str:
    return _replaced(text, section(text, target.title), "")


def section_before(text: str, target: Target) -> str:
    new = f"## {BEFORE_TITLE}\n\n- **{BEFORE_LEAD}:** Half of them had just got up. The rest were about to fall over.\n"
    new += "- **One kind of coffee:** It came from a pot as old as the oven. Nobody asked for milk.\n\n"
    return _replaced(text, f"## {target.title}\n", f"{new}## {target.title}\n")


def retitled(text: str, target: Target) -> str:
    return _replaced(text, f"## {target.title}\n", f"## {RETITLED}\n")


def reordered(text: str, target: Target) -> str:
    """The section goes behind the one that follows it."""
    here = section(text, target.title)
    start = text.index(here)
    following = section(text, text[start + len(here) :].split("\n", 1)[0].removeprefix("## "))
    return _replaced(text, here + following, following + here)


def intro(text: str, target: Target) -> str:
    return _replaced(text, INTRO_WAS, INTRO_NOW)


Change = Callable[[str, Target], str]
# the picture has no text: it changes its bytes on the disk
CHANGES: dict[str, Change] = {
    "nothing": nothing,
    "same": same_words,
    "apart": words_apart,
    "other": other_bullet,
    "added": added_bullet,
    "dropped": dropped_bullet,
    "no section": dropped_section,
    "new section": section_before,
    "retitled": retitled,
    "reordered": reordered,
    "intro": intro,
    "picture": nothing,
}


def png(red: int, green: int, blue: int, width: int = 320, height: int = 240) -> bytes:
    """Return a picture: two fields of colour, so that a crop of it can be told."""
    row = bytes((red, green, blue)) * (width // 2) + bytes((255 - red, green, 255 - blue)) * (width - width // 2)
    rows = b"".join(b"\0" + row for _ in range(height))

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


LOAF, NEW_LOAF, HAND_PICTURE = png(180, 120, 60), png(90, 160, 40), png(30, 60, 200, 330, 250)


def write_project(folder: Path, change: str = "nothing", target: Target = ROWS) -> Path:
    """Write the article, as it is after `change`, and its picture; return its path."""
    (folder / "content" / "images").mkdir(parents=True, exist_ok=True)
    (folder / "deck.toml").write_text("", "utf-8")
    (folder / "content" / "images" / "loaf.png").write_bytes(NEW_LOAF if change == "picture" else LOAF)
    path = folder / "content" / NAME
    path.write_text(CHANGES[change](ARTICLE, target), "utf-8")
    return path

"""The bold head of a bullet, told apart from what it leads to."""

from __future__ import annotations

import re
from typing import NamedTuple

from deck.model.article import Inline, plain
from deck.model.inline import bold_opening, cut, regular, trimmed

COLON = ":：︓"
DASH = re.compile(r"^\s*(?:[—―–]+|-{1,3}(?=\s))\s*")
STOP = ".。．।۔"
KEPT = "?!…？！؟‽;"
RUNS_ON = ",;،؛、，；"
CLOSING = "」』）】〉》”’\"')]»*_"
SPACE = " \n\t\u00a0\u202f\u3000"


class Lead(NamedTuple):
    """`head` as it is shown; `behind` is the offset in the bullet's text where the rest begins; see Point.runs_in."""

    head: Inline
    behind: int
    runs_in: bool


def lead_of(text: Inline) -> Lead | None:
    """Return the lead of a bullet, or None where it does not open in bold."""
    length = bold_opening(text)
    if not length:
        return None
    words = plain(text)
    head, rest = words[:length].rstrip(SPACE), words[length:]
    if separator := _separator(rest):
        return Lead(_head(text, len(head)), length + separator, False)
    if head[-1:] in COLON + STOP and not head.endswith(("...", "..")):
        return Lead(_head(text, len(head) - 1), length, False)
    bare = head.rstrip(CLOSING)
    quoted = len(bare) < len(head) and (rest[:1].isalpha() or rest.lstrip()[:1].islower())
    ends = (bare[-1:] in KEPT + STOP or bare.endswith("...")) and not quoted
    return Lead(_head(text, len(head)), length, not ends and bool(rest.strip()))


def opens_paragraph(text: Inline) -> bool:
    """Tell whether a paragraph opens with a lead that stands for itself: one that does not run on into its sentence."""
    lead = lead_of(text)
    return lead is not None and not lead.runs_in and lead.behind < len(plain(text).rstrip())


def _separator(rest: str) -> int:
    """Return how many characters of `rest` only separate it from the lead: a colon, or a dash."""
    bare = rest.lstrip(SPACE)
    if bare[:1] and bare[0] in COLON:
        return len(rest) - len(bare) + 1
    dash = DASH.match(rest)
    return dash.end() if dash else 0


def _head(text: Inline, length: int) -> Inline:
    return trimmed(regular(cut(text, 0, length)))

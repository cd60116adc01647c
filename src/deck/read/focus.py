"""What must be seen of a picture, as its author writes it."""

from __future__ import annotations

import re

from deck.model.article import MIDDLE

# {focus=0.3,0.2}, {: focus="30% 20%"}
ATTRIBUTE = re.compile(r"(?:^|[\s{:])(?:data-)?focus=(\"[^\"]*\"|'[^']*'|[^\s{}]+)")
# style="object-position: 30% top"
POSITION = re.compile(r"(?:^|;)\s*object-position\s*:\s*([^;]+)", re.IGNORECASE)
SIDES = {"left": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "bottom": 1.0}
HIGH = ("top", "bottom")
NUMBER = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(%?)")


def written_focus(attributes: str) -> str:
    """Return the focus that attributes in braces give, "" for none."""
    found = ATTRIBUTE.search(attributes)
    return found[1].strip("\"'") if found else ""


def focus_of(written: str, style: str = "") -> tuple[float, float]:
    """Return a focus in shares of width and height, from numbers up to 1, percentages, or sides; the middle where none is given."""
    position = POSITION.search(style)
    parts = re.split(r"[\s,;x]+", (written or (position[1] if position else "")).strip().lower())
    shares = [_share(part) for part in parts]
    if len(shares) == 1 and shares[0] is not None:
        # of one side alone the other is the middle (CSS Values 4, <position>)
        return (MIDDLE[0], shares[0]) if parts[0] in HIGH else (shares[0], MIDDLE[1])
    if len(shares) != 2 or shares[0] is None or shares[1] is None:
        return MIDDLE
    return (shares[1], shares[0]) if parts[0] in HIGH or parts[1] in ("left", "right") else (shares[0], shares[1])


def _share(part: str) -> float | None:
    """Return a share from 0 to 1; a number above 1 without a sign is a percentage."""
    if part in SIDES:
        return SIDES[part]
    found = NUMBER.fullmatch(part)
    if found is None:
        return None
    number = float(found[1])
    return min(1.0, number / 100 if found[2] or number > 1 else number)

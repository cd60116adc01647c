"""The language of an article, as far as the setting of its text depends on it."""

from __future__ import annotations

import re
from typing import NamedTuple

# a BCP 47 tag as people write it, with hyphens or underscores
TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
# letters that are read from the right
LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

# scripts whose marks never reach above what a line of Latin text takes
LOW_SCRIPTS = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor", "Jpan", "Hans", "Hant", "Kore"})
# room above the first line for the marks of other scripts, in EMU (4 pt)
HEAD_ROOM = 50_800


class Language(NamedTuple):
    """A language: `code` is the primary subtag ("fr"), `tag` the full BCP 47 tag for runs ("fr-FR").

    `script` is an ISO 15924 code ("Latn", "Arab", "Jpan", "Hans" ...).
    """

    code: str
    tag: str
    script: str = "Latn"
    right_to_left: bool = False

    @property
    def east_asian(self) -> bool:
        return self.script in {"Jpan", "Hans", "Hant", "Kore"}

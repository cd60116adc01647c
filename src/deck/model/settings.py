"""What the user may set, with the defaults."""

from __future__ import annotations

from typing import NamedTuple

# the ways in which a slide may give way to the next
TRANSITIONS = ("fade", "push", "wipe", "cover", "cut")


class Settings(NamedTuple):
    """Settings of a whole talk. `template` is the name of one that ships, or a path; `minutes` None: no time limit.

    `qr` is "true" or "false", or the address of the article.
    """

    template: str = "conference"
    lang: str = ""
    detail: str = "first"
    minutes: float | None = None
    pace: float = 1.0
    agenda: str = "auto"
    opening: bool = False
    figures: str = "auto"
    numbers: bool = True
    builds: str = "none"
    transitions: str = "none"
    appendix: bool = False
    qr: str = "false"
    articles: tuple[str, ...] = ()
    output: str = ""
    authors: str = ""


class SectionSettings(NamedTuple):
    """Settings of one section or group, from a comment under its heading; empty means: as the talk has it."""

    layout: str = ""
    detail: str = ""
    figures: str = ""
    key: str = ""
    freeze: bool = False
    skip: bool = False
    closing: bool = False

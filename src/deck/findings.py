"""What is reported beside a result instead of ending the run."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from deck.model.article import Span


class Severity(StrEnum):
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Finding(NamedTuple):
    """One line for the author: a stable code, how grave it is, and a text that says what to do."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    slide: str = ""

    def __str__(self) -> str:
        where = f"{self.span}: " if self.span else ""
        return f"{where}{self.severity} {self.code}: {self.message}"

"""What ends a run, each with the exit code that the command line returns.

DeckError
├── UsageError      2   the command's words do not fit together
├── ArticleError    3   the article cannot be read, or asks for what there is not
├── TemplateError   4   the template cannot be used
├── OutputError     5   the deck cannot be written safely
│   ├── ChangedError    somebody saved the deck while it was being built
│   └── NewerError      a later version of the program made the deck
└── OfficeError     6   LibreOffice is missing or failed
"""

from __future__ import annotations

from deck.model.article import Span


class DeckError(Exception):
    """A problem that stops the run: what it is, where it is, and what to do next."""

    exit_code = 70

    def __init__(self, message: str, span: Span | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.span = span

    def __str__(self) -> str:
        return f"{self.span}: {self.message}" if self.span else self.message


class UsageError(DeckError):
    exit_code = 2


class ArticleError(DeckError):
    exit_code = 3


class TemplateError(DeckError):
    exit_code = 4


class OutputError(DeckError):
    exit_code = 5


class ChangedError(OutputError):
    pass


class NewerError(OutputError):
    pass


class OfficeError(DeckError):
    exit_code = 6

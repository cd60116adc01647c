"""What is printed, and where: results on stdout, all else on stderr, a line for each thing that is wrong."""

from __future__ import annotations

import os
import sys
import traceback
import unicodedata
from pathlib import Path
from shutil import get_terminal_size

import click

from deck.errors import ArticleError, DeckError, OutputError
from deck.findings import Finding, Severity

BUG = 70


def say(text: str) -> None:
    """Print a result; when nobody reads any longer, quietly not."""
    try:
        click.echo(_printable(text))
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            complain(f"deck: error: what was done cannot be printed: {error.strerror}; see where the output goes")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(line: str) -> None:
    click.echo(_printable(line), err=True)


def columns() -> int | None:
    """Return the width of the terminal, None where the output goes elsewhere."""
    return get_terminal_size().columns if sys.stdout.isatty() else None


def refused(error: DeckError, name: str, cwd: Path) -> int:
    """Say what stops a command, where it is first: `article.md:42: error: what; what to do`; return the code to end with."""
    where = str(error.span) if error.span else name
    message = error.message.removeprefix(f"{name}: ") if isinstance(error, ArticleError) else error.message
    complain(shortened(f"{where}: error: {' '.join(message.split())}", cwd))
    return error.exit_code


def failed(error: Exception, name: str, cwd: Path, *, verbose: bool) -> int:
    """Say what stops the work on one article, whatever it is, for it stops no other; return the code to end with."""
    if isinstance(error, DeckError):
        return refused(error, name, cwd)
    if not isinstance(error, OSError):
        return report_bug(error, name, verbose=verbose)
    if verbose:
        _trace(error)
    reason = f"{error.filename or 'the deck'}: {error.strerror or error}; see that it can be read and written"
    return refused(OutputError(reason), name, cwd)


def report_bug(error: Exception, name: str, *, verbose: bool) -> int:
    """Say that the program is at fault, in one line unless the trace is asked for; return the code to end with."""
    if verbose:
        _trace(error)
    said = " ".join(str(error).split())
    hint = "" if verbose else "; `--verbose` shows the trace"
    complain(f"{name}: a bug of ours: {type(error).__name__}{f': {said}' if said else ''}{hint}")
    return BUG


def in_a_line(finding: Finding, name: str, cwd: Path) -> str:
    """Return a finding as it is printed: a note as a line of a report, all else with its place first."""
    if finding.severity is Severity.NOTE:
        from deck.report import judgement

        return shortened(judgement(finding, name), cwd)
    return shortened(f"{finding}" if finding.span else f"{name}: {finding}", cwd)


def shortened(line: str, cwd: Path) -> str:
    """Return a line whose paths are as somebody in `cwd` would type them."""
    return line.replace(f"{cwd}{os.sep}", "")


def _trace(error: Exception) -> None:
    complain("".join(traceback.format_exception(error)).rstrip())


def _printable(text: str) -> str:
    """Return a text without what would steer a terminal."""
    return "".join(c for c in text if c == "\n" or c == "\t" or c.isprintable() or unicodedata.category(c) in ("Zs", "Cf"))

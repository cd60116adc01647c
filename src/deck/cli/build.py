"""`deck build`: several articles in one run, where one that fails stops no other."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from deck.cli.asked import CODES, Asked, articles, every, fetch, given, here, names_of, options, restored, source, strict, verbose
from deck.cli.printing import complain, failed, in_a_line, refused, say
from deck.errors import DeckError, OutputError, UsageError
from deck.receipt import Call, Record, Said, Standing, exit_code_of, lines_of, standing, up_to_date, write_receipt

if TYPE_CHECKING:
    from deck.build import Built
    from deck.stages import Source


@click.command(epilog=CODES, short_help="Make the deck of an article, or update it.")
@articles
@options()
@strict
@click.option("--fresh", is_flag=True, help="Build anew, and replace a deck that was edited, after a backup.")
@restored
@click.option("--wait", is_flag=True, help="Wait until a deck that is open in PowerPoint or LibreOffice is closed.")
@fetch
@every
@verbose
def build(
    articles: tuple[Path, ...],
    strict: bool,
    fresh: bool,
    restored: tuple[str, ...],
    wait: bool,
    fetch: bool,
    all_allowed: bool,
    verbose: bool,
    **options: str | None,
) -> int:
    """Make or update the deck of each ARTICLE; what was done to it by hand stays.

    A FOLDER means the articles directly in it. Without any, build those that deck.toml names, or all of content/ when it holds
    nothing but articles and their pictures, or else the decks that are in talks/ again.
    """
    code, cwd = 0, Path()
    try:
        cwd = here()
        asked = Asked(given(options), cwd, strict, fresh, verbose, wait, restored, fetch)
        names, code = names_of(articles, cwd, all_allowed)
        return max(code, _build_all(names, asked))
    except DeckError as error:
        return max(code, refused(error, "deck", cwd))


def _build_all(names: Sequence[str], asked: Asked) -> int:
    """Build the articles that changed, say so of the others; one that fails stops no other. Return the highest code."""
    started = time.time_ns()
    calls = [Call(name, asked.cwd, asked.options) for name in names]
    found = [_looked_at(call, asked) for call in calls]
    refuse_collisions(calls, found)
    code = 0
    for number, (call, article) in enumerate(zip(calls, found, strict=True), 1):
        if isinstance(article, Standing):
            say(up_to_date(article, asked.cwd))
            for line in lines_of(article.findings):
                complain(line)
            code = max(code, exit_code_of(article.findings, strict=asked.strict))
            continue
        if len(calls) > 1:
            complain(f"[{number}/{len(calls)}] {call.name}")
        code = max(code, build_one(call, article, asked, started))
    return code


def _looked_at(call: Call, asked: Asked) -> Standing | Source | Exception:
    """Return the deck that stands, or else the article as read, or else why not, to be told when its turn comes."""
    deck = None if asked.fresh or asked.restored or asked.fetch else standing(call)
    return deck or read(call, asked)


def read(call: Call, asked: Asked) -> Source | Exception:
    """Return an article as read, or else why not; a UsageError is not of this article alone, so it ends the run."""
    try:
        return source(call, asked)
    except UsageError:
        raise
    except Exception as error:  # told when its turn comes, whatever it is: the other articles are built
        return error


def refuse_collisions(calls: Sequence[Call], found: Sequence[Standing | Source | Exception]) -> None:
    """Stop before the first is built when two articles would become one file."""
    from deck import places

    output = str(calls[0].options.get("output") or "") if calls else ""
    if len(calls) > 1 and output.lower().endswith(".pptx") and not Path(output).is_dir():
        raise UsageError(f"`-o {output}` names one file for {len(calls)} articles; end it in / for a folder")
    known = ((call.name, article) for call, article in zip(calls, found, strict=True) if not isinstance(article, Exception))
    places.refuse_collisions((name, article.output if isinstance(article, Standing) else article.target) for name, article in known)


def build_one(call: Call, article: Source | Exception, asked: Asked, started: int, file: Path | None = None) -> int:
    """Build one deck, from a `file` that came back where there is one; print and record what came of it.

    Return the code that it alone would end with.
    """
    from deck.build import adopt, make

    try:
        article = _waited_for(call, article, asked)
        if isinstance(article, Exception):
            raise article
        built = make(article) if file is None else adopt(article, file)
    except Exception as error:  # one article that we fail at stops no other
        return failed(error, call.name, asked.cwd, verbose=asked.verbose)
    record = _recorded(built, call, started)
    say(built.report)
    for line in lines_of(record):
        complain(line)
    return OutputError.exit_code if built.new_beside else exit_code_of(record, strict=asked.strict)


def _waited_for(call: Call, article: Source | Exception, asked: Asked) -> Source | Exception:
    """Return an article when its deck is closed everywhere, if that is asked for; read again, for a wait may take an hour."""
    from deck.locks import wait_until_free

    waited = asked.wait and not isinstance(article, Exception) and wait_until_free(article.target, complain)
    return read(call, asked) if waited else article


def _recorded(built: Built, call: Call, started: int) -> tuple[Said, ...]:
    """Return the findings of a build as they are printed, with a receipt of it for the next time."""
    from deck.report import OF_THE_DISK

    said = [(finding, Said(str(finding.severity), in_a_line(finding, call.name, call.cwd))) for finding in built.findings]
    if not built.new_beside:
        # what was done with an older deck is true of this build alone
        lasting = tuple(line for finding, line in said if not finding.code.startswith(OF_THE_DISK))
        write_receipt(call, Record(built.output, built.sha256, built.reads, built.absent, lasting), started)
    return tuple(line for _, line in said)

"""`deck plan`: what a build would do, by the way of the build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from deck.cli.asked import CODES, Asked, articles, every, given, here, names_of, options, restored, verbose
from deck.cli.build import read, refuse_collisions
from deck.cli.printing import columns, complain, failed, in_a_line, refused, say, shortened
from deck.errors import DeckError, OutputError
from deck.model.merged import Merged
from deck.receipt import Call, Said, exit_code_of, lines_of

if TYPE_CHECKING:
    from deck.stages import Source


@click.command(epilog=CODES, short_help="Print what a build would do, and write nothing.")
@articles
@click.option("--json", "as_data", is_flag=True, help="Print it as JSON, a line for each article.")
@options()
@restored
@every
@verbose
def plan(
    articles: tuple[Path, ...], as_data: bool, restored: tuple[str, ...], all_allowed: bool, verbose: bool, **options: str | None
) -> int:
    """Print what a build would do to the deck of each ARTICLE, and write nothing.

    It shows what would be kept, updated, added and removed, what hand and article both changed, and every edit made by hand.
    """
    code, cwd = 0, Path()
    try:
        cwd = here()
        asked = Asked(given(options), cwd, verbose=verbose, restored=restored)
        names, code = names_of(articles, cwd, all_allowed)
        calls = [Call(name, cwd, asked.options) for name in names]
        found = [read(call, asked) for call in calls]
        refuse_collisions(calls, found)
        for call, article in zip(calls, found, strict=True):
            code = max(code, _plan_one(call, article, asked, headed=len(names) > 1, as_data=as_data))
    except DeckError as error:
        return max(code, refused(error, "deck", cwd))
    return code


def _plan_one(call: Call, article: Source | Exception, asked: Asked, *, headed: bool, as_data: bool) -> int:
    """Print what a build of one article would do; return the code that it alone would end with."""
    from deck.build import foresee
    from deck.places import shown
    from deck.telling import findings, plan_data, plan_text

    try:
        if isinstance(article, Exception):
            raise article
        foreseen = foresee(article)
    except Exception as error:  # one article that we fail at stops no other
        return failed(error, call.name, asked.cwd, verbose=asked.verbose)
    deck = shown(article.target, asked.cwd)
    if as_data:
        say(
            json.dumps(
                {"article": call.name, "deck": deck, **plan_data(foreseen.merged or Merged(())), "left_alone": foreseen.why},
                ensure_ascii=False,
            )
        )
    elif foreseen.merged is not None:
        say("\n".join([*([call.name] if headed else []), plan_text(foreseen.merged, columns())]))
    if foreseen.merged is None:
        complain(shortened(f"{call.name}: warning D501: {foreseen.why}", asked.cwd))
        return OutputError.exit_code
    told = findings(foreseen.merged)
    # what the lines above have not said
    rest = [Said(str(found.severity), in_a_line(found, call.name, asked.cwd)) for found in foreseen.findings if found not in told]
    for line in lines_of(rest):
        complain(line)
    return exit_code_of(rest, strict=False)

"""`deck adopt`: a copy that came back is the deck now."""

from __future__ import annotations

import time
from pathlib import Path

import click

from deck.cli.asked import CODES, Asked, article, given, here, one_of, options, restored, strict, verbose
from deck.cli.build import build_one, read
from deck.cli.printing import refused
from deck.errors import DeckError
from deck.receipt import Call


@click.command(epilog=CODES, short_help="Make a copy that came back the deck of an article.")
@click.argument("file", type=click.Path(path_type=Path, readable=False), metavar="FILE")
@article
@options()
@strict
@restored
@click.option("--wait", is_flag=True, help="Wait until the deck, where it is open in PowerPoint or LibreOffice, is closed.")
@verbose
def adopt(file: Path, article: Path, strict: bool, restored: tuple[str, ...], wait: bool, verbose: bool, **options: str | None) -> int:
    """Make FILE, a copy that came back, the deck of ARTICLE.

    What was done by hand to the copy stays, and so does what was done since to the deck that is here; the article's changes arrive.
    """
    cwd = Path()
    try:
        cwd = here()
        asked = Asked(given(options), cwd, strict, verbose=verbose, wait=wait, restored=restored)
        call = Call(one_of(article, cwd), cwd, asked.options)
        return build_one(call, read(call, asked), asked, time.time_ns(), file)
    except DeckError as error:
        return refused(error, "deck", cwd)

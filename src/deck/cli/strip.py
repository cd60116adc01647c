"""`deck strip`: a copy to send out."""

from __future__ import annotations

from pathlib import Path

import click

from deck.cli.asked import CODES, verbose
from deck.cli.printing import failed, say
from deck.errors import DeckError


@click.command(epilog=CODES, short_help="Write a copy of a deck to send out, without marks.")
@click.argument("deck", type=click.Path(path_type=Path, readable=False), metavar="DECK")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE|FOLDER", required=True, help="Where the copy goes.")
@click.option("--notes", is_flag=True, help="Leave the notes out, too.")
@click.option("--comments", is_flag=True, help="Leave the comments out, too.")
@click.option("--hidden", is_flag=True, help="Leave the hidden slides out, too.")
@verbose
def strip(deck: Path, output: Path, verbose: bool, **left_out: bool) -> int:
    """Write a copy of DECK to send out, without the marks by which `deck` knows it again."""
    from deck.stripping import Left
    from deck.stripping import strip as copied

    try:
        made = copied(deck, output, Left(**left_out))
    except (DeckError, OSError) as error:
        return failed(error, "deck", Path(), verbose=verbose)
    names = ", ".join(["marks", *(name if name != "hidden" else "hidden slides" for name, out in left_out.items() if out)])
    say(f"{made}: a copy of {deck} without {names}")
    return 0

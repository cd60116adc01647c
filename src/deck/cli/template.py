"""`deck template`: masters."""

from __future__ import annotations

from pathlib import Path

import click

from deck.cli.asked import verbose
from deck.cli.printing import failed, say
from deck.cli.template_check import check, listed
from deck.errors import DeckError


@click.group(short_help="Look at master templates, and make them.")
def template() -> None:
    """Look at master templates, and make them."""


@click.command(short_help="Write a template in your colour, faces and size, with your logo.")
@click.argument("file", type=click.Path(path_type=Path, readable=False), metavar="FILE")
@click.option("--brand", metavar="COLOUR", help="Your colour, such as '#B93A12'; all others follow from it.")
@click.option("--font", metavar="FACES", help="'Georgia/Arial': for headings and for text; or one for both.")
@click.option("--logo", type=click.Path(path_type=Path, readable=False), metavar="PICTURE", help="A PNG, JPEG or SVG.")
@click.option("--size", default="16:9", show_default=True, metavar="SHAPE", help="16:9, 16:10, 4:3 or 1:1.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@verbose
def new(file: Path, brand: str | None, font: str | None, logo: Path | None, size: str, force: bool, verbose: bool) -> int:
    """Write FILE, a template with all layouts, in your colour, faces and size, with your logo.

    Colours are shifted until text can be read in them (WCAG 2.1), and it says which.
    """
    from deck.branding import Asked, new_template

    try:
        told = new_template(file, Asked(brand, font, size, logo), replace=force)
    except (DeckError, OSError) as error:
        return failed(error, "deck", Path(), verbose=verbose)
    for line in told:
        say(line)
    return 0


for command in (listed, check, new):
    template.add_command(command)

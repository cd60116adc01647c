"""`deck outline`: an article as slides, as a tree or as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from deck.cli.asked import CODES, Asked, article, given, here, one_of, options, source, verbose
from deck.cli.printing import columns, complain, failed, in_a_line, say
from deck.errors import DeckError
from deck.receipt import Call, Said, exit_code_of, lines_of


@click.command(epilog=CODES)
@article
@click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")
@options("lang", "minutes", "detail")
@verbose
def outline(article: Path, as_data: bool, verbose: bool, **options: str | None) -> int:
    """Print the outline of ARTICLE as a tree, and write nothing.

    It shows each slide with its key and points, the words on it and in its notes, the minutes to speak it, and its lines in the article.
    """
    name, cwd = article.as_posix(), Path()
    try:
        cwd = here()
        name = one_of(article, cwd)
        from deck.overview import as_json, as_text
        from deck.stages import look

        asked = Asked(given(options), cwd)
        seen = look(source(Call(name, cwd, asked.options), asked))
    except (DeckError, OSError) as error:
        return failed(error, name, cwd, verbose=verbose)
    said = tuple(Said(str(finding.severity), in_a_line(finding, name, cwd)) for finding in seen.findings)
    notes = [finding.line for finding in said if finding.severity == "note"]
    say(as_json(seen) if as_data else as_text(seen, notes, columns()))
    for line in lines_of(said):
        complain(line)
    return exit_code_of(said, strict=False)

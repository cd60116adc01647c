"""`deck template list` and `deck template check`: which templates there are, and what one is to a deck."""

from __future__ import annotations

from pathlib import Path

import click

from deck.cli.asked import here, strict, verbose
from deck.cli.printing import columns, complain, failed, in_a_line, say
from deck.errors import DeckError
from deck.receipt import Said, exit_code_of, lines_of

as_data = click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")


@click.command("list", short_help="List the templates that ship and those of the project.")
@as_data
@verbose
def listed(as_data: bool, verbose: bool) -> int:
    """List the templates that ship, and those in the project's templates/, a line each."""
    try:
        cwd = here()
        from deck.inspecting import opened, templates_at
        from deck.places import root_above
        from deck.template_report import list_json, list_text

        root = root_above(cwd)
        found = [(one, opened(one, root)) for one in templates_at(root)]
    except (DeckError, OSError) as error:
        return failed(error, "deck", Path(), verbose=verbose)
    say(list_json(found) if as_data else list_text(found))
    return 0


@click.command(short_help="Tell what a template is to a deck, and what is wrong with it.")
@click.argument("file", type=click.Path(readable=False), metavar="FILE|NAME")
@click.option("--sheet", type=click.Path(path_type=Path, readable=False), metavar="OUT.pptx", help="Write a slide of each kind on it.")
@click.option("--lang", metavar="TAG", help="The language of the talks, such as fr or ar; en when not given.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@as_data
@strict
@verbose
def check(file: str, sheet: Path | None, lang: str | None, force: bool, as_data: bool, strict: bool, verbose: bool) -> int:
    """Tell which layout of FILE shows what, and what is composed on it; its fonts, its contrast, and what is wrong with it."""
    cwd = Path()
    try:
        cwd = here()
        from deck.inspecting import inspected, language_of
        from deck.places import root_above
        from deck.template_report import as_json, as_text, notes_of

        seen = inspected(file, root_above(cwd), language_of(lang))
        if sheet is not None:
            from deck.contact_sheet import write_sheet

            seen = write_sheet(sheet, seen, language_of(lang), replace=force)
    except (DeckError, OSError) as error:
        return failed(error, file, cwd, verbose=verbose)
    said = tuple(Said(str(finding.severity), in_a_line(finding, file, cwd)) for finding in seen.findings)
    say(as_json(seen) if as_data else as_text(seen, notes_of(seen), columns()))
    for line in lines_of(said):
        complain(line)
    return exit_code_of(said, strict=strict)

"""The command line: what is asked for, what is printed, and the code that a run ends with."""

from __future__ import annotations

from collections.abc import Sequence

import click

from deck import __version__
from deck.cli import adopt, build, outline, plan, strip, template
from deck.cli.printing import report_bug

__all__ = ["commands", "report_bug", "run"]

EPILOG = """\b
Completion of words, in the start-up file of your shell:
  bash  eval "$(_DECK_COMPLETE=bash_source deck)"
  zsh   eval "$(_DECK_COMPLETE=zsh_source deck)"
  fish  _DECK_COMPLETE=fish_source deck | source
"""


def run(argv: Sequence[str]) -> int:
    """Run a command and return the code to end with."""
    try:
        return int(commands.main(list(argv), prog_name="deck", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None


@click.group(epilog=EPILOG)
@click.version_option(__version__, prog_name="deck")
def commands() -> None:
    """Turn a conference write-up in Markdown into the talk its author will give."""


for command in (build.build, plan.plan, adopt.adopt, outline.outline, strip.strip, template.template):
    commands.add_command(command)

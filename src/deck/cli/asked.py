"""What a command is asked for: the options that several have, and the articles that are meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from deck.cli.printing import refused
from deck.errors import ArticleError, UsageError
from deck.receipt import OPTIONS, Call

if TYPE_CHECKING:
    from deck.stages import Source

Command = TypeVar("Command", bound=Callable[..., object])

CODES = """\b
It ends with
  0  done
  1  done, with findings of error severity (with --strict: or warnings)
  2  the command or deck.toml is wrong    3  an article is
  4  the template is                      5  the deck cannot be written
  70 a bug of ours                        130 interrupted
"""
# how each option that changes a deck is asked for, by its name in OPTIONS
ASKED: Mapping[str, Mapping[str, Any]] = {
    "output": {"type": click.Path(), "metavar": "FILE|FOLDER/", "help": "Where the deck is, or goes; talks/ when not given."},
    "template": {"type": click.Path(), "metavar": "NAME|FILE", "help": "A template that ships, or a .pptx of yours."},
    "lang": {"metavar": "TAG", "help": "The language of the article, such as fr or pt-BR."},
    "minutes": {"metavar": "N", "help": "The length of the slot: plan the time, and fold what does not fit."},
    "detail": {"type": click.Choice(["first", "full", "none"]), "help": "What stands under a lead: a sentence, all, nothing."},
}


class Asked(NamedTuple):
    """What a command was asked for, articles aside; `options` are those given. `restored` are the keys of slides to bring back."""

    options: Mapping[str, object]
    cwd: Path
    strict: bool = False
    fresh: bool = False
    verbose: bool = False
    wait: bool = False
    restored: tuple[str, ...] = ()
    fetch: bool = False


def options(*names: str) -> Callable[[Command], Command]:
    """Return a decorator that gives a command the options that change a deck: those that are named, or all."""
    made = [click.option(*OPTIONS[name], **ASKED[name]) for name in names or OPTIONS]
    return lambda command: reduce(lambda decorated, option: option(decorated), reversed(made), command)


articles = click.argument("articles", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[ARTICLE|FOLDER]...")
article = click.argument("article", type=click.Path(path_type=Path, readable=False), metavar="ARTICLE")
restored = click.option("--restore", "restored", multiple=True, metavar="KEY", help="Bring back a slide that was deleted by hand.")
strict = click.option("--strict", is_flag=True, help="End with 1 when there are warnings.")
fetch = click.option("--fetch", is_flag=True, help="Fetch pictures from elsewhere, over https, once.")
every = click.option("--all", "all_allowed", is_flag=True, help="Take more than 50 articles.")
verbose = click.option("--verbose", is_flag=True, help="Show the trace of a bug.")


def given(values: Mapping[str, str | None]) -> dict[str, object]:
    """Return the options that were given."""
    return {name: value for name, value in values.items() if value is not None}


def here() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError("the folder that you are in is gone; change to another") from error


def names_of(paths: Sequence[Path], cwd: Path, all_allowed: bool) -> tuple[tuple[str, ...], int]:
    """Return the articles that are meant as they are named, and the code for those that there are not."""
    from deck.places import articles_of, root_above, unique

    if not paths:
        from deck.stages import project_settings

        toml = project_settings(root_above(cwd))
        named = toml.get("articles") or ()
        patterns = tuple(map(str, named)) if isinstance(named, tuple) else ()
        return tuple(path.as_posix() for path in articles_of((), cwd, patterns, all_allowed, str(toml.get("output") or ""))), 0
    found: list[Path] = []
    code = 0
    for path in paths:
        try:
            found += articles_of((path,), cwd, (), all_allowed)
        except ArticleError as error:
            code = refused(error, "deck", cwd)
    return tuple(path.as_posix() for path in sorted(unique(found, cwd), key=str)), code


def one_of(path: Path, cwd: Path) -> str:
    """Return the one article that is meant as it is named; raises UsageError for a folder of several."""
    from deck.places import articles_of

    found, *others = articles_of((path,), cwd, (), True)
    if others:
        raise UsageError(f"{path.as_posix()} is a folder of {len(others) + 1} articles; name one of them")
    return found.as_posix()


def source(call: Call, asked: Asked) -> Source:
    """Return an article as read."""
    from deck.places import project_root
    from deck.stages import Request, source_of

    return source_of(Request(call.article, call.name, project_root(call.article), call.options, asked.fresh, asked.fetch, asked.restored))

"""The command line: what is asked for, what is printed, and the code that a run ends with."""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, NamedTuple

import click

from deck import __version__
from deck.errors import ArticleError, DeckError, OutputError, UsageError
from deck.findings import Finding, Severity
from deck.receipt import OPTIONS, Call, Record, Said, Standing, exit_code_of, lines_of, standing, up_to_date, write_receipt

if TYPE_CHECKING:
    from deck.build import Built, Source

BUG = 70
# codes of findings about what lay on the disk
OF_THE_DISK = "D5"

EPILOG = """\b
Completion of words, in the start-up file of your shell:
  bash  eval "$(_DECK_COMPLETE=bash_source deck)"
  zsh   eval "$(_DECK_COMPLETE=zsh_source deck)"
  fish  _DECK_COMPLETE=fish_source deck | source
"""
CODES = """\b
It ends with
  0  done
  1  done, with findings of error severity (with --strict: or warnings)
  2  the command or deck.toml is wrong    3  an article is
  4  the template is                      5  the deck cannot be written
"""


class Asked(NamedTuple):
    """What a build was asked for, articles aside; `options` are those given."""

    options: Mapping[str, object]
    strict: bool
    fresh: bool
    verbose: bool
    cwd: Path
    wait: bool = False
    restored: tuple[str, ...] = ()


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


@commands.command(epilog=CODES)
@click.argument("articles", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[ARTICLE|FOLDER]...")
@click.option(*OPTIONS["output"], type=click.Path(), metavar="FILE|FOLDER/", help="Where the deck goes; talks/ when not given.")
@click.option(*OPTIONS["template"], type=click.Path(), metavar="NAME|FILE", help="A template that ships, or a .pptx of yours.")
@click.option(*OPTIONS["lang"], metavar="TAG", help="The language of the article, such as fr or pt-BR.")
@click.option(*OPTIONS["minutes"], metavar="N", help="The length of the slot: plan the time, and fold what does not fit.")
@click.option(*OPTIONS["detail"], type=click.Choice(["first", "full", "none"]), help="What stands under a lead: a sentence, all, nothing.")
@click.option("--strict", is_flag=True, help="End with 1 when there are warnings.")
@click.option("--fresh", is_flag=True, help="Build anew, and replace a deck that was edited, after a backup.")
@click.option("--restore", "restored", multiple=True, metavar="KEY", help="Bring back a slide that was deleted by hand.")
@click.option("--wait", is_flag=True, help="Wait until a deck that is open in PowerPoint or LibreOffice is closed.")
@click.option("--all", "all_allowed", is_flag=True, help="Build more than 50 articles.")
@click.option("--verbose", is_flag=True, help="Show the trace of a bug.")
def build(
    articles: tuple[Path, ...],
    strict: bool,
    fresh: bool,
    restored: tuple[str, ...],
    wait: bool,
    all_allowed: bool,
    verbose: bool,
    **options: str | None,
) -> int:
    """Make or update the deck of each ARTICLE.

    A FOLDER means the articles directly in it. Without any, build those that deck.toml names, or all of content/ when it holds
    nothing but articles and their pictures, or else the decks that are in talks/ again.
    """
    given = {name: value for name, value in options.items() if value is not None}
    code, here = 0, Path()
    try:
        here = _here()
        asked = Asked(given, strict, fresh, verbose, here, wait, restored)
        names, code = _names(articles, asked.cwd, all_allowed)
        return max(code, _build_all(names, asked))
    except DeckError as error:
        _complain(_line(error, "deck", here))
        return max(code, error.exit_code)


@commands.command(epilog=CODES)
@click.argument("article", type=click.Path(path_type=Path, readable=False), metavar="ARTICLE")
@click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")
@click.option(*OPTIONS["lang"], metavar="TAG", help="The language of the article, such as fr or pt-BR.")
@click.option(*OPTIONS["minutes"], metavar="N", help="The length of the slot: plan the time, and fold what does not fit.")
@click.option(*OPTIONS["detail"], type=click.Choice(["first", "full", "none"]), help="What stands under a lead: a sentence, all, nothing.")
@click.option("--verbose", is_flag=True, expose_value=False, help="Show the trace of a bug.")
def outline(article: Path, as_data: bool, **options: str | None) -> int:
    """Print the outline of ARTICLE as a tree, and write nothing.

    It shows each slide with its key and points, the words on it and in its notes, the minutes to speak it, and its lines in the article.
    """
    name, here = article.as_posix(), Path()
    try:
        here = _here()
        from deck.places import articles_of, project_root

        path, *others = articles_of((article,), here, (), True)
        if others:
            raise UsageError(f"{name} is a folder of {len(others) + 1} articles; name one of them")
        from deck.build import Request, look, source_of
        from deck.overview import as_json, as_text

        given = {option: value for option, value in options.items() if value is not None}
        seen = look(source_of(Request(here / path, path.as_posix(), project_root(here / path), given)))
    except DeckError as error:
        _complain(_line(error, name, here))
        return error.exit_code
    except OSError as error:
        return _refused(error, name)
    said = tuple(Said(str(finding.severity), _shortened(_printed(finding, path.as_posix()), here)) for finding in seen.findings)
    notes = [finding.line for finding in said if finding.severity == "note"]
    columns = get_terminal_size().columns if sys.stdout.isatty() else None
    say(as_json(seen) if as_data else as_text(seen, notes, columns))
    for line in lines_of(said):
        _complain(line)
    return exit_code_of(said, strict=False)


@commands.command(epilog=CODES)
@click.argument("articles", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[ARTICLE|FOLDER]...")
@click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")
@click.option(*OPTIONS["output"], type=click.Path(), metavar="FILE|FOLDER/", help="Where the deck lies; talks/ when not given.")
@click.option(*OPTIONS["template"], type=click.Path(), metavar="NAME|FILE", help="A template that ships, or a .pptx of yours.")
@click.option(*OPTIONS["lang"], metavar="TAG", help="The language of the article, such as fr or pt-BR.")
@click.option(*OPTIONS["minutes"], metavar="N", help="The length of the slot: plan the time, and fold what does not fit.")
@click.option(*OPTIONS["detail"], type=click.Choice(["first", "full", "none"]), help="What stands under a lead: a sentence, all, nothing.")
@click.option("--all", "all_allowed", is_flag=True, help="Look at more than 50 articles.")
@click.option("--verbose", is_flag=True, help="Show the trace of a bug.")
def plan(articles: tuple[Path, ...], as_data: bool, all_allowed: bool, verbose: bool, **options: str | None) -> int:
    """Print what a build would do to the deck of each ARTICLE, and write nothing.

    It shows what would be kept, updated, added and removed, what hand and article both changed, and every edit made by hand.
    """
    here = Path()
    try:
        here = _here()
        names, code = _names(articles, here, all_allowed)
        asked = Asked({name: value for name, value in options.items() if value is not None}, False, False, verbose, here)
        return max([code, *(_plan_one(Call(name, here, asked.options), asked, len(names) > 1, as_data=as_data) for name in names)])
    except DeckError as error:
        _complain(_line(error, "deck", here))
        return error.exit_code


def _plan_one(call: Call, asked: Asked, headed: bool, *, as_data: bool) -> int:
    """Print what a build of one article would do; return the code that it alone would end with."""
    from deck.build import Request, foresee, source_of
    from deck.places import project_root

    try:
        source = source_of(Request(call.article, call.name, project_root(call.article), call.options))
        meeting = foresee(source)
    except DeckError as error:
        _complain(_line(error, call.name, asked.cwd))
        return error.exit_code
    except OSError as error:
        return _refused(error, call.name)
    except Exception as error:  # one article that we fail at stops no other
        return report_bug(error, call.name, verbose=asked.verbose)
    from deck.telling import plan_data, plan_text

    if meeting.merged is None:
        _complain(_shortened(f"{call.name}: warning D501: {source.target} would be left alone: {meeting.why}", asked.cwd))
        return OutputError.exit_code
    columns = get_terminal_size().columns if sys.stdout.isatty() else None
    if as_data:
        say(json.dumps({"article": call.name, **plan_data(meeting.merged)}, indent=2, ensure_ascii=False))
    else:
        say("\n".join([*([call.name] if headed else []), plan_text(meeting.merged, columns)]))
    return 0


@commands.command(epilog=CODES)
@click.argument("file", type=click.Path(path_type=Path, readable=False), metavar="FILE")
@click.argument("article", type=click.Path(path_type=Path, readable=False), metavar="ARTICLE")
@click.option(*OPTIONS["output"], type=click.Path(), metavar="FILE|FOLDER/", help="Where the deck lies; talks/ when not given.")
@click.option(*OPTIONS["template"], type=click.Path(), metavar="NAME|FILE", help="A template that ships, or a .pptx of yours.")
@click.option(*OPTIONS["lang"], metavar="TAG", help="The language of the article, such as fr or pt-BR.")
@click.option(*OPTIONS["minutes"], metavar="N", help="The length of the slot: plan the time, and fold what does not fit.")
@click.option(*OPTIONS["detail"], type=click.Choice(["first", "full", "none"]), help="What stands under a lead: a sentence, all, nothing.")
@click.option("--strict", is_flag=True, help="End with 1 when there are warnings.")
@click.option("--verbose", is_flag=True, help="Show the trace of a bug.")
def adopt(file: Path, article: Path, strict: bool, verbose: bool, **options: str | None) -> int:
    """Make FILE, a copy that came back, the deck of ARTICLE.

    What was done by hand to the copy stays, and so does what was done since to the deck that is here; the article's changes arrive.
    """
    here = Path()
    try:
        here = _here()
        asked = Asked({name: value for name, value in options.items() if value is not None}, strict, False, verbose, here)
        try:
            content = file.read_bytes()
        except OSError as error:
            raise OutputError(f"{file}: cannot be read: {error.strerror}; name the deck that came back") from error
        call = Call(article.as_posix(), here, asked.options)
        return _build_one(call, _source(call, asked), asked, time.time_ns(), content)
    except DeckError as error:
        _complain(_line(error, "deck", here))
        return error.exit_code


@commands.command(epilog=CODES)
@click.argument("deck", type=click.Path(path_type=Path, readable=False), metavar="DECK")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE|FOLDER", required=True, help="Where the copy goes.")
@click.option("--notes", is_flag=True, help="Leave the notes out, too.")
@click.option("--comments", is_flag=True, help="Leave the comments out, too.")
@click.option("--hidden", is_flag=True, help="Leave the hidden slides out, too.")
@click.option("--verbose", is_flag=True, expose_value=False, help="Show the trace of a bug.")
def strip(deck: Path, output: Path, **left_out: bool) -> int:
    """Write a copy of DECK to send out, without the marks by which `deck` knows it again."""
    from deck.stripping import Left
    from deck.stripping import strip as copied

    try:
        made = copied(deck, output, Left(**left_out))
    except DeckError as error:
        _complain(f"deck: error: {error.message}")
        return error.exit_code
    names = ", ".join(["marks", *(name if name != "hidden" else "hidden slides" for name, out in left_out.items() if out)])
    say(f"{made}: a copy of {deck} without {names}")
    return 0


def _refused(error: OSError, name: str) -> int:
    """Say that the system did not let us; return the code to end with."""
    _complain(f"{name}: error: {error.filename or 'the deck'}: {error.strerror or error}; see that it can be read and written")
    return OutputError.exit_code


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError("the folder that you are in is gone; change to another") from error


def report_bug(error: Exception, name: str, *, verbose: bool) -> int:
    """Say that the program is at fault, in one line unless the trace is asked for; return the code to end with."""
    if verbose:
        _complain("".join(traceback.format_exception(error)).rstrip())
    said = " ".join(str(error).split())
    hint = "" if verbose else "; `--verbose` shows the trace"
    _complain(f"{name}: a bug of ours: {type(error).__name__}{f': {said}' if said else ''}{hint}")
    return BUG


def say(text: str) -> None:
    """Print a result; when nobody reads any longer, quietly not."""
    try:
        click.echo(_printable(text))
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            _complain(f"deck: error: what was done cannot be printed: {error.strerror}; see where the output goes")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(line: str) -> None:
    click.echo(_printable(line), err=True)


def _printable(text: str) -> str:
    """Return a text without what would steer a terminal."""
    return "".join(c for c in text if c == "\n" or c == "\t" or c.isprintable() or unicodedata.category(c) in ("Zs", "Cf"))


def _names(paths: Sequence[Path], cwd: Path, all_allowed: bool) -> tuple[tuple[str, ...], int]:
    """Return the articles to build as they are named, and the code for those that there are not."""
    from deck.places import articles_of, root_above, unique

    if not paths:
        from deck.build import project_settings

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
            _complain(_line(error, "deck", cwd))
            code = error.exit_code
    return tuple(path.as_posix() for path in sorted(unique(found, cwd), key=str)), code


def _build_all(names: Sequence[str], asked: Asked) -> int:
    """Build the articles that changed, say so of the others; one that fails stops no other. Return the highest code."""
    started = time.time_ns()
    calls = [Call(name, asked.cwd, asked.options) for name in names]
    articles = [_looked_at(call, asked) for call in calls]
    _refuse_collisions(calls, articles)
    code = 0
    for number, (call, article) in enumerate(zip(calls, articles, strict=True), 1):
        if isinstance(article, Standing):
            say(up_to_date(article, asked.cwd))
            for line in lines_of(article.findings):
                _complain(line)
            code = max(code, exit_code_of(article.findings, strict=asked.strict))
            continue
        if len(calls) > 1:
            _complain(f"[{number}/{len(calls)}] {call.name}")
        code = max(code, _build_one(call, article, asked, started))
    return code


def _looked_at(call: Call, asked: Asked) -> Standing | Source | Exception:
    """Return the deck that stands, or else the article as read, or else why not, to be told when its turn comes.

    A UsageError is not of this article alone, so it ends the run.
    """
    deck = None if asked.fresh or asked.restored else standing(call)
    return deck or _source(call, asked)


def _source(call: Call, asked: Asked) -> Source | Exception:
    """Return an article as read, or else why not; a UsageError ends the run."""
    from deck.build import Request, source_of
    from deck.places import project_root

    try:
        return source_of(Request(call.article, call.name, project_root(call.article), call.options, asked.fresh, asked.restored))
    except UsageError:
        raise
    except Exception as error:  # told when its turn comes, whatever it is: the other articles are built
        return error


def _refuse_collisions(calls: Sequence[Call], articles: Sequence[Standing | Source | Exception]) -> None:
    """Stop before anything is written when two articles would become one file."""
    from deck.places import refuse_collisions

    output = str(calls[0].options.get("output") or "") if calls else ""
    if len(calls) > 1 and output.lower().endswith(".pptx") and not Path(output).is_dir():
        raise UsageError(f"`-o {output}` names one file for {len(calls)} articles; end it in / for a folder")
    known = ((call.name, article) for call, article in zip(calls, articles, strict=True) if not isinstance(article, Exception))
    refuse_collisions((name, article.output if isinstance(article, Standing) else article.target) for name, article in known)


def _build_one(call: Call, article: Source | Exception, asked: Asked, started: int, file: bytes | None = None) -> int:
    """Build one deck, from a `file` that came back where there is one; print and record what came of it.

    Return the code that it alone would end with.
    """
    from deck.build import adopt, make

    try:
        article = _waited_for(call, article, asked)
        if isinstance(article, Exception):
            raise article
        built = make(article) if file is None else adopt(article, file)
    except DeckError as error:
        _complain(_line(error, call.name, asked.cwd))
        return error.exit_code
    except OSError as error:
        if asked.verbose:
            traceback.print_exc()
        return _refused(error, call.name)
    except Exception as error:  # one article that we fail at stops no other
        return report_bug(error, call.name, verbose=asked.verbose)
    record = _recorded(built, call, started)
    say(built.report)
    for line in lines_of(record):
        _complain(line)
    return OutputError.exit_code if built.new_beside else exit_code_of(record, strict=asked.strict)


def _waited_for(call: Call, article: Source | Exception, asked: Asked) -> Source | Exception:
    """Return an article when its deck is closed everywhere, if that is asked for; read again, for a wait may take an hour."""
    from deck.locks import wait_until_free

    waited = asked.wait and not isinstance(article, Exception) and wait_until_free(article.target, _complain)
    again = _looked_at(call, asked) if waited else article
    return article if isinstance(again, Standing) else again


def _recorded(built: Built, call: Call, started: int) -> tuple[Said, ...]:
    """Return the findings of a build as they are printed, with a receipt of it for the next time."""
    said = [(finding, Said(str(finding.severity), _shortened(_printed(finding, call.name), call.cwd))) for finding in built.findings]
    if not built.new_beside:
        # what was done with an older deck is true of this build alone
        lasting = tuple(line for finding, line in said if not finding.code.startswith(OF_THE_DISK))
        write_receipt(call, Record(built.output, built.sha256, built.reads, built.absent, lasting), started)
    return tuple(line for _, line in said)


def _printed(finding: Finding, name: str) -> str:
    from deck.report import judgement

    if finding.severity is Severity.NOTE:
        return judgement(finding, name)
    return f"{finding}" if finding.span else f"{name}: {finding}"


def _line(error: DeckError, name: str, cwd: Path) -> str:
    """Return an error as one line, where it is first: `article.md:42: error: what; what to do`."""
    where = str(error.span) if error.span else name
    message = error.message.removeprefix(f"{name}: ") if isinstance(error, ArticleError) else error.message
    message = " ".join(message.split())
    return _shortened(f"{where}: error: {message}", cwd)


def _shortened(line: str, cwd: Path) -> str:
    """Return a line whose paths are as somebody in `cwd` would type them."""
    return line.replace(f"{cwd}{os.sep}", "")

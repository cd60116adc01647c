"""What the last build of a deck read, wrote and found: so that a build that would change nothing is over at once.

Standard library only, and little of it: this is all that runs when nothing changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from deck import __version__
from deck.errors import DeckError, OutputError
from deck.places import FOLDER_PAGES, TALKS, articles_of, project_root, receipt_of, receipts_in, root_above, shown

SCHEMA = 3
# how the options that change a deck are written; the command line is made from this table
OPTIONS = {
    "output": ("-o", "--output"),
    "template": ("-t", "--template"),
    "lang": ("--lang",),
    "minutes": ("--minutes",),
    "detail": ("--detail",),
}
_OPTION_OF = {word: option for option, words in OPTIONS.items() for word in words}


class Call(NamedTuple):
    """One article as a build is asked for it: its name as typed in the folder `cwd`, and the options given."""

    name: str
    cwd: Path
    options: Mapping[str, object]

    @property
    def article(self) -> Path:
        return self.cwd / self.name


class Said(NamedTuple):
    """A finding as it was printed, a note as a line of the report, and how grave it was: "note", "warning" or "error"."""

    severity: str
    line: str


class Record(NamedTuple):
    """What a build did: the deck and its SHA-256, the files it read, those it looked for in vain, and its findings."""

    output: Path
    sha256: str
    reads: tuple[Path, ...]
    absent: tuple[Path, ...]
    findings: tuple[Said, ...]


class Standing(NamedTuple):
    """A deck that is as a build would make it, and the findings of the build that made it."""

    output: Path
    findings: tuple[Said, ...]


class Printed(NamedTuple):
    """What a run says and how it ends."""

    stdout: str
    stderr: tuple[str, ...]
    exit_code: int


class _Asked(NamedTuple):
    articles: tuple[Path, ...]
    options: Mapping[str, object]
    strict: bool
    all_allowed: bool


def unchanged(argv: Sequence[str], cwd: Path) -> Printed | None:
    """Return what a build says when nothing changed since the last; None when something did, or to leave it to the command line."""
    asked = _asked(argv)
    if asked is None:
        return None
    try:
        articles = _articles(asked, cwd)
    except (DeckError, OSError, ValueError, TypeError, RecursionError):
        return None
    found = [standing(Call(article.as_posix(), cwd, asked.options)) for article in articles]
    decks = [deck for deck in found if deck]
    if len(decks) < len(found):
        return None
    said = [finding for deck in decks for finding in deck.findings]
    return Printed("\n".join(up_to_date(deck, cwd) for deck in decks), lines_of(said), exit_code_of(said, strict=asked.strict))


def standing(call: Call) -> Standing | None:
    """Return the deck of an article when a build of it would change nothing."""
    try:
        root = project_root(call.article)
        asked = _identity(call, root)
        return next(filter(None, (_stands(path, asked, root) for path in _receipts(call, root))), None)
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def write_receipt(call: Call, record: Record, started: int) -> None:
    """Record a build that began at `started` (nanoseconds since the epoch); not when a file that it read changed since then."""
    from deck.writing import write_safely

    root = project_root(call.article)
    with contextlib.suppress(OSError, OutputError):
        if any(_changed(path) >= started for path in record.reads):
            return
        receipt = {
            **_identity(call, root),
            "output": _named(record.output, root),
            "sha256": record.sha256,
            "reads": {_named(path, root): _sha256(path) for path in record.reads},
            "absent": [_named(path, root) for path in record.absent],
            "findings": record.findings,
        }
        write_safely(receipt_of(record.output), json.dumps(receipt, indent=1).encode(), lasting=False)


def _changed(path: Path) -> int:
    """Return when a file got its content or its place, in nanoseconds; moving an older file into the place of another keeps its mtime."""
    status = path.stat()
    return max(status.st_mtime_ns, status.st_ctime_ns)


def up_to_date(deck: Standing, cwd: Path) -> str:
    """Return the report of a build that changes nothing: what was judged is said again."""
    notes = (f"  {finding.line}" for finding in deck.findings if finding.severity == "note")
    return "\n".join((f"{shown(deck.output, cwd)} is up to date", *notes))


def lines_of(findings: Iterable[Said]) -> tuple[str, ...]:
    """Return what goes to stderr: notes are part of the report instead."""
    return tuple(finding.line for finding in findings if finding.severity != "note")


def exit_code_of(findings: Iterable[Said], *, strict: bool) -> int:
    """Return 1 for findings of error severity, or for warnings when `strict`."""
    failing = ("error", "warning") if strict else ("error",)
    return int(any(finding.severity in failing for finding in findings))


def _asked(argv: Sequence[str]) -> _Asked | None:
    """Return what a plain `build` asks for; None for anything that is not understood here."""
    if not argv or argv[0] != "build":
        return None
    articles: list[Path] = []
    options: dict[str, object] = {}
    flags: set[str] = set()
    words = iter(argv[1:])
    for word in words:
        name, equals, value = word.partition("=")
        if name in _OPTION_OF and (not equals or name.startswith("--")):
            given = value if equals else next(words, None)
            if given is None:
                return None
            options[_OPTION_OF[name]] = given
        elif word in ("--strict", "--all", "--wait"):
            flags.add(word)
        elif word.startswith("-"):
            return None
        else:
            articles.append(Path(word))
    return _Asked(tuple(articles), options, "--strict" in flags, "--all" in flags)


def _articles(asked: _Asked, cwd: Path) -> tuple[Path, ...]:
    if asked.articles:
        return articles_of(asked.articles, cwd, (), asked.all_allowed)
    root = root_above(cwd)
    named = _unchecked_toml(root).get("articles", [])
    if not isinstance(named, list):
        raise TypeError("articles")
    return articles_of((), cwd, [str(pattern) for pattern in named], asked.all_allowed, str(_default_folder(root)))


def _unchecked_toml(root: Path) -> Mapping[str, object]:
    """Return deck.toml unchecked, for that takes heavy rooms: where the last build's receipt holds, that build checked it."""
    path = root / "deck.toml"
    if not path.is_file():
        return {}
    import tomllib  # 10 ms, and most projects have no deck.toml

    return tomllib.loads(path.read_bytes().decode("utf-8-sig"))


def _default_folder(root: Path) -> Path:
    return root / str(_unchecked_toml(root).get("output") or TALKS)


def _receipts(call: Call, root: Path) -> Iterator[Path]:
    """Yield the receipts that may be about an article, the likeliest first."""
    chosen = str(call.options.get("output") or "")
    folder = Path(os.path.normpath(call.cwd / chosen)) if chosen else _default_folder(root)
    if chosen.lower().endswith(".pptx") and not folder.is_dir():
        yield receipt_of(folder)
        return
    names = [path.name for path in receipts_in(folder).iterdir() if path.suffix == ".json"]
    stem = call.article.stem.partition(".")[0]
    yield from (receipt_of(folder / name.removesuffix(".json")) for name in sorted(names, key=lambda name: not name.startswith(stem)))


def _stands(path: Path, asked: Mapping[str, object], root: Path) -> Standing | None:
    """Return the deck of a receipt when it is about what is asked and nothing changed since."""
    try:
        record = json.loads(path.read_text("utf-8"))
        if any(record.get(key) != value for key, value in asked.items()):
            return None
        output = _placed(record["output"], root)
        if receipt_of(output) != path or not _as_recorded(record, root):
            return None
        return Standing(output, tuple(Said(severity, line) for severity, line in record["findings"]))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        # a receipt is a shortcut: whatever is wrong with one, the long way is right
        return None


def _as_recorded(record: Mapping[str, Any], root: Path) -> bool:
    """Tell whether every file is as it was, and what was not there is still not there."""
    if not isinstance(record["absent"], list) or any(_placed(name, root).exists() for name in record["absent"]):
        return False
    files = {record["output"]: record["sha256"], **record["reads"]}
    return all(_sha256(_placed(name, root)) == digest for name, digest in files.items())


def _identity(call: Call, root: Path) -> Mapping[str, object]:
    """Return all that tells one build from another, its files aside."""
    return {
        "schema": SCHEMA,
        "program": __version__,
        "fingerprint": _fingerprint(),
        "source": _named(call.article.resolve(), root),
        "name": call.name,
        "cwd": _named(call.cwd, root),
        # a page about its folder goes by the folder's name, and the project may have moved
        "folder": call.article.absolute().parent.name if call.article.name.lower().partition(".")[0] in FOLDER_PAGES else "",
        "options": dict(call.options),
    }


@cache
def _fingerprint() -> str:
    """Return what changes when the program or a library of its changes: names, sizes and times of its files."""
    package = Path(__file__).parent
    digest = hashlib.sha256(sys.version.encode())
    for folder, inner, names in os.walk(package):
        inner[:] = sorted(name for name in inner if name != "__pycache__")
        for name in sorted(names):
            status = Path(folder, name).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    for place in map(Path, sys.path):
        # installing, upgrading or removing a library touches the folder that it lies in
        if place.name in ("site-packages", "dist-packages") and place.is_dir():
            digest.update(f"{place.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _named(path: Path, root: Path) -> str:
    """Return a path as a receipt has it: from the root when inside, so that a project may move."""
    whole = Path(os.path.normpath(path.absolute()))
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else whole.as_posix()


def _placed(name: str, root: Path) -> Path:
    return root / name

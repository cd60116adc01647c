"""The base of each build: what it meant and what it wrote."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

from deck.ledger.state import is_build, state_of, whole_package
from deck.ledger.washed import drop_washed
from deck.model.article import Span
from deck.model.identity import KnownSlide
from deck.model.placed import PlacedDeck, PlacedSlide
from deck.places import state_folder
from deck.writing import write_safely

MOST_BASES = 20
SCHEMA = 3
DECK, OUTLINE, OUTPUTS, CONTENT = "deck.json", "outline.json", "outputs.json", "deck.pptx"


def build_id_of(deck: PlacedDeck, template: str, source: str, version: str) -> str:
    """Return an id (40 characters) for a deck on a template (its digest), made from a source by a version of the program.

    Where the words stand in the article is left out, and which slides are frozen, which is nothing that the file tells: the same talk has
    the same id, from wherever it was built.
    """
    meant = json.dumps([_plain(deck, whole=False), template, source, version], sort_keys=True)
    return hashlib.sha256(meant.encode()).hexdigest()[:40]


def save_base(output: Path, build_id: str, deck: PlacedDeck, content: bytes, known: tuple[KnownSlide, ...] = ()) -> Path:
    """Keep what a deck means and how it is written, under the build's id; return where. To be done before the deck is written.

    `known` is what the next build must know of its outline.
    """
    folder = state_of(output) / "base" / build_id
    outputs = sorted({output.name, *_outputs(folder)})
    write_safely(folder / OUTPUTS, json.dumps(outputs).encode(), lasting=False)
    write_safely(folder / CONTENT, content)
    for name, meant in ((OUTLINE, known), (DECK, deck)):
        stored = json.dumps({"schema": SCHEMA, "deck": _plain(meant, whole=True)}, ensure_ascii=False)
        write_safely(folder / name, stored.encode("utf-8", "surrogatepass"))
    now = time.time_ns()
    with contextlib.suppress(OSError):
        os.utime(folder, ns=(now, now))
    return folder


def load_base(output: Path, build_id: str) -> PlacedDeck | None:
    """Return what a build meant, None where its base is gone or unreadable."""
    deck = _loaded(PlacedDeck, output, build_id, DECK)
    return deck if isinstance(deck, PlacedDeck) else None


def load_outline(output: Path, build_id: str) -> tuple[KnownSlide, ...]:
    """Return what a build knew of its outline, nothing where its base is gone or unreadable."""
    known = _loaded(tuple[KnownSlide, ...], output, build_id, OUTLINE)
    return known if isinstance(known, tuple) else ()


def load_content(output: Path, build_id: str) -> bytes | None:
    """Return the .pptx that a build wrote, None where its base is gone, or not whole."""
    if not is_build(build_id):
        return None
    folder = _bases(output) / build_id
    return whole_package(folder / CONTENT) if (folder / DECK).is_file() else None


def newer_base(output: Path, build_id: str) -> bool:
    """Tell whether a base was kept by a later version of this program, in a form that this one does not know."""
    schema = _stored(output, build_id, DECK).get("schema")
    return isinstance(schema, int) and schema > SCHEMA


def bases_of(output: Path) -> tuple[str, ...]:
    """Return the ids of the builds kept for a deck of this name, the newest first: one of them is that of a deck that tells none."""
    return tuple(folder.name for folder, outputs in _kept(output) if output.name in outputs)


def all_bases(output: Path) -> tuple[str, ...]:
    """Return the ids of the builds kept for any deck in the folder, the newest first."""
    return tuple(folder.name for folder, outputs in _kept(output) if outputs)


def _kept(output: Path) -> list[tuple[Path, frozenset[str]]]:
    """Return the folders of the bases that are all there, the newest first, each with the names of its decks."""
    try:
        whole = [folder for folder in _newest(output) if is_build(folder.name) and all((folder / n).is_file() for n in (DECK, CONTENT))]
    except OSError:
        return []
    return [(folder, _outputs(folder)) for folder in whole]


def _newest(output: Path) -> list[Path]:
    return sorted(_bases(output).iterdir(), key=lambda folder: folder.stat().st_mtime_ns, reverse=True)


def _bases(output: Path) -> Path:
    return state_folder(output) / "base"


def _loaded(kind: Any, output: Path, build_id: str, name: str) -> Any:
    stored = _stored(output, build_id, name)
    try:
        return _restored(kind, stored["deck"]) if stored["schema"] == SCHEMA else None
    except (ValueError, LookupError, TypeError, AttributeError, StopIteration):
        return None


def _stored(output: Path, build_id: str, name: str) -> dict[str, Any]:
    """Return what a file of a base holds, nothing where it is gone or torn."""
    if not is_build(build_id):
        return {}
    try:
        stored = json.loads((_bases(output) / build_id / name).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}


def drop_bases(output: Path, build_in: Callable[[Path], str]) -> None:
    """Drop the bases that no output has among its newest twenty and that no deck in the folder stands on.

    `build_in` returns the id of the build that a deck is of; for a deck that tells none ("") all that was made for its name stays.
    """
    with contextlib.suppress(OSError):
        newest = _newest(output)
        made: Counter[str] = Counter()
        surplus: dict[Path, frozenset[str]] = {}
        for folder in newest:
            outputs = _outputs(folder)
            if outputs and all(made[name] >= MOST_BASES for name in outputs):
                surplus[folder] = outputs
            made.update(outputs)
        if surplus:
            builds = {path.name: build_in(path) for path in output.parent.iterdir() if path.suffix.lower() == ".pptx"}
            silent = {name for name, build in builds.items() if not build}
            for folder, outputs in surplus.items():
                if folder.name not in builds.values() and not outputs & silent:
                    shutil.rmtree(folder, ignore_errors=True)
        drop_washed(output, {folder.name for folder in newest if folder.exists()})


def _outputs(base: Path) -> frozenset[str]:
    """Return the names of the decks that a base was kept for; none for what is no base of ours."""
    try:
        return frozenset(map(str, json.loads((base / OUTPUTS).read_bytes())))
    except (OSError, ValueError, TypeError):
        return frozenset()


def _plain(value: object, *, whole: bool) -> object:
    """Return a value of the model as JSON has it, each field by its name, so that a model that has grown still reads what it wrote.

    `whole`: with what no deck tells, where the words stand in the article and what is frozen.
    """
    if isinstance(value, Span) and not whole:
        return None
    if isinstance(value, PlacedSlide) and not whole:
        value = value._replace(frozen=False)
    if not isinstance(value, tuple):
        return value
    names = getattr(value, "_fields", None)
    items = [_plain(item, whole=whole) for item in value]
    return items if names is None else dict(zip(names, items, strict=True))


def _restored(kind: Any, value: Any) -> Any:
    """Return a value of a type of the model from what JSON made of it."""
    if isinstance(kind, UnionType) and isinstance(value, dict):
        kind = next(one for one in get_args(kind) if value.keys() <= set(getattr(one, "_fields", ())))
    if hasattr(kind, "_fields"):
        kinds = _kinds(kind)
        return kind(**{name: _restored(kinds[name], item) for name, item in value.items()})
    return tuple(_restored(get_args(kind)[0], item) for item in value) if isinstance(value, list) else value


@cache
def _kinds(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)

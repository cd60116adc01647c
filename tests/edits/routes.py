"""The ways on which an edited deck comes back, all edits of a target in one start of LibreOffice; and a build over one of them.

`powerpoint`: edited in the XML, with PowerPoint's noise. `libreoffice`: edited and saved there. `odp`: the same by way of an .odp.
`stripped`: edited in the XML, then every mark taken off.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from deck.cli import run
from edits import strip_marks, uno_edit, xml_edit
from edits.articles import DECK, HAND_PICTURE, Target, write_project
from edits.hands import HANDS
from edits.pages import pages_of

ROUTES = ("powerpoint", "libreoffice", "odp", "stripped")
UNEDITED = "unedited"
STATE = Path("talks") / ".deck"
WAIT = 600.0


class Built(NamedTuple):
    """What a build gave: its code, the report of its merge, all that it said and reported, and the deck."""

    code: int
    report: str
    told: str
    deck: Path


def build(project: Path, *options: str) -> Built:
    """Build the deck of a project, by the command line."""
    article = next((project / "content").glob("*.md"))
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(["build", str(article), *options])
    report = "".join(path.read_text("utf-8") for path in sorted((project / STATE).glob("*.merge.md")))
    return Built(code, report, said.getvalue() + report, project / "talks" / DECK)


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return `folder`, filled by `make`; of several processes that ask for it (pytest-xdist) one makes it and the others wait."""
    done = folder.with_name(f"{folder.name}.done")
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        until = time.monotonic() + WAIT
        while not done.exists():
            if time.monotonic() > until:
                raise TimeoutError(f"{folder.name} was not made in time") from None
            time.sleep(0.2)
    else:
        try:
            make(folder)
        except BaseException as error:
            done.write_text(f"{type(error).__name__}: {error}", "utf-8")
            raise
        done.write_text("", "utf-8")
    if wrong := done.read_text("utf-8"):
        raise OSError(f"{folder.name} could not be made: {wrong}")
    return folder


def deck_name(hand: str, target: Target) -> str:
    return f"{hand}, {target.title}.pptx"


def edited_decks(folder: Path, wanted: Sequence[tuple[str, Target]]) -> None:
    """Fill a folder for these edits and for none.

    `project` holds the deck as first built, `<route>` the decks that came back, `state/<route>` what builds over those may find.
    """
    project = folder / "project"
    write_project(project)
    first = build(project)
    if first.code:
        raise OSError(f"the first build ended with {first.code}: {first.told}")
    picture = folder / "hand.png"
    picture.write_bytes(HAND_PICTURE)
    titles = [page.title for page in pages_of(first.deck)]
    edits = {deck_name(hand, target): HANDS[hand].edits(target, titles.index(target.title), picture) for hand, target in wanted}
    edits[f"{UNEDITED}.pptx"] = []
    for place in (*ROUTES, "between"):
        (folder / place).mkdir()
    for name, rows in edits.items():
        xml_edit.edit(first.deck, folder / "powerpoint" / name, rows)
        strip_marks.strip(folder / "powerpoint" / name, folder / "stripped" / name)
    if uno_edit.uno_python():
        odp = {name: (folder / "between" / name).with_suffix(".odp") for name in edits}
        jobs = [(first.deck, (folder / "libreoffice" / name, odp[name]), rows) for name, rows in edits.items()]
        uno_edit.run([*jobs, *((odp[name], (folder / "odp" / name,), ()) for name in edits)])
    for route in ROUTES:
        _keep_state(folder, project, route)


def _keep_state(folder: Path, project: Path, route: str) -> None:
    """What the builds of a route may find beside the deck.

    LibreOffice is started to see what it does to a deck that nobody edits: that is kept, so that not every cell starts it again.
    """
    state = folder / "state" / route
    shutil.copytree(project / STATE, state)
    returned = folder / route / f"{UNEDITED}.pptx"
    if route not in ("libreoffice", "odp") or not returned.exists():
        return
    trial = folder / f"trial-{route}"
    shutil.copytree(project, trial)
    shutil.copyfile(returned, trial / "talks" / DECK)
    known = {path.name for path in (state / "base").iterdir()}
    build(trial)
    for path in (trial / STATE).rglob("*"):
        parts = path.relative_to(trial / STATE).parts
        new_base = parts[0] == "base" and len(parts) > 1 and parts[1] not in known
        made_by_it = parts[0] in ("backup", "receipts") or path.name.endswith(".merge.md") or new_base
        if path.is_file() and not made_by_it and not (state / Path(*parts)).exists():
            (state / Path(*parts)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, state / Path(*parts))


def returned(decks: Path, route: str, name: str, change: str, target: Target, project: Path) -> Path:
    """Make a project in which the deck of that name lies and the article has changed; return the project."""
    write_project(project, change, target)
    shutil.copytree(decks / "state" / route, project / STATE)
    shutil.copyfile(decks / route / name, project / "talks" / DECK)
    past = time.time() - 60
    os.utime(project / "talks" / DECK, (past, past))
    return project

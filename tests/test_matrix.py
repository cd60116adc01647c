"""Hand edits and changes of the article, all against all, in decks as they really come back: nothing that a hand made is lost.

What must be true of each cell is the table in `edits/expected.py`. All work of LibreOffice is done in one start, for all tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from pptx import Presentation

from edits import resave, uno_edit, xml_edit
from edits.articles import CHANGES, DECK, PICTURE, ROWS, Target, write_project
from edits.expected import CELLS, Cell, Decks, alarms, faults, outcome
from edits.hands import HANDS
from edits.pages import Page, pages_of
from edits.routes import ROUTES, UNEDITED, build, deck_name, edited_decks, once, returned

pytestmark = pytest.mark.office

SRC = Path(__file__).parents[1] / "src"
# in every run: a target for each edit, the changes that the rules tell apart, and each cell saved by LibreOffice and on one other way, in
# turn; the rest is `long`
USUAL = {name: PICTURE if name in ("added line", "deleted bullet", "replaced picture") else ROWS for name in HANDS}
RARE = {"retitled", "intro", "picture"}
NAMES = {ROWS: "rows", PICTURE: "picture"}

CELLS_OF = [(hand, change, target) for target in (ROWS, PICTURE) for hand in HANDS if target in HANDS[hand].targets for change in CHANGES]
Way = tuple[str, str, Target, str]
OTHERS = [route for route in ROUTES if route != "libreoffice"]
AS_IT_WAS = f"{UNEDITED}.pptx"

# from "usual" or "rare" to the folder of decks
Edited = Callable[[str], Path]


def is_usual(hand: str, change: str, target: Target) -> bool:
    return target == USUAL[hand] and (change not in RARE or (hand, change) == ("replaced picture", "picture"))


def ways() -> tuple[list[Way], list[Way]]:
    """Return the cells on each way: those of every run, and the others."""
    often: list[Way] = []
    seldom: list[Way] = []
    for n, cell in enumerate(cell for cell in CELLS_OF if is_usual(*cell)):
        for route in ROUTES:
            (often if route in ("libreoffice", OTHERS[n % len(OTHERS)]) else seldom).append((*cell, route))
    seldom += [(*cell, route) for cell in CELLS_OF if not is_usual(*cell) for route in ROUTES]
    return often, seldom


OFTEN, SELDOM = ways()


def edits_of(kind: str) -> list[tuple[str, Target]]:
    """In every run each edit at one target; for the long one at all."""
    return [*USUAL.items()] if kind == "usual" else [*dict.fromkeys((hand, target) for hand, _, target in CELLS_OF)]


def name_of(value: object) -> str:
    return NAMES[value] if isinstance(value, Target) else str(value).replace(" ", "-")


@pytest.fixture(scope="session")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """Return a function to the folder of edited decks: made once, for all processes that run these tests."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    return lambda kind: once(shared / f"edited-{kind}", lambda folder: edited_decks(folder, edits_of(kind)))


known_pages = cache(pages_of)


class Fresh(NamedTuple):
    """What the article alone makes, by change and target."""

    folder: Path

    def pages(self, change: str, target: Target) -> list[Page]:
        return _fresh(self.folder, change, target)


@cache
def _fresh(folder: Path, change: str, target: Target) -> list[Page]:
    project = folder / f"{NAMES[target]}-{change}"
    write_project(project, change, target)
    built = build(project)
    assert built.code == 0, built.told
    return pages_of(built.deck)


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    return Fresh(tmp_path_factory.mktemp("fresh"))


# --- the whole way, as a person goes it --------------------------------------------------------------------------------------------------


def test_a_deck_that_was_edited_in_libreoffice_keeps_the_edit_and_gets_the_change(tmp_path: Path, in_libreoffice: None) -> None:
    """Build, open in LibreOffice, edit, save, change the article, build: by the command, in processes of its own."""
    environment = {**os.environ, "PYTHONPATH": str(SRC), "PYTHONIOENCODING": "utf-8"}

    def deck(*argv: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "deck", *argv]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)

    article = write_project(tmp_path)
    assert deck("build", str(article)).returncode == 0
    made = tmp_path / "talks" / DECK
    slide = next(n for n, page in enumerate(pages_of(made)) if page.title == ROWS.title)
    edits = [
        {"do": "reword", "slide": slide, "find": ROWS.word, "to": ROWS.by_hand},
        {"do": "move", "slide": slide, "find": "A loaf that rose", "dx": 300000, "dy": 0},
        {"do": "add_notes_line", "slide": 1, "find": "Trust the hand: A dough", "text": "Show the jar."},
    ]
    saved = tmp_path / "saved.pptx"
    uno_edit.run([(made, [saved], edits)])
    left = pages_of(saved)[slide]
    made.write_bytes(saved.read_bytes())

    write_project(tmp_path, "apart")
    again = deck("build", str(article))
    assert again.returncode == 0, again.stderr
    pages = pages_of(made)
    line = ROWS.detail.replace(ROWS.word, ROWS.by_hand).replace(ROWS.apart, ROWS.apart_by_author)
    assert line in pages[slide].lines
    falls = "A loaf that rose too far falls in the oven."
    assert all(abs(a - b) <= 2000 for a, b in zip(pages[slide].places[falls], left.places[falls], strict=True))
    assert "Show the jar." in pages[1].notes
    content, stamp = made.read_bytes(), made.stat().st_mtime_ns
    assert deck("build", str(article)).returncode == 0
    assert (made.read_bytes(), made.stat().st_mtime_ns) == (content, stamp)


# --- nobody edited anything --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("route", ROUTES)
def test_a_deck_that_was_only_opened_and_saved_is_left_as_it_is(route: str, edited: Edited, tmp_path: Path, in_libreoffice: None) -> None:
    project = returned(edited("usual"), route, AS_IT_WAS, "nothing", ROWS, tmp_path)
    deck = project / "talks" / DECK
    content, stamp = deck.read_bytes(), deck.stat().st_mtime_ns
    built = build(project)
    assert built.code == 0, built.told
    assert deck.stat().st_mtime_ns == stamp, built.told
    assert deck.read_bytes() == content


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("change", [name for name in CHANGES if name not in ("nothing", "picture")], ids=name_of)
def test_a_deck_that_was_only_opened_and_saved_gets_every_change(
    change: str, route: str, edited: Edited, fresh: Fresh, tmp_path: Path, in_libreoffice: None
) -> None:
    project = returned(edited("usual"), route, AS_IT_WAS, change, ROWS, tmp_path)
    built = build(project)
    assert built.code == 0, built.told
    assert " of yours" not in built.told and "onflict" not in built.told, built.told
    wanted, now = fresh.pages(change, ROWS), pages_of(built.deck)
    assert [page.title for page in now] == [page.title for page in wanted]
    for ours, page in zip(wanted, now, strict=True):
        assert (page.lines, page.notes, set(page.pictures)) == (ours.lines, ours.notes, set(ours.pictures)), page.title


def test_a_save_by_the_command_of_libreoffice_is_no_edit_either(edited: Edited, tmp_path: Path) -> None:
    project = returned(edited("usual"), "powerpoint", AS_IT_WAS, "nothing", ROWS, tmp_path)
    deck = project / "talks" / DECK
    original = edited("usual") / "project" / "talks" / DECK
    content = resave.through([original], tmp_path / "resaved")[original].read_bytes()
    deck.write_bytes(content)
    built = build(project)
    assert built.code == 0, built.told
    assert deck.read_bytes() == content, built.told


# --- all against all ---------------------------------------------------------------------------------------------------------------------


def judge(hand: str, change: str, target: Target, route: str, decks: Path, fresh: Fresh, project: Path) -> list[str]:
    """Build over the hand's deck with the article changed; return what is wrong with the result."""
    returned(decks, route, deck_name(hand, target), change, target, project)
    built = build(project)
    if built.code:
        return [f"the build ended with {built.code}: {built.told}"]
    base, left = known_pages(decks / "project" / "talks" / DECK), known_pages(decks / route / deck_name(hand, target))
    pages = Decks(base, left, fresh.pages(change, target), pages_of(built.deck))
    cell = Cell(hand, change, target, outcome(hand, change, target))
    found = faults(cell, pages, built.told) + alarms(cell, base, built.report)
    content = built.deck.read_bytes()
    again = build(project)
    if again.code or again.deck.read_bytes() != content:
        found.append(f"a second build changed the deck (code {again.code}): {again.told}")
    return found


@pytest.mark.parametrize(("hand", "change", "target", "route"), OFTEN, ids=name_of)
def test_a_cell_of_the_matrix(
    hand: str, change: str, target: Target, route: str, edited: Edited, fresh: Fresh, tmp_path: Path, in_libreoffice: None
) -> None:
    assert judge(hand, change, target, route, edited("usual"), fresh, tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize(("hand", "change", "target", "route"), SELDOM, ids=name_of)
def test_a_further_cell_of_the_matrix(
    hand: str, change: str, target: Target, route: str, edited: Edited, fresh: Fresh, tmp_path: Path, in_libreoffice: None
) -> None:
    assert judge(hand, change, target, route, edited("rare"), fresh, tmp_path) == []


# --- what the program does not know about ------------------------------------------------------------------------------------------------


def test_animation_transition_comment_background_and_section_outlive_a_change(tmp_path: Path) -> None:
    write_project(tmp_path)
    made = build(tmp_path).deck
    slide = next(n for n, page in enumerate(pages_of(made)) if page.title == ROWS.title)
    edits: list[uno_edit.Edit] = [
        {"do": "transition", "slide": slide},
        {"do": "animate", "slide": slide, "find": ROWS.detail},
        {"do": "comment", "slide": slide, "text": "Is this so?"},
        {"do": "background", "slide": slide, "rgb": 0xFFF4E0},
        {"do": "rename_section", "name": ROWS.title, "to": "The slow part"},
    ]
    xml_edit.edit(made, made, edits)
    write_project(tmp_path, "apart")
    built = build(tmp_path)
    assert built.code == 0, built.told
    deck = Presentation(str(made))
    page = deck.slides[slide]
    line = ROWS.detail.replace(ROWS.apart, ROWS.apart_by_author)
    shape = next(shape for shape, frame in xml_edit.texts_of(page.shapes) if line in uno_edit.plain(frame.text))
    assert page._element.find("{*}transition") is not None
    assert [node.get("spid") for node in page._element.iter("{*}spTgt")] == [str(shape.shape_id)]
    assert b"Is this so?" in next(rel.target_part.blob for rel in page.part.rels.values() if rel.reltype.endswith("/comments"))
    assert str(page.background.fill.fore_color.rgb) == "FFF4E0"
    assert "The slow part" in [entry.get("name") for entry in deck.part._element.iter("{*}section")]


# --- the harness itself ------------------------------------------------------------------------------------------------------------------


def unseen(decks: Path, route: str, edits: list[tuple[str, Target]]) -> list[tuple[str, str, str]]:
    """Return the edits that are not in the deck that came back, or whose check would pass without them."""
    found = []
    for hand, target in edits:
        base = known_pages(decks / route / AS_IT_WAS)
        left = known_pages(decks / route / deck_name(hand, target))
        cell, pages = Cell(hand, "nothing", target, "both"), Decks(known_pages(decks / "project" / "talks" / DECK), left, base, left)
        found += [(hand, target.title, fault) for fault in faults(cell, pages, "")]
        if not faults(cell, pages._replace(now=base), ""):
            found.append((hand, target.title, "the deck without it passes as well"))
    return found


@pytest.mark.parametrize("route", ROUTES)
def test_every_edit_is_in_the_deck_that_comes_back(route: str, edited: Edited, in_libreoffice: None) -> None:
    """Else the matrix would prove nothing."""
    assert unseen(edited("usual"), route, edits_of("usual")) == []


@pytest.mark.long
@pytest.mark.parametrize("route", ROUTES)
def test_every_further_edit_is_in_the_deck_that_comes_back(route: str, edited: Edited, in_libreoffice: None) -> None:
    assert unseen(edited("rare"), route, edits_of("rare")) == []


def nothing_lost(cell: Cell) -> bool:
    """Hand and article wanted the same, or the slide with the edit went by right."""
    if cell.hand in ("added slide", "duplicated slide"):
        return False
    return cell.word in ("gone", "any") or (cell.hand.startswith("deleted") and (cell.change == "no section" or cell.change == "dropped"))


def in_vain(cell: Cell) -> bool:
    """The hand's deck alone is as it should be: what the article wanted is only told, or had been done by hand."""
    return cell.word in ("hand", "slide") or (cell.hand, cell.change) == ("deleted slide", "no section")


def test_a_build_that_loses_the_edit_or_the_change_is_found_out(edited: Edited, fresh: Fresh, in_libreoffice: None) -> None:
    """Each cell fails if the article alone is there, and if the hand's deck alone is."""
    decks, passed = edited("usual"), []
    for hand, change, target in [cell for cell in CELLS_OF if is_usual(*cell)]:
        cell = Cell(hand, change, target, outcome(hand, change, target))
        left = known_pages(decks / "powerpoint" / deck_name(hand, target))
        pages = Decks(known_pages(decks / "project" / "talks" / DECK), left, fresh.pages(change, target), [])
        told = " ".join((target.by_author, target.apart_by_author, target.title, "picture"))
        if not nothing_lost(cell) and not faults(cell, pages._replace(now=pages.fresh), told):
            passed.append((hand, change, "the article alone"))
        if change != "nothing" and not in_vain(cell) and not faults(cell, pages._replace(now=left), told):
            passed.append((hand, change, "the hand's deck alone"))
    assert not passed, "\n".join(map(str, passed))


def test_the_table_has_a_word_for_every_cell() -> None:
    words = {word for entry in CELLS.values() for word in entry.split("/")}
    assert words == {"both", "hand", "point", "slide", "gone", "any"}
    assert len(CELLS) == len(HANDS) * len(CHANGES)

"""What is left of a deck's marks and of what we know of it, from all to nothing: nobody's edit is made up, and none is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from edits import resave, strip_marks, xml_edit
from edits.articles import RETITLED, ROWS, write_project
from edits.pages import pages_of
from edits.routes import STATE, build

SLIDE = 2
DETAIL = ROWS.detail.replace(ROWS.word, ROWS.by_hand)
PROPERTIES = (RT.CORE_PROPERTIES, RT.EXTENDED_PROPERTIES, RT.CUSTOM_PROPERTIES)


def without(deck: Path, *kinds: str) -> None:
    """Take parts out of a deck, as the Document Inspector does."""
    made = Presentation(str(deck))
    for rels in (made.part.package._rels, made.part.rels):
        for rid in [rid for rid, rel in rels.items() if rel.reltype in kinds]:
            rels._rels.pop(rid)
    made.save(str(deck))


def forgotten(project: Path) -> None:
    """Another laptop, a clean checkout: what lies beside the deck is gone."""
    shutil.rmtree(project / STATE)


def resaved(deck: Path, by_way_of: str = "pptx") -> None:
    folder = deck.parent.parent / "resaved"
    shutil.copyfile(resave.through([deck], folder, by_way_of)[deck], deck)


def embedded(project: Path, deck: Path) -> None:
    forgotten(project)


def embedded_libreoffice(project: Path, deck: Path) -> None:
    resaved(deck)
    forgotten(project)


def inspected(project: Path, deck: Path) -> None:
    without(deck, RT.CUSTOM_XML)


def no_properties(project: Path, deck: Path) -> None:
    without(deck, RT.CUSTOM_XML, *PROPERTIES)


def nothing_in_it(project: Path, deck: Path) -> None:
    strip_marks.strip(deck, deck)


Loss = Callable[[Path, Path], None]
LOSSES: list[Loss] = [embedded, inspected, no_properties, nothing_in_it]
every_loss = pytest.mark.parametrize("loss", [*LOSSES, pytest.param(embedded_libreoffice, marks=pytest.mark.office)])


@pytest.mark.parametrize("change", ["other", "added", "retitled"])
@every_loss
def test_a_deck_that_nobody_edited_gets_every_change_and_no_edit_is_told(loss: Loss, change: str, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    write_project(fresh, change)
    wanted = pages_of(build(fresh).deck)
    project = tmp_path / "talk"
    write_project(project)
    deck = build(project).deck
    xml_edit.edit(deck, deck, [])
    loss(project, deck)
    write_project(project, change)
    built = build(project)
    assert built.code == 0 and " of yours" not in built.told and "onflict" not in built.told, built.told
    now = pages_of(deck)
    assert [(page.title, page.lines, page.notes) for page in now] == [(page.title, page.lines, page.notes) for page in wanted], built.told


@every_loss
def test_edits_stay_and_changes_elsewhere_arrive(loss: Loss, tmp_path: Path) -> None:
    write_project(tmp_path)
    deck = build(tmp_path).deck
    edits = [
        {"do": "reword", "slide": SLIDE, "find": ROWS.word, "to": ROWS.by_hand},
        {"do": "add_notes_line", "slide": 1, "find": "Trust the hand: A dough", "text": "Show the jar."},
        {"do": "move", "slide": SLIDE, "find": "A loaf that rose", "dx": 300000, "dy": 0},
    ]
    xml_edit.edit(deck, deck, edits)
    loss(tmp_path, deck)
    left = pages_of(deck)
    write_project(tmp_path, "other")
    built = build(tmp_path)
    assert built.code == 0 and "onflict" not in built.told, built.told
    pages = pages_of(deck)
    assert DETAIL in pages[SLIDE].lines and "Show the jar." in pages[1].notes
    assert any("Stop while it is quiet" in line for line in pages[SLIDE].lines)
    falls = "A loaf that rose too far falls in the oven."
    assert all(abs(a - b) <= 2000 for a, b in zip(pages[SLIDE].places[falls], left[SLIDE].places[falls], strict=True))
    assert "kept 3 edits of yours" in built.told, built.told


@pytest.mark.parametrize("loss", LOSSES)
def test_a_line_that_both_changed_is_woven_where_its_words_are_known_and_else_a_conflict(loss: Loss, tmp_path: Path) -> None:
    write_project(tmp_path)
    deck = build(tmp_path).deck
    xml_edit.edit(deck, deck, [{"do": "reword", "slide": SLIDE, "find": ROWS.word, "to": ROWS.by_hand}])
    loss(tmp_path, deck)
    write_project(tmp_path, "apart")
    built = build(tmp_path)
    lines = pages_of(deck)[SLIDE].lines
    assert built.code == 0
    if loss is embedded:
        assert DETAIL in lines and built.told.count("D503") == 1 and ROWS.apart_by_author in built.told, built.told
    else:
        assert DETAIL.replace(ROWS.apart, ROWS.apart_by_author) in lines and "D503" not in built.told, built.told


@pytest.mark.parametrize("by_way_of", ["", pytest.param("odp", marks=pytest.mark.office)])
def test_without_anything_the_deck_is_left_alone_and_the_new_one_lies_beside_it(by_way_of: str, tmp_path: Path) -> None:
    write_project(tmp_path)
    deck = build(tmp_path).deck
    if by_way_of:
        resaved(deck, by_way_of)
    else:
        strip_marks.strip(deck, deck)
    forgotten(tmp_path)
    content = deck.read_bytes()
    write_project(tmp_path, "other")
    built = build(tmp_path)
    assert built.code == 5 and "D501" in built.told, built.told
    assert deck.read_bytes() == content
    assert any("Stop while it is quiet" in line for page in pages_of(deck.with_suffix(".new.pptx")) for line in page.lines)


def test_a_retitled_section_is_the_same_slide_when_no_mark_is_left(tmp_path: Path) -> None:
    write_project(tmp_path)
    deck = build(tmp_path).deck
    xml_edit.edit(deck, deck, [{"do": "reword", "slide": SLIDE, "find": ROWS.word, "to": ROWS.by_hand}])
    strip_marks.strip(deck, deck)
    count = len(pages_of(deck))
    write_project(tmp_path, "retitled")
    built = build(tmp_path)
    pages = pages_of(deck)
    assert built.code == 0 and len(pages) == count and "removed" not in built.told and "added" not in built.told, built.told
    assert pages[SLIDE].title == RETITLED and DETAIL in pages[SLIDE].lines


def test_of_several_builds_the_one_is_found_that_a_deck_without_marks_is_of(tmp_path: Path) -> None:
    """A talk that grew: each build has all that those before it said."""
    write_project(tmp_path)
    deck = build(tmp_path).deck
    old = tmp_path / "old.pptx"
    strip_marks.strip(deck, old)
    for change in ("added", "new section"):
        write_project(tmp_path, change)
        assert build(tmp_path).code == 0
    titles = [page.title for page in pages_of(deck)]
    shutil.copyfile(old, deck)
    built = build(tmp_path)
    assert built.code == 0 and " of yours" not in built.told and "deleted" not in built.told, built.told
    assert [page.title for page in pages_of(deck)] == titles

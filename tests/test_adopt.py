"""A copy that came back: what both it and the deck here have is one thing, and nothing of either is lost without a word."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

from deck.cli import run
from edits import resave, strip_marks, xml_edit
from edits.articles import HAND_PICTURE, write_project
from edits.pages import Page, pages_of
from edits.routes import STATE, Built, build
from edits.uno_edit import Edit

BOX: Edit = {
    "do": "text_box",
    "slide": 3,
    "text": "Ask Tom about his cellar",
    "x": 5200000,
    "y": 560000,
    "width": 2600000,
    "height": 420000,
}
# what the deck had in it before the copy was made
BEFORE: list[Edit] = [
    {"do": "reword", "slide": 2, "find": "cellar", "to": "fridge"},
    {"do": "add_line", "slide": 2, "find": "A loaf that rose", "text": "And keep the lid on."},
    {"do": "add_notes_line", "slide": 2, "find": "Its taste is better", "text": "Show the jar."},
    {"do": "move", "slide": 2, "find": "A loaf that rose", "dx": 250000, "dy": 180000},
    {"do": "colour", "slide": 1, "find": "Every sack drinks a different amount", "rgb": 0xC00000},
    BOX,
    {"do": "add_slide", "slide": 4, "title": "A word from our host", "text": "Thanks to the bakery on the corner"},
    {"do": "duplicate_slide", "slide": 6},
]
HOST = 5


def by_libreoffice(source: Path, target: Path) -> None:
    shutil.copyfile(resave.through([source], target.parent / "resaved")[source], target)


WAYS: dict[str, Callable[[Path, Path], object]] = {"marked": shutil.copyfile, "stripped": strip_marks.strip, "libreoffice": by_libreoffice}
every_way = pytest.mark.parametrize("way", ["marked", "stripped", pytest.param("libreoffice", marks=pytest.mark.office)])


class Talk:
    """A deck that hands worked on, of which a copy is away."""

    def __init__(self, project: Path, before: list[Edit] = BEFORE) -> None:
        self.project = project
        write_project(project)
        self.deck = build(project).deck
        (project / "hand.png").write_bytes(HAND_PICTURE)
        if before:
            self.by_hand(before)
            # told apart from what is done later only by what both copies have
            write_project(project, "other")
            assert build(project).code == 0
        self.copy = project / "copy.pptx"
        shutil.copyfile(self.deck, self.copy)

    def by_hand(self, edits: list[Edit]) -> None:
        xml_edit.edit(self.deck, self.deck, edits)

    def by_reviewer(self, edits: list[Edit]) -> None:
        xml_edit.edit(self.copy, self.copy, edits)

    def adopted(self, way: str = "marked", copy: Path | None = None) -> Built:
        came = self.project / "came-back.pptx"
        WAYS[way](copy or self.copy, came)
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = run(["adopt", str(came), str(next((self.project / "content").glob("*.md")))])
        report = "".join(path.read_text("utf-8") for path in sorted((self.project / STATE).glob("*.merge.md")))
        return Built(code, report, said.getvalue(), self.deck)

    def pages(self) -> list[Page]:
        return pages_of(self.deck)


def lines(pages: list[Page]) -> list[tuple[str, ...]]:
    return [(*page.lines, "|", *page.notes) for page in pages]


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def test_the_very_deck_that_lies_here_changes_nothing(talk: Talk) -> None:
    content, stamp = talk.deck.read_bytes(), talk.deck.stat().st_mtime_ns
    adopted = talk.adopted()
    assert adopted.code == 0, adopted.told
    assert (talk.deck.read_bytes(), talk.deck.stat().st_mtime_ns) == (content, stamp)


@every_way
def test_an_untouched_copy_changes_nothing_of_what_was_done_since(talk: Talk, way: str) -> None:
    talk.by_hand([{"do": "reword", "slide": 1, "find": "Every sack", "to": "Each sack"}])
    content, before = talk.deck.read_bytes(), lines(talk.pages())
    adopted = talk.adopted(way)
    assert adopted.code == 0 and "gave up" not in adopted.told and "onflict" not in adopted.told, adopted.told
    assert lines(talk.pages()) == before
    # two formattings, as two programs write them, cannot be told from one: then the file is the deck now
    assert talk.deck.read_bytes() == content or way == "libreoffice", adopted.told


@pytest.mark.parametrize("way", ["marked", "stripped"])
def test_an_untouched_copy_three_builds_old_changes_nothing(tmp_path: Path, way: str) -> None:
    talk = Talk(tmp_path, [])
    for change in ("other", "added", "apart"):
        write_project(tmp_path, change)
        assert build(tmp_path).code == 0
    talk.by_hand(BEFORE)
    content = talk.deck.read_bytes()
    adopted = talk.adopted(way)
    assert adopted.code == 0 and "gave up" not in adopted.told and "onflict" not in adopted.told, adopted.told
    assert talk.deck.read_bytes() == content, adopted.told


@pytest.mark.parametrize("way", ["marked", "stripped"])
def test_an_edited_copy_three_builds_old_brings_its_edits_and_loses_no_change(tmp_path: Path, way: str) -> None:
    talk = Talk(tmp_path, [])
    talk.by_reviewer([{"do": "reword", "slide": 1, "find": "Every sack", "to": "Each sack"}])
    for change in ("other", "added", "apart"):
        write_project(tmp_path, change)
        assert build(tmp_path).code == 0
    talk.by_hand([{"do": "reword", "slide": 2, "find": "cellar", "to": "fridge"}])
    wanted = [[line.replace("Every sack", "Each sack") for line in page] for page in lines(talk.pages())]
    adopted = talk.adopted(way)
    assert adopted.code == 0 and "gave up" not in adopted.told and "onflict" not in adopted.told, adopted.told
    assert "kept 2 edits of yours" in adopted.told, adopted.told
    assert [list(page)[: page.index("|")] for page in lines(talk.pages())] == [page[: page.index("|")] for page in wanted]


@every_way
def test_what_both_have_is_there_once_with_what_the_reviewer_did(talk: Talk, way: str) -> None:
    talk.by_reviewer([{"do": "reword", "slide": 1, "find": "Every sack", "to": "Each sack"}])
    before = talk.pages()
    adopted = talk.adopted(way)
    assert adopted.code == 0 and "gave up" not in adopted.told and "onflict" not in adopted.told, adopted.told
    after = talk.pages()
    assert [page.title for page in after] == [page.title for page in before]
    assert [[line.replace("Each sack", "Every sack") for line in page] for page in lines(after)] == [[*page] for page in lines(before)]
    content, stamp = talk.deck.read_bytes(), talk.deck.stat().st_mtime_ns
    again = talk.adopted(way)
    assert again.code == 0 and lines(talk.pages()) == lines(after), again.told
    # LibreOffice gives its fields other ids at every save, so there it is another file that comes back
    assert way == "libreoffice" or (talk.deck.read_bytes(), talk.deck.stat().st_mtime_ns) == (content, stamp)


@every_way
def test_edits_on_both_sides_meet(talk: Talk, way: str) -> None:
    talk.by_reviewer(
        [
            {"do": "reword", "slide": 1, "find": "Every sack", "to": "Each sack"},
            {"do": "add_line", "slide": HOST, "find": "Thanks to the bakery", "text": "And to its cat"},
            {**BOX, "slide": 4, "text": "Whose oven is this?"},
            {"do": "delete_slide", "slide": 9},
        ]
    )
    talk.by_hand(
        [
            {"do": "reword", "slide": 2, "find": "evening", "to": "night"},
            {**BOX, "slide": 1, "text": "A box of mine"},
            {"do": "add_slide", "slide": 1, "title": "One more thing", "text": "Nobody asked for it"},
            {"do": "delete_slide", "slide": 8},
        ]
    )
    adopted = talk.adopted(way)
    assert adopted.code == 0, adopted.told
    every = [line for page in talk.pages() for line in page.lines]
    for line in ("And to its cat", "Whose oven is this?", "A box of mine", "Nobody asked for it", "Ask Tom about his cellar"):
        assert every.count(line) == 1, (line, adopted.told)
    assert sum("Each sack" in line for line in every) == 1 and not any("Every sack" in line for line in every)
    assert "A dough in the fridge gives you the night off." in every
    assert every.count("And keep the lid on.") == 1


@every_way
def test_two_edits_of_one_line_that_do_not_touch_are_both_there_and_none_is_told_as_lost(talk: Talk, way: str) -> None:
    talk.by_reviewer([{"do": "reword", "slide": 1, "find": "Every sack", "to": "Each sack"}])
    talk.by_hand([{"do": "reword", "slide": 1, "find": "a different amount", "to": "another amount"}])
    adopted = talk.adopted(way)
    assert any("Each sack drinks another amount." in line for page in talk.pages() for line in page.lines), adopted.told
    assert adopted.code == 0 and "gave up" not in adopted.told and "D508" not in adopted.told, adopted.told


@every_way
def test_of_two_edits_of_one_thing_the_files_stays_and_the_other_is_told(talk: Talk, way: str) -> None:
    talk.by_reviewer(
        [
            {"do": "reword", "slide": 1, "find": "a different amount", "to": "whatever it likes"},
            {"do": "reword", "slide": HOST, "find": "on the corner", "to": "at the bridge"},
            {"do": "replace_picture", "slide": 3, "path": str(talk.project / "hand.png")},
        ]
    )
    talk.by_hand(
        [
            {"do": "reword", "slide": 1, "find": "a different amount", "to": "as it pleases"},
            {"do": "reword", "slide": HOST, "find": "on the corner", "to": "by the river"},
            {"do": "animate", "slide": 1, "find": "Weigh the water"},
        ]
    )
    kept = talk.deck.read_bytes()
    adopted = talk.adopted(way)
    assert adopted.code == 0, adopted.told
    every = [line for page in talk.pages() for line in page.lines]
    assert any("whatever it likes" in line for line in every) and not any("as it pleases" in line for line in every)
    assert "Thanks to the bakery at the bridge" in every
    for told in (adopted.told, adopted.report):
        assert "as it pleases" in told and "by the river" in told and "animated" in told, told
    assert kept in [path.read_bytes() for path in (talk.project / STATE / "backup").rglob("*.pptx") if path.is_file()]


@pytest.mark.parametrize("way", ["marked", "stripped"])
def test_what_one_side_deleted_is_gone_and_told_unless_the_file_has_it_edited(talk: Talk, way: str) -> None:
    titles = [page.title for page in talk.pages()]
    talk.by_reviewer([{"do": "delete_slide", "slide": 4}, {"do": "reword", "slide": 2, "find": "evening", "to": "night"}])
    talk.by_hand([{"do": "delete_slide", "slide": 9}, {"do": "delete_slide", "slide": 2}])
    adopted = talk.adopted(way)
    assert adopted.code == 0, adopted.told
    assert [page.title for page in talk.pages()] == [title for n, title in enumerate(titles) if n not in (4, 9)]
    assert "2 slides stay deleted" in adopted.told
    assert all(title in adopted.report for title in (titles[4], titles[9])), adopted.report
    assert f"“{titles[2]}”: in the deck that lay here you deleted it" in adopted.told


@pytest.mark.parametrize("name", ["another article", "another program", "no deck"])
def test_what_is_no_copy_of_the_deck_is_refused_and_nothing_is_written(talk: Talk, name: str, tmp_path: Path) -> None:
    copy = tmp_path / "foreign.pptx"
    if name == "another article":
        other = tmp_path / "other"
        path = write_project(other)
        path.rename(path.with_name("day-shift.en.md"))
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            assert run(["build", str(path.with_name("day-shift.en.md"))]) == 0
        shutil.copyfile(next((other / "talks").glob("*.pptx")), copy)
    elif name == "another program":
        Presentation().save(str(copy))
    else:
        copy.write_bytes(b"PK nothing")
    content = talk.deck.read_bytes()
    lay = sorted(path for path in (talk.project / "talks").rglob("*") if path.is_file())
    adopted = talk.adopted(copy=copy)
    assert adopted.code == 5 and adopted.told.count("\n") == 1, adopted.told
    assert talk.deck.read_bytes() == content
    assert sorted(path for path in (talk.project / "talks").rglob("*") if path.is_file()) == lay

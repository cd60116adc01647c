"""The ledger: the base that a later build needs is there and says what was meant, and no copy of anybody's work is ever dropped."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deck.build import Request, plan, source_of
from deck.errors import OutputError
from deck.ledger import MOST_BASES, build_id_of, drop_bases, load_base, load_outline, save_backup, save_base
from deck.model.article import Span
from deck.model.identity import KnownSlide
from deck.model.language import Language
from deck.model.placed import PlacedDeck

ROOT = Path(__file__).parents[1]
EMPTY = PlacedDeck(Language("en", "en-US"), "", (), "", (), ())


@cache
def sample() -> PlacedDeck:
    article = ROOT / "content/sommet-deepseek.fr.md"
    return plan(source_of(Request(article, "content/sommet-deepseek.fr.md", ROOT, {}))).placed


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Return values of any type that the model is made of."""
    if hasattr(kind, "_fields"):
        return st.builds(kind, **{name: values(hint) for name, hint in get_type_hints(kind).items()})
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2).map(tuple)
    if isinstance(kind, UnionType):
        return st.one_of(*map(values, get_args(kind)))
    leaves: dict[Any, st.SearchStrategy[Any]] = {
        # half a surrogate pair is no text, and can stand in a file's name all the same
        str: st.text(st.characters(exclude_categories=()), max_size=4),
        int: st.integers(),
        float: st.floats(allow_nan=False),
        bool: st.booleans(),
        NoneType: st.none(),
    }
    return leaves[kind]


@given(deck=values(PlacedDeck))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60, deadline=None)
def test_what_was_meant_is_loaded_as_it_was_saved(tmp_path: Path, deck: PlacedDeck) -> None:
    save_base(tmp_path / "a.pptx", "id", deck, b"deck")
    assert load_base(tmp_path / "a.pptx", "id") == deck


@given(known=st.lists(values(KnownSlide), max_size=3).map(tuple))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60, deadline=None)
def test_what_is_known_of_an_outline_is_loaded_as_it_was_saved(tmp_path: Path, known: tuple[KnownSlide, ...]) -> None:
    save_base(tmp_path / "a.pptx", "id", EMPTY, b"deck", known)
    assert load_outline(tmp_path / "a.pptx", "id") == known


def test_no_outline_is_known_where_the_base_is_gone_or_torn(tmp_path: Path) -> None:
    assert load_outline(tmp_path / "a.pptx", "id") == ()
    path = save_base(tmp_path / "a.pptx", "id", EMPTY, b"deck") / "outline.json"
    path.write_text('{"schema": 3, "deck": [{"key": 1', "utf-8")
    assert load_outline(tmp_path / "a.pptx", "id") == ()


def test_a_whole_talk_is_loaded_as_it_was_saved(tmp_path: Path) -> None:
    folder = save_base(tmp_path / "a.pptx", "id", sample(), b"deck")
    assert folder == tmp_path / ".deck/base/id"
    assert (folder / "deck.pptx").read_bytes() == b"deck"
    loaded = load_base(tmp_path / "a.pptx", "id")
    assert loaded == sample()
    assert repr(loaded) == repr(sample())


def test_a_base_from_before_a_field_came_into_the_model_is_still_loaded(tmp_path: Path) -> None:
    path = save_base(tmp_path / "a.pptx", "id", sample(), b"deck") / "deck.json"
    stored = json.loads(path.read_text("utf-8"))
    for slide in stored["deck"]["slides"]:
        for shape in slide["shapes"]:
            del shape["lines"]
    path.write_text(json.dumps(stored), "utf-8")
    loaded = load_base(tmp_path / "a.pptx", "id")
    assert loaded
    assert [shape.key for slide in loaded.slides for shape in slide.shapes] == [
        shape.key for slide in sample().slides for shape in slide.shapes
    ]


WRONG = ["", "[", "[]", "{}", '{"schema": 0, "deck": {}}', '{"schema": 2}', '{"schema": 2, "deck": {}}', '{"schema": 2, "deck": []}']


@pytest.mark.parametrize("text", [*WRONG, '{"schema": 2, "deck": {"grown": 1}}', '{"schema": 2, "deck": 3}', None])
def test_a_base_that_is_none_is_not_loaded(tmp_path: Path, text: str | None) -> None:
    path = save_base(tmp_path / "a.pptx", "id", EMPTY, b"deck") / "deck.json"
    path.unlink()
    if text is not None:
        path.write_text(text, "utf-8")
    assert load_base(tmp_path / "a.pptx", "id") is None


def test_the_id_says_what_is_meant_and_not_where_its_words_stand() -> None:
    deck = sample()
    moved = deck._replace(slides=tuple(slide._replace(span=Span("elsewhere.md", 1, 2)) for slide in deck.slides))
    told = build_id_of(deck, "template", "a.md", "1")
    assert len(told) == 40
    assert build_id_of(moved, "template", "a.md", "1") == told
    frozen = deck._replace(slides=tuple(slide._replace(frozen=True) for slide in deck.slides))
    assert build_id_of(frozen, "template", "a.md", "1") == told
    others = [(deck._replace(title="x"), "template", "a.md", "1"), (deck, "x", "a.md", "1"), (deck, "template", "x", "1")]
    assert told not in [build_id_of(*other) for other in [*others, (deck, "template", "a.md", "x")]]


class Talks:
    """A folder of decks, each of which is the id of its build, with a base for each build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = 0

    def build(self, name: str, ids: Sequence[str]) -> None:
        for build_id in ids:
            base = save_base(self.folder / name, build_id, EMPTY, b"deck")
            self.clock += 1
            os.utime(base, ns=(self.clock, self.clock))
            (self.folder / name).write_text(build_id, "utf-8")
            drop_bases(self.folder / name, lambda path: path.read_text("utf-8"))

    def bases(self) -> set[str]:
        return {path.name for path in (self.folder / ".deck/base").iterdir()}


@pytest.fixture
def talks(tmp_path: Path) -> Talks:
    return Talks(tmp_path)


def test_a_folder_of_many_decks_keeps_the_bases_of_each(talks: Talks) -> None:
    for n in range(MOST_BASES + 5):
        talks.build(f"{n}.pptx", [f"{n}-{build}" for build in range(3)])
    assert talks.bases() == {f"{n}-{build}" for n in range(MOST_BASES + 5) for build in range(3)}


def test_the_newest_twenty_of_a_deck_stay(talks: Talks) -> None:
    talks.build("b.pptx", ["b"])
    talks.build("a.pptx", [f"a{n}" for n in range(MOST_BASES + 5)])
    assert talks.bases() == {"b", *(f"a{n}" for n in range(5, MOST_BASES + 5))}


def test_a_build_made_again_is_as_new_as_its_last(talks: Talks) -> None:
    talks.build("a.pptx", ["back", *(f"a{n}" for n in range(MOST_BASES - 1)), "back", "a19", "a20"])
    assert talks.bases() == {"back", *(f"a{n}" for n in range(2, MOST_BASES + 1))}


@pytest.mark.parametrize("name", ["sent.pptx", "a.new.pptx", "Sent Back.PPTX"])
def test_the_base_of_a_deck_that_stands_in_the_folder_is_never_dropped(talks: Talks, name: str) -> None:
    talks.build("a.pptx", ["old"])
    (talks.folder / name).write_text("old", "utf-8")
    talks.build("a.pptx", [f"a{n}" for n in range(MOST_BASES + 5)])
    assert "old" in talks.bases()
    (talks.folder / name).unlink()
    talks.build("a.pptx", ["last"])
    assert "old" not in talks.bases()


def test_while_a_deck_tells_no_build_all_that_was_made_for_its_name_stays(talks: Talks) -> None:
    talks.build("a.pptx", [f"a{n}" for n in range(MOST_BASES)])
    for n in range(5):
        save_base(talks.folder / "a.pptx", f"later{n}", EMPTY, b"deck")
    (talks.folder / "a.pptx").write_text("", "utf-8")
    drop_bases(talks.folder / "a.pptx", lambda path: path.read_text("utf-8"))
    assert len(talks.bases()) == MOST_BASES + 5


def test_a_base_that_two_decks_share_stays_for_the_one_that_needs_it(talks: Talks) -> None:
    talks.build("b.pptx", ["shared"])
    talks.build("a.pptx", ["shared"])
    (talks.folder / "b.pptx").unlink()
    talks.build("a.pptx", [f"a{n}" for n in range(MOST_BASES + 5)])
    assert "shared" in talks.bases()


def test_what_is_no_base_of_ours_is_not_dropped(talks: Talks) -> None:
    (talks.folder / ".deck/base/mine").mkdir(parents=True)
    (talks.folder / ".deck/base/mine/notes.txt").write_text("mine", "utf-8")
    (talks.folder / ".deck/base/file").write_text("mine", "utf-8")
    talks.build("a.pptx", [f"a{n}" for n in range(MOST_BASES + 5)])
    assert {"mine", "file"} < talks.bases()


def test_the_state_says_what_it_is(tmp_path: Path) -> None:
    save_base(tmp_path / "a.pptx", "id", EMPTY, b"deck")
    assert "kept by `deck`" in (tmp_path / ".deck/README.txt").read_text("utf-8")


def test_a_base_that_cannot_be_kept_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".deck").write_text("a file", "utf-8")
    with pytest.raises(OutputError, match=r"\.deck.*cannot be written"):
        save_base(tmp_path / "a.pptx", "id", EMPTY, b"deck")


def copies(folder: Path) -> dict[str, list[bytes]]:
    return {path.name: sorted(copy.read_bytes() for copy in path.iterdir()) for path in (folder / ".deck/backup").iterdir()}


def test_every_copy_of_somebodys_work_stays_and_the_same_is_kept_once(tmp_path: Path) -> None:
    works = [f"work {n:02}".encode() for n in range(12)]
    for work in [*works, *works]:
        copy = save_backup(tmp_path / "a.pptx", work)
        assert copy.read_bytes() == work
        assert copy.suffix == ".pptx"
    assert copies(tmp_path) == {"a.pptx": works}


def test_the_copies_of_one_deck_are_apart_from_those_of_another(tmp_path: Path) -> None:
    for name in ("a.pptx", "a.en.pptx", "a[1].pptx", "a1.pptx", "[ab].pptx"):
        save_backup(tmp_path / name, name.encode())
    assert copies(tmp_path) == {name: [name.encode()] for name in ("a.pptx", "a.en.pptx", "a[1].pptx", "a1.pptx", "[ab].pptx")}


def test_a_copy_that_somebody_went_on_working_in_is_not_overwritten(tmp_path: Path) -> None:
    first = save_backup(tmp_path / "a.pptx", b"work")
    first.write_bytes(b"more work")
    second = save_backup(tmp_path / "a.pptx", b"work")
    assert second != first
    assert copies(tmp_path) == {"a.pptx": [b"more work", b"work"]}

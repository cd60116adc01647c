"""The ledger: the base that a later build needs is there and says what was meant, and so are the last copies of anybody's work."""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deck.errors import OutputError
from deck.ledger import (
    MOST_BASES,
    MOST_COPIES,
    MOST_WASHED,
    all_bases,
    bases_of,
    build_id_of,
    drop_bases,
    drop_report,
    load_base,
    load_content,
    load_outline,
    newer_base,
    report_of,
    save_backup,
    save_base,
    save_report,
    save_washed,
    washed,
)
from deck.ledger.bases import SCHEMA
from deck.model.article import Span
from deck.model.formula import Bar, Brace, Fence, Fraction, Grid, Hidden, Limits, Node, Root, Row, Scripts, Symbol
from deck.model.identity import KnownSlide
from deck.model.language import Language
from deck.model.placed import PlacedDeck
from deck.stages import Request, plan, source_of

ROOT = Path(__file__).parents[1]
EMPTY = PlacedDeck(Language("en", "en-US"), "", (), "", (), ())


@cache
def sample() -> PlacedDeck:
    article = ROOT / "content/sommet-deepseek.fr.md"
    return plan(source_of(Request(article, "content/sommet-deepseek.fr.md", ROOT, {}))).placed


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Return values of any type that the model is made of; a formula's parts are made of such parts."""
    if kind == Node:
        return NODES
    if hasattr(kind, "_fields"):
        return st.builds(kind, **{name: values(hint) for name, hint in get_type_hints(kind).items()})
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2).map(tuple)
    if isinstance(kind, UnionType) and set(get_args(Node)) <= set(get_args(kind)):
        return st.one_of(NODES, st.none())
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


NODES = st.recursive(
    values(Symbol),
    lambda inner: st.one_of(
        st.builds(Hidden, inner),
        st.builds(Bar, inner, st.booleans()),
        st.builds(Brace, inner, st.text(max_size=1), st.booleans()),
        st.builds(Root, inner, st.one_of(st.none(), inner)),
        st.builds(Fraction, inner, inner, st.booleans()),
        st.builds(Scripts, inner, inner, st.none()),
        st.builds(Limits, inner, st.none(), inner),
        st.builds(Fence, st.text(max_size=1), inner, st.text(max_size=1)),
        st.builds(Row, st.lists(inner, max_size=2).map(tuple)),
        st.builds(Grid, st.lists(st.lists(inner, max_size=2).map(tuple), max_size=2).map(tuple), st.just(("left",)), st.booleans()),
    ),
    max_leaves=6,
)


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


def test_the_last_five_copies_stay_and_the_same_is_kept_once(tmp_path: Path) -> None:
    works = [f"work {n:02}".encode() for n in range(12)]
    for work in works:
        for _ in range(2):
            copy = save_backup(tmp_path / "a.pptx", work)
            assert copy.read_bytes() == work
            assert copy.suffix == ".pptx"
    assert MOST_COPIES == 5
    assert copies(tmp_path) == {"a.pptx": works[-5:]}


def test_work_that_is_replaced_again_is_as_new_as_its_last_copy(tmp_path: Path) -> None:
    works = [f"work {n}".encode() for n in range(5)]
    for work in [*works, works[0], b"more"]:
        save_backup(tmp_path / "a.pptx", work)
    assert copies(tmp_path) == {"a.pptx": sorted([works[0], *works[2:], b"more"])}


def test_what_somebody_made_of_a_copy_or_put_beside_it_is_not_dropped(tmp_path: Path) -> None:
    save_backup(tmp_path / "a.pptx", b"work").write_bytes(b"went on")
    mine = tmp_path / ".deck/backup/a.pptx/mine.pptx"
    mine.write_bytes(b"mine")
    for path in mine.parent.iterdir():
        os.utime(path, ns=(1, 1))
    for n in range(9):
        save_backup(tmp_path / "a.pptx", f"work {n}".encode())
    assert copies(tmp_path) == {"a.pptx": sorted([b"went on", b"mine", *(f"work {n}".encode() for n in range(4, 9))])}


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


@cache
def package(comment: str = "") -> bytes:
    """The smallest thing that is a zip file, as a .pptx is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("part.xml", f"<part>{comment}</part>" * 100)
    return out.getvalue()


def test_a_base_gives_back_what_was_written(tmp_path: Path) -> None:
    save_base(tmp_path / "a.pptx", "id", EMPTY, package())
    assert load_content(tmp_path / "a.pptx", "id") == package()
    assert load_content(tmp_path / "a.pptx", "other") is None
    assert load_content(tmp_path / "elsewhere/a.pptx", "id") is None


def torn(content: bytes) -> bytes:
    return content[: len(content) // 2]


def rotten(content: bytes) -> bytes:
    return content.replace(b"<part>", b"<fart>", 1)


@pytest.mark.parametrize("damage", [torn, rotten, lambda _: b"", lambda _: b"deck"])
def test_a_base_whose_deck_is_not_whole_gives_none_and_the_next_build_mends_it(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    output = tmp_path / "a.pptx"
    path = save_base(output, "id", EMPTY, package()) / "deck.pptx"
    path.write_bytes(damage(package()))
    assert load_content(output, "id") is None
    save_base(output, "id", EMPTY, package())
    assert load_content(output, "id") == package()


@pytest.mark.parametrize("name", ["deck.json", "deck.pptx", "outputs.json"])
def test_half_a_base_is_none(tmp_path: Path, name: str) -> None:
    output = tmp_path / "a.pptx"
    (save_base(output, "id", EMPTY, package()) / name).unlink()
    assert load_base(output, "id") == (None if name == "deck.json" else EMPTY)
    assert load_content(output, "id") == (package() if name == "outputs.json" else None)
    assert bases_of(output) == all_bases(output) == ()
    drop_bases(output, lambda _: "")


@pytest.mark.parametrize("build_id", ["", ".", "..", "../base/id", "a/b", "a\0b", "x" * 300, "/etc", "C:\\x"])
def test_a_deck_cannot_send_us_elsewhere_by_its_build(tmp_path: Path, build_id: str) -> None:
    output = tmp_path / "a.pptx"
    save_base(output, "id", EMPTY, package())
    for name in ("deck.json", "deck.pptx", "outline.json"):
        shutil.copyfile(tmp_path / ".deck/base/id" / name, tmp_path / ".deck/base" / name)
    assert load_base(output, build_id) is None
    assert load_content(output, build_id) is None
    assert load_outline(output, build_id) == ()
    assert not newer_base(output, build_id)
    save_washed(output, build_id, "7.4", package())
    assert washed(output, build_id, "7.4") is None
    assert not (tmp_path / ".deck/cache").exists()


def test_a_base_of_a_later_version_says_so(tmp_path: Path) -> None:
    output = tmp_path / "a.pptx"
    path = save_base(output, "id", EMPTY, package()) / "deck.json"
    assert not newer_base(output, "id")
    assert not newer_base(output, "other")
    for schema, newer in ((SCHEMA + 1, True), (SCHEMA - 1, False), ("9", False), (None, False)):
        path.write_text(json.dumps({"schema": schema, "deck": {}}), "utf-8")
        assert newer_base(output, "id") is newer
        assert load_base(output, "id") is None
    path.write_text("[" * 100_000, "utf-8")
    assert not newer_base(output, "id")


def test_the_builds_of_a_name_are_told_newest_first_and_those_of_the_folder_too(tmp_path: Path) -> None:
    for clock, (name, build_id) in enumerate([("a.pptx", "a1"), ("b.pptx", "b1"), ("a.pptx", "a2"), ("b.pptx", "a1"), ("c.pptx", "c1")], 1):
        os.utime(save_base(tmp_path / name, build_id, EMPTY, package()), ns=(clock, clock))
    assert bases_of(tmp_path / "a.pptx") == ("a1", "a2")
    assert bases_of(tmp_path / "b.pptx") == ("a1", "b1")
    assert bases_of(tmp_path / "d.pptx") == ()
    assert all_bases(tmp_path / "d.pptx") == ("c1", "a1", "a2", "b1")
    assert all_bases(tmp_path / "elsewhere/d.pptx") == ()


def test_a_base_as_libreoffice_saves_it_is_kept_by_version_and_way(tmp_path: Path) -> None:
    output = tmp_path / "a.pptx"
    assert washed(output, "id", "7.4 pptx") is None
    for key in ("7.4 pptx", "7.4 odp", "25.2 pptx"):
        save_washed(output, "id", key, package(key))
    assert washed(output, "id", "7.4 odp") == package("7.4 odp")
    assert washed(output, "id", "25.2 pptx") == package("25.2 pptx")
    assert washed(output, "other", "7.4 odp") is None
    (kept,) = [path for path in (tmp_path / ".deck/cache").iterdir() if path.read_bytes() == package("7.4 odp")]
    kept.write_bytes(torn(package()))
    assert washed(output, "id", "7.4 odp") is None


def test_the_ten_used_last_are_kept(tmp_path: Path) -> None:
    output = tmp_path / "a.pptx"
    for n in range(MOST_WASHED):
        save_washed(output, f"id{n}", "7.4", package())
    assert washed(output, "id0", "7.4")
    for n in range(MOST_WASHED, MOST_WASHED + 2):
        save_washed(output, f"id{n}", "7.4", package())
    kept = [n for n in range(MOST_WASHED + 2) if washed(output, f"id{n}", "7.4")]
    assert kept == [0, *range(3, MOST_WASHED + 2)]


def test_it_goes_with_its_base(talks: Talks) -> None:
    output = talks.folder / "a.pptx"
    talks.build("a.pptx", ["old"])
    save_washed(output, "old", "7.4", package())
    talks.build("a.pptx", [f"a{n}" for n in range(MOST_BASES - 1)])
    assert washed(output, "old", "7.4")
    talks.build("a.pptx", ["last"])
    assert washed(output, "old", "7.4") is None


def test_where_it_cannot_be_kept_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / ".deck").write_text("a file", "utf-8")
    save_washed(tmp_path / "a.pptx", "id", "7.4", package())
    assert washed(tmp_path / "a.pptx", "id", "7.4") is None
    assert bases_of(tmp_path / "a.pptx") == ()
    drop_report(tmp_path / "a.pptx")


def test_the_report_of_a_merge_is_that_of_the_last(tmp_path: Path) -> None:
    output = tmp_path / "a.en.pptx"
    assert save_report(output, "first") == report_of(output) == tmp_path / ".deck/a.en.merge.md"
    save_report(output, "one conflict: \udc80 \u00e9")
    assert report_of(output).read_text("utf-8") == "one conflict: ? \u00e9"
    assert (tmp_path / ".deck/README.txt").is_file()
    for _ in range(2):
        drop_report(output)
        assert not report_of(output).exists()


SAVES: list[Callable[[Path], object]] = [
    lambda output: save_base(output, "id", EMPTY, b"deck"),
    lambda output: save_backup(output, b"work"),
    lambda output: save_report(output, "a conflict"),
]


@pytest.mark.parametrize("save", SAVES)
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="a superuser may write everywhere")
def test_a_state_that_may_not_be_written_is_an_error_with_a_remedy(tmp_path: Path, save: Callable[[Path], object]) -> None:
    (tmp_path / ".deck").mkdir()
    (tmp_path / ".deck").chmod(0o555)
    try:
        with pytest.raises(OutputError, match=r"cannot be written: .*; see that the folder can be written"):
            save(tmp_path / "a.pptx")
    finally:
        (tmp_path / ".deck").chmod(0o755)


@pytest.mark.parametrize("save", SAVES)
def test_a_state_that_there_cannot_be_is_an_error_with_a_remedy(tmp_path: Path, save: Callable[[Path], object]) -> None:
    (tmp_path / ".deck").write_text("a file", "utf-8")
    with pytest.raises(OutputError, match=r"cannot be written: .*; see that the folder can be written"):
        save(tmp_path / "a.pptx")

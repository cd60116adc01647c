"""Articles torn and strewn with marks are read or refused with a message: a sample of what tests/fuzz_read.py does by the thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz_read import LIMIT, Author, articles_in, fault_of, faults, least

ROOT = Path(__file__).parents[1]
ARTICLES = articles_in([ROOT / "content", ROOT / "tests" / "articles"])
# in so many parts, so that several processes share the work
PARTS, CASES = 4, 400


@pytest.mark.parametrize("part", range(PARTS))
def test_torn_articles_are_read_or_refused_with_a_message(part: int, tmp_path: Path) -> None:
    # a machine that tests other things too is slower
    found = list(faults(range(part, CASES, PARTS), ARTICLES, tmp_path, limit=5 * LIMIT))
    assert [(fault.number, fault.kind) for fault in found] == []


def test_the_same_number_is_the_same_text() -> None:
    assert [Author(number, ARTICLES).case() for number in range(50)] == [Author(number, ARTICLES).case() for number in range(50)]
    assert len({Author(number, ARTICLES).case() for number in range(50)}) == 50


def test_a_fault_is_found_and_its_text_made_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path, *_: object, **__: object) -> None:
        if b"]](" in path.read_bytes():
            raise KeyError

    monkeypatch.setattr("fuzz_read.read_article", broken)
    monkeypatch.setattr("fuzz_read.wrong_in", lambda *_: "")
    assert fault_of(b"some [text]](u) here", tmp_path / "a.md").startswith("KeyError")
    monkeypatch.setattr("fuzz_read.Author.case", lambda _: b"some [text]](u) here")
    (fault,) = faults([7], ARTICLES, tmp_path)
    assert fault.number == 7
    assert least(fault, tmp_path) == b"]]("


def test_a_reading_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr("fuzz_read.read_article", endless)
    assert fault_of(b"Text", tmp_path / "a.md", limit=0.2).startswith("more than 0.2 s")

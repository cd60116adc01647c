"""Where programs end lines otherwise than UAX #14 says, as LibreOffice 7.4 was seen to do, and what is safely wide."""

from __future__ import annotations

import pytest

from deck.fit.endings import balanced_inset, mended_inset
from deck.fit.fonts import Face, advance
from deck.fit.pieces import cut_of
from deck.model.placed import PlacedParagraph, PlacedRun
from deck.model.template import Level, Placeholder
from deck.model.units import Box

LATIN, JAPANESE, THAI = Level(24), Level(24, script="Jpan"), Level(24, script="Thai")


def pieces(text: str, level: Level = LATIN) -> list[str]:
    return [piece.text for piece in cut_of((PlacedRun(text),), level, level.size).pieces]


def holder(width: int, level: Level) -> Placeholder:
    return Placeholder("body", 1, "Text", Box(0, 0, width * 12_700, 200 * 12_700), (level,))


@pytest.mark.parametrize(
    "text", ["and/or", "example.org/a/long/path", "終わる。Linux", "終わる、2025年", "言う」Linux", "Linux「東京", "GPT（大）"]
)
def test_no_line_ends_where_office_ends_none(text: str) -> None:
    assert not [piece for piece in pieces(text, JAPANESE) if piece.endswith(("/", "。", "、", "」", "x", "T"))][:-1]


def test_a_word_in_hangul_is_whole_in_every_language() -> None:
    assert pieces("In 서울특별시 or 데이터베이스에 here") == ["In ", "서울특별시 ", "or ", "데이터베이스에 ", "here"]


def test_a_line_ends_behind_a_stop_before_east_asian_text_or_a_space() -> None:
    assert pieces("測る。残す", JAPANESE) == ["測", "る。", "残", "す"]
    assert pieces("残す。 Linux", JAPANESE) == ["残", "す。 ", "Linux"]


def test_an_emoji_stays_with_the_word_before_it() -> None:
    assert pieces("We launch 🚀 today ☀️ or 👍🏽👍🏽") == ["We ", "launch 🚀 ", "today ", "☀️ ", "or 👍🏽", "👍🏽"]


@pytest.mark.parametrize("symbol", "☀❤✔★✈⚠🚀")
@pytest.mark.parametrize("bold", [False, True])
def test_a_symbol_has_room_for_a_picture(symbol: str, bold: bool) -> None:
    assert advance(symbol, 1.0, Face(bold=bold)) >= 1.0


def test_lines_that_only_a_dictionary_knows_are_not_evened_out() -> None:
    thai = PlacedParagraph((PlacedRun("แล้วแล้วโครงสร้างพื้นฐานทุกครั้งสองครั้งก่อนที่"),))
    latin = PlacedParagraph((PlacedRun("A title that is two lines long where it stands"),))
    assert balanced_inset(latin, holder(360, LATIN)) is not None
    assert balanced_inset(thai, holder(360, THAI)) is None
    assert mended_inset((latin, thai), holder(360, THAI)) is None


def test_what_stands_off_the_line_is_measured_at_its_size_and_a_key_in_its_face() -> None:
    def wide(run: PlacedRun) -> float:
        return cut_of((run,), LATIN, LATIN.size).whole

    assert wide(PlacedRun("2026", shift=1)) == pytest.approx(wide(PlacedRun("2026")) * 0.667)
    assert wide(PlacedRun("2026", shift=-1)) == wide(PlacedRun("2026", shift=1))
    assert wide(PlacedRun("Ctrl", key=True)) == wide(PlacedRun("Ctrl", code=True))

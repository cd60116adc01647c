"""What a line holds and how high lines are, one rule at a time; nothing is rendered."""

from __future__ import annotations

import pytest

from deck.fit.fonts import Face, advance
from deck.fit.wrap import LINE, Measured, available_height, measure
from deck.model.placed import PlacedParagraph, PlacedRun
from deck.model.template import Level, Placeholder
from deck.model.units import Box, emu_from_points

PLAIN = Level(20.0)
WORDS = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau"


def box(width: float, height: float = 400.0, *, level: Level = PLAIN, columns: int = 1, gutter: int = 0) -> Placeholder:
    area = Box(0, 0, emu_from_points(width), emu_from_points(height))
    return Placeholder("body", 1, "", area, (level, level._replace(size=40.0)), columns=columns, gutter=gutter)


def text(*runs: str | PlacedRun, level: int = 0) -> PlacedParagraph:
    return PlacedParagraph(tuple(PlacedRun(run) if isinstance(run, str) else run for run in runs), level)


def lines(words: str, width: float, level: Level = PLAIN) -> list[str]:
    return [line.text for line in set_in(words, width, level).lines]


def set_in(words: str, width: float, level: Level = PLAIN) -> Measured:
    return measure((text(words),), box(width, level=level), exact=True)


def wide(words: str, size: float = 20.0) -> float:
    return advance(words, size)


def test_insets_make_the_room_narrower_and_lower_the_text() -> None:
    inset = box(300)._replace(insets=(emu_from_points(50), emu_from_points(10), emu_from_points(50), emu_from_points(30)))
    assert measure((text(WORDS),), inset).paragraphs == measure((text(WORDS),), box(200)).paragraphs
    assert available_height(inset) == pytest.approx(360)
    lower = measure((text("a"),), inset, top_inset=emu_from_points(25)).height
    assert lower == pytest.approx(measure((text("a"),), inset).height + 15)
    assert len(measure((text(WORDS),), inset, right_inset=emu_from_points(150)).lines) > len(measure((text(WORDS),), inset).lines)


def test_a_hanging_indent_costs_its_margin_and_a_first_line_indent_the_first_line_alone() -> None:
    margin = emu_from_points(60)
    hanging = set_in(WORDS, 300, PLAIN._replace(margin=margin, indent=-margin))
    assert hanging.paragraphs == set_in(WORDS, 240).paragraphs
    first, *others = lines("aaaa bbbb cccc dddd", wide("aaaa bbbb") + 5, PLAIN._replace(indent=emu_from_points(30)))
    assert first == "aaaa"
    assert others == ["bbbb cccc", "dddd"]


def test_a_margin_of_the_paragraph_overrules_that_of_its_level() -> None:
    moved = text(WORDS)._replace(margin=emu_from_points(100))
    assert measure((moved,), box(300)).paragraphs == measure((text(WORDS),), box(200)).paragraphs


def test_tracking_widens_every_character() -> None:
    (line,) = set_in("tracked", 300, PLAIN._replace(tracking=2.0)).lines
    assert line.width == pytest.approx(wide("tracked") + 7 * 2.0)
    assert lines("one two", wide("one two") + 1, PLAIN._replace(tracking=2.0)) == ["one", "two"]


def test_a_tab_reaches_to_the_next_inch() -> None:
    assert set_in("a\tb", 300).lines[0].width == pytest.approx(72 + wide("b"))
    assert set_in("a\t\tb", 300).lines[0].width == pytest.approx(144 + wide("b"))
    assert lines("a\tb", 72 + wide("b") - 1) == ["a", "b"]
    assert lines("a\tb", 72 + wide("b") + 1) == ["a\tb"]


def test_a_soft_hyphen_shows_only_where_a_line_ends_on_it() -> None:
    assert set_in("soft\u00adhyphen", 300).lines[0].width == pytest.approx(wide("softhyphen"))
    assert lines("soft\u00adhyphen", wide("softhyphen") + 1) == ["soft\u00adhyphen"]
    first, second = set_in("soft\u00adhyphen", wide("soft-") + 40).lines
    assert (first.text, second.text) == ("soft\u00ad", "hyphen")
    assert first.width == pytest.approx(wide("soft-"))
    assert lines("a softly\u00aden", wide("a softly") + 1) == ["a", "softly\u00ad", "en"]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2060"])
def test_no_line_ends_at_a_space_that_forbids_it(space: str) -> None:
    assert lines(f"from 37{space}000 up", wide("from 37000") - 3) == ["from", f"37{space}000 up"]


def test_a_word_wider_than_the_box_is_broken_and_what_follows_stands_behind_its_rest() -> None:
    torn = measure((text("word" * 8 + " and more"),), box(150), exact=True)
    assert torn.broken or torn.torn
    assert "".join(line.text for line in torn.lines).replace(" ", "") == "word" * 8 + "andmore"
    assert max(line.width for line in torn.lines) <= 150
    assert torn.lines[-1].text.endswith("and more")
    assert not measure((text("word and more"),), box(150)).torn


def test_a_very_long_word_is_broken_by_the_width_of_its_letters() -> None:
    first, *_ = lines("W" * 12 + "i" * 30, wide("W" * 12) + 1)
    assert first == "W" * 12


def test_no_line_ends_inside_an_address_or_at_a_slash() -> None:
    assert lines("Two and/or three", wide("Two and/") + 2) == ["Two", "and/or", "three"]


def test_hebrew_prefixes_and_korean_words_stay_whole() -> None:
    prefix = "\u05d4\u05dc\u05d0-\u05e0\u05db\u05d5\u05df"
    assert lines(f"\u05e1\u05e4\u05e8 {prefix}", wide(prefix) + 10, PLAIN._replace(script="Hebr"))[-1] == prefix
    korean = PLAIN._replace(script="Kore")
    assert lines("\uae30\ub85d\uc744 \ub2e4\uc2dc", 80, korean) == ["\uae30\ub85d\uc744", "\ub2e4\uc2dc"]
    assert lines("\ubc84\uc8043\ubd84\uc774\uba74", 62, korean)[0] == "\ubc84\uc8043"


def test_a_space_between_east_asian_and_other_letters_is_not_counted_at_a_line_end() -> None:
    japanese = PLAIN._replace(script="Jpan")
    whole = set_in("\u6700\u521d40\u5206", 300, japanese).lines[0].width
    assert whole == pytest.approx(3 * 20 + wide("40") + 2 * 0.25 * 20)
    first, second = set_in("\u6700\u521d40\u5206", 55, japanese).lines
    assert first.width == pytest.approx(40)
    assert second.text == "40\u5206"


def test_each_run_is_measured_in_its_own_look() -> None:
    mixed = measure((text("plain ", PlacedRun("bold", bold=True), PlacedRun(" code", code=True)),), box(400), exact=True)
    parts = wide("plain ") + advance("bold", 20, Face(bold=True)) + advance(" code", 20, Face(code=True))
    assert mixed.lines[0].width == pytest.approx(parts, rel=0.002)


def test_scripts_are_mixed_on_one_line() -> None:
    apart = sum(advance(part, 20) for part in ("Python ", "\u0437\u0430 ", "\u0e2a\u0e32\u0e21"))
    assert set_in("Python \u0437\u0430 \u0e2a\u0e32\u0e21", 400).lines[0].width == pytest.approx(apart, rel=0.01)


def test_paragraphs_of_two_sizes_advance_by_their_own_and_space_before_the_first_is_none() -> None:
    spaced = PLAIN._replace(before=12.0, line=0.9)
    holder = box(400, level=spaced)
    both = measure((text("small"), text("large", level=1)), holder)
    assert both.height == pytest.approx(LINE * 0.9 * (20 + 40) + 12 + 0.02 * 40)


def test_text_flows_through_columns() -> None:
    gutter = emu_from_points(20)
    plain = measure((text(WORDS),), box(190))
    high = LINE * 20 * (len(plain.lines) // 2 + 1) + 1
    columns = measure((text(WORDS),), box(400, high, columns=2, gutter=gutter))
    assert columns.paragraphs == plain.paragraphs
    assert columns.height < high < plain.height
    assert measure((text(f"{WORDS} {WORDS} {WORDS}"),), box(400, high, columns=2, gutter=gutter)).height > high


def test_a_line_is_set_a_little_short_of_the_box_unless_it_is_measured_exactly() -> None:
    edge = wide("alpha beta") + 0.5
    assert [line.text for line in measure((text("alpha beta"),), box(edge)).lines] == ["alpha", "beta"]
    assert lines("alpha beta", edge) == ["alpha beta"]


def test_a_line_with_something_below_it_is_higher() -> None:
    plainly = measure((text("H", "2", "O"),), box(200))
    below = measure((text("H", PlacedRun("2", shift=-1), "O"),), box(200))
    above = measure((text("H", PlacedRun("2", shift=1), "O"),), box(200))
    assert below.height == pytest.approx(plainly.height + 0.17 * PLAIN.size)
    assert above.height == plainly.height

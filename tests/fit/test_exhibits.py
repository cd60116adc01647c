"""Tables, code, pictures and quotations on their slides: nothing runs off, nothing is distorted, no word is broken."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deck.fit import fit
from deck.fit.arrange import Area
from deck.fit.code import MOST_SLIDES
from deck.fit.tables import AIRY, MOST_ROWS, flow_table
from deck.model.article import Code, Image, Inline, Picture, Run, Span, Table, Tone, Toned, plain
from deck.model.language import Language
from deck.model.placed import PlacedParagraph, PlacedPicture, PlacedSlide, PlacedTable
from deck.model.slides import Deck, Exhibit, Kind, Point, Quotation, Section, Slide, Title
from deck.model.template import Template
from deck.model.units import emu_from_points
from deck.ooxml import read_template
from deck.templates import find_template

ENGLISH, ARABIC = Language("en", "en-US"), Language("ar", "ar-SA", "Arab", right_to_left=True)
SPAN = Span("a.md", 1, 1)
KINDS = {Table: Kind.TABLE, Code: Kind.CODE, Picture: Kind.PICTURE, Quotation: Kind.QUOTE}
SLIDE_WIDTH, SLIDE_HEIGHT = 12_192_000, 6_858_000


@pytest.fixture(scope="module")
def template() -> Template:
    return read_template(find_template("conference", Path()), ENGLISH)


def shown(template: Template, exhibit: Exhibit, language: Language = ENGLISH, **changes: Any) -> tuple[PlacedSlide, ...]:
    """Return the slides of an exhibit, those before it left out."""
    title = Slide("title", Kind.TITLE, SPAN, "title", Title((Run("The talk"),)))
    slide = Slide("s", KINDS[type(exhibit)], SPAN, "s", Title((Run("The title"),)), exhibit=exhibit, instead=((Run("instead"),),))
    deck = Deck(language, "The talk", (), "", (Section("title", "A"), Section("s", "S")), (title, slide._replace(**changes)))
    return fit(deck, template)[0].slides[1:]


def table(*rows: str, aligns: tuple[str, ...] = ()) -> Table:
    """Return a table from rows with bars between the cells."""
    return Table(SPAN, tuple(tuple(cell(text.strip()) for text in row.split("|")) for row in rows), aligns)


def cell(text: str) -> Inline:
    return (Run(text),) if text else ()


def tables(slides: tuple[PlacedSlide, ...]) -> list[PlacedTable]:
    return [shape for slide in slides for shape in slide.shapes if isinstance(shape, PlacedTable)]


def picture(slides: tuple[PlacedSlide, ...]) -> PlacedPicture:
    (found,) = (shape for slide in slides for shape in slide.shapes if isinstance(shape, PlacedPicture))
    return found


def notes(slides: tuple[PlacedSlide, ...]) -> list[str]:
    return [plain(paragraph.text) for slide in slides for paragraph in slide.notes]


def first_cells(placed: PlacedTable) -> list[str]:
    return ["".join(run.text for run in row.cells[0].runs) for row in placed.rows]


def test_a_small_table_takes_one_slide_in_large_type_and_names_its_rows(template: Template) -> None:
    slides = shown(template, table("Name | Size", "one | 1", "two | 2.5"))
    (placed,) = tables(slides)
    assert slides[0].layout == "Table"
    assert placed.size == AIRY[0][0]
    assert placed.names == 0
    assert [c.align for c in placed.rows[1].cells] == ["start", "end"]
    assert sum(placed.columns) == placed.box.width


@pytest.mark.parametrize("language", [ENGLISH, ARABIC])
def test_a_table_that_holds_little_is_narrower_than_the_slide_and_begins_where_its_title_does(
    template: Template, language: Language
) -> None:
    (slide,) = shown(template, table("Name | Size", "one | 1", "two | 2.5"), language)
    (placed,) = tables((slide,))
    room = next(shape.box for shape in slide.shapes if shape.key == "title")
    assert placed.box.width < room.width / 2
    assert placed.box.x == (room.x if language is ENGLISH else room.x + room.width - placed.box.width)


def test_the_room_of_a_narrow_table_stands_between_its_texts(template: Template) -> None:
    (placed,) = tables(shown(template, table("Talk | Room | Minutes | Guests", "one | here | 1 | 2", "two | hall | 2.5 | 7")))
    # words stand at the start, numbers at the end: the first gaps are behind the words, the last before the last number
    first, second, third, fourth = placed.columns
    assert [cell.align for cell in placed.rows[1].cells] == ["start", "start", "end", "end"]
    assert min(first, second, third, fourth) > emu_from_points(70)


def test_a_table_whose_cells_need_second_lines_is_set_smaller(template: Template) -> None:
    long = "so many words that no column holds them on a single line of its own, " * 2
    (placed,) = tables(shown(template, table("Name | What", f"one | {long}", "two | little")))
    assert placed.size <= 24.0


def test_numbers_stand_at_the_end_of_their_column_and_dates_do_not(template: Template) -> None:
    rows = ("a | b | c | d | e", "x | 2024-05-01 | 1,390 | 95 % | $3", "y | 17:30 | 2 | 4 % | 7 km")
    (placed,) = tables(shown(template, table(*rows)))
    assert [c.align for c in placed.rows[1].cells] == ["start", "start", "end", "end", "end"]


@pytest.mark.parametrize(("asked", "language", "align"), [("left", ENGLISH, "start"), ("left", ARABIC, "end"), ("right", ARABIC, "start")])
def test_the_author_says_how_columns_are_aligned(template: Template, asked: str, language: Language, align: str) -> None:
    (placed,) = tables(shown(template, table("a | b", "x | 1", aligns=("", asked)), language))
    assert {run.text: c.align for c in placed.rows[1].cells for run in c.runs}["1"] == align


def test_prose_begins_where_reading_does_wherever_a_column_is_asked_to_stand(template: Template) -> None:
    prose = "A sentence that goes on over more than one line of its cell"
    (placed,) = tables(shown(template, table("A | B", f"x | {prose}", "y | short", aligns=("", "right"))))
    assert {row.cells[1].align for row in placed.rows} == {"start"}


def test_a_table_of_a_right_to_left_deck_begins_at_the_right(template: Template) -> None:
    (placed,) = tables(shown(template, table("a | b", "x | 1"), ARABIC))
    assert ["".join(run.text for run in c.runs) for c in placed.rows[1].cells] == ["1", "x"]
    assert placed.names == 1


def test_rows_of_tall_letters_are_as_high_as_libreoffice_makes_them(template: Template) -> None:
    (placed,) = tables(shown(template, table("a | b", "\u5c0f | 1", "x | y")))
    head, tall, low = (row.height for row in placed.rows)
    assert head == low < tall


def test_many_rows_are_split_evenly_with_the_head_repeated(template: Template) -> None:
    slides = shown(template, table("n | what", *(f"{n} | row" for n in range(20))))
    placed = tables(slides)
    assert [len(part.rows) - 1 for part in placed] == [7, 7, 6]
    assert all(first_cells(part)[0] == "n" for part in placed)
    assert [text for part in placed for text in first_cells(part)[1:]] == [str(n) for n in range(20)]
    assert [slide.name for slide in slides] == [f"The title ({n}/3)" for n in (1, 2, 3)]
    assert len({part.columns for part in placed}) == 1


def test_more_columns_than_fit_are_split_with_the_first_repeated(template: Template) -> None:
    head = " | ".join(f"Measurement{n}" for n in range(16))
    placed = tables(shown(template, table(head, " | ".join(f"value{n}" for n in range(16)))))
    assert len(placed) > 1
    assert {first_cells(part)[1] for part in placed} == {"value0"}
    told = [run.text for part in placed for c in part.rows[1].cells[1:] for run in c.runs]
    assert told == [f"value{n}" for n in range(1, 16)]


@pytest.mark.parametrize(("rows", "columns", "slides"), [(200, 3, 4), (200, 40, 4), (20, 40, 4), (30, 14, 4), (31, 2, 4)])
def test_a_large_table_shows_its_beginning_and_all_of_it_is_said(template: Template, rows: int, columns: int, slides: int) -> None:
    lines = (" | ".join(f"value {n} {m}" for m in range(columns)) for n in range(rows))
    made = shown(template, table(" | ".join(f"column {m}" for m in range(columns)), *lines))
    assert len(made) <= slides
    assert notes(made) == (["instead"] if rows * columns > 100 else [])
    assert all(len(placed.rows) <= 1 + MOST_ROWS and placed.size >= 18 for placed in tables(made))
    assert first_cells(tables(made)[0])[:2] == ["column 0", "value 0 0"]


@pytest.mark.parametrize(
    ("cells", "align"),
    [
        (["1,200.50", "980"], "end"),
        (["12", "–", "", "7 %"], "end"),
        (["12", "13", "closed"], "end"),
        (["12", "closed"], "start"),
        (["–", "✓"], "start"),
    ],
)
def test_amounts_stand_at_the_end_of_their_column(template: Template, cells: list[str], align: str) -> None:
    (placed,) = tables(shown(template, table("a | b", *(f"x | {cell}" for cell in cells))))
    assert placed.rows[1].cells[1].align == align


def test_a_first_column_of_years_names_its_rows(template: Template) -> None:
    (placed,) = tables(shown(template, table("Year | Loaves", "2024 | 1200", "2025 | 1600")))
    assert [cell.align for cell in placed.rows[1].cells] == ["start", "end"]
    assert placed.names == 0
    (placed,) = tables(shown(template, table("Year | Loaves", "2024 | 1200", aligns=("right", ""))))
    assert placed.rows[1].cells[0].align == "end"


def test_the_parts_of_a_wide_table_are_even_and_show_the_same_rows(template: Template) -> None:
    rows = (f"Batch {n} | " + " | ".join(str(n * m) for m in range(1, 40)) for n in range(20))
    made = tables(shown(template, table("Batch | " + " | ".join(f"Hour {m}" for m in range(1, 40)), *rows)))
    assert len({tuple(first_cells(placed)) for placed in made}) == 1
    widths = [len(placed.columns) for placed in made]
    assert max(widths) - min(widths) <= 1


def test_rows_that_say_nothing_are_left_out(template: Template) -> None:
    (placed,) = tables(shown(template, table("a | b", "x | 1", " | ", "y | 2")))
    assert first_cells(placed) == ["a", "x", "y"]


def test_an_empty_head_is_none(template: Template) -> None:
    (placed,) = tables(shown(template, table(" | ", "Flour | 500 g", "Water | 350 g")))
    assert not placed.headed
    assert ["".join(run.text for run in row.cells[0].runs) for row in placed.rows] == ["Flour", "Water"]
    assert [cell.align for cell in placed.rows[0].cells] == ["start", "end"]


@pytest.mark.parametrize("rows", [("Name", "Ada", "Grace"), ("Name | Year",)])
def test_one_column_and_one_row_are_tables(template: Template, rows: tuple[str, ...]) -> None:
    (placed,) = tables(shown(template, table(*rows)))
    assert (len(placed.rows), placed.headed) == (len(rows), True)


def test_a_link_in_a_cell_stays_one(template: Template) -> None:
    linked = table("a | b", "x | y")._replace(rows=(((Run("a"),), (Run("b"),)), ((Run("x"),), (Run("y", link="https://y.example"),))))
    (placed,) = tables(shown(template, linked))
    assert placed.rows[1].cells[1].runs[0].link == "https://y.example"


def rows_of_code(slides: tuple[PlacedSlide, ...]) -> list[PlacedParagraph]:
    return [paragraph for slide in slides for shape in slide.texts if shape.key.startswith("code") for paragraph in shape.paragraphs]


def test_a_line_that_is_too_long_goes_on_further_in_and_is_marked(template: Template) -> None:
    line = "    reply = ask(" + ", ".join(f"value_{n}" for n in range(12)) + ")"
    rows = rows_of_code(shown(template, Code(SPAN, f"if x:\n{line}\n")))
    assert [row.continued for row in rows] == [False, False, True, True][: len(rows)]
    assert "".join(run.text for row in rows[1:] for run in row.runs) == line
    assert all((row.margin or 0) > (row.hang or 0) for row in rows if row.continued)


def test_marked_lines_are_bold_and_the_others_dimmed(template: Template) -> None:
    rows = rows_of_code(shown(template, Code(SPAN, "a = 1\nb = 2\nc = 3", "", (2,), (Toned(0, 1, Tone.NAME), Toned(6, 7, Tone.NAME)))))
    looks = [[(run.text, run.bold, run.tone) for run in row.runs] for row in rows]
    dim, name = str(Tone.DIM), str(Tone.NAME)
    assert looks == [[("a = 1", None, dim)], [("b", True, name), (" = 2", True, "")], [("c = 3", None, dim)]]


def test_code_of_thousands_of_lines_is_set_at_once(template: Template) -> None:
    started = time.perf_counter()
    slides = shown(template, Code(SPAN, "".join(f"x_{n} = f({n})  # a comment\n" for n in range(5000))))
    assert len(slides) == MOST_SLIDES
    assert time.perf_counter() - started < 3


def test_code_with_words_in_high_letters_is_split_not_left_out(template: Template) -> None:
    source = "\n".join(f"def 記録{n}():\n    # 行を保存する\n    # 順番に\n    先.書く({n})\n    return 値\n" for n in range(2)).strip()
    slides = shown(template, Code(SPAN, source))
    assert len(slides) > 1
    assert "\n\n".join("\n".join(part) for part in code(slides)) == source


def test_parts_of_code_are_even_and_begin_with_nothing_that_closes(template: Template) -> None:
    source = "\n".join(f"def f{n}():\n    a = [\n        {n},\n    ]\n    return a" for n in range(3))
    slides = shown(template, Code(SPAN, source))
    parts = code(slides)
    assert "\n".join("\n".join(part) for part in parts) == source
    assert max(map(len, parts)) - min(map(len, parts)) <= 5
    assert all(part[0].startswith("def") for part in parts)


def test_a_table_that_no_slide_holds_is_said_instead(template: Template) -> None:
    slides = shown(template, table("a | b", "x | " + "a sentence that goes on " * 400))
    assert (slides[0].layout, notes(slides)) == ("Title Only", ["instead"])


def test_a_short_legend_lowers_the_table_and_a_long_one_is_left_out(template: Template) -> None:
    small = table("a | b", "x | y")
    (plainly,) = tables(shown(template, small))
    slides = shown(template, small, legend=(Run("It says what follows:"),))
    assert tables(slides)[0].box.y > plainly.box.y
    assert [shape.key for shape in slides[0].texts if shape.key == "legend"] == ["legend"]
    assert tables(shown(template, small, legend=(Run("It says what follows, " * 9),)))[0].box == plainly.box


words = st.text(st.sampled_from("abcdefgh\u4e00\u3042\u0627\u0e01 -"), max_size=60)


@settings(max_examples=80, deadline=None)
@given(st.integers(2, 6).flatmap(lambda n: st.lists(st.lists(words, min_size=n, max_size=n), min_size=2, max_size=14)))
def test_no_table_leaves_its_place(rows: list[list[str]]) -> None:
    template = read_template(find_template("conference", Path()), ENGLISH)
    found = flow_table(Table(SPAN, tuple(tuple(cell(text) for text in row) for row in rows)), (), Area(template, "first"))
    for arrangement in found.arrangements if found else ():
        (placed,) = arrangement.shapes
        assert isinstance(placed, PlacedTable)
        assert sum(placed.columns) <= placed.box.width + len(placed.columns)
        assert sum(row.height for row in placed.rows) == placed.box.height
        assert placed.box.x + placed.box.width <= SLIDE_WIDTH - 700_000
        assert placed.box.y + placed.box.height <= 6_130_000
        assert 1 <= len(placed.rows) <= MOST_ROWS + placed.headed


def code(slides: tuple[PlacedSlide, ...]) -> list[list[str]]:
    found = (shape for slide in slides for shape in slide.texts if shape.key.startswith("code"))
    return [["".join(run.text for run in paragraph.runs) for paragraph in shape.paragraphs] for shape in found]


def test_short_code_is_set_large_with_its_lines_as_they_are(template: Template) -> None:
    slides = shown(template, Code(SPAN, "\n    def f():\n    \treturn 1\n\n    f()\n", "python"))
    assert code(slides) == [["def f():", "    return 1", "", "f()"]]
    assert next(shape for shape in slides[0].texts if shape.key == "code").paragraphs[0].size == 32
    assert notes(slides) == []


def test_long_code_is_split_at_blank_lines(template: Template) -> None:
    source = "\n\n".join("\n".join(f"line_{n}_{m} = {m}" for m in range(5)) for n in range(4))
    slides = shown(template, Code(SPAN, source))
    assert len(slides) == 2
    assert "\n\n".join("\n".join(part) for part in code(slides)) == source
    assert [slide.name for slide in slides] == ["The title (1/2)", "The title (2/2)"]


def test_a_line_before_a_long_block_is_not_left_alone(template: Template) -> None:
    block = "\n".join(f"let loaf_{n} = bake({n}, Duration::from_secs({n}));" for n in range(15))
    code = Code(SPAN, f"use std::time::Duration;\n\n{block}", "")
    parts = [len(shape.paragraphs) for slide in shown(template, code) for shape in slide.texts if shape.key.startswith("code")]
    assert len(parts) == 2
    assert min(parts) > 5


def test_code_beyond_what_a_room_follows_is_said_whole(template: Template) -> None:
    source = "\n".join(f"x{n} = {n}" for n in range(200))
    slides = shown(template, Code(SPAN, source))
    assert len(slides) == MOST_SLIDES
    assert notes(slides) == [source]


def test_code_reads_from_the_left_in_every_language(template: Template) -> None:
    (slide,) = shown(template, Code(SPAN, "a = 1\nb = 2"), ARABIC)
    assert all(p.left_to_right for shape in slide.texts if shape.key == "code" for p in shape.paragraphs)


def image(width: int, height: int, kind: str = "png") -> Picture:
    return Picture(SPAN, "a.png", "what it shows", "", Image("0" * 64, kind, width, height))


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 6000), st.integers(1, 6000), st.sampled_from(["png", "jpeg"]), st.booleans())
def test_no_picture_is_distorted_or_leaves_the_slide(width: int, height: int, kind: str, right_to_left: bool) -> None:
    template = read_template(find_template("conference", Path()), ENGLISH)
    placed = picture(shown(template, image(width, height, kind), ARABIC if right_to_left else ENGLISH))
    left, top, right, bottom = placed.crop
    seen = (width * (1 - (left + right) / 100_000)) / (height * (1 - (top + bottom) / 100_000))
    # a pixel more or less where a picture is only a few of them high
    assert abs(placed.box.width - seen * placed.box.height) <= max(2_000, 0.01 * placed.box.width, seen * 2)
    assert left + right + top + bottom <= 35_000
    assert placed.box.x >= 0 and placed.box.x + placed.box.width <= SLIDE_WIDTH + 1_000
    assert placed.box.y >= 0 and placed.box.y + placed.box.height <= SLIDE_HEIGHT


@pytest.mark.parametrize(
    ("shape", "layout"),
    [
        ((1600, 1200, "jpeg"), "Picture"),
        ((1000, 1400, "jpeg"), "Picture Right"),
        ((1000, 1400, "png"), "Picture Right"),
        ((200, 280, "jpeg"), "Picture"),
        ((2000, 700, "png"), "Wide Picture"),
    ],
)
def test_the_layout_follows_the_shape_of_a_picture(template: Template, shape: tuple[int, int, str], layout: str) -> None:
    assert [slide.layout for slide in shown(template, image(*shape))] == [layout]


def test_a_picture_without_a_word_to_it_has_the_whole_width(template: Template) -> None:
    assert shown(template, image(1600, 1200)._replace(alt=""))[0].layout == "Wide Picture"


def test_a_small_picture_is_not_blown_up(template: Template) -> None:
    assert picture(shown(template, image(120, 90))).box.width == 2 * 914_400


def test_a_caption_that_does_not_fit_is_said(template: Template) -> None:
    short, long = "A caption.", "A caption that goes on. " * 60
    shown_there = shown(template, image(1600, 1200)._replace(caption=short))
    assert [shape.lines for shape in shown_there[0].texts if shape.key == "caption"] == [("A caption.",)]
    assert notes(shown_there) == []
    assert notes(shown(template, image(1600, 1200)._replace(caption=long))) == [long.strip()]


def points(count: int, sentence: str = "It is short.") -> tuple[Point, ...]:
    return tuple(Point(f"s/{n}", SPAN, (Run(f"Lead {n}"),), ((Run(sentence),),), spoken=((Run(f"Said {n}."),),)) for n in range(count))


def test_points_stand_beside_a_picture_with_their_details(template: Template) -> None:
    (slide,) = shown(template, image(1600, 1200), kind=Kind.POINTS, points=points(3))
    assert slide.layout == "Picture and Points"
    text = next(shape for shape in slide.texts if shape.key == "points")
    assert len(text.paragraphs) == 6
    assert picture((slide,)).box.x > text.box.x + text.box.width - 1


def test_points_too_long_for_that_leave_the_picture_a_slide_of_its_own(template: Template) -> None:
    slides = shown(template, image(1600, 1200), kind=Kind.POINTS, points=points(4, "A sentence of some length that needs its room. " * 2))
    assert slides[-1].layout == "Picture"
    assert len(slides) > 1
    assert [slide.key for slide in slides] == ["s", *(f"s+{n}" for n in range(2, len(slides) + 1))]


def test_a_quotation_is_large_and_says_who_said_it(template: Template) -> None:
    (slide,) = shown(template, Quotation(SPAN, ((Run("We were late."),),), (Run("Ada"),)))
    assert slide.layout == "Quote"
    assert [shape.key for shape in slide.texts] == ["title", "quotation", "source", "footer", "number"]
    assert [paragraph.size for paragraph in slide.texts[1].paragraphs] == [None]


def test_a_quotation_that_is_too_long_is_said(template: Template) -> None:
    slides = shown(template, Quotation(SPAN, ((Run("We were late for all of it. " * 30),),)))
    assert (slides[0].layout, notes(slides)) == ("Title Only", ["instead"])


def agenda(template: Template, count: int) -> tuple[PlacedSlide, ...]:
    entries = tuple(Point(f"agenda/{n}", SPAN, (Run(f"Section {n}"),), target=f"s{n}") for n in range(1, count + 1))
    slides = tuple(Slide(f"s{n}", Kind.HEADLINE, SPAN, "s", Title((Run(f"Section {n}"),))) for n in range(1, count + 1))
    plan = Slide("agenda", Kind.AGENDA, SPAN, "title", Title((Run("Agenda"),)), points=entries)
    sections = (Section("title", "A"), Section("s", "S"))
    placed = fit(Deck(ENGLISH, "T", (), "", sections, (plan, *slides)), template)[0].slides
    return tuple(slide for slide in placed if slide.key.startswith("agenda"))


@pytest.mark.parametrize(
    ("count", "layouts"), [(3, ["Agenda"]), (6, ["Agenda"]), (7, ["Agenda in Two Columns"]), (25, ["Agenda in Two Columns"] * 3)]
)
def test_an_agenda_of_any_length_is_numbered_throughout(template: Template, count: int, layouts: list[str]) -> None:
    slides = agenda(template, count)
    assert [slide.layout for slide in slides] == layouts
    entries = [shape for slide in slides for shape in slide.texts if shape.key.startswith("entry")]
    assert [shape.paragraphs[0].number for shape in entries] == list(range(1, count + 1))
    assert [shape.target for shape in entries] == [f"s{n}" for n in range(1, count + 1)]
    sizes = {shape.paragraphs[0].size for shape in entries}
    assert len(sizes) == 1


def test_a_long_run_of_sessions_is_a_list_of_their_names_in_two_columns(template: Template) -> None:
    sentence = "By somebody from a company with a name, on Wednesday afternoon in the large hall."
    run = tuple(Point(f"s/{n}", SPAN, (Run(f"A session with a name of its own {n}"),), ((Run(sentence),),)) for n in range(26))
    title = Slide("s", Kind.POINTS, SPAN, "s", Title((Run("Sessions"),)), points=run)
    slides = fit(Deck(ENGLISH, "T", (), "", (Section("s", "S"),), (title,)), template)[0].slides
    assert {slide.layout for slide in slides} == {"Two Lists"}
    assert len(slides) <= 4
    counts = [sum(len(shape.paragraphs) for shape in slide.texts if shape.key.startswith("points")) for slide in slides]
    assert sum(counts) == 26
    assert all(0 <= a - b <= 1 for a, b in pairwise(counts))


@pytest.mark.parametrize("language", [ENGLISH, ARABIC])
def test_a_tall_picture_stands_beside_its_title_and_clear_of_the_edges(template: Template, language: Language) -> None:
    mirrored = read_template(find_template("conference", Path()), language)
    (slide,) = shown(mirrored, image(800, 1400), language)
    (placed,) = (shape for shape in slide.shapes if isinstance(shape, PlacedPicture))
    title = next(shape for shape in slide.texts if shape.key == "title")
    assert placed.box.height > 0.8 * 6_858_000 and placed.crop == (0, 0, 0, 0)
    assert placed.box.x >= 700_000 and placed.box.x + placed.box.width <= SLIDE_WIDTH - 700_000
    apart = placed.box.x + placed.box.width <= title.box.x if language is ARABIC else placed.box.x >= title.box.x + title.box.width
    assert apart


def test_a_tall_picture_of_few_pixels_stays_below_its_title(template: Template) -> None:
    (slide,) = shown(template, image(100, 180))
    assert slide.layout == "Picture"

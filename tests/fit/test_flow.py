"""What gives way, and in which order: sizes, then a split, then details, then sizes again, then one point a slide."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from deck.errors import ArticleError
from deck.fit import fit
from deck.fit.flow import split
from deck.fit.furniture import title_shape
from deck.fit.wrap import measure
from deck.model.article import Run, Span, plain
from deck.model.language import Language
from deck.model.placed import PlacedDeck, PlacedSlide
from deck.model.slides import Deck, Kind, Point, Section, Slide, Title
from deck.model.template import Template
from deck.ooxml import read_template
from deck.templates import find_template

ENGLISH = Language("en", "en-US")
SPAN = Span("a.md", 1, 1)
SHORT = "It is short."
MEDIUM = "A sentence of some length that still fits beside its lead without any trouble at all."
LONG = "A sentence that goes on and on, " + "adding one clause after another, " * 30 + "and only then stops."


@pytest.fixture(scope="module")
def template() -> Template:
    return read_template(find_template("conference", Path()), ENGLISH)


def point(n: int, sentence: str, lead: str = "Lead of the point") -> Point:
    return Point(f"s/{n}", SPAN, (Run(f"{lead} {n}"),), ((Run(sentence),), (Run("A second sentence."),)), spoken=((Run(sentence),),))


def placed(template: Template, points: list[Point], **changes: Any) -> tuple[PlacedSlide, ...]:
    slide = Slide("s", Kind.POINTS, SPAN, "s", Title((Run("The title"),)), points=tuple(points))._replace(**changes)
    return fit_deck(template, slide).slides


def fit_deck(template: Template, *slides: Slide) -> PlacedDeck:
    title = Slide("title", Kind.TITLE, SPAN, "title", Title((Run("The talk"),)))
    deck = Deck(ENGLISH, "The talk", (), "", (Section("title", "Start"), Section("s", "S")), (title, *slides))
    return fit(deck, template)[0]


def texts(slide: PlacedSlide) -> str:
    return " ".join(run.text for shape in slide.texts for p in shape.paragraphs for run in p.runs).replace("\u00a0", " ")


def sizes(slide: PlacedSlide, template: Template, key: str) -> set[float]:
    layout = template.layout(slide.layout)
    assert layout is not None
    found = set()
    for shape in slide.texts:
        holder = layout.placeholder(shape.idx)
        if holder and shape.key.startswith(key):
            found |= {paragraph.size or holder.levels[paragraph.level].size for paragraph in shape.paragraphs}
    return found


def test_points_are_split_evenly_the_longer_part_first() -> None:
    points = tuple(point(n, SHORT) for n in range(7))
    assert [len(part) for part in split(points, 2)] == [4, 3]
    assert [len(part) for part in split(points[:5], 2)] == [3, 2]


def test_three_short_points_share_a_slide_with_their_details(template: Template) -> None:
    slides = placed(template, [point(n, SHORT) for n in range(3)])
    assert [slide.layout for slide in slides[1:]] == ["Three Points"]
    assert texts(slides[1]).count(SHORT) == 3


def test_only_the_first_whole_sentence_is_shown(template: Template) -> None:
    assert "A second sentence." not in texts(placed(template, [point(1, SHORT), point(2, SHORT)])[1])


def test_all_sentences_are_shown_with_detail_full(template: Template) -> None:
    assert texts(placed(template, [point(1, SHORT), point(2, SHORT)], detail="full")[1]).count("A second sentence.") == 2


def test_four_points_that_fit_at_22_points_or_more_share_a_slide(template: Template) -> None:
    (slide,) = placed(template, [point(n, MEDIUM) for n in range(4)])[1:]
    assert slide.layout == "Four Points"
    assert min(sizes(slide, template, "detail")) >= 22


def test_four_points_of_more_than_ninety_words_are_split_in_two(template: Template) -> None:
    slides = placed(template, [point(n, f"{MEDIUM[:-1]}, and then some.") for n in range(4)])[1:]
    assert [texts(slide).count("and then some.") for slide in slides] == [2, 2]
    assert [slide.name for slide in slides] == ["The title (1/2)", "The title (2/2)"]
    assert [slide.key for slide in slides] == ["s", "s+2"]
    assert sizes(slides[0], template, "detail") == sizes(slides[1], template, "detail")


def test_two_points_too_long_for_a_slide_show_leads_only_and_say_so(template: Template) -> None:
    title = Slide("title", Kind.TITLE, SPAN, "title", Title((Run("The talk"),)))
    slide = Slide("s", Kind.POINTS, SPAN, "s", Title((Run("The title"),)), points=(point(1, LONG), point(2, SHORT)))
    deck = Deck(ENGLISH, "The talk", (), "", (Section("title", "Start"), Section("s", "S")), (title, slide))
    fitted, found = fit(deck, template)
    assert LONG not in texts(fitted.slides[1])
    assert SHORT not in texts(fitted.slides[1])
    assert "Lead of the point 1" in texts(fitted.slides[1])
    assert [finding.code for finding in found] == ["D401"]
    assert found[0].message.startswith("slide 2 shows leads only")


def test_leads_alone_are_large_and_below_22_points_only_where_they_must(template: Template) -> None:
    (slide,) = placed(template, [point(1, LONG), point(2, LONG)])[1:]
    assert min(sizes(slide, template, "point")) > 22
    slides = placed(template, [point(n, LONG, "A lead of words " * 24) for n in range(2)])[1:]
    assert 18 <= min(size for slide in slides for size in sizes(slide, template, "point")) < 22


def test_a_point_on_a_slide_of_its_own_is_as_large_as_it_can_be_read(template: Template) -> None:
    for words in (100, 144, 180):
        slides = placed(template, [point(n, LONG, "A lead of words that no slide shares " * (words // 8)) for n in range(2)])[1:]
        assert min(size for slide in slides for size in sizes(slide, template, "point")) >= 18


@pytest.mark.parametrize("count", range(1, 14))
@pytest.mark.parametrize("sentence", [SHORT, MEDIUM, LONG])
def test_no_point_is_lost_and_none_is_shown_twice(template: Template, count: int, sentence: str) -> None:
    slides = placed(template, [point(n, sentence, "Lead number") for n in range(count)])
    whole = " | ".join(texts(slide) for slide in slides) + " "
    assert [whole.count(f"Lead number {n} ") for n in range(count)] == [1] * count


@pytest.mark.parametrize("sentence", [SHORT, MEDIUM, LONG])
def test_details_are_on_all_points_or_on_none(template: Template, sentence: str) -> None:
    for slide in placed(template, [point(1, sentence), point(2, SHORT), point(3, MEDIUM)])[1:]:
        shown = [text in texts(slide) for text in (sentence, SHORT, MEDIUM)]
        assert len(set(shown)) == 1


def test_a_lead_of_any_length_stays_whole(template: Template) -> None:
    lead = "A lead that never ends " * 40
    slides = placed(template, [point(1, SHORT, lead), point(2, SHORT)])
    assert any(lead.strip() in texts(slide) for slide in slides)


def test_a_title_of_any_length_stays_whole_and_in_its_box(template: Template) -> None:
    name = "An endless title about everything and more " * 9
    slides = placed(template, [point(1, SHORT), point(2, SHORT)], title=Title((Run(name.strip()),)))
    title = slides[1].texts[0]
    assert name.strip() in texts(slides[1])
    assert title.height <= title.box.height / 12_700 + 0.5


@pytest.mark.parametrize("words", [4, 8, 16, 24, 40])
def test_a_large_title_takes_three_lines_at_most(template: Template, words: int) -> None:
    for layout in (layout for layout in template.layouts if layout.title):
        title = title_shape(layout, Title((Run(("Everything " * words).strip()),)))
        size = title.paragraphs[0].size
        assert len(title.lines) <= 3 or (size is not None and size <= 24), layout.name


def test_a_run_in_lead_stays_one_paragraph_with_its_sentence(template: Template) -> None:
    run_in = Point("s/1", SPAN, (Run("If it holds,"),), ((Run(" all of it changes."),),), runs_in=True)
    (slide,) = placed(template, [run_in, point(2, SHORT)])[1:]
    joined = ["".join(run.text for run in p.runs).replace("\u00a0", " ") for shape in slide.texts for p in shape.paragraphs]
    assert "If it holds, all of it changes." in joined


@pytest.mark.parametrize("layout", ["", "rows"])
def test_a_run_in_lead_is_never_torn_into_a_row(template: Template, layout: str) -> None:
    run_in = Point("s/1", SPAN, (Run("If it holds,"),), ((Run(" all of it changes."),),), runs_in=True)
    (slide,) = placed(template, [run_in, point(2, SHORT), point(3, SHORT)], layout=layout)[1:]
    assert texts(slide).count("all of it changes.") == 1
    assert not any(shape.key.startswith("lead ") for shape in slide.texts)


def test_a_layout_asked_for_is_taken_when_it_can_carry_the_points(template: Template) -> None:
    (slide,) = placed(template, [point(1, SHORT), point(2, SHORT)], layout="rows")[1:]
    assert slide.layout == "Two Points"


def test_two_columns_are_not_repeated_slide_after_slide(template: Template) -> None:
    slide = Slide(
        "s", Kind.POINTS, SPAN, "s", Title((Run("The title"),)), points=(point(1, MEDIUM, "A lead of five words"), point(2, MEDIUM))
    )
    deck = fit_deck(template, *(slide._replace(key=f"s{n}", section=f"s{n}") for n in range(4)))
    assert len({placed.layout for placed in deck.slides[1:]}) == 2


def test_a_slide_of_contrast_is_not_followed_by_another(template: Template) -> None:
    slide = Slide("s", Kind.POINTS, SPAN, "s", Title((Run("The title"),)), points=(point(1, SHORT, "Then"), point(2, SHORT, "Now")))
    deck = fit_deck(template, *(slide._replace(key=f"s{n}", section=f"s{n}") for n in range(4)))
    layouts = [placed.layout for placed in deck.slides[1:]]
    assert layouts[0] == "Contrast"
    assert ("Contrast", "Contrast") not in pairwise(layouts)


def test_notes_hold_cues_rule_and_the_whole_text_in_this_order(template: Template) -> None:
    own = ((Run("Smile."),),)
    (slide,) = placed(template, [point(1, SHORT), point(2, SHORT)], own_notes=own, spoken=((Run("Before."),),))[1:]
    lines = [plain(paragraph.text) for paragraph in slide.notes]
    assert lines == ["Smile.", "Lead of the point 1", "Lead of the point 2", "———", "Before.", SHORT, SHORT]
    assert [paragraph.derived for paragraph in slide.notes].count(True) == 1


def test_a_plain_list_takes_two_columns_from_five_short_bullets_on(template: Template) -> None:
    bullets = [Point(f"s/{n}", SPAN, (), ((Run(f"Bullet {n}"),),)) for n in range(6)]
    (slide,) = placed(template, bullets, kind=Kind.LIST)[1:]
    assert slide.layout == "Two Lists"
    assert all(f"Bullet {n}" in texts(slide) for n in range(6))


def test_many_bullets_flow_over_slides_and_none_is_lost(template: Template) -> None:
    bullets = [
        Point(f"s/{n}", SPAN, (), ((Run(f"Bullet number {n}, which is somewhat longer than eight short words."),),)) for n in range(23)
    ]
    slides = placed(template, bullets, kind=Kind.LIST)[1:]
    whole = " ".join(texts(slide) for slide in slides)
    assert all(f"Bullet number {n}," in whole for n in range(23))
    assert max(texts(slide).count("Bullet number") for slide in slides) - min(texts(slide).count("Bullet number") for slide in slides) <= 1


def test_a_bullet_with_more_below_it_than_a_slide_holds_is_repeated_above_the_rest(template: Template) -> None:
    below = tuple(Point(f"s/b{n}", SPAN, (), ((Run(f"Child {n}."),),), spoken=((Run(f"Child {n}."),),)) for n in range(30))
    bullet = Point("s/1", SPAN, (), ((Run("The parent"),),), spoken=((Run("The parent"),),), children=below)
    slides = placed(template, [bullet], kind=Kind.LIST)[1:]
    assert all("The parent" in texts(slide) for slide in slides)
    assert all(sum(texts(slide).count(f"Child {n}.") for slide in slides) == 1 for n in range(30))
    said = [plain(paragraph.text) for slide in slides for paragraph in slide.notes]
    assert said.count("The parent") == 1
    assert min(size for slide in slides for size in sizes(slide, template, "points")) >= 18


@pytest.mark.parametrize("lead", ["x" * 600, "https://example.org/" + "path/" * 60, "字" * 200])
def test_a_word_that_fits_at_no_size_is_broken_and_makes_nothing_small(template: Template, lead: str) -> None:
    slides = placed(template, [point(1, SHORT, lead), point(2, SHORT), point(3, SHORT)])[1:]
    whole = " ".join(texts(slide) for slide in slides)
    assert lead in whole
    assert "Lead of the point 3" in whole
    assert min(size for slide in slides for key in ("lead", "detail", "point") for size in sizes(slide, template, key)) >= 18


def test_a_lead_as_long_as_a_book_is_an_error_at_its_line(template: Template) -> None:
    with pytest.raises(ArticleError, match="too long for any slide"):
        placed(template, [point(1, SHORT, "word " * 20_000)])


def test_text_below_18_points_is_an_error_wherever_it_stands(template: Template) -> None:
    slide = Slide("title", Kind.TITLE, SPAN, "title", Title((Run("The talk"),)), under=((Run("A subtitle that goes on and on. " * 30)),))
    deck = Deck(ENGLISH, "The talk", (), "", (Section("title", "Start"),), (slide,))
    assert [finding.code for finding in fit(deck, template)[1]] == ["D403"]


def test_an_ordered_list_is_numbered_by_the_program_that_shows_it(template: Template) -> None:
    bullets = [Point(f"s/{n}", SPAN, (), ((Run(f"Step {n}"),),), number=n) for n in (9, 10)]
    (slide,) = placed(template, bullets, kind=Kind.LIST)[1:]
    paragraphs = next(shape for shape in slide.texts if shape.key == "points").paragraphs
    assert [paragraph.number for paragraph in paragraphs] == [9, 10]
    assert all(paragraph.margin and paragraph.margin >= 12_700 * 1.4 * (paragraph.size or 26) for paragraph in paragraphs)


def test_a_continuation_is_numbered_within_its_own_slide(template: Template) -> None:
    first = Slide("s", Kind.POINTS, SPAN, "s", Title((Run("The title"),)), points=(point(1, SHORT), point(2, SHORT)))
    listed = tuple(Point(f"s~2/{n}", SPAN, (), ((Run(f"Bullet {n} " + "word " * 12),),)) for n in range(12))
    deck = fit_deck(template, first, first._replace(key="s~2", kind=Kind.LIST, points=listed))
    keys = [slide.key for slide in deck.slides[1:]]
    assert keys[:2] == ["s", "s~2"]
    assert keys[2:] == [f"s~2+{n}" for n in range(2, len(keys))]
    assert deck.slides[1].name == f"The title (1/{len(keys)})"


def test_the_points_of_an_intro_are_no_continuation_of_the_title_slide(template: Template) -> None:
    slide = Slide("title~2", Kind.POINTS, SPAN, "title", Title((Run("The talk"),)), points=(point(1, SHORT), point(2, SHORT)))
    assert [placed.name for placed in fit_deck(template, slide).slides] == ["The talk", "The talk"]


def test_groups_are_numbered_cards_or_as_asked_a_chapter(template: Template) -> None:
    groups = tuple(Point(f"s/{n}", SPAN, (Run(f"Group {n}"),)) for n in range(3))
    slide = Slide("s", Kind.CHAPTER, SPAN, "s", Title((Run("The title"),)), points=groups)
    deck = fit_deck(template, slide, slide._replace(key="t", section="t", layout="section"))
    assert [placed.layout for placed in deck.slides[1:]] == ["Three Cards", "Chapter"]
    numbers = [shape for shape in deck.slides[1].texts if shape.key.startswith("number ")]
    assert ["".join(run.text for p in shape.paragraphs for run in p.runs) for shape in numbers] == ["1", "2", "3"]


def test_details_of_columns_begin_at_one_height(template: Template) -> None:
    slides = placed(template, [point(1, MEDIUM, "A lead that is long enough to take two lines or three"), point(2, MEDIUM)], layout="duo")
    left, right = (shape for shape in slides[1].texts if shape.key.startswith("point "))
    layout = template.layout("Duo")
    assert layout is not None
    heights = []
    for shape in (left, right):
        holder = layout.placeholder(shape.idx)
        assert holder is not None
        head = measure(shape.paragraphs[:1], holder, right_inset=shape.right_inset)
        before = shape.paragraphs[1].before
        heights.append(head.height + (holder.levels[1].before if before is None else before))
    assert heights[0] == pytest.approx(heights[1], abs=0.2)


def test_bullets_nested_deeper_than_a_slide_shows_are_in_its_notes(template: Template) -> None:
    chain: tuple[Point, ...] = ()
    for n in reversed(range(38)):
        chain = (Point(f"s/{n}", SPAN, (), ((Run(f"Level {n}."),),), spoken=((Run(f"Level {n}."),),), children=chain),)
    slides = placed(template, list(chain), kind=Kind.LIST)[1:]
    shown = [texts(slide) for slide in slides]
    assert [n for n in range(38) if any(f"Level {n}." in text for text in shown)] == [0, 1, 2]
    said = [plain(paragraph.text) for slide in slides for paragraph in slide.notes]
    assert said == [f"Level {n}." for n in range(38)]
    assert {p.level for slide in slides for shape in slide.texts if shape.key == "points" for p in shape.paragraphs} == {0, 1, 2}


def test_a_long_word_is_whole_where_any_way_of_arranging_holds_it(template: Template) -> None:
    word = "Rückwärtskompatibilitätsversprechen"
    (slide,) = placed(template, [point(1, SHORT, word), point(2, SHORT), point(3, SHORT)])[1:]
    assert slide.layout == "Stack"


def test_evening_out_a_title_breaks_no_word(template: Template) -> None:
    name = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung und andere Altlasten"
    title = placed(template, [point(1, SHORT), point(2, SHORT)], title=Title((Run(name),)))[1].texts[0]
    assert title.lines[0].startswith("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung")

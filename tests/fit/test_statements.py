"""Whole sentences below a title: large, calm, in placeholders of the master, and what gives way when they do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from deck.fit import fit
from deck.model.article import Image, Inline, Picture, Run, Span
from deck.model.language import Language
from deck.model.placed import PlacedPicture, PlacedShape, PlacedSlide
from deck.model.slides import Deck, Kind, Section, Slide, Title
from deck.model.template import Template
from deck.ooxml import read_template
from deck.templates import find_template
from deck.words import languages

ENGLISH = Language("en", "en-US")
SPAN = Span("a.md", 1, 1)
SHORT = "Slow builds hide bad tests in every one of the 40 mills."
LONG = "Every miller of the northern towns measures the wind by hand, " * 2 + "and nobody writes it down."
ENDLESS = "Every miller of the northern towns measures the wind by hand, " * 20 + "and nobody writes it down."
JAPANESE = "新しいキャッシュはすべての要求の80%に応答し、残りは二台の機械で処理します。"
ARABIC = "تكلف الشبكة كلها أربعة آلاف دولار في السنة بدلًا من عشرة آلاف قبل ذلك."


@pytest.fixture(scope="module")
def template() -> Template:
    return read_template(find_template("conference", Path()), ENGLISH)


def meant(*sentences: str, key: str = "s", layout: str = "", exhibit: Picture | None = None) -> Slide:
    kind = Kind.PICTURE if exhibit else Kind.HEADLINE
    statements: tuple[Inline, ...] = tuple((Run(text, bold=True),) for text in sentences)
    slide = Slide(key, kind, SPAN, "s", Title((Run("The title"),)), layout=layout, exhibit=exhibit, statements=statements)
    return slide._replace(spoken=tuple((Run(text),) for text in sentences))


def placed(template: Template, *slides: Slide, language: Language = ENGLISH) -> tuple[PlacedSlide, ...]:
    title = Slide("title", Kind.TITLE, SPAN, "title", Title((Run("The talk"),)))
    deck = Deck(language, "The talk", (), "", (Section("title", "A"), Section("s", "S")), (title, *slides))
    return fit(deck, template)[0].slides[1:]


def stated(slide: PlacedSlide) -> list[PlacedShape]:
    return [shape for shape in slide.texts if shape.key.startswith("sentence")]


def texts(slide: PlacedSlide) -> list[str]:
    found = ("".join(run.text for run in paragraph.runs) for shape in stated(slide) for paragraph in shape.paragraphs)
    return [text.replace("\u00a0", " ").replace("\u2011", "-") for text in found]


@pytest.mark.parametrize(("count", "layout"), [(1, "Sentence"), (2, "Two Sentences"), (3, "Three Sentences")])
@pytest.mark.parametrize(("tag", "text"), [("en", SHORT), ("en", LONG), ("ja", JAPANESE), ("ar", ARABIC)])
def test_sentences_stand_whole_and_alike_in_placeholders_of_their_own(tag: str, text: str, count: int, layout: str) -> None:
    language = languages()[tag]
    own = read_template(find_template("conference", Path()), language)
    (slide,) = placed(own, meant(*[text] * count), language=language)
    assert slide.layout == layout
    assert texts(slide) == [text] * count
    assert len({shape.paragraphs[0].size for shape in stated(slide)}) == 1
    assert all((shape.paragraphs[0].size or 22) >= 22 for shape in stated(slide))


def test_no_sentence_is_set_as_a_bullet_or_as_a_lead(template: Template) -> None:
    picture = Picture(SPAN, "a.png", "A mill", image=Image("0" * 64, "png", 800, 600))
    for slide in placed(template, meant(SHORT), meant(SHORT, LONG, key="t"), meant(SHORT, key="u", exhibit=picture)):
        layout = template.layout(slide.layout)
        assert layout is not None
        for shape in stated(slide):
            holder = layout.placeholder(shape.idx)
            assert holder is not None
            for paragraph in shape.paragraphs:
                level = holder.levels[paragraph.level]
                assert (level.bold, level.indent) == (False, 0)
                assert not any(run.bold for run in paragraph.runs)


def test_two_dark_slides_never_follow_each_other(template: Template) -> None:
    slides = placed(template, *(meant(SHORT, key=f"s{n}") for n in range(3)))
    assert [slide.layout for slide in slides] == ["Sentence", "Title Only", "Sentence"]
    assert [texts(slide) for slide in slides] == [[SHORT]] * 3


def test_where_sentences_do_not_fit_the_longest_gives_way_and_then_the_title_stands_alone(template: Template) -> None:
    fewer, alone = placed(template, meant(SHORT, ENDLESS, SHORT), meant(ENDLESS, key="t"))
    assert (fewer.layout, texts(fewer)) == ("Two Sentences", [SHORT, SHORT])
    assert (alone.layout, texts(alone)) == ("Title Only", [])


def test_all_of_it_is_said_all_the_same(template: Template) -> None:
    (slide,) = placed(template, meant(SHORT, ENDLESS))
    assert ["".join(run.text for run in paragraph.text) for paragraph in slide.notes] == [SHORT, ENDLESS]


@pytest.mark.parametrize(("layout", "shown"), [("statement", [SHORT]), ("section", []), ("question", [])])
def test_a_layout_that_the_author_asks_for_wins(template: Template, layout: str, shown: list[str]) -> None:
    _, slide = placed(template, meant(SHORT), meant(SHORT, key="t", layout=layout))
    assert texts(slide) == shown


def test_a_picture_stands_beside_as_many_sentences_as_fit(template: Template) -> None:
    picture = Picture(SPAN, "a.png", "A mill", image=Image("0" * 64, "png", 800, 600))
    both, fewer, none = placed(
        template,
        meant(SHORT, LONG, exhibit=picture),
        meant(SHORT, ENDLESS, key="t", exhibit=picture),
        meant(ENDLESS, key="u", exhibit=picture),
    )
    assert texts(both) == [SHORT, LONG]
    assert texts(fewer) == [SHORT]
    assert texts(none) == []
    assert all(any(isinstance(shape, PlacedPicture) for shape in slide.shapes) for slide in (both, fewer, none))


def test_a_picture_that_needs_the_whole_width_stands_alone(template: Template) -> None:
    picture = Picture(SPAN, "a.png", "A mill", image=Image("0" * 64, "png", 1600, 400))
    (slide,) = placed(template, meant(SHORT, exhibit=picture))
    assert (slide.layout, texts(slide)) == ("Wide Picture", [])

"""Pictures that stand together: each whole, in order, with its words, and on no more slides than that takes."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deck.fit import fit
from deck.model.article import Image, Picture, Run, Span
from deck.model.language import Language
from deck.model.placed import PlacedPicture, PlacedShape, PlacedSlide
from deck.model.slides import Deck, Gallery, Kind, Section, Slide, Title
from deck.model.template import Template
from deck.model.units import Box
from deck.ooxml import read_template
from deck.templates import find_template

ENGLISH, ARABIC = Language("en", "en-US"), Language("ar", "ar-SA", "Arab", right_to_left=True)
SPAN = Span("a.md", 1, 1)
WIDTH, HEIGHT = 12_192_000, 6_858_000


@pytest.fixture(scope="module")
def template() -> Template:
    return read_template(find_template("conference", Path()), ENGLISH)


@pytest.fixture(scope="module")
def mirrored() -> Template:
    return read_template(find_template("conference", Path()), ARABIC)


def picture(n: int, width: int = 1200, height: int = 800, words: str = "") -> Picture:
    return Picture(SPAN, f"{n}.png", words, words, Image(str(n), "png", width, height))


def shown(template: Template, *pictures: Picture, language: Language = ENGLISH) -> tuple[PlacedSlide, ...]:
    title = Slide("title", Kind.TITLE, SPAN, "title", Title((Run("The talk"),)))
    slide = Slide("s", Kind.PICTURE, SPAN, "s", Title((Run("The title"),)), exhibit=Gallery(SPAN, pictures))
    deck = Deck(language, "The talk", (), "", (Section("title", "A"), Section("s", "S")), (title, slide))
    return fit(deck, template)[0].slides[1:]


def pictures(slide: PlacedSlide) -> list[PlacedPicture]:
    return [shape for shape in slide.shapes if isinstance(shape, PlacedPicture)]


def meet(one: Box, other: Box) -> bool:
    apart = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not (apart or one.y + one.height <= other.y or other.y + other.height <= one.y)


@pytest.mark.parametrize(
    ("count", "layouts"),
    [(2, "Two"), (3, "Three"), (4, "Four"), (5, "Two Three"), (6, "Three Three"), (7, "Four Three"), (8, "Four Four"), (9, "Three " * 3)],
)
def test_many_pictures_are_shared_out_evenly(template: Template, count: int, layouts: str) -> None:
    slides = shown(template, *(picture(n) for n in range(count)))
    assert [slide.layout for slide in slides] == [f"{word} Pictures" for word in layouts.split()]
    assert [shape.image.digest for slide in slides for shape in pictures(slide)] == [str(n) for n in range(count)]


def test_a_picture_is_followed_by_its_words(template: Template) -> None:
    (slide,) = shown(template, picture(1, words="One"), picture(2), picture(3, words="Three"))
    keys = [shape.key for shape in slide.shapes]
    start = keys.index("picture 1")
    assert keys[start : start + 5] == ["picture 1", "caption 1", "picture 2", "picture 3", "caption 3"]
    assert [shape.alt for shape in pictures(slide)] == ["One", "", "Three"]
    assert len({shape.box.height for shape in pictures(slide)}) == 1


def test_words_that_do_not_fit_are_said_and_the_pictures_are_larger(template: Template) -> None:
    (small,) = shown(template, picture(1, words="One"), picture(2, words="Two"))
    (large,) = shown(template, picture(1, words="One"), picture(2, words="A long sentence about it. " * 40))
    assert not [shape for shape in large.shapes if shape.key.startswith("caption")]
    assert [paragraph.text[0].text.split()[0] for paragraph in large.notes] == ["One", "A"]
    assert [shape.box.width for shape in pictures(small)] <= [shape.box.width for shape in pictures(large)]


def test_two_panoramas_stand_one_below_the_other(template: Template) -> None:
    (slide,) = shown(template, picture(1, 2400, 500), picture(2, 2400, 500))
    one, other = (shape.box for shape in pictures(slide))
    assert one.x == other.x and one.y < other.y


def test_pictures_are_read_from_the_right_where_words_are(mirrored: Template) -> None:
    for words in ("", "\u0643\u0644\u0645\u0627\u062a"):
        (slide,) = shown(mirrored, picture(1, words=words), picture(2, words=words), language=ARABIC)
        one, other = (shape.box for shape in pictures(slide))
        assert one.x > other.x


SIDES = st.integers(60, 3000)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(SIDES, SIDES, st.sampled_from(["", "", "Words", "Some more words about what is to be seen"])), min_size=2, max_size=9
    )
)
def test_nothing_is_distorted_runs_off_or_lies_upon_another(template: Template, found: list[tuple[int, int, str]]) -> None:
    slides = shown(template, *(picture(n, width, height, words) for n, (width, height, words) in enumerate(found)))
    assert sum(len(pictures(slide)) for slide in slides) == len(found)
    for slide in slides:
        boxes = [shape.box for shape in slide.shapes if isinstance(shape, PlacedPicture)]
        texts = [shape.box for shape in slide.shapes if isinstance(shape, PlacedShape) and not shape.key.startswith(("footer", "number"))]
        for shape in pictures(slide):
            assert shape.box.x >= 0 and shape.box.y >= 0
            assert shape.box.x + shape.box.width <= WIDTH and shape.box.y + shape.box.height <= HEIGHT
            exact = shape.box.height * shape.image.width / shape.image.height
            assert abs(exact - shape.box.width) <= max(2, shape.image.width / shape.image.height) + 2
            assert not any(shape.crop)
        assert not any(meet(one, other) for one, other in combinations(boxes, 2))
        assert not any(meet(box, text) for box in boxes for text in texts)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_pictures_of_other_shapes_stand_in_even_rows_with_their_words_right_below(template: Template, count: int) -> None:
    sizes = ((1600, 1000), (1000, 1000), (800, 1400), (1200, 800))[:count]
    (slide,) = shown(template, *(picture(n, *size, "words") for n, size in enumerate(sizes)))
    for one in pictures(slide):
        n = one.key.removeprefix("picture ")
        (caption,) = (shape for shape in slide.shapes if isinstance(shape, PlacedShape) and shape.key == f"caption {n}")
        assert caption.apart and (caption.box.x, caption.box.width) == (one.box.x, one.box.width)
        assert 0 < caption.box.y - one.box.y - one.box.height < 100_000
        assert caption.box.y + caption.box.height <= HEIGHT - 450_000
    first, *others = pictures(slide)
    assert all(abs(one.box.height - first.box.height) <= 1 for one in others if one.box.y == first.box.y)

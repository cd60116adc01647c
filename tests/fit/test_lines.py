"""Laws of lines, held on random slides of all languages without drawing them: widths, heights, titles, splits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import pytest

from deck.fit import fit
from deck.fit.endings import HYPHENS, MOST_FILLED, ends_badly
from deck.fit.flow import split
from deck.fit.furniture import title_shape
from deck.fit.pieces import cut_of
from deck.fit.wrap import Line, available_height, level_of, margin_of, measure
from deck.model.article import Run, plain
from deck.model.language import Language
from deck.model.placed import PlacedDeck, PlacedRun, PlacedShape
from deck.model.slides import Deck, Kind, Point, Slide, Title
from deck.model.template import Placeholder, Template
from deck.model.units import points
from deck.ooxml import read_template
from deck.templates import find_template
from deck.typeset import typeset
from deck.words import words_for
from random_slides import SPAN, VOCABULARY, collected, deck_of

ENGLISH = Language("en", "en-US")
CONFERENCE = find_template("conference", Path())
MOST_LINES = 4


class Text(NamedTuple):
    """A filled placeholder, and what it should say where that is known."""

    language: str
    holder: Placeholder
    shape: PlacedShape


@cache
def template_of(language: Language) -> Template:
    return read_template(CONFERENCE, language)


@cache
def random_decks() -> tuple[tuple[Deck, PlacedDeck], ...]:
    """Return random slides, a deck for each language."""
    drafts = collected(100)
    found = []
    for code in VOCABULARY:
        deck = deck_of(code, [draft for draft in drafts if draft.language == code])
        deck = typeset(deck, partial(lambda words, _: words, words_for(deck.language.tag)))
        found.append((deck, fit(deck, template_of(deck.language))[0]))
    return tuple(found)


def texts() -> Iterator[Text]:
    for deck, placed in random_decks():
        for slide in placed.slides:
            layout = template_of(deck.language).layout(slide.layout)
            assert layout is not None
            for shape in slide.texts:
                yield Text(deck.language.code, next(p for p in layout.placeholders if (p.kind, p.idx) == (shape.kind, shape.idx)), shape)


def test_no_line_is_wider_than_its_box() -> None:
    """Not even one that holds a single unbreakable word: such a word is broken, and then counts as broken."""
    for text in texts():
        shape, holder = text.shape, text.holder
        end = holder.insets[2] if shape.right_inset is None else shape.right_inset
        inside = points(holder.box.width - holder.insets[0] - end)
        measured = measure(shape.paragraphs, holder, top_inset=shape.top_inset, right_inset=shape.right_inset)
        for paragraph, lines in zip(shape.paragraphs, measured.paragraphs, strict=True):
            room = inside - points(margin_of(level_of(holder, paragraph), paragraph))
            assert all(line.width <= room for line in lines), (text.language, shape.key, shape.lines)


def test_no_text_is_taller_than_its_box() -> None:
    for text in texts():
        assert text.shape.height <= available_height(text.holder) + 0.5, (text.language, text.shape.key)


def test_no_character_of_a_point_or_a_title_is_cut() -> None:
    for deck, placed in random_decks():
        shown = "".join(squeezed(text) for slide in placed.slides for text in written(slide.texts))
        for slide in deck.slides:
            assert squeezed(plain(slide.title.text)) in shown
            assert all(squeezed(plain(point.lead)) in shown for point in slide.points if slide.kind is Kind.POINTS)


def test_a_word_is_broken_only_where_no_size_that_can_be_read_holds_it() -> None:
    for text in texts():
        measured = measure(text.shape.paragraphs, text.holder, right_inset=text.shape.right_inset)
        sizes = [paragraph.size or level_of(text.holder, paragraph).size for paragraph in text.shape.paragraphs]
        if text.shape.key.startswith(("title", "lead", "detail", "point ", "points")) and min(sizes) > 18:
            assert not measured.torn, (text.language, text.shape.key, text.shape.lines)


@pytest.mark.parametrize("count", range(1, 31))
@pytest.mark.parametrize("parts", range(1, 9))
def test_parts_are_even_the_longer_first_and_no_point_is_torn(count: int, parts: int) -> None:
    whole = tuple(Point(f"s/{n}", SPAN, (Run(str(n)),)) for n in range(count))
    found = split(whole, min(parts, count))
    sizes = [len(part) for part in found]
    assert tuple(point for part in found for point in part) == whole
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] - sizes[-1] <= 1


def test_no_slide_is_left_with_one_point_where_two_fit_together() -> None:
    """A slide of points is split into parts of two and more unless every point stands alone."""
    for deck, placed in random_decks():
        for slide in (slide for slide in deck.slides if slide.kind is Kind.POINTS and len(slide.points) > 1):
            counts = [shown_points(part.texts, slide) for part in placed.slides if part.section == slide.section]
            assert min(counts) >= 2 or max(counts) == 1, (deck.language.code, counts)
            assert max(counts) - min(counts) <= 1, (deck.language.code, counts)


def shown_points(shapes: tuple[PlacedShape, ...], slide: Slide) -> int:
    """Return how many points stand on a slide: as shapes of their own, or as paragraphs of the first level in one."""
    own = [shape for shape in shapes if shape.key.startswith(("lead ", "point "))]
    return len(own) or sum(p.level == 0 for shape in shapes if shape.key == "points" for p in shape.paragraphs)


def written(shapes: tuple[PlacedShape, ...]) -> Iterator[str]:
    return ("".join(run.text for p in shape.paragraphs for run in p.runs) for shape in shapes)


def squeezed(text: str) -> str:
    return "".join(text.replace("\u2011", "-").split())


def titles() -> Iterator[Text]:
    """Yield the titles whose lines can be evened out: some, but not so many that it is prose, and no words that only a dictionary knows."""
    for text in texts():
        if text.shape.key == "title" and 1 < len(text.shape.lines) <= MOST_LINES:
            cuts = [cut_of(p.runs, level_of(text.holder, p), 20) for p in text.shape.paragraphs]
            if not any(cut.by_words or cut.mixed or cut.longest > MOST_FILLED * points(text.holder.box.width) for cut in cuts):
                yield text


def at_other_widths(text: Text) -> Iterator[tuple[int, tuple[Line, ...]]]:
    """Yield the lines of a title at other widths that cost it no line and hold its lines safely, with the inset."""
    holder, count = text.holder, len(text.shape.lines)
    for step in range(60):
        inset = holder.insets[2] + round(holder.box.width * step / 100)
        measured = measure(text.shape.paragraphs, holder, right_inset=inset)
        if len(measured.lines) > count or measured.torn or measured.broken:
            return
        if not measured.fragile:
            yield inset, measured.lines


def test_no_width_ends_the_lines_of_a_title_better() -> None:
    """So no word stands alone below a title and no line of it ends on a hyphen where any width avoids it."""
    for text in titles():
        now = measure(text.shape.paragraphs, text.holder, right_inset=text.shape.right_inset)
        best = min((ends_badly(lines) for _, lines in at_other_widths(text)), default=99)
        assert ends_badly(now.lines) <= best, (text.language, text.shape.lines)


def test_a_title_is_balanced() -> None:
    for text in titles():
        now = measure(text.shape.paragraphs, text.holder, right_inset=text.shape.right_inset)
        longest = max(line.width for line in now.lines)
        others = [max(line.width for line in lines) for _, lines in at_other_widths(text) if ends_badly(lines) <= ends_badly(now.lines)]
        assert longest <= min(others, default=longest) * 1.1, (text.language, text.shape.lines)


def test_a_title_breaks_after_its_colon_where_that_costs_no_line() -> None:
    for deck, placed in random_decks():
        two_toned = {slide.key: slide.title for slide in deck.slides if slide.title.claim}
        for slide in (slide for slide in placed.slides if slide.section in two_toned):
            title, layout = two_toned[slide.section], template_of(deck.language).layout(slide.layout)
            shape = next(shape for shape in slide.texts if shape.key == "title")
            assert layout is not None
            assert layout.title is not None
            if len(shape.lines) > 1 and not breaks_after(shape, title):
                assert lines_when_broken(shape, layout.title, title) > len(shape.lines), (deck.language.code, shape.lines)


def breaks_after(shape: PlacedShape, title: Title) -> bool:
    """Tell whether a line of a title ends where its topic does."""
    topic = squeezed(plain(title.topic))
    return topic in {squeezed("".join(shape.lines[:n])) for n in range(1, len(shape.lines))}


def lines_when_broken(shape: PlacedShape, holder: Placeholder, title: Title) -> int:
    """Return how many lines a title takes with a break after its topic."""
    (paragraph,) = shape.paragraphs
    text, at = "".join(run.text for run in paragraph.runs), len(plain(title.topic))
    head, tail = PlacedRun(text[:at]), PlacedRun(text[at:].lstrip(), bold=paragraph.runs[-1].bold)
    return sum(len(measure((paragraph._replace(runs=(run,)),), holder).lines) for run in (head, tail))


@pytest.mark.parametrize("words", range(2, 30))
def test_no_word_stands_alone_below_a_title_of_like_words(words: int) -> None:
    for layout in (layout for layout in template_of(ENGLISH).layouts if layout.title):
        shape = title_shape(layout, Title((Run(" ".join(["measured"] * words)),)))
        if len(shape.lines) > 1:
            assert len(shape.lines[-1].split()) > 1 or words <= len(shape.lines) * 2 - 1, (layout.name, shape.lines)


@pytest.mark.parametrize("words", range(4, 19))
def test_no_line_of_a_title_ends_on_a_hyphen(words: int) -> None:
    for layout in (layout for layout in template_of(ENGLISH).layouts if layout.title):
        shape = title_shape(
            layout, Title((Run(" ".join(["open-source", "is", "not", "a", "one-way", "street"][n % 6] for n in range(words))),))
        )
        assert not any(line.endswith(HYPHENS) for line in shape.lines[:-1]), (layout.name, shape.lines)

"""Texts of two sides, or in another place: they fit after a merge, and what a hand sized stays as it is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deck.findings import Finding, Severity
from deck.fit import fit, settled
from deck.fit.filling import Frame, set_plainly
from deck.fit.merged_text import Decks, text_of
from deck.model.article import Run, Span
from deck.model.found import Body, FoundDeck, FoundParagraph, FoundRun, FoundShape, FoundSlide
from deck.model.merged import At, Merged, MergedBody, MergedParagraph, MergedShape, MergedSlide, Piece, Side
from deck.model.placed import PlacedShape
from deck.model.slides import Deck, Kind, Point, Section, Slide, Title
from deck.model.template import Layout, Template
from deck.model.units import Box
from deck.ooxml import read_template
from deck.templates import find_template
from deck.words import languages

SPAN = Span("a.md", 1, 1)
WORDS = {
    "en": ("The oil", "Pour it slowly into the bowl, and stir it all the time until it is one with the water."),
    "ja": ("油のこと", "新しいキャッシュはすべての要求の八割に応答し、残りは二台の機械で処理します。"),
    "ar": ("زيت الزيتون", "تكلف الشبكة كلها أربعة آلاف دولار في السنة بدلًا من عشرة آلاف قبل ذلك."),
}


@cache
def template(tag: str = "en") -> Template:
    return read_template(find_template("conference", Path()), languages()[tag])


@cache
def made(tag: str = "en", points: int = 3, times: int = 1, lead: int = 1) -> FoundSlide:
    """Return a slide of points as a file has it that was just written."""
    head, said = WORDS[tag]
    every = tuple(Point(f"s/{n}", SPAN, (Run(f"{head} {n} " * lead),), ((Run(" ".join([said] * times)),),)) for n in range(points))
    slides = (
        Slide("title", Kind.TITLE, SPAN, "title", Title((Run("The talk"),))),
        Slide("s", Kind.POINTS, SPAN, "s", Title((Run("Bread"),)), (Run("01 · Bread"),), points=every),
    )
    deck = Deck(languages()[tag], "The talk", (), "", (Section("title", "A"), Section("s", "S")), slides)
    placed = fit(deck, template(tag))[0].slides[1]
    return FoundSlide(placed.key, placed.layout, tuple(map(found, placed.texts)))


def found(shape: PlacedShape) -> FoundShape:
    body = tuple(
        FoundParagraph(tuple(FoundRun(run.text, size=paragraph.size, bold=run.bold) for run in paragraph.runs), level=paragraph.level)
        for paragraph in shape.paragraphs
    )
    return FoundShape(shape.key.capitalize(), kind=shape.kind, idx=shape.idx, box=shape.box, bodies=(body,))


def said(text: str, size: float | None = None) -> FoundParagraph:
    return FoundParagraph((FoundRun(text, size=size),))


def place_of(slide: FoundSlide, name: str) -> int:
    return next(n for n, shape in enumerate(slide.shapes) if shape.name == name)


def with_shape(slide: FoundSlide, name: str, **changes: object) -> FoundSlide:
    shapes = list(slide.shapes)
    n = place_of(slide, name)
    values = {**shapes[n]._asdict(), **changes}
    shapes[n] = FoundShape(**values)
    return slide._replace(shapes=tuple(shapes))


def with_text(slide: FoundSlide, name: str, *texts: str) -> FoundSlide:
    """Return the slide with other words in a shape, as large as they were."""
    size = slide.shapes[place_of(slide, name)].bodies[0][0].size
    return with_shape(slide, name, bodies=(tuple(said(text, size) for text in texts),))


def both(slide: FoundSlide, **bodies: MergedBody) -> MergedSlide:
    """Return a slide of both sides; `bodies` by the name of the shape."""
    shapes = tuple(MergedShape((0, n), (0, n), bodies=(b,) if (b := bodies.get(s.name)) else None) for n, s in enumerate(slide.shapes))
    return MergedSlide("s", 0, 0, shapes=shapes)


def joined(disk: FoundSlide, new: FoundSlide, name: str, *, sized: bool = False) -> MergedParagraph:
    """Return the first paragraphs of both sides as one, the disk's words first."""
    n = place_of(disk, name)
    ends = (len(side.shapes[n].bodies[0][0].text) for side in (disk, new))
    pieces = tuple(Piece(side, 0, end) for side, end in zip((Side.DISK, Side.NEW), ends, strict=True))
    return MergedParagraph(At(0, n, 0, 0), At(0, n, 0, 0), pieces, dressed=not sized, sized=sized)


def settle(slide: MergedSlide, disk: FoundSlide, new: FoundSlide, tag: str = "en") -> tuple[MergedSlide, tuple[Finding, ...]]:
    merged, told = settled(Merged((slide,)), FoundDeck((disk,)), FoundDeck((new,)), template(tag))
    return merged.slides[0], told


def layout(slide: FoundSlide, tag: str = "en") -> Layout:
    known = template(tag).layout(slide.layout)
    assert known is not None
    return known


def sizes(
    slide: MergedSlide, disk: FoundSlide, new: FoundSlide, name: str, tag: str = "en", *, whole_words: bool = True
) -> list[float | None]:
    """Return the sizes of a shape's paragraphs in the result, and check that they fit."""
    n = place_of(new, name)
    shape = slide.shapes[n]
    body = shape.bodies[0] if shape.bodies else tuple(MergedParagraph(disk=At(0, n, 0, i)) for i in range(len(disk.shapes[n].bodies[0])))
    holder = layout(new, tag).placeholder(new.shapes[n].idx)
    assert holder is not None
    frame = Frame(name, holder)
    text = text_of(body, Decks(FoundDeck((disk,)), FoundDeck((new,))), frame)
    filled = set_plainly(frame, tuple(paragraph.placed for paragraph in text))
    assert filled.fits
    assert not (whole_words and filled.torn)
    return [paragraph.placed.size for paragraph in text]


@pytest.mark.parametrize("tag", WORDS)
def test_words_of_both_sides_are_set_smaller_until_they_fit_and_their_like_with_them(tag: str) -> None:
    new = made(tag, 3)
    disk = with_text(new, "Detail 1", new.shapes[place_of(new, "Detail 1")].text + " " + WORDS[tag][1][:20])
    before = [sizes(both(new), new, new, f"Detail {n}", tag)[0] for n in (1, 2, 3)]
    assert len(set(before)) == 1
    longer = with_text(new, "Detail 1", WORDS[tag][1][: 20 if tag == "ja" else 50])
    slide, told = settle(both(new, **{"Detail 1": (joined(disk, longer, "Detail 1"),)}), disk, longer, tag)
    assert not told
    after = [sizes(slide, disk, longer, f"Detail {n}", tag)[0] for n in (1, 2, 3)]
    assert len(set(after)) == 1
    assert 18 <= (after[0] or 0) < (before[0] or 0)
    # a lead is no detail, and the title stays as well
    assert [shape.bodies is None for shape in slide.shapes] == [not shape.name.startswith("Detail") for shape in new.shapes]


def test_a_text_that_fits_keeps_its_size() -> None:
    new = made()
    disk = with_text(new, "Lead 1", "Oil")
    merged = both(new, **{"Lead 1": (joined(disk, with_text(new, "Lead 1", " too"), "Lead 1"),)})
    assert settle(merged, disk, with_text(new, "Lead 1", " too")) == (merged, ())


ENDLESS = "It goes on and on, and then it goes on again. " * 12


def test_a_text_that_one_side_has_in_this_place_stays_as_it_is_however_long() -> None:
    new = made()
    long = with_text(new, "Detail 1", ENDLESS)
    n = place_of(new, "Detail 1")
    at = At(0, n, 0, 0)
    for body in (
        (MergedParagraph(disk=at),),
        (MergedParagraph(at, at, (Piece(Side.DISK, 0, 7), Piece(Side.DISK, 7, len(ENDLESS))), dressed=True),),
    ):
        merged = both(new, **{"Detail 1": body})
        assert settle(merged, long, new) == (merged, ())
    theirs = both(new, **{"Detail 1": (MergedParagraph(new=at),)})
    assert settle(theirs, new, long) == (theirs, ())
    assert settle(both(new), long, new) == (both(new), ())


def test_what_a_hand_sized_stays_while_the_rest_gives_way() -> None:
    new = made(points=3)
    n = place_of(new, "Detail 1")
    size = new.shapes[n].bodies[0][0].size
    more = "It may be cold, or warm, or hot."
    disk = with_shape(new, "Detail 1", bodies=((said(more, 30), said("Pour it.", size)),))
    body = (MergedParagraph(disk=At(0, n, 0, 0), sized=True), MergedParagraph(new=At(0, n, 0, 0)))
    slide, told = settle(both(new, **{"Detail 1": body}), disk, new)
    assert not told
    assert sizes(slide, disk, new, "Detail 1")[0] == 30
    assert (sizes(slide, disk, new, "Detail 1")[1] or 0) < (size or 28)
    alone = both(new, **{"Detail 1": (joined(disk, with_text(new, "Detail 1", ENDLESS), "Detail 1", sized=True),)})
    slide, told = settle(alone, disk, with_text(new, "Detail 1", ENDLESS))
    assert slide == alone
    assert [finding.code for finding in told] == ["D506"]


def test_a_sibling_of_another_size_is_left_alone() -> None:
    new = made(points=3)
    disk = with_shape(new, "Detail 2", bodies=((said("Short.", 40),),))
    longer = with_text(new, "Detail 1", WORDS["en"][1])
    slide, _ = settle(both(new, **{"Detail 1": (joined(disk, longer, "Detail 1"),)}), disk, longer)
    assert slide.shapes[place_of(new, "Detail 1")].bodies
    assert slide.shapes[place_of(new, "Detail 2")].bodies is None
    assert slide.shapes[place_of(new, "Detail 3")].bodies


def test_what_fits_at_no_size_is_set_small_and_told() -> None:
    new = made()
    disk, longer = with_text(new, "Detail 1", ENDLESS), with_text(new, "Detail 1", ENDLESS + "Again.")
    slide, told = settle(both(new, **{"Detail 1": (joined(disk, longer, "Detail 1"),)}), disk, longer)
    body = (slide.shapes[place_of(new, "Detail 1")].bodies or ((),))[0]
    assert [paragraph.size for paragraph in body] == [18]
    (finding,) = told
    assert (finding.code, finding.severity, finding.slide) == ("D506", Severity.WARNING, "s")
    assert finding.message.startswith("slide 1: “Detail 1” has more text than fits, even at 18 points")


def smaller(box: Box | None) -> Box:
    assert box is not None
    return Box(box.x, box.y, box.width // 2, box.height // 2)


def test_a_text_of_the_disk_in_a_narrower_place_is_set_smaller() -> None:
    stack = made(points=1, times=2)
    n = place_of(stack, "Points")
    narrow = with_shape(with_text(stack, "Points", "Short."), "Points", box=smaller(stack.shapes[n].box))
    merged = both(stack)
    shapes = tuple(s._replace(place=Side.NEW) if i == n else s for i, s in enumerate(merged.shapes))
    slide, told = settle(merged._replace(shapes=shapes), stack, narrow)
    body = (slide.shapes[n].bodies or ((),))[0]
    before = [paragraph.size or 0 for paragraph in stack.shapes[n].bodies[0]]
    assert not told
    assert [paragraph.disk for paragraph in body] == [At(0, n, 0, 0), At(0, n, 0, 1)]
    # a lead stays larger than what is said of it
    assert all((paragraph.size or 0) < was or not was for paragraph, was in zip(body, before, strict=True))
    assert (body[0].size or 0) > (body[1].size or 0) >= 18


def test_words_of_the_article_in_a_box_that_a_hand_made_small() -> None:
    new = made(points=1, times=2)
    n = place_of(new, "Points")
    disk = with_shape(with_text(new, "Points", "Short."), "Points", box=smaller(new.shapes[n].box), own_box=True)
    merged = both(new, Points=tuple(MergedParagraph(new=At(0, n, 0, i)) for i in range(2)))
    slide, told = settle(merged, disk, new)
    assert not told
    assert slide.shapes[n].bodies != merged.shapes[n].bodies
    assert settle(merged, with_text(new, "Points", "Short."), new) == (merged, ())


def test_insets_of_the_shape_itself_count() -> None:
    new = made(points=1, times=1)
    n = place_of(new, "Points")
    box = new.shapes[n].box
    assert box is not None
    merged = both(new, Points=tuple(MergedParagraph(At(0, n, 0, i), At(0, n, 0, i), dressed=True) for i in range(2)))
    other = with_text(new, "Points", "x", "y")
    assert settle(merged, new, other) == (merged, ())
    inset = with_shape(new, "Points", insets=(None, None, box.width * 3 // 4, None))
    moved = merged._replace(layout=Side.NEW)
    slide, _ = settle(moved, inset._replace(layout="Two Lists"), other)
    assert slide.shapes[n].bodies != moved.shapes[n].bodies
    assert settle(moved, new._replace(layout="Two Lists"), other)[0] == moved


def test_a_bullet_that_a_hand_added_stays_even_with_those_beside_it() -> None:
    new = made(points=1, times=1)
    n = place_of(new, "Points")
    detail = new.shapes[n].bodies[0][1]
    disk = with_shape(new, "Points", bodies=((new.shapes[n].bodies[0][0], _at(detail, 26), _at(detail, 26), _at(detail, 25)),))
    ours = with_shape(new, "Points", bodies=((new.shapes[n].bodies[0][0], _at(detail, 22)),))
    body = (
        *(MergedParagraph(At(0, n, 0, i), At(0, n, 0, i), dressed=True) for i in range(2)),
        MergedParagraph(disk=At(0, n, 0, 2)),
        MergedParagraph(disk=At(0, n, 0, 3)),
    )
    slide, _ = settle(both(new, Points=body), disk, ours)
    assert [paragraph.size for paragraph in (slide.shapes[n].bodies or ((),))[0]] == [None, None, 22, None]


def test_a_bullet_that_a_hand_added_stays_even_with_those_that_the_article_set_anew() -> None:
    new = made(points=1, times=1)
    n = place_of(new, "Points")
    lead, detail = new.shapes[n].bodies[0]
    ours = with_shape(new, "Points", bodies=((lead, _at(detail, 22)),))
    body = (MergedParagraph(new=At(0, n, 0, 0)), MergedParagraph(new=At(0, n, 0, 1)), MergedParagraph(disk=At(0, n, 0, 2)))
    for size, expected in ((26.0, 22.0), (30.0, None)):
        disk = with_shape(new, "Points", bodies=((lead, _at(detail, 26), _at(detail, size)),))
        slide, _ = settle(both(new, Points=body), disk, ours)
        assert [paragraph.size for paragraph in (slide.shapes[n].bodies or ((),))[0]] == [None, None, expected]


def _at(paragraph: FoundParagraph, size: float) -> FoundParagraph:
    return paragraph._replace(runs=tuple(run._replace(size=size) for run in paragraph.runs))


def test_a_slide_of_one_side_a_table_and_a_shape_of_no_placeholder_are_left_alone() -> None:
    new = made()
    disk, longer = with_text(new, "Detail 1", ENDLESS), with_text(new, "Detail 1", ENDLESS + "Again.")
    merged = both(new, **{"Detail 1": (joined(disk, longer, "Detail 1"),)})
    for side in Side:
        assert settle(merged._replace(whole=side), disk, longer) == (merged._replace(whole=side), ())
    for changes in ({"tag": "graphicFrame", "columns": 2}, {"kind": ""}, {"kind": "body", "idx": 99}):
        one, other = (with_shape(slide, "Detail 1", **changes) for slide in (disk, longer))
        assert settle(merged, one, other) == (merged, ())


def test_a_layout_that_another_program_renamed_is_the_one_of_the_new_slide() -> None:
    new = made()
    disk, longer = with_text(new, "Detail 1", ENDLESS)._replace(layout="Blank Slide"), with_text(new, "Detail 1", ENDLESS + "Again.")
    merged = both(new, **{"Detail 1": (joined(disk, longer, "Detail 1"),)})
    assert settle(merged, disk, longer)[1]
    assert settle(merged, disk, longer._replace(layout="Nobody knows")) == (merged, ())


def test_small_print_gives_way_below_what_is_read_from_the_last_row() -> None:
    new = made()
    n = place_of(new, "Kicker")
    text = "Oil and flour and fire and water and salt and " * 2 + "some more "
    disk, longer = with_text(new, "Kicker", text), with_text(new, "Kicker", "the mill")
    slide, _ = settle(both(new, Kicker=(joined(disk, longer, "Kicker"),)), disk, longer)
    (paragraph,) = (slide.shapes[n].bodies or ((),))[0]
    assert 12 <= (paragraph.size or 0) < 16


def test_words_that_come_in_are_as_bold_as_their_left_neighbour() -> None:
    disk = FoundParagraph((FoundRun("Oil ", bold=True), FoundRun("runs")))
    new = FoundParagraph((FoundRun("now fast "),))
    decks = Decks(*(FoundDeck((FoundSlide("s", "", (FoundShape("A", bodies=((p,),)),)),)) for p in (disk, new)))
    holder = layout(made()).placeholder(30)
    assert holder is not None
    pieces = (Piece(Side.NEW, 0, 4), Piece(Side.DISK, 0, 4), Piece(Side.NEW, 4, 9), Piece(Side.DISK, 4, 8))
    (text,) = text_of((MergedParagraph(At(0, 0, 0, 0), At(0, 0, 0, 0), pieces),), decks, Frame("a", holder))
    assert [(run.text, run.bold) for run in text.placed.runs] == [("now Oil fast ", True), ("runs", None)]


def test_space_and_margins_that_a_paragraph_sets_itself_count() -> None:
    new = made(points=1)
    n = place_of(new, "Points")
    other = with_text(new, "Points", "x", "y")
    merged = both(new, Points=tuple(MergedParagraph(At(0, n, 0, i), At(0, n, 0, i)) for i in range(2)))._replace(layout=Side.NEW)
    elsewhere = new._replace(layout="Two Lists")
    assert settle(merged, elsewhere, other)[0] == merged
    for changes in ({"before": 400.0}, {"margin": 9_500_000}):
        body = tuple(FoundParagraph(**{**paragraph._asdict(), **changes}) for paragraph in new.shapes[n].bodies[0])
        disk = with_shape(elsewhere, "Points", bodies=(body,))
        assert settle(merged, disk, other)[0] != merged


texts = st.one_of(*(st.text(st.sampled_from(letters), max_size=240) for letters in ("abc defg hij klm ", "\u6f22\u3042", "\u0627\u0644 ")))
paragraphs = st.builds(said, texts, st.sampled_from([None, 14.0, 18.0, 24.0, 32.0, 40.0]))
bodies = st.lists(paragraphs, min_size=1, max_size=3).map(tuple)


@given(theirs=st.tuples(*[bodies] * 3), ours=st.tuples(*[bodies] * 3), data=st.data())
@settings(max_examples=60, deadline=None)
def test_of_any_merge_all_fits_or_is_told(theirs: tuple[Body, ...], ours: tuple[Body, ...], data: st.DataObject) -> None:
    disk = new = made()
    names = ("Lead 1", "Lead 2", "Detail 1")
    for name, before, now in zip(names, theirs, ours, strict=True):
        disk, new = with_shape(disk, name, bodies=(before,)), with_shape(new, name, bodies=(now,))
    merged: dict[str, MergedBody] = {}
    for name in names:
        n = place_of(new, name)
        count = min(len(disk.shapes[n].bodies[0]), len(new.shapes[n].bodies[0]))
        merged[name] = tuple(data.draw(st.sampled_from(_ways(n, i, disk, new))) for i in range(count))
    slide, _ = settle(both(new, **merged), disk, new)
    for name in names:
        n = place_of(new, name)
        for paragraph, was in zip((slide.shapes[n].bodies or ((),))[0], merged[name], strict=True):
            assert paragraph._replace(size=None) == was
            assert paragraph.size is None or not paragraph.sized
            assert paragraph.size is None or paragraph.size >= 12
        by_itself, told = settle(both(new, **{name: merged[name]}), disk, new)
        if by_itself.shapes[n].bodies != (merged[name],) and not told:
            # its like may have made it smaller still, and words break elsewhere then
            sizes(slide, disk, new, name, whole_words=False)
    lone = {name: [MergedParagraph(At(0, place_of(new, name), 0, i)) for i in range(len(body))] for name, body in merged.items()}
    alone = both(new, **{name: tuple(body) for name, body in lone.items()})
    whole = all(len(disk.shapes[place_of(new, name)].bodies[0]) == len(merged[name]) for name in names)
    assert not whole or settle(alone, disk, new) == (alone, ())


def _ways(n: int, i: int, disk: FoundSlide, new: FoundSlide) -> list[MergedParagraph]:
    """Return what may become of two paragraphs."""
    at = At(0, n, 0, i)
    theirs, ours = (side.shapes[n].bodies[0][i].text for side in (disk, new))
    pieces = (Piece(Side.DISK, 0, len(theirs) // 2), Piece(Side.NEW, 0, len(ours)), Piece(Side.DISK, len(theirs) // 2, len(theirs)))
    together = MergedParagraph(at, at, pieces)
    return [together, together._replace(dressed=True), together._replace(sized=True), MergedParagraph(at), MergedParagraph(None, at)]

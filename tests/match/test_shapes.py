"""Which shape on disk is which of the base."""

from __future__ import annotations

import pytest

from deck.match import match
from deck.model.found import FoundDeck, FoundShape, FoundSlide
from deck.model.units import Box
from found_decks import body, by_libreoffice, digest_only, put, shape, slide, stripped

SHAPES = (
    shape("Title", "Why bridges sing", kind="title", idx=0),
    shape("Lead 1", "Wind pulls every cable", idx=30, at=1),
    shape("Detail 1", "Each has a pitch of its own, and choirs have noticed.", idx=40, at=2),
    shape("Lead 2", "Engineers tune dampers", idx=31, at=3),
    shape("Detail 2", "A damper that hums has done its work for the day.", idx=41, at=4),
    shape("Picture", kind="pic", idx=70, at=5, tag="pic", image="cable"),
    shape("Footer", "A talk", kind="ftr", idx=11, at=6),
    shape("Number", "4", kind="sldNum", idx=12, at=7),
)
BASE = slide("bridges", *SHAPES)
SAME = {n: n for n in range(len(SHAPES))}
every_editor = pytest.mark.parametrize("saved", [lambda deck: deck, by_libreoffice, stripped], ids=["marked", "libreoffice", "stripped"])
unmarked = pytest.mark.parametrize("saved", [by_libreoffice, stripped], ids=["libreoffice", "stripped"])


def pairs_of(disk: FoundSlide, base: FoundSlide = BASE, saved=lambda deck: deck) -> dict[int, int]:  # type: ignore[no-untyped-def]
    """Return which shape is which on the one slide of two decks, the same with a base that has digests alone."""
    found, other = (match(saved(FoundDeck((disk,))), side) for side in (FoundDeck((base,)), digest_only(FoundDeck((base,)))))
    assert found.slides == other.slides == {0: 0}
    return {i: j for (_, i), (_, j) in found.shapes.items()}


def drawn(name: str, *texts: str, at: int) -> FoundShape:
    """Return a text box that a person drew."""
    return shape(name, *texts, kind="", idx=0, at=at)._replace(guid="{FOREIGN}")


def with_shapes(*shapes: FoundShape) -> FoundSlide:
    return BASE._replace(shapes=shapes)


@every_editor
def test_all_are_known_in_another_order_of_drawing(saved) -> None:  # type: ignore[no-untyped-def]
    assert pairs_of(with_shapes(*reversed(BASE.shapes)), saved=saved) == {n: 7 - n for n in SAME}


@every_editor
def test_all_are_known_though_each_was_moved(saved) -> None:  # type: ignore[no-untyped-def]
    moved = (x._replace(box=x.box and x.box._replace(x=x.box.x + 3_000_000, y=x.box.y + 400_000)) for x in BASE.shapes)
    assert pairs_of(with_shapes(*moved), saved=saved) == SAME


@every_editor
def test_a_text_written_anew_in_its_place_is_the_same(saved) -> None:  # type: ignore[no-untyped-def]
    anew = BASE.shapes[4]._replace(bodies=(body("Nothing of the old words is left in here."),))
    assert pairs_of(with_shapes(*put(BASE.shapes, 4, anew)), saved=saved) == SAME


def test_a_placeholder_written_anew_and_moved_is_the_only_one_left() -> None:
    anew = BASE.shapes[4]._replace(bodies=(body("Nothing of the old words is left."),), box=Box(9_500_000, 6_000_000, 900_000, 300_000))
    assert pairs_of(with_shapes(*put(BASE.shapes, 4, anew)), saved=by_libreoffice) == SAME


@every_editor
def test_a_text_box_that_was_added_is_no_text_that_was_deleted(saved) -> None:  # type: ignore[no-untyped-def]
    box = drawn("TextBox 9", "Ask me about Tacoma", at=0)._replace(box=Box(8_000_000, 6_200_000, 2_000_000, 300_000))
    found = pairs_of(with_shapes(*put(BASE.shapes, 4), box), saved=saved)
    assert found == {0: 0, 1: 1, 2: 2, 3: 3, 4: 5, 5: 6, 6: 7}


def test_where_marks_are_a_text_box_in_the_place_of_a_deleted_text_is_new() -> None:
    box = drawn("TextBox 9", "Ask me about Tacoma", at=4)
    assert pairs_of(with_shapes(*put(BASE.shapes, 4, box))) == {n: n for n in SAME if n != 4}


@every_editor
def test_what_was_grouped_has_no_partner(saved) -> None:  # type: ignore[no-untyped-def]
    group = FoundShape("Group 5", tag="grpSp", box=BASE.shapes[2].box, bodies=(*BASE.shapes[1].bodies, *BASE.shapes[2].bodies), inside="x")
    found = pairs_of(with_shapes(BASE.shapes[0], group, *BASE.shapes[3:]), saved=saved)
    assert found == {0: 0, **{n: n + 1 for n in range(2, 7)}}


def test_a_copied_shape_has_the_name_and_no_partner() -> None:
    copy = BASE.shapes[1]._replace(guid="{NEW}")
    assert pairs_of(with_shapes(*BASE.shapes, copy)) == SAME


def test_of_shapes_of_one_name_the_most_similar_is_the_original() -> None:
    bare = [x._replace(guid="") for x in BASE.shapes]
    edited = bare[1]._replace(bodies=(body("Rain does, too"),))
    assert pairs_of(with_shapes(edited, *bare)) == {n + 1: n for n in SAME}


@every_editor
def test_a_replaced_picture_is_the_same_in_its_place(saved) -> None:  # type: ignore[no-untyped-def]
    other = BASE.shapes[5]._replace(image="another")
    assert pairs_of(with_shapes(*put(BASE.shapes, 5, other)), saved=saved) == SAME


@unmarked
def test_an_added_picture_is_no_replaced_one(saved) -> None:  # type: ignore[no-untyped-def]
    added = shape("Image 9", kind="", idx=0, tag="pic", image="mine")._replace(box=Box(11_000_000, 0, 300_000, 300_000))
    assert pairs_of(with_shapes(*put(BASE.shapes, 5, added)), saved=saved) == {n: n for n in SAME if n != 5}


@unmarked
def test_of_equal_texts_the_nearest_are_one(saved) -> None:  # type: ignore[no-untyped-def]
    base = slide(
        "twins", shape("Title", "Twins and again twins", kind="title", idx=0), *(shape(f"Lead {n}", "Yes", idx=n, at=n) for n in (1, 2, 3))
    )
    assert pairs_of(base._replace(shapes=tuple(reversed(base.shapes))), base, saved) == {0: 3, 1: 2, 2: 1, 3: 0}


@every_editor
def test_a_table_with_other_words_is_the_same(saved) -> None:  # type: ignore[no-untyped-def]
    cells = tuple(body(f"cell {n}") for n in range(4))
    table = shape("Table", kind="tbl", idx=90, at=3, tag="graphicFrame")._replace(bodies=cells, columns=2)
    base = slide("table", SHAPES[0], table)
    edited = put(base.shapes, 1, base.shapes[1]._replace(bodies=tuple(body(f"quite other {n}") for n in "abcd")))
    assert pairs_of(base._replace(shapes=edited), base, saved) == {0: 0, 1: 1}

"""Slides whose layout the article changes while a hand's work stays on them."""

from __future__ import annotations

from deck.match import heirs, match
from deck.merge import Base, merge
from deck.merge.words import ALIKE, alike, both
from deck.model.found import FoundDeck, FoundShape, FoundSlide
from deck.model.merged import Deed, Merged, MergedSlide, Side
from deck.model.units import Box
from deck.telling.words import conflict_in_words
from found_decks import shape, slide

LEFT, RIGHT = Box(500_000, 2_500_000, 4_000_000, 3_000_000), Box(5_000_000, 2_500_000, 4_000_000, 3_000_000)
MIDDLE = 3
FIRST = ("Feed it daily", "Flour and water do.")
SECOND = ("Keep it warm", "The oven light is enough.")


def _title(at: int = 0) -> FoundShape:
    return shape("Title", "The sourdough starter", kind="title", idx=0, at=at)


def _point(n: int, *texts: str, place: Box) -> FoundShape:
    return shape(f"Point {n}", *texts, idx=29 + n)._replace(box=place)


def _duo(*second: str, place: Box = RIGHT) -> FoundSlide:
    return slide("starter", _title(), _point(1, *FIRST, place=LEFT), _point(2, *second, place=place))._replace(layout="Duo")


def _rows(*points: tuple[str, str]) -> FoundSlide:
    leads = (shape(f"Lead {n}", lead, idx=29 + n, at=n + 1) for n, (lead, _) in enumerate(points, 1))
    details = (shape(f"Detail {n}", detail, idx=39 + n, at=n + 5) for n, (_, detail) in enumerate(points, 1))
    return slide("starter", _title(), *(one for pair in zip(leads, details, strict=True) for one in pair))._replace(layout="Three Points")


def _merged(base: FoundSlide, disk: FoundSlide, new: FoundSlide) -> MergedSlide:
    return _result(base, disk, new).slides[0]


def _result(base: FoundSlide, disk: FoundSlide, new: FoundSlide, saved: FoundSlide | None = None) -> Merged:
    decks = [FoundDeck((one,), 12_192_000, 6_858_000) for one in (base, disk, new, saved or base)]
    return merge(Base(decks[0], decks[3]), decks[1], decks[2], match(decks[1], decks[0]), heirs(decks[0], decks[2]))


def _words(merged: MergedSlide, disk: FoundSlide, new: FoundSlide) -> list[str]:
    sides = ((one.bodies, disk.shapes[one.disk[1]] if one.disk else new.shapes[one.new[1]] if one.new else None) for one in merged.shapes)
    found: list[str] = []
    for bodies, own in sides:
        if bodies is None:
            found += [line.text for text in (own.bodies if own else ()) for line in text]
            continue
        ats = (line.disk or line.new for text in bodies for line in text)
        lines = (line for text in bodies for line in text)
        for line, at in zip(lines, ats, strict=True):
            side = disk if line.disk else new
            found += [side.shapes[at.shape].bodies[at.body][at.paragraph].text] if at else []
    return found


def test_a_text_that_stays_keeps_the_layout_that_it_stood_in() -> None:
    new = slide("starter", _title(MIDDLE))._replace(layout="Title Only")
    merged = _merged(_duo(*SECOND), _duo("Keep it cosy", SECOND[1]), new)
    assert merged.layout is Side.DISK
    assert all(one.place is Side.DISK for one in merged.shapes)
    assert [one.disk for one in merged.shapes] == [(0, 0), (0, 2)]


def test_a_layout_changes_under_a_text_that_does_not_stand_in_its_way() -> None:
    new = slide("starter", _title())._replace(layout="Title Only")
    assert _merged(_duo(*SECOND), _duo("Keep it cosy", SECOND[1]), new).layout is Side.NEW


def test_a_shape_is_not_put_where_a_hand_left_the_other() -> None:
    base, moved = _duo(*SECOND), _duo(*SECOND, place=RIGHT._replace(y=2_700_000))
    new = slide("starter", _title(), _point(1, *SECOND, place=LEFT), _point(2, *FIRST, place=RIGHT))._replace(layout="Duo")
    assert {one.place for one in _merged(base, moved, new).shapes} == {Side.DISK}


def test_a_shape_that_becomes_another_one_does_not_lie_over_the_rest_and_that_is_told() -> None:
    base, moved_ = _duo(*SECOND), _duo(*SECOND, place=RIGHT._replace(y=2_700_000))
    new = _rows(FIRST, ("Be patient", "A week will do."), SECOND)
    result = _result(base, moved_, new)
    assert not any(one.disk and one.new and one.place is Side.DISK and one.disk[1] == 2 for one in result.slides[0].shapes)
    told = [conflict for conflict in result.conflicts if conflict.shape == "Point 2"]
    assert [(one.deed, one.lost) for one in told] == [(Deed.MOVED, True)]
    assert "how you placed it does not" in conflict_in_words(told[0])


def test_a_line_that_a_hand_deleted_leaves_no_empty_shape_in_another_layout() -> None:
    disk, new = _duo(SECOND[0]), _rows(("Be patient", "A week will do."), FIRST, SECOND)
    merged = _merged(_duo(*SECOND), disk, new)
    assert sorted(_words(merged, disk, new)) == sorted(["The sourdough starter", "Be patient", "A week will do.", *FIRST, SECOND[0]])
    assert len(merged.shapes) == len(new.shapes) - 1


def test_a_deleted_shape_does_not_come_back_line_by_line_in_another_layout() -> None:
    base, new = _duo(*SECOND), _rows(("Be patient", "A week will do."), FIRST, SECOND)
    disk = base._replace(shapes=base.shapes[:2])
    words = _words(_merged(base, disk, new), disk, new)
    assert sorted(words) == sorted(["The sourdough starter", "Be patient", "A week will do.", *FIRST])


def test_a_line_that_the_article_made_much_longer_is_still_that_line() -> None:
    short = "Modern ovens are built by hand (Leeds)"
    long = f"{short} {' '.join(f'and so on to {n}' for n in range(40))}"
    assert alike(short, long) >= ALIKE
    assert both(short, "Modern ovens are made by hand (Leeds)", long) is not None
    base = slide("s", shape("Points", "One", short, "Three"))
    disk = slide("s", shape("Points", "One", "Modern ovens are built by", "hand (Leeds)", "Three"))
    new = slide("s", shape("Points", "One", long, "Three"))
    assert _words(_merged(base, disk, new), disk, new) == ["One", "Modern ovens are built by", "hand (Leeds)", "Three"]


def test_a_line_that_a_hand_coloured_is_set_as_the_shape_where_it_goes() -> None:
    def at(level: int, style: str) -> FoundShape:
        made = shape("Detail 1", SECOND[1], at=2)
        return made._replace(bodies=((made.bodies[0][0]._replace(level=level, look=style, style=style),),))

    base, disk, new = (slide("starter", _title(), at(*how)) for how in ((1, "plain"), (1, "red"), (0, "plain")))
    detail = _merged(base, disk, new).shapes[1]
    assert detail.bodies is not None
    assert detail.bodies[0][0].dressed
    assert [piece.side for piece in detail.bodies[0][0].pieces] == [Side.DISK]


def _stack(*points: tuple[str, str]) -> FoundSlide:
    box = shape("Points", *(line for point in points for line in point), idx=30)._replace(box=Box(500_000, 2_300_000, 9_000_000, 4_000_000))
    return slide("starter", _title(), box)._replace(layout="Stack")


def test_a_text_that_stays_goes_with_the_one_before_it_where_it_would_lie_on_others() -> None:
    third = ("Be patient", "A week will do.")
    base, new = _rows(FIRST, SECOND, third), _stack(FIRST, third)
    disk = _rows(FIRST, ("Keep it cosy", SECOND[1]), third)
    merged = _merged(base, disk, new)
    assert merged.layout is Side.NEW
    assert _words(merged, disk, new) == ["The sourdough starter", *FIRST, "Keep it cosy", *third]
    kept = (merged.shapes[1].bodies or ((),))[0][2]
    assert kept.dressed
    assert kept.new == (0, 1, 0, 0)


def test_the_first_text_of_a_slide_that_stays_goes_before_the_next_one() -> None:
    third = ("Be patient", "A week will do.")
    base, new = _rows(FIRST, SECOND, third), _stack(SECOND, third)
    disk = _rows(("Feed it twice a day", FIRST[1]), SECOND, third)
    assert _words(_merged(base, disk, new), disk, new) == ["The sourdough starter", "Feed it twice a day", *SECOND, *third]


def test_a_deleted_point_takes_no_other_point_with_it_into_a_text_of_all() -> None:
    fourth = ("Be patient", "A week will do.")
    base, new = _rows(FIRST, SECOND), _stack(FIRST, SECOND, fourth)
    disk = base._replace(shapes=base.shapes[:3])
    result = _result(base, disk, new)
    assert _words(result.slides[0], disk, new) == ["The sourdough starter", *FIRST, *fourth]


def _written_out(slide_: FoundSlide) -> FoundSlide:
    """Return a slide as a program saves it that writes out what was inherited."""
    written = [tuple(tuple(line._replace(look="dark", style="dark") for line in body) for body in one.bodies) for one in slide_.shapes]
    return slide_._replace(shapes=tuple(one._replace(bodies=own) for one, own in zip(slide_.shapes, written, strict=True)))


def test_what_a_program_wrote_out_does_not_go_to_another_ground() -> None:
    base, disk = _rows(FIRST, SECOND), _rows(FIRST, ("Keep it cosy", SECOND[1]))
    result = _result(base, _written_out(disk), _duo(*SECOND), _written_out(base))
    lines = [line for one in result.slides[0].shapes[1:] for body in one.bodies or () for line in body]
    assert [(line.disk is None, line.plain) for line in lines] == [(True, False), (True, False), (False, True), (True, False)]
    untouched = _result(base, _written_out(disk), _rows(FIRST, (SECOND[0], "The oven will do.")), _written_out(base))
    assert not any(line.plain for one in untouched.slides[0].shapes for body in one.bodies or () for line in body)


def test_a_text_that_a_program_wrote_out_and_that_stays_is_plain_where_it_goes() -> None:
    third = ("Be patient", "A week will do.")
    base, disk = _rows(FIRST, SECOND, third), _rows(FIRST, ("Keep it cosy", SECOND[1]), third)
    result = _result(base, _written_out(disk), _stack(FIRST, third), _written_out(base))
    kept = (result.slides[0].shapes[1].bodies or ((),))[0][2]
    assert (kept.dressed, kept.plain) == (True, True)


def test_a_line_that_a_hand_added_is_set_as_the_one_before_it_where_that_goes() -> None:
    def at(level: int, *lines: str) -> FoundShape:
        made = shape("Detail 1", *lines, at=2)
        return made._replace(bodies=(tuple(line._replace(level=level) for line in made.bodies[0]),))

    base, disk, new = (slide("starter", _title(), at(*how)) for how in ((1, "One."), (1, "One.", "Mine."), (0, "One.")))
    detail = _merged(base, disk, new).shapes[1]
    assert detail.bodies is not None
    assert [(line.dressed, line.new) for line in detail.bodies[0]][1] == (True, (0, 1, 0, 0))


def test_a_text_that_stays_takes_no_space_that_lines_up_texts_beside_one_another() -> None:
    third = ("Be patient", "A week will do.")
    base, disk, new = _rows(FIRST, SECOND, third), _rows(FIRST, ("Keep it cosy", SECOND[1]), third), _stack(FIRST, third)
    points = new.shapes[1]
    lines = (points.bodies[0][0]._replace(before=40.0), *points.bodies[0][1:])
    new = new._replace(shapes=(new.shapes[0], points._replace(bodies=(lines,))))
    kept = (_merged(base, disk, new).shapes[1].bodies or ((),))[0][2]
    assert kept.new == (0, 1, 0, 2)

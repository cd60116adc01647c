"""The rules of a merge, one by one, on decks of a few words."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from deck.model.found import FoundDeck, FoundShape, FoundSlide
from deck.model.merged import Deed, Fate, Merged, Side, Wishes
from deck.model.units import Box
from merge_outcome import outcome
from random_merges import Shape, Slide, found, merged, paragraph

TEXT = ["one two three four five six", "seven eight nine ten eleven"]


def talk() -> list[Slide]:
    return [
        Slide(n, key, [Shape(f"{key}.title", [key], 0), Shape(f"{key}.body", [f"{key} {line}" for line in TEXT], 50_000)], [f"Say {key}."])
        for n, key in enumerate(("bread", "salt", "fire"), 1)
    ]


Change = Callable[[list[Slide]], object]


def nothing(slides: list[Slide]) -> None:
    pass


class Result:
    """A merge of what a hand and an article made of the same talk."""

    def __init__(self, hand: Change = nothing, article: Change = nothing, wishes: Wishes = Wishes()) -> None:  # noqa: B008
        base, theirs, ours = talk(), talk(), talk()
        hand(theirs)
        article(ours)
        self.disk, self.new = found(theirs), found(ours)
        self.merged: Merged = merged(found(base), self.disk, self.new, wishes)
        self.deck: FoundDeck = outcome(self.merged, self.disk, self.new)

    def lines(self, key: str) -> list[str]:
        slide = next(slide for slide in self.deck.slides if slide.key == key)
        return [p.text for shape in slide.shapes if shape.name == f"{key}.body" for body in shape.bodies for p in body]

    @property
    def keys(self) -> list[str]:
        return [slide.key for slide in self.deck.slides]

    @property
    def fates(self) -> list[tuple[Fate, str]]:
        return [(change.fate, change.slide) for change in self.merged.changes]

    @property
    def deeds(self) -> list[Deed]:
        return [edit.deed for edit in self.merged.edits]

    @property
    def conflicts(self) -> list[tuple[Deed, str, str]]:
        return [(conflict.deed, conflict.theirs, conflict.ours) for conflict in self.merged.conflicts]


def reword(slide: int, line: int, old: str, new: str) -> Change:
    def done(slides: list[Slide]) -> None:
        texts = slides[slide].shapes[1].texts
        assert old in texts[line]
        texts[line] = texts[line].replace(old, new)

    return done


def insert(slide: int, line: int, text: str) -> Change:
    return lambda slides: slides[slide].shapes[1].texts.insert(line, text)


def delete(slide: int, line: int) -> Change:
    return lambda slides: slides[slide].shapes[1].texts.pop(line)


def drop(slide: int) -> Change:
    return lambda slides: slides.pop(slide)


def restyle(slide: int) -> Change:
    return lambda slides: setattr(slides[slide].shapes[1], "look", "red")


def move(slide: int, to: int) -> Change:
    return lambda slides: slides.insert(to, slides.pop(slide))


def test_words_of_both_are_there_when_they_are_not_the_same_words() -> None:
    result = Result(reword(0, 0, "two", "2"), reword(0, 0, "five", "5"))
    assert result.lines("bread")[0] == "bread one 2 three four 5 six"
    assert not result.conflicts
    assert result.fates == [(Fate.UPDATED, "bread")]


def test_of_the_same_word_the_hand_s_stays_and_the_article_s_is_told_once() -> None:
    result = Result(reword(0, 0, "two", "2"), reword(0, 0, "two", "deux"))
    assert result.lines("bread")[0] == "bread one 2 three four five six"
    assert result.conflicts == [(Deed.REWORDED, "bread one 2 three four five six", "bread one deux three four five six")]


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    result = Result(reword(0, 0, "two", "2"), reword(0, 0, "two", "2"))
    assert result.lines("bread")[0] == "bread one 2 three four five six"
    assert not result.conflicts


def test_what_both_added_is_there_the_hand_s_first() -> None:
    result = Result(insert(0, 1, "mine"), insert(0, 1, "yours"))
    assert result.lines("bread")[1:3] == ["mine", "yours"]
    assert not result.conflicts


def test_a_line_that_a_hand_deleted_stays_deleted_and_is_told_when_the_article_changed_it() -> None:
    assert len(Result(delete(0, 1), reword(0, 0, "two", "2")).lines("bread")) == 1
    result = Result(delete(0, 1), reword(0, 1, "nine", "9"))
    assert len(result.lines("bread")) == 1
    assert result.conflicts == [(Deed.DELETED_TEXT, "", "bread seven eight 9 ten eleven")]


def test_a_line_that_the_article_dropped_stays_where_a_hand_wrote_in_it() -> None:
    assert len(Result(nothing, delete(0, 1)).lines("bread")) == 1
    result = Result(reword(0, 1, "nine", "9"), delete(0, 1))
    assert result.lines("bread")[1] == "bread seven eight 9 ten eleven"
    assert result.conflicts == [(Deed.REWORDED, "bread seven eight 9 ten eleven", "")]


def test_a_hand_s_look_stays_on_the_article_s_words() -> None:
    result = Result(restyle(0), reword(0, 0, "two", "2"))
    body = next(shape for shape in result.deck.slides[0].shapes if shape.name == "bread.body")
    assert (body.look, body.bodies[0][0].text, body.bodies[0][0].runs[0].look) == ("red", "bread one 2 three four five six", "red")
    assert not result.conflicts


def test_a_slide_that_no_hand_touched_goes_with_its_section_and_one_that_was_touched_stays() -> None:
    assert Result(nothing, drop(1)).fates == [(Fate.REMOVED, "salt")]
    result = Result(reword(1, 0, "two", "2"), drop(1))
    assert result.keys == ["bread", "salt", "fire"]
    assert result.fates == [(Fate.KEPT, "salt")]


def test_a_slide_that_was_kept_is_neither_added_nor_told_again() -> None:
    first = Result(reword(1, 0, "two", "2"), drop(1))
    again = merged(first.new, first.deck, first.new)
    assert [slide.key for slide in outcome(again, first.deck, first.new).slides] == ["bread", "salt", "fire"]
    assert not again.edits
    assert not again.changes


def test_a_touched_slide_that_is_folded_away_is_hidden() -> None:
    result = Result(reword(1, 0, "two", "2"), drop(1), Wishes(folded=frozenset({"salt"})))
    assert [slide.hidden for slide in result.deck.slides] == [False, True, False]


def test_a_deleted_slide_stays_deleted_until_it_is_wanted_back() -> None:
    assert Result(drop(1)).keys == ["bread", "fire"]
    assert Result(drop(1), reword(1, 0, "two", "2")).conflicts == [(Deed.DELETED_SLIDE, "", "")]
    result = Result(drop(1), wishes=Wishes(restored=frozenset({"salt"})))
    assert result.keys == ["bread", "salt", "fire"]
    assert result.fates == [(Fate.ADDED, "salt")]


def test_a_frozen_slide_is_left_alone_and_does_not_go_on_to_another() -> None:
    def article(slides: list[Slide]) -> None:
        reword(1, 0, "two", "2")(slides)
        slides.insert(2, Slide(9, "salt+2", [Shape("more", ["more"])]))

    result = Result(nothing, article, Wishes(frozen=frozenset({"salt", "salt+2"})))
    assert result.keys == ["bread", "salt", "fire"]
    assert result.lines("salt")[0] == "salt one two three four five six"
    assert not result.fates
    assert Result(nothing, drop(1), Wishes(frozen=frozenset({"salt"}))).keys == ["bread", "salt", "fire"]


def test_slides_stand_as_the_hand_put_them_and_new_ones_behind_what_they_follow() -> None:
    new = Slide(9, "water", [Shape("water.title", ["water"])])
    result = Result(move(2, 0), lambda slides: slides.insert(1, copy.deepcopy(new)))
    assert result.keys == ["fire", "bread", "water", "salt"]
    assert Deed.REORDERED in result.deeds
    assert Result(nothing, move(2, 0)).keys == ["fire", "bread", "salt"]
    contested = Result(move(2, 0), move(0, 1))
    assert contested.keys == ["fire", "bread", "salt"]
    assert (Deed.REORDERED, "", "") in contested.conflicts


def test_a_slide_added_by_hand_stays_behind_the_one_that_it_followed() -> None:
    mine = Slide(9, "", [Shape("mine", ["mine"])])
    result = Result(lambda slides: slides.insert(2, copy.deepcopy(mine)), move(0, 2))
    assert result.keys == ["salt", "", "fire", "bread"]


@pytest.mark.parametrize("wanted", [True, False])
def test_the_article_hides_a_slide_unless_a_hand_decided(wanted: bool) -> None:
    def hide(slides: list[Slide]) -> None:
        slides[1].hidden = True

    assert Result(nothing, hide).deck.slides[1].hidden
    assert Result(hide, nothing).deck.slides[1].hidden
    assert Result(hide, hide).deck.slides[1].hidden
    if wanted:
        assert Result(hide, nothing).deeds == [Deed.HID]


def test_a_paragraph_that_goes_on_to_another_slide_takes_the_hand_s_words_along() -> None:
    def article(slides: list[Slide]) -> None:
        line = slides[0].shapes[1].texts.pop()
        slides.insert(1, Slide(9, "bread+2", [Shape("more", [line])]))

    result = Result(reword(0, 1, "nine", "9"), article)
    assert len(result.lines("bread")) == 1
    more = next(slide for slide in result.deck.slides if slide.key == "bread+2")
    assert more.shapes[0].text == "bread seven eight 9 ten eleven"
    assert not result.conflicts


def test_lines_made_anew_at_every_build_are_nobody_s() -> None:
    base, theirs, ours = talk(), talk(), talk()
    for slides, plan in ((base, "0:00"), (theirs, "0:00"), (ours, "0:30")):
        slides[0].plan = plan
    theirs[0].notes.append("Mine.")
    result = merged(found(base), found(theirs), found(ours))
    deck = outcome(result, found(theirs), found(ours))
    assert [paragraph.text for paragraph in deck.slides[0].notes] == ["0:30", "Say bread.", "Mine."]
    assert not result.conflicts
    assert not result.changes


# --- tables whose rows the article changes -----------------------------------------------------------------------------------------------


def table_deck(*cells: str, columns: int = 2, look: str = "plain") -> FoundDeck:
    bodies = tuple((paragraph(cell),) for cell in cells)
    table = FoundShape("Table", "table", "graphicFrame", "tbl", 90, Box(0, 0, 9, 9), bodies=bodies, columns=columns, look=look)
    return FoundDeck((FoundSlide("bread", "Table", (table,), number=1),))


@pytest.mark.parametrize(
    ("disk", "deed"),
    [
        (table_deck("loaf", "hours", "rye, dark", "20"), Deed.REWORDED),
        (table_deck("loaf", "hours", "rye", "20", look="red"), Deed.RESTYLED),
    ],
)
def test_a_table_that_a_hand_worked_on_stays_with_its_rows_where_the_article_adds_one(disk: FoundDeck, deed: Deed) -> None:
    base = table_deck("loaf", "hours", "rye", "20")
    new = table_deck("loaf", "hours", "rye", "20", "spelt", "6", look="three rows")
    result = merged(base, disk, new)
    assert outcome(result, disk, new).slides[0].shapes[0].bodies == disk.slides[0].shapes[0].bodies
    assert [edit.deed for edit in result.edits] == [deed]
    assert ["spelt" in conflict.ours for conflict in result.conflicts] == [True]
    assert [shape.look for shape in result.slides[0].shapes] == [Side.DISK]


def test_a_table_that_no_hand_touched_gets_the_row_that_the_article_adds() -> None:
    base = table_deck("loaf", "hours", "rye", "20")
    new = table_deck("loaf", "hours", "rye", "20", "spelt", "6", look="three rows")
    moved = base.slides[0].shapes[0]._replace(box=Box(900_000, 0, 9, 9))
    disk = base._replace(slides=(base.slides[0]._replace(shapes=(moved,)),))
    result = merged(base, disk, new)
    table = outcome(result, disk, new).slides[0].shapes[0]
    assert (table.bodies, table.look, table.box) == (new.slides[0].shapes[0].bodies, "three rows", moved.box)
    assert not result.conflicts

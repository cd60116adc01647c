"""Which slide on disk is which of the base: with marks, with marks met twice, and with none."""

from __future__ import annotations

import pytest

from deck.match import match
from deck.model.found import FoundDeck, FoundSlide
from found_decks import by_libreoffice, digest_only, put, shape, slide, stripped, titled

BASE = FoundDeck(
    (
        titled("harbour", "The harbour at night", "Cranes sleep until the tide turns", "Pilots read lamps instead of charts"),
        titled("bread", "How bread rises", "Yeast eats sugar and breathes out", "Warm dough doubles within an hour"),
        titled("bridges", "Why bridges sing", "Wind pulls every cable like a string", "Engineers tune dampers by ear"),
        titled("maps", "Maps that lie", "Mercator stretches whatever lies north", "Every projection hides something"),
        titled("bees", "Bees vote", "Scouts dance for the place they like", "A quorum ends the debate"),
    )
)
EDITORS = [lambda deck: deck, by_libreoffice, stripped]
NAMES = ["marked", "libreoffice", "stripped"]
every_editor = pytest.mark.parametrize("saved", EDITORS, ids=NAMES)
every_base = pytest.mark.parametrize("base", [BASE, digest_only(BASE)], ids=["words", "digests"])


def deck(*slides: FoundSlide) -> FoundDeck:
    return FoundDeck(slides)


def added(title: str, *texts: str) -> FoundSlide:
    """Return a slide that a person added."""
    own = titled("", title, *texts)
    return own._replace(number=77, shapes=tuple(x._replace(name=f"{x.name} 1", guid="{FOREIGN}") for x in own.shapes))


@every_editor
@every_base
def test_every_slide_is_known_again_wherever_it_went(saved, base) -> None:  # type: ignore[no-untyped-def]
    places = (3, 0, 4, 1, 2)
    assert match(saved(deck(*(BASE.slides[j] for j in places))), base).slides == dict(enumerate(places))


@every_editor
@every_base
def test_a_slide_that_a_person_added_is_none_of_ours(saved, base) -> None:  # type: ignore[no-untyped-def]
    own = added("What I saw last week", "Two ferries crossed without a greeting", "Nobody waved")
    pairs = match(saved(deck(*put(BASE.slides, 2, own))), base)
    assert pairs.slides == {0: 0, 1: 1, 3: 3, 4: 4}
    assert not pairs.copies


@every_editor
@every_base
def test_the_copy_behind_its_original_is_the_copy(saved, base) -> None:  # type: ignore[no-untyped-def]
    pairs = match(saved(deck(*put(BASE.slides, 1, BASE.slides[1], BASE.slides[1]))), base)
    assert pairs.slides == {0: 0, 1: 1, 3: 2, 4: 3, 5: 4}
    assert pairs.copies == {2: 1}


@every_editor
@every_base
def test_the_copy_that_was_moved_away_is_the_copy(saved, base) -> None:  # type: ignore[no-untyped-def]
    pairs = match(saved(deck(BASE.slides[3], *BASE.slides)), base)
    assert pairs.slides == {n + 1: n for n in range(5)}
    assert pairs.copies == {0: 3}


@every_editor
@every_base
def test_of_several_with_one_mark_the_most_similar_is_the_original(saved, base) -> None:  # type: ignore[no-untyped-def]
    edited = titled("bread", "How bread rises", "Yeast eats sugar and breathes out", "Warm dough doubles overnight, mine did")
    pairs = match(saved(deck(*put(BASE.slides, 1, edited, BASE.slides[1]))), base)
    assert pairs.slides == {0: 0, 2: 1, 3: 2, 4: 3, 5: 4}
    assert saved(BASE) == BASE or pairs.copies in ({}, {1: 1})
    assert saved(BASE) != BASE or pairs.copies == {1: 1}


@every_editor
@every_base
def test_a_copy_and_its_original_that_were_edited_alike(saved, base) -> None:  # type: ignore[no-untyped-def]
    edited = titled("bread", "How bread rises", "Yeast eats sugar and breathes out", "Warm dough doubles overnight, mine did")
    pairs = match(saved(deck(*put(BASE.slides, 1, edited, edited))), base)
    assert pairs.slides == {0: 0, 1: 1, 3: 2, 4: 3, 5: 4}
    assert pairs.copies == {2: 1}


def test_a_copy_does_not_take_the_place_of_a_slide_that_is_gone() -> None:
    pairs = match(stripped(deck(*BASE.slides[:2], BASE.slides[1], *BASE.slides[3:])), BASE)
    assert pairs.slides == {0: 0, 1: 1, 3: 3, 4: 4}
    assert pairs.copies == {2: 1}


def test_a_creation_id_outweighs_a_name() -> None:
    pasted = BASE.slides[1]._replace(number=0)
    pairs = match(deck(pasted, *BASE.slides), BASE)
    assert pairs.slides == {n + 1: n for n in range(5)}
    assert pairs.copies == {0: 1}


def test_a_mark_outweighs_the_content() -> None:
    swapped = (BASE.slides[0]._replace(shapes=BASE.slides[1].shapes), *BASE.slides[1:])
    assert match(deck(*swapped), BASE).slides == {n: n for n in range(5)}


def test_a_mark_that_two_slides_of_the_base_have_tells_nothing() -> None:
    base = deck(BASE.slides[0]._replace(key="x", number=9), BASE.slides[1]._replace(key="x", number=9))
    assert match(deck(*reversed(base.slides)), base).slides == {0: 1, 1: 0}


@every_base
def test_in_a_marked_deck_a_new_slide_does_not_take_the_place_of_a_deleted_one(base) -> None:  # type: ignore[no-untyped-def]
    assert match(deck(*put(BASE.slides, 2, added("Thanks"))), base).slides == {0: 0, 1: 1, 3: 3, 4: 4}


@every_base
def test_a_slide_that_lost_its_mark_is_known_among_marked_ones(base) -> None:  # type: ignore[no-untyped-def]
    bare = BASE.slides[2]._replace(key="", number=5)
    assert match(deck(BASE.slides[0], bare, BASE.slides[4]), base).slides == {0: 0, 1: 2, 2: 4}


def numbered(n: int, text: str = "Pause") -> FoundSlide:
    return slide(f"pause-{n}", shape("Title", text, kind="title", idx=0))


@pytest.mark.parametrize("base_of", [lambda deck: deck, digest_only], ids=["words", "digests"])
def test_equal_slides_are_known_by_their_order(base_of) -> None:  # type: ignore[no-untyped-def]
    base = deck(numbered(0), BASE.slides[0], numbered(1), numbered(2), BASE.slides[1], numbered(3))
    assert match(stripped(base), base_of(base)).slides == {n: n for n in range(6)}
    shorter = deck(*put(base.slides, 3))
    assert match(stripped(shorter), base_of(base)).slides == {0: 0, 1: 1, 2: 2, 3: 4, 4: 5}


@pytest.mark.parametrize("base_of", [lambda deck: deck, digest_only], ids=["words", "digests"])
def test_slides_without_a_word_are_known_by_their_order(base_of) -> None:  # type: ignore[no-untyped-def]
    blank = slide("", shape("Picture", kind="pic", idx=70, tag="pic"))
    base = deck(*(blank._replace(key=f"blank-{n}", number=n + 1) for n in range(40)))
    assert match(stripped(base), base_of(base)).slides == {n: n for n in range(40)}


def test_many_slides_of_the_same_words_are_known_by_their_order() -> None:
    base = deck(*(titled(f"step-{n}", f"Step {n}", "Turn the wheel", "Wait for the bell", f"{n} turns so far") for n in range(1, 60)))
    assert match(stripped(base), base).slides == {n: n for n in range(59)}
    edited = deck(*put(base.slides, 30, titled("", "Step 31", "Turn the big wheel", "Wait for the bell", "31 turns so far")))
    assert match(stripped(edited), base).slides == {n: n for n in range(59)}


def test_a_picture_that_was_replaced_on_a_slide_of_its_own() -> None:
    def shown(key: str, image: str) -> FoundSlide:
        return slide(key, shape("Picture", kind="pic", idx=70, tag="pic", image=image))

    base = deck(shown("a", "1"), shown("b", "2"), shown("c", "3"))
    assert match(stripped(deck(shown("", "1"), shown("", "9"), shown("", "3"))), base).slides == {0: 0, 1: 1, 2: 2}
    assert match(stripped(deck(shown("", "3"), shown("", "1"))), base).slides == {0: 2, 1: 0}


def test_a_short_title_reworded_as_a_whole_is_known_by_its_place() -> None:
    base = deck(BASE.slides[0], numbered(1), BASE.slides[1])
    assert match(stripped(deck(BASE.slides[0], numbered(1, "Break time"), BASE.slides[1])), base).slides == {0: 0, 1: 1, 2: 2}


def test_a_long_slide_written_anew_in_the_same_place_is_another_one() -> None:
    other = added("Rivers forget their names", "Below each weir somebody counts salmon", "Mud remembers floods longer than towns do")
    assert match(stripped(deck(BASE.slides[0], other, BASE.slides[2])), deck(*BASE.slides[:3])).slides == {0: 0, 2: 2}


def test_scripts_without_spaces_are_compared_by_pairs_of_characters() -> None:
    base = deck(
        titled("a", "港の夜", "潮が変わるまで起重機は眠る", "水先人は海図より灯を読む"),
        titled("b", "蜜蜂の投票", "斥候は好きな場所のために踊る", "定足数で議論は終わる"),
    )
    disk = deck(
        titled("", "蜜蜂の選挙", "斥候は好きな場所のために踊り続ける", "定足数があれば議論は終わる"),
        titled("", "港の深夜", "潮が変わるまで起重機は静かに眠る", "水先人は海図よりも灯を読む"),
    )
    assert match(stripped(disk), base).slides == {0: 1, 1: 0}


def test_decks_without_slides() -> None:
    assert not match(deck(), BASE).slides
    assert not match(BASE, deck()).slides
    assert not match(deck(), deck()).slides

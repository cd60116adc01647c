"""Which slide and shape of the base became which of the new deck."""

from __future__ import annotations

import pytest

from deck.match import heirs
from deck.model.found import FoundDeck, FoundShape, FoundSlide
from found_decks import body, digest_only, shape, slide, titled

WIND = ("Wind pulls every cable", "Each has a pitch of its own, and choirs have noticed.")
TUNE = ("Engineers tune dampers", "A damper that hums has done its work for the day.")
SALT = ("Salt creeps under paint", "It needs one scratch and a winter to get there.")
GULL = ("Gulls help nobody", "They nest on the warm side of the pylon.")
bases = pytest.mark.parametrize("base_of", [lambda deck: deck, digest_only], ids=["words", "digests"])


def rows(key: str, *points: tuple[str, str]) -> FoundSlide:
    """Return a slide with a title, and a lead and a detail for each point."""
    halves: list[FoundShape] = []
    for n, (lead, detail) in enumerate(points, 1):
        halves += (shape(f"Lead {n}", lead, idx=29 + n, at=n), shape(f"Detail {n}", detail, idx=39 + n, at=n))
    return slide(key, shape("Title", f"About {key}", kind="title", idx=0), *halves, shape("Footer", "A talk", kind="ftr", idx=11))


def became(base: FoundDeck, new: FoundDeck) -> dict[str, str]:
    """Return by slide and name which shape became which, those that became something."""

    def called(deck: FoundDeck, spot: tuple[int, int]) -> str:
        return f"{deck.slides[spot[0]].key}: {deck.slides[spot[0]].shapes[spot[1]].name}"

    return {called(base, old): called(new, now) for old, now in heirs(base, new).shapes.items()}


def moved(before: FoundSlide, after: FoundSlide, base_of=lambda deck: deck) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """Return the shapes of one slide that are called otherwise now; "" for nothing."""
    found = became(base_of(FoundDeck((before,))), FoundDeck((after,)))
    names = {x.name: found.get(f"{before.key}: {x.name}", "").partition(": ")[2] for x in before.shapes}
    return {old: now for old, now in names.items() if old != now}


@bases
def test_a_deck_is_its_own_heir(base_of) -> None:  # type: ignore[no-untyped-def]
    deck = FoundDeck((titled("title", "Bridges"), rows("wind", WIND, TUNE), rows("wind+2", SALT, GULL)))
    pairs = heirs(base_of(deck), deck)
    assert pairs.slides == {0: 0, 1: 1, 2: 2}
    assert pairs.shapes == {spot: spot for spot in pairs.shapes}
    assert len(pairs.shapes) == 2 + 6 + 6


@bases
def test_a_point_in_between_moves_the_others_on(base_of) -> None:  # type: ignore[no-untyped-def]
    assert moved(rows("s", WIND, TUNE), rows("s", WIND, GULL, TUNE), base_of) == {"Lead 2": "Lead 3", "Detail 2": "Detail 3"}


@bases
def test_points_that_changed_places(base_of) -> None:  # type: ignore[no-untyped-def]
    found = moved(rows("s", WIND, TUNE), rows("s", TUNE, WIND), base_of)
    assert found == {"Lead 1": "Lead 2", "Detail 1": "Detail 2", "Lead 2": "Lead 1", "Detail 2": "Detail 1"}


@bases
def test_a_reworded_lead_goes_with_its_detail(base_of) -> None:  # type: ignore[no-untyped-def]
    now = rows("s", GULL, ("Nobody would know this one again", WIND[1]), TUNE)
    assert moved(rows("s", WIND, TUNE), now, base_of) == {
        "Lead 1": "Lead 2",
        "Detail 1": "Detail 2",
        "Lead 2": "Lead 3",
        "Detail 2": "Detail 3",
    }


@bases
def test_a_detail_goes_with_its_lead(base_of) -> None:  # type: ignore[no-untyped-def]
    now = rows("s", GULL, (WIND[0], "All of it has been said in another way."), TUNE)
    assert moved(rows("s", WIND, TUNE), now, base_of)["Detail 1"] == "Detail 2"


def test_a_lead_and_detail_that_were_both_reworded() -> None:
    now = rows("s", GULL, ("Wind pulls at every single cable", "Each has its own pitch, and choirs noticed."), TUNE)
    assert moved(rows("s", WIND, TUNE), now) == {"Lead 1": "Lead 2", "Detail 1": "Detail 2", "Lead 2": "Lead 3", "Detail 2": "Detail 3"}


@bases
def test_points_written_anew_are_known_by_their_names(base_of) -> None:  # type: ignore[no-untyped-def]
    assert moved(rows("s", WIND, TUNE), rows("s", WIND, GULL), base_of) == {}


@bases
def test_a_point_that_is_gone_has_no_heir(base_of) -> None:  # type: ignore[no-untyped-def]
    found = moved(rows("s", WIND, SALT, TUNE), rows("s", WIND, TUNE), base_of)
    assert found == {"Lead 2": "", "Detail 2": "", "Lead 3": "Lead 2", "Detail 3": "Detail 2"}


@bases
def test_a_title_and_a_footer_are_what_they_are_called(base_of) -> None:  # type: ignore[no-untyped-def]
    before = slide("s", shape("Title", WIND[0], kind="title", idx=0), shape("Lead 1", TUNE[0], idx=30))
    after = slide("s", shape("Title", TUNE[0], kind="title", idx=0), shape("Lead 1", WIND[0], idx=30))
    assert moved(before, after, base_of) == {}


@bases
def test_the_number_of_a_card_goes_with_its_text(base_of) -> None:  # type: ignore[no-untyped-def]
    def cards(*texts: str) -> FoundSlide:
        made = ((shape(f"Number {n}", str(n), idx=49 + n), shape(f"Point {n}", text, idx=29 + n)) for n, text in enumerate(texts, 1))
        return slide("s", *(x for both in made for x in both))

    assert moved(cards(WIND[0], TUNE[0]), cards(GULL[0], WIND[0], TUNE[0]), base_of) == {
        "Number 1": "Number 2",
        "Point 1": "Point 2",
        "Number 2": "Number 3",
        "Point 2": "Point 3",
    }


@bases
def test_a_point_that_went_to_the_next_slide_of_its_section(base_of) -> None:  # type: ignore[no-untyped-def]
    base = FoundDeck((rows("s", WIND, TUNE, SALT),))
    new = FoundDeck((rows("s", WIND, GULL), rows("s+2", TUNE, SALT)))
    found = became(base_of(base), new)
    assert found["s: Lead 2"] == "s+2: Lead 1"
    assert found["s: Detail 3"] == "s+2: Detail 2"
    back = became(base_of(new), base)
    assert back["s+2: Lead 1"] == "s: Lead 2"
    assert "s+2: Title" not in back


@bases
def test_no_shape_goes_to_another_section(base_of) -> None:  # type: ignore[no-untyped-def]
    base = FoundDeck((rows("s", WIND, TUNE), rows("t", SALT)))
    new = FoundDeck((rows("s", WIND), rows("t", SALT, TUNE)))
    assert "s: Lead 2" not in became(base_of(base), new)


@bases
def test_points_that_became_one_text_are_what_makes_the_most_of_it(base_of) -> None:  # type: ignore[no-untyped-def]
    stack = slide("s", shape("Title", "About s", kind="title", idx=0), shape("Points", *WIND, *TUNE))
    found = moved(rows("s", WIND, TUNE), stack, base_of)
    assert list(found.values()).count("Points") == 1
    back = moved(stack, rows("s", WIND, TUNE), base_of)
    assert back["Points"]


def test_most_of_a_text_is_counted_in_words() -> None:
    stack = slide("s", shape("Points", *WIND, *TUNE))
    assert moved(rows("s", WIND, TUNE), stack)["Detail 2"] == ""
    assert moved(rows("s", WIND, TUNE), stack)["Detail 1"] == "Points"


@bases
def test_a_picture_is_the_same_by_name_or_by_its_bytes(base_of) -> None:  # type: ignore[no-untyped-def]
    def shown(key: str, image: str) -> FoundSlide:
        return slide(key, shape("Picture", kind="pic", idx=70, tag="pic", image=image))

    assert moved(shown("s", "old"), shown("s", "new"), base_of) == {}
    base, new = FoundDeck((shown("s", "a"),)), FoundDeck((rows("s", WIND), shown("s+2", "a")))
    assert became(base_of(base), new) == {"s: Picture": "s+2: Picture"}
    new = FoundDeck((shown("s", "b"), shown("s+2", "a")))
    assert became(base_of(base), new) == {"s: Picture": "s+2: Picture"}
    assert became(base_of(new), new) == {"s: Picture": "s: Picture", "s+2: Picture": "s+2: Picture"}


@bases
def test_slides_are_paired_by_key_and_what_is_new_stays_alone(base_of) -> None:  # type: ignore[no-untyped-def]
    base = FoundDeck((rows("a", WIND), rows("b", TUNE), rows("c", SALT)))
    new = FoundDeck((rows("c", SALT), rows("d", GULL), rows("a", WIND)))
    assert heirs(base_of(base), new).slides == {0: 2, 2: 0}


@bases
def test_keys_that_started_anew(base_of) -> None:  # type: ignore[no-untyped-def]
    base = FoundDeck((titled("a", "Bridges", *WIND, *TUNE), titled("b", "Gulls", *GULL, *SALT)))
    new = FoundDeck((titled("x", "Gulls", *GULL, *SALT), titled("y", "Bridges", *WIND, TUNE[0], "Other words.")))
    pairs = heirs(base_of(base), new)
    assert pairs.slides == {0: 1, 1: 0}
    assert pairs.shapes == {(0, 0): (1, 0), (0, 1): (1, 1), (1, 0): (0, 0), (1, 1): (0, 1)}


@bases
def test_a_point_on_the_next_slide_of_a_section_with_a_new_key(base_of) -> None:  # type: ignore[no-untyped-def]
    base = FoundDeck((rows("s", WIND, TUNE), rows("s+2", SALT)))
    first = rows("z", WIND, TUNE)._replace(shapes=rows("s", WIND, TUNE).shapes)
    new = FoundDeck((first, rows("z+2", GULL, SALT)))
    assert became(base_of(base), new)["s+2: Lead 1"] == "z+2: Lead 2"


def test_derived_lines_and_notes_say_nothing_of_shapes() -> None:
    base = rows("s", WIND)._replace(notes=body("Something to say"))
    assert moved(base, rows("s", WIND)) == {}

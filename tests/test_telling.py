"""What a merge did, in words: grasped at a glance, nothing left out, the same for the same merge."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.findings import Severity
from deck.model.merged import Change, Conflict, Deed, Fate, HandEdit, Merged, MergedSlide
from deck.stages import Request, plan, source_of
from deck.telling import findings, merge_report, plan_data, plan_text, summary
from deck.telling.excerpts import around_change, short, width
from deck.telling.words import conflict_in_words, edit_in_words, shape_in_words
from golden.cases import NAMES, article_of

SLIDES = (
    MergedSlide("title", 0, 0),
    MergedSlide("oil", 1, 1),
    MergedSlide("", 2, None),
    MergedSlide("flour", 3, 2),
    MergedSlide("fire", None, 3),
)
CONFLICT = Conflict(Deed.REWORDED, "flour", 4, "Flour", "Lead 1", "Sift it twice", "Sift it in the morning")
ALL = Merged(
    SLIDES,
    (
        HandEdit(Deed.DELETED_SLIDE, "water", 0, "Water"),
        HandEdit(Deed.MOVED, "oil", 2, "Oil", "Picture"),
        HandEdit(Deed.REWORDED, "flour", 4, "Flour", "Lead 1", "Sift it", "Sift it twice"),
        HandEdit(Deed.ADDED_SLIDE, "", 3, "Our own", what="Oil"),
    ),
    (CONFLICT,),
    (
        Change(Fate.UPDATED, "flour", 4, "Flour"),
        Change(Fate.ADDED, "fire", 5, "Fire"),
        Change(Fate.UPDATED, "title", 1, "Bread"),
        Change(Fate.REMOVED, "salt", 0, "Salt"),
    ),
)


def test_all_is_told_in_the_order_of_the_slides_each_thing_once() -> None:
    assert plan_text(ALL).splitlines() == [
        "slide 1 “Bread”: updated",
        "slide 2 “Oil”: you moved the picture",
        "slide 3 “Our own”: you added it, after “Oil”",
        "slide 4 “Flour”: updated",
        "slide 4 “Flour”: you and the article both changed lead 1: yours stays, “Sift it twice”; the article says “Sift it in the morning”",
        "slide 5 “Fire”: added",
        "slide “Salt”: removed",
        "slide “Water”: you deleted it; `--restore water` brings it back",
    ]


def test_one_changed_word_is_one_line_and_no_change_one_sentence() -> None:
    assert plan_text(Merged(SLIDES, changes=(Change(Fate.UPDATED, "oil", 2, "Oil"),))) == "slide 2 “Oil”: updated"
    assert plan_text(Merged(SLIDES)) == "nothing would change"


def test_a_summary_is_one_sentence() -> None:
    assert summary(ALL, "talks/.deck/x.merge.md") == (
        "kept 4 edits of yours, updated 2 slides, added 1, removed 1, 1 conflict: yours stays (talks/.deck/x.merge.md)"
    )
    kept = Merged(SLIDES, changes=(Change(Fate.KEPT, "oil", 2, "Oil"), Change(Fate.UPDATED, "flour", 4, "Flour")))
    assert summary(kept) == "updated 1 slide, kept 1 slide gone from the article"
    assert summary(Merged(SLIDES, ALL.edits[:1])) == "kept 1 edit of yours"


@pytest.mark.parametrize("fates", [(), (Fate.UPDATED,), (Fate.ADDED, Fate.REMOVED, Fate.MOVED)])
def test_a_report_is_named_only_where_there_is_one(fates: tuple[Fate, ...]) -> None:
    merged = Merged(SLIDES, changes=tuple(Change(fate, "oil", 2, "Oil") for fate in fates))
    assert "x.merge.md" not in summary(merged, "x.merge.md")
    assert bool(summary(merged)) == bool(fates)
    assert merge_report(merged, "Bread") == ""


WORDS = {
    Deed.MOVED: "you moved lead 2",
    Deed.RESIZED: "you resized lead 2",
    Deed.RESTYLED: "you restyled “b” in lead 2",
    Deed.REWORDED: "you wrote “b” where the article had “a”",
    Deed.ADDED_TEXT: "you added “b” to lead 2",
    Deed.DELETED_TEXT: "you deleted “a”",
    Deed.REORDERED_TEXT: "you moved “b” within lead 2",
    Deed.ADDED_SHAPE: "you added lead 2 with “b”",
    Deed.DELETED_SHAPE: "you deleted lead 2",
    Deed.REDRAWN: "you changed what lead 2 shows",
    Deed.PICTURE: "you replaced lead 2",
    Deed.CROPPED: "you cropped lead 2",
    Deed.DESCRIBED: "you wrote “b” as the description of lead 2",
    Deed.NOTES: "in the notes you wrote “b” where the article had “a”",
    Deed.ADDED_SLIDE: "you added it, after “animation”",
    Deed.DELETED_SLIDE: "you deleted it; `--restore k` brings it back",
    Deed.DUPLICATED: "you made this copy of a slide",
    Deed.REORDERED: "you moved it",
    Deed.HID: "you hid it",
    Deed.SHOWED: "you show it again",
    Deed.LAYOUT: "you gave it the layout “b”",
    Deed.EXTRA: "you changed its animation",
    Deed.DESIGN: "you changed the animation of the deck",
}


@pytest.mark.parametrize("deed", Deed)
def test_each_deed_has_words_with_and_without_texts(deed: Deed) -> None:
    assert edit_in_words(HandEdit(deed, "k", 1, "T", "Lead 2", "a", "b", "animation")) == WORDS[deed]
    for edit in (HandEdit(deed, "", 0, ""), HandEdit(deed, "", 0, "", "Lead 2", "a"), HandEdit(deed, "", 0, "", "Lead 2", "", "b")):
        told = edit_in_words(edit)
        assert told.startswith(("you ", "in the notes you "))
        assert "“”" not in told
        assert "  " not in told


@pytest.mark.parametrize("deed", Deed)
def test_each_conflict_says_what_stays_and_what_the_article_has(deed: Deed) -> None:
    told = conflict_in_words(Conflict(deed, "k", 1, "T", "Lead 2", "", "new words"))
    assert "stays" in told
    assert "the article says “new words”" in told
    assert "`--restore k`" in told or deed is not Deed.DELETED_SLIDE


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Picture", "the picture"),
        ("Title", "the title"),
        ("Under", "the line below the title"),
        ("Detail 3", "detail 3"),
        ("TextBox 5", "“TextBox 5”"),
        ("Picture [arch]", "“Picture [arch]”"),
        ("", "a shape"),
    ],
)
def test_a_shape_is_called_by_what_it_is_on_the_slide(name: str, called: str) -> None:
    assert edit_in_words(HandEdit(Deed.MOVED, "k", 1, "T", name)) == f"you moved {called}"


LONG = "The miller of the northern town measures the wind by hand each morning, and writes it into a book that nobody reads."


def test_a_long_text_is_shortened_around_its_change() -> None:
    was, now = around_change(LONG, LONG.replace("book", "notebook"))
    assert "a book that" in was
    assert "a notebook that" in now
    assert was.startswith("…")
    assert now.startswith("…")
    assert around_change("one two", "one three") == ("one two", "one three")
    was, now = around_change(LONG, LONG.replace("miller", "baker"))
    assert was.startswith("The miller of")
    assert now.startswith("The baker of")
    assert now.endswith("…")


texts = st.text(st.sampled_from("abc   de\u0301\u3042\u6f22\u0627\u0644\U0001f600\u200d\n"), max_size=200)


@given(was=texts, now=texts, columns=st.integers(16, 80))
def test_an_excerpt_keeps_to_its_columns_and_is_part_of_its_text(was: str, now: str, columns: int) -> None:
    for text, shown in zip((was, now), around_change(was, now, columns), strict=True):
        assert width(shown) <= columns
        assert shown.strip("…") in " ".join(text.split())
        assert bool(shown) == bool(text.split())


def test_a_line_is_as_wide_as_the_terminal_where_texts_can_give_way() -> None:
    edit = HandEdit(Deed.REWORDED, "k", 2, "Wind", "Lead 1", LONG, LONG.replace("book", "notebook"))
    line = plan_text(Merged(SLIDES, (edit,)), 100)
    assert width(line) <= 100
    assert "notebook" in line
    assert width(plan_text(Merged(SLIDES, (edit,)))) > 100
    assert width(short("漢" * 90)) <= 64


def test_as_data_all_is_there_in_full() -> None:
    data = json.loads(json.dumps(plan_data(ALL)))
    assert data["schema"] == 1
    assert data["summary"] == summary(ALL)
    assert data["edits"][2] == {
        "deed": "reworded",
        "slide": "flour",
        "number": 4,
        "title": "Flour",
        "shape": "Lead 1",
        "was": "Sift it",
        "now": "Sift it twice",
        "what": "",
        "says": "you wrote “Sift it twice” where the article had “Sift it”",
    }
    assert data["conflicts"][0]["ours"] == "Sift it in the morning"
    assert data["conflicts"][0]["deed"] == "reworded"
    assert data["changes"][3] == {"fate": "removed", "slide": "salt", "number": 0, "title": "Salt"}


def test_a_report_has_both_texts_whole_and_says_how_to_get_a_slide_back() -> None:
    conflict = CONFLICT._replace(theirs=LONG, ours=f"{LONG}\n```\n# {LONG}")
    merged = ALL._replace(conflicts=(conflict,), changes=(Change(Fate.KEPT, "oil", 2, "Oil"),))
    report = merge_report(merged, "Bread")
    assert report.startswith("# Bread: what was merged\n")
    headings = [line for line in report.splitlines() if line.startswith("## ")]
    assert headings == ["## Conflicts: yours stays", "## Kept, though gone from the article", "## Deleted by you", "## Your edits, kept"]
    assert f"```text\n{LONG}\n```\n" in report
    assert f"````text\n{LONG}\n```\n# {LONG}\n````\n" in report
    assert "- slide “Water”: `deck build --restore water`" in report
    assert "- slide 2 “Oil”\n  - you moved the picture\n" in report
    assert "### slide 4 “Flour” · lead 1" in report


def test_what_somebody_wrote_is_no_markup_in_a_report() -> None:
    report = merge_report(Merged(SLIDES, (HandEdit(Deed.ADDED_TEXT, "oil", 2, "<b>Oil*", "Lead 1", "", "# *a* [b](c)"),)), "T")
    assert r"slide 2 “\<b\>Oil\*”" in report
    assert r"you added “\# \*a\* \[b\](c)” to lead 1" in report


def test_findings_warn_of_conflicts_and_note_the_rest() -> None:
    merged = ALL._replace(changes=(*ALL.changes, Change(Fate.KEPT, "oil", 2, "Oil")))
    assert [(found.code, found.severity, found.slide) for found in findings(merged)] == [
        ("D503", Severity.WARNING, "flour"),
        ("D504", Severity.NOTE, "oil"),
        ("D505", Severity.NOTE, "water"),
    ]
    assert findings(Merged(SLIDES, ALL.edits[1:])) == ()


def test_several_slides_that_stay_deleted_are_one_line() -> None:
    edits = tuple(HandEdit(Deed.DELETED_SLIDE, key, 0, key.title()) for key in ("water", "oil", "salt"))
    (found,) = findings(Merged(SLIDES, edits))
    assert found.message == "3 slides stay deleted; `--restore KEY` brings one back: water, oil, salt"


def test_a_deleted_slide_that_the_article_changed_is_told_once() -> None:
    conflict = Conflict(Deed.DELETED_SLIDE, "water", 0, "Water")
    merged = Merged(SLIDES, ALL.edits[:1], (conflict,))
    assert [found.code for found in findings(merged)] == ["D503"]
    assert plan_text(merged).count("Water") == 1


def test_words_from_the_right_leave_the_line_in_order() -> None:
    line = plan_text(Merged(SLIDES, (HandEdit(Deed.ADDED_TEXT, "oil", 2, "زيت", "Lead 1", "", "بطيئة"),)))
    assert line == "slide 2 \u200e“زيت”\u200e: you added \u200e“بطيئة”\u200e to lead 1"


keys = st.sampled_from(["", "a", "b", "c"])
numbers = st.integers(0, 4)
some = st.sampled_from(["", "Oil", "Pour it.", "# a `b`", "زيت", LONG])
edits = st.builds(HandEdit, st.sampled_from(Deed), keys, numbers, some, some, some, some, some)
conflicts = st.builds(Conflict, st.sampled_from(Deed), keys, numbers, some, some, some, some)
changes = st.builds(Change, st.sampled_from(Fate), keys, numbers, some)
slides = st.builds(MergedSlide, keys, st.none() | numbers, st.none() | numbers)


@given(st.builds(Merged, *(st.lists(kind, max_size=5).map(tuple) for kind in (slides, edits, conflicts, changes))))
def test_whatever_a_merge_did_is_told_once(merged: Merged) -> None:
    told = [(*found[:3], found.shape, found.theirs) for found in merged.conflicts]
    apart = [edit for edit in merged.edits if (*edit[:3], edit.shape, edit.now) not in told]
    lines = plan_text(merged).splitlines()
    assert len(lines) == max(1, merged.relaid + len(apart) + len(merged.conflicts) + len(merged.changes))
    assert len(findings(merged)) >= len(merged.conflicts)
    report = merge_report(merged, "T")
    assert bool(report) == bool(
        merged.relaid or merged.edits or merged.conflicts or merged.replaced or any(change.fate is Fate.KEPT for change in merged.changes)
    )
    assert report.count("### ") - report.count("#### ") >= len(merged.conflicts)
    assert sum(line.startswith(("  - ", "- slide", "- the deck")) for line in report.splitlines()) >= len(apart)
    for conflict in merged.conflicts:
        assert conflict.theirs in report
        assert conflict.ours in report


def test_a_report_follows_the_slides_and_tells_a_conflict_once() -> None:
    report = merge_report(ALL, "Bread")
    assert report.index("“Oil”") < report.index("“Our own”")
    assert "you wrote" not in report


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [("", "now", "you animated it"), ("was", "now", "you changed its animation"), ("was", "", "you took off its animation")],
)
def test_an_animation_of_ours_that_a_hand_changed_is_not_said_to_be_new(was: str, now: str, told: str) -> None:
    assert edit_in_words(HandEdit(Deed.EXTRA, "k", 1, "T", "", was, now, "animation")) == told


@pytest.mark.parametrize("case", NAMES)
def test_every_shape_of_a_deck_has_a_name_in_words(case: str) -> None:
    article = article_of(case)
    placed = plan(source_of(Request(article, article.name, article.parent, {}))).placed
    names = {shape.key.capitalize() for slide in placed.slides for shape in slide.shapes}
    assert [name for name in sorted(names) if shape_in_words(name).startswith("\u201c")] == []

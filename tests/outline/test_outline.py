"""From an article's blocks to slides: sections, groups, prose, closing, keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from deck.errors import ArticleError
from deck.findings import Finding
from deck.fit.notes import spoken
from deck.model.article import Code, plain
from deck.model.settings import Settings
from deck.model.slides import Deck, Kind, Point, Slide
from deck.outline import outline
from deck.read import read_article
from deck.settings import section_settings
from deck.words import languages, stop_words, words_for


def talk(tmp_path: Path, text: str, settings: Settings | None = None, language: str = "en") -> tuple[Deck, tuple[Finding, ...]]:
    path = tmp_path / "talk.md"
    path.write_text(text, "utf-8")
    article, _ = read_article(path, "talk.md", language=language, languages=languages(), stop_words=stop_words())
    return outline(article, settings or Settings(), words_for(language), lambda d: section_settings(d.values, d.span))


def slides(tmp_path: Path, text: str) -> tuple[Slide, ...]:
    return talk(tmp_path, text)[0].slides


def shown(points: tuple[Point, ...]) -> list[str]:
    return [plain(point.lead) for point in points]


def said(found: tuple[Slide, ...]) -> list[str]:
    """Return all that is spoken, in order."""

    def of(points: tuple[Point, ...]) -> list[str]:
        return [text for point in points for text in (*map(plain, point.spoken), *of(point.children))]

    return [text for slide in found for text in (*map(plain, slide.spoken), *of(slide.points))]


WHOLE = """---
title: "Small tools: what we saw"
authors: [Ada]
---

### **Small tools: what we saw**

We met on a Monday. It rained.

It stopped.

## **Tools: the small ones**

Prose before the first point.

- **Hammer:** It hits. It also pulls.
- **Is a saw a tool?** Yes.

Prose behind the second point.

## A section of groups

### 1. First: the claim

- **One.** Text.
- **Two.** Text.

### 2. Second

- **Three.** Text.

## Only prose

Nothing but prose.

------

**A thought experiment:**
 If you had one tool, which one would it be? Would you lend it? Tell us.

A last line.
"""


def test_each_h2_has_a_slide_in_order_and_its_words(tmp_path: Path) -> None:
    deck, _ = talk(tmp_path, WHOLE)
    titles = [plain(slide.title.text) for slide in deck.slides]
    assert [title for title in titles if title in {"Tools: the small ones", "A section of groups", "Only prose"}] == [
        "Tools: the small ones",
        "A section of groups",
        "Only prose",
    ]


def test_the_heading_that_repeats_the_title_is_no_slide(tmp_path: Path) -> None:
    first, *others = slides(tmp_path, WHOLE)
    assert (plain(first.title.text), plain(first.under)) == ("Small tools", "what we saw")
    assert all("what we saw" not in plain(slide.title.text) for slide in others)


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("What we heard", "## WHAT WE HEARD"),
        ('What\'s "new"', "## What\u2019s \u201cnew\u201d"),
        ("What we heard", "## \U0001f389 What **we** *heard*!"),
        ("A &amp; B", "## A & B"),
        ("What **we** heard", "## What we heard"),
        ("What we heard", "## _What we heard_"),
        ("What _we_ heard", "## What we heard"),
        ("Ne\u0301e here", "## N\u00e9e here"),
    ],
)
def test_a_first_heading_says_the_title_again_in_whatever_form(tmp_path: Path, title: str, heading: str) -> None:
    found = slides(tmp_path, f"---\ntitle: >\n  {title}\n---\n\n{heading}\n\nIntro.\n\n## Other\n\nProse.\n")
    assert [plain(slide.title.text) for slide in found][1:] == ["Other"]
    assert [plain(text) for text in found[0].spoken] == ["Intro."]


def test_the_intro_is_in_the_notes_of_the_title_slide_once(tmp_path: Path) -> None:
    first, *others = slides(tmp_path, WHOLE)
    assert [plain(text) for text in first.spoken] == ["We met on a Monday. It rained.", "It stopped."]
    assert not any("Monday" in plain(text) for slide in others for text in slide.spoken)


def test_prose_goes_with_the_point_before_it(tmp_path: Path) -> None:
    section = slides(tmp_path, WHOLE)[1]
    assert [plain(text) for text in section.spoken] == ["Prose before the first point."]
    assert [plain(text) for text in section.points[1].spoken] == ["Is a saw a tool? Yes.", "Prose behind the second point."]


def test_groups_are_cards_and_then_slides_with_their_place_above_the_title(tmp_path: Path) -> None:
    chapter, first, second = slides(tmp_path, WHOLE)[2:5]
    assert chapter.kind is Kind.CHAPTER
    assert shown(chapter.points) == ["First", "Second"]
    assert [plain(sentence) for sentence in chapter.points[0].sentences] == ["the claim"]
    assert [point.target for point in chapter.points] == [first.key, second.key]
    assert plain(first.kicker) == "02 · A section of groups · 1/2"
    assert plain(first.title.text) == "First: the claim"


def test_a_section_without_points_is_its_title_and_speaks_its_prose(tmp_path: Path) -> None:
    prose = slides(tmp_path, WHOLE)[5]
    assert prose.kind is Kind.HEADLINE
    assert [plain(text) for text in prose.spoken] == ["Nothing but prose."]


def test_the_closing_shows_its_questions_and_speaks_all_of_it(tmp_path: Path) -> None:
    deck, found = talk(tmp_path, WHOLE)
    closing = deck.slides[-1]
    assert closing.kind is Kind.QUESTION
    assert plain(closing.title.text) == "If you had one tool, which one would it be?"
    assert (plain(closing.kicker), plain(closing.under)) == ("A thought experiment", "Would you lend it?")
    spoken = " ".join(plain(text) for text in closing.spoken)
    assert "Tell us." in spoken
    assert "A last line." in spoken
    assert any(finding.code == "D303" and finding.span and finding.span.first == 38 for finding in found)


@pytest.mark.parametrize(
    "tail",
    [
        "**About the author:** Ada writes code.",
        "**Note.** This was first printed elsewhere.",
        "**Is this a heading?**\n\n### A heading\n\nx",
        "**Any questions?** Write to us.",
        "**About the author**\n\nAda writes code.\n\nDid you like it? Tell a friend.",
    ],
)
def test_what_follows_the_last_rule_and_asks_nothing_is_no_closing(tmp_path: Path, tail: str) -> None:
    found = slides(tmp_path, f"# T\n\n## One\n\n- **A:** b.\n\n---\n\n{tail}\n")
    assert all(slide.kind is not Kind.QUESTION for slide in found)


def test_a_label_that_announces_an_ending_closes_without_a_question(tmp_path: Path) -> None:
    closing = slides(tmp_path, "# T\n\n## One\n\n- **A:** b.\n\n---\n\n**Conclusion:** That was all.\n")[-1]
    assert (plain(closing.title.text), plain(closing.under)) == ("Conclusion", "That was all.")


def test_a_list_behind_the_closing_question_is_spoken_with_it(tmp_path: Path) -> None:
    closing = slides(tmp_path, "# T\n\n## One\n\nx\n\n---\n\n**A question:** Which one?\n\n- this\n- that\n")[-1]
    assert plain(closing.title.text) == "Which one?"
    assert [plain(text) for text in closing.spoken][1:] == ["this", "that"]


@pytest.mark.parametrize(
    "tail",
    [
        "<!-- notes: Wait. -->\n\n**A thought:** Would you go?",
        "![a road](road.png)\n\n**A thought:** Would you go?",
        "**A thought:** Would you go?\n\n---\n",
        "**A thought:** Would you go?\n\n---\n\n*Ada writes about roads.*",
        "**A thought**  \nWould you go?",
        "**A thought:** Would you go?\n\n---\n\n*Ada writes about roads.*\n\n---\n\n*Printed elsewhere.*",
        "**A thought.**\n\nYou have a year.\n\nWould you go?",
        "> **A thought:** Would you go?",
    ],
)
def test_the_closing_is_found_between_what_stands_around_it(tmp_path: Path, tail: str) -> None:
    *others, closing = slides(tmp_path, f"# T\n\n## One\n\n- **A:** b.\n\n---\n\n{tail}\n")
    assert (closing.kind, plain(closing.title.text), plain(closing.kicker)) == (Kind.QUESTION, "Would you go?", "A thought")
    spoken = " ".join(plain(text) for text in closing.spoken)
    assert all(said in spoken for said in ("Ada writes about roads.", "a road") if said in tail)
    assert [plain(text) for text in closing.own_notes] == (["Wait."] if "Wait." in tail else [])
    assert not any("thought" in plain(text) for slide in others for text in slide.spoken)


def test_a_question_may_end_without_a_mark_in_a_language_that_allows_it(tmp_path: Path) -> None:
    text = "# 題\n\n## 一\n\nあ。\n\n---\n\n**思考実験：** 電気が消えたら、どうしますか。考えてみてください。\n"
    closing = talk(tmp_path, text, language="ja")[0].slides[-1]
    assert (closing.kind, plain(closing.title.text)) == (Kind.QUESTION, "電気が消えたら、どうしますか。")


def test_a_rule_in_the_middle_of_an_article_closes_nothing(tmp_path: Path) -> None:
    text = "# T\n\n## One\n\n---\n\n**A thought:** Would you go?\n\n---\n\n## Two\n\nx\n\n---\n\nThe end.\n"
    assert all(slide.kind is not Kind.QUESTION for slide in slides(tmp_path, text))


def test_an_article_that_just_stops_has_no_closing(tmp_path: Path) -> None:
    assert slides(tmp_path, "# T\n\n## One\n\n- **A:** b.\n\n---\n\nA plain last line.\n")[-1].kind is not Kind.QUESTION


def test_keys_are_stable_unique_and_pinned_by_an_anchor(tmp_path: Path) -> None:
    text = "# T\n\n## Same\n\n- **A:** b.\n\n## Same\n\n- **A:** b.\n\n## Other {#mine}\n\n- x\n"
    found = slides(tmp_path, text)
    assert [slide.key for slide in found] == ["title", "same", "same-2", "mine"]
    assert found[1].points[0].key == "same/a"


def test_bullets_without_a_lead_are_a_list_with_what_is_below_them(tmp_path: Path) -> None:
    (listed,) = slides(tmp_path, "# T\n\n## S\n\n- one\n    - below\n- two\n")[1:]
    assert listed.kind is Kind.LIST
    assert [plain(child.sentences[0]) for child in listed.points[0].children] == ["below"]


def test_a_section_with_leads_and_a_plain_list_makes_a_slide_of_each(tmp_path: Path) -> None:
    found = slides(tmp_path, "# T\n\n## S\n\n- **A:** b.\n- **C:** d.\n\nThen:\n\n- one\n- two\n")[1:]
    assert [slide.kind for slide in found] == [Kind.POINTS, Kind.LIST]
    assert [slide.key for slide in found] == ["s", "s~2"]


def test_comments_under_a_heading_overrule(tmp_path: Path) -> None:
    text = (
        "# T\n\n## One\n<!-- deck: layout=duo detail=none key=first -->\n\n- **A:** b.\n\n## Two\n<!-- deck: skip -->\n\nx\n\n"
        "## Last\n<!-- deck: closing -->\n\nWhat now? Go.\n"
    )
    title, one, closing = slides(tmp_path, text)
    assert (title.key, one.key, one.layout, one.detail) == ("title", "first", "duo", "none")
    assert (plain(closing.kicker), plain(closing.title.text)) == ("Last", "What now?")


def test_an_author_s_own_notes_are_kept_apart(tmp_path: Path) -> None:
    section = slides(tmp_path, "# T\n\n## One\n\n<!-- notes: Smile here. -->\n\n- **A:** b.\n")[1]
    assert [plain(text) for text in section.own_notes] == ["Smile here."]
    assert not any("Smile" in plain(text) for point in section.points for text in point.spoken)


def test_without_headings_all_is_in_the_notes_of_the_title_slide(tmp_path: Path) -> None:
    deck, found = talk(tmp_path, "Just a paragraph.\n\nAnd one more.\n")
    assert [plain(text) for text in deck.slides[0].spoken] == ["Just a paragraph.", "And one more."]
    assert [finding.code for finding in found] == ["D301"]


def test_an_article_without_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ArticleError):
        talk(tmp_path, "---\ntitle: x\n---\n")


def test_sections_are_the_highest_headings_where_there_is_no_h2(tmp_path: Path) -> None:
    assert [slide.key for slide in slides(tmp_path, "---\ntitle: T\n---\n\n### A\n\nx\n\n### B\n\ny\n")] == ["title", "a", "b"]


def test_numbers_can_be_left_out(tmp_path: Path) -> None:
    deck, _ = talk(tmp_path, WHOLE, Settings(numbers=False))
    assert [plain(slide.kicker) for slide in deck.slides[1:4]] == ["", "", "A section of groups · 1/2"]


def test_a_first_heading_above_all_others_names_the_article(tmp_path: Path) -> None:
    first, section = slides(tmp_path, "---\ntitle: Foo\n---\n\n# Foo: what we saw\n\nIntro.\n\n## One\n\nx\n")
    assert plain(first.title.text) == "Foo"
    assert [plain(text) for text in first.spoken] == ["Foo: what we saw", "Intro."]
    assert plain(section.title.text) == "One"


def test_an_article_without_a_title_goes_by_the_name_that_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text("## One\n\nx\n", "utf-8")
    article, _ = read_article(path, "talk.md", language="en", languages=languages(), stop_words=stop_words())
    deck, _ = outline(article, Settings(), words_for("en"), lambda d: section_settings(d.values, d.span), "my talk")
    assert deck.title == "my talk"


def test_a_pinned_key_is_taken_before_any_other(tmp_path: Path) -> None:
    found = slides(tmp_path, "# T\n\n## Intro\n\nx\n\n## Other\n<!-- deck: key=intro -->\n\ny\n\n## Odd\n<!-- deck: key=a+b/c -->\n\nz\n")
    assert [slide.key for slide in found[1:]] == ["intro-2", "intro", "a-b-c"]


def test_a_group_has_settings_of_its_own(tmp_path: Path) -> None:
    text = (
        "# T\n\n## S\n\n### One {#first}\n<!-- deck: detail=none -->\n<!-- deck: layout=rows -->\n\n- **A:** b.\n- **C:** d.\n\n"
        "### Two\n<!-- deck: skip -->\n\n- **E:** f.\n\n### Three\n\n- **G:** h.\n"
    )
    deck, found = talk(tmp_path, text)
    chapter, one, three = deck.slides[1:]
    assert (one.key, one.detail, one.layout) == ("first", "none", "rows")
    assert (three.detail, three.layout) == ("first", "")
    assert shown(chapter.points) == ["One", "Three"]
    assert [finding.message for finding in found if finding.code == "D302"] == ["“Two” is left out: `skip`"]


def test_a_comment_without_effect_is_said(tmp_path: Path) -> None:
    text = "# T\n\n<!-- deck: layout=duo -->\n\n## A\n<!-- deck: closing -->\n\nx?\n\n## B\n<!-- deck: closing -->\n\ny?\n"
    _, found = talk(tmp_path, text)
    assert {(finding.code, finding.span and finding.span.first) for finding in found} >= {("D308", 5), ("D309", 3)}


def test_a_comment_sets_what_stands_below_its_heading_and_nothing_else(tmp_path: Path) -> None:
    above_a_heading = "# T\n\n## One\n\n- **A:** b.\n\n<!-- deck: detail=none -->\n\n## Two\n\n- **C:** d.\n"
    deck, found = talk(tmp_path, above_a_heading)
    assert [slide.detail for slide in deck.slides[1:]] == ["first", "first"]
    assert [finding.span.first for finding in found if finding.code == "D309" and finding.span] == [7]
    _, found = talk(tmp_path, "# T\n\n## One\n\nx\n\n---\n\n**Q:** Why?\n\n<!-- deck: layout=duo -->\n")
    assert [finding.code for finding in found if "D308" <= finding.code <= "D309"] == ["D309"]


def test_only_a_section_that_is_shown_closes_the_talk(tmp_path: Path) -> None:
    left_out = "# T\n\n## One\n<!-- deck: closing -->\n\nWhy?\n\n## Two\n<!-- deck: skip closing -->\n\nWho?\n"
    assert [plain(slide.title.text) for slide in slides(tmp_path, left_out)] == ["T", "Why?"]
    _, found = talk(tmp_path, "# T\n\n## One\n\n### A group\n<!-- deck: closing -->\n\n- **A:** b?\n")
    assert [finding.span.first for finding in found if finding.code == "D308" and finding.span] == [5]


def test_a_detail_in_a_paragraph_of_its_own_is_shown(tmp_path: Path) -> None:
    text = "# T\n\n## S\n\n- **A:**\n\n  Its own. More.\n\n  A third.\n- **C**  \n  Broken. Off.\n\n      code\n\n  Behind.\n"
    apart, broken = slides(tmp_path, text)[1].points
    assert [plain(sentence) for sentence in apart.sentences] == ["Its own.", "More.", "A third."]
    assert (plain(broken.lead), [plain(sentence) for sentence in broken.sentences]) == ("C", ["Broken.", "Off."])
    assert [plain(text) for text in broken.spoken] == ["C\nBroken. Off.", "code", "Behind."]


def test_each_bold_led_line_is_a_point(tmp_path: Path) -> None:
    bullet = "- **When:** Monday at nine  \n  **Where:** Hall 3  \n  **Who:** Ana and Ben\n"
    for text in (bullet, bullet.removeprefix("- ").replace("\n  ", "\n")):
        points = slides(tmp_path, f"# T\n\n## S\n\n{text}")[1].points
        assert shown(points) == ["When", "Where", "Who"]
        assert [plain(point.sentences[0]) for point in points] == ["Monday at nine", "Hall 3", "Ana and Ben"]
        assert [plain(text) for text in spoken(points)] == ["When: Monday at nine", "Where: Hall 3", "Who: Ana and Ben"]


def test_code_that_opens_a_bullet_keeps_its_lines(tmp_path: Path) -> None:
    code = slides(tmp_path, "# T\n\n## S\n\n-     a = 1\n      b = 2\n")[1].exhibit
    assert isinstance(code, Code)
    assert code.text == "a = 1\nb = 2\n"


def test_points_of_the_intro_are_shown_beside_plain_bullets_and_lists_below_them(tmp_path: Path) -> None:
    opening, points, _ = slides(tmp_path, "# T\n\n- **A.** One.\n  - below\n- plain\n\n## S\n\nx\n")
    assert (shown(points.points), points.kind) == (["A", ""], Kind.LIST)
    assert [plain(text) for text in opening.spoken] == ["A. One.", "below", "plain"]
    assert not list(spoken(points.points))


def test_bold_led_bullets_in_a_box_are_points(tmp_path: Path) -> None:
    section = slides(tmp_path, "# T\n\n## S\n\n> In short.\n>\n> - **A:** b.\n> - **C:** d.\n\n> - a plain quotation\n")[1]
    assert shown(section.points) == ["A", "C"]
    assert [plain(text) for text in (*section.spoken, *section.points[-1].spoken)] == ["In short.", "C: d.", "a plain quotation"]
    assert shown(slides(tmp_path, "# T\n\n## S\n\n> > - **A:** b.\n")[1].points) == ["A"]


def test_a_call_out_is_said_and_what_stands_in_it_is_shown(tmp_path: Path) -> None:
    text = "# T\n\n## S\n\n:::tip Bring a plug\n\nSockets are few.\n\n- **A:** b.\n- **C:** d.\n\n:::\n\n> [!NOTE]\n> Take care.\n"
    _, section, box = slides(tmp_path, text)[:3]
    assert shown(section.points) == ["A", "C"]
    said = [plain(text) for text in (*section.spoken, *section.points[-1].spoken)]
    assert said == ["Bring a plug", "Sockets are few.", "C: d."]
    assert box.kind is Kind.CALLOUT
    assert section.spoken[0][0].bold


def test_what_follows_a_list_is_spoken_behind_all_of_it(tmp_path: Path) -> None:
    text = "# T\n\n## S\n\n- a\n  - b\n    - c\n\n  Behind.\n- d\n  - e\n\nAfter.\n"
    said = [plain(text) for text in spoken(slides(tmp_path, text)[1].points)]
    assert said == ["a", "b", "c", "Behind.", "d", "e", "After."]


def test_an_author_s_own_notes_are_kept_wherever_they_stand(tmp_path: Path) -> None:
    text = (
        "# T\n\n<!-- notes: In the intro. -->\n\n## S\n\n### Short\n\n<!-- notes: In a group. -->\n\nFew words.\n\n"
        "### Long\n\n- **A:** b.\n\n  <!-- notes: In an item. -->\n\n> Quoted.\n>\n> <!-- notes: In a quotation. -->\n\n"
        "---\n\n**Q:** Why?\n\n<!-- notes: In the closing. -->\n"
    )
    own = {slide.key: [plain(text) for text in slide.own_notes] for slide in slides(tmp_path, text)}
    assert own == {
        "title": ["In the intro."],
        "s": ["In a group."],
        "s/long": ["In an item.", "In a quotation."],
        "s/long~2": [],
        "closing": ["In the closing."],
    }


def test_an_ordered_list_keeps_its_numbers(tmp_path: Path) -> None:
    (listed,) = slides(tmp_path, "# T\n\n## S\n\n3. one\n4. two\n")[1:]
    assert [point.number for point in listed.points] == [3, 4]


@pytest.mark.parametrize(
    "tail", ["**What would you build?**", "**A thought experiment.**\n\n> What would you build?", "**T:**\n\nWhat would you build?"]
)
def test_the_closing_question_may_be_its_own_label_or_quoted(tmp_path: Path, tail: str) -> None:
    closing = slides(tmp_path, f"# T\n\n## One\n\nx\n\n---\n\n{tail}\n")[-1]
    assert (closing.kind, plain(closing.title.text)) == (Kind.QUESTION, "What would you build?")


def test_a_closing_with_points_is_shown_last_like_any_section(tmp_path: Path) -> None:
    text = "# T\n\n## End\n<!-- deck: closing -->\n\n- **A:** b.\n- **C:** d.\n\n## One\n\nx\n\n---\n\n**Q:** Why?\n"
    found = slides(tmp_path, text)
    assert [plain(slide.title.text) for slide in found] == ["T", "One", "End"]
    assert shown(found[-1].points) == ["A", "C", "Q"]


def test_a_section_that_closes_asks_its_first_question(tmp_path: Path) -> None:
    text = "# T\n\n## End\n<!-- deck: closing -->\n\n`echo hi, who?`\n\nA scene.\n\nWould you go? Think.\n"
    assert plain(slides(tmp_path, text.replace("`echo hi, who?`", "    echo hi, who?"))[-1].title.text) == "Would you go?"


def test_what_follows_the_last_rule_is_kept_where_a_skipped_group_stands_before_it(tmp_path: Path) -> None:
    text = "# T\n\n## End\n<!-- deck: closing -->\n\nx\n\n### Aside\n<!-- deck: skip -->\n\ny\n\n---\n\n**Q.** What if nobody came?\n"
    said = " ".join(plain(text) for slide in slides(tmp_path, text) for text in (*slide.spoken, *spoken(slide.points)))
    assert "What if nobody came?" in said


@pytest.mark.parametrize("body", ["", "> Only a quotation.", "![a picture](a.png)"])
def test_a_closing_without_a_question_shows_its_heading(tmp_path: Path, body: str) -> None:
    closing = slides(tmp_path, f"# T\n\n## One\n\nx\n\n## The end\n<!-- deck: closing -->\n\n{body}\n")[-1]
    assert (closing.kind, plain(closing.title.text)) == (Kind.QUESTION, "The end")


def test_a_heading_of_marks_alone_is_a_section(tmp_path: Path) -> None:
    assert [plain(slide.title.text) for slide in slides(tmp_path, "# T\n\n## !!!\n\nx\n\n## ???\n\ny\n")] == ["T", "!!!", "???"]


@pytest.mark.parametrize("opening", ["Of two parts", "**Two parts:** these."])
def test_what_follows_a_list_in_a_bullet_is_spoken_behind_it(tmp_path: Path, opening: str) -> None:
    text = f"# T\n\n## S\n\n- {opening}\n    - one\n    - two\n\n    Prose behind them.\n\n    > And a quotation.\n- next\n"
    assert said(slides(tmp_path, text)) == [opening.replace("*", ""), "one", "two", "Prose behind them.", "And a quotation.", "next"]


def test_points_of_the_intro_are_shown_and_spoken_once(tmp_path: Path) -> None:
    title, shown_too, _ = found = slides(tmp_path, "# T\n\nBefore.\n\n- **A:** b.\n- **C:** d.\n\nBehind.\n\n## S\n\nx\n")
    assert (title.key, shown_too.key, shown(shown_too.points)) == ("title", "title~2", ["A", "C"])
    assert said(found) == ["Before.", "A: b.", "C: d.", "Behind.", "x"]


@pytest.mark.parametrize("anchor", ["", " {#title}"])
def test_no_section_takes_the_key_of_the_title_or_of_the_closing(tmp_path: Path, anchor: str) -> None:
    found = slides(tmp_path, f"# T\n\n## Title{anchor}\n\nx\n\n## Closing\n\ny\n\n---\n\n**Q:** Why?\n")
    assert [slide.key for slide in found] == ["title", "title-2", "closing-2", "closing"]


@pytest.mark.parametrize(("words", "keys"), [(39, ["title", "s"]), (40, ["title", "s", "s/one"])])
def test_a_group_of_prose_has_a_slide_of_its_own_from_forty_words_on(tmp_path: Path, words: int, keys: list[str]) -> None:
    found = slides(tmp_path, f"# T\n\n## S\n\n### One\n\n{'word ' * words}\n\n### Two\n\nFew words.\n")
    assert [slide.key for slide in found] == keys


def test_a_layout_asked_for_concerns_the_first_slide_of_a_section(tmp_path: Path) -> None:
    text = "# T\n\n## S\n<!-- deck: layout=duo -->\n\n- **A:** b.\n- **C:** d.\n\nThen:\n\n- one\n- two\n"
    assert [slide.layout for slide in slides(tmp_path, text)[1:]] == ["duo", ""]


def test_the_title_of_a_section_may_have_the_figure_and_that_of_a_group_may_not(tmp_path: Path) -> None:
    group = "## The bet\n\n### A bet of 5 billion dollars\n\n- **One:** it is said.\n- **Two:** it is said.\n"
    shown = slides(tmp_path, f"## A bet of 5 billion dollars\n\n- **One:** it is said.\n\n{group}")
    assert [slide.figure is not None for slide in shown if slide.kind is Kind.POINTS] == [True, False]


FROZEN = "<!-- deck: freeze -->"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (f"## A\n{FROZEN}\n- **One:** It is.\n\n## B\n- **Two:** It is.\n", {"a"}),
        (f"## A\n{FROZEN}\n### C\n- **One:** It is.\n\n### D\n- **Two:** It is.\n\n## B\nIt is.\n", {"a", "a/c", "a/d"}),
        (f"## A\n### C\n{FROZEN}\n- **One:** It is.\n\n### D\n- **Two:** It is.\n\n## B\nIt is.\n", {"a/c"}),
        (f"## A\n{FROZEN}\n- **One:** It is.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n", {"a", "a~2"}),
        (f"## A\nIt is.\n\n## Conclusion\n{FROZEN}\nIt was good. What is next?\n", {"closing"}),
        (f"## A\nIt is.\n\n## B\n{FROZEN}\n- **One:** It is.\n\nWhat is next?\n", {"b", "closing"}),
        (f"## A\nIt is.\n\n## B\n{FROZEN}\n- **One:** It is.\n\n---\n\n**A thought experiment:** What would you build first?\n", {"b"}),
        ("## A\nIt is.\n\n## B\n<!-- deck: closing freeze -->\nWhat is next?\n", {"closing"}),
        (f"## A\nIt is.\n\n## B\n### C\n{FROZEN}\n- **One:** It is.\n\nWhat is next?\n", {"b/c", "closing"}),
    ],
)
def test_freeze_holds_for_all_slides_of_what_stands_under_its_heading(tmp_path: Path, text: str, keys: set[str]) -> None:
    found = slides(tmp_path, f"# T\n\n{text}")
    assert {slide.key for slide in found if slide.frozen} == keys

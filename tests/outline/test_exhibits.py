"""What is shown as it is, and what is said instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from deck.model.article import Block, Code, Image, Item, Listing, Picture, Table, plain
from deck.model.settings import Settings
from deck.model.slides import Aside, Deck, Kind, Quotation, Slide
from deck.outline import outline, with_agenda
from deck.read import read_article
from deck.settings import section_settings
from deck.words import languages, stop_words, words_for

TABLE = "| a | b |\n|---|---:|\n| one | 1 |\n| two | 2 |\n"


def deck(tmp_path: Path, text: str, image: Image | None = None, tongue: str = "en") -> Deck:
    path = tmp_path / "talk.md"
    path.write_text(text if text.startswith("---") else f"# Talk\n\nIntro.\n\n{text}", "utf-8")
    article, _ = read_article(path, "talk.md", language="en", languages=languages(), stop_words=stop_words())
    article = article._replace(blocks=tuple(with_image(block, image) for block in article.blocks))
    return outline(article, Settings(), words_for(tongue), lambda d: section_settings(d.values, d.span))[0]


def with_image(block: Block, image: Image | None) -> Block:
    match block:
        case Picture():
            return block._replace(image=image)
        case Listing(items=items):
            return block._replace(items=tuple(Item(item.span, tuple(with_image(b, image) for b in item.blocks)) for item in items))
    return block


def slides(tmp_path: Path, text: str, image: Image | None = None) -> tuple[Slide, ...]:
    return deck(tmp_path, text, image).slides[1:]


def said(slide: Slide) -> list[str]:
    return [plain(text) for text in (*slide.spoken, *(text for point in slide.points for text in point.spoken))]


def test_a_table_is_shown_and_not_said_with_the_sentence_that_introduces_it(tmp_path: Path) -> None:
    (slide,) = slides(tmp_path, f"## S\n\nFirst of all.\n\nThe runs took this long:\n\n{TABLE}\nBehind it.\n")
    assert slide.kind is Kind.TABLE
    assert isinstance(slide.exhibit, Table)
    assert slide.exhibit.aligns == ("", "right")
    assert plain(slide.legend) == "The runs took this long:"
    assert said(slide) == ["First of all.", "The runs took this long:", "Behind it."]
    assert [plain(text) for text in slide.instead] == ["a | b", "one | 1", "two | 2"]


@pytest.mark.parametrize(
    "before",
    ["One sentence. And another.", "A sentence of " + "very " * 18 + "many words.", "- a list"],
)
def test_what_is_no_single_short_sentence_introduces_nothing(tmp_path: Path, before: str) -> None:
    found = next(slide for slide in slides(tmp_path, f"## S\n\n{before}\n\n{TABLE}") if slide.kind is Kind.TABLE)
    assert found.legend == ()


@pytest.mark.parametrize("table", ["| a | b |\n|---|---|\n", "| a |\n|---|\n| one |\n", "| a | b |\n|---|---|\n|  |  |\n"])
def test_a_table_without_rows_or_of_one_column_is_one(tmp_path: Path, table: str) -> None:
    (slide,) = slides(tmp_path, f"## S\n\n{table}")
    assert (slide.kind, said(slide)) == (Kind.TABLE, [])


@pytest.mark.parametrize("table", ["| a |\n|---|\n|  |\n", "<table><tr><td>A box around a text</td></tr></table>\n"])
def test_a_cell_alone_is_said(tmp_path: Path, table: str) -> None:
    (slide,) = slides(tmp_path, f"## S\n\n{table}")
    assert slide.kind is Kind.HEADLINE
    assert said(slide)


def test_a_table_and_code_in_a_list_have_slides_behind_its_points(tmp_path: Path) -> None:
    article = (
        "## S\n\n1. **Weigh.** All of it:\n\n   | a | b |\n   |---|---|\n   | c | d |\n\n   Behind it.\n"
        "2. **Heat.** Run:\n\n   ```sh\n   one\n   two\n   ```\n\n   - below\n\n     ```\n     alone\n     ```\n"
    )
    points, table, code = slides(tmp_path, article)
    assert [plain(point.lead) for point in points.points] == ["Weigh", "Heat"]
    assert [plain(text) for point in points.points for text in point.spoken] == ["Weigh. All of it:", "Behind it.", "Heat. Run:"]
    assert (table.kind, plain(table.legend)) == (Kind.TABLE, "Weigh. All of it:")
    assert isinstance(code.exhibit, Code)
    assert code.exhibit.text == "one\ntwo\n"
    assert "alone" in [plain(text) for point in points.points for child in point.children for text in child.spoken]


def test_code_of_several_lines_is_shown_and_a_single_line_is_said(tmp_path: Path) -> None:
    shown, said_only = slides(tmp_path, "## S\n\n```py\na = 1\n\nb = 2\n```\n\n## T\n\n```\nrun\n```\n")
    assert (shown.kind, said(shown)) == (Kind.CODE, [])
    assert isinstance(shown.exhibit, Code)
    assert (said_only.kind, said(said_only)) == (Kind.HEADLINE, ["run"])


@pytest.mark.parametrize(
    ("quote", "text", "source"),
    [
        ("> We were late.\n>\n> — Ada, engineer", ["We were late."], "Ada, engineer"),
        ("> We were late.  \n> -- Ada", ["We were late."], "Ada"),
        ("> We were late.\n>\n> We came.", ["We were late.", "We came."], ""),
        ("> — Ada", ["— Ada"], ""),
        ("> We were late. — Ada B. Cole, engineer", ["We were late."], "Ada B. Cole, engineer"),
        ("> One.\n>\n> 我们迟到了。——王芳", ["One.", "我们迟到了。"], "王芳"),
        ("> We were late. — and then we came", ["We were late. — and then we came"], ""),
        ("> We came — Ada and I", ["We came — Ada and I"], ""),
        ("> We were late. — That was all.", ["We were late. — That was all."], ""),
    ],
)
def test_a_short_quotation_is_shown_with_who_said_it(tmp_path: Path, quote: str, text: list[str], source: str) -> None:
    (slide,) = slides(tmp_path, f"## S\n\n{quote}\n")
    assert isinstance(slide.exhibit, Quotation)
    assert [plain(line) for line in slide.exhibit.text] == text
    assert plain(slide.exhibit.source) == source


@pytest.mark.parametrize(
    "quote",
    [
        "> [!NOTE]\n> " + "word " * 46,
        "> " + "word " * 46,
        "> One.\n>\n> Two.\n>\n> Three.",
        "> - a list",
        "> **[Join us!](https://a.example)**",
    ],
)
def test_a_long_call_out_a_long_quotation_and_a_box_are_said(tmp_path: Path, quote: str) -> None:
    (slide,) = slides(tmp_path, f"## S\n\n{quote}\n")
    assert slide.kind not in (Kind.QUOTE, Kind.CALLOUT)
    assert said(slide)


@pytest.mark.parametrize(
    ("box", "title", "text"),
    [
        (":::tip[Warm the bowl]\nA cold bowl takes time.\n:::", "Warm the bowl", ["A cold bowl takes time."]),
        ("> [!WARNING]\n> The door is hot.\n>\n> For an hour.", "Warning", ["The door is hot.", "For an hour."]),
    ],
)
def test_a_short_call_out_is_shown_with_its_title(tmp_path: Path, box: str, title: str, text: list[str]) -> None:
    (slide,) = slides(tmp_path, f"## S\n\nBefore.\n\n{box}\n")
    assert slide.kind is Kind.CALLOUT
    assert isinstance(slide.exhibit, Aside)
    assert (plain(slide.exhibit.title), [plain(line) for line in slide.exhibit.text]) == (title, text)
    assert [plain(line) for line in slide.spoken] == ["Before."]


def test_a_box_with_a_title_is_shown_without_the_name_of_its_kind(tmp_path: Path) -> None:
    (slide,) = slides(tmp_path, "## S\n\n> [!IMPORTANT] Who may come\n> All who have a pass.\n")
    assert isinstance(slide.exhibit, Aside)
    assert plain(slide.exhibit.title) == "Who may come"
    assert said(slide) == ["Important: Who may come"]


def test_an_engine_s_english_word_for_a_box_is_said_and_not_shown_in_another_language(tmp_path: Path) -> None:
    (slide,) = deck(tmp_path, "## S\n\n> [!NOTE]\n> La porte reste chaude.\n", tongue="fr").slides[1:]
    assert isinstance(slide.exhibit, Aside)
    assert slide.exhibit.title == ()
    assert [plain(line) for line in slide.spoken] == ["Note"]


def test_a_call_out_of_points_is_points(tmp_path: Path) -> None:
    (slide,) = slides(tmp_path, "## S\n\n:::tip\n**Salt:** A pinch.\n\n**Oil:** A drop.\n:::\n")
    assert slide.kind is Kind.POINTS


def test_a_section_shows_two_quotations_and_says_the_others(tmp_path: Path) -> None:
    found = slides(tmp_path, "## S\n\n> One.\n\nx\n\n> Two.\n\ny\n\n> Three.\n")
    assert [slide.kind for slide in found] == [Kind.QUOTE, Kind.QUOTE]
    assert said(found[1]) == ["y", "Three."]


WIDE, SQUARE = Image("0" * 64, "png", 1000, 400), Image("1" * 64, "png", 500, 500)


def test_a_picture_stands_beside_the_few_points_that_follow_it_or_come_before(tmp_path: Path) -> None:
    points = "- **A:** b.\n- **C:** d.\n"
    for text in (f"## S\n\n![alt](a.png)\n\nBetween.\n\n{points}", f"## S\n\n{points}\n![alt](a.png)\n\nBetween.\n"):
        (slide,) = slides(tmp_path, text, SQUARE)
        assert (slide.kind, len(slide.points)) == (Kind.POINTS, 2)
        assert isinstance(slide.exhibit, Picture)
        assert "Between." in said(slide)


@pytest.mark.parametrize(("image", "count"), [(WIDE, 2), (SQUARE, 5)])
def test_a_wide_picture_and_one_with_many_points_have_a_slide_of_their_own(tmp_path: Path, image: Image, count: int) -> None:
    points = "".join(f"- **Point {n}:** It is.\n" for n in range(count))
    picture, listed = slides(tmp_path, f"## S\n\n![alt](a.png)\n\n{points}", image)
    assert (picture.kind, listed.kind, listed.exhibit) == (Kind.PICTURE, Kind.POINTS, None)
    assert [plain(text) for text in picture.instead] == ["alt"]


def test_a_picture_that_cannot_be_shown_is_said(tmp_path: Path) -> None:
    (slide,) = slides(tmp_path, "## S\n\n![alt](a.png)\n")
    assert (slide.kind, said(slide)) == (Kind.HEADLINE, ["alt"])


def test_a_picture_in_a_list_is_shown_behind_it(tmp_path: Path) -> None:
    found = slides(tmp_path, "## S\n\n- one\n\n  ![alt](a.png)\n- two\n", WIDE)
    assert [slide.kind for slide in found] == [Kind.LIST, Kind.PICTURE]


def test_a_picture_of_the_intro_follows_the_title_unless_it_is_the_social_card(tmp_path: Path) -> None:
    shown = deck(tmp_path, "![a hall](a.png)\n\n## S\n\nx\n", WIDE)
    assert [slide.kind for slide in shown.slides] == [Kind.TITLE, Kind.PICTURE, Kind.HEADLINE]
    assert [plain(text) for text in shown.slides[0].spoken] == ["Intro.", "a hall"]
    card = deck(tmp_path, "![Talk](a.png)\n\n## S\n\nx\n", WIDE)
    assert [slide.kind for slide in card.slides] == [Kind.TITLE, Kind.HEADLINE]


@pytest.mark.parametrize(
    ("named", "source"),
    [
        ("image: hall.png", "./hall.png"),
        ("image: /img/25/hall.png", "../../static/img/25/hall.png"),
        ("cover: {image: hall.png}", "/posts/talk/hall.png"),
        ("image: https://talks.example/img/hall.png", "@site/static/img/hall.png"),
        ("image: /images/hall.png", "{static}/images/hall.png"),
    ],
)
def test_the_picture_that_front_matter_names_is_the_banner_above_the_sections_and_its_text_is_kept(
    tmp_path: Path, named: str, source: str
) -> None:
    banner = deck(tmp_path, f"---\ntitle: Talk\n{named}\n---\n\n![a hall]({source})\n\n## S\n\nx\n", WIDE)
    assert [slide.kind for slide in banner.slides] == [Kind.TITLE, Kind.HEADLINE]
    assert [plain(text) for text in banner.slides[0].spoken] == ["a hall"]
    below = deck(tmp_path, f"---\ntitle: Talk\n{named}\n---\n\n## S\n\n![a hall]({source})\n", WIDE)
    assert [slide.kind for slide in below.slides] == [Kind.TITLE, Kind.PICTURE]


@pytest.mark.parametrize(("named", "source"), [("image: /a/hall.png", "b/hall.png"), ("image: hall.png", "wall.png"), ("image: ''", "x/")])
def test_another_picture_above_the_sections_is_no_banner(tmp_path: Path, named: str, source: str) -> None:
    found = deck(tmp_path, f"---\ntitle: Talk\n{named}\n---\n\n![a hall]({source})\n\n## S\n\nx\n", WIDE)
    assert [slide.kind for slide in found.slides] == [Kind.TITLE, Kind.PICTURE, Kind.HEADLINE]


def test_lists_of_other_kinds_that_prose_keeps_apart_are_slides_of_their_own(tmp_path: Path) -> None:
    found = slides(tmp_path, "## S\n\n- a\n- b\n- c\n\nProse.\n\n1. d\n2. e\n\nMore.\n\n- f\n- g\n- h\n\nAnd.\n\n- i\n")
    assert [len(slide.points) for slide in found] == [3, 2, 4]
    assert [slide.key for slide in found] == ["s", "s~2", "s~3"]


def test_an_agenda_lists_the_sections_and_leads_to_each(tmp_path: Path) -> None:
    long = "A topic: and behind it a claim that goes on for longer than an entry of a plan may be"
    talk = deck(tmp_path, f"## One\n\nx\n\n## {long}\n\ny\n\n## Three\n\nz\n")
    plan = with_agenda(talk, words_for("en")).slides[1]
    assert (plan.kind, plan.section, plain(plan.title.text)) == (Kind.AGENDA, "title", "Agenda")
    assert [plain(entry.lead) for entry in plan.points] == ["One", "A topic", "Three"]
    assert [entry.target for entry in plan.points] == [slide.key for slide in talk.slides[1:]]


def test_few_sections_and_a_language_without_the_word_have_no_agenda(tmp_path: Path) -> None:
    few, enough = deck(tmp_path, "## One\n\nx\n\n## Two\n\ny\n"), deck(tmp_path, "## One\n\nx\n\n## Two\n\ny\n\n## Three\n\nz\n")
    assert with_agenda(few, words_for("en")) is few
    assert with_agenda(enough, words_for("xx")) is enough


@pytest.mark.parametrize("info", ["mermaid", "{mermaid}", "dot", "PlantUML"])
def test_the_source_of_a_drawing_is_code_with_a_warning(tmp_path: Path, info: str) -> None:
    path = tmp_path / "talk.md"
    path.write_text(f"# Talk\n\n## S\n\n```{info}\ngraph TD\n  A --> B\n```\n", "utf-8")
    article, _ = read_article(path, "talk.md", language="en", languages=languages(), stop_words=stop_words())
    made, found = outline(article, Settings(), words_for("en"), lambda d: section_settings(d.values, d.span))
    assert isinstance(made.slides[1].exhibit, Code)
    assert [(finding.code, finding.span.first) for finding in found if finding.span and finding.code == "D321"] == [("D321", 5)]

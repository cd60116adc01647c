"""The articles in content/: what each of them is there to show, and that it is well formed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import frontmatter
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

CONTENT = Path(__file__).parents[1] / "content"
FRENCH = CONTENT / "sommet-deepseek.fr.md"
ENGLISH = CONTENT / "small-conference-notes.en.md"
PICTURES = sorted((CONTENT / "images").iterdir())


def tokens(path: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(frontmatter.load(str(path)).content)


def headings(path: Path, level: int) -> list[str]:
    found = tokens(path)
    return [found[i + 1].content for i, token in enumerate(found) if token.type == "heading_open" and token.tag == f"h{level}"]


def bullets(text: str) -> list[str]:
    return re.findall(r"^- (.+)$", text, flags=re.MULTILINE)


def sections() -> dict[str, str]:
    body = frontmatter.load(str(FRENCH)).content.split("------")[0]
    parts = re.split(r"^## (.+)$", body, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_content_holds_nothing_but_articles_and_their_pictures() -> None:
    files = [path for path in CONTENT.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".md", ".png"}


@pytest.mark.parametrize("path", sorted(CONTENT.glob("*.md")), ids=lambda path: path.name)
def test_no_asterisk_is_left_in_the_text_of_an_article(path: Path) -> None:
    texts = [child.content for token in tokens(path) for child in token.children or () if child.type == "text"]
    assert texts
    assert not [text for text in texts if "*" in text]


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_wide_light_and_used(path: Path) -> None:
    with Image.open(path) as picture:
        assert picture.width == 1600
    assert path.stat().st_size < 60_000
    assert f"](images/{path.name})" in ENGLISH.read_text("utf-8")


def test_the_french_sample_has_the_front_matter_of_a_blog_post() -> None:
    meta = frontmatter.load(str(FRENCH)).metadata
    assert set(meta) == {"title", "description", "authors", "tags", "date"}
    assert " : " in str(meta["title"])
    assert isinstance(meta["date"], date)


def test_the_french_sample_repeats_its_title_in_its_first_heading() -> None:
    post = frontmatter.load(str(FRENCH))
    assert post.content.startswith(f"### **{post['title']}**\n")


def test_the_french_sample_has_three_paragraphs_of_intro() -> None:
    intro = frontmatter.load(str(FRENCH)).content.split("\n## ")[0].strip().split("\n\n")
    assert len(intro) == 4


def test_the_french_sample_has_eleven_bold_sections_two_of_them_with_a_colon_and_one_with_a_figure() -> None:
    found = headings(FRENCH, 2)
    assert len(found) == 11
    assert all(re.fullmatch(r"\*\*.+\*\*", text) for text in found)
    assert sum(" : " in text for text in found) == 2
    assert sum("500 milliards de dollars" in text for text in found) == 1


def test_the_french_sample_has_sections_of_two_three_and_four_bullets_and_one_of_four_groups() -> None:
    counts = {title: len(bullets(text)) for title, text in sections().items() if "### " not in text}
    assert set(counts.values()) == {2, 3, 4}
    (groups,) = [text for text in sections().values() if "### " in text]
    parts = re.split(r"^### \*\*\d\. .+\*\*$", groups, flags=re.MULTILINE)
    assert [len(bullets(part)) for part in parts] == [0, 2, 2, 2, 2]


def test_every_bullet_of_the_french_sample_opens_in_bold() -> None:
    found = bullets(FRENCH.read_text("utf-8"))
    assert len(found) == 32
    assert all(text.startswith("**") for text in found)


@pytest.mark.parametrize(
    "form",
    [r" :\*\* \S", r" \?\*\* \S", r"\.\*\* \S", r"…\*\* \S", r"\w\*\*—\S", r",\*\* [a-zà-ÿ]", r" !\*\* \S", r"\w\*\* : \S"],
)
def test_every_form_of_a_bold_lead_occurs(form: str) -> None:
    assert [text for text in bullets(FRENCH.read_text("utf-8")) if re.match(r"\*\*[^*]*" + form, text)]


def test_one_section_has_two_leads_of_at_most_four_words() -> None:
    leads = [[re.split(r" ?:\*\*", text)[0].strip("* ") for text in bullets(part)] for part in sections().values()]
    assert ["Court terme", "Long terme"] in leads


def test_most_first_sentences_have_at_most_eighteen_words() -> None:
    details = [re.sub(r"^\*\*.+?\*\*[ :—]*", "", text) for text in bullets(FRENCH.read_text("utf-8"))]
    lengths = [len(re.split(r"(?<=[.?!…]) ", text)[0].split()) for text in details]
    assert sum(length <= 18 for length in lengths) >= 0.9 * len(lengths)


def test_the_french_sample_is_typed_with_straight_quotes_and_ordinary_spaces() -> None:
    assert not set("’“”«»\u00a0\u202f") & set(FRENCH.read_text("utf-8"))


def test_the_french_sample_ends_with_a_rule_a_thought_experiment_and_a_last_paragraph() -> None:
    label, question, after = frontmatter.load(str(FRENCH)).content.split("\n------\n\n")[1].replace("\n\n", "\n").split("\n")
    assert label == "**Une expérience de pensée :**"
    assert question.startswith(" ")
    assert question.count(" ?") == 2
    assert question.endswith(".")
    assert after.endswith(".")


def test_the_english_sample_is_prose_with_one_of_each_kind_of_block() -> None:
    kinds = [token.type for token in tokens(ENGLISH)]
    for kind in ("table_open", "fence", "blockquote_open"):
        assert kinds.count(kind) == 1
    assert kinds.count("paragraph_open") > 20
    assert "hr" not in kinds
    assert max(token.level for token in tokens(ENGLISH) if token.type == "bullet_list_open") == 2


def test_the_english_sample_has_one_title_five_or_six_sections_and_no_front_matter() -> None:
    assert not frontmatter.load(str(ENGLISH)).metadata
    assert len(headings(ENGLISH, 1)) == 1
    assert headings(ENGLISH, 2)[-1] == "What I take home"
    assert len(headings(ENGLISH, 2)) == 6


def test_the_english_sample_has_links_whole_bold_sentences_and_no_question() -> None:
    text = ENGLISH.read_text("utf-8")
    assert len(re.findall(r"(?<!!)\[[^\]]+\]\(https://example\.org/", text)) == 2
    assert len(re.findall(r"\*\*[^*]+\.\*\* [A-Z]", text)) == 2
    assert "?" not in text
    assert 700 <= len(text.split()) <= 950


def test_the_code_of_the_english_sample_has_eight_lines_and_compiles() -> None:
    (code,) = [token for token in tokens(ENGLISH) if token.type == "fence"]
    assert code.info == "python"
    assert len(code.content.splitlines()) == 8
    compile(code.content, "sample", "exec")


def test_the_table_of_the_english_sample_has_five_rows_and_four_columns() -> None:
    kinds = [token.type for token in tokens(ENGLISH)]
    assert kinds.count("th_open") == 4
    assert kinds.count("td_open") == 20

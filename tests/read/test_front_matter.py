"""Front matter in all its shapes, and files that are no article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from deck.errors import ArticleError
from deck.findings import Finding, Severity
from deck.model.article import Article, Heading, Meta, Paragraph, plain
from deck.read import read_article
from deck.read.front.front_matter import read_front_matter
from deck.words import languages, stop_words

Read = Callable[[str | bytes], tuple[Article, tuple[Finding, ...]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def call(content: str | bytes) -> tuple[Article, tuple[Finding, ...]]:
        path = tmp_path / "a.md"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_article(path, "posts/a.md", language="en", languages=languages(), stop_words=stop_words())

    return call


def texts(article: Article) -> list[tuple[int, str]]:
    return [(block.span.first, plain(block.text)) for block in article.blocks if isinstance(block, Heading | Paragraph)]


YAML = "---\ntitle: A title\ndate: 2025-03-04\nauthors: [Ann, Bo]\ndeck:\n  detail: none\n---\n## Head\n"
TOML = '+++\ntitle = "A title"\ndate = 2025-03-04\nauthors = ["Ann", "Bo"]\n[deck]\ndetail = "none"\n+++\n## Head\n'
JSON = '{\n  "title": "A title",\n  "date": "2025-03-04",\n  "authors": ["Ann", "Bo"],\n  "deck": {"detail": "none"}\n}\n\n## Head\n'


@pytest.mark.parametrize(("source", "line"), [(YAML, 8), (TOML, 8), (JSON, 8)], ids=["yaml", "toml", "json"])
def test_yaml_toml_and_json_say_the_same(read: Read, source: str, line: int) -> None:
    article, found = read(source)
    meta = article.meta
    assert (meta.title, meta.date, meta.authors, meta.settings) == ("A title", "2025-03-04", ("Ann", "Bo"), {"detail": "none"})
    assert texts(article) == [(line, "Head")]
    assert found == ()


def test_lines_of_pelican_are_front_matter_up_to_the_first_that_is_none(read: Read) -> None:
    article, _ = read("Title: A title: and more\nDate: 2025-03-04 10:20\nAuthor: Ann\nSlug: a-slug\n\nText: this is prose.\n")
    assert article.meta[:2] == ("A title: and more", "")
    assert (article.meta.date, article.meta.authors, article.meta.slug) == ("2025-03-04", ("Ann",), "a-slug")
    assert texts(article) == [(6, "Text: this is prose.")]


@pytest.mark.parametrize(
    "source",
    [
        "Summary: We met in a hall.\n\nText.\n",
        "Status: it went very well.\nCategory: none, it was all one.\n\nText.\n",
        "Date: it was a Tuesday.\nThe hall was cold.\n",
        "Author: Ann said so.\n\nDate: a Tuesday.\n",
    ],
)
def test_a_paragraph_that_opens_with_a_word_and_a_colon_is_text(read: Read, source: str) -> None:
    article, found = read(source)
    assert (article.meta, found) == (Meta(), ())
    assert " ".join(text for _, text in texts(article)) == " ".join(source.split())


@pytest.mark.parametrize(
    ("source", "expected", "first"),
    [
        ("title: T\nText.\n", ("T", "", ()), 2),
        ("Summary: S\nDate: 2025-03-04\nAuthor: Ann\nText.\n", ("", "S", ("Ann",)), 4),
        ("Title: T\nSummary: one\n    two\nCover: x\nhttps://example.org\n", ("T", "one two", ()), 5),
        ("Title: T\nEmpty:\nx = y\n", ("T", "", ()), 3),
    ],
)
def test_lines_of_pelican_are_known_by_their_title_or_by_two_keys(
    read: Read, source: str, expected: tuple[str, str, tuple[str, ...]], first: int
) -> None:
    article, _ = read(source)
    assert (article.meta.title, article.meta.description, article.meta.authors) == expected
    assert [line for line, _ in texts(article)] == [first]


@pytest.mark.parametrize("written", ["No", "on", "3.10", "1e3", "12:30", "0o17", "2025-02-30", "007", "~x"])
def test_a_title_in_yaml_is_taken_as_written(read: Read, written: str) -> None:
    assert read(f"---\ntitle: {written}\n---\nText.\n")[0].meta.title == written


@pytest.mark.parametrize("written", ["null", "~", "", "true", "False"])
def test_a_title_in_yaml_may_be_nothing(read: Read, written: str) -> None:
    assert read(f"---\ntitle: {written}\n---\nText.\n")[0].meta.title == ""


def test_settings_in_yaml_keep_their_types(read: Read) -> None:
    article, _ = read("---\nbase: &b {pace: 1.5}\ndeck:\n  minutes: 20\n  numbers: no\n  agenda: true\n  key: 'no'\n---\nText.\n")
    assert article.meta.settings == {"minutes": 20, "numbers": False, "agenda": True, "key": "no"}


LONE = [
    '{\n"title": "a\\ud83d b \\ud83d\\ude00 \\u0000c",\n"authors": ["\\udc00"],\n"deck": {"template": "\\ud83dx"}\n}\nText.\n',
    '---\ntitle: "a\\ud83d b \\ud83d\\ude00 \\0c"\nauthors: ["\\udc00"]\ndeck: {template: "\\ud83dx"}\n---\nText.\n',
]


@pytest.mark.parametrize("source", LONE, ids=["json", "yaml"])
def test_half_a_surrogate_pair_in_front_matter_is_replaced(read: Read, source: str) -> None:
    meta = read(source)[0].meta
    assert (meta.title, meta.authors, meta.settings) == ("a\ufffd b \U0001f600 c", ("\ufffd",), {"template": "\ufffdx"})


def test_half_a_surrogate_pair_in_the_text_is_replaced(read: Read) -> None:
    article, _ = read("A \ud83d b \ud83d\ude00 &#xD83D; \udc00".encode("utf-8", "surrogatepass"))
    assert texts(article) == [(1, "A \ufffd b \U0001f600 \ufffd \ufffd")]


@pytest.mark.parametrize("source", ["---\nauthors: &a [*a]\n---\nText.\n", f"---\nx: {'[' * 3000}\n---\nText.\n"])
def test_front_matter_without_a_bottom_is_refused(read: Read, source: str) -> None:
    with pytest.raises(ArticleError, match="nested too deep"):
        read(source)


def test_a_fence_of_ten_dashes_is_closed_by_ten(read: Read) -> None:
    article, _ = read("----------\ntitle: T\n----------\nText.\n")
    assert article.meta.title == "T"
    assert texts(article) == [(4, "Text.")]


@pytest.mark.parametrize(
    "source", ['---json\n{"title": "T"}\n---\nText.\n', '--- toml\ntitle = "T"\n---\nText.\n', "---yml\ntitle: T\n---\nText.\n"]
)
def test_a_fence_may_say_its_kind(read: Read, source: str) -> None:
    article, found = read(source)
    assert (article.meta.title, texts(article), found) == ("T", [(4, "Text.")], ())


def test_yaml_may_end_in_three_dots(read: Read) -> None:
    article, _ = read("---\ntitle: T\n...\nText.\n")
    assert (article.meta.title, texts(article)) == ("T", [(4, "Text.")])


def test_an_article_may_have_no_front_matter(read: Read) -> None:
    article, found = read("# Head\n\nTitle is a word.\n")
    assert (article.meta, found) == (Meta(), ())
    assert texts(article) == [(1, "Head"), (3, "Title is a word.")]


@pytest.mark.parametrize("source", ["---\n---\nText.\n", "---\n\n---\nText.\n", "---\n# only a comment\n---\nText.\n", "+++\n+++\nText.\n"])
def test_front_matter_may_be_empty(read: Read, source: str) -> None:
    article, found = read(source)
    assert (article.meta.title, found) == ("", ())
    assert [text for _, text in texts(article)] == ["Text."]


@pytest.mark.parametrize(
    "rest", ["Text here.\n", "# Head\n\nText here.\n", "We met there.\n\n{mark}\n\nMore.\n", "文本在这里。\n\n{mark}\n"]
)
@pytest.mark.parametrize(
    "front", ["---\ntitle: A: b\nauthor: Ada\n\n", '+++\ntitle = "A: b"\nauthor = "Ada"\n\n', "--- yaml\ntitle: A: b\nauthor: Ada\n\n"]
)
def test_front_matter_never_closed_ends_above_the_text(read: Read, front: str, rest: str) -> None:
    article, found = read(front + rest.format(mark=front[:3]))
    assert (article.meta.title, article.meta.authors) == ("A: b", ("Ada",))
    assert (found[0].code, found[0].severity, found[0].span) == ("D101", Severity.WARNING, ("posts/a.md", 1, 1))
    assert "before line 4" in found[0].message and front[:3] in found[0].message
    assert texts(article)[0][0] == 5


@pytest.mark.parametrize(
    "source", ["---\ntitle: T\nText here.\n", '+++\nx = "title T"\n\nText here.\n', "---\nNote: title T\n\nText here.\n"]
)
def test_front_matter_never_closed_is_a_finding_and_no_word_is_lost(read: Read, source: str) -> None:
    article, (finding,) = read(source)
    assert (finding.code, finding.severity, finding.span) == ("D101", Severity.WARNING, ("posts/a.md", 1, 1))
    said = " ".join(text for _, text in texts(article))
    assert "title" in said and "T" in said and said.endswith("Text here.")


def test_a_thematic_break_at_the_beginning_opens_no_front_matter(read: Read) -> None:
    article, found = read("---\n\nText.\n")
    assert (texts(article), found) == ([(3, "Text.")], ())


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_nothing(read: Read, newline: str, mark: str) -> None:
    article, _ = read(mark + YAML.replace("\n", newline) + newline + "Text." + newline)
    assert article.meta.title == "A title"
    assert article.meta.lines["deck.detail"] == 6
    assert texts(article) == [(8, "Head"), (10, "Text.")]


def test_empty_lines_above_the_front_matter_count(read: Read) -> None:
    article, _ = read("\n\n---\ntitle: T\n---\nText.\n")
    assert (article.meta.title, article.meta.lines["title"], texts(article)) == ("T", 4, [(6, "Text.")])


@pytest.mark.parametrize(
    ("source", "first", "words"),
    [
        ("---\n- a\n- b\n---\nText.\n", 2, "key: value"),
        ("---\njust words\n---\nText.\n", 2, "key: value"),
        ("---\ntitle: T\nbad: [1, 2\n---\nText.\n", 3, "not valid YAML"),
        ("---\ntitle: T\n\tbad: x\n---\nText.\n", 3, "indent with spaces"),
        ("---\ntitle: T\nx: a: b\n---\nText.\n", 3, "put a value with a colon in it in quotes"),
        ("---\ntitle: a: b\n  and more\n---\nText.\n", 2, "not valid YAML"),
        ('---\ntitle: "never closed\nx: 1\n---\nText.\n', 3, "not valid YAML"),
        ("---\ntitle: 'never closed\n---\nText.\n", 2, "end the quotation that is open"),
        ('+++\ntitle = "T"\nbad = \n+++\nText.\n', 3, "not valid TOML"),
        ('+++\ntitle = "T"\n\n[[[\n+++\nText.\n', 4, "not valid TOML"),
        ('{\n  "title": "T",\n  bad\n}\nText.\n', 3, "not valid JSON"),
        ("---\ntitle: T\nx: 1\ndeck: none\n---\nText.\n", 4, "`deck:`"),
        ("---\ntitle: T\ndeck:\n  - a\n---\nText.\n", 3, "`deck:`"),
        ('+++\ndeck = "x"\n+++\nText.\n', 2, "`deck:`"),
    ],
)
def test_front_matter_that_cannot_be_read_stops_the_run_at_its_line(read: Read, source: str, first: int, words: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read(source)
    assert caught.value.span is not None
    assert str(caught.value).startswith(f"posts/a.md:{first}: ")
    assert words in caught.value.message


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2025-03-04 10:20:30", "2025-03-04"),
        ("2025-03-04T10:20:30Z", "2025-03-04"),
        ("2025-03-04T23:30:00+09:00", "2025-03-04"),
        ('"2025-03-04T23:30:00+09:00"', "2025-03-04"),
        ("2025-03-04 10:20:30 +0200", "2025-03-04"),
        ("'2025-03-04'", "2025-03-04"),
        ("2025/3/4", "2025-03-04"),
        ("2025.03.04", "2025-03-04"),
        ("2025-3-4", "2025-03-04"),
        ("20250304", "2025-03-04"),
        ("2025-03-04 10:20", "2025-03-04"),
        ("2025-03-04t10:20:30", "2025-03-04"),
        ("\n  created: 2025-03-04\n  updated: 2025-05-06", "2025-03-04"),
        ("{start: 2025-03-04}", "2025-03-04"),
        ("2025-02-30", "2025-02-30"),
        ("2025-03-04 to 2025-03-06", "2025-03-04 to 2025-03-06"),
        ("10:20", "10:20"),
        ("4 March 2025", "4 March 2025"),
        ("March 2025", "March 2025"),
        ("2025", "2025"),
        ("", ""),
        ("[2025]", ""),
        ("true", ""),
    ],
)
def test_a_date_is_iso_where_it_was_a_date_and_else_as_written(read: Read, written: str, expected: str) -> None:
    assert read(f"---\ndate: {written}\n---\nText.\n")[0].meta.date == expected


@pytest.mark.parametrize("written", ["2025-03-04", "2025-03-04T10:20:30Z", "2025-03-04 10:20:30", '"2025-03-04"'])
def test_a_date_of_toml_is_iso_too(read: Read, written: str) -> None:
    assert read(f"+++\ndate = {written}\n+++\nText.\n")[0].meta.date == "2025-03-04"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("author: Ann Roe", ("Ann Roe",)),
        ("author: Ann Roe and Bo Li", ("Ann Roe and Bo Li",)),
        ("authors: [ann, bo]", ("ann", "bo")),
        ("authors:\n  - name: Ann\n    url: https://example.org\n  - Bo", ("Ann", "Bo")),
        ("author:\n  name: Ann\n  mail: a@example.org", ("Ann",)),
        ("authors:\n  ann:\n    role: x\n  bo:\n    role: y", ("ann", "bo")),
        ("author: '[Ann](https://example.org)'", ("Ann",)),
        ("Author: Ann", ("Ann",)),
        ("authors: []", ()),
        ("author:", ()),
        ("authors: [true, '']", ()),
    ],
)
def test_authors_are_names_in_every_shape(read: Read, written: str, expected: tuple[str, ...]) -> None:
    assert read(f"---\n{written}\n---\nText.\n")[0].meta.authors == expected


def test_the_authors_of_toml_may_be_tables(read: Read) -> None:
    article, _ = read('+++\n[[authors]]\nname = "Ann"\n[[authors]]\nname = "Bo"\n+++\nText.\n')
    assert article.meta.authors == ("Ann", "Bo")


def test_other_keys_have_several_names(read: Read) -> None:
    meta = read("---\nsubtitle: S\nsummary: |\n  Two\n  lines\nconference: C\nlocation: L\nslug: s\nlocale: fr-CA\n---\nText.\n")[0].meta
    assert (meta.subtitle, meta.description, meta.event, meta.venue, meta.slug, meta.language) == ("S", "Two lines", "C", "L", "s", "fr-CA")


def test_a_key_without_a_value_gives_way_to_the_next_name(read: Read) -> None:
    assert read("---\ndescription:\nsummary: Short\n---\nText.\n")[0].meta.description == "Short"


def test_every_key_knows_its_line(read: Read) -> None:
    yaml = read('---\ntitle: T\n"date": 2025-01-01\ntags:\n  - a\ndeck:\n  detail: none\n  minutes: 20\n---\nText.\n')[0].meta.lines
    assert {key: yaml[key] for key in ("title", "date", "tags", "deck", "deck.detail", "deck.minutes")} == {
        "title": 2,
        "date": 3,
        "tags": 4,
        "deck": 6,
        "deck.detail": 7,
        "deck.minutes": 8,
    }
    toml = read('+++\ntitle = "T"\n[deck]\ndetail = "none"\n+++\nText.\n')[0].meta.lines
    assert (toml["title"], toml["deck"], toml["deck.detail"]) == (2, 3, 4)
    json = read('{\n  "title": "T",\n  "deck": {\n    "detail": "none"\n  }\n}\nText.\n')[0].meta.lines
    assert (json["title"], json["deck"], json["deck.detail"]) == (2, 3, 4)


def test_a_block_right_behind_the_front_matter_knows_its_lines(read: Read) -> None:
    article, _ = read("---\ntitle: T\n---\n# Head\nOne\ntwo.\n\n```\ncode\n```\n")
    assert [block.span for block in article.blocks] == [("posts/a.md", 4, 4), ("posts/a.md", 5, 6), ("posts/a.md", 8, 10)]


@pytest.mark.parametrize("content", [b"", b"\n \n\t\n", b"\xef\xbb\xbf", b"\x00"])
def test_an_empty_article_is_refused(read: Read, content: bytes) -> None:
    with pytest.raises(ArticleError, match="empty"):
        read(content)


def test_bytes_that_are_not_utf_8_are_refused_with_their_line(read: Read) -> None:
    with pytest.raises(ArticleError, match=r"posts/a\.md:3: .*UTF-8"):
        read("One\n\ncaf\u00e9\n".encode("latin-1"))


def test_utf_16_that_is_cut_short_is_refused(read: Read) -> None:
    with pytest.raises(ArticleError, match="UTF-8"):
        read("Text.".encode("utf-16")[:-1])


def test_characters_that_xml_cannot_hold_are_left_out(read: Read) -> None:
    assert texts(read("A\x00b\x1fc\uffff.\n")[0]) == [(1, "Abc.")]


def test_a_missing_article_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"posts/none\.md: no such article"):
        read_article(tmp_path / "none.md", "posts/none.md", language="", languages=languages(), stop_words=stop_words())


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        read_article(tmp_path, "posts", language="", languages=languages(), stop_words=stop_words())


def test_a_yaml_bomb_is_no_more_than_a_few_authors() -> None:
    bomb = "\n".join([f"{b}: &{b} [{', '.join([f'*{a}' if a else 'x'] * 9)}]" for a, b in zip(["", *"abcdefg"], "abcdefgh", strict=True)])
    meta, _, _ = read_front_matter(f"---\n{bomb}\nauthors: *h\n---\n\nx\n", "a.md")
    assert len(meta.authors) == 50


def test_toml_of_today_is_read() -> None:
    meta, _, _ = read_front_matter('+++\ntitle = "T"\ntags = [1, "a"]\n+++\n\nx\n', "a.md")
    assert meta.title == "T"


@pytest.mark.parametrize("value", ["[]", "false", "x"])
def test_deck_must_hold_settings(value: str) -> None:
    with pytest.raises(ArticleError, match="must hold settings"):
        read_front_matter(f"---\ndeck: {value}\n---\n\nx\n", "a.md")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Day one: what we heard", "Day one: what we heard"),
        ("It's late: go # now", "It's late: go # now"),
        ('"Quoted" and not', '"Quoted" and not'),
        ("[Recap] The hall", "[Recap] The hall"),
        ("@ann speaks", "@ann speaks"),
        ("'It's late'", "It's late"),
        ("100% sure: yes", "100% sure: yes"),
    ],
)
def test_a_title_that_is_no_yaml_is_read_as_written_with_a_warning_at_its_line(read: Read, written: str, title: str) -> None:
    article, (finding,) = read(f"---\nlayout: post\ntitle: {written}\nauthor: Ann\n---\nText.\n")
    assert (article.meta.title, article.meta.authors) == (title, ("Ann",))
    assert str(finding) == (
        "posts/a.md:3: warning D105: the value of `title` is not valid YAML, so it is read as written; put it in quotes"
    )


def test_tabs_in_yaml_are_read_as_indentation_with_a_warning_for_each(read: Read) -> None:
    article, found = read("---\ntitle: T\nauthors:\n\t- Ann\n\t- Bo\ndeck:\n\tminutes: 20\n---\nText.\n")
    assert (article.meta.authors, article.meta.settings) == (("Ann", "Bo"), {"minutes": 20})
    assert [(finding.code, finding.span and finding.span.first) for finding in found] == [("D105", 4), ("D105", 5), ("D105", 7)]


@pytest.mark.parametrize(
    "key",
    [
        "date",
        "Date",
        "published",
        "pubDate",
        "publishDate",
        "publish_date",
        "publishedAt",
        "created",
        "pubDatetime",
    ],
)
def test_a_date_goes_by_many_names(read: Read, key: str) -> None:
    assert read(f"---\n{key}: 2025-03-04T10:00:00Z\n---\nText.\n")[0].meta.date == "2025-03-04"


def test_the_day_of_publication_counts_before_that_of_a_change(read: Read) -> None:
    said = "lastmod: 2025-09-09\npublished: true\npubDate: 2025-03-04\n"
    meta = read(f"---\n{said}---\nText.\n")[0].meta
    assert (meta.date, meta.changed) == ("2025-03-04", "2025-09-09")


@pytest.mark.parametrize("key", ["lastmod", "updated", "last_modified_at", "Modified", "updatedDate"])
def test_the_day_of_a_change_is_no_day_of_publication(read: Read, key: str) -> None:
    meta = read(f"---\n{key}: 2025-09-09 10:00\n---\nText.\n")[0].meta
    assert (meta.date, meta.changed) == ("", "2025-09-09")


@pytest.mark.parametrize("key", ["description", "Summary", "excerpt", "abstract", "meta_description", "spoiler"])
def test_a_description_goes_by_many_names(read: Read, key: str) -> None:
    assert read(f"---\n{key}: In short\n---\nText.\n")[0].meta.description == "In short"


@pytest.mark.parametrize("key", ["lang", "Language", "locale", "LANG"])
def test_a_language_goes_by_many_names(read: Read, key: str) -> None:
    assert read(f"---\n{key}: pt_BR\n---\nText.\n")[0].meta.language == "pt_BR"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("What **we** *heard* with `deck`", "What we heard with deck"),
        ("A &amp; B &#8211; C", "A & B \u2013 C"),
        ("<em>One</em> day,<br/>two talks", "One day, two talks"),
        ("[The hall](https://example.org) at night", "The hall at night"),
        ("5 * 3 * 2, R&D, Vec<T>, snake_case and __init__", "5 * 3 * 2, R&D, Vec<T>, snake_case and __init__"),
    ],
)
def test_no_markup_of_a_title_reaches_a_slide(read: Read, written: str, title: str) -> None:
    assert read(f"---\ntitle: '{written}'\n---\nText.\n")[0].meta.title == title


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("authors:\n  - name: {given: Ann, family: Roe}\n    affiliations: [x]", ("Ann Roe",)),
        ("authors:\n  - name: {literal: The Group}\n  - {given: Bo, family: Li}", ("The Group", "Bo Li")),
        ("authors:\n  - id: ann\n  - key: bo\n    title: Guest", ("ann", "bo")),
        ("authors:\n  - name: Ann\n    title: Engineer", ("Ann",)),
        ("author: {first_name: Ann, last_name: Roe}", ("Ann Roe",)),
        ("authors: Ann Roe; Bo Li", ("Ann Roe", "Bo Li")),
        ("authors: ann, bo", ("ann", "bo")),
        ("author: Ann Roe, editor in chief", ("Ann Roe, editor in chief",)),
        ("author: Ann Roe <ann@example.org>", ("Ann Roe",)),
        ("author: >\n  **Ann Roe** (The Hall),\n  [Bo Li](https://example.org/bo)", ("Ann Roe (The Hall), Bo Li",)),
        ("params:\n  author: Ann Roe", ("Ann Roe",)),
        ("extra:\n  authors: [Ann, Bo]", ("Ann", "Bo")),
        ("taxonomies:\n  authors: [Ann, Bo]", ("Ann", "Bo")),
        ("authors: []\nauthor: Ann", ("Ann",)),
    ],
)
def test_authors_of_every_engine_are_names_or_keys(read: Read, written: str, expected: tuple[str, ...]) -> None:
    assert read(f"---\n{written}\n---\nText.\n")[0].meta.authors == expected


def test_an_engine_s_own_table_says_what_the_top_does_not(read: Read) -> None:
    meta = read('+++\ntitle = "T"\ndescription = "Top"\n[extra]\ntitle = "X"\nsubtitle = "S"\ndescription = "Low"\n+++\nText.\n')[0].meta
    assert (meta.title, meta.subtitle, meta.description) == ("T", "S", "Top")


@pytest.mark.parametrize(
    ("written", "image"),
    [
        ("image: /img/a.png", "/img/a.png"),
        ("cover: {image: a.png, alt: x}", "a.png"),
        ("image: {path: /a.png, alt: x}", "/a.png"),
        ("featured_image: a.png", "a.png"),
        ("heroImage: {src: ./a.png}", "./a.png"),
        ("images: [x.png]\nthumbnail: [a.png]", "a.png"),
        ("header:\n  teaser: x.png\n  image: a.png", "a.png"),
        ("params:\n  banner: a.png", "a.png"),
        ("image: true", ""),
    ],
)
def test_the_picture_of_the_page_is_known(read: Read, written: str, image: str) -> None:
    assert read(f"---\n{written}\n---\nText.\n")[0].meta.image == image


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Authors: Ana Díaz, Bo Li", ("Ana Díaz", "Bo Li")),
        ("Authors: Díaz, Ana; Li, Bo", ("Díaz, Ana", "Li, Bo")),
        ("Author: Ana Díaz, Dr.", ("Ana Díaz, Dr.",)),
    ],
)
def test_authors_of_pelican_are_apart_at_semicolons_or_else_at_commas(read: Read, line: str, authors: tuple[str, ...]) -> None:
    article, _ = read(f"Title: T\n{line}\n\nText.\n")
    assert article.meta.authors == authors

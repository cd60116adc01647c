"""What no file may hold, or no reader sees, is gone before anything is read; all else stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from deck.model.article import Article, Heading, Paragraph, plain
from deck.read import read_article
from deck.read.characters import clean
from deck.words import languages, stop_words


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a\x00b\x08c\x1bd\x7fe", "abcde"),
        ("one\x0btwo\x0cthree\u2028four", "one two three four"),
        ("it\x92s \x93so\x94\x85", "it\u2019s \u201cso\u201d\u2026"),
        ("\ufeffa\ufeffb\u2063c", "abc"),
        ("zero\u200bwidth", "zerowidth"),
        ("\ud83d\ude00 \ud83d", "\U0001f600 \ufffd"),
    ],
)
def test_what_cannot_be_shown_is_gone_or_what_it_stands_for(written: str, shown: str) -> None:
    assert clean(written) == shown


@pytest.mark.parametrize(
    "text",
    [
        "\u0e01\u0e32\u0e23\u200b\u0e1b\u0e23\u0e30\u0e0a\u0e38\u0e21",  # a place to break Thai
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # a joiner that Persian needs
        "\U0001f469\u200d\U0001f4bb \u2764\ufe0f",
        "cafe\u0301 n\u0303",
        "\u202bRTL\u202c \u2067x\u2069\u200f",
        "soft\u00adhyphen no\u00a0break wo\u2060rd",
        "\U00020000 \U0001d400",
        "a\tb\nc",
    ],
)
def test_what_means_something_stays(text: str) -> None:
    assert clean(text) == text


def read(path: Path) -> Article:
    return read_article(path, "a.md", language="", languages=languages(), stop_words=stop_words())[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_marks_of_bytes_and_line_ends_of_any_kind_change_nothing(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "a.md"
    text = "---\ntitle: Caf\u00e9\n---\n\n## One&#8203;\n\nText &amp; more.\n"
    path.write_bytes(text.replace("\n", newline).encode(encoding))
    article = read(path)
    heading, paragraph = article.blocks
    assert article.meta.title == "Caf\u00e9"
    assert isinstance(heading, Heading)
    assert (plain(heading.text), heading.span.first) == ("One", 5)
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.text) == "Text & more."

"""Settings: the nearest place wins, and whatever is wrong is said where it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from deck import settings as room
from deck.errors import ArticleError, UsageError
from deck.model.article import Span
from deck.model.settings import SectionSettings, Settings
from deck.settings import KEYS, Kind, Place, read_toml, schema, section_settings, talk_settings

LINES = {"title": 2, "deck": 3, "deck.detail": 4}
SPAN = Span("a.md", 7, 7)


def front(values: Mapping[str, object]) -> Settings:
    return talk_settings({}, values, {}, LINES, "a.md")


def test_without_any_setting_all_is_as_the_model_has_it() -> None:
    assert talk_settings({}, {}, {}, {}, "a.md") == Settings()


def test_the_nearer_place_wins() -> None:
    far, near, nearest = {"detail": "none", "template": "far"}, {"detail": "full", "lang": "fr"}, {"lang": "de"}
    settings = talk_settings(nearest, near, far, LINES, "a.md")
    assert (settings.template, settings.detail, settings.lang) == ("far", "full", "de")


@pytest.mark.parametrize(
    ("name", "given", "held"),
    [
        ("agenda", True, "true"),
        ("agenda", False, "false"),
        ("agenda", "auto", "auto"),
        ("minutes", 20, 20.0),
        ("minutes", 12.5, 12.5),
        ("numbers", False, False),
        ("figures", "none", "none"),
        ("template", "own.pptx", "own.pptx"),
        ("detail", None, "first"),
        ("builds", "points", "points"),
        ("transitions", "fade", "fade"),
        ("qr", True, "true"),
        ("qr", False, "false"),
        ("qr", "https://example.org/a", "https://example.org/a"),
    ],
)
def test_a_value_is_held_as_the_model_has_it(name: str, given: object, held: object) -> None:
    assert getattr(front({name: given}), name) == held


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"detial": "none"}, "`deck.detial` is no setting; did you mean `detail`?"),
        ({"detail": "frist"}, "`deck.detail` cannot be `frist`; did you mean `first`?"),
        ({"transitions": "fad"}, "`deck.transitions` cannot be `fad`; did you mean `fade`?"),
        ({"builds": "point"}, "`deck.builds` cannot be `point`; did you mean `points`?"),
        ({"qr": "ftp://a"}, "`deck.qr` cannot be `ftp://a`; it takes an address that begins with https://, true or false"),
        ({"detail": 3}, "`deck.detail` cannot be `3`; it takes first, full or none"),
        ({"detail": False}, "`deck.detail` cannot be `false`; it takes first, full or none"),
        ({"agenda": "sometimes"}, "`deck.agenda` cannot be `sometimes`; it takes auto, true or false"),
        ({"minutes": 0}, "`deck.minutes` cannot be `0`; it takes a number from 1 to 600"),
        ({"minutes": -5}, "`deck.minutes` cannot be `-5`; it takes a number from 1 to 600"),
        ({"minutes": 10_000}, "`deck.minutes` cannot be `10000`; it takes a number from 1 to 600"),
        ({"minutes": "20"}, "`deck.minutes` cannot be `20`; it takes a number from 1 to 600"),
        ({"minutes": True}, "`deck.minutes` cannot be `true`; it takes a number from 1 to 600"),
        ({"minutes": float("inf")}, "`deck.minutes` cannot be `inf`; it takes a number from 1 to 600"),
        ({"minutes": float("nan")}, "`deck.minutes` cannot be `nan`; it takes a number from 1 to 600"),
        ({"pace": 0}, "`deck.pace` cannot be `0`; it takes a number from 0.25 to 4"),
        ({"numbers": "no"}, "`deck.numbers` cannot be `no`; it takes true or false"),
        ({"template": ""}, "`deck.template` cannot be ``; it takes a text"),
        ({"skip": True}, "`deck.skip` has no meaning in front matter; it belongs in a comment under a heading"),
        ({"articles": ["a.md"]}, "`deck.articles` has no meaning in front matter; it belongs in deck.toml"),
        ({"output": "/etc/"}, "`deck.output` has no meaning in front matter; it belongs in the command line or deck.toml"),
    ],
)
def test_what_is_wrong_in_front_matter_is_said_with_what_would_be_right(values: Mapping[str, object], says: str) -> None:
    with pytest.raises(ArticleError) as caught:
        front(values)
    assert caught.value.message == says


def test_an_error_in_front_matter_names_the_line_of_its_key_or_else_of_the_block() -> None:
    for name, line in (("detail", 4), ("numbers", 3)):
        with pytest.raises(ArticleError) as caught:
            front({name: "wrong"})
        assert caught.value.span == Span("a.md", line, line)


def test_a_key_like_no_other_gets_the_whole_list() -> None:
    with pytest.raises(ArticleError, match=r"there are: template, lang, detail, .*, authors$"):
        front({"zzzzz": 1})


def test_a_wrong_option_is_an_error_of_usage() -> None:
    with pytest.raises(UsageError, match="did you mean `full`"):
        talk_settings({"detail": "fulll"}, {}, {}, {}, "a.md")


@pytest.mark.parametrize(("typed", "held"), [("5", 5.0), ("12.5", 12.5), ("1", 1.0), ("600", 600.0), ("007", 7.0)])
def test_a_number_is_typed_in_digits(typed: str, held: float) -> None:
    assert talk_settings({"minutes": typed}, {"minutes": 20}, {}, LINES, "a.md") == Settings(minutes=held)


@pytest.mark.parametrize("typed", ["0", "-5", "five", "10000", "", "nan", "1e2", "1_0", "5 ", "\u0665", "9" * 400])
def test_a_number_that_is_none_or_out_of_bounds_is_an_error_of_usage(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        talk_settings({"minutes": typed}, {}, {}, {}, "a.md")
    assert caught.value.message == f"`minutes` cannot be `{typed}`; it takes a number from 1 to 600"


def test_a_comment_sets_a_section_and_a_bare_word_means_true() -> None:
    given = (("layout", "duo"), ("detail", "none"), ("key", "true"), ("skip", ""), ("closing", "false"))
    assert section_settings(given, SPAN) == SectionSettings(layout="duo", detail="none", key="true", skip=True)
    assert section_settings((), SPAN) == SectionSettings()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("layuot", "duo"), "`layuot` is no setting; did you mean `layout`?"),
        (("layout", "due"), "`layout` cannot be `due`; did you mean `duo`?"),
        (("layout", ""), "`layout` cannot be ``; it takes statement, rows, .* or question"),
        (("skip", "yes"), "`skip` cannot be `yes`; it takes true or false"),
        (
            ("minutes", "3"),
            "`minutes` has no meaning in a comment under a heading; it belongs in the command line or front matter or deck.toml",
        ),
    ],
)
def test_what_is_wrong_in_a_comment_is_said_at_its_line(given: tuple[str, str], says: str) -> None:
    with pytest.raises(ArticleError, match=says) as caught:
        section_settings((given,), SPAN)
    assert caught.value.span == SPAN


def test_deck_toml_is_read_and_its_output_is_a_folder_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "deck.toml"
    path.write_bytes(b'\xef\xbb\xbfdetail = "none"\narticles = ["a.md"]\noutput = "slides"\n')
    toml = read_toml(path)
    assert toml == {"detail": "none", "articles": ("a.md",), "output": f"{tmp_path.resolve().as_posix()}/slides/"}
    assert talk_settings({}, {}, toml, {}, "a.md").detail == "none"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('detail = "none"\n\ndetial = 1\n', 3, "did you mean `detail`"),
        ("# detail\n'detail' = 2\n", 2, "first, full or none"),
        ('lang = "fr"\n[template]\nname = "x"\n', 2, "`template` cannot be"),
        ("pace = 1\ndeck.pace = 2\n", 2, "`deck` is no setting"),
        ("lang = \n", 1, "this is no TOML: Invalid value"),
        ('lang = "fr"\nlang = "de"\n', 2, "this is no TOML: Cannot overwrite a value"),
        ('lang = "fr', 1, "this is no TOML"),
        ('\noutput = "../elsewhere"\n', 2, "outside the folder of this file"),
        ('articles = ["a.md", 3]\n', 1, "a list of texts"),
        ("freeze = true\n", 1, "it belongs in a comment under a heading"),
    ],
)
def test_what_is_wrong_in_deck_toml_is_an_error_of_usage_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = tmp_path / "deck.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=says) as caught:
        read_toml(path)
    assert caught.value.span == Span(str(path), line, line)


def test_a_deck_toml_in_another_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "deck.toml"
    path.write_bytes('lang = "é"'.encode("latin-1"))
    with pytest.raises(UsageError, match="UTF-8"):
        read_toml(path)


def test_the_schema_that_ships_is_that_of_the_table() -> None:
    shipped = Path(room.__file__).with_name("settings.schema.json")
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    assert shipped.read_text("utf-8") == text, "write json.dumps(schema(), indent=2, ensure_ascii=False) into it"


def test_the_schema_offers_each_key_where_it_may_stand() -> None:
    offered = json.loads(json.dumps(schema()))["$defs"]
    assert set(offered["deck.toml"]["properties"]) == set(Settings._fields)
    assert set(offered["front-matter"]["properties"]) == set(Settings._fields) - {"articles", "output"}
    assert offered["front-matter"]["properties"]["agenda"]["enum"] == ["auto", True, False]


def test_the_table_has_the_keys_of_the_model_and_no_other() -> None:
    talk = {key.name for key in KEYS if set(key.places) - {Place.SECTION}}
    section = {key.name for key in KEYS if Place.SECTION in key.places}
    assert (talk, section) == (set(Settings._fields), set(SectionSettings._fields))
    assert all(bool(key.choices) == (key.kind in (Kind.CHOICE, Kind.CHOICE_OR_FLAG)) for key in KEYS)


@pytest.mark.parametrize("text", ["n = " + "[" * 3000, "n = " + "9" * 5000, "n = [", "\xff"])
def test_a_deck_toml_that_cannot_be_read_is_said_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "deck.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(UsageError) as raised:
        read_toml(path)
    assert raised.value.span is not None
    assert "\n" not in raised.value.message

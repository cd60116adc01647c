"""Authors named by keys, as blog engines have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from deck.errors import ArticleError
from deck.read import author_names

YAML = "ada:\n  name: Ada  Moreau\n  url: https://example.org\nole: Ole Kramer\nno_name:\n  url: x\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "site" / "blog" / "2025").mkdir(parents=True)
    (tmp_path / "site" / "blog" / "2025" / "talk.md").write_text("x")
    return tmp_path / "site"


def named(project: Path, *given: str, asked: str = "") -> tuple[str, ...]:
    return author_names(given, project / "blog" / "2025" / "talk.md", project, asked).names


@pytest.mark.parametrize("place", ["blog/2025/authors.yml", "blog/authors.yml", "authors.yaml", "_data/authors.yml", "data/authors.yaml"])
def test_keys_are_looked_up_where_engines_keep_their_authors(project: Path, place: str) -> None:
    (project / place).parent.mkdir(parents=True, exist_ok=True)
    (project / place).write_text(YAML, "utf-8")
    assert named(project, "ada", "ole", "no_name", "eve") == ("Ada Moreau", "Ole Kramer", "no_name", "eve")


def test_other_formats_and_a_file_for_each_author(project: Path) -> None:
    (project / "data" / "authors").mkdir(parents=True)
    (project / "data" / "authors" / "ada.toml").write_text('name = "Ada Moreau"\n', "utf-8")
    (project / "data" / "authors" / "ole.json").write_text('{"title": "Ole Kramer"}', "utf-8")
    assert named(project, "ada", "ole", "eve") == ("Ada Moreau", "Ole Kramer", "eve")


def test_a_name_is_no_key(project: Path) -> None:
    (project / "authors.yml").write_text("Ada Moreau: {name: Somebody}\n", "utf-8")
    found = author_names(("Ada Moreau",), project / "blog" / "2025" / "talk.md", project)
    assert (found.names, found.reads, found.absent) == (("Ada Moreau",), (), ())


def test_what_is_read_and_what_is_missed_is_told(project: Path) -> None:
    (project / "blog" / "authors.yml").write_text(YAML, "utf-8")
    found = author_names(("ada",), project / "blog" / "2025" / "talk.md", project)
    assert found.reads == (project / "blog" / "authors.yml",)
    assert project / "blog" / "2025" / "authors.yml" in found.absent


def test_nothing_outside_the_project_is_read(project: Path) -> None:
    (project.parent / "authors.yml").write_text(YAML, "utf-8")
    (project / "blog" / "authors.yml").symlink_to(project.parent / "authors.yml")
    assert named(project, "ada") == ("ada",)
    with pytest.raises(ArticleError, match="no file of this project"):
        named(project, "ada", asked="../authors.yml")


def test_no_link_out_of_the_project_is_followed_to_an_author(project: Path) -> None:
    (project / "data" / "authors").mkdir(parents=True)
    (project.parent / "ada.yml").write_text("name: Ada Moreau\n", "utf-8")
    (project / "data" / "authors" / "ada.yml").symlink_to(project.parent / "ada.yml")
    assert named(project, "ada") == ("ada",)


def test_a_key_that_one_file_lacks_is_looked_up_in_the_next(project: Path) -> None:
    (project / "data" / "authors").mkdir(parents=True)
    (project / "blog" / "authors.yml").write_text(YAML, "utf-8")
    (project / "data" / "authors.yml").write_text("ada: Wrong\nno_name: Nora\n", "utf-8")
    (project / "data" / "authors" / "dan.yml").write_text("name: Dan Oster\n", "utf-8")
    assert named(project, "ada", "no_name", "dan", "eve") == ("Ada Moreau", "Nora", "Dan Oster", "eve")


def test_a_setting_names_the_file(project: Path) -> None:
    (project / "people.yml").write_text(YAML, "utf-8")
    (project / "authors.yml").write_text("ada: {name: Wrong}\n", "utf-8")
    assert named(project, "ada", asked="people.yml") == ("Ada Moreau",)


@pytest.mark.parametrize("text", ["ada: [\n", "a: !!python/object:os.system {}\n", "\x00"])
def test_a_broken_file_is_an_error_at_its_line(project: Path, text: str) -> None:
    (project / "authors.yml").write_text(text, "utf-8")
    with pytest.raises(ArticleError, match="cannot be read") as raised:
        named(project, "ada")
    assert raised.value.span is not None
    assert raised.value.span.path.endswith("authors.yml")

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


SITES = [
    ("website/blog/2025/talk.md", "website/blog/authors.yml", "ada: {name: Ada Moreau, title: Engineer}"),
    ("website/i18n/fr/docusaurus-plugin-content-blog/talk.md", "website/blog/authors.yml", "ada: {name: Ada Moreau}"),
    (
        "website/i18n/fr/docusaurus-plugin-content-blog/2025/talk.md",
        "website/i18n/fr/docusaurus-plugin-content-blog/authors.yml",
        "ada: {name: Ada Moreau}",
    ),
    ("site/content/posts/talk/index.fr.md", "site/data/authors/ada.yaml", "name: Ada Moreau"),
    ("site/content/posts/talk/index.md", "site/data/authors/ada.toml", 'name = "Ada Moreau"'),
    ("site/content/posts/talk/index.md", "site/data/authors.toml", '[ada]\nname = "Ada Moreau"'),
    ("site/content/posts/talk/index.md", "site/content/authors/ada/_index.md", "---\ntitle: Ada Moreau\nrole: Speaker\n---\nLong text.\n"),
    ("site/content/fr/posts/talk.md", "site/content/fr/authors/ada/_index.md", '+++\nname = "Ada Moreau"\n+++\n'),
    ("docs/_posts/2025-02-03-talk.md", "docs/_data/authors.yml", "ada: Ada Moreau"),
    ("docs/_posts/2025-02-03-talk.md", "docs/_data/authors/ada.yml", "display_name: Ada Moreau"),
    ("docs/_posts/2025-02-03-talk.md", "docs/_authors/ada.md", "---\nshort_name: ada\nname: Ada Moreau\n---\nBorn.\n"),
    ("docs/_posts/2025-02-03-talk.md", "docs/_config.yml", "title: Site\nauthors:\n  ada: {name: Ada Moreau}\n"),
    ("docs/_posts/2025-02-03-talk.md", "docs/_config.yml", "title: Site\nauthor: {name: Ada Moreau, username: ada}\n"),
    ("docs/blog/posts/talk.md", "docs/blog/.authors.yml", "authors:\n  ada:\n    name: Ada Moreau\n    description: Author\n"),
    (
        "book/talk.md",
        "book/myst.yml",
        "project:\n  authors:\n    - {id: ole, name: Ole}\n    - {id: ada, name: {given: Ada, family: Moreau}}\n",
    ),
    ("src/posts/talk.md", "src/_data/authors.json", '{"ada": {"name": "Ada Moreau"}}'),
    ("posts/talk.md", "src/_data/authors.json", '[{"key": "ada", "name": "Ada Moreau"}]'),
    ("source/_posts/talk.md", "source/_data/authors.yml", "ada: {name: Ada Moreau}"),
    ("src/content/blog/talk.md", "src/content/authors/ada.json", '{"name": "Ada Moreau"}'),
    ("src/content/blog/talk.mdx", "src/content/authors/ada.md", "---\nname: Ada Moreau\n---\n"),
    ("src/content/blog/talk.mdx", "src/data/authors.json", '[{"id": "ada", "fullName": "Ada Moreau"}]'),
    ("data/blog/talk.mdx", "data/authors/ada.mdx", "---\r\nname: Ada Moreau\r\navatar: /a.png\r\n---\r\n"),
    ("content/blog/talk/index.md", "content/authors.yml", "- id: ada\n  name: Ada Moreau\n"),
]


@pytest.mark.parametrize(("article", "place", "text"), SITES, ids=[place for _, place, _ in SITES])
@pytest.mark.parametrize("below", ["", "web/"])
def test_every_engine_s_authors_are_found_in_place(tmp_path: Path, article: str, place: str, text: str, below: str) -> None:
    for name, content in ((article, "x"), (place, text)):
        path = tmp_path / below / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    found = author_names(("ada", "eve"), tmp_path / below / article, tmp_path)
    assert (found.names, found.reads) == (("Ada Moreau", "eve"), (tmp_path / below / place,))
    assert len(found.absent) == len(set(found.absent)) < 150
    assert not any(path.exists() for path in found.absent)


def test_the_nearest_of_two_that_know_a_key_names_it(tmp_path: Path) -> None:
    for place, name in (("authors.yml", "Far"), ("site/_data/authors.yml", "Near"), ("site/authors/ada.md", "Later")):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(f"ada: {name}\n" if place.endswith("yml") else "Text alone.\n", "utf-8")
    found = author_names(("ada",), tmp_path / "site" / "talk.md", tmp_path)
    assert found.names == ("Near",)
    assert tmp_path / "authors.yml" not in (*found.reads, *found.absent)


@pytest.mark.parametrize("key", ["..", ".", "a/b", "../x"])
def test_a_key_leads_nowhere_else(tmp_path: Path, key: str) -> None:
    (tmp_path / "authors" / "a").mkdir(parents=True)
    for place in ("_index.md", "authors/index.md", "authors/a/b.md", "x.md"):
        (tmp_path / place).write_text("---\nname: Wrong\n---\n", "utf-8")
    assert author_names((key,), tmp_path / "talk.md", tmp_path) == ((key,), (), ())


def test_a_site_s_settings_that_cannot_be_read_name_nobody(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("authors: [\n", "utf-8")
    found = author_names(("ada",), tmp_path / "talk.md", tmp_path)
    assert (found.names, found.reads) == (("ada",), (tmp_path / "_config.yml",))


def test_the_author_of_a_site_is_not_the_author_of_every_article(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("author: Ada Moreau\n", "utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "authors.yml").write_text("default: {name: Ada Moreau}\n", "utf-8")
    assert author_names((), tmp_path / "talk.md", tmp_path) == ((), (), ())


def test_no_folder_outside_the_project_is_read(tmp_path: Path) -> None:
    (tmp_path / "far" / "authors").mkdir(parents=True)
    (tmp_path / "far" / "authors" / "ada.yml").write_text("name: Ada Moreau\n", "utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "data").symlink_to(tmp_path / "far")
    assert author_names(("ada",), tmp_path / "site" / "talk.md", tmp_path / "site").names == ("ada",)

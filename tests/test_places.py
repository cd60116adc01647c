"""Places: where a project begins, what an article's deck is called, and which articles a call means."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deck.errors import ArticleError, OutputError, UsageError
from deck.places import articles_of, date_in, output_for, project_root, receipt_of, refuse_collisions, shown, slug_of, state_folder

LANGUAGES = ("en", "fr", "pt", "zh", "zh-TW")


def put(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", "utf-8")
    return root.resolve()


def bare(root: Path, *patterns: str, all_allowed: bool = False) -> list[str]:
    return [path.as_posix() for path in articles_of((), root, patterns, all_allowed)]


def test_the_root_has_a_deck_toml_or_else_git_or_else_is_the_articles_own_folder(tmp_path: Path) -> None:
    root = put(tmp_path, "site/blog/posts/a.md")
    article = root / "site/blog/posts/a.md"
    assert project_root(article) == root / "site/blog/posts"
    (root / "site/blog/.git").mkdir()
    assert project_root(article) == root / "site/blog"
    put(root, "site/deck.toml")
    assert project_root(article) == root / "site"
    put(root, "site/blog/posts/deck.toml")
    assert project_root(article) == root / "site/blog/posts"


def test_the_root_of_a_link_is_that_of_the_file_behind_it(tmp_path: Path) -> None:
    root = put(tmp_path, "real/a.md", "other/deck.toml")
    (root / "other/a.md").symlink_to(root / "real/a.md")
    assert project_root(root / "other/a.md") == root / "real"


@pytest.mark.parametrize(
    ("path", "own", "slug"),
    [
        ("notes.md", "", "notes"),
        ("2025-02-03-notes.fr.md", "", "notes"),
        ("2025-02-03.md", "", "2025-02-03"),
        ("notes.pt-br.md", "", "notes"),
        ("notes.zh-Hant.md", "", "notes"),
        ("notes.v2.md", "", "notes-v2"),
        ("notes.md", "/2025/My talk/", "2025-My-talk"),
        ("notes.md", "../../etc/passwd", "etc-passwd"),
        ("notes.md", "..", "notes"),
        ("notes.md", "..\\x", "x"),
        ("会议 笔记.zh.md", "", "会议-笔记"),
        ("हिन्दी.md", "", "हिन्दी"),
        ("ne\u0301e.md", "", "n\u00e9e"),
        ("2025-02-03-day/index.fr.md", "", "day"),
        ("day/README.md", "", "day"),
        ("day/+page.md", "", "day"),
        ("2025/02/03/index.md", "", "2025-02-03"),
        ("2025/02/03/notes.md", "", "notes"),
        ("2025/02/03/notes/index.fr.md", "", "notes"),
        ("2025/02/03-notes.md", "", "notes"),
        ("2025/02-03-notes/index.md", "", "notes"),
        ("2025-02-03/notes.md", "", "notes"),
        ("2025/10-lessons.md", "", "10-lessons"),
        ("2025/notes.md", "", "notes"),
        ("notes.md", "/2025/02/03/recap", "2025-02-03-recap"),
        ("day/_index.md", "", "day"),
        ("day/index.md", "own", "own"),
        ("???.md", "", "deck"),
        ("con.md", "", "con-deck"),
        (".fr.md", "", "fr"),
    ],
)
def test_a_slug_is_the_name_of_the_article_and_safe_everywhere(path: str, own: str, slug: str) -> None:
    assert slug_of(Path("/site") / path, own, LANGUAGES) == slug


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("_posts/2025-02-03-notes.md", "2025-02-03"),
        ("_posts/2025-02-03-notes.fr.md", "2025-02-03"),
        ("blog/2025-02-03-notes/index.fr.md", "2025-02-03"),
        ("blog/2025/02/03/notes/index.md", "2025-02-03"),
        ("blog/2025/02/03-notes.md", "2025-02-03"),
        ("blog/2025/02-03-notes.md", "2025-02-03"),
        ("2025-02-03.md", "2025-02-03"),
        ("blog/2025-02-30-notes.md", ""),
        ("blog/2025/02/notes.md", ""),
        ("blog/2025/10-lessons.md", ""),
        ("blog/2025/10/7-lessons.md", ""),
        ("blog/x2025-02-03-notes.md", ""),
        ("03-notes.md", ""),
    ],
)
def test_a_date_stands_in_the_path_of_an_article_inside_its_project(tmp_path: Path, path: str, day: str) -> None:
    root = tmp_path / "2025" / "02"
    assert date_in(root / path, root, LANGUAGES) == day


def test_a_slug_leaves_room_in_a_file_name() -> None:
    assert 170 < len(slug_of(Path("a.md"), "語" * 300, LANGUAGES).encode()) <= 180


def test_a_deck_lands_in_talks_or_where_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    article = tmp_path / "a.md"
    root = tmp_path / "root"
    assert output_for(article, root, "a", "fr", "") == root / "talks/a.fr.pptx"
    assert output_for(article, root, "a", "fr", "new/") == tmp_path / "new/a.fr.pptx"
    assert output_for(article, root, "a", "fr", "there") == tmp_path / "there/a.fr.pptx"
    assert output_for(article, root, "a", "fr", "my.pptx") == tmp_path / "my.pptx"
    with pytest.raises(UsageError, match=r"end it in \.pptx"):
        output_for(article, root, "a", "fr", "my.ppt")


def test_state_lies_beside_the_deck() -> None:
    assert state_folder(Path("talks/a.fr.pptx")) == Path("talks/.deck")
    assert receipt_of(Path("talks/a.fr.pptx")) == Path("talks/.deck/receipts/a.fr.pptx.json")


def test_a_path_is_shown_as_one_would_type_it(tmp_path: Path) -> None:
    assert shown(tmp_path / "talks/a.pptx", tmp_path) == "talks/a.pptx"
    assert shown(Path("x/../a.pptx"), tmp_path) == "a.pptx"
    assert shown(tmp_path / "a.pptx", tmp_path / "sub") == (tmp_path / "a.pptx").as_posix()


def test_two_articles_for_one_deck_are_refused_by_name(tmp_path: Path) -> None:
    refuse_collisions([("a.md", tmp_path / "a.pptx"), ("b.md", tmp_path / "b.pptx")])
    with pytest.raises(OutputError, match=r"a\.md and b\.md would both become É\.pptx"):
        refuse_collisions([("a.md", tmp_path / "e\u0301.pptx"), ("b.md", tmp_path / "É.pptx")])


def test_a_deck_that_is_a_link_to_another_or_to_itself_is_known_for_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").symlink_to("b.pptx")
    with pytest.raises(OutputError, match=r"a\.md and b\.md would both become b\.pptx"):
        refuse_collisions([("a.md", tmp_path / "a.pptx"), ("b.md", tmp_path / "b.pptx")])
    (tmp_path / "c.pptx").symlink_to("c.pptx")
    refuse_collisions([("c.md", tmp_path / "c.pptx"), ("b.md", tmp_path / "b.pptx")])


def test_named_articles_are_sorted_and_each_is_built_once(tmp_path: Path) -> None:
    root = put(tmp_path, "a.md", "sub/b.md", "plain.txt")
    paths = [Path("sub/b.md"), Path("./a.md"), Path("sub/../a.md"), Path("plain.txt"), Path("sub")]
    assert articles_of(paths, root, (), False) == (Path("a.md"), Path("plain.txt"), Path("sub/b.md"))


def test_a_folder_means_the_articles_directly_in_it(tmp_path: Path) -> None:
    root = put(tmp_path, "f/b.md", "f/a.markdown", "f/c.mdx", "f/README.md", "f/index.fr.md", "f/.d.md", "f/x.txt", "f/sub/e.md")
    assert [path.as_posix() for path in articles_of([Path("f")], root, (), False)] == ["f/a.markdown", "f/b.md", "f/c.mdx"]


def test_a_page_about_its_folder_is_an_article_when_it_is_alone(tmp_path: Path) -> None:
    root = put(tmp_path, "f/index.md", "f/picture.png")
    assert articles_of([Path("f")], root, (), False) == (Path("f/index.md"),)


@pytest.mark.parametrize(("name", "says"), [("gone.md", r"gone\.md: no such article"), ("empty", "empty: no article in this folder")])
def test_what_is_not_there_is_said(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArticleError, match=says):
        articles_of([Path(name)], tmp_path, (), False)


def test_a_bare_call_builds_what_deck_toml_names(tmp_path: Path) -> None:
    root = put(tmp_path, "deck.toml", "content/a.md", "posts/b.md", "posts/c.md", "posts/d.png")
    assert bare(root, "posts/*", "content/a.md", "posts/b.md") == ["content/a.md", "posts/b.md", "posts/c.md"]
    assert [path.as_posix() for path in articles_of((), root / "posts", ["posts/*.md"], False)] == ["b.md", "c.md"]


@pytest.mark.parametrize(("pattern", "error"), [("none/*.md", ArticleError), ("/etc/*", UsageError), ("../*.md", ArticleError)])
def test_a_pattern_that_is_none_or_means_nothing_or_leads_outside_is_refused(tmp_path: Path, pattern: str, error: type[Exception]) -> None:
    root = put(tmp_path, "outside.md", "project/deck.toml") / "project"
    with pytest.raises(error):
        bare(root, pattern)


def test_a_bare_call_builds_content_when_it_holds_articles_and_pictures_alone(tmp_path: Path) -> None:
    root = put(
        tmp_path, ".git/config", "content/b.md", "content/a.fr.md", "content/images/x.png", "content/.DS_Store", "content/talks/a.pptx"
    )
    assert bare(root) == ["content/a.fr.md", "content/b.md"]
    for name in ("content/config.toml", "content/posts/c.md"):
        path = put(root, name) / name
        with pytest.raises(UsageError, match="nothing to build"):
            bare(root)
        path.unlink()
        if path.parent.name == "posts":
            path.parent.rmdir()


def test_else_a_bare_call_builds_the_decks_that_are_in_talks(tmp_path: Path) -> None:
    root = put(tmp_path, ".git/config", "posts/a.md", "posts/b.md", "talks/a.en.pptx", "talks/b.en.pptx", "talks/foreign.pptx")
    for name in ("a", "b"):
        receipt = receipt_of(root / f"talks/{name}.en.pptx")
        put(root, receipt.relative_to(root).as_posix())
        receipt.write_text(json.dumps({"source": f"posts/{name}.md"}), "utf-8")
    receipt_of(root / "talks/foreign.pptx").write_text("[", "utf-8")
    assert bare(root) == ["posts/a.md", "posts/b.md"]
    (root / "talks/a.en.pptx").unlink()
    assert bare(root) == ["posts/b.md"]
    (root / "posts/b.md").unlink()
    with pytest.raises(ArticleError, match=r"posts/b\.md: the article of b\.en\.pptx is gone"):
        bare(root)


def test_a_whole_site_is_never_built_by_surprise(tmp_path: Path) -> None:
    root = put(tmp_path, *(f"content/{n}.md" for n in range(51)))
    for paths in ((), (Path("content"),)):
        with pytest.raises(UsageError, match=r"51 articles.*--all"):
            articles_of(paths, root, (), False)
        assert len(articles_of(paths, root, (), True)) == 51
    assert len(bare(root, "content/*.md")) == 51
    assert len(articles_of([Path(f"content/{n}.md") for n in range(51)], root, (), False)) == 51


def test_a_link_that_leads_out_of_the_project_is_refused_in_a_folder(tmp_path: Path) -> None:
    root = put(tmp_path, "secret.md", "project/content/a.md", "project/.git/config")
    (root / "project/content/b.md").symlink_to(root / "secret.md")
    with pytest.raises(ArticleError, match=r"b\.md: this article lies outside"):
        articles_of([Path("content")], root / "project", (), False)

"""The whole program on whole articles: what a user does, and what must never happen to their files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

ROOT = Path(__file__).parents[1]
ARTICLE = """---
title: "Small tools: what we saw"
---

Intro of the talk.

## Tools

- **Hammer:** It hits.
- **Saw:** It cuts.
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the real program in an empty folder."""

    def call(*args: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-m", "deck", *args]
        return subprocess.run(command, cwd=cwd or tmp_path, env=env, capture_output=True, text=True, encoding="utf-8", check=False)

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "tools.en.md"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_a_deck_lands_in_talks_under_its_slug_and_language(run: Run, article: Path) -> None:
    done = run("build", article.name)
    assert done.returncode == 0, done.stderr
    assert (article.parent / "talks" / "tools.en.pptx").is_file()
    assert "2 slides: title, 1 section on 1" in done.stdout
    assert "2 points in the author's words" in done.stdout


def test_building_again_touches_nothing_and_says_so(run: Run, article: Path) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    before = (deck.read_bytes(), deck.stat().st_mtime_ns)
    done = run("build", article.name)
    assert done.returncode == 0
    assert "up to date" in done.stdout
    assert (deck.read_bytes(), deck.stat().st_mtime_ns) == before


def test_the_same_article_makes_the_same_bytes(run: Run, article: Path) -> None:
    for name, seed in (("a.pptx", "1"), ("b.pptx", "2")):
        os.environ["PYTHONHASHSEED"] = seed
        run("build", article.name, "-o", name)
    os.environ.pop("PYTHONHASHSEED")
    assert (article.parent / "a.pptx").read_bytes() == (article.parent / "b.pptx").read_bytes()


def test_a_changed_article_updates_an_untouched_deck(run: Run, article: Path) -> None:
    run("build", article.name)
    article.write_text(ARTICLE + "- **File:** It smooths.\n", "utf-8")
    done = run("build", article.name)
    assert done.returncode == 0, done.stderr
    texts = [shape.text_frame.text for shape in Presentation(str(article.parent / "talks/tools.en.pptx")).slides[1].shapes]
    assert "File" in texts


def edit(deck: Path) -> bytes:
    presentation = Presentation(str(deck))
    presentation.slides[1].shapes.title.text_frame.text = "Mine"
    presentation.save(str(deck))
    return deck.read_bytes()


def test_a_deck_edited_by_hand_is_never_overwritten(run: Run, article: Path) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    mine = edit(deck)
    done = run("build", article.name)
    assert done.returncode == 5
    assert deck.read_bytes() == mine
    assert (deck.parent / "tools.en.new.pptx").is_file()
    assert "--fresh" in done.stderr
    assert run("build", article.name).returncode == 5
    assert deck.read_bytes() == mine


def test_fresh_replaces_an_edited_deck_after_a_backup(run: Run, article: Path) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    mine = edit(deck)
    assert run("build", article.name, "--fresh").returncode == 0
    assert deck.read_bytes() != mine
    assert mine in [backup.read_bytes() for backup in (deck.parent / ".deck" / "backup").iterdir()]


def test_a_deck_of_another_article_is_not_replaced(run: Run, article: Path) -> None:
    run("build", article.name, "-o", "talk.pptx")
    other = article.with_name("other.md")
    other.write_text(ARTICLE.replace("Hammer", "Nail"), "utf-8")
    before = (article.parent / "talk.pptx").read_bytes()
    done = run("build", "other.md", "-o", "talk.pptx")
    assert done.returncode == 5
    assert "tools.en.md" in done.stderr
    assert "other.md" in done.stderr
    assert (article.parent / "talk.pptx").read_bytes() == before


def test_two_articles_for_one_file_are_refused(run: Run, article: Path) -> None:
    twin = article.parent / "sub" / "tools.en.md"
    twin.parent.mkdir()
    twin.write_text(ARTICLE, "utf-8")
    (article.parent / "deck.toml").write_text("", "utf-8")
    done = run("build", "tools.en.md", "sub/tools.en.md")
    assert done.returncode == 5
    assert not (article.parent / "talks").exists()


def test_settings_come_from_the_nearest_place(run: Run, article: Path) -> None:
    (article.parent / "deck.toml").write_text('detail = "none"\n', "utf-8")
    run("build", article.name, "-o", "a.pptx")
    run("build", article.name, "-o", "b.pptx", "--detail", "first")
    shown = [
        [shape.text_frame.text for shape in Presentation(str(article.parent / name)).slides[1].shapes] for name in ("a.pptx", "b.pptx")
    ]
    assert "It hits." not in " ".join(shown[0])
    assert "It hits." in " ".join(shown[1])


def test_a_template_of_the_user_s_is_used(run: Run, article: Path) -> None:
    own = Presentation(str(ROOT / "templates" / "conference.pptx"))
    own.slide_width = own.slide_width
    own.core_properties.title = "Own"
    own.save(str(article.parent / "own.pptx"))
    done = run("build", article.name, "-t", "own.pptx")
    assert done.returncode == 0, done.stderr


BAD = [
    ("missing.md", None, 3, "missing.md"),
    ("bytes.md", b"\xff\xfe\x00text", 3, "UTF-8"),
    ("empty.md", b"", 3, "empty.md"),
    ("front.md", b"---\n- a\n- b\n---\n\n## A\n\ntext\n", 3, "front.md"),
    ("broken.md", b"---\ntitle: 'a\n---\n\n## A\n\ntext\n", 3, "broken.md"),
    ("key.md", b"---\ntitle: a\ndeck:\n  detial: none\n---\n\n## A\n\ntext\n", 3, "detail"),
]


@pytest.mark.parametrize(("name", "content", "code", "says"), BAD, ids=[row[0] for row in BAD])
def test_bad_input_gets_one_clear_line(run: Run, tmp_path: Path, name: str, content: bytes | None, code: int, says: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("build", name)
    assert done.returncode == code, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "talks").exists()


def test_an_article_without_any_heading_is_built_with_a_warning(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plain.md").write_text("Only text. And more.\n", "utf-8")
    done = run("build", "plain.md")
    assert done.returncode == 0
    assert "plain.md:1: warning" in done.stderr
    assert run("build", "plain.md", "--strict").returncode == 1


def test_a_template_that_is_none_leaves_an_existing_deck_as_it_was(run: Run, article: Path) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    before = deck.read_bytes()
    (article.parent / "bad.pptx").write_text("no zip", "utf-8")
    done = run("build", article.name, "-t", "bad.pptx")
    assert done.returncode == 4
    assert len(done.stderr.strip().splitlines()) == 1
    assert deck.read_bytes() == before


def test_a_folder_without_articles_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    done = run("build", "folder")
    assert done.returncode == 3
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_remote_picture_is_skipped_said_once_and_the_deck_is_built(run: Run, article: Path) -> None:
    article.write_text(ARTICLE + "\n![A saw](https://example.org/saw.png)\n\n![A saw](https://example.org/saw.png)\n", "utf-8")
    done = run("build", article.name)
    assert done.returncode == 0
    assert done.stderr.count("https://example.org/saw.png") == 1

"""The whole program on whole articles: what a user does, and what must never happen to their files."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image as PillowImage
from pptx import Presentation

from deck.build import build
from deck.ledger import MOST_BASES, save_base
from deck.model.language import Language
from deck.model.placed import PlacedDeck
from deck.ooxml import read_seal
from deck.stages import Request, plan, source_of

ROOT = Path(__file__).parents[1]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="files and signals of another kind")
ARTICLE = """---
title: "Small tools: what we saw"
---

Intro of the talk.

## Tools

- **Hammer:** It hits.
- **Saw:** It cuts.
"""

Run = Callable[..., subprocess.CompletedProcess[str]]
ENV = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
COMMAND = [sys.executable, "-m", "deck"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the real program in an empty folder."""

    def call(*args: str, cwd: Path = tmp_path, before: Sequence[str] = (), **env: str) -> subprocess.CompletedProcess[str]:
        command = [*before, *COMMAND, *args]
        return subprocess.run(command, cwd=cwd, env={**ENV, **env}, capture_output=True, text=True, encoding="utf-8", check=False)

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
        run("build", article.name, "-o", name, PYTHONHASHSEED=seed)
    assert (article.parent / "a.pptx").read_bytes() == (article.parent / "b.pptx").read_bytes()


def test_a_changed_article_updates_an_untouched_deck(run: Run, article: Path) -> None:
    run("build", article.name)
    article.write_text(ARTICLE + "- **File:** It smooths.\n", "utf-8")
    done = run("build", article.name)
    assert done.returncode == 0, done.stderr
    texts = [shape.text_frame.text for shape in Presentation(str(article.parent / "talks/tools.en.pptx")).slides[1].shapes]
    assert "File" in texts


def edit(deck: Path, title: str = "Mine") -> bytes:
    presentation = Presentation(str(deck))
    presentation.slides[1].shapes.title.text_frame.text = title
    presentation.save(str(deck))
    return deck.read_bytes()


def backups(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((folder / ".deck/backup").glob("*/*.pptx"))]


def leftovers(folder: Path) -> list[str]:
    """Return all drafts that a build has left anywhere."""
    return [path.name for path in folder.rglob("*") if path.suffix == ".tmp"]


def test_a_build_drops_the_bases_that_nothing_stands_on(run: Run, article: Path) -> None:
    deck, empty = article.parent / "talks/tools.en.pptx", PlacedDeck(Language("en", "en-US"), "", (), "", (), ())
    for n in range(MOST_BASES + 5):
        save_base(deck, f"older-{n}", empty, b"deck")
    run("build", article.name)
    bases = {path.name for path in (deck.parent / ".deck/base").iterdir()}
    assert len(bases) == MOST_BASES
    marks = read_seal(deck.read_bytes()).marks
    assert marks is not None
    assert marks.build in bases


def spoil(deck: Path, notes: str = "my notes") -> bytes:
    """Put something in the place of a deck that no deck can be merged with."""
    deck.write_text(notes, "utf-8")
    return deck.read_bytes()


def test_a_deck_edited_by_hand_stays_as_it_is_while_the_article_does(run: Run, article: Path) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    mine = edit(deck)
    status = deck.stat()
    done = run("build", article.name)
    assert (done.returncode, done.stderr) == (0, "")
    assert "kept 1 edit of yours (talks/.deck/tools.en.merge.md)" in done.stdout
    assert (deck.read_bytes(), deck.stat().st_mtime_ns, deck.stat().st_ino) == (mine, status.st_mtime_ns, status.st_ino)
    assert backups(deck.parent) == []
    assert "up to date" in run("build", article.name).stdout
    assert sorted(path.name for path in deck.parent.glob("*.pptx")) == [deck.name]


def test_a_deck_edited_by_hand_is_merged_with_a_changed_article_after_a_backup(run: Run, article: Path) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    mine = edit(deck)
    article.write_text(ARTICLE.replace("It cuts.", "It cuts wood."), "utf-8")
    done = run("build", article.name)
    assert (done.returncode, done.stderr) == (0, "")
    assert "kept 1 edit of yours, updated 1 slide (talks/.deck/tools.en.merge.md)" in done.stdout
    assert backups(deck.parent) == [mine]
    said = "\n".join(shape.text_frame.text for shape in Presentation(str(deck)).slides[1].shapes)
    assert "Mine" in said
    assert "It cuts wood." in said
    assert "you wrote “Mine” where the article had “Tools”" in (deck.parent / ".deck/tools.en.merge.md").read_text("utf-8")


def test_a_conflict_is_told_once_and_yours_stays(run: Run, article: Path) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    edit(deck)
    article.write_text(ARTICLE.replace("## Tools", "## What lay on the benches"), "utf-8")
    planned = run("plan", article.name)
    said = "slide 2 “Mine”: you and the article both changed the title: yours stays, “Mine”; the article says “What lay on the benches”\n"
    assert (planned.returncode, planned.stdout, planned.stderr) == (0, said, "")
    done = run("build", article.name)
    assert (done.returncode, done.stderr) == (0, f"tools.en.md: warning D503: {said}")
    assert "kept 1 edit of yours, 1 conflict: yours stays (talks/.deck/tools.en.merge.md)" in done.stdout
    report = (deck.parent / ".deck/tools.en.merge.md").read_text("utf-8")
    assert "What lay on the benches" in report
    shutil.rmtree(deck.parent / ".deck/receipts")
    for _ in range(2):
        assert run("build", article.name, "--strict").stderr == ""
    assert (deck.parent / ".deck/tools.en.merge.md").read_text("utf-8") == report


def test_a_slide_that_was_deleted_by_hand_comes_back_when_it_is_asked_for(run: Run, article: Path) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    presentation = Presentation(str(deck))
    listed = presentation.slides._sldIdLst
    presentation.part.drop_rel(listed[1].rId)
    listed.remove(listed[1])
    presentation.save(str(deck))
    article.write_text(ARTICLE.replace("Intro of", "Intro to"), "utf-8")
    done = run("build", article.name)
    assert "2 slides: title, 1 section on 1; 1 in your deck" in done.stdout
    assert "slide “Tools” stays deleted; `--restore tools` brings it back" in done.stdout
    assert run("plan", article.name).stdout == "slide “Tools”: you deleted it; `--restore tools` brings it back\n"
    assert run("plan", article.name, "--restore", "tools").stdout == "slide 2 “Tools”: added\n"
    done = run("build", article.name, "--restore", "tools")
    assert (done.returncode, done.stderr) == (0, "")
    assert "deleted" not in done.stdout
    assert len(Presentation(str(deck)).slides) == 2
    assert run("build", article.name, "--restore", "tool").stderr.count("the nearest is tools") == 1


def test_a_slide_that_hand_and_article_both_dropped_is_not_offered_again(run: Run, article: Path) -> None:
    more = ARTICLE + "\n## Places\n\n- **Bench:** It holds.\n- **Wall:** It shows.\n"
    article.write_text(more, "utf-8")
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    presentation = Presentation(str(deck))
    listed = presentation.slides._sldIdLst
    presentation.part.drop_rel(listed[2].rId)
    listed.remove(listed[2])
    presentation.save(str(deck))
    article.write_text(ARTICLE, "utf-8")
    assert run("plan", article.name).stdout == "nothing would change\n"
    done = run("build", article.name)
    assert (done.returncode, done.stderr) == (0, "")
    assert "--restore" not in done.stdout


def test_fresh_replaces_an_edited_deck_after_a_backup(run: Run, article: Path) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    mine = edit(deck)
    done = run("build", article.name, "--fresh")
    assert done.returncode == 0
    assert deck.read_bytes() != mine
    assert backups(deck.parent) == [mine]
    assert "a copy is talks/.deck/backup/tools.en.pptx/" in done.stdout
    assert "changed" not in run("build", article.name).stdout


def test_fresh_copies_edited_decks_alone_and_each_of_them(run: Run, article: Path) -> None:
    deck = article.parent / "talks" / "tools.en.pptx"
    works = []
    for title in ("Mine", "Mine, too"):
        run("build", article.name)
        works.append(edit(deck, title))
        assert run("build", article.name, "--fresh").returncode == 0
    assert run("build", article.name, "--fresh").returncode == 0
    assert sorted(backups(deck.parent)) == sorted(works)


def test_what_is_no_deck_at_all_is_kept_too(run: Run, article: Path) -> None:
    deck = article.parent / "talks" / "tools.en.pptx"
    deck.parent.mkdir()
    deck.write_bytes(b"my notes")
    assert run("build", article.name).returncode == 5
    assert deck.read_bytes() == b"my notes"
    assert run("build", article.name, "--fresh").returncode == 0
    assert backups(deck.parent) == [b"my notes"]


def test_an_edited_new_deck_is_kept_and_an_untouched_one_is_not_written_again(run: Run, article: Path) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    mine = spoil(deck)
    new, second = deck.with_name("tools.en.new.pptx"), deck.with_name("tools.en.new-2.pptx")
    run("build", article.name)
    before = (new.read_bytes(), new.stat().st_mtime_ns, new.stat().st_ino)
    assert run("build", article.name).returncode == 5
    assert (new.read_bytes(), new.stat().st_mtime_ns, new.stat().st_ino) == before
    assert not second.exists()
    mine_too = edit(new, "Mine, too")
    article.write_text(ARTICLE + "- **File:** It smooths.\n", "utf-8")
    for _ in range(2):
        done = run("build", article.name)
        assert done.returncode == 5
        assert "the new deck is tools.en.new-2.pptx" in done.stderr
        assert (deck.read_bytes(), new.read_bytes()) == (mine, mine_too)
    assert sorted(path.name for path in deck.parent.glob("*.pptx")) == [second.name, new.name, deck.name]


def test_a_new_deck_in_the_place_of_the_edited_one_is_the_deck(run: Run, article: Path) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    spoil(deck)
    run("build", article.name)
    deck.with_name("tools.en.new.pptx").replace(deck)
    article.write_text(ARTICLE + "- **File:** It smooths.\n", "utf-8")
    assert run("build", article.name).returncode == 0


def test_a_deck_of_another_article_is_not_replaced(run: Run, article: Path) -> None:
    run("build", article.name, "-o", "talk.pptx")
    other = article.with_name("other.md")
    other.write_text(ARTICLE.replace("Hammer", "Nail"), "utf-8")
    deck = article.parent / "talk.pptx"
    before = (deck.read_bytes(), sorted(article.parent.rglob("*")))
    for words in ((), ("--fresh",)):
        done = run("build", "other.md", "-o", "talk.pptx", *words)
        assert done.returncode == 5
        assert done.stderr.count("\n") == 1
        assert "talk.pptx was made from tools.en.md, not from other.md" in done.stderr
        assert (deck.read_bytes(), sorted(article.parent.rglob("*"))) == before
    edit(deck)
    assert run("build", "other.md", "-o", "talk.pptx", "--fresh").returncode == 5


def test_a_new_deck_does_not_take_the_name_of_another_articles_deck(run: Run, article: Path) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    (article.parent / "other.md").write_text(ARTICLE, "utf-8")
    run("build", "other.md", "-o", "talks/tools.en.new.pptx")
    others = deck.with_name("tools.en.new.pptx").read_bytes()
    spoil(deck)
    assert run("build", article.name).returncode == 5
    assert deck.with_name("tools.en.new.pptx").read_bytes() == others
    assert deck.with_name("tools.en.new-2.pptx").is_file()


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


def test_freezing_a_slide_changes_nothing_of_how_it_is_made(run: Run, article: Path, tmp_path: Path) -> None:
    run("build", article.name, "-o", "a.pptx")
    article.write_text(ARTICLE.replace("## Tools\n", "## Tools\n<!-- deck: freeze -->\n"), "utf-8")
    done = run("build", article.name, "-o", "b.pptx")
    assert done.returncode == 0, done.stderr
    assert "no effect" not in done.stdout
    assert (tmp_path / "a.pptx").read_bytes() == (tmp_path / "b.pptx").read_bytes()
    planned = plan(source_of(Request(article, article.name, tmp_path, {})))
    assert [slide.key for slide in planned.placed.slides if slide.frozen] == ["tools"]


def test_all_pages_of_a_frozen_slide_are_frozen(article: Path, tmp_path: Path) -> None:
    points = "".join(f"- **Tool {n}:** It does this, and it does that as well, all day long.\n" for n in range(7))
    article.write_text(f"# T\n\n## Tools\n<!-- deck: freeze -->\n{points}\n## Hands\nTwo.\n", "utf-8")
    planned = plan(source_of(Request(article, article.name, tmp_path, {})))
    assert [slide.key for slide in planned.placed.slides if slide.frozen] == ["tools", "tools+2"]


def test_what_is_folded_away_is_told_by_its_key(tmp_path: Path) -> None:
    article = tmp_path / "talk.en.md"
    said = "It is said at length, word for word, in the hall. " * 12
    groups = "".join(f"### Group {n}\n\n- **Lead {n}:** {said}\n\n" for n in range(4))
    article.write_text(f"# Talk\n\n## One\n\n{groups}## Two\n\n{said}\n\n## Three\n\n{said}\n", "utf-8")
    assert not plan(source_of(Request(article, article.name, tmp_path, {}))).folded
    folded = plan(source_of(Request(article, article.name, tmp_path, {"minutes": 2})))
    assert folded.folded == {f"one/group-{n}" for n in range(4)}
    assert folded.folded.isdisjoint(slide.key for slide in folded.placed.slides)
    assert folded.folded <= {slide.key for slide in folded.known}


FIGURE = """# T

## A bet of 500 billion dollars
{comment}
- **It is large:** Nobody has 500 billion.
- **It is late:** Nobody waits.
"""


@pytest.mark.parametrize(
    ("comment", "layout"), [("", "Key Figure"), ("<!-- deck: figures=none -->", "Contrast"), ("<!-- deck: layout=duo -->", "Duo")]
)
def test_a_key_figure_is_set_large_unless_its_author_says_otherwise(run: Run, article: Path, comment: str, layout: str) -> None:
    article.write_text(FIGURE.format(comment=comment), "utf-8")
    assert run("build", article.name, "-o", "a.pptx").returncode == 0
    slide = Presentation(str(article.parent / "a.pptx")).slides[1]
    assert slide.slide_layout.name == layout
    figure = [shape.text_frame.text for shape in slide.placeholders if shape.placeholder_format.idx == 60]
    assert figure == (["500\nbillion dollars"] if layout == "Key Figure" else [])


@pytest.mark.parametrize(
    ("comment", "body", "layout"),
    [
        ("layout=statement", "Prose.", "Statement"),
        ("layout=section", "Prose.", "Chapter"),
        ("layout=question", "Prose.", "Question"),
        ("layout=statement", "- **One:** point.", "Statement"),
        ("layout=list", "- **One:** point.\n- **Two:** points.", "List"),
    ],
)
def test_a_layout_asked_for_at_the_place_is_taken(run: Run, article: Path, comment: str, body: str, layout: str) -> None:
    article.write_text(f"# T\n\n## S\n<!-- deck: {comment} -->\n\n{body}\n", "utf-8")
    done = run("build", article.name, "-o", "a.pptx")
    assert (done.returncode, done.stderr) == (0, "")
    assert Presentation(str(article.parent / "a.pptx")).slides[1].slide_layout.name == layout


def test_a_plan_is_shown_when_asked_for_and_by_itself_from_half_an_hour_on(run: Run, article: Path) -> None:
    sections = "\n\n".join(f"## Section {n}\n\n{{text}}" for n in range(4))
    for head, text, layout in (
        ("deck:\n  agenda: true", "x", "Agenda"),
        ("lang: en", "word " * 2000, "Agenda"),
        ("lang: en", "x", "Title Only"),
    ):
        article.write_text(f"---\ntitle: T\n{head}\n---\n\n{sections.format(text=text)}\n", "utf-8")
        assert run("build", article.name, "-o", "a.pptx", "--fresh").returncode == 0
        assert Presentation(str(article.parent / "a.pptx")).slides[1].slide_layout.name == layout


def test_a_picture_that_changes_is_built_again_and_its_card_is_not_missed(run: Run, article: Path) -> None:
    article.write_text("# T\n\n![T](https://a.example/card.png)\n\n## S\n\n![A hall](hall.png)\n", "utf-8")
    missing = run("build", article.name, "-o", "a.pptx")
    assert "D307" in missing.stderr and "D306" not in missing.stderr
    PillowImage.new("RGB", (800, 400), "navy").save(article.parent / "hall.png")
    found = run("build", article.name, "-o", "a.pptx")
    assert found.stderr == ""
    assert Presentation(str(article.parent / "a.pptx")).slides[1].slide_layout.name == "Wide Picture"


CONFERENCE = ROOT / "templates" / "conference.pptx"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an article in content/, and templates inside and outside of it."""
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    (root / "content/tools.en.md").write_text(ARTICLE, "utf-8")
    (root / "deck.toml").write_text("# settings\n\n", "utf-8")
    for name in ("outside.pptx", "project/own.pptx"):
        shutil.copyfile(CONFERENCE, tmp_path / name)
    (tmp_path / "project/link.pptx").symlink_to("../outside.pptx")
    return root


def set_template(root: Path, where: str, name: str) -> None:
    if where == "deck.toml":
        (root / "deck.toml").write_text(f"# settings\n\ntemplate = '{name}'\n", "utf-8")
    else:
        front = ARTICLE.replace("---\n\nIntro", f"deck:\n  template: '{name}'\n---\n\nIntro")
        (root / "content/tools.en.md").write_text(front, "utf-8")


WHERE = [("deck.toml", "deck.toml:3: error: "), ("front matter", "content/tools.en.md:4: error: ")]


@pytest.mark.parametrize(("where", "line"), WHERE, ids=[where for where, _ in WHERE])
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../outside.pptx", "lies outside the project; copy it into project/, or name it with `-t`"),
        ("link.pptx", "lies outside the project"),
        (str(CONFERENCE), "lies outside the project"),
        ("gone.pptx", "no such template"),
        ("nonsense", "no template of that name ships"),
    ],
)
def test_a_template_that_may_not_be_read_is_said_with_the_line_that_names_it(
    run: Run, project: Path, where: str, line: str, name: str, says: str
) -> None:
    set_template(project, where, name)
    done = run("build", "content/tools.en.md", cwd=project)
    assert done.returncode == 4, done.stderr
    assert done.stderr.startswith(line)
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (project / "talks").exists()


def test_an_authors_file_that_is_not_there_is_said_with_the_line_that_names_it(run: Run, project: Path) -> None:
    (project / "deck.toml").write_text("# settings\n\nauthors = 'gone.yml'\n", "utf-8")
    done = run("build", "content/tools.en.md", cwd=project)
    assert done.returncode == 3
    assert done.stderr.startswith("deck.toml:3: error: `authors` names gone.yml")


@pytest.mark.parametrize("where", ["deck.toml", "front matter"])
def test_a_template_inside_the_project_is_named_from_its_root(run: Run, project: Path, where: str) -> None:
    set_template(project, where, "own.pptx")
    done = run("build", "tools.en.md", cwd=project / "content")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["../outside.pptx", "link.pptx", "own.pptx", str(CONFERENCE)])
def test_a_template_of_the_command_line_may_lie_anywhere(run: Run, project: Path, name: str) -> None:
    set_template(project, "front matter", "gone.pptx")
    done = run("build", "content/tools.en.md", "-t", name, cwd=project)
    assert done.returncode == 0, done.stderr


def test_an_article_makes_the_same_bytes_from_wherever_it_is_built(run: Run, project: Path) -> None:
    made = []
    for cwd, name in (
        (project, "content/tools.en.md"),
        (project / "content", "tools.en.md"),
        (project.parent, str(project / "content/tools.en.md")),
    ):
        assert run("build", name, cwd=cwd).returncode == 0
        made.append((project / "talks/tools.en.pptx").read_bytes())
        shutil.rmtree(project / "talks")
    assert made[0] == made[1] == made[2]


def test_every_file_of_the_project_that_a_build_opens_is_on_its_receipt(project: Path) -> None:
    set_template(project, "deck.toml", "own.pptx")
    code = (
        "import sys; from deck.__main__ import main; seen = set()\n"
        "sys.addaudithook(lambda event, args: seen.add(str(args[0])) if event == 'open' and args else None)\n"
        "sys.argv[1:] = ['build', 'content/tools.en.md']; assert main() == 0; print(*seen, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=project, env=ENV, capture_output=True, text=True, encoding="utf-8", check=True)
    opened = {project / name for name in done.stderr.splitlines()}
    inside = {path.relative_to(project).as_posix() for path in opened if path.is_relative_to(project)}
    receipt = json.loads((project / "talks/.deck/receipts/tools.en.pptx.json").read_text("utf-8"))
    assert set(receipt["reads"]) == {"content/tools.en.md", "own.pptx", "deck.toml"}
    assert {name for name in inside if name.partition("/")[0] != "talks"} <= set(receipt["reads"])


CHANGES: dict[str, Callable[[Path], object]] = {
    "its template is another": lambda root: Presentation(str(CONFERENCE)).save(str(root / "own.pptx")),
    "deck.toml says something else": lambda root: (root / "deck.toml").write_text("template = 'own.pptx'\nnumbers = false\n", "utf-8"),
    "deck.toml is gone": lambda root: (root / "deck.toml").unlink(),
    "a deck.toml is nearer": lambda root: (root / "content/deck.toml").write_text("", "utf-8"),
    "its deck is gone": lambda root: (root / "talks/tools.en.pptx").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_deck_is_built_again_when(run: Run, project: Path, change: Callable[[Path], object]) -> None:
    (project / ".git").mkdir()
    set_template(project, "deck.toml", "own.pptx")
    run("build", "content/tools.en.md", cwd=project)
    assert "up to date" in run("build", "content/tools.en.md", cwd=project).stdout
    change(project)
    done = run("build", "content/tools.en.md", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "up to date" not in done.stdout
    assert "up to date" in run("build", "content/tools.en.md", cwd=project).stdout


def test_a_deck_is_built_again_when_a_library_is_installed(run: Run, article: Path) -> None:
    place = article.parent / "lib/site-packages"
    place.mkdir(parents=True)
    path = os.pathsep.join((ENV["PYTHONPATH"], str(place)))
    run("build", article.name, PYTHONPATH=path)
    assert "up to date" in run("build", article.name, PYTHONPATH=path).stdout
    (place / "library.py").touch()
    assert "up to date" not in run("build", article.name, PYTHONPATH=path).stdout


def test_a_page_about_its_folder_is_built_again_when_the_folder_has_another_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one/index.en.md").write_text(ARTICLE, "utf-8")
    run("build", "index.en.md", cwd=tmp_path / "one")
    (tmp_path / "one").rename(tmp_path / "two")
    assert "talks/two.en.pptx" in run("build", "index.en.md", cwd=tmp_path / "two").stdout


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


def test_fetching_is_asked_for_each_time_and_http_is_refused(run: Run, article: Path) -> None:
    article.write_text(ARTICLE + "\n![A saw](http://example.org/saw.png)\n", "utf-8")
    assert "is not fetched, so it is left out" in run("build", article.name).stderr
    assert "up to date" in run("build", article.name).stdout
    for _ in range(2):
        done = run("build", article.name, "--fetch")
        assert done.returncode == 0
        assert "http://example.org/saw.png is not https, so it is left out" in done.stderr


@POSIX
def test_a_deck_that_is_a_link_stays_one(run: Run, article: Path) -> None:
    real = article.parent / "shared" / "real.pptx"
    real.parent.mkdir()
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    deck.replace(real)
    real.chmod(0o640)
    deck.symlink_to("../shared/real.pptx")
    before = real.read_bytes()
    article.write_text(ARTICLE + "- **File:** It smooths.\n", "utf-8")
    assert run("build", article.name).returncode == 0
    assert deck.is_symlink()
    assert real.read_bytes() != before
    assert real.stat().st_mode & 0o777 == 0o640
    assert "up to date" in run("build", article.name).stdout
    mine = edit(real)
    assert run("build", article.name).returncode == 0
    assert real.read_bytes() == mine
    assert run("build", article.name, "--fresh").returncode == 0
    assert deck.is_symlink()
    assert backups(deck.parent) == [mine]


@pytest.mark.parametrize(("lock", "program"), [("~$tools.en.pptx", "PowerPoint"), (".~lock.tools.en.pptx#", "LibreOffice")])
def test_a_deck_that_is_open_is_left_alone(run: Run, article: Path, lock: str, program: str) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    before = deck.read_bytes()
    (deck.parent / lock).touch()
    article.write_text(ARTICLE + "- **File:** It smooths.\n", "utf-8")
    for words in ((), ("--fresh",)):
        done = run("build", article.name, *words)
        assert done.returncode == 5
        assert f"talks/tools.en.pptx is open in {program}; close it there" in done.stderr
        assert done.stderr.count("\n") == 1
        assert deck.read_bytes() == before
    assert leftovers(article.parent) == []


# as root, too, a test must be able to find a folder closed
UNPRIVILEGED = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
CLOSED = pytest.mark.skipif(
    sys.platform == "win32" or (bool(UNPRIVILEGED) and not shutil.which("setpriv")), reason="nothing can be closed to this user"
)


@CLOSED
@pytest.mark.parametrize("closed", ["talks", "talks/.deck"])
@pytest.mark.parametrize("edited", [True, False], ids=["edited", "untouched"])
def test_where_nothing_may_be_written_the_deck_stays_as_it_was(run: Run, article: Path, closed: str, edited: bool) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    before = edit(deck) if edited else deck.read_bytes()
    article.write_text(ARTICLE + "- **File:** It smooths.\n", "utf-8")
    top = article.parent / closed
    folders = [top, *(path for path in top.rglob("*") if path.is_dir() and closed != "talks")]
    for folder in folders:
        folder.chmod(0o555)
    try:
        done = run("build", article.name, "--fresh", before=UNPRIVILEGED)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert done.returncode == 5, done.stdout
    assert done.stderr.count("\n") == 1
    assert f"{closed}/" in done.stderr
    assert "cannot be written: Permission denied" in done.stderr
    assert deck.read_bytes() == before
    assert leftovers(article.parent) == []


@CLOSED
def test_a_project_in_which_nothing_may_be_written_is_said(run: Run, article: Path) -> None:
    article.parent.chmod(0o555)
    done = run("build", article.name, before=UNPRIVILEGED)
    article.parent.chmod(0o755)
    assert (done.returncode, done.stderr.count("\n")) == (5, 1)
    assert [path.name for path in article.parent.iterdir()] == [article.name]


def test_without_a_base_the_deck_is_not_replaced(run: Run, article: Path) -> None:
    run("build", article.name)
    deck = article.parent / "talks" / "tools.en.pptx"
    before = deck.read_bytes()
    shutil.rmtree(deck.parent / ".deck")
    (deck.parent / ".deck").write_text("a file", "utf-8")
    article.write_text(ARTICLE + "- **File:** It smooths.\n", "utf-8")
    done = run("build", article.name)
    assert (done.returncode, done.stderr.count("\n")) == (5, 1)
    assert deck.read_bytes() == before


def test_a_folder_of_the_name_of_the_deck_stays(run: Run, article: Path) -> None:
    deck = article.parent / "talks" / "tools.en.pptx"
    deck.mkdir(parents=True)
    for words in ((), ("--fresh",)):
        done = run("build", article.name, *words)
        assert (done.returncode, done.stderr.count("\n")) == (5, 1)
        assert "talks/tools.en.pptx is a folder" in done.stderr
        assert list(deck.iterdir()) == []
    assert leftovers(article.parent) == []


@POSIX
@pytest.mark.parametrize("most", [64, 4096, 40_000])
@pytest.mark.parametrize("before", [True, False], ids=["again", "first"])
def test_on_a_full_disk_the_deck_stays_as_it_was(run: Run, article: Path, most: int, before: bool) -> None:
    deck = article.parent / "talks" / "tools.en.pptx"
    if before:
        run("build", article.name)
        edit(deck)
        article.write_text(ARTICLE + "- **File:** It smooths.\n", "utf-8")
    old = deck.read_bytes() if before else b""
    limit = [
        sys.executable,
        "-c",
        f"import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({most},) * 2); os.execv(sys.argv[1], sys.argv[1:])",
    ]
    done = run("build", article.name, "--fresh", before=limit)
    assert (done.returncode, done.stderr.count("\n")) == (5, 1), done.stderr
    assert "cannot be written: " in done.stderr
    assert (deck.read_bytes() if before else b"") == old
    assert leftovers(article.parent) == []


LONG = ARTICLE + "".join(f"\n## Tools {n}\n\n- **Hammer {n}:** It hits.\n- **Saw {n}:** It cuts.\n" for n in range(60))


def start(article: Path, *words: str) -> subprocess.Popen[str]:
    """Start a build, and return it when it has its draft beside the deck."""
    command = [*COMMAND, "build", article.name, *words]
    process = subprocess.Popen(command, cwd=article.parent, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 60
    while not any(path.suffix == ".tmp" for path in (article.parent / "talks").iterdir()):
        assert process.poll() is None
        assert time.monotonic() < end
    return process


@POSIX
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_build_that_is_interrupted_leaves_the_old_deck_and_no_draft(run: Run, article: Path, sent: signal.Signals) -> None:
    deck = article.parent / "talks" / "tools.en.pptx"
    run("build", article.name)
    before = deck.read_bytes()
    article.write_text(LONG, "utf-8")
    process = start(article)
    process.send_signal(sent)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert deck.read_bytes() == before
    assert leftovers(article.parent) == []


@pytest.mark.parametrize("words", [(), ("--fresh",)], ids=["plain", "fresh"])
def test_a_deck_that_somebody_saves_during_the_build_is_kept(run: Run, article: Path, words: tuple[str, ...]) -> None:
    deck, mine = article.parent / "talks" / "tools.en.pptx", article.parent / "mine.pptx"
    run("build", article.name)
    shutil.copyfile(deck, mine)
    saved = edit(mine)
    article.write_text(LONG, "utf-8")
    process = start(article, *words)
    mine.replace(deck)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, "")
    assert backups(deck.parent)[-1:] == [saved]
    slides = Presentation(str(deck)).slides
    assert slides[1].shapes.title.text_frame.text == "Mine"
    assert len(slides) > 60
    assert leftovers(article.parent) == []


def slide_keys(deck: Path) -> list[str]:
    return [slide._element.cSld.get("name").removeprefix("deck:") for slide in Presentation(str(deck)).slides]


def test_a_reworded_heading_keeps_its_slide_and_a_second_build_every_byte(run: Run, article: Path, tmp_path: Path) -> None:
    deck = tmp_path / "talks/tools.en.pptx"
    run("build", article.name)
    article.write_text(ARTICLE.replace("## Tools", "## What was on the benches"), "utf-8")
    assert run("build", article.name).returncode == 0
    assert slide_keys(deck) == ["title", "tools"]
    written = deck.read_bytes()
    assert "up to date" in run("build", article.name).stdout
    shutil.rmtree(tmp_path / "talks/.deck/receipts")
    assert "up to date" not in run("build", article.name).stdout
    assert deck.read_bytes() == written


def test_fresh_forgets_the_keys_of_the_last_build(run: Run, article: Path, tmp_path: Path) -> None:
    run("build", article.name)
    article.write_text(ARTICLE.replace("## Tools", "## What was on the benches"), "utf-8")
    run("build", article.name, "--fresh")
    assert slide_keys(tmp_path / "talks/tools.en.pptx") == ["title", "what-was-on-the-benches"]


def test_an_edited_deck_keeps_its_keys(run: Run, article: Path, tmp_path: Path) -> None:
    deck = tmp_path / "talks/tools.en.pptx"
    run("build", article.name)
    edited = Presentation(str(deck))
    edited.slides[0].shapes[0].text_frame.text = "By hand"
    edited.save(str(deck))
    article.write_text(ARTICLE.replace("## Tools", "## What was on the benches"), "utf-8")
    assert run("build", article.name).returncode == 0
    assert slide_keys(deck) == ["title", "tools"]
    assert not deck.with_name("tools.en.new.pptx").exists()


def test_a_finding_names_the_slide_by_the_key_that_it_has(article: Path, tmp_path: Path) -> None:
    empty = "---\ntitle: a\n---\n\n## {}\n\n## Tools\n\n- **Saw:** It cuts.\n"
    article.write_text(empty.format("Nothing"), "utf-8")
    request = Request(article, article.name, tmp_path, {})
    build(request)
    article.write_text(empty.format("Not a thing"), "utf-8")
    assert [finding.slide for finding in plan(source_of(request)).findings if finding.code == "D304"] == ["nothing"]

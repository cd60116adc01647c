"""The command line, run as a user runs it: what is said where, and the code that each run ends with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from deck import __version__
from deck.cli import commands
from deck.receipt import OPTIONS

ROOT = Path(__file__).parents[1]
ARTICLE = """---
title: "Small tools: what we saw"
---

Intro of the talk.

## Tools

- **Hammer:** It hits.
- **Saw:** It cuts.
"""
WRONG = "---\ntitle: a\ndeck:\n  detial: none\n---\n\n## A\n\ntext\n"
PLAIN = "Only text. And more of it.\n"

Run = Callable[..., subprocess.CompletedProcess[str]]
ENV = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
COMMAND = [sys.executable, "-m", "deck"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two articles in content/."""
    (tmp_path / "deck.toml").write_text("", "utf-8")
    (tmp_path / "content").mkdir()
    for name in ("a.en.md", "b.en.md"):
        (tmp_path / "content" / name).write_text(ARTICLE, "utf-8")
    return tmp_path


@pytest.fixture
def run(project: Path) -> Run:
    """Run the real program in the project."""

    def call(*args: str, cwd: Path = project) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*COMMAND, *args], cwd=cwd, env=ENV, capture_output=True, text=True, encoding="utf-8", check=False)

    return call


def decks(project: Path) -> list[str]:
    return sorted(path.relative_to(project).as_posix() for path in project.rglob("*.pptx") if ".deck" not in path.parts)


def test_help_names_the_command_and_how_words_complete(run: Run) -> None:
    done = run("--help")
    assert "..." not in done.stdout.partition("Commands:")[2]
    assert done.returncode == 0
    assert "build" in done.stdout
    assert "_DECK_COMPLETE=bash_source" in done.stdout
    assert run("--version").stdout.split() == ["deck,", "version", __version__]


def test_words_complete_in_a_shell(run: Run, project: Path) -> None:
    asked = {**ENV, "_DECK_COMPLETE": "bash_complete", "COMP_WORDS": "deck build --de", "COMP_CWORD": "2"}
    done = subprocess.run(COMMAND, cwd=project, env=asked, capture_output=True, text=True, check=False)
    assert "--detail" in done.stdout


def test_the_options_with_a_value_are_those_that_a_receipt_understands() -> None:
    options = [option for option in commands.commands["build"].params if isinstance(option, click.Option)]
    assert {option.name: tuple(option.opts) for option in options if not (option.is_flag or option.multiple)} == OPTIONS


@pytest.mark.parametrize("words", [["nonsense"], ["build", "--detail", "some"], ["build", "--nonsense"], ["build", "-o"]])
def test_words_that_do_not_fit_end_with_2(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_bare_build_builds_content_with_its_progress_on_stderr(run: Run, project: Path) -> None:
    done = run("build")
    assert done.returncode == 0, done.stderr
    assert decks(project) == ["talks/a.en.pptx", "talks/b.en.pptx"]
    assert done.stderr.splitlines() == ["[1/2] content/a.en.md", "[2/2] content/b.en.md"]
    assert done.stdout.count("Small tools") == 2


def test_an_article_is_read_once(project: Path) -> None:
    code = (
        "import sys; from deck.__main__ import main; seen = []\n"
        "sys.addaudithook(lambda event, args: seen.append(str(args[0])) if event == 'open' and args else None)\n"
        "sys.argv[1:] = ['build']; assert main() == 0; print(*seen, sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=project, env=ENV, capture_output=True, text=True, encoding="utf-8", check=True)
    opened = [line for line in done.stdout.splitlines() if line.endswith("a.en.md")]
    assert len(opened) == 2, "once to build it, and once for the receipt"


def test_only_what_changed_is_built_again(run: Run, project: Path) -> None:
    run("build")
    (project / "content/b.en.md").write_text(ARTICLE + "- **File:** It smooths.\n", "utf-8")
    done = run("build")
    assert done.stdout.startswith("talks/a.en.pptx is up to date\nSmall tools")
    assert done.stderr.splitlines() == ["[2/2] content/b.en.md"]
    assert run("build").stdout == "talks/a.en.pptx is up to date\ntalks/b.en.pptx is up to date\n"


def test_fresh_builds_what_is_up_to_date(run: Run) -> None:
    run("build", "content/a.en.md")
    assert "up to date" in run("build", "content/a.en.md").stdout
    assert "up to date" not in run("build", "content/a.en.md", "--fresh").stdout


def test_another_folder_names_the_deck_and_its_findings_as_seen_from_there(run: Run, project: Path) -> None:
    (project / "content/plain.md").write_text(PLAIN, "utf-8")
    for said in ("", "up to date"):
        done = run("build", "plain.md", "--lang", "en", cwd=project / "content")
        assert done.returncode == 0, done.stderr
        assert said in done.stdout
        assert done.stderr.startswith("plain.md:1: warning ")


def test_one_article_that_fails_stops_no_other_and_the_highest_code_is_kept(run: Run, project: Path) -> None:
    (project / "content/a.en.md").write_text(WRONG, "utf-8")
    done = run("build", "gone.md", "content/a.en.md", "content/b.en.md")
    assert done.returncode == 3
    assert decks(project) == ["talks/b.en.pptx"]
    assert done.stderr.splitlines() == [
        "deck: error: gone.md: no such article; check the path",
        "[1/2] content/a.en.md",
        "content/a.en.md:4: error: `deck.detial` is no setting; did you mean `detail`?",
        "[2/2] content/b.en.md",
    ]


def test_strict_ends_with_1_for_a_warning_in_any_article_built_or_not(run: Run, project: Path) -> None:
    (project / "content/plain.md").write_text(PLAIN, "utf-8")
    assert run("build", "--lang", "en").returncode == 0
    for _ in range(2):
        done = run("build", "--lang", "en", "--strict")
        assert done.returncode == 1
        assert "content/plain.md:1: warning" in done.stderr
    assert run("build", "--lang", "en", "--fresh", "--strict").returncode == 1
    assert "talks/plain.en.pptx" in decks(project)


def test_a_note_is_never_a_failure_and_stands_in_the_report(run: Run, project: Path) -> None:
    (project / "content/a.en.md").write_text(ARTICLE + "\n---\n\n**Thought experiment:** Would you do it?\n", "utf-8")
    done = run("build", "content/a.en.md", "--strict")
    assert (done.returncode, done.stderr) == (0, "")
    assert "closes on “Thought experiment”" in done.stdout


def test_two_articles_that_would_become_one_deck_stop_before_anything_is_written(run: Run, project: Path) -> None:
    (project / "other").mkdir()
    (project / "other/a.en.md").write_text(ARTICLE, "utf-8")
    done = run("build", "content", "other/a.en.md")
    assert done.returncode == 5
    assert done.stderr.count("\n") == 1
    assert "content/a.en.md and other/a.en.md would both become a.en.pptx" in done.stderr
    assert decks(project) == []


def test_the_collision_is_found_when_one_of_the_two_is_up_to_date(run: Run, project: Path) -> None:
    run("build", "content/a.en.md")
    (project / "other").mkdir()
    (project / "other/a.en.md").write_text(ARTICLE, "utf-8")
    assert run("build", "content/a.en.md", "other/a.en.md").returncode == 5


def test_a_plan_of_several_articles_is_headed_and_writes_nothing(run: Run, project: Path) -> None:
    run("build", "content/a.en.md")
    (project / "content/a.en.md").write_text(ARTICLE.replace("It cuts.", "It cuts wood."), "utf-8")
    before = sorted((path, path.read_bytes()) for path in project.rglob("*") if path.is_file())
    done = run("plan")
    added = ["slide 1 “Small tools”: added", "slide 2 “Tools”: added"]
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["content/a.en.md", "slide 2 “Tools”: updated", "content/b.en.md", *added]
    done = run("plan", "--json", "gone.md", "content")
    assert (done.returncode, done.stderr) == (3, "deck: error: gone.md: no such article; check the path\n")
    assert [json.loads(line)["summary"] for line in done.stdout.splitlines()] == ["updated 1 slide", "added 2 slides"]
    assert sorted((path, path.read_bytes()) for path in project.rglob("*") if path.is_file()) == before
    assert run("plan", "-o", "one.pptx").returncode == 2
    assert run("plan", "content/a.en.md", "--restore", "saws").returncode == 2


def test_several_articles_go_into_a_folder_and_not_into_one_file(run: Run, project: Path) -> None:
    done = run("build", "-o", "one.pptx")
    assert done.returncode == 2
    assert "`-o one.pptx` names one file for 2 articles" in done.stderr
    assert run("build", "-o", "out/").returncode == 0
    assert decks(project) == ["out/a.en.pptx", "out/b.en.pptx"]


def test_what_is_wrong_in_deck_toml_is_said_once_with_its_line(run: Run, project: Path) -> None:
    (project / "deck.toml").write_text('\ndetial = "none"\n', "utf-8")
    for words in ((), ("content/a.en.md", "content/b.en.md")):
        done = run("build", *words)
        assert done.returncode == 2
        assert done.stderr == "deck.toml:2: error: `detial` is no setting; did you mean `detail`?\n"
    assert decks(project) == []


def test_deck_toml_sets_the_articles_and_the_folder_of_the_decks(run: Run, project: Path) -> None:
    (project / "deck.toml").write_text('articles = ["content/a*"]\noutput = "slides"\n', "utf-8")
    assert run("build").returncode == 0
    assert decks(project) == ["slides/a.en.pptx"]
    assert run("build").stdout == "slides/a.en.pptx is up to date\n"


def test_an_unknown_template_ends_with_4(run: Run) -> None:
    done = run("build", "content/a.en.md", "-t", "nonsense")
    assert done.returncode == 4
    assert done.stderr.startswith("content/a.en.md: error: nonsense: no template")


def test_a_folder_that_cannot_be_made_ends_with_5(run: Run, project: Path) -> None:
    (project / "talks").write_text("a file", "utf-8")
    done = run("build", "content/a.en.md")
    assert done.returncode == 5, done.stderr
    assert done.stderr.count("\n") == 1


def test_a_reader_that_stops_reading_stops_no_build(project: Path) -> None:
    for _ in range(2):
        with subprocess.Popen([*COMMAND, "build"], cwd=project, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.close()
            said = process.stderr.read().decode()
        assert process.returncode == 0
        assert "Broken" not in said
    assert decks(project) == ["talks/a.en.pptx", "talks/b.en.pptx"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_an_interruption_ends_with_130_and_says_nothing(project: Path) -> None:
    for number in range(40):
        (project / f"content/{number}.md").write_text(ARTICLE, "utf-8")
    process = subprocess.Popen(
        [*COMMAND, "build", "--lang", "en"], cwd=project, env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    process.stderr.readline()
    process.send_signal(signal.SIGINT)
    said = process.stderr.read()
    assert process.wait(30) == 130
    assert "Traceback" not in said


def test_a_terminal_without_the_letters_of_a_title_is_no_reason_to_fail(project: Path) -> None:
    (project / "content/a.en.md").write_text(ARTICLE.replace("Small", "小さな"), "utf-8")
    env = {**ENV, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*COMMAND, "build", "content/a.en.md"], cwd=project, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


RAISE = "raise LookupError('out of\\ncards')\n"


@pytest.mark.parametrize(("library", "where"), [(RAISE, "deck"), (f"def __getattr__(name): {RAISE}", "content/a.en.md")])
@pytest.mark.parametrize("words", [[], ["--verbose"]])
def test_a_bug_is_one_line_unless_the_trace_is_asked_for(project: Path, words: list[str], library: str, where: str) -> None:
    broken = project / "libraries"
    broken.mkdir()
    (broken / "uharfbuzz.py").write_text(library, "utf-8")
    env = {**ENV, "PYTHONPATH": os.pathsep.join((str(broken), ENV["PYTHONPATH"]))}
    command = [*COMMAND, "build", "content/a.en.md", *words]
    done = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 70
    assert f"{where}: a bug of ours: LookupError: out of cards" in done.stderr
    assert ("Traceback" in done.stderr) == bool(words)
    assert (done.stderr.count("\n") == 1) == (not words)


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"import os; os.chdir({str(gone)!r}); os.rmdir({str(gone)!r}); import sys; from deck.__main__ import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", code, "build", "a.md"], env=ENV, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "deck: error: the folder that you are in is gone; change to another\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("words", [("--fresh",), ()])
def test_a_report_that_cannot_be_printed_is_no_bug(project: Path, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "build", "content/a.en.md", *words],
            cwd=project,
            env=ENV,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 0
    assert "bug" not in done.stderr


def test_nothing_that_is_printed_steers_a_terminal(run: Run, project: Path) -> None:
    (project / "content" / "a.en.md").write_text('---\ntitle: "x\\x1b[31mred"\n---\n\n## A\n\nb\n', "utf-8")
    done = run("build", "content/a.en.md")
    assert "\x1b" not in done.stdout
    assert "x[31mred" in done.stdout


@pytest.mark.parametrize("tag", [" ", "*", "/", "123", "f"])
def test_a_language_that_is_no_tag_is_a_usage_error(run: Run, project: Path, tag: str) -> None:
    done = run("build", "content/a.en.md", "--lang", tag)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "such as fr or pt-BR" in done.stderr


def test_a_language_in_another_than_its_usual_script_tells_so_in_the_name(run: Run, project: Path) -> None:
    for tag in ("zh-TW", "zh-CN", "fr-CA"):
        run("build", "content/a.en.md", "--lang", tag, "-o", "out/")
    assert sorted(path.name for path in (project / "out").glob("*.pptx")) == ["a.fr.pptx", "a.zh-TW.pptx", "a.zh.pptx"]

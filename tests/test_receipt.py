"""Receipts: a build is skipped only when nothing that it depends on changed, and whatever is doubtful is built."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deck import receipt as room
from deck.places import receipt_of
from deck.receipt import Call, Printed, Record, Said, Standing, exit_code_of, standing, unchanged, write_receipt

ROOT = Path(__file__).parents[1]
SAID = (Said("note", ":1 n"), Said("warning", "a.md:2: warning D304: w"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one article, its deck and the receipt of its build."""
    root = tmp_path.resolve()
    for name in ("talks/a.en.pptx", "a.md", "own.pptx"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(name, "utf-8")
    (root / ".git").mkdir()
    record(root, root / "talks/a.en.pptx")
    return root


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def record(root: Path, deck: Path, **options: object) -> None:
    reads = (root / "a.md", root / "own.pptx")
    made = Record(deck, sha256(deck), reads, (root / "deck.toml", root / "gone.png"), SAID)
    write_receipt(Call("a.md", root, options), made, time.time_ns() + 1)


def test_a_deck_stands_while_nothing_changed(project: Path) -> None:
    assert standing(Call("a.md", project, {})) == Standing(project / "talks/a.en.pptx", SAID)


def rewrite(name: str) -> Callable[[Path], object]:
    return lambda root: (root / name).write_text("other", "utf-8")


def remove(name: str) -> Callable[[Path], object]:
    return lambda root: (root / name).unlink()


CHANGES = {
    "the article is another": rewrite("a.md"),
    "the template is another": rewrite("own.pptx"),
    "the template is gone": remove("own.pptx"),
    "the deck was edited": rewrite("talks/a.en.pptx"),
    "the deck is gone": remove("talks/a.en.pptx"),
    "a file appeared that was missed": rewrite("gone.png"),
    "settings appeared": lambda root: (root / "deck.toml").write_text("", "utf-8"),
    "the project is another": lambda root: (root / ".git").rmdir(),
    "the receipt is gone": remove("talks/.deck/receipts/a.en.pptx.json"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_change_means_a_build(project: Path, change: Callable[[Path], object]) -> None:
    change(project)
    if not (project / ".git").exists():
        (project.parent / ".git").mkdir()
    try:
        assert standing(Call("a.md", project, {})) is None
    finally:
        shutil.rmtree(project.parent / ".git", ignore_errors=True)


@pytest.mark.parametrize(
    "call",
    [
        lambda root: Call("a.md", root, {"detail": "none"}),
        lambda root: Call("a.md", root, {"output": "talks/a.en.pptx"}),
        lambda root: Call(str(root / "a.md"), root, {}),
        lambda root: Call("../a.md", root / "talks", {}),
        lambda root: Call("b.md", root, {}),
    ],
)
def test_another_call_means_a_build(project: Path, call: Callable[[Path], Call]) -> None:
    shutil.copyfile(project / "a.md", project / "b.md")
    assert standing(call(project)) is None


@pytest.mark.parametrize("content", ["", "[", "[]", "null", "{}", '"x"', "\udc80"])
def test_a_receipt_that_is_none_means_a_build(project: Path, content: str) -> None:
    receipt_of(project / "talks/a.en.pptx").write_bytes(content.encode("utf-8", "surrogateescape"))
    assert standing(Call("a.md", project, {})) is None


@pytest.mark.parametrize("key", ["output", "sha256", "reads", "absent", "findings", "schema", "fingerprint", "source"])
@pytest.mark.parametrize("value", ["-3", '"x"', "[3]", "null", '{"x": 3}'])
def test_a_receipt_with_a_part_spoiled_means_a_build(project: Path, key: str, value: str) -> None:
    path = receipt_of(project / "talks/a.en.pptx")
    receipt = {**json.loads(path.read_text("utf-8")), key: json.loads(value)}
    path.write_text(json.dumps(receipt), "utf-8")
    assert standing(Call("a.md", project, {})) is None


def test_a_spoiled_receipt_of_another_deck_is_passed_over(project: Path) -> None:
    receipt_of(project / "talks/a-first.en.pptx").write_text("[", "utf-8")
    assert standing(Call("a.md", project, {})) == Standing(project / "talks/a.en.pptx", SAID)


def test_a_receipt_moves_with_its_project_but_not_to_another_deck(project: Path) -> None:
    moved = project.with_name("moved")
    project.rename(moved)
    assert standing(Call("a.md", moved, {})) == Standing(moved / "talks/a.en.pptx", SAID)
    receipt = receipt_of(moved / "talks/a.en.pptx")
    receipt.rename(receipt.with_name("b.en.pptx.json"))
    assert standing(Call("a.md", moved, {})) is None


def test_a_change_of_the_program_means_a_build(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "__version__", "99")
    assert standing(Call("a.md", project, {})) is None


def test_a_file_that_changed_during_the_build_leaves_no_receipt(project: Path) -> None:
    receipt_of(project / "talks/a.en.pptx").unlink()
    deck = project / "talks/a.en.pptx"
    made = Record(deck, sha256(deck), (project / "a.md",), (), ())
    write_receipt(Call("a.md", project, {}), made, (project / "a.md").stat().st_mtime_ns)
    assert not receipt_of(project / "talks/a.en.pptx").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="times of another kind")
def test_an_older_file_moved_into_the_place_of_another_during_the_build_leaves_no_receipt(project: Path) -> None:
    deck, older = project / "talks/a.en.pptx", project / "older"
    receipt_of(deck).unlink()
    older.write_text("older", "utf-8")
    os.utime(older, ns=(1, 1))
    started = time.time_ns()
    time.sleep(0.05)
    older.replace(project / "own.pptx")
    write_receipt(Call("a.md", project, {}), Record(deck, sha256(deck), (project / "own.pptx",), (), ()), started)
    assert not receipt_of(deck).exists()


def test_a_deck_saved_between_its_build_and_its_receipt_does_not_stand(project: Path) -> None:
    deck = project / "talks/a.en.pptx"
    written = sha256(deck)
    deck.write_text("saved by hand", "utf-8")
    write_receipt(Call("a.md", project, {}), Record(deck, written, (project / "a.md",), (), ()), time.time_ns() + 1)
    assert standing(Call("a.md", project, {})) is None


@pytest.mark.parametrize(("name", "stands"), [("index.fr.md", False), ("README.md", False), ("a.md", True)])
def test_a_page_about_its_folder_goes_by_the_folders_name(project: Path, name: str, stands: bool) -> None:
    deck = project / "talks/b.en.pptx"
    for path in (project / name, deck):
        path.write_text("text", "utf-8")
    write_receipt(Call(name, project, {}), Record(deck, sha256(deck), (project / name,), (), ()), time.time_ns() + 1)
    assert standing(Call(name, project, {}))
    moved = project.rename(project.with_name(f"{project.name}-moved"))
    assert bool(standing(Call(name, moved, {}))) == stands


def test_a_deck_written_elsewhere_has_its_receipt_beside_it(project: Path) -> None:
    for output, place in (("out/", "out/a.en.pptx"), ("mine.pptx", "mine.pptx")):
        deck = project / place
        deck.parent.mkdir(exist_ok=True)
        deck.write_text("deck", "utf-8")
        record(project, deck, output=output)
        assert standing(Call("a.md", project, {"output": output})) == Standing(deck, SAID)


def test_an_older_receipt_of_the_same_article_does_not_hide_the_newer(project: Path) -> None:
    (project / "talks/z.en.pptx").write_text("deck", "utf-8")
    (project / "a.md").write_text("with another slug", "utf-8")
    record(project, project / "talks/z.en.pptx")
    assert standing(Call("a.md", project, {})) == Standing(project / "talks/z.en.pptx", SAID)


UP_TO_DATE = Printed("talks/a.en.pptx is up to date\n  :1 n", ("a.md:2: warning D304: w",), 0)


@pytest.mark.parametrize("words", [["a.md"], ["./a.md"], ["a.md", "a.md"], ["--all", "a.md"], ["--wait", "a.md"]])
def test_an_unchanged_build_repeats_its_findings_and_says_that_the_deck_is_up_to_date(project: Path, words: list[str]) -> None:
    assert unchanged(["build", *words], project) == UP_TO_DATE


def test_strict_judges_the_findings_again(project: Path) -> None:
    assert unchanged(["build", "a.md", "--strict"], project) == UP_TO_DATE._replace(exit_code=1)


def test_options_are_understood_in_every_plain_form(project: Path) -> None:
    record(project, project / "talks/a.en.pptx", detail="none", lang="en")
    for words in (["--detail", "none", "--lang", "en", "a.md"], ["a.md", "--lang=en", "--detail=none"]):
        assert unchanged(["build", *words], project) == UP_TO_DATE


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["--help"],
        ["plan", "a.md"],
        ["build", "a.md", "--fresh"],
        ["build", "a.md", "--verbose"],
        ["build", "--help", "a.md"],
        ["build", "--", "a.md"],
        ["build", "a.md", "-o"],
        ["build", "a.md", "-otalks/"],
        ["build", "a.md", "gone.md"],
    ],
)
def test_what_is_not_plainly_a_build_is_left_to_the_command_line(project: Path, argv: list[str]) -> None:
    assert unchanged(argv, project) is None


def test_a_bare_build_is_over_at_once_when_all_its_decks_stand(project: Path) -> None:
    assert unchanged(["build"], project) == UP_TO_DATE
    (project / "deck.toml").write_text('articles = ["*.md"]\n', "utf-8")
    assert unchanged(["build"], project) is None
    deck = project / "talks/a.en.pptx"
    made = Record(deck, sha256(deck), (project / "a.md", project / "deck.toml"), (), SAID)
    write_receipt(Call("a.md", project, {}), made, time.time_ns() + 1)
    assert unchanged(["build"], project) == UP_TO_DATE
    (project / "b.md").write_text("new", "utf-8")
    assert unchanged(["build"], project) is None


@pytest.mark.parametrize("text", ["articles = 3", "articles =", "output = 3"])
def test_a_deck_toml_that_is_wrong_is_left_to_the_command_line(project: Path, text: str) -> None:
    (project / "deck.toml").write_text(text, "utf-8")
    assert unchanged(["build"], project) is None


def test_the_code_of_findings_is_that_of_the_gravest() -> None:
    assert [exit_code_of([Said(grave, "")], strict=strict) for strict in (False, True) for grave in ("note", "warning", "error")] == [
        0,
        0,
        1,
        0,
        1,
        1,
    ]
    assert exit_code_of([], strict=True) == 0


def test_saying_that_nothing_changed_needs_little_of_the_standard_library_alone(project: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from deck.receipt import unchanged;"
        f"assert unchanged(['build', 'a.md'], Path({str(project)!r}));"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "deck" in loaded
    assert not loaded & {"click", "pptx", "lxml", "markdown_it", "yaml", "uharfbuzz", "difflib", "tomllib", "logging", "inspect"}

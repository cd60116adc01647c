"""`deck outline`: the tree of a talk, the same as JSON, and nothing written."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deck.build import build
from deck.overview import Overview, as_json, as_text
from deck.stages import Request, look, source_of

ROOT = Path(__file__).parents[1]
ENV = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
COMMAND = [sys.executable, "-m", "deck", "outline"]
ARTICLE = """---
title: "Small tools: what we saw"
authors: [Ada]
---

We met on a Monday.

## Tools

- **Hammer:** It hits.
- **Saw:** It cuts.

And prose behind them.

## What comes next

Some words before the groups.

### Machines

- **Lathe:** It turns.
- **Mill:** It takes away.

### Left out

<!-- deck: skip -->

Never shown.

### Hands

1. Wash them.
2. Dry them.

---

**A thought experiment:**
What would you build first?
"""

Seen = Callable[..., Overview]


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    """Return the outline of an article."""

    def look_at(text: str = ARTICLE, name: str = "tools.en.md", **options: str) -> Overview:
        (tmp_path / name).write_text(text, "utf-8")
        return look(source_of(Request(tmp_path / name, name, tmp_path, options)))

    return look_at


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *words], cwd=folder, env=ENV, capture_output=True, text=True, encoding="utf-8", check=False)


TREE = """Small tools: what we saw
  en-US · Ada · 6 slides · 2 sections · 6 points · about 1 minute to speak

shown  notes  min  lines
    6      5  0.1      6  ├─ title    Small tools  #title
    7     12  0.1   8-13  ├─ points   Tools  #tools
                          │           · Hammer  /hammer
                          │           · Saw  /saw
   18     18  0.3         ├─ section  What comes next  #what-comes-next
    5      5  0.1  15-17  │  ├─ chapter  What comes next  #what-comes-next
                          │  │           · Machines
                          │  │           · Hands
    8      9  0.1  19-22  │  ├─ points   Machines  #what-comes-next/machines
                          │  │           · Lathe  /lathe
                          │  │           · Mill  /mill
    5      4  0.1  30-33  │  └─ list     Hands  #what-comes-next/hands
                          │              1. Wash them.  /wash-them
                          │              2. Dry them.  /dry-them
    5      8  0.4  37-38  └─ question What would you build first?  #closing

  a note"""


def test_the_tree_stands_in_columns(seen: Seen) -> None:
    assert as_text(seen(), ["a note"], None) == TREE


def test_json_says_what_the_tree_says(seen: Seen) -> None:
    told = json.loads(as_json(seen()))
    assert told["schema"] == 1
    assert [told[name] for name in ("article", "title", "language", "authors", "closing")] == [
        "tools.en.md",
        "Small tools: what we saw",
        "en-US",
        ["Ada"],
        "closing",
    ]
    slides = [slide for section in told["sections"] for slide in section["slides"]]
    rows = re.findall(r"^ +(\d+) +(\d+)  ([\d.]+) +(\d+)(?:-(\d+))?  \W+(\w+) +.*#(\S+)$", TREE, re.MULTILINE)
    assert len(rows) == 6
    for slide, (words, notes, minutes, first, last, kind, key) in zip(slides, rows, strict=True):
        assert [slide["words"], slide["notes_words"], f"{slide['minutes']:.1f}"] == [int(words), int(notes), minutes]
        assert [slide["lines"], slide["kind"], slide["key"]] == [[int(first), int(last or first)], kind, key]
    for whole, parts in ((told, told["sections"]), *((section, section["slides"]) for section in told["sections"])):
        assert whole["words"] == sum(part["words"] for part in parts)
        assert whole["notes_words"] == sum(part["notes_words"] for part in parts)
    hammer = {"key": "tools/hammer", "lead": "Hammer", "text": "It hits.", "number": 0, "target": "", "points": []}
    assert slides[1]["points"][0] == hammer
    assert slides[2]["points"][0]["target"] == slides[3]["key"]
    assert [finding["code"] for finding in told["findings"]] == ["D302", "D303"]
    assert told["findings"][1]["lines"] == [37, 38]


def fields_of(told: object) -> set[str]:
    if isinstance(told, list):
        return {name for inner in told for name in fields_of(inner)}
    return {name for key, inner in told.items() for name in (key, *fields_of(inner))} if isinstance(told, dict) else set()


def test_every_field_is_explained(seen: Seen) -> None:
    page = (ROOT / "docs/outline.md").read_text("utf-8")
    assert not {name for name in fields_of(json.loads(as_json(seen()))) if f"`{name}`" not in page}


def test_a_slide_that_is_split_shows_its_parts(seen: Seen) -> None:
    sentence = "It does so many things at once that nobody who sees it for the first time can tell all of them apart."
    points = "\n".join(f"- **Tool {n}:** {sentence}" for n in range(6))
    overview = seen(f"---\ntitle: a\n---\n\n## Tools\n\n{points}\n")
    slide = overview.sections[1].slides[0]
    assert [part.key for part in slide.parts][:2] == ["tools", "tools+2"]
    assert slide.measure.words == sum(part.measure.words for part in slide.parts)
    assert re.search(r"^ +\d+ +\d+  [\d.]+ +2/\d [\w ]+  #tools\+2$", as_text(overview, (), None), re.MULTILINE)


def test_what_a_short_slot_hides_is_told_and_the_talk_still_closes(seen: Seen) -> None:
    text = ARTICLE.replace("## What comes next", f"## Machinery\n\n- **Crane:** {'It lifts what is heavy. ' * 60}\n\n## What comes next")
    overview = seen(text, minutes="1")
    tree = as_text(overview, (), None)
    assert re.search(r"#machinery  \(hidden\)$", tree, re.MULTILINE)
    assert overview.closing == "closing"
    assert "#card" not in tree
    assert sum(slide.hidden for section in overview.sections for slide in section.slides) == tree.count("(hidden)")


def test_a_frozen_slide_is_told(seen: Seen) -> None:
    overview = seen(ARTICLE.replace("## Tools\n", "## Tools\n<!-- deck: freeze -->\n"))
    assert re.search(r"#tools  \(frozen\)$", as_text(overview, (), None), re.MULTILINE)
    told = json.loads(as_json(overview))
    assert [slide["key"] for section in told["sections"] for slide in section["slides"] if slide["frozen"]] == ["tools"]


def test_a_short_slot_forgets_no_key(seen: Seen, tmp_path: Path) -> None:
    long = ARTICLE.replace("It turns.", "It turns what is round. " * 60)
    folded = seen(long, minutes="1")
    assert [slide.kind for slide in folded.sections[2].slides if not slide.hidden] == ["chapter"]
    build(Request(tmp_path / "tools.en.md", "tools.en.md", tmp_path, {"minutes": "1"}))
    again = seen(long.replace("### Machines", "### Big ones").replace("**Lathe:**", "**The round one:**"))
    assert again.sections[2].slides[1].key == "what-comes-next/machines"
    assert again.sections[2].slides[1].points[0].key == "what-comes-next/machines/lathe"


def test_a_talk_that_does_not_close_says_so(seen: Seen) -> None:
    assert as_text(seen("---\ntitle: a\n---\n\n## Tools\n\n- **Saw:** It cuts.\n"), (), None).endswith("\n  no slide closes the talk")


@pytest.mark.parametrize("wide", ["工具与机器的故事", "道具と機械のはなし", "도구와 기계 이야기"])
def test_a_line_is_cut_to_the_terminal_and_its_key_is_not(seen: Seen, wide: str) -> None:
    text = as_text(seen(f"---\ntitle: a\n---\n\n## {wide * 8} {{#pinned}}\n\n- **{wide}:** {wide}\n", "a.en.md"), (), 80)
    (line,) = [line for line in text.splitlines() if line.endswith("#pinned")]
    assert "…" in line
    columns = sum(2 if "\u1100" <= c <= "\uffdc" and not "\u2000" <= c <= "\u2fff" else 1 for c in line)
    assert 77 <= columns <= 79


def test_right_to_left_words_stay_in_their_place_in_a_terminal_and_plain_elsewhere(seen: Seen) -> None:
    overview = seen("---\ntitle: a\n---\n\n## כלים\n\n- **פטיש:** מכה.\n", "a.he.md")
    assert "\u200e" not in as_text(overview, (), None)
    (line,) = [line for line in as_text(overview, (), 80).splitlines() if "#כלים" in line]
    assert re.fullmatch("\u200e.*points   \u200eכלים\u200e  #כלים", line)


def test_an_outline_has_the_keys_of_the_next_build_and_writes_nothing(seen: Seen, tmp_path: Path) -> None:
    seen()
    build(Request(tmp_path / "tools.en.md", "tools.en.md", tmp_path, {}))
    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    overview = seen(ARTICLE.replace("## Tools", "## Benches"))
    assert overview.sections[1].key == "tools"
    files[tmp_path / "tools.en.md"] = (tmp_path / "tools.en.md").read_bytes()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == files


def test_the_command_prints_the_tree_and_tells_warnings_on_stderr(tmp_path: Path) -> None:
    (tmp_path / "tools.en.md").write_text(f"{ARTICLE}\n", "utf-8")
    done = run(tmp_path, "tools.en.md")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("\n".join(TREE.splitlines()[:-1]))
    assert "\n  :37 closes on “A thought experiment”" in done.stdout
    assert done.stderr == ""
    assert [path.name for path in tmp_path.iterdir()] == ["tools.en.md"]
    (tmp_path / "tools.en.md").write_text("## Tools\n", "utf-8")
    done = run(tmp_path, "tools.en.md", "--json", "--detail", "none", "--lang", "fr")
    assert json.loads(done.stdout)["language"] == "fr-FR"
    assert done.stderr.startswith("tools.en.md:1: warning D304")


@pytest.mark.parametrize(
    ("words", "code"), [(["gone.md"], 3), ([], 2), (["a.md", "b.md"], 2), (["."], 2), (["a.md", "--detail", "some"], 2)]
)
def test_what_is_no_article_ends_with_its_code(tmp_path: Path, words: list[str], code: int) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("## Tools\n", "utf-8")
    done = run(tmp_path, *words)
    assert done.returncode == code
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of another kind")
def test_a_terminal_is_known_by_itself(tmp_path: Path) -> None:
    (tmp_path / "a.en.md").write_text(f"---\ntitle: a\n---\n\n## {'Many words ' * 40}{{#pinned}}\n\nText.\n", "utf-8")
    ours, theirs = pty.openpty()
    done = subprocess.run([*COMMAND, "a.en.md"], cwd=tmp_path, env={**ENV, "COLUMNS": "60"}, stdout=theirs, check=False)
    os.close(theirs)
    told = os.read(ours, 65536).decode("utf-8")
    os.close(ours)
    assert done.returncode == 0
    (line,) = [line for line in told.splitlines() if "#pinned" in line]
    assert line.endswith("…  #pinned")
    assert len(line) in (58, 59)


def test_sentences_that_a_slide_shows_are_told(seen: Callable[[str], Overview]) -> None:
    overview = seen("---\ntitle: a\n---\n\n## Bread\n\nPeople went on for a while. **Bread needs a long night and nothing else.**\n")
    assert overview.sections[1].slides[0].statements == ("Bread needs a long night and nothing else.",)
    assert as_text(overview, (), None).splitlines()[6].endswith(" – Bread needs a long night and nothing else.")


def test_parts_of_a_long_section_have_their_own_lines(seen: Callable[[str], Overview]) -> None:
    overview = seen("---\ntitle: a\n---\n\n## Bread\n\n" + f"{'So it went on. ' * 50}\n\n" * 6)
    assert [slide.lines for slide in overview.sections[1].slides] == [(5, 11), (13, 17)]

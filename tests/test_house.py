"""The house rules that a machine can hold: who imports whom, what loads when, how long things get, and in which language."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DECK = ROOT / "src" / "deck"
FILES = sorted(DECK.rglob("*.py"))
IDS = [path.relative_to(DECK).as_posix() for path in FILES]

CORE = {"model", "errors", "findings"}
STAGES = {"assets", "maths", "read", "outline", "typeset", "highlight", "fit", "ooxml", "words", "talk", "merge", "match"}
# a room that is in neither table is a stage: it imports the core and itself
MAY_IMPORT = {
    **dict.fromkeys(CORE, CORE),
    "__main__": {"cli", "receipt"},
    "places": CORE,
    "locks": CORE,
    "writing": CORE | {"locks"},
    "receipt": CORE | {"places", "writing"},
    "ledger": CORE | {"places", "writing"},
    "template_settings": CORE | {"settings"},
    "specimen": CORE,
    "branding": CORE | {"assets", "masters", "writing"},
    "stripping": CORE | {"ooxml", "writing"},
    "guard": CORE | {"ledger", "places", "writing"},
}
MAY_NOT_IMPORT = {
    "build": {"cli", "__main__", "receipt"},
    "rebuild": {"cli", "__main__", "receipt", "build"},
    "adopting": {"cli", "__main__", "receipt", "build", "rebuild"},
    "chosen": {"cli", "__main__", "receipt", "build", "rebuild", "adopting", "stages"},
    "known": {"cli", "__main__", "receipt", "build", "rebuild", "adopting", "stages"},
    "stages": {"cli", "__main__", "receipt", "build", "rebuild", "adopting"},
    "inspecting": {"cli", "__main__", "receipt", "build", "rebuild", "adopting"},
    "contact_sheet": {"cli", "__main__", "receipt", "build", "rebuild", "adopting"},
    "template_report": {"cli", "__main__", "receipt", "build", "rebuild", "adopting", "stages"},
    "cli": STAGES | {"__main__"},
}
DOORS = {
    "PIL": {"assets/pixels"},
    "resvg_py": {"assets/drawings"},
    "budoux": {"fit/phrases"},
    "click": {"cli"},
    "markdown_it": {"read"},
    "mdit_py_plugins": {"read"},
    "frontmatter": {"read"},
    "yaml": {"read"},
    "toml": {"read"},
    "pptx": {"ooxml"},
    "lxml": {"ooxml"},
    "uharfbuzz": {"fit/fonts"},
    "fontpkg_arimo": {"fit/fonts"},
    "sentencex": {"outline"},
    "xlsxwriter": {"ooxml/workbooks"},
    "latex2mathml": {"maths/latex"},
    "ziamath": {"maths/drawing"},
    "pygments": {"highlight"},
    "segno": {"assets/qr_codes"},
}
NOWHERE = {"subprocess", "multiprocessing", "socket", "urllib", "http", "ssl", "requests", "ctypes", "pickle", "marshal"}
PURE = {
    "model",
    "specimen",
    "masters",
    "compose",
    "outline",
    "typeset",
    "highlight",
    "fit",
    "talk",
    "report",
    "overview",
    "merge",
    "telling",
    "match",
}
# who may, all the same
EXCEPT = {
    "office": {"subprocess"},
    "assets/fetch": {"socket", "urllib", "http", "ssl"},
    # a zip file in memory
    "masters/package": {"io"},
}
IMPURE = {"os", "time", "datetime", "random", "tempfile", "shutil", "locale", "glob", "io"}
# the one kind of file that a pure room reads: its own tables
TABLES = "importlib.resources"
STANDARD_LIBRARY_ONLY = {"locks", "masters", "places", "receipt", "writing"}
HEAVY = {
    "PIL",
    "budoux",
    "pptx",
    "lxml",
    "markdown_it",
    "frontmatter",
    "yaml",
    "toml",
    "uharfbuzz",
    "fontpkg_arimo",
    "sentencex",
    "xlsxwriter",
    "resvg_py",
    "latex2mathml",
    "ziamath",
    "ziafont",
    "pygments",
    "segno",
}


def parts_of(path: Path) -> tuple[str, ...]:
    return path.relative_to(DECK).with_suffix("").parts


def room_of(path: Path) -> str:
    return parts_of(path)[0]


@cache
def imported(path: Path) -> frozenset[str]:
    """Return the full name of every module that a file imports, wherever in the file."""
    package = ("deck", *parts_of(path)[:-1])
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join((*package[: len(package) - node.level + 1], *filter(None, [node.module]))) if node.level else str(node.module)
            names |= {f"deck.{alias.name}" for alias in node.names} if base == "deck" else {base}
    return frozenset(names)


def ours(path: Path) -> set[str]:
    """Return the other rooms that a file imports from; the version alone is none."""
    return {name.split(".")[1] for name in imported(path) if name.startswith("deck.")} - {"__version__", room_of(path)}


def outside(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)} - {"deck", "__future__"}


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    room = room_of(path)
    refused = ours(path) & MAY_NOT_IMPORT[room] if room in MAY_NOT_IMPORT else ours(path) - MAY_IMPORT.get(room, CORE)
    assert not refused


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_an_outside_library_enters_through_its_door_alone(path: Path) -> None:
    places = {room_of(path), "/".join(parts_of(path))}
    libraries = outside(path) - sys.stdlib_module_names
    assert not [name for name in libraries if not places & DOORS.get(name, set())]


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_nothing_is_executed_and_nothing_is_fetched(path: Path) -> None:
    assert not outside(path) & (NOWHERE - EXCEPT.get(room_of(path), set()) - EXCEPT.get("/".join(parts_of(path)), set()))
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    called = {function.id for function in calls if isinstance(function, ast.Name)}
    assert not called & {"eval", "exec", "compile", "__import__"}


@pytest.mark.parametrize("path", [path for path in FILES if room_of(path) in PURE], ids=str)
def test_a_pure_room_has_no_clock_no_chance_and_no_environment(path: Path) -> None:
    assert not outside(path) & (IMPURE - EXCEPT.get("/".join(parts_of(path)), set()))
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    assert "open" not in {function.id for function in calls if isinstance(function, ast.Name)}
    assert "importlib" not in outside(path) or TABLES in imported(path)


@pytest.mark.parametrize("path", [path for path in FILES if room_of(path) in STANDARD_LIBRARY_ONLY], ids=str)
def test_what_runs_before_everything_else_needs_the_standard_library_alone(path: Path) -> None:
    assert outside(path) <= sys.stdlib_module_names
    assert ours(path) <= CORE | STANDARD_LIBRARY_ONLY


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_file_is_below_350_lines_and_a_function_below_50(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) < 350
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert not [node.name for node in functions if (node.end_lineno or node.lineno) - node.lineno + 1 >= 50]


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_no_natural_language_but_english_stands_in_the_code(path: Path) -> None:
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    assert not [f"{number}: {line.strip()}" for number, line in lines if any(char.isalpha() and not char.isascii() for char in line)]


def loaded(cwd: Path, *args: str) -> set[str]:
    """Return the packages that a run of the program has loaded when it ends."""
    code = (
        "import atexit, sys; from deck.__main__ import main; "
        "atexit.register(lambda: print('LOADED', *sys.modules, file=sys.stderr)); sys.argv[0] = 'deck'; sys.exit(main())"
    )
    command = [sys.executable, "-c", code, *args]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("LOADED")]
    return {name.split(".")[0] for name in line.split()[1:]}


@pytest.mark.parametrize("words", [["--help"], ["outline", "--help"]])
def test_help_loads_no_heavy_library(tmp_path: Path, words: list[str]) -> None:
    packages = loaded(tmp_path, *words)
    assert "deck" in packages
    assert not packages & HEAVY


def test_an_unchanged_build_loads_no_heavy_library_and_a_first_build_does(tmp_path: Path) -> None:
    (tmp_path / "small.en.md").write_text("---\ntitle: Small\n---\n\n## One\n\n- **A:** It is.\n", "utf-8")
    first = loaded(tmp_path, "build", "small.en.md")
    assert first >= {"pptx", "markdown_it", "uharfbuzz"}
    assert not first & {"latex2mathml", "ziamath", "resvg_py", "xlsxwriter", "pygments", "segno"}, "nothing in it needs them"
    assert not loaded(tmp_path, "build", "small.en.md") & (HEAVY | {"click"})


PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_link_of_the_documentation_leads_somewhere(page: Path) -> None:
    assert not [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_page_that_the_code_names_exists(path: Path) -> None:
    assert not [name for name in re.findall(r"docs/[\w/.-]+\.md", path.read_text("utf-8")) if not (ROOT / name).is_file()]


def test_each_finding_is_explained_once() -> None:
    told = re.findall(r"^\| (D\d{3}) \|", (ROOT / "docs" / "findings.md").read_text("utf-8"), re.MULTILINE)
    used = {code for path in FILES for code in re.findall(r'"(D\d{3})"', path.read_text("utf-8"))}
    assert told == sorted(used)


def test_every_file_is_named_where_the_rooms_are_explained() -> None:
    """Those of `model` say of themselves what they hold, and `read` names the first of many rules of Markdown."""
    page = (ROOT / "docs" / "analysis" / "rooms.md").read_text("utf-8")
    paths = [path for path in FILES if not path.stem.startswith("__") and room_of(path) not in ("model", "read")]
    assert [str(path.relative_to(DECK)) for path in paths if f"`{path.stem}`" not in page and f"`{path.name}`" not in page] == []

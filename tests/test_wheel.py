"""The wheel: everything that a build needs is inside, and nothing of the checkout is needed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "deck"
README = (ROOT / "README.md").read_text("utf-8")


def example(name: str) -> str:
    """Return an example of the README."""
    return README.split(f"<!-- example {name} -->\n```")[1].split("\n", 1)[1].split("```")[0]


def run(*command: str, cwd: Path, **env: str) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel without a network: hatchling is in the test extra."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", str(ROOT), "--no-deps", "--no-build-isolation", "-q", "-w", str(folder), cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_source_and_data_file_and_the_templates(wheel: Path) -> None:
    files = [path for path in SOURCES.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    wanted = {f"deck/{path.relative_to(SOURCES).as_posix()}" for path in files}
    wanted |= {f"deck/templates/{path.name}" for path in (ROOT / "templates").iterdir() if path.suffix in (".pptx", ".toml")}
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "deck/templates/conference.pptx",
        "deck/templates/conference-4x3.pptx",
        "deck/settings.schema.json",
        "deck/words/fr.toml",
    } <= wanted
    assert wanted - names == set()


def test_the_wheel_holds_nothing_else_and_the_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"deck", "recap_deck"}
    assert [name for name in names if name.endswith("licenses/LICENSE")]


def test_the_example_of_the_readme_is_built_from_the_installed_wheel_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    installed, folder = tmp_path / "installed", tmp_path / "talk"
    folder.mkdir()
    (folder / "2025-03-14-toolcon.en.md").write_text(example("article"), "utf-8")
    run(sys.executable, "-m", "pip", "install", str(wheel), "--no-deps", "--no-index", "-q", "--target", str(installed), cwd=tmp_path)
    at = {"PYTHONPATH": str(installed)}
    assert Path(run(sys.executable, "-c", "import deck; print(deck.__file__)", cwd=folder, **at).strip()).is_relative_to(installed)
    said = run(sys.executable, "-m", "deck", "build", "2025-03-14-toolcon.en.md", cwd=folder, **at)
    assert re.sub(r"\d+\.\d s", "0.1 s", said) == example("report")
    slides = Presentation(str(folder / "talks" / "toolcon.en.pptx")).slides
    titles = [" ".join(slide.shapes.title.text_frame.text.split()) for slide in slides]
    assert titles == [
        "Small tools, large rooms",
        "Small tools won",
        "Testing: the quiet topic",
        "What would you build if you could never update it?",
    ]

"""A deck that lives in LibreOffice for weeks: edited and saved there again and again, and built in between."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from deck.cli import run
from edits import uno_edit
from edits.articles import DECK, ROWS, write_project
from edits.routes import build
from edits.uno_edit import Edit

pytestmark = pytest.mark.office

# what the author writes from week to week, behind a new bullet
WEEKS = (("by the scale", "by the big scale"), ("Every sack drinks", "Each sack drinks"))


def saved(deck: Path, *edits: Edit) -> None:
    """Open a deck in LibreOffice, edit it and save it there."""
    copy = deck.with_name("saved.pptx")
    uno_edit.run([(deck, (copy,), edits)])
    shutil.move(copy, deck)


def foreseen(article: Path) -> list[str]:
    """Return what the plan tells of hands."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        assert run(["plan", str(article), "--json"]) == 0
    told: dict[str, Any] = json.loads(out.getvalue())
    return [edit["deed"] for edit in told["edits"]]


def test_no_round_through_libreoffice_and_a_build_invents_or_loses_an_edit(tmp_path: Path, in_libreoffice: None) -> None:
    article = write_project(tmp_path)
    build(tmp_path)
    deck = tmp_path / "talks" / DECK
    edits = ["moved", "reworded"]
    saved(
        deck,
        {"do": "move", "slide": 1, "find": "Trust the hand", "dx": 300_000, "dy": 100_000},
        {"do": "reword", "slide": 2, "find": ROWS.word, "to": ROWS.by_hand},
    )
    write_text = write_project(tmp_path, "added", ROWS).read_text("utf-8")
    masters = set()
    for was, now in (("", ""), *WEEKS):
        write_text = write_text.replace(was, now) if was else write_text
        article.write_text(write_text, "utf-8")
        built = build(tmp_path)
        assert built.code == 0
        assert f"kept {len(edits)} edits of yours" in built.told
        saved(deck)
        assert foreseen(article) == edits
        masters.add(len(Presentation(str(deck)).slide_masters))
    # what a save multiplies, the next one drops again
    assert max(masters) - min(masters) <= 2
    words = "\n".join(shape.text_frame.text for slide in Presentation(str(deck)).slides for shape in slide.shapes if shape.has_text_frame)
    assert all(word in words for word in ("big scale", "Each sack", ROWS.by_hand))

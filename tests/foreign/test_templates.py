"""The drawn templates are what they say: valid files, the same at every run."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation

from foreign import HOSTILE
from tools.structure import broken


@pytest.mark.parametrize("name", HOSTILE)
def test_a_drawn_template_is_valid_and_drawn_alike_each_time(name: str, tmp_path: Path) -> None:
    once, again = tmp_path / "once.pptx", tmp_path / "again.pptx"
    HOSTILE[name](once)
    HOSTILE[name](again)
    assert once.read_bytes() == again.read_bytes()
    result = validate_pptx(str(once))
    assert result.is_valid, result.errors
    assert broken(once.read_bytes()) == []
    assert len(Presentation(str(once)).slide_layouts) >= 1


def test_there_are_templates_enough_and_no_two_are_one(tmp_path: Path) -> None:
    drawn = []
    for name, write in HOSTILE.items():
        write(tmp_path / name)
        drawn.append((tmp_path / name).read_bytes())
    assert len(set(drawn)) == len(HOSTILE) >= 40

"""An article that is built on a template, through the command line, and what was said of it."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import NamedTuple

from deck.cli import run
from templates_made import Parts, parts_of

ARTICLE = """---
title: A talk
---

An intro.

## The section

- **One:** a.
- **Two:** b.
- **Three:** c.

## The end

- **A:** b.
- **C:** d.
"""
LINE = re.compile(r"talk\.md: warning (D\d{3}): \S[^\n]*")


class Told(NamedTuple):
    """What a build said on stderr, its exit code, and where its deck is or would be."""

    lines: list[str]
    code: int
    deck: Path

    @property
    def codes(self) -> list[str]:
        return [found[1] for line in self.lines if (found := LINE.fullmatch(line))]

    @property
    def parts(self) -> Parts:
        return parts_of(self.deck.read_bytes())


def build(folder: Path, content: bytes | None, name: str = "own.pptx", article: str = ARTICLE) -> Told:
    """Build an article on a template."""
    (folder / ".git").mkdir(exist_ok=True)
    (folder / "talk.md").write_text(article)
    if content is not None:
        (folder / name).write_bytes(content)
    err = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stderr(err), contextlib.redirect_stdout(io.StringIO()):
        code = run(["build", "talk.md", *(["-t", name] if name else [])])
    return Told(err.getvalue().splitlines(), code, folder / "talks" / "talk.en.pptx")


def refused(told: Told, says: str) -> None:
    """Check that a template was refused in one line, and nothing written."""
    assert told.code == 4, told.lines
    assert len(told.lines) == 1
    assert re.search(says, told.lines[0]), told.lines
    assert not told.deck.parent.exists()

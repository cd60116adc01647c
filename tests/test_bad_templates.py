"""Templates that nobody means, through the command line: a deck and what was left out of it, or one clear line and nothing else."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from openxml_audit import validate_pptx

import templates_made as made
from deck.cli import run
from template_faults import BROKEN, OUTSIDE, with_all_macros
from templates_made import (
    CONFERENCE,
    LAYOUT,
    LAYOUT_RELS,
    TYPES,
    Parts,
    R,
    as_kind,
    parts_of,
    put,
    relate,
    template,
)

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


def test_a_template_is_taken_as_it_is(tmp_path: Path) -> None:
    told = build(tmp_path, template(lambda parts: None))
    assert (told.code, told.lines) == (0, [])
    assert validate_pptx(told.deck).is_valid


@pytest.mark.parametrize(
    ("name", "kind"),
    [("own.potx", "template"), ("own.ppsx", "slideshow"), ("own.potm", "template.macroEnabled"), ("own.ppsm", "slideshow.macroEnabled")],
)
def test_a_template_or_a_show_makes_a_plain_presentation(tmp_path: Path, name: str, kind: str) -> None:
    told = build(tmp_path, template(lambda parts: as_kind(parts, kind)), name)
    assert (told.code, told.codes) == (0, ["D621"] if "macro" in kind else [])
    assert b"presentationml.presentation.main+xml" in told.parts[TYPES]
    assert validate_pptx(told.deck).is_valid


def test_macros_are_never_carried_over_and_it_is_said(tmp_path: Path) -> None:
    told = build(tmp_path, template(with_all_macros), "own.pptm")
    assert (told.code, told.codes, len(told.lines)) == (0, ["D621"], 1)
    assert "macros of own.pptm are left out" in told.lines[0]
    whole = b"\0".join(name.encode() + content for name, content in told.parts.items()).lower()
    for word in (b"vbaproject", b"activex", b"macroenabled", b"p:control", b"ppaction://program", b"calc.exe"):
        assert word not in whole, word
    assert validate_pptx(told.deck).is_valid


@pytest.mark.parametrize("case", OUTSIDE)
def test_a_deck_does_not_reach_out_for_what_its_template_does(tmp_path: Path, case: str) -> None:
    told = build(tmp_path, template(OUTSIDE[case]))
    assert (told.code, told.codes) == (0, ["D622"]), told.lines
    assert not [
        name for name, content in told.parts.items() if b"tracker.example" in content or b"rIdX" in content or b"webextension" in content
    ]
    result = validate_pptx(told.deck)
    assert result.is_valid, result.errors
    assert ("ppt/media/logo.png" in told.parts) is (case in ("linked-beside", "calling-drawing"))


def test_a_plain_hyperlink_of_a_template_stays(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        relate(parts, LAYOUT_RELS, "rIdH", "hyperlink", "https://example.org/", outside=True)
        put(parts, LAYOUT, '<p:cNvPr id="2" name="Rule 1">', f'<p:cNvPr id="2" name="Rule 1"><a:hlinkClick xmlns:r="{R}" r:id="rIdH"/>')

    told = build(tmp_path, template(change))
    assert (told.code, told.lines) == (0, [])
    assert [name for name, content in told.parts.items() if b"https://example.org/" in content] == [LAYOUT_RELS]
    assert validate_pptx(told.deck).is_valid


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_or_missing_is_left_out_with_what_shows_it(tmp_path: Path, case: str) -> None:
    told = build(tmp_path, template(BROKEN[case]))
    assert (told.code, told.codes) == (0, ["D623"]), told.lines
    assert not [name for name, content in told.parts.items() if b'name="Logo"' in content or "media" in name]
    assert validate_pptx(told.deck).is_valid


def odf(kind: str) -> bytes:
    return made.packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": b"<x/>"})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
OTHER = {
    "empty": ("own.pptx", b"", "is empty"),
    "text": ("own.pptx", b"no zip", r"no \.pptx that can be opened"),
    "pdf": ("own.pptx", b"%PDF-1.7\n", "is a PDF"),
    "pdf-by-name": ("own.pdf", b"%PDF-1.7\n", "is a PDF"),
    "odp": ("own.odp", odf("presentation"), r"OpenDocument \(\.odp\); open it in LibreOffice and save it as \.pptx"),
    "odt": ("own.pptx", odf("text"), "no presentation"),
    "flat-odp": (
        "own.fodp",
        b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.presentation"/>',
        "LibreOffice",
    ),
    "ppt": ("own.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), r"PowerPoint 97 to 2003 \(\.ppt\); save it"),
    "locked": ("own.pptx", OLE + "EncryptedPackage".encode("utf-16-le"), "is locked by a password"),
    "ole": ("own.pptx", OLE, "password"),
    "docx": ("own.pptx", made.packed({TYPES: b"<Types/>", "word/document.xml": b"<x/>"}), "document of Word"),
    "xlsx": ("own.pptx", made.packed({TYPES: b"<Types/>", "xl/workbook.xml": b"<x/>"}), "workbook of Excel"),
    "key": ("own.key", made.packed({"Index/Document.iwa": b"x"}), "Keynote; export it"),
    "zip": ("own.pptx", made.packed({"a.txt": b"x"}), "a zip and no presentation"),
    "empty-zip": ("own.pptx", made.packed({}), "a zip and no presentation"),
    "cut": ("own.pptx", CONFERENCE.read_bytes()[:9000], r"no \.pptx that can be opened"),
    "cut-in-the-directory": ("own.pptx", CONFERENCE.read_bytes()[:-300], r"no \.pptx that can be opened"),
}


@pytest.mark.parametrize("case", OTHER)
def test_what_is_no_template_is_named_and_nothing_is_written(tmp_path: Path, case: str) -> None:
    name, content, says = OTHER[case]
    refused(build(tmp_path, content, name), says)

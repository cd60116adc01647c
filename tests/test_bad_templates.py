"""Templates that nobody means, through the command line: a deck and what was left out of it, or one clear line and nothing else."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import validate_pptx

import templates_made as made
from conftest import Render
from deck.ooxml.admission import admitted
from template_builds import ARTICLE, build, refused
from template_faults import BROKEN, OUTSIDE, with_all_macros
from templates_made import (
    CONFERENCE,
    LAYOUT,
    LAYOUT_RELS,
    MAIN_RELS,
    TYPES,
    Parts,
    R,
    as_kind,
    put,
    relate,
    template,
)


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


@pytest.mark.parametrize("name", ["own.pptx", "own.key/"])
def test_a_folder_is_no_template(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    refused(build(tmp_path, None, name), "this is a folder")


@pytest.mark.parametrize("name", ["gone.pptx", "gone.odp", "no/such.pptx", f"{'long' * 100}.pptx", "loop.pptx"])
def test_a_template_that_is_not_there_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop.pptx").symlink_to("loop.pptx")
    refused(build(tmp_path, None, name), "no such template")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "own.pptx")
    refused(build(tmp_path, None), "this is no file")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to this user")
@pytest.mark.parametrize("shut", ["own", "own/own.pptx"])
def test_a_template_that_may_not_be_read_is_said(tmp_path: Path, shut: str) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/own.pptx").write_bytes(CONFERENCE.read_bytes())
    (tmp_path / shut).chmod(0)
    try:
        refused(build(tmp_path, None, "own/own.pptx"), "may not be read|cannot be read")
    finally:
        (tmp_path / shut).chmod(0o700)


@pytest.mark.parametrize("name", ["link.pptx", "folder/own.pptx", "../outside/own.pptx"])
def test_a_template_outside_the_project_is_not_read_for_an_article(tmp_path: Path, name: str) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    project.mkdir()
    outside.mkdir()
    # whoever opened it would say that it is no .pptx
    (outside / "own.pptx").write_bytes(b"no zip")
    (project / "link.pptx").symlink_to(outside / "own.pptx")
    (project / "folder").symlink_to(outside)
    article = ARTICLE.replace("title: A talk\n", f"title: A talk\ndeck:\n  template: {name}\n")
    refused(build(project, None, "", article), r"^talk\.md:4: error: .*lies outside the project")


def without_titles(parts: Parts) -> None:
    for name in parts:
        if name.startswith(("ppt/slideLayouts/slide", "ppt/slideMasters/slide")):
            parts[name] = re.sub(rb'<p:ph type="(?:ctrT|t)itle"', b'<p:ph type="body" idx="200"', parts[name])


def test_a_template_without_a_title_makes_a_valid_deck_or_is_refused(tmp_path: Path) -> None:
    told = build(tmp_path, template(without_titles))
    if told.code:
        refused(told, "has no placeholder|no title")
    else:
        assert validate_pptx(told.deck).is_valid


def without_properties(parts: Parts) -> None:
    """Leave out what PowerPoint would ask to repair, and the properties of the file."""
    for name in ("docProps/app.xml", "docProps/core.xml", "ppt/presProps.xml", "ppt/viewProps.xml", "ppt/tableStyles.xml"):
        del parts[name]
        parts[TYPES] = re.sub(rf'<Override PartName="/{name}"[^>]*/>'.encode(), b"", parts[TYPES])
    for rels in ("_rels/.rels", MAIN_RELS):
        parts[rels] = re.sub(rb"<Relationship [^>]*(?:docProps/|Props\.xml|tableStyles)[^>]*/>", b"", parts[rels])


WORKS: dict[str, Callable[[Parts], None]] = {"without-properties": without_properties, "macros": with_all_macros, **OUTSIDE, **BROKEN}


@pytest.mark.office
def test_libreoffice_opens_every_deck(tmp_path: Path, render: Render) -> None:
    decks = []
    for case, change in WORKS.items():
        (tmp_path / case).mkdir()
        told = build(tmp_path / case, template(change))
        assert told.code == 0
        decks.append(told.deck)
    assert all(page.stat().st_size > 1000 for page in render(decks).values())


def test_a_deck_on_a_template_with_faults_is_the_same_bytes_twice(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        without_properties(parts)
        with_all_macros(parts)

    content = template(change)
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    first = build(one, content)
    admitted.cache_clear()
    assert build(other, content).deck.read_bytes() == first.deck.read_bytes()
    assert validate_pptx(first.deck).is_valid
    # and again over the deck that is there
    again = build(one, content)
    assert again.deck.read_bytes() == first.deck.read_bytes()
    assert (again.code, again.codes) == (0, ["D621"])

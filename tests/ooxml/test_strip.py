"""A stripped deck: nothing of ours is in it, nothing that was to go, and all else is as it was."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import validate_pptx
from PIL import Image as PillowImage
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck import office
from deck.errors import OutputError
from deck.model.article import Image, Run, Span
from deck.model.language import Language
from deck.model.marks import Marks
from deck.model.placed import NoteParagraph, PlacedDeck, PlacedParagraph, PlacedPicture, PlacedRun, PlacedShape, PlacedSlide
from deck.model.slides import Section
from deck.model.units import Box
from deck.ooxml import deck_bytes, read_found, read_seal, stripped
from deck.ooxml.marks import section_guid, shape_guid, slide_number
from deck.ooxml.package import Parts, Relation, declare, relate, relations_part, targets, unzipped, zipped
from deck.templates import find_template

MARKS = Marks("0123456789abcdef" * 2, "content/talk.md", "1.0")
SPAN, BOX = Span("talk.md", 1, 1), Box(0, 0, 1, 1)
KEYS = ("one", "two", "three")
MODERN = "http://schemas.microsoft.com/office/2018/10/relationships"
MAIN, FIRST, HIDDEN, LAST = "ppt/presentation.xml", "ppt/slides/slide1.xml", "ppt/slides/slide2.xml", "ppt/slides/slide3.xml"
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
CHANGES = "http://schemas.microsoft.com/office/2016/11/relationships/changesInfo"


def text(key: str, kind: str, idx: int, words: str, **changes: Any) -> PlacedShape:
    return PlacedShape(key, kind, idx, BOX, (PlacedParagraph((PlacedRun(words),)),))._replace(**changes)


def slide(key: str, *shapes: Any, hidden: bool = False) -> PlacedSlide:
    title = text("title", "title", 0, f"Title {key}")
    layout = "Picture" if any(isinstance(shape, PlacedPicture) for shape in shapes) else "Stack"
    return PlacedSlide(key, key, layout, key, SPAN, (title, *shapes), (NoteParagraph((Run(f"Say {key}"),)),), hidden)


@cache
def plain() -> bytes:
    """A deck of three slides: the first leads to the second, which is hidden, with a picture and a section of its own."""
    out = io.BytesIO()
    PillowImage.new("RGB", (8, 8), "red").save(out, "PNG")
    image = Image("d" * 64, "png", 8, 8)
    slides = (
        slide("one", text("body", "body", 1, "To the next", target="two")),
        slide("two", PlacedPicture("picture", "pic", 70, BOX, image), hidden=True),
        slide("three"),
    )
    deck = PlacedDeck(Language("en", "en-US"), "T", (), "", tuple(Section(key, f"Section {key}") for key in KEYS), slides)
    return deck_bytes(deck, find_template("conference", Path()), MARKS, {image.digest: out.getvalue()})


@cache
def lived() -> bytes:
    """The same deck as PowerPoint and people leave one: comments of both kinds, a custom show, lists of slides, properties."""
    parts = unzipped(plain())
    add(parts, FIRST, "ppt/comments/comment1.xml", RT.COMMENTS, CT.PML_COMMENTS, f"<p:cmLst {P}/>")
    add(parts, MAIN, "ppt/commentAuthors.xml", RT.COMMENT_AUTHORS, CT.PML_COMMENT_AUTHORS, f"<p:cmAuthorLst {P}/>")
    anchor = f'<c:sldMk cId="{slide_number("three")}" sldId="258"/><c:spMk id="2" creationId="{guid("three")}"/>'
    modern = f'<c:cmLst xmlns:c="urn:c">{anchor}</c:cmLst>'
    add(parts, LAST, "ppt/comments/modernComment_1.xml", f"{MODERN}/comments", "application/vnd.ms-powerpoint.comments+xml", modern, "rIdC")
    add(parts, MAIN, "ppt/authors.xml", f"{MODERN}/authors", "application/vnd.ms-powerpoint.authors+xml", '<c:authorLst xmlns:c="urn:c"/>')
    related = f'<p:ext uri="{{6950BFC3-D8DA-4A85-94F7-54DA5524770B}}"><c:commentRel xmlns:c="urn:c" {R} r:id="rIdC"/></p:ext>'
    replace(parts, LAST, "</p:sld>", f"<p:extLst>{related}</p:extLst></p:sld>")
    changes = f'<pc:chgInfo xmlns:pc="urn:pc"><pc:sldMk cId="{slide_number("one")}"/></pc:chgInfo>'
    add(parts, MAIN, "ppt/changesInfos/changesInfo1.xml", CHANGES, "application/vnd.ms-powerpoint.changesinfo+xml", changes)
    shown = '<p:custShow name="Short" id="0"><p:sldLst><p:sld r:id="rIdSlide2"/><p:sld r:id="rIdSlide3"/></p:sldLst></p:custShow>'
    replace(parts, MAIN, "<p:defaultTextStyle", f"<p:custShowLst>{shown}</p:custShowLst><p:defaultTextStyle")
    relate(parts, "ppt/viewProps.xml", [Relation("rId1", RT.SLIDE, HIDDEN)])
    replace(parts, "docProps/app.xml", "</Properties>", "<Slides>3</Slides><HiddenSlides>1</HiddenSlides></Properties>")
    return zipped(parts)


def guid(key: str) -> str:
    return shape_guid(key, "title")


def add(parts: Parts, source: str, name: str, kind: str, content_type: str, xml: str, relation: str = "") -> None:
    parts[name] = xml.encode()
    relate(parts, source, [Relation(relation, kind, name)])
    declare(parts, {name: content_type})


def replace(parts: Parts, name: str, old: str, new: str) -> None:
    assert old in parts[name].decode(), name
    parts[name] = parts[name].replace(old.encode(), new.encode(), 1)


def ours(parts: Parts) -> list[str]:
    """Return what in a file tells that it is a deck of ours, and which."""
    guids = [shape_guid(key, shape) for key in KEYS for shape in ("title", "body", "picture")] + [
        section_guid(key) for key in (*KEYS, "base")
    ]
    told = ["urn:recap-deck", "deck:", "deck.build", MARKS.build, MARKS.source, *guids, *(str(slide_number(key)) for key in KEYS)]
    return [f"{word} in {name}" for name, part in parts.items() for word in told if word.encode() in part or word in name]


def dangling(parts: Parts) -> list[str]:
    """Return the relations that lead nowhere, those that XML asks for and are not there, and the types of no part."""
    found = []
    for rels in [name for name in parts if name.endswith(".rels")]:
        folder, _, name = rels.rpartition("_rels/")
        source = f"{folder}{name.removesuffix('.rels')}"
        found += [f"{source} -> {part}" for part in targets(parts, source).values() if part not in parts]
        if source in parts:
            asked = set(re.findall(rb'r:(?:id|embed|link)="([^"]+)"', parts[source]))
            found += [f"{source} asks {one!r}" for one in asked if b'Id="' + one + b'"' not in parts[rels]]
    named = re.findall(rb'PartName="/([^"]+)"', parts["[Content_Types].xml"])
    return found + [f"type of {name!r}" for name in named if name.decode() not in parts]


def test_nothing_of_ours_is_left_and_nothing_else_is_gone() -> None:
    before, after = unzipped(lived()), unzipped(stripped(lived()))
    assert len(ours(before)) > 20
    assert ours(after) == []
    assert dangling(after) == []
    gone = {"customXml/item1.xml", "customXml/itemProps1.xml", "customXml/_rels/item1.xml.rels", "docProps/custom.xml"}
    assert before.keys() - after.keys() == gone | {"ppt/changesInfos/changesInfo1.xml"}
    assert read_seal(stripped(lived())).marks is None
    assert [[note.text for note in row.notes] for row in read_found(stripped(lived())).slides] == [[f"Say {key}"] for key in KEYS]


def test_the_parts_that_hold_no_mark_are_the_same_byte_by_byte() -> None:
    before, after = unzipped(lived()), unzipped(stripped(lived()))
    changed = {name for name, part in after.items() if part != before[name]}
    lists = {"[Content_Types].xml", "_rels/.rels", "ppt/_rels/presentation.xml.rels"}
    assert changed == {FIRST, HIDDEN, LAST, MAIN, "ppt/comments/modernComment_1.xml"} | lists
    assert b"<Application>recap-deck</Application>" in after["docProps/app.xml"]


def test_stripping_twice_is_stripping_once() -> None:
    once = stripped(lived(), notes=True, comments=True, hidden=True)
    assert stripped(once, notes=True, comments=True, hidden=True) == once


@pytest.mark.parametrize(
    "left", [{}, {"notes": True}, {"comments": True}, {"hidden": True}, {"notes": True, "comments": True, "hidden": True}]
)
def test_what_is_left_out_leaves_a_valid_file(tmp_path: Path, left: dict[str, bool]) -> None:
    content = stripped(plain(), **left)
    path = tmp_path / "stripped.pptx"
    path.write_bytes(content)
    found = validate_pptx(path)
    assert found.is_valid, found.errors
    assert len(Presentation(io.BytesIO(content)).slides) == 3 - left.get("hidden", False)
    assert dangling(unzipped(stripped(lived(), **left))) == []


def test_notes_go_and_their_master_stays() -> None:
    after = unzipped(stripped(lived(), notes=True))
    assert [name for name in after if "notes" in name.lower()] == [name for name in after if name.startswith("ppt/notesMasters/")] != []
    assert not [name for name, part in after.items() if b"Say " in part]


def test_comments_of_both_kinds_go_with_their_authors() -> None:
    kept, after = unzipped(stripped(lived())), unzipped(stripped(lived(), comments=True))
    assert {"ppt/comments/comment1.xml", "ppt/comments/modernComment_1.xml", "ppt/authors.xml", "ppt/commentAuthors.xml"} < kept.keys()
    assert not [name for name in after if re.search("comment|author", name, re.IGNORECASE)]
    assert b"commentRel" not in after[LAST]
    assert b"commentRel" in kept[LAST]


def test_hidden_slides_go_with_all_that_only_they_used() -> None:
    kept, after = unzipped(stripped(lived())), unzipped(stripped(lived(), hidden=True))
    gone = kept.keys() - after.keys()
    notes = "ppt/notesSlides/notesSlide2.xml"
    picture = next(name for name in kept if name.startswith("ppt/media/dddd"))
    assert gone >= {HIDDEN, relations_part(HIDDEN), notes, relations_part(notes), picture}
    assert not [name for name, part in after.items() if b"Title two" in part or b"Section two" in part or b"Say two" in part]
    assert b"HiddenSlides" not in after["docProps/app.xml"]
    assert b'"rIdSlide2"' not in after[MAIN] + after["ppt/_rels/presentation.xml.rels"]
    assert b'<p:sld r:id="rIdSlide3"/>' in after[MAIN]
    assert b"hlinkClick" in kept[FIRST]
    assert b"hlinkClick" not in after[FIRST]
    assert b"To the next" in after[FIRST]


def test_a_picture_that_a_shown_slide_uses_too_stays() -> None:
    parts = unzipped(plain())
    picture = next(name for name in parts if name.startswith("ppt/media/dddd"))
    relate(parts, LAST, [Relation("rIdX", RT.IMAGE, picture)])
    assert picture in unzipped(stripped(zipped(parts), hidden=True))


def test_a_zoom_to_a_hidden_slide_goes_for_it_is_a_picture_of_it() -> None:
    parts = unzipped(plain())
    zoom = '<z:sldZmObj xmlns:z="http://schemas.microsoft.com/office/powerpoint/2016/slidezoom" sldId="{}" cId="{}"/>'
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    frame = f'<mc:AlternateContent xmlns:mc="{space}"><mc:Choice Requires="z">{{}}</mc:Choice></mc:AlternateContent>'
    zooms = "".join(frame.format(zoom.format(256 + n, slide_number(key))) for n, key in enumerate(KEYS))
    replace(parts, LAST, "</p:spTree>", f"{zooms}</p:spTree>")
    after = unzipped(stripped(zipped(parts), hidden=True))
    assert re.findall(rb'sldId="(\d+)" cId="(\d+)"', after[LAST]) == [(b"256", b"0"), (b"258", b"0")]


@pytest.mark.parametrize("first", [True, False])
def test_the_picture_of_a_deck_goes_with_its_first_slide(first: bool) -> None:
    parts = unzipped(plain())
    name = "docProps/thumbnail.jpeg"
    add(parts, "", name, RT.THUMBNAIL, "image/jpeg", "a picture")
    if first:
        replace(parts, FIRST, "<p:sld ", '<p:sld show="0" ')
    after = unzipped(stripped(zipped(parts), hidden=True))
    assert (name in after) is not first
    assert name in unzipped(stripped(zipped(parts)))
    assert dangling(after) == []


def test_what_others_put_there_stays() -> None:
    parts = unzipped(plain())
    theirs = "{6F2D0B0E-6A0F-4B7E-9A44-3C1D2F0E8A51}"
    made = parts[LAST].decode().replace('name="deck:three"', "").replace(str(slide_number("three")), "77").replace(guid("three"), theirs)
    parts[LAST] = made.encode()
    replace(
        parts,
        "docProps/custom.xml",
        "</Properties>",
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="Client"/></Properties>',
    )
    add(parts, MAIN, "customXml/item2.xml", RT.CUSTOM_XML, "application/xml", "<theirs/>")
    after = unzipped(stripped(zipped(parts)))
    assert after[LAST] == parts[LAST]
    assert after["customXml/item2.xml"] == b"<theirs/>"
    assert b'name="Client"' in after["docProps/custom.xml"]
    assert b"deck.build" not in after["docProps/custom.xml"]


def test_a_slide_of_ours_that_lost_its_name_is_told_by_its_id() -> None:
    parts = unzipped(plain())
    for name in (FIRST, HIDDEN, LAST):
        parts[name] = re.sub(rb' name="deck:\w+"', b"", parts[name])
    assert ours(unzipped(stripped(zipped(parts)))) == []


def test_a_base_that_nothing_leads_to_or_that_is_torn_goes_too() -> None:
    parts = unzipped(plain())
    name = relations_part(MAIN)
    parts[name] = re.sub(rb"<Relationship [^>]*customXml/item1.xml[^>]*>", b"", parts[name])
    parts["customXml/item1.xml"] = parts["customXml/item1.xml"][:200] + b"&</base>"
    assert not [name for name in unzipped(stripped(zipped(parts))) if name.startswith("customXml")]


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def without_slides(content: bytes) -> bytes:
    return zipped({name: part for name, part in unzipped(content).items() if not name.startswith("ppt/slides/")})


def zip_of_text(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", content[:9])
    return out.getvalue()


BROKEN: list[Callable[[bytes], bytes]] = [cut_short, without_slides, zip_of_text, lambda _: b"", lambda _: b"# Notes\n"]


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_no_deck_is_said(broken: Callable[[bytes], bytes]) -> None:
    with pytest.raises(OutputError, match=r"no \.pptx that can be opened"):
        stripped(broken(plain()))


def test_a_file_with_a_password_is_said() -> None:
    with pytest.raises(OutputError, match="has a password"):
        stripped(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))


def test_a_deck_of_hidden_slides_alone_is_said() -> None:
    parts = unzipped(plain())
    for name in (FIRST, LAST):
        replace(parts, name, "<p:sld ", '<p:sld show="0" ')
    with pytest.raises(OutputError, match="none would be left"):
        stripped(zipped(parts), hidden=True)


@pytest.mark.office
def test_a_deck_that_libreoffice_saved_is_stripped_too() -> None:
    saved = office.resaved(plain())
    told = ours(unzipped(saved))
    assert any("urn:recap-deck" in line for line in told)
    assert any(MARKS.build in line for line in told)
    after = unzipped(stripped(saved))
    assert ours(after) == []
    assert dangling(after) == []
    assert len(read_found(zipped(after)).slides) == 3


@pytest.mark.office
def test_a_stripped_deck_opens_in_libreoffice() -> None:
    saved = office.resaved(stripped(lived(), notes=True, comments=True, hidden=True))
    titles = [shown.shapes.title.text_frame.text for shown in Presentation(io.BytesIO(saved)).slides]
    assert titles == ["Title one", "Title three"]

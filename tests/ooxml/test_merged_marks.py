"""Marks after a merge, decks that LibreOffice saved, the proof of a merge, and its speed."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path
from time import perf_counter

import pytest
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation

from deck.errors import OutputError
from deck.model.merged import NOTES, At, Merged, MergedParagraph, MergedShape, MergedSlide, Piece
from deck.ooxml import merged_bytes, merged_proof, read_found
from deck.ooxml.marks import shape_guid, slide_number
from deck.ooxml.places import shapes_of
from merged_decks import (
    A16,
    DISK,
    NEW,
    NOW,
    OLD,
    P14,
    TWO,
    P,
    both,
    changed,
    edited,
    kept,
    made,
    merge,
    packed,
    painted,
    parts,
    picture,
    root_of,
    shape,
    slide,
    texts,
)
from tools import office
from tools.structure import broken


def without_marks(content: bytes) -> bytes:
    """Return a deck whose slides and shapes tell nothing: other names, no creation ids."""
    whole = parts(content)
    for name in [name for name in whole if name.startswith("ppt/slides/slide")]:
        root = etree.fromstring(whole[name])
        del root[0].attrib["name"]
        for found in list(root.iter(f"{A16}creationId", f"{P14}creationId")):
            extension = found.getparent()
            assert extension is not None
            listed = extension.getparent()
            assert listed is not None
            listed.remove(extension)
        for shape_name in root.iter(f"{P}cNvPr"):
            shape_name.set("name", "PlaceHolder")
        whole[name] = etree.tostring(root)
    return packed(whole)


def marks(content: bytes, place: int) -> tuple[str | None, list[str | None], list[str], list[str | None]]:
    """Return a slide's name and number, and the names and GUIDs of its shapes."""
    root = root_of(content, place)
    names = [next(shape.iter(f"{P}cNvPr")) for shape in shapes_of(root)]
    guids = [next((found.get("id") for found in name.iter(f"{A16}creationId")), None) for name in names]
    return root[0].get("name"), [f.get("val") for f in root.iter(f"{P14}creationId")], [str(n.get("name")) for n in names], guids


MARKS = ("deck:one", [str(slide_number("one"))], ["Title", "Points"], [shape_guid("one", "title"), shape_guid("one", "points")])


@pytest.mark.parametrize("whole", [None, DISK])
def test_marks_that_were_lost_are_written_back(whole: None) -> None:
    new = made(*TWO)
    content = merge(without_marks(made(*TWO, marks=OLD)), new, both("one", 0, whole=whole), both("two", 1))
    assert marks(content, 0) == MARKS
    assert changed(new, content) <= {"ppt/slides/slide1.xml", "ppt/slides/slide2.xml"}
    again = merge(content, new, both("one", 0), both("two", 1))
    assert changed(content, again) == set()


def test_a_name_that_a_hand_gave_stays() -> None:
    disk = edited(made(*TWO, marks=OLD), "ppt/slides/slide1.xml", ('name="Title"', 'name="Mine"'))
    content = merge(disk, made(*TWO), both("one", 0), both("two", 1))
    assert marks(content, 0)[2] == ["Mine", "Points"]
    assert changed(disk, content) == set()


def test_a_duplicate_has_no_marks_of_ours() -> None:
    disk = made(TWO[0], TWO[1], slide("three", "x"), marks=OLD)
    whole = parts(disk)
    whole["ppt/slides/slide3.xml"] = whole["ppt/slides/slide1.xml"]
    disk = packed(whole)
    content = merge(disk, made(*TWO), both("one", 0), kept("", 2), both("two", 1))
    assert marks(content, 0) == MARKS
    assert marks(content, 1) == (None, [], ["Title", "Points"], [None, None])
    assert texts(content, 1) == texts(content, 0)


def test_a_shape_takes_the_marks_of_its_new_counterpart() -> None:
    new = made(slide("one", more=(shape("other", "body", 1, "First", "Second"),)), TWO[1])
    content = merge(made(*TWO, marks=OLD), new, both("one", 0), both("two", 1))
    assert marks(content, 0)[2:] == (["Title", "Other"], [shape_guid("one", "title"), shape_guid("one", "other")])


# LibreOffice


def resaved(content: bytes, folder: Path) -> bytes:
    """Return a deck as LibreOffice saves it."""
    (folder / "in.pptx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    command = [office.find_soffice(), profile, "--headless", "--convert-to", "pptx:Impress MS PowerPoint 2007 XML", "--outdir"]
    (folder / "out").mkdir(exist_ok=True)
    subprocess.run([*command, str(folder / "out"), str(folder / "in.pptx")], capture_output=True, timeout=300, check=True)
    return (folder / "out" / "in.pptx").read_bytes()


@pytest.mark.office
def test_a_deck_that_libreoffice_saved_takes_what_is_new(tmp_path: Path) -> None:
    red, blue = painted("red"), painted("blue")
    shown = slide("three", "Caption", layout="Picture", more=(picture(red),))
    disk = resaved(made(*TWO, shown, marks=OLD, media=(red,)), tmp_path)
    new = made(
        slide("one", "First", "Second big", notes=("Say it all",)),
        TWO[1],
        shown._replace(shapes=(*shown.shapes[:2], picture(blue))),
        slide("four", "Fourth", layout="Sentence", notes=("Say four",)),
        media=(blue,),
    )
    body = (MergedParagraph(At(0, 1, 0, 0)), MergedParagraph(At(0, 1, 0, 1), At(0, 1, 0, 1), (Piece(DISK, 0, 6), Piece(NEW, 6, 10))))
    one = MergedSlide(
        "one",
        0,
        0,
        shapes=(MergedShape((0, 0), (0, 0), place=NEW), MergedShape((0, 1), (0, 1), place=NEW, bodies=(body,))),
        notes=(MergedParagraph(new=At(0, NOTES, 0, 0)),),
        layout=NEW,
    )
    pictured = [MergedShape((2, n), (2, n)) for n in range(2)] + [MergedShape((2, 2), (2, 2), picture=NEW)]
    three = MergedSlide("three", 2, 2, shapes=tuple(pictured))
    content = merge(disk, new, one, MergedSlide("two", 1, 1, whole=NEW), MergedSlide("four", new=3, whole=NEW), three)
    assert texts(content, 0) == [["Title one"], ["First", "Second big"]]
    found = Presentation(io.BytesIO(content))
    assert found.slides[0].notes_slide.notes_text_frame.text == "Say it all"
    assert found.slides[3].shapes[2].image.blob == blue
    assert [row.key for row in read_found(content).slides] == ["one", "two", "four", "three"]
    assert [found.slides[n].slide_layout.name for n in range(3)] == ["Stack", "Stack", "Sentence"]
    was, now = (list(Presentation(io.BytesIO(deck)).slides[0].placeholders)[1] for deck in (new, content))
    assert now.placeholder_format.idx == 1
    assert (now.left, now.top, now.width, now.height) == (was.left, was.top, was.width, was.height)
    assert marks(content, 0) == MARKS
    (tmp_path / "merged.pptx").write_bytes(content)
    result = validate_pptx(tmp_path / "merged.pptx")
    (tmp_path / "disk.pptx").write_bytes(disk)
    known = {str(error) for error in validate_pptx(tmp_path / "disk.pptx").errors}
    assert not [error for error in result.errors if str(error) not in known] or result.is_valid
    office.render([tmp_path / "merged.pptx"], tmp_path)
    assert len(Presentation(io.BytesIO(resaved(content, tmp_path))).slides) == 4


# the proof


def test_the_proof_names_what_is_not_as_it_was_meant() -> None:
    disk, new = made(*TWO, marks=OLD), made(slide("one", "Other"), TWO[1])
    body = (MergedParagraph(new=At(0, 1, 0, 0)),)
    meant = MergedSlide("one", 0, 0, shapes=(MergedShape((0, 0), (0, 0)), MergedShape((0, 1), (0, 1), bodies=(body,))))
    merged = Merged((meant, kept("two", 1)))
    content = merged_bytes(disk, new, merged, NOW)
    assert merged_proof(content, disk, new, merged) == ()
    one, notes = "ppt/slides/slide1.xml", "ppt/notesSlides/notesSlide1.xml"
    moved = '<p:spPr><a:xfrm><a:off x="7" y="8"/><a:ext cx="9" cy="10"/></a:xfrm></p:spPr>'
    for name, change, said in (
        (one, ("Other", "Else"), "slide 1: shape 2: “['Other']” is “['Else']”"),
        (one, ("<p:sld ", '<p:sld show="0" '), "slide 1: hidden"),
        (one, ("deck:one", "deck:two"), "slide 1: its name"),
        (one, ("<p:spPr/>", moved), "slide 1: shape 1: its place"),
        (one, ('id="3"', 'id="2"'), f"{one} has two shapes 2"),
        (notes, ("Say it", "Say"), "slide 1: its notes"),
        ("ppt/_rels/presentation.xml.rels", ("slides/slide2.xml", "slides/slide1.xml"), "1 slides for 2"),
        (
            "[Content_Types].xml",
            ("/ppt/slides/slide1.xml", "/ppt/slides/slide9.xml"),
            "ppt/slides/slide9.xml has a content type and is not there",
        ),
        (
            "ppt/slides/_rels/slide1.xml.rels",
            ("notesSlide1.xml", "notesSlide7.xml"),
            f"it cannot be read: KeyError('{notes[:-5]}7.xml')",
        ),
    ):
        assert said in merged_proof(edited(content, name, change), disk, new, merged)
    assert merged_proof(content, disk, new, Merged(merged.slides[:1])) == ("2 slides for 1",)


def test_the_proof_sees_another_picture_and_another_size() -> None:
    red, blue = painted("red"), painted("blue")
    shown = slide("one", "x", layout="Picture", more=(picture(red),))
    disk, new = made(shown, marks=OLD, media=(red,)), made(shown._replace(shapes=(*shown.shapes[:2], picture(blue))), media=(blue,))
    content = merge(disk, new, both("one", 0, 3))
    shapes = (MergedShape((0, 0), (0, 0)), MergedShape((0, 1), (0, 1), bodies=((MergedParagraph(At(0, 1, 0, 0), size=20),),)))
    merged = Merged((MergedSlide("one", 0, 0, shapes=(*shapes, MergedShape((0, 2), (0, 2), picture=NEW))),))
    assert merged_proof(content, disk, new, merged) == ("slide 1: shape 2: the size of its characters", "slide 1: shape 3: its picture")


def test_what_is_no_package_is_said() -> None:
    disk = made(*TWO)
    with pytest.raises(OutputError):
        merged_bytes(b"no zip", disk, Merged(()), NOW)
    with pytest.raises(OutputError):
        merged_proof(b"no zip", disk, disk, Merged(()))


def test_a_thousand_slides_are_merged_in_a_second() -> None:
    slides = [slide(f"s{n}", "One", "Two", "Three", notes=(f"Say {n}",)) for n in range(1000)]
    disk = made(*slides, marks=OLD)
    slides[500] = slide("s500", "Other", notes=("Say",))
    new = made(*slides)
    merged = Merged(tuple(both(f"s{n}", n, whole=NEW if n == 500 else DISK) for n in range(1000)))
    begun = perf_counter()
    content = merged_bytes(disk, new, merged, NOW)
    # a second on a machine that has nothing else to do
    assert perf_counter() - begun < 5
    assert changed(disk, content) == {"ppt/slides/slide501.xml", "ppt/notesSlides/notesSlide501.xml"}
    assert broken(content) == []
    base = json.loads(etree.fromstring(parts(content)["customXml/item1.xml"]).text or "")
    assert base["merged"] is True

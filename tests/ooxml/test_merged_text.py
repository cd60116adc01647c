"""The paragraphs of a merge: the words of both sides, in the clothes of the disk."""

from __future__ import annotations

import io

import pytest
from lxml import etree
from pptx import Presentation

from deck.model.merged import NOTES, At, MergedBody, MergedParagraph, MergedShape, MergedSlide, Piece
from deck.model.placed import PlacedParagraph, PlacedRun, PlacedSlide
from deck.ooxml.places import NUMBER, bodies_of, characters, paragraphs_of, shapes_of
from merged_decks import DISK, NEW, OLD, TWO, A, both, changed, edited, kept, made, merge, parts, root_of, shape, slide, texts

HERE = At(0, 1, 0, 0)
RED = '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'


def merged(disk: bytes, new: bytes, *body: MergedParagraph) -> bytes:
    shapes = (MergedShape((0, 0), (0, 0)), MergedShape((0, 1), (0, 1), bodies=(body,)))
    return merge(disk, new, MergedSlide("one", 0, 0, shapes=shapes), kept("two", 1))


def deck(*points: str | tuple[PlacedRun, ...] | PlacedParagraph) -> bytes:
    rows = [point if isinstance(point, PlacedParagraph) else PlacedParagraph(as_runs(point)) for point in points]
    body = shape("points", "body", 1)._replace(paragraphs=tuple(rows))
    return made(slide("one", more=(body,)), TWO[1], marks=OLD)


def as_runs(point: str | tuple[PlacedRun, ...]) -> tuple[PlacedRun, ...]:
    return (PlacedRun(point),) if isinstance(point, str) else point


def body_of(content: bytes, n: int = 0) -> etree._Element:
    return paragraphs_of(bodies_of(shapes_of(root_of(content, 0))[1])[0])[n]


def looks(paragraph: etree._Element) -> list[tuple[str, str | None, str | None]]:
    """Return each run, field and break with its colour and its size."""
    found = []
    for run in paragraph.iter(f"{A}r", f"{A}br", f"{A}fld"):
        look = run.find(f"{A}rPr")
        colour = None if look is None else look.find(f"{A}solidFill/{A}srgbClr")
        text = "\n" if run.tag == f"{A}br" else run.findtext(f"{A}t") or ""
        found.append((text, None if colour is None else colour.get("val"), None if look is None else look.get("sz")))
    return found


def painted_run(text: str) -> tuple[str, str]:
    """Return the change of a run that is all of `text` into a red one."""
    return f'<a:r><a:rPr lang="en-US"/><a:t>{text}</a:t></a:r>', f'<a:r><a:rPr lang="en-US">{RED}</a:rPr><a:t>{text}</a:t></a:r>'


def test_words_of_both_wear_what_stood_on_the_disk() -> None:
    disk = edited(deck((PlacedRun("A red "), PlacedRun("word"), PlacedRun(" here"))), "ppt/slides/slide1.xml", painted_run("word"))
    pieces = (Piece(DISK, 0, 10), Piece(NEW, 10, 16), Piece(DISK, 10, 15), Piece(NEW, 21, 23))
    content = merged(disk, deck("A red word twice here!!"), MergedParagraph(HERE, HERE, pieces))
    assert looks(body_of(content)) == [("A red ", None, None), ("word twice", "FF0000", None), (" here!!", None, None)]


def test_a_new_word_at_the_start_wears_its_right_neighbour() -> None:
    disk = edited(deck((PlacedRun("Red"), PlacedRun(" rest"))), "ppt/slides/slide1.xml", painted_run("Red"))
    content = merged(disk, deck("Very Red rest"), MergedParagraph(HERE, HERE, (Piece(NEW, 0, 5), Piece(DISK, 0, 8))))
    assert looks(body_of(content)) == [("Very Red", "FF0000", None), (" rest", None, None)]


def test_runs_are_cut_inside_and_a_word_taken_out() -> None:
    disk = edited(deck("One two three"), "ppt/slides/slide1.xml", painted_run("One two three"))
    content = merged(disk, deck("x"), MergedParagraph(HERE, HERE, (Piece(DISK, 0, 4), Piece(DISK, 8, 13))))
    assert looks(body_of(content)) == [("One three", "FF0000", None)]


def test_all_words_new_wear_the_first_run() -> None:
    disk = edited(deck("Old"), "ppt/slides/slide1.xml", painted_run("Old"))
    content = merged(disk, deck("All new"), MergedParagraph(HERE, HERE, (Piece(NEW, 0, 7),)))
    assert looks(body_of(content)) == [("All new", "FF0000", None)]


def test_a_line_break_counts_as_one_character_and_stays_one() -> None:
    content = merged(
        deck("One\ntwo"), deck("One\nbig two"), MergedParagraph(HERE, HERE, (Piece(DISK, 0, 4), Piece(NEW, 4, 8), Piece(DISK, 4, 7)))
    )
    assert [row[0] for row in looks(body_of(content))] == ["One", "\n", "big two"]
    content = merged(
        deck("One two"), deck("One\ntwo"), MergedParagraph(HERE, HERE, (Piece(DISK, 0, 3), Piece(NEW, 3, 4), Piece(DISK, 4, 7)))
    )
    assert [row[0] for row in looks(body_of(content))] == ["One", "\n", "two"]


def test_a_field_stays_a_field() -> None:
    run = '<a:r><a:rPr lang="en-US"/><a:t>Slide </a:t></a:r>'
    field = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:t>7</a:t></a:fld>'
    disk = edited(deck("Slide "), "ppt/slides/slide1.xml", (run, run + field))
    pieces = (Piece(DISK, 0, 6), Piece(NEW, 0, 3), Piece(DISK, 6, 9))
    paragraph = body_of(merged(disk, deck("no. "), MergedParagraph(HERE, HERE, pieces)))
    assert characters(paragraph) == f"Slide no.{NUMBER}"
    assert [field_.get("type") for field_ in paragraph.iter(f"{A}fld")] == ["slidenum"]


@pytest.mark.parametrize(("pieces", "linked"), [((4, 4, 8), ["Here"]), ((2, 0, 3), ["He", "new", "re"])])
def test_a_new_word_is_part_of_a_link_only_inside_it(pieces: tuple[int, int, int], linked: list[str]) -> None:
    at, start, end = pieces
    disk = deck((PlacedRun("Here", link="https://example.org"), PlacedRun(" it is")))
    meant = MergedParagraph(HERE, HERE, (Piece(DISK, 0, at), Piece(NEW, start, end), Piece(DISK, at, 10)))
    paragraph = body_of(merged(disk, deck("new word"), meant))
    found = [run.findtext(f"{A}t") for run in paragraph.iter(f"{A}r") if run.find(f"{A}rPr/{A}hlinkClick") is not None]
    assert "".join(map(str, found)) == "".join(linked)


def test_a_link_that_the_article_brings_arrives() -> None:
    new = deck((PlacedRun("See "), PlacedRun("there", link="https://example.org/new")))
    content = merged(deck("See"), new, MergedParagraph(HERE, HERE, (Piece(DISK, 0, 3), Piece(NEW, 3, 9))))
    runs = Presentation(io.BytesIO(content)).slides[0].shapes[1].text_frame.paragraphs[0].runs
    assert [(run.text, run.hyperlink.address) for run in runs] == [("See ", None), ("there", "https://example.org/new")]
    # and where its paragraph is not taken, nothing of it is left
    assert b"example.org" not in parts(merged(deck("See"), new, MergedParagraph(HERE)))["ppt/slides/_rels/slide1.xml.rels"]


def test_a_dressed_paragraph_has_the_new_one_s_level_spacing_and_size() -> None:
    old = PlacedParagraph((PlacedRun("One two"),), level=0, size=30, before=4)
    now = PlacedParagraph((PlacedRun("One big two"),), level=1, size=24, before=9)
    meant = MergedParagraph(HERE, HERE, (Piece(DISK, 0, 4), Piece(NEW, 4, 8), Piece(DISK, 4, 7)), dressed=True)
    paragraph = body_of(merged(deck(old), deck(now), meant))
    assert looks(paragraph) == [("One big two", None, "2400")]
    assert [last.get("sz") for last in paragraph.iter(f"{A}endParaRPr")] == ["2400"]
    assert [properties.get("lvl") for properties in paragraph.iter(f"{A}pPr")] == ["1"]
    assert [spacing.get("val") for spacing in paragraph.iter(f"{A}spcPts")] == ["900"]
    plain = body_of(merged(deck(old), deck("One big two"), meant))
    assert (looks(plain), plain.find(f"{A}pPr")) == ([("One big two", None, None)], None)
    bare = body_of(merged(deck(old), deck(now), meant._replace(dressed=False)))
    assert [properties.get("lvl") for properties in bare.iter(f"{A}pPr")] == [None]


def test_a_plain_paragraph_loses_the_colours_that_it_had() -> None:
    disk = edited(deck("Old words"), "ppt/slides/slide1.xml", painted_run("Old words"))
    meant = MergedParagraph(HERE, HERE, (Piece(DISK, 0, 9),), dressed=True)
    assert looks(body_of(merged(disk, deck("x"), meant))) == [("Old words", "FF0000", None)]
    assert looks(body_of(merged(disk, deck("x"), meant._replace(plain=True)))) == [("Old words", None, None)]


def test_a_size_that_is_given_overrides_all_others() -> None:
    pieces = (Piece(DISK, 0, 3), Piece(NEW, 0, 1))
    for meant in (MergedParagraph(HERE, size=21.5), MergedParagraph(new=HERE, size=21.5), MergedParagraph(HERE, HERE, pieces, True, 21.5)):
        paragraph = body_of(merged(deck("One\ntwo"), deck(PlacedParagraph((PlacedRun("x"),), size=24)), meant))
        assert {row[2] for row in looks(paragraph)} == {"2150"}


def test_an_empty_text_has_one_empty_paragraph() -> None:
    content = merged(deck("One"), deck("One"))
    assert texts(content, 0)[1] == [""]


def test_paragraphs_come_from_other_shapes_and_slides() -> None:
    disk = deck((PlacedRun("Here", link="https://example.org"),))
    body: MergedBody = (MergedParagraph(At(1, 1, 0, 0)), MergedParagraph(HERE), MergedParagraph(At(0, 0, 0, 0)))
    shapes = (MergedShape((1, 0), (1, 0)), MergedShape((1, 1), (1, 1), bodies=(body,)))
    content = merge(disk, disk, MergedSlide("two", 1, 1, shapes=shapes))
    assert texts(content, 0)[1] == ["Third", "Here", "Title one"]
    run = Presentation(io.BytesIO(content)).slides[0].shapes[1].text_frame.paragraphs[1].runs[0]
    assert run.hyperlink.address == "https://example.org"


# notes


def noted(*notes: str) -> PlacedSlide:
    return slide("one", "First", "Second", notes=notes)


def test_notes_are_merged_by_paragraph_and_word() -> None:
    disk, new = made(noted("Keep", "Say it"), TWO[1], marks=OLD), made(noted("Keep", "Say all of it", "More"), TWO[1])
    disk = edited(disk, "ppt/notesSlides/notesSlide1.xml", ("Keep", "By hand"))
    word = MergedParagraph(At(0, NOTES, 0, 1), At(0, NOTES, 0, 1), (Piece(DISK, 0, 4), Piece(NEW, 4, 11), Piece(DISK, 4, 6)))
    notes = (MergedParagraph(At(0, NOTES, 0, 0)), word, MergedParagraph(new=At(0, NOTES, 0, 2)))
    content = merge(disk, new, both("one", 0, notes=notes), kept("two", 1))
    assert Presentation(io.BytesIO(content)).slides[0].notes_slide.notes_text_frame.text == "By hand\nSay all of it\nMore"
    assert changed(disk, content) == {"ppt/notesSlides/notesSlide1.xml"}


def test_a_slide_without_notes_gets_a_notes_slide() -> None:
    disk, new = made(slide("one", "First", "Second"), marks=OLD), made(noted("Say"))
    notes = (MergedParagraph(new=At(0, NOTES, 0, 0)),)
    content = merge(disk, new, both("one", 0, notes=notes))
    assert Presentation(io.BytesIO(content)).slides[0].notes_slide.notes_text_frame.text == "Say"
    # words that come from elsewhere need no notes slide of the new deck
    disk, new = made(slide("one", "First", "Second"), noted("Say")._replace(key="two"), marks=OLD), made(slide("one", "First", "Second"))
    content = merge(disk, new, both("one", 0, notes=(MergedParagraph(At(1, NOTES, 0, 0)),)), kept("two", 1))
    assert Presentation(io.BytesIO(content)).slides[0].notes_slide.notes_text_frame.text == "Say"
    content = merge(content, new, both("one", 0, notes=()), kept("two", 1))
    assert Presentation(io.BytesIO(content)).slides[0].notes_slide.notes_text_frame.text == ""

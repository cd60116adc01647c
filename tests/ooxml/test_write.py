"""What a written file holds beside the text of its slides."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openxml_audit import validate_pptx
from PIL import Image as PillowImage
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from deck.errors import OutputError
from deck.model.article import Image, Run, Span
from deck.model.language import Language
from deck.model.marks import Marks
from deck.model.placed import (
    NoteParagraph,
    PlacedCell,
    PlacedDeck,
    PlacedParagraph,
    PlacedPicture,
    PlacedRow,
    PlacedRun,
    PlacedShape,
    PlacedSlide,
    PlacedTable,
    Shape,
)
from deck.model.slides import Section
from deck.model.units import Box
from deck.ooxml import deck_bytes, proof, read_base, read_found, read_seal
from deck.ooxml.package import unzipped
from deck.templates import find_template

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FRENCH = Language("fr", "fr-FR")
MARKS = Marks("0123456789abcdef" * 2, "content/talk.md", "1.0")
SPAN = Span("talk.md", 1, 1)
TEMPLATE = find_template("conference", Path())


def shape(key: str, kind: str, idx: int, *texts: str, **changes: Any) -> PlacedShape:
    paragraphs = tuple(PlacedParagraph((PlacedRun(text),)) for text in texts)
    return PlacedShape(key, kind, idx, Box(0, 0, 1, 1), paragraphs)._replace(**changes)


def talk(*slides: PlacedSlide, language: Language = FRENCH) -> PlacedDeck:
    keys = dict.fromkeys(slide.section for slide in slides)
    return PlacedDeck(language, "Le titre", ("Ada", "Élise"), "Ce que c'est.", tuple(Section(key, key.title()) for key in keys), slides)


def slide(
    key: str = "one", *shapes: Shape, section: str = "s", layout: str = "Stack", notes: tuple[NoteParagraph, ...] = ()
) -> PlacedSlide:
    return PlacedSlide(key, section, layout, key, SPAN, shapes or (shape("title", "title", 0, "Titre"),), notes)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_what_is_written_is_what_is_read() -> None:
    notes = (NoteParagraph((Run("Dire "), Run("tout", bold=True))), NoteParagraph((Run("———"),), derived=True))
    deck = talk(slide("one", shape("title", "title", 0, "A\nB"), shape("kicker", "body", 20, "01"), notes=notes), slide("two"))
    content = deck_bytes(deck, TEMPLATE, MARKS)
    assert proof(content, deck) == ()
    found = read_found(content)
    assert [row.key for row in found.slides] == ["one", "two"]
    assert [shape.text for shape in found.slides[0].shapes] == ["A\nB", "01"]
    assert [paragraph.text for paragraph in found.slides[0].notes] == ["Dire tout", "———"]


def test_a_file_that_says_something_else_is_no_proof() -> None:
    deck = talk(slide("one"), slide("two"))
    content = deck_bytes(deck, TEMPLATE, MARKS)
    other = deck._replace(slides=(deck.slides[0], slide("two", shape("title", "title", 0, "Autre"))))
    assert proof(content, other) == ("slide 2",)
    assert proof(content, deck._replace(slides=deck.slides[:1])) == ("slide 2",)


def test_a_hidden_slide_is_skipped_by_the_show_and_read_back_as_hidden() -> None:
    deck = talk(slide("one"), slide("two")._replace(hidden=True))
    content = deck_bytes(deck, TEMPLATE, MARKS)
    assert proof(content, deck) == ()
    assert [found.hidden for found in read_found(content).slides] == [False, True]
    assert [shown.element.get("show") for shown in Presentation(io.BytesIO(content)).slides] == [None, "0"]
    assert proof(content, talk(slide("one"), slide("two"))) == ("slide 2",)
    base = read_base(content)
    assert base is not None
    assert [found.hidden for found in base.slides] == [False, True]


def test_properties_name_title_authors_description_and_language() -> None:
    properties = Presentation(io.BytesIO(deck_bytes(talk(slide()), TEMPLATE, MARKS))).core_properties
    assert (properties.title, properties.author, properties.comments) == ("Le titre", "Ada, Élise", "Ce que c'est.")
    assert properties.language == "fr-FR"


def test_the_program_that_made_the_file_says_so_and_has_no_date() -> None:
    found = parts(deck_bytes(talk(slide()), TEMPLATE, MARKS))
    assert b"<Application>recap-deck</Application>" in found["docProps/app.xml"]
    assert MARKS.build.encode() in found["docProps/custom.xml"]
    assert b"dcterms" not in found["docProps/core.xml"]
    assert not [name for name in found if "thumbnail" in name]


def test_the_base_in_the_file_holds_hashes_and_no_text() -> None:
    deck = talk(slide("one", shape("title", "title", 0, "Un secret"), notes=(NoteParagraph((Run("Un autre secret"),)),)))
    item = parts(deck_bytes(deck, TEMPLATE, MARKS))["customXml/item1.xml"].decode()
    base = json.loads(etree.fromstring(item.encode()).text or "")
    assert "secret" not in item
    assert (base["build"], base["source"], base["slides"][0]["key"]) == (MARKS.build, MARKS.source, "one")
    assert len(base["slides"][0]["shapes"][0]["bodies"][0]) == len(base["slides"][0]["notes"]) == 1


def test_any_change_of_any_part_breaks_the_seal() -> None:
    content = deck_bytes(talk(slide("one", notes=(NoteParagraph((Run("Dire"),)),))), TEMPLATE, MARKS)
    assert read_seal(content).unbroken
    whole = parts(content)
    for name in whole:
        if name.startswith("customXml/") or name == "[Content_Types].xml":
            continue
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            for part, data in whole.items():
                package.writestr(part, data + b" " if part == name else data)
        seal = read_seal(out.getvalue())
        assert seal.marks == MARKS, name
        assert not seal.unbroken, name


def test_a_template_s_own_custom_xml_stays_and_ours_takes_the_next_number(tmp_path: Path) -> None:
    own = tmp_path / "own.pptx"
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(own, "w") as out:
        for name in source.namelist():
            data = source.read(name)
            if name == "ppt/_rels/presentation.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
                data = data.replace(
                    b"</Relationships>",
                    f'<Relationship Id="rId99" Type="{kind}" Target="../customXml/item1.xml"/></Relationships>'.encode(),
                )
            out.writestr(name, data)
        out.writestr("customXml/item1.xml", "<own/>")
    found = parts(deck_bytes(talk(slide()), own, MARKS))
    assert found["customXml/item1.xml"] == b"<own/>"
    assert b"urn:recap-deck:base:1" in found["customXml/item2.xml"]
    seal = read_seal(deck_bytes(talk(slide()), own, MARKS))
    assert (seal.marks, seal.unbroken) == (MARKS, True)


def test_a_template_s_picture_of_itself_printer_and_macros_are_left_out(tmp_path: Path) -> None:
    own = Presentation(str(TEMPLATE))
    package, macros = own.part.package, "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    for source, name, kind in (
        (package, "/docProps/thumbnail.jpeg", RT.THUMBNAIL),
        (own.part, "/ppt/printerSettings/printerSettings1.bin", RT.PRINTER_SETTINGS),
        (own.part, "/ppt/vbaProject.bin", macros),
    ):
        source.relate_to(Part(PackURI(name), "application/octet-stream", package, b"left behind"), kind)
    own.save(str(tmp_path / "own.pptx"))
    assert list(parts((tmp_path / "own.pptx").read_bytes()).values()).count(b"left behind") == 3
    found = parts(deck_bytes(talk(slide()), tmp_path / "own.pptx", MARKS))
    assert [name for name, content in found.items() if content == b"left behind"] == []
    relations = found["_rels/.rels"] + found["ppt/_rels/presentation.xml.rels"]
    assert [kind for kind in (RT.THUMBNAIL, RT.PRINTER_SETTINGS, macros) if kind.encode() in relations] == []


def test_links_in_notes_lead_out_and_cards_lead_to_slides() -> None:
    note = NoteParagraph(
        (Run("voir", link="https://example.org/a?b=1&c=2"), Run(" et ", link="javascript:alert(1)"), Run("ici", link="#x"))
    )
    card = shape("point 1", "body", 30, "Deux", target="two")
    deck = talk(slide("one", shape("title", "title", 0, "Un"), card, layout="Two Cards", notes=(note,)), slide("two"))
    content = deck_bytes(deck, TEMPLATE, MARKS)
    found = Presentation(io.BytesIO(content))
    runs = found.slides[0].notes_slide.notes_text_frame.paragraphs[0].runs
    assert [run.hyperlink.address for run in runs] == ["https://example.org/a?b=1&c=2", None, None]
    assert found.slides[0].placeholders[30].click_action.target_slide.slide_id == found.slides[1].slide_id


def test_styles_of_words_are_written_and_code_alone_has_a_face() -> None:
    runs = (PlacedRun("a", bold=True), PlacedRun("b", italic=True, strike=True), PlacedRun("c", code=True), PlacedRun("d", soft=True))
    shown = shape("points", "body", 1)._replace(paragraphs=(PlacedParagraph(runs, 1, 24.0, 6.5),), top_inset=10, right_inset=20)
    found = Presentation(io.BytesIO(deck_bytes(talk(slide("one", shape("title", "title", 0, "Un"), shown)), TEMPLATE, MARKS)))
    placed = found.slides[0].placeholders[1]
    paragraph = placed.text_frame.paragraphs[0]
    a, b, c, d = (run._r.rPr for run in paragraph.runs)
    assert (a.get("b"), b.get("i"), b.get("strike"), a.get("sz"), paragraph.level) == ("1", "1", "sngStrike", "2400", 1)
    assert paragraph.space_before.pt == 6.5
    assert [c.find(f"{A}latin").get("typeface"), a.find(f"{A}latin")] == ["Courier New", None]
    assert d.find(f"{A}solidFill/{A}schemeClr") is not None
    body = placed.text_frame._txBody.bodyPr
    assert (body.get("tIns"), body.get("rIns")) == ("10", "20")


def test_room_at_the_end_of_a_line_is_at_its_left_where_it_is_read_from_the_right() -> None:
    shown = shape("points", "body", 1, "نص", right_inset=20)
    deck = talk(slide("one", shape("title", "title", 0, "عنوان"), shown), language=Language("ar", "ar-SA", "Arab", True))
    body = Presentation(io.BytesIO(deck_bytes(deck, TEMPLATE, MARKS))).slides[0].placeholders[1].text_frame._txBody.bodyPr
    assert (body.get("lIns"), body.get("rIns")) == ("20", None)


def test_the_second_tone_is_light_where_the_text_is() -> None:
    def tone(layout: str, idx: int) -> str:
        soft = shape("point", "body", idx)._replace(paragraphs=(PlacedParagraph((PlacedRun("x", soft=True),)),))
        content = deck_bytes(talk(slide("one", shape("title", "title", 0, "Un"), soft, layout=layout)), TEMPLATE, MARKS)
        run = Presentation(io.BytesIO(content)).slides[0].placeholders[idx].text_frame.paragraphs[0].runs[0]
        return str(run._r.rPr.find(f"{A}solidFill/{A}schemeClr").get("val"))

    assert [tone("Contrast", 30), tone("Contrast", 31)] == ["tx1", "bg2"]


def test_an_ordered_list_counts_by_itself() -> None:
    listed = shape("points", "body", 1)._replace(paragraphs=(PlacedParagraph((PlacedRun("neuf"),), margin=500_000, number=9),))
    content = deck_bytes(talk(slide("one", shape("title", "title", 0, "Un"), listed, layout="List")), TEMPLATE, MARKS)
    properties = Presentation(io.BytesIO(content)).slides[0].placeholders[1].text_frame.paragraphs[0]._p.pPr
    assert (properties.get("marL"), properties.get("indent")) == ("500000", "-500000")
    assert properties.find(f"{A}buAutoNum").attrib == {"type": "arabicPeriod", "startAt": "9"}


def test_characters_that_xml_cannot_hold_are_left_out(tmp_path: Path) -> None:
    deck = talk(slide("one", shape("title", "title", 0, "a\x01b\ud800c<&>\"'")))
    content = deck_bytes(deck, TEMPLATE, MARKS)
    assert proof(content, deck) == ()
    assert Presentation(io.BytesIO(content)).slides[0].shapes.title.text_frame.text == "abc<&>\"'"
    (tmp_path / "deck.pptx").write_bytes(content)
    assert validate_pptx(tmp_path / "deck.pptx").is_valid


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_package_is_said(content: bytes) -> None:
    with pytest.raises(OutputError, match=r"no \.pptx"):
        read_found(content)
    with pytest.raises(OutputError, match=r"no \.pptx"):
        read_seal(content)


TITLE = shape("title", "title", 0, "Titre")


def table(*rows: tuple[str, ...], **changes: Any) -> PlacedTable:
    placed = tuple(PlacedRow(tuple(PlacedCell((PlacedRun(text),)) for text in row), 500_000) for row in rows)
    columns = (2_000_000,) * len(rows[0])
    return PlacedTable("table", "tbl", 90, Box(731_520, 2_103_120, sum(columns), 500_000 * len(rows)), columns, placed, 22)._replace(
        **changes
    )


def test_a_table_is_powerpoint_s_own_with_its_head_flagged() -> None:
    deck = talk(slide("one", TITLE, table(("Nom", "Taille"), ("un", "1"), names=0), layout="Table"))
    content = deck_bytes(deck, TEMPLATE, MARKS)
    assert proof(content, deck) == ()
    frame = Presentation(io.BytesIO(content)).slides[0].shapes[1]
    assert frame.is_placeholder and frame.placeholder_format.idx == 90
    assert frame.table.first_row and frame.table.first_col
    assert [[cell.text for cell in row.cells] for row in frame.table.rows] == [["Nom", "Taille"], ["un", "1"]]
    root = etree.fromstring(parts(content)["ppt/slides/slide1.xml"])
    assert not list(root.iter(f"{A}srgbClr")) and not [c for c in root.iter(f"{A}tc") if {"gridSpan", "rowSpan"} & set(c.attrib)]
    assert {r.get("lang") for r in root.iter(f"{A}rPr", f"{A}endParaRPr")} == {"fr-FR"}


def test_a_table_that_was_changed_is_seen() -> None:
    deck = talk(slide("one", TITLE, table(("a", "b"), ("c", "d")), layout="Table"))
    content = deck_bytes(deck, TEMPLATE, MARKS)
    other = talk(slide("one", TITLE, table(("a", "b"), ("c", "e")), layout="Table"))
    assert proof(content, other) == ("slide 1",)


def test_the_cells_of_a_right_to_left_deck_begin_at_the_right() -> None:
    arabic = Language("ar", "ar-SA", "Arab", right_to_left=True)
    row = PlacedRow((PlacedCell((PlacedRun("a"),), "start"), PlacedCell((PlacedRun("1"),), "end")), 500_000)
    deck = talk(slide("one", TITLE, table(("a", "b"), rows=(row, row)), layout="Table"), language=arabic)
    root = etree.fromstring(parts(deck_bytes(deck, TEMPLATE, MARKS))["ppt/slides/slide1.xml"])
    assert [p.get("algn") for p in root.iter(f"{A}pPr") if p.get("rtl") == "1"] == ["r", "l", "r", "l"]


def png() -> bytes:
    out = io.BytesIO()
    PillowImage.new("RGB", (40, 20), "navy").save(out, "PNG")
    return out.getvalue()


def picture(content: bytes, **changes: Any) -> PlacedPicture:
    image = Image(hashlib.sha256(content).hexdigest(), "png", 40, 20)
    return PlacedPicture("picture", "pic", 70, Box(731_520, 1_920_240, 400_000, 200_000), image, "Une salle")._replace(**changes)


def test_a_picture_stands_once_in_the_file_with_its_text() -> None:
    content = png()
    shown = picture(content, crop=(0, 10_000, 0, 10_000))
    deck = talk(slide("one", TITLE, shown, layout="Picture"), slide("two", TITLE, shown, layout="Picture"))
    written = deck_bytes(deck, TEMPLATE, MARKS, {shown.image.digest: content})
    assert proof(written, deck) == ()
    assert [part for name, part in parts(written).items() if name.startswith("ppt/media/")] == [content]
    found = Presentation(io.BytesIO(written)).slides[0].shapes[1]
    assert found.image.blob == content
    assert (found.crop_top, found.crop_bottom, found.crop_left) == (0.1, 0.1, 0)
    assert found._element.nvPicPr.cNvPr.get("descr") == "Une salle"


def test_a_picture_without_a_text_is_marked_as_decoration() -> None:
    content = png()
    deck = talk(slide("one", TITLE, picture(content, alt=""), layout="Picture"))
    root = etree.fromstring(parts(deck_bytes(deck, TEMPLATE, MARKS, {picture(content).image.digest: content}))["ppt/slides/slide1.xml"])
    assert [found.get("val") for found in root.iter() if str(found.tag).endswith("}decorative")] == ["1"]


def test_another_picture_is_no_proof() -> None:
    content = png()
    deck = talk(slide("one", TITLE, picture(content), layout="Picture"))
    written = deck_bytes(deck, TEMPLATE, MARKS, {picture(content).image.digest: content})
    other = picture(content, image=Image("0" * 64, "png", 40, 20))
    assert proof(written, talk(slide("one", TITLE, other, layout="Picture"))) == ("slide 1",)


def test_a_file_with_pictures_and_tables_is_valid(tmp_path: Path) -> None:
    content = png()
    shown = (slide("one", TITLE, picture(content), layout="Picture"), slide("two", TITLE, table(("a", "b"), ("c", "d")), layout="Table"))
    path = tmp_path / "a.pptx"
    path.write_bytes(deck_bytes(talk(*shown), TEMPLATE, MARKS, {picture(content).image.digest: content}))
    result = validate_pptx(path)
    assert result.is_valid, result.errors


def test_a_package_that_is_opened_again_is_as_it_was_whatever_was_done_to_its_parts() -> None:
    content = deck_bytes(talk(slide("one")), TEMPLATE, MARKS)
    first = unzipped(content)
    names = list(first)
    first.clear()
    assert list(unzipped(content)) == names

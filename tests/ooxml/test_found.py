"""Decks as they are read from files: what programs write by themselves is no difference, and each hand edit is one where it was made."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image as PillowImage
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.util import Inches

from deck import __version__
from deck.build import build
from deck.errors import NewerError, OutputError
from deck.model.article import Image, Run, Span
from deck.model.found import FoundDeck, FoundShape, FoundSlide, text_digest
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
)
from deck.model.slides import Section
from deck.model.units import Box
from deck.ooxml import deck_bytes, hashed, known_as, overlaid, read_base, read_found, read_seal
from deck.ooxml.found.deck import found_in
from deck.stages import Request
from deck.templates import find_template
from tools import office

TEMPLATE = find_template("conference", Path())
ARTICLE = Path(__file__).parents[2] / "content" / "small-conference-notes.en.md"
MARKS = Marks("0123456789abcdef" * 2, "content/talk.md", "1.0")
SPAN = Span("talk.md", 1, 1)
RULE = "\u2014" * 3
ONE, TWO, TABLE = "ppt/slides/slide1.xml", "ppt/slides/slide2.xml", "ppt/slides/slide3.xml"
NOTES, BASE = "ppt/notesSlides/notesSlide1.xml", "customXml/item1.xml"
Parts = dict[str, bytes]


def png(colour: str = "navy") -> bytes:
    out = io.BytesIO()
    PillowImage.new("RGB", (40, 20), colour).save(out, "PNG")
    return out.getvalue()


IMAGE = Image(hashlib.sha256(png()).hexdigest(), "png", 40, 20)


def shape(key: str, kind: str, idx: int, *paragraphs: PlacedParagraph | str, **changes: Any) -> PlacedShape:
    rows = (PlacedParagraph((PlacedRun(row),)) if isinstance(row, str) else row for row in paragraphs)
    return PlacedShape(key, kind, idx, Box(0, 0, 1, 1), tuple(rows))._replace(**changes)


def meant() -> PlacedDeck:
    """Return a deck with texts of several looks, a link to a slide and one outside, a picture, a table, and notes."""
    points = (
        PlacedParagraph((PlacedRun("Bread "), PlacedRun("keeps", bold=True), PlacedRun(" a week."))),
        PlacedParagraph((PlacedRun("See the shop.", link="https://example.org"),), 1, 24.0),
    )
    number = shape("number", "sldNum", 12, "1")
    cells = tuple(tuple(PlacedCell((PlacedRun(text),)) for text in row) for row in (("Name", "Size"), ("Rye", "1")))
    table = PlacedTable(
        "table",
        "tbl",
        90,
        Box(731_520, 2_103_120, 4_000_000, 1_000_000),
        (2_000_000,) * 2,
        tuple(PlacedRow(row, 500_000) for row in cells),
        22,
    )
    picture = PlacedPicture("picture", "pic", 70, Box(731_520, 1_920_240, 400_000, 200_000), IMAGE, "A shelf of bread", (0, 10_000, 0, 0))
    card = shape("point 1", "body", 1, "To the shelf", target="two")
    notes = (NoteParagraph((Run("Say "), Run("all", bold=True))), NoteParagraph((Run(RULE),), derived=True), NoteParagraph((Run("More."),)))
    slides = (
        ("one", "Stack", (shape("title", "title", 0, "Bread"), shape("points", "body", 1, *points), number), notes),
        ("two", "Picture", (shape("title", "title", 0, "The shelf\nat night"), picture, number), ()),
        ("three", "Table", (shape("title", "title", 0, "Sizes"), table), ()),
        ("four", "List", (shape("title", "title", 0, "Where"), card), ()),
    )
    placed = (PlacedSlide(key, "s", layout, key, SPAN, shapes, spoken) for key, layout, shapes, spoken in slides)
    return PlacedDeck(Language("en", "en-GB"), "Bread", ("Ada",), "", (Section("s", "S"),), tuple(placed))


def written() -> bytes:
    return deck_bytes(meant(), TEMPLATE, MARKS, {IMAGE.digest: png()})


def parts_of(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def changed(content: bytes, part: str, pattern: str, put: str, count: int = 1) -> bytes:
    """Return a file with something else in one of its parts."""
    parts = parts_of(content)
    text, times = re.subn(pattern, put, parts[part].decode(), count=count, flags=re.DOTALL)
    assert times, pattern
    return packed({**parts, part: text.encode()})


def differences(one: FoundDeck, other: FoundDeck) -> set[str]:
    """Return the fields in which two decks differ, those of paragraphs and runs as well."""
    found: set[str] = set()
    walk("deck", one, other, found)
    return found


def walk(name: str, one: Any, other: Any, found: set[str]) -> None:
    if one == other:
        return
    if hasattr(one, "_fields") and not isinstance(one, Box):
        for field in one._fields:
            walk(f"{type(one).__name__.removeprefix('Found').lower()}.{field}", getattr(one, field), getattr(other, field), found)
    elif isinstance(one, tuple) and len(one) == len(other) and one and isinstance(one[0], tuple) and not isinstance(one[0], Box):
        for left, right in zip(one, other, strict=True):
            walk(name, left, right, found)
    else:
        found.add(name)


def test_what_is_written_is_read_with_all_that_tells_it() -> None:
    deck = read_found(written())
    assert [(slide.key, slide.layout, slide.title) for slide in deck.slides] == [
        ("one", "Stack", "Bread"),
        ("two", "Picture", "The shelf at night"),
        ("three", "Table", "Sizes"),
        ("four", "List", "Where"),
    ]
    assert (deck.width, deck.height, deck.program) == (12_192_000, 6_858_000, "recap-deck")
    one, two, three, four = deck.slides
    assert one.number and one.shapes[0].guid.startswith("{") and one.shapes[0].name == "Title"
    points = one.shapes[1].bodies[0]
    assert [[(run.text, run.bold) for run in row.runs] for row in points] == [
        [("Bread ", None), ("keeps", True), (" a week.", None)],
        [("See the shop.", None)],
    ]
    assert (points[1].level, points[1].size, points[0].digest) == (1, 24.0, text_digest("Bread keeps a week."))
    assert one.shapes[2].text == "\u2039#\u203a"
    assert [row.text for row in one.notes] == ["Say all", RULE, "More."]
    picture, table = two.shapes[1], three.shapes[1]
    assert (picture.tag, picture.image, picture.crop, picture.alt) == ("pic", IMAGE.digest, (0, 10_000, 0, 0), "A shelf of bread")
    assert (picture.box, picture.own_box) == (Box(731_520, 1_920_240, 400_000, 200_000), True)
    assert (table.tag, table.columns, [body[0].text for body in table.bodies]) == ("graphicFrame", 2, ["Name", "Size", "Rye", "1"])
    assert [slide.extras for slide in deck.slides] == [()] * 4
    assert four.shapes[1].kind == "body"


def places_on(layouts: Any, name: str) -> dict[int, Box]:
    """Return where the placeholders of a layout stand, as python-pptx finds it."""
    holders = next(layout.placeholders for layout in layouts if layout.name == name)
    return {holder.placeholder_format.idx: Box(holder.left, holder.top, holder.width, holder.height) for holder in holders}


def test_a_place_is_inherited_from_the_layout_and_from_the_master() -> None:
    layouts = Presentation(str(TEMPLATE)).slide_layouts
    for slide in read_found(written()).slides:
        for found in slide.shapes:
            assert found.own_box or found.box == places_on(layouts, slide.layout)[found.idx]


def noise(parts: Parts) -> Parts:
    """Return a deck as PowerPoint leaves it that opened and saved it, without an edit."""
    found = dict(parts)
    for name in [name for name in parts if re.fullmatch(r"ppt/(slides|notesSlides)/\w+\.xml", name)]:
        root: Any = etree.fromstring(parts[name])
        for element in list(root.iter()):
            tag = etree.QName(element).localname
            if tag == "rPr":
                for key, value in (("dirty", "0"), ("err", "1"), ("noProof", "1"), ("lang", "de-DE")):
                    element.set(key, value)
            if tag == "cNvPr":
                element.set("id", str(1000 + int(element.get("id", 0))))
            if tag == "endParaRPr":
                element.getparent().remove(element)
            if tag == "bodyPr":
                etree.SubElement(element, f"{{{element.nsmap['a']}}}normAutofit", fontScale="92500", lnSpcReduction="10000")
            if len(element.attrib) > 1:
                turned = list(reversed(element.attrib.items()))
                element.attrib.clear()
                element.attrib.update(turned)
        for run in list(root.iter("{*}r")):
            split(run)
        for field in root.iter("{*}fld"):
            field.find("{*}t").text = "27"
        found[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        relations = f"{name.rpartition('/')[0]}/_rels/{name.rpartition('/')[2]}.rels"
        ids = set(re.findall(rb' Id="(\w+)"', parts[relations]))
        for number, relation in enumerate(sorted(ids), 50):
            found[name] = re.sub(rb'"%s"' % relation, b'"rId%d"' % number, found[name])
            found[relations] = re.sub(rb' Id="%s"' % relation, b' Id="rId%d"' % number, found[relations])
    return found


def split(run: Any) -> None:
    """Split a run in two of one look, as PowerPoint does where its spelling checker marked a word."""
    text = run.find("{*}t")
    if len(text.text) > 3:
        second: Any = etree.fromstring(etree.tostring(run))
        second.find("{*}t").text, text.text = text.text[2:], text.text[:2]
        run.addnext(second)


def test_what_powerpoint_writes_by_itself_is_no_difference() -> None:
    content = written()
    noisy = packed(noise(parts_of(content)))
    assert parts_of(noisy)[ONE] != parts_of(content)[ONE]
    assert differences(read_found(content), read_found(noisy)) == set()


SPACE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
TRANSITION = '<p:transition spd="slow" advTm="3000"><p:fade/></p:transition>'
TIMING = (
    '<p:timing><p:tnLst><p:par><p:cTn id="1" nodeType="tmRoot"><p:childTnLst><p:seq><p:cTn id="2"><p:childTnLst><p:set><p:cBhvr>'
    '<p:cTn id="3"/><p:tgtEl><p:spTgt spid="3"/></p:tgtEl></p:cBhvr></p:set></p:childTnLst></p:cTn></p:seq></p:childTnLst></p:cTn></p:par>'
    "</p:tnLst></p:timing>"
)
IDLE = '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" nodeType="tmRoot"/></p:par></p:tnLst></p:timing>'
LOOKS = {"paragraph.look", "paragraph.style", "run.look"}
TEXT = {"run.text", "paragraph.digest"}
# what a hand does, the part, what stands there and what then does, and the fields that tell it
HAND = {
    "a word": (ONE, "a week", "a month", TEXT),
    "a word in bold": (ONE, 'b="1"', 'b="0"', LOOKS | {"run.bold"}),
    # a linked text is a run a word: only one of them changed
    "size": (ONE, 'sz="2400"', 'sz="2000"', (LOOKS - {"run.look"}) | {"paragraph.runs"}),
    "the words that are bold": (ONE, ">Bread <(.*?)>keeps<", r">Bread k<\1>eeps<", {"run.text", "paragraph.look"}),
    "level": (ONE, 'lvl="1"', 'lvl="2"', {"paragraph.level"}),
    "alignment": (ONE, 'lvl="1"', 'lvl="1" algn="r"', {"paragraph.look", "paragraph.style"}),
    "a line break": (TWO, "<a:br>.*?</a:br>", "", TEXT | {"run.text"}),
    "notes": (NOTES, "More", "Less", TEXT),
    "place": (
        ONE,
        "<p:spPr/>",
        f'<p:spPr><a:xfrm {SPACE}><a:off x="1" y="2"/><a:ext cx="3" cy="4"/></a:xfrm></p:spPr>',
        {"shape.box", "shape.own_box"},
    ),
    "turn": (TWO, "<p:spPr><a:xfrm>", '<p:spPr><a:xfrm rot="60000">', {"shape.turned"}),
    "fill": (ONE, "<p:spPr/>", f'<p:spPr><a:solidFill {SPACE}><a:srgbClr val="FF0000"/></a:solidFill></p:spPr>', {"shape.look"}),
    "columns of text": (ONE, "<a:bodyPr/>", '<a:bodyPr numCol="2"/>', {"shape.look"}),
    "hidden shape": (ONE, 'name="Title"', 'name="Title" hidden="1"', {"shape.look"}),
    "where a card leads": ("ppt/slides/_rels/slide4.xml.rels", r"slide2\.xml", "slide3.xml", {"shape.look"}),
    "where a link leads": ("ppt/slides/_rels/slide1.xml.rels", "example.org", "example.net", LOOKS),
    "crop": (TWO, 't="10000"', 't="20000"', {"shape.crop"}),
    "alternative text": (TWO, "A shelf of bread", "A shelf", {"shape.alt"}),
    "effect of a picture": (TWO, '(<a:blip r:embed="[^"]*")/>', r"\1><a:grayscl/></a:blip>", {"shape.look"}),
    "name": (TWO, 'name="Picture"', 'name="Shelf"', {"shape.name"}),
    "cell": (TABLE, ">Rye<", ">Oat<", TEXT),
    "width of a column": (TABLE, '<a:gridCol w="2000000"/>', '<a:gridCol w="2500000"/>', {"shape.look"}),
    "fill of a cell": (TABLE, "<a:noFill/></a:tcPr>", '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:tcPr>', {"shape.look"}),
    "hidden slide": (ONE, "<p:sld ", '<p:sld show="0" ', {"slide.hidden"}),
    "name of a slide": (ONE, "deck:one", "mine", {"slide.key"}),
    "transition": (ONE, "</p:clrMapOvr>", f"</p:clrMapOvr>{TRANSITION}", {"slide.extras"}),
    "animation": (ONE, "</p:clrMapOvr>", f"</p:clrMapOvr>{TIMING}", {"slide.extras"}),
    "background": (ONE, "<p:spTree>", "<p:bg><p:bgPr><a:noFill/><a:effectLst/></p:bgPr></p:bg><p:spTree>", {"slide.extras"}),
    "layout": ("ppt/slides/_rels/slide1.xml.rels", r"slideLayout\d+", "slideLayout1", {"slide.layout", "shape.box"}),
    "colour of the theme": (
        "ppt/theme/theme1.xml",
        '<a:accent1><a:srgbClr val="[0-9A-Fa-f]+"',
        '<a:accent1><a:srgbClr val="123456"',
        {"deck.designs"},
    ),
}


@pytest.mark.parametrize("edit", HAND)
def test_a_hand_edit_is_a_difference_where_it_was_made(edit: str) -> None:
    part, was, now, fields = HAND[edit]
    content = written()
    assert differences(read_found(content), read_found(changed(content, part, was, now))) == fields


def test_a_picture_is_known_by_its_bytes_wherever_it_lies() -> None:
    content = written()
    parts = parts_of(content)
    name = next(name for name in parts if name.startswith("ppt/media/"))
    assert differences(read_found(content), read_found(packed({**parts, name: png("red")}))) == {"shape.image"}
    moved = changed(
        packed({**parts, "ppt/media/other.png": parts[name]}), "ppt/slides/_rels/slide2.xml.rels", r"media/\w+\.", "media/other."
    )
    assert differences(read_found(content), read_found(moved)) == set()


@pytest.mark.parametrize("left", ['<p:transition advTm="4000"/>', IDLE])
def test_what_a_rehearsal_leaves_and_an_animation_taken_out_is_none(left: str) -> None:
    content = written()
    assert differences(read_found(content), read_found(changed(content, ONE, "</p:clrMapOvr>", f"</p:clrMapOvr>{left}"))) == set()


def test_the_time_of_a_rehearsal_is_no_transition() -> None:
    one = changed(written(), ONE, "</p:clrMapOvr>", f"</p:clrMapOvr>{TRANSITION}")
    assert differences(read_found(one), read_found(changed(one, ONE, "3000", "9000"))) == set()
    assert differences(read_found(one), read_found(changed(one, ONE, "<p:fade/>", "<p:cut/>"))) == {"slide.extras"}


def test_an_animation_is_known_by_the_shape_that_it_moves() -> None:
    one = changed(written(), ONE, "</p:clrMapOvr>", f"</p:clrMapOvr>{TIMING}")
    renumbered = changed(changed(one, ONE, '<p:cNvPr id="3"', '<p:cNvPr id="77"'), ONE, 'spid="3"', 'spid="77"')
    assert differences(read_found(one), read_found(renumbered)) == set()
    assert differences(read_found(one), read_found(changed(one, ONE, 'spid="3"', 'spid="2"'))) == {"slide.extras"}


def by_hand(work: Callable[[Any], None]) -> FoundDeck:
    """Return the deck behind the work of a hand on its second slide."""
    presentation = Presentation(io.BytesIO(written()))
    work(presentation.slides[1])
    out = io.BytesIO()
    presentation.save(out)
    return read_found(out.getvalue())


def test_what_a_hand_adds_is_one_more_shape_of_its_kind() -> None:
    def chart(slide: Any, values: tuple[int, ...] = (1, 2)) -> None:
        rows: Any = CategoryChartData()  # type: ignore[no-untyped-call]
        rows.categories = ("a", "b")
        rows.add_series("s", values)
        slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, Inches(2), Inches(2), rows)

    def group(slide: Any, text: str = "In it", left: int = 5, size: int = 3) -> None:
        found = slide.shapes.add_group_shape()
        box = found.shapes.add_textbox(left, 5, Inches(size), 5)
        box.text_frame.text = text

    def line(slide: Any, to: int = 1) -> None:
        added = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, 0, 0, 5, 5)
        added.begin_connect(slide.shapes[to], 0)

    def last(work: Callable[..., None], *values: Any) -> FoundShape:
        return by_hand(lambda slide: work(slide, *values)).slides[1].shapes[-1]

    assert (last(chart).tag, last(group).tag, last(line).tag) == ("graphicFrame", "grpSp", "cxnSp")
    assert last(chart).inside == last(chart).inside != last(chart, (1, 3)).inside
    assert last(group).text == "In it"
    assert last(group).inside != last(group, "Else").inside
    assert last(group).inside == last(group, "In it", 9).inside  # moved as a whole, and what is in it along with it
    assert last(group).inside != last(group, "In it", 5, 4).inside
    assert last(line).inside != last(line, 0).inside
    assert [shape.text for shape in by_hand(group).slides[1].shapes[:-1]] == [
        shape.text for shape in read_found(written()).slides[1].shapes
    ]


def test_two_versions_of_a_shape_are_one() -> None:
    twice = (
        r'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="p14">\1'
        r"</mc:Choice>"
        r'<mc:Fallback><p:sp><p:nvSpPr><p:cNvPr id="9" name="Old"/></p:nvSpPr></p:sp></mc:Fallback></mc:AlternateContent>'
    )
    content = changed(written(), ONE, r"(<p:sp>(?:(?!<p:sp>).)*Points.*?</p:sp>)", twice)
    found = read_found(content).slides[0].shapes
    assert [(shape.tag, shape.name) for shape in found] == [("sp", "Title"), ("AlternateContent", "Points"), ("sp", "Number")]
    assert found[1].text == "Bread keeps a week.\nSee the shop."
    assert found[1].inside
    assert read_found(changed(content, ONE, "Old", "Older")).slides[0].shapes == found


def test_comments_and_what_programs_attach_are_told() -> None:
    parts = parts_of(written())
    relations = "ppt/slides/_rels/slide1.xml.rels"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rows = f'<Relationship Id="rId90" Type="{office}/comments" Target="../comments/comment1.xml"/>'
    rows += f'<Relationship Id="rId91" Type="{office}/tags" Target="../tags/tag1.xml"/>'
    rows += f'<Relationship Id="rId92" Type="{office}/video" Target="../media/a.mp4"/></Relationships>'
    parts[relations] = parts[relations].replace(b"</Relationships>", rows.encode())
    more = {"ppt/comments/comment1.xml": b"<p/>", "ppt/tags/tag1.xml": b"<t/>", "ppt/media/a.mp4": b"1"}
    found = read_found(packed({**parts, **more})).slides[0]
    assert [word for word, _ in found.extras] == ["comments", "media", "other"]
    other = read_found(packed({**parts, **more, "ppt/comments/comment1.xml": b"<q/>"})).slides[0]
    assert [word for word, digest in other.extras if (word, digest) not in found.extras] == ["comments"]


def test_a_text_on_which_nothing_is_set_has_a_look_of_its_own() -> None:
    one, two = (slide.shapes[0].bodies[0][0] for slide in read_found(written()).slides[2:])
    assert one.runs[0].look == two.runs[0].look == ""
    assert one.look == two.look != ""
    assert one.style == two.style != ""


def test_notes_on_which_nothing_stands_are_none() -> None:
    content = changed(written(), NOTES, "<a:t>[^<]*</a:t>", "<a:t></a:t>", 0)
    assert read_found(content).slides[0].notes == ()


def test_slides_come_in_the_order_of_their_list_and_once() -> None:
    content = written()
    turned = changed(content, "ppt/presentation.xml", r"(<p:sldId [^>]*/>)(<p:sldId [^>]*/>)", r"\2\1\1")
    assert [slide.key for slide in read_found(turned).slides] == ["two", "one", "three", "four"]
    lost = changed(content, "ppt/_rels/presentation.xml.rels", r"slides/slide2\.xml", "slides/slide99.xml")
    assert [slide.key for slide in read_found(lost).slides] == ["one", "three", "four"]
    nobody = changed(content, "ppt/presentation.xml", r"rIdSlide2", "rIdNobody")
    assert [slide.key for slide in read_found(nobody).slides] == ["one", "three", "four"]
    none = changed(content, "ppt/presentation.xml", r"<p:sldIdLst>.*?</p:sldIdLst>", "")
    assert read_found(none).slides == ()
    same = changed(content, TWO, 'name="deck:two"', 'name="deck:one"')
    assert [slide.key for slide in read_found(same).slides] == ["one", "one", "three", "four"]


def twice() -> bytes:
    out = io.BytesIO()
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "w") as package:
        for name, content in [*parts_of(written()).items(), (ONE, b"<p:sld/>")]:
            package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: b"", "no .pptx that can be opened: it is empty"),
        (lambda: b"no zip", r"no \.pptx that can be opened$"),
        (lambda: b"\xd0\xcf\x11\xe0 and so on", "locked by a password"),
        (lambda: written()[:5000], "cut off or damaged"),
        (lambda: packed({"a.txt": b"a"}), "no presentation in it"),
        (lambda: packed({**parts_of(written()), "ppt/presentation.xml": b"<w/>"}), "no presentation in it"),
        (lambda: packed({**parts_of(written()), ONE: b"<p:sld"}), "damaged"),
        (
            lambda: changed(
                written(),
                "ppt/presentation.xml",
                "http://schemas.openxmlformats.org/presentationml/2006",
                "http://purl.oclc.org/ooxml/p",
                0,
            ),
            "Strict",
        ),
        (twice, "two of its parts are called ppt/slides/slide1.xml"),
    ],
)
def test_what_is_no_deck_is_said_in_a_line(content: Callable[[], bytes], said: str) -> None:
    with pytest.raises(OutputError, match=said) as raised:
        read_found(content())
    assert "\n" not in str(raised.value)


def test_lines_that_are_made_anew_are_known_from_what_was_meant() -> None:
    found = known_as(read_found(written()), meant())
    assert [row.derived for row in found.slides[0].notes] == [False, True, False]
    assert not any(row.derived for slide in found.slides[1:] for row in slide.notes)


def test_the_base_in_the_file_is_the_deck_without_its_words() -> None:
    content = written()
    base = read_base(content)
    assert base == hashed(known_as(read_found(content), meant()))
    item = parts_of(content)[BASE].decode()
    words = ("keeps", "shop", "shelf", "night", "Rye", "Say", "More")
    assert not [word for word in words if word in item]
    assert base is not None and base.slides[1].shapes[1].alt == text_digest("A shelf of bread")
    assert read_seal(content) == (MARKS, True, False)


def held(content: bytes, **changes: object) -> bytes:
    """Return a file whose base says something else."""
    parts = parts_of(content)
    root = etree.fromstring(parts[BASE])
    root.text = json.dumps({**json.loads(root.text or ""), **changes})
    return packed({**parts, BASE: etree.tostring(root)})


def test_a_deck_of_a_later_version_says_which() -> None:
    content = held(written(), schema=3, version="9.1")
    for read in (read_seal, read_base):
        with pytest.raises(NewerError, match=rf"made by recap-deck 9\.1, newer than this one \({re.escape(__version__)}\)"):
            read(content)
    assert len(read_found(content).slides) == 4


def test_an_older_base_a_broken_one_and_none_are_no_base() -> None:
    content = written()
    for other in (
        held(content, schema=1),
        held(content, slides=[{"shapes": 5}]),
        held(content, schema="x"),
        changed(content, BASE, ">.*<", "><"),
    ):
        assert read_base(other) is None
    assert read_seal(held(content, schema=1)).marks == MARKS
    assert read_seal(held(content, merged=True)).merged
    parts = parts_of(content)
    assert read_base(packed({name: part for name, part in parts.items() if not name.startswith("customXml/")})) is None


def laid(slide: FoundSlide) -> FoundSlide:
    return slide._replace(
        key="", number=0, layout="Blank", shapes=tuple(shape._replace(name="P", guid="", kind="", idx=0) for shape in slide.shapes)
    )


def test_a_washed_deck_is_known_by_the_one_that_we_wrote() -> None:
    raw = known_as(read_found(written()), meant())
    washed = read_found(written())
    washed = washed._replace(slides=tuple(map(laid, washed.slides)))
    assert overlaid(washed, raw) == raw
    assert overlaid(washed._replace(slides=washed.slides[1:]), raw) is None
    fewer = washed.slides[0]._replace(shapes=washed.slides[0].shapes[1:])
    assert overlaid(washed._replace(slides=(fewer, *washed.slides[1:])), raw) is None
    turned = washed.slides[0]._replace(shapes=washed.slides[0].shapes[::-1])
    assert overlaid(washed._replace(slides=(turned, *washed.slides[1:])), raw) is None


def converted(folder: Path, kind: str, name: str) -> Path:
    """Return the folder `name` with what LibreOffice makes of the decks in another."""
    made = folder.parent / name
    profile = f"-env:UserInstallation={(folder.parent / 'profile').resolve().as_uri()}"
    decks = map(str, sorted(folder.glob("*.od?" if kind == "pptx" and any(folder.glob("*.odp")) else "*.pptx")))
    command = [office.find_soffice(), profile, "--headless", "--convert-to", kind, "--outdir", str(made), *decks]
    subprocess.run(command, capture_output=True, timeout=300, check=True)
    return made


def counting(deck: FoundDeck) -> FoundDeck:
    """Return a deck without what LibreOffice changes at each save: names of layouts, and boxes by 1/100 mm."""
    slides = tuple(slide._replace(layout="", shapes=tuple(shape._replace(box=None) for shape in slide.shapes)) for slide in deck.slides)
    return deck._replace(slides=slides)


def moved(one: FoundDeck, other: FoundDeck) -> int:
    """Return by how much places differ, at most, in EMU."""
    pairs = (
        zip(left.box or (), right.box or (), strict=True)
        for first, second in zip(one.slides, other.slides, strict=True)
        for left, right in zip(first.shapes, second.shapes, strict=True)
    )
    return max(abs(a - b) for pair in pairs for a, b in pair)


# what no hand did, and what a comparison with the deck as we wrote it would call an edit
WASHED = {
    "deck.program",
    "deck.designs",
    "deck.layouts",
    "shape.box",
    "shape.own_box",
    "shape.look",
    "shape.crop",
    "paragraph.level",
    "paragraph.runs",
    "paragraph.before",
    "paragraph.margin",
    "shape.insets",
}


@pytest.mark.office
def test_a_deck_that_libreoffice_saved_is_the_base_that_it_saved(tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / "talk.pptx").write_bytes(written())
    build(Request(ARTICLE, ARTICLE.name, ARTICLE.parents[1], {"output": str(ours / "real.pptx")}))
    once, again = converted(ours, "pptx", "once"), converted(ours, "pptx", "again")
    second, back = converted(once, "pptx", "second"), converted(converted(ours, "odp", "document"), "pptx", "back")
    for name in ("talk.pptx", "real.pptx"):
        raw, washed = read_found((ours / name).read_bytes()), read_found((once / name).read_bytes())
        assert read_found((again / name).read_bytes()) == washed
        for folder in (second, back):
            found = read_found((folder / name).read_bytes())
            assert differences(counting(found), counting(washed)) == set()
            assert moved(found, washed) <= 2000
        known = overlaid(washed, raw)
        assert known is not None
        assert differences(raw, known) <= WASHED | LOOKS | {"run.size", "run.bold"}
        assert read_base((once / name).read_bytes()) == read_base((ours / name).read_bytes())
        assert read_base((back / name).read_bytes()) is None


def test_a_link_leads_to_the_same_slide_where_a_program_took_its_name_or_its_number_away() -> None:
    whole = parts_of(written())
    slides = [name for name in whole if name.startswith("ppt/slides/slide")]
    nameless = {name: re.sub(rb'(<p:cSld) name="[^"]*"', rb"\1", whole[name]) for name in slides}
    unnumbered = {name: re.sub(rb"<p14:creationId[^>]*/>", b"", whole[name]) for name in slides}
    looks = [shape.look for shape in found_in(whole).slides[3].shapes]
    for changed in (nameless, unnumbered):
        assert changed["ppt/slides/slide4.xml"] != whole["ppt/slides/slide4.xml"]
        assert [shape.look for shape in found_in({**whole, **changed}).slides[3].shapes] == looks

"""A merge carried out: what the disk had survives, what the plan says arrives, and the package is whole."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu

from deck.model.found import Body
from deck.model.merged import At, MergedParagraph, MergedShape, MergedSlide
from deck.model.placed import PlacedCell, PlacedRow, PlacedRun, PlacedTable
from deck.model.units import Box
from deck.ooxml import read_found, read_seal
from deck.ooxml.places import shapes_of
from merged_decks import (
    BOX,
    DISK,
    MOVED,
    NEW,
    NOW,
    OLD,
    P14,
    TWO,
    A,
    P,
    R,
    added,
    both,
    changed,
    edited,
    effect,
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
    timing,
)

# the package


def test_what_nobody_changes_stays_as_the_bytes_that_it_is() -> None:
    disk, new = made(*TWO, marks=OLD), made(*TWO)
    disk = added(disk, "ppt/slides/slide1.xml", "rIdX", "http://example.org/unknown", "ppt/unknown/thing.xml", b"<x/>")
    content = merge(disk, new, kept("one", 0), both("two", 1))
    assert changed(disk, content) == set()
    assert b"1" * 40 in parts(content)["docProps/custom.xml"]
    base = json.loads(etree.fromstring(parts(content)["customXml/item1.xml"]).text or "")
    assert (base["build"], base["merged"], [row["key"] for row in base["slides"]]) == ("1" * 40, True, ["one", "two"])


def test_an_untouched_slide_is_the_new_one_in_the_old_part() -> None:
    disk, new = made(*TWO, marks=OLD), made(slide("one", "Other", notes=("Other",)), TWO[1])
    content = merge(disk, new, MergedSlide("one", 0, 0, whole=NEW), kept("two", 1))
    assert changed(disk, content) == {"ppt/slides/slide1.xml", "ppt/notesSlides/notesSlide1.xml"}
    assert parts(content)["ppt/slides/slide1.xml"] == parts(new)["ppt/slides/slide1.xml"]
    assert read_found(content).slides == read_found(new).slides


def test_slides_stand_in_the_order_of_the_result_under_the_ids_that_they_had() -> None:
    disk = made(*TWO, slide("three", "x"), marks=OLD)
    new = made(slide("zero", "z", notes=("Zero",)), *TWO)
    content = merge(disk, new, kept("two", 1), MergedSlide("zero", new=0, whole=NEW), kept("one", 0))
    main = etree.fromstring(parts(content)["ppt/presentation.xml"])
    assert [row.get("id") for row in main.iter(f"{P}sldId")] == ["257", "259", "256"]
    assert [row.key for row in read_found(content).slides] == ["two", "zero", "one"]
    assert texts_of(read_found(content).slides[1].notes) == ["Zero"]
    # a name that was on the disk is not given again
    assert "ppt/slides/slide3.xml" not in parts(content)
    assert "ppt/slides/slide4.xml" in parts(content)
    assert [row.get("id") for row in main.iter(f"{P14}sldId")] == ["257", "259", "256"]


def test_a_slide_leaves_with_its_notes_comments_and_pictures_that_nobody_else_shows() -> None:
    red, blue = painted("red"), painted("blue")
    shown = [
        slide(key, "x", layout="Picture", more=(picture(c),), notes=("n",)) for key, c in (("one", red), ("two", blue), ("three", red))
    ]
    disk = made(*shown, marks=OLD, media=(red, blue))
    comments = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    disk = added(disk, "ppt/slides/slide1.xml", "rIdC", comments, "ppt/comments/comment1.xml", b"<x/>")
    disk = added(disk, "ppt/slides/slide2.xml", "rIdC", comments, "ppt/comments/comment2.xml", b"<x/>")
    content = merge(disk, disk, kept("three", 2))
    left = parts(content)
    assert not [name for name in left if "comment" in name or "notesSlide1" in name or "slide1." in name]
    assert [name for name in left if "/media/" in name] == [f"ppt/media/{hashlib.sha256(red).hexdigest()[:16]}.png"]
    assert b"slide1.xml" not in left["[Content_Types].xml"]
    assert parts(merge(disk, disk, kept("two", 1), kept("three", 2)))["ppt/comments/comment2.xml"] == b"<x/>"


def test_a_click_that_leads_to_a_slide_that_is_gone_is_taken_out() -> None:
    link = shape("entries", "body", 30, "Go to two", target="two")
    disk = made(slide("one", layout="Agenda", more=(link,)), TWO[1], marks=OLD)
    assert b"hlinkClick" in parts(disk)["ppt/slides/slide1.xml"]
    content = merge(disk, disk, kept("one", 0))
    assert b"hlinkClick" not in parts(content)["ppt/slides/slide1.xml"]
    new = made(slide("zero", layout="Agenda", more=(link,)), TWO[1])
    content = merge(disk, new, kept("two", 1), MergedSlide("zero", new=0, whole=NEW))
    assert b"hlinkClick" not in parts(content)["ppt/slides/slide3.xml"]
    linked = MergedShape((0, 1), (0, 1), bodies=((MergedParagraph(At(0, 1, 0, 0)),),))
    content = merge(disk, disk, MergedSlide("one", 0, 0, shapes=(MergedShape((0, 0), (0, 0)), linked)))
    assert texts(content, 0)[1] == ["Go to two"]
    content = merge(disk, new, MergedSlide("two", 1, 1, whole=NEW), MergedSlide("zero", new=0, whole=NEW))
    click = next(root_of(content, 1).iter(f"{A}hlinkClick"))
    two, one = Presentation(io.BytesIO(content)).slides
    assert one.part.related_part(click.get(f"{R}id")) is two.part


def test_pictures_that_are_there_are_not_added_again() -> None:
    red = painted("red")
    shown = slide("one", layout="Picture", more=(picture(red),))
    disk = made(shown, marks=OLD, media=(red,))
    whole = {name.replace("ppt/media/", "ppt/media/other-"): content for name, content in parts(disk).items()}
    whole["ppt/slides/_rels/slide1.xml.rels"] = whole["ppt/slides/_rels/slide1.xml.rels"].replace(b"/media/", b"/media/other-")
    content = merge(
        packed(whole), made(shown, shown._replace(key="two"), media=(red,)), kept("one", 0), MergedSlide("two", new=1, whole=NEW)
    )
    assert len([name for name in parts(content) if "/media/" in name]) == 1


def test_a_chart_comes_with_all_that_it_relates_to() -> None:
    presentation = Presentation(io.BytesIO(made(*TWO)))
    numbers = CategoryChartData()  # type: ignore[no-untyped-call]
    numbers.categories = ["a", "b"]
    numbers.add_series("s", (1, 2))  # type: ignore[no-untyped-call]
    frame = (Emu(0), Emu(0), Emu(3_000_000), Emu(3_000_000))
    for place in (0, 1):
        presentation.slides[place].shapes.add_chart(XL_CHART_TYPE.PIE, *frame, numbers)
    out = io.BytesIO()
    presentation.save(out)
    deck = out.getvalue()
    content = merge(deck, deck, kept("one", 0), kept("two", 1), MergedSlide("", new=0, whole=NEW))
    charts = [one.chart for shown in Presentation(io.BytesIO(content)).slides for one in shown.shapes if one.has_chart]
    assert [list(chart.plots[0].categories) for chart in charts] == [["a", "b"]] * 3
    assert len({chart.part.partname for chart in charts}) == len({c.part.chart_workbook.xlsx_part.partname for c in charts}) == 3


def test_sections_keep_their_slides_and_added_ones_join_the_slide_before() -> None:
    first, second = (slide(key, "x")._replace(section="a") for key in ("one", "two"))
    third = slide("three", "x")._replace(section="b")
    disk, new = made(first, second, third, marks=OLD), made(first, slide("new", "x"), second, third)
    content = merge(disk, new, kept("one", 0), MergedSlide("new", new=1, whole=NEW), kept("three", 2))
    main = etree.fromstring(parts(content)["ppt/presentation.xml"])
    found = [(one.get("name"), [row.get("id") for row in one.iter(f"{P14}sldId")]) for one in main.iter(f"{P14}section")]
    assert found == [("A", ["256", "259"]), ("B", ["258"])]


def test_a_slide_that_was_moved_into_another_section_joins_it() -> None:
    slides = [slide(key, "x")._replace(section=section) for key, section in (("one", "a"), ("two", "a"), ("three", "b"), ("four", "b"))]
    disk = made(*slides, marks=OLD)

    def sections(*order: int) -> list[tuple[str | None, list[str | None]]]:
        content = merge(disk, disk, *(kept(slides[n].key, n) for n in order))
        main = etree.fromstring(parts(content)["ppt/presentation.xml"])
        return [(one.get("name"), [row.get("id") for row in one.iter(f"{P14}sldId")]) for one in main.iter(f"{P14}section")]

    assert sections(0, 2, 1, 3) == [("A", ["256", "258", "257"]), ("B", ["259"])]
    assert sections(2, 3, 0, 1) == [("B", ["258", "259"]), ("A", ["256", "257"])]
    assert sections(0, 1) == [("A", ["256", "257"]), ("B", [])]


def test_a_custom_show_and_an_open_outline_lose_the_slides_that_are_gone() -> None:
    disk = made(*TWO, marks=OLD)
    shows = (
        '<p:custShowLst><p:custShow name="c" id="0"><p:sldLst><p:sld r:id="rIdSlide1"/><p:sld r:id="rIdSlide2"/></p:sldLst></p:custShow>'
    )
    disk = edited(disk, "ppt/presentation.xml", ("<p:defaultTextStyle", f"{shows}</p:custShowLst><p:defaultTextStyle"))
    content = merge(disk, disk, kept("two", 1))
    assert [row.get(f"{R}id") for row in etree.fromstring(parts(content)["ppt/presentation.xml"]).iter(f"{P}sld")] == ["rIdSlide2"]


def test_a_slide_is_hidden_or_shown_as_the_plan_says() -> None:
    disk = made(*TWO, marks=OLD)
    hidden = merge(disk, disk, kept("one", 0, hidden=True), both("two", 1, hidden=True))
    assert [row.hidden for row in read_found(hidden).slides] == [True, True]
    shown = merge(hidden, disk, kept("one", 0), MergedSlide("two", 1, 1, whole=NEW))
    assert [row.hidden for row in read_found(shown).slides] == [False, False]


def test_properties_are_set_and_all_others_stay() -> None:
    disk = made(*TWO, marks=OLD)
    other = '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="7" name="Mine"><vt:lpwstr>x</vt:lpwstr></property></Properties>'
    disk = edited(disk, "docProps/custom.xml", ("</Properties>", other), ("deck.build", "deck.other"))
    content = merge(disk, disk, kept("one", 0), kept("two", 1), properties={"title": "Better", "subject": ""})
    found = {row.get("name"): (row.get("pid"), row[0].text) for row in etree.fromstring(parts(content)["docProps/custom.xml"])}
    assert found == {"deck.other": ("2", "0" * 40), "Mine": ("7", "x"), "deck.build": ("8", "1" * 40)}
    assert Presentation(io.BytesIO(content)).core_properties.title == "Better"
    assert Presentation(io.BytesIO(content)).core_properties.author == "Ada"


def test_a_deck_without_properties_and_base_gets_them() -> None:
    disk = Presentation()
    disk.slides.add_slide(disk.slide_layouts[1]).shapes.title.text = "Foreign"
    out = io.BytesIO()
    disk.save(out)
    content = merge(out.getvalue(), made(*TWO), kept("", 0), MergedSlide("one", new=0, whole=NEW), properties={"title": "T"})
    assert read_seal(content).marks == NOW
    assert texts_of(read_found(content).slides[1].notes) == ["Say it"]
    main = etree.fromstring(parts(content)["ppt/presentation.xml"])
    assert [etree.QName(child).localname for child in main][:3] == ["sldMasterIdLst", "notesMasterIdLst", "sldIdLst"]


def texts_of(notes: Body) -> list[str]:
    return [paragraph.text for paragraph in notes]


# layouts


def test_a_layout_that_the_disk_lacks_comes_with_its_master_once(tmp_path: Path) -> None:
    disk, new = made(*TWO, marks=OLD), made(TWO[0], slide("two", "Third", layout="List"), slide("three", "x", layout="Sentence"))
    for name, content in parts(disk).items():
        if name.startswith("ppt/slideLayouts/slideLayout") and (b'name="List"' in content or b'name="Sentence"' in content):
            disk = edited(disk, name, ('idx="1"', 'idx="4"'))
    first = merge(disk, new, kept("one", 0), both("two", 1, layout=NEW), MergedSlide("three", new=2, whole=NEW))
    masters = [name for name in parts(first) if name.startswith("ppt/slideMasters/slideMaster")]
    assert len(masters) == 2
    assert len(Presentation(io.BytesIO(first)).slide_masters) == 2
    assert [row.layout for row in read_found(first).slides] == ["Stack", "List", "Sentence"]
    (tmp_path / "deck.pptx").write_bytes(first)
    assert validate_pptx(tmp_path / "deck.pptx").is_valid
    again = merge(first, new, kept("one", 0), both("two", 1, layout=NEW), MergedSlide("three", 2, 2, whole=NEW))
    assert changed(first, again) == set()


def test_a_slide_that_takes_another_layout_keeps_what_was_moved_where_it_was() -> None:
    disk = made(*TWO, marks=OLD)
    disk = edited(
        disk, "ppt/slides/slide1.xml", ("<p:spPr/>", '<p:spPr><a:xfrm><a:off x="7" y="8"/><a:ext cx="9" cy="10"/></a:xfrm></p:spPr>')
    )
    new = made(slide("one", layout="Two Sentences", more=(shape("sentence 1", "body", 30, "First"),)), TWO[1])
    moved = MergedShape((0, 0), (0, 0))
    content = merge(disk, new, MergedSlide("one", 0, 0, shapes=(moved, MergedShape((0, 1), (0, 1), place=NEW)), layout=NEW), kept("two", 1))
    title, body = Presentation(io.BytesIO(content)).slides[0].placeholders
    assert (title.left, title.top, title.width, title.height) == (7, 8, 9, 10)
    assert body.placeholder_format.idx == 30
    assert body.element.spPr.xfrm is None
    # what inherited its place, and is not to get the new one, has it written out
    content = merge(disk, new, MergedSlide("one", 0, 0, shapes=(moved, MergedShape((0, 1), (0, 1))), layout=NEW), kept("two", 1))
    was, now = (list(Presentation(io.BytesIO(deck)).slides[0].placeholders)[1] for deck in (disk, content))
    assert (now.left, now.top, now.width, now.height) == (was.left, was.top, was.width, was.height)
    assert now.element.spPr.xfrm is not None


def test_a_shape_on_a_layout_that_does_not_hold_it_has_its_place_written_out() -> None:
    disk = made(*TWO, marks=OLD)
    new = made(slide("one", layout="Two Sentences", more=(shape("sentence 1", "body", 30, "First"),)), TWO[1])
    shapes = (MergedShape((0, 0), (0, 0)), MergedShape((0, 1)), MergedShape(new=(0, 1)))
    content = merge(disk, new, MergedSlide("one", 0, 0, shapes=shapes), kept("two", 1))
    there = list(Presentation(io.BytesIO(new)).slides[0].placeholders)[1]
    xfrm = list(Presentation(io.BytesIO(content)).slides[0].shapes)[2].element.spPr.xfrm
    offset = xfrm.find(f"{A}off")
    assert (int(offset.get("x")), int(offset.get("y"))) == (there.left, there.top)


def test_a_kept_shape_whose_placeholder_is_gone_has_its_styles_written_out() -> None:
    rows = (shape("lead 1", "body", 30, "First"), shape("detail 1", "body", 40, "Second"))
    disk, new = made(slide("one", layout="Two Points", more=rows), marks=OLD), made(slide("one", layout="Title Only"))
    shapes = (MergedShape((0, 0), (0, 0)), MergedShape((0, 1)), MergedShape((0, 2)))
    content = merge(disk, new, MergedSlide("one", 0, 0, shapes=shapes, layout=NEW))
    held = {found.placeholder_format.idx: found for found in Presentation(io.BytesIO(disk)).slides[0].slide_layout.placeholders}
    for found, idx in zip(shapes_of(root_of(content, 0))[1:], (30, 40), strict=True):
        assert _styles(found) == _styles(held[idx].element) != []
    stays = merge(disk, new, MergedSlide("one", 0, 0, shapes=shapes))
    assert [_styles(found) for found in shapes_of(root_of(stays, 0))[1:]] == [[], []]


def _styles(shape_: etree._Element) -> list[bytes]:
    """Return the styles of text that a shape sets itself, level by level."""
    return [etree.tostring(level) for level in shape_.iterfind(f"{P}txBody/{A}lstStyle/*")]


# shapes


def test_animation_transition_and_foreign_shapes_survive_a_change_of_a_word(tmp_path: Path) -> None:
    moving = timing(effect(3, 3), effect(40, 10), builds='<p:bldLst><p:bldP spid="3" grpId="0"/></p:bldLst>')
    changes = (("</p:spTree>", f"{BOX}</p:spTree>"), ("</p:sld>", f'<p:transition spd="med"><p:fade/></p:transition>{moving}</p:sld>'))
    disk = edited(made(*TWO, marks=OLD), "ppt/slides/slide1.xml", *changes)
    new = made(slide("one", "First", "Changed"), TWO[1])
    body = (MergedParagraph(At(0, 1, 0, 0)), MergedParagraph(new=At(0, 1, 0, 1)))
    shapes = (MergedShape((0, 0), (0, 0)), MergedShape((0, 1), (0, 1), bodies=(body,)), MergedShape((0, 2)))
    content = merge(disk, new, MergedSlide("one", 0, 0, shapes=shapes), kept("two", 1))
    assert changed(disk, content) == {"ppt/slides/slide1.xml"}
    assert texts(content, 0) == [["Title one"], ["First", "Changed"], ["Mine"]]
    root = root_of(content, 0)
    assert [found.get("spid") for found in root.iter(f"{P}spTgt")] == ["3", "40"]
    assert root.find(f"{P}transition/{P}fade") is not None
    (tmp_path / "deck.pptx").write_bytes(content)
    assert validate_pptx(tmp_path / "deck.pptx").is_valid


def test_what_animates_a_shape_or_a_line_that_is_gone_goes_with_it() -> None:
    moving = timing(effect(2, 3), effect(3, 10, line=0), effect(3, 20, line=1), builds='<p:bldLst><p:bldP spid="3" grpId="0"/></p:bldLst>')
    disk = edited(made(*TWO, marks=OLD), "ppt/slides/slide1.xml", ("</p:sld>", f"{moving}</p:sld>"))
    body = (MergedParagraph(At(0, 1, 0, 1)),)
    shorter = (MergedShape((0, 0), (0, 0)), MergedShape((0, 1), (0, 1), bodies=(body,)))
    root = root_of(merge(disk, disk, MergedSlide("one", 0, 0, shapes=shorter), kept("two", 1)), 0)
    assert [found.get("spid") for found in root.iter(f"{P}spTgt")] == ["2", "3"]
    root = root_of(merge(disk, disk, MergedSlide("one", 0, 0, shapes=shorter[:1]), kept("two", 1)), 0)
    assert [found.get("spid") for found in root.iter(f"{P}spTgt")] == ["2"]
    assert root.find(f"{P}timing/{P}bldLst") is None
    content = merge(disk, disk, MergedSlide("one", 0, 0, shapes=(MergedShape(new=(1, 0)),)), kept("two", 1))
    assert root_of(content, 0).find(f"{P}timing") is None


def test_an_effect_on_a_line_follows_it() -> None:
    moving = timing(effect(3, 10, line=0), effect(3, 20, line=1))
    disk = edited(made(*TWO, marks=OLD), "ppt/slides/slide1.xml", ("</p:sld>", f"{moving}</p:sld>"))
    new = made(slide("one", "Zero", "First", "Second"), TWO[1])
    body = (MergedParagraph(new=At(0, 1, 0, 0)), MergedParagraph(At(0, 1, 0, 0)), MergedParagraph(At(0, 1, 0, 1)))
    shapes = (MergedShape((0, 0), (0, 0)), MergedShape((0, 1), (0, 1), bodies=(body,)))
    root = root_of(merge(disk, new, MergedSlide("one", 0, 0, shapes=shapes), kept("two", 1)), 0)
    assert [(found.get("st"), found.get("end")) for found in root.iter(f"{P}pRg")] == [("1", "1"), ("2", "2")]


def test_what_has_two_forms_is_one_shape() -> None:
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    forms = (
        f'<mc:AlternateContent xmlns:mc="{compatible}"><mc:Choice xmlns:p14="{P14[1:-1]}" Requires="p14">{BOX}</mc:Choice>'
        f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></p:spTree>"
    )
    disk = edited(made(*TWO, marks=OLD), "ppt/slides/slide1.xml", ("</p:spTree>", forms))
    content = merge(disk, disk, both("one", 0), both("two", 1)._replace(shapes=(*both("two", 1).shapes, MergedShape((0, 2)))))
    assert len(shapes_of(root_of(content, 0))) == 2
    assert [found.get("id") for found in root_of(content, 1).iter(f"{P}cNvPr")] == ["1", "2", "3", "4", "4"]


def test_shapes_stand_in_the_order_given_and_a_new_one_gets_a_free_number() -> None:
    disk = edited(made(*TWO, marks=OLD), "ppt/slides/slide1.xml", ("</p:spTree>", f"{BOX}</p:spTree>"))
    new = made(slide("one", "First", more=(shape("kicker", "body", 20, "New"),)), TWO[1])
    shapes = (MergedShape((0, 2)), MergedShape(new=(0, 2)), MergedShape((0, 1), (0, 1)), MergedShape((0, 0), (0, 0)))
    content = merge(disk, new, MergedSlide("one", 0, 0, shapes=shapes), kept("two", 1))
    assert texts(content, 0) == [["Mine"], ["New"], ["First", "Second"], ["Title one"]]
    assert [one.shape_id for one in Presentation(io.BytesIO(content)).slides[0].shapes] == [40, 41, 3, 2]


def test_a_shape_comes_from_another_slide_of_the_disk_with_its_links() -> None:
    linked = shape("kicker", "body", 20, (PlacedRun("See", link="https://example.org"),))
    disk = made(slide("one", "First", more=(linked,)), TWO[1], marks=OLD)
    shapes = (*both("two", 1).shapes, MergedShape((0, 2)))
    content = merge(disk, disk, kept("two", 1)._replace(new=1, whole=None, shapes=shapes))
    found = Presentation(io.BytesIO(content)).slides[0].shapes[2].text_frame.paragraphs[0].runs[0]
    assert (found.text, found.hyperlink.address) == ("See", "https://example.org")


def test_a_picture_is_replaced_in_its_frame() -> None:
    red, blue = painted("red"), painted("blue")
    disk = made(slide("one", layout="Picture", more=(picture(red, "Red"),)), marks=OLD, media=(red,))
    disk = edited(
        disk, "ppt/slides/slide1.xml", ('<a:off x="1000000"', '<a:off x="5"'), ("<a:stretch>", '<a:srcRect l="1000"/><a:stretch>')
    )
    new = made(slide("one", layout="Picture", more=(picture(blue, "Blue"),)), media=(blue,))
    head = MergedShape((0, 0), (0, 0))
    content = merge(disk, new, MergedSlide("one", 0, 0, shapes=(head, MergedShape((0, 1), (0, 1), picture=NEW))))
    shown = Presentation(io.BytesIO(content)).slides[0].shapes[1]
    assert (shown.image.blob, shown.left, round(shown.crop_left, 3)) == (blue, 5, 0.01)
    assert shown.element.nvPicPr.cNvPr.get("descr") == "Blue"
    assert len([name for name in parts(content) if "/media/" in name]) == 1
    wanted = MergedShape((0, 1), (0, 1), picture=NEW, crop=NEW, alt=DISK, place=NEW)
    shown = Presentation(io.BytesIO(merge(disk, new, MergedSlide("one", 0, 0, shapes=(head, wanted))))).slides[0].shapes[1]
    assert (shown.left, shown.crop_left, shown.element.nvPicPr.cNvPr.get("descr")) == (1_000_000, 0, "Red")


def test_the_look_is_the_new_one_s_and_text_place_and_picture_stay() -> None:
    disk = made(*TWO, marks=OLD)
    disk = edited(disk, "ppt/slides/slide1.xml", ("First", "By hand"), ("<p:spPr/>", MOVED))
    new = made(slide("one", "First", "Second")._replace(shapes=(shape("title", "title", 0, "x", right_inset=77), TWO[0].shapes[1])), TWO[1])
    shapes = (MergedShape((0, 0), (0, 0), look=NEW), MergedShape((0, 1), (0, 1), look=NEW))
    content = merge(disk, new, MergedSlide("one", 0, 0, shapes=shapes), kept("two", 1))
    title = Presentation(io.BytesIO(content)).slides[0].shapes[0]
    assert (title.left, title.text_frame.text, title.shape_id) == (7, "Title one", 2)
    assert title.element.txBody.find(f"{A}bodyPr").get("rIns") == "77"
    assert texts(content, 0)[1] == ["By hand", "Second"]


def test_a_table_is_merged_by_cell() -> None:
    def table(*rows: tuple[str, ...]) -> PlacedTable:
        made_rows = tuple(PlacedRow(tuple(PlacedCell((PlacedRun(text),)) for text in row), 370_840) for row in rows)
        return PlacedTable("table", "tbl", 90, Box(0, 0, 900, 900), (450, 450), made_rows, 18)

    disk = made(slide("one", layout="Table", more=(table(("a", "b"), ("c", "d")),)), marks=OLD)
    disk = edited(disk, "ppt/slides/slide1.xml", ("<a:t>b<", "<a:t>hand<"))
    new = made(slide("one", layout="Table", more=(table(("a", "b"), ("c", "new")),)))
    cells = [MergedParagraph(At(0, 1, n, 0)) for n in range(3)]
    bodies = (*((cell,) for cell in cells), (MergedParagraph(new=At(0, 1, 3, 0)),))
    content = merge(disk, new, MergedSlide("one", 0, 0, shapes=(MergedShape((0, 0), (0, 0)), MergedShape((0, 1), (0, 1), bodies=bodies))))
    assert texts(content, 0)[1] == ["a", "hand", "c", "new"]

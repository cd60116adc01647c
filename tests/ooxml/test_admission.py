"""What of a template goes into a deck, part by part."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from deck.errors import TemplateError
from deck.model.language import Language
from deck.ooxml import read_template, template_findings
from deck.ooxml.admission import admitted
from deck.ooxml.prepare import open_template
from template_faults import picture, png
from templates_made import (
    CONFERENCE,
    LAYOUT,
    LAYOUT_RELS,
    MAIN,
    MAIN_RELS,
    MASTER,
    MASTER_RELS,
    MICROSOFT,
    THEME,
    TYPES,
    Parts,
    R,
    add,
    declare,
    packed,
    parts_of,
    put,
    relate,
    show_picture,
    template,
    with_samples,
)

ENGLISH = Language("en", "en-US")
SECRET = "words of another file"
STRICT = "purl.oclc.org/ooxml/officeDocument"
STRAY = ("../evil.xml", "ppt/../../evil.xml", "/etc/passwd", "C:/evil.xml", "ppt\\..\\evil.xml", "ppt//x.xml", "./x.xml")


def kept(content: bytes) -> Parts:
    """Return the parts of a template that is opened and saved."""
    return parts_of(admitted(content, "own.pptx").content)


def refusal(content: bytes) -> str:
    with pytest.raises(TemplateError) as raised:
        admitted(content, "own.pptx")
    assert "\n" not in raised.value.message
    return raised.value.message


def test_nothing_is_changed_in_a_template_that_has_no_fault() -> None:
    before, after = parts_of(CONFERENCE.read_bytes()), kept(CONFERENCE.read_bytes())
    assert {name for name in before if not name.startswith("docProps/")} == set(after)
    same = [name for name in after if name.endswith(".xml") and name != TYPES]
    assert {name: after[name] for name in same} == {name: before[name] for name in same}


def test_the_same_template_is_the_same_bytes() -> None:
    content = with_samples(2, png())
    first = admitted(content, "own.pptx").content
    admitted.cache_clear()
    assert admitted(content, "own.pptx").content == first


def samples_with_everything() -> bytes:
    """Return a template whose slides have pictures, notes, comments, tags, films and objects, and whose package is signed."""
    parts = parts_of(with_samples(3, png()))
    slide = "ppt/slides/_rels/slide1.xml.rels"
    add(parts, "ppt/comments/comment1.xml", b"<c/>", "application/vnd.ms-powerpoint.comments+xml", slide, "rIdC", "comments")
    add(parts, "ppt/tags/tag1.xml", b"<t/>", "application/vnd.openxmlformats-officedocument.presentationml.tags+xml", slide, "rIdT", "tags")
    add(parts, "ppt/embeddings/book.xlsx", b"x", "application/x", slide, "rIdE", "package")
    add(parts, "ppt/media/film.mp4", b"x", "video/mp4", slide, "rIdV", "video")
    add(parts, "customXml/item1.xml", b"<x/>", "application/xml", slide, "rIdX", "customXml")
    add(parts, "ppt/commentAuthors.xml", b"<a/>", "application/x+xml", MAIN_RELS, "rIdA", "commentAuthors")
    add(parts, "ppt/printerSettings/p.bin", b"x", "application/x", MAIN_RELS, "rIdP", "printerSettings")
    add(
        parts,
        "ppt/changesInfos/c.xml",
        b"<c/>",
        "application/x+xml",
        MAIN_RELS,
        "rIdQ",
        "http://schemas.microsoft.com/office/2016/11/relationships/changesInfo",
    )
    package = "_rels/.rels"
    signed = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    add(parts, "_xmlsignatures/origin.sigs", b"", "application/x", package, "rIdS", signed)
    add(
        parts,
        "docProps/thumbnail.jpeg",
        b"x",
        "image/jpeg",
        package,
        "rIdTh",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
    )
    add(parts, "customUI/customUI.xml", b"<u/>", "application/xml", package, "rIdU", f"{MICROSOFT}/ui/extensibility")
    add(parts, "userCustomization/customUI.xml", b"<u/>", "application/xml", package, "rIdW", f"{MICROSOFT}/ui/userCustomization")
    return packed(parts)


def test_what_only_sample_slides_and_the_old_package_need_is_not_carried() -> None:
    content = samples_with_everything()
    assert set(kept(content)) == set(kept(CONFERENCE.read_bytes()))
    assert not template_left(content)


def template_left(content: bytes) -> tuple[object, ...]:
    left = admitted(content, "own.pptx").left
    return (*left.outside, *left.broken, *(("macros",) if left.macros else ()))


def test_what_the_presentation_itself_names_stays() -> None:
    def change(parts: Parts) -> None:
        add(parts, "ppt/fonts/font1.fntdata", b"font", "application/x-fontdata", MAIN_RELS, "rIdF", "font")
        font = f'<p:embeddedFont><p:font typeface="Brand"/><p:regular xmlns:r="{R}" r:id="rIdF"/></p:embeddedFont>'
        listed = f"<p:embeddedFontLst>{font}</p:embeddedFontLst><p:defaultTextStyle>"
        put(parts, MAIN, "<p:defaultTextStyle>", listed)
        add(parts, "customXml/item1.xml", b"<x/>", "application/xml", MAIN_RELS, "rIdX", "customXml")

    assert {"ppt/fonts/font1.fntdata", "customXml/item1.xml"} <= set(kept(template(change)))


def test_a_deck_of_ours_as_a_template_brings_no_base_along() -> None:
    def change(parts: Parts) -> None:
        add(parts, "customXml/item1.xml", b'<base xmlns="urn:recap-deck:base:1"/>', "application/xml", MAIN_RELS, "rIdX", "customXml")

    assert "customXml/item1.xml" not in kept(template(change))


def test_media_of_thousands_of_samples_are_not_even_unpacked() -> None:
    parts = parts_of(with_samples(1))
    for n in range(3000):
        parts[f"ppt/media/image{n}.png"] = bytes(4000)
        parts[f"ppt/slides/slide{n + 2}.xml"] = b"no XML"
    assert len(kept(packed(parts))) < 100


def test_a_picture_that_lacks_its_last_mark_alone_is_mended() -> None:
    content = template(lambda parts: picture(parts, png(12)))
    assert kept(content)["ppt/media/logo.png"] == png()
    assert not template_left(content)


def test_layouts_that_share_a_name_and_those_without_one_are_told_apart(tmp_path: Path) -> None:
    names = {f"ppt/slideLayouts/slideLayout{n}.xml": name for n, name in ((8, "List"), (9, "List (2)"), (10, "List"), (11, ""))}

    def change(parts: Parts) -> None:
        for part, name in names.items():
            parts[part] = re.sub(rb'<p:cSld name="[^"]*"', f'<p:cSld name="{name}"'.encode(), parts[part])

    path = tmp_path / "own.pptx"
    path.write_bytes(template(change))
    layouts = [layout.name for layout in read_template(path, ENGLISH).layouts]
    assert len(set(layouts)) == len(layouts) == 37
    shared = [name for name in layouts if name.startswith("List")]
    assert len(shared) == 4
    assert all(layouts)
    saved = [layout.name for layout in open_template(path, ENGLISH).slide_layouts]
    assert saved == layouts


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_parts_in_utf_16_are_read(encoding: str) -> None:
    def change(parts: Parts) -> None:
        for name in (LAYOUT, THEME, MAIN_RELS):
            text = parts[name].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
            parts[name] = text.encode(encoding)

    after = kept(template(change))
    assert b"Three Points" in after[LAYOUT]
    assert MASTER in after


def test_targets_that_are_absolute_or_percent_encoded_lead_where_they_mean(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        put(parts, MASTER_RELS, "../slideLayouts/slideLayout1.xml", "/ppt/slideLayouts/slideLayout1.xml")
        put(parts, MASTER_RELS, "../slideLayouts/slideLayout5.xml", "../slideLayouts/slideLayout%35.xml")
        put(parts, MASTER_RELS, "../slideLayouts/slideLayout6.xml", "..\\SlideLayouts\\slideLayout6.xml")
        parts["ppt/media/my logo é.png"] = png()
        declare(parts, "ppt/media/my%20logo%20%C3%A9.png", "image/png")
        relate(parts, LAYOUT_RELS, "rIdL", "image", "../media/my%20logo%20%C3%A9.png")
        show_picture(parts, 'r:embed="rIdL"')

    content = template(change)
    after = kept(content)
    assert not template_left(content)
    assert len([name for name in after if name.startswith("ppt/slideLayouts/slideLayout")]) == 37
    assert after["ppt/media/my_logo__.png"] == png()
    assert all(name.isascii() and " " not in name and "%" not in name for name in after)


def test_the_presentation_part_may_be_called_and_lie_as_it_likes() -> None:
    def change(parts: Parts) -> None:
        parts["ppt/main1.xml"], parts["ppt/_rels/main1.xml.rels"] = parts.pop(MAIN), parts.pop(MAIN_RELS)
        put(parts, "_rels/.rels", "ppt/presentation.xml", "/ppt/main1.xml")
        put(parts, TYPES, "/ppt/presentation.xml", "/ppt/main1.xml")
        parts["ppt/slides/slide1.xml"] = parts.pop(LAYOUT)
        parts["ppt/slides/_rels/slide1.xml.rels"] = parts.pop(LAYOUT_RELS)
        put(parts, MASTER_RELS, "../slideLayouts/slideLayout5.xml", "../slides/slide1.xml")
        put(parts, TYPES, f"/{LAYOUT}", "/ppt/slides/slide1.xml")

    after = kept(template(change))
    assert MAIN in after
    assert b"Three Points" in after["ppt/kept/slide1.xml"]
    assert Presentation(io.BytesIO(packed(after))).slide_layouts[4].name == "Three Points"


def sized(old: str, new: str) -> bytes:
    return template(lambda parts: put(parts, MAIN, old, new))


SIZE = '<p:sldSz cx="12192000" cy="6858000"/>'


@pytest.mark.parametrize(
    ("size", "says"),
    [
        ("", "does not say how large its slides are"),
        ('<p:sldSz cx="0" cy="0"/>', "slides of 0 x 0 cm"),
        ('<p:sldSz cx="1" cy="6858000"/>', "slides of 0 x 19.05 cm"),
        ('<p:sldSz cx="12192000" cy="51206401"/>', "slides of 33.87 x 142.24 cm"),
        ('<p:sldSz cx="-12192000" cy="6858000"/>', "slides of -33.87 x 19.05 cm"),
        ('<p:sldSz cx="wide" cy="6858000"/>', "slides of 0 x 19.05 cm"),
        ("<p:sldSz/>", "slides of 0 x 0 cm"),
    ],
)
def test_slides_of_no_size_or_an_absurd_one_are_refused(size: str, says: str) -> None:
    assert says in refusal(sized(SIZE, size))


def test_notes_without_a_size_get_the_usual_one() -> None:
    assert b'<p:notesSz cx="6858000" cy="9144000"/>' in kept(sized('<p:notesSz cx="6858000" cy="9144000"/>', ""))[MAIN]


def test_a_show_of_some_slides_is_one_of_all() -> None:
    def change(parts: Parts) -> None:
        put(parts, "ppt/presProps.xml", 'main"/>', 'main"><p:showPr><p:present/><p:sldRg st="5" end="9"/></p:showPr></p:presentationPr>')

    assert b"sldRg" not in kept(template(change))["ppt/presProps.xml"]


def drop(part: str, pattern: str, new: str = "") -> bytes:
    """Return the template with what a pattern finds in a part replaced."""

    def change(parts: Parts) -> None:
        after = re.sub(pattern.encode(), new.encode(), parts[part], flags=re.DOTALL)
        assert after != parts[part]
        parts[part] = after

    return template(change)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(drop(MAIN, "<p:sldMasterIdLst>.*?</p:sldMasterIdLst>"), "no slide master", id="no-master"),
        pytest.param(drop(MAIN_RELS, '<Relationship [^>]*slideMaster1.xml"/>'), "no slide master", id="master-unrelated"),
        pytest.param(drop(MASTER, "<p:sldLayoutIdLst>.*?</p:sldLayoutIdLst>"), "no slide layouts", id="no-layouts"),
        pytest.param(drop(MASTER_RELS, '<Relationship [^>]*theme1.xml"/>'), "without a theme", id="no-theme"),
        pytest.param(drop(THEME, "<a:themeElements>.*</a:themeElements>"), "without a theme", id="empty-theme"),
        pytest.param(drop(MASTER, "<p:spTree>.*</p:spTree>"), "broken slide master", id="empty-master"),
        pytest.param(drop(LAYOUT, "<p:cSld.*</p:cSld>"), "broken slide layout", id="empty-layout"),
        pytest.param(drop(LAYOUT, "</p:sldLayout>"), "broken part, ppt/slideLayouts/slideLayout5.xml", id="broken-layout"),
        pytest.param(drop(MAIN, "presentationml/2006/main", "other"), "no presentation of PowerPoint", id="other-root"),
        pytest.param(drop("_rels/.rels", "schemas.openxmlformats.org/officeDocument/2006", STRICT), "Strict Open XML", id="strict"),
        pytest.param(drop(LAYOUT, '^<.xml version="1.0" encoding="UTF-8"', '<?xml version="1.0" encoding="UTF-7"'), "encoding", id="utf-7"),
        pytest.param(drop(LAYOUT, "^.*$", ""), "encoding|broken", id="empty-part"),
    ],
)
def test_what_a_template_cannot_do_without_is_said(content: bytes, says: str) -> None:
    assert re.search(says, refusal(content))


def test_a_layout_that_does_not_say_its_master_has_the_one_that_lists_it() -> None:
    after = kept(drop(LAYOUT_RELS, '<Relationship [^>]*slideMaster1.xml"/>'))
    assert b"slideMaster1.xml" in after[LAYOUT_RELS]


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]>"


@pytest.mark.parametrize("part", [LAYOUT, THEME, MASTER_RELS, MAIN, TYPES])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_unread(tmp_path: Path, part: str, encoding: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    for dtd in (LAUGHS, f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>', f'<!DOCTYPE a SYSTEM "{secret.as_uri()}">'):

        def change(parts: Parts, dtd: str = dtd) -> None:
            head, _, body = parts[part].decode().partition("?>")
            parts[part] = (head.replace("UTF-8", encoding) + f"?>{dtd}{body}").encode(encoding)

        said = refusal(template(change))
        assert "declares entities" in said
        assert SECRET not in said


@pytest.mark.parametrize("name", STRAY)
def test_parts_that_are_called_like_paths_elsewhere_are_refused(name: str) -> None:
    assert "has a part that is called" in refusal(template(lambda parts: parts.__setitem__(name, b"x")))


@pytest.mark.parametrize(("name", "says"), [(LAYOUT, "two of its parts are called"), (LAYOUT.upper(), "differ in capitals alone")])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(name: str, says: str) -> None:
    out = io.BytesIO(CONFERENCE.read_bytes())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, b"<x/>")
    assert says in refusal(out.getvalue())


def test_a_zip_with_a_password_or_another_packing_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as package:
        package.writestr(TYPES, b"<Types/>")
    assert "is packed as no presentation is" in refusal(out.getvalue())
    content = bytearray(CONFERENCE.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "locked by a password" in refusal(bytes(content))


def test_what_was_left_out_is_a_finding_each(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        for n in range(5):
            relate(parts, LAYOUT_RELS, f"rId{n}0", "image", f"http://x/{n}", outside=True)

    path = tmp_path / "own.pptx"
    path.write_bytes(template(change))
    (found,) = template_findings(path)
    assert (found.code, found.severity) == ("D622", "warning")
    assert "(http://x/0, http://x/1, http://x/2 and 2 more)" in found.message
    assert template_findings(CONFERENCE) == ()

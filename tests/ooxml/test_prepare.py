"""A template made ready: for a language, and whatever its owner left in it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation

from deck.errors import TemplateError
from deck.model.language import Language
from deck.model.template import Template
from deck.ooxml import read_template
from deck.ooxml.prepare import open_template, theme_with_faces
from deck.templates import find_template

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CONFERENCE = find_template("conference", Path())
ENGLISH, ARABIC = Language("en", "en-US"), Language("ar", "ar-SA", "Arab", True)
JAPANESE, KOREAN = Language("ja", "ja-JP", "Jpan"), Language("ko", "ko-KR", "Kore")


def rewritten(path: Path, change: dict[str, tuple[bytes, bytes]], more: dict[str, bytes] | None = None) -> Path:
    """Return a copy of the template that ships with bytes of its parts replaced."""
    with zipfile.ZipFile(CONFERENCE) as source, zipfile.ZipFile(path, "w") as out:
        for name in source.namelist():
            old, new = change.get(name, (b"", b""))
            data = source.read(name)
            assert old in data
            out.writestr(name, data.replace(old, new) if old else data)
        for name, data in (more or {}).items():
            out.writestr(name, data)
    return path


def lines(template: Template, layout: str, idx: int) -> list[float]:
    found = template.layout(layout)
    assert found is not None
    holder = found.placeholder(idx)
    assert holder is not None
    return [level.line for level in holder.levels[:2]]


def test_sample_slides_are_left_out_with_all_that_leads_to_them(tmp_path: Path) -> None:
    presentation = Presentation(str(CONFERENCE))
    first = presentation.slides.add_slide(presentation.slide_layouts[0])
    first.shapes.title.text_frame.text = "A sample"
    second = presentation.slides.add_slide(presentation.slide_layouts[1])
    presentation.slide_layouts[1].part.relate_to(second.part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide")
    path = tmp_path / "own.pptx"
    presentation.save(str(path))
    opened = open_template(path, ENGLISH)
    out = io.BytesIO()
    opened.save(out)
    with zipfile.ZipFile(out) as package:
        assert not [name for name in package.namelist() if name.startswith("ppt/slides/")]
        assert b"A sample" not in b"".join(package.read(name) for name in package.namelist())


@pytest.mark.parametrize("kind", ["template", "slideshow"])
def test_a_potx_or_a_show_is_as_good_as_a_presentation(tmp_path: Path, kind: str) -> None:
    of = b"application/vnd.openxmlformats-officedocument.presentationml."
    path = rewritten(tmp_path / "own.potx", {"[Content_Types].xml": (of + b"presentation.main+xml", of + kind.encode() + b".main+xml")})
    assert read_template(path, ENGLISH).layout("Duo") is not None


BAD = {
    "text.pptx": (b"no zip", r"no \.pptx"),
    "empty.pptx": (b"", "is empty"),
    "old.pptx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
    "cut.pptx": (CONFERENCE.read_bytes()[:9000], r"no \.pptx"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_template_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    content, says = BAD[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TemplateError, match=says) as raised:
        read_template(tmp_path / name, ENGLISH)
    assert "\n" not in raised.value.message


def test_a_template_with_a_broken_part_is_said(tmp_path: Path) -> None:
    path = rewritten(tmp_path / "own.pptx", {"ppt/slideLayouts/slideLayout3.xml": (b"</p:sldLayout>", b"")})
    with pytest.raises(TemplateError):
        read_template(path, ENGLISH)


def test_entities_of_a_template_are_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    path = rewritten(tmp_path / "own.pptx", {"ppt/theme/theme1.xml": (head, head + entity)})
    assert b"hidden words" not in theme_with_faces(zipfile.ZipFile(path).read("ppt/theme/theme1.xml"), JAPANESE)


def test_a_right_to_left_language_mirrors_places_and_sides() -> None:
    left, right = read_template(CONFERENCE, ENGLISH), read_template(CONFERENCE, ARABIC)
    for plain, turned in zip(left.layouts, right.layouts, strict=True):
        for one, other in zip(plain.placeholders, turned.placeholders, strict=True):
            assert one.box.x + one.box.width + other.box.x == left.width
            assert (one.insets[0], one.insets[2]) == (other.insets[2], other.insets[0])


def test_marks_above_letters_have_room_below_the_top_of_their_shape() -> None:
    arabic, latin = read_template(CONFERENCE, ARABIC).layout("Duo"), read_template(CONFERENCE, ENGLISH).layout("Duo")
    assert arabic is not None
    assert latin is not None
    for one, other in zip(arabic.placeholders, latin.placeholders, strict=True):
        lowered = one.insets[1] - other.insets[1]
        assert lowered == (0 if one.kind in ("ftr", "sldNum") else 50_800)


def test_east_asian_lines_are_wider_and_latin_ones_as_they_were() -> None:
    assert lines(read_template(CONFERENCE, ENGLISH), "Duo", 30) == [0.95, 1.0]
    assert lines(read_template(CONFERENCE, JAPANESE), "Duo", 30) == [1.05, 1.15]
    title = read_template(CONFERENCE, JAPANESE).layout("Duo")
    assert title is not None
    assert title.title is not None
    assert title.title.levels[0].line == 1.0


def test_korean_words_are_kept_whole_and_japanese_ones_may_break() -> None:
    for language, value in ((KOREAN, "0"), (JAPANESE, "1")):
        levels = list(open_template(CONFERENCE, language).slide_layouts[3].element.iter(f"{A}lvl1pPr"))
        assert {level.get("eaLnBrk") for level in levels} == {value}


@pytest.mark.parametrize(
    ("language", "tag", "face"),
    [
        (JAPANESE, "ea", "Yu Gothic"),
        (KOREAN, "ea", "Malgun Gothic"),
        (ARABIC, "cs", "Arial"),
        (Language("hi", "hi-IN", "Deva"), "cs", "Nirmala UI"),
    ],
)
def test_the_theme_names_a_face_for_the_script_of_the_deck(language: Language, tag: str, face: str) -> None:
    theme = theme_with_faces(zipfile.ZipFile(CONFERENCE).read("ppt/theme/theme1.xml"), language)
    fonts = etree.fromstring(theme).find(f".//{A}fontScheme")
    assert fonts is not None
    assert {found.get("typeface") for found in fonts.iter(f"{A}{tag}")} == {face}


def test_a_package_that_unpacks_to_more_than_any_presentation_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pptx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package, package.open("zeros.bin", "w", force_zip64=True) as part:
        for _ in range(1100):
            part.write(bytes(1 << 20))
    with pytest.raises(TemplateError, match=r"no \.pptx"):
        read_template(path, ENGLISH)

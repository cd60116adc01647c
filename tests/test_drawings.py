"""A drawing in a deck: itself and its copy in pixels, and what hands and articles do to it."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import validate_pptx
from PIL import Image as PillowImage
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.shapes.picture import Picture

from deck.build import make
from deck.stages import Request, source_of
from edits.resave import through

SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
BODY = "# Talk\n\n## One\n\n![A bar]({picture})\n\n{text}\n\n## Two\n\n- **A point:** It is.\n"


def drawing(colour: str, width: int = 300) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 100">'
    return f'{head}<script>x</script><rect width="{width}" height="100" fill="{colour}"/></svg>'


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "a.svg").write_text(drawing("#f00"), "utf-8")
    (tmp_path / "b.svg").write_text(drawing("#00f"), "utf-8")
    PillowImage.new("RGB", (300, 100), "green").save(tmp_path / "c.png")
    return tmp_path / "talk.en.md"


def build(article: Path, picture: str = "a.svg", text: str = "Words.") -> Path:
    article.write_text(BODY.format(picture=picture, text=text), "utf-8")
    return make(source_of(Request(article, article.name, article.parent, {}))).output


def shown(deck: Path) -> Picture:
    found = (shape for slide in Presentation(str(deck)).slides for shape in slide.shapes if shape._element.tag == qn("p:pic"))
    picture: Picture = next(found)
    return picture


def colours(picture: Picture) -> tuple[str, bytes]:
    """Return the colour of the copy in pixels, and the drawing, b"" for none."""
    pixel = PillowImage.open(io.BytesIO(picture.image.blob)).convert("RGB").getpixel((10, 10))
    drawn = next(picture._element.iter(SVG_BLIP), None)
    found = picture.part.related_part(str(drawn.get(qn("r:embed")))).blob if drawn is not None else b""
    return "#{:02x}{:02x}{:02x}".format(*pixel), found  # type: ignore[misc]


def change(deck: Path, how: str, folder: Path) -> None:
    presentation = Presentation(str(deck))
    picture = next(shape for slide in presentation.slides for shape in slide.shapes if shape._element.tag == qn("p:pic"))
    blip = picture._element.blipFill.find(qn("a:blip"))
    if how == "replace":
        _, relation = picture.part.get_or_add_image_part(str(folder / "c.png"))
        blip.set(qn("r:embed"), relation)
        for extensions in blip.findall(qn("a:extLst")):
            blip.remove(extensions)
    elif how == "move":
        picture.left, picture.top, picture.width, picture.height = 900_000, 2_000_000, 3_000_000, 1_000_000
    elif how == "crop":
        picture.crop_left = 0.25
    presentation.save(str(deck))


def test_a_drawing_is_in_the_deck_with_a_copy_in_pixels(article: Path) -> None:
    deck = build(article)
    assert validate_pptx(str(deck)).is_valid
    colour, drawn = colours(shown(deck))
    assert colour == "#ff0000"
    assert b'fill="#f00"' in drawn and b"script" not in drawn
    types = etree.fromstring(zipfile.ZipFile(deck).read("[Content_Types].xml"))
    assert {"svg": "image/svg+xml"}.items() <= {row.get("Extension"): row.get("ContentType") for row in types}.items()
    assert shown(deck)._element._nvXxPr.cNvPr.get("descr") == "A bar"


def test_the_same_article_is_the_same_deck(article: Path) -> None:
    before = build(article).read_bytes()
    shutil.rmtree(article.parent / "talks")
    assert build(article).read_bytes() == before


@pytest.mark.parametrize("how", ["replace", "move", "crop"])
def test_what_a_hand_did_to_a_drawing_stays_when_the_text_changes(article: Path, how: str) -> None:
    deck = build(article)
    change(deck, how, article.parent)
    before = shown(deck)
    build(article, text="Other words, and more of them.")
    after = shown(deck)
    assert colours(after) == colours(before)
    assert (after.left, after.top, after.crop_left) == (before.left, before.top, before.crop_left)
    assert colours(after)[0] == ("#008000" if how == "replace" else "#ff0000")


def test_a_drawing_that_the_article_changes_is_changed_with_its_copy(article: Path) -> None:
    deck = build(article)
    change(deck, "move", article.parent)
    build(article, "b.svg")
    colour, drawn = colours(shown(deck))
    assert colour == "#0000ff" and b'fill="#00f"' in drawn
    assert shown(deck).left == 900_000
    assert validate_pptx(str(deck)).is_valid
    build(article, "c.png")
    assert colours(shown(deck)) == ("#008000", b"")
    assert ".svg" not in "".join(sorted(part.partname for part in Presentation(str(deck)).part.package.iter_parts()))
    build(article, "a.svg")
    colour, drawn = colours(shown(deck))
    assert colour == "#ff0000" and b'fill="#f00"' in drawn
    assert shown(deck).left == 900_000


def test_a_hand_s_picture_stays_where_the_article_has_another_drawing(article: Path) -> None:
    deck = build(article)
    change(deck, "replace", article.parent)
    build(article, "b.svg")
    assert colours(shown(deck)) == ("#008000", b"")


@pytest.mark.office
def test_libreoffice_keeps_a_drawing_as_a_picture(article: Path, tmp_path: Path) -> None:
    deck = build(article)
    shutil.copyfile(through([deck], tmp_path / "saved")[deck], deck)
    assert colours(shown(deck))[0] == "#ff0000"
    build(article, text="Other words, and more of them.")
    assert colours(shown(deck))[0] == "#ff0000"

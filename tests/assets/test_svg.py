"""Drawings: what goes into a deck of an SVG, what never does, and its copy in pixels."""

from __future__ import annotations

import base64
import io
import re
import time
from pathlib import Path

import PIL.Image
import pytest

from deck.assets.drawings import png_from
from deck.assets.pixels import DRAWN_SIDE, shown_from
from deck.assets.svg import UnfitError, cleaned

HEAD = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str, attributes: str = 'viewBox="0 0 200 100"', before: str = "") -> bytes:
    return f"{before}<svg {HEAD} {attributes}>{inside}</svg>".encode()


def pixels(content: bytes) -> PIL.Image.Image:
    return PIL.Image.open(io.BytesIO(content)).convert("RGBA")


def why(content: bytes) -> str:
    result = shown_from(content)
    assert result.image is None and not result.content and not result.drawing
    return result.why


RED = '<rect width="200" height="100" fill="#f00"/>'


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 200 100"', (1920, 960)),
        ('viewBox="0 0 2e6 1e6" width="100%" height="100%"', (1920, 960)),
        ('viewBox="-50,-50,100,200" width="100%"', (960, 1920)),
        ('width="300" height="100"', (1920, 640)),
        ('width="10cm" height="5CM"', (1920, 960)),
        ('viewBox="0 0 200 100" width="400pt"', (1920, 960)),
        ('viewBox="0 0 200 100" height="80mm"', (1920, 960)),
        ('width="100000" height="100000" viewBox="0 0 10 10"', (1920, 1920)),
        ('viewBox="0 0 nan 1"', (1920, 960)),
        ('viewBox="0 0 0 0"', (1920, 960)),
        ("", (1920, 960)),
    ],
)
def test_a_drawing_is_as_wide_as_it_is_high_by_what_it_says(attributes: str, size: tuple[int, int]) -> None:
    result = shown_from(svg('<rect x="-1e6" y="-1e6" width="9e6" height="9e6" fill="#f00"/>', attributes))
    assert result.image is not None, result.why
    assert (result.image.kind, result.image.width, result.image.height) == ("png", *size)
    assert max(size) == DRAWN_SIDE
    assert pixels(result.content).getpixel((size[0] // 2, size[1] // 2)) == (255, 0, 0, 255)
    again = cleaned(result.drawing)
    assert abs(again.width / again.height - size[0] / size[1]) < 0.01
    # a program that scales a drawing needs to know what it shows
    assert b"viewBox=" in result.drawing and re.search(rb'width="[\d.]+" height="[\d.]+"', result.drawing)


HIDDEN = "https://evil.example/x"


@pytest.mark.parametrize(
    "inside",
    [
        f"<script>fetch('{HIDDEN}')</script>",
        f'<script href="{HIDDEN}"/>',
        f"<rect onclick=\"location='{HIDDEN}'\" ONLOAD='{HIDDEN}' width='9' height='9'/>",
        f'<a href="{HIDDEN}"><rect width="9" height="9"/></a>',
        f'<text><a xlink:href="{HIDDEN}">words</a></text>',
        f'<style>@import "{HIDDEN}";</style>',
        f"<style>@imp\\6Frt url({HIDDEN});</style>",
        f"<style>@font-face{{font-family:x;src:url('{HIDDEN}')}}</style>",
        f'<rect style="fill:url({HIDDEN}#a)" width="9" height="9"/>',
        f'<rect style="fill:u\\72l({HIDDEN})" width="9" height="9"/>',
        f'<rect filter="url(\'{HIDDEN}#f\')" width="9" height="9"/>',
        f'<linearGradient id="g" xlink:href="{HIDDEN}#g"/>',
        f'<animate attributeName="href" to="{HIDDEN}"/>',
        f'<set attributeName="href" to="{HIDDEN}"/>',
        f'<switch><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="{HIDDEN}"/></foreignObject><text>words</text></switch>',
        f'<metadata><a href="{HIDDEN}"/></metadata>',
        f'<x:image xmlns:x="urn:other" href="{HIDDEN}"/>',
        f"<!-- {HIDDEN} -->",
        f'<?xml-stylesheet href="{HIDDEN}"?>',
        f'<g xml:base="{HIDDEN}"/>',
        f'<image width="9" height="9" style="background:image-set(\'{HIDDEN}\')"/>',
    ],
)
def test_nothing_that_runs_or_fetches_or_links_goes_into_a_deck(inside: str) -> None:
    result = shown_from(svg(RED + inside))
    assert result.image is not None, result.why
    assert b"evil" not in result.drawing
    assert not re.search(rb"script|\son\w+=|iframe|animate|@import|<a\b", result.drawing, re.IGNORECASE)
    assert pixels(result.content).getpixel((1900, 900)) == (255, 0, 0, 255)


@pytest.mark.parametrize("target", ["{file}", "file://{file}", "red.png", "../red.png", "https://evil.example/red.png", "//evil.example/r"])
@pytest.mark.parametrize("element", ["image", "use", "feImage"])
@pytest.mark.parametrize("name", ["href", "xlink:href"])
def test_a_drawing_that_shows_other_files_is_left_out_and_they_are_not_read(tmp_path: Path, target: str, element: str, name: str) -> None:
    file = tmp_path / "red.png"
    PIL.Image.new("RGB", (9, 9), (255, 0, 0)).save(file)
    inside = f'{RED}<{element} {name}="{target.format(file=file)}" width="200" height="100"/>'
    assert "shows what lies in other files, which are not read" in why(svg(inside))
    with pytest.raises(UnfitError):
        png_from(svg(inside), 100)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (svg("&x;", before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>'), "declares entities"),
        (svg("<text>&b;</text>", before='<!DOCTYPE svg [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'), "declares entities"),
        (svg("", before='<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://evil.example/x"> %x;]>'), "declares entities"),
        (svg(RED)[:-3], "is damaged"),
        (svg("<text>&nbsp;</text>"), "is damaged"),
        (svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">words</p></foreignObject>' + RED), "has text as HTML in it"),
        (b"<svg><rect/></svg>", "is no SVG as browsers read it"),
        (svg(""), "shows nothing"),
        (svg(RED, 'viewBox="0 0 1 1000000"'), "far too wide or too high"),
        (svg(RED, 'width="1e300" height="1e-300"'), "far too wide or too high"),
        (svg("<g>" * 200 + "</g>" * 200), "nested over 100 levels deep"),
        (svg('<g id="a"><use href="#a"/></g>'), "repeats itself without end"),
        (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "repeats itself without end"),
        (svg("<g/>" * 200_001), "more than 200000 shapes"),
        (svg(f"<!--{'x' * (8 << 20)}-->"), "more than 8 MiB"),
        (svg('<image href="data:image/png;base64,iVBORw0KGgo="/>'), "with a picture in it that cannot be shown"),
        (svg('<image href="data:image/svg+xml;base64,AAAA"/>'), "shows what lies in other files"),
    ],
)
def test_what_is_no_safe_drawing_is_left_out(content: bytes, reason: str) -> None:
    assert reason in why(content)


def test_a_drawing_that_repeats_itself_a_million_times_is_left_out_at_once() -> None:
    levels = "".join(f'<g id="a{n + 1}">{f"<use href=&quot;#a{n}&quot;/>".replace("&quot;", chr(34)) * 10}</g>' for n in range(12))
    started = time.monotonic()
    assert "more than 200000 shapes" in why(svg(f'<g id="a0">{RED}</g>{levels}'))
    assert time.monotonic() - started < 2


def test_pictures_in_a_drawing_stay_and_a_bomb_among_them_does_not() -> None:
    def embedded(size: tuple[int, int]) -> bytes:
        out = io.BytesIO()
        PIL.Image.new("1", size, 1).save(out, "PNG")
        text = base64.b64encode(out.getvalue()).decode()
        return svg(f'<image xlink:href="data:image/png;base64,{text}" width="200" height="100" preserveAspectRatio="none"/>')

    result = shown_from(embedded((10, 5)))
    assert result.image is not None and pixels(result.content).getpixel((900, 400)) == (255, 255, 255, 255)
    assert b"data:image/png" in result.drawing
    assert "cannot be shown" in why(embedded((20_000, 7_000)))


def test_a_document_type_without_entities_and_other_encodings_are_read() -> None:
    kind = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert shown_from(svg(RED, before=f'<?xml version="1.0"?>{kind}')).image is not None
    accented = svg("<text y='50' font-size='40'>caf\u00e9</text>", before='<?xml version="1.0" encoding="ISO-8859-1"?>')
    result = shown_from(accented.decode().encode("latin-1"))
    assert "caf\u00e9" in result.drawing.decode()


@pytest.mark.parametrize("family", ["", "sans-serif", "Nobody Has This", "Arial, Helvetica"])
def test_text_is_drawn_whatever_its_face(family: str) -> None:
    found = pixels(png_from(svg(f'<text y="60" font-size="50" font-family="{family}">Words</text>'), 400))
    assert found.size == (400, 200)
    assert found.getchannel("A").getbbox() is not None


@pytest.mark.parametrize("attributes", ['width="20" height="20"', 'width="140" height="20"', 'viewBox="0 0 24 24"'])
def test_signs_and_badges_are_no_pictures(attributes: str) -> None:
    result = shown_from(svg(RED, attributes))
    assert (result.image, result.why) == (None, "")


def test_the_same_drawing_is_the_same_picture() -> None:
    content = svg(f'{RED}<text y="50">Words</text>')
    assert shown_from(content) == shown_from(content)
    assert cleaned(cleaned(content).content).content == cleaned(content).content

"""Our own layouts in any colour: what can be read in the usual look can be read in it, and its hue is kept."""

from __future__ import annotations

import colorsys
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree

from deck.masters import Look, Palette, template_bytes
from deck.masters import palette_of as derived
from deck.masters.colour import difference, rgb_of, tone_of
from deck.masters.palette import LEAST_APART
from deck.masters.tokens import THEME
from deck.model.colour import luminance
from masters_read import A, Master, colour_of_hex, contrast

HARD = {
    "yellow": "FFFF00",
    "amber": "FFD400",
    "blue": "0000FF",
    "navy": "101A36",
    "near-white": "FDFDFD",
    "white": "FFFFFF",
    "near-black": "0A0A0A",
    "black": "000000",
    "grey": "808080",
    "red": "FF0000",
    "pink": "FF69B4",
    "green": "00FF00",
    "cyan": "00FFFF",
    "orange": "F47920",
    "purple": "7B2D8E",
    "brown": "5C4033",
    "ours": "B93A12",
}
WHEEL = [
    "".join(f"{round(part * 255):02X}" for part in colorsys.hsv_to_rgb(hue / 24, depth, 0.9)) for hue in range(24) for depth in (0.4, 1)
]
every_brand = pytest.mark.parametrize("brand", [*HARD.values(), *WHEEL])
USUAL = Path(__file__).parents[1] / "templates" / "conference.pptx"


@cache
def palette_of(brand: str) -> Palette:
    return derived(brand)


@cache
def usual() -> dict[str, dict[str, float]]:
    master = Master(USUAL)
    return {name: master.contrasts(root) for name, root in master.layouts.items()}


@pytest.mark.parametrize("brand", HARD.values(), ids=HARD)
def test_what_is_aaa_in_the_usual_colours_is_so_in_any_and_the_rest_is_aa(brand: str, tmp_path: Path) -> None:
    file = tmp_path / "made.pptx"
    file.write_bytes(template_bytes(Look(theme=palette_of(brand).theme)))
    master = Master(file)
    for name, root in master.layouts.items():
        for level, ratio in master.contrasts(root).items():
            assert ratio >= (7.0 if usual()[name][level] >= 7.0 else 4.5), f"{name} {level}"
    assert all(master.page(root).luminance < 0.05 for name, root in master.layouts.items() if usual_is_dark(name))


@cache
def usual_is_dark(name: str) -> bool:
    master = Master(USUAL)
    return master.page(master.layouts[name]).luminance < 0.2


@every_brand
def test_links_and_accents_can_be_read_where_they_stand(brand: str) -> None:
    theme = {slot: colour_of_hex(rgb) for slot, rgb in palette_of(brand).theme.items()}
    for light in ("lt1", "lt2"):
        assert contrast(theme["accent1"], theme[light]) >= 4.5
        assert contrast(theme["hlink"], theme[light]) >= 7
        assert contrast(theme["folHlink"], theme[light]) >= 4.5
    assert contrast(theme["accent4"], theme["dk2"]) >= 7
    assert contrast(theme["lt1"], theme["dk2"]) >= 12


@every_brand
def test_no_eye_takes_an_accent_of_a_chart_for_another(brand: str) -> None:
    theme = palette_of(brand).theme
    accents = [theme[f"accent{n}"] for n in range(1, 7)]
    assert min(difference(one, other) for one, other in combinations(accents, 2)) >= LEAST_APART


def test_what_colours_differ_by_is_known_of_some() -> None:
    assert difference("FFFFFF", "000000") == pytest.approx(100, abs=0.5)
    # a green and a red that are one to an eye without red or green cones, and far apart to the rest
    assert difference("9A8B2A", "C77B28") < LEAST_APART
    assert difference("123456", "123456") == 0
    assert luminance("FFFFFF") == pytest.approx(1)


@every_brand
def test_a_tone_is_its_colour_again(brand: str) -> None:
    assert all(abs(one - other) < 0.012 for one, other in zip(colour_of_hex(brand), colour_of_hex(rgb_of(tone_of(brand))), strict=True))


@every_brand
def test_the_hue_of_a_brand_is_kept_and_grey_stays_grey(brand: str) -> None:
    asked, made = tone_of(brand), tone_of(palette_of(brand).theme["accent1"])
    if asked.chroma < 0.02:
        assert made.chroma < 0.01
    else:
        assert abs((made.hue - asked.hue + 180) % 360 - 180) < 6


@pytest.mark.parametrize(("brand", "slot"), [("B93A12", "accent1"), ("0000FF", "accent1"), ("101A36", "dk2"), ("FFD400", "accent4")])
def test_a_brand_that_can_be_read_stands_as_it_is(brand: str, slot: str) -> None:
    palette = palette_of(brand)
    assert palette.theme[slot] == brand
    assert slot not in {shift.slot for shift in palette.shifts}


@every_brand
def test_every_shift_is_told_with_both_contrasts(brand: str) -> None:
    palette = palette_of(brand)
    for shift in palette.shifts:
        assert str(shift) == f"{shift}".strip() and str(shift).startswith(f"{shift.slot}: ")
        assert shift.made == palette.theme[shift.slot] and shift.now > shift.has
    told = {shift.slot for shift in palette.shifts}
    assert {slot for slot in ("accent1", "dk2") if palette.theme[slot] != brand} <= told


def test_a_shift_says_what_was_asked_and_what_was_set() -> None:
    said = [str(shift) for shift in palette_of("FFD400").shifts]
    assert said[0] == "accent1: #FFD400 has 1.4:1 on white, set to #866E04 (4.9:1)"


def test_names_and_faces_may_hold_what_xml_may_not(tmp_path: Path) -> None:
    file = tmp_path / "made.pptx"
    file.write_bytes(template_bytes(Look(name='A & "B" <c>', heading="H&Co 'One'")))
    root = Master(file).tree("ppt/theme/theme1.xml")
    assert root.get("name") == 'A & "B" <c>'
    faces = [element.get("typeface") for element in root.iter(f"{A}latin")]
    assert faces == ["H&Co 'One'", "Arial"]
    assert etree.fromstring(Master(file).parts["docProps/core.xml"])[0].text == 'A & "B" <c>'


def test_the_usual_theme_has_the_slots_of_any() -> None:
    assert list(palette_of("123456").theme) == list(THEME)

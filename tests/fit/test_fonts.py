"""What a typeface is measured by: real font files in every place where one may lie, and what is guessed where none does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from deck.fit import fonts, installed, measured_by
from deck.fit.fontfiles import fonts_in, fonts_of_folder, nearest
from deck.fit.fonts import Face, advance
from deck.fit.measures import Kind
from font_files import ARIMO, REGULAR, collection, font, unvaried

TEXT = "Kerning at 9 AM"
MISSING, UNKNOWN, UNKNOWN_BOLD = 1.12, 1.18, 1.26


def wide(face: Face | None = None) -> float:
    return advance(TEXT, 20, face or Face())


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    caches = fonts._metrics, fonts._covered, fonts._ems, installed._fonts
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the fonts that a machine has, and it has no others."""
    folder = tmp_path / "home/.local/share/fonts"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(installed, "USUAL", ())
    monkeypatch.setattr(installed, "FONTCONFIG", tmp_path / "none.conf")
    return folder


def package(folder: Path, name: str, **contents: bytes) -> None:
    (folder / name / "files").mkdir(parents=True)
    folder.joinpath(name, "__init__.py").write_text("raise SystemExit('a package of fonts is not run')", "utf-8")
    for style, content in contents.items():
        folder.joinpath(name, "files", f"{style}.ttf").write_bytes(content)


def test_a_face_as_wide_as_arial_is_measured_like_it_and_an_unknown_one_wider(machine: Path) -> None:
    assert not list(machine.iterdir())
    assert wide(Face("Liberation Sans")) == wide()
    assert wide(Face("No Such Face")) == pytest.approx(UNKNOWN * wide())
    assert wide(Face("No Such Face", bold=True)) == pytest.approx(UNKNOWN_BOLD * wide(Face(bold=True)))


@pytest.mark.parametrize(
    ("family", "regular", "bold"),
    [
        ("Verdana", 1.21, 1.28),
        ("Montserrat", 1.15, 1.12),
        ("Montserrat Light", 1.15, 1.12),
        ("Montserrat Black", 1.12 * 1.08, 1.12),
        ("Arial Black", 1.35, 1.35),
        ("Oswald", MISSING, MISSING),
        ("Aptos", MISSING, 1.13),
    ],
)
def test_a_face_that_many_templates_name_has_a_figure_of_its_own_and_none_below_what_is_shown_for_it(
    machine: Path, family: str, regular: float, bold: float
) -> None:
    assert not list(machine.iterdir())
    measure = measured_by(family)
    assert measure.kind == "guess"
    assert measure.shares == pytest.approx((regular, bold))


@pytest.mark.parametrize("name", ["../deck", "os.path", "a; import b", "fontpkg_arimo", "/etc/a.ttf", ""])
def test_a_face_can_name_nothing_but_a_package_of_fonts(machine: Path, name: str) -> None:
    assert not list(machine.iterdir())
    assert measured_by(name).kind is Kind.GUESS


@pytest.mark.parametrize("name", ["fontpkg_brand_sans", "font_brand_sans"])
def test_a_package_of_the_family_is_measured_and_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    package(tmp_path, name, regular=font(times=2))
    monkeypatch.syspath_prepend(tmp_path)
    measure = measured_by("Brand Sans")
    assert (measure.kind, measure.by, measure.safe) == (Kind.PACKAGE, "Brand Sans", False)
    assert wide(Face("Brand Sans")) == pytest.approx(2 * wide())
    assert wide(Face("Brand Sans", bold=True)) == pytest.approx(2 * wide(Face(bold=True)))
    assert name not in sys.modules


def test_the_font_installed_is_measured_by_any_of_its_names(machine: Path) -> None:
    (machine / "sub").mkdir()
    (machine / "sub" / "B.TTF").write_bytes(font(times=2))
    for family in ("Brand", "brand"):
        assert measured_by(family).kind is Kind.INSTALLED
        assert wide(Face(family)) == pytest.approx(2 * wide())


def test_a_package_goes_before_the_font_installed_and_that_before_one_as_wide(
    machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine / "brand.ttf").write_bytes(font(times=2))
    package(tmp_path, "fontpkg_brand", regular=font(times=4))
    assert measured_by("Brand").kind is Kind.INSTALLED
    monkeypatch.syspath_prepend(tmp_path)
    assert measured_by("Brand").kind is Kind.PACKAGE
    monkeypatch.undo()


def test_a_face_whose_equal_ships_does_not_depend_on_the_machine(machine: Path) -> None:
    (machine / "arial.ttf").write_bytes(font("Arial", times=2))
    measure = measured_by("Arial")
    assert (measure.kind, measure.by, measure.safe) == (Kind.STAND_IN, "Arimo", True)
    assert not installed._fonts.cache_info().currsize, "no folder of fonts is opened for it"


def test_the_equal_of_a_face_may_be_installed(machine: Path) -> None:
    # five letters, like the name that is replaced; Carlito would be the real one
    (machine / "p.ttf").write_bytes(font("P052 ", times=2))
    measure = measured_by("Palatino Linotype")
    assert (measure.kind, measure.by) == (Kind.STAND_IN, "P052")
    assert wide(Face("Palatino Linotype")) == pytest.approx(2 * wide())


def test_the_settings_of_a_template_go_before_everything(machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (machine / "brand.ttf").write_bytes(font(times=2))
    own = tmp_path / "own"
    own.mkdir()
    (own / "Regular.ttf").write_bytes(font(times=4))
    said = (("Brand", str(own / "Regular.ttf")),)
    measure = measured_by("Brand", dict(said))
    assert (measure.kind, measure.by) == (Kind.SETTINGS, "Regular.ttf")
    assert wide(Face("Brand", fonts=said)) == pytest.approx(4 * wide())
    assert fonts.exact(TEXT, "Brand", said)
    package(tmp_path, "fontpkg_other", regular=font(times=2))
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("fontpkg-other", "Other", "fontpkg_other"):
        assert measured_by("Brand Sans", {"Brand Sans": name}).kind is Kind.SETTINGS
    assert measured_by("Brand Sans", {"Brand Sans": "fontpkg-none"}).kind is Kind.GUESS


def test_the_styles_of_a_file_that_the_settings_name_lie_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(unvaried(font()))
    (tmp_path / "b.ttf").write_bytes(unvaried(font(times=2, weight=700)))
    (tmp_path / "c.ttf").write_bytes(unvaried(font("Other", times=4, weight=700)))
    (tmp_path / "d.ttf").write_bytes(b"no font")
    said = (("Face of Ours", str(tmp_path / "a.ttf")),)
    regular, bold = (wide(Face("Face of Ours", bold=bold, fonts=said)) for bold in (False, True))
    assert regular == pytest.approx(wide())
    assert bold == pytest.approx(2 * wide())


def test_the_nearest_style_is_measured(tmp_path: Path) -> None:
    for weight, italic in product((200, 400, 700, 900), (False, True)):
        (tmp_path / f"{weight}-{italic}.ttf").write_bytes(unvaried(font(weight=weight, italic=italic)))
    found = fonts_of_folder(tmp_path)
    for weight, italic in product((400, 700), (False, True)):
        assert nearest(found, "Brand", weight, italic=italic).path.name == f"{weight}-{italic}.ttf"
    assert nearest(found, "Brand", 600, italic=False).weight == 700


def test_a_weight_that_a_family_is_named_by_is_one_of_its_variable_font(machine: Path) -> None:
    (machine / "brand.ttf").write_bytes(font())
    measure = measured_by("Brand Medium")
    assert (measure.kind, measure.by, measure.weight) == (Kind.INSTALLED, "Brand", 500)
    assert wide(Face("Brand")) < wide(Face("Brand Medium")) < wide(Face("Brand", bold=True))


def test_a_family_without_that_weight_is_not_measured_for_it(machine: Path) -> None:
    (machine / "brand.ttf").write_bytes(unvaried(font()))
    assert measured_by("Brand").kind is Kind.INSTALLED
    assert measured_by("Brand Light").kind is Kind.GUESS


def test_each_font_of_a_collection_is_found(machine: Path) -> None:
    (machine / "all.ttc").write_bytes(collection(font("First", times=2), font("Other", times=4)))
    assert wide(Face("First")) == pytest.approx(2 * wide())
    assert wide(Face("Other")) == pytest.approx(4 * wide())


@pytest.mark.parametrize("content", [b"", b"OTTO", b"ttcf\x00\x01\x00\x00\xff\xff\xff\xff", b"\x00\x01\x00\x00\xff\xff" + 30 * b"\xff"])
def test_what_is_no_font_or_a_broken_one_is_passed_over(machine: Path, content: bytes) -> None:
    (machine / "broken.ttf").write_bytes(content)
    (machine / "short.ttf").write_bytes(font()[:400])
    (machine / "folder.ttf").mkdir()
    assert measured_by("Brand").kind is Kind.GUESS
    assert not fonts_in(machine / "missing.ttf")


def test_the_folders_that_fontconfig_names_count(tmp_path: Path, machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "brand.ttf").write_bytes(font())
    conf = tmp_path / "fonts.conf"
    conf.write_text(f'<fontconfig><dir prefix="xdg">fonts</dir><dir>{tmp_path}/more</dir></fontconfig>', "utf-8")
    assert measured_by("Brand").kind is Kind.GUESS
    installed._fonts.cache_clear()
    monkeypatch.setattr(installed, "FONTCONFIG", conf)
    assert measured_by("Brand").kind is Kind.INSTALLED
    assert machine in installed._folders()


@pytest.mark.parametrize(("platform", "folder"), [("win32", "Windows/Fonts"), ("darwin", "Library/Fonts")])
def test_windows_and_the_mac_have_their_fonts_elsewhere(monkeypatch: pytest.MonkeyPatch, platform: str, folder: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert any(path.as_posix().endswith(folder) for path in installed._folders())


def test_arial_is_measured_by_the_files_that_come_along() -> None:
    (regular,) = fonts_in(ARIMO / REGULAR)
    assert (regular.own, regular.variable, regular.italic, regular.weight) == (frozenset({"arimo"}), True, False, 400)
    assert [font.italic for font in measured_by("Arial").fonts] == [True, False]

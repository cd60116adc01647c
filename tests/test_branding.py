"""`deck template new`, run as a user runs it: a template that is valid, whole and legible, or one line that says why not."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import validate_pptx
from PIL import Image, ImageDraw

from deck.build import build
from deck.cli import run
from deck.stages import Request
from golden.cases import article_of
from masters_read import A, Area, Master, P, area, found, placeholders
from tools.overflow import faults, painted

Render = Callable[[Iterable[Path]], dict[Path, Path]]
SIZES = {"16:9": (12_192_000, 6_858_000), "16:10": (10_972_800, 6_858_000), "4:3": (9_144_000, 6_858_000), "1:1": (6_858_000, 6_858_000)}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100"><rect width="400" height="100" fill="#FFD400"/></svg>'


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def drawn(name: str, colour: str, size: tuple[int, int] = (600, 150), mode: str = "RGBA") -> str:
    image = Image.new(mode, size, (255, 255, 255, 0)[: len(mode)])
    ImageDraw.Draw(image).ellipse((0, 0, *size), fill=colour)
    image.save(name)
    return name


def made(*options: str, name: str = "made.pptx") -> Master:
    assert run(["template", "new", name, *options]) == 0
    return Master(Path(name))


def logos(master: Master) -> dict[str, Area]:
    """Return where the logo stands, by the layouts that have it."""
    return {name: area(picture) for name, root in master.layouts.items() for picture in root.iter(f"{P}pic")}


def test_what_it_made_and_shifted_is_told_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    made("--brand", "#FFD400", "--font", "georgia/Brand Sans", "--size", "4:3")
    said, complained = capsys.readouterr()
    assert said.splitlines() == [
        "made.pptx: 4:3 in Georgia and Brand Sans",
        "  accent1: #FFD400 has 1.4:1 on white, set to #866E04 (4.9:1)",
        "  hlink: #FFD400 has 1.4:1 on white, set to #645100 (7.7:1)",
        "  dk2: grey text has 1.1:1 on #FFD400, set to #2E2917 (9.0:1)",
        "  Brand Sans: not on every machine; where it is missing another face takes its place, so give the talk on one that has it",
    ]
    assert complained == ""


def test_without_options_it_is_the_template_that_ships(capsys: pytest.CaptureFixture[str]) -> None:
    ours = Master(Path(__file__).parents[1] / "templates" / "conference.pptx")
    parts = made(name="Conference.pptx").parts
    assert parts == ours.parts


@pytest.mark.parametrize(("font", "heading", "text"), [("Georgia/Arial", "Georgia", "Arial"), (" calibri ", "Calibri", "Calibri")])
def test_faces_go_into_the_theme(font: str, heading: str, text: str) -> None:
    theme = made("--font", font).tree("ppt/theme/theme1.xml")
    assert [face.get("typeface") for face in theme.iter(f"{A}latin")] == [heading, text]


@pytest.mark.parametrize("size", SIZES)
def test_a_template_of_any_size_is_valid_and_all_lies_on_its_slides(size: str) -> None:
    master = made("--size", size, "--brand", "0057B8", "--logo", drawn("logo.png", "#0057B8"))
    assert master.size == SIZES[size]
    result = validate_pptx("made.pptx")
    assert result.is_valid, result.errors
    for name, root in master.layouts.items():
        for idx, shape in placeholders(root).items():
            box = area(shape)
            assert min(box) >= 0 and box.right <= master.size[0] and box.bottom <= master.size[1], f"{name} {idx}"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shape", [(600, 150), (200, 200), (100, 900), (3000, 80)])
def test_a_logo_is_never_distorted_and_meets_no_text(size: str, shape: tuple[int, int]) -> None:
    master = made("--size", size, "--logo", drawn("logo.png", "#101A36", shape))
    width, height = shape
    where = logos(master)
    assert len(where) > 25 and "Title" in where
    for name, box in where.items():
        assert (box.right - box.left) / (box.bottom - box.top) == pytest.approx(width / height, rel=0.02)
        assert min(box) >= 0 and box.right <= master.size[0] and box.bottom <= master.size[1]
        assert [idx for idx, other in placeholders(master.layouts[name]).items() if box.meets(area(other))] == [], name


@pytest.mark.parametrize("kind", ["png", "jpg", "svg"])
def test_a_logo_of_any_kind_is_in_the_file_once(kind: str) -> None:
    if kind == "svg":
        Path("logo.svg").write_text(SVG, "utf-8")
    else:
        drawn(f"logo.{kind}", "#FFD400", mode="RGBA" if kind == "png" else "RGB")
    master = made("--logo", f"logo.{kind}")
    media = sorted(name for name in master.parts if name.startswith("ppt/media/"))
    assert (
        media
        == {"png": ["ppt/media/image1.png"], "jpg": ["ppt/media/image1.jpeg"], "svg": ["ppt/media/image1.png", "ppt/media/image2.svg"]}[
            kind
        ]
    )
    assert validate_pptx("made.pptx").is_valid


@pytest.mark.parametrize(("colour", "on_plates"), [("#101A36", {"Title"}), ("#FFFFFF", set()), ("#E2001A", set())])
def test_a_logo_that_would_not_be_seen_on_its_ground_has_a_plate(colour: str, on_plates: set[str]) -> None:
    master = made("--logo", drawn("logo.png", colour))
    plates = {name for name, box in logos(master).items() if any(covers(area(panel), box) for panel in panels(master, name))}
    assert plates == (on_plates if colour != "#FFFFFF" else logos(master).keys() - {"Title"})


def panels(master: Master, name: str) -> list[etree._Element]:
    return [shape for shape in master.layouts[name].iter(f"{P}sp") if found(shape, f".//{P}cNvPr").get("name", "").startswith("Panel")]


def covers(one: Area, other: Area) -> bool:
    return one.left <= other.left and one.top <= other.top and one.right >= other.right and one.bottom >= other.bottom


def test_a_logo_goes_into_decks_and_to_the_other_side_where_text_is_read_from_the_right(tmp_path: Path) -> None:
    made("--logo", drawn("logo.png", "#E2001A"))
    deck = build(
        Request(
            article_of("right-to-left"),
            "talk.md",
            article_of("right-to-left").parent,
            {"template": str(tmp_path / "made.pptx"), "output": str(tmp_path / "talk.pptx")},
        )
    ).output
    here, there = logos(Master(tmp_path / "made.pptx"))["Title"], logos(Master(deck))["Title"]
    assert (there.left, there.right) == (12_192_000 - here.right, 12_192_000 - here.left)
    with zipfile.ZipFile(deck) as package:
        assert [name for name in package.namelist() if name.startswith("ppt/media/")]


BAD = [
    *product(["--brand"], ["#12", "red", "", "#GGGGGG", "#B93A12FF", "'\"><", "x" * 9000]),
    *product(["--font"], ["", "/", "A/B/C", "Arial, sans-serif", 'A"<b>', "+mj-lt", "x" * 9000, "\u202e", "A\nB;"]),
    *product(["--size"], ["9:16", "A4", "", "16"]),
    *product(["--logo"], ["none.png", ".", "text.png", "broken.png", "tiny.png", "empty.png", "large.png", "moving.gif"]),
]


@pytest.fixture
def bad_logos() -> None:
    Path("text.png").write_text("no picture", "utf-8")
    Path("empty.png").touch()
    Path("large.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * (5 << 20))
    content = Path(drawn("broken.png", "#E2001A")).read_bytes()
    Path("broken.png").write_bytes(content[: len(content) // 2])
    drawn("tiny.png", "#E2001A", (12, 12))
    Image.new("P", (200, 100)).save("moving.gif")


@pytest.mark.usefixtures("bad_logos")
@pytest.mark.parametrize(("option", "value"), BAD, ids=[f"{option} {value[:20]!r}" for option, value in BAD])
def test_a_bad_value_is_refused_in_one_short_line(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "new", "made.pptx", option, value]) == 2
    said, complained = capsys.readouterr()
    assert said == "" and complained.count("\n") == 1 and complained.startswith("deck: error: ") and len(complained) < 220
    assert not Path("made.pptx").exists()


@pytest.mark.parametrize(
    ("file", "code"), [("made", 2), ("made.potx", 2), (".pptx", 2), ("", 2), ("no/such/made.pptx", 2), ("folder.pptx", 5)]
)
def test_a_bad_place_is_refused(file: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    Path("folder.pptx").mkdir()
    assert run(["template", "new", file]) == code
    assert capsys.readouterr().err.count("\n") == 1
    assert [path.name for path in Path().iterdir()] == ["folder.pptx"]


def test_a_file_that_is_there_is_replaced_by_force_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("made.pptx").write_text("mine", "utf-8")
    assert run(["template", "new", "made.pptx"]) == 5
    assert "`--force`" in capsys.readouterr().err
    assert Path("made.pptx").read_text("utf-8") == "mine"
    made("--force")


@pytest.mark.office
def test_decks_on_made_templates_overflow_nowhere(render: Render, tmp_path: Path) -> None:
    """Six kinds of objects, on as many looks."""
    looks = {
        "table-large": ("--size", "4:3", "--brand", "FFD400"),
        "lists": ("--size", "1:1", "--brand", "0057B8"),
        "picture-grid": ("--size", "1:1", "--font", "Georgia/Arial"),
        "quotes": ("--size", "16:10", "--brand", "FF69B4"),
        "code-long": ("--size", "4:3", "--brand", "808080"),
        "right-to-left": ("--size", "4:3", "--brand", "00A651"),
    }
    drawn("logo.png", "#E2001A")
    paint = {}
    for case, options in looks.items():
        made(*options, "--logo", "logo.png", name=f"{case}.look.pptx")
        asked = {"template": str(tmp_path / f"{case}.look.pptx"), "output": str(tmp_path / f"{case}.pptx")}
        deck = build(Request(article_of(case), f"{case}.md", article_of(case).parent, asked)).output
        copy = tmp_path / f"{case}.painted.pptx"
        paint[copy] = painted(deck, copy)
    pages = render(paint)
    assert {copy.name: wrong for copy, deck in paint.items() if (wrong := faults(deck, pages[copy]))} == {}

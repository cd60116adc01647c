"""Pictures from Markdown to the deck: which stand together, what is said of them, and what hands do to them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from openxml_audit import validate_pptx
from PIL import Image as PillowImage
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Opened

from deck.build import make
from deck.stages import Request, source_of

COLOURS = {"a": "red", "b": "green", "c": "blue", "d": "black", "e": "orange"}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    for name, colour in COLOURS.items():
        PillowImage.new("RGB", (300, 200), colour).save(tmp_path / f"{name}.png")
    return tmp_path / "talk.en.md"


def build(article: Path, body: str) -> Opened:
    article.write_text(f"# The talk\n\n## One\n\n{body}\n\n## Two\n\n- **A point:** It is.\n", "utf-8")
    return Presentation(str(make(source_of(Request(article, article.name, article.parent, {}))).output))


def pictures(slide: object) -> list[tuple[str, str]]:
    """Return the pictures of a slide, each by its name and what is said of it."""
    named = {hashlib.sha1(Path(path).read_bytes()).hexdigest(): path.stem for path in FOLDER.glob("*.png")}
    shown = [shape for shape in slide.shapes if shape._element.tag == qn("p:pic")]  # type: ignore[attr-defined]
    return [(named[shape.image.sha1], shape._element._nvXxPr.cNvPr.get("descr", "")) for shape in shown]


FOLDER = Path()


@pytest.fixture(autouse=True)
def _folder(article: Path) -> None:
    global FOLDER
    FOLDER = article.parent


TOGETHER = [
    "![A](a.png) ![B](b.png)",
    "![A](a.png)\n![B](b.png)",
    "![A](a.png)\n\n![B](b.png)",
    "- ![A](a.png)\n- ![B](b.png)",
    '<p><img src="a.png" alt="A"> <img src="b.png" alt="B"></p>',
    '<figure><img src="a.png" alt="A"><img src="b.png" alt="B"></figure>',
    '<div class="row">\n\n![A](a.png)\n\n![B](b.png)\n\n</div>',
    "| ![A](a.png) | ![B](b.png) |\n|---|---|",
    "| | |\n|---|---|\n| ![A](a.png) | ![B](b.png) |",
    '{{< gallery >}}\n{{< figure src="a.png" alt="A" >}}\n{{< figure src="b.png" alt="B" >}}\n{{< /gallery >}}',
]


@pytest.mark.parametrize("body", TOGETHER)
def test_pictures_that_follow_each_other_stand_together(article: Path, body: str) -> None:
    slides = build(article, body).slides
    assert [slide.slide_layout.name for slide in slides][1] == "Two Pictures"
    assert pictures(slides[1]) == [("a", "A"), ("b", "B")]
    assert len(slides) == 3


def test_pictures_with_words_between_them_stand_apart(article: Path) -> None:
    slides = build(article, "![A](a.png)\n\nThis is said between the two of them.\n\n![B](b.png)").slides
    assert [pictures(slide) for slide in slides][1:3] == [[("a", "A")], [("b", "B")]]


def test_a_picture_alone_stands_beside_its_points_and_several_do_not(article: Path) -> None:
    points = "- **Lead:** It is.\n- **Other:** It is, too.\n"
    assert [slide.slide_layout.name for slide in build(article, f"![A](a.png)\n\n{points}").slides][1:-1] == ["Picture and Points"]
    names = [slide.slide_layout.name for slide in build(article, f"![A](a.png)\n![B](b.png)\n\n{points}").slides]
    assert names[1:-1] == ["Two Pictures", "Contrast"]


WORDED = [
    ("![What it shows](a.png)", "What it shows", "What it shows"),
    ('![What it shows](a.png "The caption")', "What it shows", "The caption"),
    ("![](a.png)", "", ""),
    ("![a.png](a.png)", "", ""),
    ("![IMG_1234.jpg](a.png)", "", ""),
    ('![a.png](a.png "IMG_1234")', "", ""),
    ('<figure><img src="a.png" alt="a.png"><figcaption>The caption</figcaption></figure>', "The caption", "The caption"),
    ('<figure><img src="a.png" alt="What it shows"><figcaption>The caption</figcaption></figure>', "What it shows", "The caption"),
    ('{{< figure src="a.png" alt="What it shows" caption="The caption" >}}', "What it shows", "The caption"),
    ('{{< figure src="a.png" >}}', "", ""),
    (":::{figure} a.png\n:alt: What it shows\n\nThe caption\n:::", "What it shows", "The caption"),
    ("```{figure} a.png\n:alt: a.png\n\nThe caption\n```", "The caption", "The caption"),
    ('<img src="a.png" title="The caption">', "The caption", "The caption"),
]


@pytest.mark.parametrize(("body", "alt", "caption"), WORDED)
def test_what_is_said_of_a_picture_is_the_author_s_and_no_file_s_name(article: Path, body: str, alt: str, caption: str) -> None:
    slide = build(article, body).slides[1]
    assert pictures(slide) == [("a", alt)]
    texts = [shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame and shape.placeholder_format.idx == 1]
    assert texts == ([caption] if caption else [])


def test_what_hands_did_to_pictures_that_stand_together_stays(article: Path) -> None:
    body = "![A](a.png) ![B](b.png) ![C](c.png)"
    build(article, body)
    deck = article.parent / "talks" / "talk.en.pptx"
    presentation = Presentation(str(deck))
    first, second, _ = (shape for shape in presentation.slides[1].shapes if shape._element.tag == qn("p:pic"))
    first.left, first.top = 400_000, 3_000_000
    second._element.blipFill.find(qn("a:blip")).set(qn("r:embed"), second.part.get_or_add_image_part(str(article.parent / "e.png"))[1])
    caption = next(shape for shape in presentation.slides[1].shapes if shape.name == "Caption 3")
    caption.text_frame.paragraphs[0].runs[0].text = "My own words"
    presentation.save(str(deck))
    for again in (f"{body}\n\nSaid behind them.", "![A](a.png) ![B](b.png) ![D](d.png)\n\nSaid behind them."):
        slide = build(article, again).slides[1]
        assert [name for name, _ in pictures(slide)] == ["a", "e", "d" if "d.png" in again else "c"]
        moved = next(shape for shape in slide.shapes if shape.name == "Picture 1")
        assert (moved.left, moved.top) == (400_000, 3_000_000)
        assert "My own words" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert validate_pptx(str(deck)).is_valid


FOCUSED = [
    ("![A](a.jpg)", 0.5),
    ("![A](a.jpg){focus=0.0,0.2}", 0.0),
    ("![A](a.jpg){focus=0,0}", 0.0),
    ('![A](a.jpg){.wide focus="100% 20%"}', 1.0),
    ('![A](a.jpg){: focus="90,20"}', 1.0),
    ('![A](a.jpg)\n{: focus="0.05,0.2"}', 0.0),
    ("![A](a.jpg){focus=middle}", 0.5),
    ('<img src="a.jpg" alt="A" data-focus="1, 0.2">', 1.0),
    ('<img src="a.jpg" alt="A" style="width: 9px; object-position: 0% 20%">', 0.0),
    ('<img src="a.jpg" alt="A" style="object-position: top right">', 1.0),
    ('<img src="a.jpg" alt="A" style="object-position: left">', 0.0),
]


@pytest.mark.parametrize(("body", "focus"), FOCUSED)
def test_what_must_be_seen_of_a_picture_that_is_cropped_is_seen(article: Path, body: str, focus: float) -> None:
    PillowImage.effect_noise((900, 1000), 90).convert("RGB").save(article.parent / "a.jpg")
    slide = build(article, f"{body}\n\n- **Lead:** It is.\n- **Other:** It is, too.").slides[1]
    assert slide.slide_layout.name == "Picture Right"
    (shown,) = (shape for shape in slide.shapes if shape._element.tag == qn("p:pic"))
    cut = shown.crop_left + shown.crop_right
    assert cut > 0.2 and (shown.crop_top, shown.crop_bottom) == (0, 0)
    assert shown.crop_left == pytest.approx(cut * focus, abs=0.001)
    seen = 900 * (1 - cut) / 1000
    assert seen == pytest.approx(shown.width / shown.height, rel=0.001)
    assert "focus" not in slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else True


def test_many_large_photographs_make_no_large_deck(article: Path) -> None:
    photograph = PillowImage.merge("RGB", [PillowImage.effect_noise((500, 375), 60).resize((4000, 3000)) for _ in range(3)])
    for n in range(8):
        photograph.save(article.parent / f"{n}.jpg", quality=95)
        photograph = photograph.transpose(PillowImage.Transpose.FLIP_LEFT_RIGHT if n % 2 else PillowImage.Transpose.FLIP_TOP_BOTTOM)
    files = [article.parent / f"{n}.jpg" for n in range(8)]
    build(article, "\n\n".join(f"![]({file.name})" for file in files))
    deck = article.parent / "talks" / "talk.en.pptx"
    assert deck.stat().st_size < 12_000_000
    assert sum(file.stat().st_size for file in files) > 2 * deck.stat().st_size


def test_a_drawing_in_a_file_that_lies_outside_is_not_read(article: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "a.svg"
    outside.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><rect width="300" height="200"/></svg>', "utf-8")
    (article.parent / "link.svg").symlink_to(outside)
    relative = Path("..") / ".." / outside.parent.name / "a.svg"
    for source in (f"../{outside.parent.name}/a.svg", str(outside), "link.svg", str(relative)):
        article.write_text(f"# The talk\n\n## One\n\n![A]({source})\n\nWords.\n", "utf-8")
        found = source_of(Request(article, article.name, article.parent, {}))
        assert [finding.code for finding in found.findings] == ["D307"]
        assert found.media == {} and outside not in found.reads


@pytest.mark.parametrize(
    "body",
    [
        "| ![A](a.png) | ![B](b.png) |\n|---|---|\n| *First* | Second |",
        "| First | Second |\n|---|---|\n| ![A](a.png) | ![B](b.png) |",
        "| | |\n|---|---|\n| ![A](a.png)<br>First | ![B](b.png) Second |",
        "| ![A](a.png) |\n|---|\n| First |\n| ![B](b.png) |\n| Second |",
    ],
)
def test_a_table_that_lays_out_pictures_is_pictures_with_their_words(article: Path, body: str) -> None:
    slides = build(article, body).slides
    assert pictures(slides[1]) == [("a", "A"), ("b", "B")]
    texts = [shape.text_frame.text for shape in slides[1].placeholders if shape.placeholder_format.idx in (75, 76)]
    assert texts == ["First", "Second"]


@pytest.mark.parametrize(
    "body",
    [
        "| Name | Looks |\n|---|---|\n| First | ![A](a.png) |\n| Second | ![B](b.png) |",
        "| ![A](a.png) | ![B](b.png) | |\n|---|---|---|\n| First | Second | Third |",
        "| A | B |\n|---|---|\n| ![A](a.png) | ![B](b.png) |\n| 1 | 2 |",
    ],
)
def test_a_table_with_pictures_in_it_stays_a_table(article: Path, body: str) -> None:
    assert build(article, body).slides[1].slide_layout.name == "Table"

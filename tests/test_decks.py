"""The contract, held against whole decks: the samples, and articles of other languages and of forms that go wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.presentation import Presentation as OpenPresentation
from pptx.slide import Slide

from deck.build import build
from deck.stages import Request
from golden.described import kind_of, shapes_of
from tools.coverage import coverage
from tools.fidelity import strangers
from tools.overflow import faults, painted

TESTS = Path(__file__).parent
ARTICLES = sorted([*(TESTS.parent / "content").glob("*.md"), *(TESTS / "articles").glob("*.md")])
FRENCH = TESTS.parent / "content" / "sommet-deepseek.fr.md"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
# what the program may say on a slide itself: a continuation mark, a number, the line above a title, the byline
OWN_MARKS = re.compile(r"\d+|.*\u00a0\(\d+/\d+\)|\d+ · .* · \u200f?\d+/\d+|.+ · .+", re.DOTALL)
LANGUAGES = {"ar": "ar-SA", "de": "de-DE", "en": "en-US", "fr": "fr-FR", "ja": "ja-JP", "zh": "zh-CN"}

every_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
Render = Callable[[Iterable[Path]], dict[Path, Path]]


@pytest.fixture(scope="session")
def deck_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Return a function from an article to the deck built of it, once a session."""
    folder = tmp_path_factory.mktemp("decks")

    @cache
    def call(article: Path) -> Path:
        options = {"output": str(folder / f"{article.stem}.pptx")}
        return build(Request(article, article.name, TESTS.parent, options)).output

    return call


DeckOf = Callable[[Path], Path]


@every_article
def test_nothing_of_the_article_is_lost_or_moved(article: Path, deck_of: DeckOf) -> None:
    found = coverage(article, deck_of(article))
    assert (found.lost, found.moved) == ((), ())


@every_article
def test_nothing_on_a_slide_is_invented_or_cut(article: Path, deck_of: DeckOf) -> None:
    assert [row.text for row in strangers(article, deck_of(article)) if not OWN_MARKS.fullmatch(row.text)] == []


@every_article
def test_the_file_is_valid(article: Path, deck_of: DeckOf) -> None:
    result = validate_pptx(deck_of(article))
    assert result.is_valid, result.errors


@pytest.mark.office
def test_no_text_leaves_its_shape_or_lands_on_other_text(deck_of: DeckOf, render: Render, tmp_path: Path) -> None:
    copies = {article: tmp_path / f"{article.stem}.pptx" for article in ARTICLES}
    paint = {copy: painted(deck_of(article), copy) for article, copy in copies.items()}
    pages = render(paint)
    assert {copy.name: found for copy, deck in paint.items() if (found := faults(deck, pages[copy]))} == {}


@every_article
def test_every_run_break_and_paragraph_end_says_its_language(article: Path, deck_of: DeckOf) -> None:
    tag = LANGUAGES[article.stem.rpartition(".")[2]]
    for slide in opened(deck_of(article)).slides:
        for root in (slide.element, slide.notes_slide.element if slide.has_notes_slide else slide.element):
            marked = [*root.iter(f"{A}rPr"), *root.iter(f"{A}endParaRPr")]
            assert {properties.get("lang") for properties in marked} == {tag}
            assert len(list(root.iter(f"{A}r", f"{A}br", f"{A}fld"))) == len(list(root.iter(f"{A}rPr")))
            other = {"en-US"} if article.stem.endswith((".ar", ".ja", ".zh")) else {None}
            assert {properties.get("altLang") for properties in marked} == other


@every_article
def test_a_slide_keeps_to_its_layout_and_its_theme(article: Path, deck_of: DeckOf) -> None:
    for slide in opened(deck_of(article)).slides:
        placeholders = {ph.get("idx", "0") for ph in slide.slide_layout.element.iter(f"{P}ph")}
        for shape, _ in shapes_of(slide):
            assert shape.is_placeholder
            assert str(shape.placeholder_format.idx) in placeholders
            if kind_of(shape) == "text":
                assert shape.element.spPr.find(f"{A}xfrm") is None
        assert not list(slide.element.iter(f"{A}srgbClr"))
        assert {face.get("typeface") for face in slide.element.iter(f"{A}latin", f"{A}ea", f"{A}cs")} <= {"Courier New"}


@every_article
def test_the_title_is_read_first_and_every_slide_has_one(article: Path, deck_of: DeckOf) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in opened(deck_of(article)).slides]
    assert all(titles)
    for slide in opened(deck_of(article)).slides:
        assert next(iter(slide.shapes)).shape_id == slide.shapes.title.shape_id


@every_article
def test_every_slide_belongs_to_a_named_section(article: Path, deck_of: DeckOf) -> None:
    root = opened(deck_of(article)).element
    slides = [slide.get("id") for slide in root.iter(f"{P}sldId")]
    sections = list(root.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}section"))
    listed = [entry.get("id") for section in sections for entry in section[0]]
    assert listed == slides
    assert all(section.get("name") for section in sections)
    assert len({section.get("id") for section in sections}) == len(sections)


@every_article
def test_marks_by_which_slides_and_shapes_are_known_again_are_unique(article: Path, deck_of: DeckOf) -> None:
    slides = list(opened(deck_of(article)).slides)
    names = [slide.element.cSld.get("name") for slide in slides]
    assert all(name.startswith("deck:") for name in names)
    assert len(set(names)) == len(names)
    ids = [found.get("val") for slide in slides for found in slide.element.iter() if found.tag.endswith("2010/main}creationId")]
    assert len(set(ids)) == len(slides)
    shapes = [found.get("id") for slide in slides for found in slide.element.iter() if found.tag.endswith("2014/main}creationId")]
    assert len(set(shapes)) == len(shapes) == sum(len(list(shapes_of(slide))) for slide in slides)


@every_article
def test_a_deck_opens_where_keynote_and_powerpoint_are_strict(article: Path, deck_of: DeckOf) -> None:
    root = opened(deck_of(article)).element
    tags = [etree.QName(child).localname for child in root]
    assert tags[:4] == ["sldMasterIdLst", "notesMasterIdLst", "sldIdLst", "sldSz"]
    assert "type" not in root.find(f"{P}sldSz").attrib


def test_right_to_left_is_mirrored(deck_of: DeckOf) -> None:
    arabic, german = (opened(deck_of(TESTS / "articles" / name)) for name in ("multaqa.ar.md", "werkstatt.de.md"))
    for layout, other in zip(arabic.slide_layouts, german.slide_layouts, strict=True):
        for shape, twin in zip(layout.placeholders, other.placeholders, strict=True):
            assert shape.left + shape.width + twin.left == arabic.slide_width
    styles = [level for layout in arabic.slide_layouts for level in layout.element.iter(f"{A}lvl1pPr")]
    assert {(level.get("rtl"), level.get("algn")) for level in styles} <= {("1", "r"), ("1", "l"), ("1", "ctr")}
    notes = [p for slide in arabic.slides if slide.has_notes_slide for p in slide.notes_slide.element.iter(f"{A}pPr")]
    assert notes
    assert {(p.get("rtl"), p.get("algn")) for p in notes} == {("1", "r")}


def test_the_french_sample_has_the_form_of_a_talk(deck_of: DeckOf) -> None:
    slides = list(opened(deck_of(FRENCH)).slides)
    layouts = [slide.slide_layout.name for slide in slides]
    assert (layouts[0], layouts[-1]) == ("Title", "Question")
    assert {"Two Points", "Three Points", "Duo", "Contrast", "Four Cards"} <= set(layouts)
    shown = iter(titles(slides))
    for heading in re.findall(r"^## \*\*(.+)\*\*$", FRENCH.read_text("utf-8"), re.MULTILINE):
        assert any(heading in title for title in shown), heading
    assert all(slide.has_notes_slide for slide in slides if slide.slide_layout.name != "Four Cards")


def test_cards_lead_to_the_slides_of_their_groups(deck_of: DeckOf) -> None:
    slides = list(opened(deck_of(FRENCH)).slides)
    cards = next(slide for slide in slides if slide.slide_layout.name == "Four Cards")
    targets = [shape.click_action.target_slide for shape in cards.placeholders if 30 <= shape.placeholder_format.idx < 40]
    after = slides[slides.index(cards) + 1 :][:4]
    assert [target.slide_id for target in targets] == [slide.slide_id for slide in after]


def opened(deck: Path) -> OpenPresentation:
    return Presentation(str(deck))


def titles(slides: Iterable[Slide]) -> Iterator[str]:
    for slide in slides:
        title = slide.shapes.title
        assert title is not None
        text = title.text_frame.text.replace("\v", " ").replace("\u00a0", " ").replace("’", "'")
        yield " ".join(text.split())

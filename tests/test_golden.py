"""Every kind of object, built on two templates: as it was approved, valid, within its slide, and of its native kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from deck.words import words_for
from golden.cases import NAMES, TEMPLATES, Made, article_of, as_text, expected, made
from golden.described import EMU_PER_POINT, kind_of, shapes_of
from test_decks import OWN_MARKS
from tools.coverage import coverage
from tools.fidelity import strangers
from tools.overflow import faults, painted

MadeOf = Callable[[str, str], Made]
Render = Callable[[Iterable[Path]], dict[Path, Path]]
on_both = pytest.mark.parametrize(("case", "template"), [(name, template) for name in NAMES for template in TEMPLATES])
RENEW = "if this is meant, look at the slides and run `python tests/golden/renew.py"


@pytest.fixture(scope="session")
def made_of(tmp_path_factory: pytest.TempPathFactory) -> MadeOf:
    """Return a function from a case and a template to its deck, built once a session."""
    folder = tmp_path_factory.mktemp("golden")

    @cache
    def call(case: str, template: str) -> Made:
        return made(case, template, folder)

    return call


@on_both
def test_a_case_is_as_it_was_approved(case: str, template: str, made_of: MadeOf) -> None:
    approved = expected(case, template)
    assert approved.is_file(), f"nothing was approved of this case: {RENEW} {case}`"
    assert as_text(made_of(case, template)) == approved.read_text("utf-8"), f"{RENEW} {case}`"


@on_both
def test_a_case_is_valid_open_xml(case: str, template: str, made_of: MadeOf) -> None:
    result = validate_pptx(made_of(case, template).deck)
    assert result.is_valid, result.errors


@on_both
def test_a_second_build_changes_no_byte(case: str, template: str, made_of: MadeOf, tmp_path: Path) -> None:
    first = made_of(case, template).deck.read_bytes()
    deck = made(case, template, tmp_path).deck
    assert made(case, template, tmp_path).deck == deck
    assert deck.read_bytes() == first


@on_both
def test_nothing_of_a_case_is_lost_moved_or_invented(case: str, template: str, made_of: MadeOf) -> None:
    article, deck = article_of(case), made_of(case, template).deck
    found = coverage(article, deck)
    assert (found.lost, found.moved) == ((), ())
    own = said_at_codes(article.read_text("utf-8")) if case == "qr" else set()
    told = [row.text for row in strangers(article, deck) if not OWN_MARKS.fullmatch(row.text)]
    assert [text for text in told if text.replace("\u00a0", " ") not in own] == []


def said_at_codes(article: str) -> set[str]:
    """Return what may stand on a slide of QR codes: its heading, the words of links, and addresses as they are typed."""
    links = re.findall(r"\[([^\]]+)\]\(https://([^)]+)\)", article)
    return {words_for("en").links, *(part for link in links for part in link), *re.findall(r"canonical_url: https://(\S+)", article)}


@on_both
def test_no_placeholder_is_empty_and_nothing_leaves_the_slide(case: str, template: str, made_of: MadeOf) -> None:
    presentation = Presentation(str(made_of(case, template).deck))
    for shape in shapes_in(presentation):
        assert kind_of(shape) != "text" or shape.text_frame.text.strip(), shape.name
        assert min(shape.left, shape.top) >= 0, shape.name
        assert shape.left + shape.width <= (presentation.slide_width or 0), shape.name
        assert shape.top + shape.height <= (presentation.slide_height or 0), shape.name


def shapes_in(presentation: Any) -> Iterator[Any]:
    """Yield every shape of a deck."""
    for slide in presentation.slides:
        yield from (shape for shape, _ in shapes_of(slide))


@pytest.mark.office
def test_no_text_of_a_case_leaves_its_shape_or_lands_on_other_text(made_of: MadeOf, render: Render, tmp_path: Path) -> None:
    copies = {tmp_path / f"{case}.{template}.pptx": made_of(case, template).deck for case in NAMES for template in TEMPLATES}
    paint = {copy: painted(deck, copy) for copy, deck in copies.items()}
    pages = render(paint)
    assert {copy.name: found for copy, deck in paint.items() if (found := faults(deck, pages[copy]))} == {}


@pytest.mark.office
def test_libreoffice_keeps_a_footer_from_the_right_in_its_box(made_of: MadeOf, render: Render) -> None:
    """Words, then digits; the copy that `painted` makes has formatting of its own, and does not show this."""
    deck = made_of("right-to-left", "conference").deck
    slide = Presentation(str(deck)).slides[2]
    box = next(shape for shape in slide.placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER)
    with pdfplumber.open(render([deck])[deck]) as pages:
        words = [word for word in pages.pages[2].extract_words() if word["top"] * EMU_PER_POINT > box.top and word["x0"] > 100]
    assert len(words) == len(box.text_frame.text.split())
    assert all(box.left <= word["x0"] * EMU_PER_POINT and word["x1"] * EMU_PER_POINT <= box.left + box.width for word in words)

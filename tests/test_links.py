"""Links as they stand in a deck: out of it, from slide to slide, and never to a script or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pdfplumber
import pytest
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.cli import run
from deck.model.article import Paragraph
from deck.read.blocks import read_blocks

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ARTICLE = """---
title: "Bread: what we learned"
---

Intro of the talk.

## [Flour](https://example.org/flour) first

- **Mill:** Read [the long manual](https://example.org/manual) of [the oven](#the-oven).
- **Sack:** It has [no anchor](#nowhere) and [a page](../other.md) of the site, and [x](<java&#10;script:alert(1)>).

## The oven

- **Heat:** It is hot.
- **[Stone](https://example.org/stone):** It is heavy.
"""


def test_links_lead_out_of_the_deck_and_from_slide_to_slide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "bread.md"
    article.write_text(ARTICLE, "utf-8")
    assert run(["build", str(article), "-o", str(tmp_path / "out.pptx")]) == 0
    assert "bread.md:10: warning D311" in capsys.readouterr().err
    deck = Presentation(str(tmp_path / "out.pptx"))
    flour, oven = deck.slides[1], deck.slides[2]
    runs = [run for shape in flour.placeholders for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
    assert "".join(run.text for run in runs if (run.hyperlink.address or "").startswith("https:")) == "the long manual"
    assert not [row for row in flour.part.rels.values() if row.is_external and not row.target_ref.startswith("https://")]
    jumps = [row for row in flour.part.rels.values() if row.reltype == RT.SLIDE]
    assert [row.target_part for row in jumps] == [oven.part]
    assert flour.shapes.title is not None
    assert flour.shapes.title.click_action.hyperlink.address == "https://example.org/flour"
    assert any(row.is_external and row.target_ref == "https://example.org/stone" for row in oven.part.rels.values())


def test_a_link_on_dark_ground_is_one_in_the_colour_of_its_text(tmp_path: Path) -> None:
    article = tmp_path / "dark.md"
    article.write_text("# T\n\nIntro.\n\n## S\n\n> See [the long manual](https://example.org/manual).\n>\n> — Ada\n", "utf-8")
    assert run(["build", str(article), "-o", str(tmp_path / "out.pptx")]) == 0
    assert validate_pptx(tmp_path / "out.pptx").is_valid
    slide = Presentation(str(tmp_path / "out.pptx")).slides[1]
    assert slide.slide_layout.name == "Quote"
    links = list(slide.element.iter(f"{A}hlinkClick"))
    assert links
    for link in links:
        colour = next(link.iter("{http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor}hlinkClr"))
        assert colour.get("val") == "tx"
        assert link.getparent().find(f"{A}solidFill") is None


@pytest.mark.parametrize(
    "written",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](file:///etc/passwd)",
        "[x](data:text/html,hi)",
        "[x](vbscript:x)",
        "[x][r]\n\n[r]: javascript:alert(1)",
        "<javascript:alert(1)>",
        '<a href="jav&#x0A;ascript:alert(1)">x</a>',
        '<a href=" &#14; javascript:alert(1)">x</a>',
        "<p><a href='file:///x'>x</a></p>",
        "[x](tel:+331)",
        "[x](https://)",
    ],
)
def test_nothing_leads_to_scripts_or_files(written: str) -> None:
    (block,) = read_blocks(written, "a.md", 0)[0]
    assert isinstance(block, Paragraph)
    assert [run.link for run in block.text] == [""]


def test_an_address_is_one_that_a_file_may_hold() -> None:
    (block,) = read_blocks('<a href="https://example.org/a b">x</a> <a href="//example.org/c">y</a>', "a.md", 0)[0]
    assert isinstance(block, Paragraph)
    assert [run.link for run in block.text if run.link] == ["https://example.org/a%20b", "https://example.org/c"]


def test_a_paragraph_that_is_an_address_is_text() -> None:
    (block,) = read_blocks("<https://example.org/>", "a.md", 0)[0]
    assert isinstance(block, Paragraph)
    assert [(run.text, run.link) for run in block.text] == [("https://example.org/", "https://example.org/")]


def test_a_link_changed_by_hand_stays(tmp_path: Path) -> None:
    article, out = tmp_path / "bread.md", tmp_path / "out.pptx"
    article.write_text(ARTICLE, "utf-8")
    assert run(["build", str(article), "-o", str(out)]) == 0
    deck = Presentation(str(out))
    for shape in deck.slides[1].placeholders:
        for one in (one for paragraph in shape.text_frame.paragraphs for one in paragraph.runs):
            if (one.hyperlink.address or "").endswith("/manual"):
                one.hyperlink.address = "https://example.org/mine"
    deck.save(str(out))
    article.write_text(ARTICLE.replace("It is hot.", "It is very hot.").replace("of [the oven]", "about [the oven]"), "utf-8")
    assert run(["build", str(article), "-o", str(out)]) == 0
    slide = Presentation(str(out)).slides[1]
    runs = [one for shape in slide.placeholders for paragraph in shape.text_frame.paragraphs for one in paragraph.runs]
    assert "".join(one.text for one in runs if one.hyperlink.address == "https://example.org/mine").startswith("the long manual")
    assert any("about" in one.text for one in runs)
    assert any(row.reltype == RT.SLIDE for row in slide.part.rels.values())


@pytest.mark.office
def test_every_word_of_a_link_has_its_colour(tmp_path: Path, render: Callable[[Iterable[Path]], dict[Path, Path]]) -> None:
    article, out = tmp_path / "bread.md", tmp_path / "out.pptx"
    lines = "- Read [minimum version](https://example.org/) twice.\n- Ask [three old bakers](https://example.org/) about it.\n- Go home.\n"
    article.write_text(f"---\ntitle: Bread\n---\n\nText.\n\n## Flour\n\n{lines}", "utf-8")
    assert run(["build", str(article), "-o", str(out)]) == 0
    with pdfplumber.open(render([out])[out]) as pages:
        words = pages.pages[1].extract_words(extra_attrs=["non_stroking_color"])
    inks = {word["text"]: tuple(round(part, 1) for part in word["non_stroking_color"]) for word in words}
    linked = {inks.pop(word) for word in ("minimum", "version", "three", "old", "bakers")}
    assert len(linked) == 1
    assert not linked & set(inks.values())

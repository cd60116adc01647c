"""Formulas become equations of Office: valid, with their children in order; a hand's work on one stays when the deck is built again."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation

from deck import office
from deck.cli import run
from deck.maths.latex import parsed
from deck.ooxml.omml import MATH, omml

GOLDEN = Path(__file__).parents[1] / "golden"
M = f"{{{MATH}}}"
# the children of each element in the order of the schema (shared-math.xsd), those that hold no properties
ORDER = {
    "f": ["fPr", "num", "den"],
    "rad": ["radPr", "deg", "e"],
    "sSub": ["sSubPr", "e", "sub"],
    "sSup": ["sSupPr", "e", "sup"],
    "sSubSup": ["sSubSupPr", "e", "sub", "sup"],
    "nary": ["naryPr", "sub", "sup", "e"],
    "limLow": ["limLowPr", "e", "lim"],
    "limUpp": ["limUppPr", "e", "lim"],
    "acc": ["accPr", "e"],
    "bar": ["barPr", "e"],
    "groupChr": ["groupChrPr", "e"],
    "d": ["dPr", "e"],
    "borderBox": ["borderBoxPr", "e"],
    "phant": ["phantPr", "e"],
    "naryPr": ["chr", "limLoc", "subHide", "supHide"],
    "groupChrPr": ["chr", "pos", "vertJc"],
    "dPr": ["begChr", "endChr"],
    "mPr": ["plcHide", "cGpRule", "cGp", "mcs"],
}
SOURCES = {
    r"\frac{a}{b}": {"f"},
    r"\binom{n}{k}": {"d", "f"},
    r"\sqrt{x} \sqrt[3]{y}": {"rad"},
    r"x_i x^2 x_i^2": {"sSub", "sSup", "sSubSup"},
    r"\sum_{i}^{n} i = \int_0^1 x": {"nary"},
    r"\lim_{x \to 0} x \overset{!}{=} y": {"limLow", "limUpp"},
    r"\hat{x} \overline{AB} \underbrace{a}_{b}": {"acc", "bar", "groupChr", "limLow"},
    r"\begin{pmatrix}a&b\\c&d\end{pmatrix}": {"d", "m"},
    r"\begin{aligned}a&=b\\&=c\end{aligned}": {"m"},
    r"\begin{cases}a&b\\c&d\end{cases}": {"d", "m"},
    r"\boxed{x} \cancel{y} \phantom{z}": {"borderBox", "phant"},
    r"\color{red}{x} \text{ if } a < b": set(),
}


@pytest.mark.parametrize("source", list(SOURCES))
def test_an_equation_is_made_of_offices_own_parts_in_the_order_of_the_schema(source: str) -> None:
    root = etree.fromstring(f"<x>{omml(parsed(source, display=True).tree, 44)}</x>")
    kinds = {etree.QName(element).localname for element in root.iter()}
    assert kinds >= SOURCES[source]
    for element in root.iter():
        name = etree.QName(element).localname
        children = [etree.QName(child).localname for child in element]
        if name in ORDER:
            assert children == [child for child in ORDER[name] if child in children]
        if name in ("e", "num", "den", "lim"):
            assert children, "PowerPoint shows a dotted box in what is empty"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    shutil.copy(GOLDEN / "maths-display" / "article.md", tmp_path / "softmax.en.md")
    assert run(["build", str(tmp_path / "softmax.en.md")]) == 0
    return tmp_path


def deck_in(project: Path) -> Path:
    return project / "talks" / "softmax.en.pptx"


def choice(deck: Path) -> str:
    """Return the equation of the second slide, as programs see it that know equations."""
    return zipfile.ZipFile(deck).read("ppt/slides/slide2.xml").decode().partition("<mc:Choice")[2].partition("</mc:Choice>")[0]


def said(deck: Path) -> str:
    return "".join(re.findall(r"<m:t[^>]*>([^<]*)", choice(deck)))


def place(deck: Path) -> str:
    found = re.search(r'<a:off x="(\d+)"', choice(deck))
    return found[1] if found else ""


def by_hand(deck: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(deck) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    slide = parts["ppt/slides/slide2.xml"].decode()
    assert old in choice(deck)
    parts["ppt/slides/slide2.xml"] = slide.replace(old, new, 1).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    deck.write_bytes(out.getvalue())


def rewritten(project: Path, old: str, new: str) -> None:
    article = project / "softmax.en.md"
    text = article.read_text("utf-8")
    assert old in text
    article.write_text(text.replace(old, new), "utf-8")
    assert run(["build", str(article)]) == 0
    assert validate_pptx(deck_in(project)).is_valid


def test_a_deck_with_formulas_is_valid_and_each_is_a_placeholder_of_its_layout(project: Path) -> None:
    result = validate_pptx(deck_in(project))
    assert result.is_valid, result.errors
    slides = Presentation(str(deck_in(project))).slides
    assert [slide.slide_layout.name for slide in slides].count("Formula") == 6
    xml = "".join(zipfile.ZipFile(deck_in(project)).read(f"ppt/slides/slide{n}.xml").decode() for n in range(1, len(slides) + 1))
    assert xml.count("<m:oMathPara ") == xml.count('Requires="a14"') == xml.count("<mc:Fallback>") == 6
    assert xml.count("<a:blipFill>") == 6


def test_an_equation_changed_by_hand_stays_and_a_change_of_the_article_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_hand(deck_in(project), "<m:t>K</m:t>", "<m:t>Q</m:t>")
    rewritten(project, "far apart make", "apart make")
    assert "Q" in said(deck_in(project))
    capsys.readouterr()
    rewritten(project, r"\sum_{j=1}^{K} e", r"\sum_{j=1}^{N} 2e")
    assert "Q" in said(deck_in(project)) and "N" not in said(deck_in(project))
    assert "D503" in capsys.readouterr().err


def test_an_equation_moved_by_hand_stays_there_also_with_another_formula(project: Path) -> None:
    at = place(deck_in(project))
    by_hand(deck_in(project), f'<a:off x="{at}"', '<a:off x="123456"')
    rewritten(project, "far apart make", "apart make")
    assert place(deck_in(project)) == "123456"
    rewritten(project, r"\sum_{j=1}^{K} e", r"\sum_{j=1}^{N} 2e")
    assert place(deck_in(project)) == "123456"
    assert "N" in said(deck_in(project))


def test_a_formula_that_the_article_changes_is_another_equation(project: Path) -> None:
    rewritten(project, r"\sum_{j=1}^{K} e", r"\sum_{j=1}^{N} 2e")
    assert "N" in said(deck_in(project)) and "K" in said(deck_in(project))


@pytest.mark.office
def test_libreoffice_opens_and_saves_equations_as_objects_and_the_article_goes_on(project: Path) -> None:
    deck = deck_in(project)
    deck.write_bytes(office.resaved(deck.read_bytes(), "pptx"))
    assert "K" in said(deck), "an equation that LibreOffice saved"
    with zipfile.ZipFile(deck) as package:
        xml = "".join(package.read(name).decode() for name in package.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name))
    assert xml.count("<m:oMath ") == 6
    rewritten(project, r"\sum_{j=1}^{K} e", r"\sum_{j=1}^{N} 2e")
    assert "N" in said(deck)

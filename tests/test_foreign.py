"""Decks on templates that nobody made for the program: drawn here with hostile habits, LibreOffice's own, python-pptx's default."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pptx
import pytest

from deck.build import build
from deck.stages import Request
from foreign import HOSTILE, rendered
from foreign.judge import Fault, judged
from foreign.office import converted, shipped
from tools import office, overflow
from tools.coverage import coverage

TESTS = Path(__file__).parent
ENGLISH = TESTS.parent / "content" / "small-conference-notes.en.md"
FRENCH, CHINESE = TESTS / "articles" / "portes-closes.fr.md", TESTS / "articles" / "dukou.zh.md"
# rendered in every run: what stands in odd places, on pictures, on pages of another form, in capitals
DRAWN_IN_CI = ("thick-decoration", "pictured-ground", "square", "all-capitals")
# decks that LibreOffice renders in one run
BATCH = 12


class Made(NamedTuple):
    """A deck, and what its build told of."""

    deck: Path
    told: tuple[str, ...]


Make = Callable[[str, Path], Made]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Return a function from the name of a template and an article to the deck built of them, once a session."""
    folder = tmp_path_factory.mktemp("foreign")

    @cache
    def template(name: str) -> Path:
        path = folder / f"{name}.pptx"
        if name == "python-pptx":
            return Path(pptx.__file__).parent / "templates" / "default.pptx"
        if name in HOSTILE:
            HOSTILE[name](path)
            return path
        return next(found for found in shipped_as_pptx() if found.stem == name)

    @cache
    def shipped_as_pptx() -> tuple[Path, ...]:
        return tuple(converted(folder))

    @cache
    def call(name: str, article: Path) -> Made:
        output = folder / f"{name}.{article.stem}.deck.pptx"
        options: dict[str, object] = {"output": str(output), "template": str(template(name))}
        built = build(Request(article, article.name, TESTS.parent, options))
        return Made(built.output, tuple(map(str, built.findings)))

    return call


def article_for(name: str) -> Path:
    """Return the article that a template is tried with in every run: each has its turn."""
    return (ENGLISH, FRENCH, CHINESE)[sorted(HOSTILE).index(name) % 3]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_deck_on_a_hostile_template_is_without_fault(name: str, made: Make) -> None:
    deck = made(name, article_for(name))
    assert judged(deck.deck, deck.told) == []


@pytest.mark.long
@pytest.mark.parametrize("article", [ENGLISH, FRENCH, CHINESE], ids=lambda path: path.stem)
@pytest.mark.parametrize("name", [*HOSTILE, "python-pptx"])
def test_every_article_is_without_fault_and_whole_on_every_template(name: str, article: Path, made: Make) -> None:
    deck = made(name, article)
    assert judged(deck.deck, deck.told) == []
    found = coverage(article, deck.deck)
    assert (found.lost, found.moved) == ((), ())


def drawn_faults(decks: dict[str, Made], folder: Path) -> dict[str, list[Fault | overflow.Fault]]:
    """Return what is wrong on the rendered pages of decks, by name."""
    found: dict[str, list[Fault | overflow.Fault]] = {}
    for at in range(0, len(decks), BATCH):
        batch = dict(list(decks.items())[at : at + BATCH])
        forms = {name: rendered.copies(deck.deck, folder, name) for name, deck in batch.items()}
        pdfs = office.render([path for form in forms.values() for path in (form.coloured, form.plain, form.bare)], folder, 90 * len(batch))
        for name, form in forms.items():
            told = any("contrast" in line for line in batch[name].told)
            seen = [fault for fault in rendered.faults(form, pdfs) if not (told and fault.what.startswith("contrast"))]
            faults: list[Fault | overflow.Fault] = [*overflow.faults(form.paint, pdfs[form.coloured]), *seen]
            if faults:
                found[name] = faults
    return found


@pytest.mark.office
def test_what_is_drawn_runs_nowhere_off_and_can_be_read(made: Make, tmp_path: Path) -> None:
    assert drawn_faults({name: made(name, article_for(name)) for name in DRAWN_IN_CI}, tmp_path) == {}


@pytest.mark.long
@pytest.mark.office
@pytest.mark.parametrize("article", [ENGLISH, FRENCH, CHINESE], ids=lambda path: path.stem)
def test_whatever_is_drawn_runs_nowhere_off_and_can_be_read(article: Path, made: Make, tmp_path: Path) -> None:
    assert drawn_faults({name: made(name, article) for name in (*HOSTILE, "python-pptx")}, tmp_path) == {}


@pytest.mark.office
def test_libreoffice_ships_templates() -> None:
    """If it does not, the tests below would try nothing: Debian has them in libreoffice-common, which libreoffice-impress asks for."""
    assert len(shipped()) >= 20


@pytest.mark.long
@pytest.mark.office
@pytest.mark.parametrize("article", [ENGLISH, FRENCH], ids=lambda path: path.stem)
def test_the_templates_of_libreoffice_carry_decks_without_fault(article: Path, made: Make, tmp_path: Path) -> None:
    decks = {path.stem: made(path.stem, article) for path in shipped()}
    assert {name: faults for name, deck in decks.items() if (faults := judged(deck.deck, deck.told))} == {}
    assert drawn_faults(decks, tmp_path) == {}

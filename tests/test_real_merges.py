"""Random articles, hands and changes through real files: what holds whatever they are.

50 cases; DECK_REAL_MERGES asks for more, DECK_REAL_MERGES_FROM for others.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pytest
from openxml_audit import validate_pptx
from pptx import Presentation

from deck.build import build, foresee
from deck.fit import settled
from deck.guard import Meeting
from deck.match import heirs, match
from deck.merge import Base, merge
from deck.model.found import FoundDeck, FoundSlide
from deck.model.merged import Deed, Fate
from deck.ooxml import read_found
from deck.stages import Request, plan, source_of
from edits import strip_marks, xml_edit
from edits.articles import HAND_PICTURE
from random_articles import TOKEN, Author, Hand, write
from tools.structure import broken

FIRST = int(os.environ.get("DECK_REAL_MERGES_FROM", "0"))
CASES = range(FIRST, FIRST + int(os.environ.get("DECK_REAL_MERGES", "50")))
# so many edits and changes at most; the validator takes longer than all the rest, and sees every fifth
MOST, VALIDATED = 6, 5
# so many are rendered, all in one start of LibreOffice
RENDERED = 6
Render = Callable[[Iterable[Path]], dict[Path, Path]]
every_case = pytest.mark.parametrize("seed", CASES)
every_third = pytest.mark.parametrize("seed", CASES[::3])


class Case(NamedTuple):
    """A project in which a deck was built, edited, and its article changed; what was built, and what the changed article alone makes."""

    project: Path
    base: bytes
    disk: bytes
    fresh: bytes

    @property
    def deck(self) -> Path:
        return self.project / "talk.pptx"


def request(project: Path) -> Request:
    return Request(project / "content" / "talk.en.md", "talk.en.md", project, {"output": str(project / "talk.pptx")})


def case_of(seed: int, folder: Path, *, edits: int, changes: int, bare: bool = False) -> Case:
    """Return a case that was made but not built again; `bare`: the deck came back without any of our marks."""
    project, other = folder / "project", folder / "other"
    article = Author(seed, "b").article()
    write(project, article)
    deck = build(request(project)).output
    base = deck.read_bytes()
    picture = folder / "hand.png"
    picture.write_bytes(HAND_PICTURE)
    hand = Hand(seed, picture)
    opened = Presentation(str(deck))
    for _ in range(edits):
        edit = hand.edit(opened)
        if edit is not None:
            xml_edit.do(opened, edit)
    xml_edit.noise(opened)
    opened.save(str(deck))
    if bare:
        strip_marks.strip(deck, deck)
    after = Author(seed, "a").changed(article, changes)
    write(project, after)
    write(other, after)
    return Case(project, base, deck.read_bytes(), build(request(other)).output.read_bytes())


def said(content: bytes) -> str:
    """Return all that a deck says, in its slides, notes and comments."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if re.match(r"ppt/(slides|notesSlides|comments)/[^/]*\.xml$", name)]
        return "\n".join(package.read(name).decode() for name in names)


def spoken(slide: FoundSlide) -> Counter[str]:
    return Counter(TOKEN.findall(" ".join(paragraph.text for paragraph in slide.notes)))


def shown(slide: FoundSlide) -> Counter[str]:
    return Counter(TOKEN.findall(" ".join(shape.text for shape in slide.shapes)))


def tokens(deck: FoundDeck) -> Counter[tuple[str, str]]:
    """Return the words of their own in a deck, those of the slides and of the notes apart."""
    found: Counter[tuple[str, str]] = Counter()
    for slide in deck.slides:
        found.update({("slide", token): n for token, n in shown(slide).items()})
        found.update({("notes", token): n for token, n in spoken(slide).items()})
    return found


def nameless(deck: FoundDeck) -> list[FoundSlide]:
    """Return the slides of a deck without their marks: a slide that was there before keeps the key that it had."""
    bare = (slide._replace(shapes=tuple(shape._replace(guid="") for shape in slide.shapes)) for slide in deck.slides)
    return [slide._replace(key="", number=0) for slide in bare]


def told_in(meeting: Meeting) -> str:
    assert meeting.merged is not None
    return repr(meeting.merged.conflicts)


@every_case
def test_nothing_is_lost_and_the_second_build_changes_nothing(seed: int, tmp_path: Path) -> None:
    hold(case_of(seed, tmp_path, edits=1 + seed % MOST, changes=1 + seed // 2 % MOST), validated=seed % VALIDATED == 0)


@every_third
def test_without_marks_nothing_is_lost_either_and_nothing_told_that_nobody_did(seed: int, tmp_path: Path) -> None:
    hold(case_of(seed, tmp_path / "edited", edits=1 + seed % MOST, changes=1 + seed // 2 % MOST, bare=True), validated=False)
    case = case_of(seed, tmp_path / "as it was", edits=0, changes=1 + seed % MOST, bare=True)
    merged = foresee(source_of(request(case.project))).merged
    assert merged is not None
    assert merged.edits == () and merged.conflicts == ()


def hold(case: Case, *, validated: bool) -> None:
    """Build over a case, and again: everything of both sides is there or told, the file is whole, and the second build changes nothing."""
    meeting = foresee(source_of(request(case.project)))
    assert case.deck.read_bytes() == case.disk
    built = build(request(case.project))
    assert built.output == case.deck, built.report
    result = case.deck.read_bytes()
    told = told_in(meeting)

    assert broken(result) == []
    assert len(Presentation(str(case.deck)).slides) > 0
    if validated:
        checked = validate_pptx(case.deck)
        assert checked.is_valid, checked.errors

    by_hand = set(TOKEN.findall(said(case.disk))) - set(TOKEN.findall(said(case.base)))
    alive = set(TOKEN.findall(said(result)))
    assert [token for token in sorted(by_hand) if token not in alive and token not in told] == []
    assert missing(case, meeting, result) == []

    before = case.deck.stat().st_mtime_ns
    again = foresee(source_of(request(case.project)))
    assert again.merged is not None
    assert not again.merged.changes and not again.merged.conflicts
    build(request(case.project))
    assert case.deck.read_bytes() == result
    assert case.deck.stat().st_mtime_ns == before


def missing(case: Case, meeting: Meeting, result: bytes) -> list[tuple[str, str]]:
    """Return the words of the article that its deck alone would show, and that are neither in the result nor told, nor deleted by hand."""
    assert meeting.merged is not None
    base, disk, fresh, now = (tokens(read_found(content)) for content in (case.base, case.disk, case.fresh, result))
    deleted = {conflict.slide for conflict in meeting.merged.conflicts if conflict.deed is Deed.DELETED_SLIDE}
    excused = {word for slide in read_found(case.fresh).slides if slide.key in deleted for word in (*shown(slide), *spoken(slide))}
    told = told_in(meeting)
    return [
        (where, word)
        for where, word in sorted(fresh - now)
        if word not in told and word not in excused and not base[where, word] > disk[where, word]
    ]


@every_case
def test_without_an_edit_the_deck_is_the_one_that_the_article_makes(seed: int, tmp_path: Path) -> None:
    case = case_of(seed, tmp_path, edits=0, changes=1 + seed % MOST)
    meeting = foresee(source_of(request(case.project)))
    assert meeting.merged is not None
    assert meeting.merged.edits == () and meeting.merged.conflicts == ()
    assert not [change for change in meeting.merged.changes if change.fate is Fate.KEPT]
    build(request(case.project))
    result = case.deck.read_bytes()
    assert broken(result) == []
    assert nameless(read_found(result)) == nameless(read_found(case.fresh))


@every_case
def test_an_unchanged_article_leaves_the_file_as_it_is(seed: int, tmp_path: Path) -> None:
    case = case_of(seed, tmp_path, edits=1 + seed % MOST, changes=0)
    before = case.deck.stat().st_mtime_ns
    built = build(request(case.project))
    assert built.output == case.deck, built.report
    assert case.deck.read_bytes() == case.disk
    assert case.deck.stat().st_mtime_ns == before


@every_case
def test_what_is_settled_is_settled(seed: int, tmp_path: Path) -> None:
    case = case_of(seed, tmp_path, edits=1 + seed % MOST, changes=1 + seed // 2 % MOST)
    base, disk, new = map(read_found, (case.base, case.disk, case.fresh))
    made = merge(Base(base, base), disk, new, match(disk, base), heirs(base, new))
    template = plan(source_of(request(case.project))).master
    once, _ = settled(made, disk, new, template)
    assert settled(once, disk, new, template)[0] == once


@pytest.mark.office
def test_merged_decks_open_in_libreoffice_with_all_their_slides_and_pictures(render: Render, tmp_path: Path) -> None:
    decks = []
    for seed in CASES[:RENDERED]:
        case = case_of(seed, tmp_path / str(seed), edits=MOST, changes=MOST)
        build(request(case.project))
        decks.append(case.deck)
    for deck, pdf in render(decks).items():
        slides = [slide for slide in read_found(deck.read_bytes()).slides if not slide.hidden]
        with pdfplumber.open(pdf) as pages:
            assert len(pages.pages) == len(slides), deck
            for slide, page in zip(slides, pages.pages, strict=True):
                assert len(page.images) >= sum(shape.tag == "pic" for shape in slide.shapes), (deck, slide.key)

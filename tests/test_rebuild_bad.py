"""What lies where the deck should be, or comes back, and is none that can be merged: one clear line, and not a byte of it changed."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple

import pytest
from pptx import Presentation
from pptx.util import Emu

from deck.cli import run
from deck.ooxml import read_found
from deck.ooxml.names import OLE
from merged_decks import Parts, packed, parts

ARTICLE = """---
title: "Small tools: what we saw"
---

Intro of the talk.

## Tools

- **Hammer:** It hits.
- **Saw:** It cuts.

## Places

- **Bench:** It holds.
- **Wall:** It shows.
"""
NAME, DECK = "tools.en.md", "tools.en.pptx"
CHANGED = ARTICLE.replace("It cuts.", "It cuts wood.")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="files of another kind")


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


class Project(NamedTuple):
    """A project with a deck that was built, and an article that has changed since."""

    root: Path
    capture: pytest.CaptureFixture[str]

    @property
    def deck(self) -> Path:
        return self.root / "talks" / DECK

    @property
    def state(self) -> Path:
        return self.root / "talks" / ".deck"

    @property
    def beside(self) -> Path:
        return self.deck.with_name("tools.en.new.pptx")

    def run(self, *words: str) -> Ended:
        self.capture.readouterr()
        code = run(words)
        return Ended(code, *self.capture.readouterr())

    def write(self, text: str) -> None:
        (self.root / NAME).write_text(text, "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose deck was built once, for all tests to copy."""
    root = tmp_path_factory.mktemp("built")
    (root / "deck.toml").touch()
    (root / NAME).write_text(ARTICLE, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert run(["build", NAME]) == 0
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Project:
    root = shutil.copytree(built, tmp_path / "project")
    monkeypatch.chdir(root)
    made = Project(root, capsys)
    made.write(CHANGED)
    return made


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def edited(content: bytes, edit: Callable[[Parts], object]) -> bytes:
    found = parts(content)
    edit(found)
    return packed(found)


def opened(content: bytes, edit: Callable[..., object]) -> bytes:
    """Return a deck after an edit with python-pptx."""
    deck, out = Presentation(io.BytesIO(content)), io.BytesIO()
    edit(deck)
    deck.save(out)
    return out.getvalue()


def of_another_program(_: bytes) -> bytes:
    def fill(deck: object) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[1])  # type: ignore[attr-defined]
        slide.shapes.title.text_frame.text = "Quarterly figures"

    out = io.BytesIO()
    deck = Presentation()
    fill(deck)
    deck.save(out)
    return out.getvalue()


def newer(content: bytes) -> bytes:
    """Return the deck as a later version would mark it."""

    def mark(found: Parts) -> None:
        item = next(name for name in found if re.fullmatch(r"customXml/item\d+\.xml", name) and b"recap-deck" in found[name])
        said = found[item].replace(b"&quot;", b'"')
        found[item] = re.sub(rb'"schema":\d+', b'"schema":99', re.sub(rb'"version":"[^"]*"', b'"version":"9.9"', said))

    return edited(content, mark)


def without_slides(deck: object) -> None:
    listed = deck.slides._sldIdLst  # type: ignore[attr-defined]
    for row in list(listed):
        deck.part.drop_rel(row.rId)  # type: ignore[attr-defined]
        listed.remove(row)


def wider(deck: object) -> None:
    deck.slide_width = Emu(9_144_000)  # type: ignore[attr-defined]


# what lies there, and what is said of it
BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "truncated": (lambda deck: deck[: len(deck) // 2], "cut off or damaged"),
    "empty": (lambda _: b"", "no .pptx that can be opened: it is empty"),
    "encrypted": (lambda _: OLE + bytes(512), "locked by a password"),
    "a text": (lambda _: b"my notes", "no .pptx that can be opened"),
    "another program's": (of_another_program, "no marks of `deck`"),
    "of a later version": (newer, "made by recap-deck 9.9, newer than this one"),
    "without slides": (lambda deck: opened(deck, without_slides), "it has no slides"),
    "of another size": (
        lambda deck: opened(deck, wider),
        "its slides are 25.4 x 19.05 cm, and the template's 33.87 x 19.05 cm; set their size back",
    ),
}


@pytest.mark.parametrize(("spoil", "says"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_merged_stays_and_the_new_deck_lies_beside_it(project: Project, spoil: Callable[[bytes], bytes], says: str) -> None:
    bad = spoil(project.deck.read_bytes())
    project.deck.write_bytes(bad)
    before = tree(project.root)
    planned = project.run("plan", NAME)
    assert (planned.code, planned.out, planned.err.count("\n")) == (5, "", 1)
    assert says in planned.err
    assert planned.err.startswith(f"{NAME}: warning D501: {DECK} would be left alone: ")
    assert f"the new deck would be {project.beside.name}" in planned.err
    assert tree(project.root) == before
    for _ in range(2):
        done = project.run("build", NAME)
        assert (done.code, done.err.count("\n")) == (5, 1)
        assert says in done.err
        assert f"the new deck is {project.beside.name}" in done.err
        assert project.deck.read_bytes() == bad
    assert "wood" in str(read_found(project.beside.read_bytes()))
    assert sorted(path.name for path in project.deck.parent.glob("*.pptx")) == [project.beside.name, DECK]


@pytest.mark.parametrize(("spoil", "says"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_merged_is_not_adopted(project: Project, spoil: Callable[[bytes], bytes], says: str) -> None:
    (project.root / "back.pptx").write_bytes(spoil(project.deck.read_bytes()))
    before = tree(project.root)
    done = project.run("adopt", "back.pptx", NAME)
    assert (done.code, done.out, done.err.count("\n")) == (5, "", 1)
    assert done.err.startswith(f"{NAME}: error: back.pptx")
    assert says in done.err
    assert "nothing was changed" in done.err
    assert tree(project.root) == before


@pytest.mark.parametrize(("spoil", "says"), list(BAD.values())[:4], ids=list(BAD)[:4])
def test_nothing_is_adopted_over_what_is_no_deck(project: Project, spoil: Callable[[bytes], bytes], says: str) -> None:
    (project.root / "back.pptx").write_bytes(project.deck.read_bytes())
    project.deck.write_bytes(spoil(project.deck.read_bytes()))
    before = tree(project.root)
    done = project.run("adopt", "back.pptx", NAME)
    assert (done.code, done.err.count("\n")) == (5, 1)
    assert f"{DECK}, with which it would be merged: " in done.err
    assert says in done.err
    assert tree(project.root) == before


def test_a_plan_ends_with_the_code_of_its_build_for_errors_too(project: Project) -> None:
    project.write(ARTICLE.replace("## Tools", f"## Tools, {'very ' * 400}long"))
    planned, done = project.run("plan", NAME), project.run("build", NAME)
    assert (planned.code, done.code) == (1, 1), (planned, done)
    (line,) = [line for line in done.err.splitlines() if "error" in line]
    assert line in planned.err.splitlines()


def test_a_plan_as_data_says_what_would_be_left_alone(project: Project) -> None:
    project.deck.write_bytes(b"my notes")
    (project.root / "other.en.md").write_text(ARTICLE, "utf-8")
    done = project.run("plan", "--json", NAME, "other.en.md")
    assert done.code == 5
    first, second = (json.loads(line) for line in done.out.splitlines())
    assert (first["article"], first["deck"], first["summary"]) == ("other.en.md", "talks/other.en.pptx", "added 3 slides")
    assert first["left_alone"] == ""
    assert (second["article"], second["edits"], second["changes"]) == (NAME, [], [])
    assert second["left_alone"].startswith(f"{DECK} would be left alone: ")
    assert not (project.deck.parent / "other.en.pptx").exists()


def test_a_folder_in_the_place_of_the_deck(project: Project) -> None:
    project.deck.unlink()
    project.deck.mkdir()
    (project.root / "back.pptx").write_bytes(b"")
    for words in (("plan", NAME), ("build", NAME), ("build", NAME, "--fresh"), ("adopt", "back.pptx", NAME)):
        done = project.run(*words)
        assert (done.code, done.out, done.err.count("\n")) == (5, "", 1)
    assert f"talks/{DECK} is a folder" in project.run("plan", NAME).err
    assert list(project.deck.iterdir()) == []


@pytest.mark.parametrize("words", [(), ("--fresh",)], ids=["plain", "fresh"])
@pytest.mark.parametrize("hand", [True, False], ids=["edited", "untouched"])
def test_a_read_only_deck_is_left_alone(project: Project, words: tuple[str, ...], hand: bool) -> None:
    if hand:
        project.deck.write_bytes(opened(project.deck.read_bytes(), lambda deck: deck.slides[1].shapes.add_textbox(0, 0, 9, 9)))
    before = project.deck.read_bytes()
    project.deck.chmod(0o444)
    done = project.run("build", NAME, *words)
    assert (done.code, done.out, done.err.count("\n")) == (5, "", 1)
    assert f"talks/{DECK} is read-only, so it is left alone; make it writable" in done.err
    assert project.run("plan", NAME).code == 5
    assert project.deck.read_bytes() == before
    project.write(ARTICLE)
    assert project.run("build", NAME).code == 0, "nothing is to be written"


@POSIX
def test_a_deck_that_is_a_link_is_merged_where_it_lies(project: Project) -> None:
    real = project.root / "shared.pptx"
    real.write_bytes(opened(project.deck.read_bytes(), lambda deck: deck.slides[1].shapes.add_textbox(0, 0, 9, 9)))
    project.deck.unlink()
    project.deck.symlink_to("../shared.pptx")
    assert project.run("plan", NAME).code == 0
    done = project.run("build", NAME)
    assert (done.code, done.err) == (0, "")
    assert "kept 1 edit of yours, updated 1 slide" in done.out
    assert project.deck.is_symlink()
    assert "wood" in str(read_found(real.read_bytes()))


def test_a_deck_of_another_article(project: Project) -> None:
    (project.root / "other.md").write_text(ARTICLE.replace("Hammer", "Nail"), "utf-8")
    before = tree(project.root)
    for words in (("build",), ("plan",), ("build", "--fresh")):
        done = project.run(*words, "other.md", "-o", f"talks/{DECK}")
        assert (done.code, done.out, done.err.count("\n")) == (5, "", 1)
        assert f"{DECK} was made from {NAME}, not from other.md" in done.err
    done = project.run("adopt", f"talks/{DECK}", "other.md")
    assert (done.code, done.err.count("\n")) == (5, 1)
    assert f"talks/{DECK} was made from {NAME}, not from other.md; name the article that it was made from" in done.err
    assert tree(project.root) == before


@pytest.mark.parametrize(
    ("file", "code", "says"),
    [
        ("gone.pptx", 5, "gone.pptx: cannot be read: No such file or directory; name the deck that came back"),
        ("talks", 5, "talks: cannot be read: Is a directory; name the deck that came back"),
        (f"talks/{DECK}", 2, f"talks/{DECK} is the deck itself; `deck build` keeps what you did to it"),
        (NAME, 5, f"{NAME}: the file is no .pptx that can be opened; nothing was changed"),
    ],
)
def test_what_is_no_copy_is_not_adopted(project: Project, file: str, code: int, says: str) -> None:
    before = tree(project.root)
    done = project.run("adopt", file, NAME)
    assert (done.code, done.out, done.err) == (code, "", f"{NAME}: error: {says}\n")
    assert tree(project.root) == before
    assert project.run("adopt", file, "gone.md").code == 3


def twice(mark: str) -> Callable[[Parts], None]:
    """Return an edit that gives the second and the third slide the same mark."""

    def edit(found: Parts) -> None:
        slides = [name for name in sorted(found) if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)][1:]
        said = [re.search(mark.encode(), found[name]) for name in slides]
        assert said[0]
        assert said[1]
        found[slides[1]] = found[slides[1]].replace(said[1][0], said[0][0])

    return edit


def same_id(found: Parts) -> None:
    listed = re.findall(rb'<p:sldId [^>]*?\bid="(\d+)"', found["ppt/presentation.xml"])
    found["ppt/presentation.xml"] = found["ppt/presentation.xml"].replace(b'id="%b"' % listed[2], b'id="%b"' % listed[1])


DOUBLED = {"names": twice(r'<p:cSld name="[^"]*"'), "creation ids": twice(r'<p14:creationId[^>]*val="\d+"'), "ids": same_id}


@pytest.mark.parametrize("double", DOUBLED.values(), ids=DOUBLED.keys())
def test_marks_that_stand_twice_do_no_harm(project: Project, double: Callable[[Parts], None]) -> None:
    project.deck.write_bytes(edited(project.deck.read_bytes(), double))
    done = project.run("build", NAME)
    assert (done.code, done.err) == (0, "")
    found = read_found(project.deck.read_bytes())
    assert [slide.title for slide in found.slides] == ["Small tools", "Tools", "Places"]
    assert len({slide.key for slide in found.slides}) == len({slide.number for slide in found.slides}) == 3
    assert "wood" in str(found.slides[1])


def test_a_slide_that_is_listed_twice_counts_once(project: Project) -> None:
    def list_twice(deck: object) -> None:
        listed = deck.slides._sldIdLst  # type: ignore[attr-defined]
        again = deepcopy(listed[0])
        again.set("id", "999")
        listed.insert(1, again)
        deck.slides[2].shapes.title.text_frame.paragraphs[0].runs[0].text = "Instruments"  # type: ignore[attr-defined]

    project.deck.write_bytes(opened(project.deck.read_bytes(), list_twice))
    done = project.run("build", NAME)
    assert (done.code, done.err) == (0, "")
    assert "kept 1 edit of yours, updated 1 slide" in done.out
    found = read_found(project.deck.read_bytes())
    assert [slide.title for slide in found.slides] == ["Small tools", "Instruments", "Places"]
    assert "wood" in str(found.slides[1])


def test_a_slide_that_is_listed_and_not_there_does_not_count(project: Project) -> None:
    def list_nothing(found: Parts) -> None:
        main = "ppt/presentation.xml"
        found[main] = re.sub(rb"(<p:sldId )", rb'<p:sldId id="998" r:id="rId998"/>\1', found[main], count=1)

    project.deck.write_bytes(edited(project.deck.read_bytes(), list_nothing))
    done = project.run("build", NAME)
    assert (done.code, done.err) == (0, "")
    found = read_found(project.deck.read_bytes())
    assert [slide.title for slide in found.slides] == ["Small tools", "Tools", "Places"]
    assert "wood" in str(found.slides[1]) and b"rId998" not in parts(project.deck.read_bytes())["ppt/presentation.xml"]


def test_without_the_folder_of_the_base_what_travels_in_the_deck_is_enough(project: Project) -> None:
    project.deck.write_bytes(opened(project.deck.read_bytes(), lambda deck: deck.slides[2].shapes.add_textbox(0, 0, 9, 9)))
    shutil.rmtree(project.state)
    done = project.run("build", NAME)
    assert (done.code, done.err) == (0, "")
    assert "kept 1 edit of yours, updated 1 slide" in done.out
    assert "wood" in str(read_found(project.deck.read_bytes()))


def test_a_line_of_several_that_both_changed_is_there_once_where_its_words_are_known_no_more(project: Project) -> None:
    def reword(deck: object) -> None:
        shape = next(shape for shape in deck.slides[1].shapes if "cuts" in shape.text_frame.text)  # type: ignore[attr-defined]
        assert len(shape.text_frame.paragraphs) == 2
        shape.text_frame.paragraphs[1].runs[0].text = "It bites."

    project.deck.write_bytes(opened(project.deck.read_bytes(), reword))
    shutil.rmtree(project.state)
    done = project.run("build", NAME)
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert "yours stays, “It bites.”; the article says “It cuts wood.”" in done.err
    shown = [shape.text for shape in read_found(project.deck.read_bytes()).slides[1].shapes]
    assert "Saw\nIt bites." in shown, shown


def only(name: str) -> Callable[[Path], None]:
    def drop(base: Path) -> None:
        for path in base.iterdir():
            if path.name != name:
                path.unlink()

    return drop


def later(base: Path) -> None:
    said = json.loads((base / "deck.json").read_text("utf-8"))
    (base / "deck.json").write_text(json.dumps({**said, "schema": 99}), "utf-8")


HALF: dict[str, Callable[[Path], None]] = {
    "its deck alone": only("deck.pptx"),
    "its meaning alone": only("deck.json"),
    "of a later version": later,
}


@pytest.mark.parametrize("half", HALF.values(), ids=HALF.keys())
@pytest.mark.parametrize("marked", [True, False], ids=["marked", "inspected"])
def test_a_base_that_is_half_gone(project: Project, half: Callable[[Path], None], marked: bool) -> None:
    """PowerPoint's Document Inspector takes out what travels in the file, and leaves the names of the slides."""
    content = opened(project.deck.read_bytes(), lambda deck: deck.slides[2].shapes.add_textbox(0, 0, 9, 9))
    content = content if marked else edited(content, inspected)
    project.deck.write_bytes(content)
    (base,) = (project.state / "base").iterdir()
    half(base)
    done = project.run("build", NAME)
    assert done.code == (0 if marked else 5), done.err
    if not marked:
        assert done.err.count("\n") == 1
        assert ("later version of `deck`; upgrade" if half is later else "what was built is not known here") in done.err
        assert project.deck.read_bytes() == content


def inspected(found: Parts) -> None:
    for name in [name for name in found if name.startswith("customXml/")]:
        del found[name]
    relations = "ppt/_rels/presentation.xml.rels"
    found[relations] = re.sub(rb"<Relationship [^>]*customXml/[^>]*/>", b"", found[relations])
    types = "[Content_Types].xml"
    found[types] = re.sub(rb"<Override [^>]*customXml/[^>]*/>", b"", found[types])


def test_a_deck_that_was_inspected_is_merged(project: Project) -> None:
    content = opened(project.deck.read_bytes(), lambda deck: deck.slides[2].shapes.add_textbox(0, 0, 9, 9))
    for removed in ((), ("docProps/custom.xml",)):
        found = parts(content)
        inspected(found)
        for name in removed:
            found["_rels/.rels"] = re.sub(rb"<Relationship [^>]*custom\.xml[^>]*/>", b"", found["_rels/.rels"])
            found["[Content_Types].xml"] = re.sub(rb"<Override [^>]*custom\.xml[^>]*/>", b"", found["[Content_Types].xml"])
            del found[name]
        project.deck.write_bytes(packed(found))
        done = project.run("build", NAME)
        assert (done.code, done.err) == (0, "")
        assert "kept 1 edit of yours, updated 1 slide" in done.out


def test_a_size_that_was_set_by_hand_is_told_by_fresh_with_a_backup(project: Project) -> None:
    mine = opened(project.deck.read_bytes(), wider)
    project.deck.write_bytes(mine)
    assert project.run("build", NAME).code == 5
    done = project.run("build", NAME, "--fresh")
    assert (done.code, done.err) == (0, "")
    assert "a copy is talks/.deck/backup/" in done.out
    assert [path.read_bytes() for path in (project.state / "backup").glob("*/*.pptx")] == [mine]


def test_a_template_of_another_size_replaces_a_deck_that_nobody_touched_as_its_plan_says(project: Project) -> None:
    own = project.root / "own.pptx"
    template = Presentation(str(project.deck))
    without_slides(template)
    template.slide_height = Emu(6_900_000)
    template.save(str(own))
    planned = project.run("plan", NAME, "-t", "own.pptx")
    assert (planned.code, planned.err) == (0, "")
    done = project.run("build", NAME, "-t", "own.pptx")
    assert (done.code, done.err) == (0, "")
    assert read_found(project.deck.read_bytes()).height == 6_900_000


def other_colours(project: Project) -> str:
    """Make a template of the same layouts in another colour; return its name."""
    template = Presentation(str(project.deck))
    without_slides(template)
    out = io.BytesIO()
    template.save(out)

    (project.root / "own.pptx").write_bytes(edited(out.getvalue(), recoloured("AB12CD")))
    return "own.pptx"


def recoloured(colour: str) -> Callable[[Parts], None]:
    def edit(found: Parts) -> None:
        for name in [name for name in found if re.fullmatch(r"ppt/theme/theme\d+\.xml", name)]:
            found[name] = re.sub(rb'(<a:accent1><a:srgbClr val=")[0-9A-Fa-f]{6}', rb"\g<1>" + colour.encode(), found[name])

    return edit


def test_an_edited_deck_goes_over_to_another_template_and_keeps_it_without_the_option(project: Project) -> None:
    project.deck.write_bytes(opened(project.deck.read_bytes(), lambda deck: deck.slides[2].shapes.add_textbox(0, 0, 9, 9)))
    words = (NAME, "-t", other_colours(project))
    assert "every slide laid anew on the template" in project.run("plan", *words).out
    assert "laid every slide anew on the template" in project.run("build", *words).out
    assert b"AB12CD" in b"".join(parts(project.deck.read_bytes()).values())
    content = project.deck.read_bytes()
    shutil.rmtree(project.state / "receipts")
    for again in (words, (NAME,)):
        assert project.run("build", *again).err == ""
        assert project.deck.read_bytes() == content
    assert project.run("build", NAME, "--fresh").err == ""
    assert b"AB12CD" not in b"".join(parts(project.deck.read_bytes()).values())


def test_a_template_that_changed_where_it_lies_is_told_and_taken_when_it_is_asked_for(project: Project) -> None:
    name = other_colours(project)
    (project.root / "deck.toml").write_text(f'template = "{name}"\n', "utf-8")
    assert project.run("build", NAME).code == 0
    project.deck.write_bytes(opened(project.deck.read_bytes(), lambda deck: deck.slides[2].shapes.add_textbox(0, 0, 9, 9)))
    own = project.root / name
    own.write_bytes(edited(own.read_bytes(), recoloured("CD34EF")))
    for command in ("plan", "build"):
        done = project.run(command, NAME)
        assert f"{name} changed since the deck was made, which keeps its masters; `-t {name}` lays it anew" in done.out + done.err, command
    assert b"CD34EF" not in b"".join(parts(project.deck.read_bytes()).values())
    assert project.run("build", NAME, "-t", name).code == 0
    assert b"CD34EF" in b"".join(parts(project.deck.read_bytes()).values())
    assert project.run("build", NAME).err == ""


def test_an_untouched_deck_takes_another_template_without_a_word(project: Project) -> None:
    done = project.run("build", NAME, "-t", other_colours(project))
    assert (done.code, done.err) == (0, "")
    assert b"AB12CD" in b"".join(parts(project.deck.read_bytes()).values())


def test_three_thousand_slides_of_a_hand_stay(project: Project) -> None:
    found = parts(project.deck.read_bytes())
    main, relations, types = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels", "[Content_Types].xml"
    layout = found["ppt/slides/_rels/slide3.xml.rels"]
    layout = re.sub(rb"<Relationship [^>]*notesSlide[^>]*/>", b"", layout)
    content = re.sub(
        rb"<p:extLst>.*?</p:extLst></p:cSld>", b"</p:cSld>", found["ppt/slides/slide3.xml"].replace(b' name="deck:places"', b"")
    )
    rows, links, kinds = [], [], []
    for n in range(100, 3_100):
        found[f"ppt/slides/slide{n}.xml"] = content.replace(b"It holds.", b"It holds %d." % n)
        found[f"ppt/slides/_rels/slide{n}.xml.rels"] = layout
        rows.append(b'<p:sldId id="%d" r:id="more%d"/>' % (n + 10_000, n))
        kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
        links.append(b'<Relationship Id="more%d" Type="%b" Target="slides/slide%d.xml"/>' % (n, kind, n))
        slide = b"application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
        kinds.append(b'<Override PartName="/ppt/slides/slide%d.xml" ContentType="%b"/>' % (n, slide))
    for name, end, more in ((main, b"</p:sldIdLst>", rows), (relations, b"</Relationships>", links), (types, b"</Types>", kinds)):
        found[name] = found[name].replace(end, b"".join(more) + end)
    project.deck.write_bytes(packed(found))
    done = project.run("build", NAME)
    assert (done.code, done.err) == (0, "")
    now = read_found(project.deck.read_bytes())
    assert len(now.slides) == 3_003
    assert "wood" in str(now.slides[1])


LOCKS = pytest.mark.parametrize(("lock", "program"), [(f"~${DECK}", "PowerPoint"), (f".~lock.{DECK}#", "LibreOffice")])


@LOCKS
def test_a_deck_that_is_open_stops_a_build_before_the_work(project: Project, lock: str, program: str) -> None:
    (project.deck.parent / lock).touch()
    (project.root / "back.pptx").write_bytes(project.deck.read_bytes())
    before = tree(project.root)
    for words in (("build", NAME), ("build", NAME, "--fresh"), ("adopt", "back.pptx", NAME)):
        done = project.run(*words)
        assert (done.code, done.out, done.err.count("\n")) == (5, "", 1)
        assert f"talks/{DECK} is open in {program}; close it there" in done.err
        assert tree(project.root) == before
    assert project.run("plan", NAME).code == 0
    project.write(ARTICLE)
    assert project.run("build", NAME).code == 0, "nothing is to be written"

"""What a talk has only where its author asks for it: points one by one, transitions."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation

from deck import office
from deck.build import build, foresee
from deck.model.merged import Deed
from deck.stages import Request, source_of

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
FRONT = "---\ntitle: Gardens under glass\ndeck:\n{}---\n\n"
BUILT, PUSHED = "  builds: points\n", "  transitions: push\n"
INTRO = "We kept a garden under glass for one winter.\n\n"
ROWS = """## Heat

- **Walls lose most.** We measured it for nine weeks. The north wall alone took a third.
- **Night counts double.** A curtain at dusk saved us a fifth. Nobody had thought of it.
- **Water keeps the warmth.** Six black barrels stood along the wall. They gave back what the sun had left.

"""
LIST = """## Light

- Lamps stand in the east corner until nine
- Mirrors turn with the sun at noon
  - a child can move them
- Nothing burns at night because plants need sleep

"""
ENDING = "## Soil\n\nThe soil was dead when we came. In March the first worms came back.\n"


def project(folder: Path, text: str) -> Request:
    (folder / "talk.en.md").write_text(text, "utf-8")
    return Request(folder / "talk.en.md", "talk.en.md", folder, {"output": str(folder / "talk.pptx")})


def article(folder: Path, settings: str = BUILT, body: str = ROWS + LIST + ENDING) -> Request:
    return project(folder, FRONT.format(settings) + INTRO + body)


def slides(deck: Path | bytes) -> list[etree._Element]:
    content = deck if isinstance(deck, bytes) else deck.read_bytes()
    return [slide._element for slide in Presentation(io.BytesIO(content)).slides]


def titled(deck: Path, title: str) -> etree._Element:
    """Return the first slide of a title."""
    named = (s for s in Presentation(str(deck)).slides if s.shapes.title is not None and s.shapes.title.text.startswith(title))
    found: etree._Element = next(named)._element
    return found


def clicks(slide: etree._Element) -> list[list[str]]:
    """Return what appears click by click: the texts of shapes and paragraphs."""
    found: list[list[str]] = []
    named = ((shape.find(f"*/{P}cNvPr"), shape) for shape in slide.iter(f"{P}sp"))
    texts = {name.get("id"): list(shape.iter(f"{A}p")) for name, shape in named if name is not None}
    for effect in slide.iter(f"{P}cTn"):
        node = effect.get("nodeType")
        if node in ("clickEffect", "withEffect"):
            target = next(effect.iter(f"{P}spTgt"))
            lines = next(target.iter(f"{P}pRg"), None)
            every = texts[target.get("spid")]
            chosen = every if lines is None else every[int(lines.get("st", "")) : int(lines.get("end", "")) + 1]
            said = "".join(t.text or "" for p in chosen for t in p.iter("{*}t"))
            if node == "clickEffect":
                found.append([said])
            else:
                found[-1].append(said)
    return found


def turns(slide: etree._Element) -> list[str]:
    return [etree.QName(child).localname for found in slide.iter(f"{P}transition") for child in found]


def done(request: Request) -> set[Deed]:
    merged = foresee(source_of(request)).merged
    return set() if merged is None else {edit.deed for edit in merged.edits}


def test_without_the_setting_nothing_moves(tmp_path: Path) -> None:
    plain = slides(build(article(tmp_path, "  pace: 1.0\n")).output)
    assert not any(slide.findall(f"{P}timing") + slide.findall(f"{P}transition") for slide in plain)


def test_points_appear_one_by_one_each_with_its_detail(tmp_path: Path) -> None:
    deck = build(article(tmp_path)).output
    rows = clicks(titled(deck, "Heat"))
    assert [row[0] for row in rows] == ["Walls lose most", "Night counts double", "Water keeps the warmth"]
    assert [len(row) for row in rows] == [2, 2, 2]
    assert [[part.split()[0] for part in row] for row in clicks(titled(deck, "Light"))] == [["Lamps"], ["Mirrors", "a"], ["Nothing"]]
    assert not clicks(slides(deck)[0])
    assert validate_pptx(str(deck)).is_valid


def test_a_text_is_built_by_paragraph_and_a_row_as_a_shape(tmp_path: Path) -> None:
    deck = build(article(tmp_path)).output
    assert {b.get("build") for b in titled(deck, "Light").iter(f"{P}bldP")} == {"p"}
    assert {b.get("build") for b in titled(deck, "Heat").iter(f"{P}bldP")} == {None}


@pytest.mark.parametrize("name", ["fade", "push", "wipe", "cover", "cut"])
def test_every_slide_has_the_transition(name: str, tmp_path: Path) -> None:
    deck = build(article(tmp_path, f"  transitions: {name}\n")).output
    assert {tuple(turns(slide)) for slide in slides(deck)} == {(name,)}
    assert validate_pptx(str(deck)).is_valid


def test_a_new_point_gets_its_build_where_no_hand_touched_the_animation(tmp_path: Path) -> None:
    deck = build(article(tmp_path)).output
    opened = Presentation(str(deck))
    slide = next(s for s in opened.slides if s.shapes.title and s.shapes.title.text == "Light")
    slide.placeholders[1].text_frame.paragraphs[0].runs[0].text = "Lamps of ours stand in the east corner until nine"
    opened.save(str(deck))
    more = LIST.replace("- Nothing burns", "- Panes are washed in May\n- Nothing burns")
    build(article(tmp_path, BUILT, ROWS + more + ENDING))
    shown = clicks(titled(deck, "Light"))
    assert [row[0].split()[0] for row in shown] == ["Lamps", "Mirrors", "Panes", "Nothing"]
    assert "of ours" in shown[0][0]
    assert validate_pptx(str(deck)).is_valid
    assert Deed.EXTRA not in done(article(tmp_path, BUILT, ROWS + more + ENDING))


def test_a_slide_that_a_hand_wrote_on_follows_the_setting(tmp_path: Path) -> None:
    deck = build(article(tmp_path, BUILT + PUSHED)).output
    opened = Presentation(str(deck))
    slide = next(s for s in opened.slides if s.shapes.title and s.shapes.title.text == "Light")
    slide.placeholders[1].text_frame.paragraphs[0].runs[0].text = "Lamps of ours"
    opened.save(str(deck))
    build(article(tmp_path, "  transitions: fade\n"))
    assert not clicks(titled(deck, "Light"))
    assert turns(titled(deck, "Light")) == ["fade"]


def test_what_a_hand_animated_stays(tmp_path: Path) -> None:
    deck = build(article(tmp_path, BUILT + PUSHED)).output
    opened = Presentation(str(deck))
    heat, light = (next(s._element for s in opened.slides if s.shapes.title and s.shapes.title.text == name) for name in ("Heat", "Light"))
    heat.remove(heat.find(f"{P}timing"))
    turn = heat.find(f"{P}transition")
    turn.remove(turn[0])
    etree.SubElement(turn, f"{P}dissolve")
    for effect in light.iter(f"{P}cTn"):
        if effect.get("nodeType") == "clickEffect":
            effect.set("presetID", "10")
    opened.save(str(deck))
    changed = (ROWS + LIST + ENDING).replace("Night counts double.", "Night counts twice.").replace("at noon", "before noon")
    build(article(tmp_path, BUILT + PUSHED, changed))
    heat, light = titled(deck, "Heat"), titled(deck, "Light")
    assert "twice" in "".join(map(str, heat.itertext()))
    assert "before noon" in "".join(map(str, light.itertext()))
    assert heat.find(f"{P}timing") is None
    assert turns(heat) == ["dissolve"]
    assert {e.get("presetID") for e in light.iter(f"{P}cTn") if e.get("nodeType") == "clickEffect"} == {"10"}
    assert turns(light) == ["push"]


@pytest.mark.office
def test_libreoffice_keeps_the_builds_and_its_save_is_no_edit(tmp_path: Path) -> None:
    request = article(tmp_path, BUILT + PUSHED)
    deck = build(request).output
    deck.write_bytes(office.resaved(deck.read_bytes()))
    assert [len(row) for row in clicks(titled(deck, "Heat"))] == [2, 2, 2]
    assert [len(row) for row in clicks(titled(deck, "Light"))] == [1, 2, 1]
    assert turns(titled(deck, "Heat")) == ["push"]
    assert not done(request)
    more = LIST.replace("- Nothing burns", "- Panes are washed in May\n- Nothing burns")
    build(article(tmp_path, BUILT + PUSHED, ROWS + more + ENDING))
    assert [row[0].split()[0] for row in clicks(titled(deck, "Light"))] == ["Lamps", "Mirrors", "Panes", "Nothing"]
    assert not done(article(tmp_path, BUILT + PUSHED, ROWS + more + ENDING))


def test_the_same_article_makes_the_same_bytes(tmp_path: Path) -> None:
    request = article(tmp_path, BUILT + PUSHED)
    first = build(request).output.read_bytes()
    assert build(request).output.read_bytes() == first
    assert not re.search(rb"<p:timing/>", b"".join(etree.tostring(s) for s in slides(first)))

"""`deck template list` and `deck template check`, run as a user runs them, on templates of ours, of python-pptx and of a test."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.slide import SlideLayout
from pptx.util import Emu, Pt

from deck.cli import run
from deck.inspecting import templates_at
from deck.stages import Request, plan, source_of
from deck.templates import shipped
from template_builds import build
from template_faults import with_all_macros
from templates_made import template
from test_slide_masters import two_masters

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Checked(NamedTuple):
    code: int
    out: str
    err: list[str]

    @property
    def data(self) -> Any:
        return json.loads(self.out)

    @property
    def codes(self) -> list[str]:
        return re.findall(r"(?m)^\S+: warning (D\d{3}): ", "\n".join(self.err))


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Any:
    def ask(*words: str) -> Checked:
        code = run(["template", *words])
        said = capsys.readouterr()
        return Checked(code, said.out, said.err.splitlines())

    return ask


def own(change: Any = None, name: str = "brand.pptx") -> str:
    """Write python-pptx's own template with a change to it."""
    made = Presentation()
    if change is not None:
        change(made)
    Path(name).parent.mkdir(exist_ok=True)
    made.save(name)
    return name


def layout(made: Any, name: str) -> SlideLayout:
    found: SlideLayout = made.slide_layouts.get_by_name(name)
    return found


def styled(holder: Any, **run_properties: str) -> Any:
    """Return the run properties of a placeholder's first level, made."""
    style = holder._element.txBody.find(f"{A}lstStyle")
    for name in ("lvl1pPr", "defRPr"):
        inner = style.find(f"{A}{name}")
        style = inner if inner is not None else style.makeelement(f"{A}{name}", {})
        if inner is None:
            (holder._element.txBody[1] if name == "lvl1pPr" else holder._element.txBody[1][0]).append(style)
    style.attrib.update(run_properties)
    return style


def test_those_that_ship_are_listed_and_those_of_the_project_a_line_each(told: Any) -> None:
    own(name="templates/brand.pptx")
    Path("templates/brand.toml").write_text("[limits]\nmin_pt = 20\n")
    Path("templates/broken.pptx").write_bytes(b"no zip")
    found = told("list")
    assert found.code == 0
    assert found.err == []
    names = [line.split()[0] for line in found.out.splitlines()]
    assert names == ["conference", "conference-4x3", "templates/brand.pptx", "templates/broken.pptx"]
    ours, narrow, brand, broken = found.out.splitlines()
    assert "16:9, 37 layouts, Arial" in ours
    assert "4:3, 37 layouts" in narrow
    assert re.search(r"4:3, 11 layouts, \d of 37 roles served by them, Calibri; settings in brand\.toml$", brand)
    assert "cannot be used" in broken


def test_a_template_outside_the_project_is_not_read_for_the_list(told: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "other.pptx"
    Presentation().save(str(elsewhere))
    Path("templates").mkdir()
    Path("templates/link.pptx").symlink_to(elsewhere)
    assert re.search(r"templates/link.pptx +cannot be used", told("list").out)


def test_the_list_is_there_as_json(told: Any) -> None:
    own(name="templates/brand.pptx")
    data = told("list", "--json").data
    assert data["schema"] == 1
    assert [(row["name"], row["ships"], row["shape"]) for row in data["templates"]] == [
        ("conference", True, "16:9"),
        ("conference-4x3", True, "4:3"),
        ("templates/brand.pptx", False, "4:3"),
    ]


def test_the_one_that_ships_has_nothing_wrong_with_it(told: Any) -> None:
    found = told("check", "conference", "--strict")
    assert (found.code, found.err) == (0, [])
    assert "37 of 37 roles" in found.out
    assert "Composed" not in found.out
    assert re.search(r"text stands at 5\.\d:1 or better", found.out)


def test_what_serves_each_role_is_told_on_one_screen(told: Any) -> None:
    found = told("check", own())
    lines = found.out.splitlines()
    assert lines[0] == "brand.pptx: 4:3, 10 x 7.5 in"
    assert "  slide master “Office Theme” (11 layouts)" in lines
    assert len(lines) <= 40
    assert all(len(line) <= 100 for line in lines)
    assert re.search(r"(?m)^  List +Title and Content +type “obj”, content$", found.out)
    native, made = re.findall(r"\((\d+)(?: of 37 roles)?\)$", found.out, re.MULTILINE)
    assert int(native) + int(made) == 37
    composed = found.out.partition(f"Composed on “Title and Content” ({made})\n")[2].partition("\n\n")[0]
    assert {"Three Points", "Key Figure", "Code"} <= {name.strip() for name in composed.replace("\n ", "").split(",")}


def test_the_report_is_there_as_json(told: Any) -> None:
    data = told("check", own(), "--json").data
    assert data["schema"] == 1
    assert data["size"] == {"width": 9144000, "height": 6858000, "shape": "4:3"}
    assert data["masters"] == [{"name": "Office Theme", "layouts": 11, "counts": True}]
    roles = {row["role"]: row for row in data["roles"]}
    assert len(roles) == 37
    assert roles["List"] == {
        "role": "List",
        "layout": "Title and Content",
        "composed": False,
        "why": "type “obj”, content",
        "placeholders": {"0": 0, "1": 1},
    }
    assert data["fonts"][0]["face"] == "Calibri"
    assert [row["layout"] for row in data["contrast"]["faint"]] == ["Section Header"]
    assert {row["code"] for row in data["findings"]} >= {"D631", "D634"}


def test_text_below_aa_is_told_with_its_ratio_and_where(told: Any) -> None:
    found = told("check", own())
    assert found.code == 0
    assert found.codes == ["D631"]
    assert found.err[0].startswith("brand.pptx: warning D631: layout “Section Header”, where no role goes: ")
    assert "at worst a body 1 on “Section Header” with 3.5:1, not 4.5:1; make its colour" in found.err[0]
    assert told("check", "brand.pptx", "--strict").code == 1


def test_text_below_aa_on_a_layout_that_the_settings_ask_for_is_told_by_a_build_once(project: Path) -> None:
    Path("own.toml").write_text('[roles.list]\nlayout = "Title and Content"\nlead = [1]\n')
    out = io.BytesIO()
    made = Presentation()
    for body in list(layout(made, "Title and Content").placeholders)[1:2]:
        styled(body).append(_inked(made, "999999"))
    made.save(out)
    article = "---\ntitle: A talk\n---\n\n## One\n\n- a one\n- a two\n- a three\n\n## Two\n\n- b one\n- b two\n- b three\n"
    told = build(project, out.getvalue(), article=article)
    assert told.codes == ["D631"]
    assert "the template's text on layout “Title and Content” stands out too little from its ground, at worst 2.8:1" in told.lines[0]


def test_a_build_on_the_one_that_ships_has_nothing_to_tell(project: Path) -> None:
    assert build(project, None, "").codes == []


def test_fonts_are_told_with_what_measures_them_and_where_they_are_missing(told: Any) -> None:
    def set_in(made: Any) -> None:
        styled(layout(made, "Title and Content").placeholders[0]).append(_latin(made, "Nobody's Sans"))

    found = told("check", own(set_in))
    assert re.search(r"Calibri +headings and text; on every machine with Office; measured by Carlito", found.out)
    assert re.search(r"Nobody's Sans +headings; not on every machine; not known here: measured by a guess", found.out)
    (line,) = (line for line in found.err if "D635" in line)
    assert "“Nobody's Sans”" in line
    assert "name its file in brand.toml under [fonts]" in line


def test_a_font_of_a_script_that_the_talk_is_not_in_is_no_finding(told: Any) -> None:
    def set_in(made: Any) -> None:
        run_properties = styled(layout(made, "Title and Content").placeholders[0])
        run_properties.append(run_properties.makeelement(f"{A}cs", {"typeface": "Nobody's Naskh"}))

    own(set_in)
    assert not any("Nobody's Naskh" in line for line in told("check", "brand.pptx").err)
    assert "Nobody's Naskh  complex scripts; not on every machine" in told("check", "brand.pptx").out
    assert any("Nobody's Naskh" in line for line in told("check", "brand.pptx", "--lang", "ar").err)


def test_layouts_that_nobody_uses_are_told_of_together(told: Any) -> None:
    def fade(made: Any) -> None:
        for name in ("Comparison", "Content with Caption", "Title and Vertical Text", "Vertical Title and Text"):
            styled(layout(made, name).placeholders[1]).append(_inked(made, "BBBBBB"))

    (line,) = (line for line in told("check", own(fade)).err if "D631" in line)
    assert "“Section Header”" in line and "and 2 more, where no role goes" in line


def _inked(made: Any, rgb: str) -> Any:
    fill = made.slide_master._element.makeelement(f"{A}solidFill", {})
    fill.append(fill.makeelement(f"{A}srgbClr", {"val": rgb}))
    return fill


def _latin(made: Any, face: str) -> Any:
    return made.slide_master._element.makeelement(f"{A}latin", {"typeface": face})


def test_placeholders_that_are_too_small_are_told(told: Any) -> None:
    def shrink(made: Any) -> None:
        title = layout(made, "Title and Content").placeholders[0]
        title.left, title.top, title.width, title.height = Emu(457200), Emu(274638), Emu(8229600), Pt(20)
        other = layout(made, "Title and Vertical Text").placeholders[1]
        other.left, other.top, other.width, other.height = Emu(0), Pt(200), Pt(90), Pt(90)

    found = told("check", own(shrink))
    said = "\n".join(line for line in found.err if "D633" in line)
    assert "layout “Title and Content”: the title holds no line of a title at 24 points; make it larger" in said
    assert "layout “Title and Vertical Text”: the body 1 takes 2 % of the slide" in said


def test_small_text_of_bodies_is_told_once(told: Any) -> None:
    def shrink(made: Any) -> None:
        for name in ("Title and Content", "Two Content"):
            for body in list(layout(made, name).placeholders)[1:3]:
                styled(body, sz="1200")

    data = told("check", own(shrink), "--json").data
    (told_of,) = (row for row in data["findings"] if row["code"] == "D634")
    assert told_of["message"].startswith("text for content is set at 12 points on layouts “Title and Content”")


def covered(made: Any) -> None:
    """Put a bar across the titles of two layouts."""
    for name in ("Title and Content", "Two Content"):
        shapes = layout(made, name).shapes
        title = shapes[0]
        art = made.slides.add_slide(made.slide_layouts[6]).shapes.add_shape(1, title.left, title.top, Pt(100), Pt(40))
        art.fill.solid()
        art.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_2
        shapes._spTree.append(art._element)


def test_text_on_decoration_is_told_once(told: Any) -> None:
    data = told("check", own(covered), "--json").data
    (told_of,) = (row for row in data["findings"] if row["code"] == "D632")
    assert "“Title and Content”" in told_of["message"] and "“Two Content”" in told_of["message"]


def test_text_on_decoration_of_a_layout_that_the_settings_ask_for_is_noted_by_a_build_once(project: Path) -> None:
    Path("own.toml").write_text('[roles.list]\nlayout = "Title and Content"\nlead = [1]\n')
    own(covered, "own.pptx")
    Path("talk.md").write_text("---\ntitle: A talk\n---\n\n## One\n\n- a one\n- a two\n\n## Two\n\n- b one\n- b two\n")
    planned = plan(source_of(Request(project / "talk.md", "talk.md", project, {"template": "own.pptx"})))
    (told_of,) = (finding for finding in planned.findings if finding.code == "D632")
    assert told_of.severity == "note"
    assert told_of.message.startswith("the template's text on layout “Title and Content” stands on a picture, a pattern or a shape")


def test_what_is_left_out_when_it_is_opened_is_told(told: Any) -> None:
    Path("own.pptx").write_bytes(template(with_all_macros))
    assert "D621" in told("check", "own.pptx").codes


def test_masters_are_told_and_which_counts(told: Any) -> None:
    Path("two.pptx").write_bytes(two_masters())
    both = "slide masters “Office Theme” (11 layouts), “Night” (3 layouts); the layouts of “Office Theme” count"
    assert both in re.sub(r"\s+", " ", told("check", "two.pptx").out)
    Path("two.toml").write_text('master = "Night"\n')
    found = told("check", "two.pptx")
    assert "the layouts of “Night” count settings in two.toml" in re.sub(r"\s+", " ", found.out)
    assert "Night Title and Content" in found.out
    assert not any("“Title Slide”" in line for line in found.err)


@pytest.mark.parametrize(("name", "content"), [("gone.pptx", None), ("own.pptx", b"PK no zip"), ("own.pdf", b"%PDF-1.7"), ("nobody", None)])
def test_what_is_no_template_ends_in_four(told: Any, name: str, content: bytes | None) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    found = told("check", name)
    assert (found.code, found.out, len(found.err)) == (4, "", 1)


def test_a_wrong_line_of_the_settings_beside_it_is_said_where_it_stands(told: Any) -> None:
    own()
    Path("brand.toml").write_text("[limits]\nmin_pt = 900\n")
    found = told("check", "brand.pptx")
    assert found.code == 4
    assert found.err[0].startswith("brand.toml:2: error: ")


def test_a_language_that_nobody_knows_is_refused(told: Any) -> None:
    found = told("check", "conference", "--lang", "xx")
    assert found.code == 2
    assert "`--lang xx`" in found.err[0]


def test_templates_that_ship_are_listed_once_in_a_checkout() -> None:
    assert [one.name for one in templates_at(Path(__file__).parents[1])] == list(shipped())

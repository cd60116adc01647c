"""Templates with several slide masters: the layouts of one count, of the first or of the one that the settings name."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pptx import Presentation

from deck.compose import compose
from deck.errors import TemplateError
from deck.model.language import Language
from deck.model.template import Template, TemplateSettings
from deck.ooxml import read_template
from deck.words import layout_names
from template_builds import build, refused
from templates_made import MAIN, MAIN_RELS, Parts, add, packed, parts_of, put

MASTER_KIND = "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml"
LAYOUT_KIND = "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"
THEME_KIND = "application/vnd.openxmlformats-officedocument.theme+xml"


def two_masters(second: str = "Night") -> bytes:
    """Return python-pptx's own template with a second master, whose ground is dark, and which has three layouts."""
    out = io.BytesIO()
    Presentation().save(out)
    parts: Parts = parts_of(out.getvalue())
    master = parts["ppt/slideMasters/slideMaster1.xml"].decode()
    master = re.sub(r'id="21474\d+" (?=r:id)', "", master)
    rows = "".join(f'<p:sldLayoutId id="{2147483900 + n}" r:id="rId{n}"/>' for n in (1, 2, 3))
    master = re.sub(r"<p:sldLayoutIdLst>.*</p:sldLayoutIdLst>", f"<p:sldLayoutIdLst>{rows}</p:sldLayoutIdLst>", master, flags=re.DOTALL)
    master = master.replace('bg1="lt1" tx1="dk1"', 'bg1="dk1" tx1="lt1"')
    add(parts, "ppt/slideMasters/slideMaster2.xml", master.encode(), MASTER_KIND, MAIN_RELS, "rIdNight", "slideMaster")
    theme = next(name for name in parts if re.fullmatch(r"ppt/theme/theme1\.xml", name))
    night = re.sub(rb'name="Office Theme"', f'name="{second}"'.encode(), parts[theme])
    rels = "ppt/slideMasters/_rels/slideMaster2.xml.rels"
    add(parts, "ppt/theme/theme9.xml", night, THEME_KIND, rels, "rIdTheme", "theme")
    for n in (1, 2, 3):
        layout = parts[f"ppt/slideLayouts/slideLayout{n}.xml"].replace(b'<p:cSld name="', b'<p:cSld name="Night ')
        add(parts, f"ppt/slideLayouts/slideLayout9{n}.xml", layout, LAYOUT_KIND, rels, f"rId{n}", "slideLayout")
        back = parts[f"ppt/slideLayouts/_rels/slideLayout{n}.xml.rels"].replace(b"slideMaster1", b"slideMaster2")
        parts[f"ppt/slideLayouts/_rels/slideLayout9{n}.xml.rels"] = back
    put(parts, MAIN, "</p:sldMasterIdLst>", '<p:sldMasterId id="2147483899" r:id="rIdNight"/></p:sldMasterIdLst>')
    return packed(parts)


@pytest.fixture
def template(tmp_path: Path) -> Template:
    (tmp_path / "two.pptx").write_bytes(two_masters())
    return read_template(tmp_path / "two.pptx", Language("en", "en-US"))


def served(template: Template, master: str = "") -> dict[str, str]:
    roles = compose(template, TemplateSettings(master=master), layout_names())
    return {binding.role: binding.why if binding.composed else binding.layout for binding in roles.bindings}


def test_each_layout_knows_its_master_by_the_name_of_its_theme(template: Template) -> None:
    assert [master.name for master in template.masters] == ["Office Theme", "Night"]
    assert {layout.name: layout.master for layout in template.layouts}["Night Title Slide"] == "Night"
    assert template.masters[0].scheme["bg1"] == template.masters[1].scheme["tx1"] == "FFFFFF"


def test_masters_of_one_name_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "two.pptx").write_bytes(two_masters("Office Theme"))
    found = read_template(tmp_path / "two.pptx", Language("en", "en-US"))
    assert [master.name for master in found.masters] == ["Office Theme", "Office Theme (2)"]


def test_layouts_of_the_first_master_count_where_nobody_names_one(template: Template) -> None:
    assert served(template)["List"] == "Title and Content"
    assert not any("Night" in layout for layout in served(template).values())


def test_the_first_master_that_content_can_stand_on_counts(tmp_path: Path) -> None:
    parts = parts_of(two_masters())
    art = (
        '<p:sp><p:nvSpPr><p:cNvPr id="77" name="Art"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="914400" y="914400"/>'
        '<a:ext cx="4572000" cy="4572000"/></a:xfrm><a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill></p:spPr></p:sp></p:spTree>'
    )
    put(parts, "ppt/slideMasters/slideMaster1.xml", "</p:spTree>", art)
    (tmp_path / "cover.pptx").write_bytes(packed(parts))
    found = read_template(tmp_path / "cover.pptx", Language("en", "en-US"))
    assert served(found)["List"] == "Night Title and Content"
    assert served(found, "Office Theme")["List"] == "composed on “Title and Content”"


def test_layouts_of_the_named_master_count_and_composed_ones_are_like_those(template: Template) -> None:
    found = served(template, "night")
    assert found["List"] == "Night Title and Content"
    assert found["Three Points"] == "composed on “Night Title and Content”"
    assert "Two Content" not in found.values()


def test_a_deck_is_built_on_the_named_master(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('master = "Night"\n')
    told = build(tmp_path, two_masters())
    assert told.code == 0
    layouts = {slide.slide_layout.slide_master.part.partname for slide in Presentation(str(told.deck)).slides}
    assert len(layouts) == 1
    assert {slide.slide_layout.slide_master.slide_layouts[0].name for slide in Presentation(str(told.deck)).slides} == {"Night Title Slide"}


def test_a_master_that_is_not_there_is_said_with_those_that_are(tmp_path: Path, template: Template) -> None:
    with pytest.raises(TemplateError, match="Day"):
        compose(template, TemplateSettings(master="Day"), layout_names())
    (tmp_path / "own.toml").write_text('master = "Day"\n')
    refused(build(tmp_path, two_masters()), "slide master “Day”; those with layouts are “Office Theme”, “Night”")

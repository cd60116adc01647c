"""What lies beside a template: its settings, checked, and what they and its typefaces do to a build."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from deck.build import Built, build
from deck.errors import TemplateError
from deck.fit import fonts, installed
from deck.model.roles import CALLED
from deck.model.template import RoleSettings, TemplateSettings
from deck.receipt import Call, Record, Said, standing, write_receipt
from deck.stages import Request, plan, source_of
from deck.template_settings import settings_beside, template_settings
from deck.templates import find_template
from font_files import font

CONFERENCE = find_template("conference", Path())
ARTICLE = """---
title: On the keeping of lamps
---

## The lamps of the harbour

- **Who lights them:** Every evening one of eleven neighbours walks along the quay with a ladder and a can of oil.
- **Who pays:** The oil is paid by the town, and the ladders by those who have borrowed them from the rope makers.
- **Who counts:** A clerk writes down each lamp that is dark, and the list is read out in the market on Saturday.
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "own.pptx").write_bytes(CONFERENCE.read_bytes())
    return tmp_path / "own.pptx"


def said(template: Path, text: str) -> TemplateSettings:
    settings_beside(template).write_text(text, "utf-8")
    return template_settings(template, template.parent)


def test_a_template_without_settings_has_those_of_the_model(template: Path) -> None:
    assert template_settings(template, template.parent) == TemplateSettings()
    assert said(template, "") == TemplateSettings()


def test_everything_that_may_be_set_is_held_as_the_model_has_it(template: Path) -> None:
    (template.parent / "fonts" / "Brand.ttf").write_bytes(font())
    settings = said(
        template,
        'master = "Dark"\n[roles.rows]\nlayout = "Comparison"\ntitle = 0\nlead = [13, 15]\ndetail = [14, 16]\n[roles]\nlist.layout = 2\n'
        '[fonts]\n"Brand Sans" = "fonts/Brand.ttf"\nOther = "fontpkg-inter"\n[limits]\nmin_pt = 20\n',
    )
    assert settings.roles == {"rows": RoleSettings("Comparison", 0, (13, 15), (14, 16)), "list": RoleSettings("2")}
    assert settings.fonts == {"Brand Sans": str((template.parent / "fonts/Brand.ttf").resolve()), "Other": "fontpkg-inter"}
    assert (settings.least, settings.master) == (20.0, "Dark")


@pytest.mark.parametrize("role", CALLED)
def test_every_role_may_be_given_a_layout(template: Path, role: str) -> None:
    assert said(template, f'roles.{role} = {{ layout = "A" }}').roles == {role: RoleSettings("A")}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("x = 1", 1, "`x` is no setting; there are: roles, fonts, limits, master"),
        ("\n[role.list]\nlayout = 1", 2, "`role` is no setting; did you mean `roles`?"),
        ('[roles.list]\nlayout = "A"\n[roles.lsit]\nlayout = "B"', 3, "`roles.lsit` is no setting; did you mean `list`?"),
        ('[roles.list]\nlayout = "A"\n[roles.duo]\nlayout = "B"\nleads = [1]', 5, "`roles.duo.leads` is no setting; did you mean `lead`?"),
        ("[roles.list]\n# layout = 1\ntitle = 0", 1, "`roles.list` names no layout"),
        ("[roles.list]\nlayout = true", 2, "`roles.list.layout` takes a text, or a number"),
        ("[roles.list]\nlayout = 0", 2, "`roles.list.layout` takes a text, or a number"),
        ('[roles.list]\nlayout = "A"\n\nlead = 13', 4, "`roles.list.lead` takes a list of the numbers (idx)"),
        ('[roles.list]\nlayout = "A"\ndetail = [1, true]', 3, "`roles.list.detail` takes a list"),
        ('[roles.list]\nlayout = "A"\ntitle = -1', 3, "`roles.list.title` takes the number (idx)"),
        ("roles = 1", 1, "`roles` is a table; write [roles]"),
        ("[roles]\nlist = 1", 2, "`roles.list` is a table; write [roles.list]"),
        ('master = ""', 1, "`master` takes a text"),
        ("[limits]\nmin_size = 1", 2, "`limits.min_size` is no setting; there are: min_pt"),
        ("[limits]\nmin_pt = 200", 2, "`limits.min_pt` takes a size from 8 to 60 points"),
        ("[limits]\nmin_pt = true", 2, "`limits.min_pt` takes a size"),
        ("[limits]\nmin_pt = nan", 2, "`limits.min_pt` takes a size"),
        ('[fonts]\n"A B" = 1', 2, "`fonts.A B` takes a text"),
        ('[fonts]\n\n"A B" = "../out.ttf"', 3, "`fonts.A B` cannot be `../out.ttf`, which lies outside"),
        ('[fonts]\nA = "/etc/passwd.otf"', 2, "`fonts.A` cannot be `/etc/passwd.otf`, which lies outside"),
        ('[fonts]\nA = "fonts/none.ttf"', 2, "`fonts.A` names `fonts/none.ttf`, and there is no such file"),
        ('[fonts]\nA = "fonts/a.woff2"', 2, "`fonts.A` cannot be `fonts/a.woff2`; name a .ttf, .otf or .ttc file, or a package"),
        ("a = ", 1, "this is no TOML"),
        ("\n\nroles = {", 3, "this is no TOML"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(template: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(TemplateError) as caught:
        said(template, text)
    assert says in caught.value.message
    assert caught.value.span is not None
    assert (caught.value.span.first, caught.value.exit_code) == (line, 4)
    assert str(caught.value.span).startswith(str(settings_beside(template)))


def test_a_template_from_elsewhere_takes_fonts_from_its_own_folder(template: Path, tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "fonts" / "a.ttf").write_bytes(font())
    settings_beside(template).write_text('[fonts]\nA = "fonts/a.ttf"', "utf-8")
    assert template_settings(template, tmp_path / "project").fonts
    inner = tmp_path / "project" / "sub" / "own.pptx"
    inner.parent.mkdir()
    inner.write_bytes(template.read_bytes())
    settings_beside(inner).write_text('[fonts]\nA = "../a.ttf"', "utf-8")
    (tmp_path / "project" / "a.ttf").write_bytes(font())
    assert template_settings(inner, tmp_path / "project").fonts
    with pytest.raises(TemplateError, match="lies outside sub/"):
        template_settings(inner, tmp_path / "elsewhere")


def test_neither_settings_nor_fonts_are_read_through_a_link_that_leads_out(template: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    inner = root / "own.pptx"
    inner.write_bytes(template.read_bytes())
    (tmp_path / "a.ttf").write_bytes(font())
    (root / "a.ttf").symlink_to(tmp_path / "a.ttf")
    with pytest.raises(TemplateError, match="lies outside project/"):
        said(inner, '[fonts]\nA = "a.ttf"')
    settings_beside(inner).unlink()
    (tmp_path / "own.toml").write_text("", "utf-8")
    settings_beside(inner).symlink_to(tmp_path / "own.toml")
    with pytest.raises(TemplateError, match="lie outside project/"):
        template_settings(inner, root)


def in_face(template: Path, face: str) -> None:
    """Set the whole of a template in a typeface."""
    deck: Any = Presentation(str(template))
    theme = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    theme._blob = theme.blob.decode().replace('typeface="Arial"', f'typeface="{face}"').encode()
    deck.save(str(template))


def request(template: Path) -> Request:
    (template.parent / "a.en.md").write_text(ARTICLE, "utf-8")
    return Request(template.parent / "a.en.md", "a.en.md", template.parent, {"template": str(template)})


def built(template: Path) -> Built:
    return build(request(template))


def test_a_face_that_nobody_knows_is_told_once_and_not_when_its_file_is_named(template: Path) -> None:
    in_face(template, "Brand Sans")
    (found,) = [finding for finding in built(template).findings if finding.code == "D430"]
    assert "“Brand Sans” is not known here" in found.message
    assert "name its file in own.toml under [fonts]" in found.message
    (template.parent / "fonts" / "Brand.ttf").write_bytes(font())
    settings_beside(template).write_text('[fonts]\n"Brand Sans" = "fonts/Brand.ttf"', "utf-8")
    assert not [finding for finding in built(template).findings if finding.code == "D430"]


def test_a_package_that_the_settings_name_and_nobody_has_is_told(template: Path) -> None:
    in_face(template, "Brand Sans")
    settings_beside(template).write_text('[fonts]\n"Brand Sans" = "fontpkg-none-such"', "utf-8")
    (found,) = [finding for finding in built(template).findings if finding.code == "D430"]
    assert "own.toml names “fontpkg-none-such” for it: install that package" in found.message


def test_text_is_measured_in_the_font_that_the_settings_name(template: Path) -> None:
    in_face(template, "Brand Sans")
    told = []
    for times in (1, 2):
        folder = template.parent / f"fonts{times}"
        folder.mkdir()
        (folder / "Brand.ttf").write_bytes(font(times=times))
        settings_beside(template).write_text(f'[fonts]\n"Brand Sans" = "fonts{times}/Brand.ttf"', "utf-8")
        told.append({finding.code for finding in plan(source_of(request(template))).findings})
    assert "D401" not in told[0]
    assert "D401" in told[1], "at twice the width its details have no room"


def test_a_build_depends_on_the_settings_their_fonts_and_their_absence(template: Path) -> None:
    in_face(template, "Brand Sans")
    toml, file = settings_beside(template), template.parent / "fonts" / "Brand.ttf"
    first = built(template)
    assert toml in first.absent
    assert toml not in first.reads
    file.write_bytes(font())
    toml.write_text('[fonts]\n"Brand Sans" = "fonts/Brand.ttf"', "utf-8")
    second = built(template)
    assert toml not in second.absent
    assert {toml, file.resolve()} <= set(second.reads)


def test_a_build_depends_on_the_font_installed_that_it_measures_in(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_face(template, "Brand")
    home = template.parent / "home" / ".fonts"
    home.mkdir(parents=True)
    (home / "brand.ttf").write_bytes(font())
    monkeypatch.setenv("HOME", str(template.parent / "home"))
    monkeypatch.setattr(sys, "platform", "linux")
    for cache in (fonts._metrics, fonts._covered, fonts._ems, installed._fonts):
        cache.cache_clear()
    done = built(template)
    assert home / "brand.ttf" in done.reads
    assert "D430" not in {finding.code for finding in done.findings}
    installed._fonts.cache_clear()
    fonts._metrics.cache_clear()


def test_the_page_about_these_settings_names_every_role() -> None:
    page = (Path(__file__).parents[1] / "docs" / "template-settings.md").read_text("utf-8")
    assert set(re.findall(r"`([a-z-]+)`[,.]", page)) >= set(CALLED)


def test_a_change_beside_the_template_makes_a_rebuild(template: Path) -> None:
    asked, call = request(template), Call("a.en.md", template.parent, {"template": str(template)})

    def made() -> None:
        done = build(asked)
        recorded = Record(done.output, done.sha256, done.reads, done.absent, tuple(Said(f.severity, str(f)) for f in done.findings))
        write_receipt(call, recorded, 1 << 62)

    made()
    assert standing(call)
    settings_beside(template).write_text("[limits]\nmin_pt = 20\n", "utf-8")
    assert not standing(call)
    made()
    assert standing(call)
    settings_beside(template).write_text("[limits]\nmin_pt = 22\n", "utf-8")
    assert not standing(call)


def test_text_below_the_size_that_the_settings_ask_for_is_an_error(template: Path) -> None:
    assert "D403" not in {finding.code for finding in built(template).findings}
    settings_beside(template).write_text("[limits]\nmin_pt = 60\n", "utf-8")
    assert "D403" in {finding.code for finding in built(template).findings}


def test_a_plain_build_opens_no_folder_of_fonts(template: Path) -> None:
    installed._fonts.cache_clear()
    code = "\n## Code\n\n```python\nprint(1)\n```\n\n| a | b |\n|---|---|\n| 1 | 2 → 3 |\n"
    (template.parent / "b.en.md").write_text(ARTICLE + code, "utf-8")
    plan(source_of(Request(template.parent / "b.en.md", "b.en.md", template.parent, {})))
    assert not installed._fonts.cache_info().currsize

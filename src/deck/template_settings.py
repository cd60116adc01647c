"""What lies beside a template: `<template>.toml`, which says how its layouts are used and what its typefaces are measured by."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, NoReturn

from deck.errors import TemplateError
from deck.model.article import Span
from deck.model.roles import CALLED
from deck.model.template import Level, Placeholder, RoleSettings, Template, TemplateSettings
from deck.settings import toml_of

FONT_FILES, PACKAGE = (".ttf", ".otf", ".ttc", ".otc"), re.compile(r"[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*")
# a size below is read by nobody, one above by everybody
SMALLEST, LARGEST = 8.0, 60.0
HEAD, KEY = re.compile(r"\s*\[\[?(?P<name>[^\[\]]+)\]"), re.compile(r"\s*(?P<name>[^=#\[]+?)\s*=")

Keys = tuple[str, ...]


class _File(NamedTuple):
    """The settings of a template: their file, its text, and the folder that the fonts it names must lie in."""

    path: Path
    text: str
    within: Path

    def wrong(self, keys: Keys, message: str) -> NoReturn:
        """Raise a TemplateError at the line where a key stands, or the table that it would stand in."""
        line = _line(self.text, keys)
        raise TemplateError(f"`{'.'.join(keys)}` {message}", Span(str(self.path), line, line))


def settings_beside(template: Path) -> Path:
    """Return where the settings of a template lie, if it has any."""
    return template.with_suffix(".toml")


def template_settings(template: Path, root: Path | None = None) -> TemplateSettings:
    """Return the settings beside a template, font files as full paths. Raises TemplateError with the line for what is wrong.

    Fonts, and the settings themselves, lie inside the project `root` where the template does, else inside the template's own folder.
    """
    path = settings_beside(template)
    if not path.is_file():
        return TemplateSettings()
    inside = root is not None and _real(template).is_relative_to(_real(root))
    within = _real(root) if root is not None and inside else _real(template.parent)
    if not _real(path).is_relative_to(within):
        raise TemplateError(f"{path}: these settings lie outside {within.name}/; copy them into it")
    text, table = toml_of(path, TemplateError)
    file = _File(path, text, within)
    for key in table:
        _known(file, (key,), ("roles", "fonts", "limits", "master"))
    roles, fonts, limits = (_table(file, (key,), table.get(key, {})) for key in ("roles", "fonts", "limits"))
    return TemplateSettings(
        {name: _role(file, name, said) for name, said in roles.items()},
        {face: _font(file, face, said) for face, said in fonts.items()},
        _least(file, limits),
        _text(file, ("master",), table["master"]) if "master" in table else "",
    )


def with_settings(template: Template, settings: TemplateSettings) -> Template:
    """Return a template that knows the smallest size of its text, and its levels what their typefaces are measured by."""

    def measured(level: Level) -> Level:
        faces = dict.fromkeys((level.face, level.complex_face, level.eastern_face))
        return level._replace(fonts=tuple((face, settings.fonts[face]) for face in faces if face in settings.fonts))

    def set_anew(holder: Placeholder) -> Placeholder:
        return holder._replace(levels=tuple(map(measured, holder.levels)))

    layouts = template.layouts
    if settings.fonts:
        layouts = tuple(layout._replace(placeholders=tuple(map(set_anew, layout.placeholders))) for layout in layouts)
    return template._replace(layouts=layouts, least=settings.least)


def _role(file: _File, name: str, said: object) -> RoleSettings:
    keys = ("roles", name)
    _known(file, keys, CALLED)
    table = _table(file, keys, said)
    for key in table:
        _known(file, (*keys, key), RoleSettings._fields)
    layout = table.get("layout")
    if isinstance(layout, int) and not isinstance(layout, bool) and layout > 0:
        layout = str(layout)
    if layout is None:
        file.wrong(keys, "names no layout; say `layout = ` and its name or its number")
    title = table.get("title")
    if title is not None and not _is_idx(title):
        file.wrong((*keys, "title"), "takes the number (idx) of a placeholder")
    lead, detail = (_numbers(file, (*keys, key), table.get(key, ())) for key in ("lead", "detail"))
    return RoleSettings(_text(file, (*keys, "layout"), layout), title if isinstance(title, int) else None, lead, detail)


def _font(file: _File, face: str, said: object) -> str:
    """Return the full path of a font file, or the name of a package."""
    keys = ("fonts", face)
    source = _text(file, keys, said)
    if not source.lower().endswith(FONT_FILES):
        if not PACKAGE.fullmatch(source):
            file.wrong(keys, f"cannot be `{source}`; name a .ttf, .otf or .ttc file, or a package such as fontpkg-inter")
        return source
    path = _real(file.path.parent / source)
    if not path.is_relative_to(file.within):
        file.wrong(keys, f"cannot be `{source}`, which lies outside {file.within.name}/; copy it into that folder")
    if not path.is_file():
        file.wrong(keys, f"names `{source}`, and there is no such file; paths count from the folder of this file")
    return str(path)


def _least(file: _File, table: Mapping[str, object]) -> float:
    for key in table:
        _known(file, ("limits", key), ("min_pt",))
    least = table.get("min_pt", TemplateSettings().least)
    if isinstance(least, bool) or not isinstance(least, int | float) or not SMALLEST <= least <= LARGEST:
        file.wrong(("limits", "min_pt"), f"takes a size from {SMALLEST:g} to {LARGEST:g} points")
    return float(least)


def _known(file: _File, keys: Keys, names: Iterable[str]) -> None:
    """Raise a TemplateError where the last of the keys is none of these names."""
    known = list(names)
    if keys[-1] not in known:
        near = difflib.get_close_matches(keys[-1], known, 1)
        file.wrong(keys, f"is no setting; did you mean `{near[0]}`?" if near else f"is no setting; there are: {', '.join(known)}")


def _table(file: _File, keys: Keys, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        file.wrong(keys, f"is a table; write [{'.'.join(keys)}] and what it says below it")
    return value


def _text(file: _File, keys: Keys, value: object) -> str:
    if not isinstance(value, str) or not value:
        file.wrong(keys, "takes a text" + (", or a number from 1 on" if keys[-1] == "layout" else ""))
    return value


def _numbers(file: _File, keys: Keys, value: object) -> tuple[int, ...]:
    if not isinstance(value, list | tuple) or not all(_is_idx(number) for number in value):
        file.wrong(keys, "takes a list of the numbers (idx) of placeholders, such as [13, 15]")
    return tuple(value)


def _is_idx(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _line(text: str, keys: Keys) -> int:
    """Return the line of a key, or else of the nearest table that it stands in; 1 where none is found."""
    found, deepest = 1, 0
    table: Keys = ()
    for number, line in enumerate(text.splitlines(), 1):
        if head := HEAD.match(line):
            table = here = _path(head["name"])
        elif key := KEY.match(line):
            here = (*table, *_path(key["name"]))
        else:
            continue
        depth = min(len(here), len(keys))
        if depth > deepest and here[:depth] == keys[:depth]:
            found, deepest = number, depth
    return found


def _path(name: str) -> Keys:
    """Return a key as TOML writes it, dotted and quoted, in its parts."""
    try:
        table: object = tomllib.loads(f"{name} = 0")
    except tomllib.TOMLDecodeError:
        return ()
    keys: list[str] = []
    while isinstance(table, dict):
        ((key, table),) = table.items()
        keys.append(key)
    return tuple(keys)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))

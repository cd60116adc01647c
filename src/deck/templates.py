"""Where templates lie: those that ship, in an installation and in a checkout, and the user's own."""

from __future__ import annotations

import os
from pathlib import Path

from deck.errors import TemplateError
from deck.model.article import Span

PACKAGED = Path(__file__).parent / "templates"
CHECKOUT = Path(__file__).parents[2] / "templates"
REMEDY = "give the path of a .pptx, or one of:"


def find_template(name: str, base: Path, span: Span | None = None, *, within: Path | None = None) -> Path:
    """Return the file of a template: one that ships by its bare name, else a path from `base`, which has to lie `within` a folder.

    `span` is where the template is named, for the TemplateError when there is none.
    """
    if not name.lower().endswith((".pptx", ".potx")) and not {"/", "\\"} & set(name):
        found = next((folder / f"{name}.pptx" for folder in (PACKAGED, CHECKOUT) if (folder / f"{name}.pptx").is_file()), None)
        if found is None:
            raise TemplateError(f"{name}: {_unfit(base / name)}; {REMEDY} {', '.join(shipped())}", span)
        return found
    path = base / name
    if not path.is_file():
        raise TemplateError(f"{name}: no such template; {REMEDY} {', '.join(shipped())}", span)
    if within is not None and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(within)):
        raise TemplateError(f"{name}: this template lies outside the project; copy it into {within.name}/, or name it with `-t`", span)
    return path


def _unfit(path: Path) -> str:
    return "a template is a .pptx" if path.is_file() else "no template of that name ships"


def shipped() -> tuple[str, ...]:
    """Return the names of the templates that ship."""
    return tuple(sorted({path.stem for folder in (PACKAGED, CHECKOUT) for path in folder.glob("*.pptx")}))

"""Where templates lie: those that ship, in an installation and in a checkout, and the user's own."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from deck.errors import TemplateError
from deck.model.article import Span

PACKAGED = Path(__file__).parent / "templates"
CHECKOUT = Path(__file__).parents[2] / "templates"
# what presentations are called, those too that are none of ours: such a name is a path, and what the file is is seen when it is opened
PRESENTATIONS = (".pptx", ".potx", ".ppsx", ".pptm", ".potm", ".ppsm", ".ppt", ".pot", ".pps", ".odp", ".otp", ".fodp", ".key", ".pdf")
REMEDY = "give the path of a .pptx, or one of:"


def find_template(name: str, base: Path, span: Span | None = None, *, within: Path | None = None) -> Path:
    """Return the file of a template: one that ships by its bare name, else a path from `base`, which has to lie `within` a folder.

    `span` is where the template is named, for the TemplateError when there is none.
    """
    if Path(name).suffix.lower() not in PRESENTATIONS and not {"/", "\\"} & set(name):
        found = next((folder / f"{name}.pptx" for folder in (PACKAGED, CHECKOUT) if (folder / f"{name}.pptx").is_file()), None)
        if found is None:
            raise TemplateError(f"{name}: {_unfit(base / name)}; {REMEDY} {', '.join(shipped())}", span)
        return found
    path = base / name
    if fault := _fault(path):
        raise TemplateError(f"{name}: {fault}; {REMEDY} {', '.join(shipped())}", span)
    if within is not None and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(within)):
        raise TemplateError(f"{name}: this template lies outside the project; copy it into {within.name}/, or name it with `-t`", span)
    return path


def _fault(path: Path) -> str:
    """Return why a path is no file, "" for one that is."""
    try:
        mode = path.stat().st_mode
    except PermissionError:
        return "this template may not be read by you"
    except (OSError, ValueError):  # nothing there, a name longer than any, or one with a null byte
        return "no such template"
    return "" if stat.S_ISREG(mode) else "this is a folder" if stat.S_ISDIR(mode) else "this is no file"


def _unfit(path: Path) -> str:
    return "no template of that name ships" if _fault(path) else "a template is a .pptx"


def shipped() -> tuple[str, ...]:
    """Return the names of the templates that ship."""
    return tuple(sorted({path.stem for folder in (PACKAGED, CHECKOUT) for path in folder.glob("*.pptx")}))

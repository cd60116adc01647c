"""Where templates lie: those that ship, in an installation and in a checkout, and the user's own."""

from __future__ import annotations

from pathlib import Path

from deck.errors import TemplateError

PACKAGED = Path(__file__).parent / "templates"
CHECKOUT = Path(__file__).parents[2] / "templates"


def find_template(name: str, base: Path) -> Path:
    """Return the file of a template: one that ships by its bare name, else a path from `base`."""
    if name.lower().endswith((".pptx", ".potx")) or "/" in name or "\\" in name:
        path = base / name
        if not path.is_file():
            raise TemplateError(f"{name}: no such template; give the path of a .pptx, or one of: {', '.join(shipped())}")
        return path
    found = next((folder / f"{name}.pptx" for folder in (PACKAGED, CHECKOUT) if (folder / f"{name}.pptx").is_file()), None)
    if found is None:
        raise TemplateError(f"{name}: no template of that name ships; give the path of a .pptx, or one of: {', '.join(shipped())}")
    return found


def shipped() -> tuple[str, ...]:
    """Return the names of the templates that ship."""
    return tuple(sorted({path.stem for folder in (PACKAGED, CHECKOUT) for path in folder.glob("*.pptx")}))

"""The faces that a talk may rely on, on whatever machine it is shown."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

# the longest name of a face that Windows keeps (LF_FACESIZE), without its end
LONGEST = 31
# marks that names of faces have beside letters and digits
MARKS = frozenset(" -_.'&()+")


def known(face: str) -> str:
    """Return the name of a face as its maker writes it where it is safe on other machines, else ""."""
    return _safe().get(face.casefold(), "")


def is_name(face: str) -> bool:
    """Tell whether a face may be called so: no list of faces, no markup, no reference to a theme's own."""
    return 0 < len(face) <= LONGEST and face[0].isalnum() and all(c.isalnum() or c in MARKS for c in face)


@cache
def _safe() -> dict[str, str]:
    table = tomllib.loads((files("deck.masters") / "faces.toml").read_text("utf-8"))
    return {face.casefold(): face for names in table.values() for face in names}

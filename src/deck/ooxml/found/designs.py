"""What a deck looks like by its masters, layouts and themes, as one digest."""

from __future__ import annotations

from functools import lru_cache

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.model.found import LIBREOFFICE
from deck.ooxml.found.looks import canonical, digest
from deck.ooxml.found.places import sheet_of
from deck.ooxml.names import A, P, R
from deck.ooxml.package import Parts, parsed, related, targets


def designs_of(parts: Parts, main: str, program: str) -> str:
    """Return a digest of a deck's masters.

    It covers, of each master in order, the colours and faces of its theme, its background, and where its placeholders stand; of its
    layouts, in any order, the name, the background, and where their placeholders stand. Pictures and other shapes on them are left out,
    as are text styles: programs write those anew. In a deck saved by LibreOffice only themes and the masters' backgrounds count: 7.4
    gives each layout a master of its own, and at every save other names to the layouts and other sizes to what is on them.
    """
    names = targets(parts, main)
    listed = [names.get(str(row.get(f"{{{R}}}id")), "") for row in parsed(parts[main]).iter(f"{{{P}}}sldMasterId")]
    masters = [name for name in listed if name in parts]
    if program.startswith(LIBREOFFICE):
        return digest("\n".join(sorted({f"{_themes(parts, name)}\n{sheet_of(parts[name]).ground}" for name in masters})))
    return digest("\n".join(_master(parts, name) for name in masters))


def layouts_of(parts: Parts, main: str) -> tuple[str, ...]:
    """Return the names of all layouts, in no order of meaning."""
    masters = [name for name in related(parts, main, RT.SLIDE_MASTER) if name in parts]
    layouts = (layout for master in masters for layout in related(parts, master, RT.SLIDE_LAYOUT) if layout in parts)
    return tuple(sorted(sheet_of(parts[layout]).name for layout in layouts))


def _master(parts: Parts, name: str) -> str:
    layouts = sorted(_places(parts[layout]) for layout in related(parts, name, RT.SLIDE_LAYOUT) if layout in parts)
    return "\n".join([_themes(parts, name), _places(parts[name]), *layouts])


def _themes(parts: Parts, master: str) -> str:
    return " ".join(_theme(parts[theme]) for theme in related(parts, master, RT.THEME) if theme in parts)


# templates are few, and each is read with every deck that is made on it
@lru_cache(maxsize=256)
def _theme(content: bytes) -> str:
    root = parsed(content)
    slots = (slot for scheme in root.iter(f"{{{A}}}clrScheme") for slot in scheme)
    faces = (face for scheme in root.iter(f"{{{A}}}fontScheme") for kind in scheme for face in kind)
    return digest("".join(canonical(element, {}) for element in (*slots, *faces)))


def _places(content: bytes) -> str:
    sheet = sheet_of(content)
    return f"{sheet.name}\n{sheet.ground}\n{sorted(map(str, sheet.holders))}"

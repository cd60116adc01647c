"""What a deck looks like by its masters, layouts and themes, as one digest."""

from __future__ import annotations

from functools import lru_cache

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.ooxml.found.looks import canonical, digest
from deck.ooxml.found.places import holders
from deck.ooxml.names import A, P, R
from deck.ooxml.package import Parts, parsed, related, targets


def designs_of(parts: Parts, main: str) -> str:
    """Return a digest of a deck's masters.

    It covers, of each master in order, the colours and faces of its theme, its background, and where its placeholders stand; of its
    layouts, in any order, the name, the background, and where their placeholders stand. Pictures and other shapes on them are left out,
    as are text styles: programs write those anew.
    """
    names = targets(parts, main)
    listed = (names.get(str(row.get(f"{{{R}}}id")), "") for row in parsed(parts[main]).iter(f"{{{P}}}sldMasterId"))
    return digest("\n".join(_master(parts, name) for name in listed if name in parts))


def _master(parts: Parts, name: str) -> str:
    themes = [_theme(parts[theme]) for theme in related(parts, name, RT.THEME) if theme in parts]
    layouts = sorted(_places(parts[layout]) for layout in related(parts, name, RT.SLIDE_LAYOUT) if layout in parts)
    return "\n".join([*themes, _places(parts[name]), *layouts])


# templates are few, and each is read with every deck that is made on it
@lru_cache(maxsize=256)
def _theme(content: bytes) -> str:
    root = parsed(content)
    slots = (slot for scheme in root.iter(f"{{{A}}}clrScheme") for slot in scheme)
    faces = (face for scheme in root.iter(f"{{{A}}}fontScheme") for kind in scheme for face in kind)
    return digest("".join(canonical(element, {}) for element in (*slots, *faces)))


@lru_cache(maxsize=512)
def _places(content: bytes) -> str:
    root = parsed(content)
    slide = root.find(f"{{{P}}}cSld")
    ground = root.find(f"{{{P}}}cSld/{{{P}}}bg")
    name = "" if slide is None or root.tag == f"{{{P}}}sldMaster" else str(slide.get("name", ""))
    return f"{name}\n{'' if ground is None else canonical(ground, {})}\n{sorted(map(str, holders(root)))}"

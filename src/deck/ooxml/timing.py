"""Animation and transition of a slide, as PowerPoint writes an effect "Appear" on click and a transition of its first edition.

ISO/IEC 29500-1, 19.5: a click is a `p:par` of the main sequence that waits for ever; its effects stand in a `p:par` within. All of one
build start together: the first is the `clickEffect`, the others are `withEffect`. `presetID` 1 of class `entr` is what PowerPoint shows
as "Appear".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from deck.model.placed import Build, Part

# what the element of each transition says; all of them turn pages in the direction of reading
TRANSITIONS: Mapping[str, str] = {
    "fade": "<p:fade/>",
    "push": '<p:push dir="{start}"/>',
    "wipe": '<p:wipe dir="{start}"/>',
    "cover": '<p:cover dir="{start}"/>',
    "cut": "<p:cut/>",
}
NOW = '<p:stCondLst><p:cond delay="0"/></p:stCondLst>'
ON_CLICK = '<p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>'
TURNS = "".join(
    f'<p:{way}CondLst><p:cond evt="on{way.capitalize()}" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:{way}CondLst>'
    for way in ("prev", "next")
)


def transition_xml(name: str, *, right_to_left: bool) -> str:
    """Return how a slide takes the place of the one before; "" for at once."""
    element = TRANSITIONS.get(name, "").format(start="r" if right_to_left else "l")
    return f'<p:transition spd="med">{element}</p:transition>' if element else ""


def timing_xml(builds: tuple[Build, ...], ids: Mapping[str, int]) -> str:
    """Return the animation that shows one build a click; `ids` are the numbers of the shapes by their keys. "" where there is none."""
    if not builds:
        return ""
    numbers = count(3)
    clicks = "".join(_click(build, ids, numbers) for build in builds)
    listed = "".join(_listed(key, ids, builds) for key in dict.fromkeys(part.shape for build in builds for part in build))
    return (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq">'
        f"<p:childTnLst>{clicks}</p:childTnLst></p:cTn>{TURNS}</p:seq></p:childTnLst></p:cTn></p:par></p:tnLst>"
        f"<p:bldLst>{listed}</p:bldLst></p:timing>"
    )


def _click(build: Build, ids: Mapping[str, int], numbers: Iterator[int]) -> str:
    outer, inner = next(numbers), next(numbers)
    effects = "".join(_effect(part, ids[part.shape], numbers, "withEffect" if n else "clickEffect") for n, part in enumerate(build))
    return (
        f'<p:par><p:cTn id="{outer}" fill="hold">{ON_CLICK}<p:childTnLst><p:par><p:cTn id="{inner}" fill="hold">{NOW}'
        f"<p:childTnLst>{effects}</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
    )


def _effect(part: Part, shape: int, numbers: Iterator[int], node: str) -> str:
    n = part.paragraph
    text = "" if n is None else f'<p:txEl><p:pRg st="{n}" end="{n}"/></p:txEl>'
    target = f'<p:spTgt spid="{shape}">{text}</p:spTgt>' if text else f'<p:spTgt spid="{shape}"/>'
    return (
        f'<p:par><p:cTn id="{next(numbers)}" presetID="1" presetClass="entr" presetSubtype="0" fill="hold" grpId="0" nodeType="{node}">'
        f"{NOW}"
        f'<p:childTnLst><p:set><p:cBhvr><p:cTn id="{next(numbers)}" dur="1" fill="hold">{NOW}</p:cTn><p:tgtEl>{target}</p:tgtEl>'
        "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        '<p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )


def _listed(key: str, ids: Mapping[str, int], builds: tuple[Build, ...]) -> str:
    """Return how a shape is built: as one, or paragraph by paragraph."""
    by_paragraph = any(part.shape == key and part.paragraph is not None for build in builds for part in build)
    way = ' build="p"' if by_paragraph else ""
    return f'<p:bldP spid="{ids[key]}" grpId="0"{way}/>'

"""The XML of what a composed layout has and the layout that it is like has not: placeholders, panels and rules."""

from __future__ import annotations

import re

from deck.model.template import Holder, Ink, LevelStyle, Mark
from deck.model.units import Box
from deck.ooxml.names import LEVELS, A, P, R
from deck.ooxml.shapes import DECORATIVE, place_xml

NAMESPACES = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'
LOCKED = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
NO_LINE = "<a:ln><a:noFill/></a:ln>"
ALIGN = {"start": "l", "end": "r", "center": "ctr"}
HEX = re.compile("[0-9A-F]{6}")
OTHER_SIDE = {"l": "r", "r": "l"}


def title_xml(number: int, box: Box) -> str:
    """Return a title for a layout that has none."""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Title"/>{LOCKED}<p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{place_xml(box)}</p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"><a:noAutofit/></a:bodyPr>'
        '<a:lstStyle/><a:p><a:r><a:rPr lang="en-US"/><a:t>Title</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def ink_xml(ink: Ink, namespace: str = "") -> str:
    """Return a colour as a fill; `namespace` declares "a" where it stands alone."""
    times = "" if ink.times == 100_000 else f'<a:lumMod val="{ink.times}"/>'
    plus = f'<a:lumOff val="{ink.plus}"/>' if ink.plus else ""
    tag = "srgbClr" if HEX.fullmatch(ink.slot) else "schemeClr"
    return f'<a:solidFill{namespace}><a:{tag} val="{ink.slot}">{times}{plus}</a:{tag}></a:solidFill>'


def mark_xml(number: int, n: int, mark: Mark) -> str:
    """Return a panel or a rule, marked as decoration."""
    common = f'<p:cNvPr id="{number}" name="{mark.kind.capitalize()} {n}"><a:extLst>{DECORATIVE}</a:extLst></p:cNvPr>'
    shape = "line" if mark.kind == "rule" else "rect"
    geometry = f'{place_xml(mark.box)}<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'
    drawn = '<p:nvPr userDrawn="1"/>'
    if mark.kind == "rule":
        line = f'<a:ln w="{round(mark.weight * 12_700)}">{ink_xml(mark.ink)}</a:ln>'
        return f"<p:cxnSp {NAMESPACES}><p:nvCxnSpPr>{common}<p:cNvCxnSpPr/>{drawn}</p:nvCxnSpPr><p:spPr>{geometry}{line}</p:spPr></p:cxnSp>"
    text = '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody>'
    return (
        f"<p:sp {NAMESPACES}><p:nvSpPr>{common}<p:cNvSpPr/>{drawn}</p:nvSpPr><p:spPr>{geometry}{ink_xml(mark.ink)}{NO_LINE}</p:spPr>"
        f"{text}</p:sp>"
    )


def holder_xml(number: int, holder: Holder, *, right_to_left: bool) -> str:
    """Return a placeholder; its text begins where its language does."""
    left, top, right, bottom = holder.insets
    levels = "".join(_level(n, style, right_to_left=right_to_left) for n, style in enumerate(_all(holder.levels), 1))
    fill = ink_xml(holder.fill) if holder.fill else "<a:noFill/>" if holder.kind == "body" else ""
    mark = f'<p:ph type="{holder.kind}" sz="quarter" idx="{holder.idx}"/>'
    frame = (
        f'<a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" numCol="1" '
        f'anchor="{holder.anchor}"><a:noAutofit/></a:bodyPr>'
    )
    prompts = "".join(
        f'<a:p><a:pPr lvl="{n}"/><a:r><a:rPr lang="en-US"/><a:t>{holder.name}</a:t></a:r></a:p>' for n in range(len(holder.levels))
    )
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{holder.name}"/>{LOCKED}<p:nvPr>{mark}</p:nvPr></p:nvSpPr>'
        f'<p:spPr>{place_xml(holder.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}{NO_LINE}</p:spPr>'
        f"<p:txBody>{frame}<a:lstStyle>{levels}</a:lstStyle>{prompts}</p:txBody></p:sp>"
    )


def _all(levels: tuple[LevelStyle, ...]) -> tuple[LevelStyle, ...]:
    """Return styles for every level: what a hand indents further looks like the last."""
    return (*levels, *(levels[-1:] * (LEVELS - len(levels))))


def _level(n: int, style: LevelStyle, *, right_to_left: bool) -> str:
    side = ALIGN.get(style.align, "l")
    side = OTHER_SIDE.get(side, side) if right_to_left else side
    attributes = "" if style.bullet else f' marL="{style.margin}" indent="{-style.margin}" algn="{side}"'
    # the master's bullet, in a colour that is read here as the text is
    bullet = "<a:buClrTx/>" if style.bullet else "<a:buNone/>"
    face = '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>' if style.heading else ""
    before = f'<a:spcBef><a:spcPts val="{round(style.before * 100)}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
    spacing = f'<a:lnSpc><a:spcPct val="{round(style.line * 100_000)}"/></a:lnSpc>{before}'
    looks = f'sz="{round(style.size * 100)}" b="{int(style.bold)}" i="0" cap="none" spc="0" baseline="0"'
    ink = ink_xml(style.ink) if style.ink else ""
    return f"<a:lvl{n}pPr{attributes}>{spacing}{bullet}<a:defRPr {looks}>{ink}{face}</a:defRPr></a:lvl{n}pPr>"

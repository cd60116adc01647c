"""What a writer needs to know of a template's layouts: on what ground each placeholder stands, and what its text inherits."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import NamedTuple

from pptx.presentation import Presentation as OpenPresentation

from deck.model.colour import DARK, contrast, luminance
from deck.model.language import Language
from deck.model.template import Layout, Placeholder
from deck.ooxml.frames import is_resized, is_unwrapped
from deck.ooxml.inks import READABLE, SOFT_ON_DARK, SOFT_ON_LIGHT, TEXTS, Inks, fill_xml, inks_on, shown
from deck.ooxml.names import A, P, placeholder_mark
from deck.ooxml.template import Look, bodies_of, layout_from, looks_of
from deck.ooxml.text import LINK_INK, Ground, text
from deck.ooxml.tones import tones_on

FURNITURE = ("ftr", "sldNum")


class Canvas(NamedTuple):
    """A layout to write slides on: its part, and what text in each of its placeholders (idx) is set for.

    `mapping` is how it maps the theme's colours (a:overrideClrMapping), "" for as its master does. A slide says it again, as one of
    PowerPoint's does: it would be mapped by the master otherwise.
    """

    part: str
    grounds: Mapping[int, Ground]
    mapping: str = ""


class _Paints(NamedTuple):
    """What can be read on a ground: the fills of the parts of code, and what tables and charts are drawn in."""

    tones: Mapping[str, str]
    inks: Inks


def canvases(presentation: OpenPresentation, language: Language, names: Container[str]) -> Mapping[str, Canvas]:
    """Return what a writer needs to know of the layouts of these names, as far as there are such."""
    looks = (look for look in looks_of(presentation, language) if look.name in names)
    return {look.name: Canvas(look.part, _grounds(look, language), _mapping(look)) for look in looks}


def _mapping(look: Look) -> str:
    override = look.layout.find(f"{{{P}}}clrMapOvr/{{{A}}}overrideClrMapping")
    if override is None:
        return ""
    said = "".join(f' {name!s}="{text(str(value))}"' for name, value in override.items())
    return f"<a:overrideClrMapping{said}/>"


def _grounds(look: Look, language: Language) -> Mapping[int, Ground]:
    layout, scheme = layout_from(look), look.scheme
    bodies = {
        int(mark.get("idx", 0)): bodies_of(shape, mark.get("type", "obj"), look)
        for shape in look.layout.iter(f"{{{P}}}sp")
        if (mark := placeholder_mark(shape)) is not None
    }
    paints: dict[tuple[str, bool], _Paints] = {}
    grounds: dict[int, Ground] = {}
    for holder in layout.placeholders:
        below, light = holder.fill or layout.ground_below(holder.box), _is_light(holder, layout)
        if (below, light) not in paints:
            tones = tones_on(below, scheme) if below else {}
            paints[below, light] = _Paints(tones, inks_on(below, scheme, light=light))
        own = bodies[holder.idx]
        grounds[holder.idx] = Ground(
            language,
            light,
            tones=paints[below, light].tones,
            inks=paints[below, light].inks,
            soft=_has_second_tone(holder, below, scheme, light=light),
            linked=contrast(shown(LINK_INK, scheme), below) >= READABLE,
            resized=is_resized(own),
            unwrapped=is_unwrapped(own),
            caps=any(level.caps for level in holder.levels),
            ink=_lasting(holder, layout, scheme),
        )
    return grounds


def _lasting(holder: Placeholder, layout: Layout, scheme: Mapping[str, str]) -> str:
    """Return a fill for what every slide repeats, where its own cannot be read, "" for that; other text goes elsewhere."""
    below = _colours_below(holder, layout)
    own = holder.levels[0].colour
    if holder.kind not in FURNITURE or not own or not below or max(contrast(own, colour) for colour in below) >= READABLE:
        return ""
    return fill_xml(max(TEXTS, key=lambda slot: min(contrast(scheme.get(slot, ""), colour) for colour in below)))


def _colours_below(holder: Placeholder, layout: Layout) -> list[str]:
    """Return the colours that a placeholder may stand on, none where nobody knows."""
    one = holder.fill or layout.ground_below(holder.box)
    below = [decoration for decoration in layout.decorations if decoration.paints and decoration.lies_below(holder.box)]
    return [one] if one else [colour for row in (below[-1].shades if below else ()) for cell in row for colour in cell]


def _is_light(holder: Placeholder, layout: Layout) -> bool:
    """Tell whether a placeholder's first level is set in a light colour."""
    shade = luminance(holder.levels[0].colour)
    return layout.dark if shade is None else shade >= DARK


def _has_second_tone(holder: Placeholder, below: str, scheme: Mapping[str, str], *, light: bool) -> bool:
    """Tell whether half of a text may be in the second tone: it is one of the theme's text, and none of any other colour."""
    tone = shown(SOFT_ON_DARK if light else SOFT_ON_LIGHT, scheme)
    return holder.levels[0].colour in (scheme.get("tx1"), scheme.get("bg1")) and contrast(tone, below) >= READABLE

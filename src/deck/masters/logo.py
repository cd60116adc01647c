"""A logo on the layouts: above the title of the first slide, and small beside the slide number of the light ones."""

from __future__ import annotations

from deck.masters.blocks import Box, Holder, Layout, Mark, across
from deck.masters.colour import shown
from deck.masters.tokens import FOOTER, LEFT, NAVY, WHITE, Ink, Logo, Look, W
from deck.model.colour import contrast

# in inches: where it may be on a slide of 13.333
ABOVE_TITLE: Box = (LEFT, 0.36, 4.20, 0.74)
FOOT_TOP, FOOT_HEIGHT, FOOT_WIDTH = 6.98, 0.34, 1.80
# beside it: the number, the gap to that, and the gap to the footer
NUMBER_WIDTH, NUMBER_GAP, FOOTER_GAP = 0.60, 0.13, 0.15
# of a plate on which it stands where the ground is too much like it
PADDING = 0.06
# a logo of which more than that share has less contrast than so with its ground is hardly seen: in the dark, WCAG 2.1 (1.4.11) has it
FAINT, FAINT_ON_WHITE, FAINT_SHARE = 3.0, 2.0, 0.3


def with_logo(layout: Layout, look: Look) -> Layout:
    """Return a layout, fitted to a look, with its logo where there is a place for it."""
    if look.logo is None:
        return layout
    if layout.name == "Title":
        return layout._replace(marks=(*layout.marks, *_placed(look.logo, across(ABOVE_TITLE, look), look, NAVY)))
    number = next((spec for spec in layout.holders if spec.kind == "sldNum"), None)
    if number is None or number.levels[0].ink != FOOTER.ink:
        return layout
    share = look.width / W
    end = number.box[0] + number.box[2]
    right = end - (NUMBER_WIDTH + NUMBER_GAP) * share
    left = right - FOOT_WIDTH * share
    marks = _placed(look.logo, (left, FOOT_TOP, right - left, FOOT_HEIGHT), look, WHITE, end=True)
    holders = tuple(_beside(spec, left - FOOTER_GAP * share, end - NUMBER_WIDTH * share) for spec in layout.holders)
    return layout._replace(holders=holders, marks=(*layout.marks, *marks))


def _beside(spec: Holder, footer_end: float, number_start: float) -> Holder:
    """Return the footer and the number of a slide so narrow that the logo has its place between them."""
    x, y, width, height = spec.box
    if spec.kind == "ftr":
        return spec._replace(box=(x, y, min(width, footer_end - x), height))
    return spec._replace(box=(number_start, y, x + width - number_start, height)) if spec.kind == "sldNum" else spec


def _placed(logo: Logo, place: Box, look: Look, ground: Ink, *, end: bool = False) -> tuple[Mark, ...]:
    """Return the logo as large as its place allows, at the start or end of it; on a plate where it would not be seen."""
    x, y, width, height = place
    plate = _is_faint(logo, shown(ground, dict(look.theme)), FAINT_ON_WHITE if ground == WHITE else FAINT)
    inset = PADDING if plate else 0.0
    scale = min((width - 4 * inset) / logo.width, (height - 2 * inset) / logo.height)
    w, h = logo.width * scale, logo.height * scale
    left = x + width - w - 4 * inset if end else x
    top = y + (height - h - 2 * inset) / 2
    picture = Mark("logo", (left + 2 * inset, top + inset, w, h), ground, 0)
    other = WHITE if ground == NAVY else NAVY
    return (Mark("panel", (left, top, w + 4 * inset, h + 2 * inset), other, 0), picture) if plate else (picture,)


def _is_faint(logo: Logo, ground: str, least: float) -> bool:
    return sum(contrast(ink, ground) < least for ink in logo.inks) > FAINT_SHARE * len(logo.inks)

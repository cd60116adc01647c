"""What layouts are made of: placeholders and decoration in inches, alone and as rows, cards, grids and lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from deck.masters.tokens import DETAIL, FOOTER, HAIRLINE, INK, KICKER, LEFT, MIST, SLATE, TITLE, VERMILION, WIDTH, Ink, Look, Style, W

Box = tuple[float, float, float, float]


class Holder(NamedTuple):
    """A placeholder: its type, its idx, box in inches, the styles of its levels, prompt, vertical anchor, insets at sides and ends."""

    kind: str
    idx: int
    name: str
    box: Box
    levels: tuple[Style, ...]
    prompt: str
    anchor: str = "t"
    inset: tuple[float, float] = (0, 0)
    ground: Ink | None = None


class Mark(NamedTuple):
    """Decoration: a "rule", a "ring", a "panel" or the "logo"; `weight` of its line in points."""

    kind: str
    box: Box
    ink: Ink
    weight: float = 1.0


class Layout(NamedTuple):
    name: str
    holders: tuple[Holder, ...]
    marks: tuple[Mark, ...] = ()
    ground: Ink | None = None
    type: str = ""


BODY_TOP, ROWS_TOP, ROWS_HEIGHT = 2.30, 2.30, 4.56
# what stays free between a row's last line and the next hairline
CLEARANCE = 0.14
CARD_PAD = 0.30
# the numbers of cards (idx), the width of one in inches, and what stays free behind it
NUMBERS, DIGIT, DIGIT_GAP = range(50, 54), 0.34, 0.08
ENTRY = Style(28, INK, margin=0.62)
ENTRY_PITCH = 0.76


# room below the last line of a title that stands at the foot of its box, for what is lowered in it
HANGING = 0.12


def title(box: Box = (LEFT, 0.92, WIDTH, 1.15), style: Style = TITLE, anchor: str = "t", kind: str = "title") -> Holder:
    x, y, width, height = box
    if anchor == "b":
        return Holder(kind, 0, "Title", (x, y - HANGING, width, height + 2 * HANGING), (style,), "Title", anchor, (0, HANGING))
    return Holder(kind, 0, "Title", box, (style,), "Title", anchor)


def kicker(style: Style = KICKER, box: Box = (LEFT, 0.50, 10.60, 0.32)) -> Holder:
    return Holder("body", 20, "Kicker", box, (style,), "01")


def foot(
    style: Style = FOOTER, number: Style = FOOTER, width: float = 9.00, left: float = LEFT, number_left: float = 11.333
) -> tuple[Holder, Holder]:
    return (
        Holder("ftr", 11, "Footer", (left, 6.98, width, 0.25), (style,), "Title of the talk", "ctr"),
        Holder("sldNum", 12, "Slide Number", (number_left, 6.98, 1.20, 0.25), (number._replace(align="r"),), "", "ctr"),
    )


def body(idx: int, name: str, box: Box, *levels: Style, anchor: str = "t") -> Holder:
    return Holder("body", idx, name, box, levels, name, anchor)


def sources(top: float = 6.70) -> Holder:
    """Return the line for footnotes, between the content and the footer."""
    return body(22, "Sources", (LEFT, top, WIDTH, 6.98 - top), FOOTER)


def picture(box: Box) -> Holder:
    return Holder("pic", 70, "Picture", box, (DETAIL,), "Picture")


def pictures(name: str, places: Iterable[Box], words: Iterable[Box]) -> Layout:
    """Return pictures, each followed by its words."""
    both = zip(places, words, strict=True)
    shown = (
        (Holder("pic", 71 + i, f"Picture {i + 1}", place, (DETAIL,), "Picture"), body(75 + i, f"Caption {i + 1}", said, Style(18, SLATE)))
        for i, (place, said) in enumerate(both)
    )
    return Layout(name, (title(), kicker(), *(holder for pair in shown for holder in pair), *foot()))


def qr_codes(name: str, places: Iterable[Box], captions: Iterable[Box], words: Style, address: Style, anchor: str = "t") -> Layout:
    """Return QR codes, each followed by what it leads to."""
    both = zip(places, captions, strict=True)
    shown = (
        (
            Holder("pic", 71 + i, f"Code {i + 1}", place, (DETAIL,), "Code"),
            body(75 + i, f"Caption {i + 1}", said, words, address, anchor=anchor),
        )
        for i, (place, said) in enumerate(both)
    )
    return Layout(name, (title(), kicker(), *(holder for pair in shown for holder in pair), *foot()))


def rings(x: float, y: float, radii: Iterable[float], ink: Ink, accent: Ink | None = None, nth: int = 1) -> tuple[Mark, ...]:
    """Return rings around a point; the `nth` of them in the accent."""
    return tuple(
        Mark("ring", (x - r, y - r, 2 * r, 2 * r), accent if accent and i == nth else ink, 2.25 if accent and i == nth else 1.25)
        for i, r in enumerate(radii)
    )


def seat(style: Style) -> float:
    """Return how far below the top of the text the first baseline lies, in inches (LibreOffice's model)."""
    return (style.size if style.line == 100 else 0.96 * style.size * style.line / 100) / 72


def rows(name: str, count: int, lead: Style, detail: Style, widths: tuple[float, float], pad: float) -> Layout:
    """Return leads at the left and details at the right on a hairline grid, first baselines aligned."""
    height = ROWS_HEIGHT / count
    holders, marks = [title(), kicker()], []
    drop = seat(lead) - seat(detail)
    for i in range(count):
        top = ROWS_TOP + i * height
        marks.append(Mark("rule", (LEFT, top, WIDTH, 0), HAIRLINE, 1.0))
        holders.append(body(30 + i, f"Lead {i + 1}", (LEFT, top + pad, widths[0], height - pad - CLEARANCE), lead))
        place = (LEFT + WIDTH - widths[1], top + pad + drop, widths[1], height - pad - drop - CLEARANCE)
        holders.append(body(40 + i, f"Detail {i + 1}", place, detail))
    return Layout(name, (*holders, sources(), *foot()), tuple(marks))


def sentences(name: str, count: int, style: Style) -> Layout:
    """Return whole sentences on a hairline grid, one below the other, each in the middle of its row."""
    height = ROWS_HEIGHT / count
    marks = tuple(Mark("rule", (LEFT, ROWS_TOP + i * height, WIDTH, 0), HAIRLINE, 1.0) for i in range(count))
    places = ((LEFT, ROWS_TOP + i * height + 0.14, 10.80, height - 0.14 - CLEARANCE) for i in range(count))
    holders = (body(30 + i, f"Sentence {i + 1}", place, style, anchor="ctr") for i, place in enumerate(places))
    return Layout(name, (title(), kicker(), *holders, sources(), *foot()), marks)


def agenda(name: str, columns: Iterable[tuple[float, float]], entry: Style) -> Layout:
    """Return six entries a column, by its left edge and its width."""
    places = [(x, BODY_TOP + row * ENTRY_PITCH, width) for x, width in columns for row in range(6)]
    entries = (body(30 + i, f"Entry {i + 1}", (x, y, width, ENTRY_PITCH - 0.03), entry) for i, (x, y, width) in enumerate(places))
    return Layout(name, (title(), kicker(), *entries, *foot()))


def cards(name: str, boxes: Iterable[Box], lead: Style, claim: Style) -> Layout:
    """Return mist panels with a number and a text each."""
    holders, marks = [title(), kicker()], []
    for i, (x, y, w, h) in enumerate(boxes):
        marks.append(Mark("panel", (x, y, w, h), MIST, 0))
        # the number stands high, so that a slide can lower it to the baseline of its card's head at any size
        holders.append(body(50 + i, f"Number {i + 1}", (x + 0.26, y + 0.07, 0.50, 0.96), Style(40, VERMILION, True, 90, heading=True)))
        holders.append(body(30 + i, f"Card {i + 1}", (x + 0.86, y + CARD_PAD, w - 1.10, h - CARD_PAD - 0.17), lead, claim))
    return Layout(name, (*holders, *foot()), tuple(marks))


def across(box: Box, look: Look) -> Box:
    """Return a box on slides as wide as the look's."""
    share = look.width / W
    x, y, w, h = box
    return (x * share, y, w * share, h)


def around(box: Box, look: Look) -> Box:
    """Return a round box on slides as wide as the look's: as much smaller, about the same point, so that it covers no more."""
    share = look.width / W
    x, y, w, h = box
    return (x * share, y + h * (1 - share) / 2, w * share, h * share)


def fitted(layout: Layout, look: Look) -> Layout:
    """Return a layout on slides as wide as the look's."""
    holders = _numbered(spec._replace(box=across(spec.box, look)) for spec in layout.holders)
    marks = tuple(spec._replace(box=(around if spec.kind == "ring" else across)(spec.box, look)) for spec in layout.marks)
    return layout._replace(holders=holders, marks=marks)


def _numbered(holders: Iterable[Holder]) -> tuple[Holder, ...]:
    """Return placeholders with room for the numbers of cards, whose type is as large on a slide of any width."""
    found = tuple(holders)
    starts = {spec.idx - 20: spec.box[0] for spec in found if spec.idx in NUMBERS}
    return tuple(_beside(spec, starts.get(spec.idx)) for spec in found)


def _beside(spec: Holder, number: float | None) -> Holder:
    x, y, width, height = spec.box
    if spec.idx in NUMBERS:
        return spec._replace(box=(x, y, max(width, DIGIT), height))
    start = x if number is None else max(x, number + DIGIT + DIGIT_GAP)
    return spec._replace(box=(start, y, width - (start - x), height))

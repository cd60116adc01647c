"""QR codes on their slide: one large, or up to four in a row, each with what it leads to."""

from __future__ import annotations

from deck.fit.arrange import Area, Arrangement, layout_of, placeholder
from deck.fit.exhibited import Exhibited
from deck.fit.filling import Filled, Frame, set_text, sized
from deck.fit.text import emphasis
from deck.model.placed import PlacedParagraph, PlacedPicture, PlacedRun, PlacedShape
from deck.model.slides import QrCode, QrCodes
from deck.model.template import Layout
from deck.model.units import Box

PICTURE, CAPTION = 71, 75
# the words and the address, as shares of what the layout has them in
SIZES = ((1.0, 1.0), (0.9, 1.0), (0.9, 0.86), (0.8, 0.86), (0.7, 0.86), (0.7, 0.72))


def flow_qr_codes(codes: QrCodes, area: Area) -> Exhibited | None:
    """Return codes on one slide, their captions all at one size; None where none is drawn."""
    drawn = [code for code in codes.codes if code.image is not None]
    if not drawn:
        return None
    layout = layout_of(area, "QR Codes" if len(drawn) > 1 else "One QR Code")
    captions = _captions(layout, drawn, area)
    shapes: list[PlacedPicture | PlacedShape] = []
    for n, (code, caption) in enumerate(zip(drawn, captions, strict=True)):
        shapes += [_placed(code, n, layout, area), caption]
    return Exhibited((Arrangement(layout.known_as, tuple(shapes)),))


def _placed(code: QrCode, n: int, layout: Layout, area: Area) -> PlacedPicture:
    """Return a code where its layout has it, its first dark column on the line of the words below."""
    holder = placeholder(layout, PICTURE + n)
    place = holder.box
    side = min(place.width, place.height)
    quiet = round(side * code.quiet)
    left = place.x + place.width - side + quiet if area.right_to_left else place.x - quiet
    if code.image is None:
        raise LookupError(code.address)
    return PlacedPicture(f"code {n + 1}", "pic", holder.idx, Box(left, place.y, side, side), code.image, code.address, target=code.address)


def _captions(layout: Layout, codes: list[QrCode], area: Area) -> list[PlacedShape]:
    """Return what the codes lead to: with whole addresses where those fit, else with the names of their sites."""
    filled: list[Filled] = []
    for shown in (_address, _site):
        for share, small in SIZES:
            filled = [_caption(layout, n, code, shown(code.address), (share, small)) for n, code in enumerate(codes)]
            if all(text.fits for text in filled):
                return [_leading(text.shape, code, area) for text, code in zip(filled, codes, strict=True)]
    return [_leading(text.shape, code, area) for text, code in zip(filled, codes, strict=True)]


def _leading(shape: PlacedShape, code: QrCode, area: Area) -> PlacedShape:
    """Return a caption whose address leads there; from right to left the whole does, for LibreOffice 7.4 sets linked words elsewhere."""
    if area.right_to_left:
        return shape._replace(target=code.address)
    *words, where = shape.paragraphs
    return shape._replace(paragraphs=(*words, where._replace(runs=tuple(run._replace(link=code.address) for run in where.runs))))


def _caption(layout: Layout, n: int, code: QrCode, address: str, shares: tuple[float, float]) -> Filled:
    frame = Frame(f"caption {n + 1}", placeholder(layout, CAPTION + n))
    large, small = (round(frame.level(level).size * share) for level, share in enumerate(shares))
    said = sized(frame, PlacedParagraph(emphasis(code.words)), large)
    where = sized(frame, PlacedParagraph((PlacedRun(address),), level=1), small)
    filled = set_text(frame, (said, where) if code.words else (where,))
    # an address may break anywhere, a word may not
    whole = not code.words or not set_text(frame, (said,)).torn
    return filled._replace(fits=filled.fits and whole)


def _address(address: str) -> str:
    """Return an address as it is typed."""
    return address.partition("://")[2].rstrip("/")


def _site(address: str) -> str:
    return _address(address).partition("/")[0]

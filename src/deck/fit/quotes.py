"""Somebody's words, large on dark ground."""

from __future__ import annotations

from deck.fit.arrange import Area, Arrangement, layout_of, placeholder
from deck.fit.exhibited import Exhibited
from deck.fit.filling import Frame, largest
from deck.fit.furniture import line_shape
from deck.fit.text import head
from deck.model.placed import PlacedParagraph
from deck.model.slides import Quotation

QUOTATION, SOURCE = 1, 2
SIZES = (44.0, 40.0, 36.0, 32.0, 30.0, 28.0, 26.0, 24.0)


def flow_quote(quote: Quotation, area: Area) -> Exhibited | None:
    """Return a quotation on a slide, None for one that is too long to be read at a glance."""
    layout = layout_of(area, "Quote")
    frame = Frame("quotation", placeholder(layout, QUOTATION))
    paragraphs = tuple(PlacedParagraph(head(text)) for text in quote.text)
    filled = largest(frame, paragraphs, area.sizes(SIZES), even=True)
    if not filled.fits or filled.torn:
        return None
    source = line_shape(layout, SOURCE, "source", quote.source)
    return Exhibited((Arrangement(layout.known_as, (filled.shape, *((source,) if source is not None else ()))),))

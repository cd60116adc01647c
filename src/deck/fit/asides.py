"""What an author put in a box: large on a panel, its own title above it."""

from __future__ import annotations

from deck.fit.arrange import Area, Arrangement, layout_of, placeholder
from deck.fit.exhibited import Exhibited
from deck.fit.filling import Frame, set_text, sized
from deck.fit.text import emphasis, runs
from deck.model.article import plain
from deck.model.inline import regular
from deck.model.placed import PlacedParagraph
from deck.model.slides import Aside

ASIDE = 1
SIZES = (40.0, 36.0, 32.0, 30.0, 28.0, 26.0, 24.0, 22.0)
# the levels of a panel: the title of what stands there, and its text
TITLE, TEXT = 0, 1
# a title is no larger than this, nor than its text
LARGEST_TITLE = 26.0


def flow_aside(aside: Aside, area: Area) -> Exhibited | None:
    """Return a call-out on a slide, None for one that is too long to be read at a glance."""
    layout = layout_of(area, "Callout")
    frame = Frame("callout", placeholder(layout, ASIDE))
    title = PlacedParagraph(emphasis(regular(aside.title)), TITLE)
    texts = [PlacedParagraph(runs(text), TEXT) for text in aside.text]
    for size in area.sizes(SIZES):
        head = (sized(frame, title, min(size, LARGEST_TITLE)),) if plain(aside.title).strip() else ()
        filled = set_text(frame, (*head, *(sized(frame, text, size) for text in texts)))
        if filled.fits and not filled.torn:
            return Exhibited((Arrangement(layout.known_as, (filled.shape,)),))
    return None

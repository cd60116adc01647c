"""Which slide and shape is which: of the deck on disk, in the base; of the base, in the new deck."""

from __future__ import annotations

from deck.match.heirs import heirs
from deck.match.shapes import shape_pairs
from deck.match.slides import slide_pairs
from deck.match.twins import twins
from deck.model.found import FoundDeck
from deck.model.pairs import Pairs

__all__ = ["heirs", "match", "twins"]


def match(disk: FoundDeck, base: FoundDeck) -> Pairs:
    """Return which slides and shapes of the base those on disk are, whether or not they still say so."""
    slides, copies = slide_pairs(disk, base)
    shapes = {(i, a): (j, b) for i, j in slides.items() for a, b in shape_pairs(disk.slides[i], base.slides[j]).items()}
    return Pairs(slides, shapes, copies)

"""Decks read from files, whoever saved them."""

from deck.ooxml.found.deck import NO_DECK, forget, found_in, read_found, slide_parts
from deck.ooxml.found.overlay import known_as, overlaid

__all__ = ["NO_DECK", "forget", "found_in", "known_as", "overlaid", "read_found", "slide_parts"]

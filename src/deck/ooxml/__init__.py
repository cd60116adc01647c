"""The only room that knows the file format: templates as data, decks as bytes, files read back."""

from deck.ooxml.reader import proof, read_deck, read_seal
from deck.ooxml.template import read_template
from deck.ooxml.write import deck_bytes

__all__ = ["deck_bytes", "proof", "read_deck", "read_seal", "read_template"]
